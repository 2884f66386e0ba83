//! [`Source`]: the text of one document, untouched, with its lines.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::ground::{Note, Span};

/// The form a document was kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page or a part of one.
    Html,
    /// A Word file (Office Open XML).
    Docx,
    /// A PDF with a text layer.
    Pdf,
}

impl Format {
    /// The endings of the names of files that are read, in the words of a message.
    pub const ENDINGS: &str = ".txt、.md、.html、.docx、.pdf";

    /// The form of a file by the ending of its name; `None` for endings that are not read.
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
            "docx" => Some(Format::Docx),
            "pdf" => Some(Format::Pdf),
            _ => None,
        }
    }

    /// The ending that files of this form usually have.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        }
    }

    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        }
    }
}

/// The text of one document as it was read, and what its form said of each line.
///
/// For a text file `text` is the file decoded, nothing else changed (without a byte-order mark); for other formats it is
/// the text extracted. All spans of a plan refer to it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text that spans refer to.
    pub text: String,
    /// The form of the file.
    pub format: Format,
    /// The lines of `text` in order; together they cover it but for line ends. A part of a document has only its own.
    pub lines: Vec<Line>,
    /// The number of the first of `lines` in the document, from 1.
    pub first_line: u32,
    /// What could be read only in part.
    pub notes: Vec<Note>,
}

/// One physical line: its span without the line end, and how it looked in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without its end.
    pub span: Span,
    /// What the document's form says of it; [`Look::Plain`] for every line of a text file.
    pub look: Look,
    /// Whether a frame is drawn around it.
    pub frame: Frame,
}

/// Whether a frame is drawn around a line, as around boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// The form of the document does not show it, or a page has broken the frame.
    #[default]
    Unknown,
    /// There is one.
    Within,
    /// There is none.
    Outside,
}

/// What a document's own form says of a line. A hint: the outline trusts the numbering first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    #[default]
    Plain,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph that opens with emphasised words, which are these.
    Lead(Span),
    /// A row of a table, with the cells' spans.
    Row(Vec<Span>),
    /// The one cell of a row between others: the name of the rows below it, words that hold for all of them, or a heading.
    Across,
}

impl Frame {
    /// Whether what stands so may stand in one paragraph with what stands as `other`.
    pub fn may_be(self, other: Frame) -> bool {
        self == other || self == Frame::Unknown || other == Frame::Unknown
    }
}

impl Source {
    /// A whole document.
    pub fn new(text: String, format: Format, lines: Vec<Line>) -> Self {
        Self { text, format, lines, first_line: 1, notes: Vec::new() }
    }

    /// The part of the document that `lines` are, counted from 0; it keeps the whole text, so that spans are the same.
    pub fn part(&self, lines: Range<usize>) -> Self {
        let first_line = self.first_line + lines.start as u32;
        Self {
            text: self.text.clone(),
            format: self.format,
            first_line,
            lines: self.lines[lines].to_vec(),
            notes: Vec::new(),
        }
    }

    /// The words of line `n` (from 0).
    pub fn line(&self, n: usize) -> &str {
        self.lines[n].span.of(&self.text)
    }
}

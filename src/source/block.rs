//! Blocks of a document that has more than text (a web page, a Word file) → lines with their looks.
//!
//! What is bold says less than it seems to: a bold opening is a lead, but a whole bold line may be a title, a heading of any
//! level or a shout. It is a heading only in a document that numbers nothing and marks no heading as such.

use super::{Format, Frame, Line, Look, Source, encoding};
use crate::ground::{Note, Result, Span, numeral};

use super::limits;

/// The words of a block while they are gathered, run by run.
#[derive(Clone, Debug, Default)]
pub struct Words {
    text: String,
    /// How many bytes from the start on are bold.
    bold: usize,
    /// Whether a frame is drawn around them.
    frame: Frame,
}

impl Words {
    /// Adds a run. White space before the first word is left out.
    pub fn push(&mut self, run: &str, bold: bool) {
        let run = if self.text.is_empty() { run.trim_start() } else { run };
        let all = self.bold == self.text.len();
        self.text.push_str(run);
        if all && (bold || run.trim().is_empty()) {
            self.bold = self.text.len();
        }
    }

    /// Adds a run in which white space only parts words: a stretch of it is one space, and between two Han characters a
    /// line end is none.
    pub fn push_folded(&mut self, run: &str, bold: bool) {
        let mut folded = String::with_capacity(run.len());
        let mut chars = run.chars().peekable();
        while let Some(c) = chars.next() {
            if matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}') {
                continue;
            }
            if !is_layout(c) {
                folded.push(if c == '\u{a0}' { ' ' } else { c });
                continue;
            }
            let mut breaks = c == '\n';
            while let Some(c) = chars.next_if(|c| is_layout(*c)) {
                breaks |= c == '\n';
            }
            let before = folded.chars().next_back().or(self.text.chars().next_back());
            let wide = |c: Option<char>| c.is_none_or(is_wide);
            if !(breaks && wide(before) && wide(chars.peek().copied())) && before != Some(' ') {
                folded.push(' ');
            }
        }
        self.push(&folded, bold);
    }

    /// The same words, in a frame or not.
    pub fn framed(self, frame: Frame) -> Self {
        Self { frame, ..self }
    }

    /// The same words after a number that was not printed with them.
    pub fn after(self, label: &str) -> Self {
        let bold = if self.bold > 0 { label.len() + self.bold } else { 0 };
        Self { text: format!("{label}{}", self.text), bold, ..self }
    }

    /// Whether nothing has been gathered.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The words without the white space around them.
    pub fn text(&self) -> &str {
        self.text.trim()
    }
}

/// White space that only lays out the page's own source.
fn is_layout(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Characters that are set without spaces between them: Han and the marks that go with them.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '〇')
}

/// One block: it becomes one line.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Words),
    /// A heading that the document shows as one, with its level from 1.
    Heading(Words, u8),
    /// A row of a table.
    Row(Vec<Cell>),
    /// The one cell of a row between others.
    Across(Words),
}

/// A cell of a table and how many columns it spans.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its words on one line.
    pub text: String,
    /// Its columns, from 1.
    pub span: u16,
}

/// Most columns that one cell is taken to span.
pub const WIDEST_CELL: u16 = 64;

impl Block {
    /// Its words as one stretch.
    pub fn words(&self) -> String {
        match self {
            Block::Paragraph(words) | Block::Heading(words, _) | Block::Across(words) => {
                words.text().to_owned()
            }
            Block::Row(cells) => {
                cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// Longest bold opening that is a lead, in characters.
const LONGEST_LEAD: usize = 40;
/// From this many characters on a paragraph is text, so that the title and its lines lie behind.
const BODY: usize = 40;

/// The source whose lines are `blocks`. Errors: no words at all, more than [`limits::TEXT`].
pub fn source(blocks: Vec<Block>, format: Format, notes: Vec<Note>, name: &str) -> Result<Source> {
    let bare = shows_headings_by_bold_alone(&blocks);
    let mut source = Source::new(String::new(), format, Vec::new());
    source.notes = notes;
    let mut in_body = false;
    for block in blocks {
        if let Block::Paragraph(words) = &block {
            in_body |= words.text.chars().count() >= BODY;
        }
        push(&mut source, block, bare && in_body);
        if source.text.len() > limits::TEXT {
            return Err(encoding::too_large(limits::TEXT, name));
        }
    }
    if source.text.is_empty() {
        return Err(encoding::empty(name));
    }
    Ok(source)
}

/// Writes a block as the next line of `source`; where `bold_heads`, one in bold type is a heading.
pub fn push(source: &mut Source, block: Block, bold_heads: bool) {
    let start = source.text.len();
    let frame = match &block {
        Block::Paragraph(words) => words.frame,
        Block::Heading(..) | Block::Row(_) | Block::Across(_) => Frame::Unknown,
    };
    let look = match block {
        Block::Row(cells) => row(&mut source.text, &cells),
        Block::Across(words) => {
            source.text.push_str(words.text());
            Look::Across
        }
        Block::Heading(words, level) => {
            source.text.push_str(words.text());
            Look::Heading(level)
        }
        Block::Paragraph(words) => {
            source.text.push_str(words.text());
            let head = bold_heads && is_bold_heading(&words);
            if head { Look::Heading(2) } else { lead(&words, start) }
        }
    };
    if source.text[start..].trim().is_empty() {
        source.text.truncate(start);
        return;
    }
    source.lines.push(Line { span: Span::new(start, source.text.len()), look, frame });
    source.text.push('\n');
}

/// The longest cell across a table, in characters: more is text that only stands in one.
const LONGEST_ACROSS: usize = 200;

/// The blocks of the rows of a table, in order: a row of one cell that is one paragraph and stands between others goes across it.
pub fn across(mut rows: Vec<Vec<Block>>) -> Vec<Block> {
    let is_row = |row: &Vec<Block>| matches!(row.as_slice(), [Block::Row(_)]);
    let first = rows.iter().position(is_row).unwrap_or(rows.len());
    let last = rows.iter().rposition(is_row).unwrap_or(first);
    for row in &mut rows[first..last] {
        if let [Block::Paragraph(words)] = row.as_mut_slice()
            && words.text().chars().count() <= LONGEST_ACROSS
        {
            *row = vec![Block::Across(std::mem::take(words))];
        }
    }
    rows.into_iter().flatten().collect()
}

/// A row, with a tab between its columns; those that a cell spans beyond its first are empty.
fn row(text: &mut String, cells: &[Cell]) -> Look {
    let mut spans = Vec::with_capacity(cells.len());
    let columns = cells.iter().flat_map(|cell| {
        let more = (1..cell.span).map(|_| "");
        std::iter::once(cell.text.as_str()).chain(more)
    });
    for column in columns {
        if text.len() > limits::TEXT {
            break;
        }
        if !spans.is_empty() {
            text.push('\t');
        }
        let start = text.len();
        text.push_str(column);
        spans.push(Span::new(start, text.len()));
    }
    Look::Row(spans)
}

/// The bold words a paragraph opens with, if they are a lead: they end with a mark, or are the whole line.
fn lead(words: &Words, start: usize) -> Look {
    let text = words.text();
    let bold = &text[..words.bold.min(text.len())];
    let mark = |c: char| matches!(c, '。' | '：' | ':');
    let next = text[bold.len()..].chars().next().filter(|c| mark(*c));
    let end = next.map_or(bold.trim_end().len(), |mark| bold.len() + mark.len_utf8());
    let whole = end == text.len();
    let length = bold.chars().count();
    if (1..=LONGEST_LEAD).contains(&length) && (whole || text[..end].ends_with(mark)) {
        Look::Lead(Span::new(start, start + end))
    } else {
        Look::Plain
    }
}

fn is_bold_heading(words: &Words) -> bool {
    let text = words.text();
    let whole = words.bold >= text.len();
    whole
        && (2..=LONGEST_LEAD).contains(&text.chars().count())
        && !text.ends_with(['。', '：', '；', '，'])
}

/// Whether bold type is all there is to show the headings: none is marked, and no line opens with 一、, （一） or 第一章.
fn shows_headings_by_bold_alone(blocks: &[Block]) -> bool {
    let marked = blocks.iter().any(|b| match b {
        Block::Heading(..) => true,
        Block::Paragraph(words) => opens_with_number(words.text()),
        Block::Row(_) | Block::Across(_) => false,
    });
    let bold = |b: &&Block| matches!(b, Block::Paragraph(words) if is_bold_heading(words));
    !marked && blocks.iter().filter(bold).count() >= 2
}

fn opens_with_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['（', '(', '第']);
    let rest = digits.trim_start_matches(numeral::is_one_to_ten);
    rest.len() < digits.len() && rest.starts_with(['、', '）', ')', '章', '节', '编', '篇', '条'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_behind_bold_words_and_a_space_belongs_to_the_lead() {
        let mut words = Words::default();
        words.push("2.1 ", true);
        words.push("。推进", false);
        assert_eq!(lead(&words, 0), Look::Lead(Span::new(0, "2.1 。".len())));
    }
}

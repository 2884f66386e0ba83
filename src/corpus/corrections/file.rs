//! [`Corrections`]: the file, read block by block, so that a damaged block costs only itself.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use super::super::disk;
use super::Field;
use crate::ground::{Error, Note, Result};

/// What a block begins with.
const HEAD: &str = "[[correction]]";

/// The corrections of one plan, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    blocks: Vec<Block>,
    /// What could not be read, by line.
    pub notes: Vec<Note>,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The line its block begins on, from 1.
    pub line: u32,
    /// The address within the plan: `2.1.1#3`.
    pub address: String,
    /// What it is about.
    pub field: Field,
    /// Which of several values: an indicator, a place as printed.
    pub of: Option<String>,
    /// What is right; empty for nothing.
    pub value: String,
    /// What it corrects.
    pub was: Option<String>,
    /// Why, or where from.
    pub why: Option<String>,
}

/// A stretch of the file: comments, then a block as it stands there.
#[derive(Clone, Debug)]
struct Block {
    text: String,
    correction: Option<Correction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    address: String,
    field: String,
    of: Option<String>,
    value: String,
    was: Option<String>,
    why: Option<String>,
}

impl Corrections {
    /// Reads the file at `path`; one that is not there holds none.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when it is there and cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self::read(&String::from_utf8_lossy(&bytes))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(Error::file("读不了更正文件", path, e)),
        }
    }

    /// Reads the text of a file. Cannot fail: what is no correction becomes a note.
    ///
    /// ```
    /// use gangyao::corpus::corrections::Corrections;
    /// let text = "[[correction]]\naddress = \"2.1#1\"\nfield = \"备注\"\nvalue = \"已办\"\n\n[[correction]]\naddress = \n";
    /// let read = Corrections::read(text);
    /// assert_eq!(read.iter().next().unwrap().value, "已办");
    /// assert_eq!(read.notes[0].line, 7);
    /// ```
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut read = Self::default();
        let mut line = 1;
        for block in split(text) {
            let correction = correction(block, line).unwrap_or_else(|note| {
                read.notes.push(note);
                None
            });
            read.blocks.push(Block { text: block.to_owned(), correction });
            line += block.matches('\n').count() as u32;
        }
        read
    }

    /// The corrections, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.blocks.iter().filter_map(|block| block.correction.as_ref())
    }

    /// Whether there is nothing in the file.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| block.text.trim().is_empty())
    }

    /// The correction of `field` at `address`: the last one, which is the one that wins.
    pub fn find(&self, address: &str, field: Field) -> Option<&Correction> {
        self.iter().filter(|c| c.address == address && c.field == field).last()
    }

    /// Puts `correction` in the place of those of its address and field; takes them away where it corrects nothing: where its
    /// value is what it was.
    pub fn set(&mut self, correction: Correction) {
        let same = |c: &Correction| {
            (&c.address, c.field, &c.of) == (&correction.address, correction.field, &correction.of)
        };
        let at = self.blocks.iter().rposition(|b| b.correction.as_ref().is_some_and(same));
        let corrects = correction.was.as_ref() != Some(&correction.value);
        let block = Block { text: written(&correction), correction: Some(correction.clone()) };
        match at {
            Some(at) if corrects => self.blocks[at] = block,
            None if corrects => {
                if let Some(last) = self.blocks.last_mut().filter(|b| !b.text.ends_with('\n')) {
                    last.text.push('\n');
                }
                self.blocks.push(block);
            }
            _ => self.blocks.retain(|b| !b.correction.as_ref().is_some_and(same)),
        }
    }

    /// The file: untouched blocks as they stood in it.
    pub fn text(&self) -> String {
        self.blocks.iter().map(|block| block.text.as_str()).collect()
    }

    /// Writes the file at `path`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        disk::write(path, self.text().as_bytes()).map_err(|e| {
            Error::file("写不了更正文件", path, e)
                .with_hint("请检查 corpus/ 目录的写入权限和磁盘空间，再导入一次")
        })
    }
}

/// The stretches of a file, each with one block; comments above a block stand with it.
fn split(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut comments = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words == HEAD {
            starts.push(comments.take().unwrap_or(at));
        } else if words.is_empty() || words.starts_with('#') {
            comments = comments.or(Some(at));
        } else {
            comments = None;
        }
        at += line.len();
    }
    let first = starts.first().copied().unwrap_or(text.len());
    let mut pieces = vec![&text[..first]];
    for (n, &start) in starts.iter().enumerate() {
        pieces.push(&text[start..starts.get(n + 1).copied().unwrap_or(text.len())]);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The correction of a block that begins on `line`; none in a stretch of comments.
fn correction(block: &str, line: u32) -> std::result::Result<Option<Correction>, Note> {
    let line_of = |byte: usize| line + block[..byte.min(block.len())].matches('\n').count() as u32;
    let Some(head) = block.lines().position(|l| l.trim() == HEAD) else {
        let stray = block.lines().position(|l| !l.trim().is_empty() && !l.trim().starts_with('#'));
        let note = |at| Note::warning(line + at as u32, format!("不属于任何 {HEAD}，没有用"));
        return stray.map_or(Ok(None), |at| Err(note(at)));
    };
    // The head is made blank, not cut out, so that lines stay what they are.
    let body = block.replacen(HEAD, &" ".repeat(HEAD.len()), 1);
    let row: Row = toml::from_str(&body).map_err(|e| {
        let at = e.span().map_or(line + head as u32, |span| line_of(span.start));
        Note::warning(at, format!("这条更正读不懂，没有用：{}", e.message()))
    })?;
    let start = line + head as u32;
    let field = Field::named(&row.field).ok_or_else(|| {
        let names: Vec<_> = Field::ALL.iter().map(|field| field.label()).collect();
        Note::warning(start, format!("没有“{}”这一项（可写 {}）", row.field, names.join("、")))
    })?;
    if field.is_of_one() && row.of.is_none() {
        let message = format!("{}要用 of 写明更正的是哪一个", field.label());
        return Err(Note::warning(start, message));
    }
    let Row { address, of, value, was, why, .. } = row;
    Ok(Some(Correction { line: start, address, field, of, value, was, why }))
}

/// A correction as a block.
fn written(correction: &Correction) -> String {
    let mut out = format!("\n{HEAD}\n");
    let lines = [
        ("address", Some(&correction.address)),
        ("field", Some(&correction.field.label().to_owned())),
        ("of", correction.of.as_ref()),
        ("value", Some(&correction.value)),
        ("was", correction.was.as_ref()),
        ("why", correction.why.as_ref()),
    ]
    .map(|(key, words)| (key, words.cloned()));
    for (key, words) in lines {
        if let Some(words) = words {
            let _ = writeln!(out, "{key} = {}", quoted(&words));
        }
    }
    out
}

/// A basic string of TOML.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

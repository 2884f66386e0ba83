//! The paragraphs and tables of `document.xml`, or of the notes, as blocks.
//!
//! Deleted text is left out and inserted text kept, as if all changes were accepted. Text boxes stand after the paragraph
//! they are anchored in. A line break parts lines. A cell that goes on from the row above is empty, as are the columns
//! that a cell spans beyond its first; a row of one cell, which is how boxes are drawn, gives its paragraphs as lines.

use super::numbering::Numbering;
use super::styles::{Styles, outline_level};
use super::xml::{Attributes, Step, walk};
use std::collections::BTreeMap;

use crate::ground::Result;
use crate::source::Frame;
use crate::source::block::{self, Block, WIDEST_CELL, Words};

/// Reads a part into blocks; for a part of notes, those of each note with its id.
pub struct Document<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    /// How many elements are open whose content is not read.
    skipped: usize,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Where blocks go: the document, the cell or the text box that is open.
    sinks: Vec<Vec<Block>>,
    /// The ids of footnotes and endnotes in the order they are referred to.
    pub references: Vec<(Note, String)>,
    /// The note being read.
    note: String,
    /// The notes read, by their ids.
    pub notes: BTreeMap<String, Vec<Block>>,
}

/// The two kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// At the foot of a page.
    Foot,
    /// At the end.
    End,
}

#[derive(Debug, Default)]
struct Paragraph {
    style: String,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
    /// Its mark is deleted, so that it is no paragraph of its own if it is empty.
    deleted: bool,
    in_properties: bool,
    run: Option<Run>,
    lines: Vec<Words>,
}

#[derive(Debug, Default)]
struct Run {
    bold: Option<bool>,
    style: Option<String>,
    hidden: bool,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default)]
struct Cell {
    span: u16,
    goes_on: bool,
    blocks: Vec<Block>,
}

/// Longest heading, in characters: what is longer is text in a heading's style.
const LONGEST_HEADING: usize = 80;
/// What a tab in a table of contents prints.
const LEADER: &str = "………";

impl<'a> Document<'a> {
    /// Reads the XML of a part.
    pub fn read(
        xml: &str,
        styles: &'a Styles,
        numbering: &'a mut Numbering,
        name: &str,
    ) -> Result<Self> {
        let mut document = Document {
            styles,
            numbering,
            skipped: 0,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            sinks: vec![Vec::new()],
            references: Vec::new(),
            notes: BTreeMap::new(),
            note: String::new(),
        };
        walk(xml, name, |step| match step {
            Step::Start(tag, attributes) => document.start(tag, &attributes),
            Step::End(tag) => document.end(tag),
            Step::Text(_) if document.skipped > 0 => {}
            Step::Text(text) => document.text(&text),
        })?;
        Ok(document)
    }

    /// The blocks of the part.
    pub fn take_blocks(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.sinks[0])
    }

    fn start(&mut self, tag: &str, attributes: &Attributes<'_>) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|p| p.in_properties) {
            paragraph.deleted |= tag == "del";
        }
        if self.skipped > 0 || is_skipped(tag) {
            self.skipped += 1;
            return;
        }
        match tag {
            "p" => {
                self.paragraphs
                    .push(Paragraph { lines: vec![Words::default()], ..Default::default() });
                self.sinks.push(Vec::new());
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.table(|t| t.rows.push(Vec::new())),
            "tc" => {
                let cell = Cell { span: 1, ..Default::default() };
                self.table(|t| t.push(cell));
                self.sinks.push(Vec::new());
            }
            "gridSpan" | "vMerge" => self.cell_property(tag, attributes),
            "footnoteReference" => self.refer(Note::Foot, attributes),
            "endnoteReference" => self.refer(Note::End, attributes),
            "footnote" | "endnote" => {
                self.note = attributes.get("id").unwrap_or_default();
            }
            _ => self.in_paragraph(tag, attributes),
        }
    }

    fn refer(&mut self, note: Note, attributes: &Attributes<'_>) {
        self.references.push((note, attributes.get("id").unwrap_or_default()));
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn cell_property(&mut self, tag: &str, attributes: &Attributes<'_>) {
        let value = attributes.val();
        let Some(cell) = self.tables.last_mut().and_then(|t| t.rows.last_mut()?.last_mut()) else {
            return;
        };
        if tag == "vMerge" {
            cell.goes_on = value.as_deref() != Some("restart");
        } else {
            cell.span = value.and_then(|v| v.parse().ok()).unwrap_or(1).clamp(1, WIDEST_CELL);
        }
    }

    fn in_paragraph(&mut self, tag: &str, attributes: &Attributes<'_>) {
        let contents = self.styles.is_contents(self.paragraphs.last().map_or("", |p| &p.style));
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match tag {
            "pPr" => paragraph.in_properties = true,
            "r" => paragraph.run = Some(Run::default()),
            _ if paragraph.in_properties => paragraph.property(tag, attributes),
            _ => {
                let tab = if contents { LEADER } else { " " };
                paragraph.in_run(tag, attributes, tab);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let styles = self.styles;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let Some(run) = paragraph.run.as_ref().filter(|r| !r.hidden) else { return };
        let styled = || run.style.as_ref().is_some_and(|s| styles.is_bold(s));
        let bold = run.bold.unwrap_or_else(|| styled() || styles.is_bold(&paragraph.style));
        if let Some(line) = paragraph.lines.last_mut() {
            line.push(&text.replace(['\n', '\r', '\t'], " "), bold);
        }
    }

    fn end(&mut self, tag: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match tag {
            "p" => self.end_paragraph(),
            "pPr" => self.paragraphs.last_mut().into_iter().for_each(|p| p.in_properties = false),
            "r" => self.paragraphs.last_mut().into_iter().for_each(|p| p.run = None),
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            "footnote" | "endnote" => {
                let blocks = self.take_blocks();
                self.notes.insert(std::mem::take(&mut self.note), blocks);
            }
            _ => {}
        }
    }

    /// The blocks of a paragraph go before those of the text boxes in it.
    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let inside = self.sinks.pop().unwrap_or_default();
        let blocks = self.blocks(paragraph);
        self.sink().extend(blocks.into_iter().chain(inside));
    }

    fn sink(&mut self) -> &mut Vec<Block> {
        if self.sinks.is_empty() {
            self.sinks.push(Vec::new());
        }
        let last = self.sinks.len() - 1;
        &mut self.sinks[last]
    }

    fn blocks(&mut self, paragraph: Paragraph) -> Vec<Block> {
        let empty = paragraph.lines.iter().all(Words::is_empty);
        if empty && paragraph.deleted {
            return Vec::new();
        }
        let label = self.label(&paragraph).filter(|_| !empty);
        let styled = || self.styles.heading(&paragraph.style);
        let level = paragraph.outline.map(|n| n + 2).or_else(styled);
        let outside = |words: Words| words.framed(Frame::Outside);
        let mut lines = paragraph.lines.into_iter().filter(|l| !l.is_empty()).map(outside);
        let mut blocks = Vec::new();
        if let Some(first) = lines.next() {
            let first = label.map_or(first.clone(), |label| first.after(&label));
            let short = first.text().chars().count() <= LONGEST_HEADING;
            blocks.push(match level.filter(|_| short) {
                Some(level) => Block::Heading(first, level),
                None => Block::Paragraph(first),
            });
        }
        blocks.extend(lines.map(Block::Paragraph));
        blocks
    }

    /// The number printed before a paragraph: of its own list, or of its style's.
    fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        let styled = self.styles.list(&paragraph.style);
        let list = paragraph.list.clone().or(styled.as_ref().map(|s| s.0.clone()))?;
        let by_style = || self.numbering.level_of_style(&list, &paragraph.style);
        let level = paragraph.level.or_else(by_style).or(styled.and_then(|s| s.1)).unwrap_or(0);
        self.numbering.next(&list, level)
    }

    fn end_cell(&mut self) {
        let blocks = self.sinks.pop().unwrap_or_default();
        if let Some(cell) = self.tables.last_mut().and_then(|t| t.rows.last_mut()?.last_mut()) {
            cell.blocks = blocks;
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let rows = table.rows.into_iter().map(row).collect();
        self.sink().extend(block::across(rows));
    }
}

/// What is not read: deleted and moved text, old properties, field codes, the second form of a drawing, phonetic guides.
fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "Fallback"
            | "rPrChange"
            | "pPrChange"
            | "tblPrChange"
            | "trPrChange"
            | "tcPrChange"
            | "numberingChange"
            | "sectPr"
            | "rt"
            | "docPartPr"
    )
}

impl Table {
    fn push(&mut self, cell: Cell) {
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }
}

fn row(cells: Vec<Cell>) -> Vec<Block> {
    if let [_] = cells.as_slice() {
        return cells.into_iter().flat_map(|c| c.blocks).map(framed).collect();
    }
    let text = |cell: Cell| {
        let words = cell.blocks.iter().map(Block::words).collect::<Vec<_>>().join(" ");
        block::Cell { text: if cell.goes_on { String::new() } else { words }, span: cell.span }
    };
    vec![Block::Row(cells.into_iter().map(text).collect())]
}

/// A table of one column is the frame of a box.
fn framed(block: Block) -> Block {
    match block {
        Block::Paragraph(words) => Block::Paragraph(words.framed(Frame::Within)),
        other => other,
    }
}

/// What `w:sym` prints: a character of Wingdings as the usual one that looks like it, of another font as it is numbered.
fn symbol(attributes: &Attributes<'_>) -> String {
    const WINGDINGS: [(u32, char); 10] = [
        (0x6c, '●'),
        (0x6e, '■'),
        (0x6f, '□'),
        (0x75, '◆'),
        (0xa8, '□'),
        (0xd8, '➢'),
        (0xe0, '→'),
        (0xfc, '✓'),
        (0xfd, '☒'),
        (0xfe, '☑'),
    ];
    let code = attributes.get("char").and_then(|c| u32::from_str_radix(&c, 16).ok()).unwrap_or(0);
    let wingdings = attributes.get("font").is_some_and(|f| f.starts_with("Wingdings"));
    let known = WINGDINGS.iter().find(|(n, _)| wingdings && *n == code & 0xff).map(|(_, c)| *c);
    let own = || char::from_u32(code).filter(|c| !c.is_control());
    known.or_else(own).map(String::from).unwrap_or_default()
}

impl Paragraph {
    fn property(&mut self, tag: &str, attributes: &Attributes<'_>) {
        match tag {
            "pStyle" => self.style = attributes.val().unwrap_or_default(),
            "outlineLvl" => self.outline = outline_level(attributes),
            "numId" => self.list = attributes.val(),
            "ilvl" => self.level = attributes.val().and_then(|l| l.parse().ok()),
            _ => {}
        }
    }

    fn in_run(&mut self, tag: &str, attributes: &Attributes<'_>, tab: &str) {
        let Some(run) = &mut self.run else { return };
        match tag {
            "b" => run.bold = Some(attributes.on()),
            "rStyle" => run.style = attributes.val(),
            "vanish" => run.hidden = attributes.on(),
            "br" if attributes.get("type").is_none_or(|t| t == "textWrapping") => {
                self.lines.push(Words::default());
            }
            "cr" => self.lines.push(Words::default()),
            "tab" => self.put(tab),
            "noBreakHyphen" => self.put("-"),
            "sym" => self.put(&symbol(attributes)),
            _ => {}
        }
    }

    fn put(&mut self, text: &str) {
        self.lines.last_mut().into_iter().for_each(|line| line.push(text, true));
    }
}

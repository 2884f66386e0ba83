//! Tables of Markdown: those drawn with strokes, and where those end that stand in HTML.

use std::ops::Range;

use crate::source::block::{self, Block, Cell, Words};

/// A table of several columns while it is read.
#[derive(Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Begins a row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell.
    pub fn cell(&mut self) {
        self.rows.last_mut().into_iter().for_each(|row| row.push(String::new()));
    }

    /// Words of the cell that is open.
    pub fn push(&mut self, words: &str) {
        let cell = self.rows.last_mut().and_then(|row| row.last_mut());
        cell.into_iter().for_each(|cell| cell.push_str(words));
    }

    /// Its rows. Markdown has no cell across several columns: converters leave the others empty, or say the same in each.
    pub fn blocks(self) -> Vec<Block> {
        block::across(self.rows.into_iter().map(|row| vec![block(row)]).collect())
    }
}

fn block(row: Vec<String>) -> Block {
    // Strong type that CommonMark does not see.
    let words = |cell: String| cell.replace("**", "").replace(['\t', '\n'], " ").trim().to_owned();
    let cells: Vec<String> = row.into_iter().map(words).collect();
    let others = cells.get(1..).unwrap_or_default();
    let empty = others.iter().all(String::is_empty);
    match cells.first() {
        Some(first) if !first.is_empty() && (empty || others.iter().all(|cell| cell == first)) => {
            let mut words = Words::default();
            words.push(first, false);
            Block::Paragraph(words)
        }
        _ => Block::Row(cells.into_iter().map(|text| Cell { text, span: 1 }).collect()),
    }
}

/// Where the HTML of a text ends, as a web page would have it.
#[derive(Default)]
pub struct Html {
    /// No table ends below: there is nothing more to look for.
    unclosed: bool,
}

impl Html {
    /// The end of the HTML at `block`, which Markdown ends at an empty line: a table goes on to its own end.
    pub fn end(&mut self, markdown: &str, block: Range<usize>) -> usize {
        const CLOSE: &str = "</table";
        let count = |range: Range<usize>, tag| markdown[range].matches(tag).count();
        let mut open = count(block.clone(), "<table");
        let mut closed = count(block.clone(), CLOSE);
        let mut end = block.end;
        while open > closed && !self.unclosed {
            let Some(at) = markdown[end..].find(CLOSE) else {
                self.unclosed = true;
                return block.end;
            };
            let stop = end + at + CLOSE.len();
            open += count(end..stop, "<table");
            closed += 1;
            end = stop;
        }
        match end == block.end {
            true => end,
            false => markdown[end..].find('\n').map_or(markdown.len(), |at| end + at + 1),
        }
    }
}

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

    /// Its rows. Markdown has no cell across several columns: converters leave the others empty, or say the same in each. What is empty
    /// beside the first cell of the last rows may as well be missing, unless that cell says more than a name.
    pub fn blocks(self) -> Vec<Block> {
        let rows: Vec<Vec<String>> = self.rows.into_iter().map(words).collect();
        let between = rows.iter().rposition(|row| !alone(row)).unwrap_or(0);
        let row = |(n, row): (usize, Vec<String>)| {
            let says = |cell: &str| cell.contains(['：', '。', '；']);
            let across = alone(&row) && (n < between || says(&row[0])) || repeated(&row);
            vec![if across { paragraph(&row[0]) } else { cells(row) }]
        };
        block::across(rows.into_iter().enumerate().map(row).collect())
    }
}

/// The words of the cells of `row`, without strong type that CommonMark does not see.
fn words(row: Vec<String>) -> Vec<String> {
    let words = |cell: String| cell.replace("**", "").replace(['\t', '\n'], " ").trim().to_owned();
    row.into_iter().map(words).collect()
}

/// Whether only the first cell of `row` is filled.
fn alone(row: &[String]) -> bool {
    row.split_first()
        .is_some_and(|(first, others)| !first.is_empty() && others.iter().all(String::is_empty))
}

/// Whether the cells of `row` say the same words.
fn repeated(row: &[String]) -> bool {
    row.split_first().is_some_and(|(first, others)| {
        first.contains(char::is_alphabetic) && others.iter().all(|cell| cell == first)
    })
}

fn paragraph(text: &str) -> Block {
    let mut words = Words::default();
    words.push(text, false);
    Block::Paragraph(words)
}

fn cells(row: Vec<String>) -> Block {
    Block::Row(row.into_iter().map(|text| Cell { text, span: 1 }).collect())
}

/// Where the tables in HTML begin and end, in the order in which they begin; none for those that are left open.
pub fn ends(markdown: &str) -> Vec<(usize, usize)> {
    let (mut tables, mut open) = (Vec::new(), Vec::new());
    for (at, _) in markdown.match_indices('<') {
        let tag = &markdown.as_bytes()[at + 1..];
        let is = |name: &[u8]| tag.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if is(b"table") {
            open.push(at);
        } else if is(b"/table") {
            tables.extend(open.pop().map(|start| (start, at)));
        }
    }
    tables.sort_unstable();
    tables
}

/// The end of the HTML at `block`, which Markdown ends at an empty line: a table goes on to its own end, as in a web page.
pub fn end(tables: &[(usize, usize)], markdown: &str, block: Range<usize>) -> usize {
    let inside = tables.partition_point(|(start, _)| *start < block.start)
        ..tables.partition_point(|(start, _)| *start < block.end);
    let last = tables[inside].iter().map(|(_, end)| *end).max().unwrap_or(0);
    match last < block.end {
        true => block.end,
        false => markdown[last..].find('\n').map_or(markdown.len(), |at| last + at + 1),
    }
}

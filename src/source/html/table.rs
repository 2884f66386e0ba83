//! Tables of a page: rows of cells, or only a way to lay out the page.

use std::ops::Range;

use super::items::{Item, Page, Tag};
use crate::source::block::{Block, Words};

/// The rows of the table at `range`; `None` if it lays out text: it has one column, or holds another table.
///
/// Every cell stands in its column: those beside it that a cell spans are empty.
pub fn rows(page: &Page, range: Range<usize>) -> Option<Vec<Block>> {
    let mut rows: Vec<Vec<Words>> = Vec::new();
    let (mut dropped, mut bare) = (0, 0);
    for at in range.start + 1..range.end {
        match page.items[at] {
            Item::Element(Tag::Table, _) => return None,
            Item::Element(Tag::Dropped, end) => dropped = dropped.max(end as usize),
            Item::Element(Tag::Row, _) => rows.push(Vec::new()),
            Item::Element(Tag::Cell(_), end) => {
                rows.last_mut()?.push(Words::default());
                bare = end as usize;
            }
            Item::Element(tag, _) if parts(tag) => push(&mut rows, " "),
            Item::Text(span) if at >= dropped && at < bare => push(&mut rows, span.of(&page.text)),
            Item::Text(_) | Item::Element(..) => {}
        }
    }
    let columns = rows.iter().map(Vec::len).max()?;
    (columns > 1).then(|| spread(page, range, &rows))
}

fn push(rows: &mut [Vec<Words>], run: &str) {
    if let Some(cell) = rows.last_mut().and_then(|r| r.last_mut()) {
        cell.push_folded(run, false);
    }
}

/// Elements that begin a line within a cell.
fn parts(tag: Tag) -> bool {
    matches!(tag, Tag::Break | Tag::Paragraph | Tag::Heading(_) | Tag::Holder | Tag::Item(_))
}

/// Rows with an empty cell for each column that a cell spans beyond its first. A row of one cell is a paragraph.
fn spread(page: &Page, range: Range<usize>, rows: &[Vec<Words>]) -> Vec<Block> {
    let mut spans = page.items[range].iter().filter_map(|item| match item {
        Item::Element(Tag::Cell(span), _) => Some(*span as usize),
        _ => None,
    });
    let mut blocks = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = Vec::new();
        for words in row {
            cells.push(words.text().replace(['\t', '\n'], " "));
            let more = spans.next().unwrap_or(1) - 1;
            cells.resize(cells.len() + more, String::new());
        }
        match row.as_slice() {
            [only] => blocks.push(Block::Paragraph(only.clone())),
            _ => blocks.push(Block::Row(cells)),
        }
    }
    blocks
}

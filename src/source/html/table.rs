//! Tables of a page: rows of cells, or only a way to lay out the page.

use std::ops::Range;

use super::items::{Item, Page, Tag};
use crate::source::block::{Block, Cell, Words};

/// The rows of the table at `range`; `None` if it lays out text: it has one column, or holds another table.
pub fn rows(page: &Page, range: Range<usize>) -> Option<Vec<Block>> {
    let mut rows: Vec<Vec<(Words, u16)>> = Vec::new();
    let (mut dropped, mut bare) = (0, 0);
    for at in range.start + 1..range.end {
        match page.items[at] {
            Item::Element(Tag::Table, _) => return None,
            Item::Element(Tag::Dropped, end) => dropped = dropped.max(end as usize),
            Item::Element(Tag::Row, _) => rows.push(Vec::new()),
            Item::Element(Tag::Cell(span), end) => {
                rows.last_mut()?.push((Words::default(), span));
                bare = end as usize;
            }
            Item::Element(tag, _) if parts(tag) => push(&mut rows, " "),
            Item::Text(span) if at >= dropped && at < bare => push(&mut rows, span.of(&page.text)),
            Item::Text(_) | Item::Element(..) => {}
        }
    }
    let columns = rows.iter().map(Vec::len).max()?;
    (columns > 1).then(|| rows.into_iter().map(block).collect())
}

fn push(rows: &mut [Vec<(Words, u16)>], run: &str) {
    if let Some((cell, _)) = rows.last_mut().and_then(|r| r.last_mut()) {
        cell.push_folded(run, false);
    }
}

/// Elements that begin a line within a cell.
fn parts(tag: Tag) -> bool {
    matches!(tag, Tag::Break | Tag::Paragraph | Tag::Heading(_) | Tag::Holder | Tag::Item(_))
}

/// A row of one cell is a paragraph.
fn block(row: Vec<(Words, u16)>) -> Block {
    if let [(only, _)] = row.as_slice() {
        return Block::Paragraph(only.clone());
    }
    let cell =
        |(words, span): (Words, u16)| Cell { text: words.text().replace(['\t', '\n'], " "), span };
    Block::Row(row.into_iter().map(cell).collect())
}

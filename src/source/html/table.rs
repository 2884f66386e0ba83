//! Tables of a page: rows of cells, or only a way to lay out the page.

use std::collections::BTreeMap;
use std::ops::Range;

use super::items::{Item, Page, Tag};
use crate::source::block::{Block, Cell, Words, across};

/// The rows of the table at `range`; `None` if it lays out text: it has one column, or holds another table.
pub fn rows(page: &Page, range: Range<usize>) -> Option<Vec<Block>> {
    let mut table = Table::default();
    let (mut dropped, mut bare) = (0, 0);
    let (mut caption, mut named) = (0..0, Words::default());
    for at in range.start + 1..range.end {
        match page.items[at] {
            Item::Element(Tag::Table, _) => return None,
            Item::Element(Tag::Caption, end) => caption = at + 1..end as usize,
            Item::Element(Tag::Dropped, end) => dropped = dropped.max(end as usize),
            Item::Element(Tag::Row, _) => table.row(),
            Item::Element(Tag::Cell(wide, tall), end) => {
                table.cell(wide, tall)?;
                bare = end as usize;
            }
            Item::Element(tag, _) if parts(tag) && caption.contains(&at) => {
                named.push_folded(" ", false)
            }
            Item::Element(tag, _) if parts(tag) => table.push(" "),
            Item::Text(_) if at < dropped => {}
            Item::Text(span) if caption.contains(&at) => {
                named.push_folded(span.of(&page.text), false)
            }
            Item::Text(span) if at < bare => table.push(span.of(&page.text)),
            Item::Text(_) | Item::Element(..) => {}
        }
    }
    table.end_row();
    let columns = table.rows.iter().map(Vec::len).max()?;
    let rows = table.rows.into_iter().map(|row| vec![block(row)]);
    let caption = std::iter::once(vec![Block::Paragraph(named)]);
    (columns > 1).then(|| across(caption.chain(rows).collect()))
}

/// A table while it is read.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<(Words, u16)>>,
    /// The column that comes next in the row.
    column: u16,
    /// Cells that go on into the next row: by column, how many rows more, and how wide.
    carried: BTreeMap<u16, (u16, u16)>,
}

impl Table {
    fn row(&mut self) {
        self.end_row();
        self.rows.push(Vec::new());
        self.column = 0;
    }

    /// Begins a cell; nothing if there is no row for it.
    fn cell(&mut self, wide: u16, tall: u16) -> Option<()> {
        self.carry();
        self.rows.last_mut()?.push((Words::default(), wide));
        if tall > 1 {
            self.carried.insert(self.column, (tall, wide));
        }
        self.column = self.column.saturating_add(wide);
        Some(())
    }

    /// Puts what goes on from the row above into its columns, empty.
    fn carry(&mut self) {
        while let Some((_, wide)) = self.carried.get(&self.column) {
            self.rows.last_mut().into_iter().for_each(|row| row.push((Words::default(), *wide)));
            self.column = self.column.saturating_add(*wide);
        }
    }

    fn end_row(&mut self) {
        self.carry();
        self.carried.retain(|_, (rows, _)| {
            *rows -= 1;
            *rows > 0
        });
    }

    fn push(&mut self, run: &str) {
        if let Some((cell, _)) = self.rows.last_mut().and_then(|r| r.last_mut()) {
            cell.push_folded(run, false);
        }
    }
}

/// Elements that begin a line within a cell.
fn parts(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Break | Tag::Paragraph | Tag::Heading(_) | Tag::Holder | Tag::Framed | Tag::Item(_)
    )
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

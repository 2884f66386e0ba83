//! The items of a body → its blocks, in one walk without recursion.

use super::body::Body;
use super::items::{Item, Page, Tag};
use super::table;
use crate::source::Frame;
use crate::source::block::{Block, Words};

/// The blocks of the body.
pub fn read(page: &Page, body: &Body) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut at = body.range.start;
    while at < body.range.end {
        writer.close(at);
        at = match page.items[at] {
            Item::Text(span) => {
                let bold = writer.bold > 0;
                writer.words.push_folded(span.of(&page.text), bold);
                at + 1
            }
            Item::Element(tag, end) => writer.element(page, body, tag, at, end as usize),
        };
    }
    writer.close(usize::MAX);
    writer.end_line();
    writer.blocks
}

/// Longest heading, in characters: what is longer is text that a page sets as a heading.
const LONGEST_HEADING: usize = 80;

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    /// The line being written.
    words: Words,
    /// The heading it stands in.
    level: Option<u8>,
    /// How many bold elements are open.
    bold: usize,
    /// The open lists: the next number of each, none for bullets.
    lists: Vec<Option<u32>>,
    /// The open elements that matter when they end, with their ends.
    open: Vec<(Tag, usize)>,
}

impl Writer {
    /// Takes an element; gives the place to go on from.
    fn element(&mut self, page: &Page, body: &Body, tag: Tag, at: usize, end: usize) -> usize {
        match tag {
            Tag::Dropped | Tag::Title => return end,
            Tag::List(_) | Tag::Holder | Tag::Framed | Tag::Table if body.is_menu(&(at..end)) => {
                return end;
            }
            Tag::Table => {
                self.end_line();
                if let Some(rows) = table::rows(page, at..end) {
                    self.blocks.extend(rows);
                    return end;
                }
            }
            Tag::Inline | Tag::Link => return at + 1,
            Tag::Bold => self.bold += 1,
            Tag::Break => self.end_line(),
            Tag::Item(number) => self.item(number),
            Tag::Heading(_) | Tag::List(_) | Tag::Caption | Tag::Row | Tag::Cell(..) => {
                self.end_line();
            }
            Tag::Paragraph | Tag::Holder | Tag::Framed => self.block(),
        }
        match tag {
            Tag::Heading(level) => self.level = Some(level),
            Tag::List(first) => self.lists.push(first),
            _ => {}
        }
        if tag != Tag::Break {
            self.open.push((tag, end));
        }
        at + 1
    }

    /// Closes the elements that end at or before `at`.
    fn close(&mut self, at: usize) {
        while let Some((tag, _)) = self.open.pop_if(|(_, end)| *end <= at) {
            match tag {
                Tag::Bold => self.bold -= 1,
                Tag::List(_) => {
                    self.end_line();
                    self.lists.pop();
                }
                _ => self.end_line(),
            }
        }
    }

    /// A block begins a line, but for the first one of a list item, which goes on after its number.
    fn block(&mut self) {
        let numbered = self.words.text().trim_end_matches('.').parse::<u32>().is_ok();
        if self.lists.is_empty() || !numbered {
            self.end_line();
        }
    }

    fn item(&mut self, own: Option<u32>) {
        self.end_line();
        if let Some(Some(next)) = self.lists.last_mut() {
            let number = own.unwrap_or(*next);
            *next = number.saturating_add(1);
            self.words.push(&format!("{number}. "), self.bold > 0);
        }
    }

    fn end_line(&mut self) {
        // A table that lays out a line or a few is the frame of a box.
        let boxed = self.open.iter().any(|(tag, _)| matches!(tag, Tag::Table | Tag::Framed));
        let frame = if boxed { Frame::Within } else { Frame::Outside };
        let words = std::mem::take(&mut self.words).framed(frame);
        let level = self.level.filter(|_| words.text().chars().count() <= LONGEST_HEADING);
        let inside = self.open.iter().any(|(tag, _)| matches!(tag, Tag::Heading(_)));
        if !inside {
            self.level = None;
        }
        if !words.is_empty() {
            self.blocks.push(match level {
                Some(level) => Block::Heading(words, level),
                None => Block::Paragraph(words),
            });
        }
    }
}

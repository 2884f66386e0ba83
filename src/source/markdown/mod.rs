//! Markdown: headings, paragraphs, lists and tables become lines of an extracted text.
//!
//! A block is a line. A list's numbers, which Markdown takes for layout, are written again before the items, because plans
//! count with them. A heading or a lead in strong type is kept as the line's [`Look`]. Front matter, HTML and images are
//! left out. A line break inside a paragraph parts lines, as it does in a text file.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Format, Frame, Line, Look, Source};
use crate::ground::Span;

/// Reads Markdown.
pub fn read(markdown: &str) -> Source {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => reader.heading(&markdown[range], level),
            event => reader.event(event),
        }
    }
    reader.end_line();
    Source::new(reader.text, Format::Markdown, reader.lines)
}

#[derive(Default)]
struct Reader {
    text: String,
    lines: Vec<Line>,
    /// Where the line being written begins.
    start: usize,
    look: Look,
    /// Where strong type began, if it began the line.
    strong: Option<usize>,
    /// The open lists: the next number of each, none for bullets.
    lists: Vec<Option<u64>>,
    /// The cells of the row being written.
    cells: Vec<Span>,
    /// Inside something that is not read: front matter.
    skipped: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) if !self.skipped => self.words(&words),
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::Rule => self.end_line(),
            _ => {}
        }
    }

    /// Words of a block. Code blocks and raw text may hold line ends of their own.
    fn words(&mut self, words: &str) {
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.end_line();
            }
            self.text.push_str(line);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(_) => self.skipped = true,
            Tag::List(first) => {
                self.end_line();
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::Strong if self.text.len() == self.start => self.strong = Some(self.start),
            Tag::TableCell => self.cell(),
            Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::CodeBlock(_) => {
                self.block()
            }
            _ => {}
        }
    }

    /// A heading that stands so in `markdown`. One is made by the line below it too: below text that ends a sentence people draw that
    /// line to part it from what follows, and mean no heading.
    fn heading(&mut self, markdown: &str, level: HeadingLevel) {
        self.end_line();
        let mut lines = markdown.lines().rev().map(str::trim).filter(|line| !line.is_empty());
        let drawn = lines.next().is_some_and(|line| line.chars().all(|c| matches!(c, '-' | '=')));
        let is_text =
            drawn && lines.next().is_some_and(|line| line.ends_with(['。', '；', '！', '？']));
        if !is_text {
            self.look = Look::Heading(depth(level));
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.skipped = false,
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
            }
            TagEnd::Strong => self.end_strong(),
            TagEnd::TableCell => {
                let start = self.cells.last().map_or(self.start, |c| c.start as usize);
                if let Some(cell) = self.cells.last_mut() {
                    *cell = Span::new(start, self.text.len());
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.look = Look::Row(std::mem::take(&mut self.cells));
                self.end_line();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::Table => self.end_line(),
            _ => {}
        }
    }

    /// A block begins a line, but for the first paragraph of a list item, which goes on after its number.
    fn block(&mut self) {
        let item = !self.lists.is_empty() && self.text[self.start..].ends_with(". ");
        if !item {
            self.end_line();
        }
    }

    fn item(&mut self) {
        self.end_line();
        if let Some(Some(number)) = self.lists.last_mut() {
            self.text.push_str(&format!("{number}. "));
            *number += 1;
        }
    }

    fn cell(&mut self) {
        if !self.cells.is_empty() {
            self.text.push('\t');
        }
        let at = self.text.len();
        self.cells.push(Span::new(at, at));
    }

    fn end_strong(&mut self) {
        if let Some(start) = self.strong.take() {
            self.look = Look::Lead(Span::new(start, self.text.len()));
        }
    }

    /// CommonMark sees no strong type in `**强化引领。**深入实施`, because a mark stands inside and a letter outside; people
    /// write it all the same. Pairs of `**` that are left in a line are taken out of it.
    fn stray_strong(&mut self) {
        let line = self.text.split_off(self.start);
        let mut pieces: Vec<&str> = line.split("**").collect();
        let odd = pieces.len().is_multiple_of(2).then(|| pieces.pop().unwrap_or_default());
        let leads = pieces.len() > 1 && pieces[0].is_empty() && !pieces[1].is_empty();
        // Places within the line have moved.
        let moved = pieces.len() > 1;
        if moved && matches!(self.look, Look::Lead(_)) {
            self.look = Look::Plain;
        }
        if leads && self.look == Look::Plain {
            self.look = Look::Lead(Span::new(self.start, self.start + pieces[1].len()));
        }
        self.text.extend(pieces);
        if let Some(rest) = odd {
            self.text.push_str("**");
            self.text.push_str(rest);
        }
        if moved && matches!(self.look, Look::Row(_)) {
            self.look = Look::Row(self.cells_of_line());
        }
    }

    /// The cells of the line that is open.
    fn cells_of_line(&self) -> Vec<Span> {
        let mut start = self.start;
        let cell = |words: &str| {
            let cell = Span::new(start, start + words.len());
            start += words.len() + 1;
            cell
        };
        self.text[self.start..].split('\t').map(cell).collect()
    }

    fn end_line(&mut self) {
        self.stray_strong();
        let look = std::mem::take(&mut self.look);
        self.strong = None;
        if self.text.len() > self.start {
            let span = Span::new(self.start, self.text.len());
            self.lines.push(Line { span, look, frame: Frame::Unknown });
            self.text.push('\n');
        }
        self.start = self.text.len();
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines() {
        let source = read(
            "---\ntitle: x\n---\n# 某规划\n\n## 一、目标\n\n**强化引领。**深入实施。\n\n1. 甲工程。建设。\n2. 乙工程。建设。\n\n- 丙\n\n| 指标 | 值 |\n|---|---|\n| 覆盖率 | 46％ |\n",
        );
        assert_eq!(
            source.text,
            "某规划\n一、目标\n强化引领。深入实施。\n1. 甲工程。建设。\n2. 乙工程。建设。\n丙\n指标\t值\n覆盖率\t46％\n"
        );
        assert_eq!(source.lines[0].look, Look::Heading(1));
        let Look::Lead(lead) = source.lines[2].look else { panic!("{:?}", source.lines[2]) };
        assert_eq!(lead.of(&source.text), "强化引领。");
        let Look::Row(cells) = &source.lines[7].look else { panic!("{:?}", source.lines[7]) };
        assert_eq!(
            cells.iter().map(|c| c.of(&source.text)).collect::<Vec<_>>(),
            ["覆盖率", "46％"]
        );
    }

    #[test]
    fn a_line_drawn_below_a_sentence_makes_no_heading() {
        let source =
            read("某规划\n===\n\n二、任务\n---\n\n加强评估，及时报告。\n---\n\n更新时间：2026年\n");
        let looks: Vec<&Look> = source.lines.iter().map(|line| &line.look).collect();
        assert_eq!(looks, [&Look::Heading(1), &Look::Heading(2), &Look::Plain, &Look::Plain]);
    }

    #[test]
    fn stars_that_are_taken_out_move_no_place_beyond_its_line() {
        let source = read(
            "**一**、目标**强化**引领。**深入。**实施\n\n| 甲**乙**丙 | 46 |\n|---|---|\n| **丁**戊**己** | 7 |\n",
        );
        for line in &source.lines {
            let places = match &line.look {
                Look::Lead(lead) => vec![*lead],
                Look::Row(cells) => cells.clone(),
                _ => Vec::new(),
            };
            assert!(places.iter().all(|place| line.span.contains(*place)), "{line:?}");
        }
    }
}

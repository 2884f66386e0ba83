//! Markdown: headings, paragraphs, lists and tables become lines of an extracted text.
//!
//! ```text
//! text ─ pandoc ─ events (table, html) → lines
//! ```
//!
//! A block is a line. A list's numbers, which Markdown takes for layout, are written again before the items, because plans
//! count with them. A heading or a lead in strong type is kept as the line's [`Look`]. A table of one column is the frame of a
//! box; what stands in HTML is read as a web page is. Notes stand after the text, as those of a Word file do. Front matter and
//! images are left out. A line break inside a paragraph parts lines, as it does in a text file.

mod math;
mod notes;
mod pandoc;
mod table;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::Block;
use super::{Format, Frame, Line, Look, Source, block, html};
use crate::ground::{Result, Span};
use notes::Notes;
use table::Table;

/// Reads Markdown. Errors: more HTML in it than the limits allow.
pub fn read(markdown: &str, name: &str) -> Result<Source> {
    let markdown = &*pandoc::to_common(without_front_matter(markdown));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    let mut reader = Reader::new();
    let tables = table::ends(markdown);
    // What has been read as HTML; what it stands in ends behind it.
    let mut page = 0..0;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            _ if page.contains(&range.start) => {}
            Event::Start(Tag::Heading { level, .. }) => reader.heading(&markdown[range], level),
            Event::Start(Tag::HtmlBlock) => {
                page = range.start..table::end(&tables, markdown, range);
                reader.blocks(html::fragment(&markdown[page.clone()], name)?);
            }
            Event::InlineMath(formula) => reader.formula(&formula, &markdown[range.end..]),
            event => reader.event(event),
        }
    }
    reader.end_line();
    let notes = reader.notes.take();
    notes.for_each(|note| block::push(&mut reader.source, Block::Paragraph(note), false));
    Ok(reader.source)
}

/// `markdown` without the front matter that it may begin with: lines between two of `---` that each name a value, belong to one above,
/// or are blank. Between such lines further on stands text.
fn without_front_matter(markdown: &str) -> &str {
    let Some(inside) = markdown.trim_start_matches('\u{feff}').strip_prefix("---") else {
        return markdown;
    };
    let (mut rest, mut first) = (inside, true);
    while let Some((line, below)) = rest.split_once('\n') {
        let words = line.trim_end();
        match words {
            "" => {}
            "---" | "..." if !first => return below,
            _ if !first
                && (words.starts_with([' ', '-', '#', ']', '}']) || words.contains(':')) => {}
            _ => return markdown,
        }
        (rest, first) = (below, false);
    }
    if !first && matches!(rest.trim_end(), "---" | "...") { "" } else { markdown }
}

struct Reader {
    source: Source,
    /// Where the line being written begins.
    start: usize,
    look: Look,
    /// The heading it stands in.
    level: Option<u8>,
    /// How many frames it stands in: a quotation, or a table of one column, is that of a box.
    frames: usize,
    /// Where strong type began, if it began the line.
    strong: Option<usize>,
    /// The open lists: the next number of each, none for bullets.
    lists: Vec<Option<u64>>,
    /// The table being read.
    table: Option<Table>,
    notes: Notes,
}

impl Reader {
    fn new() -> Self {
        Self {
            source: Source::new(String::new(), Format::Markdown, Vec::new()),
            start: 0,
            look: Look::Plain,
            level: None,
            frames: 0,
            strong: None,
            lists: Vec::new(),
            table: None,
            notes: Notes::default(),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::DisplayMath(formula) => self.words(&format!("$${formula}$$")),
            Event::InlineHtml(tag) if is_break(&tag) => self.line_break(),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.end_line(),
            Event::FootnoteReference(label) => self.notes.refer(&label),
            _ => {}
        }
    }

    /// A formula within a line, which stands before `behind`.
    fn formula(&mut self, formula: &str, behind: &str) {
        match math::plain(formula, behind) {
            Some(words) => self.words(&words),
            None => self.words(&format!("${formula}$")),
        }
    }

    /// Words of a block. Code blocks and raw text may hold line ends of their own.
    fn words(&mut self, words: &str) {
        if let Some(table) = &mut self.table {
            return table.push(words);
        }
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.end_line();
            }
            self.source.text.push_str(line);
        }
    }

    /// `<br>`, which in the cells of a table stands for the end of a line.
    fn line_break(&mut self) {
        match &mut self.table {
            Some(table) => table.push(" "),
            None => self.end_line(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.end_line();
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::Strong if self.source.text.len() == self.start => self.strong = Some(self.start),
            Tag::Table(columns) => self.table(columns.len()),
            Tag::TableHead | Tag::TableRow => self.table.iter_mut().for_each(Table::row),
            Tag::TableCell => self.table.iter_mut().for_each(Table::cell),
            Tag::FootnoteDefinition(label) => {
                self.end_line();
                self.notes.begin(label, self.source.lines.len());
            }
            Tag::BlockQuote(_) => {
                self.end_line();
                self.frames += 1;
            }
            Tag::Paragraph | Tag::CodeBlock(_) => self.block(),
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
            self.level = Some(depth(level));
        }
    }

    /// A table; one of a single column is the frame of a box, whose cells are lines.
    fn table(&mut self, columns: usize) {
        self.end_line();
        match columns {
            1 => self.frames += 1,
            _ => self.table = Some(Table::default()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
            }
            TagEnd::Strong => self.end_strong(),
            TagEnd::Heading(_) => {
                self.end_line();
                self.level = None;
            }
            TagEnd::FootnoteDefinition => {
                self.end_line();
                self.start = self.notes.end(&mut self.source);
            }
            TagEnd::Table => {
                self.end_line();
                match self.table.take() {
                    Some(table) => self.blocks(table.blocks()),
                    None => self.frames -= 1,
                }
            }
            TagEnd::BlockQuote(_) => {
                self.end_line();
                self.frames -= 1;
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock => self.end_line(),
            _ => {}
        }
    }

    /// Blocks that were read on their own.
    fn blocks(&mut self, blocks: Vec<Block>) {
        self.end_line();
        blocks.into_iter().for_each(|block| block::push(&mut self.source, block, false));
        self.start = self.source.text.len();
    }

    /// A block begins a line, but for the first paragraph of a list item, which goes on after its number.
    fn block(&mut self) {
        let item = !self.lists.is_empty() && self.source.text[self.start..].ends_with(". ");
        if !item {
            self.end_line();
        }
    }

    fn item(&mut self) {
        self.end_line();
        if let Some(Some(number)) = self.lists.last_mut() {
            self.source.text.push_str(&format!("{number}. "));
            *number += 1;
        }
    }

    fn end_strong(&mut self) {
        if let Some(start) = self.strong.take() {
            self.look = Look::Lead(Span::new(start, self.source.text.len()));
        }
    }

    /// CommonMark sees no strong type in `**强化引领。**深入实施`, because a mark stands inside and a letter outside; people
    /// write it all the same. Pairs of `**` that are left in a line are taken out of it.
    fn stray_strong(&mut self) {
        let line = self.source.text.split_off(self.start);
        let mut pieces: Vec<&str> = line.split("**").collect();
        let odd = pieces.len().is_multiple_of(2).then(|| pieces.pop().unwrap_or_default());
        let leads = pieces.len() > 1 && pieces[0].is_empty() && !pieces[1].is_empty();
        // Places within the line have moved.
        if pieces.len() > 1 && matches!(self.look, Look::Lead(_)) {
            self.look = Look::Plain;
        }
        if leads && self.look == Look::Plain {
            self.look = Look::Lead(Span::new(self.start, self.start + pieces[1].len()));
        }
        self.source.text.extend(pieces);
        if let Some(rest) = odd {
            self.source.text.push_str("**");
            self.source.text.push_str(rest);
        }
    }

    fn end_line(&mut self) {
        self.stray_strong();
        let look = std::mem::take(&mut self.look);
        let look = self.level.map_or(look, Look::Heading);
        self.strong = None;
        let source = &mut self.source;
        if source.text.len() > self.start {
            let span = Span::new(self.start, source.text.len());
            let heads = matches!(look, Look::Heading(_));
            let frame = match self.frames {
                _ if heads => Frame::Unknown,
                0 => Frame::Outside,
                _ => Frame::Within,
            };
            source.lines.push(Line { span, look, frame });
            source.text.push('\n');
        }
        self.start = source.text.len();
    }
}

/// Whether a tag is `<br>`, `<br/>`.
fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br"))
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

    fn read(markdown: &str) -> Source {
        super::read(markdown, "规划.md").unwrap()
    }

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

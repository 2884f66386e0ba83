//! Printed lines → paragraphs: which line goes on from the one before it.
//!
//! A line goes on where the one before it is full and it begins at the left margin. What is indented begins a paragraph, and
//! so does what follows a line that ends early, is set in another size, or opens with a heading's number after a full stop.
//! Notes at the foot of a page stand after the whole text, as those of a Word file do.

use super::super::Frame;
use super::super::block::{Block, Words};
use super::layout::{self, Item, Place, Sheet};
use super::line::Line;
use crate::ground::is_digit;

/// The margins of a page's body.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Margins {
    left: f64,
    right: f64,
}

/// The blocks of a document, and how many of them, at the end, are notes.
pub fn blocks(sheets: &[Sheet]) -> (Vec<Block>, usize) {
    let (mut writer, mut notes) = (Writer::default(), Writer::default());
    let usual = usual_size(sheets);
    for (n, sheet) in sheets.iter().enumerate() {
        let body = margins(sheets, n);
        let (text, foot) = sheet.items.split_at(foot(&sheet.items, usual));
        text.iter().for_each(|item| writer.item(item, body));
        writer.torn = matches!(text.last(), Some(Item::Line(_, Place::Frame(..))));
        foot.iter().for_each(|item| notes.item(item, body));
        notes.end();
    }
    writer.end();
    let count = notes.blocks.len();
    writer.blocks.append(&mut notes.blocks);
    (writer.blocks, count)
}

/// The size of the middle line.
fn usual_size(sheets: &[Sheet]) -> f64 {
    let mut sizes: Vec<f64> = body(sheets.iter()).iter().map(|l| l.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// How small the notes at the foot of a page are, in sizes of the text.
const NOTE: f64 = 0.87;

/// Where the notes at the foot of a page begin: its last lines, if they are small.
fn foot(items: &[Item], usual: f64) -> usize {
    let small =
        |item: &&Item| matches!(item, Item::Line(line, Place::Body) if line.size < usual * NOTE);
    let count = items.iter().rev().take_while(small).count();
    // A page of small print alone has no notes.
    items.len() - if count < items.len() { count } else { 0 }
}

/// How far a full line may end before the margin, in sizes: two characters may not begin the next line.
const RAGGED: f64 = 2.3;
/// From what distance to the margin on a line is indented, in sizes.
const INDENT: f64 = 1.2;
/// How much of the full lines must begin at a place for it to be the margin, in hundredths.
const SHARE: usize = 12;

/// The margins of page `n`: its own, or those of all pages where it has too few full lines to tell. Left and right pages may
/// have different ones.
fn margins(sheets: &[Sheet], n: usize) -> Margins {
    let alike = |m: usize| m % 2 == n % 2 && m.abs_diff(n) <= 2;
    let near = sheets.iter().enumerate().filter(|(m, _)| alike(*m)).map(|(_, s)| s);
    let all = || body(sheets.iter());
    measured(body(near)).or_else(|| measured(all())).unwrap_or_else(|| reached(&all()))
}

/// How far the lines of a short text reach.
fn reached(lines: &[&Line]) -> Margins {
    let left = lines.iter().map(|l| l.x0).fold(f64::MAX, f64::min);
    Margins { left, right: lines.iter().map(|l| l.x1).fold(f64::MIN, f64::max) }
}

fn body<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> Vec<&'s Line> {
    let lines = sheets.flat_map(|s| &s.items).filter_map(|item| match item {
        Item::Line(line, Place::Body) => Some(line),
        _ => None,
    });
    lines.collect()
}

/// Fewest full lines that tell the margins.
const FULL: usize = 6;

fn measured(lines: Vec<&Line>) -> Option<Margins> {
    let mut ends: Vec<f64> = lines.iter().map(|l| l.x1).collect();
    ends.sort_by(f64::total_cmp);
    // A line or two may stick out.
    let right = ends.get((ends.len() * 97 / 100).min(ends.len().saturating_sub(1))).copied()?;
    let mut starts: Vec<f64> =
        lines.iter().filter(|l| l.x1 >= right - l.size * RAGGED).map(|l| l.x0).collect();
    starts.sort_by(f64::total_cmp);
    let enough = (starts.len() * SHARE / 100).max(2);
    let gathered = |at: &&f64| starts.iter().filter(|s| (*s - **at).abs() <= 2.0).count() >= enough;
    let left = starts.iter().find(gathered).copied()?;
    (starts.len() >= FULL).then_some(Margins { left, right })
}

/// The line before, as far as the next one depends on it.
struct Before {
    full: bool,
    /// Whether it went on from another, and where it began.
    goes_on: bool,
    indent: f64,
    size: f64,
    place: Place,
    frame: Frame,
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    text: String,
    before: Option<Before>,
    /// Whether the page before ended within a frame, of which this one may show nothing.
    torn: bool,
}

impl Writer {
    fn item(&mut self, item: &Item, body: Margins) {
        match item {
            Item::Row(row) => {
                self.end();
                self.blocks.push(row.clone());
            }
            Item::Line(line, Place::Body) => self.line(line, body, Place::Body),
            Item::Line(line, Place::Frame(left, right)) => {
                let own = Margins { left: *left, right: *right };
                self.line(line, own, Place::Frame(0.0, 0.0));
            }
        }
    }

    fn line(&mut self, line: &Line, margins: Margins, place: Place) {
        let indent = (line.x0 - margins.left) / line.size;
        let full = line.x1 >= margins.right - line.size * RAGGED
            && line.x1 - line.x0 >= (margins.right - margins.left) * 0.5
            && !ends_with_page(&line.text);
        let goes_on = self.before.as_ref().is_some_and(|b| {
            let level = indent < INDENT || (b.goes_on && (indent - b.indent).abs() < 0.4);
            let alike = (b.size - line.size).abs() <= line.size * 0.12 && b.place == place;
            b.full && level && alike && !self.begins(line)
        });
        if !goes_on {
            self.end();
        }
        layout::push(&mut self.text, &line.text);
        let frame = match place {
            Place::Frame(..) => Frame::Within,
            Place::Body if self.torn => Frame::Unknown,
            Place::Body => Frame::Outside,
        };
        self.torn &= place == Place::Body;
        self.before = Some(Before { full, goes_on, indent, size: line.size, place, frame });
    }

    /// Whether a line at the margin begins a paragraph all the same: the text before it is at an end, and it opens with a
    /// number or a mark of its own.
    fn begins(&self, line: &Line) -> bool {
        self.text.ends_with(['。', '！', '？', '；', '：', '”', '）'])
            && opens_with_mark(&line.text)
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let before = self.before.take();
        if !text.trim().is_empty() {
            let mut words = Words::default();
            words.push(&text, false);
            let frame = before.map_or(Frame::Unknown, |b| b.frame);
            self.blocks.push(Block::Paragraph(words.framed(frame)));
        }
    }
}

/// `……… 12`: a line of a table of contents.
fn ends_with_page(text: &str) -> bool {
    let rest = text.trim_end().trim_end_matches(|c: char| is_digit(c) || c == '-');
    let led = rest.trim_end();
    let leaders = led.chars().rev().take_while(|c| ".…·．。•-_ ".contains(*c)).count();
    rest.len() < text.trim_end().len() && leaders >= 3
}

/// 一、 （一） 第一章 1. 1.1 01 （1） ① 专栏1 附件
fn opens_with_mark(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with("专栏") || text.starts_with("附件") || text.starts_with("——") {
        return true;
    }
    let opened = text.trim_start_matches(['（', '(', '第', '〔']);
    let han = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let rest = opened.trim_start_matches(han);
    let named = rest.len() < opened.len();
    let marked =
        rest.starts_with(['、', '）', ')', '章', '节', '编', '篇', '条']) || rest.starts_with("是");
    let digits = opened.trim_start_matches(|c: char| is_digit(c) || c == '.');
    let number = &opened[..opened.len() - digits.len()];
    let decimal = number.contains('.') && (number.ends_with('.') || digits.starts_with(' '));
    let padded = number.len() == 2 && number.starts_with('0') && digits.starts_with(' ');
    let counted = decimal || padded || digits.starts_with(['、', '）', ')', '．']);
    let circled = text.starts_with(|c| ('①'..='⒛').contains(&c));
    (named && marked) || (!number.is_empty() && counted) || circled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_pages() {
        for text in [
            "一、总体",
            "（十二）健全",
            "第三章 任务",
            "1.推进",
            "1.1 现状",
            "02 示范基地",
            "（2）建设",
            "①",
            "专栏3 水",
        ] {
            assert!(opens_with_mark(text), "{text}");
        }
        for text in ["到2025年", "（2011—2020年）》", "十四五时期", "2025 年", "10 个基地"]
        {
            assert!(!opens_with_mark(text), "{text}");
        }
        assert!(ends_with_page("一、规划背景 ......... 7") && ends_with_page("第一章 现状·····4"));
        assert!(!ends_with_page("达到2025") && !ends_with_page("到 2025 年。"));
    }
}

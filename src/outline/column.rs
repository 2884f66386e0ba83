//! Boxes (专栏): an object that belongs to the chapter it stands in, with a count of its own.
//!
//! A printed box has a border that plain text loses. It begins at its mark and ends where the plan's own count goes on. Of a
//! number that both counts could take the form tells whose it is; where the two are alike it is the box's: any box that is longer
//! than the count before it has such a number, while the plan's own comes only behind a box of just that length.

use super::lead::{self, Lead};
use super::mark::{self, Mark, Shape};
use super::node::{Kind, Node};
use super::series::{Series, Step};
use super::tree::Builder;
use crate::ground::is_alphanumeric;
use crate::source::{Frame, Look};

/// The box that is open.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its node.
    pub node: usize,
    /// The counts inside it.
    pub series: Series,
    /// Whether the document draws a frame around what it holds, so that it ends with that.
    framed: bool,
}

impl Open {
    /// Whether the document draws a frame around it.
    pub fn is_framed(&self) -> bool {
        self.framed
    }
}

/// How a point is set.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// As a heading alone.
    Heading,
    /// As one short sentence.
    Sentence,
    /// With text behind it, or as text.
    RunIn,
}

/// How many paragraphs on the rest of a chapter is looked for.
const FAR: usize = 400;

impl Builder<'_> {
    /// 专栏2　　环境质量提升重大工程.
    pub(super) fn open_column(&mut self, at: usize, mark: &Mark) {
        if self.continues_column(at, mark) {
            return;
        }
        let paragraph = &self.paragraphs[at];
        let chapter = self
            .series
            .open()
            .iter()
            .map(|l| l.node)
            .find(|&n| self.nodes[n].kind == Kind::Chapter);
        let parent = chapter.or(self.series.open().first().map(|l| l.node));
        let path: Vec<String> = mark.path.iter().map(u32::to_string).collect();
        let number = mark.number.map(|_| path.join("-"));
        let node = self.push(Kind::Column, number, parent, paragraph.span, paragraph.line);
        self.nodes[node].head = Some(paragraph.span);
        self.growth[node].mark = mark.len;
        let next = self.paragraphs[at + 1..].iter().find(|p| !p.page);
        let framed = next.is_some_and(|p| p.frame == Frame::Within);
        self.column = Some(Open { node, series: Series::default(), framed });
    }

    /// Closes the box where its frame has ended. A number that only its own count goes on to is still in it: a page may have lost the
    /// rest of the frame.
    pub(super) fn leave_frame(&mut self, at: usize) {
        let paragraph = &self.paragraphs[at];
        let shown = !paragraph.page && !matches!(paragraph.look, Look::Row(_));
        let Some(column) = self.column.as_ref().filter(|c| c.framed && shown) else { return };
        let goes_on = |mark: &Mark| {
            let next = |series: &Series| series.place(mark).is_some_and(|p| p.step == Step::Next);
            next(&column.series) && !next(&self.series)
        };
        if paragraph.frame == Frame::Outside && !paragraph.mark.as_ref().is_some_and(goes_on) {
            self.last_column = self.column.take();
        }
    }

    /// A box that runs on over a page has its heading once more; its count goes on.
    fn continues_column(&mut self, at: usize, mark: &Mark) -> bool {
        let Some(last) = self.column.clone().or_else(|| self.last_column.clone()) else {
            return false;
        };
        let letters = |words: &str| -> String {
            let words = words.replace(['续', '（', '）', '(', ')'], "");
            words.chars().filter(|c| is_alphanumeric(*c)).collect()
        };
        let paragraph = &self.paragraphs[at];
        let head = self.nodes[last.node].head.map_or("", |h| h.of(self.text()));
        let words = paragraph.span.of(self.text());
        let same = mark.number.is_some() && letters(head) == letters(words);
        if same {
            let node = last.node;
            self.column = Some(last);
            self.aside(at, Some(node));
        }
        same
    }

    /// A box whose mark stands alone has its title on the next line.
    pub(super) fn completes_column_title(&mut self, at: usize) -> bool {
        let Some(node) = self.column.as_ref().map(|c| c.node) else { return false };
        let before = &self.paragraphs[at - 1];
        let alone = before.mark.as_ref().is_some_and(|m| m.shape == Shape::Column)
            && before.rest().is_empty();
        let paragraph = &self.paragraphs[at];
        let fresh = self.nodes[node].span == before.span;
        let title = alone
            && fresh
            && lead::marked(self.terms, paragraph.span.of(self.text())) == Lead::Heading;
        if title {
            self.extend_heading(node, paragraph.span);
        }
        title
    }

    /// Whether `mark` belongs to the plan's own count, so that the box has ended.
    pub(super) fn leaves_column(&self, at: usize, mark: &Mark) -> bool {
        let Some(column) = &self.column else { return false };
        if matches!(
            mark.shape,
            Shape::Part | Shape::Chapter | Shape::Section | Shape::Article | Shape::Attached
        ) {
            return true;
        }
        let outer = self.series.place(mark).map(|p| p.step);
        let inner = column.series.place(mark).map(|p| p.step);
        if column.framed && self.paragraphs[at].frame == Frame::Within {
            // What does not count on in the frame and does outside has a frame of its own.
            return outer == Some(Step::Next) && !matches!(inner, Some(Step::Next | Step::First));
        }
        let goes_on = match outer {
            Some(Step::Next) => true,
            Some(Step::RunsOn) => self.series.runs_on(mark.shape),
            _ => false,
        };
        match inner {
            Some(Step::Next) => {
                let boxed = || self.comes_again(at, mark) || self.looks_boxed(at, mark, column);
                goes_on && (self.has_points(at, column) || !boxed())
            }
            Some(Step::First) if mark.number == Some(1) => {
                self.opens_known_level(mark) || self.opens_below_text(at, mark, column)
            }
            Some(Step::First) => false,
            _ => outer.is_some(),
        }
    }

    /// Whether a count begins below a paragraph that the plan has below its points and the box has not.
    fn has_points(&self, at: usize, column: &Open) -> bool {
        let mut marks = self.paragraphs[at + 1..].iter().take(FAR).filter_map(|p| p.mark.as_ref());
        marks.next().is_some_and(|next| {
            let below = next.number == Some(1) && next.shape != Shape::Column;
            below && self.series.knows(next.shape) && !column.series.knows(next.shape)
        })
    }

    /// Whether a paragraph is set like the projects of the box or unlike the plan's own points: with its text run in, as a sentence, or
    /// as a heading alone. Beside points that are headings with their text below, a project of one sentence is like those of several.
    fn looks_boxed(&self, at: usize, mark: &Mark, column: &Open) -> bool {
        let last = |series: &Series| {
            let level = series.open().iter().rfind(|l| l.shape == Some(mark.shape))?;
            Some(self.manner(level.node))
        };
        let words = self.paragraphs[at].rest().of(self.text());
        let (boxed, of) = self.works(&column.series, mark);
        if names_works(words)
            && boxed > 0
            && boxed * 2 >= of
            && self.works(&self.series, mark).0 == 0
        {
            return true;
        }
        let own = match lead::marked(self.terms, words) {
            Lead::Heading => Manner::Heading,
            Lead::ShortSentence => Manner::Sentence,
            Lead::RunIn(..) | Lead::Text => Manner::RunIn,
        };
        match (last(&column.series), last(&self.series)) {
            (Some(boxed), Some(Manner::Heading)) if boxed != Manner::Heading => {
                own != Manner::Heading
            }
            (Some(boxed), Some(plan)) => boxed == own || plan != own,
            _ => false,
        }
    }

    /// How the heading of `node` is set.
    fn manner(&self, node: usize) -> Manner {
        match self.growth[node] {
            growth if growth.continues => Manner::RunIn,
            growth if growth.sentence.is_some() => Manner::Sentence,
            _ => Manner::Heading,
        }
    }

    /// How many of the points that `mark` goes on from begin with the name of works, and how many there are.
    fn works(&self, series: &Series, mark: &Mark) -> (usize, usize) {
        let level = series.open().iter().rfind(|l| l.shape == Some(mark.shape));
        let Some(last) = level.map(|level| &self.nodes[level.node]) else { return (0, 0) };
        let like = |n: &&Node| n.parent == last.parent && n.kind == last.kind;
        let points = self.nodes.iter().rev().take(FAR).filter(like);
        let named: Vec<bool> = points.map(|n| names_works(self.unmarked_words(n))).collect();
        (named.iter().filter(|works| **works).count(), named.len())
    }

    /// The words of a point behind its mark.
    fn unmarked_words(&self, node: &Node) -> &str {
        let words = node.span.of(self.text());
        &words[mark::mark(words).map_or(0, |m| m.len)..]
    }

    /// Whether a first number opens a level of the plan that was seen before, while the box counts in another shape.
    fn opens_known_level(&self, mark: &Mark) -> bool {
        // A project that is a heading alone has its points still to come.
        let awaits = self.growth.last().is_some_and(|g| g.bare.is_some());
        let counts = self.column.as_ref().is_some_and(|c| c.series.top().is_some()) && !awaits;
        let known = self.column.as_ref().is_some_and(|c| c.series.knows(mark.shape));
        counts && !known && self.series.knows(mark.shape)
    }

    /// Whether a first number opens a level of the plan that was seen before, with points below it, while the box holds nothing but text:
    /// a chapter whose first paragraph is a box.
    fn opens_below_text(&self, at: usize, mark: &Mark, column: &Open) -> bool {
        let is_text = |n: &Node| n.kind == Kind::Paragraph && n.parent == Some(column.node as u32);
        column.series.top().is_none()
            && self.nodes.last().is_some_and(is_text)
            && self.series.knows(mark.shape)
            && self.has_points(at, column)
            && !self.comes_again(at, mark)
    }

    /// Whether the same number comes once more before a chapter or another box begins.
    fn comes_again(&self, at: usize, mark: &Mark) -> bool {
        let rest = self.paragraphs[at + 1..].iter().take(FAR).filter_map(|p| p.mark.as_ref());
        let higher = self.series.open().first().and_then(|l| l.shape);
        rest.take_while(|m| {
            m.shape != Shape::Column && (Some(m.shape) != higher || higher == Some(mark.shape))
        })
        .any(|m| m.shape == mark.shape && m.number == mark.number)
    }
}

/// Whether a point names works, as the projects of boxes are named: 湿地修复工程.
fn names_works(heading: &str) -> bool {
    let name = heading.split(['。', '：', ':']).next().unwrap_or_default().trim();
    ["工程", "项目"].iter().any(|end| name.ends_with(end))
}

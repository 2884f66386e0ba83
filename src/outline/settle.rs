//! What a tree leaves open while it grows is settled at its end: which lines are headings and which say what is to be done, titles, spans.

use std::borrow::Cow;

use super::label;
use super::lead;
use super::loose;
use super::mark::{self, Shape};
use super::node::{Kind, Node};
use super::table;
use super::tree::{Builder, Growth};
use crate::ground::{Note, Span, first_end, sentences};

impl Builder<'_> {
    /// Settles what was left open: single sentences, titles, spans of what holds others.
    pub(super) fn finish(mut self) -> (Vec<Node>, Vec<Note>) {
        self.raise_points();
        let mut held = vec![false; self.nodes.len()];
        // The number of a page below a sentence makes that no heading.
        let below = self.nodes.iter().zip(&self.growth).filter(|(_, growth)| !growth.aside);
        below.filter_map(|(node, _)| node.parent).for_each(|up| held[up as usize] = true);
        for (at, held) in held.iter().enumerate() {
            if let Some(sentence) = self.growth[at].sentence {
                self.settle(at, sentence, *held);
            }
            let says = |&rest: &Span| self.is_commitment(at) || self.is_charged(at, rest);
            if let Some(rest) = self.growth[at].bare.filter(|_| !held).filter(says) {
                self.promise(at, rest);
            }
            self.nodes[at].title = match self.growth[at].aside {
                true => unwrapped(self.nodes[at].span.of(self.text())),
                false => match (self.growth[at].caption, self.nodes[at].head) {
                    (Some(caption), _) => unwrapped(caption.of(self.text())),
                    (None, Some(head)) if self.nodes[at].kind == Kind::Table => {
                        table::in_a_line(self.text(), head)
                    }
                    _ => title(self.text(), &self.nodes[at], self.growth[at]),
                },
            };
            self.nodes[at].period = super::stage_period(&self.nodes[at]);
        }
        for at in (0..self.nodes.len()).rev() {
            if let Some(parent) = self.nodes[at].parent {
                let span = self.nodes[at].span;
                let parent = &mut self.nodes[parent as usize];
                parent.span = parent.span.to(span);
            }
        }
        (self.nodes, self.notes)
    }

    /// Makes chapters of the outermost points where sections stand below them: 1. above 1.1. Not where their count begins once more, so
    /// that some are points within those sections.
    fn raise_points(&mut self) {
        let outer = |n: &Node| n.kind == Kind::Item && n.parent.is_none();
        let number = |n: &Node| n.number.as_ref().and_then(|number| number.parse::<u32>().ok());
        let counts = self.nodes.iter().filter(|n| outer(n)).map(number).is_sorted_by(|a, b| a < b);
        let mut sections = self.nodes.iter().filter(|n| n.kind == Kind::Section);
        let mut above =
            || sections.any(|n| n.parent.is_some_and(|up| outer(&self.nodes[up as usize])));
        if counts && above() {
            self.nodes.iter_mut().filter(|n| outer(n)).for_each(|n| n.kind = Kind::Chapter);
        }
    }

    /// Whether a point that is one bare line says what is to be done, rather than naming what stands below it.
    fn is_commitment(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let point = matches!(node.kind, Kind::Item | Kind::OrganisationItem | Kind::Principle);
        let words = self.growth[at].bare.map_or("", |rest| rest.of(self.text()));
        let says = words.contains(['，', '、']) || words.chars().count() >= 20;
        point && says && node.body.is_empty()
    }

    /// Whether `words`, a bare line, say what is to be done: they end with the bracket of who sees to it, 新建水厂（市水务局负责）, or count
    /// something, 新建水厂3座; or there is nothing below them than who and by when, and they do something: 健全网格体系, not 职责分工.
    fn is_charged(&self, at: usize, words: Span) -> bool {
        let node = &self.nodes[at];
        let counted = matches!(
            node.kind,
            Kind::Chapter | Kind::Section | Kind::Task | Kind::Item | Kind::OrganisationItem
        );
        let says = |words: &str| label::is_aside(self.terms, words);
        let words = words.of(self.text());
        let mut body = node.body.iter().map(|span| span.of(self.text()));
        counted
            && match node.body.is_empty() {
                true => label::last_bracket(words).is_some_and(says) || lead::counts(words),
                false => body.all(says) && lead::promises(self.terms, words),
            }
    }

    /// Makes `sentence`, which may be a heading, that of the node or its text.
    pub(super) fn settle(&mut self, at: usize, sentence: Span, is_heading: bool) {
        let text = self.text();
        let node = &mut self.nodes[at];
        let start = node.span.start as usize;
        if is_heading || !node.body.is_empty() {
            let whole = sentence.of(text);
            let end = first_end(whole).unwrap_or(whole.len());
            let words = whole[..end].trim_end_matches(['。', '；', ';', '.', '．', '：', ':']);
            node.head = Some(Span::new(start, sentence.start as usize + words.len()));
            // The bracket behind a heading is text.
            let rest = Span::new(sentence.start as usize + end, sentence.end as usize);
            let rest = Some(rest.trimmed(text)).filter(|rest| !rest.is_empty());
            node.body.splice(0..0, rest);
        } else {
            self.promise(at, sentence);
        }
    }

    /// Makes `words` behind the mark of a node its text.
    fn promise(&mut self, at: usize, words: Span) {
        let text = self.text();
        let node = &mut self.nodes[at];
        let start = node.span.start as usize;
        node.head = Some(Span::new(start, words.start as usize).trimmed(text));
        node.body.insert(0, words);
    }
}

/// The title of a node: its heading without the mark, or its first sentence without the closing mark. A blank parts the halves of a
/// slogan.
fn title(text: &str, node: &Node, Growth { second, mark: settled, .. }: Growth) -> String {
    let first = node.head.map(|head| Span { end: second.map_or(head.end, |s| s.start), ..head });
    let head = first.map_or("", |h| h.of(text));
    let mark = mark::mark(head).or_else(|| node.number.as_ref().and_then(|_| loose::any(head)));
    // 第一阶段（2024—2027年） is named with its mark; 一、总体要求 without it.
    let len = mark.filter(|m| m.shape != Shape::Stage).map_or(0, |m| m.len);
    let words = head.get(len.max(settled)..).unwrap_or_default();
    let words =
        words.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c)).trim();
    // A mark alone is no heading, be it the number of a decimal: 1.1.
    if words.contains(char::is_alphabetic) {
        let title = unwrapped(&unspaced(unframed(words.trim_end_matches(['：', ':']))));
        return match second {
            Some(second) => format!("{title} {}", unwrapped(second.of(text))),
            None => title,
        };
    }
    let first = node.body.iter().find_map(|&body| sentences(text, body).into_iter().next());
    // A box may have no other name than its mark.
    let words = if words.is_empty() && node.kind == Kind::Column { head } else { words };
    unwrapped(first.map_or(words, |s| s.of(text)).trim_end_matches(['。', '；', ';', '.', '．']))
}

/// Signs that stand before the points of a box and belong to no name.
const BULLETS: [char; 11] = ['●', '•', '■', '◆', '★', '▲', '○', '□', '◇', '☆', '※'];

/// `words` without the bracket at their end that opens before the mark: 【专栏一 信息网络工程】; nor the one that all of them stand in:
/// 第一条 （立法目的）.
fn unframed(words: &str) -> &str {
    const FRAMES: [(char, char); 4] = [('【', '】'), ('〖', '〗'), ('［', '］'), ('[', ']')];
    if let Some((inside, "")) = label::bracketed(words) {
        return inside;
    }
    let frame =
        FRAMES.iter().find(|(open, close)| words.ends_with(*close) && !words.contains(*open));
    frame.map_or(words, |(_, close)| words.trim_end_matches(*close).trim_end())
}

/// `words` without the blanks between its letters, where each stands apart: 政 府 工 作 报 告.
pub(super) fn unspaced(words: &str) -> Cow<'_, str> {
    let apart = words.split_whitespace().all(|part| part.chars().count() == 1);
    if apart { words.split_whitespace().collect::<String>().into() } else { words.into() }
}

/// Words without the line ends that a wrapped heading has.
pub(super) fn unwrapped(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

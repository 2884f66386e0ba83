//! [`Bracket`]: a bracket of responsibility and the measures it speaks for.

use std::ops::Range;

use super::kind::behind_label;
use super::{Kind as MeasureKind, Measure, bracket};
use crate::ground::Span;
use crate::lexicon::Lexicon;
use crate::outline::{Kind, Node, Outline};

/// A bracket of responsibility or deadline, or a label line, and the measures it speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// It, with its marks.
    pub span: Span,
    /// The measures, by their place among the plan's.
    pub measures: Range<usize>,
    /// Whether it stands in a heading or right behind one; then it speaks only for measures that no other bracket speaks for.
    pub in_heading: bool,
}

/// Most brackets that speak for the same measures: who leads, who helps, by when; the rest of a longer row says nothing more.
const MOST: usize = 8;

/// Every bracket of responsibility of a plan, in the order of the nodes: those in headings, and the `brackets` of the nodes' own texts.
///
/// One that stands behind a sentence, or closes a paragraph, speaks for the measures before it, back to the last bracket or
/// to the heading, but for the background that these begin with; one within a sentence, or a bare list of bodies before its
/// stop, for that sentence. One that has a paragraph of its own below a list speaks for the whole list, a label line
/// (责任处室：…) for its whole chapter if there is no other in that. One that follows another at once speaks for the same
/// measures.
pub fn brackets(
    text: &str,
    outline: &Outline,
    measures: &[Measure],
    brackets: &[Vec<Span>],
    lexicon: &Lexicon,
) -> Vec<Bracket> {
    let mut found: Vec<Bracket> = Vec::new();
    let keep = |found: &mut Vec<Bracket>, bracket: Bracket| {
        let full = found
            .len()
            .checked_sub(MOST)
            .is_some_and(|first| found[first..].iter().all(|b| b.measures == bracket.measures));
        if !full {
            found.push(bracket);
        }
    };
    for (node, (entry, own)) in outline.nodes.iter().zip(brackets).enumerate() {
        for span in entry.head.into_iter().flat_map(|head| bracket::find(text, head, lexicon)) {
            let measures = measures_in(measures, entry.span);
            keep(&mut found, Bracket { span, measures, in_heading: true });
        }
        for &span in own {
            let place = Place { text, outline, measures, lexicon, node, span };
            let announced = place.announced(brackets, &found);
            let opened = || opened(measures, entry, span);
            let (in_heading, range) = match announced.is_none().then(opened).flatten() {
                Some(opened) => (true, opened),
                None => {
                    let last = found.iter().rev().find(|b| !b.in_heading);
                    (false, announced.unwrap_or_else(|| place.range(last)))
                }
            };
            let measures = without_background(text, measures, range);
            keep(&mut found, Bracket { span, measures, in_heading });
        }
    }
    found
}

/// The measures of `node`, where `bracket` stands right behind its heading, or only background between: （一）节能行动。（责任单位：甲局）, then
/// a list.
fn opened(measures: &[Measure], node: &Node, bracket: Span) -> Option<Range<usize>> {
    let before = Span { start: node.span.start, end: bracket.start };
    let all = measures_in(measures, node.span);
    let first = measures_in(measures, before);
    let told = measures[first.clone()].iter().all(|m| m.kind == MeasureKind::Context);
    let opens = told && first.end < all.end;
    (node.head.is_some() && opens).then_some(all)
}

/// `range` without the background that it begins with, which nobody sees to: 存在问题：…, 组长：…. Where there is nothing else, work may
/// stand below a heading that looks back, and what has no label stays.
fn without_background(text: &str, measures: &[Measure], range: Range<usize>) -> Range<usize> {
    let all = &measures[range.clone()];
    let is_background = |m: &&Measure| m.kind == MeasureKind::Context;
    let is_labelled = |m: &&Measure| behind_label(m.span.of(text)).is_some();
    let first = match all.iter().take_while(is_background).count() {
        first if first == all.len() => all.iter().take_while(is_labelled).count(),
        first => first,
    };
    range.start + first..range.end
}

/// The measures that begin in `span`.
fn measures_in(measures: &[Measure], span: Span) -> Range<usize> {
    let before = |at: u32| measures.partition_point(|m| m.span.start < at);
    before(span.start)..before(span.end)
}

/// One bracket in its surroundings.
struct Place<'a> {
    text: &'a str,
    outline: &'a Outline,
    measures: &'a [Measure],
    lexicon: &'a Lexicon,
    node: usize,
    span: Span,
}

impl Place<'_> {
    /// The measures it speaks for; `last` is the bracket before it.
    fn range(&self, last: Option<&Bracket>) -> Range<usize> {
        let end = self.measures.partition_point(|m| m.span.start < self.span.start);
        let inside = end > 0 && self.measures[end - 1].span.contains(self.span);
        // Where a bare list stands before a stop, each sentence has its own.
        let bare = || bracket::is_bare(self.text, self.span, self.lexicon);
        if inside && (!self.closes_paragraph() || bare()) {
            return end - 1..end;
        }
        let reach = self.reach(last);
        let first = self.measures.partition_point(|m| m.span.start < reach).min(end);
        match last.filter(|b| b.span.start >= reach) {
            Some(last) if last.measures.end == end => last.measures.clone(),
            last => last.map_or(first, |b| b.measures.end.max(first))..end,
        }
    }

    /// The measures of the point that a label line stands in above the label of a list, 责任单位：甲局 / 整改措施：, where no line or bracket
    /// below, nor one `before` with measures between, says the same of a part of that.
    fn announced(&self, brackets: &[Vec<Span>], before: &[Bracket]) -> Option<Range<usize>> {
        if !is_label_line(self.span.of(self.text)) {
            return None;
        }
        let nodes = &self.outline.nodes;
        let own = &nodes[self.node];
        let root = match own.kind {
            Kind::Paragraph => &nodes[own.parent? as usize],
            _ => own,
        };
        let later = (self.node + 1..nodes.len())
            .take_while(|&n| nodes[n].span.start < root.span.end)
            .any(|n| !brackets[n].is_empty());
        let inside = before.iter().rev().take_while(|b| b.span.start >= root.span.start);
        let between = |b: &Bracket| Span { start: b.span.end, end: self.span.start };
        let mut first = inside.filter(|b| !b.in_heading);
        let mut parted = || first.any(|b| !measures_in(self.measures, between(b)).is_empty());
        let announces = |m: &Measure| {
            behind_label(m.span.of(self.text)).is_some_and(|(_, rest)| rest.is_empty())
        };
        let below = measures_in(self.measures, Span { start: self.span.end, end: root.span.end });
        let lists = !later && !parted() && self.measures[below].iter().any(announces);
        lists.then(|| measures_in(self.measures, root.span))
    }

    fn closes_paragraph(&self) -> bool {
        let bodies = &self.outline.nodes[self.node].body;
        let body = bodies.get(bodies.partition_point(|body| body.end < self.span.end));
        let body = body.map_or(self.span.end, |body| body.end);
        measures_in(self.measures, Span { start: self.span.end, end: body }).is_empty()
    }

    /// Where what it speaks for begins at the earliest: at its own node, one above that it ends, or, where it has its paragraph for
    /// itself, the first of the paragraphs without a heading in a row before it.
    fn reach(&self, last: Option<&Bracket>) -> u32 {
        let alone = self.is_alone();
        let root = self.root(last, alone);
        let nodes = &self.outline.nodes;
        let since = last.map_or(0, |b| b.span.start);
        let beside = |&n: &usize| {
            let node = &nodes[n];
            let paragraph = node.kind == Kind::Paragraph && node.parent == nodes[root].parent;
            alone && paragraph && node.span.start >= since
        };
        let first = (0..=root).rev().take_while(beside).last().unwrap_or(root);
        nodes[first].span.start
    }

    /// Whether it has its paragraph for itself.
    fn is_alone(&self) -> bool {
        let before = &self.text[..self.span.start as usize];
        let opens_line = before.trim_end_matches([' ', '\u{3000}']).ends_with('\n');
        opens_line || is_label_line(self.span.of(self.text))
    }

    /// The node whose heading the bracket reaches back to: its own, or, where it stands alone, one above that it ends.
    fn root(&self, last: Option<&Bracket>, alone: bool) -> usize {
        let mut root = self.node;
        while alone
            && self.closes_paragraph()
            && let Some(up) = self.outline.nodes[root].parent.map(|p| p as usize)
        {
            if !self.climbs(&self.outline.nodes[root], &self.outline.nodes[up], last) {
                break;
            }
            root = up;
        }
        root
    }

    /// Whether what it says of `node` it says of `parent` too: `parent` ends with it and holds no other bracket.
    fn climbs(&self, node: &Node, parent: &Node, last: Option<&Bracket>) -> bool {
        let is_label_line = is_label_line(self.span.of(self.text));
        let in_list = matches!(node.kind, Kind::Item | Kind::Paragraph);
        let highest = matches!(parent.kind, Kind::Title | Kind::Part | Kind::Column);
        let others = last.is_some_and(|b| b.span.start >= parent.span.start);
        let below = measures_in(self.measures, parent.span);
        let ends = self.measures[below].last().is_none_or(|m| m.span.start < self.span.start);
        (is_label_line || in_list) && !highest && !others && ends
    }
}

/// Whether `bracket` is a label line: it has no bracket's marks.
fn is_label_line(bracket: &str) -> bool {
    bracket.starts_with(char::is_alphanumeric)
}

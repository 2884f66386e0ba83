//! [`Unit`]: a task, project or section as the letters that it is compared by.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::Matter;
use crate::ground::{Span, is_alphanumeric, is_han};
use crate::lexicon::{List, PlaceKind};
use crate::measures;
use crate::outline::{Kind, Node};
use crate::tags::Place;

/// Marks that may stand within what two passages share: “绿色工厂、绿色园区”.
const SOFT: &str = "、“”‘’《》·";

/// The longest quotation that is one name, in letters.
const LONGEST_NAME: usize = 14;

/// The longest word that is not cut, in letters. Longer rows of the table are phrases.
const LONGEST_WORD: usize = 3;

/// In how many plans the phrases were counted.
const PLANS: usize = 19;

/// One letter or digit of a unit. There is one for every letter of a plan, so it is kept small.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// The letter.
    pub char: char,
    /// Where it stands in the source.
    pub byte: u32,
    /// The length of the longest word that is cut off from the beginning and starts here.
    pub lead: u8,
    /// The length of the longest word that is cut off from the end and ends with this letter.
    pub tail: u8,
    /// The [`Mark`]s it has, a bit each.
    marks: u8,
}

/// What is known of a letter.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    /// A mark or a gap stands before it.
    Parted = 1,
    /// A mark stands before it that ends a clause.
    Clause = 2,
    /// It belongs to the heading.
    Head = 4,
    /// It belongs to the name of a place.
    Place = 8,
    /// A word that is cut off from the beginning ends before it.
    Opens = 16,
    /// A word that is cut off from the end begins with it.
    Shuts = 32,
    /// It stands in a short quotation.
    Quoted = 64,
}

impl Letter {
    fn new(char: char, byte: u32, marks: u8) -> Self {
        Self { char, byte, lead: 0, tail: 0, marks }
    }

    /// Whether `mark` is known of it.
    pub fn is(&self, mark: Mark) -> bool {
        self.marks & mark as u8 != 0
    }

    fn mark(&mut self, mark: Mark) {
        self.marks |= mark as u8;
    }
}

/// A common word in a unit.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The letter it begins with.
    pub at: u32,
    /// Its length in letters.
    pub len: u32,
    /// How much it says.
    pub says: f64,
}

/// A passage that may be linked: a task, a project, the heading of a section.
pub struct Unit {
    /// Its node.
    pub node: usize,
    /// Whether it is a project of a 专栏.
    pub is_project: bool,
    /// Its letters: those of its heading, then those of its measures.
    pub letters: Vec<Letter>,
    /// The common words in it, by where they begin.
    words: Vec<Word>,
    /// The letters of each short quotation, from–to, by where they end.
    quotes: Vec<(usize, usize)>,
}

/// The units of a plan, in the order of the text.
pub fn of(matter: &Matter<'_>) -> Vec<Unit> {
    let nodes = &matter.outline.nodes;
    let projects = projects(nodes);
    let mut own = vec![Vec::new(); nodes.len()];
    for (at, measure) in matter.measures.iter().enumerate() {
        // A paragraph is text of what it stands in, as is all that stands in a project.
        let node = &nodes[measure.node as usize];
        let holder = node.parent.filter(|_| node.kind == Kind::Paragraph);
        let holder = projects[measure.node as usize].or(holder);
        own[holder.unwrap_or(measure.node) as usize].push(at);
    }
    // How things stand links nothing.
    let tells =
        |own: &[usize]| own.iter().all(|&at| matter.measures[at].kind == measures::Kind::Context);
    let unit = |(node, own): (usize, Vec<usize>)| {
        let links = may_link(nodes[node].kind)
            && projects[node].is_none()
            && (own.is_empty() || !tells(&own));
        links.then(|| Unit::new(matter, node, &own))
    };
    own.into_par_iter().enumerate().filter_map(unit).collect()
}

/// For each node the project that it stands in, however far below.
fn projects(nodes: &[Node]) -> Vec<Option<u32>> {
    let mut projects = Vec::with_capacity(nodes.len());
    for node in nodes {
        let above = node.parent.and_then(|up| match nodes[up as usize].kind {
            Kind::Project => Some(up),
            _ => projects.get(up as usize).copied().flatten(),
        });
        projects.push(above);
    }
    projects
}

/// Chapters, stages and openings sum up what stands elsewhere: they link nothing.
fn may_link(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Section
            | Kind::Task
            | Kind::Item
            | Kind::Article
            | Kind::OrganisationItem
            | Kind::Project
    )
}

impl Unit {
    fn new(matter: &Matter<'_>, node: usize, measures: &[usize]) -> Self {
        let head = matter.outline.nodes[node].head;
        let is_project = matter.outline.nodes[node].kind == Kind::Project;
        let spans = measures.iter().map(|&at| matter.measures[at].span);
        let rest: Vec<Span> = spans.filter(|m| head.is_none_or(|h| !h.overlaps(*m))).collect();
        // Nearly every letter is Chinese, of three bytes.
        let bytes: usize = head.iter().chain(&rest).map(|span| span.len()).sum();
        let mut unit = Self::empty(node, is_project, bytes / 3);
        head.iter().for_each(|&span| unit.add(matter.text, span, true));
        rest.iter().for_each(|&span| unit.add(matter.text, span, false));
        unit.find_words(matter, head.iter().chain(&rest));
        let tags = matter.node_tags.get(node).into_iter();
        let tags = tags.chain(measures.iter().filter_map(|&at| matter.tags.get(at)));
        // The name of a zone that no table has is that of a project: 资源循环利用基地.
        let is_project_name = |p: &&Place| p.kind == PlaceKind::Zone && p.id.is_none();
        let places = tags.flat_map(|tags| &tags.places).filter(|p| !is_project_name(p));
        for place in places {
            let range = unit.range(place.span);
            unit.letters[range].iter_mut().for_each(|l| l.mark(Mark::Place));
        }
        unit
    }

    fn empty(node: usize, is_project: bool, room: usize) -> Self {
        let letters = Vec::with_capacity(room);
        Self { node, is_project, letters, words: Vec::new(), quotes: Vec::new() }
    }

    /// A task of nothing but `text`, for tests.
    #[cfg(test)]
    pub fn of_text(text: &str) -> Self {
        let mut unit = Self::empty(0, false, text.len());
        unit.add(text, Span::new(0, text.len()), false);
        unit
    }

    fn add(&mut self, text: &str, span: Span, is_head: bool) {
        let head = if is_head { Mark::Head as u8 } else { 0 };
        let mut before = Mark::Parted as u8 | Mark::Clause as u8;
        let mut quote = None;
        for (at, char) in span.of(text).char_indices() {
            if is_han(char) || is_alphanumeric(char) {
                let byte = span.start + at as u32;
                self.letters.push(Letter::new(char, byte, head | before));
                before = 0;
                continue;
            }
            match (char, quote) {
                ('“', _) => quote = Some(self.letters.len()),
                ('”', Some(from)) => self.quote(from),
                _ => (),
            }
            before |= Mark::Parted as u8;
            if !SOFT.contains(char) && !char.is_whitespace() {
                before |= Mark::Clause as u8;
            }
        }
    }

    /// Marks the letters from `from` on as one quotation, if it is short enough to be a name.
    fn quote(&mut self, from: usize) {
        let to = self.letters.len();
        if to - from <= LONGEST_NAME {
            self.quotes.push((from, to));
            self.letters[from..].iter_mut().for_each(|l| l.mark(Mark::Quoted));
        }
    }

    fn find_words<'s>(&mut self, matter: &Matter<'_>, spans: impl Iterator<Item = &'s Span>) {
        let (plans, leads) = (matter.lexicon.plans_with_phrase(), matter.lexicon.leads());
        for &span in spans {
            let first = self.range(span).start;
            let mut from = first;
            for find in matter.finds.of(List::Phrases, span) {
                from = self.next(from, find.span.start);
                self.add_word(find.span, from, said(plans[find.row() as usize]));
            }
            from = first;
            for find in matter.finds.of(List::LinkEdges, span) {
                from = self.next(from, find.span.start);
                self.add_edge(find.span, from, leads[find.row() as usize]);
            }
        }
    }

    /// The first letter from `from` on that stands at `byte` of the source or after it.
    fn next(&self, from: usize, byte: u32) -> usize {
        from + self.letters[from..].iter().take_while(|l| l.byte < byte).count()
    }

    /// The letters that stand in `span` of the source.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let at = |byte: u32| self.letters.partition_point(|l| l.byte < byte);
        at(span.start)..at(span.end)
    }

    fn add_word(&mut self, word: Span, from: usize, says: f64) {
        let len = self.next(from, word.end) - from;
        if len > 0 {
            self.words.push(Word { at: from as u32, len: len as u32, says });
        }
    }

    fn add_edge(&mut self, word: Span, from: usize, leads: bool) {
        let range = from..self.next(from, word.end);
        if range.is_empty() {
            return;
        }
        if leads {
            let lead = &mut self.letters[range.start].lead;
            *lead = short(range.len()).max(*lead);
            self.letters.get_mut(range.end).into_iter().for_each(|l| l.mark(Mark::Opens));
        } else {
            let tail = &mut self.letters[range.end - 1].tail;
            *tail = short(range.len()).max(*tail);
            self.letters[range.start].mark(Mark::Shuts);
        }
    }

    /// Whether a mark, or nothing, stands before letter `at`.
    pub fn is_parted(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|l| l.is(Mark::Parted))
    }

    /// Whether what is meant can begin with letter `at`: after a mark, or after a verb that is done to anything.
    pub fn is_open(&self, at: usize) -> bool {
        self.is_parted(at) || self.letters[at].is(Mark::Opens)
    }

    /// Whether what is meant can end before letter `at`.
    pub fn is_shut(&self, at: usize) -> bool {
        self.is_parted(at) || self.letters[at].is(Mark::Shuts)
    }

    /// How many letters its heading has.
    pub fn head_len(&self) -> usize {
        self.letters.partition_point(|l| l.is(Mark::Head))
    }

    /// Whether a clause ends before letter `at`.
    pub fn is_clause(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|l| l.is(Mark::Clause))
    }

    /// The common word that reaches over the edge before letter `at`, from–to.
    pub fn word_over(&self, at: usize) -> Option<(usize, usize)> {
        if self.is_parted(at) {
            return None;
        }
        let from = at.saturating_sub(LONGEST_WORD - 1);
        let words = self.words(from, at).iter().map(|w| (w.at as usize, (w.at + w.len) as usize));
        let over = words.filter(|&(s, end)| end > at && end - s <= LONGEST_WORD);
        over.min_by_key(|&(s, end)| (end - s, s))
    }

    /// The common words that begin with one of the letters from `from` to before `to`.
    pub fn words(&self, from: usize, to: usize) -> &[Word] {
        let before = |at: usize| self.words.partition_point(|word| (word.at as usize) < at);
        &self.words[before(from)..before(to)]
    }

    /// The letters of the short quotation that holds letter `at`, from–to.
    pub fn quoted(&self, at: usize) -> Option<(usize, usize)> {
        self.letters.get(at).filter(|letter| letter.is(Mark::Quoted))?;
        // They follow each other, but for one that is closed twice, which then reaches further.
        let from = self.quotes.partition_point(|&(_, to)| to <= at);
        self.quotes[from..].iter().take_while(|&&(from, _)| from <= at).last().copied()
    }

    /// The short quotation that reaches over the edge before letter `at`, from–to.
    pub fn quote_over(&self, at: usize) -> Option<(usize, usize)> {
        self.quoted(at).filter(|&(from, _)| from < at)
    }

    /// Whether the name of a place reaches over the edge before letter `at`.
    pub fn place_over(&self, at: usize) -> bool {
        let inside = |n: usize| self.letters.get(n).is_some_and(|l| l.is(Mark::Place));
        at > 0 && !self.is_parted(at) && inside(at - 1) && inside(at)
    }

    /// The stretch of the source from letter `from` to before letter `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let last = &self.letters[to - 1];
        Span { start: self.letters[from].byte, end: last.byte + last.char.len_utf8() as u32 }
    }
}

/// How much a word says that stands in so many `plans`.
fn said(plans: u32) -> f64 {
    static SAID: LazyLock<[f64; PLANS + 1]> = LazyLock::new(|| {
        let said = |plans: usize| ((PLANS + 1) as f64 / plans.max(1) as f64).log2().max(0.15);
        std::array::from_fn(said)
    });
    SAID[PLANS.min(plans as usize)]
}

/// The length of a word that is cut off; none of the table has more letters than a byte holds.
fn short(len: usize) -> u8 {
    u8::try_from(len).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_in_the_quotation_that_was_closed_last_around_it() {
        let quoted = |text: &str| {
            let unit = Unit::of_text(text);
            let letters = (0..unit.letters.len()).map(|at| unit.quoted(at));
            letters.collect::<Vec<_>>()
        };
        assert_eq!(quoted("甲“乙丙”丁"), [None, Some((1, 3)), Some((1, 3)), None]);
        assert_eq!(quoted("“甲”“乙”"), [Some((0, 1)), Some((1, 2))]);
        // Opened again before it is closed, and closed twice.
        assert_eq!(quoted("“甲“乙”丙"), [None, Some((1, 2)), None]);
        assert_eq!(quoted("“甲”乙”丙"), [Some((0, 2)), Some((0, 2)), None]);
        let long = format!("“{}”", "甲".repeat(LONGEST_NAME + 1));
        assert!(quoted(&long).iter().all(Option::is_none));
    }
}

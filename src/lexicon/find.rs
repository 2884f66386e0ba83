//! [`Find`]: where a word of a list stands in a text.

use super::{Gazetteer, List};
use crate::ground::Span;

/// One word of one list standing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Find {
    /// Where it stands.
    pub span: Span,
    /// The list it is in.
    pub list: List,
    /// Its row in that list.
    pub row: u32,
}

/// A set of lists.
#[derive(Clone, Copy, Debug)]
pub struct Lists(u64);

impl Lists {
    /// Those of `lists`.
    pub const fn of(lists: &[List]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < lists.len() {
            set |= 1 << lists[at] as u64;
            at += 1;
        }
        Self(set)
    }

    /// These and those of `others`.
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether `list` is one of them.
    pub const fn hold(self, list: List) -> bool {
        self.0 >> list as u64 & 1 == 1
    }
}

impl List {
    /// The tables of places, of what stands for places, and of the endings of their names.
    pub const PLACES: Lists = Lists::of(&Gazetteer::TABLES).and(Lists::of(&[
        List::Abbreviations,
        List::Brands,
        List::NoPlaces,
        List::PlaceSuffixes,
    ]));
}

/// The words found in one text.
#[derive(Clone, Debug)]
pub struct Finds {
    lists: [Sorted; List::ALL.len()],
    /// Those of [`List::PLACES`] together.
    places: Sorted,
}

impl Default for Finds {
    fn default() -> Self {
        Self { lists: [const { Sorted::new() }; List::ALL.len()], places: Sorted::new() }
    }
}

impl Finds {
    /// Adds one: before all others in order, until they are [`sorted`](Self::sorted).
    pub(super) fn push(&mut self, find: Find) {
        self.lists[find.list as usize].finds.push(find);
        if List::PLACES.hold(find.list) {
            self.places.finds.push(find);
        }
    }

    /// They, with `others`, which need not be in order, once all have been added.
    pub(super) fn sorted(mut self, others: Vec<Find>) -> Self {
        let is_sorted = others.is_empty();
        self.each(|sorted| sorted.finds.reverse());
        others.into_iter().for_each(|find| self.push(find));
        self.each(|sorted| {
            if !is_sorted {
                sorted.finds.sort_by_key(key);
            }
            sorted.number();
        });
        self
    }

    fn each(&mut self, work: impl Fn(&mut Sorted)) {
        self.lists.iter_mut().chain([&mut self.places]).for_each(work);
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        self.lists[list as usize].inside(span)
    }

    /// Those of [`List::PLACES`] that lie wholly inside `span`, in order.
    pub fn of_places(&self, span: Span) -> impl Iterator<Item = &Find> {
        self.places.inside(span)
    }
}

/// Words in order: by start, then longest first, then by list and row.
#[derive(Clone, Debug)]
struct Sorted {
    finds: Vec<Find>,
    /// How many begin before each stretch of the text: words are looked up for every measure. Each stretch has as many bytes as these
    /// bits count.
    before: Vec<u32>,
    bits: u32,
}

/// About how many words a stretch has.
const WORDS: u32 = 8;

impl Sorted {
    const fn new() -> Self {
        Self { finds: Vec::new(), before: Vec::new(), bits: 0 }
    }

    fn number(&mut self) {
        let Some(last) = self.finds.last().map(|last| last.span.start) else { return };
        self.bits = (last / self.finds.len() as u32).saturating_mul(WORDS).max(1).ilog2();
        let mut starts = self.finds.iter().map(|find| find.span.start >> self.bits).peekable();
        let mut at = 0;
        let before = (0..=last >> self.bits).map(|stretch| {
            while starts.next_if(|&start| start < stretch).is_some() {
                at += 1;
            }
            at
        });
        self.before = before.collect();
    }

    /// Those that lie wholly inside `span`.
    fn inside(&self, span: Span) -> impl Iterator<Item = &Find> {
        let near = self.before.get((span.start >> self.bits) as usize);
        let near = near.map_or(self.finds.len(), |&before| before as usize);
        let begins = self.finds[near..].iter().skip_while(move |f| f.span.start < span.start);
        let begins = begins.take_while(move |find| find.span.start < span.end);
        begins.filter(move |find| find.span.end <= span.end)
    }
}

fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, List, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.list, find.row)
}

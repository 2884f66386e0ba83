//! [`Find`]: where a word of a list stands in a text.

use super::compile::MOST_ROWS;
use super::{Gazetteer, List};
use crate::ground::Span;

/// One word of one list standing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Find {
    /// Where it stands.
    pub span: Span,
    /// Its list and the row there, in one number: there are two of these for every letter of a plan.
    word: u32,
}

impl Find {
    /// How many bits a row has.
    pub const ROW: u32 = MOST_ROWS.trailing_zeros();

    /// The word of `row` of list number `list` standing at `span`.
    pub(super) fn new(span: Span, list: u32, row: u32) -> Self {
        Self { span, word: list << Self::ROW | row }
    }

    /// The list it is in.
    pub fn list(&self) -> List {
        List::ALL[self.number()]
    }

    /// The number of its list, which is all of the highest byte.
    fn number(&self) -> usize {
        usize::from((self.word >> Self::ROW) as u8)
    }

    /// Its row in that list.
    pub fn row(&self) -> u32 {
        self.word & ((1 << Self::ROW) - 1)
    }
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
        self.hold_number(list as usize)
    }

    const fn hold_number(self, list: usize) -> bool {
        self.0 >> list & 1 == 1
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
    /// Those of each list and, behind them, those of [`List::PLACES`] once more together, each from the end of the text to its
    /// beginning.
    parts: [Vec<Find>; PARTS],
    /// How many of each part begin in a stretch of the text or behind it, stretch by stretch: words are looked up for every measure.
    behind: Vec<[u32; PARTS]>,
}

/// The parts are the finds of each list and those of [`List::PLACES`].
const PARTS: usize = List::ALL.len() + 1;
const PLACES: usize = List::ALL.len();

/// How many bits count the bytes of a stretch, in which of one list a dozen or two of words begin at the most.
const STRETCH: u32 = 7;

/// Puts the words that are found in a text where they are looked up.
pub(super) struct Finding {
    finds: Finds,
    /// The stretch in which the last one begins.
    stretch: usize,
}

impl Finding {
    /// Nothing yet of a text of `len` bytes.
    pub(super) fn new(len: usize) -> Self {
        let stretch = len >> STRETCH;
        let finds =
            Finds { parts: [const { Vec::new() }; PARTS], behind: vec![[0; PARTS]; stretch + 1] };
        Self { finds, stretch }
    }

    /// Puts `find` before all that were put: they come from the end of the text to its beginning, as [`key`] orders them.
    #[inline]
    pub(super) fn put(&mut self, find: Find) {
        let stretch = (find.span.start >> STRETCH) as usize;
        if stretch < self.stretch {
            self.leave(stretch + 1);
            self.stretch = stretch;
        }
        self.finds.parts[find.number()].push(find);
        if List::PLACES.hold_number(find.number()) {
            self.finds.parts[PLACES].push(find);
        }
    }

    /// Counts what begins in stretch `first` or behind it, in which nothing more will.
    fn leave(&mut self, first: usize) {
        let counts = self.finds.parts.each_ref().map(|part| part.len() as u32);
        self.finds.behind[first..=self.stretch].fill(counts);
    }

    /// All that were put.
    pub(super) fn done(mut self) -> Finds {
        self.leave(0);
        self.finds
    }
}

impl Finds {
    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        self.inside(list as usize, span)
    }

    /// Those of [`List::PLACES`] that lie wholly inside `span`, in order.
    pub fn of_places(&self, span: Span) -> impl Iterator<Item = &Find> {
        self.inside(PLACES, span)
    }

    fn inside(&self, part: usize, span: Span) -> impl Iterator<Item = &Find> {
        let near = self.behind.get((span.start >> STRETCH) as usize);
        let near = &self.parts[part][..near.map_or(0, |behind| behind[part] as usize)];
        let begins = near.iter().rev().skip_while(move |find| find.span.start < span.start);
        let begins = begins.take_while(move |find| find.span.start < span.end);
        begins.filter(move |find| find.span.end <= span.end)
    }
}

/// What orders finds: by start, then longest first, then by list and row.
pub(super) fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.word)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    const LISTS: [List; 3] = [List::Strength, List::Divisions, List::Units];
    const LEN: u32 = 700;

    proptest! {
        /// Whatever stretches words stand in, those of a list in a span are found, in order.
        #[test]
        fn what_was_found_is_found_again(
            found in proptest::collection::btree_set((0..LEN, 1..9u32, 0..LISTS.len()), 0..60),
            span in (0..LEN, 0..LEN),
        ) {
            let find = |(start, len, list): (u32, u32, usize)| {
                Find::new(Span { start, end: start + len }, LISTS[list] as u32, 0)
            };
            let mut found: Vec<Find> = found.into_iter().map(find).collect();
            found.sort_by_key(|find| Reverse(key(find)));
            let mut finding = Finding::new((LEN + 8) as usize);
            found.iter().for_each(|&find| finding.put(find));
            let finds = finding.done();
            found.reverse();
            let span = Span { start: span.0.min(span.1), end: span.0.max(span.1) };
            for list in LISTS {
                let inside = |find: &&Find| find.list() == list && span.contains(find.span);
                prop_assert!(finds.of(list, span).eq(found.iter().filter(inside)));
            }
            let inside = |find: &&Find| List::PLACES.hold(find.list()) && span.contains(find.span);
            prop_assert!(finds.of_places(span).eq(found.iter().filter(inside)));
        }
    }
}

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
    const ROW: u32 = MOST_ROWS.trailing_zeros();

    /// The word of `row` of list number `list` standing at `span`.
    pub(super) fn new(span: Span, list: u32, row: u32) -> Self {
        Self { span, word: list << Self::ROW | row }
    }

    /// The list it is in.
    pub fn list(&self) -> List {
        List::ALL[self.number()]
    }

    fn number(&self) -> usize {
        (self.word >> Self::ROW) as usize
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
    of: Parts,
    /// For each stretch of the text how many of each begin in it or behind it: words are looked up for every measure.
    counts: Vec<Counts>,
}

/// The finds of each list, and those of [`List::PLACES`] once more together, the last in the text first.
type Parts = [Vec<Find>; List::ALL.len() + 1];
type Counts = [u32; List::ALL.len() + 1];
const PLACES: usize = List::ALL.len();

/// How many bits count the bytes of a stretch, in which of one list a dozen or two of words begin at the most.
const STRETCH: u32 = 7;

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
        let count = self.counts.get((span.start >> STRETCH) as usize).map(|counts| counts[part]);
        let near = self.of[part][..count.unwrap_or(0) as usize].iter().rev();
        let begins = near.skip_while(move |find| find.span.start < span.start);
        let begins = begins.take_while(move |find| find.span.start < span.end);
        begins.filter(move |find| find.span.end <= span.end)
    }
}

/// Puts together what is found in a text from its end to its beginning.
pub(super) struct Finding {
    of: Parts,
    /// Those of each stretch that is gone over, the last one first.
    counts: Vec<Counts>,
    stretches: usize,
    /// Where the stretch begins that is gone over now.
    border: u32,
}

impl Finding {
    /// Nothing is found yet in a text of so many bytes.
    pub fn new(len: usize) -> Self {
        let stretches = (len >> STRETCH) + 1;
        let of = [const { Vec::new() }; List::ALL.len() + 1];
        let border = (len >> STRETCH << STRETCH) as u32;
        Self { of, counts: Vec::with_capacity(stretches), stretches, border }
    }

    /// Goes over to the stretch that holds byte `start`, one before `border`.
    #[cold]
    fn go_to(&mut self, start: u32) {
        self.border = start >> STRETCH << STRETCH;
        self.pass(self.stretches - (start >> STRETCH) as usize - 1);
    }

    /// Counts what stands in the last stretches, so many of them.
    fn pass(&mut self, stretches: usize) {
        let counts = self.of.each_ref().map(|finds| finds.len() as u32);
        self.counts.resize(stretches, counts);
    }

    /// What was found.
    pub fn finds(mut self) -> Finds {
        self.pass(self.stretches);
        self.counts.reverse();
        Finds { of: self.of, counts: self.counts }
    }
}

/// Takes the words found in a text, from its end to its beginning. It is no closure: one that both forms of a vocabulary call would be a
/// call for every word.
pub(super) trait Take {
    /// Takes `find`, which stands before all that were taken, as [`key`] orders them.
    fn take(&mut self, find: Find);
}

impl Take for Finding {
    #[inline(always)]
    fn take(&mut self, find: Find) {
        if find.span.start < self.border {
            self.go_to(find.span.start);
        }
        self.of[find.number()].push(find);
        if List::PLACES.hold_number(find.number()) {
            self.of[PLACES].push(find);
        }
    }
}

impl<F: FnMut(Find)> Take for F {
    fn take(&mut self, find: Find) {
        self(find);
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
            found.iter().for_each(|&find| finding.take(find));
            let finds = finding.finds();
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

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

impl Find {
    /// Where nothing was found yet.
    const NONE: Self = Self { span: Span { start: 0, end: 0 }, list: List::ALL[0], row: 0 };
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
    /// List by list, those of each in order; behind the last list those of [`List::PLACES`] together.
    finds: Vec<Find>,
    /// For each stretch of the text where among these the first stand that begin in it or behind it, for each list and for those
    /// together: words are looked up for every measure. The last says where they end.
    firsts: Vec<[u32; PARTS]>,
}

/// The lists, and those of [`List::PLACES`] together.
const PARTS: usize = List::ALL.len() + 1;
const PLACES: usize = PARTS - 1;

/// How many bits count the bytes of a stretch, in which of one list a dozen or two of words begin at the most.
const STRETCH: u32 = 7;

impl Finds {
    /// Those that were `found`, in order but the last first.
    pub(super) fn sorted(found: &[Find]) -> Self {
        let mut counts = [0; PARTS];
        for find in found {
            counts[find.list as usize] += 1;
            counts[PLACES] += u32::from(List::PLACES.hold(find.list));
        }
        let mut end = 0;
        let mut next = counts.map(|count| {
            end += count;
            end - count
        });
        let stretches = found.first().map_or(0, |last| last.span.start >> STRETCH) as usize + 1;
        let mut firsts = Vec::with_capacity(stretches + 1);
        let mut finds = vec![Find::NONE; end as usize];
        for find in found.iter().rev() {
            while firsts.len() <= (find.span.start >> STRETCH) as usize {
                firsts.push(next);
            }
            let mut put = |part: usize| {
                finds[next[part] as usize] = *find;
                next[part] += 1;
            };
            put(find.list as usize);
            if List::PLACES.hold(find.list) {
                put(PLACES);
            }
        }
        firsts.push(next);
        Self { finds, firsts }
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        self.inside(list as usize, span)
    }

    /// Those of [`List::PLACES`] that lie wholly inside `span`, in order.
    pub fn of_places(&self, span: Span) -> impl Iterator<Item = &Find> {
        self.inside(PLACES, span)
    }

    fn inside(&self, part: usize, span: Span) -> impl Iterator<Item = &Find> {
        let end = self.firsts[self.firsts.len() - 1][part];
        let first = self.firsts.get((span.start >> STRETCH) as usize).map_or(end, |all| all[part]);
        let near = self.finds[first as usize..end as usize].iter();
        let begins = near.skip_while(move |find| find.span.start < span.start);
        let begins = begins.take_while(move |find| find.span.start < span.end);
        begins.filter(move |find| find.span.end <= span.end)
    }
}

/// What orders finds: by start, then longest first, then by list and row.
pub(super) fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, List, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.list, find.row)
}

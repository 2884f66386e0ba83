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
#[derive(Clone, Debug, Default)]
pub struct Finds {
    /// Those of each list, one list after the other; of one in order: by start, then longest first, then by row.
    finds: Vec<Find>,
    /// Where those of each list end.
    ends: Vec<u32>,
    /// Those of [`List::PLACES`] together, in order: by start, then longest first, then by list and row.
    places: Vec<Find>,
}

impl Finds {
    /// Those of `shipped`, which are in order: by start, then longest first, then by list and row; and `own`, which need not be.
    pub(super) fn new(shipped: &[Find], own: Vec<Find>) -> Self {
        let mut counts = vec![0; List::ALL.len()];
        shipped.iter().for_each(|find| counts[find.list as usize] += 1);
        let starts = counts.iter().scan(0, |end, count| Some(std::mem::replace(end, *end + count)));
        let mut ends: Vec<u32> = starts.collect();
        let none = Find { span: Span::default(), list: List::Domains, row: 0 };
        let (mut finds, mut places) = (vec![none; shipped.len()], Vec::new());
        for &find in shipped {
            let end = &mut ends[find.list as usize];
            finds[*end as usize] = find;
            *end += 1;
            if List::PLACES.hold(find.list) {
                places.push(find);
            }
        }
        match own.is_empty() {
            true => Self { finds, ends, places },
            false => Self::sorted(finds.into_iter().chain(own).collect()),
        }
    }

    fn sorted(mut finds: Vec<Find>) -> Self {
        finds.sort_by_key(key);
        Self::new(&finds, Vec::new())
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        let end = |list: usize| self.ends.get(list).map_or(0, |&end| end as usize);
        let start = (list as usize).checked_sub(1).map_or(0, end);
        inside(&self.finds[start..end(list as usize)], span)
    }

    /// Those of [`List::PLACES`] that lie wholly inside `span`, in order.
    pub fn of_places(&self, span: Span) -> impl Iterator<Item = &Find> {
        inside(&self.places, span)
    }
}

fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, List, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.list, find.row)
}

/// Those of `finds`, which are in order, that lie wholly inside `span`.
fn inside(finds: &[Find], span: Span) -> impl Iterator<Item = &Find> {
    let from = finds.partition_point(|find| find.span.start < span.start);
    let begins = finds[from..].iter().take_while(move |find| find.span.start < span.end);
    begins.filter(move |find| find.span.end <= span.end)
}

//! [`Find`]: where a word of a list stands in a text.

use super::List;
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

/// The words found in one text, in order.
#[derive(Clone, Debug, Default)]
pub struct Finds {
    finds: Vec<Find>,
    /// The same list by list, by their places among all.
    lists: Vec<Vec<u32>>,
}

impl Finds {
    /// Those of `shipped` and of `own`, each in order: by start, then longest first, then by list and row.
    pub fn new(shipped: Vec<Find>, own: Vec<Find>) -> Self {
        let mut finds = shipped;
        if !own.is_empty() {
            finds.extend(own);
            finds.sort_by_key(key);
        }
        let mut counts = vec![0; List::ALL.len()];
        finds.iter().for_each(|find| counts[find.list as usize] += 1);
        let mut lists: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
        (0..).zip(&finds).for_each(|(at, find)| lists[find.list as usize].push(at));
        Self { finds, lists }
    }

    /// Those that lie wholly inside `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Find> {
        let from = self.finds.partition_point(|f| f.span.start < span.start);
        inside(self.finds[from..].iter(), span)
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        let all = self.lists.get(list as usize).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|&at| self.finds[at as usize].span.start < span.start);
        inside(all[from..].iter().map(|&at| &self.finds[at as usize]), span)
    }
}

fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, List, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.list, find.row)
}

/// Those of `finds`, which are in order and begin no earlier than `span`, that lie wholly inside it.
fn inside<'a>(finds: impl Iterator<Item = &'a Find>, span: Span) -> impl Iterator<Item = &'a Find> {
    let begins = finds.take_while(move |find| find.span.start < span.end);
    begins.filter(move |find| find.span.end <= span.end)
}

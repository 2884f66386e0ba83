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
    /// The same list by list.
    lists: Vec<Vec<Find>>,
}

impl Finds {
    /// Those of `parts`, each as it was found from the beginning of a text to its end, put in order: by start, then longest first,
    /// then by list and row.
    pub fn new(parts: impl IntoIterator<Item = Vec<Find>>) -> Self {
        let mut finds = Vec::new();
        for mut part in parts {
            settle(&mut part);
            finds.append(&mut part);
        }
        finds.sort_by_key(key);
        let mut lists = vec![Vec::new(); List::ALL.len()];
        finds.iter().for_each(|find| lists[find.list as usize].push(*find));
        Self { finds, lists }
    }

    /// Those that lie wholly inside `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Find> {
        within(&self.finds, span)
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        within(self.lists.get(list as usize).map_or(&[], Vec::as_slice), span)
    }
}

fn key(find: &Find) -> (u32, std::cmp::Reverse<u32>, List, u32) {
    (find.span.start, std::cmp::Reverse(find.span.end), find.list, find.row)
}

/// Puts in order what is nearly so: a word is found at its end, so that none stands farther from its place than a word is long.
fn settle(finds: &mut [Find]) {
    for at in 1..finds.len() {
        let mut to = at;
        while to > 0 && key(&finds[to]) < key(&finds[to - 1]) {
            finds.swap(to, to - 1);
            to -= 1;
        }
    }
}

/// Those of `finds`, which are in order, that lie wholly inside `span`.
fn within(finds: &[Find], span: Span) -> impl Iterator<Item = &Find> {
    let from = finds.partition_point(|f| f.span.start < span.start);
    let rest = finds[from..].iter();
    rest.take_while(move |f| f.span.start < span.end).filter(move |f| f.span.end <= span.end)
}

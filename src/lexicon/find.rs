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
}

impl Finds {
    /// `finds`, put in order: by start, then longest first, then by list and row.
    pub fn new(mut finds: Vec<Find>) -> Self {
        finds
            .sort_unstable_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.list, f.row));
        Self { finds }
    }

    /// Those that lie wholly inside `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Find> {
        let from = self.finds.partition_point(|f| f.span.start < span.start);
        let rest = self.finds[from..].iter();
        rest.take_while(move |f| f.span.start < span.end).filter(move |f| f.span.end <= span.end)
    }

    /// Those of `list` that lie wholly inside `span`, in order.
    pub fn of(&self, list: List, span: Span) -> impl Iterator<Item = &Find> {
        self.within(span).filter(move |f| f.list == list)
    }
}

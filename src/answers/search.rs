//! Search: which measures and nodes hold the words of a query, best first.

use super::Archive;
use super::spot::Spot;
use crate::ground::Result;

/// A question in the query language of [`query`](super::query), with filters from outside it.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query as typed.
    pub query: String,
    /// What hits are narrowed to.
    pub filters: Filters,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
}

/// What hits are narrowed to: every list that is not empty must hold the hit in one of its values.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Ids of plans.
    pub plans: Vec<String>,
    /// Kinds of measures and nodes: `outcome`, `task`.
    pub kinds: Vec<String>,
    /// Columns by number: `2` for 专栏2.
    pub columns: Vec<String>,
    /// Addresses; the hit is at or below one of them: `2.1`.
    pub under: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    /// The query as typed.
    pub query: String,
    /// How many hits there are in all, whatever the limit.
    pub total: usize,
    /// The hits from `offset` on, best first; hits of one score by plan, then by place in the text.
    pub hits: Vec<Hit>,
    /// What was read otherwise than it may have been meant, in Chinese: a quotation mark without its partner.
    pub notes: Vec<String>,
    /// Where nothing was found: what would find something.
    pub hint: Option<Hint>,
}

/// One measure or node that answers.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Which.
    pub spot: Spot,
    /// Its rank as a whole number; it says nothing but the order.
    pub score: u32,
    /// The words of the query in [`Spot::text`], as half-open stretches of its code points, in order, apart from each other.
    pub highlights: Vec<(u32, u32)>,
}

/// What to try where nothing was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// A looser query and how many hits it has.
    pub looser: Option<(String, usize)>,
    /// Words of the collection that look like a word of the query.
    pub near: Vec<String>,
}

impl Archive {
    /// Answers `search`.
    ///
    /// Errors: a query without a letter, a digit or a Chinese character, an unknown kind ([`Usage`](crate::ground::ErrorKind::Usage));
    /// an index that cannot be read ([`Index`](crate::ground::ErrorKind::Index)). Nothing found is no error.
    pub fn search(&self, search: &Search) -> Result<SearchAnswer> {
        let _ = search;
        todo!()
    }
}

//! Search: which measures and nodes hold the words of a query, best first.

use std::sync::Arc;

use super::query::{self, Query};
use super::select::{Filters, known};
use super::{Archive, Spot, hint};
use crate::ground::{Error, Result, Span};
use crate::index::{Ask, Found, Reader, Tally, fold};
use crate::plan::{Card, Plan};

/// A question in the query language of [`query`](super::query), with filters from outside it.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query as typed; an empty one asks for everything that the filters let through.
    pub query: String,
    /// What hits are narrowed to.
    pub filters: Filters,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// Whether all hits are to be counted by their marks.
    pub facets: bool,
    /// Whether hits are to come with their whole plans.
    pub whole: bool,
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
    /// How many of all hits there are of each kind, field, year and so on, where that was asked for.
    pub facets: Option<Tally>,
}

/// One measure or node that answers.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Which, with what is shown of it.
    pub card: Card,
    /// The same in its plan, where that was asked for.
    pub spot: Option<Spot>,
    /// Its rank as a whole number; it says nothing but the order.
    pub score: u32,
    /// The words of the query in [`Card::text`], as half-open stretches of its code points, in order, apart from each other.
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

impl Search {
    /// The first `limit` hits for `query`, whatever they are.
    pub fn of(query: impl Into<String>, limit: usize) -> Self {
        let (query, filters) = (query.into(), Filters::default());
        Self { query, filters, limit, offset: 0, facets: false, whole: false }
    }
}

impl Archive {
    /// Answers `search`.
    ///
    /// Errors: a query without a letter, a digit or a Chinese character, or a filter with an unknown value
    /// ([`Usage`](crate::ground::ErrorKind::Usage)); an index that cannot be read ([`Index`](crate::ground::ErrorKind::Index)).
    /// Nothing found is no error.
    pub fn search(&self, search: &Search) -> Result<SearchAnswer> {
        let query = query::read(&search.query, &self.vocabulary)?;
        let filters = search.filters.asks(&self.vocabulary)?;
        let ask = Ask::All([vec![query.ask.clone()], filters.clone()].concat());
        self.index.ask(|reader| {
            known(reader, &self.vocabulary, &ask)?;
            let most = search.offset.saturating_add(search.limit);
            let (total, found, facets) = match search.facets {
                true => {
                    reader.survey(&ask, most).map(|(n, found, tally)| (n, found, Some(tally)))?
                }
                false => reader.search(&ask, most).map(|(n, found)| (n, found, None))?,
            };
            let page = found.get(search.offset..).unwrap_or_default();
            let hits = match search.whole {
                true => page.iter().map(|found| whole(reader, found)).collect::<Result<_>>()?,
                false => {
                    reader.cards(page)?.into_iter().map(|card| (card, None)).collect::<Vec<_>>()
                }
            };
            let hits = hits.into_iter().zip(page).map(|(hit, found)| marked(hit, found, &query));
            let hits = hits.collect();
            let hint = if total == 0 { hint::hint(reader, &query, &filters)? } else { None };
            let (query, notes) = (search.query.clone(), query.notes.clone());
            Ok(SearchAnswer { query, total, hits, notes, hint, facets })
        })
    }
}

/// What was found, in its plan.
fn whole(reader: &Reader, found: &Found) -> Result<(Card, Option<Spot>)> {
    let spot = Spot::of(reader.plan(&found.plan, found.generation)?, found.ordinal)?;
    Ok((Card::of_plan(&spot.plan, spot.node, spot.measure), Some(spot)))
}

fn marked((card, spot): (Card, Option<Spot>), found: &Found, query: &Query) -> Hit {
    let leaves = query.ask.leaves();
    let words = leaves.iter().flat_map(|leaf| leaf.forms.iter().map(String::as_str));
    let spans = fold::fold(card.text()).find(words);
    let highlights = code_points(card.text(), &spans);
    Hit { card, spot, score: found.score, highlights }
}

/// `spans` of `text`, which are in order and apart, counted in code points.
fn code_points(text: &str, spans: &[Span]) -> Vec<(u32, u32)> {
    let (mut at, mut count) = (0, 0);
    let mut points = |to: u32| {
        count += text[at..to as usize].chars().count() as u32;
        at = to as usize;
        count
    };
    spans.iter().map(|span| (points(span.start), points(span.end))).collect()
}

impl Spot {
    /// The spot that record `ordinal` of `plan` stands for.
    pub(super) fn of(plan: Arc<Plan>, ordinal: usize) -> Result<Self> {
        let record = crate::index::records(&plan).get(ordinal).copied();
        let record = record.ok_or_else(|| {
            Error::new(crate::ground::ErrorKind::Index, format!("索引与规划不符：{}", plan.id))
                .with_hint("运行 gangyao index 重新建立索引")
        })?;
        Ok(Self { plan, node: record.node, measure: record.measure })
    }
}

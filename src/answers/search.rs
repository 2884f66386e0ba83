//! Search: which measures and nodes hold the words of a query, best first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::looser::Loosening;
use super::query::{self, Typed, Wanted};
use super::select::{Filters, known};
use super::{Archive, Spot, hint};
use crate::ground::{Error, Result, Span};
use crate::index::{Ask, Filter, Found, Reader, Tally, fold};
use crate::lexicon::Lexicon;
use crate::plan::{Card, Plan};

/// Where there are fewer hits, it is looked for more of what may be meant: a page has ten.
const FEW: usize = 10;

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
    /// How many hits there are in all, whatever the limit; where the query finds nothing and a looser one is answered, those of that.
    pub total: usize,
    /// The hits from `offset` on, best first; hits of one score by plan, then by place in the text.
    pub hits: Vec<Hit>,
    /// What was read otherwise than it may have been meant, in Chinese: a quotation mark without its partner.
    pub notes: Vec<String>,
    /// Where the query finds nothing: the looser one that is answered in its place, or, where none is, what would find something.
    pub hint: Option<Hint>,
    /// Where the query finds little: what its words find that stand apart from each other.
    pub apart: Option<Apart>,
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

/// What to try where a query finds nothing, or what was answered in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// A looser query and how many hits it has. Where there are hits they are its hits.
    pub looser: Option<(String, usize)>,
    /// What the query names, where the looser one asks for what stands there.
    pub named: Option<Named>,
    /// The words of the looser query that count in another way too.
    pub widened: Vec<(String, Widened)>,
    /// What of the query does not count in the looser one; none where that is not answered.
    pub without: Vec<String>,
    /// Whether what stands near that comes first.
    pub is_by_near: bool,
    /// The word of the query that asks for something, where what holds it comes first.
    pub wanted: Option<(String, Wanted)>,
    /// Words of the collection that look like a word of the query; none where the looser one is answered.
    pub near: Vec<String>,
    /// How many hits the words of the query as typed have without its filters and [`Search::filters`].
    pub unfiltered: usize,
}

/// What is found besides when the long words of a query are taken apart.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The query in pieces.
    pub query: String,
    /// The words of it that count in another way too.
    pub widened: Vec<(String, Widened)>,
    /// How many hits it has that the query as typed does not have.
    pub total: usize,
    /// The first of them: with those of the query no more than were asked for.
    pub hits: Vec<Hit>,
}

/// What a query that is one name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A place in a plan, by its address.
    Address,
    /// A plan, by its document number.
    Plan,
}

/// In what other way a word of a looser query counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widened {
    /// What is due in the year that it names.
    Year,
    /// What is due in the years of the five-year plan that it names, or stands in a plan for these years.
    Period,
    /// What stands in a plan for the region that it names.
    Region,
    /// What touches the place that it names.
    Place,
    /// What the body that it names is responsible for, as the plan says or as its field suggests.
    Body,
    /// What stands in a plan that it names.
    Plan,
    /// What is of the kind that it names.
    Kind,
}

impl Search {
    /// The first `limit` hits for `query`, whatever they are.
    pub fn of(query: impl Into<String>, limit: usize) -> Self {
        let (query, filters) = (query.into(), Filters::default());
        Self { query, filters, limit, offset: 0, facets: false, whole: false }
    }
}

impl Archive {
    /// Answers `search`; `lexicon` knows the places.
    ///
    /// Errors: a query without a letter, a digit or a Chinese character, or a filter with an unknown value
    /// ([`Usage`](crate::ground::ErrorKind::Usage)); an index that cannot be read ([`Index`](crate::ground::ErrorKind::Index)).
    /// Nothing found is no error: then a looser reading of the query is answered, where it has one that is not doubtful; `hint` says which.
    pub fn search(&self, search: &Search, lexicon: &Lexicon) -> Result<SearchAnswer> {
        let query = query::read(&search.query, &self.vocabulary)?;
        let filters = search.filters.asks(&self.vocabulary)?;
        let ask = Ask::All([vec![query.ask.clone()], filters.clone()].concat());
        self.index.ask(|reader| {
            known(reader, &self.vocabulary, &ask)?;
            let (mut page, mut hint) = (search.page(reader, &ask, &First::default())?, None);
            let filters: Vec<Ask> = query.filters().chain(&filters).cloned().collect();
            let is_narrowed = !filters.is_empty() && !query.words.is_empty();
            let vocabulary = &self.vocabulary;
            let loosening = Loosening::new(reader, vocabulary, lexicon, &filters);
            let mut asked = (query.words.clone(), ask.clone());
            if page.total == 0 {
                let instead = hint::instead(&loosening, &query)?;
                let mut hinted = instead.hint.unwrap_or_default();
                if let Some(looser) = instead.looser {
                    let asking = loosening.wanted(&query.words);
                    let wanted = asking.as_ref().map(|&(_, wanted)| query::holds(wanted));
                    let counts = asking.as_ref().and_then(|(asked, _)| query::counts(asked));
                    let (own, near) = (loosening.own(&looser)?, loosening.near(&looser.without)?);
                    let first = First { near, counts, wanted, own };
                    page = search.page(reader, &looser.ask, &first)?;
                    hinted.wanted = asking.filter(|_| page.is_by_wanted);
                    hinted.is_by_near = page.is_by_near;
                    asked = (looser.typed().unwrap_or_default(), looser.ask);
                }
                if is_narrowed {
                    hinted.unfiltered = reader.search(&query.unfiltered(), 0)?.0;
                }
                hint = (hinted != Hint::default()).then_some(hinted);
            }
            let apart = search.apart(&loosening, &asked, &page)?;
            let Page { total, hits, facets, .. } = page;
            let mut notes = query.notes.clone();
            notes.extend(filters.iter().find_map(no_year));
            let query = search.query.clone();
            Ok(SearchAnswer { query, total, hits, notes, hint, apart, facets })
        })
    }
}

/// What is to be said of a filter by years that no year passes.
fn no_year(filter: &Ask) -> Option<String> {
    match filter {
        Ask::Filter(Filter::Due(from, to)) if from > to => {
            Some(format!("时限不早于 {from} 年又不晚于 {to} 年，没有这样的年份"))
        }
        _ => None,
    }
}

/// The hits of one question that are wanted.
struct Page {
    total: usize,
    hits: Vec<Hit>,
    facets: Option<Tally>,
    /// Whether some of all hits, and not all, hold what is wanted, and come first.
    is_by_wanted: bool,
    /// Whether some, and not all, stand near what the query says besides, and come first.
    is_by_near: bool,
}

/// Which hits come before others, whatever their rank.
#[derive(Default)]
struct First {
    /// What stands near what the query says besides, the nearer first.
    near: Vec<Ask>,
    /// What holds what is wanted in the unit that is asked for, of those that are equally near.
    counts: Option<Ask>,
    /// What holds what is wanted, of those.
    wanted: Option<Ask>,
    /// What is of the names themselves that are asked for, of those that are equally wanted.
    own: Option<Ask>,
}

/// Why hits come before others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Near,
    Wanted,
    Own,
}

impl First {
    /// What is to be put before the rest, each with why, that which counts most at last.
    fn keys(&self) -> Vec<(&Ask, Why)> {
        let own = self.own.iter().map(|own| (own, Why::Own));
        let wanted = self.wanted.iter().chain(&self.counts).map(|wanted| (wanted, Why::Wanted));
        own.chain(wanted).chain(self.near.iter().rev().map(|near| (near, Why::Near))).collect()
    }

    /// Puts those of the hits `found` for `ask`, `total` in all, first that hold its keys, and says for which keys that was done.
    ///
    /// The sets of keys are counted in binary, a key a digit: what holds a set is put before all that holds a lesser one. A key that all
    /// hits hold or none tells nothing apart, nor does a set with it.
    fn order(
        &self,
        reader: &Reader,
        ask: &Ask,
        total: usize,
        most: usize,
        found: &mut Vec<Found>,
    ) -> Result<Vec<Why>> {
        let keys = self.keys();
        let mut idle = 0_usize;
        for set in 1..1_usize << keys.len() {
            if set & idle != 0 {
                continue;
            }
            let held = keys.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1);
            let held = held.map(|(_, &(key, _))| key.clone());
            let holds = Ask::All(std::iter::once(ask.clone()).chain(held).collect());
            let (some, first) = reader.search(&holds, most)?;
            if (1..total).contains(&some) {
                *found = first_of_all(first, std::mem::take(found));
                found.truncate(most);
            } else if set.is_power_of_two() {
                idle |= set;
            }
        }
        let tells = keys.iter().enumerate().filter(|(n, _)| idle >> n & 1 == 0);
        Ok(tells.map(|(_, &(_, why))| why).collect())
    }
}

impl Search {
    /// The part of the answer to `ask` that is asked for, what is to come `first` before the rest.
    fn page(&self, reader: &Reader, ask: &Ask, first: &First) -> Result<Page> {
        let most = self.offset.saturating_add(self.limit);
        let (total, mut found, facets) = match self.facets {
            true => reader.survey(ask, most).map(|(n, found, tally)| (n, found, Some(tally)))?,
            false => reader.search(ask, most).map(|(n, found)| (n, found, None))?,
        };
        let why = first.order(reader, ask, total, most, &mut found)?;
        let [is_by_wanted, is_by_near] = [Why::Wanted, Why::Near].map(|one| why.contains(&one));
        let page = found.get(self.offset..).unwrap_or_default();
        let hits = match self.whole {
            true => page.iter().map(|found| whole(reader, found)).collect::<Result<_>>()?,
            false => reader.cards(page)?.into_iter().map(|card| (card, None)).collect::<Vec<_>>(),
        };
        let hits = hits.into_iter().zip(page).map(|(hit, found)| marked(hit, found, ask));
        Ok(Page { total, hits: hits.collect(), facets, is_by_wanted, is_by_near })
    }

    /// What is found besides `page`, all that was found for the words and the question `asked`, where that is little.
    fn apart(
        &self,
        loosening: &Loosening<'_>,
        (words, ask): &(Vec<Typed>, Ask),
        page: &Page,
    ) -> Result<Option<Apart>> {
        if page.total == 0 || page.hits.len() < page.total || page.total >= FEW {
            return Ok(None);
        }
        let Some(looser) = loosening.apart(words, ask)? else { return Ok(None) };
        let rest = Self { limit: self.limit - page.total, facets: false, ..self.clone() };
        let hits = rest.page(loosening.reader, &looser.ask, &First::default())?.hits;
        let (query, widened, total) = (looser.words(), looser.widened(), looser.total);
        Ok(Some(Apart { query, widened, total, hits }))
    }
}

/// `all`, best first, with those of them that are `first` before the others, which they rank above.
fn first_of_all(mut first: Vec<Found>, all: Vec<Found>) -> Vec<Found> {
    let best = all.first().map_or(0, |best| best.score);
    let place = |found: &Found| (found.plan.clone(), found.ordinal);
    let before: BTreeSet<_> = first.iter().map(place).collect();
    first.iter_mut().for_each(|found| found.score = found.score.saturating_add(best));
    first.extend(all.into_iter().filter(|found| !before.contains(&place(found))));
    first
}

/// What was found, in its plan.
fn whole(reader: &Reader, found: &Found) -> Result<(Card, Option<Spot>)> {
    let spot = Spot::of(reader.plan(&found.plan, found.generation)?, found.ordinal)?;
    Ok((Card::of_plan(&spot.plan, spot.node, spot.measure), Some(spot)))
}

fn marked((card, spot): (Card, Option<Spot>), found: &Found, ask: &Ask) -> Hit {
    let leaves = ask.leaves();
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

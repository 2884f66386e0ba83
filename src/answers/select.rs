//! [`Filters`]: what answers are narrowed to, and the part of each plan that is left.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::query::{self, Vocabulary, YEARS};
use super::{Archive, near};
use crate::ground::{Error, Result};
use crate::index::{Ask, Filter, Key, Mark, Reader, records};
use crate::plan::Plan;

/// What hits are narrowed to: every list that is not empty must hold the hit in one of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Ids of plans.
    pub plans: Vec<String>,
    /// Kinds of measures and nodes: `outcome`, `task`.
    pub kinds: Vec<String>,
    /// Columns by number: `2` for 专栏2.
    pub columns: Vec<String>,
    /// Addresses; the hit is at or below one of them: `2.1`.
    pub under: Vec<String>,
    /// Fields of responsibility by id or name: `water`, 水环境.
    pub domains: Vec<String>,
    /// Responsible bodies, stated or inferred: 生态环境厅; a level before the name (省) makes no difference.
    pub departments: Vec<String>,
    /// Responsible bodies that the plan itself names.
    pub stated: Vec<String>,
    /// Classes of commitment: `mandatory`, 约束.
    pub strengths: Vec<String>,
    /// Indicators by id or name: `pm25`, 森林覆盖率.
    pub indicators: Vec<String>,
    /// What a document bears that touches a place: see [`Archive::place_marks`].
    pub places: Vec<Mark>,
    /// Due in this year or later. What has no year to be done by is then left out, as it is for the next.
    pub from_year: Option<u16>,
    /// Due in this year or earlier.
    pub by_year: Option<u16>,
    /// Only what holds a target, with a number or without.
    pub has_target: bool,
}

impl Filters {
    /// Whether they let everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What they ask for, one ask for each that is set.
    pub(super) fn asks(&self, vocabulary: &Vocabulary) -> Result<Vec<Ask>> {
        let lists = [
            ("plan", &self.plans),
            ("kind", &self.kinds),
            ("column", &self.columns),
            ("under", &self.under),
            ("domain", &self.domains),
            ("department", &self.departments),
            ("stated", &self.stated),
            ("strength", &self.strengths),
            ("indicator", &self.indicators),
        ];
        let lists = lists.into_iter().filter(|(_, values)| !values.is_empty());
        let any = |(key, values): (&str, &Vec<String>)| -> Result<Ask> {
            let values = values.iter().map(|value| query::filter(key, value, vocabulary));
            Ok(Ask::Any(values.collect::<Result<_>>()?))
        };
        let mut asks: Vec<Ask> = lists.map(any).collect::<Result<_>>()?;
        if self.from_year.is_some() || self.by_year.is_some() {
            let [from, to] = [(self.from_year, YEARS.start()), (self.by_year, YEARS.end())];
            asks.push(query::due(from.0.unwrap_or(*from.1), to.0.unwrap_or(*to.1)));
        }
        if !self.places.is_empty() {
            let places = self.places.iter().map(|mark| Ask::Filter(Filter::Mark(mark.clone())));
            asks.push(Ask::Any(places.collect()));
        }
        if self.has_target {
            asks.push(query::filter("has", "target", vocabulary)?);
        }
        Ok(asks)
    }
}

/// A plan, and which of its measures filters let through.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The measures by their place in the plan.
    pub measures: BTreeSet<usize>,
}

impl Excerpt {
    /// All of `plan`.
    pub fn whole(plan: Arc<Plan>) -> Self {
        let measures = (0..plan.measures.len()).collect();
        Self { plan, measures }
    }
}

impl Archive {
    /// The measures that `filters` let through, by plan; plans of which nothing is left are not among them.
    ///
    /// Errors: a filter with a value that there is not ([`Usage`](crate::ground::ErrorKind::Usage)); an index that cannot be read.
    pub fn select(&self, filters: &Filters) -> Result<Vec<Excerpt>> {
        let ask = Ask::All(filters.asks(&self.vocabulary)?);
        self.index.ask(|reader| {
            known(reader, &self.vocabulary, &ask)?;
            let mut plans = BTreeMap::<String, (u64, Vec<usize>)>::new();
            for found in reader.search(&ask, usize::MAX)?.1 {
                let none = || (found.generation, Vec::new());
                plans.entry(found.plan).or_insert_with(none).1.push(found.ordinal);
            }
            let excerpt = |(id, (generation, ordinals)): (String, (u64, Vec<usize>))| {
                let plan = reader.plan(&id, generation)?;
                let records = records(&plan);
                let measure = |at: usize| records.get(at).and_then(|record| record.measure);
                let measures = ordinals.into_iter().filter_map(measure).collect();
                Ok(Excerpt { plan, measures })
            };
            let excerpts: Result<Vec<Excerpt>> = plans.into_iter().map(excerpt).collect();
            excerpts.map(|all| all.into_iter().filter(|e| !e.measures.is_empty()).collect())
        })
    }
}

/// Whether everything that `ask` filters by is there: a plan, an address or a department that is not is an error, not an empty
/// answer.
pub(super) fn known(reader: &Reader, vocabulary: &Vocabulary, ask: &Ask) -> Result<()> {
    let filter = match ask {
        Ask::Leaf(_) => return Ok(()),
        Ask::All(parts) | Ask::Any(parts) => {
            return parts.iter().try_for_each(|part| known(reader, vocabulary, part));
        }
        Ask::Not(part) => return known(reader, vocabulary, part),
        Ask::Filter(filter) => filter,
    };
    if !is_open(filter) || reader.search(ask, 0)?.0 > 0 {
        return Ok(());
    }
    Err(match filter {
        Filter::Plan(id) => super::unknown_plan(reader, id),
        Filter::Mark(mark) => unknown(reader, vocabulary, mark)?,
        Filter::Marks(marks) => unknown(reader, vocabulary, &marks[0])?,
        Filter::Under(address) | Filter::At(address) => {
            Error::usage(format!("没有这个地址：{address}"))
                .with_hint("用 gangyao outline 查看规划的章节和地址")
        }
        Filter::Due(..) => return Ok(()),
    })
}

/// Whether the values of `filter` are those of the plans, not of a list that is known beforehand.
fn is_open(filter: &Filter) -> bool {
    match filter {
        Filter::Plan(_) | Filter::Under(_) | Filter::At(_) => true,
        Filter::Due(..) => false,
        Filter::Mark(mark) => mark.key == Key::Indicator,
        Filter::Marks(_) => true,
    }
}

/// No plan knows `mark`; the hint names what looks like it.
fn unknown(reader: &Reader, vocabulary: &Vocabulary, mark: &Mark) -> Result<Error> {
    let what = match mark.key {
        Key::Indicator => "没有这个指标",
        Key::Stated => "规划没有写明这个部门",
        _ => "没有这个部门",
    };
    let values = reader.values(mark.key)?;
    let names = values.iter().map(|value| match mark.key {
        Key::Indicator => vocabulary.indicator_name(value),
        _ => value,
    });
    let like = near::of(&mark.value, names);
    let hint = match like.as_slice() {
        [] => "用 gangyao search --facets 看有哪些".to_owned(),
        like => format!("相近的：{}", like.join("、")),
    };
    Ok(Error::usage(format!("{what}：{}", mark.value)).with_hint(hint))
}

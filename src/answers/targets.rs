//! Indicators year by year: what the plans promise for each, side by side, and what in it does not fit together.
//!
//! Two targets are values of one row where they are of one indicator and can be compared: of one place, both levels or both changes
//! since the same year, of units that differ at most by 万 and 亿.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::amount;
use super::conflict::{self, Conflict};
use super::query::Vocabulary;
use super::{Archive, Excerpt, Filters};
use crate::ground::Result;
use crate::plan::Plan;
use crate::tags::{Change, Place, Target};

/// The targets of some plans as a table: a row an indicator, a column a year.
#[derive(Clone, Debug, Default)]
pub struct TargetTable {
    /// The years that the rows with numbers have values for, in order; at the end `None` where some have no year.
    pub years: Vec<Option<u16>>,
    /// The indicators with numbers, in the order they are first named.
    pub series: Vec<Series>,
    /// Those without: 全覆盖, 基本消除.
    pub outcomes: Vec<Series>,
    /// What does not fit together.
    pub conflicts: Vec<Conflict>,
}

/// One row: the values of one indicator that can be compared.
#[derive(Clone, Debug)]
pub struct Series {
    /// The id in the table of indicators; `None` for one that it does not know.
    pub id: Option<String>,
    /// Its name in the table of indicators, else as it is first printed; without the place.
    pub name: String,
    /// The place whose values they are, where the plan is for a larger one: 长春市 in a plan of the province.
    pub place: Option<String>,
    /// The plan, where each has a row of its own.
    pub plan: Option<String>,
    /// The unit of the first value.
    pub unit: Option<String>,
    /// Whether the values are levels or changes.
    pub change: Change,
    /// The year the changes are counted from.
    pub base_year: Option<u16>,
    /// 年均 or 累计, where the values are that.
    pub pace: Option<&'static str>,
    /// By year, those without one last; then by plan and place in it.
    pub values: Vec<Value>,
}

/// What one plan promises for one year, wherever it says so.
#[derive(Clone, Debug)]
pub struct Value {
    /// The promise, as it is first made.
    pub target: Target,
    /// The plan.
    pub plan: Arc<Plan>,
    /// The measures that make it, in the order of the text.
    pub measures: Vec<usize>,
}

impl Value {
    /// The addresses of its measures within the plan.
    pub fn ids(&self) -> impl Iterator<Item = String> + '_ {
        self.measures.iter().map(|&at| self.plan.measure_id(at))
    }

    /// The number without 万 and 亿, to be compared with others of its row; `None` where there is none.
    pub fn number(&self) -> Option<f64> {
        Some(amount::number(self.target.value?, self.target.unit.as_deref()))
    }

    /// The upper end of a range, likewise.
    pub fn upper(&self) -> Option<f64> {
        Some(amount::number(self.target.value_to?, self.target.unit.as_deref()))
    }
}

/// The longest name of a place before an indicator, in letters: 全自治区.
const LONGEST_PLACE: usize = 5;

/// What makes targets values of one row, in the order in which rows of one indicator stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Where the indicator is first named.
    rank: usize,
    plan: Option<String>,
    is_qualitative: bool,
    change: Change,
    base_year: Option<u16>,
    unit: String,
    pace: Option<&'static str>,
}

impl Archive {
    /// The targets that `filters` let through; with `across` each plan has rows of its own.
    ///
    /// Of a measure with several targets only those stay that answer to the filters by indicator and by year themselves.
    ///
    /// Errors: a filter with a value that there is not ([`Usage`](crate::ground::ErrorKind::Usage)); an index that cannot be read.
    pub fn targets(&self, filters: &Filters, across: bool) -> Result<TargetTable> {
        let excerpts = self.select(&Filters { has_target: true, ..filters.clone() })?;
        Ok(TargetTable::of(&excerpts, filters, &self.vocabulary, across))
    }
}

impl TargetTable {
    /// The targets of `excerpts` that answer to `filters`.
    pub fn of(
        excerpts: &[Excerpt],
        filters: &Filters,
        vocabulary: &Vocabulary,
        across: bool,
    ) -> Self {
        let mut rows = Rows { vocabulary, across, ranks: BTreeMap::new(), series: BTreeMap::new() };
        let indicators: Vec<String> =
            filters.indicators.iter().map(|name| vocabulary.indicator(name)).collect();
        for excerpt in excerpts {
            for &measure in &excerpt.measures {
                let targets = excerpt.plan.tags[measure].targets.iter();
                for target in targets.filter(|t| answers(t, filters, &indicators)) {
                    rows.add(&excerpt.plan, measure, target);
                }
            }
        }
        rows.table()
    }
}

/// Whether `target` itself is one that `filters`, and `indicators` of them, ask for.
fn answers(target: &Target, filters: &Filters, indicators: &[String]) -> bool {
    let dated = filters.from_year.is_some() || filters.by_year.is_some();
    let due = target.deadline.map_or(!dated, |year| {
        filters.from_year.is_none_or(|from| from <= year)
            && filters.by_year.is_none_or(|by| year <= by)
    });
    due && (indicators.is_empty() || indicators.contains(&target.identity()))
}

/// The rows being gathered.
struct Rows<'a> {
    vocabulary: &'a Vocabulary,
    across: bool,
    /// The indicators in the order they are first named.
    ranks: BTreeMap<String, usize>,
    series: BTreeMap<Key, Series>,
}

impl Rows<'_> {
    fn add(&mut self, plan: &Arc<Plan>, measure: usize, target: &Target) {
        let place = place(target, &plan.tags[measure].places, plan, self.vocabulary);
        let next = self.ranks.len();
        let rank = *self.ranks.entry(format!("{place}{}", target.identity())).or_insert(next);
        let key = Key {
            rank,
            plan: self.across.then(|| plan.id.clone()),
            is_qualitative: target.value.is_none(),
            change: target.change,
            base_year: target.base_year.filter(|_| target.change != Change::To),
            unit: amount::base(target.unit.as_deref()),
            pace: pace(target),
        };
        let series = self.series.entry(key.clone()).or_insert_with(|| Series {
            id: target.indicator_id.clone().filter(|_| place.is_empty()),
            name: name(target, place, self.vocabulary),
            place: Some(place.to_owned()).filter(|place| !place.is_empty()),
            plan: key.plan,
            unit: target.unit.clone(),
            change: target.change,
            base_year: key.base_year,
            pace: key.pace,
            values: Vec::new(),
        });
        series.add(Value {
            target: target.clone(),
            plan: Arc::clone(plan),
            measures: vec![measure],
        });
    }

    fn table(self) -> TargetTable {
        let mut all: Vec<Series> = self.series.into_values().collect();
        for series in &mut all {
            let year = |value: &Value| value.target.deadline.unwrap_or(u16::MAX);
            // Of one year they stand as they came: by plan and place in it.
            series.values.sort_by_key(year);
        }
        let conflicts = conflict::conflicts(&all);
        let is_qualitative = |s: &Series| s.values.iter().all(|v| v.target.value.is_none());
        let (outcomes, series): (Vec<_>, Vec<_>) = all.into_iter().partition(is_qualitative);
        let due = series.iter().flat_map(|s| s.values.iter().map(|v| v.target.deadline));
        let due: BTreeSet<Option<u16>> = due.collect();
        let years = due.iter().copied().filter(Option::is_some).chain(due.get(&None).copied());
        TargetTable { years: years.collect(), series, outcomes, conflicts }
    }
}

impl Series {
    /// What it is of: the place and the name.
    pub fn title(&self) -> String {
        format!("{}{}", self.place.as_deref().unwrap_or_default(), self.name)
    }

    /// The values of `year`.
    pub fn of_year(&self, year: Option<u16>) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.target.deadline == year)
    }

    /// Adds `value`; where its plan has promised the same before, only the address.
    fn add(&mut self, value: Value) {
        let same = |old: &&mut Value| {
            let all = |v: &Value| (v.number(), v.upper(), v.target.bound, v.target.deadline);
            let words = |v: &Value| v.target.value.is_none().then(|| v.target.qualifiers.clone());
            old.plan.id == value.plan.id && all(old) == all(&value) && words(old) == words(&value)
        };
        match self.values.iter_mut().find(same) {
            Some(old) if old.measures.ends_with(&value.measures) => {}
            Some(old) => old.measures.extend(value.measures),
            None => self.values.push(value),
        }
    }
}

/// What the row of `target`, which is of `place`, is called.
fn name(target: &Target, place: &str, vocabulary: &Vocabulary) -> String {
    match &target.indicator_id {
        Some(id) => vocabulary.indicator_name(id).to_owned(),
        None => target.indicator[place.len()..].to_owned(),
    }
}

/// The place before an indicator, where it is not the one that the plan is for: 长春市 in 长春市森林覆盖率, in a plan of the province.
/// Empty where there is none. Before an indicator that the table does not know it must be one of the `places` of its measure.
fn place<'a>(
    target: &'a Target,
    places: &[Place],
    plan: &Plan,
    vocabulary: &Vocabulary,
) -> &'a str {
    let name = &*target.indicator;
    if vocabulary.is_indicator(name) {
        return "";
    }
    if target.indicator_id.is_none() {
        return division(name, places, plan);
    }
    let letters = name.char_indices().take(LONGEST_PLACE);
    let ends = letters.filter(|&(_, c)| matches!(c, '省' | '市' | '县' | '州'));
    let mut parted = ends.map(|(at, c)| name.split_at(at + c.len_utf8()));
    let head = parted.find(|(_, rest)| vocabulary.is_indicator(rest)).map_or("", |(head, _)| head);
    if plan.identity.region.as_deref() == Some(head) { "" } else { head }
}

/// The division, one of `places` and not the one that `plan` is for, that `name` begins with.
fn division<'a>(name: &'a str, places: &[Place], plan: &Plan) -> &'a str {
    let printed = |place: &Place| place.span.of(&plan.text);
    let divisions = places.iter().filter(|place| place.kind.is_division()).map(printed);
    let begins = divisions.filter(|words| words.len() + 6 <= name.len() && name.starts_with(words));
    let head = &name[..begins.map(str::len).max().unwrap_or(0)];
    if plan.identity.region.as_deref() == Some(head) { "" } else { head }
}

/// 年均 or 累计: such values are not to be compared with others.
fn pace(target: &Target) -> Option<&'static str> {
    let said = |word: &str| target.qualifiers.iter().any(|q| q.contains(word));
    ["年均", "累计"].into_iter().find(|word| said(word))
}

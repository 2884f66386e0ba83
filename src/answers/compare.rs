//! Two plans side by side: what each promises of the same indicator, and, of two versions of one plan, word by word.

use std::sync::Arc;

use super::alignment::{Pair, align};
use super::conflict::direction;
use super::query::Vocabulary;
use super::targets::{Series, TargetTable, Value};
use super::{Archive, Excerpt, Filters};
use crate::plan::Plan;
use crate::tags::Change;

/// Two plans are taken for versions of one where at least so large a part of the shorter one stands in the other word for word.
const VERSIONS: f64 = 0.25;

/// Numbers that differ by less are the same: what is printed has a few digits.
const EQUAL: f64 = 1e-9;

/// What two plans say of the same things.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The plans, in the order in which they were named.
    pub plans: [Arc<Plan>; 2],
    /// The indicators, a row a year, in the order in which the first plan names them, then the second.
    pub rows: Vec<Row>,
    /// The headings and measures, in the order of the text; `None` where the plans are no versions of one another.
    pub changes: Option<Vec<Pair>>,
}

/// One indicator in one year.
#[derive(Clone, Debug)]
pub struct Row {
    /// The id in the table of indicators; `None` for one that it does not know.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the values are levels or changes.
    pub change: Change,
    /// The year; `None` where none is said.
    pub year: Option<u16>,
    /// What each plan promises, in the order of its text.
    pub sides: [Vec<Value>; 2],
    /// How the second plan stands to the first.
    pub verdict: Standing,
}

/// How the second plan stands to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It promises more: a higher share of forest, less dust.
    Tighter,
    /// It promises less.
    Looser,
    /// It promises the same.
    Same,
    /// It promises something else, and which is more is not said.
    Different,
    /// It has the indicator, but not for this year or not in this way.
    Elsewhere,
    /// It does not have the indicator.
    Dropped,
    /// Only it has the indicator.
    New,
}

impl Standing {
    /// All of them, those that matter first.
    pub const ALL: [Standing; 7] = [
        Standing::Tighter,
        Standing::Looser,
        Standing::Different,
        Standing::Same,
        Standing::Elsewhere,
        Standing::Dropped,
        Standing::New,
    ];

    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Tighter => "tighter",
            Standing::Looser => "looser",
            Standing::Same => "same",
            Standing::Different => "different",
            Standing::Elsewhere => "elsewhere",
            Standing::Dropped => "dropped",
            Standing::New => "new",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Tighter => "更严",
            Standing::Looser => "更松",
            Standing::Same => "相同",
            Standing::Different => "不同",
            Standing::Elsewhere => "口径不一",
            Standing::Dropped => "未提",
            Standing::New => "新提",
        }
    }
}

impl Archive {
    /// The second of `plans` against the first. They may stand in the index or not.
    pub fn compare(&self, plans: [Arc<Plan>; 2]) -> Comparison {
        Comparison::of(plans, &self.vocabulary)
    }
}

impl Comparison {
    fn of(plans: [Arc<Plan>; 2], vocabulary: &Vocabulary) -> Self {
        let mut sides = plans.clone().map(Excerpt::whole);
        // A plan held against itself, or against a file of the same name, stays apart by its id.
        if plans[0].id == plans[1].id {
            let plan = Plan { id: format!("{}′", plans[1].id), ..Plan::clone(&plans[1]) };
            sides[1] = Excerpt::whole(Arc::new(plan));
        }
        let plans = sides.each_ref().map(|side| Arc::clone(&side.plan));
        let table = TargetTable::of(&sides, &Filters::default(), vocabulary, false);
        let all: Vec<&Series> = table.series.iter().chain(&table.outcomes).collect();
        let rows = all.iter().flat_map(|series| rows(series, &all, &plans)).collect();
        let pairs = align(&plans[0], &plans[1]);
        let changes = are_versions(&pairs, &plans).then_some(pairs);
        Self { plans, rows, changes }
    }

    /// Sets the texts side by side, also where the plans are no versions of one another.
    pub fn align(&mut self) {
        self.changes = Some(align(&self.plans[0], &self.plans[1]));
    }
}

fn rows(series: &Series, all: &[&Series], plans: &[Arc<Plan>; 2]) -> Vec<Row> {
    let mut years: Vec<Option<u16>> = series.values.iter().map(|v| v.target.deadline).collect();
    years.dedup();
    let known = plans.each_ref().map(|plan| {
        let same = all.iter().filter(|s| s.title() == series.title());
        same.flat_map(|s| &s.values).any(|value| value.plan.id == plan.id)
    });
    let row = |year| {
        let sides = plans.each_ref().map(|plan| {
            series.of_year(year).filter(|v| v.plan.id == plan.id).cloned().collect::<Vec<_>>()
        });
        let verdict = match [sides[0].is_empty(), sides[1].is_empty()] {
            [false, false] => weigh(series, &sides),
            [false, true] if known[1] => Standing::Elsewhere,
            [true, _] if known[0] => Standing::Elsewhere,
            [false, true] => Standing::Dropped,
            [true, _] => Standing::New,
        };
        let (id, name) = (series.id.clone(), series.title());
        Row { id, name, change: series.change, year, sides, verdict }
    };
    years.into_iter().map(row).collect()
}

/// Which of two promises for one year is more.
fn weigh(series: &Series, sides: &[Vec<Value>; 2]) -> Standing {
    let words = |value: &Value| value.target.qualifiers.concat();
    let same = |a: &Value, b: &Value| match (a.number(), b.number()) {
        (Some(one), Some(two)) => {
            (one - two).abs() < EQUAL && a.upper().is_some() == b.upper().is_some()
        }
        (None, None) => words(a) == words(b),
        _ => false,
    };
    // What both say says nothing of what only one of them does: 45.8%、46% and 45.8%、47%.
    let [own, other] = [[0, 1], [1, 0]]
        .map(|[own, other]| sides[own].iter().find(|a| !sides[other].iter().any(|b| same(a, b))));
    if own.is_none() && other.is_none() {
        return Standing::Same;
    }
    let number = |value: Option<&Value>| value.and_then(Value::number);
    let (Some(a), Some(b)) = (number(own), number(other)) else {
        return Standing::Different;
    };
    match sense(series, sides) {
        Some(more) if (b - a) * f64::from(more) > EQUAL => Standing::Tighter,
        Some(more) if (b - a) * f64::from(more) < -EQUAL => Standing::Looser,
        _ => Standing::Different,
    }
}

/// Whether more is a higher number (1) or a lower one (-1): of changes always a higher one; of levels what the words of these targets
/// say, or of all of the row, or else the way the numbers go from year to year in one plan. `None` where nothing tells.
fn sense(series: &Series, sides: &[Vec<Value>; 2]) -> Option<i8> {
    if series.change != Change::To {
        return Some(1);
    }
    let own: Vec<&Value> = sides.iter().flatten().collect();
    let all: Vec<&Value> = series.values.iter().collect();
    direction(&own).or_else(|| direction(&all)).or_else(|| trend(series))
}

/// The way that the numbers of each plan go, where they all go one way.
fn trend(series: &Series) -> Option<i8> {
    let steps = series.values.iter().flat_map(|a| series.values.iter().map(move |b| (a, b)));
    let later = steps.filter(|(a, b)| {
        a.plan.id == b.plan.id
            && a.target.deadline.is_some()
            && a.target.deadline < b.target.deadline
    });
    let mut ways = later.filter_map(|(a, b)| {
        let step = b.number()? - a.number()?;
        (step.abs() > EQUAL).then_some(if step > 0.0 { 1 } else { -1 })
    });
    let first = ways.next()?;
    ways.all(|way| way == first).then_some(first)
}

fn are_versions(pairs: &[Pair], plans: &[Arc<Plan>; 2]) -> bool {
    let shared = pairs.iter().filter(|pair| pair.is_same_measure()).count();
    let shorter = plans.iter().map(|plan| plan.measures.len()).min().unwrap_or(0);
    shared > 0 && shared as f64 >= shorter as f64 * VERSIONS
}

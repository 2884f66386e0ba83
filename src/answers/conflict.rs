//! [`Conflict`]: what one plan says of one indicator and does not fit together.

use std::collections::BTreeMap;

use super::targets::{Series, Value};
use crate::tags::{Bound, Change, Target};

/// Values of one plan that do not fit together.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// In which way.
    pub kind: ConflictKind,
    /// The indicator; of [`ConflictKind::Uneven`] the words with the list.
    pub name: String,
    /// The values, at least one, in the order of their years.
    pub values: Vec<Value>,
}

/// How values do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// Two values for one year.
    TwoValues,
    /// A later year falls behind an earlier one.
    Backwards,
    /// 分别 with more or fewer numbers than what they are of.
    Uneven,
}

impl ConflictKind {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ConflictKind::TwoValues => "two_values",
            ConflictKind::Backwards => "backwards",
            ConflictKind::Uneven => "uneven",
        }
    }
}

/// What does not fit together in `all`, row by row.
pub fn conflicts(all: &[Series]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for series in all {
        let mut plans = BTreeMap::<&str, Vec<&Value>>::new();
        for value in &series.values {
            plans.entry(&value.plan.id).or_default().push(value);
        }
        for values in plans.into_values() {
            found.extend(uneven(&values));
            let compared: Vec<&Value> =
                values.into_iter().filter(|v| is_level(v, series.change)).collect();
            found.extend(two_values(series, &compared));
            found.extend(backwards(series, &compared));
        }
    }
    // A list without order names several indicators: it is said once.
    let mut said = Vec::new();
    found.retain(|conflict| {
        let place = (conflict.kind, conflict.values[0].plan.id.clone(), conflict.name.clone());
        let is_new = conflict.kind != ConflictKind::Uneven || !said.contains(&place);
        said.push(place);
        is_new
    });
    found
}

/// Whether two values like this one for one year contradict each other. Amounts of work do not: each is done at its own place; nor
/// does what is only striven for.
fn is_level(value: &Value, change: Change) -> bool {
    let target = &value.target;
    let strives = target.qualifiers.iter().any(|q| q.contains("力争") || q.contains("争取"));
    let share = target.unit.as_deref().is_some_and(|unit| unit == "%" || unit == "个百分点");
    target.value.is_some()
        && !target.rule.starts_with("target:work")
        && !is_uneven(target)
        && !strives
        && (change == Change::To || share)
}

/// The years with two values; a value within the range of another is none.
fn two_values(series: &Series, values: &[&Value]) -> Vec<Conflict> {
    let mut years = BTreeMap::<u16, Vec<&Value>>::new();
    for value in values {
        if let Some(year) = value.target.deadline {
            years.entry(year).or_default().push(value);
        }
    }
    let differ = |of_year: &Vec<&Value>| {
        of_year.iter().any(|a| of_year.iter().any(|b| ends(a).0 > ends(b).1))
    };
    let differing = years.into_values().filter(differ);
    differing.map(|of_year| conflict(ConflictKind::TwoValues, series, of_year)).collect()
}

/// The least and the greatest number that a value may mean.
fn ends(value: &Value) -> (f64, f64) {
    let least = value.number().unwrap_or_default();
    (least, value.upper().unwrap_or(least))
}

/// The first step that leads back; none where it is not said which way forward is.
fn backwards(series: &Series, values: &[&Value]) -> Option<Conflict> {
    if series.change != Change::To {
        return None;
    }
    let forward = direction(values)?;
    let dated: Vec<&Value> =
        values.iter().copied().filter(|v| v.target.deadline.is_some()).collect();
    let is_back = |pair: &&[&Value]| {
        let (earlier, later) = (ends(pair[0]), ends(pair[1]));
        let back = if forward > 0 { later.1 < earlier.0 } else { later.0 > earlier.1 };
        back && pair[0].target.deadline < pair[1].target.deadline
    };
    let pair = dated.windows(2).find(is_back)?;
    Some(conflict(ConflictKind::Backwards, series, pair.to_vec()))
}

/// Whether the number is to grow (1) or to fall (-1), by the words of its targets; `None` where they say neither or both.
pub(super) fn direction(values: &[&Value]) -> Option<i8> {
    const UP: [&str; 8] = ["提高", "提升", "增", "达到", "突破", "超过", "扩大", "恢复"];
    const DOWN: [&str; 6] = ["降", "减", "控制", "压", "不超", "低于"];
    let mut said = values.iter().flat_map(|value| {
        let holds = |words: &[&str]| {
            value.target.qualifiers.iter().any(|q| words.iter().any(|word| q.contains(word)))
        };
        let down = value.target.bound == Bound::AtMost || holds(&DOWN) && !holds(&["不低于"]);
        let up = value.target.bound == Bound::AtLeast || holds(&UP);
        // 达到25以下 is to fall.
        if down { Some(-1) } else { up.then_some(1) }
    });
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// The list with 分别 that `values` come from, where its counts differ.
fn uneven(values: &[&Value]) -> Vec<Conflict> {
    let uneven = values.iter().filter(|value| is_uneven(&value.target));
    let words = |value: &Value| {
        let words = value.target.span.of(&value.plan.text);
        words.split_whitespace().collect::<String>()
    };
    let conflict = |&value: &&Value| Conflict {
        kind: ConflictKind::Uneven,
        name: words(value),
        values: vec![value.clone()],
    };
    uneven.map(conflict).collect()
}

fn is_uneven(target: &Target) -> bool {
    target.rule.ends_with(":uneven")
}

fn conflict(kind: ConflictKind, series: &Series, values: Vec<&Value>) -> Conflict {
    Conflict { kind, name: series.title(), values: values.into_iter().cloned().collect() }
}

//! The indicators year by year as the contract shows them.

use serde::Serialize;

use super::tag::{basis, bound, change};
use crate::answers::{Conflict, Series, TargetTable, Value};

/// The targets of some plans: a row an indicator, a column a year.
#[derive(Serialize)]
pub struct Targets<'a> {
    /// The columns: the years with a value; `null` at the end where some have no year.
    years: &'a [Option<u16>],
    indicators: Vec<Indicator<'a>>,
    /// The indicators without a number.
    qualitative: Vec<Indicator<'a>>,
    conflicts: Vec<Clash<'a>>,
}

#[derive(Serialize)]
struct Indicator<'a> {
    id: Option<&'a str>,
    name: &'a str,
    /// The place, where the plan is for a larger one.
    place: Option<&'a str>,
    /// The plan, where each has rows of its own.
    plan: Option<&'a str>,
    unit: Option<&'a str>,
    change: &'static str,
    base_year: Option<u16>,
    /// 年均 or 累计.
    pace: Option<&'a str>,
    values: Vec<Amount<'a>>,
}

#[derive(Serialize)]
struct Amount<'a> {
    year: Option<u16>,
    year_basis: Option<&'static str>,
    bound: &'static str,
    value: Option<f64>,
    value_to: Option<f64>,
    unit: Option<&'a str>,
    qualifiers: &'a [String],
    plan: &'a str,
    ids: Vec<String>,
}

#[derive(Serialize)]
struct Clash<'a> {
    kind: &'static str,
    name: &'a str,
    values: Vec<Amount<'a>>,
}

impl<'a> Targets<'a> {
    /// The shape of `table`.
    pub fn of(table: &'a TargetTable) -> Self {
        Self {
            years: &table.years,
            indicators: table.series.iter().map(indicator).collect(),
            qualitative: table.outcomes.iter().map(indicator).collect(),
            conflicts: table.conflicts.iter().map(clash).collect(),
        }
    }
}

fn indicator(series: &Series) -> Indicator<'_> {
    Indicator {
        id: series.id.as_deref(),
        name: &series.name,
        place: series.place.as_deref(),
        plan: series.plan.as_deref(),
        unit: series.unit.as_deref(),
        change: change(series.change),
        base_year: series.base_year,
        pace: series.pace,
        values: series.values.iter().map(amount).collect(),
    }
}

fn amount(value: &Value) -> Amount<'_> {
    let target = &value.target;
    Amount {
        year: target.deadline,
        year_basis: target.deadline_basis.map(basis),
        bound: bound(target.bound),
        value: target.value,
        value_to: target.value_to,
        unit: target.unit.as_deref(),
        qualifiers: &target.qualifiers,
        plan: &value.plan.id,
        ids: value.ids().collect(),
    }
}

fn clash(conflict: &Conflict) -> Clash<'_> {
    let values = conflict.values.iter().map(amount).collect();
    Clash { kind: conflict.kind.name(), name: &conflict.name, values }
}

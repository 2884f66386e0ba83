//! 指标对照表: a row an indicator over all plans, a column a year.

use std::collections::BTreeSet;

use super::table::{Address, Cell, Column, Sheet};
use super::targets::year_column;
use super::wording::{amount, joined};
use crate::answers::{Series, TargetTable, Value};

/// The rows of `table`, those without numbers last.
pub fn series(table: &TargetTable) -> Sheet {
    let rows = || table.series.iter().chain(&table.outcomes);
    let due: BTreeSet<Option<u16>> =
        rows().flat_map(|s| &s.values).map(|v| v.target.deadline).collect();
    let years: Vec<Option<u16>> =
        due.iter().copied().filter(Option::is_some).chain(due.get(&None).copied()).collect();
    let placed = rows().any(|series| series.place.is_some());
    let across = rows().any(|series| series.plan.is_some());
    let mut columns = vec![Column::text("指标", 40, "the indicator")];
    columns.extend(
        placed.then(|| Column::text("地区", 14, "the place, where the plan is for a larger one")),
    );
    columns.extend(
        across.then(|| Column::text("规划", 24, "the plan, where each has rows of its own")),
    );
    columns.extend([
        Column::centred("单位", 12, "the unit of the first value"),
        Column::centred("比较", 14, "the year compared with, 年均 or 累计"),
    ]);
    columns.extend(years.iter().map(|&year| year_column(year)));
    columns.push(Column::text(
        "出处",
        26,
        "the addresses of the measures, in the order of the values",
    ));
    let row = |series: &Series| {
        let mut row = vec![Cell::text(&*series.name)];
        row.extend(placed.then(|| Cell::text(series.place.clone().unwrap_or_default())));
        row.extend(across.then(|| Cell::text(series.plan.clone().unwrap_or_default())));
        row.push(Cell::text(series.unit.clone().unwrap_or_default()));
        row.push(Cell::text(compared(series)));
        row.extend(years.iter().map(|&year| values(series, year)));
        row.push(Cell::Addresses(addresses(series)));
        row
    };
    Sheet { name: "指标对照表", rows: rows().map(row).collect(), columns }
}

/// 比2020年，年均.
fn compared(series: &Series) -> String {
    let base = series.base_year.map(|year| format!("比{year}年"));
    joined(base.into_iter().chain(series.pace.map(str::to_owned)), "，")
}

fn values(series: &Series, year: Option<u16>) -> Cell {
    let worded = |value: &Value| {
        let own = value.target.unit.as_deref().filter(|_| value.target.unit != series.unit);
        format!("{}{}", amount(&value.target), own.unwrap_or_default())
    };
    Cell::amount(joined(series.of_year(year).map(worded), "；"))
}

fn addresses(series: &Series) -> Vec<Address> {
    let of_value = |value: &Value| -> Vec<Address> {
        value.ids().map(|id| Address { plan: value.plan.id.clone(), id }).collect()
    };
    let mut all: Vec<Address> = Vec::new();
    for address in series.values.iter().flat_map(of_value) {
        if !all.contains(&address) {
            all.push(address);
        }
    }
    all
}

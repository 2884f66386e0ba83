//! 指标表: a row an indicator, a column a year.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Excerpt;
use super::table::{Address, Cell, Column, Look, Sheet, Values};
use super::wording::{amount, joined};
use crate::tags::Target;

/// What makes two targets values of one indicator: plan, indicator, unit.
type Key<'a> = (&'a str, &'a str, Option<&'a str>);

/// The values of one indicator, with where they stand.
struct Line<'a> {
    targets: Vec<&'a Target>,
    addresses: Vec<Address>,
}

/// The table of `excerpts`, indicators in the order they are first named.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let lines = lines(excerpts);
    let years: BTreeSet<Option<u16>> =
        lines.iter().flat_map(|l| &l.targets).map(|t| t.deadline).collect();
    // A value without a year stands behind those with one.
    let years: Vec<_> = years.iter().filter(|y| y.is_some()).chain(years.get(&None)).collect();
    let mut columns = vec![
        Column::number("序号", 5, "a running number from 1"),
        Column::text("指标", 40, "the indicator as printed, with each of its names"),
        Column::centred("单位", 12, "the unit"),
        Column::centred("基期", 14, "value and year compared with, where the plan names them"),
    ];
    columns.extend(years.iter().map(|&&year| year_column(year)));
    columns.push(Column::centred("属性", 9, "约束性 or 预期性, where the plan says so"));
    columns.push(Column::text("出处", 26, "the addresses of the measures, in order"));
    let row = |(n, line): (usize, &Line<'_>)| {
        let first = line.targets[0];
        let mut row = vec![
            Cell::Number(n as f64 + 1.0),
            Cell::text(joined(line.targets.iter().map(|t| &*t.indicator), "；")),
            Cell::text(first.unit.clone().unwrap_or_default()),
            Cell::text(joined(line.targets.iter().filter_map(|t| base(t)), "；")),
        ];
        row.extend(years.iter().map(|&&year| value(line, year)));
        let attributes = line.targets.iter().filter_map(|t| t.attribute.as_deref());
        row.push(Cell::text(joined(attributes, "、")));
        row.push(Cell::Addresses(line.addresses.clone()));
        row
    };
    let rows = lines.iter().enumerate().map(row).collect();
    Sheet { name: "指标表", columns, rows }
}

/// The indicators of `excerpts` with their targets, in the order they are first named.
fn lines<'a>(excerpts: &[Excerpt<'a>]) -> Vec<Line<'a>> {
    let mut lines = Vec::<Line<'a>>::new();
    let mut places = BTreeMap::<Key<'a>, usize>::new();
    for excerpt in excerpts {
        let plan = excerpt.plan;
        for &measure in &excerpt.measures {
            let address = excerpt.measure_address(measure);
            for target in &plan.tags[measure].targets {
                let name = target.indicator_id.as_deref().unwrap_or(&target.indicator);
                let at =
                    *places.entry((&plan.id, name, target.unit.as_deref())).or_insert_with(|| {
                        lines.push(Line { targets: Vec::new(), addresses: Vec::new() });
                        lines.len() - 1
                    });
                lines[at].targets.push(target);
                if lines[at].addresses.last() != Some(&address) {
                    lines[at].addresses.push(address.clone());
                }
            }
        }
    }
    lines
}

/// What a column of a year holds.
pub(super) const OF_A_YEAR: &str = "the value of that year: ≥ at least, ≤ at most, ≈ about; 增加 and 减少 for a change; \
     the words of an outcome without a number";

/// The column of the values of `year`, or of those without one.
pub(super) fn year_column(year: Option<u16>) -> Column {
    let name = year.map_or(Cow::Borrowed("未定年限"), |y| Cow::Owned(format!("{y}年")));
    Column { name, width: 14, look: Look::Centred, holds: OF_A_YEAR, values: Values::Both }
}

/// 3.5（2020年).
fn base(target: &Target) -> Option<String> {
    match (target.base_value, target.base_year) {
        (Some(value), Some(year)) => Some(format!("{value}（{year}年）")),
        (Some(value), None) => Some(value.to_string()),
        (None, Some(year)) => Some(format!("{year}年")),
        (None, None) => None,
    }
}

fn value(line: &Line<'_>, year: Option<u16>) -> Cell {
    let of_year = line.targets.iter().filter(|t| t.deadline == year);
    Cell::amount(joined(of_year.map(|t| amount(t)), "；"))
}

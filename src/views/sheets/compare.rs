//! 对照表: two plans side by side, a row an indicator and a year; or a row a heading or measure.
//!
//! 指标 · 年份 · 对照 · 甲 · 甲的出处 · 乙 · 乙的出处, or 对照 · 甲 · 甲的出处 · 乙 · 乙的出处.

use super::table::{Address, Cell, Column, Sheet};
use super::wording::amount;
use crate::answers::{Comparison, Pair, Row, Value};
use crate::plan::Plan;

/// What two plans promise of the same indicator.
pub fn indicators(comparison: &Comparison) -> Sheet {
    let mut columns = vec![
        Column::text("指标", 24, "the indicator"),
        Column::number("年份", 8, "the year"),
        Column::centred("对照", 10, "更严, 更松, 相同, 未提 or 新提"),
    ];
    columns.extend(sides(16));
    let row = |row: &Row| {
        let year = row.year.map_or(Cell::Blank, |year| Cell::Number(year.into()));
        let mut cells = vec![Cell::text(&row.name), year, Cell::text(row.verdict.label())];
        for (plan, side) in comparison.plans.iter().zip(&row.sides) {
            cells.push(Cell::text(side.iter().map(worded).collect::<Vec<_>>().join("、")));
            cells.push(addresses(plan, side.iter().flat_map(Value::ids)));
        }
        cells
    };
    Sheet { name: "对照表", columns, rows: comparison.rows.iter().map(row).collect() }
}

/// What became of each heading and measure of a plan in another version.
pub fn changes(comparison: &Comparison, pairs: &[Pair]) -> Sheet {
    let mut columns = vec![Column::centred("对照", 10, "更严, 更松, 相同, 未提 or 新提")];
    columns.extend(sides(48));
    let row = |pair: &Pair| {
        let mut cells = vec![Cell::text(pair.fate.label())];
        for (plan, piece) in comparison.plans.iter().zip([pair.old, pair.new]) {
            cells.push(Cell::text(piece.map_or("", |piece| piece.span.of(&plan.text))));
            cells.push(addresses(plan, piece.into_iter().map(|piece| piece.id(plan))));
        }
        cells
    };
    Sheet { name: "逐条对照", columns, rows: pairs.iter().map(row).collect() }
}

fn sides(width: u16) -> [Column; 4] {
    [
        Column::text("甲", width, "what the first plan says"),
        Column::text("甲的出处", 28, "its addresses"),
        Column::text("乙", width, "what the second plan says"),
        Column::text("乙的出处", 28, "its addresses"),
    ]
}

fn addresses(plan: &Plan, ids: impl Iterator<Item = String>) -> Cell {
    let whole: Vec<Address> = ids.map(|id| Address { plan: plan.id.clone(), id }).collect();
    if whole.is_empty() { Cell::Blank } else { Cell::Addresses(whole) }
}

/// ≥46%, 下降18%, 全覆盖.
fn worded(value: &Value) -> String {
    let target = &value.target;
    let unit = target.unit.as_deref().filter(|_| target.value.is_some()).unwrap_or_default();
    format!("{}{unit}", amount(target))
}

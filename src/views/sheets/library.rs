//! 规划目录: a row a plan.
//!
//! 编号 · 标题 · 发文机关 · 文号 · 地区 · 起始年 · 结束年 · 举措 · 指标.

use super::table::{Cell, Column, Sheet};
use crate::answers::PlanRow;

/// The list of plans as a table.
pub fn library(rows: &[PlanRow]) -> Sheet {
    let columns = vec![
        Column::text("编号", 24),
        Column::text("标题", 48),
        Column::text("发文机关", 30),
        Column::text("文号", 20),
        Column::centred("地区", 12),
        Column::centred("起始年", 8),
        Column::centred("结束年", 8),
        Column::centred("举措", 8),
        Column::centred("指标", 8),
    ];
    Sheet { name: "规划目录", columns, rows: rows.iter().map(row).collect() }
}

fn row(row: &PlanRow) -> Vec<Cell> {
    let year = |year: Option<u16>| year.map_or(Cell::Blank, |year| Cell::Number(year.into()));
    let words = |words: &Option<String>| Cell::text(words.as_deref().unwrap_or_default());
    vec![
        Cell::text(&row.id),
        Cell::text(&row.title),
        Cell::text(row.issuers.join("、")),
        words(&row.number),
        words(&row.region),
        year(row.period.map(|(from, _)| from)),
        year(row.period.map(|(_, to)| to)),
        Cell::Number(row.measures as f64),
        Cell::Number(row.targets as f64),
    ]
}

//! 规划目录: a row a plan.
//!
//! 编号 · 标题 · 发文机关 · 文号 · 地区 · 起始年 · 结束年 · 举措 · 指标.

use super::table::{Cell, Column, Sheet};
use crate::answers::PlanRow;

/// The list of plans as a table.
pub fn library(rows: &[PlanRow]) -> Sheet {
    let columns = vec![
        Column::text("编号", 24, "the id"),
        Column::text("标题", 48, "the title"),
        Column::text("发文机关", 30, "who issued it"),
        Column::text("文号", 20, "the number of the document"),
        Column::centred("地区", 12, "the region"),
        Column::number("起始年", 8, "the first year"),
        Column::number("结束年", 8, "the last year"),
        Column::number("举措", 8, "how many measures"),
        Column::number("指标", 8, "how many targets"),
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

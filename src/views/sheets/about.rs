//! 说明: how the workbook was made and how it is to be read and filled in.

use super::Excerpt;
use super::table::{Cell, Column, Sheet};
use crate::plan::{GRAMMAR, Plan};

const COLUMNS: [Column; 2] =
    [Column::text("项目", 18, "what is said"), Column::text("内容", 110, "what it is")];

/// What holds for every workbook, item by item.
const NOTES: [(&str, &str); 9] = [
    ("具体措施", "规划原文，一字不改。点“出处”可到“规划原文”表中的那一句。"),
    (
        "牵头部门、配合部门",
        "规划写明的用正体；规划没有写明、按责任领域推断的用灰色斜体，单元格有批注，仅供参考。",
    ),
    ("目标值", "≥ 不低于，≤ 不超过，≈ 左右；没有符号的是达到该值。增加、减少指变化量。"),
    ("完成时限", "规划原文中的说法；规划没有说的留空。"),
    ("力度", "约束：必须、严格等；推进：实施、推进等；鼓励：鼓励、支持等；探索：探索、研究等。"),
    ("地点", "规划原文中的地名；品牌名称（如某地特产）不列入。"),
    (
        "出处",
        "规划的编号、节点与句子：5.2.1#5 是五（二）第 1 项任务的第 5 句，Z2.3#1 是专栏2第 3 个项目的第 1 句。",
    ),
    (
        "填写",
        "可填写、修改的是牵头部门、配合部门、完成时限、备注四列；其余各列与“出处”请勿改动，回收时按“出处”对应。",
    ),
    ("回收", "填好后用 gangyao import 读回，改动记入该规划的更正文件。"),
];

/// The sheet for `excerpts`; `rows` is how many rows 任务分解表 has.
pub fn sheet(excerpts: &[Excerpt<'_>], rows: usize) -> Sheet {
    let row = |(name, words): (&str, String)| vec![Cell::text(name), Cell::text(words)];
    let plans = excerpts.iter().flat_map(|e| of_plan(e.plan));
    let made = [
        ("任务分解表行数", rows.to_string()),
        ("生成程序", format!("gangyao {}，文法第 {GRAMMAR} 版", env!("CARGO_PKG_VERSION"))),
    ];
    let notes = NOTES.iter().map(|&(name, words)| (name, words.to_owned()));
    let rows = plans.chain(made).chain(notes).map(row).collect();
    Sheet { name: "说明", columns: COLUMNS.to_vec(), rows }
}

/// What is known of `plan`; what is not known has no row.
fn of_plan(plan: &Plan) -> Vec<(&'static str, String)> {
    let identity = &plan.identity;
    let years = identity.period.map(|(from, to)| format!("{from}—{to}年"));
    let known = [
        ("规划", Some(identity.title.clone())),
        ("规划编号", Some(plan.id.clone())),
        ("发文机关", Some(identity.issuers.join("、"))),
        ("文号", identity.number.clone()),
        ("期限", years),
        ("文件", Some(plan.origin.path.clone())),
        ("文件校验值（SHA-256）", Some(plan.origin.sha256.clone())),
        ("字数", Some(plan.text.chars().count().to_string())),
    ];
    let words = known.into_iter().map(|(name, words)| (name, words.unwrap_or_default()));
    words.filter(|(_, words)| !words.is_empty()).collect()
}

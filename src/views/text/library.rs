//! The corpus as a library: its list of plans, what was put in, what was taken out.

use std::path::Path;

use super::outline::parts_of;
use super::paper::{Ink, Paper};
use super::plans::{about, labelled, title, years};
use crate::answers::{Added, Fate, PlanRow, Receipt, Summary};
use crate::corpus::{Removed, Said};

/// What parts an id from what follows it.
const GAPS: &str = "\u{a0}\u{a0}";

/// Up to so many files, each is described at length.
const FEW: usize = 5;

/// Writes the list of plans: what each is called, its id, for where, for when, by whom.
pub fn library(paper: &mut Paper, rows: &[PlanRow], all: usize) {
    let count = match rows.len() == all {
        true => format!(" · {all} 部规划"),
        false => format!(" · {all} 部规划中的 {} 部", rows.len()),
    };
    paper.line(0, &[(Ink::Bold, "纲要"), (Ink::Dim, &count)]);
    for row in rows {
        paper.blank();
        let counts = format!("{} 条举措 · {} 项指标", row.measures, row.targets);
        paper.ends(2, &[(Ink::Plain, &row.title)], &[(Ink::Dim, &counts)]);
        let said = [
            row.region.clone(),
            row.period.map(years),
            row.number.clone(),
            Some(row.issuers.join("、")).filter(|who| !who.is_empty()),
        ];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        paper.line(2, &[(Ink::Address, &row.id), (Ink::Dim, &format!("{GAPS}{said}"))]);
    }
}

/// Writes what was taken into the corpus; `dry` where nothing was written.
pub fn added(paper: &mut Paper, receipts: &[Receipt], dry: bool) {
    let added: Vec<(&str, &Added)> = receipts
        .iter()
        .filter_map(|receipt| match &receipt.fate {
            Fate::Added(added) if dry => Some((&*receipt.path, added)),
            Fate::Added(added) => Some((&*added.file, added)),
            Fate::Known { .. } | Fate::Refused(_) => None,
        })
        .collect();
    let plans = added.iter().map(|(_, added)| added.plans.len()).sum::<usize>();
    let done = if dry { "试运行，没有写入；会加入" } else { "已加入" };
    paper.line(0, &[(Ink::Bold, &format!("{done} {plans} 部规划"))]);
    for (file, one) in &added {
        match added.len() <= FEW {
            true => at_length(paper, file, one),
            false => one.plans.iter().for_each(|plan| in_short(paper, plan)),
        }
    }
}

/// One file, which lies at `file`: what was understood of each plan in it.
fn at_length(paper: &mut Paper, file: &str, added: &Added) {
    for plan in &added.plans {
        paper.blank();
        title(paper, &plan.identity);
        labelled(paper, &[("编号", &plan.id), ("文件", &added.file)]);
        about(paper, &plan.identity);
        let count = |kind| plan.nodes.get(&kind).copied().unwrap_or(0);
        let doubts = match plan.notes.len() {
            0 => "无".to_owned(),
            n => format!("{n} 处，逐条查看：gangyao check {}", quoted(file)),
        };
        labelled(
            paper,
            &[
                ("结构", &parts_of(count, plan.measures)),
                ("指标", &format!("{} 项", plan.targets)),
                ("提示", &doubts),
            ],
        );
    }
    labelled(paper, &[("丢失字符", &added.lost.to_string())]);
    if let Some(alike) = &added.alike {
        let compare =
            format!("与 {alike} 标题相同，可对照：gangyao compare {alike} {}", added.plans[0].id);
        labelled(paper, &[("同名", &compare)]);
    }
}

fn in_short(paper: &mut Paper, plan: &Summary) {
    let counts =
        format!("{} 条举措 · {} 项指标 · {} 处提示", plan.measures, plan.targets, plan.notes.len());
    let left = [(Ink::Address, &*plan.id), (Ink::Plain, GAPS), (Ink::Plain, &plan.identity.title)];
    paper.ends(2, &left, &[(Ink::Dim, &counts)]);
}

/// Writes what was taken out of the corpus, or would be where `dry`, and the command that puts it back.
pub fn removed(paper: &mut Paper, removed: &Removed, restore: Option<&str>, dry: bool) {
    let done = if dry { "试运行，没有改动；会移出" } else { "已移出" };
    paper.line(0, &[(Ink::Bold, done), (Ink::Plain, " "), (Ink::Address, &removed.id)]);
    if !removed.also.is_empty() {
        let also = format!("{}（在同一个文件里）", removed.also.join("、"));
        labelled(paper, &[("一并", &also)]);
    }
    match (&removed.file, restore) {
        (Some(file), Some(restore)) => {
            labelled(paper, &[("文件", &file.display().to_string())]);
            paper.item(2, &[(Ink::Dim, "取回")], 8, &[(Ink::Bold, restore)]);
        }
        _ => labelled(paper, &[("说明", "只有目录表里的一行，没有文件")]),
    }
    if !removed.corrections.is_empty() {
        let kept = format!("{} 留在原处，取回后照用", removed.corrections.join("、"));
        labelled(paper, &[("更正", &kept)]);
    }
}

/// The command that puts a file back into the corpus with what was said of it.
pub fn restoring(file: &Path, said: &Said) -> String {
    let Said { id, identity, origin } = said;
    let words = |name: &str, value: &Option<String>| {
        value.as_deref().map(|value| format!(" --{name} {}", quoted(value))).unwrap_or_default()
    };
    let period = identity.period.map(|(from, to)| format!("{from}-{to}"));
    let issuers: String =
        identity.issuers.iter().map(|who| format!(" --issuer {}", quoted(who))).collect();
    let title = Some(identity.title.clone()).filter(|title| !title.is_empty());
    [
        format!("gangyao add {}", quoted(&file.display().to_string())),
        words("id", id),
        words("title", &title),
        issuers,
        words("region", &identity.region),
        words("period", &period),
        words("number", &identity.number),
        words("origin", origin),
    ]
    .concat()
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~：".contains(c);
    if word.chars().all(plain) && !word.is_empty() {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

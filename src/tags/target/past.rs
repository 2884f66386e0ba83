//! What has been reached already is no target.

use super::page::Page;
use crate::ground::Span;
use crate::tags::deadline::expression::{Use, mentions};
use crate::tags::reading::{Inside, Reading};
use crate::tags::{Deadline, DeadlineBasis};

/// Whether measure `at` tells of the past: by its own words, or because its chapter looks back and it names no time to come.
pub(super) fn is_past(page: &Page<'_>, at: usize, deadlines: &[Deadline]) -> bool {
    let due = deadlines.iter().any(|d| d.basis == DeadlineBasis::Stated && d.to.is_some());
    !due && (tells_past(page) || looks_back(page, at))
}

/// Whether the words of a measure name a time gone by: “十三五”期间, 2020年, 截至目前, 五年来.
fn tells_past(page: &Page<'_>) -> bool {
    const PAST: [&str; 14] = [
        "截至目前",
        "截止目前",
        "目前",
        "年来",
        "去年",
        "过去",
        "上年末",
        "近年",
        "全年完成",
        "一年来",
        "年均增速达",
        "已经",
        "已建成",
        "已完成",
    ];
    if page.reading.holds(0..page.reading.len(), &PAST) {
        return true;
    }
    let era = page.context.plain.era();
    let printed = page.times.iter().filter(|m| {
        page.reading.inside(m.range.start) == Inside::Open || m.rule.starts_with("plan")
    });
    printed
        .filter(|m| m.usage != Use::Base)
        .any(|m| era.is_past(m) || page.reading.ends(m.range.end, "以来"))
}

/// Whether measure `at` stands in a chapter that looks back: 发展基础, 工作回顾, 主要成效, 面临形势, 名词解释.
fn looks_back(page: &Page<'_>, at: usize) -> bool {
    const BACK: [&str; 24] = [
        "主要成效",
        "工作成效",
        "建设成效",
        "发展成就",
        "主要成就",
        "回顾",
        "工作进展",
        "形势",
        "现状",
        "背景",
        "面临挑战",
        "完成情况",
        "发展基础",
        "工作基础",
        "现实基础",
        "基本情况",
        "名词解释",
        "术语",
        "成绩",
        "状况",
        "机遇和挑战",
        "机遇与挑战",
        "主要问题",
        "存在问题",
    ];
    let era = page.context.plain.era();
    let gone = |title: &str| {
        let reading = Reading::of(title, Span::new(0, title.len()));
        mentions(&reading).iter().any(|m| m.rule == "plan-period" && era.is_past(m))
    };
    let back =
        |title: &str| gone(title) || BACK.iter().any(|word| title.trim_end().ends_with(word));
    headings(page, at).any(back)
        || nearest_line(page, at).is_some_and(|line| line.ends_with("回顾"))
}

/// The headings above measure `at`.
fn headings<'a>(page: &Page<'a>, at: usize) -> impl Iterator<Item = &'a str> {
    let outline = page.context.outline;
    let node = page.context.measures[at].node as usize;
    let above = outline.ancestors(node).into_iter().chain([node]);
    above.filter(|&n| outline.nodes[n].head.is_some()).map(|n| outline.nodes[n].title.as_str())
}

/// The nearest line before measure `at` that looks like a heading without a mark: short, and no sentence.
fn nearest_line<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let start = page.context.measures[at].span.start as usize;
    let bare = |line: &&str| {
        (4..=16).contains(&line.chars().count())
            && !line.contains(['。', '；', '，', '：', '、', '（'])
    };
    page.context.text[..start].lines().rev().skip(1).map(str::trim).find(bare)
}

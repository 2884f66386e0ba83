//! What has been reached already is no target.

use super::page::Page;
use crate::measures::Kind;
use crate::tags::deadline::expression::Use;
use crate::tags::reading::Inside;
use crate::tags::words::Does;
use crate::tags::{Deadline, DeadlineBasis};

/// Whether measure `at` tells of the past: by its own words, or because its chapter looks back and it names no time to come.
pub(super) fn is_past(page: &Page<'_>, at: usize, deadlines: &[Deadline]) -> bool {
    let due = deadlines.iter().any(|d| d.basis == DeadlineBasis::Stated && d.to.is_some());
    !due && (tells_past(page) || looks_back(page, at))
}

/// Whether the words of a measure name a time gone by: “十三五”期间, 2020年, 截至目前, 五年来.
fn tells_past(page: &Page<'_>) -> bool {
    if page.holds_word(0..page.reading.len(), Does::Past) {
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

/// Whether measure `at` stands in a chapter that looks back or around: 发展基础, 工作回顾, 面临形势.
fn looks_back(page: &Page<'_>, at: usize) -> bool {
    page.context.measures[at].kind == Kind::Context
        || nearest_line(page, at).is_some_and(|line| line.ends_with("回顾"))
}

/// The nearest line before measure `at` that looks like a heading without a mark: short, and no sentence.
fn nearest_line<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let start = page.context.measures[at].span.start as usize;
    let bare = |line: &&str| {
        line.len() <= 16 * char::MAX.len_utf8()
            && (4..=16).contains(&line.chars().count())
            && !line.contains(['。', '；', '，', '：', '、', '（'])
    };
    page.context.text[..start].lines().rev().skip(1).map(str::trim).find(bare)
}

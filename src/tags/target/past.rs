//! What has been reached already is no target.

use super::page::Page;
use crate::measures::Kind;
use crate::tags::deadline::expression::{Mention, Use};
use crate::tags::deadline::year::is_priced;
use crate::tags::reading::Inside;
use crate::tags::words::{Does, holds_where};
use crate::tags::{Deadline, DeadlineBasis};

/// Whether measure `at` tells of the past: by its own words, or because its chapter looks back and it names no time to come.
pub(super) fn is_past(page: &Page<'_>, at: usize, deadlines: &[Deadline]) -> bool {
    if reported(page).is_some_and(|end| end == page.reading.len()) {
        return true;
    }
    let due = deadlines.iter().any(|d| d.basis == DeadlineBasis::Stated && d.to.is_some());
    !due && (tells_past(page) || looks_back(page, at))
}

/// Where a report ends of how far things have come by a month, with which a measure begins: 1—10月，全市新增就业15万人; what is striven for
/// or has a time of its own is to come: 今年1至9月全市新增就业5万人，力争全年达到8万人. But 1—3月完成招标 is when work is due.
pub(super) fn reported(page: &Page<'_>) -> Option<usize> {
    const FIRST: [&str; 6] = ["1—", "1-", "1至", "1月至", "1月—", "1月份至"];
    let (reading, era) = (page.reading, page.context.plain.era());
    // 2025年1至5月，…
    let year = if reading.at(4) == '年' { reading.number(0..4) } else { None };
    let start = match reading.any(0, &["今年"]) {
        Some((_, end)) => end,
        None => year.map_or(0, |_| 5),
    };
    let (_, last) = reading.any(start, &FIRST)?;
    let month = (last..last + 3).find(|&i| reading.at(i) == '月')?;
    let next = month + 1 + usize::from(reading.at(month + 1) == '份');
    let next = next + usize::from(reading.at(next) == '，');
    let to_come = year.is_some_and(|year| era.is_before(year));
    let of_all = || !to_come && page.word(next, Does::All).is_some();
    if !of_all() && !reading.holds(next..reading.len(), &["同比", "累计完成"]) {
        return None;
    }
    let due = |m: &&Mention| m.range.start >= next && m.usage == Use::Bound && !era.is_past(m);
    let due = page.times.iter().find(due).map(|m| m.range.start);
    let strives = (next..reading.len()).find(|&at| page.word(at, Does::Strives).is_some());
    Some(due.into_iter().chain(strives).min().unwrap_or(reading.len()))
}

/// Whether the words of a measure name a time gone by: “十三五”期间, 2020年, 截至目前, 五年来.
fn tells_past(page: &Page<'_>) -> bool {
    // 力争比去年增长更多: a year gone by that is only compared with.
    let told = |at: usize| !matches!(page.reading.before(at), '比' | '较');
    let (reading, lexicon) = (page.reading, page.context.lexicon);
    if holds_where(reading, lexicon, 0..reading.len(), Does::Past, told) {
        return true;
    }
    let era = page.context.plain.era();
    let printed = page.times.iter().filter(|m| {
        page.reading.inside(m.range.start) == Inside::Open || m.rule.starts_with("plan")
    });
    printed
        .filter(|m| m.usage != Use::Base && !is_priced(page.reading, m.range.end))
        .any(|m| era.is_past(m) || page.reading.ends(m.range.end, "以来"))
}

/// Whether measure `at` stands in a chapter that looks back or around: 发展基础, 工作回顾, 面临形势.
fn looks_back(page: &Page<'_>, at: usize) -> bool {
    let measure = &page.context.measures[at];
    let reviews = || page.context.plain.reviews(page.context.text);
    measure.kind == Kind::Context || reviews().hold(measure.span.start)
}

/// The lines of a text, by where they begin; each with whether the nearest line above it that looks like a heading without a mark, short
/// and no sentence, is one of a review: 工作回顾.
#[derive(Debug)]
pub(in crate::tags) struct Reviews(Vec<(u32, bool)>);

impl Reviews {
    pub(in crate::tags) fn of(text: &str) -> Self {
        let is_head = |line: &str| {
            line.len() <= 16 * char::MAX.len_utf8()
                && (4..=16).contains(&line.chars().count())
                && !line.contains(['。', '；', '，', '：', '、', '（'])
        };
        let (mut start, mut is_review) = (0, false);
        let mut lines = vec![(start, is_review)];
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            if is_head(words) {
                is_review = words.ends_with("回顾");
            }
            start += line.len() as u32;
            lines.push((start, is_review));
        }
        Self(lines)
    }

    /// Whether the line that byte `at` stands in is below a review. Where a line begins the one before it ends.
    fn hold(&self, at: u32) -> bool {
        let begun = self.0.partition_point(|&(start, _)| start < at);
        self.0[..begun].last().is_some_and(|&(_, is_review)| is_review)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether the nearest bare line above the line of byte `at` ends with 回顾, gone back to line by line.
    fn review(text: &str, at: usize) -> bool {
        let bare = |line: &&str| {
            (4..=16).contains(&line.chars().count())
                && !line.contains(['。', '；', '，', '：', '、', '（'])
        };
        let nearest = text[..at].lines().rev().skip(1).map(str::trim).find(bare);
        nearest.is_some_and(|line| line.ends_with("回顾"))
    }

    proptest! {
        #[test]
        fn what_is_below_a_review_is_told_by_the_nearest_head(lines in proptest::collection::vec("[ 工作。]{0,4}(工作回顾|发展基础|十八字的一行就不再是标题了因为太长。?)?", 0..12), end in "\r?\n") {
            let text = lines.join(&end);
            let reviews = Reviews::of(&text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(reviews.hold(at as u32), review(&text, at), "{} {}", text, at);
            }
        }
    }
}

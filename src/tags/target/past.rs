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
    let measure = &page.context.measures[at];
    let text = page.context.text;
    let heads = || page.context.plain.bare_heads(|| BareHeads::of(text));
    measure.kind == Kind::Context || heads().review(text, measure.span.start)
}

/// The lines of a text that look like headings without a mark, short and no sentences, by where they begin; each with whether it is one
/// of a review: 工作回顾. And where all lines begin.
#[derive(Debug, Default)]
pub(in crate::tags) struct BareHeads {
    heads: Vec<(u32, bool)>,
    lines: Vec<u32>,
}

impl BareHeads {
    fn of(text: &str) -> Self {
        let bare = |line: &str| {
            line.len() <= 16 * char::MAX.len_utf8()
                && (4..=16).contains(&line.chars().count())
                && !line.contains(['。', '；', '，', '：', '、', '（'])
        };
        let (mut heads, mut lines) = (Vec::new(), vec![0]);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            heads.extend(bare(words).then(|| (start, words.ends_with("回顾"))));
            start += line.len() as u32;
            lines.extend(line.ends_with('\n').then_some(start));
        }
        Self { heads, lines }
    }

    /// Whether the nearest of them before byte `at` of `text`, and before the line that it stands in, is one of a review. Where a line
    /// begins the one before it ends.
    fn review(&self, text: &str, at: u32) -> bool {
        let at = at - u32::from(text[..at as usize].ends_with('\n'));
        let line = self.lines[self.lines.partition_point(|&start| start <= at) - 1];
        let before = self.heads.partition_point(|&(start, _)| start < line);
        self.heads[..before].last().is_some_and(|&(_, is_review)| is_review)
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
        fn the_nearest_bare_head_is_found(lines in proptest::collection::vec("[ 工作。]{0,4}(工作回顾|发展基础|十八字的一行就不再是标题了因为太长。?)?", 0..12), end in "\r?\n") {
            let text = lines.join(&end);
            let heads = BareHeads::of(&text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(heads.review(&text, at as u32), review(&text, at), "{} {}", text, at);
            }
        }
    }
}

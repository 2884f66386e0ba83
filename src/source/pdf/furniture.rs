//! Page numbers, and heads and feet that are printed on page after page: no part of the text.
//!
//! The first line of a page may happen to be the same on several pages. A head is known by its place too: at the height where
//! it stands there is nothing else on other pages.

use std::collections::BTreeMap;

use super::layout::{Item, Place, Sheet};
use super::line::Line;
use crate::ground::{is_digit, is_han};

/// How much of a page's height, from its upper and lower edge, holds heads and feet.
const EDGE: f64 = 0.13;
/// How many lines at the top and at the bottom may be heads or feet.
const LINES: usize = 2;
/// On how many pages a line is repeated at least.
const REPEATED: usize = 3;
/// How much of what stands at the height of heads must be repeated, in hundredths.
const SHARE: usize = 80;
/// What counts as one height, in points.
const HEIGHT: f64 = 5.0;

/// Takes them out; says how many lines they were.
pub fn remove(sheets: &mut [Sheet]) -> usize {
    let repeated = repeated(sheets);
    let mut removed = 0;
    for sheet in sheets {
        let furniture = |line: &Line| is_number(&line.text) || repeated.contains(line);
        let found = edges(sheet).into_iter().filter(|(_, line)| furniture(line));
        let mut gone: Vec<usize> = found.map(|(at, _)| at).collect();
        gone.extend(framed_number(sheet));
        gone.sort_unstable();
        gone.dedup();
        removed += gone.len();
        gone.into_iter().rev().for_each(|at| {
            sheet.items.remove(at);
        });
    }
    removed
}

/// The lines at the edges of pages that are printed again and again: their words, and the heights at which they stand.
struct Repeated {
    counts: BTreeMap<String, usize>,
    /// By height: how many lines are repeated, and how many there are.
    heights: BTreeMap<i64, (usize, usize)>,
}

fn repeated(sheets: &[Sheet]) -> Repeated {
    let all: Vec<&Line> = sheets.iter().flat_map(edges).map(|(_, line)| line).collect();
    let mut counts = BTreeMap::<String, usize>::new();
    all.iter().for_each(|line| *counts.entry(key(line)).or_default() += 1);
    let mut heights = BTreeMap::<i64, (usize, usize)>::new();
    for line in all {
        let height = heights.entry(height(line)).or_default();
        height.0 += usize::from(counts[&key(line)] >= REPEATED);
        height.1 += 1;
    }
    Repeated { counts, heights }
}

impl Repeated {
    fn contains(&self, line: &Line) -> bool {
        let often = self.counts.get(&key(line)).is_some_and(|n| *n >= REPEATED);
        let (same, all) = self.heights.get(&height(line)).copied().unwrap_or_default();
        often && same * 100 >= all * SHARE
    }
}

fn height(line: &Line) -> i64 {
    (line.y / HEIGHT).round() as i64
}

/// The lines at the edges of a page, with their places among its items.
fn edges(sheet: &Sheet) -> Vec<(usize, &Line)> {
    let lines = || {
        sheet.items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Line(line, Place::Body) => Some((at, line)),
            _ => None,
        })
    };
    let (top, bottom) = (sheet.height * EDGE, sheet.height * (1.0 - EDGE));
    let above = lines().take(LINES).filter(|(_, l)| l.y < top);
    let below = lines().rev().take(LINES).filter(|(_, l)| l.y > bottom);
    above.chain(below).collect()
}

/// The number of a page that stands in a frame which goes on over the edge.
fn framed_number(sheet: &Sheet) -> Option<usize> {
    let last = sheet.items.len().checked_sub(1)?;
    let bottom = sheet.height * (1.0 - EDGE / 2.0);
    let number = |line: &Line| line.y > bottom && is_number(&line.text);
    matches!(&sheet.items[last], Item::Line(line, Place::Frame(..)) if number(line)).then_some(last)
}

/// A line without its numbers and spaces, which differ from page to page.
fn key(line: &Line) -> String {
    let mut key = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        match c {
            _ if is_han(c) => key.push(c),
            _ if c.is_whitespace() || (c.is_numeric() && key.ends_with('#')) => {}
            _ if c.is_numeric() => key.push('#'),
            _ => key.push(c),
        }
    }
    key
}

/// `12`, `— 12 —`, `第 12 页`, `第12页 共30页`, `12 / 30`, `iv`.
pub fn is_number(text: &str) -> bool {
    if text.chars().any(|c| is_han(c) && !"第页共".contains(c)) {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(|c| "—-－–―~·_".contains(c));
    let rest: String =
        inner.chars().filter(|c| !is_digit(*c) && !"第页共/，,-".contains(*c)).collect();
    let short = (1..=12).contains(&inner.chars().count());
    let digits = inner.chars().any(|c| c.is_numeric());
    short && ((rest.is_empty() && digits) || is_roman(inner))
}

fn is_roman(text: &str) -> bool {
    let lower = text.to_lowercase();
    let letters = lower.chars().all(|c| "ivxlⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ".contains(c));
    letters && (1..=6).contains(&lower.chars().count())
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn page_numbers_and_what_is_none() {
        for text in ["12", "— 3 —", "－ 3 －", "第 1 页 共 30 页", "IV", "- 2 -", "５"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["2025年", "一", "（1）", "表 1", "", "—"] {
            assert!(!is_number(text), "{text}");
        }
    }
}

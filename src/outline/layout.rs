//! What the lines of a document say by how they stand: the width they are wrapped at, and the numbers of pages among them.

use std::collections::BTreeSet;

use crate::ground::{is_alphanumeric, is_digit, numeral};
use crate::source::{Look, Source};

/// How the lines of a document are set.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The width at which lines are wrapped, in half characters; `None` where a line is a paragraph.
    wrap: Option<usize>,
    /// Whether an empty line stands after nearly every line, so that it parts nothing.
    pub double_spaced: bool,
    /// The lines that hold nothing but the number of a page, by their place.
    pages: BTreeSet<usize>,
}

/// How much narrower than the widest a full line may be: a mark that must not begin a line takes its word with it.
const SLACK: usize = 5;

/// The indent of a first line.
const INDENT: usize = 4;

impl Layout {
    /// Measures the lines of `source`.
    pub fn of(source: &Source) -> Self {
        let wrap = wrap(&measured(source));
        let full: Vec<bool> =
            (0..source.lines.len()).map(|n| !source.line(n).trim().is_empty()).collect();
        let followed = full.windows(2).filter(|pair| pair[0] && !pair[1]).count();
        let lines = full.iter().filter(|&&f| f).count();
        let double_spaced = wrap.is_some() && followed * 5 >= lines * 4;
        Self { wrap, double_spaced, pages: page_numbers(source) }
    }

    /// Whether lines are wrapped at all.
    pub fn wraps(&self) -> bool {
        self.wrap.is_some()
    }

    /// Whether `line` is as wide as lines are before they are wrapped; the first of a paragraph may have lost its indent.
    pub fn is_full(&self, line: &str, first: bool) -> bool {
        let indent = if first && !line.starts_with([' ', '\u{3000}']) { INDENT } else { 0 };
        self.wrap.is_some_and(|wrap| width(line.trim_end()) + SLACK + indent >= wrap)
    }

    /// Whether line `n` (from 0) is the number of a page.
    pub fn is_page_number(&self, n: usize) -> bool {
        self.pages.contains(&n)
    }
}

/// The width of a line in half characters: Han and full-width marks are two wide.
pub fn width(line: &str) -> usize {
    // Each sign but those of ASCII begins with a byte from 0xc0 on.
    line.bytes().map(|b| usize::from(b.is_ascii()) + 2 * usize::from(b >= 0xc0)).sum()
}

/// A line as the width of all is measured from it.
#[derive(Clone, Copy)]
struct Measured {
    width: usize,
    /// Whether it breaks off: neither it nor the next has a mark, and it ends nothing.
    torn: bool,
}

/// The lines of `source` but the empty ones.
fn measured(source: &Source) -> Vec<Measured> {
    let lines = (0..source.lines.len()).map(|n| source.line(n).trim_end());
    let full: Vec<&str> = lines.filter(|l| !l.is_empty()).collect();
    let marked: Vec<bool> = full.iter().map(|l| super::mark::mark(l).is_some()).collect();
    let torn = |n: usize| {
        let breaks = |c: char| is_alphanumeric(c) || matches!(c, '，' | ',' | '、');
        !marked[n] && marked.get(n + 1) == Some(&false) && full[n].ends_with(breaks)
    };
    // No sign has more than two bytes for each half character that it is wide.
    let width = |line: &str| if line.len() > 2 * WIDEST { WIDEST + 1 } else { width(line) };
    (0..full.len()).map(|n| Measured { width: width(full[n]), torn: torn(n) }).collect()
}

/// The width at which lines are wrapped: the one that a fifth of them reach, or nearly, most of these breaking off there.
fn wrap(lines: &[Measured]) -> Option<usize> {
    let count = |of: &dyn Fn(&Measured) -> bool| {
        let mut counts = vec![0usize; WIDEST + 1];
        let wanted = lines.iter().filter(|l| l.width <= WIDEST && of(l));
        wanted.for_each(|l| counts[l.width] += 1);
        move |w: usize| counts[w.saturating_sub(SLACK)..=w].iter().sum::<usize>()
    };
    let (all, torn) = (count(&|_| true), count(&|l| l.torn));
    let best = (NARROWEST..=WIDEST).max_by_key(|&w| (torn(w), std::cmp::Reverse(w)))?;
    let lines = lines.iter().filter(|l| l.width >= SHORTEST).count();
    (torn(best) >= 5 && all(best) * 5 >= lines && torn(best) * 2 >= all(best)).then_some(best)
}

/// Lines narrower than this are numbers of pages and cells, and do not count.
const SHORTEST: usize = 10;

/// Widths at which pages are wrapped, in half characters.
const NARROWEST: usize = 30;
const WIDEST: usize = 130;

/// How many lines a page has, at least and at most.
const PAGE: std::ops::RangeInclusive<usize> = 15..=120;

/// The lines that are numbers of pages: set between dashes, or counting on over the lines of a page.
fn page_numbers(source: &Source) -> BTreeSet<usize> {
    let numbers: Vec<(usize, Number)> = (0..source.lines.len())
        .filter(|&n| source.lines[n].look == Look::Plain)
        .filter_map(|n| Some((n, page_number(source.line(n))?)))
        .collect();
    let mut last = std::collections::BTreeMap::<u32, usize>::new();
    let mut pages = BTreeSet::new();
    for &(line, number) in &numbers {
        if number.dashed || stands_between(source, line) {
            pages.insert(line);
        }
        let before = number.value.checked_sub(1).and_then(|v| last.get(&v).copied());
        if let Some(before) = before.filter(|&b| PAGE.contains(&(line - b))) {
            pages.extend([before, line]);
        }
        last.insert(number.value, line);
    }
    let running = running_heads(source, &pages);
    pages.extend(running);
    pages
}

/// Whether line `n` stands between the end of a sentence and the beginning of text or of a heading, where no cell does.
fn stands_between(source: &Source, n: usize) -> bool {
    const TEXT: usize = 12;
    let full = |n: &usize| !source.line(*n).trim().is_empty();
    let above = (0..n).rev().find(full).map(|n| source.line(n).trim_end());
    let below = (n + 1..source.lines.len()).find(full).map(|n| source.line(n).trim());
    let prose = |line: &str| line.chars().count() >= TEXT && line.contains(['，', '。', '、']);
    let begins = |line: &str| prose(line) || super::mark::mark(line).is_some();
    above.is_some_and(|line| line.ends_with('。') && line.chars().count() > 3)
        && below.is_some_and(begins)
}

/// The lines behind numbers of `pages` that say the same on each page: the title of the document, but not the head of a table.
fn running_heads(source: &Source, pages: &BTreeSet<usize>) -> Vec<usize> {
    let mut places = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for &page in pages {
        let behind = (page + 1..source.lines.len()).find(|&n| !source.line(n).trim().is_empty());
        if let Some(line) = behind.filter(|&n| source.lines[n].look == Look::Plain) {
            places.entry(source.line(line).trim()).or_default().push(line);
        }
    }
    let runs = |(words, lines): &(&str, Vec<usize>)| {
        let short = (4..=40).contains(&words.chars().count());
        let cells = words.contains(['\t', '|']) || words.contains("  ");
        short && lines.len() >= 2 && !cells && super::mark::mark(words).is_none()
    };
    places.into_iter().filter(runs).flat_map(|(_, lines)| lines).collect()
}

/// A line that may be the number of a page.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    dashed: bool,
}

/// - 3 -, － 12 －, 1 2, 第 3 页 共 20 页.
fn page_number(line: &str) -> Option<Number> {
    let words = line.trim();
    if words.len() > 40 {
        return None;
    }
    if let Some(value) = page_named(words) {
        return Some(Number { value, dashed: true });
    }
    let dash = |c: char| matches!(c, '-' | '—' | '－' | '–' | '─' | '·');
    let inner = words.trim_matches(|c: char| dash(c) || c.is_whitespace());
    let digits = inner.chars().filter(|c| !c.is_whitespace());
    if !digits.clone().all(is_digit) || digits.clone().nth(3).is_some() {
        return None;
    }
    let dashed = words.starts_with(dash) && words.ends_with(dash) && words.chars().count() > 2;
    Some(Number { value: numeral::read(digits)? as u32, dashed })
}

/// The number in 第 3 页 and 第3页，共20页.
fn page_named(words: &str) -> Option<u32> {
    let words = words.strip_prefix('第')?;
    let dense: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let (number, rest) = dense.split_once('页')?;
    let rest = rest.trim_start_matches(['，', ',', '/', '（', '(']);
    let of = rest.strip_prefix('共').and_then(|rest| rest.split_once('页')).map(|(of, _)| of);
    let whole = of.map_or(rest.is_empty(), |of| of.parse::<u32>().is_ok());
    number.parse().ok().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        assert!(page_number("第 3 页 共 20 页").is_some_and(|n| n.dashed && n.value == 3));
        assert!(page_number("第3页").is_some_and(|n| n.dashed));
        assert!(page_number("第3页内容如下").is_none());
        assert!(page_number("- 3 -").is_some_and(|n| n.dashed && n.value == 3));
        assert!(page_number("1 2").is_some_and(|n| !n.dashed && n.value == 12));
        assert!(page_number("2025").is_none());
        assert!(page_number("三").is_none());
    }

    #[test]
    fn the_width_of_wrapped_lines() {
        let line = |width, torn| Measured { width, torn };
        let wrapped: Vec<Measured> = (0..40)
            .map(|n| if n % 4 == 3 { line(11 * (n % 5), false) } else { line(56 - n % 3, true) })
            .collect();
        assert!(wrap(&wrapped).is_some_and(|w| (54..=56).contains(&w)));
        let paragraphs: Vec<Measured> = (0..40).map(|n| line(n * 7 + 3, n % 9 == 0)).collect();
        assert_eq!(wrap(&paragraphs), None);
    }
}

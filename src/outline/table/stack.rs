//! [`Stack`]: a table each of whose cells stands on a line of its own, as web pages are copied.
//!
//! ```text
//! 序号 / 指标 / 2020年 / 2025年 / 属性 / 1 / 森林覆盖率（%） / 24 / 26 / 约束性 / 2 / …
//! ```

use super::region::{head_words, is_total};
use crate::ground::{Span, is_digit, numeral};
use crate::outline::mark::{self, Shape};
use crate::outline::period::opens_year;
use crate::outline::terms::Terms;

/// Most cells of a row.
const WIDEST: usize = 12;

/// Fewest rows of a table.
const FEWEST: usize = 2;

/// How many lines more than there are columns a row may have.
const MORE: usize = 3;

/// Most letters of the head of a column.
const HEAD: usize = 20;

/// A table of stacked cells: how many lines are its head, and how many each of its rows has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The lines of the head.
    pub head: usize,
    rows: Vec<usize>,
}

impl Stack {
    /// The table that `lines` begin with; `None` if they begin with none.
    ///
    /// Where the first head is 序号 the numbers count the rows, whatever the other heads are; else all rows have as many cells as the
    /// head, the same of them values.
    pub fn of(terms: Terms<'_>, lines: &[&str]) -> Option<Self> {
        if lines.first().is_some_and(|l| is_index(l)) {
            return Self::numbered(terms, lines);
        }
        let head = lines.iter().take(WIDEST + 1).take_while(|l| is_head(terms, l)).count();
        if !(3..=WIDEST).contains(&head) {
            return None;
        }
        let rows = match lines[..head].iter().position(|l| is_index(l)) {
            // 主要指标 above 序号 is a title, 类别 a column.
            Some(1) if !lines[0].contains(['类', '域']) => return None,
            Some(1) => counted(terms, &lines[head..], head, 1),
            _ => even(&lines[head..], head),
        };
        (rows.len() >= FEWEST).then_some(Self { head, rows })
    }

    /// The table whose head begins with 序号 and ends before the number of its first row, or before the name of a group above that: where
    /// more rows have as many cells as the head.
    fn numbered(terms: Terms<'_>, lines: &[&str]) -> Option<Self> {
        let first = lines.iter().take(WIDEST + 1).position(|l| is_number(l, 1))?;
        let is_title = |l: &&str| {
            l.chars().count() <= HEAD && !l.contains(['，', '。', '；', '：']) && !names_group(l)
        };
        let tables = [first - 1, first].into_iter().filter_map(|head| {
            let rows = counted(terms, lines.get(head..)?, head, 0);
            let whole = rows.iter().filter(|&&row| row == head).count();
            let is_table = head >= 3 && lines[..head].iter().all(is_title);
            let is_known = lines[..head].iter().all(|l| is_index(l) || is_head(terms, l));
            let agree = rows.iter().all(|row| rows.first() == Some(row));
            let is_table = is_table && rows.len() >= FEWEST && (whole > 0 || is_known || agree);
            is_table.then_some((whole, Self { head, rows }))
        });
        tables.max_by_key(|(whole, _)| *whole).map(|(_, table)| table)
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.head + self.rows.iter().sum::<usize>()
    }

    /// The spans of its rows, whose lines are `lines`.
    pub fn records(&self, lines: &[Span]) -> Vec<Span> {
        let mut at = self.head;
        let mut next = |row: &usize| {
            let record = lines[at..at + row].iter().copied().reduce(Span::to);
            at += row;
            record
        };
        self.rows.iter().filter_map(&mut next).collect()
    }
}

/// Whether a line can be the head of a column: a few words of heads, a year.
pub fn is_head(terms: Terms<'_>, line: &str) -> bool {
    let letters = || line.chars().filter(|c| !c.is_whitespace());
    let length = letters().count();
    if length > 14 || line.contains(['：', '，', '“', '、', '《']) {
        return false;
    }
    let dense: String = letters().collect();
    let year = opens_year(&dense) && dense.contains('年') && length <= 12;
    let number = dense.starts_with(is_digit);
    year || !number && head_words(terms, &dense) > 0
}

/// The rows of `lines` that count on from 1, in a table of `columns` where the number is cell `index`; below them the row of sums.
///
/// A row goes from its number to the next; where cells are merged it has fewer. What is too much behind it names the group of the rows
/// below: the first cell of the next row where a column stands before the numbers, else a row of its own.
fn counted(terms: Terms<'_>, lines: &[&str], columns: usize, index: usize) -> Vec<usize> {
    let usual = columns - index;
    let Some(first) = lines.iter().take(3).position(|l| is_number(l, 1)) else { return Vec::new() };
    let mut rows = Vec::new();
    let (mut at, mut before) = (first, first);
    for number in 2.. {
        let rest = &lines[at..];
        // No row goes on below the sums.
        let rest = &rest[..rest.iter().take_while(|l| !is_total(terms, l)).count()];
        let next = length(rest, usual, number);
        let len = next.unwrap_or_else(|| last(&lines[first..at], rest, &rows, usual));
        let own = before.min(index);
        rows.extend((before > own).then_some(before - own));
        before = len.saturating_sub(usual);
        let grouped = index > 0 || names_group(lines[at + len - 1]);
        before = if grouped { before } else { 0 };
        rows.push(own + len - before);
        at += len;
        if next.is_none() {
            break;
        }
    }
    rows.extend(sums(terms, &lines[at..], usual));
    rows
}

/// How many of `lines` are a row of `usual` cells that ends before row `number`. That a row has fewer is believed where the next begins
/// with a name or goes on to one more: a value may be the same as the number.
fn length(lines: &[&str], usual: usize, number: u64) -> Option<usize> {
    let begins = |at: usize, number| lines.get(at).is_some_and(|l| is_number(l, number));
    let whole = (usual..=usual + MORE).find(|&len| begins(len, number));
    let is_row = |at: usize| {
        let goes_on = (2..=usual + MORE).any(|len| begins(at + len, number + 1));
        // 预期性 is no name.
        let is_name = |l: &&str| l.chars().nth(3).is_some() && !l.starts_with(is_digit);
        goes_on || lines.get(at + 1).is_some_and(is_name)
    };
    whole.or_else(|| (2..usual).rev().find(|&len| begins(len, number) && is_row(len)))
}

/// How many of `lines` are the last row, which begins with its number: as many as all `rows` before it, where these agree, else
/// `usual`. It ends before a heading, and before a sentence where none stands in the cells `above` but behind a number.
fn last(above: &[&str], lines: &[&str], rows: &[usize], usual: usize) -> usize {
    let agreed =
        rows.first().filter(|&&first| rows.len() >= FEWEST && rows.iter().all(|r| *r == first));
    let most = agreed.copied().unwrap_or(usual).max(usual);
    let is_sentence = |l: &str| l.contains(['。', '；']);
    let has_sentences = above.iter().any(|l| is_sentence(l));
    let is_cell = |&(at, l): &(usize, &&str)| {
        at < most && !names_group(l) && (at <= 1 || has_sentences || !is_sentence(l))
    };
    lines.iter().enumerate().take_while(is_cell).count().max(1)
}

/// How many of `lines` are the row that sums up, its name and values: 合计 / 38 / 25.
fn sums(terms: Terms<'_>, lines: &[&str], usual: usize) -> Option<usize> {
    lines.first().filter(|l| is_total(terms, l))?;
    let values = lines.iter().skip(1).take(usual).take_while(|l| l.starts_with(is_digit));
    Some(1 + values.count())
}

/// Whether a line names the group of the rows below: （二）环境质量.
fn names_group(line: &str) -> bool {
    mark::mark(line).is_some_and(|m| matches!(m.shape, Shape::HanParen | Shape::Han))
}

/// Whether a line heads the numbers of the rows.
pub fn is_index(line: &str) -> bool {
    matches!(line, "序号" | "编号")
}

fn is_number(line: &str, number: u64) -> bool {
    numeral::parse(line) == Some(number)
}

/// As many rows of `columns` cells as `lines` begin with, the same cells of each being values.
fn even(lines: &[&str], columns: usize) -> Vec<usize> {
    let value = |l: &&str| l.starts_with(|c: char| is_digit(c) || "[<>≤≥＜＞—-".contains(c));
    let shape = |row: &[&str]| row.iter().map(value).collect::<Vec<bool>>();
    let Some(first) = lines.get(..columns).map(shape) else { return Vec::new() };
    if !first.contains(&true) || first[0] {
        return Vec::new();
    }
    let rows = lines.chunks_exact(columns).take_while(|row| shape(row) == first);
    rows.map(<[&str]>::len).collect()
}

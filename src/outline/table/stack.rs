//! [`Stack`]: a table each of whose cells stands on a line of its own, as web pages are copied.
//!
//! ```text
//! 序号 / 指标 / 2020年 / 2025年 / 属性 / 1 / 森林覆盖率（%） / 24 / 26 / 约束性 / 2 / …
//! ```

use super::cells::{goes_on_head, is_bracket};
use super::region::{head_words, is_name, is_total};
use crate::ground::{Span, is_digit, numeral};
use crate::outline::label::COLONS;
use crate::outline::mark::{self, Shape};
use crate::outline::period::opens_year;
use crate::outline::terms::{Does, Terms};

/// Most cells of a row.
const WIDEST: usize = 12;

/// Fewest rows of a table.
const FEWEST: usize = 2;

/// How many rows that count on are a table, whatever its head is.
const MANY: usize = 4;

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
    /// Where the first head is 序号, or the second below that of the groups, the numbers count the rows, whatever the other heads are;
    /// else all rows have as many cells as the head, the same of them values.
    pub fn of(terms: Terms<'_>, lines: &[&str]) -> Option<Self> {
        if let Some(index) = lines.iter().take(2).position(|l| is_index(l)) {
            return Self::numbered(terms, lines, index);
        }
        let head = lines.iter().take(WIDEST + 1).take_while(|l| is_head(terms, l)).count();
        if !(3..=WIDEST).contains(&head) {
            return None;
        }
        let rows = even(terms, &lines[head..], head);
        (rows.len() >= FEWEST).then_some(Self { head, rows })
    }

    /// The table whose head has 序号 as column `index`. It ends before the number of its first row, or before the name of a group above
    /// that: where a column of groups stands before the numbers, or more rows have as many cells as the head.
    fn numbered(terms: Terms<'_>, lines: &[&str], index: usize) -> Option<Self> {
        let first = lines.iter().take(WIDEST + 1).position(|l| is_number(l, 1))?;
        let is_title = |l: &&str| {
            l.chars().count() <= HEAD && !l.contains(['，', '。', '；', '：']) && !names_group(l)
        };
        let is_own = |l: &str| is_index(l) || is_head(terms, l) || is_bracket(l);
        let last = is_own(lines[first - 1]);
        let heads = match index {
            0 if last => first..=first,
            0 => first - 1..=first,
            // 主要指标 above 序号 is a title.
            _ if last => return None,
            _ => first - 1..=first - 1,
        };
        let tables = heads.filter_map(|head| {
            let more = lines[..head].windows(2).filter(|pair| goes_on_head(pair[0], pair[1]));
            let columns = head - more.count();
            let rows = counted(terms, lines.get(head..)?, columns, index);
            let whole = rows.iter().filter(|&&row| row == columns).count();
            let is_table = head >= 3 && lines[..head].iter().all(is_title);
            let is_known = lines[..head].iter().all(|l| is_own(l));
            let agree = || rows.iter().all(|row| rows.first() == Some(row));
            let is_sure = whole > 0 || is_known || rows.len() >= MANY || agree();
            let is_table = is_table && rows.len() >= FEWEST && is_sure;
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
        let len = next.unwrap_or_else(|| last(terms, &lines[first..at], rest, &rows, usual));
        let own = before.min(index);
        rows.extend((before > own).then_some(before - own));
        before = len.saturating_sub(usual);
        let last = lines[at + len - 1];
        // A value closes a row within the row: 其中 公园绿地 / 50 / 58.
        let grouped = index > 0 && !is_value(last) || names_group(last);
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

/// How many of `lines` are a row of `usual` cells that ends before row `number`: a value may be the same as the number, and a row may
/// have fewer cells, or those of a row within it. What goes on with a name is believed first.
fn length(lines: &[&str], usual: usize, number: u64) -> Option<usize> {
    let begins = |at: usize, number| lines.get(at).is_some_and(|l| is_number(l, number));
    let goes_on = |at: usize| (2..=usual + MORE).any(|len| begins(at + len, number + 1));
    let is_named = |at: &usize| lines.get(at + 1).is_some_and(|l| is_name(l));
    let whole = || (usual..=usual + MORE).filter(|&len| begins(len, number));
    let short = || (2..usual).rev().filter(|&len| begins(len, number));
    let named = whole().chain(short()).find(is_named).or_else(|| whole().next());
    let twofold = || (usual..=usual * 2).find(|&len| begins(len, number) && goes_on(len));
    named.or_else(|| short().find(|&len| goes_on(len))).or_else(twofold)
}

/// How many of `lines` are the last row, which begins with its number: as many as all `rows` before it, where these agree, else
/// `usual`. It ends before a heading or a note, and before a sentence where none stands in the cells `above` but behind a number.
fn last(terms: Terms<'_>, above: &[&str], lines: &[&str], rows: &[usize], usual: usize) -> usize {
    let agreed =
        rows.first().filter(|&&first| rows.len() >= FEWEST && rows.iter().all(|r| *r == first));
    let most = agreed.copied().unwrap_or(usual).max(usual);
    let is_sentence = |l: &str| l.contains(['。', '；']);
    let has_sentences = above.iter().any(|l| is_sentence(l));
    let is_cell = |&(at, l): &(usize, &&str)| {
        let ends = names_group(l) || terms[Does::Note].open(l) && l.contains(COLONS);
        at < most && !ends && (at <= 1 || has_sentences || !is_sentence(l))
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

/// Whether a line is a value of a cell.
fn is_value(line: &str) -> bool {
    line.starts_with(|c: char| is_digit(c) || "[<>≤≥＜＞—-".contains(c))
}

/// As many rows of `columns` cells as `lines` begin with, the same cells of each being values; below them the row of sums.
fn even(terms: Terms<'_>, lines: &[&str], columns: usize) -> Vec<usize> {
    let shape = |row: &[&str]| row.iter().map(|l| is_value(l)).collect::<Vec<bool>>();
    let Some(first) = lines.get(..columns).map(shape) else { return Vec::new() };
    if !first.contains(&true) || first[0] {
        return Vec::new();
    }
    let is_row = |row: &&[&str]| shape(row) == first && !is_total(terms, row[0]);
    let rows = lines.chunks_exact(columns).take_while(is_row);
    let mut rows: Vec<usize> = rows.map(<[&str]>::len).collect();
    rows.extend(sums(terms, &lines[rows.len() * columns..], columns));
    rows
}

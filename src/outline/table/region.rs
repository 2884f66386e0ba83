//! Which lines of a document are rows of tables, and which of these make one record.

use std::collections::BTreeSet;

use super::cells::{STROKES, bare_stroke, cells, count, dense, is_gapped, is_placed, is_rule};
use super::stack;
use crate::ground::{Span, is_digit, numeral};
use crate::outline::label;
use crate::outline::mark::{self, Shape};
use crate::outline::period::opens_year;
use crate::outline::terms::{Does, Terms};
use crate::source::{Look, Source};

/// Most lines of a head.
const HEAD: usize = 8;

/// Longest line that can be a row, in bytes.
const LONGEST: usize = 1500;

/// Most letters of the head above the names of groups: 板块, 领域.
const GROUP: usize = 4;

/// How many narrow lines may stand between two rows.
const FRAGMENTS: usize = 5;

/// The lines of `source`, from 0, that are rows of tables.
pub fn rows(terms: Terms<'_>, source: &Source) -> BTreeSet<usize> {
    let mut rows = BTreeSet::new();
    let full: Vec<usize> =
        (0..source.lines.len()).filter(|&n| !source.line(n).trim().is_empty()).collect();
    let kinds: Vec<Line> = full.iter().map(|&n| kind(terms, source, n)).collect();
    let mut at = 0;
    while at < full.len() {
        if kinds[at] == Line::Shown {
            rows.insert(full[at]);
            let between = goes_on_shown(source, &full, &kinds, at + 1);
            rows.extend(full[at + 1..at + 1 + between].iter().copied());
        } else if let Some(stack) = stacked(terms, source, &full, &kinds, at) {
            rows.extend(full[at..at + stack].iter().copied());
            at += stack - 1;
        } else if kinds[at] == Line::Row && begins(terms, source, &full, &kinds, at) {
            let first = first(source, &full, &kinds, at);
            let last = last(terms, source, &full, &kinds, at);
            rows.extend(full[first..=last].iter().copied());
            at = last;
        }
        at += 1;
    }
    rows
}

/// How many lines from `at` on stand between the rows of a table that the document shows, and belong to it: a cell across it; the name
/// of a group, a row that has lost its cells, where a row that is no head follows. More are a text that only stands in a table, as is
/// what no row follows.
fn goes_on_shown(source: &Source, full: &[usize], kinds: &[Line], at: usize) -> usize {
    let count = |between: fn(&&Line) -> bool| {
        let rest = kinds.get(at..).unwrap_or_default().iter();
        rest.take(BETWEEN + 1).take_while(between).count()
    };
    let across = count(|kind| **kind == Line::Across);
    let lost = |kind: &&Line| matches!(kind, Line::Fragment | Line::Pair | Line::Sum | Line::Row);
    let between = if across > 0 { across } else { count(lost) };
    let shown = kinds.get(at + between) == Some(&Line::Shown);
    let row = |n: usize| source.lines[full[n]].span;
    let is_record = || across > 0 || has_value(&source.text, row(at + between));
    match shown && between <= BETWEEN && is_record() {
        true => between,
        false => 0,
    }
}

/// Most lines that can stand between the rows of a table that the document shows.
const BETWEEN: usize = 3;

/// How many lines from `at` on are a table each of whose cells stands on a line of its own; `None` if they are none.
fn stacked(
    terms: Terms<'_>,
    source: &Source,
    full: &[usize],
    kinds: &[Line],
    at: usize,
) -> Option<usize> {
    let head =
        |n: usize| kinds[n] == Line::Fragment && stack::is_head(terms, source.line(full[n]).trim());
    let fresh = !at.checked_sub(1).is_some_and(head);
    let is_index = |n: usize| stack::is_index(source.line(n).trim());
    // 板块 above 序号
    let is_group = |n: usize| source.line(n).trim().chars().count() <= GROUP;
    let index = if is_group(full[at]) { full.get(at..at + 2)? } else { &full[at..=at] };
    let index = index.iter().copied().find(|&n| is_index(n));
    let begins = index.is_some() || fresh && at + 3 <= full.len() && (at..at + 3).all(head);
    // A cell may be a sentence; the next 序号 heads another table.
    let is_new = |n: usize| index.is_some_and(|index| n > index && is_index(n));
    let is_part = |&&n: &&usize| is_cell(source, n) && !is_new(n);
    let cells = begins.then(|| full[at..].iter().take_while(is_part))?;
    let lines: Vec<&str> = cells.map(|&n| source.line(n).trim()).collect();
    stack::Stack::of(terms, &lines).map(|stack| stack.len())
}

/// Whether a line can be a cell, be it a sentence.
fn is_cell(source: &Source, n: usize) -> bool {
    let words = source.line(n).trim();
    let is_whole = words.len() <= LONGEST && !words.contains('\t');
    source.lines[n].look == Look::Plain && is_whole && !is_caption(words)
}

/// What a line can be to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// A row the document shows as one.
    Shown,
    /// The one cell of such a row.
    Across,
    /// Three cells or more.
    Row,
    /// Two cells.
    Pair,
    /// Two cells that sum up the rows right above, and are none elsewhere: 合计  35.
    Sum,
    /// A few words: a part of a cell.
    Fragment,
    /// Anything else.
    Other,
}

fn kind(terms: Terms<'_>, source: &Source, n: usize) -> Line {
    let words = source.line(n).trim();
    let heads = |s: Shape| {
        use Shape::{Attached, Chapter, Column, Part, Section};
        matches!(s, Part | Chapter | Section | Column | Attached)
    };
    match source.lines[n].look {
        Look::Row(_) => Line::Shown,
        Look::Heading(_) | Look::Lead(_) => Line::Other,
        Look::Across if is_caption(words) || mark::mark(words).is_some_and(|m| heads(m.shape)) => {
            Line::Other
        }
        Look::Across => Line::Across,
        Look::Plain if words.len() > LONGEST || is_caption(words) => Line::Other,
        // 牵头单位：甲  配合单位：乙  完成时限：6月底前 is no row.
        Look::Plain if label::begins_with_label(terms, words) || label::is_set_apart(words) => {
            Line::Other
        }
        Look::Plain if is_gapped(terms, words) || is_ruled_total(terms, words) => Line::Row,
        Look::Plain if words.chars().count() > 60 || words.contains(['。', '；']) => Line::Other,
        Look::Plain if mark::mark(words).is_some_and(|m| heads(m.shape)) => Line::Other,
        Look::Plain if count(words) == 2 && ends_in_amount(words) => Line::Row,
        Look::Plain if count(words) == 2 && is_total(terms, words) => Line::Sum,
        Look::Plain if count(words) == 2 => Line::Pair,
        Look::Plain if words.chars().count() <= 24 => Line::Fragment,
        Look::Plain => Line::Other,
    }
}

/// Whether a line with strokes is a row that sums up, however few of its cells are filled.
fn is_ruled_total(terms: Terms<'_>, words: &str) -> bool {
    is_total(terms, words) && words.contains(['|', '\t']) && count(words) >= 2
}

/// Whether a row sums up those above it: 合计 |  | 15000.
pub fn is_total(terms: Terms<'_>, row: &str) -> bool {
    let parts = |c: char| STROKES.contains(&c) || c.is_whitespace();
    let row = row.trim_start_matches(parts);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(parts);
    terms[Does::Total].iter().any(|total| row.strip_prefix(total).is_some_and(ends))
}

/// Whether the last cell of a line is an amount: 13.700, 85%; a bare number may be that of a page.
fn ends_in_amount(words: &str) -> bool {
    let last = words.rsplit("  ").next().unwrap_or_default().trim();
    let digits = last.trim_end_matches(['%', '％']);
    digits.parse::<f64>().is_ok() && last.contains(['.', '%', '％'])
}

/// Whether a line names the table below it: 表1　主要指标, 附表, 续表.
pub fn is_caption(words: &str) -> bool {
    let rest = words.trim_start_matches(['附', '续']);
    let named = rest.strip_prefix('表').is_some_and(|r| {
        let counts = |c| is_digit(c) || numeral::is_one_to_ten(c) || matches!(c, '：' | ':');
        r.trim_start().starts_with(counts)
    });
    named && words.chars().count() <= 60 && !words.contains(['。', '；'])
}

/// Whether a line names a figure, which text has lost: 图1　水网布局图.
pub fn is_figure(words: &str) -> bool {
    let rest = words.strip_prefix('附').unwrap_or(words).strip_prefix('图').unwrap_or_default();
    let digits = rest.trim_start().chars().take_while(|c| is_digit(*c)).count();
    let numbered = (1..=3).contains(&digits);
    numbered && words.chars().count() <= 40 && !words.contains(['。', '；', '，'])
}

/// Whether a line says the unit of all values of a table: 单位：万千瓦.
pub(super) fn is_unit_line(words: &str) -> bool {
    let words = words.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']);
    let said = words.strip_prefix("单位").map(str::trim_start);
    said.is_some_and(|w| w.starts_with(['：', ':'])) && words.chars().count() <= 20
}

/// How many words of heads a line has.
pub(super) fn head_words(terms: Terms<'_>, line: &str) -> usize {
    let heads = &terms[Does::Head];
    if heads.stand_in(line) { heads.iter().filter(|head| line.contains(*head)).count() } else { 0 }
}

/// Whether a row is the head of a table, by its words.
pub fn heads_table(terms: Terms<'_>, row: &str) -> bool {
    head_words(terms, row) >= 2
}

/// Whether a table begins with row `at`: it looks like a head, a caption stands above it, or another row follows. Where strokes stand only
/// between its cells, as between the links of a page or in a formula, the next line has as many and a number.
fn begins(terms: Terms<'_>, source: &Source, full: &[usize], kinds: &[Line], at: usize) -> bool {
    let words = source.line(full[at]);
    if heads_table(terms, words) {
        return true;
    }
    if let Some(stroke) = bare_stroke(words) {
        let next = full.get(at + 1).map_or("", |&n| source.line(n));
        let alike = next.matches(stroke).count() == words.matches(stroke).count();
        return kinds.get(at + 1) == Some(&Line::Row) && alike && next.contains(is_digit);
    }
    let above = at.saturating_sub(3)..at;
    kinds[at + 1..].iter().take(3).any(|k| *k == Line::Row)
        || above.rev().any(|n| is_caption(source.line(full[n]).trim()))
}

/// The first line of the table whose first row is `at`: the narrow lines below its caption are parts of its head.
fn first(source: &Source, full: &[usize], kinds: &[Line], at: usize) -> usize {
    let narrow = |n: &usize| matches!(kinds[*n], Line::Fragment | Line::Pair | Line::Sum);
    let count = (0..at).rev().take(FRAGMENTS).take_while(narrow).count();
    let above = (at - count).checked_sub(1);
    let captioned = above.is_some_and(|n| is_caption(source.line(full[n]).trim()));
    if captioned { at - count } else { at }
}

/// The last row of the table that holds row `at`: narrow lines belong to it while rows go on below them, but none without a stroke where
/// strokes are around its cells, and no heading above the head of another table.
fn last(terms: Terms<'_>, source: &Source, full: &[usize], kinds: &[Line], at: usize) -> usize {
    let is_ruled = |n: usize| source.line(full[n]).contains(STROKES);
    let marked = |n: usize| mark::mark(source.line(full[n]).trim()).is_some();
    let heads = |n: usize| names_all(terms, &source.text, source.lines[full[n]].span);
    let mut last = at;
    let mut narrow = 0;
    for (n, kind) in kinds.iter().enumerate().skip(at + 1) {
        match kind {
            Line::Row if narrow > 0 && marked(n - 1) && heads(n) => break,
            Line::Row => (last, narrow) = (n, 0),
            Line::Sum if n == last + 1 => last = n,
            Line::Pair | Line::Sum | Line::Fragment
                if narrow < FRAGMENTS * 2 && (is_ruled(n) || !is_ruled(at)) =>
            {
                narrow += 1;
            }
            _ => break,
        }
    }
    last
}

/// The first rows among `lines` that are one table: those above a row that names other columns than its own head, with rows below it.
pub fn one_table(terms: Terms<'_>, text: &str, lines: impl Iterator<Item = Span>) -> Vec<Span> {
    let words = |row: &Span| dense(row.of(text));
    let named = |row: Span| names_all(terms, text, row);
    let mut rows: Vec<Span> = Vec::new();
    let mut lines = lines.peekable();
    while let Some(row) = lines.next() {
        let again = || rows.iter().take(HEAD).any(|head| words(head) == words(&row));
        let above = rows.last().filter(|_| rows.len() >= HEAD_AND_RECORD && lines.peek().is_some());
        if above.is_some_and(|above| named(row) && !named(*above) && !again()) {
            break;
        }
        rows.push(row);
    }
    rows
}

/// The fewest rows of a table that has a head.
const HEAD_AND_RECORD: usize = 2;

/// Longest words above a column, in characters: 2030年规划目标值.
const COLUMN: usize = 12;

/// Whether a row whose cells have their places does nothing but name columns, two or more of them as most heads do: 序号 | 项目名称 | 建设地点 | 责任单位.
fn names_all(terms: Terms<'_>, text: &str, row: Span) -> bool {
    let placed = is_placed(row.of(text)) && heads_table(terms, row.of(text));
    if !placed || has_value(text, row) || is_of_card(terms, text, row) {
        return false;
    }
    let cells = cells(text, row);
    let mut words = cells.iter().map(|cell| cell.of(text)).filter(|cell| !cell.is_empty());
    let usual = words.clone().filter(|cell| terms[Does::Head].close(cell)).count();
    let years = words.clone().filter(|cell| opens_year(cell)).count();
    usual >= 2
        && (usual + years) * 2 >= words.clone().count()
        && words.all(|cell| cell.chars().count() <= COLUMN)
}

/// Whether a row is one of the card of a project, in which a value stands behind each name: 项目名称 | 红旗水库 | 建设地点 | 南山县.
fn is_of_card(terms: Terms<'_>, text: &str, row: Span) -> bool {
    let cells = cells(text, row);
    let words = cells.iter().map(|cell| cell.of(text)).filter(|cell| !cell.is_empty());
    let words: Vec<&str> = words.collect();
    let is_name = |cell: &str| terms[Does::Head].close(cell);
    let is_pair = |pair: &[&str]| pair.len() == 2 && is_name(pair[0]) && !is_name(pair[1]);
    words.chunks(2).all(is_pair)
}

/// The records among the rows `lines` of a table, and how many of the first rows are its head.
///
/// A row with a value is one; narrow lines around it are parts of its cells: those before it where it has no name of its own, else
/// those of the record above.
pub fn records(terms: Terms<'_>, text: &str, lines: &[Span]) -> (usize, Vec<Span>) {
    let words: Vec<&str> = lines.iter().map(|l| l.of(text).trim()).collect();
    if let Some(stack) = stack::Stack::of(terms, &words) {
        return (stack.head, stack.records(lines));
    }
    let shown = lines.iter().any(|l| is_placed(l.of(text)));
    let first = lines.iter().take(HEAD + 1).enumerate();
    let head = first.take_while(|(n, l)| heads(terms, text, **l, shown && *n > 0)).count();
    let head = if head > HEAD { 1 } else { head };
    let head = if head == lines.len() { 1.min(head) } else { head };
    let mut records: Vec<Span> = Vec::new();
    let mut waiting: Option<Span> = None;
    for &line in lines[head..].iter().filter(|line| !is_rule(line.of(text))) {
        let heads = shown && heads_table(terms, line.of(text));
        let again = heads && !has_value(text, line) && !is_of_card(terms, text, line);
        if let Some(last) = records.last_mut().filter(|_| again) {
            *last = last.to(line);
            continue;
        }
        if !shown && !has_value(text, line) {
            waiting = Some(waiting.map_or(line, |w| w.to(line)));
            continue;
        }
        let nameless = !cells(text, line).iter().any(|c| is_name(c.of(text)));
        match waiting.take() {
            Some(parts) if nameless || records.is_empty() => records.push(parts.to(line)),
            Some(parts) => {
                if let Some(last) = records.last_mut() {
                    *last = last.to(parts);
                }
                records.push(line);
            }
            None => records.push(line),
        }
    }
    match (waiting, records.last_mut()) {
        (Some(parts), Some(last)) => *last = last.to(parts),
        (Some(parts), None) => records.push(parts),
        _ => {}
    }
    (head, records)
}

/// Whether a row belongs to the head: it holds no value, and, where it `goes_on` with a head the document shows, words of heads, years,
/// or nothing in its first cell.
fn heads(terms: Terms<'_>, text: &str, line: Span, goes_on: bool) -> bool {
    let words = line.of(text);
    let below = || {
        let start = text[..line.start as usize].rfind('\n').map_or(0, |at| at + 1);
        is_rule(words)
            || names_columns(terms, text, line)
            || text[start..].starts_with('\t')
            || names_years(text, line)
    };
    !has_value(text, line) && (!goes_on || below())
}

/// Whether a row parts a head by years: | 2020年 | 2025年 |; one that says by when, | 新建水厂 | 2022年底 |, is none.
fn names_years(text: &str, line: Span) -> bool {
    let cells = cells(text, line);
    cells.iter().filter(|cell| opens_year(cell.of(text).trim_start())).count() >= 2
}

/// Whether a row below the first has words of heads and no sentence in its cells: 市水利局牵头 names no column.
fn names_columns(terms: Terms<'_>, text: &str, line: Span) -> bool {
    let cells = cells(text, line);
    let words = || cells.iter().map(|cell| cell.of(text));
    let names = |cell: &str| {
        let assigns = ["牵头", "配合", "负责"].iter().any(|w| cell.ends_with(w));
        head_words(terms, cell) > 0 && (!assigns || cell.chars().count() <= 2)
    };
    words().any(names) && words().all(|cell| !cell.contains(['。', '，', '；']))
}

/// Whether a row holds a value: a number that is no year, —, or what an indicator's attribute can be.
fn has_value(text: &str, line: Span) -> bool {
    cells(text, line).iter().any(|c| {
        let words = c.of(text);
        let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let number = plain.trim_start_matches(['[', '≥', '≤', '>', '<', '＞', '＜', '【']);
        let digits = number.chars().take_while(|c| is_digit(*c)).count();
        let year = opens_year(number) && digits == 4;
        (digits > 0 && !year)
            || plain == "—"
            || plain == "－"
            || plain.contains("约束性")
            || plain.contains("预期性")
    }) || first_is_count(line.of(text))
}

/// Whether the first cell is （一）, as before a row that names a group.
pub fn first_is_count(row: &str) -> bool {
    mark::mark(row).is_some_and(|m| matches!(m.shape, Shape::HanParen | Shape::Han))
}

/// Whether a cell is the name of something, no value.
pub(super) fn is_name(words: &str) -> bool {
    let han = words.chars().filter(|c| ('一'..='龥').contains(c)).count();
    let short = words.chars().count() <= 7;
    let outcome =
        |w: &str| words.starts_with(w) || words.ends_with(w) || short && words.contains(w);
    han >= 3 && !OUTCOMES.iter().any(|w| outcome(w))
}

/// Words that make a cell a value.
const OUTCOMES: [&str; 9] =
    ["约束性", "预期性", "左右", "以上", "以下", "完成", "保持", "持续", "下达"];

//! [`Columns`]: what the columns of a table mean, told from its head, and the cells of a row by their meaning.

use std::cmp::Reverse;

use super::cells::{cells, count, dense, is_placed, lines, stacked};
use super::heads::{Form, Head};
use super::region::is_name;
use crate::ground::{Span, half_width, is_digit};
use crate::lexicon::{Lexicon, List};
use crate::outline::period;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 序号.
    Index,
    /// 类别.
    Group,
    /// 指标名称, 工作任务: what the row is about.
    Name,
    /// 单位.
    Unit,
    /// 2020年, 现状值.
    Base,
    /// 2025年, 目标值.
    Target,
    /// 五年累计, 年均增速.
    Total,
    /// 约束性 or 预期性.
    Attribute,
    /// 牵头单位.
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合单位.
    Support,
    /// 完成时限.
    When,
    /// Anything else.
    Other,
}

/// One column: what it holds, and the year in its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// The year in its head; of a five-year plan the last.
    pub year: Option<u16>,
}

/// The columns of a table, from left to right.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    columns: Vec<Column>,
    /// The words above each.
    heads: Vec<String>,
    form: Form,
    kind: Kind,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Indicators and what they are to reach.
    Indicators,
    /// What was reached.
    Record,
    /// What is to be done.
    Works,
    /// Anything else.
    #[default]
    Other,
}

/// A row: its cells, each with its column.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: Vec<(Column, Span)>,
}

impl Row {
    /// The cells of a role, in order, without empty ones.
    pub fn of(&self, role: Role) -> impl Iterator<Item = (Column, Span)> {
        self.cells.iter().copied().filter(move |(c, s)| c.role == role && !s.is_empty())
    }
}

impl Columns {
    /// Reads the `head` of a table, which may hold its caption.
    pub fn of(lexicon: &Lexicon, text: &str, head: Span) -> Self {
        let head = Head::of(lexicon, text, head);
        let words: Vec<Words> = head.columns.iter().map(|h| Words::of(lexicon, h)).collect();
        let caption = Words::of(lexicon, &head.caption);
        let kind = kind(&words, caption);
        let mut columns: Vec<Column> = words.iter().map(|w| w.column()).collect();
        settle(&mut columns, kind);
        Self { columns, heads: head.columns, form: head.form, kind }
    }

    /// Whether the rows of the table are indicators with values to be reached.
    pub fn has_targets(&self) -> bool {
        self.kind == Kind::Indicators && self.has(Role::Name) && self.has(Role::Target)
    }

    /// Whether the rows of the table are tasks with those who carry them out.
    pub fn has_duties(&self) -> bool {
        self.has(Role::Lead) || self.has(Role::Responsible)
    }

    /// Whether the rows of the table may be works, by what its head says.
    pub fn may_be_works(&self) -> bool {
        self.kind == Kind::Works
    }

    /// Whether its head speaks of indicators that are to be reached, and yet no column of values was found.
    pub fn is_doubtful(&self) -> bool {
        self.kind == Kind::Indicators && !self.has_targets() && !self.has_duties()
    }

    /// The last year by which something is to be reached.
    pub fn last_year(&self) -> Option<u16> {
        self.columns.iter().filter(|c| c.role == Role::Target).filter_map(|c| c.year).max()
    }

    fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|c| c.role == role)
    }

    /// The cells of the record at `span` by their columns.
    pub fn row(&self, text: &str, span: Span) -> Row {
        let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        // An empty first cell lies before the first word, an empty last one behind the last.
        let rest = &text[span.end as usize..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let behind = if line.trim().is_empty() { line.len() } else { 0 };
        let whole = Span::new(start, span.end as usize + behind);
        let cells = match self.form {
            Form::Placed => {
                lines(text, whole).into_iter().flat_map(|l| self.placed(text, l)).collect()
            }
            Form::Stacked => self.zipped(text, stacked(text, span)),
            Form::Gapped => self.gapped(text, &lines(text, span)),
        };
        Row { cells }
    }

    /// The cells of a line with tabs; none of a head that comes once more. A page may part fewer columns than the page before.
    fn placed(&self, text: &str, line: Span) -> Vec<(Column, Span)> {
        let cells = cells(text, line);
        let again = cells.iter().filter(|c| self.is_head(c.of(text))).count();
        match is_placed(line.of(text)) {
            _ if again >= 2 => Vec::new(),
            true => self.zipped(text, cells),
            // A row of which the page lost the lines.
            false if count(line.of(text)) >= 3 => self.aligned(text, &cells),
            false => Vec::new(),
        }
    }

    /// Whether a line is one of the head that comes once more on a new page.
    fn is_again(&self, text: &str, cells: &[Span]) -> bool {
        let part = |s: &Span| self.heads.iter().any(|h| h.contains(&dense(s.of(text))));
        !cells.is_empty() && cells.iter().all(part) && cells.iter().any(|s| s.len() > 3)
    }

    fn is_head(&self, cell: &str) -> bool {
        let words = dense(cell);
        !words.is_empty() && self.heads.contains(&words)
    }

    /// Each cell with its column, where their numbers agree; a row in which groups are merged has fewer, those on the left first.
    fn zipped(&self, text: &str, cells: Vec<Span>) -> Vec<(Column, Span)> {
        let headed = || self.columns.iter().zip(&self.heads).filter(|(_, h)| !h.is_empty());
        let missing = self.columns.len().saturating_sub(cells.len());
        let mut merged = missing;
        let mut is_merged = |column: &Column| {
            let is_merged = merged > 0 && column.role == Role::Group;
            merged -= usize::from(is_merged);
            is_merged
        };
        let columns: Vec<Column> = match missing {
            0 => self.columns.clone(),
            _ if headed().count() == cells.len() => headed().map(|(c, _)| *c).collect(),
            _ => self.columns.iter().copied().filter(|c| !is_merged(c)).collect(),
        };
        if (self.form == Form::Stacked || missing > 1) && columns.len() != cells.len() {
            return Vec::new();
        }
        let whole = columns.len() == self.columns.len();
        let mut row: Vec<(Column, Span)> = columns.into_iter().zip(cells).collect();
        if whole {
            self.name_below_merged(text, &mut row);
        }
        row
    }

    /// Finds the name in a row below a head 指标 that goes over the columns of number and group as well: the last of their words.
    fn name_below_merged(&self, text: &str, row: &mut [(Column, Span)]) {
        let Some(at) = row.iter().position(|(c, _)| c.role == Role::Name) else { return };
        let more = self.heads[at + 1..].iter().take_while(|head| head.is_empty()).count();
        let below = at..(at + 1 + more).min(row.len());
        let named = |n: &usize| is_name(row[*n].1.of(text));
        let Some(name) = below.clone().rev().find(named).filter(|_| more > 0) else { return };
        for n in below {
            row[n].0.role = if n == name { Role::Name } else { Role::Other };
        }
    }

    /// The cells of a record of plain text, in which merged cells are missing: the values stand in one of its lines, the
    /// others hold parts of the name.
    fn gapped(&self, text: &str, lines: &[Span]) -> Vec<(Column, Span)> {
        let rows: Vec<Vec<Span>> = lines.iter().map(|&l| cells(text, l)).collect();
        let rows: Vec<Vec<Span>> =
            rows.into_iter().filter(|row| !row.is_empty() && !self.is_again(text, row)).collect();
        let most = |row: &&Vec<Span>| row.iter().filter(|s| !is_name(s.of(text))).count();
        let Some(main) = rows.iter().rev().max_by_key(most) else { return Vec::new() };
        let mut out = self.aligned(text, main);
        let name = Column { role: Role::Name, year: None };
        let named = out.iter().find(|(c, _)| c.role == Role::Name).map(|(_, s)| s.of(text));
        let parts = rows.iter().filter(|row| *row != main);
        match named {
            None => out.extend(parts.filter_map(|row| Some((name, *row.first()?)))),
            Some(words) => {
                let last = |row: &Vec<Span>| row.last().copied();
                let after = parts.skip_while(|row| row[0] < main[0]).filter_map(last);
                let goes_on = |s: &Span| continues(words, s.of(text));
                out.extend(after.filter(goes_on).map(|s| (name, s)));
            }
        }
        out
    }

    /// The cells of the line that holds the values, which are counted from the right.
    fn aligned(&self, text: &str, cells: &[Span]) -> Vec<(Column, Span)> {
        let name = Column { role: Role::Name, year: None };
        if cells.len() == self.columns.len() {
            return self.columns.iter().copied().zip(cells.iter().copied()).collect();
        }
        let counted = cells.first().is_some_and(|s| s.of(text).chars().all(is_digit));
        let cells = &cells[usize::from(counted && self.has(Role::Index))..];
        let is_value = |s: &&Span| !is_name(s.of(text));
        let values = cells.iter().rev().take_while(is_value).count();
        let after = self.columns.iter().rev().take_while(|c| c.role != Role::Name).count();
        let from = self.columns.len() - after;
        // Where a value is missing nothing tells which.
        let (left, right) = match cells.len().checked_sub(after) {
            Some(left) if values >= after || left > 0 && is_name(cells[left - 1].of(text)) => {
                cells.split_at(left)
            }
            Some(0) if cells.first().is_some_and(|s| !is_name(s.of(text))) => cells.split_at(0),
            _ => (&cells[..cells.len() - values], &[][..]),
        };
        let named = left.iter().rfind(|s| is_name(s.of(text)));
        let values = self.columns[from..].iter().copied().zip(right.iter().copied());
        named.map(|&s| (name, s)).into_iter().chain(values).collect()
    }
}

/// Whether `more` is the rest of the name `words`: a bracket is still open, or the unit is still to come.
fn continues(words: &str, more: &str) -> bool {
    let open = words.matches(['（', '(']).count() > words.matches(['）', ')']).count();
    open || !words.ends_with(['）', ')']) && more.ends_with(['）', ')'])
}

/// What the words of a head say.
#[derive(Clone, Copy, Debug)]
struct Words {
    role: Role,
    /// Whether they name what is to be reached: 指标.
    indicators: bool,
    /// Whether they say that it was reached: 完成情况.
    done: bool,
    /// Whether they name what is to be done: 建设内容.
    works: bool,
    year: Option<u16>,
}

/// Roles of words that are whole heads: 单位 is a unit, 责任单位 none.
const WHOLE: [&str; 2] = ["index", "unit"];

/// The roles of `table-heads.tsv`; where a head has words of several the longest wins, else the first of this list.
const ROLES: [(&str, Role); 16] = [
    ("other", Role::Other),
    ("done", Role::Other),
    ("attribute", Role::Attribute),
    ("lead", Role::Lead),
    ("support", Role::Support),
    ("responsible", Role::Responsible),
    ("when", Role::When),
    ("total", Role::Total),
    ("base", Role::Base),
    ("target", Role::Target),
    ("group", Role::Group),
    ("indicator", Role::Name),
    ("work", Role::Name),
    ("name", Role::Name),
    ("index", Role::Index),
    ("unit", Role::Unit),
];

/// Longest head of a column and longest caption, in characters.
const LONGEST: usize = 40;

impl Words {
    fn of(lexicon: &Lexicon, words: &str) -> Self {
        let table = lexicon.table(List::TableHeads);
        // A sentence that stands in the first lines is no head.
        let words = if words.chars().count() > LONGEST { "" } else { words };
        let whole = table.get(words).map(|row| row.cell(1)).filter(|r| WHOLE.contains(r));
        let rank = |role: &str| ROLES.iter().position(|(name, _)| *name == role);
        let parts = table
            .rows
            .iter()
            .filter(|row| words.contains(row.word()) && !WHOLE.contains(&row.cell(1)));
        let held: Vec<(&str, usize)> = parts.map(|row| (row.cell(1), row.word().len())).collect();
        let best = held.iter().max_by_key(|(role, len)| (*len, Reverse(rank(role))));
        let name = whole.or(best.map(|(role, _)| *role));
        let role = ROLES.iter().find(|(n, _)| Some(*n) == name).map_or(Role::Other, |r| r.1);
        let holds = |role: &str| held.iter().any(|(held, _)| *held == role);
        let indicators = !holds("other") && (holds("indicator") || holds("attribute"));
        Self { role, indicators, done: holds("done"), works: holds("work"), year: year(words) }
    }

    fn column(self) -> Column {
        Column { role: self.role, year: self.year }
    }
}

/// What a table is about, by its heads and its caption: one that says what was reached is a record. Indicators have a head of their own,
/// an attribute, or a unit and a value to be reached.
fn kind(heads: &[Words], caption: Words) -> Kind {
    let name = heads.iter().find(|w| w.role == Role::Name);
    let has = |role: Role| heads.iter().any(|w| w.role == role);
    let named = name.is_some_and(|w| w.indicators) || has(Role::Attribute) || caption.indicators;
    let measured = has(Role::Target) && (has(Role::Unit) || has(Role::Base));
    if heads.iter().any(|w| w.done) || caption.done {
        Kind::Record
    } else if named || measured {
        Kind::Indicators
    } else if caption.works || heads.iter().any(|w| w.works) {
        Kind::Works
    } else {
        Kind::Other
    }
}

/// The year in a head: 2025年, 2024—2026年 (the last), “十四五” (the last).
pub(super) fn year(words: &str) -> Option<u16> {
    let words: String = words.chars().map(half_width).collect();
    let last = |at: usize| {
        let digits = words.get(at..at + 4)?.parse().ok()?;
        (2000..=2100).contains(&digits).then_some(digits)
    };
    let printed = words.match_indices("20").filter_map(|(at, _)| last(at)).max();
    printed.or_else(|| period::years(&words).map(|(_, to)| to))
}

/// Tells columns that are headed by a year alone: the first is the base, the others are to be reached. Only one column names the row;
/// where none says that it does, the one that groups them.
fn settle(columns: &mut [Column], kind: Kind) {
    let bare = |c: &Column| c.role == Role::Other && c.year.is_some();
    let base = columns.iter().filter(|c| c.role == Role::Base).filter_map(|c| c.year).max();
    let least = columns.iter().filter(|c| bare(c)).filter_map(|c| c.year).min();
    let several = columns.iter().filter(|c| c.year.is_some()).count() >= 2;
    for column in columns.iter_mut().filter(|c| bare(c) && kind == Kind::Indicators) {
        let is_base = base.is_none() && several && column.year == least;
        let target = !is_base && base.is_none_or(|b| column.year > Some(b));
        column.role = if is_base {
            Role::Base
        } else if target {
            Role::Target
        } else {
            Role::Other
        };
    }
    let mut named = false;
    for column in columns.iter_mut().filter(|c| c.role == Role::Name) {
        column.role = if named { Role::Other } else { Role::Name };
        named = true;
    }
    let values = columns.iter().position(|c| c.role == Role::Target).unwrap_or(columns.len());
    // A column that says nothing of itself may name them as well; the first one only counts.
    let sure = !named && columns[..values].iter().skip(1).all(|c| c.role != Role::Other);
    let group = columns[..values].iter_mut().rfind(|c| c.role == Role::Group);
    if let Some(group) = group.filter(|_| sure) {
        group.role = Role::Name;
    }
}

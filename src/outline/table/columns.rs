//! [`Columns`]: what the columns of a table mean, told from its head, and the cells of a row by their meaning.

use super::cells::cells;
use super::region::is_name;
use crate::ground::Span;

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
    /// The year in its head.
    pub year: Option<u16>,
}

/// The columns of a table, from left to right.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    columns: Vec<Column>,
    /// Whether cells stand between tabs, so that a cell's place tells its column.
    placed: bool,
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
    pub fn of(text: &str, head: Span) -> Self {
        let mut lines = Vec::new();
        let mut start = head.start as usize;
        for line in head.of(text).split('\n') {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let placed = lines.iter().any(|l| l.of(text).contains('\t'));
        let indicators = head.of(text).contains("指标") || head.of(text).contains("属性");
        let heads = if placed { by_place(text, &lines) } else { by_position(text, &lines) };
        let mut columns: Vec<Column> = heads.iter().map(|h| column(h)).collect();
        settle(&mut columns, indicators);
        if heads.iter().any(|h| h.contains("完成情况") || h.contains("完成率")) {
            columns
                .iter_mut()
                .filter(|c| c.role == Role::Target)
                .for_each(|c| c.role = Role::Other);
        }
        Self { columns, placed }
    }

    /// Whether the rows of the table are indicators with values to be reached.
    pub fn has_targets(&self) -> bool {
        self.has(Role::Name) && self.has(Role::Target)
    }

    /// Whether the rows of the table are tasks with those who carry them out.
    pub fn has_duties(&self) -> bool {
        self.has(Role::Lead) || self.has(Role::Responsible)
    }

    fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|c| c.role == role)
    }

    /// The cells of the record at `span` by their columns.
    pub fn row(&self, text: &str, span: Span) -> Row {
        let mut row = Row::default();
        let mut start = span.start as usize;
        for line in span.of(text).split('\n') {
            let line_span = Span::new(start, start + line.len());
            start += line.len() + 1;
            let cells = cells(text, line_span);
            if self.placed {
                row.cells.extend(self.columns.iter().copied().zip(cells));
            } else {
                row.cells.extend(self.aligned(text, &cells));
            }
        }
        row
    }

    /// The cells of a line of plain text, in which merged cells are missing: those of values are counted from the right.
    fn aligned(&self, text: &str, cells: &[Span]) -> Vec<(Column, Span)> {
        let name = Column { role: Role::Name, year: None };
        if cells.len() == self.columns.len() {
            return self.columns.iter().copied().zip(cells.iter().copied()).collect();
        }
        let value = |s: &Span| !is_name(s.of(text));
        let values = cells.iter().rev().take_while(|s| value(s)).count();
        let after = self.columns.iter().rev().take_while(|c| c.role != Role::Name).count();
        if values > after {
            let parts = cells.iter().filter(|s| is_name(s.of(text)));
            return parts.map(|&s| (name, s)).collect();
        }
        let (left, right) = cells.split_at(cells.len() - values);
        let mut out: Vec<(Column, Span)> = left.last().map(|&s| (name, s)).into_iter().collect();
        let from = self.columns.len() - values;
        out.extend(self.columns[from..].iter().copied().zip(right.iter().copied()));
        out
    }
}

/// The head of each column where tabs part them: the words of all its lines, one below the other; a cell over several columns
/// stands for each of them.
fn by_place(text: &str, lines: &[Span]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    let rows: Vec<Vec<Span>> =
        lines.iter().filter(|l| l.of(text).contains('\t')).map(|&l| cells(text, l)).collect();
    for (n, row) in rows.iter().enumerate() {
        let mut over = "";
        heads.resize(heads.len().max(row.len()), String::new());
        for (at, cell) in row.iter().enumerate() {
            let words = cell.of(text);
            over = if words.is_empty() && n + 1 < rows.len() { over } else { words };
            let below = rows.get(n + 1).and_then(|r| r.get(at)).is_some_and(|s| !s.is_empty());
            heads[at].push_str(if words.is_empty() && !below { "" } else { over });
        }
    }
    heads
}

/// The head of each column where gaps part them: words that stand one below the other belong together.
fn by_position(text: &str, lines: &[Span]) -> Vec<String> {
    let mut columns: Vec<(usize, usize, String)> = Vec::new();
    for &line in lines {
        let all = cells(text, line);
        if all.len() < 2 && columns.is_empty() {
            continue;
        }
        for cell in all {
            let before = &text[line.start as usize..cell.start as usize];
            let from = crate::outline::layout::width(before);
            let to = from + crate::outline::layout::width(cell.of(text));
            match columns.iter_mut().find(|c| from < c.1 + 2 && c.0 < to + 2) {
                Some(column) => {
                    (column.0, column.1) = (column.0.min(from), column.1.max(to));
                    column.2.push_str(cell.of(text));
                }
                None => columns.push((from, to, cell.of(text).to_owned())),
            }
        }
    }
    columns.sort_by_key(|c| c.0);
    columns.into_iter().map(|c| c.2).collect()
}

/// What the head of a column says.
fn column(head: &str) -> Column {
    let words: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    Column { role: role(&words), year: year(&words) }
}

/// Words in heads and what they say, the first that is found.
const ROLES: [(Role, &[&str]); 10] = [
    (Role::Attribute, &["属性", "性质"]),
    (Role::Lead, &["牵头"]),
    (Role::Support, &["配合", "协办", "参与", "参加"]),
    (Role::Responsible, &["责任", "负责", "承办", "主办"]),
    (Role::When, &["时限", "完成时间", "时间", "期限", "进度"]),
    (Role::Total, &["累计", "年均", "增速"]),
    (Role::Base, &["现状", "基期", "基准", "基数", "实际", "完成值"]),
    (Role::Target, &["目标值", "目标", "规划值", "预期值"]),
    (Role::Group, &["类别", "类型", "领域", "分类"]),
    (Role::Name, &["指标", "任务", "名称", "工作", "内容", "措施", "项目"]),
];

fn role(words: &str) -> Role {
    if words == "序号" || words == "序" || words == "号" {
        return Role::Index;
    }
    if matches!(words, "单位" | "计量单位" | "指标单位") {
        return Role::Unit;
    }
    let named = ROLES.iter().find(|(_, list)| list.iter().any(|w| words.contains(w)));
    named.map_or(Role::Other, |(role, _)| *role)
}

/// The year in a head: 2025年.
fn year(words: &str) -> Option<u16> {
    let at = words.find("20")?;
    let digits = words.get(at..at + 4)?.parse().ok()?;
    (2000..=2100).contains(&digits).then_some(digits)
}

/// Tells columns that are headed by a year alone: the first is the base, the others are to be reached. Only one column names the row.
fn settle(columns: &mut [Column], indicators: bool) {
    let bare = |c: &Column| c.role == Role::Other && c.year.is_some();
    let base = columns.iter().filter(|c| c.role == Role::Base).filter_map(|c| c.year).max();
    let least = columns.iter().filter(|c| bare(c)).filter_map(|c| c.year).min();
    let several = columns.iter().filter(|c| c.year.is_some()).count() >= 2;
    for column in columns.iter_mut().filter(|c| bare(c) && indicators) {
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
}

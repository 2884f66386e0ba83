//! The indicators year by year, with the address behind each value, and what in them does not fit together.

use std::collections::BTreeSet;

use super::paper::{GAP, Ink, Paper, width};
use super::tags::amount;
use crate::answers::{Conflict, ConflictKind, Series, TargetTable, Value};

/// How far the addresses of a row stand in.
const INDENT: usize = 2;

/// The least room a name has beside its values; where there is less, each value has a line of its own.
const NAME: usize = 18;

/// How many values one cell shows.
const SHOWN: usize = 3;

/// Writes `table`; nothing but a word where it is empty.
pub fn targets(paper: &mut Paper, table: &TargetTable) {
    let all = || table.series.iter().chain(&table.outcomes);
    let plans: BTreeSet<&str> = all().flat_map(|s| &s.values).map(|v| v.plan.id.as_str()).collect();
    if plans.is_empty() {
        paper.line(0, &[(Ink::Plain, "没有这样的指标")]);
        return;
    }
    let page = Page { table, one_plan: plans.len() == 1 };
    page.head(paper, &plans);
    page.numbers(paper);
    page.outcomes(paper);
    page.conflicts(paper);
}

/// The table, and whether its addresses need no plan.
struct Page<'a> {
    table: &'a TargetTable,
    one_plan: bool,
}

impl Page<'_> {
    fn head(&self, paper: &mut Paper, plans: &BTreeSet<&str>) {
        let whose = match plans.first() {
            Some(id) if self.one_plan => (*id).to_owned(),
            _ => format!("{} 部规划", plans.len()),
        };
        let counts =
            [(self.table.series.len(), "项指标"), (self.table.outcomes.len(), "项定性目标")];
        let counts = counts.into_iter().filter(|&(n, _)| n > 0);
        let count: String = counts.map(|(n, what)| format!(" · {n} {what}")).collect();
        paper.line(
            0,
            &[(Ink::Bold, "指标表"), (Ink::Dim, &count), (Ink::Dim, &format!(" · {whose}"))],
        );
    }

    /// The rows with numbers: as a grid where there is room for one.
    fn numbers(&self, paper: &mut Paper) {
        if self.table.series.is_empty() {
            return;
        }
        paper.blank();
        match Grid::of(self, paper.width()) {
            Some(grid) => grid.write(paper, self),
            None => self.table.series.iter().for_each(|series| self.listed(paper, series)),
        }
    }

    /// One row as lines: the name, then a line a value.
    fn listed(&self, paper: &mut Paper, series: &Series) {
        paper.line(0, &[(Ink::Plain, &label(series))]);
        for value in &series.values {
            let said = [year(value.target.deadline), amount(&value.target), unit(value)].concat();
            paper.item(
                INDENT,
                &[(Ink::Plain, &said)],
                22,
                &[(Ink::Address, &self.addresses(value))],
            );
        }
    }

    /// Where the values of a row stand, the year before each.
    fn sources(&self, series: &Series) -> String {
        let source = |value: &Value| {
            let due = value.target.deadline;
            let shared = series.of_year(due).nth(1).is_some();
            let said = if shared { format!(" {}", amount(&value.target)) } else { String::new() };
            format!("{}{said} {}", year(due), self.addresses(value))
        };
        series.values.iter().map(source).collect::<Vec<_>>().join(" · ")
    }

    fn addresses(&self, value: &Value) -> String {
        let whole = |id: String| match self.one_plan {
            true => id,
            false => format!("{}/{id}", value.plan.id),
        };
        value.ids().map(whole).collect::<Vec<_>>().join("、")
    }

    /// The indicators without a number, a line a promise.
    fn outcomes(&self, paper: &mut Paper) {
        if self.table.outcomes.is_empty() {
            return;
        }
        paper.blank();
        paper.line(0, &[(Ink::Bold, "定性目标")]);
        for series in &self.table.outcomes {
            for value in &series.values {
                let words = value.target.qualifiers.concat();
                let due = value.target.deadline.map(|y| format!("（{y}年）")).unwrap_or_default();
                let said =
                    format!("{} {words}{due}  ", label(series)).replace("  ", "\u{a0}\u{a0}");
                let address = self.addresses(value);
                paper.line(INDENT, &[(Ink::Plain, &said), (Ink::Address, &address)]);
            }
        }
    }

    fn conflicts(&self, paper: &mut Paper) {
        if self.table.conflicts.is_empty() {
            return;
        }
        paper.blank();
        paper.line(0, &[(Ink::Bold, "前后不一")]);
        for conflict in &self.table.conflicts {
            paper.line(INDENT, &[(Ink::Plain, &self.said(conflict))]);
        }
    }

    /// 森林覆盖率 2035年有 2 个值：46%（5.2.1#5）、48%（Z5.1#2）.
    fn said(&self, conflict: &Conflict) -> String {
        let one = |value: &Value, dated: bool| {
            let due = if dated { year(value.target.deadline) + " " } else { String::new() };
            format!("{due}{}{}（{}）", amount(&value.target), unit(value), self.addresses(value))
        };
        let all = |dated| {
            let each = conflict.values.iter().map(|value| one(value, dated));
            each.collect::<Vec<_>>().join("、")
        };
        let name = &conflict.name;
        match conflict.kind {
            ConflictKind::TwoValues => {
                let due = year(conflict.values[0].target.deadline);
                format!("{name} {due}有 {} 个值：{}", conflict.values.len(), all(false))
            }
            ConflictKind::Backwards => format!("{name} 后一阶段倒退：{}", all(true)),
            ConflictKind::Uneven => {
                format!("“分别”前后的个数对不上：{name}（{}）", self.addresses(&conflict.values[0]))
            }
        }
    }
}

/// The rows with numbers in columns.
struct Grid {
    /// The columns that the name takes, with the gap behind it.
    name: usize,
    unit: usize,
    years: Vec<usize>,
}

impl Grid {
    /// The columns of `page`; `None` where a line of `room` columns has no room for them.
    fn of(page: &Page<'_>, room: Option<usize>) -> Option<Self> {
        let all = &page.table.series;
        let widest = |words: Vec<String>, head: &str| {
            words.iter().map(|w| width(w)).max().unwrap_or(0).max(width(head)) + 2
        };
        let unit = widest(all.iter().filter_map(|s| s.unit.clone()).collect(), "单位");
        let column = |&due: &Option<u16>| {
            widest(all.iter().map(|series| cell(series, due)).collect(), &year(due))
        };
        let years: Vec<usize> = page.table.years.iter().map(column).collect();
        let name = widest(all.iter().map(label).collect(), "指标");
        let rest = unit + years.iter().sum::<usize>();
        let left = room.map_or(name, |room| room.saturating_sub(rest).min(name));
        (left >= NAME.min(name)).then_some(Self { name: left, unit, years })
    }

    fn write(&self, paper: &mut Paper, page: &Page<'_>) {
        let years: Vec<String> = page.table.years.iter().map(|&due| year(due)).collect();
        let head =
            [padded("指标", self.name), padded("单位", self.unit), self.row(&years)].concat();
        paper.line(0, &[(Ink::Dim, &head)]);
        for series in &page.table.series {
            let name = label(series);
            let cells: Vec<String> =
                page.table.years.iter().map(|&due| cell(series, due)).collect();
            let unit = padded(series.unit.as_deref().unwrap_or_default(), self.unit);
            let values = [unit, self.row(&cells)].concat();
            if width(&name) + 2 > self.name {
                paper.line(0, &[(Ink::Plain, &name)]);
                paper.line(0, &[(Ink::Plain, &[padded("", self.name), values].concat())]);
            } else {
                paper.line(0, &[(Ink::Plain, &[padded(&name, self.name), values].concat())]);
            }
            paper.line(INDENT, &[(Ink::Address, &page.sources(series))]);
        }
    }

    fn row(&self, cells: &[String]) -> String {
        let padded = cells.iter().zip(&self.years).map(|(cell, &wide)| padded(cell, wide));
        padded.collect::<String>().trim_end_matches(GAP).to_owned()
    }
}

/// `words` with spaces behind them to a width of `wide` columns.
fn padded(words: &str, wide: usize) -> String {
    let space = wide.saturating_sub(width(words));
    format!("{words}{}", GAP.to_string().repeat(space))
}

/// What one cell shows: the values apart from each other, the unit with those that have another than the row.
fn cell(series: &Series, due: Option<u16>) -> String {
    let mut shown: Vec<String> = Vec::new();
    for value in series.of_year(due) {
        let own = if value.target.unit == series.unit { String::new() } else { unit(value) };
        let words = format!("{}{own}", amount(&value.target));
        if !shown.contains(&words) {
            shown.push(words);
        }
    }
    let all = shown.len();
    shown.truncate(SHOWN);
    let more = if all > SHOWN { format!("等{all}个") } else { String::new() };
    shown.join("、") + &more
}

fn unit(value: &Value) -> String {
    value.target.unit.clone().unwrap_or_default()
}

fn year(year: Option<u16>) -> String {
    year.map_or("未定年限".to_owned(), |year| format!("{year}年"))
}

/// The name of a row, with what its values are compared with and the plan where each has its own row.
fn label(series: &Series) -> String {
    let base = series.base_year.map(|year| format!("比{year}年"));
    let pace = series.pace.map(str::to_owned);
    let said: Vec<String> = base.into_iter().chain(pace).chain(series.plan.clone()).collect();
    match said.as_slice() {
        [] => series.title(),
        said => format!("{}（{}）", series.title(), said.join("，")),
    }
}

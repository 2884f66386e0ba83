//! The filled-in table read back: which rows, which addresses, what people wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Range, Reader};

use super::{book, measures};
use crate::ground::{Error, Note, Result};
use crate::source::{self, limits};
use crate::tags::Field;

/// A table as it came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The plan that 说明 names, where it names only one.
    pub plan: Option<String>,
    /// The rows below the head, empty ones left out.
    pub rows: Vec<Row>,
    /// What is odd about the file or a row; the line is the row of the sheet, 0 for the file.
    pub notes: Vec<Note>,
}

/// One row of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// The address; empty where there is none.
    pub address: String,
    /// What stands under 具体措施.
    pub measure: String,
    /// What stands in the columns that people fill in, as far as the table has them.
    pub cells: BTreeMap<Field, String>,
    /// What stands in the other columns that could be taken for ones to be filled in, as far as the table has them and it is anything.
    pub given: BTreeMap<Given, String>,
}

/// A column that says what the plan does, and is not read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// 责任领域.
    Domains,
    /// 目标值.
    Targets,
    /// 力度.
    Strength,
    /// 地点.
    Places,
}

impl Given {
    /// All of them, each with the name of its column.
    pub const COLUMNS: [(Self, &str); 4] = [
        (Self::Domains, "责任领域"),
        (Self::Targets, "目标值"),
        (Self::Strength, "力度"),
        (Self::Places, "地点"),
    ];
}

impl Returned {
    /// The plans that the table names, in its addresses or in 说明; `None` where an address stands without its plan.
    pub fn plans(&self) -> Option<BTreeSet<&str>> {
        let named = self.rows.iter().map(|row| match row.address.rfind('/') {
            Some(end) => Some(&row.address[..end]),
            None => self.plan.as_deref(),
        });
        named.collect()
    }
}

/// The name of the column of addresses, and of that of the words.
const ADDRESS: &str = "出处";
const MEASURE: &str = "具体措施";

/// How many rows from the top the head is looked for: people write titles above it.
const ABOVE: usize = 20;

/// The cells of one sheet, row by row, with the number of the first.
struct Grid {
    first: u32,
    rows: Vec<Vec<String>>,
    /// Cells that are one: first row, last row, column, counted in `rows`.
    merged: Vec<(usize, usize, usize)>,
    /// Where cells hold a formula, in the same count.
    formulas: Vec<(usize, usize)>,
}

/// Reads a filled-in table, from a workbook (.xlsx) or from CSV, its cells parted by commas, tabs or semicolons; `name` is what messages
/// call the file.
///
/// Errors: neither a workbook nor text, a workbook that cannot be read, no sheet with a column 出处 and one to be filled in.
pub fn read(bytes: &[u8], name: &str) -> Result<Returned> {
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        return Err(limits::exceeded(format!("{name}：文件过大（超过 {most} MiB）")));
    }
    if bytes.starts_with(b"PK") {
        // Cells out of all bounds are more than its reader can count; that is the same as any other damage.
        let read = catch_unwind(AssertUnwindSafe(|| workbook(bytes, name)));
        return read.unwrap_or_else(|_| Err(book::unreadable(name)));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Error::input(format!("{name} 是旧式的 .xls 或有密码"))
            .with_hint("在 Excel 或 WPS 里打开，另存为没有密码的 .xlsx"));
    }
    let text = source::read(bytes, source::Format::Text, name)?.text;
    // Office programs part cells by tabs or semicolons too.
    let mut tables = [b',', b'\t', b';'].into_iter().map(|mark| Grid::of_csv(&text, mark).table());
    tables.find_map(|table| table).ok_or_else(|| no_table(name))
}

fn no_table(name: &str) -> Error {
    Error::input(format!("{name} 里没有任务分解表：要有“{ADDRESS}”一列，和{}中的一列", filled_in()))
        .with_hint("请用 gangyao export -o 任务分解表.xlsx 导出的表填写，不要改列名")
}

/// The names of the columns that are read back: 牵头部门、配合部门、….
pub(super) fn filled_in() -> String {
    Field::ALL.iter().map(|field| field.label()).collect::<Vec<_>>().join("、")
}

/// That columns of the `head`, which is row `row`, are none of the table that is exported: a column to be filled in may be renamed.
fn unknown(head: &[String], row: u32) -> Option<Note> {
    let is_known = |name: &String| measures::COLUMNS.iter().any(|column| column.name == **name);
    let unknown = head.iter().filter(|name| !name.is_empty() && !is_known(name));
    let names: Vec<String> = unknown.map(|name| format!("“{name}”")).collect();
    let (names, read) = ((!names.is_empty()).then(|| names.join("、"))?, filled_in());
    Some(Note::warning(row, format!("{names}不是导出的表里的列，没有用；读回的只有{read}")))
}

fn workbook(bytes: &[u8], name: &str) -> Result<Returned> {
    let mut book = book::open(bytes, name)?;
    let names = book.sheet_names();
    let mut found = None;
    let mut plan = None;
    // The sheet of that name first; then any other, for people rename sheets.
    let (named, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|n| n == measures::NAME);
    for sheet in named.into_iter().chain(others) {
        let range = book::cells(&mut book, &sheet, name)?;
        plan = plan.or_else(|| stated_plan(&range));
        if found.is_none() {
            let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
            let formulas = book::formulas(&mut book, &sheet);
            found = Grid::of_sheet(&range, &merged, &formulas).table();
        }
    }
    let mut found = found.ok_or_else(|| no_table(name))?;
    found.plan = plan;
    Ok(found)
}

/// The plan that a sheet 说明 names; none where it names several.
fn stated_plan(range: &Range<Data>) -> Option<String> {
    let named = |row: &[Data]| {
        let [key, value, ..] = row else { return None };
        (worded(key) == "规划编号").then(|| worded(value))
    };
    let mut plans = range.rows().take(200).filter_map(named);
    plans.next().filter(|_| plans.next().is_none())
}

/// What a cell shows.
fn worded(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}年{month}月{day}日")
        }
        Data::Error(error) => error.to_string(),
        other => other.to_string().trim().to_owned(),
    }
}

impl Grid {
    fn of_sheet(range: &Range<Data>, merged: &[Dimensions], formulas: &[(u32, u32)]) -> Self {
        let (top, left) = range.start().unwrap_or_default();
        let within = |(row, column): (u32, u32)| {
            Some((row.checked_sub(top)? as usize, column.checked_sub(left)? as usize))
        };
        let column = |d: &Dimensions| {
            let ((from, at), (to, _)) = (within(d.start)?, within(d.end)?);
            Some((from, to, at))
        };
        Self {
            first: top + 1,
            rows: range.rows().map(|row| row.iter().map(worded).collect()).collect(),
            merged: merged.iter().filter_map(column).collect(),
            formulas: formulas.iter().copied().filter_map(within).collect(),
        }
    }

    /// The cells of `text`, with `mark` between them.
    fn of_csv(text: &str, mark: u8) -> Self {
        let mut reader = ::csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(mark);
        let reader = reader.from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.into_records().map_while(std::result::Result::ok) {
            let plain = |cell: &str| {
                // The apostrophe that keeps a spreadsheet from taking words for a formula.
                let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
                let bare = cell.strip_prefix('\'').filter(|rest| rest.starts_with(signs));
                bare.unwrap_or(cell).trim().to_owned()
            };
            rows.push(record.iter().map(plain).collect());
        }
        Self { first: 1, rows, merged: Vec::new(), formulas: Vec::new() }
    }

    /// The table in the grid, if it has one.
    fn table(mut self) -> Option<Returned> {
        let place = |row: &Vec<String>, name: &str| row.iter().position(|cell| cell == name);
        let fields = |row: &Vec<String>| {
            let field = |&field: &Field| Some((field, place(row, field.label())?));
            Field::ALL.iter().filter_map(field).collect::<Vec<_>>()
        };
        let is_head = |row: &Vec<String>| place(row, ADDRESS).is_some() && !fields(row).is_empty();
        let head = self.rows.iter().take(ABOVE).position(is_head)?;
        let columns = fields(&self.rows[head]);
        let address = place(&self.rows[head], ADDRESS)?;
        let measure = place(&self.rows[head], MEASURE);
        let column = |(given, name)| Some((given, place(&self.rows[head], name)?));
        let givens: Vec<(Given, usize)> = Given::COLUMNS.into_iter().filter_map(column).collect();
        self.spread(head, &columns);
        let mut found = Returned::default();
        found.notes.extend(unknown(&self.rows[head], self.first + head as u32));
        for (n, cells) in self.rows.iter().enumerate().skip(head + 1) {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
            let row = self.first + n as u32;
            for (field, at) in &columns {
                if self.formulas.contains(&(n, *at)) {
                    let message = format!("{}一格是公式，按它显示的文字收下", field.label());
                    found.notes.push(Note::warning(row, message));
                }
            }
            if cells.len() <= address {
                let message = format!("这一行不完整，只有 {} 格，缺的格不算改动", cells.len());
                found.notes.push(Note::warning(row, message));
            }
            let says = |(_, words): &(Given, String)| !words.is_empty();
            // A cell that a broken line of CSV does not have was not emptied by anybody.
            let filled = |&(field, at): &(Field, usize)| Some((field, cells.get(at)?.clone()));
            found.rows.push(Row {
                row,
                address: cell(address),
                measure: measure.map(cell).unwrap_or_default(),
                cells: columns.iter().filter_map(filled).collect(),
                given: givens.iter().map(|&(given, at)| (given, cell(at))).filter(says).collect(),
            });
        }
        Some(found)
    }

    /// Gives every row of a merged cell in one of `columns` what the cell says.
    fn spread(&mut self, head: usize, columns: &[(Field, usize)]) {
        for &(from, to, at) in &self.merged {
            if from <= head || columns.iter().all(|(_, column)| *column != at) {
                continue;
            }
            let words =
                self.rows.get(from).and_then(|row| row.get(at)).cloned().unwrap_or_default();
            for row in self.rows.iter_mut().take(to + 1).skip(from) {
                if let Some(cell) = row.get_mut(at) {
                    cell.clone_from(&words);
                }
            }
        }
    }
}

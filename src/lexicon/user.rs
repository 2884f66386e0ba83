//! A user's own tables: files of the names of the shipped ones, whose rows are added to theirs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::row::{OwnRow, Row};
use super::table::Table;
use super::{Lexicon, List};
use crate::ground::{Error, Note, Result};

/// What a folder of tables holds.
#[derive(Default)]
pub struct UserTables {
    /// The rows of each list, in the order of its columns.
    pub rows: BTreeMap<List, Vec<OwnRow<'static>>>,
    /// What could not be used, by file and line.
    pub notes: Vec<Note>,
    /// The names and bytes of the files.
    pub hash: Sha256,
}

/// Reads the tables (`*.tsv`) of `dir` for `lexicon`. A row that cannot be used becomes a note, the others are used.
///
/// Errors: the folder or a file in it cannot be read.
pub fn read(dir: &Path, lexicon: &Lexicon) -> Result<UserTables> {
    let mut tables = UserTables::default();
    for path in files(dir)? {
        let bytes = std::fs::read(&path).map_err(|e| Error::file("词表读不出来", &path, e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for part in [name.as_bytes(), &bytes] {
            tables.hash.update((part.len() as u64).to_le_bytes());
            tables.hash.update(part);
        }
        tables.add(&name, &bytes, lexicon);
    }
    Ok(tables)
}

/// The tables of `dir`, by name.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let fail = |e| Error::file("词表目录读不出来", dir, e);
    let entries = std::fs::read_dir(dir).map_err(fail)?;
    let paths = entries.map(|entry| entry.map(|e| e.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = paths.map_err(fail)?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
    paths.sort();
    Ok(paths)
}

impl UserTables {
    fn add(&mut self, file: &str, bytes: &[u8], lexicon: &Lexicon) {
        let Some(&list) = List::ALL.iter().find(|l| l.file() == file) else {
            let known: Vec<_> = List::ALL.iter().map(|l| l.file()).collect();
            let message =
                format!("没有叫这个名字的词表，整个文件未用；可用的是 {}", known.join("、"));
            return self.note(file, 1, &message);
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.note(file, 1, "不是 UTF-8 编码，整个文件未用");
        };
        let table = Table::read(text);
        for note in &table.notes {
            self.note(file, note.line, &note.message);
        }
        match columns(&table, lexicon.table(list)) {
            Ok(order) => self.add_rows(list, &table, &order, lexicon),
            Err(message) => self.note(file, 1, &message),
        }
    }

    fn add_rows(
        &mut self,
        list: List,
        table: &Table<'_>,
        order: &[Option<usize>],
        lexicon: &Lexicon,
    ) {
        let shipped = lexicon.table(list);
        let numeric = numeric_columns(shipped);
        for row in table.rows.iter() {
            let cell = |at: &Option<usize>| Cow::Owned(at.map_or("", |n| row.cell(n)).to_owned());
            let own: OwnRow<'static> = (row.line, order.iter().map(cell).collect());
            match fault(Row::from(&own), shipped, &numeric) {
                Some(message) => self.note(list.file(), row.line, &message),
                None => self.rows.entry(list).or_default().push(own),
            }
        }
    }

    fn note(&mut self, file: &str, line: u32, message: &str) {
        self.notes.push(Note::warning(line, format!("{file}：{message}")));
    }
}

/// For each column of the shipped table, its place in the user's; a user's table may leave columns out or swap them.
fn columns(
    user: &Table<'_>,
    shipped: &Table<'_>,
) -> std::result::Result<Vec<Option<usize>>, String> {
    let names = shipped.columns.join("、");
    if let Some(strange) = user.columns.iter().find(|c| shipped.column(c).is_none()) {
        return Err(format!("表头里的“{strange}”不是列名，整个文件未用；列名是 {names}"));
    }
    let order: Vec<_> = shipped.columns.iter().map(|c| user.column(c)).collect();
    match order[0] {
        Some(_) => Ok(order),
        None => Err(format!("表头缺第一列“{}”，整个文件未用", shipped.columns[0])),
    }
}

/// The columns that hold only numbers.
fn numeric_columns(table: &Table<'_>) -> Vec<usize> {
    let numeric = |n: &usize| table.rows.iter().all(|row| is_number(row.cell(*n)));
    (1..table.columns.len()).filter(|n| !table.rows.is_empty() && numeric(n)).collect()
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Why a row cannot be used: its word is missing, or a column that holds only numbers in the shipped table has none here.
fn fault(row: Row<'_>, shipped: &Table<'_>, numeric: &[usize]) -> Option<String> {
    if row.word().is_empty() {
        return Some(format!("“{}”一列是空的", shipped.columns[0]));
    }
    let &wrong = numeric.iter().find(|&&n| !is_number(row.cell(n)))?;
    Some(format!("“{}”应是数字，实为“{}”", shipped.columns[wrong], row.cell(wrong)))
}

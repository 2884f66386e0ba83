//! The one table form: tab-separated words with a head line and comments.

use crate::ground::Note;

/// A table of words as it stands in a file: columns named by the head line, one row a word.
///
/// ```text
/// # What the table holds, where it comes from, when.
/// term	domain	weight
/// 黑臭水体	water	5
/// ```
///
/// Lines that begin with `#` and empty lines count for nothing; the first other line names the columns; the first column is
/// the word. A row with too few or too many cells is left out and noted.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Rows that could not be read: line and reason.
    pub notes: Vec<Note>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its cells, white space trimmed.
    pub cells: Vec<String>,
}

impl Row {
    /// The word: the first cell.
    pub fn word(&self) -> &str {
        &self.cells[0]
    }
}

impl Table {
    /// Reads a table. Cannot fail: what is no row becomes a note.
    pub fn read(text: &str) -> Self {
        let mut table = Table::default();
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells = line.split('\t').map(|c| c.trim().to_owned()).collect();
            table.push(n as u32 + 1, cells);
        }
        table
    }

    fn push(&mut self, line: u32, mut cells: Vec<String>) {
        if self.columns.is_empty() {
            self.columns = cells;
            return;
        }
        // A spreadsheet drops empty cells at the end of a row.
        while cells.len() < self.columns.len() {
            cells.push(String::new());
        }
        if cells.len() > self.columns.len() {
            let message = format!("应有 {} 列，实有 {} 列", self.columns.len(), cells.len());
            self.notes.push(Note::warning(line, message));
        } else if cells[0].is_empty() {
            self.notes.push(Note::warning(line, "第一列（词）是空的"));
        } else {
            self.rows.push(Row { line, cells });
        }
    }

    /// The place of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }
}

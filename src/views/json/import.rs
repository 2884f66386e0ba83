//! What a filled-in table changes, for programs.

use serde::Serialize;

use crate::ground;
use crate::views::sheets;

/// The outcome of an import.
#[derive(Serialize)]
pub struct Import<'a> {
    file: &'a str,
    rows: usize,
    changes: Vec<Change<'a>>,
    oddities: Vec<RowNote<'a>>,
    contradictions: Vec<RowNote<'a>>,
    missing: &'a [String],
    /// The files of corrections that were written.
    written: &'a [String],
}

#[derive(Serialize)]
struct Change<'a> {
    row: u32,
    plan: &'a str,
    id: &'a str,
    field: &'static str,
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct RowNote<'a> {
    row: u32,
    message: &'a str,
}

impl<'a> Import<'a> {
    /// The shape of `import` of `file`, after which the files `written` were written.
    pub fn of(file: &'a str, import: &'a sheets::Import, written: &'a [String]) -> Self {
        let change = |change: &'a sheets::Change| Change {
            row: change.row,
            plan: &change.plan,
            id: &change.address,
            field: change.field.label(),
            from: &change.from,
            to: &change.to,
        };
        let note = |note: &'a ground::Note| RowNote { row: note.line, message: &note.message };
        Self {
            file,
            rows: import.rows,
            changes: import.changes.iter().map(change).collect(),
            oddities: import.oddities.iter().map(note).collect(),
            contradictions: import.contradictions.iter().map(note).collect(),
            missing: &import.missing,
            written,
        }
    }
}

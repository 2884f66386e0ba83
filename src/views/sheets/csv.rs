//! A table as CSV for Excel: UTF-8 with a byte-order mark, CRLF, quotes where needed.

use super::table::{Cell, Sheet};

/// `sheet` as CSV.
///
/// Excel reads a cell that begins with = + - @ (or their full-width forms) as a formula; such text gets an apostrophe before
/// it, which Excel shows and no program runs.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    let head = sheet.columns.iter().map(|c| c.name.to_string()).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(harmless).collect());
    for record in std::iter::once(head).chain(rows) {
        let record: Vec<String> = record;
        writer.write_record(&record).expect("a vector takes any row of equal length");
    }
    writer.into_inner().expect("a vector takes any bytes")
}

fn harmless(cell: &Cell) -> String {
    let words = cell.words();
    let runs = !matches!(cell, Cell::Number(_))
        && words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    if runs { format!("'{words}") } else { words }
}

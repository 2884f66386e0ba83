//! The cells of a workbook, within bounds: a small file can grow to gigabytes, and two cells in far corners span billions.

use std::io::{self, Cursor, Read};

use calamine::{Cell, Data, DataRef, Range, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use crate::ground::{Error, Result};
use crate::source::limits;

/// Most cells of the rectangle that spans all that is written in a sheet. A table of a hundred thousand measures has a third of it.
const CELLS: u64 = 4 << 20;

/// An open workbook.
pub type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Opens the workbook called `name`.
///
/// Errors: no workbook, a damaged one, one that inflates to more than [`limits`] allow.
pub fn open<'a>(bytes: &'a [u8], name: &str) -> Result<Book<'a>> {
    let unreadable = || unreadable(name);
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut left = limits::SHEETS_INFLATED;
    for at in 0..parts.len() {
        let part = parts.by_index(at).map_err(|_| unreadable())?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink());
        left = left.checked_sub(size.map_err(|_| unreadable())?).ok_or_else(|| {
            let most = limits::SHEETS_INFLATED >> 20;
            limits::exceeded(format!("{name}：工作簿解压后过大（超过 {most} MiB）"))
        })?;
    }
    Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable())
}

/// What stands in the cells of `sheet`; nothing in a sheet that is a picture of numbers.
///
/// Errors: a damaged sheet, one with cells far off the others.
pub fn cells(book: &mut Book<'_>, sheet: &str, name: &str) -> Result<Range<Data>> {
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Range::default()),
        reader => reader.map_err(|_| unreadable(name))?,
    };
    let mut written = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| unreadable(name))? {
        if !matches!(cell.get_value(), DataRef::Empty) {
            written.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
        }
    }
    let span = |of: fn(&Cell<Data>) -> u32| {
        let places = written.iter().map(of);
        let first = places.clone().min().unwrap_or_default();
        u64::from(places.max().unwrap_or_default() - first) + 1
    };
    if span(|cell| cell.get_position().0) * span(|cell| cell.get_position().1) > CELLS {
        return Err(Error::input(format!("{name} 的“{sheet}”里有离表格太远的单元格"))
            .with_hint("请删去表格以外的行和列，再导入"));
    }
    Ok(Range::from_sparse(written))
}

/// Where cells of `sheet` hold a formula: row and column, from 0.
pub fn formulas(book: &mut Book<'_>, sheet: &str) -> Vec<(u32, u32)> {
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return Vec::new() };
    let next = || cells.next_formula().ok().flatten();
    let all = std::iter::from_fn(next);
    all.filter(|cell| !cell.get_value().is_empty()).map(|cell| cell.get_position()).collect()
}

/// What a file that is no workbook is told.
pub fn unreadable(name: &str) -> Error {
    Error::input(format!("{name} 不是能读的工作簿，或已损坏"))
        .with_hint("请确认是 .xlsx 文件；可在 Excel 或 WPS 里另存一次")
}

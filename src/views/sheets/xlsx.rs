//! The tables as one workbook that prints well on A4 across: 任务分解表, 指标表, 专栏项目清单, 地点索引, 说明, 规划原文.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Url, Workbook,
    Worksheet, XlsxError,
};

use super::height::{groups, heights};
use super::table::{Address, Cell, Column, Look, Sheet};
use super::{Excerpt, What, about, sheet, source};
use crate::ground::{Error, Result};

/// What Excel takes in one cell, in characters.
const CELL: usize = 32_767;
/// How many links Excel takes in one sheet, less a few.
const LINKS: usize = 65_000;
/// The size of A4 in Excel's list of papers.
const A4: u8 = 9;

/// The tables of `excerpts` as an xlsx file. The same excerpts give the same bytes: the file bears no time.
///
/// Errors: more rows than a sheet of Excel takes (1,048,576).
pub fn xlsx(excerpts: &[Excerpt<'_>]) -> Result<Vec<u8>> {
    let mut sheets: Vec<Sheet> = What::ALL.map(|what| sheet(what, excerpts)).into();
    sheets.push(about::sheet(excerpts, sheets[0].rows.len()));
    sheets.push(source::sheet(excerpts));
    let title = match excerpts {
        [one] => Some(one.plan.identity.title.as_str()),
        _ => None,
    };
    write(title, &sheets).map_err(unwritten)
}

/// One table as an xlsx file, its addresses with their plans.
///
/// Errors: more rows than a sheet of Excel takes (1,048,576).
pub fn workbook(sheet: Sheet) -> Result<Vec<u8>> {
    write(None, &[sheet]).map_err(unwritten)
}

fn unwritten(error: XlsxError) -> Error {
    Error::input(format!("写不成工作簿：{error}"))
}

/// Writes `sheets`; those of one plan have its `title`.
fn write(plan: Option<&str>, sheets: &[Sheet]) -> std::result::Result<Vec<u8>, XlsxError> {
    let title = plan.unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("gangyao")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    let rows = sheets.last().map(text_rows).unwrap_or_default();
    for table in sheets {
        let page = Page { table, looks: Looks::new(), rows: &rows, bare: plan.is_some() };
        page.write(workbook.add_worksheet(), title)?;
    }
    workbook.save_to_buffer()
}

/// The row of 规划原文 that each address leads to: the first that bears it.
fn text_rows(source: &Sheet) -> BTreeMap<&Address, u32> {
    let mut rows = BTreeMap::new();
    for (n, row) in source.rows.iter().enumerate() {
        if let Cell::Addresses(addresses) = &row[0] {
            addresses.iter().for_each(|a| _ = rows.entry(a).or_insert(n as u32 + 2));
        }
    }
    rows
}

/// How cells are set.
struct Looks {
    head: Format,
    text: Format,
    merged: Format,
    centred: Format,
    inferred: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color("#A6A6A6")
            .set_align(FormatAlign::VerticalCenter);
        Self {
            head: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color("#DDEBF7"),
            centred: cell.clone().set_align(FormatAlign::Center),
            inferred: cell.clone().set_italic().set_font_color("#7F7F7F"),
            // A merged cell may lie over two pages: its words stand where it begins.
            merged: cell.clone().set_align(FormatAlign::Top),
            link: cell.clone().set_align(FormatAlign::Center).set_font_color("#0563C1"),
            text: cell,
        }
    }

    fn of(&self, look: Look) -> &Format {
        match look {
            Look::Text => &self.text,
            Look::Merged => &self.merged,
            Look::Centred => &self.centred,
        }
    }
}

/// One sheet while it is written.
struct Page<'a> {
    table: &'a Sheet,
    looks: Looks,
    rows: &'a BTreeMap<&'a Address, u32>,
    /// Whether addresses stand without their plan: the workbook is of one plan, which 说明 names.
    bare: bool,
}

type Written = std::result::Result<(), XlsxError>;

impl Page<'_> {
    fn write(&self, sheet: &mut Worksheet, title: &str) -> Written {
        sheet.set_name(self.table.name)?;
        for (at, column) in self.table.columns.iter().enumerate() {
            sheet.set_column_width(at as u16, column.width)?;
            sheet.write_string_with_format(0, at as u16, &*column.name, &self.looks.head)?;
        }
        sheet.set_row_height(0, 24)?;
        let heights = heights(self.table, self.bare);
        for (n, height) in heights.iter().enumerate() {
            sheet.set_row_height(n as u32 + 1, *height)?;
        }
        for (at, column) in self.table.columns.iter().enumerate() {
            if column.look == Look::Merged {
                self.merge(sheet, at, &heights)?;
            }
        }
        for (n, row) in self.table.rows.iter().enumerate() {
            for (at, (cell, column)) in row.iter().zip(&self.table.columns).enumerate() {
                self.cell(sheet, n as u32 + 1, at as u16, cell, column)?;
            }
        }
        self.lay_out(sheet, title)
    }

    /// Makes equal neighbours of a column one cell. [`Page::cell`] then writes all of them again, so that a filter on the column
    /// finds every row, not only the first.
    fn merge(&self, sheet: &mut Worksheet, column: usize, heights: &[f64]) -> Written {
        for (from, to) in groups(self.table, column, heights) {
            if to - from > 1 {
                let (top, bottom, at) = (from as u32 + 1, to as u32, column as u16);
                sheet.merge_range(top, at, bottom, at, "", &self.looks.merged)?;
            }
        }
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        cell: &Cell,
        column: &Column,
    ) -> Written {
        let format = self.looks.of(column.look);
        match cell {
            Cell::Blank => sheet.write_blank(row, at, format)?,
            Cell::Number(number) => sheet.write_number_with_format(row, at, *number, format)?,
            Cell::Text(words) => sheet.write_string_with_format(row, at, fit(words), format)?,
            Cell::Inferred { words, note } => {
                sheet.insert_note(row, at, &Note::new(note).add_author_prefix(false))?;
                sheet.write_string_with_format(row, at, fit(words), &self.looks.inferred)?
            }
            Cell::Addresses(addresses) => {
                return self.link(sheet, row, at, addresses, fit(&cell.shown(self.bare)));
            }
        };
        Ok(())
    }

    /// Writes addresses; a single one leads to its words in 规划原文.
    fn link(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        addresses: &[Address],
        words: String,
    ) -> Written {
        // Programs that print a link on one line only would cut several addresses off.
        let target = addresses.first().filter(|_| addresses.len() == 1);
        let target = target.and_then(|a| self.rows.get(a));
        match target.filter(|_| self.table.name != source::NAME && (row as usize) < LINKS) {
            Some(target) => {
                let url =
                    Url::new(format!("internal:'{}'!A{target}", source::NAME)).set_text(words);
                sheet.write_url_with_format(row, at, url, &self.looks.link)?
            }
            None => sheet.write_string_with_format(row, at, words, &self.looks.centred)?,
        };
        Ok(())
    }

    /// Frozen head, filter, and the page: A4 across, as wide as the paper, the head on every page, pages numbered.
    fn lay_out(&self, sheet: &mut Worksheet, title: &str) -> Written {
        let last = self.table.columns.len() as u16 - 1;
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, self.table.rows.len() as u32, last)?;
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_header(format!(
                "&C&12 {}{}",
                title.chars().take(100).collect::<String>().replace('&', "&&"),
                self.table.name
            ))
            .set_footer("&C第 &P 页，共 &N 页");
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }
}

/// `words` as far as a cell takes them.
fn fit(words: &str) -> String {
    match words.char_indices().nth(CELL) {
        None => words.to_owned(),
        Some(_) => words.chars().take(CELL - 1).chain(['…']).collect(),
    }
}

//! A table as JSON lines: an object a row, the columns' names as keys, in their order.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::table::{Cell, Column, Sheet};

/// `sheet` as JSON lines. An empty cell is null; a number is a number.
pub fn jsonl(sheet: &Sheet) -> String {
    let row = |cells| Row { columns: &sheet.columns, cells };
    let line = |row| serde_json::to_string(&row).expect("a row of words is JSON") + "\n";
    sheet.rows.iter().map(|cells| line(row(cells))).collect()
}

struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Blank => map.serialize_entry(&column.name, &None::<&str>)?,
                Cell::Number(n) if n.fract() == 0.0 => {
                    map.serialize_entry(&column.name, &(*n as i64))?;
                }
                Cell::Number(n) => map.serialize_entry(&column.name, n)?,
                words => map.serialize_entry(&column.name, &words.words())?,
            }
        }
        map.end()
    }
}

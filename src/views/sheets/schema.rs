//! The JSON Schema of the rows of a table, made from its columns.

use serde_json::{Map, Value, json};

use super::table::{Column, Values};
use super::targets::OF_A_YEAR;
use super::{What, sheet};

/// The JSON Schema (draft 2020-12) of a row of the table `what`, as JSON lines have it and CSV names its columns.
///
/// An empty cell is null. 指标表 has a column more for each year that a value is to be reached in.
pub fn schema(what: What) -> Value {
    let sheet = sheet(what, &[]);
    let named = |column: &Column| (column.name.to_string(), cell(column.values, column.holds));
    let names: Vec<_> = sheet.columns.iter().map(|column| &column.name).collect();
    let years = match what {
        What::Targets => cell(Values::Both, OF_A_YEAR),
        _ => json!(false),
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": sheet.name,
        "type": "object",
        "properties": sheet.columns.iter().map(named).collect::<Map<_, _>>(),
        "required": names,
        "additionalProperties": years,
    })
}

/// What a cell may be.
fn cell(values: Values, holds: &str) -> Value {
    let types: &[&str] = match values {
        Values::Words => &["string", "null"],
        Values::Numbers => &["number", "null"],
        Values::Both => &["number", "string", "null"],
    };
    json!({ "description": holds, "type": types })
}

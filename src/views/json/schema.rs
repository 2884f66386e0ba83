//! The JSON Schema of the export and of the answer to a search, made from the structs that write them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::{Export, Search};

/// The JSON Schema (draft 2020-12) of what `export` and `parse` print.
///
/// It asks for every field that this version writes and allows others: a later version may add some.
pub fn schema() -> Schema {
    of::<Export<'_>>()
}

/// The same of what `search` prints.
pub fn search_schema() -> Schema {
    of::<Search<'_>>()
}

fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}

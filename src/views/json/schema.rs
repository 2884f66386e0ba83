//! The JSON Schema of the export, made from the structs that write it.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::Export;

/// The JSON Schema (draft 2020-12) of what `export` and `parse` print.
///
/// It asks for every field that this version writes and allows others: a later version may add some.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Export<'_>>()
}

//! `--what`: which of the tables, read the same by every command that has it.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::views::sheets::What;

/// Takes the name of a table.
pub fn parser() -> impl TypedValueParser<Value = What> {
    let named = |name: String| What::ALL.into_iter().find(|what| what.name() == name);
    let possible = PossibleValuesParser::new(What::ALL.map(What::name));
    possible.map(move |name| named(name).expect("one of the names"))
}

//! [`Suffix`]: what an ending of `place-suffixes.tsv` tells of the name that ends with it.

use super::PlaceKind;
use super::row::Row;

/// What the ending of a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suffix {
    /// The kind of place; `None` where the table names none that is known.
    pub kind: Option<PlaceKind>,
    /// Whether it tells a place only in a list, as 水 in 滠水、倒水.
    pub is_rare: bool,
}

impl Suffix {
    /// What `row` of the table says.
    pub(super) fn of(row: Row<'_>) -> Self {
        Self { kind: PlaceKind::named(row.cell(1)), is_rare: row.cell(2) == "list" }
    }
}

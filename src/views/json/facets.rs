//! How many hits there are of each kind, field, year, department, class of commitment and plan.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Key, Tally};
use crate::lexicon::Lexicon;
use crate::views::mark_name;

/// The counts over all hits, in each list the greatest first, years in their order.
#[derive(Serialize, JsonSchema)]
pub struct Facets<'a> {
    kind: Vec<Named<'a>>,
    domain: Vec<Named<'a>>,
    year: Vec<OfYear>,
    department: Vec<OfDepartment<'a>>,
    strength: Vec<Named<'a>>,
    plan: Vec<OfPlan<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct OfYear {
    year: u16,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct OfDepartment<'a> {
    name: &'a str,
    basis: &'static str,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct OfPlan<'a> {
    id: &'a str,
    count: usize,
}

impl<'a> Facets<'a> {
    /// The shape of `tally`; `lexicon` knows the names of the fields.
    pub fn of(tally: &'a Tally, lexicon: &'a Lexicon) -> Self {
        let named = |key: Key| {
            let name = move |(id, count)| Named { id, name: mark_name(lexicon, key, id), count };
            tally.of(key).into_iter().map(name).collect()
        };
        let of_year =
            |(year, count): (&str, usize)| Some(OfYear { year: year.parse().ok()?, count });
        let bases =
            [(Key::Stated, "stated"), (Key::Filled, "corrected"), (Key::Inferred, "inferred")];
        let of_basis = |(key, basis)| {
            let each = tally.of(key).into_iter();
            each.map(move |(name, count)| OfDepartment { name, basis, count })
        };
        Self {
            kind: named(Key::Kind),
            domain: named(Key::Domain),
            year: tally.of(Key::Year).into_iter().filter_map(of_year).collect(),
            department: bases.into_iter().flat_map(of_basis).collect(),
            strength: named(Key::Strength),
            plan: tally.of_plans().into_iter().map(|(id, count)| OfPlan { id, count }).collect(),
        }
    }
}

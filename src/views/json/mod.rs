//! The JSON of the contract: field by field as `gangyao/1` promises it, each shape a struct of its own.
//!
//! The structs here are converted by hand from those of the rooms, so that the rooms may change and the contract does not. Every
//! field is always there: a list may be empty and a value `null`, but none is missing.

mod answer;
mod check;
mod compare;
mod cite;
mod explain;
mod facets;
mod library;
mod import;
mod node;
mod place;
mod plan;
mod row;
mod schema;
mod tag;
mod targets;
mod verify;
mod writer;

pub use answer::{Index, Outline, Search, Show};
pub use check::Check;
pub use cite::Citations;
pub use compare::Comparison;
pub use import::Import;
pub use library::{Intake, Library, Removed};
pub use node::{Measure, Node};
pub use place::{Place, Places, Related, Uncovered};
pub use plan::{Export, Plan};
pub use row::{Row, rows};
pub use schema::{schema, search_schema};
pub use targets::Targets;
pub use verify::Verify;
pub use writer::write;

use schemars::JsonSchema;
use serde::Serialize;

use crate::ground::{Ruler, Span};
use crate::lexicon::Lexicon;

/// The version of the JSON. A field may be added within one version; none changes its name or meaning.
pub const FORMAT: &str = "gangyao/1";

/// A stretch `[start, end)` of the source text, in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Chars(pub u32, pub u32);

/// What one plan's spans and names are turned into the outside's with.
pub struct Reading<'a> {
    plan: &'a crate::plan::Plan,
    lexicon: &'a Lexicon,
    ruler: Ruler,
    explains: bool,
}

impl<'a> Reading<'a> {
    /// Measures the text of `plan` once; `lexicon` knows the names of domains and places.
    pub fn new(plan: &'a crate::plan::Plan, lexicon: &'a Lexicon) -> Self {
        Self { plan, lexicon, ruler: plan.ruler(), explains: false }
    }

    /// The same, with why each tag is there where that is asked for.
    pub fn explained(self, explains: bool) -> Self {
        Self { explains, ..self }
    }

    fn chars(&self, span: Span) -> Chars {
        let (start, end) = self.ruler.chars(&self.plan.text, span);
        Chars(start, end)
    }

    fn words(&self, span: Span) -> &'a str {
        span.of(&self.plan.text)
    }
}

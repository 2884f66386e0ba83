//! The export as lines: one measure each.

use serde::Serialize;

use super::{Measure, Reading};
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// One line: the id of the plan, then the fields of the measure.
#[derive(Serialize)]
pub struct Row<'a> {
    plan: &'a str,
    #[serde(flatten)]
    measure: Measure<'a>,
}

/// The measures of `plan` in the order of the text.
pub fn rows<'a>(plan: &'a Plan, lexicon: &'a Lexicon) -> impl Iterator<Item = Row<'a>> {
    let reading = Reading::new(plan, lexicon);
    (0..plan.measures.len()).map(move |at| Row { plan: &plan.id, measure: reading.measure(at) })
}

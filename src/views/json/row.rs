//! The export as lines: one measure each.

use serde::Serialize;

use super::{Measure, Reading};
use crate::answers::Excerpt;
use crate::lexicon::Lexicon;

/// One line: the id of the plan, then the fields of the measure.
#[derive(Serialize)]
pub struct Row<'a> {
    plan: &'a str,
    #[serde(flatten)]
    measure: Measure<'a>,
}

/// The measures of `excerpt` in the order of the text.
pub fn rows<'a>(excerpt: &'a Excerpt, lexicon: &'a Lexicon) -> impl Iterator<Item = Row<'a>> {
    let plan = &*excerpt.plan;
    let reading = Reading::new(plan, lexicon);
    let row = move |&at| Row { plan: &plan.id, measure: reading.measure(at) };
    excerpt.measures.iter().map(row)
}

//! Plans read whole, for the tests of the tags.

use gangyao::lexicon::Lexicon;
use gangyao::plan::{Origin, Plan};
use gangyao::source::{self, Format};

/// The plan that `text` is.
pub fn plan(text: &str) -> Plan {
    plan_with(text, &Lexicon::shipped())
}

/// The same with the words of `lexicon`.
pub fn plan_with(text: &str, lexicon: &Lexicon) -> Plan {
    let origin = Origin { path: "plan.txt".into(), format: Format::Text, sha256: String::new() };
    Plan::read("plan", origin, source::plain(text.to_owned()), lexicon)
}

/// One line a measure: its address and what `said` says of it.
pub fn each_measure(plan: &Plan, said: impl Fn(usize) -> String) -> String {
    let line = |at: usize| format!("{} {}", plan.measure_id(at), said(at)).trim_end().to_owned();
    (0..plan.measures.len()).map(line).collect::<Vec<_>>().join("\n")
}

/// The Jilin plan.
pub const JILIN: &str = include_str!("../corpus/jilin-2024-2035.txt");

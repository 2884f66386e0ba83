//! What the plans say to each sentence, as the contract shows it.

use serde::Serialize;

use super::Chars;
use crate::answers::{self, Check};
use crate::ground::Ruler;
use crate::plan::Addressed;

/// The verdicts on some sentences.
#[derive(Serialize)]
pub struct Verify<'a> {
    results: Vec<Checked<'a>>,
}

#[derive(Serialize)]
struct Checked<'a> {
    text: &'a str,
    line: u32,
    verdict: &'static str,
    matches: Vec<Match<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    plan: &'a str,
    id: String,
    /// In code points of the plan's text.
    span: Chars,
    /// The words there.
    text: &'a str,
    differences: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    kind: &'static str,
    /// The words of the sentence.
    text: &'a str,
    /// In code points of the sentence.
    span: Chars,
    /// The words of the plan.
    plan_text: &'a str,
    /// In code points of the plan's text.
    plan_span: Chars,
}

impl<'a> Verify<'a> {
    /// The shape of `checks`, in their order.
    pub fn of(checks: &'a [Check]) -> Self {
        Self { results: checks.iter().map(checked).collect() }
    }
}

fn checked(check: &Check) -> Checked<'_> {
    let matches = check.matches.iter().map(|found| matched(check, found)).collect();
    Checked { text: &check.text, line: check.line, verdict: check.verdict.name(), matches }
}

fn matched<'a>(check: &'a Check, found: &'a answers::Match) -> Match<'a> {
    let plan = &*found.spot.plan;
    let (own, theirs) = (Ruler::new(&check.text), plan.ruler());
    let chars = |ruler: &Ruler, text: &str, span| {
        let (start, end) = ruler.chars(text, span);
        Chars(start, end)
    };
    let difference = |d: &answers::Difference| Difference {
        kind: d.aspect.name(),
        text: d.claim.of(&check.text),
        span: chars(&own, &check.text, d.claim),
        plan_text: d.plan.of(&plan.text),
        plan_span: chars(&theirs, &plan.text, d.plan),
    };
    Match {
        plan: &plan.id,
        id: found.spot.id(),
        span: chars(&theirs, &plan.text, found.span),
        text: found.span.of(&plan.text),
        differences: found.differences.iter().map(difference).collect(),
    }
}

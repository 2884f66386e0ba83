//! What the plans say to each sentence of a text, a report line by line.

use super::paper::{Ink, Paper, Run};
use crate::answers::{Aspect, Check, Difference, Match, Verdict};
use crate::ground::Span;
use crate::plan::Addressed;

/// How far what belongs to a sentence stands in.
const INDENT: usize = 4;

/// Writes a report on `checks`; `lined` says where each sentence stands.
pub fn checks(paper: &mut Paper, checks: &[Check], lined: bool) {
    for check in checks {
        let label = check.verdict.label();
        let line = if lined { format!("第 {} 行  ", check.line) } else { String::new() };
        paper.line(0, &[(Ink::Dim, &line), (ink(check.verdict), label)]);
        let first = check.matches.first();
        paper.line(INDENT, &marked(&check.text, first, |found| found.claim));
        for found in &check.matches {
            one(paper, check, found);
        }
        paper.blank();
    }
    paper.line(0, &[(Ink::Dim, &counted(checks))]);
}

fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Exact | Verdict::Close => Ink::Bold,
        Verdict::WrongValue | Verdict::NotFound => Ink::Mark,
    }
}

/// Where a sentence stands, or nearly: the address, then the words of the plan unless they are the same.
fn one(paper: &mut Paper, check: &Check, found: &Match) {
    paper.line(INDENT, &[(Ink::Dim, "规划 "), (Ink::Address, &found.spot.address())]);
    if check.verdict == Verdict::Exact {
        return;
    }
    let words = found.span.of(&found.spot.plan.text);
    let start = found.span.start;
    let inside = |span: Span| span.start >= start && span.end <= found.span.end;
    let runs = marked(words, Some(found), |d| {
        let at = |byte: u32| (byte - start) as usize;
        if inside(d.plan) { Span::new(at(d.plan.start), at(d.plan.end)) } else { Span::default() }
    });
    paper.line(INDENT, &runs);
    let close = check.verdict == Verdict::Close;
    // What the sentence has and the plan has not is said; what it leaves out stands in the words above.
    let replaced = |d: &Difference| close && d.aspect == Aspect::Wording && !d.claim.is_empty();
    let told = found.differences.iter().filter(|d| !d.aspect.is_harmless() || replaced(d));
    for difference in told {
        let claim = shown(difference.claim.of(&check.text));
        let plan = difference.plan.of(&found.spot.plan.text);
        let label = format!("{}：", difference.aspect.label());
        let said = match difference.aspect {
            Aspect::Year if plan.is_empty() => format!("{claim}，规划此处未写年份"),
            _ => format!("{claim}，规划为 {}", shown(plan)),
        };
        paper.line(INDENT, &[(Ink::Bold, &label), (Ink::Plain, &said)]);
    }
}

fn shown(words: &str) -> String {
    if words.is_empty() { "（无）".to_owned() } else { format!("“{words}”") }
}

/// `text` with the stretches that differ in their ink.
fn marked<'a>(
    text: &'a str,
    found: Option<&Match>,
    side: impl Fn(&crate::answers::Difference) -> Span,
) -> Vec<Run<'a>> {
    let mut spans: Vec<Span> =
        found.map_or_else(Vec::new, |m| m.differences.iter().map(side).collect());
    spans.sort_unstable();
    let mut runs = Vec::new();
    let mut end = 0;
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        let start = span.range().start.max(end);
        let stop = span.range().end.max(start);
        runs.push((Ink::Plain, &text[end..start]));
        runs.push((Ink::Mark, &text[start..stop]));
        end = stop;
    }
    runs.push((Ink::Plain, &text[end..]));
    runs
}

/// 共 5 句：一致 3，基本一致 1，与规划不符 1.
fn counted(checks: &[Check]) -> String {
    let count = |verdict: Verdict| checks.iter().filter(|c| c.verdict == verdict).count();
    let counts = Verdict::ALL.map(|verdict| (verdict.label(), count(verdict)));
    let said = counts.iter().filter(|(_, n)| *n > 0).map(|(label, n)| format!("{label} {n}"));
    format!("共 {} 句：{}", checks.len(), said.collect::<Vec<_>>().join("，"))
}

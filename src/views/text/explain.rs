//! Which rule and which words gave each tag: a quiet line for those that one rule gave by the same words.

use super::super::rule_words;
use super::paper::{Ink, Paper};
use super::tags;
use crate::answers::{Field, Reason, reasons};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::tags::Tags;

/// Writes why each of `tags` is there, in the words of `lexicon`; nothing without one: 指标 森林覆盖率 46%（2035年） ← “达到、控制在多少”：“森林覆盖率达到46％”（target:level）.
pub(super) fn explain(
    paper: &mut Paper,
    indent: usize,
    plan: &Plan,
    tags: &Tags,
    lexicon: Option<&Lexicon>,
) {
    let Some(lexicon) = lexicon else { return };
    let mut lines: Vec<(Reason, Vec<String>, String)> = Vec::new();
    for reason in reasons(tags) {
        let value = value(plan, tags, &reason, lexicon);
        let words = words(plan, &reason, &value);
        match lines.last_mut() {
            Some((last, values, said)) if last.is_like(&reason) && *said == words => {
                values.push(value);
            }
            _ => lines.push((reason, vec![value], words)),
        }
    }
    for (reason, values, words) in lines {
        let why = rule_words(lexicon, &reason.rule);
        let said = format!("{} ← {why}{words}（{}）", values.join("、"), reason.rule);
        let label = reason.field.label();
        paper.item(indent, &[(Ink::Dim, label)], indent + 8, &[(Ink::Dim, &said)]);
    }
}

/// What the tag says.
fn value(plan: &Plan, tags: &Tags, reason: &Reason, lexicon: &Lexicon) -> String {
    let at = reason.at;
    match reason.field {
        Field::Domains => lexicon.domain_name(&tags.domains[at].id).to_owned(),
        Field::Departments => tags::department(&tags.departments[at]),
        Field::Deadlines => tags.deadlines[at].span.of(&plan.text).to_owned(),
        Field::Targets => tags::target(&tags.targets[at]),
        Field::Places => tags.places[at].span.of(&plan.text).to_owned(),
        Field::Actors => tags.actors[at].span.of(&plan.text).to_owned(),
        Field::Citations => tags.citations[at].span.of(&plan.text).to_owned(),
        Field::Strength => tags.strength.as_ref().map_or("", |s| s.level.label()).to_owned(),
    }
}

/// The words of the plan that are not the value itself, each once.
fn words(plan: &Plan, reason: &Reason, value: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in reason.words.iter().map(|span| span.of(&plan.text)) {
        if word != value && !words.contains(&word) {
            words.push(word);
        }
    }
    let quoted: Vec<String> = words.into_iter().map(|word| format!("“{word}”")).collect();
    if quoted.is_empty() { String::new() } else { format!("：{}", quoted.join("、")) }
}

//! How well each tag agrees with the gold annotation of chapters 一 to 三 of the Jilin plan in `gold/`.
//!
//! Prints precision, recall and F1 of each tag and holds them to a floor. A further tag is a function that gives its
//! [`Score`] and a line in [`TAGS`]. Domains are annotated for all chapters; of the other tags chapters 四 to 八, and other
//! plans, are measured with annotations kept apart.

use std::collections::BTreeSet;

use gangyao::plan::Plan;
use gangyao::tags::{Deadline, DeadlineBasis, Target};
use serde_json::Value;

use crate::tags_target::{jilin, name};

/// How well a plan was tagged.
type Judge = fn(&Plan) -> Score;

/// The tags that are measured: name, judge, the F1 it must reach.
const TAGS: &[(&str, Judge, f64)] =
    &[("deadline", deadlines, 1.0), ("target", targets, 1.0), ("primary domain", domains, 0.95)];

/// What was found of what was to be found.
struct Score {
    right: usize,
    extra: Vec<String>,
    missed: Vec<String>,
}

impl Score {
    /// Compares what was found with what was annotated.
    fn of(found: &BTreeSet<String>, gold: &BTreeSet<String>) -> Self {
        Self {
            right: found.intersection(gold).count(),
            extra: found.difference(gold).cloned().collect(),
            missed: gold.difference(found).cloned().collect(),
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.extra.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed.len()) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.extra.len() + self.missed.len()) as f64
    }
}

#[test]
fn tags_agree_with_the_gold_annotation() {
    let plan = jilin();
    println!("| tag | gold | precision | recall | F1 |\n|---|---|---|---|---|");
    for (tag, measure, floor) in TAGS {
        let score = measure(&plan);
        let (p, r, f1) = (score.precision(), score.recall(), score.f1());
        println!("| {tag} | {} | {p:.3} | {r:.3} | {f1:.3} |", score.right + score.missed.len());
        let (extra, missed) = (score.extra.join("\n"), score.missed.join("\n"));
        assert!(f1 >= *floor, "{tag} {f1:.3}\nextra:\n{extra}\nmissed:\n{missed}");
    }
}

/// The primary field of each task, project and organisation item; the annotation covers all chapters.
fn domains(plan: &Plan) -> Score {
    let lines = include_str!("gold/domains.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let gold = rows.iter().map(|row| format!("{} {}", row[0], row[2])).collect();
    let nodes = plan.outline.nodes.iter().zip(&plan.node_tags);
    let annotated = nodes.filter(|(node, _)| rows.iter().any(|row| row[0] == node.id));
    let primary = annotated.filter_map(|(node, tags)| Some((node, tags.domains.first()?)));
    let found = primary.map(|(node, domain)| format!("{} {}", node.id, domain.id)).collect();
    Score::of(&found, &gold)
}

/// The rows of a gold file.
fn rows(text: &'static str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a row of gold"))
}

/// The cells of a row as one line.
fn cells(row: &Value, names: &[&str]) -> String {
    names.iter().map(|name| row[name].to_string()).collect::<Vec<_>>().join(" ")
}

/// The measures that the annotation covers, with their addresses.
fn annotated(plan: &Plan) -> impl Iterator<Item = (usize, String)> {
    let addresses = (0..plan.measures.len()).map(|at| (at, plan.measure_id(at)));
    addresses.filter(|(_, id)| {
        ["0", "1", "2", "3", "Z1", "Z2"].contains(&id.split('.').next().unwrap_or(""))
    })
}

/// Targets with a number: indicator, change, bound, value, unit, year, basis and evidence must all be right.
fn targets(plan: &Plan) -> Score {
    let names =
        ["id", "indicator", "change", "bound", "value", "unit", "deadline", "basis", "span"];
    let gold = rows(include_str!("gold/targets.jsonl")).map(|row| cells(&row, &names)).collect();
    let ruler = plan.ruler();
    let found = |(at, id): (usize, String)| {
        let numbered = plan.tags[at].targets.iter().filter(|t| !t.qualitative);
        let line = |t: &Target| {
            let (start, end) = ruler.chars(&plan.text, t.span);
            let whole = t.value.filter(|v| v.fract() == 0.0).map(|v| v as i64);
            let value = whole.map_or_else(|| t.value.into(), Value::from);
            let row = serde_json::json!({
                "id": id, "indicator": t.indicator, "change": t.change, "bound": t.bound, "value": value, "unit": t.unit,
                "deadline": t.deadline, "basis": t.deadline_basis, "span": [start, end],
            });
            cells(&row, &names)
        };
        numbered.map(line).collect::<Vec<_>>()
    };
    Score::of(&annotated(plan).flat_map(found).collect(), &gold)
}

/// Stated times by measure, and the times of stages by their heading (`#0`).
fn deadlines(plan: &Plan) -> Score {
    let names = ["id", "text", "relation", "from", "to"];
    let gold = rows(include_str!("gold/deadlines.jsonl")).map(|row| cells(&row, &names)).collect();
    let found = |(at, id): (usize, String)| {
        let line = |d: &Deadline| {
            let stage = d.basis == DeadlineBasis::Stage;
            let heading = || id.split('#').next().map(|node| format!("{node}#0"));
            let id = heading().filter(|_| stage).unwrap_or_else(|| id.clone());
            let row = serde_json::json!({
                "id": id, "text": d.span.of(&plan.text), "relation": name(d.relation), "from": d.from, "to": d.to,
            });
            cells(&row, &names)
        };
        plan.tags[at].deadlines.iter().map(line).collect::<Vec<_>>()
    };
    Score::of(&annotated(plan).flat_map(found).collect(), &gold)
}

/// No number that is annotated as no target comes out as one.
#[test]
fn no_number_of_another_kind_is_a_target() {
    let plan = jilin();
    let mut numbers = 0;
    for row in rows(include_str!("gold/nontargets.jsonl")) {
        let (node, text) = (row["node"].as_str().unwrap(), row["text"].as_str().unwrap());
        numbers += 1;
        for (at, id) in annotated(&plan) {
            let here = id.split('#').next() == Some(node);
            let targets = plan.tags[at].targets.iter().filter(|t| here && !t.qualitative);
            for target in targets {
                let words = target.span.of(&plan.text);
                let value = target.value.unwrap_or_default().to_string();
                assert!(!(words.contains(text) && text.contains(&value)), "{id}: {words}");
            }
        }
    }
    assert!(numbers > 80);
}

//! How well each tag agrees with the gold annotation in `gold/`: chapters 一 to 三 of the Jilin plan, for domains all
//! chapters, for stated departments brackets in the forms of other plans; some nodes for the strength of commitments, chapter 八
//! for who acts, the whole plan for the documents it names.
//!
//! Prints precision, recall and F1 of each tag, holds them to a floor, and sees that both READMEs show the same table; with
//! `GANGYAO_RENEW=1` it writes them anew. A further tag is a function that gives its [`Score`] and a line in [`TAGS`]. The other
//! chapters, and other plans, are measured with annotations kept apart.

use std::collections::BTreeSet;

use gangyao::ground::Span;
use gangyao::lexicon::Lexicon;
use gangyao::measures::{Duty, duties};
use gangyao::plan::Plan;
use gangyao::tags::{Deadline, DeadlineBasis, Domain, PlaceRelation, Role, Target};
use serde_json::Value;

use crate::tags_target::{jilin, name};

/// How well a plan was tagged.
type Judge = fn(&Plan) -> Score;

/// The tags that are measured: name, Chinese name, judge, the F1 it must reach.
const TAGS: &[(&str, &str, Judge, f64)] = &[
    ("deadline", "时限", deadlines, 1.0),
    ("target", "目标值", targets, 1.0),
    ("stated department", "写明的责任单位", departments, 0.95),
    ("place, by its name", "写明的地名", places, 0.9),
    ("primary domain", "主要领域", primary_domains, 0.95),
    ("further domain", "其他领域", further_domains, 0.5),
    ("strength", "约束力度", strengths, 0.95),
    ("actor", "行动主体", actors, 0.8),
    ("citation", "引用文件", citations, 1.0),
];

/// The READMEs that show the table, each with the head of its own.
const READMES: [(&str, &str); 2] = [
    ("README.md", "| tag | annotated | precision | recall | F1 |\n|---|---|---|---|---|"),
    ("README.zh-CN.md", "| 标签 | 标注数 | 准确率 | 召回率 | F1 |\n|---|---|---|---|---|"),
];

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
    let mut tables = READMES.map(|(_, head)| head.to_owned());
    for (tag, chinese, measure, floor) in TAGS {
        let score = measure(&plan);
        let (p, r, f1) = (score.precision(), score.recall(), score.f1());
        let cells = format!("{} | {p:.3} | {r:.3} | {f1:.3} |", score.right + score.missed.len());
        tables[0] += &format!("\n| {tag} | {cells}");
        tables[1] += &format!("\n| {chinese} | {cells}");
        let (extra, missed) = (score.extra.join("\n"), score.missed.join("\n"));
        assert!(f1 >= *floor, "{tag} {f1:.3}\nextra:\n{extra}\nmissed:\n{missed}");
    }
    println!("{}", tables[0]);
    for ((file, head), table) in READMES.into_iter().zip(tables) {
        shows(file, head, &table);
    }
}

/// Sees that `file` shows `table`, which begins with `head`; or writes it there.
fn shows(file: &str, head: &str, table: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).expect("a README");
    let (before, rest) = text.split_once(head).unwrap_or_else(|| panic!("{file}: no table"));
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    let renewed = format!("{before}{table}\n\n{after}");
    if std::env::var_os("GANGYAO_RENEW").is_some() {
        std::fs::write(&path, &renewed).expect("the README is writable");
    }
    assert!(renewed == text, "{file} should show\n{table}");
}

/// The bodies that brackets of responsibility name, with what they are to do.
fn departments(_: &Plan) -> Score {
    let lexicon = Lexicon::shipped();
    let lines =
        include_str!("gold/departments.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    let (mut found, mut gold) = (BTreeSet::new(), BTreeSet::new());
    for (bracket, bodies) in lines.map(|line| line.split_once('\t').expect("two cells")) {
        let read = duties(bracket, Span::new(0, bracket.len()), &lexicon).unwrap_or_default();
        let said = |d: &Duty| format!("{} {}", role(d.role), d.name.of(bracket));
        found.extend(read.iter().map(said).map(|body| format!("{bracket} {body}")));
        let bodies = bodies.split('；').filter(|body| !body.is_empty());
        gold.extend(bodies.map(|body| format!("{bracket} {body}")));
    }
    Score::of(&found, &gold)
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Support => "配合",
        Role::Responsible => "负责",
    }
}

/// The places that are named, by where they stand. Names within names, of programmes and of parts of the country may be
/// found and need not be.
fn places(plan: &Plan) -> Score {
    let rows: Vec<Value> = rows(include_str!("gold/places.jsonl")).collect();
    let spans = |must: bool| {
        let rows = rows.iter().filter(move |row| !must || row["must"] == true);
        rows.map(|row| cells(row, &["name", "span"])).collect::<BTreeSet<_>>()
    };
    let (gold, free) = (spans(true), spans(false));
    let ruler = plan.ruler();
    let named = annotated(plan).flat_map(|(at, _)| &plan.tags[at].places);
    let named = named.filter(|place| place.relation == PlaceRelation::Named).map(|place| {
        let (start, end) = ruler.chars(&plan.text, place.span);
        let row = serde_json::json!({"name": place.span.of(&plan.text), "span": [start, end]});
        cells(&row, &["name", "span"])
    });
    let found = named.filter(|row| gold.contains(row) || !free.contains(row)).collect();
    Score::of(&found, &gold)
}

/// The primary field of each task, project and organisation item; the annotation covers all chapters.
fn primary_domains(plan: &Plan) -> Score {
    let rows = annotated_domains();
    let gold = rows.iter().map(|row| format!("{} {}", row[0], row[2])).collect();
    let primary = tagged_domains(plan, &rows).filter_map(|(id, d)| Some((id, d.first()?)));
    let found = primary.map(|(id, domain)| format!("{id} {}", domain.id)).collect();
    Score::of(&found, &gold)
}

/// The fields that they are for besides.
fn further_domains(plan: &Plan) -> Score {
    let rows = annotated_domains();
    let further = rows.iter().flat_map(|row| row[3].split('、').map(|id| (row[0], id)));
    let further = further.filter(|(_, id)| !id.is_empty());
    let gold = further.map(|(node, id)| format!("{node} {id}")).collect();
    let besides = tagged_domains(plan, &rows)
        .flat_map(|(id, domains)| domains.iter().skip(1).map(move |d| format!("{id} {}", d.id)));
    Score::of(&besides.collect(), &gold)
}

/// The rows of the annotation of fields.
fn annotated_domains() -> Vec<Vec<&'static str>> {
    let lines = include_str!("gold/domains.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect()).collect()
}

/// The nodes that `rows` speak of, with the fields they are tagged with.
fn tagged_domains<'p>(
    plan: &'p Plan,
    rows: &'p [Vec<&str>],
) -> impl Iterator<Item = (&'p str, &'p [Domain])> {
    let nodes = plan.outline.nodes.iter().zip(&plan.node_tags);
    let annotated = nodes.filter(|(node, _)| rows.iter().any(|row| row[0] == node.id));
    annotated.map(|(node, tags)| (node.id.as_str(), &tags.domains[..]))
}

/// How binding the annotated measures are.
fn strengths(plan: &Plan) -> Score {
    let gold = pairs(include_str!("gold/strength.tsv"));
    let measures = by_address(plan)
        .filter(|(id, _)| gold.iter().any(|row| row.starts_with(&format!("{id} "))));
    let level = |(id, at): (String, usize)| {
        let strength = plan.tags[at].strength.as_ref()?;
        Some(format!("{id} {}", strength.level.name()))
    };
    Score::of(&measures.filter_map(level).collect(), &gold)
}

/// Who acts; the annotation covers chapter 八.
fn actors(plan: &Plan) -> Score {
    let acting = by_address(plan).filter(|(id, _)| id.starts_with("8."));
    let names = acting.flat_map(|(id, at)| {
        let names = plan.tags[at].actors.iter().map(|actor| actor.span.of(&plan.text));
        names.map(|name| format!("{id} {name}")).collect::<Vec<_>>()
    });
    Score::of(&names.collect(), &pairs(include_str!("gold/actors.tsv")))
}

/// The documents that are named, in all chapters.
fn citations(plan: &Plan) -> Score {
    let named = by_address(plan).flat_map(|(id, at)| {
        let documents = plan.tags[at].citations.iter();
        let words = documents.map(|c| [c.title.clone(), c.number.clone()]);
        words
            .map(|words| format!("{id} {}", words.map(Option::unwrap_or_default).join("/")))
            .collect::<Vec<_>>()
    });
    Score::of(&named.collect(), &pairs(include_str!("gold/citations.tsv")))
}

/// The measures of `plan`, each with its address.
fn by_address(plan: &Plan) -> impl Iterator<Item = (String, usize)> {
    (0..plan.measures.len()).map(|at| (plan.measure_id(at), at))
}

/// The rows of a table of two columns, as `measure value`.
fn pairs(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.replace('\t', " ")).collect()
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

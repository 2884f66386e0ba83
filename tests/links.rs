//! Links: what refers to what within one plan.

use std::collections::BTreeSet;

use gangyao::links::LinkRelation;
use gangyao::plan::Plan;
use serde_json::Value;

use crate::tagged::plan;
use crate::tags_target::jilin;

/// 2.1.1 → Z1.2 same_programme 绿色工厂.
fn lines(plan: &Plan) -> Vec<String> {
    let line = |link: &gangyao::links::Link| {
        format!("{} → {} {} {}", link.from, link.to, link.relation.name(), link.evidence)
    };
    plan.links.iter().map(line).collect()
}

/// A plan, and its links in their order; — where it has none.
#[test]
fn what_refers_to_what() {
    crate::cases::check("links", |input| {
        let lines = lines(&plan(input));
        if lines.is_empty() { "—".to_owned() } else { lines.join("\n") }
    });
}

/// Of the annotated pairs every strong one is linked, and hardly a link is not annotated.
#[test]
fn links_agree_with_the_gold_annotation() {
    let rows = include_str!("gold/crossrefs.jsonl").lines();
    let rows: Vec<Value> = rows.map(|row| serde_json::from_str(row).expect("a row")).collect();
    let pair = |row: &Value| {
        let end = |key: &str| row[key].as_str().expect("an address").to_owned();
        (end("body"), end("project"))
    };
    let annotated: BTreeSet<_> = rows.iter().map(pair).collect();
    let strong: BTreeSet<_> = rows.iter().filter(|r| r["grade"] == "strong").map(pair).collect();
    let plan = jilin();
    let links = plan.links.iter().filter(|l| l.relation == LinkRelation::SameProgramme);
    let linked: BTreeSet<_> = links.map(|l| (l.from.clone(), l.to.clone())).collect();
    assert_eq!(strong.difference(&linked).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    let strange: Vec<_> = linked.difference(&annotated).collect();
    assert!(strange.len() * 10 <= linked.len(), "{strange:?} of {}", linked.len());
}

/// Every end is an address of the plan, but for what is cited; what shows a shared programme is printed at both ends.
#[test]
fn links_lead_somewhere() {
    let plan = jilin();
    let measures: BTreeSet<String> =
        (0..plan.measures.len()).map(|at| plan.measure_id(at)).collect();
    let is_address = |id: &String| plan.outline.find(id).is_some() || measures.contains(id);
    for link in &plan.links {
        assert!(is_address(&link.from), "{link:?}");
        assert!(link.relation == LinkRelation::Cites || is_address(&link.to), "{link:?}");
        assert_ne!(link.from, link.to);
        if link.relation == LinkRelation::SameProgramme {
            for end in [&link.from, &link.to] {
                let node = &plan.outline.nodes[plan.outline.find(end).expect("a node")];
                assert!(node.span.of(&plan.text).contains(&link.evidence), "{link:?}");
            }
        }
    }
    let once: BTreeSet<_> = plan.links.iter().map(|l| (&l.from, &l.to, l.relation)).collect();
    assert_eq!(once.len(), plan.links.len());
}

/// What many tasks and projects share is no programme of theirs.
#[test]
fn what_everything_shares_links_nothing() {
    let task =
        |n: usize| format!("强化第{n}项治理。推进生态环境保护，加快构建现代环境治理体系。\n");
    let tasks: String = (1..=40).map(task).collect();
    let text = format!(
        "一、主要任务\n{tasks}专栏1 重大工程\n1．保护工程。推进生态环境保护。\n2．治理工程。加快构建现代环境治理体系。\n"
    );
    assert_eq!(lines(&plan(&text)), Vec::<String>::new());
}

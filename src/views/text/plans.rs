//! Which plans there are, and what was read in a file.

use super::outline::parts;
use super::paper::{Ink, Paper, width};
use crate::answers::{Excerpt, PlanRow};
use crate::ground::Note;
use crate::outline::Kind;
use crate::plan::Plan;

/// Writes what is in the corpus.
pub fn shelf(paper: &mut Paper, rows: &[PlanRow]) {
    paper.line(0, &[(Ink::Bold, "纲要"), (Ink::Dim, &format!(" · {} 部规划", rows.len()))]);
    for row in rows {
        paper.blank();
        let measures = format!("{} 条举措", row.measures);
        paper.ends(2, &[(Ink::Plain, &row.title)], &[(Ink::Dim, &measures)]);
        paper.line(2, &[(Ink::Address, &row.id)]);
    }
}

/// Writes three commands that find something in `plan`.
pub fn commands(paper: &mut Paper, plan: &Plan) {
    let commands = samples(plan);
    let indent = commands.iter().map(|(command, _)| width(command)).max().unwrap_or(0) + 4;
    paper.blank();
    paper.line(0, &[(Ink::Plain, "可以这样用：")]);
    for (command, what) in commands {
        paper.item(2, &[(Ink::Bold, &command)], indent, &[(Ink::Dim, what)]);
    }
}

/// A search, a node and the tree, each with a word for what it does.
fn samples(plan: &Plan) -> Vec<(String, &'static str)> {
    let nodes = &plan.outline.nodes;
    let of = |kind: Kind| nodes.iter().find(|node| node.kind == kind);
    let node = of(Kind::Project).or(of(Kind::Task)).or(of(Kind::Chapter)).or(nodes.first());
    let region = plan.identity.region.as_deref().filter(|region| plan.text.contains(region));
    let word = region.or(node.map(|node| node.title.as_str())).unwrap_or(&plan.id);
    let at = node.map_or("0", |node| &node.id);
    vec![
        (format!("gangyao search {word}"), "检索举措"),
        (format!("gangyao show {}/{at}", plan.id), "读一个任务或项目"),
        (format!("gangyao outline {}", plan.id), "看全篇的结构"),
    ]
}

/// Writes what was read in `plan`: what it is, its parts, and every note.
pub fn parsed(paper: &mut Paper, plan: &Plan) {
    let identity = &plan.identity;
    let untitled = if identity.title.is_empty() { "（没有标题）" } else { &identity.title };
    paper.line(0, &[(Ink::Bold, untitled)]);
    let period = identity.period.map(|(from, to)| format!("{from}—{to}年"));
    let based_on: Vec<_> = identity
        .based_on
        .iter()
        .map(|based| {
            let number = based.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
            format!("《{}》{number}", based.title)
        })
        .collect();
    let said = [
        ("编号", Some(plan.id.clone())),
        ("文件", Some(plan.origin.path.clone())),
        ("发文", Some(identity.issuers.join("、")).filter(|who| !who.is_empty())),
        ("文号", identity.number.clone()),
        ("地区", identity.region.clone()),
        ("期限", period),
        ("依据", Some(based_on.join("、")).filter(|what| !what.is_empty())),
        ("结构", Some(parts(plan))),
    ];
    for (label, words) in said {
        if let Some(words) = words {
            paper.item(2, &[(Ink::Dim, label)], 8, &[(Ink::Plain, &words)]);
        }
    }
    notes(paper, &plan.notes);
}

fn notes(paper: &mut Paper, notes: &[Note]) {
    for note in notes {
        let place =
            if note.line == 0 { "全文".to_owned() } else { format!("第 {} 行", note.line) };
        paper.item(
            2,
            &[(Ink::Dim, "说明")],
            8,
            &[(Ink::Dim, &place), (Ink::Plain, " "), (Ink::Plain, &note.message)],
        );
    }
}

/// Writes each measure of `excerpt` on a line of its own: address, a tab, its words.
pub fn measures(paper: &mut Paper, excerpt: &Excerpt) {
    let plan = &excerpt.plan;
    for &at in &excerpt.measures {
        let address = format!("{}/{}", plan.id, plan.measure_id(at));
        paper.row(&address, plan.measures[at].span.of(&plan.text));
    }
}

//! Which plans there are, and what was read in a file.

use super::explain::explain;
use super::outline::parts;
use super::paper::{Ink, Paper, width};
use super::printed;
use crate::answers::{Excerpt, PlanRow};
use crate::ground::Note;
use crate::lexicon::Lexicon;
use crate::outline::{Identity, Kind};
use crate::plan::Plan;

/// The most plans that are listed one by one where nobody asked for the list.
const LISTED: usize = 30;

/// Writes what is in the corpus.
pub fn shelf(paper: &mut Paper, rows: &[PlanRow]) {
    paper.line(0, &[(Ink::Bold, "纲要"), (Ink::Dim, &format!(" · {} 部规划", rows.len()))]);
    if rows.len() > LISTED {
        paper.line(0, &[(Ink::Dim, "逐部列出：gangyao plans")]);
        return;
    }
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
    title(paper, &plan.identity);
    let based_on: Vec<_> = plan
        .identity
        .based_on
        .iter()
        .map(|based| {
            let number = based.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
            format!("《{}》{number}", based.title)
        })
        .collect();
    labelled(paper, &[("编号", &plan.id), ("文件", &plan.origin.path)]);
    about(paper, &plan.identity);
    labelled(paper, &[("依据", &based_on.join("、")), ("结构", &parts(plan))]);
    notes(paper, &plan.notes);
}

/// Writes every measure of `plan` with why each of its tags is there.
pub fn explained(paper: &mut Paper, plan: &Plan, lexicon: &Lexicon) {
    for (at, measure) in plan.measures.iter().enumerate() {
        paper.blank();
        let id = plan.measure_id(at);
        let words = measure.span.of(&plan.text);
        let node = &plan.outline.nodes[measure.node as usize];
        let words = printed(node, vec![(Ink::Plain, words)]);
        paper.item(2, &[(Ink::Address, &id)], width(&id) + 4, &words);
        explain(paper, 4, plan, &plan.tags[at], Some(lexicon));
    }
}

pub(super) fn title(paper: &mut Paper, identity: &Identity) {
    let title = if identity.title.is_empty() { "（没有标题）" } else { &identity.title };
    paper.line(0, &[(Ink::Bold, title)]);
}

/// Who issued a plan, as which number, for where and when.
pub(super) fn about(paper: &mut Paper, identity: &Identity) {
    let said = [
        ("发文", identity.issuers.join("、")),
        ("文号", identity.number.clone().unwrap_or_default()),
        ("地区", identity.region.clone().unwrap_or_default()),
        ("期限", identity.period.map(years).unwrap_or_default()),
    ];
    said.iter().for_each(|(label, words)| labelled(paper, &[(label, words)]));
}

/// 2024—2035年, or one year.
pub(super) fn years((from, to): (u16, u16)) -> String {
    if from == to { format!("{from}年") } else { format!("{from}—{to}年") }
}

/// Lines that begin with what they say; one that says nothing is left out.
pub(super) fn labelled(paper: &mut Paper, said: &[(&str, &str)]) {
    for (label, words) in said.iter().filter(|(_, words)| !words.is_empty()) {
        paper.item(2, &[(Ink::Dim, label)], 8, &[(Ink::Plain, words)]);
    }
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

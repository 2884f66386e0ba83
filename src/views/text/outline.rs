//! The tree of a plan, a line a node.

use std::collections::BTreeMap;

use super::paper::{GAP, Ink, Paper, width};
use super::{heading, is_headed};
use crate::outline::{Kind, Node};
use crate::plan::Plan;

/// How many characters of a text without a heading are shown.
const BRIEF: usize = 24;

/// Writes the tree of `plan`: addresses at the left, headings as printed, at the right how many measures each holds, with those below
/// it.
pub fn outline(paper: &mut Paper, plan: &Plan) {
    tree(paper, plan, |_, _| ());
}

/// The same; `between` is called before each node with the line it begins on, and at the end with none.
pub(super) fn tree(
    paper: &mut Paper,
    plan: &Plan,
    mut between: impl FnMut(&mut Paper, Option<u32>),
) {
    let nodes = &plan.outline.nodes;
    let counts = counts(plan);
    let widest = nodes.iter().map(|node| width(&node.id)).max().unwrap_or(0);
    paper.line(0, &[(Ink::Bold, &plan.identity.title)]);
    paper.line(0, &[(Ink::Address, &plan.id), (Ink::Dim, &format!("{GAP}{GAP}{}", parts(plan)))]);
    paper.blank();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind != Kind::Title) {
        between(paper, Some(node.line));
        let depth = plan.outline.ancestors(at).len();
        let gap = GAP.to_string().repeat(widest - width(&node.id) + 2 + 2 * depth);
        let ink = match node.kind {
            Kind::Part | Kind::Chapter | Kind::Column => Ink::Bold,
            _ if is_headed(node) => Ink::Plain,
            _ => Ink::Dim,
        };
        let count = counts.get(&at).map(usize::to_string).unwrap_or_default();
        let left = [(Ink::Address, &*node.id), (Ink::Plain, &*gap), (ink, &*brief(plan, node))];
        paper.ends(0, &left, &[(Ink::Dim, &count)]);
    }
    between(paper, None);
}

/// The heading of `node`; of a text without one its first words.
fn brief(plan: &Plan, node: &Node) -> String {
    let words = heading(plan, node);
    match words.char_indices().nth(BRIEF).filter(|_| !is_headed(node)) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// How many measures each node holds, with those of the nodes below it; nodes without any are left out.
pub(super) fn counts(plan: &Plan) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for measure in &plan.measures {
        let mut at = Some(measure.node);
        while let Some(node) = at {
            *counts.entry(node as usize).or_default() += 1;
            at = plan.outline.nodes[node as usize].parent;
        }
    }
    counts
}

/// 8 章 · 25 节 · 68 任务 · 6 专栏 · 30 项目 · 434 句.
pub(super) fn parts(plan: &Plan) -> String {
    let count = |kind: Kind| plan.outline.nodes.iter().filter(|node| node.kind == kind).count();
    parts_of(count, plan.measures.len())
}

/// The same for a plan of which only the counts are at hand.
pub(super) fn parts_of(count: impl Fn(Kind) -> usize, measures: usize) -> String {
    let shown = [
        Kind::Part,
        Kind::Chapter,
        Kind::Section,
        Kind::Article,
        Kind::Task,
        Kind::Column,
        Kind::Project,
    ];
    let nodes = shown.iter().map(|&kind| (count(kind), kind.label())).filter(|&(n, _)| n > 0);
    let measures = std::iter::once((measures, "条举措"));
    let parts: Vec<_> = nodes.chain(measures).map(|(n, label)| format!("{n} {label}")).collect();
    parts.join(" · ")
}

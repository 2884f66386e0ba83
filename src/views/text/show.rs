//! One node with everything below it, or one measure, to be read and cited.

use super::paper::{Ink, Paper, width};
use super::{explain, heading, is_headed, printed, related, tags};

use crate::answers::{Reference, Spot};
use crate::ground::Span;
use crate::lexicon::Lexicon;
use crate::outline::Kind;
use crate::plan::{Addressed, Plan};
use crate::tags::Tags;
use crate::views::cite;

/// Writes what `spot` names: the way to it, its heading, its measures with their addresses, and what refers to it;
/// with `explained` which rule and which words gave each tag.
pub fn show(paper: &mut Paper, spot: &Spot, lexicon: &Lexicon, explained: bool) {
    let plan = &*spot.plan;
    let why = explained.then_some(lexicon);
    paper.ends(0, &[(Ink::Dim, &plan.identity.title)], &[(Ink::Dim, spot.label())]);
    for &at in &plan.outline.ancestors(spot.node) {
        paper.line(0, &[(Ink::Dim, heading(plan, &plan.outline.nodes[at]))]);
    }
    let node = &plan.outline.nodes[spot.node];
    if is_headed(node) {
        paper.line(0, &[(Ink::Bold, heading(plan, node))]);
    }
    paper.line(0, &[(Ink::Address, &spot.address())]);
    matter(paper, spot, lexicon);
    if is_card(spot) {
        let own: Vec<&Tags> = spot.measures().iter().map(|&at| &plan.tags[at]).collect();
        tags::sum(paper, plan, &own);
    }
    match spot.measure {
        Some(at) => {
            paper.blank();
            let words = plan.measures[at].span.of(&plan.text);
            paper.line(2, &printed(node, vec![(Ink::Plain, words)]));
            tags::own(paper, 2, plan, &plan.tags[at]);
            explain::explain(paper, 2, plan, &plan.tags[at], why);
        }
        None => {
            let own = plan.node_tags.get(spot.node);
            own.into_iter().for_each(|tags| explain::explain(paper, 2, plan, tags, why));
            below(paper, spot, why);
        }
    }
    links(paper, spot);
}

/// Writes a reference to `spot`, to be pasted.
pub fn cited(paper: &mut Paper, spot: &Spot) {
    paper.blank();
    paper.line(0, &[(Ink::Bold, "引用")]);
    for line in cite::cite(&Reference::of(spot), cite::Style::GbT7714).lines() {
        paper.line(2, &[(Ink::Plain, line)]);
    }
}

/// Whose matter the node or the measure is. The departments of a node are those of its own first measure.
fn matter(paper: &mut Paper, spot: &Spot, lexicon: &Lexicon) {
    let plan = &*spot.plan;
    let none = Tags::default();
    let first = plan.measures.iter().position(|m| m.node as usize == spot.node);
    let of = spot.measure.or(first).map_or(&none, |at| &plan.tags[at]);
    let domains = spot.measure.map_or(plan.node_tags.get(spot.node), |at| plan.tags.get(at));
    tags::matter(paper, domains.unwrap_or(&none), of, lexicon);
}

/// The node's own measures and texts, then those of each node below it under its heading.
fn below(paper: &mut Paper, spot: &Spot, why: Option<&Lexicon>) {
    let plan = &*spot.plan;
    own(paper, plan, spot.node, why);
    for at in spot.below() {
        let node = &plan.outline.nodes[at];
        if is_headed(node) {
            paper.blank();
            paper.ends(0, &[(Ink::Bold, heading(plan, node))], &[(Ink::Address, &node.id)]);
        }
        own(paper, plan, at, why);
    }
}

/// The measures of node `at` with their addresses; the words of a node that has none.
fn own(paper: &mut Paper, plan: &Plan, at: usize, why: Option<&Lexicon>) {
    let node = &plan.outline.nodes[at];
    let measures: Vec<usize> =
        (0..plan.measures.len()).filter(|&m| plan.measures[m].node as usize == at).collect();
    let ids: Vec<String> = measures.iter().map(|&m| plan.measure_id(m)).collect();
    let indent = ids.iter().map(|id| width(id)).max().unwrap_or(0) + 4;
    if let Some(words) = node.body.iter().copied().reduce(Span::to).filter(|_| ids.is_empty()) {
        paper.blank();
        paper.line(2, &[(Ink::Plain, words.of(&plan.text))]);
    } else if !ids.is_empty() {
        paper.blank();
    }
    for (id, &m) in ids.iter().zip(&measures) {
        let words = plan.measures[m].span.of(&plan.text);
        let words = printed(node, vec![(Ink::Plain, words)]);
        paper.item(2, &[(Ink::Address, id)], indent, &words);
        tags::own(paper, indent, plan, &plan.tags[m]);
        explain::explain(paper, indent, plan, &plan.tags[m], why);
    }
}

/// What refers to it, and what it refers to; of a project the tasks that speak of its works.
fn links(paper: &mut Paper, spot: &Spot) {
    let is_card = is_card(spot);
    related::here(paper, if is_card { "正文中的任务" } else { "相关" }, &spot.related());
}

/// Whether a project is shown whole.
fn is_card(spot: &Spot) -> bool {
    spot.measure.is_none() && spot.plan.outline.nodes[spot.node].kind == Kind::Project
}

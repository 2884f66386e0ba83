//! [`Grade`]: which of two documents that both hold all words of a question comes first.

use super::record::Record;
use crate::measures::Kind;
use crate::outline::Kind as NodeKind;
use crate::plan::Plan;

/// What a document is to who asks, the least first: a plan is asked for what it promises, not for how things stood before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Background: a sentence on how things stand, or a node below which there are no others.
    Background,
    /// A heading that says no more than its words, of paragraphs that have none.
    Bare,
    /// What is to be done or reached, or a paragraph without a heading.
    Promise,
    /// The heading of such, or of a part with headings of its own.
    Heading,
}

/// The grades of `records`, all those of `plan`, in their order.
pub fn grades(plan: &Plan, records: &[Record]) -> Vec<Grade> {
    let (looks_back, is_bare) = (looks_back(plan), is_bare(plan));
    let grade = |record: &Record| {
        let node = &plan.outline.nodes[record.node];
        let is_background = match record.measure {
            Some(at) => plan.measures[at].kind == Kind::Context,
            None => looks_back[record.node],
        };
        // What heads a table names its columns too, and years and units stand there.
        let is_heading =
            record.measure.is_none() && node.head.is_some() && node.kind != NodeKind::Table;
        match (is_background, is_heading) {
            (true, _) => Grade::Background,
            (false, true) if is_bare[record.node] => Grade::Bare,
            (false, true) => Grade::Heading,
            (false, false) => Grade::Promise,
        }
    };
    records.iter().map(grade).collect()
}

/// Which nodes have a heading, nothing else of their own, and no heading below it. The title of a plan stands for all of it.
fn is_bare(plan: &Plan) -> Vec<bool> {
    let nodes = &plan.outline.nodes;
    let mut says_more = vec![false; nodes.len()];
    for measure in &plan.measures {
        says_more[measure.node as usize] = true;
    }
    for parent in nodes.iter().filter(|node| node.head.is_some()).filter_map(|node| node.parent) {
        says_more[parent as usize] = true;
    }
    let bare = nodes.iter().zip(says_more).map(|(node, says_more)| {
        let is_title = node.kind == NodeKind::Title;
        node.head.is_some() && node.body.is_empty() && !says_more && !is_title
    });
    bare.collect()
}

/// Which nodes have measures at or below them, all of which are background.
fn looks_back(plan: &Plan) -> Vec<bool> {
    let nodes = &plan.outline.nodes;
    // Whether there is one that is background, and one that is not.
    let mut holds = vec![(false, false); nodes.len()];
    for measure in &plan.measures {
        let holds = &mut holds[measure.node as usize];
        let is_background = measure.kind == Kind::Context;
        *holds = (holds.0 || is_background, holds.1 || !is_background);
    }
    // Parents stand before their children.
    for at in (0..nodes.len()).rev() {
        let (back, on) = holds[at];
        if let Some(parent) = nodes[at].parent {
            let parent = &mut holds[parent as usize];
            *parent = (parent.0 || back, parent.1 || on);
        }
    }
    holds.into_iter().map(|(back, on)| back && !on).collect()
}

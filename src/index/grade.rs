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
    /// What is to be done or reached, or a paragraph without a heading.
    Promise,
    /// The heading of such.
    Heading,
}

/// The grades of `records`, all those of `plan`, in their order.
pub fn grades(plan: &Plan, records: &[Record]) -> Vec<Grade> {
    let looks_back = looks_back(plan);
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
            (false, true) => Grade::Heading,
            (false, false) => Grade::Promise,
        }
    };
    records.iter().map(grade).collect()
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

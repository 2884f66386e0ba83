//! [`Record`]: what one document of the index stands for.

use crate::ground::Span;
use crate::plan::Plan;

/// A node or a measure of a plan, as a document of the index.
///
/// Nodes stand in the order of the outline, each followed directly by its own measures: its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The node, or the node of the measure, by its place in the outline.
    pub node: usize,
    /// The measure by its place in the plan; `None` for the node itself.
    pub measure: Option<usize>,
    /// How many documents before it the node stands that begins its block.
    pub behind: usize,
}

/// The records of `plan`. A record is named by its place in this list, which is the same whenever the same plan is asked.
pub fn records(plan: &Plan) -> Vec<Record> {
    let own = plan.own_measures();
    let mut records = Vec::with_capacity(own.len() + plan.measures.len());
    // Where the next measure of each node belongs.
    let mut next = Vec::with_capacity(own.len());
    for (node, own) in own.into_iter().enumerate() {
        next.push(records.len() + 1);
        records.extend((0..=own).map(|behind| Record { node, measure: None, behind }));
    }
    for (at, measure) in plan.measures.iter().enumerate() {
        let next = &mut next[measure.node as usize];
        records[*next].measure = Some(at);
        *next += 1;
    }
    records
}

impl Record {
    /// The stretches of the text that its document is found by.
    ///
    /// A measure is found by its words; a node by its heading, and by what of its own paragraphs is no measure, so that nothing
    /// printed stays without a document.
    pub fn texts(self, plan: &Plan, own: &[Record]) -> Vec<Span> {
        if let Some(at) = self.measure {
            return vec![plan.measures[at].span];
        }
        let node = &plan.outline.nodes[self.node];
        let measures: Vec<Span> =
            own.iter().filter_map(|r| r.measure).map(|at| plan.measures[at].span).collect();
        let rest = node.body.iter().flat_map(|&body| without(body, &measures));
        let rest = rest.map(|span| span.trimmed(&plan.text)).filter(|span| !span.is_empty());
        node.head.into_iter().chain(rest).collect()
    }
}

/// What is left of `whole` without `parts`, which stand in order.
fn without(whole: Span, parts: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut start = whole.start;
    for part in parts.iter().filter(|part| whole.overlaps(**part)) {
        left.push(Span { start, end: part.start.max(start) });
        start = part.end.max(start);
    }
    left.push(Span { start, end: whole.end.max(start) });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left() {
        let (whole, at) = (Span::new(2, 20), Span::new);
        assert_eq!(without(whole, &[]), [whole]);
        assert_eq!(without(whole, &[at(2, 5), at(8, 20)]), [at(2, 2), at(5, 8), at(20, 20)]);
        assert_eq!(without(whole, &[at(0, 1), at(30, 31)]), [whole]);
    }
}

//! [`Piece`]: the smallest pieces of a plan that an address names: a heading, a measure, or what stands beside them.

use crate::ground::Span;
use crate::plan::Plan;

/// One piece of a plan's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, without the white space around them.
    pub span: Span,
    /// The node it belongs to, by its place in the outline.
    pub node: usize,
    /// The measure it is, by its place in the plan; `None` for a heading and for what is no measure.
    pub measure: Option<usize>,
}

impl Piece {
    /// The address of the piece within `plan`.
    pub fn id(&self, plan: &Plan) -> String {
        match self.measure {
            Some(at) => plan.measure_id(at),
            None => plan.outline.nodes[self.node].id.clone(),
        }
    }
}

/// The pieces of `plan` in the order of the text: every letter and digit that the outline placed lies in exactly one.
pub fn pieces(plan: &Plan) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (node, entry) in plan.outline.nodes.iter().enumerate() {
        let none = |span: Span| Piece { span: span.trimmed(&plan.text), node, measure: None };
        pieces.extend(entry.head.map(none));
        entry.body.iter().for_each(|&body| pieces.extend(inside(plan, node, body)));
    }
    pieces.retain(|l| l.span.of(&plan.text).contains(char::is_alphanumeric));
    pieces.sort_by_key(|l| l.span);
    pieces
}

/// The measures of one paragraph and what stands between them.
fn inside(plan: &Plan, node: usize, body: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = body.start as usize;
    let first = plan.measures.partition_point(|m| m.span.start < body.start);
    for (at, measure) in plan.measures.iter().enumerate().skip(first) {
        if !body.contains(measure.span) {
            break;
        }
        pieces.push((Span::new(done, measure.span.start as usize), None));
        pieces.push((measure.span, Some(at)));
        done = measure.span.end as usize;
    }
    pieces.push((Span::new(done, body.end as usize), None));
    let piece =
        |(span, measure): (Span, _)| Piece { span: span.trimmed(&plan.text), node, measure };
    pieces.into_iter().map(piece).collect()
}

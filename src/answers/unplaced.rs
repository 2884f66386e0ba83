//! What of a text no node holds.

use crate::ground::Span;
use crate::plan::Plan;

/// The characters of `plans`, which are all those of one text, that stand nowhere: no node has them, or they are letters or digits
/// and neither a heading nor a paragraph has them.
///
/// The outline promises that there are none; this is how it is kept to its word.
pub fn unplaced(plans: &[Plan]) -> Vec<Span> {
    let Some(text) = plans.first().map(|plan| plan.text.as_str()) else { return Vec::new() };
    let nodes = || plans.iter().flat_map(|plan| &plan.outline.nodes);
    let outside = |c: char| !c.is_whitespace() && c != '\u{feff}';
    let mut free = beyond(text, nodes().map(|node| node.span), outside);
    free.extend(beyond(text, plans.iter().flat_map(leaves), char::is_alphanumeric));
    free.sort_unstable();
    free.dedup();
    free
}

/// The characters of `text` that are `wanted` and stand in none of `spans`.
fn beyond(
    text: &str,
    spans: impl Iterator<Item = Span>,
    wanted: impl Fn(char) -> bool,
) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut done = 0;
    let mut free = Vec::new();
    for (at, c) in text.char_indices() {
        while let Some(span) = spans.next_if(|span| span.start as usize <= at) {
            done = done.max(span.end as usize);
        }
        if at >= done && wanted(c) {
            free.push(Span::new(at, at + c.len_utf8()));
        }
    }
    free
}

/// The headings and paragraphs; a node that has neither is one whole.
fn leaves(plan: &Plan) -> impl Iterator<Item = Span> {
    let nodes = &plan.outline.nodes;
    let children = plan.outline.children();
    nodes.iter().enumerate().flat_map(move |(at, node)| {
        let bare = node.head.is_none() && node.body.is_empty();
        let whole = (bare && children[at].is_empty()).then_some(node.span);
        node.head.into_iter().chain(node.body.iter().copied()).chain(whole)
    })
}

//! Paragraphs → measures: the sentences of each node, split at 。 and ； outside quotes and brackets.

mod background;
mod body;
mod bracket;
mod coverage;
mod duty;
mod kind;
mod measure;
mod piece;

pub use body::Bodies;
pub use bracket::{duties, is_responsibility_bracket};
pub use coverage::Bracket;
pub use duty::{Duty, Role};
pub use measure::{Kind, Measure};

use crate::ground::{Span, sentences};
use crate::lexicon::Lexicon;
use crate::outline::table::{Columns, is_total};
use crate::outline::{Kind as NodeKind, Node, Outline};

/// The measures of a plan in the order of the text.
///
/// Every sentence of a node's own text is one, numbered from 1 within the node; its heading is none, nor a bracket that says
/// only who is responsible or by when.
pub fn read(text: &str, outline: &Outline, lexicon: &Lexicon) -> Vec<Measure> {
    read_with_brackets(text, outline, lexicon).0
}

/// The measures of a plan, and the brackets that speak for them: see [`read`] and [`Bracket`].
pub fn read_with_brackets(
    text: &str,
    outline: &Outline,
    lexicon: &Lexicon,
) -> (Vec<Measure>, Vec<Bracket>) {
    let brackets: Vec<_> =
        outline.nodes.iter().map(|node| bracket::of_node(text, node, lexicon)).collect();
    let measures = sentences_without(text, outline, lexicon, &brackets);
    let brackets = coverage::brackets(text, outline, &measures, &brackets, lexicon);
    (measures, brackets)
}

/// The sentences as measures; those of `brackets`, which are told node by node, are no part of any.
fn sentences_without(
    text: &str,
    outline: &Outline,
    lexicon: &Lexicon,
    brackets: &[Vec<Span>],
) -> Vec<Measure> {
    let mut measures = Vec::new();
    let situation = kind::Situation::of(outline, lexicon);
    for (node, (entry, brackets)) in outline.nodes.iter().zip(brackets).enumerate() {
        if entry.kind == NodeKind::Table {
            measures.extend(rows(text, entry, node, lexicon));
            continue;
        }
        let setting = situation.of_node(node);
        let sentences = entry.body.iter().flat_map(|&body| sentences(text, body));
        let spans = sentences.filter_map(|s| bracket::without_leading(text, s, brackets));
        for (n, span) in spans.enumerate() {
            let kind = kind::of(span.of(text), entry, setting, lexicon);
            measures.push(Measure { node: node as u32, number: n as u32 + 1, kind, span });
        }
    }
    measures.sort_by_key(|m| m.span);
    measures
}

/// The rows of a table: each is one measure, whatever sentences stand in its cells.
fn rows(text: &str, table: &Node, node: usize, lexicon: &Lexicon) -> Vec<Measure> {
    let columns = table.head.map_or_else(Columns::default, |head| Columns::of(lexicon, text, head));
    let kind = if columns.has_targets() {
        Kind::Outcome
    } else if columns.has_duties() {
        Kind::Action
    } else {
        Kind::Context
    };
    // What sums up the rows above it says nothing of its own.
    let of_row = |row: Span| if is_total(row.of(text)) { Kind::Context } else { kind };
    let measure = |(n, &span): (usize, &Span)| Measure {
        node: node as u32,
        number: n as u32 + 1,
        kind: of_row(span),
        span,
    };
    table.body.iter().enumerate().map(measure).collect()
}

//! Lines → the tree of a plan, each node with its address.
//!
//! ```text
//! Source ─ paragraph ─ contents ─ front ─┬─ tree (mark, series, task, lead, column) ─ address → Outline
//!                                        └─ identity → Identity
//! ```
//!
//! The grammar of numbering marks stands in [`mark`], how marks make levels in [`series`]; nothing here knows one
//! document. Reading cannot fail: what fits nothing is a paragraph, and a doubt is a note with its line.

mod address;
mod announced;
mod basis;
mod column;
mod contents;
mod documents;
mod front;
mod furniture;
mod glued;
mod identity;
mod issuer;
mod label;
mod layout;
mod lead;
mod loose;
pub mod mark;
mod neighbours;
mod node;
mod paragraph;
mod period;
mod printed;
mod region;
mod rest;
mod run;
pub mod series;
mod settle;
pub mod table;
mod task;
mod terms;
mod tree;
mod unbroken;
mod unnumbered;

pub use documents::split as documents;
pub use identity::{Based, Identity, identity};
pub use label::{
    BRACKETS, COLONS, Label, begins_with_label, behind_call, closed, closes, framed, label, opens,
};
pub use node::{Kind, Node, Outline};
use paragraph::Paragraph;
use period::stage_period;
pub use period::years;
pub use printed::{spell, spelled};
pub use terms::Terms;

use crate::lexicon::Lexicon;
use crate::source::Source;

/// The tree of `source`, read with the words of `lexicon`.
///
/// ```
/// use gangyao::lexicon::Lexicon;
/// use gangyao::{outline, source};
/// let text = "某省规划\n一、总体要求\n（一）指导思想。坚持绿色发展。\n（二）目标。到2035年建成。".to_owned();
/// let tree = outline::read(&source::plain(text), &Lexicon::shipped());
/// let ids: Vec<_> = tree.nodes.iter().map(|n| (n.id.as_str(), n.title.as_str())).collect();
/// assert_eq!(ids, [("0", "某省规划"), ("1", "总体要求"), ("1.1", "指导思想"), ("1.2", "目标")]);
/// ```
pub fn read(source: &Source, lexicon: &Lexicon) -> Outline {
    let terms = Terms::of(lexicon);
    tree_of(terms, source, &paragraph::read(terms, source))
}

fn tree_of(terms: Terms<'_>, source: &Source, paragraphs: &[Paragraph]) -> Outline {
    let front = front::split(terms, &source.text, paragraphs);
    let mut nodes = front::nodes(terms, &source.text, paragraphs, &front);
    let (body, notes) = tree::build(terms, &source.text, &paragraphs[front.body..]);
    let before = nodes.len() as u32;
    nodes.extend(body.into_iter().map(|mut node| {
        node.parent = node.parent.map(|p| p + before);
        node
    }));
    address::assign(&mut nodes);
    Outline { nodes, notes }
}

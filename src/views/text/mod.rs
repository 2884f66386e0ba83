//! Answers for a person: Chinese labels, marked words, addresses to copy.
//!
//! Every page is written on a [`Paper`], which wraps at the width of a terminal and leaves lines whole where there is none: what is
//! piped has one text a line, as `grep` wants it. Colours are in the page as ANSI codes; the door strips them where nobody sees them.

mod explain;
mod facets;
mod check;
mod compare;
mod hits;
mod library;
mod import;
mod outline;
mod paper;
mod place;
mod plans;
mod related;
mod show;
mod tags;
mod targets;
mod verify;

pub use check::checked;
pub use compare::{changes, indicators};
pub use facets::facets;
pub use hits::hits;
pub use import::imported;
pub use library::{added, library, removed, restoring};
pub use outline::outline;
pub use paper::{Ink, Paper, Run};
pub use place::{place, places};
pub use plans::{commands, explained, measures, parsed, shelf};
pub use related::{related, uncovered};
pub use show::{cited, show};
pub use targets::targets;
pub use verify::checks;

use crate::outline::{Kind, Node};
use crate::plan::Plan;

/// The heading of `node` as printed, with its mark; the title where it has no heading of its own. That of a table is its caption, since
/// the heads of the columns go with it.
fn heading<'a>(plan: &'a Plan, node: &'a Node) -> &'a str {
    let printed = node.head.filter(|_| node.kind != Kind::Table).map(|head| head.of(&plan.text));
    printed.filter(|head| !head.is_empty()).unwrap_or(&node.title)
}

/// The words of a measure of `node`, or `runs` of them: the cells of a row are apart.
fn printed<'a>(node: &Node, runs: Vec<Run<'a>>) -> Vec<Run<'a>> {
    if node.kind == Kind::Table { paper::apart(runs) } else { runs }
}

/// Whether `node` has a heading; what has none is a text that stands for itself.
fn is_headed(node: &Node) -> bool {
    !matches!(node.kind, Kind::Paragraph | Kind::Preamble)
}

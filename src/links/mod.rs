//! What refers to what within one plan: tasks and projects that speak of the same works or the same place, measures of the same
//! indicator, documents that a measure cites.
//!
//! ```text
//! unit ─ run: what two units share ─ edge: cut at the edges of words ─ weight ─ kin ─ programme ─┐
//!   └─────────────────────────────────────────── place ─ target ─ citation ──────────────────────┴─ Link
//! ```
//!
//! A link says no more than its evidence: the words that both ends print. The work grows with the length of the plan: what stands
//! in many places links nothing and is not followed.

mod citation;
mod edge;
mod kin;
mod link;
mod place;
mod programme;
mod run;
mod target;
mod unit;
mod weight;

pub use link::{Link, LinkRelation};

use crate::lexicon::{Finds, Lexicon};
use crate::measures::Measure;
use crate::outline::Outline;
use crate::tags::{Context, Tags};

/// The plan as the earlier rooms made it.
pub struct Matter<'a> {
    /// The source text.
    pub text: &'a str,
    /// The title of the plan.
    pub title: &'a str,
    /// The tree.
    pub outline: &'a Outline,
    /// The measures, in the order of the text.
    pub measures: &'a [Measure],
    /// The tags of each measure.
    pub tags: &'a [Tags],
    /// The tags of each node.
    pub node_tags: &'a [Tags],
    /// The division that the plan is for, by its id, and what holds it.
    pub home: Vec<String>,
    /// The words of the lexicon in the text.
    pub finds: &'a Finds,
    /// The lexicon they are rows of.
    pub lexicon: &'a Lexicon,
}

impl<'a> Matter<'a> {
    /// What was read in `context`, with the tags it was given.
    pub fn of(context: &'a Context<'a>, node_tags: &'a [Tags], tags: &'a [Tags]) -> Self {
        Self {
            text: context.text,
            title: &context.identity.title,
            outline: context.outline,
            measures: context.measures,
            tags,
            node_tags,
            home: context.setting.own(context.lexicon.gazetteer()),
            finds: context.finds,
            lexicon: context.lexicon,
        }
    }

    /// The address of node `at`.
    fn node_id(&self, at: usize) -> String {
        self.outline.nodes[at].id.clone()
    }

    /// The address of measure `at`.
    fn measure_id(&self, at: usize) -> String {
        let measure = &self.measures[at];
        format!("{}#{}", self.outline.nodes[measure.node as usize].id, measure.number)
    }
}

/// `words` without the breaks of lines in them.
fn unbroken(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

/// The links of a plan, kind by kind, each kind in the order of the text.
pub fn read(matter: &Matter<'_>) -> Vec<Link> {
    let units = unit::of(matter);
    let (mut links, others) = rayon::join(
        || programme::links(matter, &units),
        || [place::links(matter, &units), target::links(matter), citation::links(matter)],
    );
    links.extend(others.into_iter().flatten());
    links
}

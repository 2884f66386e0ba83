//! [`Measure`]: one sentence of a plan that says what is to be done or reached.

use serde::{Deserialize, Serialize};

use crate::ground::Span;

/// One sentence of a plan: `source[span]` are its words, the closing 。 or ； with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The node it belongs to, by its place in the outline.
    pub node: u32,
    /// Its number within the node, from 1: the `n` of `3.1.2#n`.
    pub number: u32,
    /// What it says.
    pub kind: Kind,
    /// Its words.
    pub span: Span,
}

/// What a measure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What is to be done.
    Action,
    /// The state to be reached.
    Outcome,
    /// Neither: the setting, the reason, the past.
    Context,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 3] = [Kind::Action, Kind::Outcome, Kind::Context];

    /// The word used in JSON and in filters.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Action => "action",
            Kind::Outcome => "outcome",
            Kind::Context => "context",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Action => "举措",
            Kind::Outcome => "目标",
            Kind::Context => "背景",
        }
    }
}

//! [`Link`]: one reference between two places of a plan.

use serde::{Deserialize, Serialize};

/// That two nodes or measures of one plan speak of the same thing, and the words that show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The address that refers.
    pub from: String,
    /// The address, or the cited title, that is referred to.
    pub to: String,
    /// What they share.
    pub relation: LinkRelation,
    /// The shared words.
    pub evidence: String,
}

/// What two ends of a link share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkRelation {
    /// A programme.
    SameProgramme,
    /// A place.
    SamePlace,
    /// An indicator.
    SameTarget,
    /// The one cites the other.
    Cites,
}

impl LinkRelation {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            LinkRelation::SameProgramme => "same_programme",
            LinkRelation::SamePlace => "same_place",
            LinkRelation::SameTarget => "same_target",
            LinkRelation::Cites => "cites",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            LinkRelation::SameProgramme => "同一工程",
            LinkRelation::SamePlace => "同一地点",
            LinkRelation::SameTarget => "同一指标",
            LinkRelation::Cites => "引用",
        }
    }
}

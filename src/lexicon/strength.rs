//! [`StrengthLevel`]: how binding a word of `strength.tsv` makes what it is said of.

use serde::{Deserialize, Serialize};

/// The classes of commitment, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StrengthLevel {
    /// 必须, 严格, 坚决.
    Mandatory,
    /// 实施, 推进.
    Committed,
    /// 鼓励, 支持.
    Encouraged,
    /// 探索, 研究.
    Exploratory,
}

impl StrengthLevel {
    /// All classes, strongest first.
    pub const ALL: [StrengthLevel; 4] = [
        StrengthLevel::Mandatory,
        StrengthLevel::Committed,
        StrengthLevel::Encouraged,
        StrengthLevel::Exploratory,
    ];

    /// The word used in JSON and in filters.
    pub fn name(self) -> &'static str {
        match self {
            StrengthLevel::Mandatory => "mandatory",
            StrengthLevel::Committed => "committed",
            StrengthLevel::Encouraged => "encouraged",
            StrengthLevel::Exploratory => "exploratory",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            StrengthLevel::Mandatory => "约束",
            StrengthLevel::Committed => "推进",
            StrengthLevel::Encouraged => "鼓励",
            StrengthLevel::Exploratory => "探索",
        }
    }

    /// The class that the table calls `name`; none for a longer word that holds one of the others and says nothing.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

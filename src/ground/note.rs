//! What the reader has to say about a text that it could read only in part.

use serde::{Deserialize, Serialize};

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is in doubt.
    Info,
    /// A doubt: a gap in a count, a text that could not be placed.
    Warning,
}

/// A remark on one line of a plan or table, in Chinese, for the person who prepared it.
///
/// Reading a text cannot fail; what would be an error elsewhere becomes a note here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Note {
    /// The line it speaks of, counted from 1.
    pub line: u32,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence in Chinese.
    pub message: String,
}

impl Note {
    /// A doubt about `line`.
    pub fn warning(line: u32, message: impl Into<String>) -> Self {
        Self { line, severity: Severity::Warning, message: message.into() }
    }

    /// Something worth knowing about `line`.
    pub fn info(line: u32, message: impl Into<String>) -> Self {
        Self { line, severity: Severity::Info, message: message.into() }
    }
}

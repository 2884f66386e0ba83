//! Which rule and which words gave each tag, as the contract shows it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Chars, Reading};
use crate::answers::{Reason, reasons};
use crate::tags::Tags;
use crate::views::rule_words;

/// Why one tag is there.
#[derive(Serialize, JsonSchema)]
pub struct Why<'a> {
    /// The list the tag is in: `deadlines`.
    pub field: &'static str,
    /// Its place in that list, from 0.
    pub n: usize,
    /// The name of the rule.
    pub rule: String,
    /// What the rule reads, in Chinese.
    pub reads: String,
    /// The words it rests on; empty where a person filled it in, and for the usual strength.
    pub words: Vec<&'a str>,
    /// Where they stand.
    pub spans: Vec<Chars>,
}

impl<'a> Reading<'a> {
    /// Why each of `tags` is there, where that is asked for.
    pub(super) fn why(&self, tags: &Tags) -> Option<Vec<Why<'a>>> {
        let why = |reason: Reason| Why {
            field: reason.field.name(),
            n: reason.at,
            reads: rule_words(self.lexicon, &reason.rule).to_owned(),
            rule: reason.rule,
            words: reason.words.iter().map(|&span| self.words(span)).collect(),
            spans: reason.words.iter().map(|&span| self.chars(span)).collect(),
        };
        self.explains.then(|| reasons(tags).into_iter().map(why).collect())
    }
}

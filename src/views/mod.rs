//! Plans and answers → what leaves the program: [`json`] for other programs, [`cite`] for writers, [`sheets`] for offices, [`text`] for people.
//!
//! The outside shapes of the contract, its field and column names, live here and nowhere else. Inside the program spans count bytes;
//! every number that leaves it counts Unicode code points.

mod amount;
pub mod cite;
pub mod json;
pub mod sheets;
pub mod text;

use crate::answers::Key;
use crate::lexicon::{Lexicon, List};
use crate::tags::StrengthLevel;
use crate::{measures, outline};

/// What is asked for beside an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// A reference to cite it by.
    pub cite: bool,
    /// Which rule and which words gave each tag.
    pub explain: bool,
}

/// The word a Chinese reader sees for a value that hits are counted by: 水环境, 约束, 任务; most stand as they are.
fn mark_name<'a>(lexicon: &'a Lexicon, key: Key, value: &'a str) -> &'a str {
    let labels = |mut all: Vec<(&'static str, &'static str)>| {
        all.retain(|(name, _)| *name == value);
        all.first().map(|&(_, label)| label)
    };
    let label = match key {
        Key::Domain => Some(lexicon.domain_name(value)),
        Key::Strength => labels(StrengthLevel::ALL.map(|l| (l.name(), l.label())).to_vec()),
        Key::Kind => {
            let measures = measures::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
            let nodes = outline::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
            labels(measures.chain(nodes).collect())
        }
        _ => None,
    };
    label.unwrap_or(value)
}

/// What `rule` reads; its own name where the table of rules has no such row.
fn rule_words<'a>(lexicon: &'a Lexicon, rule: &'a str) -> &'a str {
    lexicon.table(List::Rules).get(rule).map_or(rule, |row| row.cell(1))
}

//! Measure → tags: domain, department, deadline, target, place, actor, citation, strength, each with its evidence.
//!
//! One file a kind, all of one signature: [`Tagger`]. A tagger reads the plan so far ([`Context`]) and the tags that
//! earlier taggers gave the same measure, and fills its own field. Adding a kind is a file and a line in [`TAGGERS`].

mod tag;

pub use tag::*;

use crate::lexicon::{Finds, Lexicon};
use crate::measures::Measure;
use crate::outline::Outline;

/// What a tagger may read: the plan as the earlier rooms made it, and the words found in it.
pub struct Context<'a> {
    /// The source text, which all spans refer to.
    pub text: &'a str,
    /// The tree.
    pub outline: &'a Outline,
    /// The measures, in the order of the text.
    pub measures: &'a [Measure],
    /// The words of the lexicon in the text.
    pub finds: &'a Finds,
    /// The lexicon they are rows of.
    pub lexicon: &'a Lexicon,
}

/// Reads measure `at` of `context` and fills one field of `tags`.
pub type Tagger = fn(context: &Context<'_>, at: usize, tags: &mut Tags);

/// The taggers in the order they run: targets read the deadlines of their measure.
const TAGGERS: &[Tagger] = &[];

/// The tags of every measure, in order.
pub fn read(context: &Context<'_>) -> Vec<Tags> {
    let tag = |at| {
        let mut tags = Tags::default();
        TAGGERS.iter().for_each(|tagger| tagger(context, at, &mut tags));
        tags
    };
    (0..context.measures.len()).map(tag).collect()
}

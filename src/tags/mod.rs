//! Measure → tags: domain, department, deadline, target, place, actor, citation, strength, each with its evidence.
//!
//! One file a kind, all of one signature: [`Tagger`]. A tagger reads the plan so far ([`Context`]) and the tags that
//! earlier taggers gave the same measure, and fills its own field. Adding a kind is a file and a line in `TAGGERS`.

mod actor;
mod charge;
mod citation;
mod deadline;
mod department;
mod domain;
mod field_words;
mod filled;
mod level;
pub mod place;
mod plain;
mod reading;
mod strength;
mod tables;
mod tag;
mod target;
mod words;

pub use department::{inferred, suggest};
pub use field_words::FieldWords;
pub use level::Level;
pub use plain::Plain;
pub use tables::Tables;
pub use tag::*;
pub use target::indicator_words;

use rayon::prelude::*;

use crate::lexicon::{Finds, Lexicon};
use crate::measures::{Bracket, Measure};
use crate::outline::{Identity, Outline};

/// What a tagger may read: the plan as the earlier rooms made it, and the words found in it.
pub struct Context<'a> {
    /// The source text, which all spans refer to.
    pub text: &'a str,
    /// The tree.
    pub outline: &'a Outline,
    /// What the plan says of itself.
    pub identity: &'a Identity,
    /// The measures, in the order of the text.
    pub measures: &'a [Measure],
    /// The brackets of responsibility, with the measures they speak for.
    pub brackets: &'a [Bracket],
    /// The tags of the nodes; empty while those are being read.
    pub node_tags: &'a [Tags],
    /// The words of the lexicon in the text.
    pub finds: &'a Finds,
    /// Those of them that speak for fields.
    pub field_words: &'a FieldWords,
    /// The lexicon they are rows of.
    pub lexicon: &'a Lexicon,
    /// What the plan as a whole tells about short names of places.
    pub setting: place::Setting,
    /// The measures in plain writing; empty while the nodes are being read.
    pub plain: Plain,
    /// The columns of the tables; empty while the nodes are being read.
    pub tables: Tables,
}

/// Reads measure `at` of `context` and fills one field of `tags`.
pub type Tagger = fn(context: &Context<'_>, at: usize, tags: &mut Tags);

/// The taggers in the order they run: targets read the deadlines of their measure, departments who acts in it.
const TAGGERS: &[Tagger] = &[
    deadline::tag,
    target::tag,
    domain::tag,
    actor::tag,
    department::tag,
    place::tag,
    citation::tag,
    strength::tag,
];

/// Makes what the tags of any plan ask `lexicon` for.
pub fn prepare(lexicon: &Lexicon) {
    lexicon.prepare();
    words::prepare(lexicon);
    actor::prepare(lexicon);
}

/// The tags of all nodes and of all measures, each in order; where no body is stated, those that the fields suggest.
pub fn read(context: &Context<'_>) -> (Vec<Tags>, Vec<Tags>) {
    let (nodes, (plain, tables)) =
        rayon::join(|| of_nodes(context), || (Plain::of(context), Tables::of(context)));
    let setting = context.setting.clone();
    let mut measures =
        of_measures(&Context { node_tags: &nodes, plain, tables, setting, ..*context });
    suggest(measures.iter_mut(), Level::of(context.identity, context.lexicon), context.lexicon);
    (nodes, measures)
}

/// What headings are tagged with: domains, and the places they name.
fn of_nodes(context: &Context<'_>) -> Vec<Tags> {
    let children = context.outline.children();
    let heads = domain::heads(context);
    let tag = |(at, places)| {
        let domains = domain::of_node(context, &heads, at, &children[at]);
        Tags { domains, places, ..Tags::default() }
    };
    place::heads(context).into_par_iter().enumerate().map(tag).collect()
}

/// How many measures one tagger reads before the next one does: enough that its code is fetched once for many of them, and few
/// enough that their tags stay at hand and the threads have parts to share.
const AT_ONCE: usize = 64;

fn of_measures(context: &Context<'_>) -> Vec<Tags> {
    let mut tags = Vec::new();
    tags.resize_with(context.measures.len(), Tags::default);
    tags.par_chunks_mut(AT_ONCE).enumerate().for_each(|(part, tags)| {
        for tagger in TAGGERS {
            let measures = tags.iter_mut().zip(part * AT_ONCE..);
            measures.for_each(|(tags, at)| tagger(context, at, tags));
        }
    });
    tags
}

//! The corridor: one plan from its source through all rooms above, and how it is kept small. No rule of its own.

mod addressed;
mod book;
mod card;
mod packed;
mod packing;
mod printed;

use serde::{Deserialize, Serialize};

pub use addressed::Addressed;
pub use book::{Book, Fault, bound, unbound};
pub use card::Card;
pub use packed::Packed;
use printed::Printing;

use crate::ground::{Note, Ruler};
use crate::lexicon::{Finds, Lexicon};
use crate::links::{self, Link, Matter};
use crate::measures::{self, Bracket, Measure};
use crate::outline::{self, Identity, Outline};
use crate::source::{self, Format, Source};
use crate::tags::place::Setting;
use crate::tags::{self, Context, FieldWords, Plain, Tables, Tags};

/// The version of the outline grammar. One version gives one text the same addresses for ever.
pub const GRAMMAR: u32 = 1;

/// How far a plan is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Its tree and its measures, about a quarter of the work: all tags are empty, and nothing is linked.
    Measures,
    /// All of it.
    #[default]
    Whole,
}

/// One plan, read: its text and everything the rooms made of it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The id it is addressed by: `jilin-2024-2035`.
    pub id: String,
    /// Title, issuers, region, period: what the text says of itself, or the catalogue says better.
    pub identity: Identity,
    /// The file it was read from.
    pub origin: Origin,
    /// The source text.
    pub text: String,
    /// The tree.
    pub outline: Outline,
    /// The measures in the order of the text.
    pub measures: Vec<Measure>,
    /// The tags of each measure, in the same order.
    pub tags: Packed<Tags>,
    /// The tags of each node, in the order of the outline; only `domains` is used.
    pub node_tags: Packed<Tags>,
    /// What refers to what.
    pub links: Vec<Link>,
    /// What could be read only in part, by line.
    pub notes: Vec<Note>,
}

/// The file a plan was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its path as it is to be printed.
    pub path: String,
    /// Its form.
    pub format: Format,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Plan {
    /// Reads every plan that `source` holds. The second has `-2` after its id, the third `-3`; their spans refer to the same
    /// text.
    pub fn read_all(
        id: &str,
        origin: &Origin,
        source: &Source,
        depth: Depth,
        lexicon: &Lexicon,
    ) -> Vec<Self> {
        let simplified = source::simplified(source);
        let printed = simplified.is_some().then_some(source.text.as_str());
        let source = simplified.as_ref().unwrap_or(source);
        let (documents, words) = match depth {
            Depth::Measures => (Measured::all(source, lexicon), None),
            // Neither needs the other: where there are two processors, a plan is read on both. To find its words takes less time
            // than to find its tree, so that what tags and links ask for is made ready meanwhile.
            Depth::Whole => rayon::join(
                || Measured::all(source, lexicon),
                || {
                    let words = Words::of(&source.text, lexicon);
                    tags::prepare(lexicon);
                    Some(words)
                },
            ),
        };
        let read = |(n, mut document): (usize, Measured)| {
            let id = if n == 0 { id.to_owned() } else { format!("{id}-{}", n + 1) };
            if n == 0 {
                document.source.notes.clone_from(&source.notes);
            }
            Self::of(&id, origin.clone(), document, words.as_ref(), printed, lexicon)
        };
        documents.into_iter().enumerate().map(read).collect()
    }

    /// Reads `source` as one plan.
    pub fn read(id: &str, origin: Origin, source: Source, lexicon: &Lexicon) -> Self {
        let (source, printed) = match source::simplified(&source) {
            Some(simplified) => (simplified, Some(source.text)),
            None => (source, None),
        };
        let words = Words::of(&source.text, lexicon);
        let outline = outline::read(&source, lexicon);
        let document = Measured::of(source, outline, lexicon);
        Self::of(id, origin, document, Some(&words), printed.as_deref(), lexicon)
    }

    /// The plan of a document, of which `words` are the words; without them it is read as far as its measures. Where it was read in
    /// simplified characters, `printed` is its text as it stands.
    fn of(
        id: &str,
        origin: Origin,
        Measured { source, mut outline, mut identity, measures, brackets }: Measured,
        words: Option<&Words>,
        printed: Option<&str>,
        lexicon: &Lexicon,
    ) -> Self {
        let marked =
            |words| marked(&source.text, &outline, &identity, &measures, &brackets, words, lexicon);
        let unmarked = || {
            let empty = |many| vec![Tags::default(); many];
            (empty(outline.nodes.len()), empty(measures.len()), Vec::new())
        };
        let (node_tags, mut tags, mut links) = words.map_or_else(unmarked, marked);
        if let Some(printed) = printed {
            let printing = Printing { read: &source.text, printed };
            printing.spell(&mut outline, &mut identity, &mut tags, &mut links);
        }
        let notes = notes(source.notes, &outline);
        Self {
            id: id.to_owned(),
            identity,
            origin,
            text: printed.map_or(source.text, str::to_owned),
            outline,
            measures,
            tags: tags.into(),
            node_tags: node_tags.into(),
            links,
            notes,
        }
    }

    /// The address of measure `at` within the plan: `3.1.2#9`.
    pub fn measure_id(&self, at: usize) -> String {
        let measure = &self.measures[at];
        format!("{}#{}", self.outline.nodes[measure.node as usize].id, measure.number)
    }

    /// How many measures each node has by itself, in the order of the outline.
    pub fn own_measures(&self) -> Vec<usize> {
        let mut own = vec![0; self.outline.nodes.len()];
        self.measures.iter().for_each(|measure| own[measure.node as usize] += 1);
        own
    }

    /// A ruler for its text.
    pub fn ruler(&self) -> Ruler {
        Ruler::new(&self.text)
    }
}

/// The words of the lexicon in a text, and what those say that speak for fields.
struct Words {
    finds: Finds,
    of_fields: FieldWords,
}

impl Words {
    fn of(text: &str, lexicon: &Lexicon) -> Self {
        let finds = lexicon.scan(text);
        Self { of_fields: FieldWords::of(text, &finds, lexicon), finds }
    }
}

/// A document with its tree, what it says of itself, and its measures.
struct Measured {
    source: Source,
    outline: Outline,
    identity: Identity,
    measures: Vec<Measure>,
    brackets: Vec<Bracket>,
}

impl Measured {
    fn of(source: Source, outline: Outline, lexicon: &Lexicon) -> Self {
        let (measures, brackets) = measures::read_with_brackets(&source.text, &outline, lexicon);
        let identity = outline::identity(&source, &outline, lexicon);
        Self { source, outline, identity, measures, brackets }
    }

    /// The documents of `source`.
    fn all(source: &Source, lexicon: &Lexicon) -> Vec<Self> {
        let documents = outline::documents(source, lexicon).into_iter();
        let mut all: Vec<Self> =
            documents.map(|(part, outline)| Self::of(part, outline, lexicon)).collect();
        // The last above that says itself who issues it.
        let mut issued = 0;
        for at in 1..all.len() {
            let (above, below) = all.split_at_mut(at);
            match below[0].identity.issuers.is_empty() {
                true => below[0].identity.follow(&above[issued].identity, lexicon),
                false => issued = at,
            }
        }
        all
    }
}

/// The tags that `text` would have as a paragraph of its own in a plan of this `identity`, a set a sentence; spans refer to `text`.
pub fn tags_of(text: &str, identity: &Identity, lexicon: &Lexicon) -> Vec<Tags> {
    let outline = Outline::of_paragraph(text);
    let (measures, brackets) = measures::read_with_brackets(text, &outline, lexicon);
    let words = Words::of(text, lexicon);
    marked(text, &outline, identity, &measures, &brackets, &words, lexicon).1
}

/// What the reader of the document and the outline have to say, by line.
fn notes(mut notes: Vec<Note>, outline: &Outline) -> Vec<Note> {
    notes.extend(outline.notes.iter().cloned());
    notes.sort();
    notes
}

/// The tags of all nodes and of all measures, and what refers to what.
fn marked(
    text: &str,
    outline: &Outline,
    identity: &Identity,
    measures: &[Measure],
    brackets: &[Bracket],
    Words { finds, of_fields }: &Words,
    lexicon: &Lexicon,
) -> (Vec<Tags>, Vec<Tags>, Vec<Link>) {
    let setting = Setting::of(text, identity.region.as_deref(), finds, lexicon);
    let context = Context {
        text,
        outline,
        identity,
        measures,
        brackets,
        node_tags: &[],
        finds,
        field_words: of_fields,
        lexicon,
        setting,
        plain: Plain::default(),
        tables: Tables::default(),
    };
    let (node_tags, tags) = tags::read(&context);
    let links = links::read(&Matter::of(&context, &node_tags, &tags));
    (node_tags, tags, links)
}

//! [`Ask`]: a question as the index understands it.

use super::mark::{Key, Mark};
use crate::outline;

/// Which documents are asked for. All words are folded letters: see [`fold`](super::fold).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// Those that hold one of these runs of letters.
    Leaf(Leaf),
    /// Those that a filter lets through.
    Filter(Filter),
    /// Those that answer to every part; without parts, every document.
    ///
    /// Where no document of a block answers to all parts that are words, but its documents do together, the block's node answers.
    All(Vec<Ask>),
    /// Those that answer to one part at least.
    Any(Vec<Ask>),
    /// Those that do not answer to it.
    Not(Box<Ask>),
}

/// A run of letters, in every way it may be written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The run as it was typed, then others that mean the same; none is empty.
    pub forms: Vec<String>,
}

/// What a document must be, apart from its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// Of the plan with this id.
    Plan(String),
    /// With this mark.
    Mark(Mark),
    /// With one of these: a body by each of its names, the first as it was typed.
    Marks(Vec<Mark>),
    /// Due in a year from the first of these to the last, both counted.
    Due(u16, u16),
    /// At this address or below it.
    Under(String),
    /// At this address.
    At(String),
}

impl Ask {
    /// Whether it asks for no words at all.
    pub fn is_filter(&self) -> bool {
        match self {
            Ask::Leaf(_) => false,
            Ask::Filter(_) => true,
            Ask::All(parts) | Ask::Any(parts) => parts.iter().all(Ask::is_filter),
            Ask::Not(part) => part.is_filter(),
        }
    }

    /// `parts` that are asked for together, those within a part that asks for several among them.
    pub fn parts<'a>(parts: &'a [Ask]) -> Vec<&'a Ask> {
        let of = |part: &'a Ask| match part {
            Ask::All(parts) if !part.is_filter() => Ask::parts(parts),
            part => vec![part],
        };
        parts.iter().flat_map(of).collect()
    }

    /// Whether it is a filter that lets no measures through: one for kinds of nodes.
    pub fn is_of_nodes(&self) -> bool {
        match self {
            Ask::Filter(Filter::Mark(Mark { key: Key::Kind, value })) => {
                outline::Kind::ALL.iter().any(|kind| kind.name() == value)
            }
            Ask::Any(parts) => !parts.is_empty() && parts.iter().all(Ask::is_of_nodes),
            _ => false,
        }
    }

    /// The runs of letters that a document is found by, those excluded not among them, in the order of the question.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Ask::Leaf(leaf) => vec![leaf],
            Ask::Filter(_) | Ask::Not(_) => Vec::new(),
            Ask::All(parts) | Ask::Any(parts) => parts.iter().flat_map(Ask::leaves).collect(),
        }
    }
}

//! Places: which places a sentence names, abbreviates, or uses as a brand.
//!
//! ```text
//! finds ─ candidate ─ unknown ─ series ─ list ─ accept ─ brand ─ reading → Place
//!            └─ passage: what stands left and right of a word
//! ```
//!
//! The longest reading wins; a short name needs the plan's own region, a list of places or its full name elsewhere in the
//! plan to stand for a county; what looks like a place and is none is told by the tables.

mod accept;
mod brand;
mod candidate;
mod list;
mod passage;
mod reading;
mod series;
mod setting;
mod unknown;

use candidate::{Candidate, Word};
use passage::Passage;
pub use setting::Setting;

use rayon::prelude::*;

use super::{Context, Place, PlaceRelation, Tags};
use crate::ground::Span;
use crate::lexicon::PlaceKind;
use crate::outline::Node;

/// Tags measure `at` with its places.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    tags.places = read(context, context.measures[at].span);
}

/// The places that the words of `span` name, in order; of two at one place in the text the longer first.
pub fn read(context: &Context<'_>, span: Span) -> Vec<Place> {
    let passage = Passage::new(context, span);
    if !passage.may_name() {
        return Vec::new();
    }
    let mut candidates = candidate::of(&passage);
    unknown::add(&passage, &mut candidates);
    series::add(&passage, &mut candidates);
    if candidates.is_empty() {
        return Vec::new();
    }
    list::add_items(&passage, &mut candidates);
    accept::accept(&passage, &mut candidates);
    candidates.retain(|c| c.accepted);
    let mut places = Vec::new();
    for (n, candidate) in candidates.iter().enumerate() {
        let (relation, numbers, rule) = match &candidate.word {
            Word::Nothing => continue,
            Word::Unknown(kind) => {
                let (relation, rule) = (PlaceRelation::Named, candidate.rule.into());
                places.push(Place { id: None, kind: *kind, relation, span: candidate.span, rule });
                continue;
            }
            Word::Joined(places) => (PlaceRelation::Abbreviation, places.clone(), "abbreviation"),
            Word::Brand(places) => (PlaceRelation::Brand, places.clone(), "brand"),
            Word::Places { .. } => {
                let readings = reading::of(&passage, &candidates, n);
                match brand::rule(&passage, candidate) {
                    Some(rule) => (PlaceRelation::Brand, readings, rule),
                    None => (PlaceRelation::Named, readings, candidate.rule),
                }
            }
        };
        places.extend(numbers.iter().map(|&number| {
            let place = passage.gazetteer.place(number);
            let id = (!reading::is_namesake(&passage, &candidates, number))
                .then(|| place.id.to_string());
            Place { id, kind: place.kind, relation, span: candidate.span, rule: rule.into() }
        }));
    }
    places.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
    places
}

/// The places in the heading of each node, in the order of the outline; of a node that has neither heading nor measures, those
/// of its text. A heading that is a measure too is not read twice.
pub fn heads(context: &Context<'_>) -> Vec<Vec<Place>> {
    let nodes = &context.outline.nodes;
    let (mut own, mut is_measure) = (vec![false; nodes.len()], vec![false; nodes.len()]);
    for measure in context.measures {
        let node = measure.node as usize;
        own[node] = true;
        is_measure[node] |= nodes[node].head.is_some_and(|head| measure.span.overlaps(head));
    }
    let of_node = |(at, node): (usize, &Node)| match node.head {
        Some(_) if is_measure[at] => Vec::new(),
        Some(head) => read(context, head),
        None if own[at] => Vec::new(),
        None => node.body.iter().flat_map(|&part| read(context, part)).collect(),
    };
    nodes.par_iter().enumerate().map(of_node).collect()
}

/// Whether a kind is told by its own name even without an id, so that 湖 stands for a lake.
fn is_container(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Zone | PlaceKind::Region)
}

/// Whether `candidate` is a zone or region whose name may hold other names.
fn holds_names(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    match &candidate.word {
        Word::Unknown(kind) => is_container(*kind),
        Word::Places { places, .. } => {
            places.iter().any(|&n| is_container(passage.gazetteer.place(n).kind))
        }
        _ => false,
    }
}

//! `same_place`: a task and a project that name the same river, lake, park, zone or city.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::Unit;
use super::{Link, LinkRelation, Matter};
use crate::ground::Span;
use crate::lexicon::PlaceKind;
use crate::tags::{Place, PlaceRelation};

/// In how many units a place may be named and still tell one pair of them from the others.
const COMMON: usize = 6;

/// What a task and a project must share at least. A place that only they name counts 1, one that three name ½, and so on; a
/// province or a prefecture a quarter of that.
const ENOUGH: f64 = 0.6;

/// The places that a task and a project share.
#[derive(Default)]
struct Shared {
    worth: f64,
    /// Where the task names them.
    spans: BTreeSet<Span>,
}

/// A place by its id, with where it is named: unit, and the words.
type Named<'a> = BTreeMap<&'a str, BTreeMap<usize, &'a Place>>;

/// The links of a plan, in the order of the text.
pub fn links(matter: &Matter<'_>, units: &[Unit]) -> Vec<Link> {
    let mut pairs = BTreeMap::<(usize, usize), Shared>::new();
    for places in named(matter, units).into_values().filter(|p| (2..=COMMON).contains(&p.len())) {
        for (&from, place) in places.iter().filter(|(unit, _)| !units[**unit].is_project) {
            for &to in places.keys().filter(|unit| units[**unit].is_project) {
                let pair = pairs.entry((from, to)).or_default();
                pair.worth += worth(place.kind) / (places.len() - 1) as f64;
                pair.spans.insert(place.span);
            }
        }
    }
    let enough = pairs.into_iter().filter(|(_, shared)| shared.worth >= ENOUGH);
    let link = |((from, to), shared): ((usize, usize), Shared)| {
        let words = shared.spans.iter().map(|span| super::unbroken(span.of(matter.text)));
        Link {
            from: matter.node_id(units[from].node),
            to: matter.node_id(units[to].node),
            relation: LinkRelation::SamePlace,
            evidence: words.collect::<Vec<_>>().join("、"),
        }
    };
    enough.map(link).collect()
}

fn worth(kind: PlaceKind) -> f64 {
    if kind <= PlaceKind::Prefecture { 0.25 } else { 1.0 }
}

/// The places that are named in each unit, the first mention of each.
fn named<'a>(matter: &Matter<'a>, units: &[Unit]) -> Named<'a> {
    let mut of_node = BTreeMap::<usize, Vec<&Place>>::new();
    for (at, tags) in matter.node_tags.iter().enumerate() {
        of_node.entry(at).or_default().extend(&tags.places);
    }
    for (measure, tags) in matter.measures.iter().zip(matter.tags) {
        of_node.entry(measure.node as usize).or_default().extend(&tags.places);
    }
    let mut named = Named::new();
    for (n, unit) in units.iter().enumerate() {
        for place in of_node.get(&unit.node).into_iter().flatten().filter(|p| tells(matter, p)) {
            let Some(id) = &place.id else { continue };
            named.entry(id).or_default().entry(n).or_insert(place);
        }
    }
    named
}

/// Brands, states and parts of the country, and what the whole plan is for, link nothing.
fn tells(matter: &Matter<'_>, place: &Place) -> bool {
    let wide = matches!(place.kind, PlaceKind::Country | PlaceKind::Region);
    let home = place.id.as_ref().is_some_and(|id| matter.home.contains(id));
    place.relation != PlaceRelation::Brand && !wide && !home
}

//! Places and what goes together, as the contract shows them: place, places, related, uncovered.

use serde::Serialize;

use super::plan::{Link, link};
use crate::answers::place::{self, Listed, PlaceAnswer, Touch};
use crate::answers::related::{self, RelatedAnswer};
use crate::plan::Addressed;

/// What touches a place.
#[derive(Serialize)]
pub struct Place<'a> {
    query: &'a str,
    meaning: Vec<Meaning<'a>>,
    ambiguous: bool,
    hits: Vec<PlaceHit<'a>>,
    /// How many hits there are without `--columns` and `--exact`.
    unfiltered: usize,
    others: Vec<Meaning<'a>>,
    near: &'a [String],
}

#[derive(Serialize)]
struct Meaning<'a> {
    id: Option<&'a str>,
    name: &'a str,
    kind: &'static str,
    within: &'a [String],
}

#[derive(Serialize)]
struct PlaceHit<'a> {
    plan: &'a str,
    node: &'a str,
    kind: &'static str,
    title: &'a str,
    /// The id of the place that is meant.
    place: Option<&'a str>,
    relation: &'static str,
    measures: Vec<String>,
    evidence: Vec<&'a str>,
}

impl<'a> Place<'a> {
    /// The shape of `answer`.
    pub fn of(answer: &'a PlaceAnswer) -> Self {
        let hit = |touch: &'a Touch| {
            let node = &touch.plan.outline.nodes[touch.node];
            PlaceHit {
                plan: &touch.plan.id,
                node: &node.id,
                kind: node.kind.name(),
                title: &node.title,
                place: answer.meanings[touch.meaning].id.as_deref(),
                relation: touch.relation.name(),
                measures: touch.measures.iter().map(|&at| touch.plan.measure_id(at)).collect(),
                evidence: touch.evidence.iter().map(|e| e.words.as_str()).collect(),
            }
        };
        Self {
            query: &answer.query,
            meaning: answer.meanings.iter().map(meaning).collect(),
            ambiguous: answer.is_ambiguous(),
            hits: answer.touches.iter().map(hit).collect(),
            unfiltered: answer.all,
            others: answer.others.iter().map(meaning).collect(),
            near: &answer.near,
        }
    }
}

fn meaning(meaning: &place::Meaning) -> Meaning<'_> {
    Meaning {
        id: meaning.id.as_deref(),
        name: &meaning.name,
        kind: meaning.kind.name(),
        within: &meaning.within,
    }
}

/// The places that the plans name.
#[derive(Serialize)]
pub struct Places<'a> {
    total: usize,
    places: Vec<Counted<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    id: Option<&'a str>,
    name: &'a str,
    kind: &'static str,
    within: &'a [String],
    /// How many measures and headings name or abbreviate it.
    count: usize,
    /// How many use its name as a brand.
    brands: usize,
}

impl<'a> Places<'a> {
    /// The shape of `places`.
    pub fn of(places: &'a [Listed]) -> Self {
        let counted = |place: &'a Listed| Counted {
            id: place.id.as_deref(),
            name: &place.name,
            kind: place.kind.name(),
            within: &place.within,
            count: place.count,
            brands: place.brands,
        };
        Self { total: places.len(), places: places.iter().map(counted).collect() }
    }
}

/// What goes with an address.
#[derive(Serialize)]
pub struct Related<'a> {
    plan: &'a str,
    id: String,
    links: Vec<Link<'a>>,
    elsewhere: Vec<Elsewhere<'a>>,
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    plan: &'a str,
    id: String,
    relation: &'static str,
    evidence: &'a str,
    text: &'a str,
}

impl<'a> Related<'a> {
    /// The shape of `answer`.
    pub fn of(answer: &'a RelatedAnswer) -> Self {
        let elsewhere = |other: &'a related::Elsewhere| Elsewhere {
            plan: &other.spot.plan.id,
            id: other.spot.id(),
            relation: other.relation.name(),
            evidence: &other.evidence,
            text: other.spot.text(),
        };
        Self {
            plan: &answer.spot.plan.id,
            id: answer.spot.id(),
            links: answer.here.iter().map(|here| link(&here.link)).collect(),
            elsewhere: answer.elsewhere.iter().map(elsewhere).collect(),
        }
    }
}

/// What of some plans stands alone.
#[derive(Serialize)]
pub struct Uncovered<'a> {
    plans: Vec<Alone<'a>>,
}

#[derive(Serialize)]
struct Alone<'a> {
    id: &'a str,
    title: &'a str,
    /// Tasks that no project supports; `null` where the plan has no projects.
    tasks: Option<Vec<Titled<'a>>>,
    /// Projects that no task mentions.
    projects: Option<Vec<Titled<'a>>>,
}

#[derive(Serialize)]
struct Titled<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> Uncovered<'a> {
    /// The shape of what stands alone in each plan.
    pub fn of(
        plans: impl IntoIterator<Item = (&'a crate::plan::Plan, Option<related::Uncovered>)>,
    ) -> Self {
        let alone = |(plan, alone): (&'a crate::plan::Plan, Option<related::Uncovered>)| {
            let titled = |at: usize| {
                let node = &plan.outline.nodes[at];
                Titled { id: &node.id, title: &node.title }
            };
            let list = |nodes: &Vec<usize>| nodes.iter().map(|&at| titled(at)).collect();
            Alone {
                id: &plan.id,
                title: &plan.identity.title,
                tasks: alone.as_ref().map(|a| list(&a.tasks)),
                projects: alone.as_ref().map(|a| list(&a.projects)),
            }
        };
        Self { plans: plans.into_iter().map(alone).collect() }
    }
}

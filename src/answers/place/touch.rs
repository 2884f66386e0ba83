//! [`Touch`]: that a node of a plan touches a place, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Meaning;
use crate::ground::Span;
use crate::index::{Key, Mark, mark};
use crate::lexicon::{Gazetteer, Lexicon};
use crate::outline::Kind;
use crate::plan::Plan;
use crate::tags::{Place, PlaceRelation};

/// How a passage touches a place, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TouchRelation {
    /// It prints a name of the place.
    Named,
    /// It prints an abbreviation of it, or of a place in it: 引嫩入白.
    Abbreviation,
    /// It names a place that lies wholly in it.
    Within,
    /// It names a water that flows into it.
    Basin,
    /// It uses the name as a brand: 长白山人参.
    Brand,
}

impl TouchRelation {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TouchRelation::Named => "named",
            TouchRelation::Abbreviation => "abbreviation",
            TouchRelation::Within => "within",
            TouchRelation::Basin => "basin",
            TouchRelation::Brand => "brand",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            TouchRelation::Named => "点名",
            TouchRelation::Abbreviation => "简称",
            TouchRelation::Within => "境内",
            TouchRelation::Basin => "流域",
            TouchRelation::Brand => "品牌",
        }
    }
}

/// One node of a plan that touches a place in one way.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The node, by its place in the outline.
    pub node: usize,
    /// Which of the places that the name means.
    pub meaning: usize,
    /// How.
    pub relation: TouchRelation,
    /// The measures that do, in the order of the text; none where only the heading does.
    pub measures: Vec<usize>,
    /// By which words, in the order of the text, each once.
    pub evidence: Vec<Evidence>,
}

/// Words that show a touch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Where they are first printed.
    pub span: Span,
    /// The words.
    pub words: String,
    /// What explains them: the county of a wetland, the river that another flows into, the city that is abbreviated.
    pub by: Option<String>,
}

impl Touch {
    /// Whether the node is a project of a 专栏, or the box itself.
    pub fn is_project(&self) -> bool {
        let outline = &self.plan.outline;
        let column = |at: usize| matches!(outline.nodes[at].kind, Kind::Column | Kind::Project);
        column(self.node) || outline.ancestors(self.node).into_iter().any(column)
    }

    /// Its place in an answer: plans by id, projects before the rest, brands last.
    pub(super) fn order(&self) -> (&str, usize, bool, bool, usize, TouchRelation) {
        let brand = self.relation == TouchRelation::Brand;
        (&self.plan.id, self.meaning, brand, !self.is_project(), self.node, self.relation)
    }
}

/// How a document touches a place that does not only use it as a brand.
const CLOSE: [TouchRelation; 4] = [
    TouchRelation::Named,
    TouchRelation::Abbreviation,
    TouchRelation::Within,
    TouchRelation::Basin,
];

/// The marks of the documents that touch a place that the gazetteer calls `name`, but for those that only use it as a brand.
pub fn marks_of(name: &str, gazetteer: &Gazetteer) -> Vec<Mark> {
    let places = gazetteer.named(name).iter();
    places.flat_map(|&n| marks_in(gazetteer, n, &CLOSE)).collect()
}

/// The marks of the documents that touch `meaning`.
pub(super) fn marks(meaning: &Meaning, gazetteer: &Gazetteer) -> Vec<Mark> {
    let Some(n) = meaning.id.as_ref().and_then(|id| gazetteer.by_id(id)) else {
        return vec![Mark::new(Key::Place, mark::unknown_place(meaning.kind, &meaning.name))];
    };
    [marks_in(gazetteer, n, &CLOSE), marks_in(gazetteer, n, &[TouchRelation::Brand])].concat()
}

/// The marks of the documents that touch place `n`, or its twin, in one of the `ways`.
fn marks_in(gazetteer: &Gazetteer, n: u32, ways: &[TouchRelation]) -> Vec<Mark> {
    let ids = gazetteer.twin(n).into_iter().chain([n]).map(|n| &*gazetteer.place(n).id);
    let mark = |how: &TouchRelation, id| Mark::new(Key::Place, format!("{}:{id}", how.name()));
    ids.flat_map(|id| ways.iter().map(move |how| mark(how, id))).collect()
}

/// What touches `meaning` in `plan`. A measure touches it in one way, the closest: by its name, where it also names what lies in it.
pub(super) fn in_plan(plan: &Arc<Plan>, meaning: &Meaning, lexicon: &Lexicon) -> Vec<Touch> {
    let mut found = BTreeMap::<(usize, TouchRelation), Found>::new();
    let measures = plan.tags.iter().enumerate();
    let measures = measures.map(|(at, tags)| (plan.measures[at].node as usize, Some(at), tags));
    let nodes = plan.node_tags.iter().enumerate().map(|(at, tags)| (at, None, tags));
    for (node, measure, tags) in nodes.chain(measures) {
        let ways = tags.places.iter().filter_map(|place| {
            let (relation, by) = how(plan, place, meaning, lexicon.gazetteer())?;
            let words = place.span.of(&plan.text).to_owned();
            Some((relation, Evidence { span: place.span, words, by }))
        });
        let ways: Vec<_> = ways.collect();
        let Some(closest) = ways.iter().map(|(relation, _)| *relation).min() else { continue };
        let found = found.entry((node, closest)).or_default();
        found.measures.extend(measure);
        let ways = ways.into_iter().filter(|(relation, _)| *relation == closest);
        found.evidence.extend(ways.map(|(_, evidence)| evidence));
    }
    let touch = |((node, relation), found): (_, Found)| Touch {
        plan: Arc::clone(plan),
        node,
        meaning: 0,
        relation,
        measures: found.measures.into_iter().collect(),
        evidence: once(found.evidence),
    };
    found.into_iter().map(touch).collect()
}

/// What was found of one touch.
#[derive(Default)]
struct Found {
    measures: BTreeSet<usize>,
    evidence: BTreeSet<Evidence>,
}

/// Each word once, and nothing that stands inside other words: 宽城 in 长春宽城资源循环利用基地.
fn once(evidence: BTreeSet<Evidence>) -> Vec<Evidence> {
    let spans: Vec<Span> = evidence.iter().map(|e| e.span).collect();
    let inside = |e: &Evidence| spans.iter().any(|s| *s != e.span && s.contains(e.span));
    let mut seen = BTreeSet::new();
    let outer = evidence.into_iter().filter(|e| !inside(e));
    outer.filter(|e| seen.insert(e.words.clone())).collect()
}

/// How `place`, named in `plan`, touches `meaning`, and what explains it.
fn how(
    plan: &Plan,
    place: &Place,
    meaning: &Meaning,
    gazetteer: &Gazetteer,
) -> Option<(TouchRelation, Option<String>)> {
    let Some(id) = &meaning.id else {
        let printed = mark::unknown_place(place.kind, place.span.of(&plan.text));
        let same = printed == mark::unknown_place(meaning.kind, &meaning.name);
        return (same && place.id.is_none()).then_some((TouchRelation::Named, None));
    };
    let (meant, named) = (gazetteer.by_id(id)?, gazetteer.by_id(place.id.as_ref()?)?);
    let is_it = |n: u32| n == meant || gazetteer.twin(meant) == Some(n);
    if is_it(named) {
        return Some(match place.relation {
            PlaceRelation::Named => (TouchRelation::Named, None),
            PlaceRelation::Abbreviation => (TouchRelation::Abbreviation, None),
            PlaceRelation::Brand => (TouchRelation::Brand, None),
        });
    }
    if place.relation == PlaceRelation::Brand {
        return None;
    }
    let name = |n: u32| gazetteer.place(n).name.to_string();
    let (holders, waters) = (gazetteer.holders(named), gazetteer.drains_into(named));
    let nearest = |chain: &[u32]| chain.first().copied().filter(|&n| !is_it(n)).map(name);
    match place.relation {
        PlaceRelation::Abbreviation if holders.contains(&meant) => {
            Some((TouchRelation::Abbreviation, Some(name(named))))
        }
        _ if holders.contains(&meant) => Some((TouchRelation::Within, nearest(&holders))),
        _ if waters.iter().any(|&n| is_it(n)) => Some((TouchRelation::Basin, nearest(&waters))),
        _ => None,
    }
}

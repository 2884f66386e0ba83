//! What goes with a task, a project or a measure: the links of its plan, and what other plans say of the same programme or place.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Archive, Spot};
use crate::ground::Result;
use crate::index::{Ask, Filter, Key, Leaf, Mark, Reader, fold};
use crate::lexicon::PlaceKind;
use crate::links::{Link, LinkRelation};
use crate::measures::Kind as MeasureKind;
use crate::outline::Kind;
use crate::plan::{Addressed, Plan};
use crate::tags::{Place, PlaceRelation, Tags};

/// How many letters the name of a programme has.
const NAME: std::ops::RangeInclusive<usize> = 4..=16;

/// What stands in more places of other plans than this is no name of a programme.
const COMMON: usize = 40;

/// The most that is given for one name or place.
const EACH: usize = 5;

/// What goes with one place of a plan.
#[derive(Clone, Debug)]
pub struct RelatedAnswer {
    /// What was asked about.
    pub spot: Spot,
    /// What goes with it in its own plan.
    pub here: Vec<Here>,
    /// What other plans say of the same programmes and places: by what is shared, best first.
    pub elsewhere: Vec<Elsewhere>,
}

/// A link of the plan, with what stands at its other end.
#[derive(Clone, Debug)]
pub struct Here {
    /// The link.
    pub link: Link,
    /// The other end; `None` for a cited document.
    pub other: Option<Spot>,
}

/// A measure or node of another plan.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// Which.
    pub spot: Spot,
    /// What it shares.
    pub relation: LinkRelation,
    /// The name of the programme or place.
    pub evidence: String,
}

impl Archive {
    /// Answers what goes with what `address` names.
    ///
    /// Errors: as for [`locate`](Self::locate).
    pub fn related(&self, address: &str) -> Result<RelatedAnswer> {
        let spot = self.locate(address)?;
        let here = spot.related();
        let elsewhere = self.index.ask(|reader| elsewhere(reader, &spot, &here))?;
        Ok(RelatedAnswer { spot, here, elsewhere })
    }
}

impl Spot {
    /// The links from it and to it, each with its other end, in the order of the links.
    pub fn related(&self) -> Vec<Here> {
        let own = |id: &str| id == self.node_id() || id.split('#').next() == Some(self.node_id());
        let here = |link: &Link| {
            let other = if own(&link.from) { &link.to } else { &link.from };
            let other = (link.relation != LinkRelation::Cites).then(|| self.at(other)).flatten();
            Here { link: link.clone(), other }
        };
        self.links().map(here).collect()
    }

    /// What `address` names in the same plan.
    fn at(&self, address: &str) -> Option<Spot> {
        let node = self.plan.outline.find(address.split('#').next()?)?;
        let measures = 0..self.plan.measures.len();
        let measure = match address.contains('#') {
            true => Some(measures.into_iter().find(|&m| self.plan.measure_id(m) == address)?),
            false => None,
        };
        Some(Spot { plan: Arc::clone(&self.plan), node, measure })
    }

    /// The tags of the measure, or those of the node and of its own measures.
    fn tags(&self) -> impl Iterator<Item = &Tags> {
        let node = self.plan.node_tags.get(self.node).filter(|_| self.measure.is_none());
        let measures = self.plan.measures.iter().zip(&self.plan.tags).enumerate();
        let own = measures.filter(move |(at, (measure, _))| match self.measure {
            Some(one) => *at == one,
            None => measure.node as usize == self.node,
        });
        node.into_iter().chain(own.map(|(_, (_, tags))| tags))
    }
}

/// What other plans say of the programmes and places of `spot`, each passage once.
fn elsewhere(reader: &Reader, spot: &Spot, here: &[Here]) -> Result<Vec<Elsewhere>> {
    let other_plans = Ask::Not(Box::new(Ask::Filter(Filter::Plan(spot.plan.id.clone()))));
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |relation, evidence: &str, ask: Ask, most: usize| -> Result<()> {
        let (total, found) = reader.search(&Ask::All(vec![ask, other_plans.clone()]), EACH)?;
        for found in found.iter().filter(|_| total <= most) {
            if seen.insert((found.plan.clone(), found.ordinal)) {
                let spot = Spot::of(reader.plan(&found.plan, found.generation)?, found.ordinal)?;
                out.push(Elsewhere { spot, relation, evidence: evidence.to_owned() });
            }
        }
        Ok(())
    };
    for name in programmes(spot, here) {
        let ask = Ask::Leaf(Leaf { forms: vec![fold::letters(&name)] });
        add(LinkRelation::SameProgramme, &name, ask, COMMON)?;
    }
    for (id, name) in places(spot) {
        let mark = |how: &str| Mark::new(Key::Place, format!("{how}:{id}"));
        let marks = ["named", "abbreviation"].map(|how| Ask::Filter(Filter::Mark(mark(how))));
        add(LinkRelation::SamePlace, &name, Ask::Any(marks.to_vec()), usize::MAX)?;
    }
    Ok(out)
}

/// Whether the title of the node at `spot` may name a programme: something is done there. 总体目标 names an aim, 保障措施 a part of every plan.
fn is_work(spot: &Spot) -> bool {
    let kind = spot.plan.outline.nodes[spot.node].kind;
    let measures = spot.plan.measures.iter();
    let mut own = measures.filter(|measure| measure.node as usize == spot.node).peekable();
    matches!(kind, Kind::Task | Kind::Item | Kind::Column | Kind::Project)
        && (own.peek().is_none() || own.any(|measure| measure.kind == MeasureKind::Action))
}

/// The names of programmes in `spot`: its title where it names a work, what it quotes, what it shares with others of its plan; each once.
fn programmes(spot: &Spot, here: &[Here]) -> Vec<String> {
    let node = &spot.plan.outline.nodes[spot.node];
    let title = Some(node.title.as_str()).filter(|_| spot.measure.is_none() && is_work(spot));
    let quoted = spot.text().split('“').skip(1).filter_map(|rest| rest.split('”').next());
    let programme = |h: &&Here| h.link.relation == LinkRelation::SameProgramme;
    let shared = here.iter().filter(programme).map(|h| h.link.evidence.as_str());
    let mut names = Vec::<String>::new();
    for name in title.into_iter().chain(quoted).chain(shared) {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        if NAME.contains(&fold::letters(name).chars().count()) && !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The places that `spot` names, each once: no brand, no part of the country, nothing that the whole plan is for.
fn places(spot: &Spot) -> Vec<(String, String)> {
    let region = spot.plan.identity.region.as_deref();
    let tells = |place: &&Place| {
        let wide =
            matches!(place.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::Province);
        let words = place.span.of(&spot.plan.text);
        !wide
            && place.relation != PlaceRelation::Brand
            && region.is_none_or(|r| !r.starts_with(words))
    };
    let mut out = Vec::<(String, String)>::new();
    for place in spot.tags().flat_map(|tags| &tags.places).filter(tells) {
        let Some(id) = &place.id else { continue };
        if !out.iter().any(|(seen, _)| seen == id) {
            out.push((id.clone(), place.span.of(&spot.plan.text).to_owned()));
        }
    }
    out
}

/// What of a plan stands alone: tasks that no project supports, projects that no task mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncovered {
    /// Tasks by their place in the outline.
    pub tasks: Vec<usize>,
    /// Projects by their place in the outline.
    pub projects: Vec<usize>,
}

impl Uncovered {
    /// That of `plan`; `None` where it has no projects, and nothing could cover anything.
    pub fn of(plan: &Plan) -> Option<Self> {
        let nodes = plan.outline.nodes.iter().enumerate();
        let of_kind = |kinds: &[Kind]| -> Vec<usize> {
            nodes.clone().filter(|(_, node)| kinds.contains(&node.kind)).map(|(at, _)| at).collect()
        };
        let projects = of_kind(&[Kind::Project]);
        if projects.is_empty() {
            return None;
        }
        let works = plan.links.iter().filter(|link| {
            matches!(link.relation, LinkRelation::SameProgramme | LinkRelation::SamePlace)
        });
        let linked: BTreeSet<&str> = works.flat_map(|l| [l.from.as_str(), l.to.as_str()]).collect();
        let alone = |at: &usize| !linked.contains(plan.outline.nodes[*at].id.as_str());
        let tasks = of_kind(&[Kind::Task, Kind::OrganisationItem]);
        Some(Self {
            tasks: tasks.into_iter().filter(alone).collect(),
            projects: projects.into_iter().filter(alone).collect(),
        })
    }
}

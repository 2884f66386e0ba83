//! The fields of responsibility: the primary one, then those that are really there besides.
//!
//! Words of `domain-terms.tsv` are weighed: those of a node's own heading most, then those of the headings above it, then its
//! text by the share each field has in it. What a heading says is what the paragraph is *for*; what stands in the text may
//! be named in passing. Words of matters that no field has (schools, pensions) are weighed as if those were one more field:
//! where they clearly weigh most, no field is better than a wrong one.

use std::sync::Arc;

use rayon::prelude::*;
use smallvec::SmallVec;

use super::{Context, Domain, Spans, Tags};
use crate::ground::Span;
use crate::lexicon::List;
use crate::outline::{Kind, Node};

/// What one point of a word's weight is worth in the node's own heading, in the nearest heading above, and in those further up.
const OWN_HEADING: f64 = 2.0;
const NEAR_HEADING: f64 = 0.8;
const FAR_HEADING: f64 = 0.25;
/// What the text is worth to a field that has all of it.
const BODY: f64 = 6.0;
/// Points of weight that a text lacks before its words say much: a single word is no field.
const BODY_DOUBT: f64 = 8.0;
/// The least a primary field must have.
const LEAST: f64 = 1.6;
/// The least a further field must have: of the points that the primary one has in the text, of the text, and points alone.
const BESIDES: f64 = 0.2;
const BESIDES_SHARE: f64 = 0.12;
const BESIDES_POINTS: f64 = 7.0;
/// The fields whose words stand in texts of every field (机制, 监管, 监测, 联动, 资金, 产业), and the part of a text they must have.
const WIDE: [&str; 8] = [
    "cooperation",
    "emergency",
    "finance",
    "implementation",
    "industry",
    "monitoring",
    "regulation",
    "science",
];
const WIDE_SHARE: f64 = 0.25;
/// How many times what the strongest field has the matters of no field must have: 养老机构节能改造 is of energy.
const NO_FIELD_CLEARLY: f64 = 1.4;
/// How many further fields a node may have: what else it is for is seldom more than one thing.
const MOST_BESIDES: usize = 1;
/// The most stretches that are given as evidence.
const MOST_EVIDENCE: usize = 8;
/// The least points by which a measure's own words speak for a field without its node, and against it.
const OWN_WORDS: f64 = 3.0;
const CLEARLY: f64 = 5.0;

/// The fields of node `at`, below which the nodes `children` stand; none for the title, the front and a stage, whose measures have each
/// their own. `heads` are what the headings say, of every node.
pub fn of_node(
    context: &Context<'_>,
    heads: &[Head],
    at: usize,
    children: &[usize],
) -> Vec<Domain> {
    let node = &context.outline.nodes[at];
    if matches!(node.kind, Kind::Title | Kind::Preamble | Kind::Stage | Kind::Table) {
        return Vec::new();
    }
    let mut scores = Weights::default();
    scores.add(&heads[at], OWN_HEADING);
    for (n, &up) in context.outline.ancestors(at).iter().rev().enumerate() {
        scores.add(&heads[up], if n == 0 { NEAR_HEADING } else { FAR_HEADING });
    }
    let below = children.iter().filter_map(|&child| context.outline.nodes[child].head);
    let body = Weights::of(context, node.body.iter().copied().chain(below));
    scores.add_body(&body);
    chosen(context, scores, &body)
}

/// What the heading of each node says.
pub fn heads(context: &Context<'_>) -> Vec<Head> {
    let head = |node: &Node| {
        let Weights { weights, words } = Weights::of(context, node.head.into_iter());
        Head { weights: weights.into_boxed_slice(), words: words.into_boxed_slice() }
    };
    context.outline.nodes.par_iter().map(head).collect()
}

/// Tags a measure with its node's fields, or with that of its own words where they speak clearly for another.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = &context.measures[at];
    let own = Weights::of(context, std::iter::once(measure.span));
    let id = |field: u8| context.lexicon.fields().id(field);
    let named = |name: &str| own.weights.iter().find(|weight| **id(weight.field) == *name);
    let points = |name: &str| named(name).map_or(0.0, |weight| weight.points);
    let top = own.weights.iter().rev().max_by(|a, b| a.points.total_cmp(&b.points));
    let top = top.filter(|weight| !context.lexicon.fields().is_no_field(weight.field));
    let top_points = top.map_or(0.0, |top| top.points);
    let from_node = |d: &Domain| Domain {
        id: d.id.clone(),
        evidence: named(&d.id).map_or_else(|| d.evidence.clone(), |w| own.evidence(w.field)),
        rule: "domain:node".into(),
    };
    let from_words = |weight: &Weight| Domain {
        id: Arc::clone(id(weight.field)),
        evidence: own.evidence(weight.field),
        rule: "domain:own-words".into(),
    };
    let node = context.node_tags.get(measure.node as usize).and_then(|t| t.domains.first());
    tags.domains = match (node, top) {
        (None, Some(top)) if top.points >= OWN_WORDS => vec![from_words(top)],
        (None, _) => Vec::new(),
        (Some(node), Some(top)) if node.id != *id(top.field) && top_points >= CLEARLY => {
            match top_points >= 2.0 * points(&node.id) + OWN_WORDS {
                true => vec![from_words(top), from_node(node)],
                false => vec![from_node(node), from_words(top)],
            }
        }
        (Some(node), _) => vec![from_node(node)],
    };
}

/// What a heading says: [`Weights`] in as little memory as they need, for a text may be nothing but headings.
pub struct Head {
    weights: Box<[Weight]>,
    words: Box<[Word]>,
}

/// What the words of some text say for each field that they speak for, by field.
#[derive(Default)]
struct Weights {
    weights: SmallVec<[Weight; 4]>,
    /// The words in the order of the text. What is added to others stands behind theirs.
    words: SmallVec<[Word; 12]>,
}

/// A word that speaks for a field.
#[derive(Clone, Copy)]
struct Word {
    field: u8,
    span: Span,
}

/// What the words of some text say for one field.
struct Weight {
    field: u8,
    points: f64,
}

impl Weights {
    /// The fields spoken for in `stretches`. A word that comes again counts less each time.
    fn of(context: &Context<'_>, stretches: impl Iterator<Item = Span>) -> Self {
        let fields = context.lexicon.fields();
        let Self { mut weights, mut words } = Self::default();
        // The field and the row of each word in one number, which is compared faster than two.
        let mut rows = SmallVec::<[u64; 12]>::new();
        for (span, row) in stretches.flat_map(|stretch| longest(context, stretch)) {
            let Some((field, _)) = fields.of_row(row) else { continue };
            words.push(Word { field, span });
            rows.push(u64::from(field) << u32::BITS | u64::from(row));
        }
        // A text may go on behind what stands below it.
        words.sort_unstable_by_key(|word| word.span.start);
        rows.sort_unstable();
        for same in rows.chunk_by(|a, b| a == b) {
            let (field, points) = fields.of_row(same[0] as u32).unwrap_or_default();
            let points = points * (same.len() as f64).sqrt();
            match weights.last_mut() {
                Some(last) if last.field == field => last.points += points,
                _ => weights.push(Weight { field, points }),
            }
        }
        Self { weights, words }
    }

    /// The points of `field`.
    fn entry(&mut self, field: u8) -> &mut f64 {
        let at = self.weights.partition_point(|weight| weight.field < field);
        if self.weights.get(at).is_none_or(|weight| weight.field != field) {
            self.weights.insert(at, Weight { field, points: 0.0 });
        }
        &mut self.weights[at].points
    }

    fn points(&self, field: u8) -> f64 {
        self.weights.iter().find(|weight| weight.field == field).map_or(0.0, |weight| weight.points)
    }

    /// The words that are given as evidence for `field`.
    fn evidence(&self, field: u8) -> Spans {
        let words = self.words.iter().filter(|word| word.field == field);
        words.map(|word| word.span).take(MOST_EVIDENCE).collect()
    }

    /// All that is said, for any field; more than nothing.
    fn all(&self) -> f64 {
        self.weights.iter().map(|weight| weight.points).sum::<f64>() + BODY_DOUBT
    }

    /// Adds what a heading says.
    fn add(&mut self, heading: &Head, worth: f64) {
        for weight in &heading.weights {
            *self.entry(weight.field) += worth * weight.points;
        }
        self.words.extend_from_slice(&heading.words);
    }

    /// Adds what a text says: for each field by the part it has in it.
    fn add_body(&mut self, body: &Weights) {
        let all = body.all();
        for weight in &body.weights {
            *self.entry(weight.field) += BODY * (weight.points / all);
        }
        self.words.extend_from_slice(&body.words);
    }
}

/// The words of the table in `stretch` with their rows: of those that overlap the first, of those that begin together the
/// longest.
fn longest<'a>(context: &Context<'a>, stretch: Span) -> impl Iterator<Item = (Span, u32)> + 'a {
    let mut last = Span::default();
    context.finds.of(List::DomainTerms, stretch).filter_map(move |find| {
        let counts = find.span.start >= last.end || find.span == last;
        if counts {
            last = find.span;
        }
        counts.then_some((find.span, find.row()))
    })
}

/// The primary field of `scores` and those besides it, the strongest in the text first; equal ones in the order of their ids.
fn chosen(context: &Context<'_>, mut scores: Weights, body: &Weights) -> Vec<Domain> {
    let stronger = |a: f64, b: f64| b.total_cmp(&a);
    let mut ranked = std::mem::take(&mut scores.weights);
    ranked.sort_by(|a, b| stronger(a.points, b.points));
    let fields = context.lexicon.fields();
    let none = ranked.iter().position(|weight| fields.is_no_field(weight.field));
    let against = none.map_or(0.0, |at| ranked.remove(at).points);
    let mut ranked = ranked.into_iter();
    let speaks = |w: &Weight| w.points >= LEAST && against <= NO_FIELD_CLEARLY * w.points;
    let Some(primary) = ranked.next().filter(speaks) else {
        return Vec::new();
    };
    let id = |field: u8| fields.id(field);
    let points = |weight: &Weight| body.points(weight.field);
    let least = BESIDES_POINTS.max(BESIDES * points(&primary));
    let share = |field: u8| if WIDE.contains(&&**id(field)) { WIDE_SHARE } else { BESIDES_SHARE };
    let all = body.all();
    let really = |weight: &Weight| {
        let points = points(weight);
        points > 0.0 && points >= least && points / all >= share(weight.field)
    };
    let mut besides: Vec<Weight> = ranked.filter(really).collect();
    besides.sort_by(|a, b| stronger(points(a), points(b)).then(a.field.cmp(&b.field)));
    besides.truncate(MOST_BESIDES);
    let domain = |weight: Weight| Domain {
        id: Arc::clone(id(weight.field)),
        evidence: scores.evidence(weight.field),
        rule: "domain:weighed".into(),
    };
    std::iter::once(primary).chain(besides).map(domain).collect()
}

//! The fields of responsibility: the primary one, then those that are really there besides.
//!
//! Words of `domain-terms.tsv` are weighed: those of a node's own heading most, then those of the headings above it, then its
//! text by the share each field has in it. What a heading says is what the paragraph is *for*; what stands in the text may
//! be named in passing. Words of matters that no field has (schools, pensions) are weighed as if those were one more field:
//! where they clearly weigh most, no field is better than a wrong one.

use std::sync::Arc;

use smallvec::SmallVec;

use super::field_words::FieldWord;
use super::{Context, Domain, Spans, Tags};
use crate::ground::Span;
use crate::lexicon::Reach;
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
/// The part of a text that a field must have whose words stand in texts of every field (机制, 监管, 监测, 联动, 资金, 产业).
const WIDE_SHARE: f64 = 0.25;
/// The same of a field whose words often say only whom or where something is for (农村, 农民, 宣传, 考核, 生态保护).
const PASSING_SHARE: f64 = 0.2;
/// The part of a text that the primary field must have for another to be there besides it, unless the node's own heading names that or
/// the text is of it for the most part: where headings alone tell what a text is for, its words are often examples.
const PRIMARY_SHARE: f64 = 0.2;
const MOST_OF_TEXT: f64 = 0.35;
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
    let headings = || std::iter::once(at).chain(context.outline.above(at));
    let worth = [OWN_HEADING, NEAR_HEADING].into_iter().chain(std::iter::repeat(FAR_HEADING));
    let mut scores = Points::default();
    for (heading, worth) in headings().zip(worth) {
        heads[heading].iter().for_each(|said| scores.add(said.field, worth * said.points));
    }
    let below = children.iter().filter_map(|&child| context.outline.nodes[child].head);
    let mut stretches: SmallVec<[Span; 8]> = node.body.iter().copied().chain(below).collect();
    // A text may go on behind what stands below it.
    stretches.sort_unstable();
    let words = |stretch: &Span| context.field_words.of_stretch(*stretch);
    let body = Weights::of(stretches.iter().flat_map(words));
    let all = body.all();
    for said in &body.0 {
        scores.add(said.field, BODY * (said.points / all));
    }
    let headed = || headings().filter_map(|n| context.outline.nodes[n].head);
    let words = || headed().chain(stretches.iter().copied()).flat_map(|s| words(&s));
    let domain = |weight: &Weight| Domain {
        id: Arc::clone(context.lexicon.fields().id(weight.field)),
        evidence: evidence(words(), weight.field),
        rule: "domain:weighed".into(),
    };
    chosen(context, scores, &body, &heads[at]).iter().map(domain).collect()
}

/// What the heading of a node says.
pub type Head = Box<[Weight]>;

/// What the heading of each node says.
pub fn heads(context: &Context<'_>) -> Vec<Head> {
    let words = |head| context.field_words.of_stretch(head);
    let head =
        |node: &Node| Weights::of(node.head.into_iter().flat_map(words)).0.into_boxed_slice();
    context.outline.nodes.iter().map(head).collect()
}

/// Tags a measure with its node's fields, or with that of its own words where they speak clearly for another.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = &context.measures[at];
    let words = context.field_words.of_stretch(measure.span);
    let own = Weights::of(words);
    let fields = context.lexicon.fields();
    let id = |field: u8| fields.id(field);
    let named = |name: &Arc<str>| own.0.iter().find(|weight| id(weight.field) == name);
    let points = |name: &Arc<str>| named(name).map_or(0.0, |weight| weight.points);
    let top = own.0.iter().rev().max_by(|a, b| a.points.total_cmp(&b.points));
    let top = top.filter(|weight| !fields.is_no_field(weight.field));
    let top_points = top.map_or(0.0, |top| top.points);
    let from_node = |d: &Domain| Domain {
        id: d.id.clone(),
        evidence: named(&d.id).map_or_else(|| d.evidence.clone(), |w| evidence(words, w.field)),
        rule: "domain:node".into(),
    };
    let from_words = |weight: &Weight| Domain {
        id: Arc::clone(id(weight.field)),
        evidence: evidence(words, weight.field),
        rule: "domain:own-words".into(),
    };
    let node = context.node_tags.get(measure.node as usize).and_then(|t| t.domains.first());
    tags.domains = match (node, top) {
        (None, Some(top)) if top.points >= OWN_WORDS => vec![from_words(top)],
        (None, _) => Vec::new(),
        (Some(node), Some(top)) if top_points >= CLEARLY && node.id != *id(top.field) => {
            match top_points >= 2.0 * points(&node.id) + OWN_WORDS {
                true => vec![from_words(top), from_node(node)],
                false => vec![from_node(node), from_words(top)],
            }
        }
        (Some(node), _) => vec![from_node(node)],
    };
}

/// What the words of some text say for each field that they speak for, by field.
struct Weights(SmallVec<[Weight; 4]>);

/// What the words of some text say for one field.
pub struct Weight {
    field: u8,
    points: f64,
}

impl Weights {
    /// What `words` say. A word that comes again counts less each time.
    fn of<'w>(words: impl IntoIterator<Item = &'w FieldWord>) -> Self {
        let mut words: SmallVec<[FieldWord; 16]> = words.into_iter().copied().collect();
        words.sort_unstable_by_key(FieldWord::word);
        let mut weights = SmallVec::<[Weight; 4]>::new();
        for same in words.chunk_by(|a, b| a.word() == b.word()) {
            let field = same[0].field();
            let points = f64::from(same[0].points) * (same.len() as f64).sqrt();
            match weights.last_mut() {
                Some(last) if last.field == field => last.points += points,
                _ => weights.push(Weight { field, points }),
            }
        }
        Self(weights)
    }

    fn points(&self, field: u8) -> f64 {
        self.0.iter().find(|weight| weight.field == field).map_or(0.0, |weight| weight.points)
    }

    /// All that is said, for any field; more than nothing.
    fn all(&self) -> f64 {
        self.0.iter().map(|weight| weight.points).sum::<f64>() + BODY_DOUBT
    }
}

/// What is said for each field in all, by field.
#[derive(Default)]
struct Points(SmallVec<[Weight; 12]>);

impl Points {
    fn add(&mut self, field: u8, points: f64) {
        let at = self.0.partition_point(|weight| weight.field < field);
        match self.0.get_mut(at) {
            Some(weight) if weight.field == field => weight.points += points,
            _ => self.0.insert(at, Weight { field, points }),
        }
    }
}

/// Those of `words` that are given as evidence for `field`.
fn evidence<'w>(words: impl IntoIterator<Item = &'w FieldWord>, field: u8) -> Spans {
    let words = words.into_iter().filter(|word| word.field() == field);
    words.map(|word| word.span).take(MOST_EVIDENCE).collect()
}

/// The primary field of `scores` and those besides it, the strongest in the text first; equal ones in the order of their ids. `head` is
/// what the node's own heading says.
fn chosen(
    context: &Context<'_>,
    Points(mut ranked): Points,
    body: &Weights,
    head: &[Weight],
) -> Vec<Weight> {
    let stronger = |a: f64, b: f64| b.total_cmp(&a);
    ranked.sort_by(|a, b| stronger(a.points, b.points));
    let fields = context.lexicon.fields();
    let none = ranked.iter().position(|weight| fields.is_no_field(weight.field));
    let against = none.map_or(0.0, |at| ranked.remove(at).points);
    let mut ranked = ranked.into_iter();
    let speaks = |w: &Weight| w.points >= LEAST && against <= NO_FIELD_CLEARLY * w.points;
    let Some(primary) = ranked.next().filter(speaks) else {
        return Vec::new();
    };
    let points = |weight: &Weight| body.points(weight.field);
    let least = BESIDES_POINTS.max(BESIDES * points(&primary));
    let share = |field: u8| match fields.reach(field) {
        Reach::Everywhere => WIDE_SHARE,
        Reach::Passing => PASSING_SHARE,
        Reach::Own => BESIDES_SHARE,
    };
    let all = body.all();
    let is_told = points(&primary) / all >= PRIMARY_SHARE;
    let is_headed = |field: u8| head.iter().any(|weight| weight.field == field);
    let really = |weight: &Weight| {
        let points = points(weight);
        let part = points / all;
        let is_besides = is_told || part >= MOST_OF_TEXT || is_headed(weight.field);
        points > 0.0 && points >= least && part >= share(weight.field) && is_besides
    };
    let mut besides: Vec<Weight> = ranked.filter(really).collect();
    besides.sort_by(|a, b| stronger(points(a), points(b)).then(a.field.cmp(&b.field)));
    besides.truncate(MOST_BESIDES);
    std::iter::once(primary).chain(besides).collect()
}

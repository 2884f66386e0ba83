//! The fields of responsibility: the primary one, then those that are really there besides.
//!
//! Words of `domain-terms.tsv` are weighed: those of a node's own heading most, then those of the headings above it, then its
//! text by the share each field has in it. What a heading says is what the paragraph is *for*; what stands in the text may
//! be named in passing.

use std::collections::BTreeMap;

use super::{Context, Domain, Tags};
use crate::ground::Span;
use crate::lexicon::List;
use crate::outline::Kind;

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
/// The fields whose words stand in texts of every field (机制, 监管, 监测, 联动), and the part of a text they must have.
const WIDE: [&str; 6] =
    ["cooperation", "emergency", "implementation", "monitoring", "regulation", "science"];
const WIDE_SHARE: f64 = 0.25;
/// How many further fields a node may have: what else it is for is seldom more than one thing.
const MOST_BESIDES: usize = 1;
/// The most stretches that are given as evidence.
const MOST_EVIDENCE: usize = 8;
/// The least points by which a measure's own words speak for a field without its node, and against it.
const OWN_WORDS: f64 = 3.0;
const CLEARLY: f64 = 5.0;

/// The fields of node `at`, below which the nodes `children` stand; none for the title, the front and a stage, whose measures have each their own.
pub fn of_node(context: &Context<'_>, at: usize, children: &[usize]) -> Vec<Domain> {
    let node = &context.outline.nodes[at];
    if matches!(node.kind, Kind::Title | Kind::Preamble | Kind::Stage | Kind::Table) {
        return Vec::new();
    }
    let mut scores = Scores::default();
    scores.add_heading(context, node.head, OWN_HEADING);
    for (n, &up) in context.outline.ancestors(at).iter().rev().enumerate() {
        let worth = if n == 0 { NEAR_HEADING } else { FAR_HEADING };
        scores.add_heading(context, context.outline.nodes[up].head, worth);
    }
    let below = children.iter().filter_map(|&child| context.outline.nodes[child].head);
    let body: Vec<Span> = node.body.iter().copied().chain(below).collect();
    let weights = weigh(context, &body);
    let shares = shares(&weights);
    scores.add_body(&shares);
    scores.chosen(&weights, &shares)
}

/// Tags a measure with its node's fields, or with that of its own words where they speak clearly for another.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = &context.measures[at];
    let own = weigh(context, &[measure.span]);
    let points = |id: &str| own.get(id).map_or(0.0, |w| w.points);
    let top = own.iter().max_by(|a, b| a.1.points.total_cmp(&b.1.points).then(b.0.cmp(a.0)));
    let top = top.map_or("", |(id, _)| *id);
    let from_node = |d: &Domain| Domain {
        evidence: own.get(&*d.id).map_or_else(|| d.evidence.clone(), |w| w.evidence()),
        rule: "domain:node".into(),
        ..d.clone()
    };
    let from_words = |id: &str| Domain {
        id: id.to_owned(),
        evidence: own[id].evidence(),
        rule: "domain:own-words".into(),
    };
    let node = context.node_tags.get(measure.node as usize).and_then(|t| t.domains.first());
    tags.domains = match node {
        None if points(top) >= OWN_WORDS => vec![from_words(top)],
        None => Vec::new(),
        Some(node) if node.id == top || points(top) < CLEARLY => vec![from_node(node)],
        Some(node) if points(top) >= 2.0 * points(&node.id) + OWN_WORDS => {
            vec![from_words(top), from_node(node)]
        }
        Some(node) => vec![from_node(node), from_words(top)],
    };
}

/// What the words of some text say for one field.
#[derive(Default)]
struct Weight {
    points: f64,
    spans: Vec<Span>,
}

impl Weight {
    fn evidence(&self) -> Vec<Span> {
        self.spans.iter().copied().take(MOST_EVIDENCE).collect()
    }
}

/// The fields spoken for in `stretches`. A word that comes again counts less each time.
fn weigh<'a>(context: &Context<'a>, stretches: &[Span]) -> BTreeMap<&'a str, Weight> {
    let found = stretches.iter().flat_map(|&stretch| longest(context, stretch));
    let mut found: Vec<(Span, u32)> = found.collect();
    found.sort_by_key(|&(_, row)| row);
    let mut weights = BTreeMap::<&str, Weight>::new();
    let rows = &context.lexicon.table(List::DomainTerms).rows;
    for spans in found.chunk_by(|a, b| a.1 == b.1) {
        let row = &rows[spans[0].1 as usize];
        let Some((domain, points)) = meaning(context, row) else { continue };
        let weight = weights.entry(domain).or_default();
        weight.points += points * (spans.len() as f64).sqrt();
        weight.spans.extend(spans.iter().map(|(span, _)| *span));
    }
    weights.values_mut().for_each(|w| w.spans.sort_unstable());
    weights
}

/// The field a row speaks for and its weight; `None` for a field that is in no table, or none.
fn meaning<'a>(context: &Context<'a>, row: &'a crate::lexicon::Row<'_>) -> Option<(&'a str, f64)> {
    let points = row.cell(2).parse::<f64>().ok().filter(|&p| p > 0.0)?;
    let known = context.lexicon.table(List::Domains).get(row.cell(1)).is_some();
    known.then(|| (row.cell(1), points))
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
        counts.then_some((find.span, find.row))
    })
}

/// The part that each field has in a text.
fn shares<'a>(weights: &BTreeMap<&'a str, Weight>) -> BTreeMap<&'a str, (f64, Vec<Span>)> {
    let all: f64 = weights.values().map(|w| w.points).sum::<f64>() + BODY_DOUBT;
    weights.iter().map(|(&id, w)| (id, (w.points / all, w.evidence()))).collect()
}

/// The points of each field, and the words that gave them.
#[derive(Default)]
struct Scores<'a> {
    fields: BTreeMap<&'a str, Weight>,
}

impl<'a> Scores<'a> {
    fn add_heading(&mut self, context: &Context<'a>, head: Option<Span>, worth: f64) {
        for (id, weight) in weigh(context, head.as_slice()) {
            let field = self.fields.entry(id).or_default();
            field.points += worth * weight.points;
            field.spans.extend(weight.spans);
        }
    }

    fn add_body(&mut self, shares: &BTreeMap<&'a str, (f64, Vec<Span>)>) {
        for (id, (share, spans)) in shares {
            let field = self.fields.entry(id).or_default();
            field.points += BODY * share;
            field.spans.extend(spans);
        }
    }

    /// The primary field and those besides it, the strongest in the text first; equal ones in the order of their ids.
    fn chosen(
        self,
        weights: &BTreeMap<&'a str, Weight>,
        shares: &BTreeMap<&'a str, (f64, Vec<Span>)>,
    ) -> Vec<Domain> {
        let stronger = |a: (&str, f64), b: (&str, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(b.0));
        let mut ranked: Vec<(&str, Weight)> = self.fields.into_iter().collect();
        ranked.sort_by(|a, b| stronger((a.0, a.1.points), (b.0, b.1.points)));
        let mut ranked = ranked.into_iter();
        let Some(primary) = ranked.next().filter(|(_, w)| w.points >= LEAST) else {
            return Vec::new();
        };
        let points = |id: &str| weights.get(id).map_or(0.0, |w| w.points);
        let least = BESIDES_POINTS.max(BESIDES * points(primary.0));
        let share = |id: &str| if WIDE.contains(&id) { WIDE_SHARE } else { BESIDES_SHARE };
        let really = |id: &str| {
            points(id) >= least && shares.get(id).is_some_and(|found| found.0 >= share(id))
        };
        let mut besides: Vec<(&str, Weight)> = ranked.filter(|(id, _)| really(id)).collect();
        besides.sort_by(|a, b| stronger((a.0, points(a.0)), (b.0, points(b.0))));
        besides.truncate(MOST_BESIDES);
        let domain = |(id, weight): (&str, Weight)| Domain {
            id: id.to_owned(),
            evidence: weight.evidence(),
            rule: "domain:weighed".into(),
        };
        std::iter::once(primary).chain(besides).map(domain).collect()
    }
}

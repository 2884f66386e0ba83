//! Which passages may say what a sentence says: those that share its rare runs of letters. Never a scan of all plans.

use std::collections::BTreeSet;

use super::super::{Archive, Spot};
use super::judge::Claim;
use crate::ground::Result;
use crate::index::{Ask, Filter, Found, Key, Leaf, Mark, Reader, fold};
use crate::measures;

/// The letters of one run.
const RUN: usize = 4;

/// How many runs are looked for, and how many passages of each kind are read.
const RUNS: usize = 14;
const MEASURES: usize = 24;
const NODES: usize = 8;

/// How many ways of writing the sentence are tried, with synonyms for its words.
const WAYS: usize = 4;

/// When this many places hold one of the runs, no further run is looked for.
const ENOUGH: u64 = 20_000;

impl Archive {
    /// The passages that share most of the rare runs of `claim`, measures before headings, best first, in `plans` and in those of its
    /// `own` region; and those that set targets for what it sets them for.
    pub(super) fn candidates(
        &self,
        claim: &Claim<'_>,
        plans: &[String],
        own: &[String],
    ) -> Result<Vec<Spot>> {
        let ways = self.vocabulary.synonyms().widen(fold::letters(claim.text));
        let indicators = claim.indicators();
        self.index.ask(|reader| {
            let leaves = leaves(reader, &ways[..ways.len().min(WAYS)])?;
            let kinds = measures::Kind::ALL.iter().map(|kind| Mark::new(Key::Kind, kind.name()));
            let measures = any(kinds.map(Filter::Mark));
            let nodes = Ask::Not(Box::new(measures.clone()));
            let mut spots = spots(reader, &leaves, plans, &measures, MEASURES)?;
            if !own.is_empty() {
                spots.extend(self::spots(reader, &leaves, own, &measures, MEASURES)?);
            }
            let near = if own.is_empty() { plans } else { own };
            spots.extend(targets(reader, &indicators, near)?);
            spots.extend(self::spots(reader, &leaves, plans, &nodes, NODES)?);
            let mut seen = BTreeSet::new();
            spots.retain(|s| seen.insert((s.plan.id.clone(), s.node, s.measure)));
            Ok(spots)
        })
    }
}

/// The first measures of `plans` that set targets for one of `indicators`.
fn targets(reader: &Reader, indicators: &[String], plans: &[String]) -> Result<Vec<Spot>> {
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let marks = indicators.iter().map(|id| Filter::Mark(Mark::new(Key::Indicator, id.as_str())));
    found(reader, vec![any(marks)], plans, TARGETS)
}

/// How many measures with targets for the same are read.
const TARGETS: usize = 40;

/// Any of `filters`.
fn any(filters: impl Iterator<Item = Filter>) -> Ask {
    Ask::Any(filters.map(Ask::Filter).collect())
}

/// The best `limit` documents that fit all `parts`, of `plans` or of all where none is named.
fn found(
    reader: &Reader,
    mut parts: Vec<Ask>,
    plans: &[String],
    limit: usize,
) -> Result<Vec<Spot>> {
    if !plans.is_empty() {
        parts.push(any(plans.iter().cloned().map(Filter::Plan)));
    }
    let (_, found) = reader.search(&Ask::All(parts), limit)?;
    let spot = |found: &Found| Spot::of(reader.plan(&found.plan, found.generation)?, found.ordinal);
    found.iter().map(spot).collect()
}

/// The rarest runs of any of `ways`, as far as any document holds them.
fn leaves(reader: &Reader, ways: &[String]) -> Result<Vec<Ask>> {
    let mut runs: Vec<String> = Vec::new();
    for way in ways {
        let letters: Vec<char> = way.chars().collect();
        let own = letters.windows(RUN.min(letters.len()).max(1)).map(|w| w.iter().collect());
        runs.extend(own);
    }
    runs.sort_unstable();
    runs.dedup();
    let rarity = |run: String| reader.rarity(&run).map(|rarity| (rarity, run));
    let mut rare = runs.into_iter().map(rarity).collect::<Result<Vec<_>>>()?;
    rare.retain(|(rarity, _)| *rarity > 0);
    rare.sort();
    let mut sum = 0;
    let chosen = rare.into_iter().take(RUNS).take_while(|(rarity, _)| {
        let enough = sum > ENOUGH;
        sum += rarity;
        !enough
    });
    Ok(chosen.map(|(_, run)| Ask::Leaf(Leaf { forms: vec![run] })).collect())
}

/// The best `limit` documents with one of `leaves` that are such as `what` asks for.
fn spots(
    reader: &Reader,
    leaves: &[Ask],
    plans: &[String],
    what: &Ask,
    limit: usize,
) -> Result<Vec<Spot>> {
    if leaves.is_empty() {
        return Ok(Vec::new());
    }
    found(reader, vec![Ask::Any(leaves.to_vec()), what.clone()], plans, limit)
}

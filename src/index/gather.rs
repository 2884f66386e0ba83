//! [`Gatherer`]: is told of the documents of one segment that answer, counts them and keeps the best.

use std::collections::BinaryHeap;

use tantivy::DocId;
use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::fastfield::AliveBitSet;

use super::cursor::Rank;
use super::tally::Counter;

/// What is added to the points of a document for each step that it stands above others; more than words can sum up to.
///
/// On the lowest is background. Then come nodes whose sentences hold the words together and bare headings, promises that hold them all,
/// and their headings.
const STEP: u32 = 10_000_000;

/// How many steps a heading stands above background.
const HIGHEST: u32 = 3;

/// What has been gathered so far, and what it is told by.
pub struct Gatherer<'a> {
    /// Which documents are still there; all, where nothing says so.
    pub alive: Option<&'a AliveBitSet>,
    /// The [grade](super::grade::Grade) of each.
    pub grades: &'a dyn ColumnValues<u64>,
    /// The id of the plan of each.
    pub plans: &'a StrColumn,
    /// How many documents answer.
    pub total: usize,
    /// The best.
    pub best: Best,
    /// How many bear each mark, where that is asked for.
    pub counter: Option<Counter<'a>>,
}

impl Gatherer<'_> {
    /// Told that `doc` answers; gives the fewest points with which any document would matter, if this one may.
    pub fn meets(&mut self, doc: DocId) -> Option<u32> {
        if self.alive.is_some_and(|alive| alive.is_deleted(doc)) {
            return None;
        }
        self.total += 1;
        if let Some(counter) = &mut self.counter {
            counter.count(doc);
        }
        self.best.least(HIGHEST * STEP)
    }

    /// The fewest points with which `doc` would.
    pub fn least(&self, doc: DocId) -> u32 {
        self.best.least(self.extra(doc)).unwrap_or(u32::MAX)
    }

    /// What is added to the points of `doc` where it holds all words itself.
    fn extra(&self, doc: DocId) -> u32 {
        (self.grades.get_val(doc) as u32).min(HIGHEST) * STEP
    }

    /// Told how well it answers.
    pub fn takes(&mut self, doc: DocId, rank: Rank) {
        let extra = self.extra(doc);
        let score = rank.points.min(STEP - 1) + if rank.spread { extra.min(STEP) } else { extra };
        let worst = self.best.worst();
        if self.best.limit == 0 || worst.is_some_and(|worst| score < worst.score) {
            return;
        }
        let plan = self.plans.ords().first(doc).unwrap_or_default();
        // Many answer equally well, and most of them stand in later plans.
        if worst.is_some_and(|worst| score == worst.score && plan > worst.plan) {
            return;
        }
        self.best.offer(Place { score, plan, doc });
    }
}

/// The best documents so far.
pub struct Best {
    limit: usize,
    /// The worst of them on top.
    heap: BinaryHeap<Place>,
}

/// Where one document stands in the order of answers: the greater, the later.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How well it answers.
    pub score: u32,
    /// The place of the plan's id among those of the segment, which are sorted.
    pub plan: u64,
    /// The document: those of a plan stand in the order of its records.
    pub doc: DocId,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |place: &Self| (place.plan, place.doc);
        other.score.cmp(&self.score).then_with(|| key(self).cmp(&key(other)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Best {
    /// None yet, of which `limit` are kept.
    pub fn new(limit: usize) -> Self {
        Self { limit, heap: BinaryHeap::new() }
    }

    /// The fewest points with which a document that gets `extra` ones could be among them.
    fn least(&self, extra: u32) -> Option<u32> {
        match self.worst() {
            Some(worst) => Some(worst.score.saturating_sub(extra)),
            None => (self.limit > 0).then_some(0),
        }
    }

    /// The worst of as many as are kept.
    fn worst(&self) -> Option<Place> {
        self.heap.peek().filter(|_| self.heap.len() >= self.limit).copied()
    }

    fn offer(&mut self, place: Place) {
        match self.worst() {
            Some(worst) if place >= worst => {}
            Some(_) => self.heap.peek_mut().into_iter().for_each(|mut worst| *worst = place),
            None => self.heap.push(place),
        }
    }

    /// They, in no order.
    pub fn places(self) -> Vec<Place> {
        self.heap.into_vec()
    }
}

//! [`Tally`]: how many documents bear each mark.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::mark::{Key, Mark};

/// How many of the documents found bear each mark that is counted, and how many there are of each plan.
///
/// A document bears several marks of one key where it belongs to several: the counts of a key may sum up to more than there are
/// documents, or to less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents by mark; marks that none bears are not in it.
    pub marks: BTreeMap<Mark, usize>,
    /// Documents by the id of their plan.
    pub plans: BTreeMap<String, usize>,
}

impl Tally {
    /// The values of `key` with their counts: the greatest first, of equal ones by value; years in their order.
    pub fn of(&self, key: Key) -> Vec<(&str, usize)> {
        let of_key = self.marks.iter().filter(|(mark, _)| mark.key == key);
        let counts = of_key.map(|(mark, &count)| (mark.value.as_str(), count)).collect();
        if key == Key::Year { counts } else { greatest_first(counts) }
    }

    /// The plans with their counts, the greatest first, of equal ones by id.
    pub fn of_plans(&self) -> Vec<(&str, usize)> {
        greatest_first(self.plans.iter().map(|(id, &count)| (id.as_str(), count)).collect())
    }

    /// Adds what `other` counted.
    pub fn add(&mut self, other: Tally) {
        if self.plans.is_empty() {
            *self = other;
            return;
        }
        for (mark, count) in other.marks {
            *self.marks.entry(mark).or_default() += count;
        }
        for (plan, count) in other.plans {
            *self.plans.entry(plan).or_default() += count;
        }
    }
}

/// `counts`, which are in the order of their values, with the greatest first.
fn greatest_first(mut counts: Vec<(&str, usize)>) -> Vec<(&str, usize)> {
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts
}

/// What parts the marks of a facet: no mark holds it.
const PART: &str = "\n";

/// The marks of a document that hits are counted by, as one word. Far fewer such words than documents stand in an index, so that a
/// document is counted in one step however many marks it bears.
pub fn facet(marks: &BTreeSet<Mark>) -> String {
    let counted = marks.iter().filter(|mark| mark.key.is_counted()).map(Mark::term);
    counted.map(|term| term.replace(PART, " ")).collect::<Vec<_>>().join(PART)
}

/// The facets of one segment, taken apart: read once, when hits are first counted.
pub struct Facets {
    marks: Vec<Mark>,
    /// For each facet, by its place among all, its marks by their places.
    sets: Vec<Vec<u32>>,
}

impl Facets {
    /// Those of the column `words`.
    pub fn of(words: &StrColumn) -> std::io::Result<Self> {
        let mut places = BTreeMap::new();
        let mut sets = Vec::with_capacity(words.num_terms());
        let mut stream = words.dictionary().stream()?;
        while stream.advance() {
            let facet = String::from_utf8_lossy(stream.key());
            let marks = facet.split(PART).filter_map(Mark::parse);
            let set = marks.map(|mark| {
                let next = places.len() as u32;
                *places.entry(mark).or_insert(next)
            });
            sets.push(set.collect());
        }
        let mut marks: Vec<(u32, Mark)> = places.into_iter().map(|(mark, at)| (at, mark)).collect();
        marks.sort_unstable_by_key(|&(at, _)| at);
        Ok(Self { marks: marks.into_iter().map(|(_, mark)| mark).collect(), sets })
    }

    /// The marks of the facets that were counted, with their counts.
    fn tally(&self, counts: &[u32]) -> BTreeMap<Mark, usize> {
        let mut sums = vec![0; self.marks.len()];
        for (set, &count) in self.sets.iter().zip(counts).filter(|&(_, &count)| count > 0) {
            set.iter().for_each(|&mark| sums[mark as usize] += count as usize);
        }
        let counted = self.marks.iter().zip(sums).filter(|&(_, sum)| sum > 0);
        counted.map(|(mark, sum)| (mark.clone(), sum)).collect()
    }
}

/// A tally being taken within one segment: a count for each ordinal of its columns.
pub struct Counter<'a> {
    facets: Column<'a>,
    plans: Column<'a>,
    /// Documents that are still to be counted: many at once cost less than one after the other.
    waiting: Vec<DocId>,
}

/// How many documents are counted at once.
const BATCH: usize = 256;

impl<'a> Counter<'a> {
    /// Nothing counted yet of what the two columns hold.
    pub fn new(facets: &'a StrColumn, plans: &'a StrColumn) -> Self {
        let waiting = Vec::with_capacity(BATCH);
        Self { facets: Column::new(facets), plans: Column::new(plans), waiting }
    }

    /// Counts `doc`.
    pub fn count(&mut self, doc: DocId) {
        self.waiting.push(doc);
        if self.waiting.len() == BATCH {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.facets.count(&self.waiting);
        self.plans.count(&self.waiting);
        self.waiting.clear();
    }

    /// What was counted, of documents with `facets`.
    pub fn tally(mut self, facets: &Facets) -> std::io::Result<Tally> {
        self.settle();
        let plans = self.plans.words()?.into_iter().collect();
        Ok(Tally { marks: facets.tally(&self.facets.counts), plans })
    }
}

/// The counts of one column in which every document has one value.
struct Column<'a> {
    words: &'a StrColumn,
    counts: Vec<u32>,
    ordinals: Vec<u64>,
}

impl<'a> Column<'a> {
    fn new(words: &'a StrColumn) -> Self {
        Self { words, counts: vec![0; words.num_terms()], ordinals: Vec::new() }
    }

    fn count(&mut self, docs: &[DocId]) {
        self.ordinals.resize(docs.len(), 0);
        self.words.ords().values.get_vals(docs, &mut self.ordinals);
        self.ordinals.iter().for_each(|&at| self.counts[at as usize] += 1);
    }

    /// The words that were counted, with their counts, in order.
    fn words(&self) -> std::io::Result<Vec<(String, usize)>> {
        let counted = || self.counts.iter().enumerate().filter(|&(_, &count)| count > 0);
        let ordinals: Vec<u64> = counted().map(|(at, _)| at as u64).collect();
        let mut counts = counted().map(|(_, &count)| count as usize);
        let mut words = Vec::with_capacity(ordinals.len());
        self.words.dictionary().sorted_ords_to_term_cb(&ordinals, |word| {
            let word = String::from_utf8(word.to_vec()).unwrap_or_default();
            words.push((word, counts.next().unwrap_or(0)));
        })?;
        Ok(words)
    }
}

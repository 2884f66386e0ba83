//! [`Tally`]: how many documents bear each mark.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::mark::{Key, Mark};

/// How many of the documents found bear each mark that is counted, and how many there are of each plan.
///
/// A document bears several marks of one key where it belongs to several: the counts of a key may sum up to more than there are
/// documents, or to less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents by mark, in order; marks that none bears are not in it.
    pub marks: Vec<(Arc<Mark>, usize)>,
    /// Documents by the id of their plan, each once, in no order.
    pub plans: Vec<(Arc<str>, usize)>,
}

impl Tally {
    /// The values of `key` with their counts: the greatest first, of equal ones by value; years in their order.
    pub fn of(&self, key: Key) -> Vec<(&str, usize)> {
        let of_key = self.marks.iter().filter(|(mark, _)| mark.key == key);
        let counts = of_key.map(|(mark, count)| (mark.value.as_str(), *count)).collect();
        if key == Key::Year { counts } else { greatest_first(counts) }
    }

    /// The plans with their counts, the greatest first, of equal ones by id.
    pub fn of_plans(&self) -> Vec<(&str, usize)> {
        let mut plans: Vec<_> = self.plans.iter().map(|(id, count)| (&**id, *count)).collect();
        plans.sort_unstable();
        greatest_first(plans)
    }

    /// Adds what `other` counted in another segment, which has other plans: one lies in one.
    pub fn add(&mut self, other: Tally) {
        add(&mut self.marks, other.marks);
        self.plans.extend(other.plans);
    }
}

/// Adds counts to `sums`; both are in the order of what was counted.
fn add<T: Ord>(sums: &mut Vec<(T, usize)>, counts: Vec<(T, usize)>) {
    if sums.is_empty() {
        *sums = counts;
        return;
    }
    sums.extend(counts);
    sums.sort_by(|a, b| a.0.cmp(&b.0));
    sums.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        sum.1 += usize::from(same) * next.1;
        same
    });
}

/// `counts`, which are in the order of their values, with the greatest first.
fn greatest_first(mut counts: Vec<(&str, usize)>) -> Vec<(&str, usize)> {
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts
}

/// What parts the marks of a facet: no mark holds it.
const PART: char = '\n';

/// Adds to `facets` those of the `marks` of a document that hits are counted by, as one word. Far fewer such words than documents stand
/// in an index, so that a document is counted in one step however many marks it bears.
pub fn add_facet<V: AsRef<str>>(facets: &mut String, marks: &[Mark<V>]) {
    for (n, mark) in marks.iter().filter(|mark| mark.key.is_counted()).enumerate() {
        if n > 0 {
            facets.push(PART);
        }
        let [key, is, value] = mark.parts();
        facets.push_str(key);
        facets.push_str(is);
        match value.contains(PART) {
            true => facets.push_str(&value.replace(PART, " ")),
            false => facets.push_str(value),
        }
    }
}

/// What hits in one segment are counted by, taken apart: read once, when they are first counted.
pub struct Facets {
    /// In order.
    marks: Vec<Arc<Mark>>,
    /// For each facet, by its place among all, its marks by their places.
    sets: Vec<Vec<u32>>,
    /// The ids of plans, by their places.
    plans: Vec<Arc<str>>,
}

impl Facets {
    /// Those of the columns of facets and of plans.
    pub fn of(facets: &StrColumn, plans: &StrColumn) -> std::io::Result<Self> {
        let facets: Vec<BTreeSet<Arc<Mark>>> =
            words(facets)?.iter().map(|facet| parted(facet)).collect();
        let marks: BTreeSet<Arc<Mark>> = facets.iter().flatten().cloned().collect();
        let places: BTreeMap<&Mark, u32> = marks.iter().map(|mark| &**mark).zip(0..).collect();
        let set = |facet: &BTreeSet<Arc<Mark>>| facet.iter().map(|mark| places[&**mark]).collect();
        Ok(Self {
            sets: facets.iter().map(set).collect(),
            plans: words(plans)?.into_iter().map(Arc::from).collect(),
            marks: marks.into_iter().collect(),
        })
    }

    /// The marks of the facets that were counted, with their counts.
    fn marks(&self, counted: impl Iterator<Item = (usize, usize)>) -> Vec<(Arc<Mark>, usize)> {
        let mut sums = vec![0; self.marks.len()];
        for (facet, count) in counted {
            self.sets[facet].iter().for_each(|&mark| sums[mark as usize] += count);
        }
        let borne = self.marks.iter().zip(sums).filter(|&(_, sum)| sum > 0);
        borne.map(|(mark, sum)| (Arc::clone(mark), sum)).collect()
    }
}

fn parted(facet: &str) -> BTreeSet<Arc<Mark>> {
    facet.split(PART).filter_map(Mark::parse).map(Arc::new).collect()
}

/// The words of a column in their order.
fn words(column: &StrColumn) -> std::io::Result<Vec<String>> {
    let mut words = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        words.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(words)
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
    pub fn tally(mut self, facets: &Facets) -> Tally {
        self.settle();
        let plans = self.plans.counted().into_iter();
        Tally {
            marks: facets.marks(self.facets.counted().into_iter()),
            plans: plans.map(|(at, count)| (Arc::clone(&facets.plans[at]), count)).collect(),
        }
    }
}

/// The counts of one column in which every document has one value.
struct Column<'a> {
    words: &'a StrColumn,
    counts: Vec<u32>,
    /// The values that were met, in the order in which they were.
    met: Vec<u32>,
    ordinals: Vec<u64>,
}

impl<'a> Column<'a> {
    fn new(words: &'a StrColumn) -> Self {
        let counts = vec![0; words.num_terms()];
        Self { words, counts, met: Vec::new(), ordinals: Vec::new() }
    }

    fn count(&mut self, docs: &[DocId]) {
        self.ordinals.resize(docs.len(), 0);
        self.words.ords().values.get_vals(docs, &mut self.ordinals);
        for &at in &self.ordinals {
            let count = &mut self.counts[at as usize];
            if *count == 0 {
                self.met.push(at as u32);
            }
            *count += 1;
        }
    }

    /// The places of the values that were met, in order, with their counts.
    fn counted(&mut self) -> Vec<(usize, usize)> {
        self.met.sort_unstable();
        self.met.iter().map(|&at| (at as usize, self.counts[at as usize] as usize)).collect()
    }
}

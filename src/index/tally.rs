//! [`Tally`]: how many documents bear each mark.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// A tally being taken within one segment: a count for each ordinal of its columns.
pub struct Counter<'a> {
    facets: &'a StrColumn,
    plans: &'a StrColumn,
    of_facet: Vec<u32>,
    of_plan: Vec<u32>,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet of what the two columns hold.
    pub fn new(facets: &'a StrColumn, plans: &'a StrColumn) -> Self {
        let zeros = |column: &StrColumn| vec![0; column.num_terms()];
        Self { of_facet: zeros(facets), of_plan: zeros(plans), facets, plans }
    }

    /// Counts `doc`.
    pub fn count(&mut self, doc: DocId) {
        for at in self.facets.term_ords(doc) {
            self.of_facet[at as usize] += 1;
        }
        for at in self.plans.term_ords(doc) {
            self.of_plan[at as usize] += 1;
        }
    }

    /// What was counted.
    pub fn tally(&self) -> std::io::Result<Tally> {
        let marks = words(self.facets, &self.of_facet)?.into_iter();
        let marks = marks.filter_map(|(term, count)| Some((Mark::parse(&term)?, count)));
        Ok(Tally {
            marks: marks.collect(),
            plans: words(self.plans, &self.of_plan)?.into_iter().collect(),
        })
    }
}

/// The words of `column` that were counted, with their counts.
fn words(column: &StrColumn, counts: &[u32]) -> std::io::Result<Vec<(String, usize)>> {
    let mut words = Vec::new();
    for (at, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > 0) {
        let mut word = String::new();
        column.ord_to_str(at as u64, &mut word)?;
        words.push((word, count as usize));
    }
    Ok(words)
}

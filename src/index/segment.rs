//! [`Segment`]: one part of the index opened, and how a question is put to it.

use std::sync::{Arc, OnceLock};

use tantivy::columnar::{Column, ColumnIndex, ColumnValues, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Term as Word};
use tantivy::{DocId, SegmentReader, TERMINATED};

use super::ask::{Ask, Filter, Leaf};
use super::block::{Blocks, Parts, Together, Within};
use super::cursor::{Any, Cursor, Every, Term};
use super::gather::{Best, Gatherer, Place};
use super::mark::{self, Key, Mark};
use super::phrase::{self, Text, Worth};
use super::schema::{self, Fields, OVER, OWN};
use super::tally::{Counter, Facets, Tally};

/// One document found.
///
/// The order of the answers: points first, then the id of the plan, then the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The id of its plan.
    pub plan: String,
    /// The generation its plan was written in.
    pub generation: u64,
    /// Which record of its plan.
    pub ordinal: usize,
    /// How well it answers.
    pub score: u32,
}

/// What a document is worth besides its words where it is said whose it is: more than a word is worth.
const SAID: u32 = 1_000;

/// One segment, with all of it at hand that every search needs.
pub struct Segment {
    reader: SegmentReader,
    fields: Fields,
    text: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
    /// The [grade](super::grade::Grade) of each document.
    grades: Numbers,
    /// Opened for a question to which blocks matter: the more documents there are, the longer it takes.
    blocks: OnceLock<Blocks>,
    plans: StrColumn,
    facets: StrColumn,
    /// Both taken apart.
    parted: OnceLock<Facets>,
    generations: Numbers,
}

/// The number of each document in one column.
type Numbers = Arc<dyn ColumnValues<u64>>;

/// Those of the column called `name`; every document has one, so that it is read without a look for where it stands.
fn numbers(reader: &SegmentReader, name: &str) -> tantivy::Result<Numbers> {
    let column: Column<u64> = reader.fast_fields().u64(name)?;
    Ok(match column.index {
        ColumnIndex::Full => column.values,
        _ => column.first_or_default_col(0),
    })
}

impl Segment {
    /// Opens `reader` for questions.
    pub fn open(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let words = |name: &str| {
            let missing = || tantivy::TantivyError::FieldNotFound(name.to_owned());
            fast.str(name)?.ok_or_else(missing)
        };
        Ok(Self {
            fields,
            text: reader.inverted_index(fields.text)?,
            lengths: reader.get_fieldnorms_reader(fields.text)?,
            grades: numbers(reader, schema::GRADE)?,
            blocks: OnceLock::new(),
            plans: words(schema::PLAN)?,
            facets: words(schema::FACET)?,
            parted: OnceLock::new(),
            generations: numbers(reader, schema::GENERATION)?,
            reader: reader.clone(),
        })
    }

    /// How many documents it has.
    pub fn count(&self) -> u32 {
        self.reader.num_docs()
    }

    /// The words of the text field, with anything else that stands among them.
    pub fn text(&self) -> &InvertedIndexReader {
        &self.text
    }

    /// About how many documents hold the letters of `run`; it costs a look into the list of terms.
    pub fn rarity(&self, run: &str) -> tantivy::Result<u64> {
        let text = Text { terms: &self.text, lengths: &self.lengths, field: self.fields.text };
        Ok(phrase::rarity(&text, run)?)
    }

    /// `ask`, ready to be put to the segment.
    pub fn ask(self: &Arc<Self>, ask: &Ask) -> tantivy::Result<Task> {
        Ok(Task { segment: Arc::clone(self), cursor: self.cursor(ask)? })
    }

    fn blocks(&self) -> tantivy::Result<Blocks> {
        if let Some(blocks) = self.blocks.get() {
            return Ok(blocks.clone());
        }
        let behind = numbers(&self.reader, schema::BEHIND)?;
        Ok(self.blocks.get_or_init(|| Blocks { behind }).clone())
    }

    fn parted(&self) -> std::io::Result<&Facets> {
        if let Some(parted) = self.parted.get() {
            return Ok(parted);
        }
        let parted = Facets::of(&self.facets, &self.plans)?;
        Ok(self.parted.get_or_init(|| parted))
    }

    /// `places` with the ids of their plans, in no order.
    fn found(&self, mut places: Vec<Place>) -> tantivy::Result<Vec<Found>> {
        places.sort_unstable_by_key(|place| (place.plan, place.doc));
        let mut ids = Vec::with_capacity(places.len());
        let plans: Vec<u64> = places.iter().map(|place| place.plan).collect();
        let id = |id: &[u8]| ids.push(String::from_utf8_lossy(id).into_owned());
        self.plans.dictionary().sorted_ords_to_term_cb(&plans, id)?;
        let found = |(place, plan): (&Place, String)| Found {
            plan,
            generation: self.generations.get_val(place.doc),
            ordinal: (place.doc - self.first_of_plan(place.doc)) as usize,
            score: place.score,
        };
        Ok(places.iter().zip(ids).map(found).collect())
    }

    /// The first document of the plan of `doc`, all of which stand side by side.
    fn first_of_plan(&self, doc: DocId) -> DocId {
        let plans = &self.plans.ords().values;
        let plan = plans.get_val(doc);
        first_alike(doc, |other| plans.get_val(other) == plan)
    }

    fn cursor(&self, ask: &Ask) -> tantivy::Result<Box<dyn Cursor>> {
        match ask {
            Ask::Leaf(leaf) => self.leaf(leaf),
            Ask::Filter(filter) => self.filter(filter),
            Ask::All(parts) => self.all(parts),
            Ask::Not(_) => self.all(std::slice::from_ref(ask)),
            Ask::Any(parts) => {
                let parts = parts.iter().map(|part| self.cursor(part));
                Ok(Box::new(Any::new(parts.collect::<tantivy::Result<_>>()?, true)))
            }
        }
    }

    fn leaf(&self, leaf: &Leaf) -> tantivy::Result<Box<dyn Cursor>> {
        let text = Text { terms: &self.text, lengths: &self.lengths, field: self.fields.text };
        let letters = leaf.forms.first().map_or(0, |typed| typed.chars().count());
        let form =
            |(n, form): (usize, &String)| phrase::find(&text, form, Worth::new(letters, n == 0));
        let mut forms =
            leaf.forms.iter().enumerate().map(form).collect::<std::io::Result<Vec<_>>>()?;
        Ok(match forms.len() {
            1 => forms.remove(0),
            _ => Box::new(Any::new(forms, false)),
        })
    }

    fn filter(&self, filter: &Filter) -> tantivy::Result<Box<dyn Cursor>> {
        Ok(match filter {
            Filter::Plan(id) => self.term(self.fields.plan, id)?,
            Filter::Mark(mark) => self.term(self.fields.mark, &mark.term())?,
            Filter::Marks(marks) => self.marks(marks)?,
            Filter::Due(from, to) => self.due(*from, *to)?,
            // A measure has nothing below it.
            Filter::Under(address) => match self.over(address)? {
                Some(nodes) => Box::new(Within::new(nodes, self.blocks()?)),
                None => self.own(address)?,
            },
            Filter::At(address) => self.own(address)?,
        })
    }

    /// The documents with one of `marks`. Of those of a body stand before others where the plan, or a person, says that it is responsible.
    fn marks(&self, marks: &[Mark]) -> tantivy::Result<Box<dyn Cursor>> {
        let mut terms: Vec<Box<dyn Cursor>> = Vec::new();
        for mark in marks {
            let said = [Key::Stated, Key::Filled].map(|key| (Mark::new(key, &*mark.value), SAID));
            let said = said.into_iter().filter(|_| mark.key == Key::Department);
            for (mark, points) in std::iter::once((mark.clone(), 0)).chain(said) {
                let postings = self.postings(self.fields.mark, &mark.term())?;
                terms.push(Box::new(Term { postings, points }));
            }
        }
        Ok(Box::new(Any::new(terms, false)))
    }

    /// The documents due in one of the years: those of each year that stands in the segment.
    fn due(&self, from: u16, to: u16) -> tantivy::Result<Box<dyn Cursor>> {
        let field = self.fields.mark;
        let years = self.values(Key::Year, &mark::year(from), Some(&mark::year(to)))?.into_iter();
        let years = years.map(|year| self.term(field, &Mark::new(Key::Year, year).term()));
        Ok(Box::new(Any::new(years.collect::<tantivy::Result<_>>()?, false)))
    }

    /// The values of `key` from `from` on, up to `to` where that is given, in order, that a document bears which is still there.
    pub fn values(&self, key: Key, from: &str, to: Option<&str>) -> tantivy::Result<Vec<String>> {
        let terms = self.reader.inverted_index(self.fields.mark)?;
        let mut stream = terms.terms().range().ge(Mark::new(key, from).term()).into_stream()?;
        let mut values = Vec::new();
        while stream.advance() {
            let mark = std::str::from_utf8(stream.key()).ok().and_then(Mark::parse);
            let Some(mark) = mark.filter(|mark| mark.key == key) else { break };
            if to.is_some_and(|to| mark.value.as_str() > to) {
                break;
            }
            if self.lives(&mark)? {
                values.push(mark.value);
            }
        }
        Ok(values)
    }

    /// Whether a document that is still there bears `mark`, which stands in the segment.
    fn lives(&self, mark: &Mark) -> tantivy::Result<bool> {
        if !self.reader.has_deletes() {
            return Ok(true);
        }
        let mut docs = self.term(self.fields.mark, &mark.term())?;
        while docs.doc() != TERMINATED && self.reader.is_deleted(docs.doc()) {
            docs.advance();
        }
        Ok(docs.doc() != TERMINATED)
    }

    /// The nodes at or below `address`.
    fn over(&self, address: &str) -> tantivy::Result<Option<SegmentPostings>> {
        self.postings(self.fields.address, &format!("{OVER}{address}"))
    }

    fn own(&self, address: &str) -> tantivy::Result<Box<dyn Cursor>> {
        self.term(self.fields.address, &format!("{OWN}{address}"))
    }

    fn term(&self, field: Field, value: &str) -> tantivy::Result<Box<dyn Cursor>> {
        Ok(Box::new(Term { postings: self.postings(field, value)?, points: 0 }))
    }

    fn postings(&self, field: Field, value: &str) -> tantivy::Result<Option<SegmentPostings>> {
        let terms = self.reader.inverted_index(field)?;
        let key = Word::from_field_text(field, value);
        Ok(terms.read_postings(&key, IndexRecordOption::Basic)?)
    }

    fn all(&self, parts: &[Ask]) -> tantivy::Result<Box<dyn Cursor>> {
        let (mut words, mut conditions) = (Vec::new(), Vec::new());
        let (mut without, mut barred) = (Vec::new(), Vec::new());
        // What a node must be its own sentences may be for it: a project is in the city that its paragraph names.
        let parts = Ask::parts(parts);
        let of_nodes = parts.iter().any(|part| part.is_of_nodes());
        for part in parts {
            match part {
                Ask::Not(part) if part.is_filter() => barred.push(self.cursor(part)?),
                Ask::Not(part) => without.push(self.cursor(part)?),
                part if part.is_filter() && (part.is_of_nodes() || !of_nodes) => {
                    conditions.push(self.cursor(part)?)
                }
                part => words.push(self.cursor(part)?),
            }
        }
        if words.is_empty() {
            words.push(
                conditions.pop().unwrap_or_else(|| Box::new(Every::new(self.reader.max_doc()))),
            );
        }
        if words.len() == 1 && [&conditions, &without, &barred].iter().all(|list| list.is_empty()) {
            return Ok(words.remove(0));
        }
        let parts = Parts { words, conditions, without, barred, of_nodes };
        Ok(Box::new(Together::new(parts, self.blocks()?)))
    }
}

/// The first of the documents that stand side by side up to `doc` and are `alike`. Not many of them are looked at.
fn first_alike(doc: DocId, alike: impl Fn(DocId) -> bool) -> DocId {
    // Back in steps that grow, as long as there are such.
    let (mut first, mut step) = (doc, 1);
    while let Some(before) = first.checked_sub(step).filter(|&before| alike(before)) {
        (first, step) = (before, step * 2);
    }
    // Of those that the last step would have gone over, each half in turn.
    let mut from = first.saturating_sub(step);
    while from < first {
        let middle = from.midpoint(first);
        if alike(middle) { first = middle } else { from = middle + 1 }
    }
    first
}

/// A question that is to be put to one segment.
pub struct Task {
    segment: Arc<Segment>,
    cursor: Box<dyn Cursor>,
}

/// What one segment answers: how many documents there are, the best of them in no order, and how many bear each mark.
pub type Part = (usize, Vec<Found>, Option<Tally>);

impl Task {
    /// About how many documents it will meet.
    pub fn cost(&self) -> u32 {
        self.cursor.cost()
    }

    /// How many documents answer, the best `limit` of them, and, where they are to be `counted`, how many bear each mark.
    pub fn answer(mut self, limit: usize, counted: bool) -> tantivy::Result<Part> {
        let segment = &self.segment;
        let mut gatherer = Gatherer {
            alive: segment.reader.alive_bitset(),
            grades: &*segment.grades,
            plans: &segment.plans,
            total: 0,
            best: Best::new(limit),
            counter: counted.then(|| Counter::new(&segment.facets, &segment.plans)),
        };
        self.cursor.walk(&mut gatherer);
        let Gatherer { total, best, counter, .. } = gatherer;
        let tally = |counter: Counter<'_>| segment.parted().map(|parted| counter.tally(parted));
        let tally = counter.map(tally).transpose()?;
        Ok((total, segment.found(best.places())?, tally))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_those_side_by_side() {
        for first in 0..70 {
            for doc in first..first + 70 {
                assert_eq!(first_alike(doc, |other| other >= first), first, "{doc}");
            }
        }
    }
}

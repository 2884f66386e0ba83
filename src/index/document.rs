//! [`Documents`]: those of one plan on their way into the index.
//!
//! They are made by one thread and let go by another. If each of their words were a piece of memory of its own, the two would wait for
//! each other over every one, for a third of the time of a build; so all the words of a plan's documents lie in one text.

use std::iter::Empty;
use std::slice;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

use super::mark::{self, Mark};
use super::record::{Record, records};
use super::schema::{Fields, OVER, OWN};
use super::tally;
use crate::ground::Span;
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// The documents of one plan, a node or a measure each, in the order of its [`records`].
pub struct Documents {
    fields: Fields,
    /// The words of all cells, one after the other.
    words: String,
    cells: Vec<(Field, Cell)>,
    /// For each document, how many cells there are up to its end.
    ends: Vec<usize>,
}

/// What one field of one document says.
#[derive(Clone, Copy)]
enum Cell {
    /// A stretch of [`Documents::words`].
    Words(Span),
    Number(u64),
}

impl Documents {
    /// Those of `plan`, which is kept as of `generation`.
    pub fn of(plan: &Plan, generation: u64, fields: Fields, lexicon: &Lexicon) -> Self {
        let records = records(plan);
        let (words, cells) = (String::new(), Vec::new());
        let mut documents = Self { fields, words, cells, ends: Vec::with_capacity(records.len()) };
        for (at, &record) in records.iter().enumerate() {
            documents.number(fields.behind, record.behind as u64);
            documents.number(fields.begins, u64::from(record.behind == 0));
            documents.number(fields.generation, generation);
            documents.words(fields.plan, [plan.id.as_str()]);
            documents.marks(&mark::marks(plan, record, lexicon));
            documents.addresses(plan, record);
            for span in record.texts(plan, own(&records[at..])) {
                documents.words(fields.text, [span.of(&plan.text)]);
            }
            documents.ends.push(documents.cells.len());
        }
        documents
    }

    /// How much memory they take, in bytes.
    pub fn size(&self) -> usize {
        self.words.len() + size_of_val(&*self.cells) + size_of_val(&*self.ends)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.words(self.fields.mark, mark.parts());
        }
        self.words(self.fields.facet, [tally::facet(marks).as_str()]);
    }

    /// The address of its own; for a node also all it is at or below, which its measures are with it.
    fn addresses(&mut self, plan: &Plan, record: Record) {
        let node = |node: usize| plan.outline.nodes[node].id.as_str();
        let own = match record.measure {
            Some(at) => plan.measure_id(at),
            None => node(record.node).to_owned(),
        };
        self.words(self.fields.address, [OWN, &own]);
        if record.measure.is_none() {
            for above in plan.outline.ancestors(record.node) {
                self.words(self.fields.address, [OVER, node(above)]);
            }
            self.words(self.fields.address, [OVER, &own]);
        }
    }

    fn words<'a>(&mut self, field: Field, parts: impl IntoIterator<Item = &'a str>) {
        let start = self.words.len();
        self.words.extend(parts);
        self.cells.push((field, Cell::Words(Span::new(start, self.words.len()))));
    }

    fn number(&mut self, field: Field, number: u64) {
        self.cells.push((field, Cell::Number(number)));
    }
}

/// The measures of the node that the first of `records` stands for; none where that is a measure itself.
fn own(records: &[Record]) -> &[Record] {
    match records {
        [node, rest @ ..] if node.measure.is_none() => {
            &rest[..rest.iter().take_while(|record| record.behind > 0).count()]
        }
        _ => &[],
    }
}

/// One document: where it stands among those of its plan, which go when the last of them is written.
pub struct Entry<D> {
    /// All of them.
    pub documents: Arc<D>,
    /// Which of them.
    pub at: usize,
}

impl<D: AsRef<Documents> + Send + Sync + 'static> Document for Entry<D> {
    type Value<'a> = Said<'a>;
    type FieldsValuesIter<'a> = Cells<'a>;

    fn iter_fields_and_values(&self) -> Cells<'_> {
        let documents = (*self.documents).as_ref();
        let start = self.at.checked_sub(1).map_or(0, |before| documents.ends[before]);
        let cells = documents.cells[start..documents.ends[self.at]].iter();
        Cells { words: &documents.words, cells }
    }
}

/// The cells of one document.
pub struct Cells<'a> {
    words: &'a str,
    cells: slice::Iter<'a, (Field, Cell)>,
}

impl<'a> Iterator for Cells<'a> {
    type Item = (Field, Said<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let &(field, cell) = self.cells.next()?;
        let said = match cell {
            Cell::Words(span) => Said::Words(span.of(self.words)),
            Cell::Number(number) => Said::Number(number),
        };
        Some((field, said))
    }
}

/// What a cell says.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// Text or a term.
    Words(&'a str),
    /// A number.
    Number(u64),
}

impl<'a> Value<'a> for Said<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Said::Words(words) => ReferenceValueLeaf::Str(words),
            Said::Number(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

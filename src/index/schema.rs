//! The fields of the index and the documents that fill them. Nothing is stored in it: what a hit says is read from its plan.
//!
//! What documents are filtered by are terms of one field, the [`marks`](super::mark).

use std::iter::Empty;
use std::sync::Arc;

use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::record::Record;
use crate::ground::Span;
use crate::plan::Plan;

/// The name the index knows its tokenizer by.
pub const TOKENIZER: &str = "letters";

/// Columns read by name.
pub const PLAN: &str = "plan";
/// See [`Fields::facet`].
pub const FACET: &str = "facet";
/// See [`Fields::ordinal`].
pub const ORDINAL: &str = "ordinal";
/// See [`Fields::behind`].
pub const BEHIND: &str = "behind";
/// See [`Fields::generation`].
pub const GENERATION: &str = "generation";

/// What stands before an address in `under` that is the document's own and not one above it.
pub const OWN: char = '=';

/// The fields by their handles.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The letters, pairs and words of the text.
    pub text: Field,
    /// The id of the plan.
    pub plan: Field,
    /// Its marks.
    pub mark: Field,
    /// Those of its marks that hits are counted by, as one value of a column: many documents bear the same.
    pub facet: Field,
    /// Every address it is at or below; its own once more behind [`OWN`].
    pub under: Field,
    /// Its place among the plan's records.
    pub ordinal: Field,
    /// How many documents before it its block begins.
    pub behind: Field,
    /// The generation of the index in which the plan was written: it names the file the plan is kept in.
    pub generation: Field,
}

/// The schema and the handles of its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let fields = Fields {
        text: builder.add_text_field("text", text()),
        plan: builder.add_text_field(PLAN, term().set_fast("raw")),
        mark: builder.add_text_field("mark", term()),
        facet: builder.add_text_field(FACET, TextOptions::default().set_fast("raw")),
        under: builder.add_text_field("under", term()),
        ordinal: builder.add_u64_field(ORDINAL, NumericOptions::from(FAST)),
        behind: builder.add_u64_field(BEHIND, NumericOptions::from(FAST)),
        generation: builder.add_u64_field(GENERATION, NumericOptions::from(FAST)),
    };
    (builder.build(), fields)
}

fn text() -> TextOptions {
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let indexing =
        TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(positions);
    TextOptions::default().set_indexing_options(indexing)
}

/// A value that is looked up as it stands.
fn term() -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
}

/// One document on its way into the index: a record of a plan that its documents share.
pub struct Entry<P> {
    /// The plan, with whatever is let go when the last of its documents is written.
    pub plan: Arc<P>,
    /// What it stands for.
    pub record: Record,
    /// The stretches of the plan's text it is found by.
    pub texts: Vec<Span>,
    /// The terms of its marks.
    pub marks: Vec<String>,
    /// Those that hits are counted by, together: see [`tally`](super::tally).
    pub facet: String,
    /// The addresses it is at or below.
    pub addresses: Vec<String>,
    /// Its place among the plan's records.
    pub ordinal: usize,
    /// See [`Fields::generation`].
    pub generation: u64,
    /// The handles.
    pub fields: Fields,
}

impl<P: AsRef<Plan>> Entry<P> {
    fn cells(&self) -> Vec<(Field, Cell<'_>)> {
        let (f, plan) = (&self.fields, (*self.plan).as_ref());
        let mut cells = vec![
            (f.plan, Cell::Words(&plan.id)),
            (f.ordinal, Cell::Number(self.ordinal as u64)),
            (f.behind, Cell::Number(self.record.behind as u64)),
            (f.generation, Cell::Number(self.generation)),
        ];
        cells.push((f.facet, Cell::Words(&self.facet)));
        cells.extend(self.marks.iter().map(|term| (f.mark, Cell::Words(term))));
        cells.extend(self.texts.iter().map(|span| (f.text, Cell::Words(span.of(&plan.text)))));
        cells.extend(self.addresses.iter().map(|address| (f.under, Cell::Words(address))));
        cells
    }
}

impl<P: AsRef<Plan> + Send + Sync + 'static> Document for Entry<P> {
    type Value<'a> = Cell<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, Cell<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.cells().into_iter()
    }
}

/// One value of a document.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Text or a term.
    Words(&'a str),
    /// A number.
    Number(u64),
}

impl<'a> Value<'a> for Cell<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Cell::Words(words) => ReferenceValueLeaf::Str(words),
            Cell::Number(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

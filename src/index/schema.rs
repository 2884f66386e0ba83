//! The fields of the index. Nothing is stored in it: what a hit says is read from its plan.
//!
//! What documents are filtered by are terms of one field, the [`marks`](super::mark).

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// The name the index knows its tokenizer by.
pub const TOKENIZER: &str = "letters";

/// Columns read by name.
pub const PLAN: &str = "plan";
/// See [`Fields::facet`].
pub const FACET: &str = "facet";
/// See [`Fields::behind`].
pub const BEHIND: &str = "behind";
/// See [`Fields::begins`].
pub const BEGINS: &str = "begins";
/// See [`Fields::generation`].
pub const GENERATION: &str = "generation";

/// What stands before an address in [`Fields::address`] that is the document's own.
pub const OWN: &str = "=";

/// What stands there before one that the document, which is that of a node, is at or below.
pub const OVER: &str = ">";

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
    /// Its own address behind [`OWN`]. For a node also every address it is at or below, behind [`OVER`]: its measures, which follow it,
    /// are there too.
    pub address: Field,
    /// How many documents before it its block begins.
    pub behind: Field,
    /// 1 where it begins one: for a node.
    pub begins: Field,
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
        address: builder.add_text_field("address", term()),
        behind: builder.add_u64_field(BEHIND, NumericOptions::from(FAST)),
        begins: builder.add_u64_field(BEGINS, NumericOptions::from(FAST)),
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

//! The fields of the index. Nothing is stored in it: what a hit says is read from its plan.
//!
//! What documents are filtered by are terms of one field, the [`marks`](super::mark).

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// The column of the ids of plans.
pub const PLAN: &str = "plan";

/// The column of those of its marks that hits are counted by, as one value: many documents bear the same.
pub const FACET: &str = "facet";

/// The column that says how many documents before it the block of a document begins.
pub const BEHIND: &str = "behind";

/// The column of the [grade](super::grade::Grade) of a document.
pub const GRADE: &str = "grade";

/// The column of the generation of the index in which the plan was written: it names the file the plan is kept in.
pub const GENERATION: &str = "generation";

/// What stands before an address in [`Fields::address`] that is the document's own.
pub const OWN: &str = "=";

/// What stands there before one that the document, which is that of a node, is at or below.
pub const OVER: &str = ">";

/// What stands there before the plan: see [`origin`].
const ORIGIN: &str = "@";

/// The value of [`Fields::address`] that all documents of the plan `id` bear which were written in `generation`. By it they are taken
/// out: by the id alone those would go too that take their place.
pub fn origin(id: &str, generation: u64) -> String {
    format!("{ORIGIN}{id}\n{generation}")
}

/// The fields that are searched, by their handles.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The letters, pairs and words of the text.
    pub text: Field,
    /// The id of the plan.
    pub plan: Field,
    /// Its marks.
    pub mark: Field,
    /// Its own address behind [`OWN`]. For a node also every address it is at or below, behind [`OVER`]: its measures, which follow it,
    /// are there too. And its [`origin`].
    pub address: Field,
}

/// The schema and the handles of its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let fields = Fields {
        text: builder.add_text_field("text", text()),
        plan: builder.add_text_field(PLAN, term().set_fast("raw")),
        mark: builder.add_text_field("mark", term()),
        address: builder.add_text_field("address", term()),
    };
    builder.add_text_field(FACET, TextOptions::default().set_fast("raw"));
    for column in [BEHIND, GRADE, GENERATION] {
        builder.add_u64_field(column, NumericOptions::from(FAST));
    }
    (builder.build(), fields)
}

fn text() -> TextOptions {
    let positions = IndexRecordOption::WithFreqsAndPositions;
    // A name that tantivy knows nothing by: texts are read by [`Letters`](super::tokenizer::Letters) alone.
    let indexing =
        TextFieldIndexing::default().set_tokenizer("letters").set_index_option(positions);
    TextOptions::default().set_indexing_options(indexing)
}

/// A value that is looked up as it stands.
fn term() -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
}

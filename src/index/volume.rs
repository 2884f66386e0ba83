//! A volume: the documents of some plans, written as one segment of the index.
//!
//! Its files are those that tantivy's own writer makes of the same documents, made by the same parts of it; only the tokens are put
//! together beforehand, by those who read the plans: see [`postings`](super::postings).

use tantivy::columnar::{ColumnType, ColumnarWriter};
use tantivy::directory::TerminatingWrite;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{Segment, SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::Field;
use tantivy::store::StoreWriter;
use tantivy::{DocId, Index, TantivyDocument};

use super::document::Documents;
use super::merged::merged;
use super::postings::Postings;
use super::schema::{BEHIND, FACET, Fields, GENERATION, GRADE, PLAN};

/// The documents of some plans, one plan after the other.
pub struct Volume<'a> {
    fields: Fields,
    plans: &'a [Documents],
    /// The first document of each plan, and behind them how many there are.
    firsts: Vec<DocId>,
}

impl<'a> Volume<'a> {
    /// That of `plans`. One without documents is let go by tantivy at the commit.
    pub fn of(plans: &'a [Documents], fields: Fields) -> Self {
        let mut firsts = vec![0];
        for plan in plans {
            firsts.push(firsts[firsts.len() - 1] + plan.rows.len() as DocId);
        }
        Self { fields, plans, firsts }
    }

    /// Writes it as a new segment of `index`, which nobody sees before it is added and committed.
    pub fn write(&self, index: &Index) -> tantivy::Result<SegmentMeta> {
        let segment = index.new_segment().with_max_doc(self.firsts[self.plans.len()]);
        segment.meta().untrack_temp_docstore();
        self.lengths(&segment)?;
        self.terms(&segment)?;
        self.columns(&segment)?;
        self.store(&segment)?;
        Ok(segment.meta().clone())
    }

    /// Each document, with its place among all.
    fn documents(&self) -> impl Iterator<Item = (DocId, &'a Documents, usize)> {
        let of = |(plan, &first): (&'a Documents, &DocId)| {
            (0..plan.rows.len()).map(move |at| (first + at as DocId, plan, at))
        };
        self.plans.iter().zip(&self.firsts).flat_map(of)
    }

    /// How many tokens the text of each document has.
    fn lengths(&self, segment: &Segment) -> tantivy::Result<()> {
        let mut lengths = FieldNormsWriter::for_schema(&segment.schema());
        for (doc, plan, at) in self.documents() {
            lengths.record(doc, self.fields.text, plan.rows[at].tokens);
        }
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        Ok(lengths.serialize(FieldNormsSerializer::from_write(file)?, None)?)
    }

    /// The terms of all fields, in the order of these.
    fn terms(&self, segment: &Segment) -> tantivy::Result<()> {
        let mut file = InvertedIndexSerializer::open(segment)?;
        let tokens = self.plans.iter().flat_map(|plan| &plan.rows).map(|row| u64::from(row.tokens));
        let lengths = segment.open_read(SegmentComponent::FieldNorms)?;
        let lengths = FieldNormReaders::open(lengths)?;
        self.text(&mut file, tokens.sum(), lengths)?;
        self.marks(&mut file, self.fields.plan, |plan| &plan.plan)?;
        self.marks(&mut file, self.fields.mark, |plan| &plan.marks)?;
        self.marks(&mut file, self.fields.address, |plan| &plan.addresses)?;
        Ok(file.close()?)
    }

    fn text(
        &self,
        file: &mut InvertedIndexSerializer,
        tokens: u64,
        lengths: FieldNormReaders,
    ) -> tantivy::Result<()> {
        let field = self.fields.text;
        let mut out = file.new_field(field, tokens, lengths.get_field(field)?)?;
        let texts: Vec<&Postings> = self.plans.iter().map(|plan| &plan.text).collect();
        merged(&texts, |term| {
            out.new_term(term.term, term.documents, true)?;
            term.each(|plan, document, places| {
                out.write_doc(self.firsts[plan] + document, places.len() as u32, places);
            });
            out.close_term()
        })?;
        Ok(out.close()?)
    }

    /// The terms of a field of which nothing counts but which documents bear them.
    fn marks(
        &self,
        file: &mut InvertedIndexSerializer,
        field: Field,
        of: impl Fn(&Documents) -> &Postings,
    ) -> tantivy::Result<()> {
        let marks: Vec<&Postings> = self.plans.iter().map(of).collect();
        let rows = marks.iter().flat_map(|marks| marks.rows());
        let tokens = rows.map(|(documents, _)| u64::from(documents)).sum();
        let mut out = file.new_field(field, tokens, None)?;
        merged(&marks, |term| {
            out.new_term_without_freq(term.term)?;
            term.each(|plan, document, _| out.write_doc(self.firsts[plan] + document, 0, &[]));
            out.close_term()
        })?;
        Ok(out.close()?)
    }

    fn columns(&self, segment: &Segment) -> tantivy::Result<()> {
        let mut columns = ColumnarWriter::default();
        for name in [BEHIND, GRADE, GENERATION] {
            columns.record_column_type(name, ColumnType::U64, false);
        }
        for name in [PLAN, FACET] {
            columns.record_column_type(name, ColumnType::Str, false);
        }
        for (doc, plan, at) in self.documents() {
            columns.record_str(doc, PLAN, &plan.id);
            columns.record_str(doc, FACET, plan.facet(at));
            columns.record_numerical(doc, BEHIND, u64::from(plan.rows[at].behind));
            columns.record_numerical(doc, GRADE, plan.rows[at].grade as u64);
            columns.record_numerical(doc, GENERATION, plan.generation);
        }
        let mut file = segment.open_write(SegmentComponent::FastFields)?;
        columns.serialize(segment.meta().max_doc(), None, &mut file)?;
        Ok(file.terminate()?)
    }

    /// Nothing is stored, but a segment says so of each of its documents.
    fn store(&self, segment: &Segment) -> tantivy::Result<()> {
        let settings = segment.index().settings();
        let file = segment.open_write(SegmentComponent::Store)?;
        let mut store = StoreWriter::new(
            file,
            settings.docstore_compression,
            settings.docstore_blocksize,
            false,
        )?;
        let (nothing, schema) = (TantivyDocument::default(), segment.schema());
        for _ in 0..segment.meta().max_doc() {
            store.store(&nothing, &schema)?;
        }
        Ok(store.close()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use tantivy::directory::RamDirectory;
    use tantivy::schema::Schema;
    use tantivy::tokenizer::{Token as Cut, TokenStream, Tokenizer};
    use tantivy::{Directory, IndexWriter};

    use super::super::grade::grades;
    use super::super::mark::Marker;
    use super::super::record::records;
    use super::super::schema;
    use super::super::segmenter::Words;
    use super::super::tokenizer::{Letters, Token};
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::plan::{Depth, Origin, Plan};
    use crate::source::{self, Format};

    const PLANS: [&str; 3] = [
        "第一章 总体要求\n到2030年，查干湖水质达到Ⅳ类，PM2.5浓度降到27微克/立方米。各市（县）、各部门要落实河（湖）长制。\n\
         第二章 水环境\n第一节 湖泊\n省水利厅负责实施查干湖治理工程，查干湖和向海湿地保护，查干湖查干湖。\n",
        "# 没有\n",
        "一、主要任务\n（一）湿地。加强湿地保护，到2027年湿地面积不减少。\n（二）PM2.5。治理PM2.5。\n",
    ];

    fn plans(lexicon: &Lexicon) -> Vec<Plan> {
        let plan = |(n, text): (usize, &&str)| {
            let source = source::read(text.as_bytes(), Format::Text, "plan").unwrap();
            let (path, sha256) = (String::new(), String::new());
            let origin = Origin { path, format: Format::Text, sha256 };
            Plan::read_all(&format!("plan-{n}"), &origin, &source, Depth::Whole, lexicon).remove(0)
        };
        PLANS.iter().enumerate().map(plan).collect()
    }

    /// The tokens of a text, as tantivy asks for them.
    struct Listed(std::vec::IntoIter<Cut>, Cut);

    impl TokenStream for Listed {
        fn advance(&mut self) -> bool {
            self.0.next().map(|token| self.1 = token).is_some()
        }

        fn token(&self) -> &Cut {
            &self.1
        }

        fn token_mut(&mut self) -> &mut Cut {
            &mut self.1
        }
    }

    #[derive(Clone)]
    struct Cutter(Arc<Words>);

    impl Tokenizer for Cutter {
        type TokenStream<'a> = Listed;

        fn token_stream<'a>(&'a mut self, text: &'a str) -> Listed {
            let mut tokens = Vec::new();
            Letters::new(Arc::clone(&self.0)).read(text, |place, token| {
                let text = match token {
                    Token::Pair(first, second) => [Some(first), second].iter().flatten().collect(),
                    Token::Word(word) => word.to_owned(),
                };
                tokens.push(Cut { position: place as usize, text, ..Cut::default() });
            });
            Listed(tokens.into_iter(), Cut::default())
        }
    }

    /// Record `at` of a plan as a document that tantivy takes apart by itself.
    fn document(
        plan: &Plan,
        documents: &Documents,
        at: usize,
        names: &Schema,
        lexicon: &Lexicon,
    ) -> TantivyDocument {
        let field = |name: &str| names.get_field(name).unwrap();
        let records = records(plan);
        let record = records[at];
        let own = records[at + 1..].iter().take_while(|r| record.measure.is_none() && r.behind > 0);
        let mut document = TantivyDocument::default();
        for span in record.texts(plan, &own.copied().collect::<Vec<_>>()) {
            document.add_text(field("text"), span.of(&plan.text));
        }
        for mark in Marker::new(plan, lexicon).marks(record) {
            document.add_text(field("mark"), mark.term());
        }
        let id = |node: usize| plan.outline.nodes[node].id.as_str();
        match record.measure {
            Some(measure) => {
                document.add_text(field("address"), format!("={}", plan.measure_id(measure)))
            }
            None => {
                document.add_text(field("address"), format!("={}", id(record.node)));
                let above = plan.outline.ancestors(record.node);
                for node in above.into_iter().chain([record.node]) {
                    document.add_text(field("address"), format!(">{}", id(node)));
                }
            }
        }
        document.add_text(field("address"), schema::origin(&plan.id, 7));
        document.add_text(field(PLAN), &plan.id);
        document.add_text(field(FACET), documents.facet(at));
        document.add_u64(field(BEHIND), record.behind as u64);
        document.add_u64(field(GRADE), grades(plan, &records)[at] as u64);
        document.add_u64(field(GENERATION), 7);
        document
    }

    /// What a segment consists of: the bytes of each of its files.
    fn files(index: &Index, meta: &SegmentMeta) -> BTreeMap<String, Vec<u8>> {
        let bytes = |name: &str| {
            let path = format!("{}.{name}", meta.id().uuid_string());
            let file = index.directory().open_read(path.as_ref()).unwrap();
            (name.to_owned(), file.read_bytes().unwrap().to_vec())
        };
        ["fast", "fieldnorm", "idx", "pos", "store", "term"].map(bytes).into()
    }

    #[test]
    fn a_segment_is_what_tantivy_makes_of_the_same_documents() {
        let lexicon = Lexicon::shipped();
        let words = Arc::new(Words::new(["查干湖", "湿地保护"].into_iter()));
        let (schema, fields) = schema::schema();
        let index =
            Index::create(RamDirectory::create(), schema.clone(), Default::default()).unwrap();
        index.tokenizers().register("letters", Cutter(Arc::clone(&words)));
        let mut letters = Letters::new(words);
        let plans = plans(&lexicon);
        let documents: Vec<Documents> =
            plans.iter().map(|plan| Documents::of(plan, 7, &lexicon, &mut letters)).collect();
        let ours = Volume::of(&documents, fields).write(&index).unwrap();

        let mut writer: IndexWriter = index.writer_with_num_threads(1, 20 << 20).unwrap();
        for (plan, documents) in plans.iter().zip(&documents) {
            for at in 0..documents.rows.len() {
                writer.add_document(document(plan, documents, at, &schema, &lexicon)).unwrap();
            }
        }
        writer.commit().unwrap();
        let theirs = index.searchable_segment_metas().unwrap().remove(0);
        assert_eq!((ours.max_doc(), theirs.max_doc()), (15, 15));
        let (ours, theirs) = (files(&index, &ours), files(&index, &theirs));
        for (name, bytes) in &theirs {
            assert!(ours[name] == *bytes, "{name}");
        }
    }
}

//! The bare baseline: tantivy with the words of jieba, as its users put it together. No pairs of letters, no tags; a word that
//! stands across two of jieba's is not found.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use jieba_rs::{Jieba, TokenizeMode};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
    Value,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument};

use crate::Result;

/// How many threads tantivy indexes with, and how much memory each may fill.
const THREADS: usize = 2;
const ARENA: usize = 200_000_000;

/// Loads the dictionary and cuts `text`.
pub fn load(text: &str) -> Result<()> {
    black_box(Jieba::new().cut(text, false).len());
    Ok(())
}

/// Builds the index of `measures`, a line each, in `folder`.
pub fn build(measures: &Path, folder: &Path) -> Result<()> {
    let (schema, text, line) = schema();
    let index = Index::create_in_dir(folder, schema)?;
    register(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, THREADS * ARENA)?;
    for (n, measure) in fs::read_to_string(measures)?.lines().enumerate() {
        let mut document = TantivyDocument::new();
        document.add_text(text, measure);
        document.add_u64(line, n as u64);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// Answers `query` as a process that has just begun must: the dictionary, the index, the best ten and their texts.
pub fn search(folder: &Path, query: &str) -> Result<()> {
    let bare = Bare::open(folder)?;
    let text = bare.index.schema().get_field("text")?;
    for (_, address) in bare.best(query)? {
        let document: TantivyDocument = bare.searcher.doc(address)?;
        black_box(document.get_first(text).and_then(|value| value.as_str()).map(str::len));
    }
    Ok(())
}

/// The index opened.
pub struct Bare {
    index: Index,
    searcher: Searcher,
    parser: QueryParser,
}

impl Bare {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self> {
        let index = Index::open_in_dir(folder)?;
        register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: tantivy::IndexReader = reader.try_into()?;
        let mut parser = QueryParser::for_index(&index, vec![index.schema().get_field("text")?]);
        parser.set_conjunction_by_default();
        Ok(Self { searcher: reader.searcher(), index, parser })
    }

    /// The best ten, as tantivy's own parser of queries asks for them.
    pub fn best(&self, query: &str) -> Result<Vec<(f32, tantivy::DocAddress)>> {
        let query = self.parser.parse_query(query)?;
        Ok(self.searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?)
    }

    /// The best ten, and how many there are in all.
    pub fn counted(&self, query: &str) -> Result<usize> {
        let query = self.parser.parse_query(query)?;
        let best = TopDocs::with_limit(10).order_by_score();
        let (best, count) = self.searcher.search(&query, &(best, Count))?;
        Ok(best.len().max(count))
    }
}

fn schema() -> (Schema, Field, Field) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("jieba");
    let indexing = indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing).set_stored();
    let text = builder.add_text_field("text", options);
    let line = builder.add_u64_field("line", NumericOptions::from(FAST) | STORED);
    (builder.build(), text, line)
}

fn register(index: &Index) {
    index.tokenizers().register("jieba", Words(Arc::new(Jieba::new())));
}

/// Words as jieba cuts them for a search, shorter ones in longer ones too; marks left out.
#[derive(Clone)]
struct Words(Arc<Jieba>);

struct Stream<'a> {
    words: std::vec::IntoIter<jieba_rs::Token<'a>>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let words = self.0.tokenize(text, TokenizeMode::Search, false).into_iter();
        Stream { words, token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let word = self.words.find(|word| word.word.starts_with(char::is_alphanumeric));
        let Some(word) = word else { return false };
        self.token.position = word.start;
        self.token.text.clear();
        self.token.text.push_str(word.word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

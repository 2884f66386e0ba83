//! [`Vocabulary`]: what the words and filters of a query are read with.

use std::sync::OnceLock;

use super::{Questions, Synonyms};
use crate::lexicon::{Lexicon, List, Row, Table};
use crate::tags::indicator_words;

/// The words that mean the same, and the values that filters can have whatever the index holds. Each table is looked at when it is
/// first asked for: most questions ask for few.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    table_of_synonyms: Table<'static>,
    synonyms: OnceLock<Synonyms>,
    table_of_questions: Table<'static>,
    questions: OnceLock<Questions>,
    domains: Table<'static>,
    divisions: Table<'static>,
    strengths: Table<'static>,
    indicators: Table<'static>,
    outline_words: Table<'static>,
    /// What tells each row of the indicators from others.
    words: OnceLock<Vec<String>>,
}

impl Vocabulary {
    /// That of `lexicon`.
    pub fn of(lexicon: &Lexicon) -> Self {
        let table = |list| lexicon.table(list).clone();
        Self {
            table_of_synonyms: table(List::Synonyms),
            table_of_questions: table(List::Questions),
            domains: table(List::Domains),
            divisions: table(List::Divisions),
            strengths: table(List::Strength),
            indicators: table(List::Indicators),
            outline_words: table(List::OutlineWords),
            ..Self::default()
        }
    }

    /// Words that mean the same.
    pub fn synonyms(&self) -> &Synonyms {
        self.synonyms.get_or_init(|| Synonyms::of(&self.table_of_synonyms))
    }

    /// Words with which people ask.
    pub fn questions(&self) -> &Questions {
        self.questions.get_or_init(|| Questions::of(&self.table_of_questions))
    }

    /// The fields of responsibility: id and name, by id.
    pub fn domains(&self) -> impl Iterator<Item = (&str, &str)> {
        let name = self.domains.column("name").unwrap_or_default();
        self.domains.rows.iter().map(move |row| (row.word(), row.cell(name)))
    }

    /// The names of the country's divisions, whole, that begin as `name` does.
    pub fn divisions(&self, name: &str) -> impl Iterator<Item = &str> {
        let first = name.chars().next();
        first.into_iter().flat_map(|first| self.divisions.beginning(first)).map(|row| row.word())
    }

    /// Whether `name` ends as the titles of plans do: 规划, 行动方案.
    pub fn ends_title(&self, name: &str) -> bool {
        let mut rows = self.outline_words.rows.iter().filter(|row| row.does("plan"));
        rows.any(|row| name.ends_with(row.word()))
    }

    /// The class that a word of commitment is of, 必须 is `mandatory`; `None` for another word.
    pub fn strength(&self, word: &str) -> Option<&str> {
        let row = self.strengths.rows.iter().find(|row| row.word() == word)?;
        Some(row.cell(1))
    }

    /// What tells the indicator that `name` names from others: its id, or the words of one that the table does not know.
    pub fn indicator(&self, name: &str) -> String {
        let words = indicator_words(name);
        let is_it = |(row, own): &(Row<'_>, &String)| self.id(*row) == name || **own == words;
        let known = self.known().find(is_it);
        known.map_or(words.clone(), |(row, _)| self.id(row).to_owned())
    }

    /// Whether `name` is one of the known indicators.
    pub fn is_indicator(&self, name: &str) -> bool {
        let words = indicator_words(name);
        self.known().any(|(_, own)| *own == words)
    }

    /// What the indicator `id` is called; the words themselves where the table has no such id.
    pub fn indicator_name<'a>(&'a self, id: &'a str) -> &'a str {
        let column = self.indicators.column("name").unwrap_or_default();
        let named = self.indicators.rows.iter().find(|row| self.id(*row) == id);
        named.map_or(id, |row| row.cell(column))
    }

    /// The rows of the known indicators, each with what tells it from others.
    fn known(&self) -> impl Iterator<Item = (Row<'_>, &String)> {
        let words = || self.indicators.rows.iter().map(|row| indicator_words(row.word())).collect();
        self.indicators.rows.iter().zip(self.words.get_or_init(words))
    }

    fn id<'r>(&self, row: Row<'r>) -> &'r str {
        row.cell(self.indicators.column("id").unwrap_or_default())
    }
}

//! [`Vocabulary`]: what the words and filters of a query are read with.

use super::Synonyms;
use crate::lexicon::{Lexicon, List, Row};
use crate::tags::indicator_words;

/// The words that mean the same, and the values that filters can have whatever the index holds.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Words that mean the same.
    pub synonyms: Synonyms,
    /// The fields of responsibility: id and name, by id.
    pub domains: Vec<(String, String)>,
    /// Words of commitment and the class each is of: 必须 is `mandatory`.
    strengths: Vec<(String, String)>,
    /// The known indicators: a name as printed, the id, and the name used in tables.
    indicators: Vec<[String; 3]>,
}

impl Vocabulary {
    /// That of `lexicon`.
    pub fn of(lexicon: &Lexicon) -> Self {
        let domains = lexicon.table(List::Domains);
        let name = domains.column("name").unwrap_or_default();
        let domain = |row: Row<'_>| (row.word().to_owned(), row.cell(name).to_owned());
        let indicators = lexicon.table(List::Indicators);
        let [id, name] = ["id", "name"].map(|name| indicators.column(name).unwrap_or_default());
        let indicator =
            |row: Row<'_>| [row.word(), row.cell(id), row.cell(name)].map(str::to_owned);
        let strengths = &lexicon.table(List::Strength).rows;
        let strength = |row: Row<'_>| (row.word().to_owned(), row.cell(1).to_owned());
        Self {
            strengths: strengths.iter().map(strength).collect(),
            synonyms: Synonyms::of(lexicon),
            domains: domains.rows.iter().map(domain).collect(),
            indicators: indicators.rows.iter().map(indicator).collect(),
        }
    }

    /// The class that a word of commitment is of; `None` for another word.
    pub fn strength(&self, word: &str) -> Option<&str> {
        let found = self.strengths.iter().find(|(term, _)| term == word);
        found.map(|(_, level)| level.as_str())
    }

    /// What tells the indicator that `name` names from others: its id, or the words of one that the table does not know.
    pub fn indicator(&self, name: &str) -> String {
        let words = indicator_words(name);
        let is_it = |[term, id, _]: &&[String; 3]| id == name || indicator_words(term) == words;
        self.indicators.iter().find(is_it).map_or(words.clone(), |[_, id, _]| id.clone())
    }

    /// Whether `name` is one of the known indicators.
    pub fn is_indicator(&self, name: &str) -> bool {
        let words = indicator_words(name);
        self.indicators.iter().any(|[term, _, _]| indicator_words(term) == words)
    }

    /// What the indicator `id` is called; the words themselves where the table has no such id.
    pub fn indicator_name<'a>(&'a self, id: &'a str) -> &'a str {
        let named = self.indicators.iter().find(|indicator| indicator[1] == id);
        named.map_or(id, |[_, _, name]| name)
    }
}

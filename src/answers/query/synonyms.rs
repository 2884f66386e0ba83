//! [`Synonyms`]: words that mean the same in a search.

use std::cmp::Reverse;

use super::spelled::Spelled;
use crate::index::fold;
use crate::lexicon::Table;

/// The most ways in which one word of a query is looked for.
const FORMS: usize = 16;

/// The words that stand for others, from the table `synonyms.tsv`.
///
/// They are made in every search, so they stand in no order but that of the table: a query has few letters, and of each word it is
/// asked at each of them only whether it begins so.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// The words that mean the same, group after group.
    words: Spelled,
    /// Where the words of each group end.
    groups: Vec<usize>,
    /// The words that are widened, each with its group.
    asked: Vec<(usize, usize)>,
    /// The letters they begin with.
    firsts: Vec<char>,
}

impl Synonyms {
    /// Those of `table`.
    pub fn of(table: &Table<'_>) -> Self {
        let [equals, way] = ["equals", "way"].map(|name| table.column(name));
        let mut synonyms = Self::default();
        for row in table.rows.iter() {
            let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
            let one_way = cell(way) == "one";
            synonyms.add(row.word(), true);
            cell(equals).split('、').for_each(|equal| synonyms.add(equal, !one_way));
            synonyms.groups.push(synonyms.words.len());
        }
        synonyms
    }

    /// Adds `word` to the group that is being made, unless it has no letters.
    fn add(&mut self, word: &str, is_asked: bool) {
        let group = self.groups.len();
        if let Some((word, first)) = self.words.add(word).filter(|_| is_asked) {
            self.asked.push((word, group));
            self.firsts.push(first);
        }
    }

    fn group(&self, group: usize) -> impl Iterator<Item = &str> {
        let start = group.checked_sub(1).map_or(0, |before| self.groups[before]);
        (start..self.groups[group]).map(|word| self.words.word(word))
    }

    /// `word`, which is folded, and every way of writing it with some of its parts replaced; sixteen at most.
    ///
    /// Latin words and numbers are replaced only where they stand whole: CO2 is no part of CO2e.
    pub fn widen(&self, word: String) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut forms = vec![(String::new(), 0)];
        // Forms that have come as far as each letter, those with more of the word as typed first.
        for at in 0..letters.len() {
            let (here, mut further): (Vec<_>, Vec<_>) =
                forms.into_iter().partition(|&(_, to)| to == at);
            let mut grown: Vec<_> =
                here.iter().map(|(form, _)| (format!("{form}{}", letters[at]), at + 1)).collect();
            for (len, other) in self.at(&letters, at) {
                grown.extend(here.iter().map(|(form, _)| (format!("{form}{other}"), at + len)));
            }
            grown.append(&mut further);
            grown.truncate(FORMS);
            forms = grown;
        }
        let mut out: Vec<String> = Vec::new();
        for (form, _) in forms {
            if !out.contains(&form) {
                out.push(form);
            }
        }
        out
    }

    /// The words that begin at letter `at`, longest first: how long they are, and each of their equals once. What a longer one is equal
    /// to is no word of its own within it: 卫生健康委 of 卫生健康委员会.
    fn at(&self, letters: &[char], at: usize) -> Vec<(usize, &str)> {
        // Most letters begin no word, which is told of all of them in a few steps.
        if !self.firsts.contains(&letters[at]) {
            return Vec::new();
        }
        let begun = self.asked.iter().zip(&self.firsts).filter(|(_, first)| **first == letters[at]);
        let words = begun.filter_map(|(&(word, group), _)| {
            let len = self.words.opens(word, &letters[at..])?;
            let is_whole = fold::is_edge(letters, at) && fold::is_edge(letters, at + len);
            is_whole.then(|| (len, self.words.word(word), group))
        });
        let mut words: Vec<(usize, &str, usize)> = words.collect();
        words.sort_by_key(|&(len, ..)| Reverse(len));
        let mut equals: Vec<(usize, &str)> = Vec::new();
        for (len, word, group) in words {
            if equals.iter().any(|&(_, longer)| longer == word) {
                continue;
            }
            for other in self.group(group) {
                if other != word && !equals.contains(&(len, other)) {
                    equals.push((len, other));
                }
            }
        }
        equals
    }
}

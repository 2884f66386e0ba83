//! [`Synonyms`]: words that mean the same in a search.

use std::collections::BTreeMap;

use crate::index::fold;
use crate::lexicon::Table;

/// The most ways in which one word of a query is looked for.
const FORMS: usize = 16;

/// The words that stand for others, from the table `synonyms.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// What each word, folded, may be written as; longest words first where several begin alike.
    equals: BTreeMap<Vec<char>, Vec<Vec<char>>>,
    longest: usize,
}

impl Synonyms {
    /// Those of `table`.
    pub fn of(table: &Table<'_>) -> Self {
        let [equals, way] = ["equals", "way"].map(|name| table.column(name));
        let mut synonyms = Self::default();
        for row in table.rows.iter() {
            let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
            let term = letters(row.word());
            let others: Vec<_> =
                cell(equals).split('、').map(letters).filter(|w| !w.is_empty()).collect();
            let group: Vec<_> = std::iter::once(term).chain(others).collect();
            let asked = if cell(way) == "one" { &group[..1] } else { &group[..] };
            for word in asked {
                synonyms.add(word, &group);
            }
        }
        synonyms
    }

    fn add(&mut self, word: &[char], group: &[Vec<char>]) {
        self.longest = self.longest.max(word.len());
        let forms = self.equals.entry(word.to_vec()).or_default();
        for other in group.iter().filter(|other| *other != word) {
            if !forms.contains(other) {
                forms.push(other.clone());
            }
        }
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
                let other: String = other.iter().collect();
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

    /// The words that begin at letter `at`: how long they are, and each of their equals.
    fn at<'a>(
        &'a self,
        letters: &'a [char],
        at: usize,
    ) -> impl Iterator<Item = (usize, &'a [char])> {
        let ends = (at + 1..=letters.len().min(at + self.longest)).rev();
        let whole = move |&end: &usize| fold::is_edge(letters, at) && fold::is_edge(letters, end);
        ends.filter(whole).flat_map(move |end| {
            let equals = self.equals.get(&letters[at..end]);
            equals.into_iter().flatten().map(move |other| (end - at, other.as_slice()))
        })
    }
}

fn letters(word: &str) -> Vec<char> {
    fold::letters(word).chars().collect()
}

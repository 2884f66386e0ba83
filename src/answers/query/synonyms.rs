//! [`Synonyms`]: words that mean the same in a search.

use crate::index::fold;
use crate::lexicon::Table;

/// The most ways in which one word of a query is looked for.
const FORMS: usize = 16;

/// The words that stand for others, from the table `synonyms.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// The words that mean the same, folded.
    groups: Vec<Vec<String>>,
    /// The words that are widened, each by its group and its place in it, in the order of the words, then of the groups.
    asked: Vec<(usize, usize)>,
    /// The letters of the longest of these.
    longest: usize,
}

impl Synonyms {
    /// Those of `table`.
    pub fn of(table: &Table<'_>) -> Self {
        let [equals, way] = ["equals", "way"].map(|name| table.column(name));
        let mut synonyms = Self::default();
        for row in table.rows.iter() {
            let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at));
            let words = std::iter::once(row.word()).chain(cell(equals).split('、'));
            let words: Vec<String> = words.map(fold::letters).collect();
            let first = usize::from(!words[0].is_empty());
            let group: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            let asked = if cell(way) == "one" { first } else { group.len() };
            synonyms.asked.extend((0..asked).map(|at| (synonyms.groups.len(), at)));
            synonyms.groups.push(group);
        }
        let Self { groups, asked, longest } = &mut synonyms;
        asked.sort_by_key(|&(group, at)| (groups[group][at].as_str(), group));
        let lengths = asked.iter().map(|&(group, at)| groups[group][at].chars().count());
        *longest = lengths.max().unwrap_or_default();
        synonyms
    }

    /// What `word` may be written as besides, each once.
    fn equals<'a>(&'a self, word: &str) -> Vec<&'a str> {
        let asked = |&(group, at): &(usize, usize)| self.groups[group][at].as_str();
        let from = self.asked.partition_point(|place| asked(place) < word);
        let places = self.asked[from..].iter().take_while(|place| asked(place) == word);
        let mut equals = Vec::new();
        for other in places.flat_map(|&(group, _)| &self.groups[group]) {
            if other != word && !equals.contains(&other.as_str()) {
                equals.push(other.as_str());
            }
        }
        equals
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

    /// The words that begin at letter `at`, longest first: how long they are, and each of their equals. What a longer one is equal to is no
    /// word of its own within it: 卫生健康委 of 卫生健康委员会.
    fn at(&self, letters: &[char], at: usize) -> Vec<(usize, &str)> {
        let ends = (at + 1..=letters.len().min(at + self.longest)).rev();
        let whole = |&end: &usize| fold::is_edge(letters, at) && fold::is_edge(letters, end);
        let mut words: Vec<(usize, &str)> = Vec::new();
        for end in ends.filter(whole) {
            let word: String = letters[at..end].iter().collect();
            if words.iter().all(|&(_, equal)| equal != word) {
                words.extend(self.equals(&word).into_iter().map(|other| (end - at, other)));
            }
        }
        words
    }
}

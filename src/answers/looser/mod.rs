//! A query that found nothing, read more loosely: without the words that ask, long words taken apart, years and the names of regions,
//! places, bodies, plans and kinds meant in another way too, either of several regions or plans, and at last a part left out. And one
//! that found little, with its long words taken apart.

mod meaning;
mod one;
mod pieces;
mod several;
mod word;

use std::cmp::Reverse;

use self::word::Word;
use super::Widened;
use super::query::{Typed, Vocabulary};
use crate::ground::Result;
use crate::index::{Ask, Leaf, Reader, fold};
use crate::lexicon::Lexicon;

/// A looser reading of a query.
pub struct Looser {
    /// What is asked, with what narrows it.
    pub ask: Ask,
    /// How many answers there are.
    pub total: usize,
    /// The words that are found nowhere, and do not stand in it, or not whole.
    pub left_out: Vec<String>,
    /// Whether it says too little to be answered: it is one word without a single letter of it, so that the letter may be mistyped, or a
    /// part of it that says little.
    pub is_doubtful: bool,
    parts: Vec<Part>,
}

impl Looser {
    /// The query that it is, as it would be typed.
    pub fn words(&self) -> String {
        self.parts.iter().map(Part::words).collect::<Vec<_>>().join(" ")
    }

    /// Its words; `None` where one of several is enough.
    pub fn typed(&self) -> Option<Vec<Typed>> {
        let typed = |part: &Part| {
            let text = part.text.clone();
            part.either.is_empty().then_some(Typed { text, is_phrase: part.is_phrase })
        };
        self.parts.iter().map(typed).collect()
    }

    /// The words of it that count in another way too.
    pub fn widened(&self) -> Vec<(String, Widened)> {
        let widened = |part: &Part| Some((part.text.clone(), part.widened?));
        self.parts.iter().flat_map(Part::each).filter_map(widened).collect()
    }
}

/// A part of a looser query.
#[derive(Clone)]
struct Part {
    text: String,
    is_phrase: bool,
    /// In what other way it counts; such a part alone says too little.
    widened: Option<Widened>,
    /// Whether it is a part of a word that stands nowhere as it was typed.
    is_torn: bool,
    /// Whether it names plans as their titles end: 应急体系规划, but not 应急体系.
    is_title: bool,
    /// The parts of which one is enough, where it is several.
    either: Vec<Part>,
    ask: Ask,
}

impl Part {
    const TORN: u8 = 0;
    const WHEN: u8 = 1;
    const WHOSE: u8 = 2;
    const WHAT: u8 = 3;
    const WHICH: u8 = 4;

    /// Itself, or the parts of which one is enough.
    fn each(&self) -> &[Self] {
        if self.either.is_empty() { std::slice::from_ref(self) } else { &self.either }
    }

    /// It as it would be typed.
    fn words(&self) -> String {
        match (self.either.as_slice(), self.is_phrase) {
            ([], false) => self.text.clone(),
            ([], true) => format!("\"{}\"", self.text),
            (either, _) => either.iter().map(Self::words).collect::<Vec<_>>().join("、"),
        }
    }

    /// `parts`, which count in the same way, as one: either of them.
    fn either(mut parts: Vec<Self>) -> Option<Self> {
        let first = parts.first()?.clone();
        if parts.len() == 1 {
            return parts.pop();
        }
        let text = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("、");
        let ask = Ask::Any(parts.iter().map(|part| part.ask.clone()).collect());
        Some(Self { text, ask, either: parts, ..first })
    }

    /// How much would be lost without it: least with a part of a word, most with a plan that is named by its title.
    fn worth(&self) -> u8 {
        match self.widened {
            None if self.is_torn => Self::TORN,
            Some(Widened::Kind | Widened::Year) => Self::WHEN,
            Some(Widened::Region) => Self::WHOSE,
            Some(Widened::Plan) if self.is_title => Self::WHICH,
            None | Some(Widened::Plan | Widened::Place | Widened::Body) => Self::WHAT,
        }
    }
}

/// What finds something: its parts, and how many answers there are.
type Found = (Vec<Part>, usize);

/// How many letters `parts` have.
fn letters(parts: &[Part]) -> usize {
    parts.iter().map(|part| fold::letters(&part.text).chars().count()).sum()
}

/// What a looser reading is made with.
pub struct Loosening<'a> {
    /// The collection.
    pub reader: &'a Reader,
    /// Which words mean the same, and which ask.
    pub vocabulary: &'a Vocabulary,
    /// Which places there are.
    pub lexicon: &'a Lexicon,
    /// What narrows the answer.
    pub filters: &'a [Ask],
}

impl Loosening<'_> {
    /// The looser reading of `words`; none where none finds anything.
    pub fn of(&self, words: &[Typed]) -> Result<Option<Looser>> {
        let mut pieces = Vec::new();
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            pieces.extend(self.pieces(typed, pieces.is_empty())?);
        }
        // 水利厅 负责: what only ends a question says nothing beside another.
        let ends = |piece: &Typed| {
            !piece.is_phrase && self.vocabulary.questions().only_ends(&fold::letters(&piece.text))
        };
        if !pieces.iter().all(ends) {
            pieces.retain(|piece| !ends(piece));
        }
        match pieces.as_slice() {
            [] => Ok(None),
            [Typed { text, is_phrase: false }] => self.of_one(text),
            pieces => self.of_several(pieces),
        }
    }

    fn word<'w>(&'w self, text: &'w str) -> Word<'w> {
        Word::of(text, self.vocabulary.questions())
    }

    fn stands(&self, text: &str) -> Result<bool> {
        Ok(!fold::letters(text).is_empty() && self.count(&[self.plain(text)])? > 0)
    }

    /// A query that finds `found`, read so that long words of it may stand in two pieces, and others count in another way too;
    /// what `found` finds is not among its answers. `None` where it finds nothing more.
    pub fn apart(&self, words: &[Typed], found: &Ask) -> Result<Option<Looser>> {
        let (mut parts, mut is_looser) = (Vec::new(), false);
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            if typed.is_phrase {
                return Ok(None);
            }
            let part = match words.len() {
                1 => self.alone(self.widened(typed.text.clone())?)?,
                _ => self.widened(typed.text.clone())?,
            };
            match self.seamed(&part)? {
                Some(halves) => {
                    is_looser = true;
                    parts.extend(halves);
                }
                None => {
                    is_looser |= part.widened.is_some();
                    parts.push(part);
                }
            }
        }
        if !is_looser {
            return Ok(None);
        }
        let others = Ask::All(vec![self.ask(&parts), Ask::Not(Box::new(found.clone()))]);
        let total = self.reader.search(&others, 0)?.0;
        let (left_out, is_doubtful) = (Vec::new(), false);
        Ok((total > 0).then_some(Looser { ask: others, total, left_out, is_doubtful, parts }))
    }

    /// Of some of `parts` each those that find the fewest, but something; of several the first with most parts that count in another
    /// way. Without a phrase, or without a part that says what is looked for or names a plan, they are no answer.
    fn fewest(
        &self,
        parts: &[Part],
        some: impl IntoIterator<Item = Vec<Part>>,
    ) -> Result<Option<Found>> {
        let phrases = |parts: &[Part]| parts.iter().filter(|part| part.is_phrase).count();
        let says = |some: &Vec<Part>| {
            let narrows = |part: &Part| {
                matches!(part.widened, Some(Widened::Year | Widened::Kind | Widened::Region))
            };
            phrases(some) == phrases(parts) && !some.iter().all(narrows)
        };
        let mut lists = Vec::new();
        for mut some in some.into_iter().filter(says) {
            if let [_] = some.as_slice() {
                some = vec![self.alone(some.remove(0))?];
            }
            lists.push(some);
        }
        let widened = |parts: &[Part]| parts.iter().filter(|part| part.widened.is_some()).count();
        let found = self.found(lists)?.into_iter();
        Ok(found.min_by_key(|(parts, total)| (*total, Reverse(widened(parts)))))
    }

    /// Of several lists of parts the first that finds the most, but something.
    fn most(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Option<Found>> {
        Ok(self.found(lists)?.into_iter().min_by_key(|&(_, total)| Reverse(total)))
    }

    /// Of several lists of parts those that find something.
    fn found(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for parts in lists {
            let total = self.count(&parts)?;
            if total > 0 {
                all.push((parts, total));
            }
        }
        Ok(all)
    }

    fn count(&self, parts: &[Part]) -> Result<usize> {
        Ok(self.reader.search(&self.ask(parts), 0)?.0)
    }

    fn ask(&self, parts: &[Part]) -> Ask {
        let parts = parts.iter().map(|part| part.ask.clone());
        Ask::All(parts.chain(self.filters.iter().cloned()).collect())
    }

    fn looser(&self, (parts, total): Found, left_out: Vec<String>, is_doubtful: bool) -> Looser {
        Looser { ask: self.ask(&parts), total, left_out, is_doubtful, parts }
    }

    /// A word that means what it says.
    fn plain(&self, text: &str) -> Part {
        let forms = self.vocabulary.synonyms().widen(fold::letters(text));
        Part {
            text: text.to_owned(),
            is_phrase: false,
            widened: None,
            is_torn: false,
            is_title: false,
            either: Vec::new(),
            ask: Ask::Leaf(Leaf { forms }),
        }
    }

    fn phrase(&self, text: &str) -> Part {
        let ask = Ask::Leaf(Leaf { forms: vec![fold::letters(text)] });
        Part { is_phrase: true, ask, ..self.plain(text) }
    }
}

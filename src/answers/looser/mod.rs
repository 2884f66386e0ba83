//! A query that found nothing, read more loosely: without the words that ask, long words taken apart, years and the names of regions,
//! places, bodies, plans and kinds meant in another way too, either of several regions or plans, and at last a part left out. And one
//! that found little, with its long words taken apart.

mod beside;
mod meaning;
mod one;
mod part;
mod pieces;
mod seam;
mod several;
mod word;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use self::meaning::{is_number, plan_is};
use self::part::{Part, Role, Term, Worth};
use self::word::Word;
use super::query::{self, Typed, Vocabulary, Wanted};
use super::{Named, Widened};
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
    /// What of the query does not count in it, found somewhere or not.
    pub without: Vec<String>,
    /// Whether it says too little to be answered: it is one word without a single letter of it, so that the letter may be mistyped, or a
    /// part of it that says little; or it does not name the place that is asked for.
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
        self.parts.iter().map(Part::typed).collect()
    }

    /// What the query names, of which it is what stands there.
    pub fn named(&self) -> Option<Named> {
        self.parts.iter().flat_map(Part::each).find_map(|term| match term.role {
            Role::Named(named) => Some(named),
            _ => None,
        })
    }

    /// The words of it that count in another way too.
    pub fn widened(&self) -> Vec<(String, Widened)> {
        let widened = |term: &Term| Some((term.text.clone(), term.widened()?));
        self.parts.iter().flat_map(Part::each).filter_map(widened).collect()
    }
}

/// What finds something: its parts, and how many answers there are.
type Found = (Vec<Part>, usize);

/// How many letters `parts` have.
fn letters(parts: &[Part]) -> usize {
    parts.iter().map(Part::letters).sum()
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
    /// How many answers there are to what was asked so far: one name is asked for again and again.
    totals: RefCell<BTreeMap<Ask, usize>>,
    /// The plans that answer what was asked for them so far.
    plans: RefCell<BTreeMap<Ask, Option<Ask>>>,
}

impl<'a> Loosening<'a> {
    /// Readings of queries to `reader`, narrowed by `filters`.
    pub fn new(
        reader: &'a Reader,
        vocabulary: &'a Vocabulary,
        lexicon: &'a Lexicon,
        filters: &'a [Ask],
    ) -> Self {
        let (totals, plans) = (RefCell::default(), RefCell::default());
        Self { reader, vocabulary, lexicon, filters, totals, plans }
    }
}

impl Loosening<'_> {
    /// What the first of `words` that asks for something wants to know, as it was typed.
    pub fn wanted(&self, words: &[Typed]) -> Option<(String, Wanted)> {
        let questions = self.vocabulary.questions();
        let mut words = words.iter().filter(|typed| !typed.is_phrase);
        words.find_map(|typed| questions.wanted(&typed.text))
    }

    /// The looser reading of `words`; none where none finds anything.
    pub fn of(&self, words: &[Typed]) -> Result<Option<Looser>> {
        if let [Typed { text, is_phrase: false }] = words {
            let spot = self.at_address(text)?.or(self.numbered(text)?);
            // The number of a document that is not there names nothing else: 国发 is no part of it.
            if spot.is_some() || is_number(&fold::letters(text)) {
                return Ok(spot);
            }
        }
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
        let typed: String = words.iter().map(|typed| &*typed.text).collect();
        let looser = match pieces.as_slice() {
            [] => None,
            [Typed { text, is_phrase: false }] => self.of_one(text)?,
            pieces => self.of_several(pieces, &typed)?,
        };
        let questions = self.vocabulary.questions();
        Ok(looser.map(|looser| Looser { without: looser.lacks(&pieces, questions), ..looser }))
    }

    /// What stands at and below the address that `text` is: 7.5.2#3, Z2.3, jilin-2024-2035/3.1. Bare figures with points are no address.
    fn at_address(&self, text: &str) -> Result<Option<Looser>> {
        let text = text.trim();
        let is_address = text.contains(['#', '/']) || text.starts_with('Z');
        let under = || query::filter("under", text, self.vocabulary).ok();
        let Some(ask) = is_address.then(under).flatten() else { return Ok(None) };
        self.named(Named::Address, format!("under:{text}"), ask)
    }

    /// What the plan says of which `text` is the document number.
    fn numbered(&self, text: &str) -> Result<Option<Looser>> {
        let Some(id) = self.plan_numbered(&fold::letters(text))? else { return Ok(None) };
        self.named(Named::Plan, format!("plan:{id}"), plan_is(&id))
    }

    /// What stands where a name says, asked for by `ask`, as it would be typed.
    fn named(&self, named: Named, typed: String, ask: Ask) -> Result<Option<Looser>> {
        let term = Term { text: typed, role: Role::Named(named), ask };
        Ok(self.most([vec![term.into()]])?.map(|found| self.looser(found, Vec::new(), false)))
    }

    fn word<'w>(&'w self, text: &'w str) -> Word<'w> {
        Word::of(text, self.vocabulary.questions())
    }

    fn stands(&self, text: &str) -> Result<bool> {
        Ok(!fold::letters(text).is_empty() && self.count(&self.plain(text))? > 0)
    }

    /// A query that finds `found`, read so that long words of it may stand in two pieces, and others count in another way too;
    /// what `found` finds is not among its answers. `None` where it finds nothing more.
    pub fn apart(&self, words: &[Typed], found: &Ask) -> Result<Option<Looser>> {
        let (mut parts, mut is_looser) = (Vec::new(), false);
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            if typed.is_phrase {
                return Ok(None);
            }
            let term = self.widened(typed.text.clone())?;
            let term = if words.len() == 1 { self.alone(&term)? } else { term };
            match self.seamed(&term)? {
                Some(halves) => {
                    is_looser = true;
                    parts.extend(halves);
                }
                None => {
                    is_looser |= term.widened().is_some();
                    parts.push(term.into());
                }
            }
        }
        if !is_looser {
            return Ok(None);
        }
        let others = Ask::All(vec![self.ask(&parts), Ask::Not(Box::new(found.clone()))]);
        let total = self.total(&others)?;
        let looser = || self.looser((parts, total), Vec::new(), false);
        Ok((total > 0).then(|| Looser { ask: others, ..looser() }))
    }

    /// Of some of `parts` each those that find the fewest, but something, in a plan that says the others too where there is one; of
    /// several the first with most parts that count in another way. Those with less than half the letters of others say too little
    /// beside them: 巡护 beside 热带雨林国家公园, but not the name of a place: 莫莫格 beside 国家级自然保护区. Without a phrase, or without a part
    /// that says what is looked for or names a plan, they are no answer.
    fn fewest(
        &self,
        parts: &[Part],
        some: impl IntoIterator<Item = Vec<Part>>,
    ) -> Result<Option<Found>> {
        let phrases = |parts: &[Part]| parts.iter().filter(|part| part.is_phrase()).count();
        let says = |some: &Vec<Part>| {
            let narrows = |part: &Part| matches!(part.worth(), Worth::When | Worth::Whose);
            phrases(some) == phrases(parts) && !some.iter().all(narrows)
        };
        let mut lists = Vec::new();
        for mut some in some.into_iter().filter(says) {
            if let [part] = some.as_slice() {
                some = vec![part.try_map(|term| self.alone(term))?];
            }
            lists.push(some);
        }
        let widened = |parts: &[Part]| parts.iter().filter(|part| part.widened().is_some()).count();
        let mut found = self.found(lists)?;
        let most = found.iter().map(|(parts, _)| letters(parts)).max().unwrap_or_default();
        let names_place = |parts: &[Part]| parts.iter().any(Part::is_place);
        found.retain(|(parts, _)| letters(parts) * 2 >= most || names_place(parts));
        if found.len() < 2 {
            return Ok(found.pop());
        }
        let mut ranked = Vec::new();
        for (some, total) in found {
            let is_far = !self.is_near_others(parts, &some)?;
            // Where no plan that says the one says the other, the place is what the question is of: 灵丘县 of 灵丘县 自然保护区.
            let is_elsewhere = is_far && !names_place(&some);
            let rank = (is_far, is_elsewhere, total, Reverse(widened(&some)));
            ranked.push((rank, (some, total)));
        }
        Ok(ranked.into_iter().min_by_key(|&(rank, _)| rank).map(|(_, found)| found))
    }

    /// Of several lists of parts the first that finds the most, but something.
    fn most(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Option<Found>> {
        Ok(self.found(lists)?.into_iter().min_by_key(|&(_, total)| Reverse(total)))
    }

    /// Of several lists of parts those that find something.
    fn found(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for parts in lists {
            let total = self.total(&self.ask(&parts))?;
            if total > 0 {
                all.push((parts, total));
            }
        }
        Ok(all)
    }

    /// How many answers `term` alone has.
    fn count(&self, term: &Term) -> Result<usize> {
        self.total(&self.narrowed_to([term.ask.clone()]))
    }

    fn total(&self, ask: &Ask) -> Result<usize> {
        if let Some(&total) = self.totals.borrow().get(ask) {
            return Ok(total);
        }
        let total = self.reader.search(ask, 0)?.0;
        self.totals.borrow_mut().insert(ask.clone(), total);
        Ok(total)
    }

    fn ask(&self, parts: &[Part]) -> Ask {
        self.narrowed_to(parts.iter().map(Part::ask))
    }

    /// All of `asks`, within what narrows the answer.
    fn narrowed_to(&self, asks: impl IntoIterator<Item = Ask>) -> Ask {
        Ask::All(asks.into_iter().chain(self.filters.iter().cloned()).collect())
    }

    fn looser(&self, (parts, total): Found, left_out: Vec<String>, is_doubtful: bool) -> Looser {
        let (ask, without) = (self.ask(&parts), Vec::new());
        Looser { ask, total, left_out, without, is_doubtful, parts }
    }

    /// A word that means what it says.
    fn plain(&self, text: &str) -> Term {
        let forms = self.vocabulary.synonyms().widen(fold::letters(text));
        Term { text: text.to_owned(), role: Role::Word, ask: Ask::Leaf(Leaf { forms }) }
    }

    fn phrase(&self, text: &str) -> Term {
        let ask = Ask::Leaf(Leaf { forms: vec![fold::letters(text)] });
        Term { text: text.to_owned(), role: Role::Phrase, ask }
    }
}

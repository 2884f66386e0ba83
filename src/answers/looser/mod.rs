//! A query that found nothing, read more loosely: without the words that ask, long words taken apart, years and regions meant in
//! another way too, and at last a part left out. And one that found little, with its long words taken apart.

mod meaning;
mod word;

use std::cmp::Reverse;

use super::Widened;
use super::query::{Typed, Vocabulary};
use crate::ground::Result;
use crate::index::{Ask, Leaf, Reader, fold};

use word::{Word, is_long, short};

/// The fewest letters of a word that is taken apart although it is found.
const APART: usize = 4;

/// A part that says less than half is found in fewer places where it says something after all: 油烟, but not 污染.
const RARE: usize = 20;

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
        let word = |part: &Part| match part.is_phrase {
            true => format!("\"{}\"", part.text),
            false => part.text.clone(),
        };
        self.parts.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Its words.
    pub fn typed(&self) -> Vec<Typed> {
        let typed = |part: &Part| Typed { text: part.text.clone(), is_phrase: part.is_phrase };
        self.parts.iter().map(typed).collect()
    }

    /// The words of it that count in another way too.
    pub fn widened(&self) -> Vec<(String, Widened)> {
        let widened = |part: &Part| Some((part.text.clone(), part.widened?));
        self.parts.iter().filter_map(widened).collect()
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
    ask: Ask,
}

impl Part {
    const WHOSE: u8 = 2;
    const MOST: u8 = 3;

    /// How much would be lost without it: least with a part of a word, most with what is looked for.
    fn worth(&self) -> u8 {
        match self.widened {
            None if self.is_torn => 0,
            Some(Widened::Kind | Widened::Year) => 1,
            Some(Widened::Region | Widened::Plan) => Self::WHOSE,
            None => Self::MOST,
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
    /// What narrows the answer.
    pub filters: &'a [Ask],
}

impl Loosening<'_> {
    /// The looser reading of `words`; none where none finds anything.
    pub fn of(&self, words: &[Typed]) -> Result<Option<Looser>> {
        let mut pieces = Vec::new();
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            pieces.extend(self.pieces(typed)?);
        }
        match pieces.as_slice() {
            [] => Ok(None),
            [Typed { text, is_phrase: false }] => self.of_one(text),
            pieces => self.of_several(pieces),
        }
    }

    /// What of a word does not ask, the years in it apart. What stands somewhere stays whole, unless it does nothing but
    /// ask; what does not is cut into clauses where it is long.
    fn pieces(&self, typed: &Typed) -> Result<Vec<Typed>> {
        let texts = self.vocabulary.questions().pieces(&typed.text);
        if typed.is_phrase || !texts.is_empty() && self.stands(&typed.text)? {
            return Ok(vec![typed.clone()]);
        }
        let (mut pieces, is_one) = (Vec::new(), texts.len() == 1);
        for text in texts {
            let text = if is_one { text } else { Word::of(&text).behind(0) };
            let text = self.bare(&text)?;
            // Beside another piece a year is a time limit.
            if is_one && self.stands(&text)? {
                pieces.push(text);
                continue;
            }
            for piece in Word::of(&text).beside_years() {
                for piece in self.beside_names(piece)? {
                    match is_long(&piece) && !self.stands(&piece)? {
                        true => pieces.extend(short(&piece)),
                        false => pieces.push(piece),
                    }
                }
            }
        }
        Ok(pieces.into_iter().map(|text| Typed { text, is_phrase: false }).collect())
    }

    /// `piece`, or, where it stands nowhere and begins with the name of a region or of a plan, or of one after the other, these and the rest.
    fn beside_names(&self, piece: String) -> Result<Vec<String>> {
        let mut pieces = self.beside_region(piece)?;
        if let Some(last) = pieces.pop() {
            pieces.extend(self.beside_plan(last)?);
        }
        Ok(pieces)
    }

    /// `piece`, or, where it stands nowhere and begins with the name of a plan, the longest such name and the rest.
    fn beside_plan(&self, piece: String) -> Result<Vec<String>> {
        let word = Word::of(&piece);
        if self.stands(&piece)? {
            return Ok(vec![piece]);
        }
        let seams = self.seams(&word)?;
        for at in word.ends(2).filter(|&at| seams[at]) {
            let (name, rest) = (word.part(0, at), word.behind(at));
            let is_rest = at == word.letters() || rest.chars().nth(1).is_some();
            if is_rest && !self.plans_called(&fold::letters(&name))?.is_empty() {
                let both = [name, rest].into_iter();
                return Ok(both.filter(|piece| !piece.is_empty()).collect());
            }
        }
        Ok(vec![piece])
    }

    /// `piece`, or, where it stands nowhere and begins with the name of a region that there are plans for, that and the rest; but not
    /// where the name is a part of a longer one: 四川盆地.
    fn beside_region(&self, piece: String) -> Result<Vec<String>> {
        const LONGER: usize = 2;
        let word = Word::of(&piece);
        if self.stands(&piece)? {
            return Ok(vec![piece]);
        }
        let seams = self.seams(&word)?;
        for at in word.ends(2).filter(|&at| at + LONGER <= word.letters() && seams[at]) {
            let region = word.part(0, at);
            if !self.plans_for(&fold::letters(&region))?.is_empty()
                && !self.stands(&word.part(0, at + LONGER))?
            {
                return Ok(vec![region, word.behind(at)]);
            }
        }
        Ok(vec![piece])
    }

    /// `piece` without what only goes with a question, where it stands nowhere with it, but without it.
    fn bare(&self, piece: &str) -> Result<String> {
        let mut waiting = vec![piece];
        // What has lost its beginning comes before what has lost its end: no word begins with 的, be it the 的GDP of 的GDP目标.
        while let Some(rest) = waiting.pop() {
            if self.stands(rest)? {
                return Ok(rest.to_owned());
            }
            waiting.extend(self.vocabulary.questions().rests(rest));
        }
        Ok(piece.to_owned())
    }

    fn stands(&self, text: &str) -> Result<bool> {
        Ok(self.count(&[self.plain(text)])? > 0)
    }

    /// One word: itself, two halves or more pieces that are found together, or else its longest part that is found.
    fn of_one(&self, text: &str) -> Result<Option<Looser>> {
        if let Some(found) = self.most([vec![self.plain(text)]])? {
            return Ok(Some(self.looser(found, Vec::new(), false)));
        }
        let word = Word::of(text);
        let seams = self.seams(&word)?;
        for between in [0, 1] {
            let halves = word.halves(between, |at| seams[at]).into_iter();
            let halves = halves.map(|halves| self.widened_all(halves));
            if let Some(found) = self.most(halves.collect::<Result<Vec<_>>>()?)? {
                return Ok(Some(self.looser(found, Vec::new(), false)));
            }
        }
        let cut = self.cut(&word, &seams)?;
        if let Some(found) = self.most([cut.clone()])?.filter(|_| cut.len() > 1) {
            return Ok(Some(self.looser(found, Vec::new(), false)));
        }
        let left_out = vec![text.to_owned()];
        let longest = self.longest(&word, &seams)?;
        let several = match cut.len() > 2 {
            true => self.without_some(&cut)?.filter(|(parts, _)| parts.len() > 1),
            false => None,
        };
        let is_half = |len: usize| len * 2 > word.letters();
        let (found, is_doubtful) = match (longest, several) {
            (Some((found, len)), _) if is_half(len) => (found, word.letters() - len < 2),
            (Some((_, len)), Some(several)) if letters(&several.0) > len => (several, false),
            (Some((found, _)), _) if found.1 < RARE => (found, false),
            (_, Some(several)) => (several, false),
            (Some((found, _)), None) => (found, true),
            (None, None) => return Ok(None),
        };
        Ok(Some(self.looser(found, left_out, is_doubtful)))
    }

    /// The longest part of `word` between `seams` that is found, of several that which is found most often; and how many letters it has.
    fn longest(&self, word: &Word<'_>, seams: &[bool]) -> Result<Option<(Found, usize)>> {
        for len in (2..word.letters()).rev() {
            let parts = word.parts(len).into_iter().filter(|&(from, to)| seams[from] && seams[to]);
            let parts = parts.map(|(from, to)| vec![self.plain(&word.part(from, to))]);
            if let Some(found) = self.most(parts)? {
                return Ok(Some((found, len)));
            }
        }
        Ok(None)
    }

    /// `word` cut at `seams` from its beginning on into the longest pieces that are found; letters between them that belong to none are left out.
    fn cut(&self, word: &Word<'_>, seams: &[bool]) -> Result<Vec<Part>> {
        let (mut parts, mut at) = (Vec::new(), 0);
        while at < word.letters() {
            let mut next = at + 1;
            for to in word.ends(at + 2).filter(|&to| word.is_edge(at) && seams[to]) {
                if self.stands(&word.part(at, to))? {
                    parts.push(self.widened(word.part(at, word.unjoined(at + 2, to)))?);
                    next = to;
                    break;
                }
            }
            at = next;
        }
        Ok(parts)
    }

    /// For each letter of `word` and its end, whether one word may end before it and another begin there: the pair of letters that is
    /// parted stands no more often than those beside it.
    fn seams(&self, word: &Word<'_>) -> Result<Vec<bool>> {
        let letters = word.letters();
        let pair = |from: usize| self.count(&[self.phrase(&word.part(from, from + 2))]);
        let pairs = (0..letters.saturating_sub(1)).map(pair).collect::<Result<Vec<usize>>>()?;
        let seam = |at: usize| match at.checked_sub(1).and_then(|torn| pairs.get(torn)) {
            Some(&torn) if torn > 0 => {
                let beside = [at.checked_sub(2), Some(at)].into_iter().flatten();
                beside.filter_map(|at| pairs.get(at)).all(|&pair| torn <= pair)
            }
            _ => true,
        };
        Ok((0..=letters).map(seam).collect())
    }

    /// A query that finds `found`, read so that long words of it may stand in two pieces, and years and regions count in another way too;
    /// what `found` finds is not among its answers. `None` where it finds nothing more.
    pub fn apart(&self, words: &[Typed], found: &Ask) -> Result<Option<Looser>> {
        let (mut parts, mut is_looser) = (Vec::new(), false);
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            if typed.is_phrase {
                return Ok(None);
            }
            let part = match words.len() {
                1 => self.alone(self.widened(typed.text.clone())?),
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

    /// A long word in the two halves that are found together most often.
    fn seamed(&self, part: &Part) -> Result<Option<Vec<Part>>> {
        let word = Word::of(&part.text);
        if part.widened.is_some() || word.letters() < APART || is_long(&part.text) {
            return Ok(None);
        }
        let mut halves = Vec::new();
        let seams = self.seams(&word)?;
        for both in word.halves(0, |at| seams[at]) {
            halves.push(self.widened_all(both)?);
        }
        Ok(self.most(halves)?.map(|(halves, _)| halves))
    }

    /// `parts` with the long words among them in two halves, where a year or a region says what is meant.
    fn in_halves(&self, parts: &[Part]) -> Result<Option<Found>> {
        if parts.iter().all(|part| part.widened.is_none()) {
            return Ok(None);
        }
        let mut all = Vec::new();
        for part in parts {
            match self.seamed(part)?.filter(|_| !part.is_phrase) {
                Some(halves) => all.extend(halves),
                None => all.push(part.clone()),
            }
        }
        self.fewest(&all, [all.clone()])
    }

    /// Several words: those that are found, each whole or in two halves; all of them together, all but one, or one alone.
    fn of_several(&self, pieces: &[Typed]) -> Result<Option<Looser>> {
        let (mut parts, mut left_out) = (Vec::new(), Vec::new());
        for piece in pieces {
            let part = match piece.is_phrase {
                true => self.phrase(&piece.text),
                false => self.widened(piece.text.clone())?,
            };
            if piece.is_phrase || self.count(std::slice::from_ref(&part))? > 0 {
                parts.push(part);
            } else if let Some(halves) = self.both(&piece.text)? {
                parts.extend(halves.map(|half| Part { is_torn: true, ..half }));
            } else {
                let word = Word::of(&piece.text);
                let cut = self.cut(&word, &self.seams(&word)?)?.into_iter();
                parts.extend(cut.map(|part| Part { is_torn: true, ..part }));
                left_out.push(piece.text.clone());
            }
        }
        let found = match left_out.is_empty() {
            true => self.most([parts.clone()])?,
            false => self.fewest(&parts, [parts.clone()])?,
        };
        let found = match found {
            None => self.in_halves(&parts)?,
            found => found,
        };
        let found = match found {
            None => self.without_some(&parts)?,
            found => found,
        };
        Ok(found.map(|found| self.looser(found, left_out, false)))
    }

    /// All parts but one, of which the least is lost; or else one alone.
    fn without_some(&self, parts: &[Part]) -> Result<Option<Found>> {
        let without = |left_out: usize| {
            let rest = parts.iter().enumerate().filter(|&(n, _)| n != left_out);
            rest.map(|(_, part)| part.clone()).collect::<Vec<_>>()
        };
        for worth in 0..=Part::MOST {
            let left_out = (0..parts.len()).filter(|&n| parts[n].worth() == worth);
            if let Some(found) = self.fewest(parts, left_out.map(without))? {
                return Ok(Some(found));
            }
        }
        if let Some(found) = self.narrowed(parts)? {
            return Ok(Some(found));
        }
        self.fewest(parts, parts.iter().map(|part| vec![part.clone()]))
    }

    /// The longest one of `parts` that is found with all that narrows among them, or else with the regions and the plans.
    fn narrowed(&self, parts: &[Part]) -> Result<Option<Found>> {
        let mut topics: Vec<&Part> = parts.iter().filter(|part| part.widened.is_none()).collect();
        topics.sort_by_key(|&topic| Reverse(letters(std::slice::from_ref(topic))));
        for least in [0, Part::WHOSE] {
            let narrows = |part: &&Part| part.widened.is_some() && part.worth() >= least;
            let narrowing: Vec<Part> = parts.iter().filter(narrows).cloned().collect();
            for &topic in topics.iter().filter(|_| !narrowing.is_empty()) {
                let some = [narrowing.clone(), vec![topic.clone()]].concat();
                if let Some(found) = self.fewest(parts, [some])? {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    /// Two halves of `text` that both are found: of several those of which the rarer is found most often.
    fn both(&self, text: &str) -> Result<Option<[Part; 2]>> {
        let word = Word::of(text);
        let mut best = None::<([usize; 2], [Part; 2])>;
        for [a, b] in word.halves(0, |_| true) {
            let (a, b) = (self.widened(a)?, self.widened(b)?);
            let mut found = [self.count(std::slice::from_ref(&a))?, 0];
            if found[0] > 0 {
                found[1] = self.count(std::slice::from_ref(&b))?;
            }
            found.sort_unstable();
            if found[0] > 0 && best.as_ref().is_none_or(|(most, _)| found > *most) {
                best = Some((found, [a, b]));
            }
        }
        Ok(best.map(|(_, halves)| halves))
    }

    /// Of some of `parts` each the first that find the fewest, but something. Without a phrase, or without a part that says what is
    /// looked for or names a plan, they are no answer.
    fn fewest(
        &self,
        parts: &[Part],
        some: impl IntoIterator<Item = Vec<Part>>,
    ) -> Result<Option<Found>> {
        let phrases = |parts: &[Part]| parts.iter().filter(|part| part.is_phrase).count();
        let says = |some: &Vec<Part>| {
            let is_it = |part: &Part| matches!(part.widened, None | Some(Widened::Plan));
            phrases(some) == phrases(parts) && some.iter().any(is_it)
        };
        let alone = |some: Vec<Part>| match <[Part; 1]>::try_from(some) {
            Ok([part]) => vec![self.alone(part)],
            Err(some) => some,
        };
        let found = self.found(some.into_iter().map(alone).filter(says))?;
        Ok(found.into_iter().min_by_key(|&(_, total)| total))
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
            ask: Ask::Leaf(Leaf { forms }),
        }
    }

    fn phrase(&self, text: &str) -> Part {
        let ask = Ask::Leaf(Leaf { forms: vec![fold::letters(text)] });
        Part { text: text.to_owned(), is_phrase: true, widened: None, is_torn: false, ask }
    }
}

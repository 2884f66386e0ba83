//! The pieces of a query that are looked for: its words without what asks, years and the names of regions and plans apart.

use super::Loosening;
use super::word::{Word, is_long, short};
use crate::answers::query::Typed;
use crate::ground::Result;
use crate::index::fold;

impl Loosening<'_> {
    /// What of a word does not ask, the years in it apart. What stands somewhere stays whole, unless it does nothing but
    /// ask; what does not is cut into clauses where it is long.
    pub(super) fn pieces(&self, typed: &Typed) -> Result<Vec<Typed>> {
        let texts = self.vocabulary.questions().pieces(&typed.text);
        if typed.is_phrase || !texts.is_empty() && self.stands(&typed.text)? {
            return Ok(vec![typed.clone()]);
        }
        let (mut pieces, is_one) = (Vec::new(), texts.len() == 1);
        for text in texts {
            let text = if is_one { text } else { self.rest(&Word::of(&text), 0)? };
            let split = self.split(&text)?;
            if split.len() > 1 && self.asks_kind(&split) {
                pieces.extend(split);
                continue;
            }
            let text = self.bare(&text)?;
            // Beside another piece a year is a time limit.
            if is_one && self.stands(&text)? {
                pieces.push(text);
                continue;
            }
            for piece in self.split(&text)? {
                match is_long(&piece) && !self.stands(&piece)? {
                    true => pieces.extend(short(&piece)),
                    false => pieces.push(piece),
                }
            }
        }
        Ok(pieces.into_iter().map(|text| Typed { text, is_phrase: false }).collect())
    }

    /// The years in `text` and what stands between them, the names of regions and of plans that this begins with apart.
    fn split(&self, text: &str) -> Result<Vec<String>> {
        let mut pieces = Vec::new();
        for piece in Word::of(text).beside_years() {
            pieces.extend(self.beside_region(piece)?);
            if let Some(last) = pieces.pop() {
                pieces.extend(self.beside_plan(last)?);
            }
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
        let may_end = |&at: &usize| at == word.letters() || seams[at] || word.joint(at) > 0;
        for at in word.ends(2).filter(may_end) {
            if !self.plans_called(&fold::letters(&word.part(0, at)))?.is_empty() {
                return self.beside(&word, at);
            }
        }
        Ok(vec![piece])
    }

    /// Whether the last of `pieces` is the name of a kind: 应急体系规划|目标.
    fn asks_kind(&self, pieces: &[String]) -> bool {
        pieces.last().is_some_and(|name| self.vocabulary.questions().kind(name).is_some())
    }

    /// What of `word` stands before letter `at`, and what behind it.
    fn beside(&self, word: &Word<'_>, at: usize) -> Result<Vec<String>> {
        let both = [word.part(0, at), self.rest(word, at)?].into_iter();
        Ok(both.filter(|piece| !piece.is_empty()).collect())
    }

    /// What stands from letter `at` of `word` on, without what joins it to what is before: a 的, and a 和 where without it stands what does
    /// not with it.
    fn rest(&self, word: &Word<'_>, at: usize) -> Result<String> {
        let at = at + word.joint(at);
        let (whole, bare) = (word.rest(at), word.rest(at + 1));
        let joins = word.may_join(at) && !self.stands(&whole)? && self.stands(&bare)?;
        Ok(if joins { bare } else { whole })
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
                return self.beside(&word, at);
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
}

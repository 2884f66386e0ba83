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
}

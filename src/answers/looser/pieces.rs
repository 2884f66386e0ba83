//! The pieces of a query that are looked for: its words without what asks, years and the names of regions and plans apart.

use super::Loosening;
use super::word::{CUTS, Word, is_long, short};
use crate::answers::query::Typed;
use crate::ground::{Error, Result};
use crate::index::fold;

impl Loosening<'_> {
    /// What of a word does not ask, the years in it apart. What stands somewhere stays whole, unless it does nothing but
    /// ask; what does not is cut into clauses where it is long.
    pub(super) fn pieces(&self, typed: &Typed) -> Result<Vec<Typed>> {
        let questions = self.vocabulary.questions();
        let clauses = typed.text.split(CUTS);
        let texts: Vec<String> = clauses.flat_map(|clause| questions.pieces(clause)).collect();
        if typed.is_phrase || !texts.is_empty() && self.stands(&typed.text)? {
            return Ok(vec![typed.clone()]);
        }
        let (mut pieces, is_one) = (Vec::new(), texts.len() == 1);
        for text in texts {
            let text = if is_one { text } else { self.rest(&self.word(&text), 0)? };
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

    /// The years in `text` and what stands between them, the names of places, bodies and plans that this begins with apart.
    fn split(&self, text: &str) -> Result<Vec<String>> {
        let mut pieces = Vec::new();
        for mut piece in self.word(text).beside_years() {
            while let Some([name, rest]) = self.beside_name(&piece)? {
                pieces.push(name);
                piece = rest;
            }
            let word = self.word(&piece);
            let whole = word.letters();
            let end = if self.stands(&piece)? { whole } else { word.unjoined_end() };
            pieces.extend((end > 0).then(|| word.part(0, end)));
        }
        Ok(pieces)
    }

    /// The name of a place, a body or a plan that `piece` begins with, where it stands nowhere, and the rest.
    fn beside_name(&self, piece: &str) -> Result<Option<[String; 2]>> {
        let word = self.word(piece);
        if word.letters() == 0 || self.stands(piece)? {
            return Ok(None);
        }
        let seams = self.seams(&word)?;
        let Some(at) = self.place_end(&word, &seams)?.or(self.body_or_plan_end(&word, &seams)?)
        else {
            return Ok(None);
        };
        Ok(Some([word.part(0, at), self.rest(&word, at)?]))
    }

    /// Where the name of a place ends that `word` begins with; but not where the name is a part of a longer one: 四川盆地.
    fn place_end(&self, word: &Word<'_>, seams: &[bool]) -> Result<Option<usize>> {
        const LONGER: usize = 2;
        for at in word.ends(2).filter(|&at| at + LONGER <= word.letters()) {
            if self.names_place(&fold::letters(&word.part(0, at)))?
                && (word.joint(at) > 0
                    || self.joins_name(word, at)?
                    || seams[at] && !self.stands(&word.part(0, at + LONGER))?)
            {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Where the longest name of a body, or of a plan, ends that `word` begins with.
    fn body_or_plan_end(&self, word: &Word<'_>, seams: &[bool]) -> Result<Option<usize>> {
        for at in word.ends(2) {
            let ends = at == word.letters() || seams[at] || word.joint(at) > 0;
            let name = fold::letters(&word.part(0, at));
            if (ends || self.joins_name(word, at)?)
                && (self.body(&name)?.is_some() || !self.plans_called(&name)?.is_empty())
            {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether `name` is that of a region that there are plans for, or of a place that something touches.
    fn names_place(&self, name: &str) -> Result<bool> {
        Ok(!self.plans_for(name)?.is_empty() || self.place(name)?.is_some())
    }

    /// Whether a letter at `at` joins another name to one before it: 浙江和江苏.
    fn joins_name(&self, word: &Word<'_>, at: usize) -> Result<bool> {
        if !word.may_join(at) {
            return Ok(false);
        }
        let rest = word.rest(at + 1);
        let other = self.word(&rest);
        for to in other.ends(2) {
            let name = fold::letters(&other.part(0, to));
            if self.names_place(&name)?
                || self.body(&name)?.is_some()
                || !self.plans_called(&name)?.is_empty()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the last of `pieces` is the name of a kind: 应急体系规划|目标.
    fn asks_kind(&self, pieces: &[String]) -> bool {
        pieces.last().is_some_and(|name| self.vocabulary.questions().kind(name).is_some())
    }

    /// What stands from letter `at` of `word` on, without what joins it to what is before: a 的, and a 和 before a name, or where without
    /// it stands what does not with it.
    fn rest(&self, word: &Word<'_>, at: usize) -> Result<String> {
        let at = at + word.joint(at);
        let (whole, bare) = (word.rest(at), word.rest(at + 1));
        let stands = || Ok::<_, Error>(self.joins_name(word, at)? || self.stands(&bare)?);
        let joins = word.may_join(at) && !self.stands(&whole)? && stands()?;
        Ok(if joins { bare } else { whole })
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

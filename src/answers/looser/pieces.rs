//! The pieces of a query that are looked for: its words without what asks, years and the names of places, bodies and plans apart.

use super::Loosening;
use super::seam::Seam;
use super::word::{CUTS, Word, is_long, short, years};
use crate::answers::query::Typed;
use crate::ground::{Error, Result};
use crate::index::fold;

/// How many letters at least stand behind the name of a place that is told from them.
const LONGER: usize = 2;

impl Loosening<'_> {
    /// What of a word, of a query's the first or not, does not ask, the years in it apart. What stands somewhere stays whole, unless it
    /// does nothing but ask; what does not is cut where it is long.
    pub(super) fn pieces(&self, typed: &Typed, is_first: bool) -> Result<Vec<Typed>> {
        let questions = self.vocabulary.questions();
        if let Some(pieces) = self.kind_by_year(typed) {
            return Ok(pieces);
        }
        let clauses = typed.text.split(CUTS);
        let texts: Vec<String> = clauses.flat_map(|clause| questions.pieces(clause)).collect();
        if typed.is_phrase
            || !texts.is_empty() && self.stands(&typed.text)? && !self.lists(&texts)?
        {
            return Ok(vec![typed.clone()]);
        }
        let (mut pieces, is_one) = (Vec::new(), texts.len() == 1);
        for text in texts {
            let is_typed = text == typed.text;
            let text = if is_typed { text } else { self.rest(&self.word(&text), 0)? };
            let is_first = is_first && pieces.is_empty();
            let split = self.split(&text, is_first)?;
            if split.len() > 1 && self.asks_kind(&split) {
                let bare = split.iter().map(|piece| self.bare(piece));
                pieces.extend(bare.collect::<Result<Vec<_>>>()?);
                continue;
            }
            let text = self.bare(&text)?;
            // Beside another piece a year is a time limit.
            if is_one && self.stands(&text)? {
                pieces.push(text);
                continue;
            }
            for piece in self.split(&text, is_first)? {
                match is_long(&piece) && !self.stands(&piece)? {
                    true => pieces.extend(short(&piece)),
                    false => pieces.push(piece),
                }
            }
        }
        Ok(pieces.into_iter().map(|text| Typed { text, is_phrase: false }).collect())
    }

    /// The year and the kind that a word is the names of, be it written so somewhere: 2025年|目标.
    fn kind_by_year(&self, typed: &Typed) -> Option<Vec<Typed>> {
        let pieces = self.word(&typed.text).beside_years();
        let is_narrow = |piece: &String| {
            let letters = fold::letters(piece);
            years(&letters).is_some() || self.vocabulary.questions().kind(&letters).is_some()
        };
        let is_both = !typed.is_phrase && pieces.len() > 1 && pieces.iter().all(is_narrow);
        is_both.then(|| pieces.into_iter().map(|text| Typed { text, is_phrase: false }).collect())
    }

    /// The years in `text` and what stands between them, the names of places, bodies and plans that this begins with apart.
    fn split(&self, text: &str, is_first: bool) -> Result<Vec<String>> {
        let mut pieces = Vec::new();
        for mut piece in self.word(text).beside_years() {
            if !pieces.is_empty() {
                piece = self.rest(&self.word(&piece), 0)?;
            }
            while let Some([name, rest]) = self.beside_name(&piece)? {
                pieces.push(name);
                piece = rest;
            }
            pieces.extend(match is_first && pieces.is_empty() {
                true => self.unjoined(&piece)?,
                false => self.beside_kind(&piece)?,
            });
        }
        Ok(pieces)
    }

    /// `piece` without a 的 at its end where it stands nowhere with it; nothing where no more is left.
    fn unjoined(&self, piece: &str) -> Result<Vec<String>> {
        // Of a long one only the beginning is a word; 公里 is one.
        if is_long(piece) || self.counts(piece) || self.stands(piece)? {
            return Ok(vec![piece.to_owned()]);
        }
        let word = self.word(piece);
        let end = word.unjoined_end();
        Ok((end > 0).then(|| word.part(0, end)).into_iter().collect())
    }

    /// `piece`, which follows another, and, where it stands nowhere, the name of a kind that it ends with apart: 林草局|湿地保护任务.
    fn beside_kind(&self, piece: &str) -> Result<Vec<String>> {
        let questions = self.vocabulary.questions();
        let word = self.word(piece);
        let whole = word.letters();
        let is_kind = |at: usize| questions.kind(&fold::letters(&word.part(at, whole))).is_some();
        if whole < 2 || is_kind(0) || self.stands(piece)? {
            return self.unjoined(piece);
        }
        match (2..whole).find(|&at| word.is_edge(at) && is_kind(at)) {
            Some(at) => Ok(vec![word.part(0, word.unjoined(2, at)), word.part(at, whole)]),
            None => self.unjoined(piece),
        }
    }

    /// Whether `texts` are several and each names a place or a plan: 浙江、江苏.
    fn lists(&self, texts: &[String]) -> Result<bool> {
        for name in texts.iter().map(|text| fold::letters(text)) {
            if !self.names_place(&name)? && self.plans_called(&name)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(texts.len() > 1)
    }

    /// The name of a place, a body or a plan that `piece`, which is no year, begins with, where it stands nowhere, and the rest.
    fn beside_name(&self, piece: &str) -> Result<Option<[String; 2]>> {
        let word = self.word(piece);
        if word.letters() == 0 || years(&fold::letters(piece)).is_some() || self.stands(piece)? {
            return Ok(None);
        }
        let seams = self.seams(&word)?;
        let at = match self.place_end(&word, &seams)? {
            None => self.body_or_plan_end(&word, &seams)?,
            at => at,
        };
        at.map(|at| Ok([word.part(0, at), self.rest(&word, at)?])).transpose()
    }

    /// Where the name of a place ends that `word` begins with; but not where the name is a part of a longer one: 四川盆地. A name that stands
    /// nowhere goes with nothing else: 太湖|治理.
    fn place_end(&self, word: &Word<'_>, seams: &[Seam]) -> Result<Option<usize>> {
        for at in word.ends(2).filter(|&at| at + LONGER <= word.letters()) {
            let name = fold::letters(&word.part(0, at));
            let is_apart = match self.names_place(&name)? {
                true => self.ends_place(word, at, &name, &seams[at])?,
                false => self.is_unsaid_place(&name)?,
            };
            // 吉林市 is not 吉林 and 市.
            if is_apart && !self.is_division(&fold::letters(&word.part(0, at + 1))) {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether `name`, that of a place, with which `word` begins, ends at letter `at`, which is a `seam`. Where that of a river stands nowhere
    /// with a letter more, it is no part of a longer one: 嫩江|大桥, though 江大 stands somewhere.
    fn ends_place(&self, word: &Word<'_>, at: usize, name: &str, seam: &Seam) -> Result<bool> {
        Ok(word.joint(at) > 0
            || self.joins_name(word, at)?
            || self.is_landmark(name) && !self.stands(&word.part(0, at + 1))?
            || seam.may_part()
                && (self.is_region(name, word)?
                    || self.begins_with_place(&word.rest(at))?
                    || !self.stands(&word.part(0, at + LONGER))?))
    }

    /// Whether `name`, with which `word` begins, is that of a region with plans and of no longer place: 江西 of 江西绿色技术, though a company is
    /// called so, but not 四川 of 四川盆地.
    fn is_region(&self, name: &str, word: &Word<'_>) -> Result<bool> {
        let letters = name.chars().count();
        let gazetteer = self.lexicon.gazetteer();
        let mut longer = word.ends(letters + 1).map(|to| fold::letters(&word.part(0, to)));
        Ok(longer.all(|longer| gazetteer.named(&longer).is_empty())
            && !self.plans_for(name)?.is_empty())
    }

    /// Whether `text` begins with the name of a place, as the second of two does that are written together: 向海莫莫格.
    fn begins_with_place(&self, text: &str) -> Result<bool> {
        let word = self.word(text);
        for at in word.ends(2) {
            if self.place(&fold::letters(&word.part(0, at)))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where the longest name of a body, or of a plan, ends that `word` begins with.
    fn body_or_plan_end(&self, word: &Word<'_>, seams: &[Seam]) -> Result<Option<usize>> {
        for at in word.ends(2) {
            let ends = at == word.letters() || seams[at].may_part() || word.joint(at) > 0;
            let name = fold::letters(&word.part(0, at));
            if (ends || self.joins_name(word, at)?) && self.names_body_or_plan(&name)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether `name` is that of a region that there are plans for, or of a place that something touches.
    fn names_place(&self, name: &str) -> Result<bool> {
        Ok(!self.plans_for(name)?.is_empty() || self.place(name)?.is_some())
    }

    /// Whether `name` is that of a body that is responsible for something, or of a plan.
    fn names_body_or_plan(&self, name: &str) -> Result<bool> {
        Ok(self.body(name)?.is_some() || !self.plans_called(name)?.is_empty())
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
            if self.names_place(&name)? || self.names_body_or_plan(&name)? {
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
        let stands = || Ok::<_, Error>(!self.stands(&whole)? && self.stands(&bare)?);
        let joins = word.may_join(at) && (self.joins_name(word, at)? || stands()?);
        Ok(if joins { bare } else { whole })
    }

    /// `piece` without what only goes with a question, where it stands nowhere with it, but without it; the name of a kind stays
    /// whole: 主要目标.
    fn bare(&self, piece: &str) -> Result<String> {
        if self.vocabulary.questions().kind(&fold::letters(piece)).is_some() {
            return Ok(piece.to_owned());
        }
        let mut waiting = vec![piece];
        // What has lost its beginning comes before what has lost its end: no word begins with 的, be it the 的GDP of 的GDP目标.
        while let Some(rest) = waiting.pop() {
            if self.word(rest).joint(0) == 0 && self.stands(rest)? {
                return Ok(rest.to_owned());
            }
            waiting.extend(self.vocabulary.questions().rests(rest));
        }
        Ok(piece.to_owned())
    }
}

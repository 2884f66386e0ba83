//! One word that stands nowhere: where it may be cut, its halves, its pieces, and its longest part.

use super::part::{Part, Term};
use super::seam::Seam;
use super::word::{Word, is_long, year};
use super::{Found, Loosening, Looser, letters};
use crate::answers::Widened;
use crate::ground::Result;
use crate::index::fold;

/// The fewest letters of a word that is taken apart although it is found.
const APART: usize = 4;

/// A part that says less than half is found in fewer places where it says something after all: 油烟, but not 污染.
const RARE: usize = 20;

impl Loosening<'_> {
    /// One word: itself, two halves or more pieces that are found together, or else its longest part that is found.
    pub(super) fn of_one(&self, text: &str) -> Result<Option<Looser>> {
        let named = self.widened(text.to_owned())?;
        let is_meant = match named.widened() {
            Some(Widened::Year | Widened::Body | Widened::Place | Widened::Kind) => true,
            // kind:目标 应急体系规划: what is narrowed already is what the plan says.
            Some(Widened::Plan) => !self.filters.is_empty(),
            _ => false,
        };
        let whole = if is_meant { named } else { self.plain(text) };
        if let Some(found) = self.most([vec![whole.into()]])? {
            return Ok(Some(self.looser(found, Vec::new(), false)));
        }
        // 年底前 says nothing of 2026年底前, nor 新区 of 雄安新区.
        let said = fold::letters(text);
        if let Some(year) = year(&said) {
            let found = self.most([vec![self.plain(&year.to_string()).into()]])?;
            return Ok(found.map(|found| self.looser(found, Vec::new(), false)));
        }
        if self.is_unsaid_place(&said)? {
            return Ok(None);
        }
        let word = self.word(text);
        let seams = self.seams(&word)?;
        for between in [0, 1] {
            let halves = word.halves(between, |at| seams[at].may_part()).into_iter();
            let halves = halves.map(|halves| self.in_two(halves));
            if let Some(found) = self.most(halves.collect::<Result<Vec<_>>>()?)? {
                return Ok(Some(self.looser(found, Vec::new(), false)));
            }
        }
        let cut: Vec<Part> = self.cut(&word, &seams)?.into_iter().map(Part::from).collect();
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
    fn longest(&self, word: &Word<'_>, seams: &[Seam]) -> Result<Option<(Found, usize)>> {
        for len in (2..word.letters()).rev() {
            let may = |&(from, to): &(usize, usize)| {
                seams[from].begins && seams[to].ends && word.joint(from) == 0
            };
            let parts = word.parts(len).into_iter().filter(may);
            let parts = parts.map(|(from, to)| vec![self.plain(&word.part(from, to)).into()]);
            if let Some(found) = self.most(parts)? {
                return Ok(Some((found, len)));
            }
        }
        Ok(None)
    }

    /// `word` cut at `seams` from its beginning on into the longest pieces that are found; letters between them that belong to none are left
    /// out. Of the name of a place only what names one says something: 黄河 of 黄河几字弯, but not 新区 of 雄安新区.
    pub(super) fn cut(&self, word: &Word<'_>, seams: &[Seam]) -> Result<Vec<Term>> {
        let (mut terms, mut at) = (Vec::new(), 0);
        while at < word.letters() {
            // No piece begins with the 的 that joins it.
            if word.joint(at) > 0 {
                at += word.joint(at);
                continue;
            }
            let mut next = at + 1;
            let is_bare = |to: usize| to > at + 2 || word.joint(at + 1) == 0;
            let may_end = |&to: &usize| word.is_edge(at) && seams[to].ends && is_bare(to);
            for to in word.ends(at + 2).filter(may_end) {
                if self.stands(&word.part(at, to))? {
                    terms.push(self.widened(word.part(at, word.unjoined(at + 2, to)))?);
                    next = to;
                    break;
                }
            }
            at = next;
        }
        if self.is_unsaid_place(&fold::letters(&word.part(0, word.letters())))? {
            terms.retain(|term| matches!(term.widened(), Some(Widened::Place | Widened::Region)));
        }
        Ok(terms)
    }

    /// A long word in the two halves that are found together most often.
    pub(super) fn seamed(&self, term: &Term) -> Result<Option<Vec<Part>>> {
        let word = self.word(&term.text);
        if term.widened().is_some() || word.letters() < APART || is_long(&term.text) {
            return Ok(None);
        }
        // The name of a plan is no two words.
        if !self.plans_called(&fold::letters(&term.text))?.is_empty() {
            return Ok(None);
        }
        let mut halves = Vec::new();
        let seams = self.seams(&word)?;
        for both in word.halves(0, |at| seams[at].is_loose) {
            halves.push(self.in_two(both)?);
        }
        Ok(self.most(halves)?.map(|(halves, _)| halves))
    }

    fn in_two(&self, halves: [String; 2]) -> Result<Vec<Part>> {
        halves.into_iter().map(|half| Ok(self.widened(half)?.into())).collect()
    }

    /// Two halves of `text` that both are found, without a letter that joins them: of several those of which the rarer is found most often.
    pub(super) fn both(&self, text: &str) -> Result<Option<[Term; 2]>> {
        let word = self.word(text);
        let mut best = None::<([usize; 2], [Term; 2])>;
        let bare = word.halves(0, |at| word.joint(at) == 0);
        for [a, b] in bare.into_iter().chain(word.joined()) {
            let (a, b) = (self.widened(a)?, self.widened(b)?);
            let mut found = [self.count(&a)?, 0];
            if found[0] > 0 {
                found[1] = self.count(&b)?;
            }
            found.sort_unstable();
            if found[0] > 0 && best.as_ref().is_none_or(|(most, _)| found > *most) {
                best = Some((found, [a, b]));
            }
        }
        Ok(best.map(|(_, halves)| halves))
    }
}

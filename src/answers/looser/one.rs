//! One word that stands nowhere: where it may be cut, its halves, its pieces, and its longest part.

use std::collections::BTreeSet;

use super::part::{Part, Term};
use super::seam::Seam;
use super::word::{Word, is_long, year};
use super::{Found, Loosening, Looser, letters};
use crate::answers::Widened;
use crate::ground::Result;
use crate::index::{Ask, Filter, Key, Mark, fold};
use crate::measures;

/// The fewest letters of a word that is taken apart although it is found.
const APART: usize = 4;

/// A part that says less than half is found in fewer places where it says something after all: 油烟, but neither 污染 nor 机构.
const RARE: usize = 20;

/// In how many places it is looked what stands before a part.
const PLACES: usize = 16;

impl Loosening<'_> {
    /// One word: itself, two halves or more pieces that are found together, or else its longest part that is found.
    pub(super) fn of_one(&self, text: &str) -> Result<Option<Looser>> {
        let named = self.widened(text.to_owned())?;
        let is_meant = match named.widened() {
            Some(
                Widened::Year | Widened::Period | Widened::Body | Widened::Place | Widened::Kind,
            ) => true,
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
            // No half begins with the 的 that joins it.
            let halves = halves.filter(|[_, second]| self.word(second).joint(0) == 0);
            let halves = halves.map(|halves| self.in_two(halves));
            if let Some(found) = self.most(halves.collect::<Result<Vec<_>>>()?)? {
                return Ok(Some(self.looser(found, Vec::new(), false)));
            }
        }
        let cut: Vec<Part> = self.cut(&word, &seams)?.into_iter().map(Part::from).collect();
        if cut.len() > 1
            && let Some(found) = self.in_pieces(&cut)?
        {
            return Ok(Some(self.looser(found, Vec::new(), false)));
        }
        let left_out = vec![text.to_owned()];
        let longest = self.longest(&word, &seams)?;
        let is_placed = cut.len() > 1 && cut.iter().any(Part::is_place);
        let several = match cut.len() > 2 || is_placed {
            true => self.without_some(&cut)?.filter(|(parts, _)| is_placed || parts.len() > 1),
            false => None,
        };
        let is_half = |len: usize| len * 2 > word.letters();
        let (found, is_doubtful) = match (longest, several) {
            (_, Some(several)) if is_placed => (several, false),
            (Some((found, len)), _) if is_half(len) => (found, word.letters() - len < 2),
            (Some((_, len)), Some(several)) if letters(&several.0) > len => (several, false),
            (Some((found, _)), _) if found.1 < RARE => (found, false),
            (_, Some(several)) => (several, false),
            (_, None) => return Ok(None),
        };
        Ok(Some(self.looser(found, left_out, is_doubtful)))
    }

    /// `parts`, the pieces of a word, as they are, or with the long ones in two halves, 光伏|整县|推进, or those of these in one sentence,
    /// 近岸海域|优良|水质|比例: all of them sooner than one of them.
    fn in_pieces(&self, parts: &[Part]) -> Result<Option<Found>> {
        let halves = self.smaller(parts)?;
        let quarters = self.smaller(&halves)?.into_iter().map(in_sentence).collect();
        for pieces in [parts.to_vec(), halves, quarters] {
            if let Some(found) = self.most([pieces])? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// `parts` with the long ones among them in two halves.
    fn smaller(&self, parts: &[Part]) -> Result<Vec<Part>> {
        let mut pieces = Vec::new();
        for part in parts {
            let halves = part.only().map(|term| self.seamed(term)).transpose()?.flatten();
            pieces.extend(halves.unwrap_or_else(|| vec![part.clone()]));
        }
        Ok(pieces)
    }

    /// The longest part of `word` between `seams` that is found, and does not begin within a longer word, of several that which is found most
    /// often; and how many letters it has.
    fn longest(&self, word: &Word<'_>, seams: &[Seam]) -> Result<Option<(Found, usize)>> {
        for len in (2..word.letters()).rev() {
            let may = |&(from, to): &(usize, usize)| {
                // 清河 of 小清河 is another river, 为中 of 华为中兴 no word.
                let is_whole = from != 1 || word.may_join(0);
                is_whole && seams[from].begins && seams[to].ends && word.joint(from) == 0
            };
            let mut parts = Vec::new();
            for (from, to) in word.parts(len).into_iter().filter(may) {
                let part = word.part(from, to);
                if from == 0 || !self.begins_within(&part)? {
                    parts.push(vec![self.plain(&part).into()]);
                }
            }
            if let Some(found) = self.most(parts)? {
                return Ok(Some((found, len)));
            }
        }
        Ok(None)
    }

    /// Whether `part` stands in several places, behind one and the same letter in all: 养结合 of 种养结合 is no word.
    fn begins_within(&self, part: &str) -> Result<bool> {
        let ask = self.narrowed_to([self.phrase(part).ask]);
        let (total, found) = self.reader.search(&ask, PLACES)?;
        let letters = fold::letters(part);
        let mut before = BTreeSet::new();
        for card in self.reader.cards(&found)? {
            let text = fold::letters(card.text());
            let places = text.match_indices(&letters);
            before.extend(places.map(|(at, _)| text[..at].chars().next_back()));
        }
        let joins = |letter: char| self.vocabulary.questions().joins(letter);
        let is_letter = before.first().copied().flatten().is_some_and(|letter| !joins(letter));
        Ok(total > 1 && before.len() == 1 && is_letter)
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

    /// A long word in the two halves that are found together most often; those of a word that plans share in one sentence: 生态|修复, but
    /// not 自然 and 保护区 of a whole paragraph.
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
        for is_within in [false, true] {
            let may = |at: usize| seams[at].is_loose && seams[at].is_within == is_within;
            for both in word.halves(0, may) {
                let both = self.in_two(both)?;
                halves.push(if is_within {
                    both.into_iter().map(in_sentence).collect()
                } else {
                    both
                });
            }
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

/// `part` where a sentence says it, and not only a heading or a paragraph as a whole.
fn in_sentence(part: Part) -> Part {
    let kinds = measures::Kind::ALL.iter().map(|kind| Mark::new(Key::Kind, kind.name()));
    let sentence = Ask::Filter(Filter::Marks(kinds.collect()));
    part.narrowed_to(&sentence)
}

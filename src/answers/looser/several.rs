//! Several words that stand nowhere together: each whole or in halves, and which of them is left out.

use std::cmp::Reverse;

use super::part::{Part, Role, Term, Worth};
use super::{Found, Loosening, Looser};
use crate::answers::Widened;
use crate::answers::query::Typed;
use crate::ground::Result;
use crate::index::fold;

impl Loosening<'_> {
    /// Several words, the pieces of what was `typed`: those that are found, each whole or in two halves; all of them together, all but one,
    /// or one alone. Of a place that no plan says it is what is around the place with the rest, where that is found.
    pub(super) fn of_several(&self, pieces: &[Typed], typed: &str) -> Result<Option<Looser>> {
        let (parts, left_out) = self.parts(pieces)?;
        let parts = self.of_either_plan(parts, typed);
        let found = self.together(&parts, left_out.is_empty())?;
        let said = found.as_ref().map_or(&*parts, |(parts, _)| parts);
        let place = self.place_without(said, &left_out)?;
        let around = place.map(|place| self.found_around(place, said)).transpose()?.flatten();
        let is_elsewhere = place.is_some();
        Ok(around.or(found).map(|found| self.looser(found, left_out, is_elsewhere)))
    }

    /// Of what is `left_out` the first name of a place, where `parts` name none: what is said of another is no answer.
    fn place_without<'n>(&self, parts: &[Part], left_out: &'n [String]) -> Result<Option<&'n str>> {
        let is_where =
            |part: &Part| matches!(part.widened(), Some(Widened::Place | Widened::Region));
        for name in left_out.iter().filter(|_| !parts.iter().any(is_where)) {
            if self.is_unsaid_place(&fold::letters(name))? {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// The parts that `pieces` are, or are cut into, and those of which something is left out.
    fn parts(&self, pieces: &[Typed]) -> Result<(Vec<Part>, Vec<String>)> {
        let (mut parts, mut left_out) = (Vec::new(), Vec::new());
        for piece in pieces {
            let term = match piece.is_phrase {
                true => self.phrase(&piece.text),
                false => self.widened(piece.text.clone())?,
            };
            if piece.is_phrase || self.count(&term)? > 0 {
                parts.push(term.into());
            } else if matches!(term.widened(), Some(Widened::Year | Widened::Period)) {
                left_out.push(piece.text.clone());
            } else if !self.is_unsaid_place(&fold::letters(&piece.text))?
                && let Some(halves) = self.both(&piece.text)?
            {
                parts.extend(halves.map(|half| Part::from(half.torn())));
            } else {
                let word = self.word(&piece.text);
                let cut = self.cut(&word, &self.seams(&word)?)?.into_iter();
                parts.extend(cut.map(|term| Part::from(term.torn())));
                left_out.push(piece.text.clone());
            }
        }
        Ok((parts, left_out))
    }

    /// The first reading of `parts`, which are all that was typed or not, that finds something.
    fn together(&self, parts: &[Part], are_all: bool) -> Result<Option<Found>> {
        // All that a region says is no answer.
        if parts.iter().all(|part| part.widened() == Some(Widened::Region)) {
            return Ok(None);
        }
        let all = |parts: Vec<Part>| match are_all {
            true => self.most([parts]),
            false => self.fewest(&parts.clone(), [parts]),
        };
        // What is of a kind is meant sooner than what only says its name.
        let topics = self.as_topics(parts);
        if let Some(found) = all(topics.iter().map(|part| self.strictly(part)).collect())? {
            return Ok(Some(found));
        }
        if let Some(found) = all(parts.to_vec())? {
            return Ok(Some(found));
        }
        if let Some(found) = self.of_any_kind(parts)? {
            return Ok(Some(found));
        }
        if let Some(found) = self.in_halves(parts)? {
            return Ok(Some(found));
        }
        let either = self.of_either_name(parts.to_vec());
        if either.len() < parts.len()
            && let Some(found) = self.fewest(&either, [either.clone()])?
        {
            return Ok(Some(found));
        }
        self.without_some(&either)
    }

    /// `parts` with the words that only stand in the titles of plans as what they say, where a region names the plans: 青岛|温室气体.
    fn as_topics(&self, parts: &[Part]) -> Vec<Part> {
        let has = |how| parts.iter().any(|part| part.widened() == Some(how));
        let is_told = has(Widened::Region) && !has(Widened::Kind);
        let topic = |part: &Part| {
            let term =
                part.only().filter(|term| is_told && term.role == Role::Meant(Widened::Plan));
            term.map_or_else(|| part.clone(), |term| self.plain(&term.text).into())
        };
        parts.iter().map(topic).collect()
    }

    /// `parts` with the plans that are named, or their regions, as one: a measure stands in one plan, and what is asked of several is what
    /// either says. Of a region `typed` right behind another that it lies in, 山西省大同市 or 山西省的大同市, it is asked what stands in the plans
    /// of both.
    fn of_either_plan(&self, parts: Vec<Part>, typed: &str) -> Vec<Part> {
        let is_whose = |part: &Part| matches!(part.worth(), Worth::Whose | Worth::Which);
        let is_address = |outer: &Term, inner: &Term| {
            let stands =
                |joint: &&str| typed.contains(&[&*outer.text, joint, &*inner.text].concat());
            ["", "的"].iter().any(stands) && self.within(&outer.text)(&inner.text)
        };
        of_either(parts, |a, b| {
            let narrows = || a.each().any(|a| b.each().any(|b| is_address(a, b)));
            is_whose(a) && a.worth() == b.worth() && !narrows()
        })
    }

    /// `parts` with two cities as one, either of them, and two rivers, and two bodies; of a river in a city it is asked what touches both.
    fn of_either_name(&self, parts: Vec<Part>) -> Vec<Part> {
        let is_division =
            |part: &Part| part.each().all(|term| self.is_division(&fold::letters(&term.text)));
        of_either(parts, |a, b| match (a.widened(), b.widened()) {
            (Some(Widened::Place), Some(Widened::Place)) => is_division(a) == is_division(b),
            (Some(Widened::Body), Some(Widened::Body)) => true,
            _ => false,
        })
    }

    /// `parts` but for the names of kinds, where what says the rest is asked of a plan or a body: what is a 任务 there may be of another kind.
    fn of_any_kind(&self, parts: &[Part]) -> Result<Option<Found>> {
        let is_kind = |part: &&Part| part.widened() == Some(Widened::Kind);
        let rest: Vec<Part> = parts.iter().filter(|part| !is_kind(part)).cloned().collect();
        let is_asked = rest.iter().any(|part| part.widened().is_some());
        if rest.len() == parts.len() || !is_asked {
            return Ok(None);
        }
        self.fewest(parts, [rest])
    }

    /// `parts` with the long words among them in two halves, where another counts in another way too, and so says what is meant.
    fn in_halves(&self, parts: &[Part]) -> Result<Option<Found>> {
        if parts.iter().all(|part| part.widened().is_none()) {
            return Ok(None);
        }
        let mut all = Vec::new();
        for part in parts {
            let word = part.only().filter(|_| !part.is_phrase());
            match word.map(|term| self.seamed(term)).transpose()?.flatten() {
                Some(halves) => all.extend(halves),
                None => all.push(part.clone()),
            }
        }
        self.fewest(&all, [all.clone()])
    }

    /// All parts but one: the one with which the least is lost ([`Part::worth`]); of the pieces of words, where nothing else is left that
    /// says what is looked for, none that is longer than those left, and none that says what they are about, but sooner that than a region.
    /// Or else one alone, that which finds the fewest.
    pub(super) fn without_some(&self, parts: &[Part]) -> Result<Option<Found>> {
        let without = |left_out: usize| {
            let rest = parts.iter().enumerate().filter(|&(n, _)| n != left_out);
            rest.map(|(_, part)| part.clone()).collect::<Vec<_>>()
        };
        let is_piece = |part: &&Part| part.worth() == Worth::Piece;
        let pieces: usize = parts.iter().filter(is_piece).map(Part::letters).sum();
        let says_what = parts.iter().any(|part| part.worth() >= Worth::What);
        let says_most = |part: &Part| !says_what && is_piece(&part) && part.letters() * 2 > pieces;
        let has_region = parts.iter().any(|part| part.worth() == Worth::Whose);
        // What says the rest of another region is no answer: 水务 of 海南省 水务|职责.
        let worth_of = |part: &Part| match self.is_head(part, parts) {
            true => has_region.then_some(Worth::Who),
            false => Some(part.worth()),
        };
        for worth in Worth::ALL {
            let least = |&n: &usize| worth_of(&parts[n]) == Some(worth) && !says_most(&parts[n]);
            let left_out = (0..parts.len()).filter(least);
            if let Some(found) = self.fewest(parts, left_out.map(without))? {
                return Ok(Some(found));
            }
        }
        if let Some(found) = self.narrowed(parts)? {
            return Ok(Some(found));
        }
        self.fewest(parts, parts.iter().map(|part| vec![part.clone()]))
    }

    /// Whether `piece` of a word says what the word is about, as none of its other pieces among `parts` does: 大气 of 大气|治理.
    fn is_head(&self, piece: &Part, parts: &[Part]) -> bool {
        let is_other = |part: &&Part| part.worth() == Worth::Piece && part.words() != piece.words();
        let mut others = parts.iter().filter(is_other).peekable();
        piece.worth() == Worth::Piece
            && self.speaks(piece)
            && others.peek().is_some()
            && others.all(|other| !self.speaks(other) && other.letters() <= piece.letters())
    }

    /// The longest one of `parts` that is found with all that narrows among them, or else with the regions and the plans; the piece of a
    /// word only where no word is.
    fn narrowed(&self, parts: &[Part]) -> Result<Option<Found>> {
        let mut topics: Vec<&Part> = parts.iter().filter(|part| part.widened().is_none()).collect();
        topics.sort_by_key(|&topic| {
            let is_piece = topic.worth() == Worth::Piece;
            (is_piece, is_piece && !self.speaks(topic), Reverse(topic.letters()))
        });
        for least in [Worth::Piece, Worth::Whose] {
            let narrows = |part: &&Part| part.widened().is_some() && part.worth() >= least;
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
}

/// `parts` with those as one, either of them, that are the `same`.
fn of_either(parts: Vec<Part>, same: impl Fn(&Part, &Part) -> bool) -> Vec<Part> {
    let mut groups: Vec<Part> = Vec::new();
    for part in parts {
        match groups.iter_mut().find(|group| same(group, &part)) {
            Some(group) => group.or(part),
            None => groups.push(part),
        }
    }
    groups
}

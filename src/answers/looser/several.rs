//! Several words that stand nowhere together: each whole or in halves, and which of them is left out.

use std::cmp::Reverse;

use super::word::Word;
use super::{Found, Loosening, Looser, Part, letters};
use crate::answers::Widened;
use crate::answers::query::Typed;
use crate::ground::Result;
use crate::index::fold;

impl Loosening<'_> {
    /// Several words: those that are found, each whole or in two halves; all of them together, all but one, or one alone.
    pub(super) fn of_several(&self, pieces: &[Typed]) -> Result<Option<Looser>> {
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
        // A measure stands in one plan: what is asked of several is what either says.
        let is_whose = |part: &Part| matches!(part.worth(), Part::WHOSE | Part::WHICH);
        let parts = in_either(parts, |a, b| is_whose(a) && a.worth() == b.worth());
        let together = |parts: Vec<Part>| match left_out.is_empty() {
            true => self.most([parts]),
            false => self.fewest(&parts.clone(), [parts]),
        };
        // What is of a kind is meant sooner than what only says its name.
        let found = match together(parts.iter().map(|part| self.strictly(part)).collect())? {
            None => together(parts.clone())?,
            found => found,
        };
        let found = match found {
            None => self.in_halves(&parts)?,
            found => found,
        };
        let found = match found {
            None => {
                // Two cities or two rivers; of a river in a city it is asked what touches both.
                let is_place = |part: &Part| part.widened == Some(Widened::Place);
                let sort = |part: &Part| self.is_division(&fold::letters(&part.text));
                let same = |a: &Part, b: &Part| is_place(a) && is_place(b) && sort(a) == sort(b);
                let either = in_either(parts.clone(), same);
                let together = (either.len() < parts.len()).then(|| either.clone());
                match self.fewest(&either, together)? {
                    None => self.without_some(&either)?,
                    found => found,
                }
            }
            found => found,
        };
        Ok(found.map(|found| self.looser(found, left_out, false)))
    }

    /// `parts` with the long words among them in two halves, where another is no place and counts in another way too, and so says what
    /// is meant.
    fn in_halves(&self, parts: &[Part]) -> Result<Option<Found>> {
        if parts.iter().all(|part| matches!(part.widened, None | Some(Widened::Place))) {
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

    /// All parts but one: the one with which the least is lost ([`Part::worth`]). Or else one alone, that which finds the fewest.
    pub(super) fn without_some(&self, parts: &[Part]) -> Result<Option<Found>> {
        let without = |left_out: usize| {
            let rest = parts.iter().enumerate().filter(|&(n, _)| n != left_out);
            rest.map(|(_, part)| part.clone()).collect::<Vec<_>>()
        };
        for worth in Part::TORN..=Part::WHICH {
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
        for least in [Part::TORN, Part::WHOSE] {
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
}

/// `parts` with those as one, either of them, that are the `same`.
fn in_either(parts: Vec<Part>, same: impl Fn(&Part, &Part) -> bool) -> Vec<Part> {
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        match groups.iter_mut().find(|group| same(&group[0], &part)) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
    }
    groups.into_iter().filter_map(Part::either).collect()
}

//! Where nothing was found: what is answered in its place, or what would find something.

use std::collections::BTreeMap;

use super::Hint;
use super::looser::{Loosening, Looser};
use super::query::Query;
use crate::ground::Result;
use crate::index::{Ask, Leaf, WHOLE, fold};

/// The most words that are offered.
const NEAR: usize = 5;

/// What is answered and said in place of a query that found nothing.
pub struct Instead {
    /// The looser query to be answered.
    pub looser: Option<Looser>,
    /// Which that is, or, where there is none, what would find something.
    pub hint: Option<Hint>,
}

/// What is to be done about `query`, which found nothing.
///
/// A looser query is answered unless it is doubtful: a word of it that is nowhere, and looks like one of the collection, is rather
/// mistyped than left out.
pub fn instead(loosening: &Loosening<'_>, query: &Query) -> Result<Instead> {
    let Some(looser) = loosening.of(&query.words)? else {
        let typed: Vec<String> =
            query.ask.leaves().iter().map(|leaf| leaf.forms[0].clone()).collect();
        let looser = loosening.around(&query.words)?;
        let near = near(loosening, &typed)?;
        let hint = Hint { looser, near, ..Hint::default() };
        return Ok(Instead { looser: None, hint: (hint != Hint::default()).then_some(hint) });
    };
    let near = match looser.left_out.as_slice() {
        [] => Vec::new(),
        left_out => near(loosening, left_out)?,
    };
    let is_answered = near.is_empty() && !looser.is_doubtful;
    let answered = Some((looser.words(), looser.total));
    let mut hint = Hint { looser: answered, near, ..Hint::default() };
    if is_answered {
        (hint.widened, hint.without) = (looser.widened(), looser.without.clone());
        hint.named = looser.named();
    }
    Ok(Instead { looser: is_answered.then_some(looser), hint: Some(hint) })
}

/// Words of the collection that differ in one letter from one of `words`; those that stand most often first. What a place is called is not
/// mistyped: 珠江口 is not 双江口.
fn near(loosening: &Loosening<'_>, words: &[String]) -> Result<Vec<String>> {
    let &Loosening { reader, filters, lexicon, .. } = loosening;
    let words = words.iter().map(|word| fold::letters(word));
    let words = words.filter(|word| lexicon.gazetteer().named(word).is_empty());
    let typed: Vec<Vec<char>> = words.map(|word| word.chars().collect()).collect();
    let mut candidates = BTreeMap::<String, usize>::new();
    reader.tokens(|token| {
        let word = token.strip_prefix(WHOLE).unwrap_or(token);
        let letters: Vec<char> = word.chars().collect();
        if letters.len() >= 3 && typed.iter().any(|typed| differs_by_one(typed, &letters)) {
            candidates.insert(word.to_owned(), 0);
        }
    })?;
    candidates.retain(|word, _| typed.iter().any(|typed| !differs_in_kind(typed, word, loosening)));
    for (word, found) in &mut candidates {
        let leaf = Ask::Leaf(Leaf { forms: vec![word.clone()] });
        // Tokens of plans that were removed may still be there.
        *found = reader.search(&Ask::All([vec![leaf], filters.to_vec()].concat()), 0)?.0;
    }
    let mut near: Vec<_> = candidates.into_iter().filter(|&(_, found)| found > 0).collect();
    near.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(near.into_iter().take(NEAR).map(|(word, _)| word).collect())
}

/// Whether `word` differs from `typed` by no more than what stands before a word of its own: 水污染 is a kind of 污染, and 光污染 another.
fn differs_in_kind(typed: &[char], word: &str, loosening: &Loosening<'_>) -> bool {
    let mut letters = word.chars();
    letters.next();
    let rest = letters.as_str();
    let ends = |rest: &str| typed[1..].iter().copied().eq(rest.chars());
    ends(rest) && loosening.is_word(rest)
}

/// Whether one becomes the other by one letter put in, left out or exchanged.
pub(super) fn differs_by_one(a: &[char], b: &[char]) -> bool {
    if a.len() < 2 || a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Equal => a[1..] == b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter() {
        let differ = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|w| w.chars().collect::<Vec<_>>());
            differs_by_one(&a, &b)
        };
        assert!(
            differ("查干胡", "查干湖") && differ("查湖", "查干湖") && differ("查干湖区", "查干湖")
        );
        assert!(
            !differ("查干湖", "查干湖") && !differ("湖干查", "查干湖") && !differ("湖", "湖区")
        );
    }
}

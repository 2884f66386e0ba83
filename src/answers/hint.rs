//! Where nothing was found: what would find something.

use std::collections::BTreeMap;

use super::Hint;
use super::query::Query;
use crate::ground::Result;
use crate::index::{Ask, Leaf, Reader, WHOLE, fold};

/// The most words that are offered.
const NEAR: usize = 5;

/// The most letters of a word that is taken apart.
const LONG: usize = 24;

/// A hint for `query`, which found nothing through `filters`; none where there is nothing to offer.
pub fn hint(reader: &Reader, query: &Query, filters: &[Ask]) -> Result<Option<Hint>> {
    let count = |words: &[String]| -> Result<usize> {
        let words = words.iter().map(|word| Ask::Leaf(Leaf { forms: vec![fold::letters(word)] }));
        Ok(reader.search(&Ask::All(words.chain(filters.iter().cloned()).collect()), 0)?.0)
    };
    let words: Vec<String> =
        query.words.iter().filter(|word| !fold::letters(word).is_empty()).cloned().collect();
    let looser = match words.as_slice() {
        [] => None,
        [word] => apart(word, &count)?,
        words => fewer(words, &count)?,
    };
    let near = near(reader, query, filters)?;
    let hint = Hint { looser, near };
    Ok((hint != Hint::default()).then_some(hint))
}

type Count<'a> = dyn Fn(&[String]) -> Result<usize> + 'a;

/// All words but one, or else one alone.
fn fewer(words: &[String], count: &Count<'_>) -> Result<Option<(String, usize)>> {
    let without = |left_out: usize| {
        let rest = words.iter().enumerate().filter(|&(n, _)| n != left_out);
        rest.map(|(_, word)| word.clone()).collect::<Vec<_>>()
    };
    match most((0..words.len()).map(without), count)? {
        Some(found) => Ok(Some(found)),
        None => most(words.iter().map(|word| vec![word.clone()]), count),
    }
}

/// One word taken apart into two that are found together, or else its longest part that is found.
fn apart(word: &str, count: &Count<'_>) -> Result<Option<(String, usize)>> {
    let letters: Vec<char> = fold::letters(word).chars().take(LONG).collect();
    let edges: Vec<usize> = (0..=letters.len()).filter(|&at| fold::is_edge(&letters, at)).collect();
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let inner = edges.iter().filter(|&&at| at >= 2 && at + 2 <= letters.len());
    let halves = inner.map(|&at| vec![part(0, at), part(at, letters.len())]);
    if let Some(found) = most(halves, count)? {
        return Ok(Some(found));
    }
    for len in (2..letters.len()).rev() {
        let from = edges.iter().filter(|&&from| edges.contains(&(from + len)));
        if let Some(found) = most(from.map(|&from| vec![part(from, from + len)]), count)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Of several queries, each a list of words, the first of those that find most; none if none finds anything.
fn most(
    queries: impl Iterator<Item = Vec<String>>,
    count: &Count<'_>,
) -> Result<Option<(String, usize)>> {
    let mut best = None::<(String, usize)>;
    for words in queries {
        let found = count(&words)?;
        if found > best.as_ref().map_or(0, |&(_, most)| most) {
            best = Some((words.join(" "), found));
        }
    }
    Ok(best)
}

/// Words of the collection that differ in one letter from a word of the query; those that stand most often first.
fn near(reader: &Reader, query: &Query, filters: &[Ask]) -> Result<Vec<String>> {
    let typed: Vec<Vec<char>> =
        query.ask.leaves().iter().map(|leaf| leaf.forms[0].chars().collect()).collect();
    let mut candidates = BTreeMap::<String, usize>::new();
    reader.tokens(|token| {
        let word = token.strip_prefix(WHOLE).unwrap_or(token);
        let letters: Vec<char> = word.chars().collect();
        if letters.len() >= 3 && typed.iter().any(|typed| differs_by_one(typed, &letters)) {
            candidates.insert(word.to_owned(), 0);
        }
    })?;
    for (word, found) in &mut candidates {
        let leaf = Ask::Leaf(Leaf { forms: vec![word.clone()] });
        // Tokens of plans that were removed may still be there.
        *found = reader.search(&Ask::All([vec![leaf], filters.to_vec()].concat()), 0)?.0;
    }
    let mut near: Vec<_> = candidates.into_iter().filter(|&(_, found)| found > 0).collect();
    near.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(near.into_iter().take(NEAR).map(|(word, _)| word).collect())
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

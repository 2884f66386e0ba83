//! [`Automaton`]: finds every word of some lists in one pass over a text.

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::row::{number, numbers};
use super::{Find, List};
use crate::ground::Span;

/// An automaton made by [`compile`](super::compile::compile), loaded.
pub struct Automaton {
    words: CharwiseDoubleArrayAhoCorasick<u32>,
    /// Where the rows of each word begin in `rows`, and the end of the last.
    starts: Vec<u32>,
    rows: Vec<(List, u32)>,
}

impl Automaton {
    /// Loads what `compile` made; `None` for anything else, and where there was no word.
    ///
    /// Loading checks that every state leads to a state of this automaton; that is what makes it safe, and for some
    /// thousand words it costs less than the copying.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(8)?;
        let [words, rows] = numbers(head)[..] else { return None };
        let (starts, rest) = rest.split_at_checked(4 * (words as usize + 1))?;
        let (rows, rest) = rest.split_at_checked(8 * rows as usize)?;
        let (words, _) = CharwiseDoubleArrayAhoCorasick::deserialize(rest).ok()?;
        let row = |pair: &[u8]| Some((*List::ALL.get(number(pair) as usize)?, number(&pair[4..])));
        let mut all = Vec::with_capacity(rows.len() / 8);
        for pair in rows.chunks_exact(8) {
            all.push(row(pair)?);
        }
        Some(Self { words, starts: numbers(starts), rows: all })
    }

    /// Every word in `text`, overlapping ones too, in the order of their ends.
    pub fn scan<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Find> + 'a {
        self.words.find_overlapping_iter(text).flat_map(|hit| {
            let span = Span::new(hit.start(), hit.end());
            self.meanings(hit.value() as usize).iter().map(move |&(list, row)| Find {
                span,
                list,
                row,
            })
        })
    }

    fn meanings(&self, word: usize) -> &[(List, u32)] {
        &self.rows[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

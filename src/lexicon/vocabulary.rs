//! [`Vocabulary`]: finds every word of some lists in one pass over a text.

use std::borrow::Cow;

use super::compile::{Slot, key, place};
use super::row::array;
use super::{Find, List};
use crate::ground::Span;

/// Up to so many words with one beginning are tried one by one.
const FEW: usize = 6;

/// The words that [`compile`](super::compile::compile) laid out, looked at where they stand: nothing is loaded, and of the
/// shipped words only those are touched that a text comes near to.
pub struct Vocabulary {
    bytes: Cow<'static, [u8]>,
}

impl Vocabulary {
    /// What `compile` made.
    pub fn of(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { bytes: bytes.into() }
    }

    /// Tells `found` of every word in `text`, overlapping ones too: by start, then longest first, then by list and row.
    pub fn scan(&self, text: &str, mut found: impl FnMut(Find)) {
        let layout = Layout::of(&self.bytes);
        let mut here = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let rest = &text.as_bytes()[start..];
            let one = first.len_utf8();
            here.extend(layout.range(key(first, None)).map(|(from, _)| from));
            if let Some(&(_, second)) = chars.peek() {
                let two = one + second.len_utf8();
                let range = layout.range(key(first, Some(second)));
                range.iter().for_each(|range| layout.beginning(rest, two, *range, &mut here));
            }
            for &word in here.iter().rev() {
                let span = Span::new(start, start + layout.word(word).len());
                for [list, row] in layout.rows(word) {
                    found(Find { span, list: List::ALL[list as usize], row });
                }
            }
            here.clear();
        }
    }
}

/// The parts of what `compile` made.
struct Layout<'v> {
    /// See [`Slot`].
    slots: &'v [[[u8; 8]; 2]],
    /// Where the rows of each word begin, and the end of the last.
    starts: &'v [[u8; 4]],
    /// Where the bytes of each word begin, and the end of the last.
    ends: &'v [[u8; 4]],
    /// List and number.
    rows: &'v [[u8; 8]],
    words: &'v [u8],
}

impl<'v> Layout<'v> {
    fn of(bytes: &'v [u8]) -> Self {
        let [words, rows, slots] = array(bytes).map(|count| count as usize);
        let mut rest = &bytes[12..];
        let mut next = |length: usize| {
            let (part, after) = rest.split_at(length);
            rest = after;
            part
        };
        let slots = next(size_of::<Slot>() * slots).as_chunks().0.as_chunks().0;
        let starts = next(4 * (words + 1)).as_chunks().0;
        let ends = next(4 * (words + 1)).as_chunks().0;
        let rows = next(8 * rows).as_chunks().0;
        Self { slots, starts, ends, rows, words: rest }
    }

    /// Puts those of the words `from..to` that `rest` begins with into `here`, the shortest first; all of them begin as it does in
    /// the first `known` bytes.
    fn beginning(
        &self,
        rest: &[u8],
        mut known: usize,
        (mut from, mut to): (usize, usize),
        here: &mut Vec<usize>,
    ) {
        while to - from > FEW {
            if self.word(from).len() == known {
                here.push(from);
                from += 1;
            }
            // The next letter parts the words, which are in the order of their bytes.
            let Some(letter) = letter(&rest[known..]) else { return };
            let next = |word: usize| {
                let more = &self.word(word)[known..];
                &more[..more.len().min(letter.len())]
            };
            from = partition_point(from, to, |word| next(word) < letter);
            to = partition_point(from, to, |word| next(word) == letter);
            known += letter.len();
        }
        let rest = &rest[known..];
        here.extend((from..to).filter(|&word| rest.starts_with(&self.word(word)[known..])));
    }

    /// The words that begin with the letters of `key`, or are its one letter.
    fn range(&self, key: u64) -> Option<(usize, usize)> {
        let mut at = place(key, self.slots.len());
        loop {
            let [own, words]: Slot = self.slots[at].map(u64::from_le_bytes);
            if words == 0 {
                return None;
            }
            if own == key {
                return Some((words as u32 as usize, (words >> 32) as usize));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn word(&self, word: usize) -> &'v [u8] {
        let [from, to] = [self.ends[word], self.ends[word + 1]].map(u32::from_le_bytes);
        &self.words[from as usize..to as usize]
    }

    /// The rows of a word, each as list and number.
    fn rows(&self, word: usize) -> impl Iterator<Item = [u32; 2]> + use<'v> {
        let [from, to] = [self.starts[word], self.starts[word + 1]].map(u32::from_le_bytes);
        self.rows[from as usize..to as usize].iter().map(|pair| array(pair))
    }
}

/// The first of the words `from..to`, of which the first ones are `before`, that is not.
fn partition_point(mut from: usize, mut to: usize, before: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = from.midpoint(to);
        match before(middle) {
            true => from = middle + 1,
            false => to = middle,
        }
    }
    from
}

/// The bytes of the first letter of `text`, which begins with one.
fn letter(text: &[u8]) -> Option<&[u8]> {
    let more = text.iter().skip(1).take_while(|byte| **byte & 0xc0 == 0x80).count();
    (!text.is_empty()).then(|| &text[..1 + more])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::compile::compile;

    /// The words of `vocabulary` in `text`, each with its rows.
    fn found(words: &[&str], text: &str) -> Vec<(String, u32)> {
        let numbered = words.iter().zip(0u32..).map(|(word, row)| (*word, 0, row));
        let mut found = Vec::new();
        Vocabulary::of(compile(numbered)).scan(text, |find| {
            found.push((find.span.of(text).to_owned(), find.row));
        });
        found
    }

    #[test]
    fn every_word_is_found_the_longest_first() {
        let words = ["水", "水环境", "水环", "环境", "环境质量", "水", "PM2.5", "㐂𠮷"];
        let expected =
            [("水环境", 1), ("水环", 2), ("水", 0), ("水", 5), ("环境质量", 4), ("环境", 3)];
        let expected = expected.map(|(word, row)| (word.to_owned(), row));
        assert_eq!(found(&words, "水环境质量"), expected);
        let rows = |text| found(&words, text).into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        assert_eq!(rows("PM2.5水"), [6, 0, 5]);
        assert_eq!(rows("㐂𠮷"), [7]);
        assert!(rows("环").is_empty());
        assert_eq!(rows("水\0环境"), [0, 5, 3]);
        assert!(found(&[], "水环境").is_empty());
    }

    #[test]
    fn many_words_with_one_beginning() {
        let words: Vec<String> = ('一'..='十').map(|c| format!("生态{c}")).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.extend(["生态", "生态七彩", "生态七彩云", "生", "生态环境"]);
        let found = |text| found(&words, text).into_iter().map(|(w, _)| w).collect::<Vec<_>>();
        assert_eq!(found("生态七彩云"), ["生态七彩云", "生态七彩", "生态七", "生态", "生"]);
        assert_eq!(found("生态环境"), ["生态环境", "生态", "生"]);
        assert_eq!(found("生态"), ["生态", "生"]);
        assert_eq!(found("生态学"), ["生态", "生"]);
    }
}

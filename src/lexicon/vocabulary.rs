//! [`Vocabulary`]: finds every word of some lists in one pass over a text.

use std::borrow::Cow;

use super::compile::{Ending, LONG, Row, SHORT};
use super::find::Find;
use crate::ground::{Span, letter_at};

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

    /// Gives every word in `text`, overlapping ones too, to `put`, in this order turned round: by where they begin, then the longest first,
    /// then by list and row.
    pub fn scan(&self, text: &str, put: impl FnMut(Find)) {
        let (head, rest) = self.bytes.split_at(3 * LONG);
        let counts = [0, 1, 2].map(|n| number::<LONG>(head.as_chunks().0[n]) as usize);
        match counts {
            [codes, endings, SHORT] => Layout::<SHORT>::of(rest, codes, endings).scan(text, put),
            [codes, endings, _] => Layout::<LONG>::of(rest, codes, endings).scan(text, put),
        }
    }
}

/// The sign before byte `at` and how many bytes it has; `None` at the beginning.
#[inline(always)]
fn sign_before(text: &str, at: usize) -> Option<(char, usize)> {
    match at.checked_sub(3).and_then(|from| letter_at(text.as_bytes(), from)) {
        Some(letter) => Some((letter, 3)),
        None => text[..at].chars().next_back().map(|sign| (sign, sign.len_utf8())),
    }
}

/// The number that is written so.
#[inline(always)]
fn number<const LEN: usize>(written: [u8; LEN]) -> u32 {
    let mut bytes = [0; LONG];
    bytes[..LEN].copy_from_slice(&written);
    u32::from_le_bytes(bytes)
}

/// The parts of what `compile` made, with so many bytes a number.
struct Layout<'v, const LEN: usize> {
    codes: &'v [[u8; 2]],
    /// The numbers of each [`Ending`].
    endings: &'v [[[u8; LEN]; 4]],
    /// Those of each [`Row`].
    rows: &'v [[[u8; LEN]; 2]],
}

impl<'v, const LEN: usize> Layout<'v, LEN> {
    fn of(bytes: &'v [u8], codes: usize, endings: usize) -> Self {
        let (codes, numbers) = bytes.split_at(2 * codes);
        let (endings, rows) = numbers.as_chunks().0.split_at(4 * endings);
        Self {
            codes: codes.as_chunks().0,
            endings: endings.as_chunks().0,
            rows: rows.as_chunks().0,
        }
    }

    fn scan(&self, text: &str, mut put: impl FnMut(Find)) {
        let (mut at, mut here) = (text.len(), self.empty());
        while let Some((letter, len)) = sign_before(text, at) {
            at -= len;
            here = self.step(here, letter);
            for row in self.rows(here) {
                let span = Span::new(at, at + row.len as usize);
                put(Find::new(span, row.list, row.number));
                if row.is_last {
                    break;
                }
            }
        }
    }

    /// The longest ending of words that a text begins with, once `letter` stands before one that begins with that of `here`.
    #[inline(always)]
    fn step(&self, mut here: Ending, letter: char) -> Ending {
        let code = self.codes.get(letter as usize).copied().map_or(0, u16::from_le_bytes);
        let empty = self.empty();
        if code == 0 {
            return empty;
        }
        loop {
            let next = self.ending(here.onward + u32::from(code));
            if next.from == here.onward {
                return next;
            }
            if here.onward == empty.onward {
                return empty;
            }
            here = self.ending(here.within);
        }
    }

    /// That of a text which no word begins with the beginning of.
    #[inline(always)]
    fn empty(&self) -> Ending {
        self.ending(0)
    }

    #[inline(always)]
    fn ending(&self, at: u32) -> Ending {
        let numbers = self.endings.get(at as usize);
        numbers.map_or(Ending::NONE, |n| Ending::of(n.map(number)))
    }

    /// The rows of the words that `ending` begins with, up to their last, and those behind them.
    #[inline(always)]
    fn rows(&self, ending: Ending) -> impl Iterator<Item = Row> {
        let rows = self.rows.get(ending.rows as usize..).unwrap_or_default().iter();
        rows.map(|numbers| Row::of(numbers.map(number)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::compile::{MOST_FOUND, MOST_ROWS, compile};

    /// All that `vocabulary` finds in `text`, from its end to its beginning.
    fn scanned(vocabulary: &Vocabulary, text: &str) -> Vec<Find> {
        let mut found = Vec::new();
        vocabulary.scan(text, |find| found.push(find));
        found
    }

    /// Those of `words` that stand in `text`, each with its row, in the order of the text.
    fn found(words: &[&str], text: &str) -> Vec<(String, u32)> {
        found_from(0, words, text)
    }

    /// The same, where the first of `words` has row `first`.
    fn found_from(first: u32, words: &[&str], text: &str) -> Vec<(String, u32)> {
        let numbered = words.iter().zip(first..).map(|(word, row)| (*word, 0, row));
        let found = scanned(&Vocabulary::of(compile(numbered)), text).into_iter().rev();
        found.map(|find| (find.span.of(text).to_owned(), find.row())).collect()
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
        assert_eq!(rows("水\0环境𠮸环境"), [0, 5, 3, 3]);
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

    #[test]
    fn a_row_beyond_those_that_are_counted_is_in_none() {
        let words = [("河湖", 0, MOST_ROWS), ("", 0, 0), ("河", 0, MOST_ROWS - 1)];
        let found = scanned(&Vocabulary::of(compile(words)), "河湖");
        assert_eq!(found.iter().map(Find::row).collect::<Vec<_>>(), [MOST_ROWS - 1]);
    }

    #[test]
    fn rows_beyond_those_that_are_found_at_one_place_are_those_of_shorter_words() {
        let many = (0..).take(2 * MOST_FOUND).map(|row| ("河", 0, row));
        let found = scanned(&Vocabulary::of(compile(many.chain([("河湖", 1, 0)]))), "河湖");
        assert_eq!(found.len(), MOST_FOUND);
        assert_eq!(found.last().unwrap().span, Span::new(0, "河湖".len()));
    }

    #[test]
    fn ten_thousand_words_are_found() {
        let letter = |n: u32| char::from_u32(u32::from('一') + n * n % 20_011).unwrap();
        let word = |n: u32| [n / 100, n % 100, n % 97].map(letter).iter().collect();
        let words: Vec<String> = (0..100 * 100).map(word).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let given = words.iter().zip(0u32..).map(|(word, row)| (*word, 0, row));
        let vocabulary = Vocabulary::of(compile(given));
        for row in [0, 1_000, words.len() / 2, words.len() - 1] {
            let found = scanned(&vocabulary, words[row]);
            assert_eq!(found.iter().map(|find| find.row() as usize).collect::<Vec<_>>(), [row]);
        }
    }

    proptest! {
        /// Whether numbers are short or, where rows have greater ones, long.
        #[test]
        fn what_stands_in_a_text_is_found(words in proptest::collection::vec("[一二三四a𠮷]{1,5}", 0..40), text in "[一二三四a𠮷，]{0,30}", first in prop_oneof![Just(0), Just(u32::from(u16::MAX))]) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let stands = |(word, row): (&&str, u32)| {
                let at = text.char_indices().filter(|&(at, _)| text[at..].starts_with(word));
                at.map(|(at, _)| (at, std::cmp::Reverse(word.len()), row)).collect::<Vec<_>>()
            };
            let mut expected: Vec<_> = words.iter().zip(first..).flat_map(stands).collect();
            expected.sort_unstable();
            let expected: Vec<_> = expected.into_iter().map(|(at, len, row)| (text[at..at + len.0].to_owned(), row)).collect();
            prop_assert_eq!(found_from(first, &words, &text), expected);
        }
    }
}

//! [`Vocabulary`]: finds every word of some lists in one pass over a text.

use std::borrow::Cow;

use super::compile::{BITS, NO_ROWS, NO_STEP, ROW_BITS, Step, key, pair, place};
use super::row::number;
use super::{Find, List};
use crate::ground::{Span, letter_at};

/// How many bytes a number has.
const NUMBER: usize = 4;

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
        // Where the words that begin at one letter end, and the first of their rows.
        let mut here: Vec<(usize, u32)> = Vec::new();
        let (mut start, mut letter) = (0, sign_at(text, 0));
        while let Some((first, len)) = letter {
            let (begin, mut at) = (start, start + len);
            (start, letter) = (at, sign_at(text, at));
            let Some((mut beginning, rows)) = layout.step(0, first) else { continue };
            if rows != NO_ROWS {
                here.push((at, rows));
            }
            // Most letters begin a word, and most of them no word with the letter that follows.
            let mut further = letter.filter(|&(second, _)| layout.may_begin(first, second));
            while let Some((letter, len)) = further {
                let Some((next, rows)) = layout.step(beginning, letter) else { break };
                beginning = next;
                at += len;
                if rows != NO_ROWS {
                    here.push((at, rows));
                }
                further = sign_at(text, at);
            }
            while let Some((end, rows)) = here.pop() {
                let span = Span::new(begin, end);
                layout.rows(rows, |list, row| found(Find { span, list, row }));
            }
        }
    }
}

/// The sign at byte `at` and how many bytes it has; `None` at the end.
#[inline]
fn sign_at(text: &str, at: usize) -> Option<(char, usize)> {
    match letter_at(text.as_bytes(), at) {
        Some(letter) => Some((letter, 3)),
        None => text[at..].chars().next().map(|sign| (sign, sign.len_utf8())),
    }
}

/// The parts of what `compile` made.
struct Layout<'v> {
    pairs: &'v [[u8; NUMBER]],
    steps: &'v [[u8; size_of::<Step>()]],
    rows: &'v [[u8; NUMBER]],
}

impl<'v> Layout<'v> {
    fn of(bytes: &'v [u8]) -> Self {
        let (count, rest) = bytes.split_at(NUMBER);
        let count = number(count) as usize;
        let (pairs, rest) = rest.split_at(NUMBER * count / BITS);
        let (steps, rows) = rest.split_at(size_of::<Step>() * count);
        Self { pairs: pairs.as_chunks().0, steps: steps.as_chunks().0, rows: rows.as_chunks().0 }
    }

    /// Whether a word may begin with these two letters: of those with which none does nearly all are told.
    fn may_begin(&self, first: char, second: char) -> bool {
        let at = pair(first, second, self.steps.len());
        u32::from_le_bytes(self.pairs[at / BITS]) >> (at % BITS) & 1 == 1
    }

    /// Where `letter` leads from beginning `from`, and the first of the rows there.
    fn step(&self, from: u32, letter: char) -> Option<(u32, u32)> {
        let mut at = place(from, letter, self.steps.len());
        loop {
            let step = u64::from_le_bytes(self.steps[at]);
            if step >> ROW_BITS == key(from, letter) {
                return Some((at as u32, step as u32 & NO_ROWS));
            }
            if step == NO_STEP && at > 0 {
                return None;
            }
            at = (at + 1) & (self.steps.len() - 1);
        }
    }

    /// Tells `each` of the rows of a word, the first of which is given.
    fn rows(&self, first: u32, mut each: impl FnMut(List, u32)) {
        for row in &self.rows[first as usize..] {
            let row = u32::from_le_bytes(*row);
            each(List::ALL[(row >> 1 & 0x7f) as usize], row >> 8);
            if row & 1 == 1 {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::compile::{MOST_LETTERS, MOST_ROWS, compile};

    /// The words of `vocabulary` in `text`, each with its rows.
    fn found(words: &[&str], text: &str) -> Vec<(String, u32)> {
        let numbered = words.iter().zip(0u32..).map(|(word, row)| (*word, 0, row));
        let mut found = Vec::new();
        let [bytes] = <[_; 1]>::try_from(compile(numbered)).unwrap();
        Vocabulary::of(bytes).scan(text, |find| {
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

    #[test]
    fn more_letters_than_one_holds_go_into_several() {
        let letter = |n: u32| char::from_u32(u32::from('一') + n).unwrap();
        let pairs =
            (0..600).flat_map(|a| (0..600).map(move |b| format!("{}{}", letter(a), letter(b))));
        let much = "水".repeat(MOST_LETTERS + 1);
        let words: Vec<String> = [much, String::new()].into_iter().chain(pairs).collect();
        let beyond = [("河湖", 0, MOST_ROWS)];
        let given = words.iter().zip(0..).map(|(word, row)| (word.as_str(), 0, row));
        let parts = compile(given.chain(beyond));
        assert_eq!(parts.len(), 2);
        let parts: Vec<Vocabulary> = parts.into_iter().map(Vocabulary::of).collect();
        let found = |text: &str| {
            let mut found = Vec::new();
            parts.iter().for_each(|part| part.scan(text, |find| found.push(find.row as usize)));
            found
        };
        for row in [2, 1_000, words.len() / 2, words.len() - 1] {
            assert_eq!(found(&words[row]), [row]);
        }
        assert!(found("河湖").is_empty());
    }
}

//! Text → the tokens of the index's one text field.
//!
//! At the place of every letter stands the pair it makes with the next (查干, 干湖), so that whatever is typed can be found by its
//! pairs, however a segmenter would cut it; the last letter of a reading stands alone. At the same places stand the words of three
//! letters and more, and, behind a mark of their own, Latin words and numbers: they only say that a hit is a whole word.

use std::ops::Range;
use std::sync::Arc;

use super::fold::{self, Joint, Letter, is_plain};
use super::segmenter::Words;

/// What stands before a whole Latin word or number in the index, so that it is none of the pairs.
pub const WHOLE: char = '=';

/// The fewest letters of a word that is no pair.
const WORD: usize = 3;

/// The token that says that `leaf` stands as a whole word, if there is a kind of token that could.
pub fn whole_word(leaf: &str) -> Option<String> {
    if leaf.chars().all(is_plain) {
        return Some(format!("{WHOLE}{leaf}"));
    }
    (leaf.chars().count() >= WORD).then(|| leaf.to_owned())
}

/// The token that says that the number which `leaf` begins with stands as a whole one: of 25% and of 25, not of 五年.
pub fn whole_number(leaf: &str) -> Option<String> {
    let end = leaf.find(|c| !is_plain(c)).unwrap_or(leaf.len());
    leaf.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{WHOLE}{}", &leaf[..end]))
}

/// One token of the text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A letter and the next; the last letter of a reading alone.
    Pair(char, Option<char>),
    /// A whole word.
    Word(&'a str),
}

/// Reads texts for the text field.
pub struct Letters {
    words: Arc<Words>,
    /// The word that is told, and the stretch that is cut into words.
    word: String,
    stretch: String,
}

impl Letters {
    /// One that marks whole words with `words`.
    pub fn new(words: Arc<Words>) -> Self {
        Self { words, word: String::new(), stretch: String::new() }
    }

    /// Tells the tokens of `text`, each with its place; gives how many places there are.
    ///
    /// Where a token is told more than once, its places are in order.
    pub fn read(&mut self, text: &str, mut tell: impl FnMut(u32, Token<'_>)) -> u32 {
        let mut position = 0;
        for reading in fold::fold(text).readings() {
            pairs(&reading, |at, pair| tell(position + at, pair));
            if position == 0 {
                self.latin(&reading, &mut tell);
                self.chinese(&reading, &mut tell);
            }
            // One place stays empty between readings, so that no run of pairs goes from one to the next.
            position += reading.len() as u32 + 1;
        }
        position.saturating_sub(1)
    }

    /// Whole Latin words and numbers: letters with nothing at all between them.
    fn latin(&mut self, reading: &[Letter], tell: &mut impl FnMut(u32, Token<'_>)) {
        for run in runs(reading, |a, b| {
            b.joint == Joint::Tight && is_plain(a.letter) == is_plain(b.letter)
        }) {
            if is_plain(reading[run.start].letter) {
                self.word.clear();
                self.word.push(WHOLE);
                self.word.extend(reading[run.clone()].iter().map(|l| l.letter));
                tell(run.start as u32, Token::Word(&self.word));
            }
        }
    }

    /// Words as the segmenter cuts them, between marks.
    fn chinese(&mut self, reading: &[Letter], tell: &mut impl FnMut(u32, Token<'_>)) {
        for run in runs(reading, |_, b| b.joint != Joint::Mark) {
            if run.len() < WORD || reading[run.clone()].iter().all(|l| is_plain(l.letter)) {
                continue;
            }
            self.stretch.clear();
            self.stretch.extend(reading[run.clone()].iter().map(|l| l.letter));
            for word in self.words.cut(&self.stretch) {
                if word.end - word.start >= WORD && !word.word.chars().all(is_plain) {
                    tell((run.start + word.start) as u32, Token::Word(word.word));
                }
            }
        }
    }
}

fn pairs(reading: &[Letter], mut tell: impl FnMut(u32, Token<'_>)) {
    for (at, letter) in reading.iter().enumerate() {
        let next = reading.get(at + 1).map(|next| next.letter);
        tell(at as u32, Token::Pair(letter.letter, next));
    }
}

/// Cuts `letters` wherever `together` does not hold of two neighbours.
fn runs(
    letters: &[Letter],
    together: impl Fn(&Letter, &Letter) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    letters.chunk_by(together).map(move |chunk| {
        let run = start..start + chunk.len();
        start = run.end;
        run
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        let mut letters = Letters::new(Arc::new(Words::new(["招苏台河"].into_iter())));
        let mut out = Vec::new();
        letters.read(text, |at, token| match token {
            Token::Pair(first, second) => {
                out.push(format!("{at}{first}{}", second.map(String::from).unwrap_or_default()));
            }
            Token::Word(word) => out.push(format!("{at}{word}")),
        });
        out.join(" ")
    }

    #[test]
    fn pairs_words_and_numbers() {
        assert_eq!(tokens("招苏台河、浑江"), "0招苏 1苏台 2台河 3河浑 4浑江 5江 0招苏台河");
        assert_eq!(tokens("PM₂.₅ 27"), "0pm 1m2 22. 3.5 452 527 67 0=pm2.5 5=27");
        assert_eq!(tokens(""), "");
    }

    #[test]
    fn readings_stand_apart() {
        assert_eq!(tokens("河（湖）长"), "0河湖 1湖长 2长 4河长 5长");
    }
}

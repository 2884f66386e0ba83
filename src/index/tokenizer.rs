//! Text → the tokens of the index's one text field.
//!
//! At the place of every letter stands the pair it makes with the next (查干, 干湖), so that whatever is typed can be found by its
//! pairs, however a segmenter would cut it; the last letter of a reading stands alone. At the same places stand the words of three
//! letters and more, and, behind a mark of their own, Latin words and numbers: they only say that a hit is a whole word.

use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{self, Folded, Joint, Letter, is_plain};
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

/// The tokenizer of the text field.
#[derive(Clone)]
pub struct Letters {
    words: Arc<Words>,
    tokens: Vec<(u32, Range<u32>)>,
    buffer: String,
}

impl Letters {
    /// A tokenizer that marks whole words with `words`.
    pub fn new(words: Arc<Words>) -> Self {
        Self { words, tokens: Vec::new(), buffer: String::new() }
    }

    fn fill(&mut self, folded: &Folded) {
        self.tokens.clear();
        self.buffer.clear();
        let mut position = 0;
        for reading in folded.readings() {
            self.pairs(&reading, position);
            if position == 0 {
                self.latin(&reading);
                self.chinese(&reading);
            }
            // One place stays empty between readings, so that no run of pairs goes from one to the next.
            position += reading.len() as u32 + 1;
        }
    }

    fn pairs(&mut self, reading: &[Letter], position: u32) {
        for at in 0..reading.len() {
            let end = reading.len().min(at + 2);
            self.push(position + at as u32, &reading[at..end]);
        }
    }

    /// Whole Latin words and numbers: letters with nothing at all between them.
    fn latin(&mut self, reading: &[Letter]) {
        for run in runs(reading, |a, b| {
            b.joint == Joint::Tight && is_plain(a.letter) == is_plain(b.letter)
        }) {
            if is_plain(reading[run.start].letter) {
                let start = self.buffer.len();
                self.buffer.push(WHOLE);
                self.extend(run.start as u32, start, &reading[run]);
            }
        }
    }

    /// Words as the segmenter cuts them, between marks.
    fn chinese(&mut self, reading: &[Letter]) {
        let words = Arc::clone(&self.words);
        for run in runs(reading, |_, b| b.joint != Joint::Mark) {
            if run.len() < WORD || reading[run.clone()].iter().all(|l| is_plain(l.letter)) {
                continue;
            }
            let text: String = reading[run.clone()].iter().map(|l| l.letter).collect();
            for word in words.cut(&text) {
                if word.end - word.start >= WORD && !word.word.chars().all(is_plain) {
                    let at = run.start + word.start;
                    self.push(at as u32, &reading[at..run.start + word.end]);
                }
            }
        }
    }

    fn push(&mut self, position: u32, letters: &[Letter]) {
        self.extend(position, self.buffer.len(), letters);
    }

    fn extend(&mut self, position: u32, start: usize, letters: &[Letter]) {
        self.buffer.extend(letters.iter().map(|l| l.letter));
        self.tokens.push((position, start as u32..self.buffer.len() as u32));
    }
}

/// Cuts `letters` wherever `together` does not hold of two neighbours.
fn runs(letters: &[Letter], together: impl Fn(&Letter, &Letter) -> bool) -> Vec<Range<usize>> {
    let mut start = 0;
    let run = |chunk: &[Letter]| {
        let run = start..start + chunk.len();
        start = run.end;
        run
    };
    letters.chunk_by(together).map(run).collect()
}

impl Tokenizer for Letters {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.fill(&fold::fold(text));
        Stream { letters: self, next: 0, token: Token::default() }
    }
}

/// The tokens of one text.
pub struct Stream<'a> {
    letters: &'a Letters,
    next: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, range)) = self.letters.tokens.get(self.next) else { return false };
        self.next += 1;
        self.token.position = *position as usize;
        self.token.text.clear();
        let range = range.start as usize..range.end as usize;
        self.token.text.push_str(&self.letters.buffer[range]);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        let mut letters = Letters::new(Arc::new(Words::new(["招苏台河"].into_iter())));
        let mut stream = letters.token_stream(text);
        let mut out = Vec::new();
        stream.process(&mut |t| out.push(format!("{}{}", t.position, t.text)));
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

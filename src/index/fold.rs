//! Folding: text → the letters that count when words are compared, each with the place it comes from.
//!
//! Full and half width, case, traditional and simplified forms fold to one letter; marks and white space fold to nothing. The
//! same code folds plans, queries and synonyms, and finds the words of a hit again, so all of them agree by construction.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::ground::Span;
use crate::lexicon::{HAN, simplified};

/// The most letters a bracket may hold to be one that can be left out: the 湖 of 河（湖）长制.
const BRACKET: usize = 4;

/// How many letters on either side are read together where a bracket is left out.
const WINDOW: usize = 8;

/// One letter, digit or Chinese character after folding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it folds to.
    pub letter: char,
    /// The source character it comes from; several letters may come from one (Ⅲ → iii).
    pub span: Span,
    /// How it follows the letter before it in the source.
    pub joint: Joint,
}

/// What stands between a letter and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing.
    Tight,
    /// White space only: a wrapped line, a space beside a number.
    Space,
    /// A mark, or the beginning of the text.
    Mark,
}

/// A text folded.
///
/// The text is read once as it stands, brackets and all, and once more around each short bracket as if it were not there:
/// those extra readings stand apart, so that nothing is ever found across their edges.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    letters: Vec<Letter>,
    /// For each bracket that can be left out: the letters from its first to the one after its last.
    brackets: Vec<(usize, usize)>,
}

/// Folds `text`. A decimal point between two digits stays (45.8 is not 458), and a sign of hundredths behind a number (25% is not 25
/// of something); no other mark does.
pub fn fold(text: &str) -> Folded {
    // Nearly every letter is Chinese, of three bytes.
    let letters = Vec::with_capacity(text.len() / 3);
    let folded = Folded { letters, brackets: Vec::new() };
    let mut folder = Folder { folded, ..Folder::default() };
    for (at, c) in text.char_indices() {
        folder.read(c, Span::new(at, at + c.len_utf8()));
    }
    folder.folded
}

/// The letters of `text` alone: what a word of a query or of a table is compared by.
pub fn letters(text: &str) -> String {
    let mut letters = String::new();
    add_letters(&mut letters, text);
    letters
}

/// The same, behind what `letters` has.
pub fn add_letters(letters: &mut String, text: &str) {
    if text.chars().all(is_itself) {
        letters.push_str(text);
    } else {
        letters.extend(fold(text).letters.iter().map(|l| l.letter));
    }
}

/// Whether `c` folds to itself wherever it stands: a Chinese character without another form.
fn is_itself(c: char) -> bool {
    HAN[0] <= c && c <= HAN[1] && simplified(c) == c
}

/// A letter of a Latin word or of a number.
pub fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '.'
}

/// Whether a run of letters may be parted before letter `at`: not inside a Latin word or a number.
pub fn is_edge(letters: &[char], at: usize) -> bool {
    let plain = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|&c| is_plain(c));
    !(plain(at.checked_sub(1)) && plain(Some(at)))
}

impl Folded {
    /// The letters in order.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The text as it stands, then the reading around each bracket without it; each as letters in order.
    pub fn readings(&self) -> impl Iterator<Item = Cow<'_, [Letter]>> {
        let around = |&(from, to): &(usize, usize)| {
            let before = &self.letters[from.saturating_sub(WINDOW)..from];
            let after = &self.letters[to..(to + WINDOW).min(self.letters.len())];
            Cow::Owned([before, after].concat())
        };
        std::iter::once(Cow::Borrowed(self.letters())).chain(self.brackets.iter().map(around))
    }

    /// The letters from `from` up to `to`, one at least, as they stand in `text`, which was folded.
    pub fn piece<'a>(&self, text: &'a str, from: usize, to: usize) -> &'a str {
        self.letters[from].span.to(self.letters[to - 1].span).of(text)
    }

    /// Where `word`, itself folded, stands in any of the readings: from its first source character to its last, in order,
    /// those that touch or overlap joined.
    pub fn find<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Vec<Span> {
        let words: Vec<Vec<char>> = words.into_iter().map(|w| w.chars().collect()).collect();
        let mut spans = Vec::new();
        for reading in self.readings() {
            for word in words.iter().filter(|w| !w.is_empty()) {
                let windows = reading.windows(word.len());
                let equal = windows.filter(|w| w.iter().map(|l| l.letter).eq(word.iter().copied()));
                spans.extend(equal.map(|w| w[0].span.to(w[w.len() - 1].span)));
            }
        }
        joined(spans)
    }
}

/// The same stretches in order, those that touch or overlap made one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => out.push(span),
        }
    }
    out
}

/// Folding in progress.
#[derive(Default)]
struct Folder {
    folded: Folded,
    /// What stands after the last letter so far.
    gap: Gap,
    /// The bracket that is open: the letter it would begin with.
    open: Option<usize>,
    /// The bracket just closed: its first letter and the one after its last.
    closed: Option<(usize, usize)>,
}

/// What has been passed over since the last letter.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    Start,
    None,
    Space,
    /// A full stop right after a digit: a decimal point if a digit follows at once.
    Point,
    Open,
    Close,
    Mark,
}

impl Folder {
    fn read(&mut self, c: char, span: Span) {
        match c {
            _ if HAN[0] <= c && c <= HAN[1] => self.letter(simplified(c), span),
            'a'..='z' | '0'..='9' => self.letter(c, span),
            'A'..='Z' => self.letter(c.to_ascii_lowercase(), span),
            _ if c.is_whitespace() => self.space(),
            '%' | '％' if self.follows_number() => self.letter('%', span),
            '\0'..='\x7f' | '–'..='”' | '、'..='〃' | '〈'..='】' | '！'..='／' | '：'..='＠' =>
            {
                self.mark(c);
            }
            _ => self.normalise(c, span),
        }
    }

    /// Any other character: what its compatibility form consists of.
    fn normalise(&mut self, c: char, span: Span) {
        let form = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
        let kept: Vec<char> = form.filter(|c| c.is_alphanumeric()).map(simplified).collect();
        if kept.is_empty() {
            self.mark(c);
        }
        kept.into_iter().for_each(|letter| self.letter(letter, span));
    }

    fn space(&mut self) {
        if self.gap == Gap::None {
            self.gap = Gap::Space;
        } else if self.gap != Gap::Space {
            self.mark(' ');
        }
    }

    fn mark(&mut self, c: char) {
        let tight = self.gap == Gap::None;
        let last = self.folded.letters.len();
        self.closed = None;
        self.gap = match c {
            '.' | '．' if tight && self.follows_digit() => Gap::Point,
            '(' | '（' if tight => Gap::Open,
            ')' | '）' if tight && self.open.is_some_and(|from| last - from <= BRACKET) => {
                Gap::Close
            }
            _ => Gap::Mark,
        };
        match self.gap {
            Gap::Open => self.open = Some(last),
            Gap::Close => self.closed = self.open.take().map(|from| (from, last)),
            _ if matches!(c, ')' | '）') => self.open = None,
            _ => {}
        }
    }

    /// Whether nothing but white space stands between a number and what comes.
    fn follows_number(&self) -> bool {
        matches!(self.gap, Gap::None | Gap::Space) && self.follows_digit()
    }

    fn follows_digit(&self) -> bool {
        self.folded.letters.last().is_some_and(|l| l.letter.is_ascii_digit())
    }

    fn letter(&mut self, letter: char, span: Span) {
        let letters = &mut self.folded.letters;
        let mut joint = match self.gap {
            Gap::None => Joint::Tight,
            Gap::Space => Joint::Space,
            _ => Joint::Mark,
        };
        if self.gap == Gap::Point && letter.is_ascii_digit() {
            let point = Span { start: letters[letters.len() - 1].span.end, end: span.start };
            letters.push(Letter { letter: '.', span: point, joint: Joint::Tight });
            joint = Joint::Tight;
        }
        self.folded.brackets.extend(self.closed.take().filter(|_| self.gap == Gap::Close));
        letters.push(Letter { letter, span, joint });
        self.gap = Gap::None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts() {
        for (text, folded) in [
            ("ＰＭ₂.₅ 浓度", "pm2.5浓度"),
            ("PM２．５", "pm2.5"),
            ("45.8％，5 %", "45.8%5%"),
            ("占%、％", "占"),
            ("1.推进", "1推进"),
            ("2025 年", "2025年"),
            ("濕地、乾安縣", "湿地干安县"),
            ("Ⅲ类", "iii类"),
            ("27微克／立方米", "27微克立方米"),
            ("查干\n湖", "查干湖"),
            ("⼀⽔", "一水"),
            ("……", ""),
            ("1..2", "12"),
        ] {
            assert_eq!(letters(text), folded, "{text}");
        }
    }

    #[test]
    fn every_character_folds_as_its_compatibility_form() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_whitespace()) {
            let form = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
            let kept = form.filter(|c| c.is_alphanumeric());
            let kept = kept.map(simplified);
            assert_eq!(letters(&c.to_string()), kept.collect::<String>(), "{c}");
        }
    }

    #[test]
    fn brackets_are_optional() {
        let readings = |text: &str| {
            let word = |r: Cow<[Letter]>| r.iter().map(|l| l.letter).collect::<String>();
            fold(text).readings().skip(1).map(word).collect::<Vec<_>>()
        };
        assert_eq!(
            readings("强化河（湖）长制、林(草)长制"),
            ["强化河长制林草长制", "强化河湖长制林长制"]
        );
        assert_eq!(readings("各县（市、区）党委"), ["各县党委"]);
        assert_eq!(readings("（湖）长制"), [""; 0]);
        assert_eq!(readings("河（湖）、长制"), [""; 0]);
        assert_eq!(readings("纲要（2024—2035年）印发"), [""; 0]);
        assert_eq!(readings("河（湖长制"), [""; 0]);
    }

    #[test]
    fn found_again_in_the_source() {
        let find = |text: &str, word: &str| {
            let spans = fold(text).find([letters(word).as_str()]);
            spans.iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(find("强化河（湖）长制作用", "河长制"), ["河（湖）长制"]);
        assert_eq!(find("强化河（湖）长制作用", "湖長制"), ["湖）长制"]);
        assert_eq!(find("到 2025 年，2025年底", "2025年"), ["2025 年", "2025年"]);
        assert_eq!(find("Ⅲ类", "iii"), ["Ⅲ"]);
        assert_eq!(find("人人人", "人人"), ["人人人"]);
    }
}

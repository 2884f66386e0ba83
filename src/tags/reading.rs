//! [`Reading`]: the words of one measure in one plain writing, each sign with its place in the source.
//!
//! A plan writes 2025年, ２０２５年 and “2025 年”, ％ and %, ／ and /, and a PDF puts a space wherever it likes. The grammars
//! of times and targets read this one form; every value they give points back at the characters as printed.

use std::ops::Range;

use crate::ground::{Span, ends_words, is_han};

/// A stretch of the source in plain writing: half-width digits, letters and signs, no white space but between two digits.
pub(super) struct Reading {
    /// The signs.
    chars: Vec<char>,
    /// Where each one stands in the source.
    places: Vec<Span>,
    /// What each one stands within.
    inside: Vec<Inside>,
}

/// What a sign stands within. The marks themselves count as inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing.
    Open,
    /// “…”: a name, a slogan, a set phrase.
    Quote,
    /// 《…》: a title.
    Title,
    /// （…）: a gloss, an abbreviation, who is responsible.
    Bracket,
}

impl Reading {
    /// Reads `span` of `text`.
    pub(super) fn of(text: &str, span: Span) -> Self {
        let words = span.of(text);
        // Nearly every sign has three bytes.
        let (chars, places) =
            (Vec::with_capacity(words.len() / 3 + 8), Vec::with_capacity(words.len() / 3 + 8));
        let mut reading = Self { chars, places, inside: Vec::new() };
        for (at, c) in words.char_indices() {
            let rest = &words[at + c.len_utf8()..];
            if let Some(plain) = plain(c, reading.chars.last().copied(), rest) {
                reading.chars.push(plain);
                let start = span.start as usize + at;
                reading.places.push(Span::new(start, start + c.len_utf8()));
            }
        }
        reading.inside = nesting(&reading.chars);
        reading
    }

    /// How many signs there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Sign `at`; a line end beyond the last one.
    pub(super) fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\n')
    }

    /// The sign before `at`; a line end before the first one.
    pub(super) fn before(&self, at: usize) -> char {
        if at == 0 { '\n' } else { self.at(at - 1) }
    }

    /// What sign `at` stands within.
    pub(super) fn inside(&self, at: usize) -> Inside {
        self.inside.get(at).copied().unwrap_or(Inside::Open)
    }

    /// Whether `word` stands at `at`.
    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        let mut rest = self.chars.get(at..).unwrap_or_default().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// Whether `word` ends before `at`.
    pub(super) fn ends(&self, at: usize, word: &str) -> bool {
        let len = word.chars().count();
        at >= len && self.starts(at - len, word)
    }

    /// The first of `words` that stands at `at`, and the place after it. Longer words must come first.
    pub(super) fn any<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        let word = words.iter().find(|w| self.starts(at, w))?;
        Some((word, at + word.chars().count()))
    }

    /// The first of `words` that ends before `at`, and the place where it starts. Longer words must come first.
    pub(super) fn any_before<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        let word = words.iter().find(|w| self.ends(at, w))?;
        Some((word, at - word.chars().count()))
    }

    /// The signs of `range` as a string.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// Whether one of `words` stands somewhere in `range`.
    pub(super) fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        let firsts = Signs::of(words.iter().filter_map(|word| word.chars().next()));
        let stands = |at| self.any(at, words).is_some_and(|(_, end)| end <= range.end);
        let signs = self.chars.get(range.clone()).unwrap_or_default().iter();
        range.clone().zip(signs).any(|(at, &sign)| firsts.may_hold(sign) && stands(at))
    }

    /// Where `range` stands in the source; an empty range has no place and must not be asked for.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.places[range.start].to(self.places[range.end - 1])
    }

    /// The sign that stands at or after byte `byte` of the source.
    pub(super) fn index(&self, byte: u32) -> usize {
        self.places.partition_point(|p| p.start < byte)
    }

    /// The clause that holds `at`: what stands between two of ，；。： outside quotes and brackets.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let start = (0..at).rev().find(|&i| self.is_stop(i)).map_or(0, |i| i + 1);
        let end = (at..self.len()).find(|&i| self.is_stop(i)).unwrap_or(self.len());
        start..end
    }

    /// Whether a clause ends at `at`.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.inside(at) == Inside::Open
            && matches!(self.at(at), '，' | '；' | '。' | '：' | '！' | '？')
    }
}

/// A set of signs that may hold some more: for passing over, without a look at each word, where none can begin.
struct Signs([u64; 4]);

impl Signs {
    fn of(signs: impl Iterator<Item = char>) -> Self {
        let mut set = [0; 4];
        signs.for_each(|sign| set[sign as usize / 64 % 4] |= 1 << (sign as usize % 64));
        Self(set)
    }

    fn may_hold(&self, sign: char) -> bool {
        self.0[sign as usize / 64 % 4] >> (sign as usize % 64) & 1 == 1
    }
}

/// Whether words are a row of a table that lost its lines: cells with wide gaps between them.
pub(super) fn is_row(words: &str) -> bool {
    let Some(first) = memchr::memchr3(b' ', b'\t', b'|', words.as_bytes()) else { return false };
    words[first..].contains(['\t', '|']) || words.trim().contains("   ")
}

/// `c` in plain writing; `None` for white space that says nothing. `last` is what was read before it.
fn plain(c: char, last: Option<char>, rest: &str) -> Option<char> {
    // Nearly every sign is a letter, which stays as it is.
    if is_han(c) {
        return Some(c);
    }
    let next = || rest.chars().find(|c| !c.is_whitespace()).map_or('\n', half_width);
    let between_digits = || last.is_some_and(|l| l.is_ascii_digit()) && next().is_ascii_digit();
    if c.is_whitespace() || c == '\u{feff}' {
        return between_digits().then_some(' ');
    }
    Some(match half_width(c) {
        ',' if !(between_digits() && in_thousands(rest)) => '，',
        '：' if between_digits() => ':',
        '.' if last.is_some_and(ends_words)
            && !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) =>
        {
            '。'
        }
        '～' | '~' | '〜' | '–' | '—' | '―' | '─' | '-' | '−' => '—',
        plain => plain,
    })
}

/// Whether a comma before `rest` parts thousands: 1,200 but not 1.2,50%.
fn in_thousands(rest: &str) -> bool {
    rest.chars().take_while(|&c| half_width(c).is_ascii_digit()).count() == 3
}

/// Full-width signs in half width, and the variants of one sign as one; Chinese punctuation stays Chinese.
pub(super) fn half_width(c: char) -> char {
    match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '．'
        | '／'
        | '＋'
        | '－'
        | '＜'
        | '＝'
        | '＞'
        | '＂'
        | '＊'
        | '［'
        | '］' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        'µ' => 'μ',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '∕' | '⁄' => '/',
        '²' => '2',
        '³' => '3',
        '(' => '（',
        ')' => '）',
        ';' => '；',
        ':' => '：',
        '﹝' => '〔',
        '﹞' => '〕',
        '「' | '『' => '“',
        '」' | '』' => '”',
        other => other,
    }
}

/// What each sign stands within: the innermost of the marks that are open there.
fn nesting(chars: &[char]) -> Vec<Inside> {
    let mut open: Vec<(Inside, char)> = Vec::new();
    let inside = chars.iter().enumerate().map(|(at, &c)| {
        if is_han(c) {
            return open.last().map_or(Inside::Open, |&(what, _)| what);
        }
        if let Some(mark) = opening(c).filter(|&(_, close)| chars[at..].contains(&close)) {
            open.push(mark);
        }
        let here = open.last().map_or(Inside::Open, |&(what, _)| what);
        if let Some(n) = open.iter().rposition(|&(_, close)| close == c) {
            open.truncate(n);
        }
        here
    });
    inside.collect()
}

/// The kind of an opening mark and the mark that closes it.
fn opening(c: char) -> Option<(Inside, char)> {
    match c {
        '“' => Some((Inside::Quote, '”')),
        '《' => Some((Inside::Title, '》')),
        '〈' => Some((Inside::Title, '〉')),
        '（' => Some((Inside::Bracket, '）')),
        '〔' => Some((Inside::Bracket, '〕')),
        '[' => Some((Inside::Bracket, ']')),
        '【' => Some((Inside::Bracket, '】')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writing_with_its_places() {
        let text = "到２０２５ 年，森林（Forest）覆盖率≧ 46 ％";
        let reading = Reading::of(text, Span::new(0, text.len()));
        assert_eq!(reading.words(0..reading.len()), "到2025年，森林（Forest）覆盖率≥46%");
        assert_eq!(reading.span(1..6).of(text), "２０２５ 年");
        assert_eq!(reading.inside(10), Inside::Bracket);
        assert_eq!(reading.clause(8), 7..reading.len());
    }

    #[test]
    fn digits_apart_stay_apart() {
        let text = "35 80 PM 2.5";
        let reading = Reading::of(text, Span::new(0, text.len()));
        assert_eq!(reading.words(0..reading.len()), "35 80PM2.5");
    }
}

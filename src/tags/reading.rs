//! [`Reading`]: the words of one measure in one plain writing, each sign with its place in the source.
//!
//! A plan writes 2025年, ２０２５年 and “2025 年”, ％ and %, ／ and /, and a PDF puts a space wherever it likes. The grammars
//! of times and targets read this one form; every value they give points back at the characters as printed.

use std::ops::Range;

use smallvec::SmallVec;

use crate::ground::{SignSet, Span, ends_words, half_width, letters_at, numeral};

/// A stretch of the source in plain writing: half-width digits, letters and signs, no white space but between two digits.
pub(super) struct Reading {
    signs: Vec<Sign>,
    /// Whether a quotation, a title or a bracket is opened.
    marked: bool,
    /// Whether it is read from several lines.
    broken: bool,
    /// Whether it is a row of a table that lost its lines.
    row: bool,
}

/// Longest measure that is read, in bytes. Sentences are cut before; a row of a table that is longer has run together from many, and every
/// number in it would be held against all of it.
const LONGEST: usize = 12_000;

/// `span` of `text`, or where it begins if it is too long for a sentence or a row.
pub(super) fn bounded(text: &str, span: Span) -> Span {
    Span { end: span.start + span.of(text).floor_char_boundary(LONGEST) as u32, ..span }
}

/// One sign in plain writing.
#[derive(Clone, Copy)]
struct Sign {
    sign: char,
    /// Where it begins in the source.
    start: u32,
    /// How many bytes it has there.
    len: u8,
    inside: Inside,
}

impl Sign {
    fn place(self) -> Span {
        Span { start: self.start, end: self.start + u32::from(self.len) }
    }
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
    /// Reads `span` of `text`, or where it begins if it is too long for a sentence or a row.
    pub(super) fn bounded(text: &str, span: Span) -> Self {
        Self::of(text, bounded(text, span))
    }

    /// Reads `span` of `text`.
    pub(super) fn of(text: &str, span: Span) -> Self {
        let words = span.of(text);
        // Nearly every sign is a letter, which has three bytes and stays as it is.
        let mut signs = Vec::<Sign>::with_capacity(words.len() / 3 + 8);
        let mut marks = SmallVec::<[usize; 16]>::new();
        let (mut at, mut broken, mut gaps, mut quoted) = (0, false, false, false);
        while at < words.len() {
            let letters = letters_at(words.as_bytes(), at);
            let first = span.start + at as u32;
            at += 3 * letters.len();
            signs.extend(letters.enumerate().map(|(n, sign)| {
                let start = first + 3 * n as u32;
                Sign { sign, start, len: 3, inside: Inside::Open }
            }));
            let start = span.start + at as u32;
            let mut rest = words[at..].chars();
            let Some(c) = rest.next() else { break };
            broken |= c == '\n';
            gaps |= matches!(c, ' ' | '\t' | '|');
            let last = signs.last().map(|last| last.sign);
            if let Some(mut sign) = plain(c, last, rest.as_str()) {
                // A mark without a side closes what is open.
                if sign == '"' {
                    sign = if quoted { '”' } else { '“' };
                }
                quoted = sign == '“' || quoted && sign != '”';
                if is_pair(sign) {
                    marks.push(signs.len());
                }
                let len = c.len_utf8() as u8;
                signs.push(Sign { sign, start, len, inside: Inside::Open });
            }
            at += c.len_utf8();
        }
        let marked = marks.iter().any(|&at| opening(signs[at].sign).is_some());
        if marked {
            nest(&mut signs, &marks);
        }
        Self { signs, marked, broken, row: gaps && is_row(words) }
    }

    /// How many signs there are.
    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// Sign `at`; a line end beyond the last one.
    pub(super) fn at(&self, at: usize) -> char {
        self.signs.get(at).map_or('\n', |sign| sign.sign)
    }

    /// The sign before `at`; a line end before the first one.
    pub(super) fn before(&self, at: usize) -> char {
        if at == 0 { '\n' } else { self.at(at - 1) }
    }

    /// What sign `at` stands within.
    pub(super) fn inside(&self, at: usize) -> Inside {
        self.signs.get(at).map_or(Inside::Open, |sign| sign.inside)
    }

    /// Whether `word` stands at `at`.
    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        let mut rest = self.signs.get(at..).unwrap_or_default().iter();
        word.chars().all(|c| rest.next().is_some_and(|sign| sign.sign == c))
    }

    /// Whether `word` ends before `at`.
    pub(super) fn ends(&self, at: usize, word: &str) -> bool {
        let mut rest = self.signs.get(..at).unwrap_or_default().iter().rev();
        word.chars().rev().all(|c| rest.next().is_some_and(|sign| sign.sign == c))
    }

    /// The first of `words` that stands at `at`, and the place after it. Longer words must come first.
    pub(super) fn any<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        // Of most words not even the first sign stands there.
        let first = Some(self.at(at));
        let mut begin = words.iter().filter(|word| word.chars().next() == first);
        let word = begin.find(|word| self.starts(at, word))?;
        Some((word, at + word.chars().count()))
    }

    /// The first of `words` that ends before `at`, and the place where it starts. Longer words must come first.
    pub(super) fn any_before<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        let word = words.iter().find(|w| self.ends(at, w))?;
        Some((word, at - word.chars().count()))
    }

    /// The signs of `range` as a string.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        self.signs[range].iter().map(|sign| sign.sign).collect()
    }

    /// The number that all of `range` writes: 十二, 2035.
    pub(super) fn number(&self, range: Range<usize>) -> Option<u64> {
        numeral::read(self.signs[range].iter().map(|sign| sign.sign))
    }

    /// Whether one of `words` stands somewhere in `range`.
    pub(super) fn holds(&self, range: Range<usize>, words: &[&str]) -> bool {
        let firsts = SignSet::of_firsts(words);
        let mut places = self.places(range.clone(), &firsts);
        places.any(|at| self.any(at, words).is_some_and(|(_, end)| end <= range.end))
    }

    /// The places in `range` where a sign of `set` may stand: where one stands it is among them.
    pub(super) fn places(
        &self,
        range: Range<usize>,
        set: &SignSet,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let signs = self.signs.get(range.clone()).unwrap_or_default().iter().enumerate();
        let here = signs.filter(|(_, sign)| set.may_hold(sign.sign));
        here.map(move |(at, _)| range.start + at)
    }

    /// Whether a mark that opens a quotation, a title or a bracket stands in it.
    pub(super) fn is_marked(&self) -> bool {
        self.marked
    }

    /// Whether it is read from several lines.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Whether it is a row of a table that lost its lines: cells with wide gaps between them.
    pub(super) fn is_row(&self) -> bool {
        self.row
    }

    /// Where `range` stands in the source; an empty range has no place and must not be asked for.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.signs[range.start].place().to(self.signs[range.end - 1].place())
    }

    /// The sign that stands at or after byte `byte` of the source.
    pub(super) fn index(&self, byte: u32) -> usize {
        self.signs.partition_point(|sign| sign.start < byte)
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

/// Signs that are digits, Arabic or Chinese: what [`numeral::digit`] gives a number for.
pub(super) const DIGITS: SignSet = SignSet::of(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
    '７', '８', '９', '〇', '○', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '两',
    '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖',
]);

/// Whether `words`, in which a blank, a tab or a bar stands, are cells with wide gaps between them.
fn is_row(words: &str) -> bool {
    words.contains(['\t', '|']) || words.trim().contains("   ")
}

/// `c` in plain writing; `None` for white space that says nothing. `last` is what was read before it.
fn plain(c: char, last: Option<char>, rest: &str) -> Option<char> {
    // Most signs that are no letters are one of these, which stay as they are.
    if matches!(
        c,
        '、' | '，' | '。' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '0'..='9' | '%'
    ) {
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

/// Sets what each sign stands within: the innermost of the `marks` that are open there.
fn nest(signs: &mut [Sign], marks: &[usize]) {
    let mut open: Vec<(Inside, char)> = Vec::new();
    for (n, &at) in marks.iter().enumerate() {
        let c = signs[at].sign;
        let closes = |close| marks[n..].iter().any(|&mark| signs[mark].sign == close);
        if let Some(mark) = opening(c).filter(|&(_, close)| closes(close)) {
            open.push(mark);
        }
        let inside = |open: &[(Inside, char)]| open.last().map_or(Inside::Open, |&(what, _)| what);
        signs[at].inside = inside(&open);
        if let Some(n) = open.iter().rposition(|&(_, close)| close == c) {
            open.truncate(n);
        }
        let next = marks.get(n + 1).copied().unwrap_or(signs.len());
        signs[at + 1..next].iter_mut().for_each(|sign| sign.inside = inside(&open));
    }
}

/// Whether `c` opens or closes something.
fn is_pair(c: char) -> bool {
    opening(c).is_some() || matches!(c, '”' | '》' | '〉' | '）' | '〕' | ']' | '】')
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
    fn a_mark_without_a_side_closes_what_is_open() {
        let words = |text: &str| {
            let reading = Reading::of(text, Span::new(0, text.len()));
            (reading.words(0..reading.len()), reading.inside(1))
        };
        assert_eq!(words("\"双碳\"和＂三品＂"), ("“双碳”和“三品”".to_owned(), Inside::Quote));
        assert_eq!(words("“双碳\"").0, "“双碳”");
        assert_eq!(words("\"双碳"), ("“双碳".to_owned(), Inside::Open));
    }

    #[test]
    fn no_digit_is_passed_over() {
        let digits = ('\0'..=char::MAX).filter(|&c| numeral::digit(c).is_some());
        assert!(digits.clone().count() > 40);
        assert!(digits.clone().all(|c| DIGITS.may_hold(c)));
    }

    #[test]
    fn places_of_signs_in_a_range_from_either_end() {
        let text = "近期到2027年，远期展望";
        let reading = Reading::of(text, Span::new(0, text.len()));
        let set = SignSet::of(&['期', '年']);
        let places = |range| reading.places(range, &set).collect::<Vec<_>>();
        assert_eq!(places(0..reading.len()), [1, 7, 10]);
        assert_eq!(places(2..10), [7]);
        assert_eq!((places(3..3), places(5..99)), (vec![], vec![]));
        assert_eq!(reading.places(0..9, &set).rev().collect::<Vec<_>>(), [7, 1]);
    }

    #[test]
    fn rows_and_broken_lines_are_told() {
        let told = |text: &str| {
            let reading = Reading::of(text, Span::new(0, text.len()));
            (reading.is_row(), reading.is_broken())
        };
        assert_eq!(told("森林覆盖率   46   约束性"), (true, false));
        assert_eq!(told("森林覆盖率|46"), (true, false));
        assert_eq!(told("森林\t46\n约束"), (true, true));
        assert_eq!(told("   森林 覆盖率  46   "), (false, false));
        assert_eq!(told("森林\n覆盖率，46。"), (false, true));
    }

    #[test]
    fn digits_apart_stay_apart() {
        let text = "35 80 PM 2.5";
        let reading = Reading::of(text, Span::new(0, text.len()));
        assert_eq!(reading.words(0..reading.len()), "35 80PM2.5");
    }
}

//! [`Rest`]: a text while its mark is read from the start, step by step.

use super::mark::{Mark, Shape};
use crate::ground::{is_digit, numeral};

/// Whether `c` stands in numbers in Chinese digits up to some hundreds.
pub(super) fn is_chinese_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '零'
            | '〇'
            | '○'
            | '两'
    )
}

/// What is left of a text while a mark is read from its start.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a> {
    whole: &'a str,
    /// How many bytes of it are read.
    pub at: usize,
}

impl<'a> Rest<'a> {
    /// Before the first letter of `whole`.
    pub fn new(whole: &'a str) -> Self {
        Self { whole, at: 0 }.spaces()
    }

    /// What is left.
    pub fn text(self) -> &'a str {
        &self.whole[self.at..]
    }

    /// `bytes` further on.
    pub fn skip(self, bytes: usize) -> Self {
        Self { at: self.at + bytes, ..self }
    }

    /// Past the white space.
    pub fn spaces(self) -> Self {
        let text = self.text();
        self.skip(text.len() - text.trim_start().len())
    }

    /// Whether white space stands before it.
    pub fn after_space(self) -> bool {
        self.whole[..self.at].ends_with(char::is_whitespace)
    }

    /// Past one of `chars`, and the space after it.
    pub fn one_of(self, chars: &[char]) -> Option<Self> {
        let c = self.text().chars().next().filter(|c| chars.contains(c))?;
        Some(self.skip(c.len_utf8()).spaces())
    }

    /// Past `word`, and the space after it.
    pub fn word(self, word: &str) -> Option<Self> {
        self.text().starts_with(word).then(|| self.skip(word.len()).spaces())
    }

    /// Past the characters that `wanted` takes, read as a numeral of at most `most` characters.
    pub fn number(self, most: usize, wanted: impl Fn(char) -> bool) -> Option<(u32, Self)> {
        let text = self.text();
        let len = text.find(|c| !wanted(c)).unwrap_or(text.len());
        if len == 0 || text[..len].chars().count() > most {
            return None;
        }
        let number = u32::try_from(numeral::parse(&text[..len])?).ok()?;
        Some((number, self.skip(len).spaces()))
    }

    /// A number in Chinese digits.
    pub fn chinese(self) -> Option<(u32, Self)> {
        self.number(5, is_chinese_numeral)
    }

    /// A number in Arabic digits, of three at most.
    pub fn arabic(self) -> Option<(u32, Self)> {
        self.number(3, is_digit)
    }

    /// A number in digits of either kind.
    pub fn counted(self) -> Option<(u32, Self)> {
        self.arabic().or_else(|| self.chinese())
    }

    /// Whether the number after `number` stands here in a list of numbers: 一、二、三产业融合, 工程一、二期.
    pub fn lists(self, number: u32) -> bool {
        const GOES_ON: [char; 8] = ['、', '和', '产', '期', '批', '号', '同', '三'];
        let next = self.chinese().filter(|&(next, _)| next == number + 1);
        next.is_some_and(|(_, after)| after.text().starts_with(GOES_ON))
    }

    /// The mark that has been read.
    pub fn mark(self, shape: Shape, number: Option<u32>) -> Option<Mark> {
        Some(Mark { shape, number, path: number.into_iter().collect(), len: self.at })
    }
}

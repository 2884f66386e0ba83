//! A stretch of one text, and the ruler that turns its bytes into code points.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open stretch `[start, end)` of one text, in bytes.
///
/// Inside the program spans are byte offsets, because slicing by them is free; everything that leaves it
/// counts in Unicode code points, which [`Ruler`] converts to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end`. Texts end below 4 GiB: the source room refuses larger ones.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// The words it covers in `text`, which must be the text it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The same stretch as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch counted from `offset` bytes further on.
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// The smallest stretch that holds both.
    pub fn to(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The stretch of `text` without the white space at its two ends; empty at its start if there is nothing else.
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        let len = words.trim().len();
        if len == 0 {
            Self::new(self.start as usize, self.start as usize)
        } else {
            Self::new(start, start + len)
        }
    }
}

/// Counts code points up to a byte of one text without reading it from the start each time.
///
/// ```
/// use gangyao::ground::{Ruler, Span};
/// let text = "到2035年，森林覆盖率提高至46％。";
/// let ruler = Ruler::new(text);
/// let at = text.find("森林").unwrap();
/// assert_eq!(ruler.chars(text, Span::new(at, at + 15)), (7, 12));
/// assert_eq!(ruler.byte(text, 7), at);
/// ```
#[derive(Clone, Debug)]
pub struct Ruler {
    /// Code points before each multiple of [`STEP`] bytes.
    before: Vec<u32>,
}

const STEP: usize = 32;

impl Ruler {
    /// Measures `text` once.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += block.iter().filter(|&&b| starts_char(b)).count() as u32;
        }
        before.push(count);
        Self { before }
    }

    /// The code points of `span` in `text`: (first, one after the last).
    pub fn chars(&self, text: &str, span: Span) -> (u32, u32) {
        (self.char(text, span.start as usize), self.char(text, span.end as usize))
    }

    /// How many code points of `text` stand before byte `at`.
    pub fn char(&self, text: &str, at: usize) -> u32 {
        let block = at / STEP;
        let tail = &text.as_bytes()[block * STEP..at];
        self.before[block] + tail.iter().filter(|&&b| starts_char(b)).count() as u32
    }

    /// The byte at which code point `at` of `text` begins; the length of the text if there are not so many.
    pub fn byte(&self, text: &str, at: u32) -> usize {
        let block = self.before.partition_point(|&n| n <= at).saturating_sub(1);
        let mut left = at - self.before[block];
        let start = (block * STEP).min(text.len());
        for (i, &b) in text.as_bytes()[start..].iter().enumerate() {
            if starts_char(b) {
                if left == 0 {
                    return start + i;
                }
                left -= 1;
            }
        }
        text.len()
    }
}

fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruler_agrees_with_counting() {
        let text = "一A。\u{1F600}\r\n".repeat(60);
        let ruler = Ruler::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(ruler.char(&text, at), n as u32);
            assert_eq!(ruler.byte(&text, n as u32), at);
        }
        assert_eq!(ruler.char(&text, text.len()), text.chars().count() as u32);
        assert_eq!(ruler.byte(&text, 1_000_000), text.len());
    }

    #[test]
    fn trimming_keeps_to_the_words() {
        let text = "\u{3000} 甲 乙 \n";
        let whole = Span::new(0, text.len());
        assert_eq!(whole.trimmed(text).of(text), "甲 乙");
        assert!(Span::new(0, 3).trimmed(text).is_empty());
    }
}

//! [`Seam`]: a place in a word of a query where it may be cut, told by the words that plans share and by which letters stand together.

use std::ops::Range;

use super::Loosening;
use super::part::Part;
use super::word::Word;
use crate::ground::{Result, Span};
use crate::index::fold;
use crate::lexicon::{Find, List};

/// A place between two letters of a word.
#[derive(Clone, Copy)]
pub struct Seam {
    /// Whether a piece may begin there.
    pub begins: bool,
    /// Whether a piece may end there.
    pub ends: bool,
    /// Whether the letters beside it go together so seldom, or one word that plans share ends there and another begins, that a word may be
    /// parted there although it stands somewhere.
    pub is_loose: bool,
    /// Whether it lies within a word that plans share.
    pub is_within: bool,
}

impl Seam {
    /// Whether a word that stands nowhere may be parted there.
    pub fn may_part(self) -> bool {
        self.begins || self.ends
    }
}

impl Loosening<'_> {
    /// The seams before each letter of `word` and at its end.
    ///
    /// Where one of the words that plans share ends and another begins there is one: 尾水|治理, though 水治 stands often. Elsewhere the pair of
    /// letters that is parted must stand no more often than those beside it; then a piece may begin within such a word only where another
    /// does, and end within one only where another does: 湖|水利枢纽, though 湖水 is a word, but neither 粮食产|量 nor 水源|地保护.
    pub(super) fn seams(&self, word: &Word<'_>) -> Result<Vec<Seam>> {
        let letters = word.letters();
        let pair = |from: usize| self.count(&self.phrase(&word.part(from, from + 2)));
        let pairs = (0..letters.saturating_sub(1)).map(pair).collect::<Result<Vec<usize>>>()?;
        // A figure is a word of its own: 配套率|95%.
        let is_figure = |at: usize| word.is_digit(at) && !word.is_digit(at - 1);
        let is_rare = |at: usize| match at.checked_sub(1).and_then(|torn| pairs.get(torn)) {
            Some(&torn) if torn > 0 && !is_figure(at) => {
                let beside = [at.checked_sub(2), Some(at)].into_iter().flatten();
                beside.filter_map(|at| pairs.get(at)).all(|&pair| torn <= pair)
            }
            _ => true,
        };
        // 新建的项目: a 的 belongs to neither side.
        let is_joint = |at: usize| word.joint(at) > 0 || at > 0 && word.joint(at - 1) > 0;
        let known = self.known_words(&word.part(0, letters))?;
        let begins = |at: usize| known.iter().any(|word| word.start == at);
        let ends = |at: usize| known.iter().any(|word| word.end == at);
        let seam = |at: usize| {
            let (begin, end) = (begins(at), ends(at));
            let is_free = !known.iter().any(|word| word.start < at && at < word.end);
            let (is_joint, is_rare) = (is_joint(at), is_rare(at));
            // A single letter may stand between two words: 黑臭水体|要|治理.
            let after = begin && (end || at > 0 && ends(at - 1));
            let before = end && (begin || begins(at + 1));
            Seam {
                begins: is_joint || after || is_rare && (begin || is_free),
                ends: is_joint || before || is_rare && (end || is_free),
                is_loose: is_joint || is_rare || begin && end,
                is_within: !is_free,
            }
        };
        Ok((0..=letters).map(seam).collect())
    }

    /// Whether `part` is a word that speaks for a field: 大气, but not 治理.
    pub(super) fn speaks(&self, part: &Part) -> bool {
        part.each().any(|term| self.is_in(&[List::DomainTerms], &term.text))
    }

    /// Whether `text` is a word that plans share.
    pub fn is_word(&self, text: &str) -> bool {
        self.is_in(&[List::DomainTerms, List::Phrases], text)
    }

    /// Whether `text` ends with a unit of numbers: 新增4000公里.
    pub(super) fn counts(&self, text: &str) -> bool {
        let letters = fold::letters(text);
        let whole = Span::new(0, letters.len());
        self.lexicon.scan(&letters).of(List::Units, whole).any(|find| find.span.end == whole.end)
    }

    fn is_in(&self, lists: &[List], text: &str) -> bool {
        let letters = fold::letters(text);
        let whole = Span::new(0, letters.len());
        let finds = self.lexicon.scan(&letters);
        lists.iter().any(|&list| finds.of(list, whole).any(|find| find.span == whole))
    }

    /// From which letter of `text` to which the words in it go that plans share, and the name of the place that it begins with, where one
    /// says something of it.
    fn known_words(&self, text: &str) -> Result<Vec<Range<usize>>> {
        let letters = fold::letters(text);
        let finds = self.lexicon.scan(&letters);
        let whole = Span::new(0, letters.len());
        let words = [List::Phrases, List::DomainTerms].map(|list| finds.of(list, whole));
        let count = |to: u32| letters[..to as usize].chars().count();
        // Names of two letters are often a part of a word: 合作.
        let is_name = |find: &&Find| find.span.start == 0 && count(find.span.end) > 2;
        let name = finds.of_places(whole).filter(is_name).max_by_key(|find| find.span.end);
        let name = match name {
            Some(find) if self.is_unsaid_place(&letters[..find.span.end as usize])? => None,
            name => name,
        };
        let words = words.into_iter().flatten().chain(name);
        Ok(words.map(|f| count(f.span.start)..count(f.span.end)).collect())
    }
}

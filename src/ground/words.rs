//! [`Words`]: whether a text holds one of some words, told by one look at it.

use super::SignSet;

/// Some words and the signs that they begin with, without which none of them need be looked for.
///
/// ```
/// use gangyao::ground::Words;
/// const RULING: Words = Words::of(&["应", "不得", "必须"]);
/// assert!(RULING.stand_in("各单位不得擅自变更") && !RULING.stand_in("支持各地先行先试"));
/// assert!(RULING.open("应当符合规定") && !RULING.open("不应"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Words {
    words: &'static [&'static str],
    firsts: SignSet,
}

impl Words {
    /// Those of `words`, none of which is empty.
    pub const fn of(words: &'static [&'static str]) -> Self {
        Self { words, firsts: SignSet::of_firsts(words) }
    }

    /// Whether one of them stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let mut begins = text.char_indices().filter(|&(_, sign)| self.firsts.may_hold(sign));
        begins.any(|(at, _)| self.words.iter().any(|word| text[at..].starts_with(word)))
    }

    /// Whether `text` begins with one of them.
    pub fn open(&self, text: &str) -> bool {
        text.starts_with(|sign| self.firsts.may_hold(sign))
            && self.words.iter().any(|word| text.starts_with(word))
    }
}

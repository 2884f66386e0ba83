//! [`Words`]: the words of a table that do one thing.

use std::borrow::Cow;

use crate::ground::SignSet;

/// Some words, with the signs that they begin and end with, so that most texts are told to hold none by one look at each sign.
///
/// ```
/// use gangyao::lexicon::Table;
/// let table = Table::read("id\tdoes\n不得\trules\n应\trules\n应当\trules\n本\tbegins\n");
/// let [rules, _] = table.words(&["rules", "begins"]) else { unreachable!() };
/// assert!(rules.stand_in("各单位不得擅自变更") && !rules.stand_in("支持各地先行先试"));
/// assert!(rules.open("应当符合规定") && rules.close("不应") && rules.hold("应"));
/// assert_eq!(rules.opening("应当符合规定"), Some("应当"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<Cow<'static, str>>,
    /// The signs that they begin with.
    pub firsts: SignSet,
    /// The signs that they end with.
    pub lasts: SignSet,
}

impl Words {
    /// Adds `word`.
    pub(super) fn push(&mut self, word: Cow<'static, str>) {
        word.chars().next().into_iter().for_each(|first| self.firsts.add(first));
        word.chars().next_back().into_iter().for_each(|last| self.lasts.add(last));
        self.words.push(word);
    }

    /// All of them, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// Whether one of them stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let mut begins = text.char_indices().filter(|&(_, sign)| self.firsts.may_hold(sign));
        begins.any(|(at, _)| self.iter().any(|word| text[at..].starts_with(word)))
    }

    /// Whether `text` begins with one of them.
    pub fn open(&self, text: &str) -> bool {
        self.may_open(text) && self.iter().any(|word| text.starts_with(word))
    }

    /// Whether `text` ends with one of them.
    pub fn close(&self, text: &str) -> bool {
        self.may_close(text) && self.iter().any(|word| text.ends_with(word))
    }

    /// Whether `text` is one of them.
    pub fn hold(&self, text: &str) -> bool {
        self.may_open(text) && self.iter().any(|word| text == word)
    }

    /// The longest of them that `text` begins with.
    pub fn opening(&self, text: &str) -> Option<&str> {
        let words = self.iter().filter(|word| text.starts_with(word));
        self.may_open(text).then(|| words.max_by_key(|word| word.len()))?
    }

    /// The longest of them that `text` ends with.
    pub fn closing(&self, text: &str) -> Option<&str> {
        let words = self.iter().filter(|word| text.ends_with(word));
        self.may_close(text).then(|| words.max_by_key(|word| word.len()))?
    }

    /// Whether the first sign of `text` is one that they begin with, or taken for one.
    pub fn may_open(&self, text: &str) -> bool {
        text.starts_with(|sign| self.firsts.may_hold(sign))
    }

    fn may_close(&self, text: &str) -> bool {
        text.ends_with(|sign| self.lasts.may_hold(sign))
    }
}

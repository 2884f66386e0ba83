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
    /// Each with the sign that it begins with, in the order of these; those of one sign in the order of the table.
    words: Vec<(char, Cow<'static, str>)>,
    /// The signs that they begin with.
    pub firsts: SignSet,
    /// The signs that they end with.
    pub lasts: SignSet,
}

impl FromIterator<Cow<'static, str>> for Words {
    fn from_iter<W: IntoIterator<Item = Cow<'static, str>>>(words: W) -> Self {
        let begun = words.into_iter().filter_map(|word| Some((word.chars().next()?, word)));
        let mut words = Self { words: begun.collect(), ..Self::default() };
        words.words.sort_by_key(|&(first, _)| first);
        for (first, word) in &words.words {
            words.firsts.add(*first);
            word.chars().next_back().into_iter().for_each(|last| words.lasts.add(last));
        }
        words
    }
}

impl Words {
    /// All of them, by the signs that they begin with.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(_, word)| &**word)
    }

    /// Those that begin with `first`, in the order of the table.
    pub fn beginning(&self, first: char) -> impl Iterator<Item = &str> {
        let from = match self.firsts.may_hold(first) {
            true => self.words.partition_point(|&(sign, _)| sign < first),
            false => self.words.len(),
        };
        let same = self.words[from..].iter().take_while(move |&&(sign, _)| sign == first);
        same.map(|(_, word)| &**word)
    }

    /// Those that `text` begins with.
    fn begun<'w>(&'w self, text: &str) -> impl Iterator<Item = &'w str> {
        let words = text.chars().next().into_iter().flat_map(|first| self.beginning(first));
        words.filter(|word| text.starts_with(word))
    }

    /// Whether one of them stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let mut begins = text.char_indices().filter(|&(_, sign)| self.firsts.may_hold(sign));
        begins.any(|(at, _)| self.open(&text[at..]))
    }

    /// Whether `text` begins with one of them.
    pub fn open(&self, text: &str) -> bool {
        self.begun(text).next().is_some()
    }

    /// Whether `text` ends with one of them.
    pub fn close(&self, text: &str) -> bool {
        self.may_close(text) && self.iter().any(|word| text.ends_with(word))
    }

    /// Whether `text` is one of them.
    pub fn hold(&self, text: &str) -> bool {
        self.begun(text).any(|word| text == word)
    }

    /// The longest of them that `text` begins with.
    pub fn opening(&self, text: &str) -> Option<&str> {
        self.begun(text).max_by_key(|word| word.len())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever words there are, what is told of a text by their first and last signs is what looking at each word tells.
        #[test]
        fn signs_tell_what_words_tell(
            given in proptest::collection::vec("[一乙a应]{0,3}", 0..12),
            text in "[一乙a应当]{0,6}",
        ) {
            let words: Words = given.iter().cloned().map(Cow::Owned).collect();
            let all = || given.iter().filter(|word| !word.is_empty()).map(String::as_str);
            prop_assert_eq!(words.iter().count(), all().count());
            for first in "一乙a应当".chars() {
                let begin = all().filter(|word| word.starts_with(first));
                prop_assert!(words.beginning(first).eq(begin));
            }
            let opening = all().filter(|word| text.starts_with(word)).map(str::len).max();
            let closing = all().filter(|word| text.ends_with(word)).map(str::len).max();
            prop_assert_eq!(words.opening(&text).map(str::len), opening);
            prop_assert_eq!(words.closing(&text).map(str::len), closing);
            prop_assert_eq!(words.open(&text), opening.is_some());
            prop_assert_eq!(words.close(&text), closing.is_some());
            prop_assert_eq!(words.hold(&text), all().any(|word| word == text));
            prop_assert_eq!(words.stand_in(&text), all().any(|word| text.contains(word)));
        }
    }
}

//! [`Spelled`]: the letters of many words.

use crate::index::fold;

/// The letters of many words, in one text: however many there are, they take two pieces of memory, and a table is made in every search.
#[derive(Clone, Debug, Default)]
pub struct Spelled {
    letters: String,
    /// Where the letters of each word end.
    ends: Vec<usize>,
}

impl Spelled {
    /// Adds `word`, folded; gives its number and its first letter. `None`, with nothing added, where it has no letters.
    pub fn add(&mut self, word: &str) -> Option<(usize, char)> {
        let start = self.letters.len();
        fold::add_letters(&mut self.letters, word);
        let first = self.letters[start..].chars().next()?;
        self.ends.push(self.letters.len());
        Some((self.ends.len() - 1, first))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The letters of word `number`.
    pub fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[number]]
    }

    /// The letters of the words with these `numbers`.
    pub fn words(&self, numbers: &[usize]) -> impl Iterator<Item = &str> {
        numbers.iter().map(|&number| self.word(number))
    }

    /// How many letters word `number` has, if `letters` begin with it.
    pub fn opens(&self, number: usize, letters: &[char]) -> Option<usize> {
        let (word, mut rest) = (self.word(number), letters.iter());
        word.chars().all(|c| rest.next() == Some(&c)).then(|| letters.len() - rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let mut spelled = Spelled::default();
        let added = ["湿地", "，", "ＰＭ₂.₅"].map(|word| spelled.add(word));
        assert_eq!(added, [Some((0, '湿')), None, Some((1, 'p'))]);
        assert_eq!(spelled.words(&[1, 0]).collect::<Vec<_>>(), ["pm2.5", "湿地"]);
        let letters: Vec<char> = "湿地公园".chars().collect();
        assert_eq!([spelled.opens(0, &letters), spelled.opens(0, &letters[..1])], [Some(2), None]);
        assert_eq!(spelled.opens(1, &letters), None);
    }
}

//! Words that look like a word that was typed.

/// The most words that are offered.
const MOST: usize = 5;

/// Those of `words` that look like `typed`, the likest first: they share two letters in a row with it, or its only letter.
pub fn of<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed: Vec<char> = typed.chars().collect();
    let least = typed.len().clamp(1, 2);
    let likeness = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let shared = shared(&typed, &letters);
        // Of two that share as much, the shorter is the liker.
        (shared >= least).then(|| (usize::MAX - shared, letters.len()))
    };
    let mut like: Vec<_> =
        words.into_iter().filter_map(|word| Some((likeness(word)?, word))).collect();
    like.sort_unstable();
    like.dedup();
    like.into_iter().take(MOST).map(|(_, word)| word).collect()
}

/// The length of the longest run of letters that stands in both.
fn shared(a: &[char], b: &[char]) -> usize {
    let run = |at: usize, other: usize| {
        a[at..].iter().zip(&b[other..]).take_while(|(a, b)| a == b).count()
    };
    (0..a.len()).flat_map(|at| (0..b.len()).map(move |other| run(at, other))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_stands_first() {
        let words = ["水环境", "大气环境", "环境健康", "能源", "水利厅", "water"];
        assert_eq!(of("水环", words), ["水环境"]);
        assert_eq!(of("大气环保", words), ["大气环境"]);
        assert_eq!(of("水", words), ["水利厅", "水环境"]);
        assert_eq!(of("wat", words), ["water"]);
        assert!(of("噪声", words).is_empty() && of("", words).is_empty());
    }
}

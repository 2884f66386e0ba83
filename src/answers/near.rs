//! Words that look like a word that was typed.

/// The most words that are offered.
const MOST: usize = 5;

/// Those of `words` that look like `typed`, the likest first: two of its letters stand in them in its order, or its only one,
/// so that 发改委 is like 发展改革委.
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

/// How many letters of both stand in both in one order.
fn shared(a: &[char], b: &[char]) -> usize {
    let mut counts = vec![0; b.len() + 1];
    for letter in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let with = if letter == other { before + 1 } else { counts[at + 1].max(counts[at]) };
            before = std::mem::replace(&mut counts[at + 1], with);
        }
    }
    counts[b.len()]
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
        assert_eq!(of("发改委", ["发展改革委", "水利厅", "改革办"]), ["发展改革委"]);
        assert!(of("噪声", words).is_empty() && of("", words).is_empty());
    }
}

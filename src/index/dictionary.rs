//! The dictionary of the segmenter: which words there are and how often each is used, looked at where they lie in the program.
//!
//! It is made of `dictionary/words.tsv` when the program is built; the README there says where that is from.

use std::sync::LazyLock;

use tantivy_fst::raw::{Fst, Output};
use tantivy_fst::{IntoStreamer, Streamer};

/// How often all words together are used, then the automaton.
const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.bin"));

static WORDS: LazyLock<Fst<&[u8]>> =
    LazyLock::new(|| Fst::new(&BYTES[8..]).expect("what the build script made is an automaton"));

/// How often all words together are used.
pub fn total() -> u64 {
    BYTES.first_chunk().copied().map_or(0, u64::from_le_bytes)
}

/// Tells `found` of every word in `text`, overlapping ones too, and how often it is used.
pub fn each_in<'t>(text: &'t str, mut found: impl FnMut(&'t str, u64)) {
    for (start, _) in text.char_indices() {
        let (mut node, mut uses) = (WORDS.root(), Output::zero());
        for (end, byte) in (start + 1..).zip(text[start..].bytes()) {
            let Some(step) = node.find_input(byte).map(|at| node.transition(at)) else { break };
            (node, uses) = (WORDS.node(step.addr), uses.cat(step.out));
            if node.is_final() {
                found(&text[start..end], uses.cat(node.final_output()).value());
            }
        }
    }
}

/// Tells `found` of every word there is, and how often it is used.
pub fn each(mut found: impl FnMut(&str, u64)) {
    let mut words = WORDS.into_stream();
    while let Some((word, uses)) = words.next() {
        if let Ok(word) = std::str::from_utf8(word) {
            found(word, uses.value());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_text_is_found_with_its_uses() {
        let mut found = Vec::new();
        each_in("湿地保护区", |word, uses| found.push((word, uses > 0)));
        let words = ["湿", "湿地", "地", "地保", "保", "保护", "保护区", "护", "区"];
        assert_eq!(found, words.map(|word| (word, true)));
        each_in("", |_, _| panic!("nothing stands in it"));
        each_in("\u{10ffff}\0", |_, _| panic!("no word begins so"));
    }

    #[test]
    fn the_total_is_that_of_all_words() {
        let (mut sum, mut count) = (0, 0);
        each(|_, uses| (sum, count) = (sum + uses, count + 1));
        assert_eq!(sum, total());
        assert!(count > 300_000, "{count}");
    }
}

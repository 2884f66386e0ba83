//! Words → the bytes of an automaton, as [`Automaton::load`](super::automaton::Automaton::load) reads them. For the
//! shipped lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// The bytes of the automaton that finds `words`, each given with the number of its list and of its row there.
///
/// A word may be given more than once; it stands for all the rows it was given with. Without any word it is empty.
///
/// The form: two counts; for each word the place where its rows begin, and the end of the last; the rows as list and
/// number; the automaton, whose values are the words' places. All numbers are little-endian and of 32 bits.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words {
        rows.entry(word).or_default().push([list, row]);
    }
    let mut starts = vec![0];
    for meanings in rows.values() {
        starts.push(starts[starts.len() - 1] + meanings.len() as u32);
    }
    let counts = [rows.len() as u32, rows.values().flatten().count() as u32];
    let pairs = rows.values().flatten().flatten().copied();
    let numbers = counts.into_iter().chain(starts).chain(pairs);
    let mut bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
    bytes.extend(automaton(rows.keys().copied()));
    bytes
}

/// Nothing where there is no word, which the builder refuses. It refuses nothing else that can come here: the words are
/// distinct and not empty, and far fewer than its 2^24 states hold.
fn automaton<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let patterns = words.zip(0u32..);
    let built = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        .build_with_values(patterns);
    built.map(|automaton| automaton.serialize()).unwrap_or_default()
}

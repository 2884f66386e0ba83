//! `src/index/dictionary/words.tsv` → `dictionary.bin`: how often all words together are used, in 64 bits, little-endian, then the
//! automaton of the words with how often each is.

use std::fs;
use std::path::Path;

use tantivy_fst::MapBuilder;

use crate::lines::{cells, lines};

const WORDS: &str = "src/index/dictionary/words.tsv";

/// Writes the file into `out`. A row that is no word and number, or does not come after the one before, stops the build.
pub fn make(out: &Path) {
    println!("cargo::rerun-if-changed={WORDS}");
    let text = fs::read_to_string(WORDS).expect("the dictionary is readable");
    let mut words = MapBuilder::memory();
    let mut total = 0;
    for (line, row) in lines(&text).skip(1) {
        let mut cells = cells(row);
        let word = cells.next().filter(|word| !word.is_empty());
        let uses = cells.next().and_then(|uses| uses.parse::<u64>().ok());
        let (Some(word), Some(uses)) = (word, uses) else {
            panic!("{WORDS}:{line}: a word and a number");
        };
        words.insert(word, uses).unwrap_or_else(|error| panic!("{WORDS}:{line}: {error}"));
        total += uses;
    }
    let words = words.into_inner().expect("memory does not fail");
    let bytes: Vec<u8> = total.to_le_bytes().into_iter().chain(words).collect();
    fs::write(out.join("dictionary.bin"), bytes).expect("OUT_DIR is writable");
}

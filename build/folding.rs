//! OpenCC's table from traditional to simplified → `simplified.rs`, the rows of `src/lexicon/simplified.rs`.
//!
//! Each character is turned by itself: folding must give the same letter wherever the character stands, so words that would decide
//! between two forms have no say.

use std::fs;
use std::path::Path;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The blocks of Chinese characters in the basic plane and the supplementary one, first and last.
const BLOCKS: [(u32, u32); 3] = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF)];

/// Writes the table into `out`, sorted by traditional character.
pub fn make(out: &Path) {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("OpenCC's own table is readable");
    let chars = BLOCKS.iter().flat_map(|&(first, last)| (first..=last).filter_map(char::from_u32));
    let rows = chars.filter_map(|c| simplified(&opencc, c).map(|s| format!("('{c}', '{s}'),\n")));
    let table = format!("[\n{}]\n", rows.collect::<String>());
    fs::write(out.join("simplified.rs"), table).expect("OUT_DIR is writable");
}

/// The simplified form of `c`, if it has another.
fn simplified(opencc: &OpenCC, c: char) -> Option<char> {
    let form = opencc.convert(c.encode_utf8(&mut [0; 4]));
    let mut form = form.chars();
    let (Some(s), None) = (form.next(), form.next()) else { return None };
    (s != c).then_some(s)
}

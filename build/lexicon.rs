//! The shipped lists → `lexicon.bin`, the vocabulary of their words; `tables.bin`, where their rows and cells stand; and
//! `lexicon.sha256`, their fingerprint.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::compile::compile;
use crate::lines::{cells, lines, split_names};
use crate::list::List;
use crate::table::in_order;

/// Writes the files into `out`. A row that a reader of tables would leave out stops the build, with file and line.
pub fn make(out: &Path) {
    for part in ["build", "src/lexicon"] {
        println!("cargo::rerun-if-changed={part}");
    }
    let searched = List::ALL.iter().filter(|list| list.is_searched());
    let words = searched.flat_map(|&list| words(list));
    fs::write(out.join("lexicon.bin"), compile(words)).expect("OUT_DIR is writable");
    let rows = List::ALL.iter().flat_map(|&list| rows(list));
    let rows: Vec<u8> = rows.flat_map(u32::to_le_bytes).collect();
    fs::write(out.join("tables.bin"), rows).expect("OUT_DIR is writable");
    let mut hash = Sha256::new();
    List::ALL.iter().for_each(|list| hash.update(list.text()));
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(out.join("lexicon.sha256"), hex).expect("OUT_DIR is writable");
}

/// How many rows a list has and how many cells a row, then for each row its line and for each of its cells where it begins and ends
/// in the text of the list, then the words in their order. Of cells that are equal all but the words are those of the first such row,
/// so that what is made of one is made of all: see `OfCells`.
fn rows(list: List) -> Vec<u32> {
    let (text, mut firsts) = (list.text(), BTreeMap::new());
    let place = |cell: &str| {
        let start = cell.as_ptr() as usize - text.as_ptr() as usize;
        [start as u32, (start + cell.len()) as u32]
    };
    let columns = lines(text).next().map_or(0, |(_, head)| cells(head).count());
    let mut numbers = vec![lines(text).skip(1).count() as u32, columns as u32];
    for (line, words) in lines(text).skip(1) {
        numbers.push(line);
        // A row may leave out its last cells: they are empty.
        let mut cells = cells(words);
        let word = cells.next().map(place);
        let others = cells.map(|cell| *firsts.entry(cell).or_insert_with(|| place(cell)));
        let cells = word.into_iter().chain(others).chain(std::iter::repeat([0, 0]));
        numbers.extend(cells.take(columns).flatten());
    }
    let words = lines(text).skip(1).map(|(_, words)| cells(words).next().unwrap_or_default());
    numbers.extend(in_order(words).into_iter().flatten().map(u32::from_le_bytes));
    numbers
}

/// The words of one list with its number and that of their rows.
fn words(list: List) -> impl Iterator<Item = (&'static str, u32, u32)> {
    let text = list.text();
    let columns = lines(text).next().map_or(0, |(_, head)| cells(head).count());
    let also = lines(text).next().and_then(|(_, head)| cells(head).position(|name| name == "also"));
    (0..).zip(lines(text).skip(1)).flat_map(move |(row, (line, words))| {
        let word = cells(words).next().unwrap_or_default();
        let fits = !word.is_empty() && cells(words).count() <= columns;
        assert!(
            fits,
            "src/lexicon/words/{}:{line}: a row of {columns} cells that begins with a word",
            list.file()
        );
        let others = also.and_then(|n| cells(words).nth(n)).unwrap_or_default();
        std::iter::once(word).chain(split_names(others)).map(move |w| (w, list as u32, row))
    })
}

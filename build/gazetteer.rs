//! The shipped tables of places → `gazetteer.bin`: the gazetteer as the program would read it from them, ready to be loaded.

use std::fs;
use std::path::Path;

use crate::gazetteer::Gazetteer;
use crate::list::List;
use crate::table::Table;

/// Writes the file into `out`.
pub fn make(out: &Path) {
    println!("cargo::rerun-if-changed=src/ground");
    let tables: Vec<(List, Table<'static>)> =
        Gazetteer::TABLES.iter().map(|&list| (list, Table::read(list.text()))).collect();
    let table = |list: List| {
        let found = tables.iter().find(|(which, _)| *which == list);
        &found.expect("every table of places is read").1
    };
    let bytes = postcard::to_stdvec(&Gazetteer::read(table)).expect("a gazetteer is plain data");
    fs::write(out.join("gazetteer.bin"), bytes).expect("OUT_DIR is writable");
}

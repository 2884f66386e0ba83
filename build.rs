//! Makes at build time what the program only loads.

mod build {
    pub mod dictionary;
    pub mod folding;
    pub mod gazetteer;
    pub mod lexicon;
}

// What the program reads its tables with is here used to make what it loads.
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/compile.rs"]
mod compile;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/find.rs"]
mod find;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/gazetteer.rs"]
mod gazetteer;
#[allow(dead_code, unused_imports, reason = "the program uses the rest")]
#[path = "src/ground/mod.rs"]
mod ground;
#[path = "src/lexicon/lines.rs"]
mod lines;
#[path = "src/lexicon/list.rs"]
mod list;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/of_cells.rs"]
mod of_cells;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/place.rs"]
mod place;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/row.rs"]
mod row;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/table.rs"]
mod table;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/words.rs"]
mod words;

use find::Find;
use gazetteer::Gazetteer;
use list::List;
use row::Row;
use table::Table;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    build::dictionary::make(&out);
    build::folding::make(&out);
    build::lexicon::make(&out);
    build::gazetteer::make(&out);
    start_at_once();
}

/// A command lives for milliseconds, a fifth of which the dynamic linker takes on Linux: it moves the addresses of a program that
/// may stand anywhere, and loads a library of which a few functions are used. The program stands in one place, with those
/// functions in it; stack, heap and libraries stand anywhere as before. Whoever tells the compiler otherwise (`RUSTFLAGS="-C
/// relocation-model=pie"`) is left alone.
fn start_at_once() {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let is_static =
        set("CARGO_CFG_TARGET_FEATURE").split(',').any(|feature| feature == "crt-static");
    let is_told = set("CARGO_ENCODED_RUSTFLAGS").contains("relocation-model");
    let is_gnu = set("CARGO_CFG_TARGET_OS") == "linux" && set("CARGO_CFG_TARGET_ENV") == "gnu";
    if is_gnu && !is_static && !is_told {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

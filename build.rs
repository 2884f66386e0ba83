//! Makes at build time what the program only loads.

mod build {
    pub mod folding;
    pub mod gazetteer;
    pub mod lexicon;
}

// What the program reads its tables with is here used to make what it loads.
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
#[path = "src/lexicon/place.rs"]
mod place;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/row.rs"]
mod row;
#[allow(dead_code, reason = "the program uses the rest")]
#[path = "src/lexicon/table.rs"]
mod table;

use find::Find;
use list::List;
use row::Row;
use table::Table;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    build::folding::make(&out);
    build::lexicon::make(&out);
    build::gazetteer::make(&out);
}

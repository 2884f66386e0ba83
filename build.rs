//! Makes at build time what the program only loads.

mod build {
    pub mod folding;
    pub mod lexicon;
}
#[path = "src/lexicon/compile.rs"]
mod compile;
#[path = "src/lexicon/lines.rs"]
mod lines;
#[path = "src/lexicon/list.rs"]
mod list;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    build::folding::make(&out);
    build::lexicon::make(&out);
}

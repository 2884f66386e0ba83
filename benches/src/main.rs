//! What must be fast, each figure beside a bare baseline measured in the same run. See `README.md` beside this package.
//!
//! The program itself is measured as it is shipped, as a process of its own; what the baselines do as processes this binary
//! does when it is called with the name of one.

mod bare;
mod cold;
mod figure;
mod mill;
mod parsing;
mod plot;
mod process;
mod scale;
mod soak;
mod sqlite;
mod warm;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use figure::Figure;

/// The sizes that are measured when none are told, in measures.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

/// Whatever goes wrong ends the run and is printed.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Where things are.
struct Places {
    /// The repository.
    top: PathBuf,
    /// The program as it is shipped.
    program: PathBuf,
    /// What the run writes: homes, baselines, figures.
    out: PathBuf,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["bare-jieba", text] => bare::load(text),
        ["bare-build", measures, folder] => bare::build(Path::new(measures), Path::new(folder)),
        ["bare-search", folder, query] => bare::search(Path::new(folder), query),
        ["weigh", program, ref args @ ..] => {
            let run = process::run(Command::new(program).args(args))?;
            println!("{} {}", run.wall, run.peak);
            Ok(())
        }
        ["soak", kills, seconds] => soak::run(&places()?, kills.parse()?, seconds.parse()?),
        ["soak"] => soak::run(&places()?, 1_000, 120),
        ref sizes => measure(sizes),
    }
}

/// Measures everything for `sizes` and writes the table and the plots.
fn measure(sizes: &[&str]) -> Result<()> {
    let mut told = sizes.iter().map(|size| parsed(size)).collect::<Result<Vec<u64>>>()?;
    if told.is_empty() {
        told = SIZES.to_vec();
    }
    told.sort_unstable();
    let places = places()?;
    let mut figures: Vec<Figure> = cold::figures(&places)?;
    figures.extend(parsing::figures(&places)?);
    let growth = told.iter().map(|&size| scale::at(&places, size)).collect::<Result<Vec<_>>>()?;
    figures.extend(scale::figures(&places, &growth)?);
    figures.push(scale::one_of_many(&places)?);
    let table = figure::table(&figures);
    print!("{table}");
    figure::publish(&places.top, &table, &told)?;
    plot::publish(&places.top, &growth)
}

/// `350k`, `1M` or a plain number.
fn parsed(size: &str) -> Result<u64> {
    let (digits, times) = match size.as_bytes().last() {
        Some(b'k') => (&size[..size.len() - 1], 1_000),
        Some(b'M') => (&size[..size.len() - 1], 1_000_000),
        _ => (size, 1),
    };
    let digits: u64 = digits.parse().map_err(|_| format!("no size: {size}; try 10k or 1M"))?;
    Ok(digits * times)
}

/// Builds the program and makes the folder for what the run writes.
fn places() -> Result<Places> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no repository")?.to_owned();
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--bin", "gangyao"]).current_dir(&top);
    if !cargo.status()?.success() {
        return Err("the program does not build".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(top.join("target"), PathBuf::from);
    let out = top.join("benches/out");
    std::fs::create_dir_all(&out)?;
    Ok(Places { program: target.join("release/gangyao"), top, out })
}

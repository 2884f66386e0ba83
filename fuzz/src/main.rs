//! Changes good documents at random and reads them: see `README.md`.

mod change;
mod targets;

#[path = "../../tests/documents.rs"]
#[allow(dead_code, reason = "the tests write other documents with it too")]
mod documents;

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use change::Dice;
use targets::{TARGETS, Target};

/// How many panics there were, in any thread.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// What counts cells of workbooks, and stops where there are more than it can count: the reader of filled-in tables makes an error of
/// that. What gets out of the reader is a fault all the same.
const CAUGHT: &str = "calamine";

/// Longest time that one input may take.
const PATIENCE: Duration = Duration::from_secs(5);

fn main() {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_else(|| "all".to_owned());
    let number = |arg: Option<String>, usual| arg.map_or(usual, |a| a.parse().expect("a number"));
    let (seconds, seed) = (number(args.next(), 60), number(args.next(), 1));
    std::panic::set_hook(Box::new(|fault| {
        if !fault.location().is_some_and(|place| place.file().contains(CAUGHT)) {
            PANICS.fetch_add(1, Ordering::SeqCst);
            eprintln!("{fault}");
        }
    }));
    let chosen = TARGETS.iter().filter(|t| name == "all" || t.name == name);
    let found: usize = chosen.map(|target| run(target, Duration::from_secs(seconds), seed)).sum();
    std::process::exit(i32::from(found > 0));
}

/// Reads changed inputs for a while; gives how many faults there were.
fn run(target: &Target, time: Duration, seed: u64) -> usize {
    let seeds = (target.seeds)();
    let mut dice = Dice::new(seed);
    let (start, mut count, mut faults) = (Instant::now(), 0, 0);
    while start.elapsed() < time {
        let input = (target.change)(&seeds, &mut dice);
        let (before, begun) = (PANICS.load(Ordering::SeqCst), Instant::now());
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| (target.read)(&input)));
        let slow = begun.elapsed() > PATIENCE;
        if read.is_err() || slow || PANICS.load(Ordering::SeqCst) > before {
            faults += 1;
            keep(target.name, faults, slow, &input);
        }
        count += 1;
    }
    println!("{}: {count} inputs, {faults} faults", target.name);
    faults
}

fn keep(name: &str, number: usize, slow: bool, input: &[u8]) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
    std::fs::create_dir_all(&dir).expect("a folder for what is found");
    let file = dir.join(format!("{name}-{number}{}", if slow { "-slow" } else { "" }));
    std::fs::write(&file, input).expect("room for what is found");
    eprintln!("kept {}", file.display());
}

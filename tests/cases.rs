//! Cases as text files: what goes in, what is expected.
//!
//! ```text
//! === name of the case
//! what goes in, any number of lines
//! ---
//! what is expected
//! ```
//!
//! With `GANGYAO_RENEW=1` the expectations are written anew from what the program gives; read the difference before you keep it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Runs every case of every file in `tests/cases/<folder>` through `answer` and compares what comes out.
pub fn check(folder: &str, answer: impl Fn(&str) -> String) {
    let mut wrong = String::new();
    let mut count = 0;
    for file in files(folder) {
        let text = std::fs::read_to_string(&file).expect("case file is UTF-8");
        let (head, cases) = split(&text, &file);
        count += cases.len();
        let mut renewed = head.to_owned();
        for case in &cases {
            let got = answer(case.input);
            let got = got.trim_end().trim_start_matches('\n').to_owned();
            if got != case.expected.trim_end() {
                let name = file.file_name().unwrap().to_string_lossy();
                let _ = writeln!(
                    wrong,
                    "{name}: {}\n--- expected\n{}\n--- got\n{got}\n",
                    case.name,
                    case.expected.trim_end()
                );
            }
            let _ = write!(renewed, "=== {}\n{}---\n{got}\n\n", case.name, case.input);
        }
        if std::env::var_os("GANGYAO_RENEW").is_some() {
            std::fs::write(&file, renewed.trim_end().to_owned() + "\n")
                .expect("case file is writable");
        }
    }
    assert!(count > 0, "no cases in {folder}");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What goes into all cases of a folder.
pub fn inputs(folder: &str) -> Vec<String> {
    let of = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).expect("case file is UTF-8");
        let cases = split(&text, file).1;
        cases.iter().map(|case| case.input.to_owned()).collect::<Vec<_>>()
    };
    files(folder).iter().flat_map(of).collect()
}

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&dir).expect("folder of cases").map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no cases in {}", dir.display());
    files
}

struct Case<'a> {
    name: &'a str,
    input: &'a str,
    expected: &'a str,
}

/// The text before the first case, and the cases.
fn split<'a>(text: &'a str, file: &Path) -> (&'a str, Vec<Case<'a>>) {
    let mut pieces = text.split("=== ");
    let head = pieces.next().unwrap_or_default();
    let case = |piece: &'a str| {
        let (name, rest) = piece.split_once('\n').unwrap_or((piece, ""));
        let Some((input, expected)) = rest.split_once("---\n") else {
            panic!("{}: case {name} has no line ---", file.display());
        };
        Case { name, input, expected: expected.trim_matches('\n') }
    };
    (head, pieces.map(case).collect())
}

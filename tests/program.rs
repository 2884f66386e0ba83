//! The built program: run as a person runs it, in a home of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The repository.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A home with the shipped corpus, made once for all tests that only ask. Its index is built by whichever comes first.
pub fn home() -> &'static Path {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    HOME.get_or_init(|| {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home");
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(home.join("corpus")).expect("a folder for the home");
        for name in ["jilin-2024-2035.txt", "catalog.tsv"] {
            let file = Path::new("corpus").join(name);
            std::fs::copy(top().join(&file), home.join(&file)).expect("the shipped corpus");
        }
        let built = run(&home, &["index"]);
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        home
    })
}

/// The program with `dir` as the current folder and nothing of the caller's settings.
pub fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangyao"));
    command.current_dir(dir);
    for name in ["GANGYAO_HOME", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs it with `args` to its end.
pub fn run<S: AsRef<OsStr>>(dir: &Path, args: &[S]) -> Output {
    program(dir).args(args).output().expect("the program runs")
}

/// The words of a line as a shell gives them: parted by spaces, but not within '…'.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, piece) in line.split('\'').enumerate() {
        match n % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_owned)),
            _ => words.push(piece.to_owned()),
        }
    }
    words
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

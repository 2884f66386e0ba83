//! The law of the house, checked by reading the source: who may import whom, what only some rooms may do, how long things may be.

mod law;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use law::{Breach, File, RULES, Rule, functions};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `dir` that people keep, by its path from the top of the repository, sorted.
fn files(dir: &str) -> Vec<(String, PathBuf)> {
    const BUILT: [&str; 3] = ["target", ".git", "out"];
    let mut found = Vec::new();
    for entry in std::fs::read_dir(top().join(dir)).expect("a folder").map(|e| e.unwrap()) {
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let path = if dir.is_empty() { name.clone() } else { format!("{dir}/{name}") };
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && !BUILT.contains(&name.as_str()) && (dir != "index") {
            found.extend(files(&path));
        } else if kind.is_file() && name != ".git" && (dir != "index" || name == "README.md") {
            found.push((path, entry.path()));
        }
    }
    found.sort();
    found
}

/// The Rust files below `dir` with their text.
fn sources(dir: &str) -> Vec<(String, String)> {
    let rust = files(dir).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, file)| (path, std::fs::read_to_string(file).expect("UTF-8"))).collect()
}

/// What breaks `rules` in the files below `dir`, a line each.
fn breaches(dir: &str, rules: &[Rule]) -> String {
    let mut out = String::new();
    for (path, text) in sources(dir) {
        let file = File::new(&path, &text);
        for (line, why) in rules.iter().flat_map(|rule| rule(&file)) {
            let _ = writeln!(out, "{path}:{line}: {why}");
        }
    }
    out
}

#[test]
fn the_source_keeps_the_law() {
    let broken = breaches("src", &RULES);
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn tests_are_finished_and_of_bearable_length() {
    let long = |file: &File<'_>| {
        law::lengths(file).into_iter().filter(|(_, why)| why.ends_with("one file")).collect()
    };
    let broken = breaches("tests", &[law::names, law::unfinished, law::comments, law::head, long]);
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn most_functions_of_a_room_are_short() {
    let mut rooms = BTreeMap::<String, Vec<usize>>::new();
    for (path, text) in sources("src") {
        let file = File::new(&path, &text);
        let lengths = functions(&file).into_iter().filter(|f| !f.flat_match).map(|f| f.lines);
        rooms.entry(file.room().to_owned()).or_default().extend(lengths);
    }
    let broken: Vec<_> =
        rooms.iter().filter_map(|(room, lengths)| too_long(room, lengths)).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Whether fewer than half of a room's functions keep within 10 lines, or fewer than nine in ten within 30.
fn too_long(room: &str, lengths: &[usize]) -> Option<String> {
    let within = |most| lengths.iter().filter(|&&lines| lines <= most).count();
    let (all, short, fair) = (lengths.len(), within(10), within(30));
    (short * 2 < all || fair * 10 < all * 9)
        .then(|| format!("{room}: of {all} functions {short} within 10 lines, {fair} within 30"))
}

#[test]
fn the_floor_plan_names_the_rooms_in_order() {
    let text = std::fs::read_to_string(top().join("src/lib.rs")).unwrap();
    let rooms: Vec<_> =
        text.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(rooms, law::ROOMS);
}

#[test]
fn every_room_has_a_door() {
    let with_door: BTreeSet<_> = sources("src").into_iter().map(|(path, _)| path).collect();
    for room in law::ROOMS.iter().filter(|r| **r != "plan") {
        assert!(with_door.contains(&format!("src/{room}/mod.rs")), "src/{room}/mod.rs is missing");
    }
}

#[test]
fn nothing_knows_the_machine_it_was_made_on() {
    let mut broken = String::new();
    for (path, file) in files("").into_iter().filter(|(path, _)| path != "Cargo.lock") {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        for (n, line) in text.lines().enumerate().filter(|(_, line)| names_a_machine(line)) {
            let _ = writeln!(broken, "{path}:{}: {line}", n + 1);
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// Whether a line holds the path of somebody's folder.
fn names_a_machine(line: &str) -> bool {
    ["work", "farm", "root", "home", "Users"].iter().any(|name| {
        let path = format!("/{name}/");
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_ascii_alphanumeric() || "_.-})".contains(c))
        })
    })
}

#[test]
fn word_tables_are_in_use_sorted_and_say_where_they_come_from() {
    let lexicon: String = sources("src/lexicon").into_iter().map(|(_, text)| text).collect();
    let mut broken = String::new();
    for (path, file) in
        files("src/lexicon/words").into_iter().filter(|(path, _)| path.ends_with(".tsv"))
    {
        let name = path.rsplit('/').next().unwrap();
        if !lexicon.contains(&format!("\"{name}\"")) {
            let _ = writeln!(broken, "{path}: no list of the lexicon");
        }
        for (line, why) in table(&std::fs::read_to_string(file).expect("UTF-8")) {
            let _ = writeln!(broken, "{path}:{line}: {why}");
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// What is wrong with a table of words.
fn table(text: &str) -> Vec<Breach> {
    let comments: String = text.lines().take_while(|l| l.starts_with('#')).collect();
    let mut wrong = Vec::new();
    for said in ["Origin", "Date"].into_iter().filter(|said| !comments.contains(said)) {
        wrong.push((1, format!("the head comment has no {said}")));
    }
    let rows =
        text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    let rows: Vec<_> = rows.skip(1).collect();
    let unsorted =
        rows.windows(2).filter(|pair| pair[0].1.split('\t').next() > pair[1].1.split('\t').next());
    wrong.extend(unsorted.map(|pair| (pair[1].0 + 1, format!("out of order: {}", pair[1].1))));
    wrong
}

/// The lines at which `rule` is broken in a file of this path and text.
fn lines(rule: Rule, path: &str, text: &str) -> Vec<usize> {
    rule(&File::new(path, text)).into_iter().map(|(line, _)| line).collect()
}

#[test]
fn imports_from_below_are_seen() {
    let of = |path, text| lines(law::imports, path, text);
    assert_eq!(
        of("src/outline/tree.rs", "use crate::ground::Span;\nuse crate::measures::Measure;"),
        [2]
    );
    assert_eq!(of("src/outline/tree.rs", "use crate::{\n ground::{Span, Note},\n tags,\n};"), [1]);
    assert_eq!(of("src/outline/tree.rs", "use super::super::tags::Tags;\nuse super::node;"), [1]);
    assert_eq!(of("src/plan/mod.rs", "fn f() { super::views::json() }"), [1]);
    assert_eq!(
        of(
            "src/plan/mod.rs",
            "mod tests {\n use super::Plan;\n use super::super::views;\n}\nuse super::index;"
        ),
        [3, 5]
    );
    assert_eq!(
        of(
            "src/doors/cli/show.rs",
            "use super::home;\nuse crate::answers;\nuse super::super::super::nowhere;"
        ),
        [3]
    );
    assert_eq!(of("src/extra/mod.rs", ""), [1]);
    assert_eq!(
        of("src/source/mod.rs", "// use crate::doors;\nconst A: &str = \"crate::doors\";"),
        [0_usize; 0]
    );
}

#[test]
fn drawers_are_seen() {
    assert_eq!(lines(law::names, "src/tags/mod.rs", "mod place;\nmod helpers;"), [2]);
    assert_eq!(lines(law::names, "src/util/mod.rs", ""), [1]);
    assert_eq!(lines(law::names, "src/tags/common.rs", ""), [1]);
}

#[test]
fn noise_and_foreign_engines_are_seen() {
    let text = "println!(\"a\");\nlet a = std::env::var(\"A\");\nlet b = env!(\"A\");\nlet c = std::time::Instant::now();";
    assert_eq!(lines(law::silence, "src/tags/place.rs", text), [4, 1, 2]);
    assert_eq!(lines(law::silence, "src/doors/cli/mod.rs", text), [4]);
    assert_eq!(lines(law::silence, "src/main.rs", text), [4]);
    assert_eq!(
        lines(law::engines, "src/answers/mod.rs", "use tantivy::Index;\nuse jieba_rs::Jieba;"),
        [1, 2]
    );
    assert_eq!(
        lines(law::engines, "src/index/build.rs", "use tantivy::Index;\nuse jieba_rs::Jieba;"),
        [2]
    );
    assert_eq!(lines(law::engines, "src/index/segmenter.rs", "use jieba_rs::Jieba;"), [0_usize; 0]);
    assert_eq!(lines(law::hash_order, "src/tags/place.rs", "use std::collections::HashMap;"), [1]);
    assert_eq!(lines(law::hash_order, "src/tags/place.rs", "use rustc_hash::FxHashMap;"), [1]);
}

#[test]
fn length_is_seen() {
    let function =
        |lines: usize, inside: &str| format!("fn f() {{\n{}}}\n", inside.repeat(lines - 2));
    assert_eq!(lines(law::lengths, "src/plan/mod.rs", &function(60, "a();\n")), [0_usize; 0]);
    assert_eq!(lines(law::lengths, "src/plan/mod.rs", &function(61, "a();\n")), [1]);
    let flat = |arm: &str| format!("fn f() {{\n    match x {{\n{}    }}\n}}\n", arm.repeat(80));
    assert_eq!(lines(law::lengths, "src/plan/mod.rs", &flat("        A => b,\n")), [0_usize; 0]);
    assert_eq!(
        lines(law::lengths, "src/plan/mod.rs", &flat("        A => { if b { if c { d } } }\n")),
        [1]
    );
    assert_eq!(lines(law::lengths, "src/plan/mod.rs", &"a\n".repeat(601)), [601]);
    assert!(too_long("room", &[5, 5, 11, 11, 11]).is_some());
    assert!(too_long("room", &[5; 8].into_iter().chain([31, 31]).collect::<Vec<_>>()).is_some());
    assert!(too_long("room", &[5; 9].into_iter().chain([31]).collect::<Vec<_>>()).is_none());
}

#[test]
fn unfinished_work_is_seen() {
    let marks = format!("a();\n// {}: b\n{}();\n", ["TO", "DO"].concat(), "dbg!");
    assert_eq!(lines(law::unfinished, "src/plan/mod.rs", &marks), [2, 3]);
    assert_eq!(
        lines(
            law::comments,
            "src/plan/mod.rs",
            "// let a = 1;\n// A reason, in words.\n/// `a();`"
        ),
        [1]
    );
    assert_eq!(lines(law::head, "src/plan/mod.rs", "use a;\n"), [1]);
}

#[test]
fn machines_and_unsorted_words_are_seen() {
    let folder = |name: &str| format!("see /{name}/x/plan.txt");
    assert!(names_a_machine(&folder("home")) && names_a_machine(&folder("root")));
    assert!(!names_a_machine("src/work/x") && !names_a_machine("a/home/b"));
    let rows = "# Words. Origin: a book. Date: 2026-01-01\nterm\tid\n一\ta\n七\tb\n丁\tc\n";
    assert_eq!(table(rows).iter().map(|b| b.0).collect::<Vec<_>>(), [5]);
    assert_eq!(table("term\n一\n").len(), 2);
}

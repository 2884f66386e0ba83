//! The command line, end to end through the built program: answers and help as cases, bad input, streams and exit statuses.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{home, program, run, stderr, stdout, words};

const PLAN: &str = "某市湿地保护规划（2021—2025年）\n\n一、总体要求\n（一）目标。到2025年，湿地保护率达到50%。\n二、重点任务\n推进修复。\n";

/// A home of its own with these files in `corpus/`.
fn home_with(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("corpus")).unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join("corpus").join(name), bytes).unwrap();
    }
    dir
}

/// Runs the program; gives exit status, standard output and standard error.
fn answer(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let output = run(dir, args);
    (output.status.code().expect("it ends by itself"), stdout(&output), stderr(&output))
}

/// That the program says `message` on standard error, nothing on standard output, and ends with `status`.
#[track_caller]
fn fails(dir: &Path, args: &[&str], status: i32, message: &str) {
    let (code, out, err) = answer(dir, args);
    assert_eq!(code, status, "{err}");
    assert!(err.contains(message), "{err}");
    assert!(err.contains("提示："), "nothing says what to do: {err}");
    assert!(!err.contains("panicked"), "{err}");
    assert_eq!(out, "");
}

/// A command line, what it prints, its notes and errors with `! ` before them, and its exit status.
#[test]
fn answers_and_help() {
    crate::cases::check("cli", |input| {
        let (code, out, err) = {
            let output = run(home(), &words(input));
            (output.status.code(), stdout(&output), stderr(&output))
        };
        let notes: String = err.lines().map(|line| format!("! {line}\n")).collect();
        let end = code.map_or("killed".to_owned(), |code| format!("exit {code}"));
        let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
        format!("{}\n{notes}{end}", lines.join("\n"))
    });
}

#[test]
fn a_file_that_is_no_text_is_said_to_be_none() {
    let files: [(&str, &[u8], &str); 6] = [
        ("empty.txt", b"", "文件是空的"),
        ("empty.docx", b"", "文件是空的"),
        ("empty.pdf", b"", "文件是空的"),
        ("blank.txt", b" \r\n\t\n", "文件是空的"),
        ("binary.txt", b"\x7fELF\x02\x01\0\0\0\0", "二进制"),
        ("torn.txt", b"\x80\xff\xc3\x28\xff\xfd\x81\x20", "编码"),
    ];
    for (name, bytes, message) in files {
        let home = home_with(&[(name, bytes)]);
        let path = format!("corpus/{name}");
        let (code, out, err) = answer(home.path(), &["parse", &path]);
        assert_eq!((code, out.as_str()), (3, ""), "{name}: {err}");
        assert!(err.contains(message) && err.contains(name), "{name}: {err}");
        let (code, _, err) = answer(home.path(), &["index"]);
        assert_eq!(code, 3, "{name}: {err}");
        assert!(err.contains(name), "the file is named: {err}");
    }
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let home =
        home_with(&[("good.txt", PLAN.as_bytes()), ("empty.txt", b""), ("photo.png", b"\0")]);
    let (code, out, err) = answer(home.path(), &["search", "湿地保护率"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("good/1.1#1"), "{out}");
    assert!(err.contains("empty.txt") && err.contains("photo.png"), "{err}");
    let (code, _, err) = answer(home.path(), &["search", "湿地保护率"]);
    assert_eq!((code, err.as_str()), (0, ""), "said once, at the build");
}

#[test]
fn what_is_missing_is_named() {
    let home = home();
    fails(home, &["parse", "no-such.txt"], 3, "no-such.txt");
    fails(home, &["parse", "corpus"], 3, "corpus");
    fails(home, &["--home", "no-such-folder", "outline"], 3, "no-such-folder");
    fails(home, &["parse", "corpus/catalog.tsv"], 3, "catalog.tsv");
    fails(home, &["compare", "jilin-2024-2035", "no-such.docx"], 3, "no-such.docx");
    fails(home, &["compare", "jilin-2024-2035", "corpus"], 3, "目录");
}

#[test]
fn a_home_must_hold_plans() {
    let nothing = tempfile::tempdir().unwrap();
    fails(nothing.path(), &["outline"], 3, "没有找到语料");
    fails(home(), &["--home", &nothing.path().to_string_lossy(), "outline"], 3, "corpus/");
    let no_plans = home_with(&[("README.md", b"# x"), ("catalog.tsv", b"id\n")]);
    fails(no_plans.path(), &["search", "水"], 3, "没有规划");
}

/// What names a file is no sentence, be the file missing or of no form that is read.
#[test]
fn a_file_that_cannot_be_read_is_not_checked_as_a_sentence() {
    let home = home();
    fails(home, &["verify", "no-such.docx"], 3, "没有这个文件");
    fails(home, &["verify", "corpus"], 3, "目录");
    fails(home, &["verify", "corpus/catalog.tsv"], 3, "不认识这种文件");
}

/// A file without an end is read no further than the largest that is read.
#[cfg(unix)]
#[test]
fn a_file_without_an_end_is_refused() {
    for command in ["verify", "import", "parse"] {
        fails(home(), &[command, "/dev/zero"], 3, "/dev/zero");
    }
}

#[test]
fn unknown_names_are_wrong_use() {
    fails(home(), &["outline", "no-such-plan"], 2, "no-such-plan");
    fails(home(), &["export", "no-such-plan"], 2, "no-such-plan");
    fails(home(), &["search", "水", "--plan", "no-such-plan"], 2, "no-such-plan");
    fails(home(), &["show", "99.9"], 2, "99.9");
    fails(home(), &["show", "no-such-plan/1.1"], 2, "no-such-plan");
    fails(home(), &["show", "Z2.2#0"], 2, "Z2.2#0");
    fails(home(), &["search", "水", "--kind", "sentence"], 2, "sentence");
    fails(home(), &["search", "水", "--column", "二三四五六七八九十"], 2, "专栏");
    fails(home(), &["search"], 2, "要找什么");
    fails(home(), &["search", "，。！"], 2, "");
    fails(home(), &["search", &"水".repeat(10_000)], 2, "太长");
    fails(home(), &["outline", "--format", "jsonl"], 2, "jsonl");
}

#[test]
fn arguments_that_clap_refuses_are_explained_in_chinese() {
    fails(home(), &["frobnicate"], 2, "没有这个命令");
    fails(home(), &["search", "水", "--frobnicate"], 2, "--frobnicate");
    fails(home(), &["search", "水", "--limit", "many"], 2, "many");
    fails(home(), &["search", "水", "--limit"], 2, "--limit");
    fails(home(), &["show"], 2, "ADDRESS");
    fails(home(), &["show", "2.1", "3.1"], 2, "多了一个参数：3.1");
    fails(home(), &["serch", "水"], 2, "相近的：search");
    fails(home(), &["search", "水", "--colum", "2"], 2, "相近的：--column");
    fails(home(), &["search", "水", "--by-year", "30"], 2, "四位数字");
    fails(home(), &["plans", "--year", "今年"], 2, "四位数字");
    fails(home(), &["parse", "corpus/catalog.tsv", "--encoding", "ascii85"], 2, "gb18030");
    fails(home(), &["outline", "--format", "pdf"], 2, "pdf");
    fails(home(), &["cite", "2.1", "--style", "apa"], 2, "gbt7714");
    fails(home(), &["index", "--check", "--rebuild"], 2, "--rebuild");
    fails(home(), &["plans", "--format", "csv", "--format", "md"], 2, "只能写一次");
}

#[test]
fn unbalanced_marks_are_text() {
    for query in ["\"黑臭水体", "（黑臭水体", "(黑臭水体", "黑臭水体)", "“黑臭水体"]
    {
        let (code, out, err) = answer(home(), &["search", query]);
        assert_eq!(code, 0, "{query}: {err}");
        assert!(out.contains("黑臭水体"), "{query}: {out}");
    }
}

#[test]
fn the_home_is_the_option_or_the_environment_or_the_nearest_above() {
    let other = home_with(&[("good.txt", PLAN.as_bytes())]);
    let deep = other.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let (code, out, _) = answer(&deep, &["outline"]);
    assert!(code == 0 && out.contains("某市湿地保护规划"), "{out}");
    let environment = program(&deep).env("GANGYAO_HOME", home()).arg("outline").output().unwrap();
    assert!(stdout(&environment).contains("美丽吉林"));
    let option = program(&deep)
        .env("GANGYAO_HOME", other.path())
        .args(["outline", "--home"])
        .arg(home())
        .output()
        .unwrap();
    assert!(stdout(&option).contains("美丽吉林"));
}

#[test]
fn nothing_found_is_status_one_and_an_empty_answer() {
    let (code, out, err) = answer(home(), &["search", "企鹅", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json["total"], &json["hits"]), (&Value::from(0), &Value::Array(vec![])));
}

#[test]
fn a_word_to_leave_out_is_no_option() {
    let count = |args: &[&str]| {
        let (code, out, err) = answer(home(), &[args, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{err}");
        serde_json::from_str::<Value>(&out).unwrap()["total"].as_u64().unwrap()
    };
    let all = count(&["search", "湿地"]);
    let without = count(&["search", "湿地", "-草原"]);
    assert!(without < all, "{without} of {all}");
    assert_eq!(without, count(&["search", "湿地 -草原"]));
    assert_eq!(without, count(&["search", "-草原", "湿地"]));
}

#[test]
fn standard_input_is_read_as_text() {
    let mut child = program(home())
        .args(["parse", "-", "--text"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PLAN.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(stdout(&output), PLAN);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for args in [
        ["export", "--format", "json"],
        ["export", "--format", "text"],
        ["export", "--format", "jsonl"],
    ] {
        let mut child = program(home())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut String::new()).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let escapes = |args: &[&str], name: &str| {
        let output = program(home()).args(args).env(name, "1").output().unwrap();
        stdout(&output).contains('\u{1b}')
    };
    assert!(!escapes(&["search", "查干湖"], "NO_COLOR"));
    assert!(!escapes(&["search", "查干湖"], "UNUSED"));
    assert!(escapes(&["search", "查干湖", "--color", "always"], "UNUSED"));
    assert!(!escapes(&["search", "查干湖", "--color", "never"], "CLICOLOR_FORCE"));
}

#[test]
fn a_plan_put_into_the_corpus_is_found_and_one_taken_out_is_gone() {
    let home = home_with(&[("good.txt", PLAN.as_bytes())]);
    let found = |query: &str| answer(home.path(), &["search", query]).0;
    assert_eq!((found("湿地"), found("草原")), (0, 1));
    fs::write(home.path().join("corpus/more.txt"), PLAN.replace("湿地", "草原")).unwrap();
    assert_eq!((found("湿地"), found("草原")), (0, 0));
    fs::remove_file(home.path().join("corpus/good.txt")).unwrap();
    assert_eq!((found("湿地"), found("草原")), (1, 0));
}

#[test]
fn parse_and_export_say_the_same_of_a_plan() {
    let json = |args: &[&str]| {
        let (code, out, err) = answer(home(), args);
        assert_eq!(code, 0, "{err}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    let parsed = json(&["parse", "corpus/jilin-2024-2035.txt", "--format", "json"]);
    let exported = json(&["export", "--format", "json"]);
    assert_eq!(parsed, exported);
    let (_, lines, _) = answer(home(), &["export", "--format", "jsonl"]);
    let measures = exported["plans"][0]["measures"].as_array().unwrap();
    for (line, measure) in lines.lines().zip(measures) {
        let mut row: Value = serde_json::from_str(line).unwrap();
        assert_eq!(row.as_object_mut().unwrap().remove("plan"), Some("jilin-2024-2035".into()));
        assert_eq!(row, *measure);
    }
    assert_eq!(lines.lines().count(), measures.len());
}

/// A sample of what the library is tested for in full: every run of characters of a measure, typed, finds the measure.
#[test]
fn what_is_printed_is_found_when_it_is_typed() {
    let plan = crate::tags_target::jilin();
    for (n, at) in (0..plan.measures.len()).step_by(12).enumerate() {
        let chars: Vec<char> = plan.measures[at].span.of(&plan.text).chars().collect();
        let length = (1 + n % 8).min(chars.len());
        let start = (n * 7) % (chars.len() - length + 1);
        let typed: String = chars[start..start + length].iter().collect();
        if !typed.contains(char::is_alphanumeric) {
            continue;
        }
        let args = ["search", "--format", "json", "--limit", "9999", "--", &typed];
        let (code, out, err) = answer(home(), &args);
        assert_eq!(code, 0, "{typed}: {err}");
        let hits: Value = serde_json::from_str(&out).unwrap();
        let id = plan.measure_id(at);
        let found = hits["hits"].as_array().unwrap().iter().any(|hit| hit["id"] == id.as_str());
        assert!(found, "{typed} does not find {id}");
    }
}

#[test]
fn every_shell_and_every_command_is_described() {
    let printed = |args: &[&str]| {
        let (code, out, err) = answer(home(), args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        out
    };
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("gangyao") && script.contains("outline"), "{shell}: {script}");
    }
    let manual = printed(&["man"]);
    assert!(manual.contains(".TH gangyao 1"), "{manual}");
    for command in ["search", "cite", "export"] {
        let page = printed(&["man", command]);
        assert!(page.contains(&format!(".TH gangyao-{command} 1")), "{page}");
        assert!(manual.contains(&format!("gangyao\\-{command}")), "{manual}");
    }
    fails(home(), &["man", "frobnicate"], 2, "没有这个命令");
    fails(home(), &["completions", "tcsh"], 2, "tcsh");
}

#[test]
fn a_name_that_is_no_place_is_said_to_be_none() {
    let home = home();
    fails(home, &["place", ""], 2, "没有说是哪个地方");
    fails(home, &["place", "，、。"], 2, "没有说是哪个地方");
    fails(home, &["place", &"江".repeat(1000)], 2, "地名太长");
    fails(home, &["place", "白城", "--plan", "none"], 2, "没有这部规划");
    fails(home, &["places", "none"], 2, "没有这部规划");
    fails(home, &["related", "9.9.9"], 2, "没有这个地址");
    let (code, out, _) = answer(home, &["place", "白诚", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["near"].as_array().unwrap().contains(&"白城".into())), (1, true));
}

/// A user's own places are found; a row that is wrong is said, with its file and line, and the rest is used.
#[test]
fn a_wrong_row_of_a_users_places_is_said_and_the_others_are_used() {
    let text = PLAN.replace("推进修复。", "推进修复。加强碱泡子治理，保护怪湖。");
    let home = home_with(&[("good.txt", text.as_bytes())]);
    let words = home.path().join("corpus/words");
    fs::create_dir(&words).unwrap();
    let rows =
        "name\tkind\twithin\n碱泡子\tlake\t220800\n怪湖\tpond\t220800\n错位河\triver\t没有市\n";
    fs::write(words.join("jilin.tsv"), rows).unwrap();
    let (code, out, err) = answer(home.path(), &["place", "碱泡子"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("白城市"), "{out}");
    for (line, what) in
        [("第 3 行", "怪湖：“pond”不是地名类别"), ("第 4 行", "没有“没有市”这个地名")]
    {
        let said =
            err.lines().find(|l| l.contains(what)).unwrap_or_else(|| panic!("{what}: {err}"));
        assert!(said.contains(&format!("corpus/words/jilin.tsv {line}：")), "{said}");
    }
    assert_eq!(answer(home.path(), &["place", "白城"]).0, 0);
}

#[test]
fn parse_takes_word_lists_of_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("words")).unwrap();
    let rows = "term\tid\tname\tunit\n蓝莓种植面积\tblueberry\t蓝莓面积\t亩\n";
    std::fs::write(dir.path().join("words/indicators.tsv"), rows).unwrap();
    let plan = "某县农业规划\n一、主要任务\n到2027年，蓝莓种植面积达到3万亩。\n";
    std::fs::write(dir.path().join("plan.txt"), plan).unwrap();
    let indicator = |more: &[&str]| {
        let args = [&["parse", "plan.txt", "--format", "json"], more].concat();
        let output = run(dir.path(), &args);
        assert!(output.status.success(), "{}", stderr(&output));
        let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        let measures = json["plans"][0]["measures"].as_array().unwrap();
        let target = measures.iter().find_map(|m| m["targets"].get(0)).expect("a target");
        target["indicator_id"].clone()
    };
    assert!(indicator(&[]).is_null());
    assert_eq!(indicator(&["--lexicon", "words"]), "blueberry");
    let output = run(dir.path(), &["parse", "plan.txt", "--lexicon", "nowhere"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("nowhere"), "{}", stderr(&output));
}

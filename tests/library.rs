//! The corpus as a library, through the built program: plans put in and taken out, none twice, whatever happens in between.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{program, run, stderr, stdout, words};

/// A small plan.
pub const PLAN: &str = "某市湿地保护规划（2021—2025年）\n\n一、总体要求\n（一）目标。到2025年，湿地保护率达到50%。\n二、重点任务\n推进修复。\n";

/// A home with an empty corpus, and beside it a folder of files that are not in it.
pub struct Library {
    dir: TempDir,
}

impl Library {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("corpus")).unwrap();
        fs::create_dir(dir.path().join("in")).unwrap();
        Self { dir }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn catalogue(&self) -> String {
        fs::read_to_string(self.path("corpus/catalog.tsv")).unwrap_or_default()
    }

    /// The ids that have a row, in the order of the rows.
    fn rows(&self) -> Vec<String> {
        let rows = self.catalogue();
        let rows = rows.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    }

    /// What stands in the corpus and does not begin with a dot.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("corpus")).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }

    /// Runs the program: exit status, standard output, standard error.
    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = run(self.dir.path(), args);
        let err = stderr(&output);
        assert!(!err.contains("panicked"), "{err}");
        (output.status.code().expect("it ends by itself"), stdout(&output), err)
    }

    #[track_caller]
    pub fn done(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    }

    /// That the program ends with `status`, says `message`, and leaves the corpus as it was.
    #[track_caller]
    pub fn refuses(&self, args: &[&str], status: i32, message: &str) {
        let before = (self.files(), self.catalogue());
        let (code, _, err) = self.run(args);
        assert_eq!(code, status, "{args:?}: {err}");
        assert!(err.contains(message), "{err}");
        assert_eq!((self.files(), self.catalogue()), before);
    }

    fn ids(&self) -> Vec<String> {
        let (_, out, _) = self.run(&["plans", "--format", "json"]);
        let json: Value = serde_json::from_str(&out).unwrap_or_default();
        let plans = json["plans"].as_array().cloned().unwrap_or_default();
        plans.iter().map(|plan| plan["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Runs the program where no file may grow beyond half a kilobyte; it must fail. Gives what it says.
    #[cfg(unix)]
    #[track_caller]
    pub fn cramped(&self, args: &str) -> String {
        let line = format!("trap '' XFSZ; ulimit -f 1; exec \"$0\" {args}");
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(self.dir.path()).args(["-c", &line, env!("CARGO_BIN_EXE_gangyao")]);
        let output = shell.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
        stderr(&output)
    }

    fn start(&self, args: &[&str]) -> Child {
        let mut command = program(self.dir.path());
        command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }
}

/// A plan of its own for each `n`.
pub fn plan(n: usize) -> String {
    PLAN.replace("某市", &format!("第{n}市")).replace("50%", &format!("{n}%"))
}

#[test]
fn a_plan_put_in_is_described_listed_and_found() {
    let library = Library::new();
    library.write("in/湿地.txt", PLAN);
    let out = library.done(&["add", "in/湿地.txt", "--number", "某发〔2021〕1号"]);
    for said in [
        "已加入 1 部规划",
        "编号  湿地",
        "文号  某发〔2021〕1号",
        "2021—2025年",
        "2 章",
        "指标  1 项",
        "提示  无",
        "丢失字符  0",
    ] {
        assert!(out.contains(said), "{said} is not in\n{out}");
    }
    assert_eq!(fs::read(library.path("corpus/湿地.txt")).unwrap(), PLAN.as_bytes());
    assert_eq!(library.rows(), ["湿地"]);
    assert!(library.done(&["search", "湿地保护率"]).contains("湿地/1.1#1"));
    let list: Value =
        serde_json::from_str(&library.done(&["plans", "--year", "2023", "--format", "json"]))
            .unwrap();
    let row = &list["plans"][0];
    assert_eq!((&row["id"], &row["number"]), (&"湿地".into(), &"某发〔2021〕1号".into()));
    assert_eq!((&row["period"]["to"], &row["targets"]), (&2025.into(), &1.into()));
    assert_eq!(library.run(&["plans", "--year", "2030"]).0, 1);
    assert!(library.done(&["plans", "--format", "csv"]).contains("湿地,某市湿地保护规划"));
}

#[test]
fn of_many_plans_an_index_tells_the_number() {
    let library = Library::new();
    let plans = |count: usize| {
        (0..count).for_each(|n| library.write(&format!("corpus/{n:02}.txt"), PLAN));
        [library.done(&["index"]), library.done(&[])]
    };
    for out in plans(30) {
        assert!(out.starts_with("纲要 · 30 部规划\n"), "{out}");
        assert!(out.contains("\n  29\n") && !out.contains("gangyao plans"), "{out}");
    }
    for out in plans(31) {
        assert!(out.starts_with("纲要 · 31 部规划\n逐部列出：gangyao plans\n"), "{out}");
        assert!(!out.contains("\n  29\n"), "{out}");
    }
    assert!(library.done(&["plans"]).contains("\n  30"));
    let json: Value = serde_json::from_str(&library.done(&["index", "--format", "json"])).unwrap();
    assert_eq!(json["plans"].as_array().unwrap().len(), 31);
}

#[test]
fn the_folder_is_made_where_a_home_is_named() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), PLAN).unwrap();
    let bare = run(home.path(), &["add", "a.txt"]);
    assert_eq!(bare.status.code(), Some(3));
    assert!(stderr(&bare).contains("mkdir corpus"), "{}", stderr(&bare));
    let named = run(home.path(), &["add", "a.txt", "--home", "."]);
    assert_eq!(named.status.code(), Some(0), "{}", stderr(&named));
    let missing = run(home.path(), &["add", "a.txt", "--home", "nowhere"]);
    assert_eq!(missing.status.code(), Some(3), "{}", stderr(&missing));
}

#[test]
fn no_plan_is_taken_in_twice() {
    let library = Library::new();
    let gb = encoding_rs::GB18030.encode(PLAN).0;
    library.write("in/a.txt", PLAN);
    library.write("in/b.txt", PLAN);
    library.write("in/gb.txt", &gb);
    library.write("in/other.txt", PLAN.replace("50%", "55%"));
    library.done(&["add", "in/a.txt"]);
    library.refuses(&["add", "in/b.txt"], 1, "与 a 完全相同");
    library.refuses(&["add", "in/gb.txt"], 1, "与 a 文字相同");
    let out = library.done(&["add", "in/other.txt"]);
    assert!(out.contains("gangyao compare a other"), "{out}");
    library.done(&["add", "in/gb.txt", "--force"]);
    assert_eq!(library.ids(), ["a", "gb", "other"]);
}

#[test]
fn an_id_can_be_written_in_an_address_and_stays_in_the_folder() {
    let library = Library::new();
    library.write("in/a.txt", PLAN);
    for id in ["../a", "a/b", "/a", "a b", "a#1", ".a", "-a", "con", "catalog", ""] {
        library.refuses(&["add", "in/a.txt", &format!("--id={id}")], 2, "编号不能用");
    }
    assert!(!library.path("a.txt").exists());
    library.write("in/附件1.txt", plan(1));
    library.done(&["add", "in/附件1.txt"]);
    assert_eq!(library.ids(), ["第1市湿地保护规划-2021-2025年"]);
}

#[test]
fn ids_that_are_taken_are_said() {
    let library = Library::new();
    let two = format!("附件1\n\n{}\n附件2\n\n{}", plan(1), plan(2));
    library.write("in/a.txt", &two);
    library.write("in/a-2.txt", plan(3));
    library.write("in/A.txt", plan(4));
    library.done(&["add", "in/a.txt"]);
    assert_eq!(library.ids(), ["a", "a-2"]);
    assert_eq!(library.rows(), ["a", "a-2"]);
    library.refuses(&["add", "in/a-2.txt"], 2, "编号 a-2 已经有了");
    library.refuses(&["add", "in/A.txt"], 2, "已经有了");
    library.refuses(&["remove", "a-2"], 2, "gangyao remove a");
    library.done(&["add", "in/a-2.txt", "--id", "b"]);
    let trial: Value =
        serde_json::from_str(&library.done(&["remove", "a", "-n", "--format", "json"])).unwrap();
    assert_eq!(trial["also"], serde_json::json!(["a-2"]));
    let said = library.done(&["remove", "a"]);
    assert!(said.contains("已移出 a\n") && said.contains("a-2（在同一个文件里）"), "{said}");
    assert_eq!((library.ids(), library.rows()), (vec!["b".to_owned()], vec!["b".to_owned()]));
    // What has a file of its own stays, though another file could hold a plan of that name.
    fs::write(library.path("corpus/b-2.txt"), plan(6)).unwrap();
    let row = library.catalogue().lines().last().unwrap().replacen('b', "b-2", 1);
    fs::write(library.path("corpus/catalog.tsv"), library.catalogue() + &row + "\n").unwrap();
    library.done(&["remove", "b"]);
    assert_eq!((library.ids(), library.rows()), (vec!["b-2".to_owned()], vec!["b-2".to_owned()]));
    // The other way round: the second plan of a file has an id that a file of its own has.
    library.write("in/other.txt", plan(5));
    library.done(&["add", "in/other.txt", "--id", "c-2"]);
    library.refuses(&["add", "in/a.txt", "--id", "c"], 2, "编号 c-2 已经有了");
}

#[test]
fn of_a_folder_what_is_good_is_taken_and_what_is_not_is_named() {
    let library = Library::new();
    fs::create_dir(library.path("in/sub")).unwrap();
    library.write("in/good.txt", plan(1));
    library.write("in/sub/also.md", plan(2));
    library.write("in/empty.txt", "");
    library.write("in/photo.png", "x");
    library.write("in/twin.txt", plan(1));
    let (code, out, err) = library.run(&["add", "in"]);
    assert_eq!(code, 3, "{err}");
    assert!(out.contains("已加入 2 部规划"), "{out}");
    for said in ["empty.txt", "photo.png", "in/twin.txt 与 good 完全相同"] {
        assert!(err.contains(said), "{said}: {err}");
    }
    assert_eq!((library.ids(), library.rows().len()), (vec!["also".into(), "good".into()], 2));
    fs::remove_file(library.path("in/empty.txt")).unwrap();
    library.refuses(&["add", "in"], 1, "已在语料中");
    library.refuses(&["add", "in", "--title", "某规划"], 2, "只能用于一个文件");
}

#[test]
fn a_trial_writes_nothing() {
    let library = Library::new();
    library.write("in/a.txt", PLAN);
    let out = library.done(&["add", "in/a.txt", "-n"]);
    assert!(out.contains("没有写入") && out.contains("某市湿地保护规划"), "{out}");
    assert_eq!((library.files(), library.catalogue()), (Vec::<String>::new(), String::new()));
    library.done(&["add", "in/a.txt"]);
    let before = (library.files(), library.catalogue());
    assert!(library.done(&["remove", "a", "-n"]).contains("没有改动"));
    assert_eq!((library.files(), library.catalogue()), before);
}

#[test]
fn what_was_taken_out_can_be_put_back_as_it_was() {
    let library = Library::new();
    library.write("in/a.txt", PLAN);
    library.write("in/b.txt", plan(2));
    library.done(&[
        "add",
        "in/a.txt",
        "--title",
        "另 一个名字",
        "--origin",
        "https://example.gov.cn/?a=1&b=2",
    ]);
    library.done(&["add", "in/b.txt"]);
    let before = library.done(&["plans", "--format", "json"]);
    let row = library.catalogue().lines().find(|line| line.starts_with("a\t")).unwrap().to_owned();
    let removed: Value =
        serde_json::from_str(&library.done(&["remove", "a", "--format", "json"])).unwrap();
    assert_eq!(library.ids(), ["b"]);
    assert_eq!(library.run(&["show", "a/1.1"]).0, 2);
    let restore = words(removed["restore"].as_str().unwrap());
    let args: Vec<&str> = restore.iter().map(String::as_str).collect();
    library.done(&args[1..]);
    assert_eq!(library.done(&["plans", "--format", "json"]), before);
    assert!(library.catalogue().lines().any(|line| line == row), "{}", library.catalogue());
    library.refuses(&["remove", "nothing"], 2, "没有这部规划");
    library.done(&["remove", "a"]);
    library.done(&["remove", "b"]);
    assert_eq!(fs::read_dir(library.path("corpus/.removed")).unwrap().count(), 3);
}

#[test]
fn corrections_stay_and_are_used_again_when_the_plan_is_put_back() {
    let library = Library::new();
    let correction = "[[correction]]\naddress = \"2.x1#1\"\nfield = \"备注\"\nvalue = \"已部署\"\n";
    library.write("in/a.txt", PLAN);
    library.done(&["add", "in/a.txt"]);
    library.write("corpus/a.corrections.toml", correction);
    library.write("corpus/b.corrections.toml", correction);
    let said = library.done(&["remove", "a", "-n"]);
    assert!(said.contains("更正  corpus/a.corrections.toml 留在原处"), "{said}");
    assert!(!said.contains("b.corrections"), "{said}");
    let removed = library.done(&["remove", "a", "--format", "json"]);
    let removed: Value = serde_json::from_str(&removed).unwrap();
    assert_eq!(removed["corrections"], serde_json::json!(["corpus/a.corrections.toml"]));
    let restore = words(removed["restore"].as_str().unwrap());
    let args: Vec<&str> = restore.iter().map(String::as_str).collect();
    library.done(&args[1..]);
    assert!(library.done(&["show", "a/2.x1#1", "--format", "json"]).contains("已部署"));
}

#[test]
fn a_file_taken_in_has_the_doubts_that_a_check_of_it_has() {
    let library = Library::new();
    library.write("in/memo.txt", "工作备忘\n明年完成造林3万亩（含补植。\n");
    let (_, checked, _) = library.run(&["check", "in/memo.txt", "--format", "json"]);
    let checked: Value = serde_json::from_str(&checked).unwrap();
    let dry = library.done(&["add", "in/memo.txt", "-n", "--format", "json"]);
    let dry: Value = serde_json::from_str(&dry).unwrap();
    let said = |notes: &Value| -> Vec<String> {
        let notes = notes.as_array().unwrap().iter();
        notes.map(|note| note["message"].as_str().unwrap().to_owned()).collect()
    };
    let doubts = said(&dry["added"][0]["plans"][0]["notes"]);
    assert_eq!(doubts, said(&checked["plans"][0]["doubts"]));
    assert!(!doubts.is_empty());
    let said = library.done(&["add", "in/memo.txt", "-n"]);
    assert!(said.contains("gangyao check in/memo.txt"), "{said}");
    assert!(library.done(&["add", "in/memo.txt"]).contains("gangyao check corpus/memo.txt"));
}

#[test]
fn what_people_wrote_into_the_catalogue_stays() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    library.write("corpus/catalog.tsv", "# 我的目录\r\nid\t备注\ttitle\r\na\t勿动\t甲\r\n");
    library.write("in/b.txt", plan(2));
    library.done(&["add", "in/b.txt"]);
    let text = library.catalogue();
    assert!(text.starts_with("# 我的目录\r\nid\t备注\ttitle"), "{text}");
    assert!(text.contains("\r\na\t勿动\t甲\r\n") || text.contains("\na\t勿动\t甲\r\n"), "{text}");
    assert_eq!(library.rows(), ["a", "b"]);
}

#[test]
fn a_damaged_catalogue_is_not_written_over() {
    for damage in [&b"\xff\xfe\x00\x01"[..], &b"title\tid\n"[..]] {
        let library = Library::new();
        library.write("corpus/a.txt", plan(1));
        library.write("corpus/catalog.tsv", damage);
        library.write("in/b.txt", plan(2));
        let (code, _, err) = library.run(&["add", "in/b.txt"]);
        assert_eq!(code, 3, "{err}");
        assert!(err.contains("目录表已损坏") && err.contains("提示"), "{err}");
        assert_eq!(fs::read(library.path("corpus/catalog.tsv")).unwrap(), damage);
        assert_eq!(library.files(), ["a.txt", "catalog.tsv"]);
        assert_eq!(library.run(&["search", "湿地"]).0, 0, "the plans are still read");
    }
}

#[test]
fn a_corpus_that_cannot_be_written_is_said_and_left_as_it_was() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    library.write("in/b.txt", plan(2));
    fs::create_dir(library.path("corpus/.lock")).unwrap();
    library.refuses(&["add", "in/b.txt"], 3, "写不了语料");
    library.refuses(&["remove", "a"], 3, "写不了语料");
    let file = tempfile::tempdir().unwrap();
    fs::write(file.path().join("corpus"), "no folder").unwrap();
    let output =
        program(file.path()).args(["add", "--home", "."]).arg(library.path("in/b.txt")).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
}

/// A disk that takes no more: no file may grow beyond half a kilobyte.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_corpus_as_it_was() {
    let library = Library::new();
    library.write("in/b.txt", plan(2) + &"推进修复工作。\n".repeat(200));
    library.write("corpus/a.txt", plan(1));
    library.done(&["index"]);
    let before = library.files();
    assert!(library.cramped("add in/b.txt").contains("语料没有改动"));
    assert_eq!((library.files(), library.catalogue()), (before, String::new()));
    assert_eq!(library.run(&["search", "湿地"]).0, 0);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_plan_that_was_to_be_removed() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    let rows = format!("id\torigin\na\thttps://example.gov.cn/\nb\t{}\n", "很长的出处".repeat(50));
    library.write("corpus/catalog.tsv", &rows);
    library.done(&["index"]);
    let before = library.files();
    let said = library.cramped("remove a");
    assert!(said.contains("catalog.tsv") && said.contains("语料没有改动"), "{said}");
    assert_eq!((library.files(), library.catalogue()), (before, rows));
    library.done(&["remove", "a"]);
    assert_eq!(library.rows(), ["b"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_corrections_as_they_were() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    let table = |note: &str| format!("出处,备注\n1.1#1,{note}\n");
    library.write("short.csv", table("已办"));
    library.write("long.csv", table(&"尚未办完。".repeat(50)));
    library.done(&["import", "short.csv", "--plan", "a"]);
    library.done(&["index"]);
    let file = library.path("corpus/a.corrections.toml");
    let before = (library.files(), fs::read(&file).unwrap());
    let said = library.cramped("import long.csv --plan a");
    assert!(said.contains("写不了更正文件") && said.contains("再导入一次"), "{said}");
    assert_eq!((library.files(), fs::read(&file).unwrap()), before);
}

#[test]
fn two_that_import_at_once_both_are_kept() {
    let library = Library::new();
    let lines: String = (1..=5).map(|n| format!("推进{n}号工程建设。\n")).collect();
    library.write(
        "corpus/a.txt",
        format!("某市湿地保护规划（2021—2025年）\n一、重点任务\n（一）治水\n{lines}"),
    );
    library.done(&["index"]);
    let export = library.done(&["export", "--what", "measures", "--format", "jsonl"]);
    let places: Vec<String> = export
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap()["出处"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(places.len(), 5, "{export}");
    for (n, place) in places.iter().enumerate() {
        library.write(&format!("{n}.csv"), format!("出处,备注\n{place},第{n}个\n"));
    }
    let names: Vec<_> = (0..5).map(|n| format!("{n}.csv")).collect();
    let children: Vec<_> = names.iter().map(|n| library.start(&["import", n])).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let kept = fs::read_to_string(library.path("corpus/a.corrections.toml")).unwrap();
    assert!((0..5).all(|n| kept.contains(&format!("第{n}个"))), "{kept}");
}

#[test]
fn two_that_add_at_once_both_succeed() {
    let library = Library::new();
    (1..=5).for_each(|n| library.write(&format!("in/p{n}.txt"), plan(n)));
    let names: Vec<_> = (1..=5).map(|n| format!("in/p{n}.txt")).collect();
    let children: Vec<_> = names.iter().map(|name| library.start(&["add", name])).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let mut rows = library.rows();
    rows.sort();
    assert_eq!(rows, ["p1", "p2", "p3", "p4", "p5"]);
    assert_eq!(library.ids(), rows);
}

/// The states between the steps that `src/corpus/keeper.rs` lists, made by hand.
#[test]
fn after_each_step_the_corpus_opens_and_the_work_can_be_done_again() {
    let library = Library::new();
    library.write("in/a.txt", plan(1));
    library.write("in/b.txt", plan(2));
    library.done(&["add", "in/a.txt"]);

    library.write("corpus/.b.txt.new", &plan(2)[..22]);
    assert_eq!(library.ids(), ["a"]);
    library.done(&["add", "in/b.txt"]);
    assert!(!library.path("corpus/.b.txt.new").exists());

    library.done(&["remove", "b"]);
    fs::copy(library.path("in/b.txt"), library.path("corpus/b.txt")).unwrap();
    assert_eq!((library.ids(), library.rows()), (vec!["a".into(), "b".into()], vec!["a".into()]));
    assert_eq!(library.run(&["add", "in/b.txt"]).0, 1);
    assert_eq!(library.rows(), ["a", "b"], "the row is written after all");

    library.write("corpus/.catalog.tsv.new", "id\ttit");
    assert_eq!(library.ids(), ["a", "b"]);

    fs::remove_file(library.path("corpus/b.txt")).unwrap();
    assert_eq!(library.ids(), ["a"], "a row without a file");
    library.done(&["remove", "b"]);
    assert_eq!(library.rows(), ["a"]);
    assert!(!library.path("corpus/.catalog.tsv.new").exists());
}

#[test]
fn a_writer_that_is_killed_leaves_whole_plans() {
    let library = Library::new();
    (1..=12).for_each(|n| library.write(&format!("in/p{n:02}.txt"), plan(n)));
    for wait in [3, 9, 27, 60, 90, 150] {
        let mut child = library.start(&["add", "in"]);
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        for name in library.files().iter().filter(|name| name.ends_with(".txt")) {
            let whole = fs::read(library.path("in").join(name)).unwrap();
            assert_eq!(fs::read(library.path("corpus").join(name)).unwrap(), whole);
        }
        let held = library.files().iter().filter(|name| name.ends_with(".txt")).count();
        assert_eq!(library.ids().len(), held, "after {wait} ms");
    }
    library.run(&["add", "in"]);
    assert_eq!((library.ids().len(), library.rows().len()), (12, 12));
}

#[test]
fn text_on_standard_input_is_called_by_its_title() {
    let library = Library::new();
    let mut child = program(library.dir.path())
        .args(["add", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), PLAN.as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(library.files(), ["catalog.tsv", "某市湿地保护规划-2021-2025年.txt"]);
    assert!(Path::new(&library.path("corpus/某市湿地保护规划-2021-2025年.txt")).exists());
}

#[test]
fn a_text_whose_encoding_is_named_is_kept_as_utf_8() {
    let library = Library::new();
    let utf16: Vec<u8> = PLAN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    library.write("in/a.txt", utf16);
    library.done(&["add", "in/a.txt", "--encoding", "utf-16be", "--id", "a"]);
    assert_eq!(fs::read_to_string(library.path("corpus/a.txt")).unwrap(), PLAN);
    let (code, _, err) = library.run(&["add", "in/a.txt", "--encoding", "latin-9"]);
    assert!(code == 2 && err.contains("latin-9"), "{err}");
}

#[test]
fn files_are_known_by_their_bytes_where_their_names_say_nothing() {
    let library = Library::new();
    let page = format!("<!DOCTYPE html><p>{}</p>", PLAN.trim_end().replace('\n', "</p><p>"));
    library.write("in/规划", &page);
    library.write("in/图.bin", [7u8, 0, 8]);
    library.done(&["add", "in"]);
    assert_eq!(library.files().iter().filter(|f| f.ends_with(".html")).count(), 1);
    library.write("corpus/b.aspx", page.replace("50%", "60%"));
    assert!(library.done(&["plans"]).contains("2 部规划"), "{}", library.done(&["plans"]));
}

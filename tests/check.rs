//! What is doubtful in a file, as cases, and as the program says it.

use std::fmt::Write as _;
use std::fs;

use gangyao::answers::doubts;
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Depth, Origin, Plan};
use gangyao::source::{self, Format};

use crate::program::{run, stdout};

fn plans(text: &str) -> Vec<Plan> {
    let origin = Origin { path: "a.txt".into(), format: Format::Text, sha256: String::new() };
    Plan::read_all("a", &origin, &source::plain(text.to_owned()), Depth::Whole, &Lexicon::shipped())
}

#[test]
fn doubts_by_line() {
    crate::cases::check("check", |input| {
        let mut out = String::new();
        for note in doubts(&plans(input), &Lexicon::shipped()).into_iter().flatten() {
            let _ = writeln!(out, "{} {:?} {}", note.line, note.severity, note.message);
        }
        out
    });
}

#[test]
fn the_exit_status_tells_whether_there_are_doubts() {
    let dir = tempfile::tempdir().unwrap();
    let good = "某市规划\n\n一、目标\n推进转型。\n二、任务\n加强管理。\n";
    fs::write(dir.path().join("good.txt"), good).unwrap();
    fs::write(dir.path().join("bad.txt"), good.replace("二、", "三、")).unwrap();
    let clean = run(dir.path(), &["check", "good.txt"]);
    assert_eq!((clean.status.code(), stdout(&clean).contains("没有疑点")), (Some(0), true));
    let doubtful = run(dir.path(), &["check", "good.txt", "bad.txt"]);
    assert_eq!(doubtful.status.code(), Some(1));
    let out = stdout(&doubtful);
    assert!(out.contains("第 5 行") && out.contains("1 处疑点"), "{out}");
    let json = run(dir.path(), &["check", "bad.txt", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&json)).unwrap();
    let doubt = &json["plans"][0]["doubts"][0];
    assert_eq!(
        (&json["clean"], &doubt["line"], &doubt["node"]),
        (&false.into(), &5.into(), &"3".into())
    );
    assert_eq!(run(dir.path(), &["check", "nowhere.txt"]).status.code(), Some(3));
}

//! Two plans side by side, through the built program: as cases, and as JSON with addresses that can be looked up.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{run, stderr, stdout};

/// A home with two plans, `a` and `b`, that a line ~~~ parts.
fn home(plans: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("corpus")).unwrap();
    let (a, b) = plans.split_once("~~~\n").expect("two plans");
    fs::write(dir.path().join("corpus/a.txt"), a).unwrap();
    fs::write(dir.path().join("corpus/b.txt"), b).unwrap();
    dir
}

fn compared(plans: &str) -> String {
    let home = home(plans);
    let versions = plans.contains("征求意见稿");
    let what = if versions { &["--what", "measures"][..] } else { &[] };
    let output = run(home.path(), &[&["compare", "a", "b"], what].concat());
    format!("{}\nexit {}", stdout(&output).trim_end(), output.status.code().unwrap())
}

#[test]
fn two_plans_side_by_side() {
    crate::cases::check("compare", compared);
}

const PLANS: &str = "某省规划\n\n一、目标\n到2025年，森林覆盖率达到45%。加强湿地保护。\n~~~\n某市规划\n\n一、目标\n到2025年，森林覆盖率达到46%。加强湿地保护。\n";

#[test]
fn every_value_and_every_measure_has_an_address() {
    let home = home(PLANS);
    let output = run(home.path(), &["compare", "a", "b", "--format", "json"]);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let row = &json["indicators"][0];
    assert_eq!((&row["verdict"], &json["counts"]["tighter"]), (&"tighter".into(), &1.into()));
    let changed = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["fate"] == "changed" && c["old"]["address"] == "a/1.x1#1")
        .unwrap();
    let new = &changed["new"];
    assert_eq!(new["address"], "b/1.x1#1");
    let [from, to] = [0, 1].map(|n| changed["differences"][0]["new"][n].as_u64().unwrap() as usize);
    let text: Vec<char> = new["text"].as_str().unwrap().chars().collect();
    assert_eq!(text[from..to].iter().collect::<String>(), "6");
    for address in [
        &row["values"][0][0]["addresses"][0],
        &row["values"][1][0]["addresses"][0],
        &new["address"],
    ] {
        let shown = run(home.path(), &["show", address.as_str().unwrap()]);
        assert!(shown.status.success(), "{address}: {}", stderr(&shown));
    }
    let csv = stdout(&run(home.path(), &["compare", "a", "b", "--format", "csv"]));
    assert!(csv.contains("森林覆盖率,2025,更严,45%,a/1.x1#1,46%,b/1.x1#1"), "{csv}");
}

#[test]
fn a_file_can_be_held_against_a_plan() {
    let home = home(PLANS);
    fs::write(home.path().join("draft.txt"), PLANS.replace("45%", "40%")).unwrap();
    let output = run(home.path(), &["compare", "a", "draft.txt", "--what", "targets"]);
    assert!(stdout(&output).contains("更松"), "{}{}", stdout(&output), stderr(&output));
    let itself = run(home.path(), &["compare", "a", "a"]);
    assert!(
        stdout(&itself).contains("相同 1") && stdout(&itself).contains("未变 4"),
        "{}",
        stdout(&itself)
    );
    let unknown = run(home.path(), &["compare", "a", "nowhere"]);
    assert_eq!(unknown.status.code(), Some(2));
}

//! The indicators year by year: rows and contradictions as cases, the command end to end.

use std::sync::Arc;

use gangyao::answers::query::Vocabulary;
use gangyao::answers::{Excerpt, Filters, TargetTable};
use gangyao::corpus::read_bytes;
use gangyao::source::Format;
use gangyao::views::text::{self, Paper};
use serde_json::Value;

use crate::cases;
use crate::index::LEXICON;
use crate::program::{home, run, stderr, stdout};

/// The plans of a case: each begins with a line @ and its id.
fn excerpts(input: &str) -> Vec<Excerpt> {
    let plans =
        input.split('@').skip(1).map(|plan| plan.split_once('\n').expect("an id, then a text"));
    let read = |(id, text): (&str, &str)| read_bytes(id, Format::Text, text.as_bytes(), &LEXICON);
    let plans = plans.flat_map(|plan| read(plan).expect("a text"));
    plans.map(|plan| Excerpt::whole(Arc::new(plan))).collect()
}

#[test]
fn indicators_stand_as_shown() {
    let vocabulary = Vocabulary::of(&LEXICON);
    cases::check("targets", |input| {
        let across = input.starts_with("across");
        let table = TargetTable::of(&excerpts(input), &Filters::default(), &vocabulary, across);
        let mut paper = Paper::new(Some(80));
        text::targets(&mut paper, &table);
        let page = anstream::adapter::strip_str(&paper.into_text()).to_string();
        page.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    });
}

fn asked(args: &[&str]) -> (Option<i32>, String) {
    let output = run(home(), &[&["targets"], args].concat());
    (output.status.code(), stdout(&output))
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&asked(&[args, &["--format", "json"]].concat()).1).unwrap()
}

/// Every target of the export is behind a cell, and behind every cell is a target of the export.
#[test]
fn no_target_is_lost_and_none_made_up() {
    let export = stdout(&run(home(), &["export", "--format", "jsonl"]));
    let mut exported = Vec::new();
    for line in export.lines() {
        let measure: Value = serde_json::from_str(line).unwrap();
        for target in measure["targets"].as_array().unwrap() {
            exported.push(format!("{} {} {}", measure["id"], target["deadline"], target["value"]));
        }
    }
    let table = json(&[]);
    let mut shown = Vec::new();
    for list in ["indicators", "qualitative"] {
        for row in table[list].as_array().unwrap() {
            for value in row["values"].as_array().unwrap() {
                let ids = value["ids"].as_array().unwrap();
                shown.extend(
                    ids.iter().map(|id| format!("{id} {} {}", value["year"], value["value"])),
                );
            }
        }
    }
    for list in [&mut exported, &mut shown] {
        list.sort();
        list.dedup();
    }
    assert!(!shown.is_empty());
    assert_eq!(shown, exported);
}

#[test]
fn the_plan_of_the_corpus_does_not_contradict_itself() {
    assert_eq!(json(&[])["conflicts"], Value::Array(Vec::new()));
}

#[test]
fn the_table_is_narrowed() {
    let forest = json(&["--indicator", "森林覆盖率"]);
    let rows = forest["indicators"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["name"]), (1, &Value::from("森林覆盖率")));
    let years = json(&["--from-year", "2030", "--by-year", "2035"])["years"].clone();
    let years: Vec<i64> = years.as_array().unwrap().iter().filter_map(Value::as_i64).collect();
    assert!(
        !years.is_empty() && years.iter().all(|year| (2030..=2035).contains(year)),
        "{years:?}"
    );
    let (code, page) = asked(&["--from-year", "2150"]);
    assert_eq!((code, page.trim()), (Some(1), "没有这样的指标"));
    assert_eq!(asked(&["no-such-plan"]).0, Some(2));
    assert_eq!(asked(&["--indicator", "企鹅覆盖率"]).0, Some(2));
}

#[test]
fn every_form_has_the_same_rows() {
    let table = json(&[]);
    let rows = |list: &str| table[list].as_array().unwrap().len();
    let all = rows("indicators") + rows("qualitative");
    let (_, csv) = asked(&["--format", "csv"]);
    assert_eq!(csv.lines().count(), all + 1);
    let (_, markdown) = asked(&["--format", "md"]);
    assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), all + 2);
    assert_eq!(asked(&["--format", "jsonl"]).1.lines().count(), all);
    assert!(csv.contains("jilin-2024-2035/1.s1#5") && markdown.contains("jilin-2024-2035/1.s1#5"));
}

/// A place within that of the plan has rows and a column of its own, and the table is written as a workbook like any other.
#[test]
fn places_have_a_column_and_tables_are_workbooks() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    let plan = "某省规划（2021—2025年）\n一、目标\n到2025年，森林覆盖率达到46％，长春市森林覆盖率达到30％。\n";
    std::fs::write(corpus.join("a.txt"), plan).unwrap();
    let csv = stdout(&run(dir.path(), &["targets", "--format", "csv"]));
    let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows[0], "指标,地区,单位,比较,2025年,出处");
    assert_eq!(rows[1..], ["森林覆盖率,,%,,46,a/1.x1#1", "森林覆盖率,长春市,%,,30,a/1.x1#1"]);
    let table = stdout(&run(dir.path(), &["targets", "--format", "json"]));
    let table: Value = serde_json::from_str(&table).unwrap();
    let places = table["indicators"].as_array().unwrap().iter().map(|i| i["place"].clone());
    assert_eq!(places.collect::<Vec<_>>(), [Value::Null, "长春市".into()]);
    let refused = run(dir.path(), &["targets", "--format", "xlsx"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("-o 指标对照表.xlsx"));
    let file = dir.path().join("t.xlsx");
    let args = ["targets", "--format", "xlsx", "-o", file.to_str().unwrap()];
    assert_eq!(run(dir.path(), &args).status.code(), Some(0));
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    assert_eq!(run(dir.path(), &["targets", "-o", "t.txt"]).status.code(), Some(2));
}

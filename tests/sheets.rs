//! The tables that offices circulate: what their rows are, and that every form says the same.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use gangyao::corpus::read_alone;
use gangyao::lexicon::Lexicon;
use gangyao::outline::Kind;
use gangyao::plan::Plan;
use gangyao::views::sheets::{self, Excerpt, Sheet, What};

use crate::tags_target::jilin;
use crate::views::schema::faults;

fn sheet(what: What) -> Sheet {
    let (plan, lexicon) = (jilin(), Lexicon::shipped());
    sheets::sheet(what, &[Excerpt::whole(&plan, &lexicon)])
}

/// The measures under tasks, projects and organisation items: each names something to be done.
fn worked(plan: &Plan) -> usize {
    let kind = |node: u32| plan.outline.nodes[node as usize].kind;
    let works = [Kind::Task, Kind::Project, Kind::OrganisationItem];
    plan.measures.iter().filter(|m| works.contains(&kind(m.node))).count()
}

#[test]
fn a_row_of_the_task_table_is_a_measure_that_somebody_carries_out() {
    assert_eq!(sheet(What::Measures).rows.len(), worked(&jilin()));
}

#[test]
fn a_row_of_the_project_table_is_a_project() {
    let projects = jilin().outline.nodes.iter().filter(|n| n.kind == Kind::Project).count();
    assert_eq!(sheet(What::Projects).rows.len(), projects);
}

#[test]
fn an_indicator_has_one_row_with_its_years_side_by_side() {
    let table = sheets::markdown(&sheet(What::Targets));
    let rows: Vec<&str> = table.lines().filter(|l| l.contains("| 森林覆盖率 |")).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("| 45.8 |") && rows[0].contains("| 46 |"), "{}", rows[0]);
    assert!(rows[0].contains("1.s1#5") && rows[0].contains("5.2.1#5"), "{}", rows[0]);
}

#[test]
fn csv_opens_in_a_spreadsheet_and_has_the_columns_of_the_other_forms() {
    let sheet = sheet(What::Measures);
    let csv = sheets::csv(&sheet);
    let text = std::str::from_utf8(&csv).unwrap();
    let head = text.strip_prefix('\u{feff}').expect("a byte-order mark").lines().next().unwrap();
    let columns: Vec<&str> = head.split(',').collect();
    let first: serde_json::Value =
        serde_json::from_str(sheets::jsonl(&sheet).lines().next().unwrap()).unwrap();
    for column in &columns {
        assert!(first.get(column).is_some(), "{column} is missing from {first}");
    }
    for needed in ["序号", "章节", "重点任务", "具体措施", "责任领域", "目标值", "完成时限", "出处"]
    {
        assert!(columns.contains(&needed), "{needed}");
    }
}

#[test]
fn the_workbook_opens_and_holds_every_table() {
    let (plan, lexicon) = (jilin(), Lexicon::shipped());
    let bytes = sheets::xlsx(&[Excerpt::whole(&plan, &lexicon)]).unwrap();
    assert_eq!(bytes, sheets::xlsx(&[Excerpt::whole(&plan, &lexicon)]).unwrap(), "same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names().to_owned();
    for name in ["任务分解表", "指标表", "专栏项目清单", "地点索引", "说明", "规划原文"]
    {
        assert!(names.iter().any(|n| n == name), "{name} is missing from {names:?}");
    }
    let tasks = book.worksheet_range("任务分解表").unwrap();
    let written = |cell: &&Data| matches!(cell, Data::String(s) if s.contains("查干湖"));
    let sources = plan.measures.iter().filter(|m| m.span.of(&plan.text).contains("查干湖")).count();
    assert!(tasks.cells().map(|(_, _, c)| c).filter(written).count() >= sources);
}

#[test]
fn the_rows_of_each_table_keep_its_schema() {
    for what in What::ALL {
        let schema = sheets::schema(what);
        let lines = sheets::jsonl(&sheet(what));
        let rows: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!rows.is_empty(), "{what:?}");
        for row in &rows {
            assert_eq!(faults(&schema, row), Vec::<String>::new(), "{row}");
        }
        let mut spoilt = rows[0].clone();
        spoilt["出处"] = 1.into();
        assert!(!faults(&schema, &spoilt).is_empty(), "{what:?}");
        let mut short = rows[0].clone();
        short.as_object_mut().unwrap().remove("出处");
        assert!(!faults(&schema, &short).is_empty(), "{what:?}");
    }
}

#[test]
fn a_value_is_a_number_where_it_says_no_more() {
    let lines = sheets::jsonl(&sheet(What::Targets));
    let row = |name: &str| -> serde_json::Value {
        let line = lines.lines().find(|line| line.contains(&format!("\"{name}\"")));
        serde_json::from_str(line.unwrap()).unwrap()
    };
    assert_eq!(row("森林覆盖率")["2035年"], 46);
    assert_eq!(row("森林覆盖率")["2027年"], 45.8);
    assert_eq!(row("受污染耕地安全利用率")["2027年"], "≥95");
}

#[test]
fn a_brand_is_no_place_of_the_index() {
    let table = sheets::markdown(&sheet(What::Places));
    assert!(table.contains("| 白城市 | 白城、白城市、引嫩入白 |"), "{table}");
    assert!(!table.contains("长白山人参") && !table.contains("白山松水"), "{table}");
}

/// Nothing is cut off, and no number is too wide for its column: printed to PDF by LibreOffice, where that is on the machine.
#[test]
fn the_workbook_prints_whole() {
    let convert = |args: &[&str]| std::process::Command::new("soffice").args(args).output();
    if !convert(&["--version"]).is_ok_and(|output| output.status.success()) {
        println!("skipped: no LibreOffice");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let [book, home] = ["book.xlsx", "profile"].map(|name| dir.path().join(name));
    let (plan, lexicon) = (jilin(), Lexicon::shipped());
    std::fs::write(&book, sheets::xlsx(&[Excerpt::whole(&plan, &lexicon)]).unwrap()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", home.display());
    let (out, book) = (dir.path().to_string_lossy(), book.to_string_lossy());
    let args = [&profile, "--headless", "--convert-to", "pdf", "--outdir", &*out, &*book];
    let output = convert(&args).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = read_alone(&dir.path().join("book.pdf"), &lexicon).unwrap().remove(0);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let printed = letters(&printed.text);
    assert!(!printed.contains("###"));
    for place in ["查干湖", "莫莫格", "45.22", "83.66", "2.1.1#1", "Z6.5"] {
        assert!(printed.contains(place), "{place}");
    }
}

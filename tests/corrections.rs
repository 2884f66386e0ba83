//! Corrections: applied at every parse, said with their line where they do not fit; and the filled-in table that makes them.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use gangyao::corpus::corrections::Corrections;
use rust_xlsxwriter::{Formula, Workbook};
use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::program::{program, run, stderr, stdout};

const PLAN: &str = "某省湿地保护规划（2021—2025年）\n\n一、总体要求\n（一）目标。到2025年，湿地保护率达到50%。\n二、重点任务\n（一）推进修复。修复白山湿地，完成造林3万亩。加强监测。（责任单位：省林草局）\n（二）强化监管。严格湿地用途管制。开展执法检查。\n";

/// A home with one plan, and these corrections of it.
fn home(corrections: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("corpus")).unwrap();
    fs::write(dir.path().join("corpus/wetland.txt"), PLAN).unwrap();
    if !corrections.is_empty() {
        fs::write(dir.path().join("corpus/wetland.corrections.toml"), corrections).unwrap();
    }
    dir
}

/// Standard output of a command that succeeds.
#[track_caller]
fn answer(dir: &TempDir, args: &[&str]) -> String {
    let output = run(dir.path(), args);
    assert!(output.status.success(), "{args:?}: {}", stderr(&output));
    stdout(&output)
}

/// The plan as JSON.
fn plan(dir: &TempDir) -> Value {
    let json = answer(dir, &["parse", "corpus/wetland.txt", "--format", "json"]);
    serde_json::from_str::<Value>(&json).unwrap()["plans"][0].take()
}

fn measure(plan: &Value, id: &str) -> Value {
    let measures = plan["measures"].as_array().unwrap();
    measures.iter().find(|m| m["id"] == id).unwrap_or_else(|| panic!("{id}")).clone()
}

/// A block of the file.
fn block(address: &str, field: &str, rest: &str) -> String {
    format!("[[correction]]\naddress = \"{address}\"\nfield = \"{field}\"\n{rest}\n")
}

#[test]
fn what_people_corrected_wins() {
    let home = home(
        &[
            block("2.2#1", "牵头部门", "value = \"省林草局、省水利厅\""),
            block("2.2#1", "完成时限", "value = \"2024年底前\""),
            block("2.2#1", "备注", "value = \"已部署\""),
            block("2.2#2", "责任领域", "value = \"法规与监管\""),
            block("1.1#1", "目标值", "of = \"湿地保护率\"\nvalue = \"≥52%\"\nwas = \"50%\""),
        ]
        .concat(),
    );
    let plan = plan(&home);
    let filled = measure(&plan, "2.2#1");
    let leads: Vec<_> =
        filled["departments"].as_array().unwrap().iter().filter(|d| d["role"] == "lead").collect();
    assert_eq!(leads.len(), 2);
    assert_eq!((&leads[1]["name"], &leads[1]["basis"]), (&"省水利厅".into(), &"corrected".into()));
    let deadline = &filled["deadlines"][0];
    assert_eq!((&deadline["to"], &deadline["text"]), (&2024.into(), &"2024年底前".into()));
    assert_eq!((&deadline["basis"], &filled["remark"]), (&"corrected".into(), &"已部署".into()));
    assert_eq!(measure(&plan, "2.2#2")["domains"][0]["name"], "法规与监管");
    let target = &measure(&plan, "1.1#1")["targets"][0];
    assert_eq!((&target["value"], &target["bound"]), (&52.0.into(), &"at_least".into()));
    assert_eq!(plan["notes"], Value::Array(vec![]), "all of them fit");
    let exported = answer(&home, &["export", "--format", "json"]);
    let exported: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(exported["plans"][0]["measures"], plan["measures"]);
}

#[test]
fn what_no_longer_fits_is_said_with_its_line() {
    let home = home(
        &[
            block("9.9#1", "备注", "value = \"x\""),
            block("2.2#1", "完成时限", "value = \"2024年\"\nwas = \"2023年\""),
            block("2.2#1", "目标值", "of = \"森林覆盖率\"\nvalue = \"1\""),
        ]
        .concat(),
    );
    let notes = plan(&home)["notes"].to_string();
    for (line, word) in [(1, "9.9#1"), (5, "2023年"), (10, "森林覆盖率")] {
        assert!(notes.contains(&format!("第 {line} 行")) && notes.contains(word), "{notes}");
    }
    let output = run(home.path(), &["index"]);
    assert!(stderr(&output).contains("wetland.corrections.toml 第 1 行"), "{}", stderr(&output));
}

#[test]
fn a_damaged_block_costs_only_itself() {
    let damaged = "# 更正\n\n[[correction]]\naddress = \"2.2#1\"\nfield = 牵头\nvalue = \"x\"\n\n";
    let text = [
        damaged.to_owned(),
        block("2.2#1", "牵头的", "value = \"x\""),
        block("2.2#1", "备注", "value = \"好\""),
    ]
    .concat();
    let home = home(&text);
    assert_eq!(measure(&plan(&home), "2.2#1")["remark"], "好");
    let output = run(home.path(), &["index"]);
    for said in ["第 5 行", "第 8 行", "牵头的"] {
        assert!(stderr(&output).contains(said), "{said}: {}", stderr(&output));
    }
}

#[test]
fn a_change_of_the_corrections_is_seen() {
    let home = home("");
    let remark = |home: &TempDir| {
        let json: Value =
            serde_json::from_str(&answer(home, &["show", "2.2#1", "--format", "json"])).unwrap();
        json["measures"][0]["remark"].clone()
    };
    assert_eq!(remark(&home), Value::Null);
    let file = home.path().join("corpus/wetland.corrections.toml");
    fs::write(&file, block("2.2#1", "备注", "value = \"甲\"")).unwrap();
    assert_eq!(remark(&home), "甲");
    fs::write(&file, block("2.2#1", "备注", "value = \"乙丙\"")).unwrap();
    assert_eq!(remark(&home), "乙丙");
    fs::remove_file(&file).unwrap();
    assert_eq!(remark(&home), Value::Null);
}

#[test]
fn what_is_set_is_read_again() {
    let text = "# 手写的说明\n".to_owned() + &block("2.2#1", "备注", "value = \"甲\"\nwas = \"\"");
    let mut kept = Corrections::read(&text);
    let mut other = kept.iter().next().unwrap().clone();
    other.value = "引号\"与\\反斜线\n换行".to_owned();
    kept.set(other.clone());
    assert_eq!(Corrections::read(&kept.text()).iter().next().unwrap().value, other.value);
    other.value = String::new();
    kept.set(other);
    assert_eq!(kept.iter().count(), 0, "a value that is what it was corrects nothing");
}

/// The table as it is exported.
fn exported(home: &TempDir, name: &str) -> std::path::PathBuf {
    let file = home.path().join(name);
    let format = name.rsplit('.').next().unwrap();
    answer(home, &["export", "--format", format, "-o", &file.to_string_lossy()]);
    file
}

#[test]
fn a_table_that_nobody_touched_changes_nothing() {
    for name in ["任务分解表.xlsx", "任务分解表.csv"] {
        let home = home("");
        let file = exported(&home, name);
        let out = answer(&home, &["import", &file.to_string_lossy()]);
        assert!(out.contains("没有改动"), "{out}");
        assert!(!home.path().join("corpus/wetland.corrections.toml").exists());
        let before = fs::read(&file).unwrap();
        assert_eq!(fs::read(exported(&home, name)).unwrap(), before);
    }
}

#[test]
fn a_filled_table_comes_back_the_same() {
    for name in ["表.xlsx", "表.csv"] {
        let home = home("");
        let filled = fill(&home, "filled.xlsx", |row, cells| {
            if cells[11].ends_with("2.2#1") {
                assert!(row > 0);
                cells[5] = "省林草局".into();
                cells[8] = "2024年底前".into();
                cells[12] = "=HYPERLINK(\"x\")".into();
            }
        });
        let out = answer(&home, &["import", &filled.to_string_lossy(), "--dry-run"]);
        assert!(out.contains("改动 3 处"), "{out}");
        assert!(!home.path().join("corpus/wetland.corrections.toml").exists());
        answer(&home, &["import", &filled.to_string_lossy()]);
        let shown = measure(&plan(&home), "2.2#1");
        assert_eq!(shown["remark"], "=HYPERLINK(\"x\")");
        let again = exported(&home, name);
        let out = answer(&home, &["import", &again.to_string_lossy()]);
        assert!(out.contains("没有改动"), "{name}: {out}");
        let cleared = fill(&home, "cleared.xlsx", |_, cells| {
            if cells[11].ends_with("2.2#1") {
                cells[8] = String::new();
                cells[12] = String::new();
            }
        });
        answer(&home, &["import", &cleared.to_string_lossy()]);
        let text = fs::read_to_string(home.path().join("corpus/wetland.corrections.toml")).unwrap();
        assert!(!text.contains("备注") && !text.contains("完成时限"), "{text}");
    }
}

/// The exported table written as a workbook with each row, its cells and its number, changed by `change`.
fn fill(
    home: &TempDir,
    name: &str,
    change: impl Fn(usize, &mut Vec<String>),
) -> std::path::PathBuf {
    let csv = answer(home, &["export", "--format", "csv"]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let csv = csv.trim_start_matches('\u{feff}');
    let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    for (n, record) in rows.into_records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if n > 0 {
            change(n, &mut cells);
        }
        for (at, cell) in cells.iter().enumerate() {
            sheet.write_string(n as u32, at as u16, cell).unwrap();
        }
    }
    let file = home.path().join(name);
    book.save(&file).unwrap();
    file
}

#[test]
fn every_oddity_is_named_with_its_row() {
    let home = home("");
    let file = home.path().join("odd.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("分工").unwrap();
    sheet.write_string(0, 0, "某省湿地保护规划任务分解").unwrap();
    let rows: [[&str; 5]; 7] = [
        ["具体措施", "牵头部门", "完成时限", "出处", "备注"],
        ["开展执法检查。", "", "", "2.2#2", "甲"],
        ["新增的一项工作。", "省财政厅", "", "", "乙"],
        ["严格湿地用途管制。", "", "", "Z9.9#9", "丙"],
        ["开展执法检查。", "", "", "2.2#2", "丁"],
        ["到2025年，湿地保护率达到50%。", "", "2030年", "1.1#1", ""],
        ["加强监测。", "省水利厅", "近些时候", "wetland/2.1#2", ""],
    ];
    for (n, row) in rows.iter().enumerate() {
        for (at, cell) in row.iter().enumerate() {
            sheet.write_string(n as u32 + 1, at as u16, *cell).unwrap();
        }
    }
    sheet.write_formula(7, 4, Formula::new("=1+1").set_result("2")).unwrap();
    book.save(&file).unwrap();
    let out = answer(&home, &["import", &file.to_string_lossy(), "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    let said = |list: &str, row: u32| {
        let notes = json[list].as_array().unwrap().iter().filter(|n| n["row"] == row);
        notes.map(|n| n["message"].as_str().unwrap().to_owned()).collect::<String>()
    };
    assert!(said("oddities", 4).contains("新增的一项工作") && said("oddities", 4).contains("乙"));
    assert!(said("oddities", 5).contains("2.2#1"), "{out}");
    assert!(said("oddities", 6).contains("丁"), "{out}");
    assert!(said("contradictions", 7).contains("2025"), "{out}");
    assert!(said("contradictions", 8).contains("省林草局"), "{out}");
    assert!(said("oddities", 8).contains("公式"), "{out}");
    assert!(said("oddities", 8).contains("“近些时候”里读不出时间"), "{out}");
    assert!(!said("oddities", 7).contains("时间"), "{out}");
    let plan = plan(&home);
    assert_eq!(measure(&plan, "2.2#2")["remark"], "甲");
    assert_eq!(measure(&plan, "2.2#1")["remark"], "丙");
    assert_eq!(measure(&plan, "2.1#2")["remark"], "2");
}

#[test]
fn a_body_that_supports_stays_where_it_is_when_nobody_leads_any_more() {
    let home = home("");
    let plan = PLAN.replace("责任单位：省林草局", "省林草局牵头，省水利厅负责");
    fs::write(home.path().join("corpus/wetland.txt"), plan).unwrap();
    let emptied = fill(&home, "emptied.xlsx", |_, cells| cells[5].clear());
    answer(&home, &["import", &emptied.to_string_lossy()]);
    let csv = answer(&home, &["export", "--format", "csv"]);
    let rows = csv::ReaderBuilder::new().from_reader(csv.as_bytes()).into_records();
    let rows: Vec<csv::StringRecord> = rows.map(Result::unwrap).collect();
    let row = rows.iter().find(|row| row[3].contains("造林")).unwrap();
    assert_eq!((&row[5], &row[6]), ("", "省水利厅"));
    let again = answer(&home, &["import", &emptied.to_string_lossy(), "--format", "json"]);
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["contradictions"].as_array().unwrap().len(), 0, "{again}");
    assert_eq!(again["changes"].as_array().unwrap().len(), 0, "{again}");
}

#[test]
fn a_body_responsible_alone_goes_with_its_column() {
    let home = home("");
    let shared = fill(&home, "shared.xlsx", |_, cells| {
        if cells[5] == "省林草局" {
            cells[5].clear();
            cells[6] = "省林草局".to_owned();
        }
    });
    answer(&home, &["import", &shared.to_string_lossy()]);
    let departments = measure(&plan(&home), "2.1#2")["departments"].clone();
    assert_eq!(departments.as_array().unwrap().len(), 1, "{departments}");
    assert_eq!(departments[0]["role"], "support");
}

#[test]
fn merged_cells_speak_for_all_their_rows() {
    let home = home("");
    let file = home.path().join("merged.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["出处", "牵头部门"].iter().enumerate() {
        sheet.write_string(0, at as u16, *name).unwrap();
    }
    sheet.write_string(1, 0, "2.2#1").unwrap();
    sheet.write_string(2, 0, "2.2#2").unwrap();
    sheet.merge_range(1, 1, 2, 1, "省司法厅", &rust_xlsxwriter::Format::new()).unwrap();
    book.save(&file).unwrap();
    answer(&home, &["import", &file.to_string_lossy()]);
    let plan = plan(&home);
    for id in ["2.2#1", "2.2#2"] {
        assert!(measure(&plan, id)["departments"].to_string().contains("省司法厅"), "{id}");
    }
}

/// A workbook with a cell in a column that no sheet has.
fn placed_beyond() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "出处").unwrap();
    let book = book.save_to_buffer().unwrap();
    let mut whole = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut spoilt = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..whole.len() {
        let mut file = whole.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains("r=\"A1\""), "{text}");
            bytes = text.replace("r=\"A1\"", "r=\"ZZZZZZZZZ1\"").into_bytes();
        }
        spoilt.start_file(name, SimpleFileOptions::default()).unwrap();
        spoilt.write_all(&bytes).unwrap();
    }
    spoilt.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_table_is_refused_with_a_word_what_to_do() {
    let home = home("");
    let refused = |name: &str, bytes: &[u8], message: &str| {
        let file = home.path().join(name);
        fs::write(&file, bytes).unwrap();
        let output = run(home.path(), &[Path::new("import"), &file]);
        let err = stderr(&output);
        assert_eq!(output.status.code(), Some(3), "{name}: {err}");
        assert!(err.contains(message) && err.contains("提示："), "{name}: {err}");
    };
    refused("torn.xlsx", b"PK\x03\x04torn", "不是能读的工作簿");
    refused("beyond.xlsx", &placed_beyond(), "beyond.xlsx");
    refused("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧式");
    refused("other.csv", "姓名,电话\n甲,1\n".as_bytes(), "没有任务分解表");
}

#[test]
fn a_column_that_is_renamed_or_new_is_told() {
    let home = home("");
    let csv = answer(&home, &["export", "--format", "csv"]);
    let (head, rows) = csv.split_once('\n').unwrap();
    let head = head.trim_end().replace("牵头部门", "牵头单位");
    fs::write(home.path().join("in.csv"), format!("{head},进展\n{rows}")).unwrap();
    let out = answer(&home, &["import", &home.path().join("in.csv").to_string_lossy(), "-n"]);
    let told = "“牵头单位”、“进展”不是导出的表里的列，没有用；读回的只有牵头部门";
    assert!(out.contains(told) && out.contains("没有改动"), "{out}");
}

#[test]
fn what_is_changed_in_a_column_that_is_not_read_back_is_told() {
    let home = home("");
    let filled = fill(&home, "filled.xlsx", |_, cells| {
        cells[7] = "湿地保护率 99%".into();
        cells[10] = String::new();
    });
    let out = answer(&home, &["import", &filled.to_string_lossy(), "-n"]);
    assert!(out.contains("没有改动") && out.contains("“目标值”一列与规划不同，没有用"), "{out}");
    assert!(out.contains("行也是；读回的只有"), "{out}");
    assert!(!out.contains("“地点”一列") && !out.contains("“力度”一列"), "{out}");
}

#[test]
fn cells_parted_by_tabs_or_semicolons_are_read() {
    for mark in ["\t", ";"] {
        let home = home("");
        let rows = ["出处,牵头部门", "wetland/2.2#1,\"省林草局, 省水利厅\""];
        let [head, row] = rows.map(|row| row.replacen(',', mark, 1));
        let file = home.path().join("table.txt");
        fs::write(&file, format!("{head}\n{row}\n")).unwrap();
        let out = answer(&home, &["import", &file.to_string_lossy(), "--dry-run"]);
        assert!(out.contains("改动 1 处") && out.contains("省林草局, 省水利厅"), "{out}");
    }
}

#[test]
fn a_table_of_a_hundred_thousand_rows_is_read() {
    let home = home("");
    let mut text = String::from("出处,备注\n2.2#1,甲\n");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["出处", "备注"]).unwrap();
    sheet.write_row(1, 0, ["2.2#1", "甲"]).unwrap();
    for n in 0..100_000 {
        text += &format!("9.{n},乙\n");
        sheet.write_row(n + 2, 0, [format!("9.{n}"), "乙".to_owned()]).unwrap();
    }
    let [csv, xlsx] = ["long.csv", "long.xlsx"].map(|name| home.path().join(name));
    fs::write(&csv, text).unwrap();
    book.save(&xlsx).unwrap();
    for (file, changes) in [(csv, 1), (xlsx, 0)] {
        let out = answer(&home, &["import", &file.to_string_lossy(), "--format", "json"]);
        let json: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(json["changes"].as_array().unwrap().len(), changes, "{}", file.display());
        assert_eq!(json["oddities"].as_array().unwrap().len(), 100_000, "{}", file.display());
    }
}

/// The shipped table of the home, its rows turned about and some of them gone.
#[test]
fn rows_that_were_moved_or_deleted_cost_nothing() {
    let home = home("");
    let csv = fs::read_to_string(exported(&home, "table.csv")).unwrap();
    let (head, rows) = csv.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().rev().collect();
    let gone = rows.iter().position(|row| row.contains("wetland/2.2#2")).unwrap();
    rows.remove(gone);
    let moved: Vec<String> = rows
        .iter()
        .map(|row| match row.contains("wetland/2.2#1") {
            true => format!("{}甲", row.trim_end_matches('\r')),
            false => (*row).to_owned(),
        })
        .collect();
    let file = home.path().join("moved.csv");
    fs::write(&file, format!("{head}\n{}\n", moved.join("\n"))).unwrap();
    let out = answer(&home, &["import", &file.to_string_lossy(), "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["changes"].as_array().unwrap().len(), 1, "{out}");
    assert_eq!(json["changes"][0]["id"], "2.2#1");
    assert_eq!(json["missing"], serde_json::json!(["wetland/2.2#2"]), "{out}");
    assert_eq!(measure(&plan(&home), "2.2#1")["remark"], "甲");
    assert_ne!(measure(&plan(&home), "2.2#2"), Value::Null, "the plan keeps what the table lost");
}

/// A line of CSV that breaks off says nothing of the cells it does not have.
#[test]
fn a_row_that_breaks_off_empties_nothing() {
    let home = home("");
    let csv = fs::read_to_string(exported(&home, "table.csv")).unwrap();
    let broken = |row: &str| match row.contains("wetland/2.1#1") {
        true => row.split(',').take(5).collect::<Vec<_>>().join(","),
        false => row.trim_end_matches('\r').to_owned(),
    };
    let file = home.path().join("broken.csv");
    fs::write(&file, csv.lines().map(broken).collect::<Vec<_>>().join("\n")).unwrap();
    let out = answer(&home, &["import", &file.to_string_lossy(), "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["changes"], serde_json::json!([]), "{out}");
    assert!(json["oddities"].to_string().contains("只有 5 格"), "{out}");
    assert!(measure(&plan(&home), "2.1#1")["departments"].to_string().contains("省林草局"));
}

#[cfg(unix)]
#[test]
fn a_table_comes_back_through_standard_input() {
    let home = home("");
    let file = exported(&home, "table.csv");
    let input = fs::File::open(file).unwrap();
    let output = program(home.path()).args(["import", "-"]).stdin(input).output().unwrap();
    assert!(stdout(&output).contains("没有改动"), "{}", stderr(&output));
}

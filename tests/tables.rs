//! Tables of the corpus, written into files by the built program.

use std::fs;

use crate::library::{Library, PLAN, plan};

/// The name of a file says in which form it is written; `--format` may say no other.
#[test]
fn a_table_has_the_form_of_its_name() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    for command in ["export", "targets"] {
        for form in ["csv", "md", "jsonl", "json"] {
            let printed = library.done(&[command, "--format", form]);
            let name = format!("t.{form}");
            library.done(&[command, "-o", &name]);
            assert_eq!(fs::read_to_string(library.path(&name)).unwrap(), printed, "{name}");
        }
        library.done(&[command, "-o", "t.xlsx"]);
        assert!(fs::read(library.path("t.xlsx")).unwrap().starts_with(b"PK"));
        fs::remove_file(library.path("t.xlsx")).unwrap();
        library.refuses(&[command, "--format", "csv", "-o", "t.xlsx"], 2, "写到 t.csv");
        library.refuses(&[command, "-o", "t.docx"], 2, "从文件名看不出要哪种形式");
        library.refuses(&[command, "--format", "text", "-o", "t.txt"], 2, "不写文件");
        assert!(!library.path("t.xlsx").exists() && !library.path("t.docx").exists());
        library.done(&[command, "--format", "csv", "-o", "t.txt"]);
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_table_that_was_there() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1) + &"推进湿地修复，".repeat(50) + "。\n");
    library.write("t.csv", "旧表");
    library.done(&["index"]);
    assert!(library.cramped("export -o t.csv").contains("写不了文件"));
    assert_eq!(fs::read_to_string(library.path("t.csv")).unwrap(), "旧表");
    assert!(!library.path(".t.csv.new").exists());
    std::os::unix::fs::symlink("t.csv", library.path("link.csv")).unwrap();
    library.done(&["export", "-o", "link.csv"]);
    assert!(library.path("link.csv").is_symlink());
    assert!(fs::read_to_string(library.path("t.csv")).unwrap().contains("推进湿地修复"));
    library.done(&["export", "--format", "csv", "-o", "/dev/null"]);
}

/// `--what` gives the one table as a workbook too, and that is read back.
#[test]
fn one_table_is_a_workbook_that_comes_back() {
    let library = Library::new();
    library.write("corpus/a.txt", plan(1));
    library.done(&["export", "--what", "measures", "--format", "xlsx", "-o", "t.xlsx"]);
    let bytes = fs::read(library.path("t.xlsx")).unwrap();
    let book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(calamine::Reader::sheet_names(&book), ["任务分解表"]);
    assert!(library.done(&["import", "t.xlsx"]).contains("没有改动"));
}

#[test]
fn a_table_without_rows_is_told() {
    let library = Library::new();
    library.write("in/a.txt", PLAN);
    library.done(&["add", "in/a.txt"]);
    for format in ["csv", "md", "jsonl"] {
        let export = |what| library.run(&["export", "a", "--what", what, "--format", format]);
        let (code, _, err) = export("projects");
        assert!(code == 0 && err.contains("专栏项目清单是空的"), "{format}: {err}");
        let (code, out, err) = export("measures");
        assert!(code == 0 && out.contains("a/") && !err.contains("是空的"), "{format}: {err}");
    }
}

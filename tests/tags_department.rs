//! Departments: those stated in brackets, those inferred from the table of fields.

use gangyao::ground::Span;
use gangyao::lexicon::{Lexicon, List};
use gangyao::measures::is_responsibility_bracket;
use gangyao::tags::{Department, DepartmentBasis, Role};

use crate::tagged::{JILIN, each_measure, plan};

fn role(department: &Department) -> &'static str {
    match department.role {
        Role::Lead => "牵头",
        Role::Support => "配合",
        Role::Responsible => "负责",
    }
}

/// 牵头 省财政厅; an inferred body has a question mark.
fn said(departments: &[Department]) -> String {
    let mark = |d: &Department| if d.basis == DepartmentBasis::Inferred { "？" } else { "" };
    let one = |d: &Department| format!("{} {}{}", role(d), d.name, mark(d));
    departments.iter().map(one).collect::<Vec<_>>().join("；")
}

#[test]
fn departments_of_small_plans() {
    crate::cases::check("department", |input| {
        let plan = plan(input);
        each_measure(&plan, |at| said(&plan.tags[at].departments))
    });
}

#[test]
fn a_stated_department_is_printed_where_it_says() {
    let text = "一、任务\n（一）建设。建设甲网。（牵头单位：市水利\n局，配合单位：市财政局等）\n";
    let plan = plan(text);
    let departments = &plan.tags.last().unwrap().departments;
    let printed: Vec<&str> = departments.iter().map(|d| d.span.unwrap().of(text)).collect();
    assert_eq!(printed, ["市水利\n局", "市财政局"]);
    assert_eq!(&*departments[0].name, "市水利局");
}

#[test]
fn a_plan_without_brackets_states_nobody() {
    let plan = plan(JILIN);
    let departments = plan.tags.iter().flat_map(|t| &*t.departments);
    assert!(departments.clone().count() > 0);
    for department in departments {
        assert_eq!((department.basis, department.span), (DepartmentBasis::Inferred, None));
    }
}

#[test]
fn every_field_has_a_lead_at_every_level() {
    let lexicon = Lexicon::shipped();
    let table = lexicon.table(List::Domains);
    assert_eq!(table.rows.len(), 32);
    for level in ["ministry", "province", "municipality", "city", "county"] {
        let column = table.column(&format!("lead_{level}")).unwrap();
        assert!(table.rows.iter().all(|row| !row.cell(column).is_empty()), "{level}");
    }
}

#[test]
fn what_is_no_bracket_of_responsibility() {
    let remarks = [
        "（鼓励企业积极参与）",
        "（以下简称《规划》）",
        "（中发〔2023〕30号）",
        "（含生态环境部门）",
        "（市、区）",
        "（2024—2027年）",
        "（见附件）",
        "厅机关各处室：",
        "各部门：",
        "主要目标：",
        "市生态环境局负责监督管理。",
        "（注：市财政局）",
        "",
        "（",
    ];
    let lexicon = Lexicon::shipped();
    for remark in remarks {
        assert!(!is_responsibility_bracket(remark, &lexicon), "{remark}");
    }
}

/// The texts of the plans that lie beside the project; none where there are none.
fn plans_beside() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/plans");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no plans beside the project");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let named = |path: std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let texts = paths.into_iter().filter_map(|p| Some((std::fs::read_to_string(&p).ok()?, p)));
    texts.map(|(text, path)| (named(path), text)).collect()
}

/// How many brackets `c` opens, less those it closes.
fn depth(c: char) -> i32 {
    i32::from("（(〔﹝【".contains(c)) - i32::from("）)〕﹞】".contains(c))
}

/// The bracket around `span`, the line behind a label that holds it, or its clause and the next where that says who leads.
fn around(text: &str, span: Span) -> Option<&str> {
    let (start, end) = (span.start as usize, span.end as usize);
    let mut open = 0;
    let opening = text[..start].char_indices().rev().find(|&(_, c)| {
        open += depth(c);
        open > 0
    });
    let mut open = 1;
    let closing = text[end..].char_indices().find(|&(_, c)| {
        open += depth(c);
        open == 0
    });
    if let (Some((from, _)), Some((len, _))) = (opening, closing) {
        return Some(&text[from..end + len]);
    }
    let line = text[..start].trim_end_matches(|c| !matches!(c, '\n' | '。')).len();
    let labelled = text[line..start].contains(['：', ':']).then(|| &text[line..end]);
    labelled.or_else(|| {
        let sentence = text[line..].split('。').next().unwrap_or_default();
        sentence.contains("牵头").then_some(sentence)
    })
}

#[test]
fn every_stated_department_stands_where_it_is_said_who_is_responsible() {
    for (name, text) in plans_beside() {
        let plan = plan(&text);
        let stated = plan.tags.iter().flat_map(|t| &*t.departments);
        let mut count = 0;
        for span in stated.filter_map(|d| d.span) {
            let around = around(&plan.text, span);
            let around = around.unwrap_or_else(|| panic!("{name}: {}", span.of(&plan.text)));
            let says = ["责任", "牵头", "配合", "负责", "分工", "参与"];
            assert!(says.iter().any(|word| around.contains(word)), "{name}: {around}");
            count += 1;
        }
        println!("{name}: {count} stated");
    }
}

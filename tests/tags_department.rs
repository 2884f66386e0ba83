//! Departments: those stated in brackets, those inferred from the table of fields.

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
    assert_eq!(departments[0].name, "市水利局");
}

#[test]
fn a_plan_without_brackets_states_nobody() {
    let plan = plan(JILIN);
    let departments = plan.tags.iter().flat_map(|t| &t.departments);
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
    for level in ["ministry", "province", "city"] {
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
    for remark in remarks {
        assert!(!is_responsibility_bracket(remark), "{remark}");
    }
}

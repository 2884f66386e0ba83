//! The tags of a measure or node on one line: 时限 到2035年 · 指标 森林覆盖率 46％.

use super::paper::{Ink, Paper};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::tags::{
    Bound, DeadlineBasis, Department, DepartmentBasis, Field, PlaceRelation, Role, Tags, Target,
};
use crate::views::amount::change;

/// Writes when and how much of `tags`, the words of whose deadlines are `times`; nothing where neither is said.
pub(super) fn due<'w>(
    paper: &mut Paper,
    indent: usize,
    tags: &Tags,
    times: impl Iterator<Item = &'w str>,
) {
    write(paper, indent, &[("时限", deadlines(tags, times)), ("指标", targets(tags))]);
}

/// The words of the deadlines of `tags`.
pub(super) fn times<'p>(plan: &'p Plan, tags: &'p Tags) -> impl Iterator<Item = &'p str> {
    tags.deadlines.iter().map(|deadline| deadline.span.of(&plan.text))
}

/// Writes what `tags` say of one measure by its own words: what its node says is not said again.
pub(super) fn own(paper: &mut Paper, indent: usize, plan: &Plan, tags: &Tags) {
    let stated = tags.departments.iter().filter(|d| d.basis != DepartmentBasis::Inferred);
    let parts = [
        ("时限", deadlines(tags, times(plan, tags))),
        ("指标", targets(tags)),
        ("地点", places(plan, tags)),
        ("部门", distinct(stated.map(department))),
    ];
    write(paper, indent, &parts);
}

/// Writes where a project is, and how much it is to reach, all measures taken together.
pub(super) fn sum(paper: &mut Paper, plan: &Plan, tags: &[&Tags]) {
    let all_places = tags.iter().flat_map(|tags| places(plan, tags));
    let all_targets = tags.iter().flat_map(|tags| targets(tags));
    write(paper, 0, &[("地点", distinct(all_places)), ("指标", distinct(all_targets))]);
}

/// Writes whose matter something is: the domains of `tags`, the departments of `of`.
pub(super) fn matter(paper: &mut Paper, tags: &Tags, of: &Tags, lexicon: &Lexicon) {
    let domains = tags.domains.iter().map(|d| lexicon.domain_name(&d.id).to_owned());
    let departments = distinct(of.departments.iter().map(department));
    write(paper, 0, &[("领域", distinct(domains)), ("部门", departments)]);
}

/// 查干湖、引嫩入白（简称）、长白山（品牌）.
fn places(plan: &Plan, tags: &Tags) -> Vec<String> {
    distinct(tags.places.iter().map(|place| {
        let how = match place.relation {
            PlaceRelation::Named => "",
            PlaceRelation::Abbreviation => "（简称）",
            PlaceRelation::Brand => "（品牌）",
        };
        format!("{}{how}", place.span.of(&plan.text))
    }))
}

fn write(paper: &mut Paper, indent: usize, parts: &[(&str, Vec<String>)]) {
    let said = parts.iter().filter(|(_, values)| !values.is_empty());
    let said: Vec<_> =
        said.map(|(label, values)| format!("{label} {}", values.join("、"))).collect();
    if !said.is_empty() {
        paper.line(indent, &[(Ink::Dim, &said.join(" · "))]);
    }
}

/// The values without repeats, in their order.
fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut out = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

fn deadlines<'w>(tags: &Tags, times: impl Iterator<Item = &'w str>) -> Vec<String> {
    let filled = tags.filled_in(Field::Deadline).map(|filled| filled.value.as_str());
    let words = tags.deadlines.iter().zip(times).map(|(deadline, words)| match deadline.basis {
        DeadlineBasis::Corrected => format!("{}（更正）", filled.unwrap_or_default()),
        DeadlineBasis::Stated => words.to_owned(),
        DeadlineBasis::Inherited => format!("{words}（承上）"),
        DeadlineBasis::Stage => format!("{words}（所在阶段）"),
    });
    distinct(words)
}

fn targets(tags: &Tags) -> Vec<String> {
    distinct(tags.targets.iter().map(target))
}

/// 细颗粒物浓度 ≤25微克/立方米（2035年）.
pub(super) fn target(target: &Target) -> String {
    let due = target.deadline.map(|year| format!("（{year}年）")).unwrap_or_default();
    if target.value.is_none() {
        let how = target.qualifiers.concat();
        return format!("{}{}{how}{due}", target.indicator, if how.is_empty() { "" } else { " " });
    }
    let unit = target.unit.as_deref().unwrap_or_default();
    format!("{} {}{unit}{due}", target.indicator, amount(target))
}

/// The value of `target` without its unit: ≤25, 约85, 下降18, 30—40; nothing where there is none.
pub(super) fn amount(target: &Target) -> String {
    let Some(value) = target.value else { return String::new() };
    let change = change(target);
    let bound = match target.bound {
        Bound::Exactly => "",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::About => "约",
    };
    let upper = target.value_to.map(|to| format!("—{to}")).unwrap_or_default();
    format!("{change}{bound}{value}{upper}")
}

/// 生态环境厅（牵头，推断）.
pub(super) fn department(department: &Department) -> String {
    let role = match department.role {
        Role::Lead => "牵头",
        Role::Support => "配合",
        Role::Responsible => "负责",
    };
    let basis = match department.basis {
        DepartmentBasis::Stated | DepartmentBasis::Corrected => "",
        DepartmentBasis::Inferred => "，推断",
    };
    format!("{}（{role}{basis}）", department.name)
}

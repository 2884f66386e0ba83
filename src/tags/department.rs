//! Who is responsible: what the plan states in its brackets, else what the table of fields suggests for the plan's level.

use std::ops::Range;

use super::charge;
use super::level::Level;
use super::{Actor, Context, Department, DepartmentBasis, Name, Role, Tags};
use crate::ground::{Span, is_digit};
use crate::lexicon::{Lexicon, List};
use crate::measures::{Bodies, Bracket, duties};
use crate::outline::Identity;
use crate::outline::table::Role as Column;

/// Tags a measure with the bodies stated for it.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    tags.departments = in_row(context, at);
    if tags.departments.is_empty() {
        tags.departments = stated(context, at);
    }
    if tags.departments.is_empty() {
        tags.departments = in_clauses(context, &tags.actors);
    }
    if tags.departments.is_empty() {
        tags.departments = in_heading(context, at);
    }
}

/// Gives every measure for which nobody is stated the bodies that its primary field suggests at `level`, in the place of those
/// suggested before.
pub fn suggest<'a>(measures: impl Iterator<Item = &'a mut Tags>, level: Level, lexicon: &Lexicon) {
    let inferred = |d: &Department| d.basis == DepartmentBasis::Inferred;
    let mut known = Vec::<(Name, Vec<Department>)>::new();
    for tags in measures.filter(|tags| tags.departments.iter().all(inferred)) {
        let Some(primary) = tags.domains.first() else {
            tags.departments.clear();
            continue;
        };
        let at = known.iter().position(|(id, _)| *id == primary.id).unwrap_or_else(|| {
            known.push((Name::clone(&primary.id), suggested(lexicon, &primary.id, level)));
            known.len() - 1
        });
        tags.departments.clone_from(&known[at].1);
    }
}

/// The bodies in the columns of a table of tasks, if measure `at` is a row of one.
fn in_row(context: &Context<'_>, at: usize) -> Vec<Department> {
    let duties = context.columns(at).filter(|columns| columns.has_duties());
    let Some(row) = duties.and_then(|_| context.row(at)) else { return Vec::new() };
    const ROLES: [(Column, Role); 3] = [
        (Column::Lead, Role::Lead),
        (Column::Responsible, Role::Responsible),
        (Column::Support, Role::Support),
    ];
    let cells =
        ROLES.iter().flat_map(|&(column, role)| row.of(column).map(move |(_, s)| (s, role)));
    cells.flat_map(|(cell, role)| bodies(context, cell, role)).collect()
}

/// The bodies that a cell names.
fn bodies(context: &Context<'_>, cell: Span, role: Role) -> Vec<Department> {
    let (text, known) = (context.text, Bodies::of(context.lexicon));
    let mut start = cell.start as usize;
    let mut out = Vec::new();
    let parts = |c: char| c.is_whitespace() || "、，；,;/".contains(c);
    // A table may have lost a column.
    if !cell.of(text).split(parts).any(|name| known.is_body(name.trim_end_matches('等'))) {
        return out;
    }
    for name in cell.of(text).split_inclusive(parts) {
        let span = Span::new(start, start + name.trim_end_matches(parts).len()).trimmed(text);
        start += name.len();
        let words = span.of(text).trim_end_matches('等');
        if words.chars().count() >= 2 && !words.contains(is_digit) {
            out.push(Department {
                name: words.into(),
                role,
                basis: DepartmentBasis::Stated,
                span: Some(Span::new(span.start as usize, span.start as usize + words.len())),
                rule: "department:table".into(),
            });
        }
    }
    out
}

/// The bodies that the brackets speaking for measure `at` name; those of a heading only if no other names any.
fn stated(context: &Context<'_>, at: usize) -> Vec<Department> {
    let speaking = |heading| {
        let all = context.brackets.iter();
        all.filter(move |b: &&Bracket| b.in_heading == heading && b.measures.contains(&at))
    };
    let leads = context.plain.first_leads();
    let named = |b: &Bracket| {
        let named = named(context, b.span);
        if leads.contains(&b.span.start) { led(named) } else { named }
    };
    let own: Vec<Department> = speaking(false).flat_map(named).collect();
    if own.is_empty() { speaking(true).flat_map(named).collect() } else { own }
}

/// The brackets, by where they begin, whose first body leads the others: the one that says so (列第一位的为牵头单位) and, where it
/// says 下同, all behind it.
pub(super) fn first_leads(text: &str, brackets: &[Bracket]) -> Range<u32> {
    const FIRST: [&str; 3] = ["第一", "首位", "排在前"];
    let says = |span: &Span| {
        let words = span.of(text);
        words.contains("牵头") && FIRST.iter().any(|first| words.contains(first))
    };
    let first = brackets.iter().map(|b| b.span).filter(says).min();
    first.map_or(0..0, |span| {
        let all = span.of(text).contains("下同");
        span.start..if all { u32::MAX } else { span.end }
    })
}

/// `departments` with the first as the one that leads, where none is said to.
fn led(mut departments: Vec<Department>) -> Vec<Department> {
    let alike = departments.len() > 1 && departments.iter().all(|d| d.role == Role::Responsible);
    if let Some(first) = departments.first_mut().filter(|_| alike) {
        (first.role, first.rule) = (Role::Lead, "department:first-leads".into());
    }
    departments
}

/// The bodies that the clauses of a measure make responsible for it, where they say who leads: 由市教育局牵头，市财政局配合.
fn in_clauses(context: &Context<'_>, actors: &[Actor]) -> Vec<Department> {
    let known = Bodies::of(context.lexicon);
    let charged = actors.iter().filter(|actor| charge::is_charged(actor));
    let department = |actor: &Actor| {
        Some(Department {
            name: actor.span.of(context.text).into(),
            role: known.charged(actor.duty?.of(context.text))?,
            basis: DepartmentBasis::Stated,
            span: Some(actor.span),
            rule: "department:clause".into(),
        })
    };
    let departments: Vec<Department> = charged.filter_map(department).collect();
    let is_led = departments.iter().any(|department| department.role == Role::Lead);
    if is_led { departments } else { Vec::new() }
}

/// The bodies that a heading above measure `at` is nothing but the names of: a part of a chapter on who is to do what.
fn in_heading(context: &Context<'_>, at: usize) -> Vec<Department> {
    let (nodes, known) = (&context.outline.nodes, Bodies::of(context.lexicon));
    let parent = |node: &usize| nodes[*node].parent.map(|parent| parent as usize);
    let mut above = std::iter::successors(Some(context.measures[at].node as usize), parent);
    let Some(node) = above.find(|&n| nodes[n].is_waymark() && names_bodies(&nodes[n].title, known))
    else {
        return Vec::new();
    };
    let Some(mut rest) = nodes[node].head else { return Vec::new() };
    let department = |name: &str| {
        let from = rest.start as usize + rest.of(context.text).find(name)?;
        rest.start = (from + name.len()) as u32;
        Some(Department {
            name: name.into(),
            role: Role::Responsible,
            basis: DepartmentBasis::Stated,
            span: Some(Span::new(from, from + name.len())),
            rule: "department:heading".into(),
        })
    };
    listed(&nodes[node].title).filter_map(department).collect()
}

/// Whether `title` is a list of names of bodies and nothing else.
fn names_bodies(title: &str, known: Bodies<'_>) -> bool {
    let is_sentence = |c: char| c == '的' || c.is_whitespace();
    let last = title.trim_end_matches('等').chars().last();
    last.is_some_and(|last| known.lasts().may_hold(last))
        && listed(title).all(|name| known.is_surely_body(name) && !name.contains(is_sentence))
}

/// The names in a list.
fn listed(title: &str) -> impl Iterator<Item = &str> {
    title.split(['、', '，']).map(|name| name.trim().trim_end_matches('等'))
}

/// The bodies one bracket names, each once.
fn named(context: &Context<'_>, bracket: Span) -> Vec<Department> {
    let text = context.text;
    let mut departments: Vec<Department> = Vec::new();
    for duty in duties(text, bracket, context.lexicon).into_iter().flatten() {
        // A page break may stand in a name.
        let name: String = duty.name.of(text).chars().filter(|c| !c.is_whitespace()).collect();
        let name = Name::from(name);
        if departments.iter().all(|d| d.name != name || d.role != duty.role) {
            departments.push(Department {
                name,
                role: duty.role,
                basis: DepartmentBasis::Stated,
                span: Some(duty.name),
                rule: "department:bracket".into(),
            });
        }
    }
    departments
}

/// The bodies that the table of fields suggests for field `id` in a plan of this `identity`.
pub fn inferred(identity: &Identity, lexicon: &Lexicon, id: &str) -> Vec<Department> {
    suggested(lexicon, id, Level::of(identity, lexicon))
}

/// The bodies that the table of fields suggests for field `id` at `level`.
fn suggested(lexicon: &Lexicon, id: &str, level: Level) -> Vec<Department> {
    let table = lexicon.table(List::Domains);
    let names = |role: &str| {
        let column = table.column(&format!("{role}_{}", level.name()));
        column.and_then(|n| Some(table.get(id)?.cell(n))).unwrap_or_default()
    };
    let department = |role| {
        move |name: &str| Department {
            name: name.into(),
            role,
            basis: DepartmentBasis::Inferred,
            span: None,
            rule: "department:domain-table".into(),
        }
    };
    let each = |list: &'static str| names(list).split('、').filter(|name| !name.is_empty());
    let lead = each("lead").map(department(Role::Lead));
    lead.chain(each("support").map(department(Role::Support))).collect()
}

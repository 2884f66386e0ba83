//! Who is responsible: what the plan states in its brackets, else what the table of fields suggests for the plan's level.

use std::ops::Range;
use std::sync::Arc;

use super::charge;
use super::level::Level;
use super::{Actor, Context, Department, DepartmentBasis, Name, Role, Tags};
use crate::ground::{CLAUSE_ENDS, Span, is_digit};
use crate::lexicon::{Lexicon, List};
use crate::measures::{Bodies, Bracket, duties};
use crate::outline::table::Role as Column;
use crate::outline::{Identity, Node};

/// Tags a measure with the bodies stated for it.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let mut named = in_row(context, at);
    if named.is_empty() {
        named = stated(context, at);
    }
    if named.is_empty() {
        named = in_clauses(context, &tags.actors);
    }
    tags.departments = match named.is_empty() {
        true => in_heading(context, at, &tags.actors).map(Arc::clone).unwrap_or_default(),
        false => named.into(),
    };
}

/// Gives every measure for which nobody is stated the bodies that its primary field suggests at `level`, in the place of those
/// suggested before.
pub fn suggest<'a>(measures: impl Iterator<Item = &'a mut Tags>, level: Level, lexicon: &Lexicon) {
    let inferred = |d: &Department| d.basis == DepartmentBasis::Inferred;
    let mut known = Vec::<(Name, Arc<[Department]>)>::new();
    for tags in measures.filter(|tags| tags.departments.iter().all(inferred)) {
        let Some(primary) = tags.domains.first() else {
            tags.departments = Arc::default();
            continue;
        };
        let at = known.iter().position(|(id, _)| *id == primary.id).unwrap_or_else(|| {
            known.push((Name::clone(&primary.id), suggested(lexicon, &primary.id, level).into()));
            known.len() - 1
        });
        tags.departments = Arc::clone(&known[at].1);
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
    let speaking = |heading| context.speaking(at).filter(move |b| b.in_heading == heading);
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

/// The bodies that the clauses of a measure make responsible for it, where they say who leads, or by whom it is seen to, or who helps
/// another: 由市教育局牵头，市财政局配合; 由市气象局负责; 市商务局负责，市财政局配合.
fn in_clauses(context: &Context<'_>, actors: &[Actor]) -> Vec<Department> {
    let mut charged = actors.iter().filter(|actor| charge::is_charged(actor)).peekable();
    if charged.peek().is_none() {
        return Vec::new();
    }
    let known = Bodies::of(context.lexicon);
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
    let has = |role| departments.iter().any(|department| department.role == role);
    let is_shared = has(Role::Responsible) && has(Role::Support);
    let is_told = has(Role::Lead) || is_shared || is_seen_to(context, actors);
    if is_told { departments } else { Vec::new() }
}

/// Whether a clause says by whom it is seen to, and nothing of what: 由市气象局负责落实, but 市气象局负责发布预警.
fn is_seen_to(context: &Context<'_>, actors: &[Actor]) -> bool {
    let (text, known) = (context.text, Bodies::of(context.lexicon));
    actors.iter().filter(|actor| charge::is_charged(actor)).any(|actor| {
        let by = text[..actor.span.start as usize].ends_with('由');
        let rest = actor.duty.and_then(|duty| known.behind_charge(&text[duty.start as usize..]));
        by && rest.is_some_and(|rest| rest.starts_with(CLAUSE_ENDS) || rest.is_empty())
    })
}

/// The bodies that a heading above measure `at` is nothing but the names of: a part of a chapter on who is to do what. None where
/// another body opens the sentence: 市司法局负责普法.
fn in_heading<'c>(
    context: &'c Context<'_>,
    at: usize,
    actors: &[Actor],
) -> Option<&'c Arc<[Department]>> {
    let measure = &context.measures[at];
    let named = context.plain.headed(measure.node as usize)?;
    let opens = |actor: &Actor| {
        let before = &context.text[measure.span.start as usize..actor.span.start as usize];
        !before.contains(CLAUSE_ENDS)
    };
    let is_named = |actor: &Actor| named.iter().any(|d| *d.name == *actor.span.of(context.text));
    let mut charged = actors.iter().filter(|actor| charge::is_charged(actor) && opens(actor));
    let first = charged.next();
    let is_other = first.is_some_and(|first| !is_named(first) && !charged.any(is_named));
    Some(named).filter(|_| !is_other)
}

/// For each node the bodies that its heading, or else the nearest above it, is nothing but the names of.
pub(super) fn headed(context: &Context<'_>) -> Vec<Option<Arc<[Department]>>> {
    let mut headed: Vec<Option<Arc<[Department]>>> = Vec::new();
    for node in &context.outline.nodes {
        // What holds a node stands before it.
        let above = || headed.get(node.parent? as usize)?.clone();
        let own = heading_names(context, node).map(Arc::from);
        headed.push(own.or_else(above));
    }
    headed
}

/// The bodies whose names are all that the heading of `node` says, but for what they are to do: 市应急局（牵头单位）, 市公安局职责.
fn heading_names(context: &Context<'_>, node: &Node) -> Option<Vec<Department>> {
    let (text, known) = (context.text, Bodies::of(context.lexicon));
    let head = node.head.filter(|_| node.is_waymark())?;
    let title = node.title.as_str();
    let mark = title.strip_suffix('）').and_then(|title| title.rsplit_once('（'));
    let marked = mark.and_then(|(names, mark)| Some((names, known.charged(mark)?)));
    let (names, role) = marked.unwrap_or((known.without_head(title), Role::Responsible));
    let names = names.trim_end_matches('等');
    let last = names.chars().next_back()?;
    if !known.lasts().may_hold(last) || names.contains(|c: char| c == '的' || c.is_whitespace()) {
        return None;
    }
    let from = head.start as usize + head.of(text).find(names)?;
    let bodies = charge::listed(context, Span::new(from, from + names.len()), known)?;
    let department = |span: Span| Department {
        name: span.of(text).into(),
        role,
        basis: DepartmentBasis::Stated,
        span: Some(span),
        rule: "department:heading".into(),
    };
    Some(bodies.into_iter().map(department).collect())
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

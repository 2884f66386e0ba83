//! Who is responsible: what the plan states in its brackets, else what the table of fields suggests for the plan's level.

use super::{Context, Department, DepartmentBasis, Role, Tags};
use crate::ground::Span;
use crate::lexicon::{Lexicon, List};
use crate::measures::{Bracket, duties};
use crate::outline::Identity;

/// Tags a measure with the bodies stated for it, or else with those its primary field suggests.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    tags.departments = stated(context, at);
    if tags.departments.is_empty() {
        let primary = tags.domains.first().map(|d| d.id.as_str());
        tags.departments =
            primary.map_or_else(Vec::new, |id| inferred(context.identity, context.lexicon, id));
    }
}

/// The bodies that the brackets speaking for measure `at` name; those of a heading only if no other names any.
fn stated(context: &Context<'_>, at: usize) -> Vec<Department> {
    let speaking = |heading| {
        let all = context.brackets.iter();
        all.filter(move |b: &&Bracket| b.in_heading == heading && b.measures.contains(&at))
    };
    let named = |b: &Bracket| named(context.text, b.span);
    let own: Vec<Department> = speaking(false).flat_map(named).collect();
    if own.is_empty() { speaking(true).flat_map(named).collect() } else { own }
}

/// The bodies one bracket names, each once.
fn named(text: &str, bracket: Span) -> Vec<Department> {
    let mut departments: Vec<Department> = Vec::new();
    for duty in duties(text, bracket).into_iter().flatten() {
        // A page break may stand in a name.
        let name: String = duty.name.of(text).chars().filter(|c| !c.is_whitespace()).collect();
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
    let table = lexicon.table(List::Domains);
    let level = level(identity);
    let names = |role: &str| {
        let column = table.column(&format!("{role}_{level}"));
        column.and_then(|n| Some(table.get(id)?.cell(n))).unwrap_or_default()
    };
    let department = |role| {
        move |name: &str| Department {
            name: name.to_owned(),
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

/// The level whose bodies carry a plan out: `ministry` where it is for no region, `province` for provinces whose bodies are
/// called 厅, `city` for the rest, the cities under the central government among them.
fn level(identity: &Identity) -> &'static str {
    const CENTRAL_CITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];
    match identity.region.as_deref() {
        None => "ministry",
        Some(region) if CENTRAL_CITIES.contains(&region) => "city",
        Some(region) if region.ends_with(['省', '区']) && !is_district(region) => "province",
        Some(_) => "city",
    }
}

/// 朝阳区 is a district, 广西壮族自治区 is none.
fn is_district(region: &str) -> bool {
    region.ends_with('区') && !region.ends_with("自治区")
}

//! Tags in the words of a table: 生态环境厅、水利厅; 森林覆盖率 46%; 到2035年; 查干湖.

use super::table::Cell;
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::tags::{
    Bound, Department, DepartmentBasis, Domain, Field, Place, PlaceRelation, Tags, Target,
};
use crate::views::amount::change;

/// What people filled in for `field`, if anything: it stands in the place of what the rules say.
pub fn filled(tags: &Tags, field: Field) -> Option<Cell> {
    tags.filled_in(field).map(|filled| Cell::text(&*filled.value))
}

/// The departments of one column: those that lead, or those that support.
pub fn departments(tags: &Tags, field: Field, lexicon: &Lexicon) -> Cell {
    if let Some(cell) = filled(tags, field) {
        return cell;
    }
    let of_column: Vec<&Department> = tags.bodies(field).collect();
    if of_column.is_empty() {
        return Cell::Blank;
    }
    let guessed = |d: &&Department| d.basis == DepartmentBasis::Inferred;
    if of_column.iter().all(guessed) {
        let words = joined(of_column.iter().map(|d| &*d.name), "、");
        return Cell::Inferred { words, note: reason(&tags.domains, lexicon) };
    }
    let name = |d: &Department| match d.basis {
        DepartmentBasis::Inferred => format!("{}（推断）", d.name),
        _ => d.name.to_string(),
    };
    Cell::text(joined(of_column.into_iter().map(name), "、"))
}

/// Why a department is inferred.
fn reason(domains: &[Domain], lexicon: &Lexicon) -> String {
    let by = |d: &Domain| format!("，按责任领域“{}”推出", lexicon.domain_name(&d.id));
    format!("推断：规划没有写明{}", domains.first().map(by).unwrap_or_default())
}

/// The fields of responsibility, the primary one first.
pub fn domains(tags: &Tags, lexicon: &Lexicon) -> Cell {
    Cell::text(joined(tags.domains.iter().map(|d| lexicon.domain_name(&d.id)), "、"))
}

/// The times as printed, or as filled in.
pub fn deadlines(plan: &Plan, tags: &Tags) -> Cell {
    filled(tags, Field::Deadline).unwrap_or_else(|| {
        Cell::text(joined(tags.deadlines.iter().map(|d| d.span.of(&plan.text)), "；"))
    })
}

/// The names of places as printed.
pub fn places(plan: &Plan, tags: &Tags) -> Cell {
    Cell::text(joined(named(tags).map(|p| p.span.of(&plan.text)), "、"))
}

/// The places themselves: a brand names none.
pub fn named(tags: &Tags) -> impl Iterator<Item = &Place> {
    tags.places.iter().filter(|p| p.relation != PlaceRelation::Brand)
}

/// The class of commitment.
pub fn strength(tags: &Tags) -> Cell {
    Cell::text(tags.strength.as_ref().map_or("", |s| s.level.label()))
}

/// Indicators with their values: 森林覆盖率 46%；水土保持率 83.66%.
pub fn targets(tags: &Tags) -> Cell {
    let worded = tags.targets.iter().map(|target| {
        let unit = target.unit.as_deref().filter(|_| target.value.is_some()).unwrap_or_default();
        format!("{} {}{unit}", target.indicator, amount(target))
    });
    Cell::text(joined(worded, "；"))
}

/// The value of a target with its sign and without its unit: ≥10944, ≈85, 减少18, 30–40; where there is no number,
/// the words that promise: 基本消除.
pub fn amount(target: &Target) -> String {
    let Some(value) = target.value else { return target.qualifiers.join("、") };
    let change = change(target);
    let sign = match target.bound {
        Bound::Exactly => "",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::About => "≈",
    };
    let upper = target.value_to.map_or(String::new(), |to| format!("–{to}"));
    format!("{change}{sign}{value}{upper}")
}

/// `words` with each said once, in their order.
pub fn joined<S: AsRef<str>>(words: impl Iterator<Item = S>, mark: &str) -> String {
    let mut said: Vec<S> = Vec::new();
    for word in words {
        if !said.iter().any(|s| s.as_ref() == word.as_ref()) {
            said.push(word);
        }
    }
    said.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(mark)
}

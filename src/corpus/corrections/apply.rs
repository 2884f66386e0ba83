//! Corrections on a plan that has been read: what people say wins, each value with basis or rule `correction`.

use std::collections::BTreeMap;

use super::{Correction, Corrections, Field};
use crate::ground::{Note, Span};
use crate::lexicon::{Lexicon, List};
use crate::outline::Identity;
use crate::plan::{Plan, tags_of};
use crate::tags::{
    self, Bound, Deadline, DeadlineBasis, Department, DepartmentBasis, Domain, Filled, Role, Spans,
    Tags, Target,
};

/// The rule that a corrected value names.
const RULE: &str = "correction";

/// Applies `corrections` to `plan`; gives a note for each that does not fit, with its line.
pub fn apply(plan: &mut Plan, corrections: &Corrections, lexicon: &Lexicon) -> Vec<Note> {
    if corrections.iter().next().is_none() {
        return Vec::new();
    }
    let measures = (0..plan.measures.len()).map(|at| (plan.measure_id(at), at));
    let measures: BTreeMap<String, usize> = measures.collect();
    let mut notes = Vec::new();
    for correction in corrections.iter() {
        let done = match measures.get(&correction.address) {
            Some(&at) => of_measure(plan, at, correction, lexicon),
            None => of_node(plan, correction, lexicon),
        };
        notes.extend(done.err().map(|message| Note::warning(correction.line, message)));
    }
    notes
}

/// A correction done; or in Chinese what is to be said of it, whether it was done or not.
type Done = Result<(), String>;

/// What `plan` says of `field` of a measure, in the words of the sheet, as long as nobody has corrected it.
fn said(
    plan: &Plan,
    at: usize,
    field: Field,
    of: Option<&str>,
    lexicon: &Lexicon,
) -> Option<String> {
    let tags = &plan.tags[at];
    let joined = |words: Vec<&str>, mark: &str| {
        let mut once: Vec<&str> = Vec::new();
        words.into_iter().for_each(|w| {
            if !once.contains(&w) {
                once.push(w)
            }
        });
        once.join(mark)
    };
    let of = of.unwrap_or_default();
    Some(match field {
        Field::Filled(tags::Field::Deadline) => {
            joined(tags.deadlines.iter().map(|d| d.span.of(&plan.text)).collect(), "；")
        }
        Field::Filled(tags::Field::Remark) => String::new(),
        Field::Filled(column) => joined(tags.bodies(column).map(|d| &*d.name).collect(), "、"),
        Field::Domain => {
            joined(tags.domains.iter().map(|d| lexicon.domain_name(&d.id)).collect(), "、")
        }
        Field::Target => value(tags.targets.iter().find(|t| t.indicator == of)?),
        Field::Place => {
            let place = tags.places.iter().find(|p| p.span.of(&plan.text) == of)?;
            let known = place.id.as_ref().and_then(|id| lexicon.gazetteer().by_id(id));
            known.map_or(String::new(), |n| lexicon.gazetteer().place(n).name.to_string())
        }
    })
}

/// ≥46%, 30–40万亩; the words that promise where there is no number.
fn value(target: &Target) -> String {
    let Some(value) = target.value else { return target.qualifiers.join("、") };
    let sign = match target.bound {
        Bound::Exactly => "",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::About => "≈",
    };
    let upper = target.value_to.map_or(String::new(), |to| format!("–{to}"));
    format!("{sign}{value}{upper}{}", target.unit.as_deref().unwrap_or_default())
}

fn of_measure(plan: &mut Plan, at: usize, correction: &Correction, lexicon: &Lexicon) -> Done {
    let field = correction.field;
    let now = said(plan, at, field, correction.of.as_deref(), lexicon);
    let now = now.ok_or_else(|| {
        let of = correction.of.as_deref().unwrap_or_default();
        format!("{} 没有“{of}”这个{}，这条更正没有用", correction.address, field.label())
    })?;
    match field {
        Field::Filled(field) => fill(plan, at, field, &correction.value, lexicon),
        Field::Domain => {
            let domains = domains(&correction.value, lexicon)?;
            set_domains(plan, at, domains, lexicon);
            Ok(())
        }
        Field::Target => target(own(plan, at)?, correction),
        Field::Place => place(plan, at, correction, lexicon),
    }?;
    let changed = correction.was.as_ref().filter(|was| **was != now);
    changed.map_or(Ok(()), |was| {
        Err(format!(
            "{} 的{}更正时是“{was}”，现在读出的是“{now}”，请核对（更正仍然有效）",
            correction.address,
            field.label()
        ))
    })
}

/// The tags of measure `at`, to be corrected.
fn own(plan: &mut Plan, at: usize) -> Result<&mut Tags, String> {
    plan.tags.get_mut(at).ok_or_else(|| "这条更正没有用".to_owned())
}

/// What a person filled in for a measure: kept word for word, and read as far as it can be.
fn fill(plan: &mut Plan, at: usize, field: tags::Field, words: &str, lexicon: &Lexicon) -> Done {
    let start = plan.measures[at].span.start as usize;
    let identity = plan.identity.clone();
    let own = own(plan, at)?;
    // What stands in the column before this is in it: from then on no others move there.
    let gone: Vec<Department> = own.bodies(field).cloned().collect();
    own.filled.retain(|filled| filled.field != field);
    own.filled.push(Filled { field, value: words.to_owned() });
    own.filled.sort();
    match field {
        tags::Field::Remark => Ok(()),
        tags::Field::Lead | tags::Field::Support => {
            let role = if field == tags::Field::Lead { Role::Lead } else { Role::Support };
            let mut departments = own.departments.to_vec();
            departments.retain(|d| !gone.contains(d));
            departments.extend(names(words).map(|name| Department {
                name: name.into(),
                role,
                basis: DepartmentBasis::Corrected,
                span: None,
                rule: RULE.into(),
            }));
            departments.sort_by_key(|d| d.role);
            own.departments = departments.into();
            Ok(())
        }
        tags::Field::Deadline => {
            own.deadlines = due(words, &identity, lexicon);
            for deadline in &mut own.deadlines {
                deadline.basis = DeadlineBasis::Corrected;
                deadline.span = Span::new(start, start);
                deadline.rule = RULE.into();
            }
            Ok(())
        }
    }
}

/// When something is due, as a person fills it in: 2027年底前, or only 2027.
pub fn due(words: &str, identity: &Identity, lexicon: &Lexicon) -> Vec<Deadline> {
    let read = |words: &str| -> Vec<Deadline> {
        tags_of(words, identity, lexicon).into_iter().flat_map(|tags| tags.deadlines).collect()
    };
    let own = read(words);
    if own.is_empty() { read(&format!("到{words}完成")) } else { own }
}

/// The names of a cell, however they are parted.
fn names(words: &str) -> impl Iterator<Item = &str> {
    let parts = ['、', '，', ',', '；', ';', '\n', ' ', '\u{3000}'];
    words.split(parts).map(str::trim).filter(|name| !name.is_empty())
}

/// The domains that a list names, by name or id.
fn domains(words: &str, lexicon: &Lexicon) -> Result<Vec<Domain>, String> {
    let table = lexicon.table(List::Domains);
    let column = table.column("name").unwrap_or(0);
    let known = |name: &str| {
        let row = table.rows.iter().find(|row| row.word() == name || row.cell(column) == name);
        let domain = |id: &str| Domain { id: id.into(), evidence: Spans::new(), rule: RULE.into() };
        row.map(|row| domain(row.word()))
            .ok_or_else(|| format!("没有“{name}”这个责任领域，这条更正没有用"))
    };
    names(words).map(known).collect()
}

/// Gives measure `at` these domains; bodies that were inferred from the old ones are inferred anew.
fn set_domains(plan: &mut Plan, at: usize, domains: Vec<Domain>, lexicon: &Lexicon) {
    let primary = domains.first().map(|d| &*d.id);
    let inferred = primary.map(|id| tags::inferred(&plan.identity, lexicon, id));
    let Some(own) = plan.tags.get_mut(at) else { return };
    if own.departments.iter().all(|d| d.basis == DepartmentBasis::Inferred) {
        own.departments = inferred.unwrap_or_default().into();
    }
    own.domains = domains;
}

/// The domains of a node, and of those of its measures that have the same.
fn of_node(plan: &mut Plan, correction: &Correction, lexicon: &Lexicon) -> Done {
    let address = &correction.address;
    let Some(node) = plan.outline.find(address) else {
        return Err(format!("规划里没有 {address}，这条更正没有用"));
    };
    if correction.field != Field::Domain {
        let label = correction.field.label();
        return Err(format!("{address} 是章节或任务，{label}要写到句子（{address}#1 等）"));
    }
    let domains = domains(&correction.value, lexicon)?;
    let ids = |domains: &[Domain]| domains.iter().map(|d| d.id.clone()).collect::<Vec<_>>();
    let Some(own) = plan.node_tags.get_mut(node) else { return Ok(()) };
    let before = ids(&own.domains);
    own.domains.clone_from(&domains);
    for at in 0..plan.measures.len() {
        if plan.measures[at].node as usize == node && ids(&plan.tags[at].domains) == before {
            set_domains(plan, at, domains.clone(), lexicon);
        }
    }
    Ok(())
}

/// Another value for a target, or none: ≥47%, 30万亩.
fn target(tags: &mut Tags, correction: &Correction) -> Done {
    let of = correction.of.as_deref().unwrap_or_default();
    let words = correction.value.trim();
    if words.is_empty() {
        tags.targets.retain(|t| t.indicator != of);
        return Ok(());
    }
    let (bound, rest) = match words.chars().next() {
        Some('≥') => (Bound::AtLeast, &words['≥'.len_utf8()..]),
        Some('≤') => (Bound::AtMost, &words['≤'.len_utf8()..]),
        Some('≈') => (Bound::About, &words['≈'.len_utf8()..]),
        _ => (Bound::Exactly, words),
    };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let Ok(value) = rest[..end].parse::<f64>() else {
        return Err(format!("看不懂目标值“{words}”（如 ≥47%），这条更正没有用"));
    };
    for target in tags.targets.iter_mut().filter(|t| t.indicator == of) {
        (target.value, target.value_to, target.bound) = (Some(value), None, bound);
        target.qualitative = false;
        target.rule = RULE.into();
        let unit = rest[end..].trim().replace('％', "%");
        target.unit = Some(unit).filter(|u| !u.is_empty()).or(target.unit.take());
    }
    Ok(())
}

/// What a printed name means, or that it names no place.
fn place(plan: &mut Plan, at: usize, correction: &Correction, lexicon: &Lexicon) -> Done {
    let of = correction.of.as_deref().unwrap_or_default();
    let name = correction.value.trim();
    let text = plan.text.clone();
    let places = &mut own(plan, at)?.places;
    if name.is_empty() {
        places.retain(|place| place.span.of(&text) != of);
        return Ok(());
    }
    let gazetteer = lexicon.gazetteer();
    let meant: Vec<u32> = match gazetteer.by_id(name) {
        Some(n) => vec![n],
        None => gazetteer.named(name).to_vec(),
    };
    let &[meant] = meant.as_slice() else {
        let ids: Vec<_> = meant.iter().map(|&n| &*gazetteer.place(n).id).collect();
        let hint = if ids.is_empty() { "地名表里没有".into() } else { ids.join("、") };
        return Err(format!("不知道“{name}”是哪一个地点（{hint}），这条更正没有用"));
    };
    for place in places.iter_mut().filter(|place| place.span.of(&text) == of) {
        place.id = Some(gazetteer.place(meant).id.to_string());
        place.kind = gazetteer.place(meant).kind;
        place.rule = RULE.into();
    }
    Ok(())
}

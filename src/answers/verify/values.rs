//! Whether the targets of a sentence are those of a passage, whatever the words around them.

use super::{Aspect, Difference};
use crate::index::fold;
use crate::tags::{Tags, Target};

/// How the targets of a sentence and of a passage compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The sentence has no number to compare, or one of an indicator that the passage does not have.
    None,
    /// The passage has every one of them, with value, unit, bound and year.
    Agrees,
    /// The passage has the indicators with something else.
    Differs(Vec<Difference>),
}

/// Compares the targets in numbers of `claim` with those of `plan`.
pub fn compare(claim: &[Tags], plan: &[&Tags]) -> Agreement {
    let targets: Vec<_> =
        claim.iter().flat_map(|t| &t.targets).filter(|t| !t.qualitative).collect();
    let mut differences = Vec::new();
    for target in &targets {
        let same = plan.iter().flat_map(|tags| tags.targets.iter().map(move |t| (*tags, t)));
        let same = same.filter(|(_, other)| is_same_indicator(target, other));
        let compared = same.map(|(tags, other)| between(claim, target, tags, other));
        match compared.min_by_key(|differences| (differences.len(), differences.first().copied())) {
            None => return Agreement::None,
            Some(found) => differences.extend(found),
        }
    }
    differences.dedup();
    match (targets.is_empty(), differences.is_empty()) {
        (true, _) => Agreement::None,
        (false, true) => Agreement::Agrees,
        (false, false) => Agreement::Differs(differences),
    }
}

/// Whether the two are of one indicator: known as one, or of one name, or one's name ends in the other's.
fn is_same_indicator(a: &Target, b: &Target) -> bool {
    if let (Some(a), Some(b)) = (&a.indicator_id, &b.indicator_id) {
        return a == b;
    }
    let (a, b) = (fold::letters(&a.indicator), fold::letters(&b.indicator));
    let ends = |long: &str, short: &str| short.chars().count() >= 4 && long.ends_with(short);
    !a.is_empty() && (a == b || ends(&a, &b) || ends(&b, &a))
}

/// In what two targets of one indicator differ.
fn between(claim: &[Tags], target: &Target, tags: &Tags, other: &Target) -> Vec<Difference> {
    let upper = |t: &Target| t.value_to.or(t.value);
    let checks = [
        (Aspect::Number, target.value != other.value || upper(target) != upper(other)),
        (Aspect::Unit, target.unit != other.unit),
        (Aspect::Bound, target.bound != other.bound),
        (Aspect::Direction, target.change != other.change),
    ];
    let found = checks.into_iter().filter(|(_, differs)| *differs);
    let mut found: Vec<_> = found
        .map(|(aspect, _)| Difference { aspect, claim: target.span, plan: other.span })
        .collect();
    if target.deadline.is_some() && target.deadline != other.deadline {
        let of = |tags: &Tags, target: &Target| {
            let due = tags.deadlines.iter().find(|d| d.to.is_some() && d.to == target.deadline);
            due.map_or(target.span, |due| due.span)
        };
        let own = claim.iter().find(|tags| tags.targets.contains(target));
        let words = own.map_or(target.span, |own| of(own, target));
        found.push(Difference { aspect: Aspect::Year, claim: words, plan: of(tags, other) });
    }
    found
}

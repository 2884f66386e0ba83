//! Whether the targets of a sentence are those of a passage, whatever the words around them.

use super::{Aspect, Difference};
use crate::answers::amount;
use crate::ground::Span;
use crate::index::fold;
use crate::outline::Identity;
use crate::tags::{Tags, Target, indicator_words};

/// How the targets of a sentence and of a passage compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The sentence has no target to compare, or one of an indicator that the passage does not have.
    None,
    /// The passage has every one of them, with value, unit, bound and year: which answers to which.
    Agrees(Vec<Difference>),
    /// The passage has the indicators with something else.
    Differs(Vec<Difference>),
}

impl Agreement {
    /// Whether the passage has all targets of the sentence, of which there are some.
    pub fn agrees(&self) -> bool {
        matches!(self, Agreement::Agrees(_))
    }
}

/// Compares the targets of `claim`, of which `text` is the words, with those of `plan`, which is what `identity` says: those in numbers
/// where it has any, else its outcomes. A target without a year is due in `year`.
pub fn compare(
    text: &str,
    claim: &[Tags],
    plan: &[&Tags],
    identity: &Identity,
    year: Option<u16>,
) -> Agreement {
    let all = || claim.iter().flat_map(|t| &t.targets);
    let in_words = all().all(|t| t.qualitative);
    let targets: Vec<_> = all().filter(|t| t.qualitative == in_words).collect();
    let (mut pairs, mut differences) = (Vec::new(), Vec::new());
    for target in &targets {
        let same = plan.iter().flat_map(|tags| tags.targets.iter().map(move |t| (*tags, t)));
        let same = same.filter(|(_, other)| other.qualitative == in_words);
        let name = name(text, claim, target, identity);
        let same = same.filter(|(_, other)| is_same_indicator((target, name), other));
        // 甲市、乙市渗透率分别达到30%、40% are of one indicator, and each of its own place.
        let words = indicator_words(name);
        let own = |other: &Target| {
            other.change == target.change && indicator_words(&other.indicator) == words
        };
        let named = same.clone().any(|(_, other)| own(other));
        let same = same.filter(|(_, other)| !named || own(other));
        let compared =
            same.map(|(tags, other)| (other.span, between(claim, target, tags, other, year)));
        match compared.min_by_key(|(_, found)| (found.len(), found.first().copied())) {
            None => return Agreement::None,
            Some((plan, found)) => {
                let claim = target.span;
                pairs.push(Difference { aspect: Aspect::Wording, claim, plan });
                differences.extend(found);
            }
        }
    }
    differences.dedup();
    match (targets.is_empty(), differences.is_empty()) {
        (true, _) => Agreement::None,
        (false, true) => Agreement::Agrees(pairs),
        (false, false) => Agreement::Differs(differences),
    }
}

/// What `target` of the claim `text` is of, without the time and the region of the plan before it: 成都到2025年充电桩.
fn name<'a>(text: &str, claim: &[Tags], target: &'a Target, plan: &Identity) -> &'a str {
    let is_own = |place: &str| plan.region.as_ref().is_some_and(|region| region.starts_with(place));
    let times = claim.iter().flat_map(|tags| &tags.deadlines).map(|due| due.span.of(text));
    let mut parted = times.filter_map(|time| target.indicator.split_once(time));
    let own = parted.find(|(place, _)| is_own(place));
    own.map_or(&target.indicator, |(_, name)| name)
}

/// Whether the two, the first by its `name`, are of one indicator: known as one, or of one name, or one's name ends in the other's.
fn is_same_indicator((a, name): (&Target, &str), b: &Target) -> bool {
    if let (Some(a), Some(b)) = (&a.indicator_id, &b.indicator_id) {
        return a == b;
    }
    let (a, b) = (fold::letters(name), fold::letters(&b.indicator));
    let ends = |long: &str, short: &str| short.chars().count() >= 4 && long.ends_with(short);
    !a.is_empty() && (a == b || ends(&a, &b) || ends(&b, &a))
}

/// In what two targets of one indicator differ.
fn between(
    claim: &[Tags],
    target: &Target,
    tags: &Tags,
    other: &Target,
    year: Option<u16>,
) -> Vec<Difference> {
    let amount =
        |t: &Target, value: Option<f64>| value.map(|v| amount::comparable(v, t.unit.as_deref()));
    let ends = |t: &Target| [amount(t, t.value), amount(t, t.value_to.or(t.value))];
    let number = |t: &Target| ends(t).map(|end| end.map(|(number, _)| number));
    let sort = |t: &Target| amount::comparable(0.0, t.unit.as_deref()).1;
    // 53636公顷 for 53636平方千米: the same digits of another unit.
    let digits = (target.value, target.value_to) == (other.value, other.value_to);
    let units = amount::base(target.unit.as_deref()) != amount::base(other.unit.as_deref());
    let differs = number(target) != number(other);
    let checks = [
        (Aspect::Number, differs && !(digits && units)),
        (Aspect::Unit, sort(target) != sort(other) || differs && digits && units),
        (Aspect::Bound, target.bound != other.bound || outcome(target) != outcome(other)),
        (Aspect::Direction, target.change != other.change),
    ];
    let found = checks.into_iter().filter(|(_, differs)| *differs);
    let mut found: Vec<_> = found
        .map(|(aspect, _)| Difference { aspect, claim: target.span, plan: other.span })
        .collect();
    if target.deadline.is_some() && target.deadline != other.deadline.or(year) {
        let of = |tags: &Tags, target: &Target| {
            let due = tags.deadlines.iter().find(|d| d.to.is_some() && d.to == target.deadline);
            due.map_or(target.span, |due| due.span)
        };
        let own = claim.iter().find(|tags| tags.targets.contains(target));
        let words = own.map_or(target.span, |own| of(own, target));
        // Where the plan says no year, nothing stands for it.
        let start = other.span.start as usize;
        let plan = other.deadline.map_or(Span::new(start, start), |_| of(tags, other));
        found.push(Difference { aspect: Aspect::Year, claim: words, plan });
    }
    found
}

/// The words of an outcome without a number: 基本消除.
fn outcome(target: &Target) -> Option<&str> {
    target.qualifiers.first().map(String::as_str).filter(|_| target.qualitative)
}

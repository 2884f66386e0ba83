//! `same_target`: measures that promise something of the same indicator.

use std::collections::{BTreeMap, BTreeSet};

use super::{Link, LinkRelation, Matter};
use crate::tags::Target;

/// The shortest name of an indicator that no table knows and that is one by itself, in letters.
const SHORTEST: usize = 4;

/// A link from each measure to the first one of the same indicator that stands in another node, in the order of the text.
pub fn links(matter: &Matter<'_>) -> Vec<Link> {
    let mut first = BTreeMap::<&str, usize>::new();
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for (at, tags) in matter.tags.iter().enumerate() {
        for target in tags.targets.iter().filter(|t| is_clear(t)) {
            let origin = *first.entry(key(target)).or_insert(at);
            let apart = matter.measures[origin].node != matter.measures[at].node;
            if apart && seen.insert((origin, at)) {
                links.push(Link {
                    from: matter.measure_id(at),
                    to: matter.measure_id(origin),
                    relation: LinkRelation::SameTarget,
                    evidence: target.indicator.clone(),
                });
            }
        }
    }
    links
}

/// What an indicator is known by.
fn key(target: &Target) -> &str {
    target.indicator_id.as_deref().unwrap_or(&target.indicator)
}

fn is_clear(target: &Target) -> bool {
    target.indicator_id.is_some() || target.indicator.chars().count() >= SHORTEST
}

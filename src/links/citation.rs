//! `cites`: a measure that names another document.

use std::collections::BTreeSet;

use super::{Link, LinkRelation, Matter};

/// A link from each measure to each document that it cites, by its title or else by its number, in the order of the text. The plan
/// itself is none: its announcement names it.
pub fn links(matter: &Matter<'_>) -> Vec<Link> {
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for (at, tags) in matter.tags.iter().enumerate() {
        for citation in &tags.citations {
            let Some(to) = citation.title.as_ref().or(citation.number.as_ref()) else { continue };
            if to != matter.title && seen.insert((at, to)) {
                links.push(Link {
                    from: matter.measure_id(at),
                    to: to.clone(),
                    relation: LinkRelation::Cites,
                    evidence: super::unbroken(citation.span.of(matter.text)),
                });
            }
        }
    }
    links
}

//! What a plan that was read in simplified characters names, as its text prints it.

use std::collections::BTreeMap;

use crate::links::{Link, LinkRelation};
use crate::outline::{self, Identity, Outline};
use crate::tags::Tags;

/// A text as it was read, and as it is printed: letter for letter the same but for their forms.
#[derive(Clone, Copy)]
pub(super) struct Printing<'a> {
    pub read: &'a str,
    pub printed: &'a str,
}

impl Printing<'_> {
    /// Spells titles, names, cited documents and the words that links rest on.
    pub fn spell(
        self,
        outline: &mut Outline,
        identity: &mut Identity,
        tags: &mut [Tags],
        links: &mut [Link],
    ) {
        let Self { read, printed } = self;
        for citation in tags.iter_mut().flat_map(|tags| &mut tags.citations) {
            if let Some(title) = &mut citation.title {
                *title = outline::spelled(title, citation.span, read, printed);
            }
        }
        let nodes = outline.nodes.iter().map(|node| (node.id.as_str(), node.span));
        let places: BTreeMap<&str, _> = nodes.collect();
        for link in links {
            let node = link.from.split_once('#').map_or(link.from.as_str(), |(node, _)| node);
            let Some(&place) = places.get(node) else { continue };
            link.evidence = outline::spelled(&link.evidence, place, read, printed);
            if link.relation == LinkRelation::Cites {
                link.to = outline::spelled(&link.to, place, read, printed);
            }
        }
        outline::spell(outline, identity, read, printed);
    }
}

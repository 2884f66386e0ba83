//! Addresses: what a person would cite a node by.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Kind, Node};

/// Gives every node its address. Parents stand before children.
pub fn assign(nodes: &mut [Node]) {
    let numbered = holders_of_numbers(nodes);
    let mut counts = BTreeMap::<(Option<u32>, &str), u32>::new();
    let mut taken = BTreeMap::new();
    for at in 0..nodes.len() {
        let parent = nodes[at].parent;
        let beside_numbers = numbered.contains(&parent);
        let (prefix, is_path) = form(&nodes[at], beside_numbers);
        let count = counts.entry((counted_below(&nodes[at]), prefix)).or_default();
        *count += 1;
        let mut id = String::new();
        if let Some(parent) = counted_below(&nodes[at]) {
            id.extend([&nodes[parent as usize].id, "."]);
        }
        id.push_str(prefix);
        // 专栏3-1 is named by both its numbers, 4.1.2 by its place and its last.
        match nodes[at].number.as_deref().and_then(|n| n.rsplit('.').next()).filter(|_| is_path) {
            _ if nodes[at].kind == Kind::Title => {}
            Some(own) => id.push_str(own),
            None => id.push_str(&count.to_string()),
        }
        nodes[at].id = unique(id, &mut taken);
    }
}

/// The nodes with numbered children of the kinds that tasks stand beside; `None` for the plan itself.
fn holders_of_numbers(nodes: &[Node]) -> BTreeSet<Option<u32>> {
    let path = nodes.iter().filter(|n| n.number.is_some() && form(n, false).0.is_empty());
    path.map(|n| n.parent).collect()
}

/// The letters an address is formed with, and whether the printed number follows them (else an ordinal).
fn form(node: &Node, beside_numbers: bool) -> (&'static str, bool) {
    match node.kind {
        Kind::Stage => ("s", false),
        Kind::Principle => ("p", false),
        Kind::OrganisationItem => ("o", false),
        Kind::Title => ("0", true),
        Kind::Preamble => ("0.x", false),
        Kind::Paragraph => ("x", false),
        Kind::Column => ("Z", true),
        Kind::Table => ("b", false),
        Kind::Attachment => ("A", true),
        _ if node.number.is_none() && beside_numbers => ("t", false),
        _ => ("", true),
    }
}

/// What an ordinal counts below: boxes count through the whole plan.
fn counted_below(node: &Node) -> Option<u32> {
    node.parent.filter(|_| node.kind != Kind::Column)
}

/// `id`, with a letter if the number was printed before: 2.3b. `taken` counts how often each was.
fn unique(id: String, taken: &mut BTreeMap<String, u32>) -> String {
    let Some(mut times) = taken.get(&id).copied() else {
        taken.insert(id.clone(), 1);
        return id;
    };
    let free = loop {
        let next = match times {
            ..=25 => format!("{id}{}", char::from(b'a' + times as u8)),
            _ => format!("{id}z{}", times - 24),
        };
        times += 1;
        if !taken.contains_key(&next) {
            break next;
        }
    };
    taken.insert(id, times);
    taken.entry(free.clone()).or_insert(1);
    free
}

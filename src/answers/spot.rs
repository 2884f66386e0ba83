//! [`Spot`]: a place in one plan that an address names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::links::Link;
use crate::measures::Measure;
use crate::outline::{Kind, Node};
use crate::plan::{Addressed, Plan};

/// A node or a measure of one plan.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The node, or the node the measure belongs to, by its place in the outline.
    pub node: usize,
    /// The measure, by its place in [`Plan::measures`]; `None` for the node itself.
    pub measure: Option<usize>,
}

impl Addressed for Spot {
    fn plan_id(&self) -> &str {
        &self.plan.id
    }

    fn own_node(&self) -> &Node {
        &self.plan.outline.nodes[self.node]
    }

    fn own_measure(&self) -> Option<&Measure> {
        self.measure.map(|at| &self.plan.measures[at])
    }
}

impl Spot {
    /// The titles of what holds it, outermost first, the node's own among them.
    pub fn trail(&self) -> Vec<&str> {
        self.plan.outline.trail(self.node)
    }

    /// The words of [`span`](Addressed::span).
    pub fn text(&self) -> &str {
        self.span().of(&self.plan.text)
    }

    /// The nodes below the node, in the order of the text; below the title stands the whole plan.
    pub fn below(&self) -> Vec<usize> {
        let outline = &self.plan.outline;
        let all = outline.nodes[self.node].kind == Kind::Title;
        let is_below =
            |&at: &usize| all && at != self.node || outline.ancestors(at).contains(&self.node);
        (0..outline.nodes.len()).filter(is_below).collect()
    }

    /// The measures of the node and of what stands below it, in the order of the text; of a measure only itself.
    pub fn measures(&self) -> Vec<usize> {
        if let Some(at) = self.measure {
            return vec![at];
        }
        let mut nodes = self.below();
        nodes.push(self.node);
        let measures = self.plan.measures.iter().enumerate();
        measures.filter(|(_, m)| nodes.contains(&(m.node as usize))).map(|(at, _)| at).collect()
    }

    /// The links from it or to it; of a node also those of its own measures.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        let own = (0..self.plan.measures.len()).filter(|&at| {
            self.measure.is_none() && self.plan.measures[at].node as usize == self.node
        });
        let mut ids: BTreeSet<String> = own.map(|at| self.plan.measure_id(at)).collect();
        ids.insert(self.id());
        self.plan
            .links
            .iter()
            .filter(move |link| ids.contains(&link.from) || ids.contains(&link.to))
    }
}

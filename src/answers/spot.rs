//! [`Spot`]: a place in one plan that an address names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ground::Span;
use crate::links::Link;
use crate::outline::Kind;
use crate::plan::Plan;

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

impl Spot {
    /// The address within the plan: `Z2.3#1`, `2.1.1`.
    pub fn id(&self) -> String {
        match self.measure {
            Some(at) => self.plan.measure_id(at),
            None => self.node_id().to_owned(),
        }
    }

    /// The address of the node: `Z2.3`.
    pub fn node_id(&self) -> &str {
        &self.plan.outline.nodes[self.node].id
    }

    /// The whole address: `jilin-2024-2035/Z2.3#1`.
    pub fn address(&self) -> String {
        format!("{}/{}", self.plan.id, self.id())
    }

    /// The word of its kind used in JSON and in filters: `outcome`, `task`.
    pub fn kind(&self) -> &'static str {
        match self.measure {
            Some(at) => self.plan.measures[at].kind.name(),
            None => self.plan.outline.nodes[self.node].kind.name(),
        }
    }

    /// The word of its kind that a Chinese reader sees: 目标, 任务.
    pub fn label(&self) -> &'static str {
        match self.measure {
            Some(at) => self.plan.measures[at].kind.label(),
            None => self.plan.outline.nodes[self.node].kind.label(),
        }
    }

    /// The titles of what holds it, outermost first, the node's own among them.
    pub fn trail(&self) -> Vec<&str> {
        self.plan.outline.trail(self.node)
    }

    /// Its words in the source: those of the measure, or the node's heading and own paragraphs without what stands below it.
    pub fn span(&self) -> Span {
        if let Some(at) = self.measure {
            return self.plan.measures[at].span;
        }
        self.plan.outline.nodes[self.node].own_span()
    }

    /// The words of [`span`](Self::span).
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

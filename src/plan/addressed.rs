//! [`Addressed`]: what an address names, by whatever it is held.

use crate::ground::Span;
use crate::measures::Measure;
use crate::outline::Node;

/// A node of a plan, or a measure.
pub trait Addressed {
    /// The id of the plan.
    fn plan_id(&self) -> &str;

    /// The node, or the node that the measure belongs to.
    fn own_node(&self) -> &Node;

    /// The measure; `None` for the node itself.
    fn own_measure(&self) -> Option<&Measure>;

    /// The address within the plan: `Z2.3#1`, `2.1.1`.
    fn id(&self) -> String {
        match self.own_measure() {
            Some(measure) => format!("{}#{}", self.node_id(), measure.number),
            None => self.node_id().to_owned(),
        }
    }

    /// The address of the node: `Z2.3`.
    fn node_id(&self) -> &str {
        &self.own_node().id
    }

    /// The whole address: `jilin-2024-2035/Z2.3#1`.
    fn address(&self) -> String {
        format!("{}/{}", self.plan_id(), self.id())
    }

    /// The word of its kind used in JSON and in filters: `outcome`, `task`.
    fn kind(&self) -> &'static str {
        self.own_measure().map_or_else(|| self.own_node().kind.name(), |own| own.kind.name())
    }

    /// The word of its kind that a Chinese reader sees: 目标, 任务.
    fn label(&self) -> &'static str {
        self.own_measure().map_or_else(|| self.own_node().kind.label(), |own| own.kind.label())
    }

    /// Its words in the source: those of the measure, or the node's heading and own paragraphs without what stands below it.
    fn span(&self) -> Span {
        self.own_measure().map_or_else(|| self.own_node().own_span(), |own| own.span)
    }
}

//! [`Card`]: one node or measure of a plan as a search shows it, without the rest of the plan.

use super::book::Fault;
use super::{Addressed, Plan};
use crate::ground::Span;
use crate::measures::Measure;
use crate::outline::Node;
use crate::tags::Tags;

/// One node or measure of a plan, with the way to it and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The id of the plan.
    pub plan: String,
    /// The node, or the node of the measure, by its place in the outline.
    pub node: usize,
    /// The measure by its place in the plan; `None` for the node itself.
    pub measure: Option<usize>,
    /// Its tags.
    pub tags: Tags,
    /// The words of its deadlines, some of which stand elsewhere, in the order of [`Tags::deadlines`].
    pub times: Vec<String>,
    /// The nodes that hold it, outermost first, the node itself at the end.
    path: Vec<Node>,
    /// The measure, or the measures of the node itself.
    measures: Vec<Measure>,
    text: String,
}

impl Addressed for Card {
    fn plan_id(&self) -> &str {
        &self.plan
    }

    fn own_node(&self) -> &Node {
        self.path.last().expect("the node itself ends the way to it")
    }

    fn own_measure(&self) -> Option<&Measure> {
        self.measure.and_then(|_| self.measures.first())
    }
}

impl Card {
    /// The card of `measure`, which is one of `node`, or of that node.
    pub fn of_plan(plan: &Plan, node: usize, measure: Option<usize>) -> Self {
        let nodes = &plan.outline.nodes;
        let above = |at: &usize| nodes[*at].parent.map(|parent| parent as usize);
        let mut path: Vec<Node> =
            std::iter::successors(Some(node), above).map(|at| nodes[at].clone()).collect();
        path.reverse();
        let own = plan.measures.iter().enumerate();
        let own = own.filter(|(at, m)| measure.map_or(m.node as usize == node, |one| one == *at));
        let measures = own.map(|(_, m)| m.clone()).collect();
        let tags = measure.map_or(&plan.node_tags[node], |at| &plan.tags[at]).clone();
        let mut words = |span: Span| Ok(span.of(&plan.text).to_owned());
        let card = Self::of(plan.id.clone(), (node, measure), path, measures, tags, &mut words);
        card.expect("a plan has its own words")
    }

    /// The node that holds the one it is of; `None` for one that stands under nothing.
    pub fn heading(&self) -> Option<&Node> {
        self.path.iter().rev().nth(1)
    }

    /// Puts a card together; `words` gives those of a stretch of the source.
    pub(super) fn of(
        plan: String,
        (node, measure): (usize, Option<usize>),
        path: Vec<Node>,
        measures: Vec<Measure>,
        tags: Tags,
        words: &mut dyn FnMut(Span) -> Result<String, Fault>,
    ) -> Result<Self, Fault> {
        let (times, text) = (Vec::new(), String::new());
        let mut card = Self { plan, node, measure, tags, times, path, measures, text };
        card.text = words(card.span())?;
        for at in 0..card.tags.deadlines.len() {
            let time = card.tags.deadlines[at].span;
            let printed = match card.own(time) {
                Some(own) => own.to_owned(),
                None => words(time)?,
            };
            card.times.push(printed);
        }
        Ok(card)
    }

    /// The titles of what holds it, outermost first, the node's own among them.
    pub fn trail(&self) -> Vec<&str> {
        let waymarks = self.path.iter().filter(|node| node.is_waymark());
        waymarks.map(|node| node.title.as_str()).collect()
    }

    /// The words of [`span`](Addressed::span).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of `span`, which lies in its own.
    pub fn words(&self, span: Span) -> &str {
        self.own(span).expect("it lies in its own")
    }

    /// The words of `span`, if it lies in its own.
    fn own(&self, span: Span) -> Option<&str> {
        let at = |byte: u32| byte.checked_sub(self.span().start).map(|at| at as usize);
        self.text.get(at(span.start)?..at(span.end)?)
    }

    /// Of a node its heading and its own measures, of a measure that: what it is made of, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Span> {
        let head = self.own_node().head.filter(|_| self.measure.is_none());
        head.into_iter().chain(self.measures.iter().map(|measure| measure.span))
    }
}

//! Nodes and measures as the contract shows them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::explain::Why;
use super::tag::{Actor, Citation, Deadline, Department, Domain, Place, Target};
use super::{Chars, Reading};
use crate::tags::{Field, Tags};
use crate::{measures, outline};

/// One node of a plan.
#[derive(Serialize, JsonSchema)]
pub struct Node<'a> {
    /// Its address within the plan: `2.1.1`, `Z2.3`, `1.s1`.
    pub id: &'a str,
    /// What it is.
    #[schemars(schema_with = "node_kinds")]
    pub kind: &'static str,
    /// The printed number in Arabic digits.
    pub number: Option<&'a str>,
    /// Its heading without the mark, or its first sentence without the closing mark.
    pub title: &'a str,
    /// The address of the node that holds it.
    pub parent: Option<&'a str>,
    /// All of it, with everything below it.
    pub span: Chars,
    /// Its heading with the mark.
    pub head: Option<Chars>,
    /// The line it begins on, from 1.
    pub line: u32,
    /// The years of a stage.
    pub period: Option<Years>,
    /// The fields it belongs to, the primary one first.
    pub domains: Vec<Domain<'a>>,
    /// Why it has its tags; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Vec<Why<'a>>>,
}

/// Some years, first and last counted.
#[derive(Serialize, JsonSchema)]
pub struct Years {
    /// The first.
    pub from: u16,
    /// The last.
    pub to: u16,
}

impl From<(u16, u16)> for Years {
    fn from((from, to): (u16, u16)) -> Self {
        Self { from, to }
    }
}

/// One measure of a plan.
#[derive(Serialize, JsonSchema)]
pub struct Measure<'a> {
    /// Its address within the plan: `3.1.2#9`.
    pub id: String,
    /// The address of its node.
    pub node: &'a str,
    /// What it says.
    #[schemars(schema_with = "measure_kinds")]
    pub kind: &'static str,
    /// Its words: exactly the `span` of the source text.
    pub text: &'a str,
    /// Where they stand.
    pub span: Chars,
    /// The titles of what holds it, outermost first.
    pub trail: Vec<&'a str>,
    /// The fields it belongs to, the primary one first.
    pub domains: Vec<Domain<'a>>,
    /// Who is responsible.
    pub departments: Vec<Department<'a>>,
    /// By when.
    pub deadlines: Vec<Deadline<'a>>,
    /// How much.
    pub targets: Vec<Target<'a>>,
    /// Where.
    pub places: Vec<Place<'a>>,
    /// Who is named as acting.
    pub actors: Vec<Actor<'a>>,
    /// The documents it names.
    pub citations: Vec<Citation<'a>>,
    /// How binding it is.
    #[schemars(extend("enum" = ["mandatory", "committed", "encouraged", "exploratory", null]))]
    pub strength: Option<&'static str>,
    /// What people noted of it.
    pub remark: Option<&'a str>,
    /// Why it has its tags; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Vec<Why<'a>>>,
}

impl<'a> Reading<'a> {
    /// Node `at` of the outline.
    pub fn node(&self, at: usize) -> Node<'a> {
        let nodes = &self.plan.outline.nodes;
        let node = &nodes[at];
        let tags = self.plan.node_tags.get(at);
        Node {
            id: &node.id,
            kind: node.kind.name(),
            number: node.number.as_deref(),
            title: &node.title,
            parent: node.parent.map(|up| nodes[up as usize].id.as_str()),
            span: self.chars(node.span),
            head: node.head.map(|head| self.chars(head)),
            line: node.line,
            period: node.period.map(Years::from),
            domains: tags.map_or_else(Vec::new, |t| self.each(&t.domains, Self::domain)),
            explain: tags.and_then(|tags| self.why(tags)),
        }
    }

    /// Measure `at` of the plan.
    pub fn measure(&self, at: usize) -> Measure<'a> {
        let measure = &self.plan.measures[at];
        let tags = &self.plan.tags[at];
        let node = measure.node as usize;
        Measure {
            id: self.plan.measure_id(at),
            node: &self.plan.outline.nodes[node].id,
            kind: measure.kind.name(),
            text: self.words(measure.span),
            span: self.chars(measure.span),
            trail: self.plan.outline.trail(node),
            domains: self.each(&tags.domains, Self::domain),
            departments: self.each(&tags.departments, Self::department),
            deadlines: self.deadlines(tags),
            targets: self.each(&tags.targets, Self::target),
            places: self.each(&tags.places, Self::place),
            actors: self.each(&tags.actors, Self::actor),
            citations: self.each(&tags.citations, Self::citation),
            strength: tags.strength.as_ref().map(|s| s.level.name()),
            remark: tags.filled_in(Field::Remark).map(|filled| filled.value.as_str()),
            explain: self.why(tags),
        }
    }

    /// The deadlines; those that people filled in bear their words, which stand nowhere in the plan.
    fn deadlines(&self, tags: &'a Tags) -> Vec<Deadline<'a>> {
        let mut deadlines = self.each(&tags.deadlines, Self::deadline);
        if let Some(filled) = tags.filled_in(Field::Deadline) {
            deadlines.iter_mut().for_each(|deadline| deadline.text = &filled.value);
        }
        deadlines
    }

    fn each<T, U>(&self, tags: &'a [T], shape: fn(&Self, &'a T) -> U) -> Vec<U> {
        tags.iter().map(|tag| shape(self, tag)).collect()
    }
}

fn node_kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": outline::Kind::ALL.map(outline::Kind::name) })
}

fn measure_kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": measures::Kind::ALL.map(measures::Kind::name) })
}

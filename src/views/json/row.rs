//! The export as a table: one row a measure, a project, a target or a place.

use serde::Serialize;

use super::tag::{Place, Target};
use super::{Measure, Node, Reading};
use crate::lexicon::Lexicon;
use crate::outline::Kind;
use crate::plan::Plan;

/// What a row of a narrowed export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A measure with all its tags.
    Measures,
    /// A project of a 专栏 with its text.
    Projects,
    /// A target with the measure it stands in.
    Targets,
    /// A place with the measure it stands in.
    Places,
}

impl What {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            What::Measures => "measures",
            What::Projects => "projects",
            What::Targets => "targets",
            What::Places => "places",
        }
    }
}

/// One row: the id of the plan, then the fields of what the row is.
#[derive(Serialize)]
pub struct Row<'a> {
    plan: &'a str,
    #[serde(flatten)]
    cells: Cells<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cells<'a> {
    Measure(Box<Measure<'a>>),
    Project {
        #[serde(flatten)]
        node: Box<Node<'a>>,
        text: &'a str,
    },
    Target {
        measure: String,
        #[serde(flatten)]
        target: Box<Target<'a>>,
    },
    Place {
        measure: String,
        #[serde(flatten)]
        place: Place<'a>,
    },
}

/// The rows of `plan`, in the order of the text.
///
/// A measure has the fields of the export; a project those of a node, and its `text`; a target and a place their own, with
/// `measure`, the address they stand at.
pub fn rows<'a>(plan: &'a Plan, lexicon: &'a Lexicon, what: What) -> Vec<Row<'a>> {
    let reading = Reading::new(plan, lexicon);
    let all = 0..plan.measures.len();
    let cells: Vec<Cells<'a>> = match what {
        What::Measures => all.map(|at| Cells::Measure(Box::new(reading.measure(at)))).collect(),
        What::Projects => projects(&reading),
        What::Targets => all.flat_map(|at| targets(&reading, at)).collect(),
        What::Places => all.flat_map(|at| places(&reading, at)).collect(),
    };
    cells.into_iter().map(|cells| Row { plan: &plan.id, cells }).collect()
}

fn projects<'a>(reading: &Reading<'a>) -> Vec<Cells<'a>> {
    let nodes = reading.plan.outline.nodes.iter().enumerate();
    let projects = nodes.filter(|(_, node)| node.kind == Kind::Project);
    let cells = projects.map(|(at, node)| Cells::Project {
        node: Box::new(reading.node(at)),
        text: reading.words(node.span),
    });
    cells.collect()
}

fn targets<'a>(reading: &Reading<'a>, at: usize) -> Vec<Cells<'a>> {
    let cells = reading.plan.tags[at].targets.iter().map(|target| Cells::Target {
        measure: reading.plan.measure_id(at),
        target: Box::new(reading.target(target)),
    });
    cells.collect()
}

fn places<'a>(reading: &Reading<'a>, at: usize) -> Vec<Cells<'a>> {
    let cells = reading.plan.tags[at].places.iter().map(|place| Cells::Place {
        measure: reading.plan.measure_id(at),
        place: reading.place(place),
    });
    cells.collect()
}

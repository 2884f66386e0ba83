//! The doubts about plans, as JSON.

use serde::Serialize;

use crate::answers::is_clean;
use crate::ground::Note;
use crate::plan::Plan;

/// What was read in some files, and what is doubtful in it.
#[derive(Serialize)]
pub struct Check<'a> {
    /// Whether there is no doubt.
    clean: bool,
    plans: Vec<Checked<'a>>,
}

#[derive(Serialize)]
struct Checked<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    nodes: usize,
    measures: usize,
    doubts: Vec<Doubt<'a>>,
}

#[derive(Serialize)]
struct Doubt<'a> {
    /// The node that begins last before it; `null` for what is about the whole.
    node: Option<&'a str>,
    #[serde(flatten)]
    note: &'a Note,
}

impl<'a> Check<'a> {
    /// The shape of plans and the notes about them.
    pub fn of(plans: &'a [(Plan, Vec<Note>)]) -> Self {
        let checked = |(plan, notes): &'a (Plan, Vec<Note>)| Checked {
            id: &plan.id,
            path: &plan.origin.path,
            title: &plan.identity.title,
            nodes: plan.outline.nodes.len(),
            measures: plan.measures.len(),
            doubts: notes.iter().map(|note| Doubt { node: node(plan, note.line), note }).collect(),
        };
        let clean = plans.iter().all(|(_, notes)| is_clean(notes));
        Self { clean, plans: plans.iter().map(checked).collect() }
    }
}

fn node(plan: &Plan, line: u32) -> Option<&str> {
    let before = plan.outline.nodes.iter().take_while(|node| node.line <= line);
    before.last().filter(|_| line > 0).map(|node| node.id.as_str())
}

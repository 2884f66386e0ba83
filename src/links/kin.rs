//! How near a task and a project stand in the plan: a 专栏 sets out what the chapter it stands in says, so little shared in one chapter
//! tells as much as more shared across the plan.

use std::collections::BTreeMap;

use super::Matter;
use super::unit::Unit;

/// By how much what is shared counts for more within the chapter of the 专栏.
const WITHIN: f64 = 1.9;

/// By how much it counts for less across chapters.
const ACROSS: f64 = 0.8;

/// Which part of a plan's units a chapter may hold and still tell them from the others.
const NARROW: usize = 3;

/// Where each unit stands.
pub struct Kin {
    /// What holds each unit, outermost first, and its own node.
    above: Vec<Vec<usize>>,
    /// The chapter or section that the 专栏 of each project stands in, if it is a small part of the plan.
    home: Vec<Option<usize>>,
}

impl Kin {
    /// Of the units of a plan.
    pub fn of(matter: &Matter<'_>, units: &[Unit]) -> Self {
        let above: Vec<Vec<usize>> = units.iter().map(|unit| path(matter, unit)).collect();
        let mut counts = BTreeMap::<usize, usize>::new();
        above.iter().flatten().for_each(|&node| *counts.entry(node).or_default() += 1);
        let narrow = |node: &usize| counts[node] * NARROW <= units.len();
        // Above a project stand its 专栏 and what that stands in.
        let home = |(unit, above): (&Unit, &Vec<usize>)| {
            let home = above.iter().rev().nth(2).copied().filter(narrow);
            home.filter(|_| unit.is_project)
        };
        let home = units.iter().zip(&above).map(home).collect();
        Self { above, home }
    }

    /// What is shared by unit `from` and project `to` counts for, against what is shared anywhere.
    pub fn factor(&self, from: usize, to: usize) -> f64 {
        match self.home[to] {
            None => 1.0,
            Some(home) if self.above[from].contains(&home) => WITHIN,
            Some(_) => ACROSS,
        }
    }
}

/// What holds a unit, outermost first, and its own node.
fn path(matter: &Matter<'_>, unit: &Unit) -> Vec<usize> {
    [matter.outline.ancestors(unit.node), vec![unit.node]].concat()
}

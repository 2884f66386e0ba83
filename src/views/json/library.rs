//! The corpus as a library, as JSON: its list of plans, what was put in, what was taken out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::node::Years;
use crate::answers::{Fate, PlanRow, Receipt, Same, Summary};
use crate::corpus;
use crate::ground::Note;

/// The list of plans.
#[derive(Serialize)]
pub struct Library<'a> {
    /// How many the corpus holds, with those that are not listed.
    total: usize,
    plans: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    issuers: &'a [String],
    region: Option<&'a str>,
    period: Option<Years>,
    number: Option<&'a str>,
    measures: usize,
    targets: usize,
}

impl<'a> Library<'a> {
    /// `rows`, of `total` plans.
    pub fn of(rows: &'a [PlanRow], total: usize) -> Self {
        let listed = |row: &'a PlanRow| Listed {
            id: &row.id,
            title: &row.title,
            issuers: &row.issuers,
            region: row.region.as_deref(),
            period: row.period.map(Years::from),
            number: row.number.as_deref(),
            measures: row.measures,
            targets: row.targets,
        };
        Self { total, plans: rows.iter().map(listed).collect() }
    }
}

/// What became of the files that were to be taken in.
#[derive(Serialize)]
pub struct Intake<'a> {
    dry_run: bool,
    added: Vec<Added<'a>>,
    known: Vec<Known<'a>>,
    refused: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct Added<'a> {
    path: &'a str,
    /// Where it stands in the corpus.
    file: &'a str,
    /// How many characters no node holds.
    lost: usize,
    /// A plan with the same title and other words.
    alike: Option<&'a str>,
    plans: Vec<Understood<'a>>,
}

#[derive(Serialize)]
struct Understood<'a> {
    id: &'a str,
    title: &'a str,
    issuers: &'a [String],
    region: Option<&'a str>,
    period: Option<Years>,
    number: Option<&'a str>,
    /// How many nodes of each kind there are.
    nodes: BTreeMap<&'static str, usize>,
    measures: usize,
    targets: usize,
    notes: &'a [Note],
}

#[derive(Serialize)]
struct Known<'a> {
    path: &'a str,
    id: &'a str,
    /// `bytes`, or `words` in another encoding or format.
    same: &'static str,
}

#[derive(Serialize)]
struct Refused<'a> {
    path: &'a str,
    reason: String,
}

impl<'a> Intake<'a> {
    /// The shape of `receipts`; `dry_run` where nothing was written.
    pub fn of(receipts: &'a [Receipt], dry_run: bool) -> Self {
        let mut intake =
            Self { dry_run, added: Vec::new(), known: Vec::new(), refused: Vec::new() };
        for Receipt { path, fate } in receipts {
            match fate {
                Fate::Added(added) => intake.added.push(Added {
                    path,
                    file: &added.file,
                    lost: added.lost,
                    alike: added.alike.as_deref(),
                    plans: added.plans.iter().map(understood).collect(),
                }),
                Fate::Known { id, same } => {
                    intake.known.push(Known { path, id, same: name(*same) })
                }
                Fate::Refused(error) => {
                    intake.refused.push(Refused { path, reason: error.to_string() });
                }
            }
        }
        intake
    }
}

fn understood(plan: &Summary) -> Understood<'_> {
    let identity = &plan.identity;
    Understood {
        id: &plan.id,
        title: &identity.title,
        issuers: &identity.issuers,
        region: identity.region.as_deref(),
        period: identity.period.map(Years::from),
        number: identity.number.as_deref(),
        nodes: plan.nodes.iter().map(|(kind, &count)| (kind.name(), count)).collect(),
        measures: plan.measures,
        targets: plan.targets,
        notes: &plan.notes,
    }
}

fn name(same: Same) -> &'static str {
    match same {
        Same::Bytes => "bytes",
        Same::Words => "words",
    }
}

/// What was taken out.
#[derive(Serialize)]
pub struct Removed<'a> {
    id: &'a str,
    /// The ids of the other plans in the file, which go with it.
    also: &'a [String],
    /// Where the file lies now, or would lie; `None` where there was only a row of the catalogue.
    file: Option<String>,
    /// The files of corrections, which stay where they are.
    corrections: &'a [String],
    /// The command that puts it back.
    restore: Option<&'a str>,
    dry_run: bool,
}

impl<'a> Removed<'a> {
    /// The shape of `removed`, put back by the command `restore`; `dry_run` where nothing was done.
    pub fn of(removed: &'a corpus::Removed, restore: Option<&'a str>, dry_run: bool) -> Self {
        let file = removed.file.as_ref().map(|file| file.display().to_string());
        Self {
            id: &removed.id,
            also: &removed.also,
            file,
            corrections: &removed.corrections,
            restore,
            dry_run,
        }
    }
}

//! [`Manifest`]: what one generation of an index was built from.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use super::collection::{FileStamp, Trouble};
use super::layout::{Build, damaged, write_synced};
use crate::ground::Result;
use crate::plan::Plan;

/// What stands in the commit that makes a generation visible: enough to tell whether it is fresh without reading more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Counted from 1 in each build.
    pub generation: u64,
    /// What the collection was: see [`Moment::fingerprint`](super::Moment::fingerprint).
    pub fingerprint: String,
    /// What the collection gave for [`edition`](super::Collection::edition).
    pub edition: String,
}

/// The files of one generation and the plans they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// In the order of the collection.
    pub files: Vec<FileRow>,
}

/// One file of the collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// As the collection names it.
    pub path: String,
    /// As the collection stamped it; none for a file that is to be read again at the next occasion.
    pub stamp: Option<String>,
    /// What the collection knew of its plans.
    pub about: String,
    /// The sum over its bytes; empty where it gave no plan.
    pub digest: String,
    /// The plans in it.
    pub plans: Vec<PlanRow>,
    /// Why it gave no plan, or not all it holds.
    pub trouble: Option<String>,
}

/// One plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// The province, city or county it is for.
    pub region: Option<String>,
    /// The years it covers, first and last.
    pub period: Option<(u16, u16)>,
    /// Its document number.
    pub number: Option<String>,
    /// The generation it was written in.
    pub generation: u64,
    /// How many nodes it has.
    pub nodes: usize,
    /// How many measures it has.
    pub measures: usize,
    /// How many targets they set.
    pub targets: usize,
}

impl PlanRow {
    /// The row of `plan`, written in `generation`.
    pub fn new(plan: &Plan, generation: u64) -> Self {
        Self {
            id: plan.id.clone(),
            title: plan.identity.title.clone(),
            issuers: plan.identity.issuers.clone(),
            region: plan.identity.region.clone(),
            period: plan.identity.period,
            number: plan.identity.number.clone(),
            generation,
            nodes: plan.outline.nodes.len(),
            measures: plan.measures.len(),
            targets: plan.tags.iter().map(|tags| tags.targets.len()).sum(),
        }
    }
}

impl Manifest {
    /// The manifest of `generation` in `build`.
    pub fn read(build: &Build, generation: u64) -> Result<Self> {
        let path = build.manifest(generation);
        let what = || path.display().to_string();
        let bytes = fs::read(&path).map_err(|e| damaged(&what(), e))?;
        let whole = bytes.split_first_chunk().filter(|(sum, rest)| **sum == summed(rest));
        let (_, rest) = whole.ok_or_else(|| damaged(&what(), "校验和不符"))?;
        postcard::from_bytes(rest).map_err(|e| damaged(&what(), e))
    }

    /// Writes it as the manifest of `generation` in `build`, through to the disk.
    pub fn write(&self, build: &Build, generation: u64) -> Result<()> {
        let path = build.manifest(generation);
        let rest = postcard::to_stdvec(self).map_err(|e| damaged("清单", e))?;
        write_synced(&path, &[&summed(&rest)[..], &rest].concat())
    }

    /// The plans, in the order of the files.
    pub fn plans(&self) -> impl Iterator<Item = &PlanRow> {
        self.files.iter().flat_map(|file| &file.plans)
    }

    /// The files that gave no plan, or not all they hold.
    pub fn troubles(&self) -> Vec<Trouble> {
        let trouble = |file: &FileRow| {
            let reason = file.trouble.clone()?;
            Some(Trouble { path: file.path.clone(), reason })
        };
        self.files.iter().filter_map(trouble).collect()
    }

    /// How `files` differ from it. `digest` gives the sum over the bytes of a file if files are to be compared by their bytes, not by
    /// their stamps.
    pub fn changes(
        self,
        files: &[FileStamp],
        digest: impl Fn(&str) -> Option<Result<String>>,
    ) -> Result<Changes> {
        let same = |row: &FileRow, file: &FileStamp| -> Result<bool> {
            let bytes = match digest(&file.path) {
                Some(digest) => !row.digest.is_empty() && row.digest == digest?,
                None => row.stamp.as_ref() == Some(&file.stamp),
            };
            Ok(bytes && row.about == file.about)
        };
        let mut old: BTreeMap<String, FileRow> =
            self.files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let mut changes = Changes::default();
        for file in files {
            match old.remove(&file.path) {
                Some(row) if same(&row, file)? => {
                    changes.same.push(FileRow { stamp: Some(file.stamp.clone()), ..row });
                }
                row => {
                    changes.read.push(file.clone());
                    changes.gone.extend(row.iter().flat_map(written));
                }
            }
        }
        changes.gone.extend(old.values().flat_map(written));
        Ok(changes)
    }
}

/// The sum over `bytes`, by which damage is seen.
fn summed(bytes: &[u8]) -> [u8; 4] {
    crc32fast::hash(bytes).to_le_bytes()
}

/// The plans of a file, each with the generation it was written in.
fn written(row: &FileRow) -> impl Iterator<Item = (String, u64)> + '_ {
    row.plans.iter().map(|plan| (plan.id.clone(), plan.generation))
}

/// A generation as it was written.
pub struct Written {
    /// Where.
    pub build: Build,
    /// What its commit says.
    pub seal: Seal,
    /// What it was built from.
    pub manifest: Manifest,
}

/// What an update has to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files as they were.
    pub same: Vec<FileRow>,
    /// Files that are new or changed.
    pub read: Vec<FileStamp>,
    /// The plans that were in files changed or gone, each with the generation it was written in.
    pub gone: Vec<(String, u64)>,
}

//! Plans into the index: a full build beside the live one, or the changed plans into the live one by one commit.
//!
//! In either case the plans' own files and the manifest are on disk before the step that makes them visible, and that step is one
//! rename: a process killed at any moment leaves the state before or the state after.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::{fs, mem, thread};

use rayon::prelude::*;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenWriteError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, TantivyError, Term};

use super::collection::{Collection, FileStamp, Moment, Progress};
use super::document::Documents;
use super::kept;
use super::layout::{Build, Layout, unwritable};
use super::manifest::{FileRow, Manifest, PlanRow, Seal, Written};
use super::schema::{self, Fields};
use super::segmenter::Words;
use super::tokenizer::Letters;
use super::volume::Volume;
use crate::ground::Result;
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// Files read at once; their plans are in memory together.
const CHUNK: usize = 32;

/// Bytes of documents that may wait before they are written.
const WAITING: usize = 256 << 20;

/// Bytes of documents that are worth a segment of their own: each costs every search a little.
const SEGMENT: usize = 8 << 20;

/// Documents of a segment that is merged with no other: merging those that a build of millions of measures makes took a sixth of its
/// time, and made no search faster.
const LARGE: usize = 100_000;

/// What a build or an update is made with.
pub struct Job<'a> {
    /// What is read.
    pub collection: &'a dyn Collection,
    /// What knows where places lie.
    pub lexicon: &'a Lexicon,
    /// What the collection is: taken before any of its files is read, so that what changes meanwhile is seen at the next opening.
    pub moment: Moment,
    /// Whether a file is taken for unchanged by its bytes, not by its stamp.
    pub by_bytes: bool,
    /// Told how far it has come.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// Builds everything anew beside the live build, and makes it the live one.
pub fn build(layout: &Layout, job: &Job<'_>, words: Arc<Words>) -> Result<Written> {
    let seal = seal(job, 1)?;
    let files = job.collection.files(&job.moment)?;
    if files.len() > CHUNK {
        words.load();
    }
    let build = layout.fresh()?;
    let fill = || {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let mut sink = Sink::open(&build, words, 1, threads)?;
        let rows = sink.pour(job, &files, &mut BTreeSet::new())?;
        sink.seal(seal, Manifest { files: rows })
    };
    // What came to no end would fill the disk.
    let written = fill().inspect_err(|_| build.discard())?;
    layout.switch(&build)?;
    layout.sweep(&build);
    Ok(written)
}

/// Brings the live `build`, sealed with `last`, from `before` to what the collection is now.
///
/// Gives `None`, with nothing changed, where that would not give what a build gives: two files claim one plan.
pub fn update(
    build: &Build,
    job: &Job<'_>,
    words: Arc<Words>,
    last: Seal,
    before: Manifest,
) -> Result<Option<Written>> {
    let seal = seal(job, last.generation + 1)?;
    let files = job.collection.files(&job.moment)?;
    let digest = |path: &str| job.by_bytes.then(|| job.collection.digest(path));
    let needed: BTreeSet<String> =
        before.plans().map(|p| kept::name(&p.id, p.generation)).collect();
    let changes = before.changes(&files, digest)?;
    let same_seal = Seal { generation: last.generation, ..seal.clone() } == last;
    if same_seal && changes.read.is_empty() && changes.gone.is_empty() {
        let manifest = Manifest { files: changes.same };
        return Ok(Some(Written { build: build.clone(), seal: last, manifest }));
    }
    let manifest = build.manifest(last.generation);
    let sweep = || build.sweep(|name| manifest.ends_with(name) || needed.contains(name));
    let open = || Sink::open(build, words, seal.generation, 1);
    // What the sweep may not touch is written after it only.
    let ((), sink) = rayon::join(sweep, open);
    let mut sink = sink?;
    let mut taken = changes.same.iter().flat_map(|f| &f.plans).map(|p| p.id.clone()).collect();
    sink.forget(&changes.gone);
    let read = sink.pour(job, &changes.read, &mut taken)?;
    if read.iter().any(|row| row.stamp.is_none()) {
        return Ok(None);
    }
    sink.seal(seal, Manifest { files: in_order(&files, changes.same, read) }).map(Some)
}

fn seal(job: &Job<'_>, generation: u64) -> Result<Seal> {
    let fingerprint = job.moment.fingerprint.clone();
    Ok(Seal { generation, fingerprint, edition: job.collection.edition()? })
}

/// The rows of the files kept and of those read, in the order of `files`.
fn in_order(files: &[FileStamp], same: Vec<FileRow>, read: Vec<FileRow>) -> Vec<FileRow> {
    let (mut same, mut read) = (same.into_iter().peekable(), read.into_iter().peekable());
    let next = |file: &FileStamp| {
        same.next_if(|row| row.path == file.path)
            .or_else(|| read.next_if(|row| row.path == file.path))
    };
    files.iter().filter_map(next).collect()
}

/// One generation being written.
struct Sink {
    writer: IndexWriter,
    fields: Fields,
    words: Arc<Words>,
    build: Build,
    generation: u64,
    /// The documents that are still to be written, plan by plan.
    waiting: Vec<Documents>,
    /// How many threads write them.
    threads: usize,
    /// What plans are kept as that are still to be written, with the paths of their files.
    unkept: Vec<(PathBuf, Vec<u8>)>,
    /// The files of plans written so far.
    kept: Vec<PathBuf>,
}

/// One plan read: its row, what it is kept as, and what it is found by.
struct Draft {
    row: PlanRow,
    sha256: String,
    bytes: Vec<u8>,
    documents: Documents,
}

impl Sink {
    fn open(build: &Build, words: Arc<Words>, generation: u64, threads: usize) -> Result<Self> {
        let (schema, fields) = schema::schema();
        let open = || -> tantivy::Result<IndexWriter> {
            let folder = MmapDirectory::open(build.terms())?;
            let index = tantivy::Index::open_or_create(folder, schema)?;
            // Its own threads have nothing to do: segments are written here.
            let options = IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1);
            let writer = index.writer_with_options(options.build())?;
            let mut merges = LogMergePolicy::default();
            merges.set_max_docs_before_merge(LARGE);
            writer.set_merge_policy(Box::new(merges));
            Ok(writer)
        };
        let writer = open().map_err(|e| failed(build, e))?;
        let (waiting, unkept, kept) = (Vec::new(), Vec::new(), Vec::new());
        let build = build.clone();
        Ok(Self { writer, fields, words, build, generation, waiting, threads, unkept, kept })
    }

    /// Takes plans out of the index, each as it was written in a generation.
    fn forget(&self, plans: &[(String, u64)]) {
        for (id, generation) in plans {
            let origin = schema::origin(id, *generation);
            self.writer.delete_term(Term::from_field_text(self.fields.address, &origin));
        }
    }

    /// Reads `files` and puts their plans in; gives their rows in the same order.
    ///
    /// An id stands for one plan: a second one with an id in `taken` is left out, and its file says so.
    fn pour(
        &mut self,
        job: &Job<'_>,
        files: &[FileStamp],
        taken: &mut BTreeSet<String>,
    ) -> Result<Vec<FileRow>> {
        let mut rows = Vec::with_capacity(files.len());
        for chunk in files.chunks(CHUNK) {
            let last = mem::take(&mut self.unkept);
            let read = || {
                chunk
                    .par_iter()
                    .with_max_len(1)
                    .map(|file| self.read(job, file))
                    .collect::<Vec<_>>()
            };
            // Several threads that make files in one folder wait for each other; one does it while others read.
            let (kept, batches) = rayon::join(|| keep(last), read);
            self.kept.extend(kept?);
            for (file, batch) in chunk.iter().zip(batches) {
                rows.push(self.file(file, batch, taken)?);
                (job.progress)(Progress { done: rows.len(), total: files.len() });
            }
        }
        self.kept.extend(keep(mem::take(&mut self.unkept))?);
        Ok(rows)
    }

    /// The plans of one file. All that can be done for each by itself is done here, on any thread.
    fn read(&self, job: &Job<'_>, file: &FileStamp) -> Result<Vec<Draft>> {
        let mut letters = Letters::new(Arc::clone(&self.words));
        let draft = |plan: Plan| {
            Ok(Draft {
                row: PlanRow::new(&plan, self.generation),
                bytes: kept::encode(&plan)?,
                documents: Documents::of(&plan, self.generation, job.lexicon, &mut letters),
                sha256: plan.origin.sha256,
            })
        };
        job.collection.read(&file.path)?.into_iter().map(draft).collect()
    }

    fn file(
        &mut self,
        file: &FileStamp,
        drafts: Result<Vec<Draft>>,
        taken: &mut BTreeSet<String>,
    ) -> Result<FileRow> {
        let FileStamp { path, stamp, about } = file.clone();
        let (stamp, digest) = (Some(stamp), String::new());
        let mut row = FileRow { path, stamp, about, digest, plans: Vec::new(), trouble: None };
        match drafts {
            Err(error) => row.trouble = Some(error.to_string()),
            Ok(drafts) => {
                for draft in drafts {
                    row.digest.clone_from(&draft.sha256);
                    if taken.insert(draft.row.id.clone()) {
                        row.plans.push(self.plan(draft)?);
                    } else {
                        row.trouble = Some(format!("编号 {} 已属于另一个文件", draft.row.id));
                        row.stamp = None;
                    }
                }
            }
        }
        Ok(row)
    }

    /// Takes one plan: what it is kept as is written with that of others, its documents when there are enough of them.
    fn plan(&mut self, Draft { row, bytes, documents, .. }: Draft) -> Result<PlanRow> {
        let path = kept::path(&self.build, &row.id, self.generation);
        self.unkept.push((path, bytes));
        self.waiting.push(documents);
        if size(&self.waiting) > WAITING {
            self.bind()?;
        }
        Ok(row)
    }

    /// Writes the documents that wait, a segment for each thread where there are many; none is seen before the commit.
    fn bind(&mut self) -> Result<()> {
        let plans = mem::take(&mut self.waiting);
        let size = size(&plans);
        let parts = parts(&plans, size / (size / SEGMENT).clamp(1, self.threads));
        let write =
            |plans: &&[Documents]| Volume::of(plans, self.fields).write(self.writer.index());
        let segments: tantivy::Result<Vec<_>> = parts.par_iter().map(write).collect();
        let add =
            |segments: Vec<_>| segments.into_iter().try_for_each(|s| self.writer.add_segment(s));
        segments.and_then(add).map_err(|e| failed(&self.build, e))
    }

    /// Puts everything on disk and makes it visible.
    fn seal(mut self, seal: Seal, manifest: Manifest) -> Result<Written> {
        self.bind()?;
        let build = self.build.clone();
        // All at once at the end: by now the system has written most of them by itself.
        let sync = |path: &PathBuf| File::open(path)?.sync_all();
        let synced = self.kept.par_iter().try_for_each(sync);
        synced.map_err(|e| unwritable(&build.kept(), e))?;
        manifest.write(&build, self.generation)?;
        build.sync()?;
        let payload =
            serde_json::to_string(&seal).map_err(|e| super::layout::damaged("清单", e))?;
        let commit = || {
            let mut prepared = self.writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()?;
            self.writer.wait_merging_threads()
        };
        commit().map_err(|e| failed(&build, e))?;
        share(&build, seal.generation).map_err(|e| unwritable(&build.terms(), e))?;
        Ok(Written { build, seal, manifest })
    }
}

/// Lets whoever may read the other files of `build` read tantivy's two lists, which it makes for their owner alone.
fn share(build: &Build, generation: u64) -> std::io::Result<()> {
    let permissions = fs::metadata(build.manifest(generation))?.permissions();
    let lists = ["meta.json", ".managed.json"].map(|name| build.terms().join(name));
    lists.into_iter().try_for_each(|list| fs::set_permissions(list, permissions.clone()))
}

fn failed(build: &Build, error: TantivyError) -> crate::ground::Error {
    // What the system says is told as of any other file: 磁盘已满.
    let source = match error {
        TantivyError::IoError(cause)
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: cause, .. }) => {
            std::io::Error::new(cause.kind(), cause)
        }
        other => std::io::Error::other(other),
    };
    unwritable(&build.terms(), source)
}

/// Writes what plans are kept as to their files; gives the paths.
fn keep(plans: Vec<(PathBuf, Vec<u8>)>) -> Result<Vec<PathBuf>> {
    let write = |(path, bytes): (PathBuf, Vec<u8>)| {
        fs::write(&path, bytes).map_err(|e| unwritable(&path, e))?;
        Ok(path)
    };
    plans.into_iter().map(write).collect()
}

/// How much memory `plans` take, in bytes.
fn size(plans: &[Documents]) -> usize {
    plans.iter().map(Documents::size).sum()
}

/// `plans` in parts that stand side by side, each but the last of `size` bytes or a little more.
fn parts(plans: &[Documents], size: usize) -> Vec<&[Documents]> {
    let (mut parts, mut start, mut sum) = (Vec::new(), 0, 0);
    for (at, plan) in plans.iter().enumerate() {
        sum += plan.size();
        if sum >= size || at + 1 == plans.len() {
            parts.push(&plans[start..=at]);
            (start, sum) = (at + 1, 0);
        }
    }
    parts
}

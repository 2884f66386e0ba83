//! Plans → an index on disk, and the documents of it that answer a question.
//!
//! [`Index::open`] takes a [`Collection`] and a folder and sees to it that the folder holds what the collection holds now. What is
//! asked is an [`Ask`]; what is found are [`Found`] documents, each a [`Record`] of a plan that is kept whole beside the index.
//! The only room that names tantivy.

mod ask;
mod block;
mod collection;
mod cursor;
mod dictionary;
mod document;
pub mod fold;
mod gather;
mod grade;
mod hands;
mod kept;
mod layout;
mod manifest;
pub mod mark;
mod merged;
mod phrase;
mod postings;
mod reader;
mod record;
mod schema;
mod segment;
mod segmenter;
mod shelf;
mod still;
mod tally;
mod tokenizer;
mod volume;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

pub use ask::{Ask, Filter, Leaf};
pub use collection::{Collection, FileStamp, Moment, Progress, Trouble};
pub use manifest::{FileRow, Manifest, PlanRow};
pub use mark::{Key, Mark};
pub use reader::Reader;
pub use record::{Record, records};
pub use segment::Found;
pub use shelf::Shelf;
pub use tally::Tally;
pub use tokenizer::WHOLE;

use self::layout::Layout;
use self::manifest::{Seal, Written};
use self::segmenter::Words;
use self::writer::Job;
use crate::ground::{ErrorKind, Result};
use crate::lexicon::Lexicon;

/// When an index is built or brought up to date before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// When it is missing, damaged, of another format, or older than the collection. What is unchanged is not read again.
    IfStale,
    /// The same, and where another process is just writing, not before it has ended: whatever the collection holds when this begins
    /// is then in the index.
    Settled,
    /// The same, with files compared by their bytes, not by size and time.
    Check,
    /// In any case, every file.
    Always,
    /// Never: a missing or damaged index is an error.
    Never,
}

/// An index on disk, opened.
pub struct Index {
    layout: Layout,
    reader: Mutex<Arc<Reader>>,
    note: Option<String>,
}

impl Index {
    /// Opens the index in `folder`, after renewing it from `collection` as `renewal` says.
    ///
    /// `progress` is called while files are read, never when nothing is to be done. Where the index is stale but cannot be written,
    /// or another process is just writing it, the old one is opened, with a [`note`](Self::note).
    ///
    /// Errors: none can be read and none can be written; whatever `collection` gives.
    pub fn open(
        folder: &Path,
        collection: &dyn Collection,
        lexicon: &Lexicon,
        renewal: Renewal,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self> {
        let layout = Layout::new(folder);
        let (reader, note) = match renewal {
            Renewal::Never => (current(&layout)?, None),
            _ => {
                // To make the segmenter ready takes about as long as to look at a large corpus: where something is likely to be
                // written, that begins before it is seen what.
                let early = renewal != Renewal::IfStale;
                let words = early.then(|| Words::soon(lexicon.words()));
                let (moment, by_bytes) = (collection.moment()?, renewal == Renewal::Check);
                let job = Job { collection, lexicon, moment, by_bytes, progress };
                renew(&layout, job, renewal, words)?
            }
        };
        Ok(Self { layout, reader: Mutex::new(Arc::new(reader)), note })
    }

    /// Opens the index in `folder` as it stands.
    ///
    /// Errors: there is none, or it is damaged.
    pub fn standing(folder: &Path) -> Result<Self> {
        let layout = Layout::new(folder);
        let reader = Mutex::new(Arc::new(current(&layout)?));
        Ok(Self { layout, reader, note: None })
    }

    /// What the user should know of it, in Chinese: that it is old.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Asks something of one generation of the index.
    ///
    /// A generation may be replaced at any moment, and its files removed. If that has happened and `question` could not be answered,
    /// it is asked once more of the generation that is live now.
    pub fn ask<T>(&self, question: impl Fn(&Reader) -> Result<T>) -> Result<T> {
        let reader = Arc::clone(&self.reader.lock().unwrap_or_else(PoisonError::into_inner));
        match question(&reader) {
            Err(error) if error.kind() == ErrorKind::Index => {
                let Ok(live) = current(&self.layout) else { return Err(error) };
                if live.build() == reader.build() && live.seal() == reader.seal() {
                    return Err(error);
                }
                let live = Arc::new(live);
                *self.reader.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&live);
                question(&live)
            }
            answer => answer,
        }
    }
}

/// How often a reader tries again when a writer takes away what it was about to open.
const TRIES: usize = 5;

/// Opens the generation that is live.
fn current(layout: &Layout) -> Result<Reader> {
    let mut reader = layout.live().and_then(Reader::open);
    for _ in 1..TRIES {
        if reader.is_ok() {
            break;
        }
        reader = layout.live().and_then(Reader::open);
    }
    reader
}

/// Sees to it that the live generation is what the collection is, and opens it; gives a note where it is an older one.
fn renew(
    layout: &Layout,
    job: Job<'_>,
    renewal: Renewal,
    words: Option<Arc<Words>>,
) -> Result<(Reader, Option<String>)> {
    let always = renewal == Renewal::Always;
    let was_built = layout.is_built();
    let mut before = None;
    if let Ok(old) = current(layout) {
        if !always && is_fresh(&old, &job, &job.moment) {
            return Ok((old, None));
        }
        before = Some(old.seal().clone());
    }
    let stands = before.is_some();
    let waits = !stands || renewal != Renewal::IfStale;
    let written = layout.lock(waits).and_then(|lock| match lock {
        Some(lock) => {
            let words = words.unwrap_or_else(|| Words::soon(job.lexicon.words()));
            let written = write(layout, &job, always, words, before.as_ref())?;
            drop(lock);
            Ok(Some(written))
        }
        None => Ok(None),
    });
    let (written, note) = match written {
        Ok(Some(written)) if was_built && !stands => {
            (written, Some("原有的索引已损坏或格式不同，已从语料重新建立".to_owned()))
        }
        Ok(Some(written)) => (written, None),
        Ok(None) => {
            let note = "另一个进程正在更新索引，这里的回答来自更新之前的索引";
            (None, Some(note.to_owned()))
        }
        Err(error) if stands && !always && error.kind() == ErrorKind::Index => {
            let note = format!("语料有变化，但索引未能更新，这里的回答来自旧的索引（{error}）");
            (None, Some(note))
        }
        Err(error) => return Err(error),
    };
    let reader = current(layout)?;
    written.into_iter().for_each(|written| reader.recall(written));
    Ok((reader, note))
}

/// Whether the generation that `reader` reads is what the collection is at `moment`, as far as that shows without reading it.
fn is_fresh(reader: &Reader, job: &Job<'_>, moment: &Moment) -> bool {
    !job.by_bytes && reader.seal().fingerprint == moment.fingerprint
}

/// Writes what is to be written, and gives it where that was anything. Only for the holder of the lock; `before` is how the index was
/// sealed when that was asked for.
fn write(
    layout: &Layout,
    job: &Job<'_>,
    always: bool,
    words: Arc<Words>,
    before: Option<&Seal>,
) -> Result<Option<Written>> {
    let live = current(layout).ok();
    if live.as_ref().map(Reader::seal) != before {
        // Another process has written while this one waited for the lock, perhaps all that there was to write. If not, what is
        // written here is what was seen before: what has changed since is for the next opening.
        let now = job.collection.moment();
        let is_done = |live: &Reader| now.is_ok_and(|now| is_fresh(live, job, &now));
        if !always && live.as_ref().is_some_and(is_done) {
            return Ok(None);
        }
    }
    if let Some(live) = &live {
        layout.sweep(live.build());
    }
    if let Some(live) = live.filter(|_| !always)
        && live.seal().edition == job.collection.edition()?
        && let Ok(before) = live.manifest()
    {
        let (build, last) = (live.build().clone(), live.seal().clone());
        drop(live);
        let before = Arc::unwrap_or_clone(before);
        if let Ok(Some(written)) = writer::update(&build, job, Arc::clone(&words), last, before) {
            return Ok(Some(written));
        }
    }
    writer::build(layout, job, words).map(Some)
}

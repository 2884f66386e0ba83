//! Plans → an index on disk, and the documents of it that answer a question.
//!
//! [`Index::open`] takes a [`Collection`] and a folder and sees to it that the folder holds what the collection holds now. What is
//! asked is an [`Ask`]; what is found are [`Found`] documents, each a [`Record`] of a plan that is kept whole beside the index.
//! The only room that names tantivy.

mod ask;
mod block;
mod collection;
mod cursor;
mod document;
pub mod fold;
mod kept;
mod layout;
mod manifest;
pub mod mark;
mod phrase;
mod reader;
mod record;
mod schema;
mod segment;
mod shelf;
mod still;
mod tally;
mod tokenizer;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

pub use ask::{Ask, Filter, Leaf};
pub use collection::{Collection, FileStamp, Progress, Trouble};
pub use manifest::{FileRow, Manifest, PlanRow};
pub use mark::{Key, Mark};
pub use reader::Reader;
pub use record::{Record, records};
pub use segment::Found;
pub use shelf::Shelf;
pub use tally::Tally;
pub use tokenizer::WHOLE;

use self::layout::Layout;
use self::tokenizer::Words;
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
        let by_bytes = renewal == Renewal::Check;
        let job = Job { collection, lexicon, by_bytes, progress };
        let (reader, note) = match renewal {
            Renewal::Never => (current(&layout)?, None),
            _ => renew(&layout, &job, renewal)?,
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
fn renew(layout: &Layout, job: &Job<'_>, renewal: Renewal) -> Result<(Reader, Option<String>)> {
    let always = renewal == Renewal::Always;
    let was_built = layout.is_built();
    let old = current(layout).ok();
    let stands = old.is_some();
    if let Some(old) = old.filter(|_| !always)
        && is_fresh(&old, job)?
    {
        return Ok((old, None));
    }
    let waits = !stands || renewal != Renewal::IfStale;
    let written = layout.lock(waits).and_then(|lock| match lock {
        Some(lock) => write(layout, job, always).map(|()| drop(lock)).map(Some),
        None => Ok(None),
    });
    let note = match written {
        Ok(Some(())) if was_built && !stands => {
            Some("原有的索引已损坏或格式不同，已从语料重新建立".to_owned())
        }
        Ok(Some(())) => None,
        Ok(None) => Some("另一个进程正在更新索引，这里的回答来自更新之前的索引".to_owned()),
        Err(error) if stands && !always && error.kind() == ErrorKind::Index => {
            Some(format!("语料有变化，但索引未能更新，这里的回答来自旧的索引（{error}）"))
        }
        Err(error) => return Err(error),
    };
    Ok((current(layout)?, note))
}

/// Whether the generation that `reader` reads is what the collection is, as far as that shows without reading it.
fn is_fresh(reader: &Reader, job: &Job<'_>) -> Result<bool> {
    Ok(!job.by_bytes && reader.seal().fingerprint == job.collection.fingerprint()?)
}

/// Writes what is to be written. Only for the holder of the lock.
fn write(layout: &Layout, job: &Job<'_>, always: bool) -> Result<()> {
    // Another process may have done it while this one waited for the lock.
    let live = current(layout).ok();
    if let Some(live) = live.as_ref().filter(|_| !always)
        && is_fresh(live, job)?
    {
        return Ok(());
    }
    // The segmenter takes longer to be made ready than one plan to be read: meanwhile it is seen what has changed.
    let words = Words::soon(job.lexicon.words());
    if let Some(live) = &live {
        layout.sweep(live.build());
    }
    if let Some(live) = live.filter(|_| !always)
        && live.seal().edition == job.collection.edition()?
        && let Ok(before) = live.manifest()
        && let Ok(true) =
            writer::update(live.build(), job, Arc::clone(&words), live.seal(), &before)
    {
        return Ok(());
    }
    writer::build(layout, job, words)
}

//! [`Collection`]: what an index is built from, as far as the index needs to know it.

use crate::ground::Result;
use crate::plan::Plan;

/// A collection of files that hold plans. The index knows of it only what stands here.
pub trait Collection: Sync {
    /// A short text that is another whenever anything this collection gives may be another: a file, the catalogue, the lexicon,
    /// the grammar. Taken at the build and compared at each opening, so it must cost little.
    fn fingerprint(&self) -> Result<String>;

    /// What every plan depends on: version of the grammar, of the lexicon. If it changes, every file is read anew.
    fn edition(&self) -> Result<String>;

    /// The files, each path once, in an order that does not change from run to run.
    fn files(&self) -> Result<Vec<FileStamp>>;

    /// A sum over the bytes of one of [`files`](Self::files): the one that its plans bear as [`Origin::sha256`](crate::plan::Origin).
    fn digest(&self, path: &str) -> Result<String>;

    /// The plans in one of [`files`](Self::files). May be called from several threads at once.
    ///
    /// Errors: a file that cannot be read, or holds nothing that could be a plan. The index is then built without it, and
    /// the reason is kept: see [`Trouble`].
    fn read(&self, path: &str) -> Result<Vec<Plan>>;
}

/// One file of a [`Collection`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Its path as the collection names it.
    pub path: String,
    /// A text that is another whenever its bytes may be others: size and time.
    pub stamp: String,
    /// What is known of its plans besides: the catalogue's rows.
    pub about: String,
}

/// A file that gave no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Its path as the collection names it.
    pub path: String,
    /// Why, one sentence in Chinese.
    pub reason: String,
}

/// How far a build or an update has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files to do; at the end `done` is the same.
    pub total: usize,
}

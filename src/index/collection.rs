//! [`Collection`]: what an index is built from, as far as the index needs to know it.

use crate::ground::Result;
use crate::plan::Plan;

/// A collection of files that hold plans. The index knows of it only what stands here.
pub trait Collection: Sync {
    /// What it is now. Taken at each opening, and compared with what it was when the index was built, so it must cost little.
    fn moment(&self) -> Result<Moment>;

    /// What every plan depends on: version of the grammar, of the lexicon. If it changes, every file is read anew.
    fn edition(&self) -> Result<String>;

    /// The files of `moment`, each path once, in an order that does not change from run to run.
    fn files(&self, moment: &Moment) -> Result<Vec<FileStamp>>;

    /// A sum over the bytes of one of [`files`](Self::files): the one that its plans bear as [`Origin::sha256`](crate::plan::Origin).
    fn digest(&self, path: &str) -> Result<String>;

    /// The plans in one of [`files`](Self::files). May be called from several threads at once.
    ///
    /// Errors: a file that cannot be read, or holds nothing that could be a plan. The index is then built without it, and
    /// the reason is kept: see [`Trouble`].
    fn read(&self, path: &str) -> Result<Vec<Plan>>;
}

/// What a [`Collection`] is at one time. What changes after it was taken is seen when the next one is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// A short text that is another whenever anything the collection gives may be another: a file, the catalogue, the lexicon, the
    /// grammar.
    pub fingerprint: String,
    /// The paths of all files that answers rest on, in order, each with a text that is another whenever its bytes may be others.
    pub states: Vec<(String, String)>,
}

impl Moment {
    /// The state of the file at `path`.
    pub fn state(&self, path: &str) -> Option<&str> {
        let at = self.states.binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
        Some(&self.states[at].1)
    }
}

/// One file of a [`Collection`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Its path as the collection names it.
    pub path: String,
    /// Its state at the [`Moment`]: size and time.
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

//! Questions over the index, as every door asks them. [`Archive`] is the one handle: it opens the index, renews it when it is
//! stale, and gives the plans it holds.

pub mod query;
mod search;
mod spot;

use std::path::Path;
use std::sync::Arc;

pub use search::{Filters, Hint, Hit, Search, SearchAnswer};
pub use spot::Spot;

use crate::ground::Result;
use crate::index::{Collection, Progress, Trouble};
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// The index opened for questions. Cheap to keep, safe to share between threads.
pub struct Archive {
    _private: (),
}

/// One plan as a list of plans shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file it was read from, as the collection names it.
    pub path: String,
    /// How many nodes it has.
    pub nodes: usize,
    /// How many measures it has.
    pub measures: usize,
}

/// When to build the index before answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// When it is missing, damaged, of another format, or older than the collection. What is unchanged is not read again.
    IfStale,
    /// In any case, every file.
    Always,
    /// Never: a missing or damaged index is an error.
    Never,
}

impl Archive {
    /// Opens the index in `folder`, after renewing it from `collection` as `renewal` says.
    ///
    /// `progress` is called now and then from several threads while files are read, never when nothing is to be done.
    ///
    /// Where the index is stale and cannot be written, the old one answers and [`notes`](Self::notes) says so.
    /// Errors: [`Index`](crate::ground::ErrorKind::Index) where there is none that can be read and none can be written;
    /// whatever `collection` gives.
    pub fn open(
        folder: &Path,
        collection: &dyn Collection,
        lexicon: &Lexicon,
        renewal: Renewal,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self> {
        let _ = (folder, collection, lexicon, renewal, progress);
        todo!()
    }

    /// What the user should know of the index itself, in Chinese: that it is old and could not be renewed.
    pub fn notes(&self) -> &[String] {
        todo!()
    }

    /// The files of the collection that gave no plan, with the reason.
    pub fn troubles(&self) -> Result<Vec<Trouble>> {
        todo!()
    }

    /// The plans, by id.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        todo!()
    }

    /// The plan called `id`, whole.
    ///
    /// Errors: no such plan ([`Usage`](crate::ground::ErrorKind::Usage), the hint names some that exist).
    pub fn plan(&self, id: &str) -> Result<Arc<Plan>> {
        let _ = id;
        todo!()
    }

    /// What `address` names: `jilin-2024-2035/Z2.3#1`, or `Z2.3#1` where only one plan has it.
    ///
    /// Errors: no such address, or several plans that have it ([`Usage`](crate::ground::ErrorKind::Usage), the hint names them).
    pub fn locate(&self, address: &str) -> Result<Spot> {
        let _ = address;
        todo!()
    }

    /// Whether every file of the index is as it was written, read from end to end.
    ///
    /// Errors: [`Index`](crate::ground::ErrorKind::Index), naming what is damaged.
    pub fn check(&self) -> Result<()> {
        todo!()
    }
}

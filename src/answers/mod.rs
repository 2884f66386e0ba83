//! Questions over the index, as every door asks them. [`Archive`] is the one handle: it opens the index, renews it when it is
//! stale, and gives the plans it holds.

mod alignment;
mod amount;
mod compare;
mod conflict;
mod doubts;
mod cite;
mod explain;
mod hint;
mod intake;
mod looser;
mod near;
mod piece;
pub mod place;
pub mod query;
pub mod related;
mod search;
mod select;
mod spot;
mod targets;
mod unplaced;
mod verify;

use std::path::Path;
use std::sync::Arc;

pub use alignment::{Drift, Edit, Pair};
pub use cite::{Date, Reference};
pub use compare::{Comparison, Row, Standing};
pub use conflict::{Conflict, ConflictKind};
pub use doubts::{doubts, is_clean};
pub use explain::{Field, Reason, reasons};
pub use intake::{Added, Fate, Intake, Receipt, Same, Summary};
pub use piece::{Piece, pieces};
pub use query::Wanted;
pub use search::{Apart, Hint, Hit, Named, Search, SearchAnswer, Widened};
pub use select::{Excerpt, Filters};
pub use spot::Spot;
pub use targets::{Series, TargetTable, Value};
pub use unplaced::unplaced;
pub use verify::{Aspect, Check, Difference, Match, Verdict};

use self::query::Vocabulary;
use crate::ground::{Error, Result};
use crate::index::{Ask, Filter, Found, Index, Reader, fold};
pub use crate::index::{Collection, PlanRow, Progress, Renewal, Shelf, Trouble};
pub use crate::index::{Key, Tally};
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// The index opened for questions. Cheap to keep, safe to share between threads.
pub struct Archive {
    index: Index,
    vocabulary: Vocabulary,
}

/// The most plans named in a hint.
const NAMED: usize = 8;

impl Archive {
    /// Opens the index in `folder`, after renewing it from `collection` as `renewal` says.
    ///
    /// `progress` is called while files are read, never when nothing is to be done. Where the index is stale and cannot be written,
    /// the old one answers and [`note`](Self::note) says so. Damage that does not show at once makes a later question fail with
    /// [`Index`](crate::ground::ErrorKind::Index): opened with [`Renewal::Always`], everything is built anew.
    ///
    /// Errors: [`Index`](crate::ground::ErrorKind::Index) where there is none that can be read and none can be written;
    /// whatever `collection` gives.
    pub fn open(
        folder: &Path,
        collection: &dyn Collection,
        lexicon: &Lexicon,
        renewal: Renewal,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self> {
        let index = Index::open(folder, collection, lexicon, renewal, progress)?;
        Ok(Self { index, vocabulary: Vocabulary::of(lexicon) })
    }

    /// Opens the index in `folder` as it stands, for a collection that is known not to have changed.
    ///
    /// Errors: [`Index`](crate::ground::ErrorKind::Index) where there is none that can be read.
    pub fn standing(folder: &Path, lexicon: &Lexicon) -> Result<Self> {
        Ok(Self { index: Index::standing(folder)?, vocabulary: Vocabulary::of(lexicon) })
    }

    /// What the user should know of the index itself, in Chinese: that it is old and could not be renewed.
    pub fn note(&self) -> Option<&str> {
        self.index.note()
    }

    /// The files of the collection that gave no plan, with the reason.
    pub fn troubles(&self) -> Result<Vec<Trouble>> {
        self.index.ask(|reader| Ok(reader.manifest()?.troubles()))
    }

    /// Whether there is no plan at all.
    pub fn is_empty(&self) -> Result<bool> {
        // A plan of which nothing is a node or a measure has no document.
        let no_plan = |reader: &Reader| Ok(reader.manifest()?.plans().next().is_none());
        self.index.ask(|reader| if reader.has_documents() { Ok(false) } else { no_plan(reader) })
    }

    /// The plans, by id.
    pub fn entries(&self) -> Result<Vec<PlanRow>> {
        self.index.ask(entries)
    }

    /// The plan called `id`, whole.
    ///
    /// Errors: no such plan ([`Usage`](crate::ground::ErrorKind::Usage), the hint names some that exist).
    pub fn plan(&self, id: &str) -> Result<Arc<Plan>> {
        let ask = Ask::Filter(Filter::Plan(id.to_owned()));
        self.index.ask(|reader| match reader.search(&ask, 1)?.1.first() {
            Some(found) => reader.plan(id, found.generation),
            // A plan of which nothing is a node or a measure has no document.
            None => match entries(reader)?.iter().find(|row| row.id == id) {
                Some(row) => reader.plan(id, row.generation),
                None => Err(unknown_plan(reader, id)),
            },
        })
    }

    /// What `address` names: `jilin-2024-2035/Z2.3#1`, or `Z2.3#1` where only one plan has it.
    ///
    /// Errors: no such address, or several plans that have it ([`Usage`](crate::ground::ErrorKind::Usage), the hint names them).
    pub fn locate(&self, address: &str) -> Result<Spot> {
        let (plan, bare) = match address.rsplit_once('/') {
            Some((plan, bare)) => (Some(plan), bare),
            None => (None, address),
        };
        let at = Ask::Filter(Filter::At(bare.to_owned()));
        let plans = plan.map(|plan| Ask::Filter(Filter::Plan(plan.to_owned())));
        let ask = Ask::All(std::iter::once(at).chain(plans).collect());
        self.index.ask(|reader| match reader.search(&ask, NAMED)? {
            (0, _) => Err(nowhere(reader, plan, bare)),
            (1, found) => {
                Spot::of(reader.plan(&found[0].plan, found[0].generation)?, found[0].ordinal)
            }
            (total, found) => Err(several(bare, total, &found)),
        })
    }

    /// Whether every file of the index is as it was written, read from end to end.
    ///
    /// Errors: [`Index`](crate::ground::ErrorKind::Index), naming what is damaged.
    pub fn check(&self) -> Result<()> {
        self.index.ask(Reader::check)
    }
}

fn entries(reader: &Reader) -> Result<Vec<PlanRow>> {
    let mut rows: Vec<_> = reader.manifest()?.plans().cloned().collect();
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(rows)
}

/// There is no plan called `id`.
fn unknown_plan(reader: &Reader, id: &str) -> Error {
    let rows = match entries(reader) {
        Ok(rows) => rows,
        Err(error) => return error,
    };
    let speaks_of = |row: &&PlanRow| {
        let words = row.region.iter().chain([&row.title, &row.id]);
        let wanted = fold::letters(id);
        !wanted.is_empty() && words.into_iter().any(|text| fold::letters(text).contains(&wanted))
    };
    let like: Vec<&PlanRow> = rows.iter().filter(speaks_of).collect();
    let hint = match like.as_slice() {
        [] => {
            let names = rows.iter().map(|row| row.id.clone());
            format!("现有的规划：{}", listed(names.collect()))
        }
        like => {
            let names = like.iter().map(|row| format!("{}（{}）", row.id, row.title));
            format!("要写编号，相近的规划：{}", listed(names.collect()))
        }
    };
    Error::usage(format!("没有这部规划：{id}")).with_hint(hint)
}

/// The first of `names`, and how many there are where those are not all.
fn listed(names: Vec<String>) -> String {
    let more =
        if names.len() > NAMED { format!(" 等 {} 部", names.len()) } else { String::new() };
    let first: Vec<String> = names.into_iter().take(NAMED).collect();
    format!("{}{more}", first.join("、"))
}

fn nowhere(reader: &Reader, plan: Option<&str>, address: &str) -> Error {
    if let Some(id) = plan
        && entries(reader).is_ok_and(|rows| rows.iter().all(|row| row.id != id))
    {
        return unknown_plan(reader, id);
    }
    Error::usage(format!("没有这个地址：{address}"))
        .with_hint("用 gangyao outline 查看规划的章节和地址")
}

fn several(address: &str, total: usize, found: &[Found]) -> Error {
    let whole: Vec<String> = found.iter().map(|f| format!("{}/{address}", f.plan)).collect();
    let more = if total > found.len() { format!(" 等 {total} 处") } else { String::new() };
    Error::usage(format!("不止一部规划有这个地址：{address}"))
        .with_hint(format!("请写全地址：{}{more}", whole.join("、")))
}

//! [`Keeper`]: the one who may change a corpus: puts plans in, takes plans out, keeps the catalogue.
//!
//! A process may be killed, and the power fail, between any two steps. Each step is one rename, and after each the corpus opens:
//!
//! ```text
//! put     1  corpus/.a.txt.new, written through       nothing is seen of it; the next keeper sweeps it away
//!         2  → corpus/a.txt                           a plan without a row: read by what its text says; put again, it gets its row
//!         3  corpus/.catalog.tsv.new, written through as 2
//!         4  → corpus/catalog.tsv                     done
//! remove  1  corpus/a.txt → corpus/.removed/a.txt     a row without a file: a remark, no error; removed again, the row goes
//!         2  the catalogue, as above                  done
//! ```
//!
//! The index follows the corpus, not these steps: whatever it finds is what it is brought up to.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::catalogue::Entry;
use super::draft::Draft;
use super::ledger::Ledger;
use super::{CATALOGUE, Document, FOLDER, REMOVED, corrections_of, disk, folder, id, path_of};
use crate::ground::{Error, Result};

/// The name of the file within the folder of plans by which only one process at a time changes the corpus.
const LOCK: &str = ".lock";

/// A plan that was taken out, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// The ids of the other plans in its file, as the catalogue has them, which went with it.
    pub also: Vec<String>,
    /// Where its file lies now; `None` where there was only a row of the catalogue.
    pub file: Option<PathBuf>,
    /// The paths from home of the corrections of these plans. They stay where they are, and are used when the plan is put back.
    pub corrections: Vec<String>,
}

/// A corpus held for changes. Nobody else changes it through a keeper until this one is dropped.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    ledger: Ledger,
    /// The plans as they are now, by id in small letters: some systems tell no names apart that differ in case only.
    documents: BTreeMap<String, Document>,
    /// The ids that have a file of corrections.
    corrected: Vec<String>,
    /// The files put in that have no row yet.
    fresh: Vec<PathBuf>,
    /// Held until the keeper goes; it goes with the process, so none is ever left behind.
    _lock: File,
}

impl Keeper {
    /// Waits until nobody else changes the corpus of `home`, and holds it. A folder `corpus/` that is not there is made.
    ///
    /// `waiting` is called once where another process holds it.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when `home` is no folder, `corpus/` cannot be written, or the catalogue is damaged.
    pub fn open(home: &Path, waiting: impl FnOnce()) -> Result<Self> {
        let folder = home.join(FOLDER);
        if !home.is_dir() {
            let message = format!("没有这个目录：{}", home.display());
            return Err(Error::input(message).with_hint("请先建立它，或用 --home 指明另一个目录"));
        }
        if !folder.is_dir() {
            fs::create_dir(&folder).map_err(|e| disk::unwritable(&folder, e))?;
        }
        let lock = lock(&folder.join(LOCK), waiting)?;
        disk::sweep(&folder);
        let (listed, corrected, _) = folder::list(&folder)?;
        let documents = listed.into_iter().map(|d| (d.id.to_lowercase(), d)).collect();
        let ledger = Ledger::open(&folder.join(CATALOGUE))?;
        Ok(Self { folder, ledger, documents, corrected, fresh: Vec::new(), _lock: lock })
    }

    /// Whether the catalogue has a row for plan `id`.
    pub fn has_row(&self, id: &str) -> bool {
        self.ledger.has(id)
    }

    /// Copies `draft` into the corpus under the id it has; gives its path from home. The catalogue is left as it was.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) for an id that no plan can have or one already has;
    /// [`Input`](crate::ground::ErrorKind::Input) when the file cannot be written.
    pub fn put(&mut self, draft: &Draft) -> Result<String> {
        id::check(draft.id())?;
        if let Some(taken) = self.documents.get(&draft.id().to_lowercase()) {
            return Err(Error::usage(format!("编号 {} 已经有了：{}", taken.id, taken.path))
                .with_hint("换一个编号：--id；若要换成新的，先用 gangyao remove 移出旧的"));
        }
        let name = draft.file_name();
        let path = self.folder.join(&name);
        // Files of no known form are no plans, but nothing is ever written over.
        if path.exists() {
            return Err(disk::unwritable(&path, std::io::ErrorKind::AlreadyExists.into()));
        }
        disk::put(&path, draft.bytes())?;
        self.fresh.push(path);
        let document = Document { id: draft.id().to_owned(), path: path_of(&name) };
        self.documents.insert(draft.id().to_lowercase(), document);
        Ok(path_of(&name))
    }

    /// Puts rows into the catalogue, each in the place of the one with the same id.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when the catalogue cannot be written; the files put in since the last time are
    /// taken out again then.
    pub fn describe(&mut self, entries: &[Entry]) -> Result<()> {
        entries.iter().for_each(|entry| self.ledger.put(entry));
        let written = self.write_ledger();
        for file in self.fresh.drain(..).filter(|_| written.is_err()) {
            // What cannot be removed stays a plan without a row.
            let _ = fs::remove_file(file);
        }
        written
    }

    /// Moves the file of plan `id` out of sight, into `corpus/.removed/`, and takes out its rows and those of the other plans in it.
    /// A file that lies there already is not written over. With `dry` only says what it would do.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) where there is no such plan, or it stands in the file of another one;
    /// [`Input`](crate::ground::ErrorKind::Input) when the file cannot be moved or the catalogue not be written; the file lies where it
    /// lay then.
    pub fn remove(&mut self, id: &str, dry: bool) -> Result<Removed> {
        let key = id.to_lowercase();
        let Some(document) = self.documents.get(&key).filter(|d| d.id == id).cloned() else {
            self.remove_row(id, dry)?;
            let corrections = self.corrections(|corrected| corrected == id);
            return Ok(Removed { id: id.to_owned(), also: Vec::new(), file: None, corrections });
        };
        let to = self.place_for(&document);
        let is_other = |row: &str| row != id && !self.documents.contains_key(&row.to_lowercase());
        let also = self.ledger.ids().filter(|row| document.holds(row) && is_other(row));
        let also: Vec<String> = also.collect();
        let corrections = self.corrections(|row| row == id || document.holds(row) && is_other(row));
        if !dry {
            let folder = self.folder.join(REMOVED);
            fs::create_dir_all(&folder).map_err(|e| disk::unwritable(&folder, e))?;
            let from = self.folder.join(document.file_name());
            disk::shift(&from, &to)?;
            self.documents.remove(&key);
            self.ledger.take(id);
            also.iter().for_each(|row| self.ledger.take(row));
            self.write_ledger().inspect_err(|_| {
                // What cannot be moved back stays a row without a file.
                let _ = disk::shift(&to, &from);
            })?;
        }
        Ok(Removed { id: id.to_owned(), also, file: Some(to), corrections })
    }

    /// The files of corrections of the plans that `goes` names.
    fn corrections(&self, goes: impl Fn(&str) -> bool) -> Vec<String> {
        self.corrected.iter().filter(|id| goes(id)).map(|id| corrections_of(id)).collect()
    }

    /// A row without a file goes alone.
    fn remove_row(&mut self, id: &str, dry: bool) -> Result<()> {
        if let Some(holder) = self.documents.values().find(|document| document.holds(id)) {
            let message = format!("{id} 与 {} 在同一个文件里：{}", holder.id, holder.path);
            return Err(Error::usage(message)
                .with_hint(format!("gangyao remove {} 会把它们一起移出", holder.id)));
        }
        if !self.ledger.has(id) {
            return Err(Error::usage(format!("没有这部规划：{id}"))
                .with_hint("用 gangyao plans 查看有哪些规划"));
        }
        if dry {
            return Ok(());
        }
        self.ledger.take(id);
        self.write_ledger()
    }

    /// Where the file of `document` goes when it is removed: under its own name, or with a number after it.
    fn place_for(&self, document: &Document) -> PathBuf {
        let folder = self.folder.join(REMOVED);
        let name = Path::new(document.file_name());
        let ending = name.extension().unwrap_or_default().to_string_lossy();
        let numbered = (2..).map(|n| format!("{}~{n}.{ending}", document.id));
        let mut names = std::iter::once(document.file_name().to_owned()).chain(numbered);
        let free = names.find(|name| !folder.join(name).exists());
        folder.join(free.expect("numbers do not end"))
    }

    fn write_ledger(&self) -> Result<()> {
        disk::put(&self.folder.join(CATALOGUE), self.ledger.text().as_bytes())
    }
}

fn lock(path: &Path, waiting: impl FnOnce()) -> Result<File> {
    let options = File::options().create(true).truncate(false).write(true).open(path);
    let file = options.map_err(|e| disk::unwritable(path, e))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => waiting(),
        Err(TryLockError::Error(e)) => return Err(disk::unwritable(path, e)),
    }
    file.lock().map_err(|e| disk::unwritable(path, e))?;
    Ok(file)
}

//! The folder of plans → [`Plan`]s: which files are plans, what the catalogue says of them, what has changed.
//!
//! A home is a folder that holds `corpus/`. In it every file of a form that the source room reads is a plan, but for `README.md`; `catalog.tsv` says what
//! the texts do not say of themselves, and what it says wins. A file without a row is read all the same.

mod catalogue;
pub mod corrections;
mod disk;
mod draft;
mod fingerprint;
mod folder;
mod glance;
mod id;
mod keeper;
mod ledger;

use std::io::Read;
use std::path::{Path, PathBuf};

pub use catalogue::{Catalogue, Entry, years};
pub use disk::write as write_whole;
pub use draft::{Draft, Said};
pub use fingerprint::{Compare, Fingerprint, Stamp};
pub use folder::Document;
pub use glance::{Glance, MANY};
pub use keeper::{Keeper, Removed};

use crate::ground::{Error, Note, Result};
use crate::lexicon::Lexicon;
use crate::plan::{Depth, GRAMMAR, Origin, Plan};
use crate::source;

/// The name of the folder of plans within a home.
pub const FOLDER: &str = "corpus";

/// The name of the catalogue within the folder of plans.
pub const CATALOGUE: &str = "catalog.tsv";

/// What follows the id of a plan in the name of the file of its corrections.
const CORRECTIONS: &str = ".corrections.toml";

/// The name of the folder of a user's own words within the folder of plans.
pub const WORDS: &str = "words";

/// The name of the folder of removed plans within the folder of plans.
pub const REMOVED: &str = ".removed";

/// The plans of one home, by id, and what is known of them before they are read.
pub struct Corpus {
    home: PathBuf,
    documents: Vec<Document>,
    catalogue: Catalogue,
    corrected: Vec<String>,
    remarks: Vec<Remark>,
}

/// Something worth knowing about one file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The file, as a path from home: `corpus/catalog.tsv`.
    pub path: String,
    /// What there is to say, with its line; line 0 where it is about the file.
    pub note: Note,
}

impl Corpus {
    /// Lists the plans of `home` and reads its catalogue. No plan is read yet.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when `home` has no folder `corpus/`, when that holds no plan, or when the folder or
    /// the catalogue cannot be read. A wrong row or a file of an unknown form is no error: see [`Corpus::remarks`].
    pub fn open(home: &Path) -> Result<Self> {
        let dir = home.join(FOLDER);
        if !dir.is_dir() {
            let message = format!("这里没有 {FOLDER}/ 目录：{}", home.display());
            return Err(Error::input(message).with_hint("用 --home 指明含有 corpus/ 的目录"));
        }
        let (documents, corrected, mut remarks) = folder::list(&dir)?;
        if documents.is_empty() {
            let message = format!("语料目录里没有规划：{}", dir.display());
            return Err(Error::input(message).with_hint(format!(
                "用 gangyao add 加入规划（{}），或放进 corpus/",
                source::Format::ENDINGS
            )));
        }
        let catalogue = Catalogue::open(&dir.join(CATALOGUE))?;
        let about_catalogue =
            catalogue.notes.iter().cloned().chain(catalogue.without_file(&documents));
        remarks.extend(about_catalogue.map(|note| Remark { path: path_of(CATALOGUE), note }));
        for id in &corrected {
            remarks.extend(corrections::remarks(home, id, &documents)?);
        }
        remarks.sort();
        Ok(Self { home: home.to_owned(), documents, catalogue, corrected, remarks })
    }

    /// The folder that holds `corpus/`.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The plans, by id.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The ids of the plans that have a file of corrections.
    pub fn corrected(&self) -> &[String] {
        &self.corrected
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What there is to say about the files that could be read only in part, or not at all; by file and line.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Reads the plans in one file of the corpus; what the catalogue says of them wins over their text, what corrections say over
    /// both.
    ///
    /// Most files hold one plan; the second one of a file has `-2` after its id.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when the file cannot be read or is no text.
    pub fn read(&self, document: &Document, lexicon: &Lexicon) -> Result<Vec<Plan>> {
        let file = self.home.join(&document.path);
        let mut plans =
            read_file(&document.path, &file, &document.id, &Manner::default(), lexicon)?;
        for plan in &mut plans {
            if let Some(entry) = self.catalogue.entry(&plan.id) {
                entry.settle(plan, lexicon);
            }
            if self.corrected.contains(&plan.id) {
                corrections::correct(plan, &self.home, &corrections_of(&plan.id), lexicon)?;
            }
        }
        Ok(plans)
    }
}

/// The words that the plans of `home` are read with: the shipped ones and those of `corpus/words/`, with notes on its files.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) when the folder of words or a file in it cannot be read.
pub fn lexicon(home: &Path) -> Result<(Lexicon, Vec<Note>)> {
    let dir = home.join(path_of(WORDS));
    if !dir.is_dir() {
        return Ok((Lexicon::shipped(), Vec::new()));
    }
    Lexicon::with_user_tables(&dir)
}

/// What every plan read with `lexicon` depends on besides its file: if it is another, every file is to be read anew.
pub fn edition(lexicon: &Lexicon) -> String {
    format!("{} {GRAMMAR} {}", env!("CARGO_PKG_VERSION"), lexicon.fingerprint())
}

/// How the plans of a file are read.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// How the file is read.
    pub source: source::Options,
    /// How far the plans are.
    pub depth: Depth,
}

/// Reads the plans in a file anywhere, without a corpus. Their id is its file name without the ending; corrections beside the file
/// are applied.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) when the file cannot be read, is no text, or has an ending that no reader knows.
pub fn read_alone(path: &Path, lexicon: &Lexicon) -> Result<Vec<Plan>> {
    read_alone_as(path, &Manner::default(), lexicon)
}

/// Reads the plans in a file anywhere as `manner` says; where there are corrections beside the file, whole. Errors as
/// [`read_alone`].
pub fn read_alone_as(path: &Path, manner: &Manner, lexicon: &Lexicon) -> Result<Vec<Plan>> {
    let read = |depth| {
        let manner = Manner { depth, ..manner.clone() };
        read_file(&path.to_string_lossy(), path, &folder::stem(path), &manner, lexicon)
    };
    let beside = |plan: &Plan| path.with_file_name(format!("{}{CORRECTIONS}", plan.id));
    let mut plans = read(manner.depth)?;
    if manner.depth != Depth::Whole && plans.iter().any(|plan| beside(plan).exists()) {
        plans = read(Depth::Whole)?;
    }
    for plan in &mut plans {
        let beside = beside(plan);
        corrections::correct(plan, Path::new(""), &beside.to_string_lossy(), lexicon)?;
    }
    Ok(plans)
}

/// Reads the plans in `bytes` that stand in no file, such as standard input; `name` is their id and their path.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) when the bytes are no text.
pub fn read_bytes(
    name: &str,
    format: source::Format,
    bytes: &[u8],
    lexicon: &Lexicon,
) -> Result<Vec<Plan>> {
    read_bytes_as(name, format, bytes, &Manner::default(), lexicon)
}

/// Reads the plans in `bytes` as `manner` says. Errors as [`read_bytes`].
pub fn read_bytes_as(
    name: &str,
    format: source::Format,
    bytes: &[u8],
    manner: &Manner,
    lexicon: &Lexicon,
) -> Result<Vec<Plan>> {
    plans(name, name, format, bytes, manner, lexicon)
}

/// Reads the plans in `file`, which is called `path` wherever it is printed.
fn read_file(
    path: &str,
    file: &Path,
    id: &str,
    manner: &Manner,
    lexicon: &Lexicon,
) -> Result<Vec<Plan>> {
    let bytes = load(file)?;
    plans(path, id, source::recognise(Path::new(path), &bytes)?, &bytes, manner, lexicon)
}

/// The bytes of `file`, up to one more than is read of any, so that a file without an end is refused as too large.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) when it cannot be read.
pub fn load(file: &Path) -> Result<Vec<u8>> {
    let unreadable = |e| Error::file("读不了文件", file, e).with_hint("请检查文件的路径和读取权限");
    let most = source::limits::FILE as u64 + 1;
    let opened = std::fs::File::open(file).map_err(unreadable)?;
    // One more, so that the end is seen without a larger room.
    let len = opened.metadata().map_or(0, |known| known.len().min(most) as usize + 1);
    let mut bytes = Vec::with_capacity(len);
    opened.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The plans in `bytes`, the first one called `id`; the file is called `path`.
fn plans(
    path: &str,
    id: &str,
    format: source::Format,
    bytes: &[u8],
    manner: &Manner,
    lexicon: &Lexicon,
) -> Result<Vec<Plan>> {
    let source = source::read_with(bytes, format, path, &manner.source)?;
    let sha256 = fingerprint::sha256(bytes);
    let origin = Origin { path: path.to_owned(), format, sha256 };
    Ok(Plan::read_all(id, &origin, &source, manner.depth, lexicon))
}

/// The path from home of the file of corrections of plan `id`.
pub fn corrections_of(id: &str) -> String {
    path_of(&format!("{id}{CORRECTIONS}"))
}

/// The path from home of a file of the corpus.
fn path_of(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

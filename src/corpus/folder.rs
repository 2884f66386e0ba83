//! The files of the corpus folder → [`Document`]s: which are plans, and by which id.

use std::collections::BTreeMap;
use std::path::Path;

use super::{CATALOGUE, CORRECTIONS, Remark, WORDS, path_of};
use crate::ground::{Error, Note, Result};
use crate::source::{self, Format};

/// What is in the folder and is neither a plan nor worth a word: descriptions, the catalogue, words.
const NO_PLANS: [&str; 3] = ["README.md", CATALOGUE, WORDS];

/// One plan of the corpus that has not been read yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// The id it is addressed by: its file name without the ending.
    pub id: String,
    /// Its path from home, with `/` on every system: `corpus/jilin-2024-2035.txt`.
    pub path: String,
}

impl Document {
    /// Whether `id` names a plan that this file holds, or would hold if it has so many: `a`, `a-2` to `a-99`.
    pub fn holds(&self, id: &str) -> bool {
        let numbered = |after: &str| {
            let number = after.strip_prefix('-').filter(|n| n.len() <= 2 && !n.starts_with('0'));
            number.is_some_and(|n| n.parse::<u8>().is_ok_and(|n| n >= 2))
        };
        id.strip_prefix(self.id.as_str()).is_some_and(|after| after.is_empty() || numbered(after))
    }

    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// What a folder of plans holds: the plans by id, the ids of those with corrections, and remarks on what else is there.
type Listed = (Vec<Document>, Vec<String>, Vec<Remark>);

/// What `dir` holds. Files whose names begin with a dot are passed over.
pub(super) fn list(dir: &Path) -> Result<Listed> {
    let mut documents = BTreeMap::new();
    let (mut corrected, mut remarks) = (Vec::new(), Vec::new());
    for (name, is_dir) in names(dir)? {
        if let Some(id) = name.strip_suffix(CORRECTIONS) {
            corrected.push(id.to_owned());
            continue;
        }
        match document(dir, &name, is_dir, &documents) {
            Ok(document) => _ = documents.insert(document.id.clone(), document),
            Err(message) => {
                remarks.push(Remark { path: path_of(&name), note: Note::warning(0, message) })
            }
        }
    }
    Ok((documents.into_values().collect(), corrected, remarks))
}

/// The names in `dir` that may be plans, and whether they are those of folders. Sorted: a folder is listed in no order of its own.
fn names(dir: &Path) -> Result<Vec<(String, bool)>> {
    let unreadable = |e| Error::file("读不了目录", dir, e);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !NO_PLANS.contains(&name.as_str()) {
            let kind = entry.file_type().map_err(unreadable)?;
            let is_dir = kind.is_dir() || (kind.is_symlink() && entry.path().is_dir());
            names.push((name, is_dir));
        }
    }
    names.sort();
    Ok(names)
}

/// The plan in file `name` of `dir`, or in Chinese why it is none.
fn document(
    dir: &Path,
    name: &str,
    is_dir: bool,
    before: &BTreeMap<String, Document>,
) -> std::result::Result<Document, String> {
    if is_dir {
        return Err("不读子目录".into());
    }
    if source::of_file(&dir.join(name)).is_none() {
        return Err(format!("不认识这种文件，没有读（能读 {}）", Format::ENDINGS));
    }
    let id = stem(Path::new(name));
    if let Some(twin) = before.get(&id) {
        return Err(format!(
            "与 {} 同名，没有读：文件名（不计后缀）是规划的编号，不能重复",
            twin.path
        ));
    }
    Ok(Document { id, path: path_of(name) })
}

/// The file name of `path` without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

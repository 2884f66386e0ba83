//! [`Fingerprint`]: by what a corpus is known to be the one an index was built from.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{CATALOGUE, Corpus, corrections_of, path_of};
use crate::ground::{Error, Result};
use crate::lexicon::Lexicon;

/// The state of everything that the answers rest on: the files of the corpus, its catalogue, the lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The fingerprint of the lexicon.
    pub lexicon: String,
    /// The plans, their corrections and the catalogue, by path.
    pub files: Vec<Stamp>,
}

/// The state of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Its path from home.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where the file system does not say.
    pub modified: u64,
    /// The SHA-256 of its bytes; `None` where it was not read.
    pub sha256: Option<String>,
}

/// By what two states of a file are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// By size and time, without reading the files.
    Times,
    /// By their bytes.
    Contents,
}

impl Corpus {
    /// The state of the corpus and of `lexicon`; with [`Compare::Contents`] every file is read.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when a file cannot be read.
    pub fn fingerprint(&self, lexicon: &Lexicon, compare: Compare) -> Result<Fingerprint> {
        let mut paths: Vec<String> = self.documents().iter().map(|d| d.path.clone()).collect();
        if self.home().join(path_of(CATALOGUE)).is_file() {
            paths.push(path_of(CATALOGUE));
        }
        paths.extend(self.corrected().iter().map(|id| corrections_of(id)));
        paths.sort();
        let stamp = |path: String| Stamp::of(self.home(), path, compare);
        let files = paths.into_iter().map(stamp).collect::<Result<_>>()?;
        Ok(Fingerprint { lexicon: lexicon.fingerprint().to_owned(), files })
    }
}

impl Fingerprint {
    /// Whether the two are of one state: by contents where both have read the files, else by size and time.
    pub fn agrees(&self, other: &Fingerprint) -> bool {
        self.lexicon == other.lexicon && self.changed(other).is_empty()
    }

    /// The paths of the files that are new, gone or different in `other`, sorted.
    pub fn changed<'a>(&'a self, other: &'a Fingerprint) -> Vec<&'a str> {
        let lacks = |one: &'a Fingerprint, two: &'a Fingerprint| {
            let stamps: BTreeMap<&str, &Stamp> =
                two.files.iter().map(|t| (t.path.as_str(), t)).collect();
            let unlike = |s: &&Stamp| !stamps.get(s.path.as_str()).is_some_and(|t| s.agrees(t));
            one.files.iter().filter(unlike).map(|s| s.path.as_str()).collect::<Vec<_>>()
        };
        let mut paths = [lacks(self, other), lacks(other, self)].concat();
        paths.sort_unstable();
        paths.dedup();
        paths
    }
}

impl Stamp {
    /// The state of the file at `path` within `home`.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when it cannot be read.
    pub fn of(home: &Path, path: String, compare: Compare) -> Result<Self> {
        let file = home.join(&path);
        let unreadable = |e| Error::file("读不了文件", &file, e);
        let meta = std::fs::metadata(&file).map_err(unreadable)?;
        let since = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        let sha256 = match compare {
            Compare::Times => None,
            Compare::Contents => Some(sha256(&std::fs::read(&file).map_err(unreadable)?)),
        };
        let modified = since.map_or(0, |t| t.as_nanos() as u64);
        Ok(Self { path, size: meta.len(), modified, sha256 })
    }

    fn agrees(&self, other: &Stamp) -> bool {
        let same = match (&self.sha256, &other.sha256) {
            (Some(one), Some(two)) => one == two,
            _ => self.modified == other.modified,
        };
        same && self.path == other.path && self.size == other.size
    }
}

/// The SHA-256 of `bytes` in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

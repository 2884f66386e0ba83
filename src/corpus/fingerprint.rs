//! By what a corpus is known to be the one that an index was built from: short texts that change with what they stand for.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::{Corpus, Document};
use crate::ground::Result;
use crate::plan::GRAMMAR;

impl Corpus {
    /// Changes with any file of the corpus (its name, size and time), any row of the catalogue, any word of the lexicon and the
    /// grammar. Reads no plan.
    pub fn fingerprint(&self) -> String {
        let stamps = self.documents().iter().map(|d| format!("{} {}\n", d.path, self.stamp(d)));
        sha256(format!("{}\n{}", self.edition(), stamps.collect::<String>()).as_bytes())
    }

    /// Changes with what every plan depends on: the program's version, the grammar and the lexicon.
    pub fn edition(&self) -> String {
        format!("{} {GRAMMAR} {}", env!("CARGO_PKG_VERSION"), self.lexicon().fingerprint())
    }

    /// Changes with one file, by its size and time, and with what the catalogue says of it.
    pub fn stamp(&self, document: &Document) -> String {
        let entries = self.catalogue().entries().iter().filter(|e| document.holds(&e.id));
        let rows: Vec<_> = entries.map(|e| e.cells.join("\t")).collect();
        let row = sha256(rows.join("\n").as_bytes());
        format!("{} {} {}", document.size, document.modified, &row[..16])
    }

    /// The SHA-256 of the bytes that the file of `document` has now.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when the file cannot be read.
    pub fn sha256(&self, document: &Document) -> Result<String> {
        Ok(sha256(&super::bytes(&self.home().join(&document.path))?))
    }
}

/// When a file was last written, in nanoseconds since 1970; 0 where the file system does not say.
pub(super) fn modified(meta: &Metadata) -> u64 {
    let since = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |time| time.as_nanos() as u64)
}

/// The SHA-256 of `bytes` in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

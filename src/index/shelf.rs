//! [`Shelf`]: the corpus as the index sees it.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::collection::{Collection, FileStamp, Moment};
use crate::corpus::{self, Compare, Corpus, Document, Entry, Stamp};
use crate::ground::{Error, Result};
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// A corpus together with the lexicon it is read by.
pub struct Shelf<'a> {
    corpus: &'a Corpus,
    lexicon: &'a Lexicon,
    by_path: BTreeMap<&'a str, &'a Document>,
}

impl<'a> Shelf<'a> {
    /// `corpus`, read with `lexicon`.
    pub fn new(corpus: &'a Corpus, lexicon: &'a Lexicon) -> Self {
        let documents = corpus.documents().iter();
        let by_path = documents.map(|document| (document.path.as_str(), document)).collect();
        Self { corpus, lexicon, by_path }
    }

    /// What the catalogue says of the plans in `document`, and the state of their corrections.
    fn about(&self, document: &Document, moment: &Moment) -> String {
        let rows = self.corpus.catalogue().about(document);
        // Where in the catalogue a row stands says nothing of the plan.
        let rows = rows.map(|row| format!("{:?}\n", Entry { line: 0, ..row.clone() }));
        let corrected = self.corpus.corrected().iter().filter(|id| document.holds(id));
        let corrections = corrected.filter_map(|id| {
            let path = corpus::corrections_of(id);
            Some(format!("{path} {}\n", moment.state(&path)?))
        });
        rows.chain(corrections).collect()
    }
}

impl Collection for Shelf<'_> {
    fn moment(&self) -> Result<Moment> {
        let stamps = self.corpus.fingerprint(self.lexicon, Compare::Times)?.files.into_iter();
        let state = |stamp: Stamp| (stamp.path, format!("{} {}", stamp.size, stamp.modified));
        let states: Vec<(String, String)> = stamps.map(state).collect();
        let mut sum = Sha256::new_with_prefix(self.edition()?);
        for (path, state) in &states {
            sum.update(format!("\n{path} {state}"));
        }
        let fingerprint = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Moment { fingerprint, states })
    }

    fn edition(&self) -> Result<String> {
        Ok(corpus::edition(self.lexicon))
    }

    fn files(&self, moment: &Moment) -> Result<Vec<FileStamp>> {
        let file = |document: &Document| {
            let (path, stamp) = (document.path.clone(), moment.state(&document.path)?.to_owned());
            Some(FileStamp { path, stamp, about: self.about(document, moment) })
        };
        Ok(self.corpus.documents().iter().filter_map(file).collect())
    }

    fn digest(&self, path: &str) -> Result<String> {
        let stamp = Stamp::of(self.corpus.home(), path.to_owned(), Compare::Contents)?;
        Ok(stamp.sha256.unwrap_or_default())
    }

    fn read(&self, path: &str) -> Result<Vec<Plan>> {
        let document = self.by_path.get(path);
        let gone =
            || Error::file("读不了文件", Path::new(path), std::io::ErrorKind::NotFound.into());
        self.corpus.read(document.ok_or_else(gone)?, self.lexicon)
    }
}

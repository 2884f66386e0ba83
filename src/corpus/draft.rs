//! [`Draft`]: a file that may become a plan of the corpus.

use std::path::Path;

use super::catalogue::Entry;
use super::{Manner, fingerprint, folder, id, load, plans};
use crate::ground::{Error, Result};
use crate::lexicon::Lexicon;
use crate::outline::Identity;
use crate::plan::Plan;
use crate::source::{self, Format, Options};

/// A file with what was read in it, and the id it is to have.
#[derive(Clone, Debug)]
pub struct Draft {
    bytes: Vec<u8>,
    ending: String,
    sha256: String,
    origin: Option<String>,
    /// The plans in it, by the ids they are to have.
    plans: Vec<Plan>,
}

/// What is said of a plan beside its text; what is said wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The id; of several plans in one file that of the first.
    pub id: Option<String>,
    /// Title, issuers, region, period and document number; empty where nothing is said.
    pub identity: Identity,
    /// Where it was published.
    pub origin: Option<String>,
}

impl Draft {
    /// Reads `file` as `options` say; a text whose encoding they name is kept as UTF-8, so that it needs no naming again.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when it cannot be read or holds nothing that could be a plan;
    /// [`Usage`](crate::ground::ErrorKind::Usage) when the id that `said` gives can be none.
    pub fn read(file: &Path, said: &Said, options: &Options, lexicon: &Lexicon) -> Result<Self> {
        let bytes = load(file)?;
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let name = file.to_string_lossy();
        let bytes = recoded(bytes, &name, options)?;
        Self::of(&name, &folder::stem(file), (bytes, ending), said, lexicon)
    }

    /// Reads text that stands in no file.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn from_text(
        bytes: Vec<u8>,
        said: &Said,
        options: &Options,
        lexicon: &Lexicon,
    ) -> Result<Self> {
        let bytes = recoded(bytes, "stdin", options)?;
        Self::of("stdin", "stdin", (bytes, "txt".into()), said, lexicon)
    }

    fn of(
        name: &str,
        stem: &str,
        (bytes, ending): (Vec<u8>, String),
        said: &Said,
        lexicon: &Lexicon,
    ) -> Result<Self> {
        if let Some(id) = &said.id {
            id::check(id)?;
        }
        let path = Path::new(name).with_extension(&ending);
        let format = source::recognise(&path, &bytes)?;
        // It is kept under an ending that says what it is.
        let ending =
            if Format::of(&path) == Some(format) { ending } else { format.ending().into() };
        let mut plans = plans(name, stem, format, &bytes, &Manner::default(), lexicon)?;
        let nothing = || Error::input(format!("{name}：没有读出规划"));
        let first = plans.first_mut().ok_or_else(nothing)?;
        overlay(&mut first.identity, &said.identity);
        let id = said.id.clone().unwrap_or_else(|| id::derived(stem, &first.identity));
        let sha256 = fingerprint::sha256(&bytes);
        let mut draft = Self { bytes, ending, sha256, origin: said.origin.clone(), plans };
        draft.rename(&id);
        Ok(draft)
    }

    /// The same under another id.
    pub fn called(&self, id: &str) -> Self {
        let mut draft = self.clone();
        draft.rename(id);
        draft
    }

    fn rename(&mut self, id: &str) {
        for (n, plan) in self.plans.iter_mut().enumerate() {
            plan.id = if n == 0 { id.to_owned() } else { format!("{id}-{}", n + 1) };
        }
    }

    /// The id it is to have: that of its first plan.
    pub fn id(&self) -> &str {
        &self.plans[0].id
    }

    /// The plans in it: at least one.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The name it is to have in the corpus.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.id(), self.ending)
    }

    /// The SHA-256 of its bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The rows of the catalogue for the plans in it.
    pub fn entries(&self) -> Vec<Entry> {
        let entry = |plan: &Plan| {
            let Identity { title, issuers, region, period, number, .. } = &plan.identity;
            Entry {
                id: plan.id.clone(),
                line: 0,
                title: Some(title.clone()).filter(|title| !title.is_empty()),
                issuers: issuers.clone(),
                region: region.clone(),
                period: *period,
                level: None,
                number: number.clone(),
                origin: self.origin.clone(),
                sha256: Some(self.sha256.clone()),
            }
        };
        self.plans.iter().map(entry).collect()
    }
}

impl Said {
    /// What `entry` says beside the text of its file, which says `identity` of itself: to put the plan back as it was.
    pub fn beside(entry: &Entry, identity: &Identity) -> Self {
        let other = |told: &Option<String>, own: &Option<String>| {
            told.clone().filter(|told| own.as_ref() != Some(told))
        };
        let title = entry.title.clone().filter(|title| *title != identity.title);
        let issuers =
            if entry.issuers == identity.issuers { Vec::new() } else { entry.issuers.clone() };
        Self {
            id: Some(entry.id.clone()),
            identity: Identity {
                title: title.unwrap_or_default(),
                issuers,
                region: other(&entry.region, &identity.region),
                period: entry.period.filter(|_| entry.period != identity.period),
                number: other(&entry.number, &identity.number),
                based_on: Vec::new(),
            },
            origin: entry.origin.clone(),
        }
    }
}

/// Puts what is said over what the text says of itself.
fn overlay(identity: &mut Identity, said: &Identity) {
    if !said.title.is_empty() {
        identity.title.clone_from(&said.title);
    }
    if !said.issuers.is_empty() {
        identity.issuers.clone_from(&said.issuers);
    }
    identity.region = said.region.clone().or(identity.region.take());
    identity.period = said.period.or(identity.period);
    identity.number = said.number.clone().or(identity.number.take());
}

/// The bytes of a text file or a web page in UTF-8, where `options` name their encoding; others as they are.
fn recoded(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Vec<u8>> {
    let format = source::recognise(Path::new(name), &bytes).unwrap_or(Format::Text);
    let packed = matches!(format, Format::Docx | Format::Pdf);
    match options.encoding.filter(|_| !packed) {
        Some(encoding) => Ok(source::decoded(&bytes, encoding, name)?.into_bytes()),
        None => Ok(bytes),
    }
}

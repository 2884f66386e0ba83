//! [`Intake`]: files → plans of the corpus, none of them twice.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{Archive, doubts, unplaced};
use crate::corpus::{Draft, Entry, Keeper};
use crate::ground::{Error, Note, Result};
use crate::index::{Manifest, fold};
use crate::lexicon::Lexicon;
use crate::outline::{Identity, Kind};
use crate::plan::Plan;

/// Some files being taken into a corpus.
pub struct Intake<'a> {
    archive: Option<&'a Archive>,
    lexicon: &'a Lexicon,
    /// `None` where nothing is to be written.
    keeper: Option<Keeper>,
    known: Known,
    rows: Vec<Entry>,
}

/// What became of one file.
#[derive(Debug)]
pub struct Receipt {
    /// The file as it was named.
    pub path: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file that was to be taken in.
#[derive(Debug)]
pub enum Fate {
    /// It is in the corpus, or would be if something were written.
    Added(Added),
    /// The corpus held it already.
    Known {
        /// The plan that is the same.
        id: String,
        /// In what it is the same.
        same: Same,
    },
    /// It could not be taken in.
    Refused(Error),
}

/// A file that was taken in.
#[derive(Debug)]
pub struct Added {
    /// Its path from home.
    pub file: String,
    /// The plans in it.
    pub plans: Vec<Summary>,
    /// How many characters, white space apart, no node holds.
    pub lost: usize,
    /// A plan with the same title and other words.
    pub alike: Option<String>,
}

/// In what two files are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// Byte for byte.
    Bytes,
    /// Letter for letter, in another encoding or format.
    Words,
}

/// What was understood of a plan.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// What it is.
    pub identity: Identity,
    /// How many nodes of each kind it has.
    pub nodes: BTreeMap<Kind, usize>,
    /// How many measures it has.
    pub measures: usize,
    /// How many targets they set.
    pub targets: usize,
    /// What could be read only in part, and what is doubtful in it.
    pub notes: Vec<Note>,
}

impl<'a> Intake<'a> {
    /// Takes files into the corpus that `keeper` holds and `archive` has read; `archive` is `None` where it holds no plan yet.
    /// Without `keeper` everything is done but for the writing. `lexicon` is that which the files are read with.
    ///
    /// # Errors
    ///
    /// [`Index`](crate::ground::ErrorKind::Index) when the index cannot be read.
    pub fn new(
        archive: Option<&'a Archive>,
        keeper: Option<Keeper>,
        lexicon: &'a Lexicon,
    ) -> Result<Self> {
        let known = match archive {
            Some(archive) => {
                archive.index.ask(|reader| Ok(Known::of(reader.manifest()?.as_ref())))?
            }
            None => Known::default(),
        };
        Ok(Self { archive, lexicon, keeper, known, rows: Vec::new() })
    }

    /// Takes in one file, called `path` wherever it is printed. With `twice`, also one whose words the corpus holds already.
    pub fn take(&mut self, path: &str, draft: Result<Draft>, twice: bool) -> Receipt {
        let fate = draft.and_then(|draft| self.settle(&draft, twice));
        Receipt { path: path.to_owned(), fate: fate.unwrap_or_else(Fate::Refused) }
    }

    fn settle(&mut self, draft: &Draft, twice: bool) -> Result<Fate> {
        if let Some(id) = self.known.files.get(draft.sha256()).cloned() {
            self.complete(draft, &id);
            return Ok(Fate::Known { id, same: Same::Bytes });
        }
        let words = words(&draft.plans()[0]);
        let twin = self.twin(draft, &words)?;
        if let Some(id) = twin.filter(|_| !twice) {
            return Ok(Fate::Known { id, same: Same::Words });
        }
        self.free(draft)?;
        let file = match &mut self.keeper {
            Some(keeper) => keeper.put(draft)?,
            None => draft.file_name(),
        };
        let alike = self.known.titled(draft).next().cloned();
        self.known.insert(draft, words);
        self.rows.extend(draft.entries());
        let doubts = doubts(draft.plans(), self.lexicon);
        let plans = draft.plans().iter().zip(doubts);
        let plans = plans.map(|(plan, notes)| Summary::of(plan, notes)).collect();
        let lost = unplaced(draft.plans()).len();
        Ok(Fate::Added(Added { file, plans, lost, alike }))
    }

    /// A file that was put in when a process was killed before it wrote the row gets its row.
    fn complete(&mut self, draft: &Draft, id: &str) {
        let lacks = self.keeper.as_ref().is_some_and(|keeper| !keeper.has_row(id));
        if lacks && !self.rows.iter().any(|row| row.id == id) {
            self.rows.extend(draft.called(id).entries());
        }
    }

    /// The plan that has the same letters.
    fn twin(&self, draft: &Draft, words: &str) -> Result<Option<String>> {
        if let Some(id) = self.known.words.get(words) {
            return Ok(Some(id.clone()));
        }
        let Some(archive) = self.archive else { return Ok(None) };
        for id in self.known.titled(draft).filter(|id| self.known.read.contains(*id)) {
            if self::words(&*archive.plan(id)?) == words {
                return Ok(Some(id.clone()));
            }
        }
        Ok(None)
    }

    /// That no plan has an id that one of the draft is to have: the second plan in a.txt is a-2.
    fn free(&self, draft: &Draft) -> Result<()> {
        let Some(taken) = draft.plans().iter().find(|plan| self.known.ids.contains(&plan.id))
        else {
            return Ok(());
        };
        Err(Error::usage(format!("编号 {} 已经有了，内容不同", taken.id)).with_hint(format!(
            "若是另一部规划或新的版本，换一个编号：--id；若要换成新的，先运行 gangyao remove {}",
            taken.id
        )))
    }

    /// Writes the catalogue, and gives back the hold on the corpus.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) when it cannot be written; then nothing was taken in.
    pub fn close(self) -> Result<Option<Keeper>> {
        let Some(mut keeper) = self.keeper else { return Ok(None) };
        if !self.rows.is_empty() {
            keeper.describe(&self.rows)?;
        }
        Ok(Some(keeper))
    }
}

/// What the corpus holds.
#[derive(Default)]
struct Known {
    /// Ids by the sum over the bytes of the file.
    files: BTreeMap<String, String>,
    /// Ids by the letters of the title.
    titles: BTreeMap<String, Vec<String>>,
    /// Ids of plans taken in just now, by the sum over their letters.
    words: BTreeMap<String, String>,
    ids: BTreeSet<String>,
    /// The ids of plans that the archive has.
    read: BTreeSet<String>,
}

impl Known {
    fn of(manifest: &Manifest) -> Self {
        let mut known = Self::default();
        for file in &manifest.files {
            if let Some(first) = file.plans.first() {
                known.files.insert(file.digest.clone(), first.id.clone());
            }
        }
        for row in manifest.plans() {
            let title = fold::letters(&row.title);
            known.titles.entry(title).or_default().push(row.id.clone());
            known.ids.insert(row.id.clone());
            known.read.insert(row.id.clone());
        }
        known
    }

    /// The plans that have the title of the first one of `draft`.
    fn titled(&self, draft: &Draft) -> impl Iterator<Item = &String> {
        let title = fold::letters(&draft.plans()[0].identity.title);
        self.titles.get(&title).filter(|_| !title.is_empty()).into_iter().flatten()
    }

    fn insert(&mut self, draft: &Draft, words: String) {
        let id = draft.id().to_owned();
        self.files.insert(draft.sha256().to_owned(), id.clone());
        self.words.insert(words, id);
        for plan in draft.plans() {
            let title = fold::letters(&plan.identity.title);
            self.titles.entry(title).or_default().push(plan.id.clone());
            self.ids.insert(plan.id.clone());
        }
    }
}

/// A sum over the letters of the text that `plan` stands in: the same in every encoding and format.
fn words(plan: &Plan) -> String {
    let sum = Sha256::digest(fold::letters(&plan.text));
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Summary {
    /// What was understood of `plan`, with `notes` about it.
    fn of(plan: &Plan, notes: Vec<Note>) -> Self {
        let mut nodes = BTreeMap::new();
        plan.outline.nodes.iter().for_each(|node| *nodes.entry(node.kind).or_default() += 1);
        Self {
            id: plan.id.clone(),
            identity: plan.identity.clone(),
            nodes,
            measures: plan.measures.len(),
            targets: plan.tags.iter().map(|tags| tags.targets.len()).sum(),
            notes,
        }
    }
}

//! The index room: recall, updates, writers, readers, and what is left when something goes wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use gangyao::answers::query::{self, Synonyms};
use gangyao::answers::{Archive, Filters, Search};
use gangyao::ground::{Error, ErrorKind, Result};
use gangyao::index::{Ask, Collection, FileStamp, Index, Progress, Renewal, records};
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Origin, Plan};
use gangyao::source::{self, Format};
use rayon::prelude::*;

/// The lexicon, read once for all tests.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// The plan of the corpus.
pub fn jilin() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/jilin-2024-2035.txt");
    fs::read_to_string(path).expect("the plan of the corpus is readable")
}

/// A collection in memory: text by id.
#[derive(Default)]
pub struct Texts {
    texts: BTreeMap<String, String>,
    /// How often a text was read.
    reads: AtomicUsize,
}

impl Texts {
    pub fn of(texts: &[(&str, &str)]) -> Self {
        let texts = texts.iter().map(|&(id, text)| (id.to_owned(), text.to_owned()));
        Self { texts: texts.collect(), ..Self::default() }
    }

    fn reads(&self) -> usize {
        self.reads.swap(0, Ordering::Relaxed)
    }
}

impl Collection for Texts {
    fn fingerprint(&self) -> Result<String> {
        Ok(format!("{:?}", self.texts))
    }

    fn edition(&self) -> Result<String> {
        Ok(String::new())
    }

    fn files(&self) -> Result<Vec<FileStamp>> {
        let file = |(id, text): (&String, &String)| FileStamp {
            path: format!("{id}.txt"),
            stamp: text.clone(),
            about: String::new(),
        };
        Ok(self.texts.iter().map(file).collect())
    }

    fn digest(&self, path: &str) -> Result<String> {
        Ok(self.texts[path.trim_end_matches(".txt")].clone())
    }

    fn read(&self, path: &str) -> Result<Vec<Plan>> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let id = path.trim_end_matches(".txt");
        let text = &self.texts[id];
        if text.is_empty() {
            return Err(Error::input("空文件"));
        }
        let source = source::read(text.as_bytes(), Format::Text, path)?;
        let origin = Origin { path: path.to_owned(), format: Format::Text, sha256: text.clone() };
        Ok(vec![Plan::read(id, origin, source, &LEXICON)])
    }
}

pub fn open(folder: &Path, collection: &dyn Collection, renewal: Renewal) -> Result<Archive> {
    Archive::open(folder, collection, &LEXICON, renewal, &|_: Progress| {})
}

/// Everything that `archive` answers to some questions, as text.
pub fn answers(archive: &Archive) -> String {
    let mut out = String::new();
    for query in [
        "湿地",
        "碳",
        "水 环境",
        "生态 -湿地",
        "农村 OR 城市",
        "2035年",
        "PM2.5",
        "kind:outcome",
        "查于湖",
    ] {
        let search =
            Search { query: query.into(), filters: Filters::default(), limit: 500, offset: 0 };
        let answer = archive.search(&search).expect("the index answers");
        out += &format!("{query} {} {:?}\n", answer.total, answer.hint);
        for hit in answer.hits {
            out += &format!("{} {} {:?}\n", hit.spot.address(), hit.score, hit.highlights);
        }
    }
    out
}

/// Every run of one to eight characters of a measure that holds something to look for, with the measures it stands in.
fn runs(plan: &Plan) -> BTreeMap<String, BTreeSet<usize>> {
    let mut runs = BTreeMap::<String, BTreeSet<usize>>::new();
    for (ordinal, record) in records(plan).iter().enumerate() {
        let Some(at) = record.measure else { continue };
        let text: Vec<char> = plan.measures[at].span.of(&plan.text).chars().collect();
        for run in (1..=8).flat_map(|len| text.windows(len)) {
            if run.iter().any(|c| c.is_alphanumeric()) {
                runs.entry(run.iter().collect()).or_default().insert(ordinal);
            }
        }
    }
    runs
}

#[test]
fn whatever_is_printed_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let texts = Texts::of(&[("jilin", &jilin())]);
    let index = Index::open(folder.path(), &texts, &LEXICON, Renewal::IfStale, &|_| {}).unwrap();
    let plan = texts.read("jilin.txt").unwrap().remove(0);
    let synonyms = Synonyms::of(&LEXICON);
    let runs = runs(&plan);
    assert!(runs.len() > 50_000, "{}", runs.len());
    let lost: Vec<&String> = index
        .ask(|reader| {
            let lost = |(run, ordinals): &(&String, &BTreeSet<usize>)| {
                let ask = query::read(run, &synonyms).expect("a run is a query").ask;
                let (_, found) = reader.search(&ask, usize::MAX).expect("the index answers");
                let found: BTreeSet<usize> = found.iter().map(|f| f.ordinal).collect();
                !ordinals.is_subset(&found)
            };
            Ok(runs
                .iter()
                .collect::<Vec<_>>()
                .into_par_iter()
                .filter(lost)
                .map(|(run, _)| run)
                .collect())
        })
        .unwrap();
    assert!(
        lost.is_empty(),
        "{} of {} runs are lost: {:?}",
        lost.len(),
        runs.len(),
        &lost[..lost.len().min(20)]
    );
}

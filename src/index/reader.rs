//! [`Reader`]: one generation of the index, opened.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::directory::MmapDirectory;
use tantivy::{Index, SegmentReader};

use super::ask::Ask;
use super::hands::shared;
use super::layout::{Build, damaged};
use super::manifest::{Manifest, Seal, Written};
use super::mark::Key;
use super::record::records;
use super::segment::{Found, Part, Segment, Task};
use super::still::Still;
use super::tally::Tally;
use super::{kept, schema};
use crate::ground::Result;
use crate::plan::{Card, Plan};

/// How many plans stay in memory once read.
const CACHED: usize = 64;

/// How many documents a question must meet for its segments to be asked at once: below, waking the threads costs more than it gains.
const MANY: u32 = 1_000;

/// From how many plans on cards are read side by side: below, waking the threads costs more than it gains.
const SEVERAL: usize = 16;

/// One generation of the index: what it held when it was opened, whatever is written since.
pub struct Reader {
    build: Build,
    index: Index,
    seal: Seal,
    segments: Vec<Arc<Segment>>,
    manifest: OnceLock<Arc<Manifest>>,
    plans: Mutex<BTreeMap<(String, u64), Arc<Plan>>>,
}

impl Reader {
    /// Opens the last generation of `build`.
    pub fn open(build: Build) -> Result<Self> {
        let open = || -> tantivy::Result<(Index, Option<String>, Vec<Arc<Segment>>)> {
            let index = Index::open(Still::new(MmapDirectory::open(build.terms())?))?;
            let (schema, fields) = schema::schema();
            if index.schema() != schema {
                return Err(tantivy::TantivyError::SchemaError("another schema".to_owned()));
            }
            let seal = index.load_metas()?.payload;
            let segments = index.searchable_segments()?;
            let open =
                |segment| Segment::open(&SegmentReader::open(segment)?, fields).map(Arc::new);
            let segments = segments.iter().map(open).collect::<tantivy::Result<_>>()?;
            Ok((index, seal, segments))
        };
        let terms = build.terms().display().to_string();
        let (index, seal, segments) = guarded(&terms, open)?;
        let seal = seal.as_deref().unwrap_or_default();
        let seal = serde_json::from_str(seal).map_err(|e| damaged(&terms, e))?;
        let (manifest, plans) = (OnceLock::new(), Mutex::default());
        Ok(Self { build, index, seal, segments, manifest, plans })
    }

    /// The build it reads.
    pub fn build(&self) -> &Build {
        &self.build
    }

    /// What its last commit says.
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// What it was built from; read when first asked for.
    pub fn manifest(&self) -> Result<Arc<Manifest>> {
        if let Some(manifest) = self.manifest.get() {
            return Ok(Arc::clone(manifest));
        }
        let manifest = Arc::new(Manifest::read(&self.build, self.seal.generation)?);
        Ok(Arc::clone(self.manifest.get_or_init(|| manifest)))
    }

    /// Takes over what it was built from from who wrote it, if it reads what was `written`.
    pub fn recall(&self, written: Written) {
        if (&written.build, &written.seal) == (&self.build, &self.seal) {
            // Where it is known already it is the same.
            let _ = self.manifest.set(Arc::new(written.manifest));
        }
    }

    /// Whether there is anything to be found.
    pub fn has_documents(&self) -> bool {
        self.segments.iter().any(|segment| segment.count() > 0)
    }

    /// How many documents answer to `ask`, and the best `limit` of them, best first.
    pub fn search(&self, ask: &Ask, limit: usize) -> Result<(usize, Vec<Found>)> {
        self.search_segments(ask, limit, None)
    }

    /// The same, and how many of all that answer bear each mark.
    pub fn survey(&self, ask: &Ask, limit: usize) -> Result<(usize, Vec<Found>, Tally)> {
        let mut tally = Tally::default();
        let (total, found) = self.search_segments(ask, limit, Some(&mut tally))?;
        Ok((total, found, tally))
    }

    fn search_segments(
        &self,
        ask: &Ask,
        limit: usize,
        mut tally: Option<&mut Tally>,
    ) -> Result<(usize, Vec<Found>)> {
        let (mut total, mut all) = (0, Vec::new());
        for (count, found, counts) in self.parts(ask, limit, tally.is_some())? {
            total += count;
            all.extend(found);
            if let (Some(tally), Some(counts)) = (tally.as_deref_mut(), counts) {
                tally.add(counts);
            }
        }
        all.sort_by(|a, b| {
            let place = || (&a.plan, a.ordinal).cmp(&(&b.plan, b.ordinal));
            b.score.cmp(&a.score).then_with(place)
        });
        all.truncate(limit);
        Ok((total, all))
    }

    /// What each segment answers, in their order; all are asked at once where that is worth it.
    fn parts(&self, ask: &Ask, limit: usize, counted: bool) -> Result<Vec<Part>> {
        let what = self.build.terms().display().to_string();
        let task = |segment| guarded(&what, || Segment::ask(segment, ask));
        let tasks = self.segments.iter().map(task).collect::<Result<Vec<Task>>>()?;
        let cost = tasks.iter().fold(0, |sum: u32, task| sum.saturating_add(task.cost()));
        let answer = move |task: Task| guarded(&what, || task.answer(limit, counted));
        if cost < MANY || tasks.len() < 2 {
            return tasks.into_iter().map(answer).collect();
        }
        shared(tasks, answer).into_iter().collect()
    }

    /// About how many documents hold the letters of `run`, which are folded: at most so many, and none where it is 0.
    pub fn rarity(&self, run: &str) -> Result<u64> {
        let what = || self.build.terms().display().to_string();
        let of = |segment: &Arc<Segment>| guarded(&what(), || segment.rarity(run));
        self.segments.iter().map(of).sum()
    }

    /// The plan called `id` as it was written in `generation`.
    pub fn plan(&self, id: &str, generation: u64) -> Result<Arc<Plan>> {
        if let Some(plan) = self.at_hand(id, generation) {
            return Ok(plan);
        }
        let key = (id.to_owned(), generation);
        let plan = Arc::new(kept::read(&self.build, id, generation)?);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= CACHED {
            plans.pop_first();
        }
        plans.insert(key, Arc::clone(&plan));
        Ok(plan)
    }

    fn at_hand(&self, id: &str, generation: u64) -> Option<Arc<Plan>> {
        let plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        plans.get(&(id.to_owned(), generation)).cloned()
    }

    /// The cards of `found`, in their order; no more of the plans is read than they take, several side by side.
    pub fn cards(&self, found: &[Found]) -> Result<Vec<Card>> {
        let mut plans = BTreeMap::<(&str, u64), Vec<usize>>::new();
        for (at, found) in found.iter().enumerate() {
            plans.entry((&found.plan, found.generation)).or_default().push(at);
        }
        let wanted = |((id, generation), places): ((&str, u64), Vec<usize>)| Wanted {
            plan: self.at_hand(id, generation),
            id: id.to_owned(),
            generation,
            ordinals: places.iter().map(|&at| found[at].ordinal).collect(),
            places,
        };
        let wanted: Vec<Wanted> = plans.into_iter().map(wanted).collect();
        let build = self.build.clone();
        let cards = move |wanted: Wanted| wanted.cards(&build);
        let cards: Vec<Result<Vec<(usize, Card)>>> = match wanted.len() < SEVERAL {
            true => wanted.into_iter().map(cards).collect(),
            false => shared(wanted, cards),
        };
        let cards = cards.into_iter().collect::<Result<Vec<_>>>()?;
        let mut cards: Vec<(usize, Card)> = cards.into_iter().flatten().collect();
        cards.sort_by_key(|(at, _)| *at);
        Ok(cards.into_iter().map(|(_, card)| card).collect())
    }

    /// The values of `key` that some document bears, in order.
    pub fn values(&self, key: Key) -> Result<Vec<String>> {
        let what = self.build.terms().display().to_string();
        let mut all = BTreeSet::new();
        for segment in &self.segments {
            all.extend(guarded(&what, || segment.values(key, "", None))?);
        }
        Ok(all.into_iter().collect())
    }

    /// Calls `each` with every token of the text, in order within a segment.
    pub fn tokens(&self, mut each: impl FnMut(&str)) -> Result<()> {
        for segment in &self.segments {
            let mut stream = segment.text().terms().stream().map_err(|e| damaged("terms", e))?;
            while stream.advance() {
                if let Ok(token) = std::str::from_utf8(stream.key()) {
                    each(token);
                }
            }
        }
        Ok(())
    }

    /// Reads everything from end to end and compares it with the sums taken when it was written.
    pub fn check(&self) -> Result<()> {
        let what = self.build.terms().display().to_string();
        let broken = guarded(&what, || self.index.validate_checksum())?;
        if let Some(file) = broken.into_iter().min() {
            let file = self.build.terms().join(file).display().to_string();
            return Err(damaged(&file, "another checksum"));
        }
        for plan in self.manifest()?.plans() {
            kept::read(&self.build, &plan.id, plan.generation)?;
        }
        Ok(())
    }
}

/// The cards that are wanted of one plan.
struct Wanted {
    /// It, where it is at hand.
    plan: Option<Arc<Plan>>,
    id: String,
    generation: u64,
    /// Which of its records.
    ordinals: Vec<usize>,
    /// Where the card of each is wanted.
    places: Vec<usize>,
}

impl Wanted {
    /// They, each with where it is wanted.
    fn cards(self, build: &Build) -> Result<Vec<(usize, Card)>> {
        let cards = match self.plan {
            Some(plan) => cards_of(&plan, &self.ordinals)?,
            None => kept::cards(build, &self.id, self.generation, &self.ordinals)?,
        };
        Ok(self.places.into_iter().zip(cards).collect())
    }
}

/// The cards of the records of `plan` at `ordinals`.
fn cards_of(plan: &Plan, ordinals: &[usize]) -> Result<Vec<Card>> {
    let records = records(plan);
    let card = |at: &usize| records.get(*at).map(|r| Card::of_plan(plan, r.node, r.measure));
    let cards: Option<Vec<Card>> = ordinals.iter().map(card).collect();
    cards.ok_or_else(|| damaged(&plan.id, "no such record"))
}

/// Does `work` on tantivy's files. Where they are damaged in ways that a footer does not show, tantivy may panic; here that is the
/// same as any other damage.
fn guarded<T>(what: &str, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|e| damaged(what, e)),
        Err(_) => Err(damaged(what, "unreadable")),
    }
}

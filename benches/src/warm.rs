//! Queries to an index that is open.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use gangyao::answers::query::{self, Vocabulary};
use gangyao::index::{Index, fold, records};
use gangyao::lexicon::Lexicon;

use crate::Result;
use crate::process::quantile;

/// What people type: names, phrases, things with numbers, several words.
pub const QUERIES: [&str; 30] = [
    "查干湖",
    "黑臭水体",
    "黑土地保护",
    "秸秆综合利用",
    "森林覆盖率",
    "生态保护红线",
    "河湖长制",
    "清洁能源",
    "碳达峰",
    "长白山",
    "松花江流域",
    "农村生活污水",
    "细颗粒物",
    "优良水体比例",
    "自然保护地",
    "新能源汽车",
    "固体废物",
    "生态环境",
    "保护",
    "机制",
    "污水处理厂",
    "盐碱地",
    "绿色低碳",
    "生物多样性",
    "土壤污染",
    "环境风险",
    "冰雪旅游",
    "水 治理",
    "秸秆 还田",
    "湿地 修复",
];

/// Longer than this no kind of query is asked.
const LIMIT: Duration = Duration::from_secs(20);

/// How long the queries took, in microseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Latency {
    /// That of the query in the middle.
    pub p50: f64,
    /// That below which 99 of 100 lie.
    pub p99: f64,
}

/// Somebody who is asked a query, and says how many answers there are.
pub type Asked<'a> = &'a mut dyn FnMut(&str) -> Result<usize>;

/// Asks each of `asked` all queries, one after the other in every round, so that a busy machine slows them all; `rounds` times after
/// two that do not count, unless that takes too long.
pub fn timed<const N: usize>(rounds: usize, mut asked: [Asked<'_>; N]) -> Result<[Latency; N]> {
    let begun = Instant::now();
    let mut times = [(); N].map(|()| Vec::new());
    for _ in 0..rounds + 2 {
        for (asked, times) in asked.iter_mut().zip(&mut times) {
            for query in QUERIES {
                let start = Instant::now();
                std::hint::black_box(asked(query)?);
                times.push(start.elapsed().as_secs_f64() * 1e6);
            }
        }
        if begun.elapsed() > LIMIT {
            break;
        }
    }
    Ok(times.map(|times| {
        let idle = QUERIES.len() * (times.len() / QUERIES.len()).saturating_sub(1).min(2);
        let counted = times[idle..].to_vec();
        Latency { p50: quantile(counted.clone(), 0.5), p99: quantile(counted, 0.99) }
    }))
}

/// The index of `home` opened, with what is needed to ask it.
pub struct Ours {
    index: Index,
    vocabulary: Vocabulary,
}

impl Ours {
    /// Opens it as it stands.
    pub fn open(home: &Path, lexicon: &Lexicon) -> Result<Self> {
        let index = Index::standing(&home.join("index"))?;
        Ok(Self { index, vocabulary: Vocabulary::of(lexicon) })
    }

    /// The best ten; how many there are in all comes with them.
    pub fn best(&self, words: &str) -> Result<usize> {
        let ask = query::read(words, &self.vocabulary)?.ask;
        Ok(self.index.ask(|reader| reader.search(&ask, 10))?.0)
    }

    /// The same with the counts by plan and by mark.
    pub fn surveyed(&self, words: &str) -> Result<usize> {
        let ask = query::read(words, &self.vocabulary)?.ask;
        Ok(self.index.ask(|reader| reader.survey(&ask, 10))?.0)
    }

    /// Of the measures that hold the letters of a query of one word, the share that is found; 1 where none is missed.
    pub fn recall(&self) -> Result<f64> {
        let (mut held, mut found) = (0, 0);
        for words in QUERIES.into_iter().filter(|words| !words.contains(' ')) {
            let letters = fold::letters(words);
            let ask = query::read(words, &self.vocabulary)?.ask;
            let (truth, hits) = self.index.ask(|reader| {
                let mut truth = BTreeSet::new();
                for row in reader.manifest()?.plans() {
                    let plan = reader.plan(&row.id, row.generation)?;
                    for (at, record) in records(&plan).iter().enumerate() {
                        let text = record.measure.map(|m| plan.measures[m].span.of(&plan.text));
                        if text.is_some_and(|text| fold::letters(text).contains(&letters)) {
                            truth.insert((row.id.clone(), at));
                        }
                    }
                }
                let hits = reader.search(&ask, usize::MAX)?.1.into_iter();
                Ok((truth, hits.map(|hit| (hit.plan, hit.ordinal)).collect::<BTreeSet<_>>()))
            })?;
            held += truth.len();
            found += truth.intersection(&hits).count();
        }
        Ok(found as f64 / held.max(1) as f64)
    }
}

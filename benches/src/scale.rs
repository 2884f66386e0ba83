//! Corpora of growing size: built, weighed, asked, changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gangyao::answers::Archive;
use gangyao::lexicon::Lexicon;

use crate::bare::Bare;
use crate::figure::{Figure, Goal, mb, ms};
use crate::mill::Mill;
use crate::process::{self, Run, in_turn};
use crate::sqlite::Table;
use crate::warm::{Asked, Latency, Ours, timed};
use crate::{Places, Result};

/// Beyond so many measures SQLite takes longer than all the rest.
const SQLITE: u64 = 500_000;

/// Up to so many measures a build takes seconds.
const SHORT: u64 = 200_000;

/// Beyond so many measures what is in the text is not looked for one measure after the other.
const RECALL: u64 = 20_000;

/// The number of measures that the goals for warm queries are set for; the size nearest to it is held to them.
const ASKED: u64 = 350_000;

/// The number of measures from which the goal for growth is set; the size nearest to it is compared with the largest.
const GROWN_FROM: u64 = 100_000;

/// What cold searches are for: a name, and a word that a tenth of all measures hold.
const NAME: &str = "查干湖";
const WORD: &str = "生态环境";

/// One size.
pub struct Size {
    /// How many measures there are.
    pub measures: u64,
    /// How many plans.
    plans: u64,
    /// The bytes of the plans' files, of tantivy's files, and of the whole folder of the index.
    weights: [u64; 3],
    /// The whole build, a [typical](process::typical) one: reading, parsing, tagging, indexing.
    pub build: Run,
    /// The bare build of the same measures, a typical one as well.
    pub bare_build: Run,
    /// Making the index follow one changed plan.
    update: Run,
    /// A cold search for a name and the same of the bare index, one for a word of many measures, and a process that does nothing.
    cold: [Run; 4],
    /// The best ten, with how many there are.
    pub best: Latency,
    /// The same with counts by mark and plan.
    surveyed: Latency,
    /// The best ten of the bare index, and with how many there are.
    pub bare_best: Latency,
    bare_counted: Latency,
    /// The best ten of SQLite, and with counts by field.
    sqlite: Option<[Latency; 2]>,
    recall: Option<f64>,
}

/// Measures at about `measures`.
pub fn at(places: &Places, measures: u64) -> Result<Size> {
    eprintln!("{measures} measures");
    let lexicon = Lexicon::shipped();
    let mill = Mill::new(&places.top, &lexicon)?;
    let home = places.out.join(format!("home-{measures}"));
    let _ = fs::remove_dir_all(&home);
    let plans = measures.div_ceil(mill.measures());
    mill.fill(&home, plans)?;
    let index = home.join("index");
    let program = |args: &[&str]| {
        let mut command = Command::new(&places.program);
        command.args(args).env("GANGYAO_HOME", &home);
        command
    };
    let mut builds = vec![process::weighed(&program(&["index"]))?];
    let lists = Lists::write(places, &index, &lexicon)?;
    let (bare, first) = bare_build(places, &lists)?;
    let mut bare_builds = vec![first];
    // A build of seconds is run more often.
    for _ in 1..if lists.count <= SHORT { 5 } else { 2 } {
        builds.push(process::weighed(&program(&["index", "--rebuild"]))?);
        bare_builds.push(bare_build(places, &lists)?.1);
    }
    let mut bare_search = Command::new(std::env::current_exe()?);
    bare_search.arg("bare-search").arg(&bare).arg(NAME);
    let searches = [program(&["search", NAME]), bare_search, program(&["search", WORD])];
    let [name, bare_name, word] = searches;
    let cold = in_turn(&mut [name, bare_name, word, program(&["--version"])], 21)?;
    let cold = [0, 1, 2, 3].map(|n| Run { wall: process::wall(&cold[n]), peak: cold[n][0].peak });
    let weights = [weight(&home.join("corpus"))?, terms(&index)?, weight(&index)?];
    let ours = Ours::open(&home, &lexicon)?;
    let bare = Bare::open(&bare)?;
    let asked: [Asked<'_>; 4] = [
        &mut |query| ours.best(query),
        &mut |query| Ok(bare.best(query)?.len()),
        &mut |query| bare.counted(query),
        &mut |query| ours.surveyed(query),
    ];
    let [best, bare_best, bare_counted, surveyed] = timed(20, asked)?;
    let sqlite = (lists.count <= SQLITE).then(|| sqlite(places, &lists)).transpose()?;
    let recall = (lists.count <= RECALL).then(|| ours.recall()).transpose()?;
    drop(ours);
    fs::write(home.join("corpus/p000000.txt"), mill.plan(plans + 1))?;
    let update = process::run(&mut program(&["index"]))?;
    let measures = lists.count;
    let size = Size {
        measures,
        plans,
        weights,
        build: process::typical(builds).ok_or("no build")?,
        bare_build: process::typical(bare_builds).ok_or("no build")?,
        update,
        cold,
        best,
        surveyed,
        bare_best,
        bare_counted,
        sqlite,
        recall,
    };
    fs::remove_dir_all(&home)?;
    Ok(size)
}

/// The measures as the baselines read them.
struct Lists {
    /// A measure a line.
    words: PathBuf,
    /// The same, each with its field before a tab.
    fields: PathBuf,
    count: u64,
}

impl Lists {
    /// Writes those of the index in `index`.
    fn write(places: &Places, index: &Path, lexicon: &Lexicon) -> Result<Self> {
        let archive = Archive::standing(index, lexicon)?;
        let (mut words, mut fields, mut count) = (String::new(), String::new(), 0);
        for row in archive.entries()? {
            let plan = archive.plan(&row.id)?;
            for (measure, tags) in plan.measures.iter().zip(&plan.tags) {
                let text = measure.span.of(&plan.text).replace(['\n', '\t'], "");
                let field = tags.domains.first().map_or("", |domain| &*domain.id);
                words.push_str(&format!("{text}\n"));
                fields.push_str(&format!("{field}\t{text}\n"));
                count += 1;
            }
        }
        let [with_words, with_fields] =
            ["words.txt", "fields.txt"].map(|name| places.out.join(name));
        fs::write(&with_words, words)?;
        fs::write(&with_fields, fields)?;
        Ok(Self { words: with_words, fields: with_fields, count })
    }
}

fn bare_build(places: &Places, lists: &Lists) -> Result<(PathBuf, Run)> {
    let folder = places.out.join("bare");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare-build").arg(&lists.words).arg(&folder);
    Ok((folder, process::run(&mut command)?))
}

fn sqlite(places: &Places, lists: &Lists) -> Result<[Latency; 2]> {
    let table = Table::build(&lists.fields, &places.out.join("table.sqlite"))?;
    let both = |query: &str| Ok(table.best(query)? + table.fields(query)?);
    let asked: [Asked<'_>; 2] = [&mut |query| table.best(query), &mut |query| both(query)];
    timed(5, asked)
}

/// The bytes of all files in `folder` and below.
fn weight(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let (path, meta) = entry.and_then(|entry| Ok((entry.path(), entry.metadata()?)))?;
        bytes += if meta.is_dir() { weight(&path)? } else { meta.len() };
    }
    Ok(bytes)
}

/// The bytes of tantivy's part of `index`.
fn terms(index: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(index)? {
        let terms = entry?.path().join("terms");
        bytes += if terms.is_dir() { weight(&terms)? } else { 0 };
    }
    Ok(bytes)
}

/// How many short plans there are when one of them changes, and how often one does.
const MANY: u64 = 10_000;
const UPDATES: u64 = 7;

/// The figure of one changed plan among many.
pub fn one_of_many(places: &Places) -> Result<Figure> {
    let mill = Mill::new(&places.top, &Lexicon::shipped())?;
    let home = places.out.join("home-many");
    let _ = fs::remove_dir_all(&home);
    mill.fill_with_short(&home, MANY)?;
    let index =
        || process::run(Command::new(&places.program).arg("index").env("GANGYAO_HOME", &home));
    let build = index()?;
    let mut updates = Vec::new();
    for changed in 0..UPDATES {
        fs::write(home.join("corpus/p005000.txt"), mill.short(MANY + changed))?;
        updates.push(index()?);
    }
    fs::remove_dir_all(&home)?;
    let update = process::wall(&updates);
    Ok(Figure {
        what: format!("update of one plan of {MANY} short ones"),
        ours: ms(update),
        bare: format!("{:.1} s full build", build.wall),
        ratio: update / build.wall,
        goal: Goal::Below(0.01),
    })
}

/// The figures of the largest size, and of how things grow up to it.
pub fn figures(_places: &Places, sizes: &[Size]) -> Result<Vec<Figure>> {
    let last = sizes.last().ok_or("no size")?;
    let mut figures = weights(last);
    let asked = sizes.iter().min_by_key(|size| size.measures.abs_diff(ASKED)).unwrap_or(last);
    figures.extend(cold(asked));
    figures.push(cold_word(last));
    figures.extend(queries(asked, Goal::Above(1.2)));
    if asked.measures != last.measures {
        figures.extend(queries(last, Goal::Open));
    }
    if let Some(asked) = sizes.iter().rev().find(|size| size.sqlite.is_some()) {
        figures.extend(against_sqlite(asked));
    }
    figures.extend(sizes.iter().rev().find_map(recall));
    if let [before @ .., last] = sizes {
        let from = before.iter().min_by_key(|size| size.measures.abs_diff(GROWN_FROM));
        figures.extend(from.into_iter().flat_map(|from| growth(from, last)));
    }
    Ok(figures)
}

fn weights(size: &Size) -> Vec<Figure> {
    let at = |what: &str| format!("{what}, {} measures in {} plans", size.measures, size.plans);
    let rate = |run: &Run| format!("{:.0} measures/s", size.measures as f64 / run.wall);
    let [text, terms, folder] = size.weights.map(|bytes| bytes as f64);
    vec![
        Figure {
            what: at("build: read, parse, tag, index"),
            ours: rate(&size.build),
            bare: format!("{} bare tantivy build, two threads", rate(&size.bare_build)),
            ratio: size.bare_build.wall / size.build.wall,
            goal: Goal::Above(0.5),
        },
        Figure {
            what: at("tantivy's part of the index"),
            ours: mb(terms),
            bare: format!("{} text", mb(text)),
            ratio: terms / text,
            goal: Goal::Below(1.9),
        },
        Figure {
            what: at("the whole folder with the plans"),
            ours: mb(folder),
            bare: format!("{} text", mb(text)),
            ratio: folder / text,
            goal: Goal::Below(3.0),
        },
        Figure {
            what: at("memory of the build"),
            ours: mb(size.build.peak as f64),
            bare: "1.5 GiB".into(),
            ratio: size.build.peak as f64 / 1.5 / f64::from(1 << 30),
            goal: Goal::Below(1.0),
        },
        Figure {
            what: at("update of one plan"),
            ours: ms(size.update.wall),
            bare: format!("{:.1} s full build", size.build.wall),
            ratio: size.update.wall / size.build.wall,
            goal: Goal::Open,
        },
    ]
}

fn cold(size: &Size) -> [Figure; 2] {
    let [name, bare_name, _, empty] = &size.cold;
    let figure = |what: &str, bare: String, ratio, goal| Figure {
        what: format!("{what}, {} measures", size.measures),
        ours: ms(name.wall),
        bare,
        ratio,
        goal,
    };
    [
        figure(
            "cold search for a name, times faster",
            format!("{} opening, loading jieba, searching", ms(bare_name.wall)),
            bare_name.wall / name.wall,
            Goal::Above(30.0),
        ),
        figure(
            "cold search for a name, of an empty process",
            format!("{} the program with nothing to do", ms(empty.wall)),
            name.wall / empty.wall,
            Goal::Below(2.5),
        ),
    ]
}

fn cold_word(size: &Size) -> Figure {
    let [_, _, word, empty] = &size.cold;
    Figure {
        what: format!(
            "cold search for a word of many, of an empty process, {} measures",
            size.measures
        ),
        ours: ms(word.wall),
        bare: format!("{} the program with nothing to do", ms(empty.wall)),
        ratio: word.wall / empty.wall,
        goal: Goal::Below(2.5),
    }
}

/// Queries to an open index, the first of which has a `goal`.
fn queries(size: &Size, goal: Goal) -> Vec<Figure> {
    let at = |what: &str| format!("{what}, {} measures", size.measures);
    let us = |time: f64| format!("{time:.0} µs");
    let figure = |what: &str, ours: f64, bare: f64, goal| Figure {
        what: at(what),
        ours: us(ours),
        bare: format!("{} tantivy's own parser and jieba's words", us(bare)),
        ratio: bare / ours,
        goal,
    };
    vec![
        figure(
            "warm best ten and count against its best ten, p50, times faster",
            size.best.p50,
            size.bare_best.p50,
            goal,
        ),
        figure(
            "warm best ten and count against its best ten, p99, times faster",
            size.best.p99,
            size.bare_best.p99,
            Goal::Open,
        ),
        figure(
            "warm best ten and count, p50, times faster than with its count",
            size.best.p50,
            size.bare_counted.p50,
            Goal::Open,
        ),
        figure(
            "warm best ten and count, p99, times faster than with its count",
            size.best.p99,
            size.bare_counted.p99,
            Goal::Open,
        ),
    ]
}

fn against_sqlite(size: &Size) -> Vec<Figure> {
    let Some([best, fields]) = size.sqlite else { return Vec::new() };
    let figure = |what: &str, ours: f64, bare: f64, least| Figure {
        what: format!("{what}, {} measures", size.measures),
        ours: format!("{ours:.0} µs"),
        bare: format!("{bare:.0} µs SQLite FTS5 trigram"),
        ratio: bare / ours,
        goal: Goal::Above(least),
    };
    vec![
        figure("warm best ten, p50, times faster", size.best.p50, best.p50, 3.5),
        figure(
            "warm best ten with counts by field, p50, times faster",
            size.surveyed.p50,
            fields.p50,
            8.0,
        ),
    ]
}

fn recall(size: &Size) -> Option<Figure> {
    Some(Figure {
        what: format!("recall of letters as typed, {} measures", size.measures),
        ours: format!("{:.4}", size.recall?),
        bare: "1 all of them".into(),
        ratio: size.recall?,
        goal: Goal::Above(1.0),
    })
}

fn growth(before: &Size, last: &Size) -> Vec<Figure> {
    let times = last.measures as f64 / before.measures as f64;
    let figure = |what: &str, ours: f64, goal| Figure {
        what: format!("{what}, from {} to {} measures", before.measures, last.measures),
        ours: format!("{ours:.1} times"),
        bare: format!("{times:.1} times the measures"),
        ratio: ours / times,
        goal,
    };
    vec![
        figure("build time", last.build.wall / before.build.wall, Goal::Below(1.15)),
        figure("query p50", last.best.p50 / before.best.p50, Goal::Below(1.0)),
    ]
}

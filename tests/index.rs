//! The index room: recall, updates, writers, readers, and what is left when something goes wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use gangyao::answers::query::{self, Vocabulary};
use gangyao::answers::{Archive, Filters, Search};
use gangyao::corpus::Corpus;
use gangyao::ground::{Error, ErrorKind, Result};
use gangyao::index::{
    Ask, Collection, FileStamp, Index, Leaf, Moment, Progress, Renewal, Shelf, fold, records,
};
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Addressed, Depth, Origin, Plan};
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
    fn moment(&self) -> Result<Moment> {
        Ok(Moment { fingerprint: format!("{:?}", self.texts), states: Vec::new() })
    }

    fn edition(&self) -> Result<String> {
        Ok(String::new())
    }

    fn files(&self, _: &Moment) -> Result<Vec<FileStamp>> {
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
        Ok(Plan::read_all(id, &origin, &source, Depth::Whole, &LEXICON))
    }
}

pub fn open(folder: &Path, collection: &dyn Collection, renewal: Renewal) -> Result<Archive> {
    Archive::open(folder, collection, &LEXICON, renewal, &|_: Progress| {})
}

/// Everything that `archive` answers to some questions, as text.
pub fn answers(archive: &Archive) -> String {
    let mut out = String::new();
    let search = |query: &str| archive.search(&Search::of(query, 500), &LEXICON);
    for query in [
        "湿地",
        "碳",
        "水 环境",
        "生态 -湿地",
        "农村 OR 城市",
        "2035年",
        "PM2.5",
        "kind:outcome",
        "domain:water",
        "has:target by-year:2030",
        "查于湖",
        "哪些项目涉及湿地？",
    ] {
        let answer = search(query).expect("the index answers");
        out += &format!("{query} {} {:?} {:?}\n", answer.total, answer.hint, answer.facets);
        for hit in answer.hits {
            out += &format!("{} {} {:?}\n", hit.card.address(), hit.score, hit.highlights);
        }
    }
    // Not every plan has such a chapter.
    for query in ["under:1", "under:1 湿地", "under:2 -湿地"] {
        let ids = search(query)
            .map(|answer| answer.hits.iter().map(|hit| hit.card.address()).collect::<Vec<_>>());
        out += &format!("{query} {:?}\n", ids.map_err(|error| error.to_string()));
    }
    // What looks like a value that there is not is taken from those that there are.
    for indicators in [vec!["森林覆盖面".to_owned()], vec!["湿地保有率".to_owned()]] {
        let error = archive.select(&Filters { indicators, ..Filters::default() }).unwrap_err();
        out += &format!("{error} {:?}\n", error.hint());
    }
    let table = archive.targets(&Filters::default(), false).expect("the index answers");
    for series in table.series.iter().chain(&table.outcomes) {
        let ids: Vec<String> = series.values.iter().flat_map(|v| v.ids()).collect();
        out += &format!("{} {ids:?}\n", series.name);
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
    let vocabulary = Vocabulary::of(&LEXICON);
    let runs = runs(&plan);
    assert!(runs.len() > 50_000, "{}", runs.len());
    let lost = |(run, ordinals): &(&String, &BTreeSet<usize>)| {
        let ask = query::read(run, &vocabulary).expect("a run is a query").ask;
        let (_, found) = index.ask(|reader| reader.search(&ask, usize::MAX)).expect("an answer");
        let found: BTreeSet<usize> = found.iter().map(|f| f.ordinal).collect();
        !ordinals.is_subset(&found)
    };
    let lost: Vec<_> = runs.par_iter().filter(lost).map(|(run, _)| run).collect();
    let some = &lost[..lost.len().min(20)];
    assert!(lost.is_empty(), "{} of {} runs are lost: {some:?}", lost.len(), runs.len());
}

#[test]
fn nothing_else_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let texts = Texts::of(&[("jilin", &jilin())]);
    let index = Index::open(folder.path(), &texts, &LEXICON, Renewal::IfStale, &|_| {}).unwrap();
    let plan = texts.read("jilin.txt").unwrap().remove(0);
    let measures = plan.measures.iter().map(|m| fold::fold(m.span.of(&plan.text)));
    let measures: Vec<fold::Folded> = measures.collect();
    let places: Vec<Option<usize>> = records(&plan).iter().map(|r| r.measure).collect();
    let runs = runs(&plan);
    for run in runs.keys().filter(|run| run.chars().all(char::is_alphanumeric)).step_by(211) {
        let letters = fold::letters(run);
        let ask = Ask::Leaf(Leaf { forms: vec![letters.clone()] });
        let (_, found) = index.ask(|reader| reader.search(&ask, usize::MAX)).unwrap();
        let found: BTreeSet<usize> = found.iter().filter_map(|f| places[f.ordinal]).collect();
        let holds = |folded: &fold::Folded| !folded.find([letters.as_str()]).is_empty();
        let right = (0..measures.len()).filter(|&at| holds(&measures[at])).collect();
        assert_eq!(found, right, "{run}");
    }
}

/// Some plans of a few chapters each, made of those of the corpus.
fn some_plans() -> Texts {
    let text = jilin();
    let chapters: Vec<&str> = text.split("\n\n").collect();
    let parts = chapters.chunks(chapters.len() / 6).map(|part| part.join("\n\n"));
    let names = ["甲", "乙", "丙", "丁", "戊", "己", "庚"];
    Texts {
        texts: names.iter().map(|&name| name.to_owned()).zip(parts).collect(),
        ..Texts::default()
    }
}

fn rebuilt(texts: &Texts) -> String {
    let folder = tempfile::tempdir().unwrap();
    answers(&open(folder.path(), texts, Renewal::IfStale).unwrap())
}

#[test]
fn an_updated_index_answers_as_a_rebuilt_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = some_plans();
    let first = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    let all = texts.texts.len();
    assert_eq!(texts.reads(), all);
    assert_eq!(first, answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap()));
    assert_eq!(texts.reads(), 0, "nothing has changed");

    let taken = texts.texts.remove("丙").unwrap();
    texts.texts.insert("辛".into(), taken.replace("湿地", "沼泽"));
    let changed = texts.texts.get_mut("乙").unwrap();
    *changed = changed.replace("生态", "自然");
    texts.texts.insert("空".into(), String::new());
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert_eq!(texts.reads(), 3, "what has changed, and no more");
    let updated = answers(&archive);
    assert_ne!(updated, first);
    assert_eq!(updated, rebuilt(&texts));
    let troubles = archive.troubles().unwrap();
    assert_eq!((troubles.len(), troubles[0].reason.as_str()), (1, "空文件"));
    let ids: Vec<String> = archive.entries().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), all);
    assert!(ids.is_sorted());
    assert!(archive.plan("丙").is_err() && archive.plan("辛").unwrap().text.contains("沼泽"));

    for (id, text) in some_plans().texts {
        // One by one, so that there are many segments, some of them merged.
        texts.texts.insert(format!("{id}2"), text.replace("农村", "乡村"));
        open(folder.path(), &texts, Renewal::IfStale).unwrap();
    }
    texts.texts.retain(|id, _| id.ends_with('2') || id == "乙");
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert_eq!(answers(&archive), rebuilt(&texts));
    archive.check().unwrap();
}

#[test]
fn a_page_is_a_stretch_of_the_whole_answer() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = some_plans();
    // So many plans that the cards of all are read side by side, and those of a page one after the other.
    for copy in ["2", "3"] {
        for (id, text) in some_plans().texts {
            texts.texts.insert(format!("{id}{copy}"), text);
            open(folder.path(), &texts, Renewal::IfStale).unwrap();
        }
    }
    let archive = open(folder.path(), &texts, Renewal::Never).unwrap();
    let page = |offset, limit| {
        let search = Search { offset, ..Search::of("生态", limit) };
        let answer = archive.search(&search, &LEXICON).unwrap();
        let hits = answer.hits.iter().map(|hit| (hit.card.address(), hit.score));
        (answer.total, hits.collect::<Vec<_>>())
    };
    let (total, whole) = page(0, 10_000);
    assert_eq!(total, whole.len());
    assert!(whole.is_sorted_by(|a, b| a.1 >= b.1) && total > 100);
    let paged: Vec<_> = (0..total).step_by(7).flat_map(|offset| page(offset, 7).1).collect();
    assert_eq!(paged, whole);
    assert_eq!(page(total, 7), (total, Vec::new()));
    assert_eq!(page(0, 0), (total, Vec::new()));
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let texts = some_plans();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| rebuilt(&texts))
    };
    assert_eq!(with(1), with(5));
}

/// The same files with something done to each plan that is read, by the path of its file; the name tells one change from another.
pub struct Changed<'a, F>(pub &'a Texts, pub &'a str, pub F);

impl<F: Fn(&str, &mut Plan) + Sync> Collection for Changed<'_, F> {
    fn moment(&self) -> Result<Moment> {
        let fingerprint = format!("{}{:?}", self.1, self.0.texts);
        Ok(Moment { fingerprint, states: Vec::new() })
    }

    fn edition(&self) -> Result<String> {
        self.0.edition()
    }

    fn files(&self, moment: &Moment) -> Result<Vec<FileStamp>> {
        self.0.files(moment)
    }

    fn digest(&self, path: &str) -> Result<String> {
        self.0.digest(path)
    }

    fn read(&self, path: &str) -> Result<Vec<Plan>> {
        let mut plans = self.0.read(path)?;
        plans.iter_mut().for_each(|plan| self.2(path, plan));
        Ok(plans)
    }
}

/// One file holds a plan with the id of another's.
fn twins<'a>(texts: &'a Texts, id: &'a str) -> Changed<'a, impl Fn(&str, &mut Plan) + Sync> {
    let rename = move |path: &str, plan: &mut Plan| {
        if path == "甲.txt" {
            plan.id = id.into();
        }
    };
    Changed(texts, id, rename)
}

#[test]
fn an_id_stands_for_one_plan() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = some_plans();
    open(folder.path(), &twins(&texts, "甲"), Renewal::IfStale).unwrap();
    texts.texts.get_mut("甲").unwrap().push_str("\n一、新的一章\n");
    let twins = twins(&texts, "乙");
    let archive = open(folder.path(), &twins, Renewal::IfStale).unwrap();
    let troubles = archive.troubles().unwrap();
    // 乙.txt stands before 甲.txt, whichever was read first.
    assert_eq!(troubles.iter().map(|t| t.path.as_str()).collect::<Vec<_>>(), ["甲.txt"]);
    let other = tempfile::tempdir().unwrap();
    assert_eq!(answers(&archive), answers(&open(other.path(), &twins, Renewal::IfStale).unwrap()));
}

/// Every file below `folder`, with its bytes.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => out.extend(files(&entry.path())),
            false => drop(out.insert(entry.path(), fs::read(entry.path()).unwrap())),
        }
    }
    out
}

fn restore(files: &BTreeMap<PathBuf, Vec<u8>>) {
    files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
}

/// Two plans of a few lines.
pub fn two_plans() -> Texts {
    let first = "甲规划（2024—2035年）\n\n一、绿色发展\n（一）保护湿地\n加强保护。修复查干湖湿地。到2035年，细颗粒物浓度下降。\n";
    let second = "乙规划（2024—2035年）\n\n一、水环境\n加强水生态。城市绿色转型；农村环境整治。控制碳排放。\n";
    Texts::of(&[("甲", first), ("乙", second)])
}

#[test]
fn asking_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    open(folder.path(), &texts, Renewal::IfStale).unwrap();
    let before = files(folder.path());
    answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    open(folder.path(), &texts, Renewal::Check).unwrap().check().unwrap();
    assert!(before == files(folder.path()));
}

#[test]
fn whatever_is_cut_short_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    let right = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    let whole = files(folder.path());
    assert!(whole.len() > 8, "{:?}", whole.keys());
    for (path, bytes) in whole.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        restore(&whole);
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        let opened = open(folder.path(), &texts, Renewal::IfStale);
        let archive = opened.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let kept = path.extension().is_some_and(|end| end == "plan");
        if kept {
            let error = archive.check().expect_err("a plan that is cut short is no plan");
            assert_eq!((error.kind(), error.hint().is_some()), (ErrorKind::Index, true));
            let search = Search::of("kind:action OR kind:outcome OR kind:context", 100);
            assert!(archive.search(&search, &LEXICON).is_err_and(|e| e.kind() == ErrorKind::Index));
            let archive = open(folder.path(), &texts, Renewal::Always).unwrap();
            assert_eq!(answers(&archive), right);
        } else {
            assert_eq!(answers(&archive), right, "{}", path.display());
        }
        // The next round begins with the files of the first build.
        fs::remove_dir_all(folder.path()).unwrap();
        whole.keys().for_each(|path| fs::create_dir_all(path.parent().unwrap()).unwrap());
    }
}

#[test]
fn a_single_wrong_byte_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    open(folder.path(), &texts, Renewal::IfStale).unwrap();
    let whole = files(folder.path());
    let mut seen = 0;
    for (path, bytes) in &whole {
        let name = path.file_name().unwrap().to_string_lossy();
        if bytes.is_empty() || name.starts_with('.') || name == "lock" {
            continue;
        }
        let mut wrong = bytes.clone();
        wrong[bytes.len() / 3] ^= 0x20;
        fs::write(path, wrong).unwrap();
        let checked = open(folder.path(), &texts, Renewal::Never).and_then(|a| a.check());
        // Tantivy's own lists are text that a changed letter leaves readable.
        if !name.ends_with(".json") {
            let error = checked.expect_err(&name);
            assert_eq!(error.kind(), ErrorKind::Index, "{name}");
            seen += 1;
        }
        restore(&whole);
    }
    assert!(seen >= 9, "{seen}");
}

#[test]
fn a_foreign_folder_is_no_index() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    let missing = open(folder.path(), &texts, Renewal::Never).err().unwrap();
    assert_eq!(missing.kind(), ErrorKind::Index);
    let right = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    for pointer in [
        "",
        "\0\0",
        "gangyao index 0\nbuild-000001\n",
        "gangyao index 1\n../..\n",
        "gangyao index 1\nbuild-000099\n",
    ] {
        fs::write(folder.path().join("CURRENT"), pointer).unwrap();
        assert!(open(folder.path(), &texts, Renewal::Never).is_err(), "{pointer:?}");
        assert_eq!(answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap()), right);
    }
}

#[test]
fn a_killed_writer_leaves_the_last_good_index() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = two_plans();
    let before = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    let build = folder.path().join("build-000001");
    // Killed in an update: its plan and its manifest are there, its commit is not.
    fs::write(build.join("kept/乙.2.plan"), "half a pl").unwrap();
    fs::write(build.join("manifest-2"), "half a list").unwrap();
    fs::write(build.join("terms/0123456789abcdef0123456789abcdef.store"), "half").unwrap();
    // Killed in a build: its folder is there, the pointer is not.
    fs::create_dir_all(folder.path().join("build-000002/terms")).unwrap();
    fs::write(folder.path().join("build-000002/terms/meta.json"), "").unwrap();
    fs::write(folder.path().join("CURRENT.new"), "gangyao index 1\nbuild-0").unwrap();
    assert_eq!(answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap()), before);

    texts.texts.insert("丙".into(), "丙规划\n一、湿地\n保护湿地。".into());
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert_eq!(answers(&archive), rebuilt(&texts));
    archive.check().unwrap();
    assert!(!folder.path().join("build-000002").exists(), "what a killed writer left is removed");
    assert_eq!(fs::read_dir(build.join("kept")).unwrap().count(), 3);
}

#[test]
fn a_reader_goes_on_while_the_index_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    open(folder.path(), &texts, Renewal::Always).unwrap();
    assert!(!folder.path().join("build-000001").exists());
    // Its plans were not in memory yet, and their files are gone.
    assert_eq!(answers(&archive), rebuilt(&texts));
}

#[test]
fn two_writers_do_the_work_once() {
    let folder = tempfile::tempdir().unwrap();
    let texts = some_plans();
    let both: Vec<String> = std::thread::scope(|scope| {
        let writer = || answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
        let both = [scope.spawn(writer), scope.spawn(writer)];
        both.map(|thread| thread.join().unwrap()).into()
    });
    assert_eq!(both[0], both[1]);
    assert_eq!(texts.reads(), texts.texts.len(), "the second waits, and finds it done");
}

#[test]
fn while_another_writes_the_old_index_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = two_plans();
    let before = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    texts.texts.remove("甲");
    let lock = fs::File::options().write(true).open(folder.path().join("lock")).unwrap();
    lock.lock().unwrap();
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert_eq!(answers(&archive), before);
    assert!(archive.note().is_some_and(|note| note.contains("另一个进程")));
    drop(lock);
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert!(archive.note().is_none() && answers(&archive) == rebuilt(&texts));
}

#[test]
fn where_nothing_can_be_written_the_last_good_index_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = two_plans();
    let before = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    texts.texts.remove("甲");
    // A folder in the place of the lock: it cannot be opened to be written, whoever runs the test.
    fs::remove_file(folder.path().join("lock")).unwrap();
    fs::create_dir(folder.path().join("lock")).unwrap();
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    assert_eq!(answers(&archive), before);
    assert!(archive.note().is_some_and(|note| note.contains("未能更新")), "{:?}", archive.note());
    let error = open(folder.path(), &texts, Renewal::Always).err().expect("it cannot be written");
    assert_eq!((error.kind(), error.hint().is_some()), (ErrorKind::Index, true));

    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = open(&file.join("index"), &texts, Renewal::IfStale).err().expect("no folder");
    assert_eq!((error.kind(), error.hint().is_some()), (ErrorKind::Index, true));
}

#[test]
fn check_compares_bytes_where_times_say_nothing() {
    let folder = tempfile::tempdir().unwrap();
    /// A text whose stamp never changes.
    struct Still(Texts);
    impl Collection for Still {
        fn moment(&self) -> Result<Moment> {
            Ok(Moment::default())
        }
        fn edition(&self) -> Result<String> {
            self.0.edition()
        }
        fn files(&self, moment: &Moment) -> Result<Vec<FileStamp>> {
            let same = |file| FileStamp { stamp: "same".into(), ..file };
            Ok(self.0.files(moment)?.into_iter().map(same).collect())
        }
        fn digest(&self, path: &str) -> Result<String> {
            self.0.digest(path)
        }
        fn read(&self, path: &str) -> Result<Vec<Plan>> {
            self.0.read(path)
        }
    }
    let mut texts = Still(two_plans());
    let before = answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap());
    texts.0.reads();
    let changed = texts.0.texts.get_mut("乙").unwrap();
    *changed = changed.replace("绿色", "青色");
    assert_eq!(answers(&open(folder.path(), &texts, Renewal::IfStale).unwrap()), before);
    assert_eq!(texts.0.reads(), 0);
    let after = answers(&open(folder.path(), &texts, Renewal::Check).unwrap());
    assert_eq!(texts.0.reads(), 1);
    assert_eq!(after, rebuilt(&texts.0));
}

#[test]
fn the_index_follows_the_corpus() {
    let home = tempfile::tempdir().unwrap();
    let put =
        |name: &str, text: &str| fs::write(home.path().join("corpus").join(name), text).unwrap();
    let opened = |renewal| {
        let corpus = Corpus::open(home.path()).unwrap();
        open(&home.path().join("index"), &Shelf::new(&corpus, &LEXICON), renewal).unwrap()
    };
    let titles = |archive: &Archive| {
        let rows = archive.entries().unwrap().into_iter();
        rows.map(|row| format!("{} {}", row.id, row.title)).collect::<Vec<_>>()
    };
    fs::create_dir(home.path().join("corpus")).unwrap();
    put("a.txt", "甲市规划\n\n一、水\n保护湿地。\n");
    put("b.txt", "乙市规划\n\n一、土\n保护耕地。\n");
    assert_eq!(titles(&opened(Renewal::IfStale)), ["a 甲市规划", "b 乙市规划"]);
    put("catalog.tsv", "id\ttitle\nb\t乙市土地规划\n");
    assert_eq!(titles(&opened(Renewal::IfStale)), ["a 甲市规划", "b 乙市土地规划"]);
    put("c.txt", "");
    fs::remove_file(home.path().join("corpus/a.txt")).unwrap();
    let archive = opened(Renewal::IfStale);
    assert_eq!(titles(&archive), ["b 乙市土地规划"]);
    assert_eq!(archive.troubles().unwrap()[0].path, "corpus/c.txt");

    // Other bytes of the same length, written at the same time as far as can be seen.
    let file = home.path().join("corpus/b.txt");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    put("b.txt", "乙市规划\n\n一、土\n保护林地。\n");
    fs::File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
    let text = |archive: Archive| archive.locate("b/1").unwrap().plan.text.contains("林地");
    assert!(!text(opened(Renewal::IfStale)));
    assert!(text(opened(Renewal::Check)));
}

//! What a writer leaves when it is killed, or can write no more, and what readers see while it writes: the built program, its
//! index looked at through the library as it stands.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gangyao::answers::{Archive, Search};
use tempfile::TempDir;

use crate::index::LEXICON;
use crate::program::program;

/// How often the writer is killed.
const KILLS: u32 = 30;

/// How many readers ask at once, and for how long.
const READERS: usize = 10;
const READING: Duration = Duration::from_secs(3);

/// The versions of the plans that are in the files, by id.
type Versions = BTreeMap<String, u32>;

/// A home with its index.
struct Home(TempDir);

impl Home {
    /// One with `count` plans, indexed.
    fn new(count: u32) -> (Self, Versions) {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.0.path().join("corpus")).unwrap();
        let plans: Versions = (0..count).map(|n| (format!("p{n}"), 0)).collect();
        plans.iter().for_each(|(id, &version)| home.write(id, version));
        assert!(home.indexer().spawn().unwrap().wait().unwrap().success());
        assert_eq!(home.standing(), plans);
        (home, plans)
    }

    /// Puts a version of a plan where it takes the place of the one before at once.
    fn write(&self, id: &str, version: u32) {
        let text = format!(
            "{id}地区生态建设规划（2026—2030年）\n一、水\n（一）治理\n狠抓落实。推进第{version}号工程建设，到2030年建成湿地{version}处。\n二、气\n（一）防治\n加强监测。加强大气污染防治。\n"
        );
        let new = self.0.path().join(format!("{id}.new"));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.0.path().join(format!("corpus/{id}.txt"))).unwrap();
    }

    /// `gangyao index`, not yet started.
    fn indexer(&self) -> Command {
        let mut command = program(self.0.path());
        command.arg("index").stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The versions that the index answers with as it stands, each plan found once and whole.
    fn standing(&self) -> Versions {
        let archive = Archive::standing(&self.0.path().join("index"), &LEXICON).unwrap();
        archive.check().unwrap();
        let search = |query: &str| archive.search(&Search::of(query, 99), &LEXICON).unwrap();
        let rows = archive.entries().unwrap();
        assert_eq!(search("加强大气污染防治").total, rows.len());
        let version = |text: &str| text.split(['第', '号']).nth(1).unwrap().parse().unwrap();
        let hits = search("号工程建设").hits.into_iter();
        let versions: Versions =
            hits.map(|h| (h.card.plan.clone(), version(h.card.text()))).collect();
        assert!(rows.iter().map(|row| &row.id).eq(versions.keys()));
        versions
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

/// Kills `child` after `time`, unless it ends by itself; gives whether it had done its work.
fn killed(mut child: Child, time: Duration) -> bool {
    thread::sleep(time);
    let _ = child.kill();
    child.wait().unwrap().success()
}

#[test]
fn a_writer_killed_at_any_moment_leaves_every_plan_whole_and_once() {
    let (home, mut standing) = Home::new(4);
    let start = Instant::now();
    home.write("p0", 1);
    assert!(home.indexer().spawn().unwrap().wait().unwrap().success());
    let usual = start.elapsed();
    standing.insert("p0".to_owned(), 1);
    let mut written = standing.clone();
    let mut dice = Dice(7);
    for kill in 2..KILLS + 2 {
        let id = format!("p{}", dice.below(5));
        home.write(&id, kill);
        written.insert(id, kill);
        let mut child = home.indexer();
        if kill % 10 == 0 {
            child.arg("--rebuild");
        }
        // From before it has begun to after it has ended.
        let time = usual.mul_f64(dice.below(120) as f64 / 100.0);
        let done = killed(child.spawn().unwrap(), time);
        let now = home.standing();
        assert!(now == written || !done && now == standing, "kill {kill}: {now:?}");
        standing = now;
    }
    // What was not acknowledged is on file all the same, and the next writer takes it up.
    assert!(home.indexer().spawn().unwrap().wait().unwrap().success());
    assert_eq!(home.standing(), written);
}

#[test]
fn readers_and_a_writer_do_not_disturb_each_other() {
    let (home, _) = Home::new(2);
    let (acknowledged, over) = (AtomicU32::new(0), AtomicBool::new(false));
    let read = || {
        let mut reads = 0;
        while !over.load(Ordering::Acquire) {
            let before = acknowledged.load(Ordering::Acquire);
            let output = program(home.0.path()).args(["search", "号工程建设 plan:p0"]).output();
            let output = output.unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let version = said.split(['第', '号']).nth(1).and_then(|n| n.parse::<u32>().ok());
            assert!(version.is_some_and(|version| version >= before), "{before}: {said}");
            reads += 1;
        }
        reads
    };
    let reads: u32 = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(read)).collect();
        let start = Instant::now();
        let mut version = 0;
        while start.elapsed() < READING || version < 3 {
            version += 1;
            home.write("p0", version);
            assert!(home.indexer().spawn().unwrap().wait().unwrap().success());
            acknowledged.store(version, Ordering::Release);
        }
        over.store(true, Ordering::Release);
        readers.into_iter().map(|reader| reader.join().unwrap()).sum()
    });
    assert!(reads > 0);
    assert!(home.standing()["p0"] >= acknowledged.into_inner());
}

/// A build that finds no room says so in Chinese and leaves nothing that takes more of it.
#[cfg(unix)]
#[test]
fn a_build_that_fails_leaves_nothing_behind() {
    let (home, _) = Home::new(2);
    fs::remove_dir_all(home.0.path().join("index")).unwrap();
    for blocks in [1, 2, 4] {
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_gangyao")]).current_dir(home.0.path());
        let output = shell.output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{blocks}");
        let names = fs::read_dir(home.0.path().join("index")).unwrap();
        let names: Vec<_> = names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(names, ["lock"], "{blocks}");
    }
}

/// A disk that is full shows as files that grow no further; the shell can set where.
#[cfg(unix)]
#[test]
fn where_files_can_grow_no_further_the_last_good_index_answers() {
    let (home, mut good) = Home::new(2);
    for (version, blocks) in (1..).zip([0, 1, 2, 4, 8]) {
        home.write("p0", version);
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_gangyao")]).current_dir(home.0.path());
        let output = shell.output().unwrap();
        let standing = home.standing();
        if standing == good {
            assert!(!output.stderr.is_empty(), "{blocks}: what failed is said");
        } else {
            good.insert("p0".to_owned(), version);
            assert_eq!(standing, good, "{blocks}");
        }
    }
    assert!(home.indexer().spawn().unwrap().wait().unwrap().success());
    assert_eq!(home.standing()["p0"], 5);
}

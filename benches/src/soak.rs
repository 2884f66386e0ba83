//! What a thousand killed writers, a full disk, and ten readers beside one writer leave: every plan that was acknowledged, once,
//! whole, and answering.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gangyao::answers::{Archive, Search};
use gangyao::lexicon::Lexicon;

use crate::mill::Dice;
use crate::{Places, Result};

/// How many plans there are, and how many readers.
const PLANS: usize = 12;
const READERS: usize = 10;

/// The size of the small disk.
const DISK: &str = "size=1m";

/// Which version of each plan.
type Versions = BTreeMap<String, u64>;

/// A home with its index.
struct Home<'a> {
    folder: PathBuf,
    program: &'a Path,
    lexicon: &'a Lexicon,
}

/// Kills `kills` writers, then lets readers and a writer work for `seconds`, then fills a small disk.
pub fn run(places: &Places, kills: u64, seconds: u64) -> Result<()> {
    let lexicon = Lexicon::shipped();
    let home = |name: &str| -> Result<Home<'_>> {
        let folder = places.out.join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("corpus"))?;
        Ok(Home { folder, program: &places.program, lexicon: &lexicon })
    };
    killed(&home("soak-kills")?, kills)?;
    together(&home("soak-readers")?, Duration::from_secs(seconds))?;
    full(&home("soak-disk")?)
}

impl Home<'_> {
    /// Puts a version of a plan where it takes the place of the one before at once.
    fn write(&self, id: &str, version: u64) -> Result<()> {
        let filler = "加强重点流域水环境综合治理，推进生态保护修复。".repeat(40);
        let text = format!(
            "{id}地区生态建设规划（2026—2030年）\n一、水\n（一）治理\n狠抓落实。推进第{version}号工程建设。{filler}\n二、气\n（一）防治\n加强监测。加强大气污染防治。\n"
        );
        let new = self.folder.join(format!("{id}.new"));
        fs::write(&new, text)?;
        Ok(fs::rename(new, self.folder.join(format!("corpus/{id}.txt")))?)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.args(args).env("GANGYAO_HOME", &self.folder).stdin(Stdio::null());
        command
    }

    fn index(&self) -> Result<Child> {
        Ok(self.command(&["index"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
    }

    /// Indexes what is on file; that it fails is an error.
    fn indexed(&self) -> Result<()> {
        if self.index()?.wait()?.success() {
            Ok(())
        } else {
            Err("the index is not renewed".into())
        }
    }

    fn filled(&self) -> Result<Versions> {
        let plans: Versions = (0..PLANS).map(|n| (format!("p{n}"), 0)).collect();
        plans.iter().try_for_each(|(id, &version)| self.write(id, version))?;
        self.indexed()?;
        Ok(plans)
    }

    /// What the index answers with as it stands, each plan found once and whole.
    fn standing(&self) -> Result<Versions> {
        let archive = Archive::standing(&self.folder.join("index"), self.lexicon)?;
        archive.check()?;
        let rows = archive.entries()?;
        // One more than there should be.
        let search = |query: &str| archive.search(&Search::of(query, rows.len() + 1), self.lexicon);
        let hits = search("号工程建设")?.hits;
        let versions = hits.iter().filter_map(|hit| {
            let version = hit.card.text().split(['第', '号']).nth(1)?.parse().ok()?;
            Some((hit.card.plan.clone(), version))
        });
        let versions: Versions = versions.collect();
        let whole = search("加强大气污染防治")?.total == rows.len() && hits.len() == rows.len();
        if whole && versions.len() == rows.len() {
            Ok(versions)
        } else {
            Err("a plan is missing or there twice".into())
        }
    }
}

/// Kills a writer again and again, each at another moment.
fn killed(home: &Home<'_>, kills: u64) -> Result<()> {
    let mut acknowledged = home.filled()?;
    let start = Instant::now();
    home.write("p0", 1)?;
    home.indexed()?;
    acknowledged.insert("p0".into(), 1);
    let usual = start.elapsed();
    let mut dice = Dice::new(7);
    let mut done = 0;
    for kill in 2..kills + 2 {
        let id = format!("p{}", dice.below(PLANS));
        home.write(&id, kill)?;
        let mut written = acknowledged.clone();
        written.insert(id, kill);
        let mut child = home.index()?;
        thread::sleep(usual.mul_f64(dice.below(120) as f64 / 100.0));
        child.kill()?;
        let ended = child.wait()?.success();
        let standing = home.standing()?;
        if standing != written && (ended || standing != acknowledged) {
            return Err(format!("kill {kill}: {standing:?}").into());
        }
        done += u64::from(standing == written);
        if standing != written {
            home.indexed()?;
        }
        acknowledged = written;
    }
    if home.standing()? != acknowledged {
        return Err("an acknowledged plan is lost".into());
    }
    println!(
        "{kills} writers killed, {done} of them after their commit: every plan whole and once"
    );
    Ok(())
}

/// Readers ask while a writer changes one plan after the other.
fn together(home: &Home<'_>, time: Duration) -> Result<()> {
    home.filled()?;
    let (acknowledged, over) = (AtomicU64::new(0), AtomicBool::new(false));
    let read = || -> std::result::Result<u64, String> {
        let mut reads = 0;
        while !over.load(Ordering::Acquire) {
            let before = acknowledged.load(Ordering::Acquire);
            let output = home.command(&["search", "号工程建设 plan:p0"]).output();
            let output = output.map_err(|e| e.to_string())?;
            let said = String::from_utf8_lossy(&output.stdout);
            let version = said.split(['第', '号']).nth(1).and_then(|n| n.parse::<u64>().ok());
            if version.is_none_or(|version| version < before) {
                return Err(format!(
                    "at least {before}: {said}{}",
                    String::from_utf8_lossy(&output.stderr)
                ));
            }
            reads += 1;
        }
        Ok(reads)
    };
    let (reads, writes) = thread::scope(|scope| -> Result<(u64, u64)> {
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(read)).collect();
        let start = Instant::now();
        let mut version = 0;
        let mut wrote = Ok(());
        while start.elapsed() < time && wrote.is_ok() {
            version += 1;
            wrote = home.write("p0", version).and_then(|()| home.indexed());
            acknowledged.store(version, Ordering::Release);
        }
        over.store(true, Ordering::Release);
        let mut reads = 0;
        for reader in readers {
            reads += reader.join().map_err(|_| "a reader gave up")??;
        }
        wrote.map(|()| (reads, version))
    })?;
    println!("{reads} answers to {READERS} readers beside {writes} updates: no error, none stale");
    Ok(())
}

/// Updates on a disk that fills up, until none succeeds any more; the last good index goes on answering.
fn full(home: &Home<'_>) -> Result<()> {
    let disk = home.folder.join("index");
    fs::create_dir_all(&disk)?;
    let mount =
        Command::new("mount").args(["-t", "tmpfs", "-o", DISK, "tmpfs"]).arg(&disk).status();
    if !mount.is_ok_and(|status| status.success()) {
        println!("no small disk could be mounted here: run as root to fill one");
        return Ok(());
    }
    let filled = fill(home);
    let unmounted = Command::new("umount").arg(&disk).status()?.success();
    println!("{}", filled?);
    if unmounted { Ok(()) } else { Err("the small disk is still mounted".into()) }
}

fn fill(home: &Home<'_>) -> Result<String> {
    let mut good = home.filled()?;
    for (updates, n) in (PLANS..).enumerate() {
        home.write(&format!("p{n}"), n as u64)?;
        let said = home.command(&["index"]).output()?;
        let standing = home.standing()?;
        if standing == good {
            let note = String::from_utf8_lossy(&said.stderr).into_owned();
            if note.is_empty() {
                return Err("nothing is said of a full disk".into());
            }
            return Ok(format!(
                "a disk full after {updates} updates: the last good index answers, and says {note}"
            ));
        }
        good.insert(format!("p{n}"), n as u64);
        if standing != good {
            return Err(format!("on a filling disk: {standing:?}").into());
        }
    }
    Err("the disk did not fill".into())
}

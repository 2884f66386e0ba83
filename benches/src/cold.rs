//! Processes that begin, answer once and end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gangyao::corpus::read_alone;
use gangyao::lexicon::Lexicon;

use crate::figure::{Figure, Goal, mb, ms};
use crate::process::{self, in_turn, ratio, wall};
use crate::{Places, Result};

/// How often each command runs.
const ROUNDS: usize = 40;

/// What is searched for.
const QUERY: &str = "查干湖";

/// The figures of cold commands over the shipped plan.
pub fn figures(places: &Places) -> Result<Vec<Figure>> {
    let home = home(places)?;
    let bare = bare(places, &home)?;
    let this = std::env::current_exe()?;
    let file = home.join("corpus/jilin-2024-2035.txt");
    let program = |args: &[&str]| {
        let mut command = Command::new(&places.program);
        command.args(args).env("GANGYAO_HOME", &home);
        command
    };
    let mut load = Command::new(&this);
    load.args(["bare-jieba", QUERY]);
    let mut search = Command::new(&this);
    search.arg("bare-search").arg(&bare).arg(QUERY);
    let parse = program(&["parse", &file.to_string_lossy()]);
    let whole = program(&["parse", &file.to_string_lossy(), "--format", "json"]);
    let ours = program(&["search", QUERY]);
    let mut commands = [program(&["--version"]), ours, load, search, parse, whole];
    let [empty, ours, load, search, parse, whole] = &in_turn(&mut commands, ROUNDS)?[..] else {
        return Err("a command is missing".into());
    };
    let weight = |command| process::weighed(command).map(|run| run.peak as f64);
    let [light, heavy] = [weight(&commands[1])?, weight(&commands[2])?];
    let figure = |what: String, ours, bare, ratio, goal| Figure { what, ours, bare, ratio, goal };
    // Against a baseline, and against a process that does nothing.
    let both = |what: &str,
                ours: &[process::Run],
                (words, bare): (&str, &[process::Run]),
                goals: [f64; 2]| {
        let against = |how: &str, words: &str, bare: &[process::Run], ratio, goal| {
            let bare = format!("{} {words}", ms(wall(bare)));
            figure(format!("{what}, {how}"), ms(wall(ours)), bare, ratio, goal)
        };
        let [least, most] = [Goal::Above(goals[0]), Goal::Below(goals[1])];
        let nothing = "the program with nothing to do";
        [
            against("times faster", words, bare, ratio(bare, ours), least),
            against("of an empty process", nothing, empty, ratio(ours, empty), most),
        ]
    };
    let (loads, searches) = ("loading jieba alone", "opening, loading jieba, searching");
    let plan = "cold parse of the shipped plan";
    let mut figures = Vec::new();
    figures.extend(both("cold search", ours, (searches, search), [30.0, 2.5]));
    figures.extend(both(
        &format!("{plan}, its tree and measures"),
        parse,
        (loads, load),
        [10.0, 6.0],
    ));
    figures.extend(both(&format!("{plan}, all of it as JSON"), whole, (loads, load), [10.0, 6.0]));
    figures.push(figure(
        "memory of a cold search".into(),
        mb(light),
        format!("{} {loads}", mb(heavy)),
        light / heavy,
        Goal::Below(0.333),
    ));
    Ok(figures)
}

/// A home with the shipped plan, indexed.
fn home(places: &Places) -> Result<PathBuf> {
    let home = places.out.join("shipped");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(home.join("corpus"))?;
    for name in ["jilin-2024-2035.txt", "catalog.tsv"] {
        let file = Path::new("corpus").join(name);
        fs::copy(places.top.join(&file), home.join(&file))?;
    }
    process::run(Command::new(&places.program).arg("index").env("GANGYAO_HOME", &home))?;
    Ok(home)
}

/// The bare index of the same measures.
fn bare(places: &Places, home: &Path) -> Result<PathBuf> {
    let file = home.join("corpus/jilin-2024-2035.txt");
    let plan = read_alone(&file, &Lexicon::shipped())?.remove(0);
    let lines = plan.measures.iter().map(|measure| measure.span.of(&plan.text).replace('\n', ""));
    let measures = places.out.join("shipped.txt");
    fs::write(&measures, lines.collect::<Vec<_>>().join("\n"))?;
    let folder = places.out.join("shipped-bare");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    crate::bare::build(&measures, &folder)?;
    Ok(folder)
}

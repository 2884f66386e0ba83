//! `same_programme`: a task and a project that speak of the same works.
//!
//! A programme is set out in the body of a plan and again in a 专栏: links go from the one to the other. Where a plan has no 专栏 its
//! tasks refer to each other, by names only.

use std::collections::{BTreeMap, BTreeSet};

use super::edge;
use super::kin::Kin;
use super::run::{Grams, Run};
use super::unit::{Mark, Unit};
use super::weight::{Shared, says};
use super::{Link, LinkRelation, Matter};
use crate::ground::Span;

/// What a task and a project must share at least.
const ENOUGH: f64 = 3.4;

/// What a project must share at least with a task where it shares enough with none.
const LEAST: f64 = 2.2;

/// What two tasks must share at least.
const ENOUGH_FOR_TASKS: f64 = 9.0;

/// How many of the runs that two units share are looked at, those that say most first.
const MOST: usize = 100;

/// Letters that both units of a pair hold, wherever they stand in them: what is known of them, and the first run of them.
type Common = (Shared, Run);

/// The links of a plan, in the order of the text.
pub fn links(matter: &Matter<'_>, units: &[Unit]) -> Vec<Link> {
    let has_projects = units.iter().any(|u| u.is_project);
    let may = |from: usize, to: usize| {
        let (a, b) = (&units[from], &units[to]);
        let apart = || !matter.outline.ancestors(a.node).contains(&b.node);
        has_projects || to < from && apart()
    };
    let grams = Grams::of(units);
    let scales = Scales { matter, units, grams: &grams, kin: Kin::of(matter, units), has_projects };
    let weighed = grams.runs(units, may, |runs| scales.pairs(runs));
    let enough = enough(has_projects);
    let alone = alone(&weighed, units, enough);
    let chosen = weighed.iter().filter(|(weight, run)| *weight >= enough || alone.contains(run));
    chosen.map(|(_, run)| link(matter, units, run)).collect()
}

/// What it takes to weigh what units share.
struct Scales<'a> {
    matter: &'a Matter<'a>,
    units: &'a [Unit],
    grams: &'a Grams,
    kin: Kin,
    has_projects: bool,
}

/// What letters of one unit say by themselves, and in how many units they stand, by where they begin and how many they are: most are
/// shared with more than one.
type Said = BTreeMap<(usize, usize), (f64, usize)>;

impl Scales<'_> {
    /// How much one unit shares with each other, and the run that says most, where any counts: of all `runs` that it shares.
    fn pairs(&self, runs: Vec<Run>) -> Vec<(f64, Run)> {
        let mut said = Said::new();
        let pairs = runs
            .chunk_by(|a, b| a.to == b.to)
            .map(|runs| runs.iter().filter_map(|run| self.trimmed(*run)).collect::<Vec<Run>>());
        pairs.filter_map(|runs| self.weighed(&runs, &mut said)).collect()
    }

    /// The part of `run` that two units can be said to share, if there is any.
    fn trimmed(&self, run: Run) -> Option<Run> {
        let (a, b) = (&self.units[run.from], &self.units[run.to]);
        let run = edge::trimmed(run, a, b).filter(|run| !is_place(a, run))?;
        (!is_parallel(self.matter, a, b, &run)).then_some(run)
    }

    /// How much the units of one pair share in `runs`, and the run that says most.
    fn weighed(&self, runs: &[Run], said: &mut Said) -> Option<(f64, Run)> {
        let (from, to) = runs.first().map(|run| (run.from, run.to))?;
        // Where only names count, most pairs have none, and what they share is not weighed.
        let counts =
            self.has_projects || Shared::may_name(runs, &self.units[from], &self.units[to]);
        let pair = counts.then(|| self.pair(runs, said))?;
        let (weight, run) = weighed(self.units, &pair, self.has_projects)?;
        Some((weight * self.kin.factor(from, to), run))
    }

    /// The `runs` of one pair, those of the same letters together.
    fn pair(&self, runs: &[Run], said: &mut Said) -> Vec<Common> {
        let mut pair: Vec<Common> = Vec::with_capacity(runs.len());
        for run in runs {
            let (a, b) = (&self.units[run.from], &self.units[run.to]);
            let alone = || (says(a, run.at, run.len), self.grams.units_with(run, self.units));
            let (says, units) = *said.entry((run.at, run.len)).or_insert_with(alone);
            pair.push((Shared::new(run, a, b, says, units), *run));
        }
        pair.sort_by(|(_, one), (_, other)| {
            letters(self.units, one).cmp(letters(self.units, other))
        });
        pair.dedup_by(|(again, run), (shared, first)| {
            let same = letters(self.units, run).eq(letters(self.units, first));
            if same {
                shared.merge(again);
            }
            same
        });
        pair
    }
}

/// The letters of `run`.
fn letters<'u>(units: &'u [Unit], run: &Run) -> impl Iterator<Item = char> + use<'u> {
    units[run.from].letters[run.at..run.at + run.len].iter().map(|letter| letter.char)
}

/// What two units must share at least.
fn enough(has_projects: bool) -> f64 {
    if has_projects { ENOUGH } else { ENOUGH_FOR_TASKS }
}

/// For each project that shares enough with no task, what it shares with the task nearest to it: the body hardly leaves one out.
fn alone(weighed: &[(f64, Run)], units: &[Unit], enough: f64) -> BTreeSet<Run> {
    let mut best = BTreeMap::<usize, &(f64, Run)>::new();
    for pair in weighed.iter().filter(|(_, run)| units[run.to].is_project) {
        let known = best.entry(pair.1.to).or_insert(pair);
        if pair.0 > known.0 {
            *known = pair;
        }
    }
    let alone = best.into_values().filter(|(weight, _)| (LEAST..enough).contains(weight));
    alone.map(|(_, run)| *run).collect()
}

/// Whether nothing but names of places is shared.
fn is_place(unit: &Unit, run: &Run) -> bool {
    unit.letters[run.at..run.at + run.len].iter().all(|l| l.is(Mark::Place))
}

/// Whether only the form of two headings side by side is shared: 推动钢铁行业碳达峰, 推动有色金属行业碳达峰.
fn is_parallel(matter: &Matter<'_>, a: &Unit, b: &Unit, run: &Run) -> bool {
    let parent = |unit: &Unit| matter.outline.nodes[unit.node].parent;
    parent(a) == parent(b)
        && a.letters[run.at].is(Mark::Head)
        && b.letters[run.other].is(Mark::Head)
}

/// How much one pair shares, and the run that says most; nothing where nothing counts.
fn weighed(units: &[Unit], pair: &[Common], has_projects: bool) -> Option<(f64, Run)> {
    let mut runs: Vec<(f64, &Common)> =
        pair.iter().map(|common| (common.0.weight(units.len()), common)).collect();
    runs.sort_by(|(a, (_, one)), (b, (_, other))| b.total_cmp(a).then_with(|| one.cmp(other)));
    runs.truncate(MOST);
    let whole = |run: &Run| !runs.iter().any(|(_, (_, other))| holds(units, other, run));
    let counts = |(_, (shared, run)): &&(f64, &Common)| {
        (has_projects || shared.is_name() && shared.units <= 4) && whole(run)
    };
    let mut counted = runs.iter().filter(counts);
    let (first, (_, run)) = counted.next()?;
    Some((first + counted.map(|(weight, _)| weight).sum::<f64>(), *run))
}

/// Whether the letters of `one` are more than those of `other` and hold them.
fn holds(units: &[Unit], one: &Run, other: &Run) -> bool {
    let more = &units[one.from].letters[one.at..one.at + one.len];
    one.len > other.len
        && more.windows(other.len).any(|part| letters(units, other).eq(part.iter().map(|l| l.char)))
}

fn link(matter: &Matter<'_>, units: &[Unit], run: &Run) -> Link {
    Link {
        from: matter.node_id(units[run.from].node),
        to: matter.node_id(units[run.to].node),
        relation: LinkRelation::SameProgramme,
        evidence: evidence(matter, units, run),
    }
}

/// The words of `run` as both ends print them; where they print its marks in two ways, the longest part that they print alike.
fn evidence(matter: &Matter<'_>, units: &[Unit], run: &Run) -> String {
    let (a, b) = (&units[run.from], &units[run.to]);
    let words = |from: usize, to: usize| {
        let one = a.span(run.at + from, run.at + to).of(matter.text);
        let two = b.span(run.other + from, run.other + to).of(matter.text);
        (one == two).then(|| a.span(run.at + from, run.at + to))
    };
    let parted = |n: usize| a.is_parted(run.at + n) || b.is_parted(run.other + n);
    let mut edges: Vec<usize> = (1..run.len).filter(|&n| parted(n)).collect();
    edges.extend([0, run.len]);
    edges.sort_unstable();
    let pieces = edges.windows(2).filter_map(|w| words(w[0], w[1]));
    let span = words(0, run.len).or_else(|| pieces.max_by_key(|s| s.len()));
    span.map_or_else(String::new, |span| super::unbroken(quoted(matter.text, span).of(matter.text)))
}

/// `span` with the marks of a quotation of which only one end lies within it: 氢动吉林”“醇行天下”.
fn quoted(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let opens = words.chars().filter(|c| *c == '“').count();
    let closes = words.chars().filter(|c| *c == '”').count();
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    if closes > opens && text[..start].ends_with('“') {
        start -= '“'.len_utf8();
    }
    if opens > closes && text[end..].starts_with('”') {
        end += '”'.len_utf8();
    }
    Span::new(start, end)
}

//! [`Run`]: letters that two units share, as far as they share them.

use std::collections::BTreeSet;

use super::unit::{Letter, Unit};

/// The fewest letters that are looked at.
pub const SHORTEST: usize = 4;

/// In how many units letters may stand and still tell one pair of them from the others.
const COMMON: usize = 12;

/// How often, on average, they may stand in each of these.
const REPEATS: usize = 4;

/// Letters that stand in two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The unit that refers.
    pub from: usize,
    /// The unit that is referred to.
    pub to: usize,
    /// Where they begin in the one.
    pub at: usize,
    /// Where they begin in the other.
    pub other: usize,
    /// How many they are.
    pub len: usize,
}

/// The first letters of a run, with where they stand.
#[derive(Clone, Copy)]
struct Gram {
    /// The letters side by side, 21 bits each, so that they are compared at once.
    letters: u128,
    unit: u32,
    at: u32,
}

fn packed(letters: &[Letter]) -> u128 {
    letters.iter().fold(0, |packed, l| packed << 21 | u128::from(u32::from(l.char)))
}

/// The first letters of runs, sorted, so that equal ones stand together, in the order of the text.
pub struct Grams(Vec<Gram>);

impl Grams {
    /// Every run of [`SHORTEST`] letters of `units` that no clause ends within.
    pub fn of(units: &[Unit]) -> Self {
        let mut grams = Vec::with_capacity(units.iter().map(|unit| unit.letters.len()).sum());
        for (n, unit) in units.iter().enumerate() {
            for (at, four) in unit.letters.windows(SHORTEST).enumerate() {
                if four[1..].iter().all(|l| !l.is_clause) {
                    grams.push(Gram { letters: packed(four), unit: n as u32, at: at as u32 });
                }
            }
        }
        grams.sort_unstable_by_key(|gram| (gram.letters, gram.unit, gram.at));
        Self(grams)
    }

    /// What pairs of units share, each run as long as it goes, in order. `may` tells which unit may refer to which.
    pub fn runs(&self, units: &[Unit], may: impl Fn(usize, usize) -> bool) -> BTreeSet<Run> {
        let mut runs = BTreeSet::new();
        let groups = self.0.chunk_by(|a, b| a.letters == b.letters);
        for group in groups.filter(|g| g.len() > 1 && is_telling(g)) {
            for one in group {
                let (from, at) = (one.unit as usize, one.at as usize);
                let others = group.iter().filter(|other| may(from, other.unit as usize));
                runs.extend(others.map(|other| {
                    let (to, other) = (other.unit as usize, other.at as usize);
                    Run { from, to, at, other, len: SHORTEST }.grown(units)
                }));
            }
        }
        runs
    }

    /// In how many units the letters of `run` stand.
    pub fn units_with(&self, run: &Run, units: &[Unit]) -> usize {
        let letters = &units[run.from].letters[run.at..run.at + run.len];
        let groups = letters.windows(SHORTEST).enumerate();
        let groups = groups.map(|(shift, four)| (shift, self.group(packed(four))));
        let Some((shift, group)) = groups.min_by_key(|(_, group)| group.len()) else { return 0 };
        let stands = |unit: &Unit, at: usize| {
            let here =
                at.checked_sub(shift).and_then(|from| unit.letters.get(from..from + run.len));
            here.is_some_and(|here| here.iter().map(|l| l.char).eq(letters.iter().map(|l| l.char)))
        };
        let stands = |gram: &&Gram| stands(&units[gram.unit as usize], gram.at as usize);
        let mut found: Vec<u32> = group.iter().filter(stands).map(|gram| gram.unit).collect();
        found.dedup();
        found.len()
    }

    fn group(&self, letters: u128) -> &[Gram] {
        let from = self.0.partition_point(|gram| gram.letters < letters);
        let to = from + self.0[from..].partition_point(|gram| gram.letters == letters);
        &self.0[from..to]
    }
}

/// Whether the letters of `group` stand in few enough units, and not too often.
fn is_telling(group: &[Gram]) -> bool {
    group.len() <= COMMON * REPEATS
        && group.chunk_by(|a, b| a.unit == b.unit).take(COMMON + 1).count() <= COMMON
}

impl Run {
    /// The same with all letters before and after that the two share too.
    fn grown(mut self, units: &[Unit]) -> Self {
        let (a, b) = (&units[self.from], &units[self.to]);
        while self.at > 0
            && self.other > 0
            && !a.is_clause(self.at)
            && !b.is_clause(self.other)
            && a.letters[self.at - 1].char == b.letters[self.other - 1].char
        {
            (self.at, self.other, self.len) = (self.at - 1, self.other - 1, self.len + 1);
        }
        let goes_on = |len: usize| {
            let (one, two) = (a.letters.get(self.at + len), b.letters.get(self.other + len));
            one.zip(two).is_some_and(|(x, y)| x.char == y.char && !x.is_clause && !y.is_clause)
        };
        while goes_on(self.len) {
            self.len += 1;
        }
        self
    }
}

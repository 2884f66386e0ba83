//! How much it says that two units share a run of letters.
//!
//! A word that most plans have says nothing, one that none has says much; the same within the plan: what two units share alone
//! says more than what ten do. A heading, quotation marks and a whole item of a list show that a name is meant.

use super::run::Run;
use super::unit::{Letter, Mark, Unit};
use crate::ground::is_numeric;

/// What a letter says that belongs to no common word.
const RARE: f64 = 3.0;

/// What a letter of a place's name says, or a digit: a shared place is another kind of link, a shared number none.
const POOR: f64 = 0.5;

/// The most that a run can say by its words.
const MOST: f64 = 12.0;

/// How much of a heading a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// Nothing of it.
    #[default]
    None,
    /// A part of it.
    Part,
    /// Nearly all of it.
    Most,
}

/// A run with what stands around it.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// What its words say.
    pub says: f64,
    /// How many letters it has.
    pub len: usize,
    /// In how many units it stands.
    pub units: usize,
    /// Whether it is a whole item in the one unit, in the other.
    pub whole: [bool; 2],
    /// Whether it is, or holds, a quoted name.
    pub quoted: bool,
    /// How much of the heading of the one unit, of the other, it is.
    pub head: [Head; 2],
}

impl Shared {
    /// What is to be known of `run` between `a` and `b`, whose letters say so much by themselves and stand in `units` units.
    pub fn new(run: &Run, a: &Unit, b: &Unit, says: f64, units: usize) -> Self {
        Self { says, units, ..Self::around(run, a, b) }
    }

    /// What stands around `run`, without what it says.
    fn around(run: &Run, a: &Unit, b: &Unit) -> Self {
        let sides = [(a, run.at), (b, run.other)];
        let whole = sides.map(|(u, at)| u.is_open(at) && u.is_shut(at + run.len));
        let quoted = sides.iter().any(|(u, at)| holds_quote(u, *at, run.len));
        let head = sides.map(|(u, at)| match (u.letters[at].is(Mark::Head), u.head_len()) {
            (false, _) => Head::None,
            (true, len) if run.len * 3 >= len * 2 => Head::Most,
            (true, _) => Head::Part,
        });
        Self { len: run.len, whole, quoted, head, ..Self::default() }
    }

    /// Whether one of `runs` may be a name by itself, alone or with the same letters elsewhere; if not, none is.
    pub fn may_name(runs: &[Run], a: &Unit, b: &Unit) -> bool {
        let all = runs.iter().map(|run| Self::around(run, a, b));
        let merged = all.reduce(|mut all, one| {
            all.merge(&one);
            all
        });
        merged.is_some_and(|merged| merged.is_name())
    }

    /// The same letters standing elsewhere in the two units: what speaks for them anywhere counts.
    pub fn merge(&mut self, other: &Self) {
        self.says = self.says.max(other.says);
        self.quoted |= other.quoted;
        for side in 0..2 {
            self.whole[side] |= other.whole[side];
            self.head[side] = self.head[side].max(other.head[side]);
        }
    }

    /// Whether something shows that a name is meant.
    pub fn is_named(&self) -> bool {
        self.quoted || self.head != [Head::None; 2] || self.whole == [true, true]
    }

    /// Whether it is a name by itself: quoted, a whole item on both sides, or nearly a whole heading.
    pub fn is_name(&self) -> bool {
        self.quoted || self.whole == [true, true] || self.head.contains(&Head::Most)
    }

    /// How much it says, among `all` units.
    pub fn weight(&self, all: usize) -> f64 {
        let rarity = (all as f64 / self.units.max(1) as f64).log2() / (all as f64 / 2.0).log2();
        let mut weight = self.says.min(MOST) * rarity.max(0.0);
        let short = self.len < 6 && !self.is_named();
        weight *= if short { 0.5 } else { 1.0 };
        for head in self.head {
            weight *= match head {
                Head::None => 1.0,
                Head::Part => 1.5,
                Head::Most => 2.0,
            };
        }
        weight *= if self.quoted { 1.5 } else { 1.0 };
        weight += if self.units <= 2 && self.len >= 8 { 2.0 } else { 0.0 };
        let whole = self.units <= 3 && self.whole.contains(&true);
        weight += if whole { weight.min(1.0) } else { 0.0 };
        if self.units > (all / 16).max(5) { weight * 0.2 } else { weight }
    }
}

/// Whether a whole short quotation stands in the letters from `at` on.
fn holds_quote(unit: &Unit, at: usize, len: usize) -> bool {
    let inside = |&(from, to): &(usize, usize)| at <= from && to <= at + len;
    (at..at + len).any(|at| unit.quoted(at).as_ref().is_some_and(inside))
}

/// What the words say that the letters from `at` on are made of: the cheapest way to cut them into words.
pub fn says(unit: &Unit, at: usize, len: usize) -> f64 {
    let mut cheapest = vec![f64::INFINITY; len + 1];
    cheapest[0] = 0.0;
    let mut rest = unit.words(at, at + len);
    for (n, letter) in unit.letters[at..at + len].iter().enumerate() {
        let (here, later) = rest.split_at(rest.partition_point(|w| w.at as usize <= at + n));
        rest = later;
        let words = here.iter().map(|w| (w.len as usize, w.says));
        for (length, cost) in words.filter(|w| n + w.0 <= len).chain([(1, alone(letter))]) {
            cheapest[n + length] = cheapest[n + length].min(cheapest[n] + cost);
        }
    }
    cheapest[len]
}

/// What a letter says that belongs to no common word.
fn alone(letter: &Letter) -> f64 {
    if letter.is(Mark::Place) || is_numeric(letter.char) { POOR } else { RARE }
}

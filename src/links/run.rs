//! [`Run`]: letters that two units share, as far as they share them.

use rayon::prelude::*;

use super::unit::{Letter, Mark, Unit};

/// The fewest letters that are looked at.
pub const SHORTEST: usize = 4;

/// The fewest of two headings: 农用地.
pub const SHORTEST_OF_HEADS: usize = 3;

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

/// The bits of a letter. One that has more, as only few names of places do, is none of the first letters of a run.
const BITS: usize = 16;

/// The first letters of a run, with where they stand.
#[derive(Clone, Copy)]
struct Gram {
    /// The letters side by side, [`BITS`] each, so that they are compared at once.
    letters: u64,
    unit: u32,
    at: u32,
}

/// A place in the text, and all at which the same letters stand.
type Place<'g> = (Gram, &'g [Gram]);

impl Gram {
    /// How many letters it has.
    fn len(self) -> usize {
        if self.letters >> (BITS * SHORTEST_OF_HEADS) == 0 { SHORTEST_OF_HEADS } else { SHORTEST }
    }
}

/// The letters side by side; `None` where one has too many bits.
fn packed(letters: &[Letter]) -> Option<u64> {
    letters.iter().try_fold(0, with)
}

/// The letters side by side and one more, if that has not too many bits.
fn with(packed: u64, letter: &Letter) -> Option<u64> {
    let sign = u16::try_from(u32::from(letter.char)).ok()?;
    Some(packed << BITS | u64::from(sign))
}

/// The first letters of every run in `units`, unit by unit.
fn grams(units: &[Unit]) -> impl Iterator<Item = Gram> {
    (0..).zip(units).flat_map(|(unit, of)| {
        let all = grams_of::<SHORTEST>(unit, &of.letters);
        all.chain(grams_of::<SHORTEST_OF_HEADS>(unit, &of.letters[..of.head_len()]))
    })
}

/// Every `LEN` letters of `unit` that stand side by side in `letters` with no end of a clause between them.
fn grams_of<const LEN: usize>(unit: u32, letters: &[Letter]) -> impl Iterator<Item = Gram> {
    let (mut last, mut len) = (0, 0);
    (0..).zip(letters).filter_map(move |(end, letter)| {
        let Some(side_by_side) = with(last, letter) else {
            len = 0;
            return None;
        };
        len = if letter.is(Mark::Clause) { 1 } else { len + 1 };
        last = side_by_side & (u64::MAX >> (u64::BITS as usize - BITS * LEN));
        (len >= LEN).then(|| Gram { letters: last, unit, at: end + 1 - LEN as u32 })
    })
}

/// What has been seen once and what again, a bit each: most letters stand side by side only once in a plan, and need not be sorted.
/// Where tasks are held against projects, what stands in both has been seen again, however often it stands in either.
/// Some share a bit; they count as seen again.
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
    sides: Sides,
}

/// Which units are held against which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sides {
    /// Each against all others.
    All,
    /// Those that are projects against those that are not.
    Projects,
}

impl Sides {
    fn of(units: &[Unit]) -> Self {
        if units.iter().any(|unit| unit.is_project) { Self::Projects } else { Self::All }
    }

    /// Whether a run may begin in `unit` that is gone along to the other side.
    fn begin_in(self, unit: &Unit) -> bool {
        self == Self::All || !unit.is_project
    }

    /// Whether what begins in `one` is held against `other`.
    fn hold(self, one: &Unit, other: &Unit) -> bool {
        self == Self::All || !one.is_project && other.is_project
    }
}

impl Seen {
    /// Nothing seen yet, with room for about `many`.
    fn new(many: usize, sides: Sides) -> Self {
        // Eight bits for each, so that few are shared.
        let words = (many / 8).next_power_of_two();
        Self { once: vec![0; words], again: vec![0; words], sides }
    }

    /// The word and the bit in it.
    fn place(&self, letters: u64) -> (usize, u64) {
        let mixed = letters.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 32) as usize & (self.once.len() - 1), 1 << (mixed >> 58))
    }

    fn add(&mut self, gram: Gram, unit: &Unit) {
        let (word, bit) = self.place(gram.letters);
        // The letters of headings are few; in how many units they stand is asked of all.
        if self.sides == Sides::All || gram.len() == SHORTEST_OF_HEADS {
            self.again[word] |= self.once[word] & bit;
            self.once[word] |= bit;
        } else if unit.is_project {
            self.again[word] |= bit;
        } else {
            self.once[word] |= bit;
        }
    }

    fn again(&self, gram: Gram) -> bool {
        let (word, bit) = self.place(gram.letters);
        self.once[word] & self.again[word] & bit != 0
    }
}

/// The first letters of runs, sorted, so that equal ones stand together, in the order of the text.
pub struct Grams {
    grams: Vec<Gram>,
    sides: Sides,
}

impl Grams {
    /// Every run of [`SHORTEST`] letters of `units`, or of [`SHORTEST_OF_HEADS`] of their headings, that no clause ends within and
    /// that stands in two that are held against each other: where there are projects, in a project and in another unit. A few that
    /// do not may be among them.
    pub fn of(units: &[Unit]) -> Self {
        let sides = Sides::of(units);
        let mut seen = Seen::new(units.iter().map(|unit| unit.letters.len()).sum(), sides);
        grams(units).for_each(|gram| seen.add(gram, &units[gram.unit as usize]));
        let mut grams: Vec<Gram> = grams(units).filter(|&gram| seen.again(gram)).collect();
        // Equal ones are in the order of the text already.
        grams.sort_by_key(|gram| gram.letters);
        Self { grams, sides }
    }

    /// What pairs of units share that are held against each other, each run as long as it goes: where there are projects, what one
    /// shares with a unit that is none. `may` tells of such pairs which unit may refer to which. `of` is told the runs of each unit
    /// that refers, each once and in order, and what it makes of them is in the order of the units.
    ///
    /// Each place in the text is held against few others, and a run is gone along once, so the work grows with the length of the text.
    pub fn runs<T: Send>(
        &self,
        units: &[Unit],
        may: impl Fn(usize, usize) -> bool + Sync,
        of: impl Fn(Vec<Run>) -> Vec<T> + Sync,
    ) -> Vec<T> {
        let groups = self.grams.chunk_by(|a, b| a.letters == b.letters);
        let groups = groups.filter(|g| g.len() > 1 && is_telling(g));
        let begin = |gram: &&Gram| self.sides.begin_in(&units[gram.unit as usize]);
        let of_group = |group| {
            <[Gram]>::iter(group).filter(begin).map(move |&one| -> Place<'_> { (one, group) })
        };
        let mut places: Vec<Place<'_>> = groups.flat_map(of_group).collect();
        places.sort_unstable_by_key(|(one, _)| (one.unit, one.at, one.letters));
        let may =
            |from: usize, to: usize| self.sides.hold(&units[from], &units[to]) && may(from, to);
        let each = places.par_chunk_by(|a, b| a.0.unit == b.0.unit);
        each.flat_map_iter(|places| of(runs_from(places, units, may))).collect()
    }

    /// In how many units the letters of `run` stand.
    pub fn units_with(&self, run: &Run, units: &[Unit]) -> usize {
        let letters = &units[run.from].letters[run.at..run.at + run.len];
        let groups = letters.windows(SHORTEST.min(run.len)).enumerate();
        let groups = groups.filter_map(|(shift, four)| Some((shift, self.group(packed(four)?))));
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

    fn group(&self, letters: u64) -> &[Gram] {
        let from = self.grams.partition_point(|gram| gram.letters < letters);
        let to = from + self.grams[from..].partition_point(|gram| gram.letters == letters);
        &self.grams[from..to]
    }
}

/// The runs that begin in one unit, at `places` in order.
fn runs_from(places: &[Place<'_>], units: &[Unit], may: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let mut begun: Vec<Run> = Vec::new();
    for (one, group) in places {
        let (from, at, len) = (one.unit as usize, one.at as usize, one.len());
        let to = group.iter().map(|gram| (gram.unit as usize, gram.at as usize));
        let to = to.filter(|&(to, _)| may(from, to));
        begun.extend(to.map(|(to, other)| Run { from, to, at, other, len }));
    }
    // Those of one run stand side by side: in one other unit, as far apart there as here.
    begun.sort_unstable_by_key(|run| (run.to, run.at.wrapping_sub(run.other), run.at));
    let mut runs: Vec<Run> = Vec::new();
    for run in begun {
        if !runs.last().is_some_and(|last| last.holds(&run)) {
            runs.push(run.grown(units));
        }
    }
    runs.sort_unstable();
    runs
}

/// Whether the letters of `group` stand in few enough units, and not too often.
fn is_telling(group: &[Gram]) -> bool {
    group.len() <= COMMON * REPEATS
        && group.chunk_by(|a, b| a.unit == b.unit).take(COMMON + 1).count() <= COMMON
}

impl Run {
    /// Whether `other`, which begins no earlier between the same units, begins within the same letters of both.
    fn holds(&self, other: &Self) -> bool {
        self.to == other.to
            && other.at < self.at + self.len
            && other.at.wrapping_sub(other.other) == self.at.wrapping_sub(self.other)
    }

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
            one.zip(two).is_some_and(|(x, y)| {
                x.char == y.char && !x.is(Mark::Clause) && !y.is(Mark::Clause)
            })
        };
        while goes_on(self.len) {
            self.len += 1;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is left out early of letters that do not stand on both sides is nothing that a run begins with.
        #[test]
        fn no_run_is_lost_between_tasks_and_projects(texts in proptest::collection::vec(("[一二三四，]{0,40}", any::<bool>()), 2..12)) {
            let mut units: Vec<Unit> = texts.iter().map(|(text, _)| Unit::of_text(text)).collect();
            let all = Grams::of(&units);
            units.iter_mut().zip(&texts).for_each(|(unit, (_, is_project))| unit.is_project = *is_project);
            let (grams, sides) = (Grams::of(&units), Sides::of(&units));
            let hold = |from: usize, to: usize| sides.hold(&units[from], &units[to]) && from != to;
            let runs = grams.runs(&units, |from, to| from != to, |runs| runs);
            prop_assert_eq!(&runs, &all.runs(&units, hold, |runs| runs));
            for run in &runs {
                prop_assert_eq!(grams.units_with(run, &units), all.units_with(run, &units));
            }
        }

        /// However often units repeat each other, each letter is held against a bounded number of others, and no stretch of two units
        /// is gone along twice.
        #[test]
        fn the_work_grows_with_the_length(texts in proptest::collection::vec("[一二三四五，]{0,60}", 1..24), times in 1..6usize) {
            let texts = texts.iter().cycle().take(texts.len() * times);
            let units: Vec<Unit> = texts.map(|text| Unit::of_text(text)).collect();
            let letters: usize = units.iter().map(|unit| unit.letters.len()).sum();
            let asked = AtomicUsize::new(0);
            let may = |from, to| {
                asked.fetch_add(1, Ordering::Relaxed);
                to < from
            };
            let runs = Grams::of(&units).runs(&units, may, |runs| runs);
            let asked = asked.into_inner();
            // A letter begins a run of four letters, and one of three in a heading.
            prop_assert!(asked <= 2 * letters * COMMON * REPEATS);
            prop_assert!(runs.len() <= asked && runs.is_sorted());
            let mut ends = BTreeMap::new();
            for run in runs {
                let end = ends.entry((run.from, run.to, run.at as isize - run.other as isize)).or_insert(0);
                prop_assert!(run.at >= *end);
                *end = run.at + run.len;
            }
        }
    }
}

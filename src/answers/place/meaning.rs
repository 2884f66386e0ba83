//! [`Meaning`]: one of the places that a name can mean.

use super::Listed;
use crate::answers::hint::differs_by_one;
use crate::answers::near;
use crate::ground::{Error, Result};
use crate::index::fold;
use crate::lexicon::{DIVISION_KINDS, Gazetteer, Lexicon, PlaceKind};

/// The longest name, in characters.
pub const LETTERS: usize = 60;

/// The most names that are offered where none fits.
const NEAR: usize = 5;

/// A place that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Its id in the gazetteer; `None` for a name that only the plans know.
    pub id: Option<String>,
    /// Its full name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The names of what holds the whole of it, from the smallest.
    pub within: Vec<String>,
}

impl Meaning {
    /// Place `n` of the gazetteer.
    pub(super) fn of(gazetteer: &Gazetteer, n: u32) -> Self {
        let place = gazetteer.place(n);
        let within =
            gazetteer.holders(n).into_iter().map(|up| gazetteer.place(up).name.to_string());
        let (id, name) = (Some(place.id.to_string()), place.name.to_string());
        Self { id, name, kind: place.kind, within: within.collect() }
    }

    /// A name that only the plans know.
    pub(super) fn unknown(name: String, kind: PlaceKind) -> Self {
        Self { id: None, name, kind, within: Vec::new() }
    }
}

/// `name` without the white space around it.
///
/// Errors: it is empty, has no letter, or is longer than any name.
pub(super) fn checked(name: &str) -> Result<&str> {
    let name = name.trim();
    let hint = "例如：gangyao place 白城；用 gangyao places 看规划里有哪些地名";
    if name.chars().count() > LETTERS {
        return Err(Error::usage(format!("地名太长：最多 {LETTERS} 个字")).with_hint(hint));
    }
    if fold::letters(name).is_empty() {
        return Err(Error::usage("没有说是哪个地方").with_hint(hint));
    }
    Ok(name)
}

/// The places called `name`, the largest first: as the gazetteer has it, else in other writing, else with another ending, else as
/// `unknown` gives the names that only the plans know.
pub(super) fn of(
    name: &str,
    lexicon: &Lexicon,
    unknown: impl Fn() -> Result<Vec<(String, PlaceKind)>>,
) -> Result<Vec<Meaning>> {
    let gazetteer = lexicon.gazetteer();
    let folded = fold::letters(name);
    let mut numbers = gazetteer.named(name).to_vec();
    if numbers.is_empty() {
        numbers = written_otherwise(gazetteer, &folded);
    }
    if numbers.is_empty() {
        numbers = with_another_ending(gazetteer, &folded);
    }
    numbers.sort_by_key(|&n| (gazetteer.place(n).kind, gazetteer.place(n).id.clone()));
    numbers.dedup();
    if !numbers.is_empty() {
        return Ok(numbers.into_iter().map(|n| Meaning::of(gazetteer, n)).collect());
    }
    let same = unknown()?.into_iter().filter(|(other, _)| fold::letters(other) == folded);
    Ok(same.map(|(name, kind)| Meaning::unknown(name, kind)).collect())
}

/// The places whose names have the same letters when folded: 長春.
fn written_otherwise(gazetteer: &Gazetteer, folded: &str) -> Vec<u32> {
    let same = gazetteer.names().filter(|(other, _)| fold::letters(other) == folded);
    same.flat_map(|(_, places)| places.to_vec()).collect()
}

/// The divisions, and the rivers with their basins, whose names differ only in their ending: 白城地区, 前郭州.
fn with_another_ending(gazetteer: &Gazetteer, folded: &str) -> Vec<u32> {
    let endings = || DIVISION_KINDS.into_iter().chain(["流域"]);
    let stems = endings().filter_map(|ending| folded.strip_suffix(ending));
    let stems: Vec<&str> = stems.filter(|stem| stem.chars().count() > 1).collect();
    let fits = |name: &str| {
        let name = fold::letters(name);
        stems.contains(&name.as_str())
            || endings().any(|ending| name.strip_suffix(ending) == Some(folded))
    };
    let found = gazetteer.names().filter(|(name, _)| fits(name));
    found.flat_map(|(_, places)| places.to_vec()).collect()
}

/// Names that look like `name`: those of places that the plans print, or else any.
pub(super) fn near(name: &str, printed: &[Listed], lexicon: &Lexicon) -> Vec<String> {
    let gazetteer = lexicon.gazetteer();
    let known = |p: &Listed| p.id.as_ref().and_then(|id| gazetteer.by_id(id));
    let names = |p: &Listed| {
        let also = known(p).map_or(&[][..], |n| &gazetteer.place(n).also);
        also.iter().chain([&p.name]).cloned().collect::<Vec<_>>()
    };
    let printed: Vec<String> = printed.iter().flat_map(names).collect();
    let typed: Vec<char> = name.chars().collect();
    let close = |word: &&str| differs_by_one(&typed, &word.chars().collect::<Vec<_>>());
    let words = || printed.iter().map(String::as_str);
    let mut out: Vec<&str> = words().filter(close).collect();
    if out.is_empty() {
        out = near::of(name, words());
    }
    if out.is_empty() {
        out = gazetteer.names().map(|(name, _)| name).filter(close).collect();
    }
    out.retain(|word| *word != name);
    out.truncate(NEAR);
    out.into_iter().map(str::to_owned).collect()
}

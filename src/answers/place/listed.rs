//! [`Listed`]: a place that the plans name, and how often.

use std::collections::BTreeMap;

use super::Meaning;
use crate::ground::Result;
use crate::index::{Ask, Filter, Key, Mark, Reader, mark};
use crate::lexicon::{Lexicon, PlaceKind};

/// A place that some plan names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id in the gazetteer; `None` for a name that only the plans know.
    pub id: Option<String>,
    /// Its full name, or the name as printed.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The names of what holds the whole of it, from the smallest.
    pub within: Vec<String>,
    /// How many measures and headings name or abbreviate it.
    pub count: usize,
    /// How many use its name as a brand.
    pub brands: usize,
}

/// The places that the plans let through by `plans` name: the most often named first, then by kind and id.
pub(super) fn of(reader: &Reader, lexicon: &Lexicon, plans: &[Ask]) -> Result<Vec<Listed>> {
    let mut marks = BTreeMap::<String, [Vec<Ask>; 2]>::new();
    for value in reader.values(Key::Place)? {
        let Some((how, id)) = value.split_once(':') else { continue };
        let side = match how {
            "named" | "abbreviation" | "unknown" => 0,
            "brand" => 1,
            _ => continue,
        };
        let filter = Ask::Filter(Filter::Mark(Mark::new(Key::Place, value.as_str())));
        let key = if how == "unknown" { value.clone() } else { id.to_owned() };
        marks.entry(key).or_default()[side].push(filter);
    }
    let mut listed = Vec::new();
    for (key, asks) in marks {
        let Some(meaning) = meaning(&key, lexicon) else { continue };
        let mut counts = [0, 0];
        for (count, asks) in counts.iter_mut().zip(asks).filter(|(_, asks)| !asks.is_empty()) {
            *count =
                reader.search(&Ask::All([vec![Ask::Any(asks)], plans.to_vec()].concat()), 0)?.0;
        }
        let Meaning { id, name, kind, within } = meaning;
        listed.push(Listed { id, name, kind, within, count: counts[0], brands: counts[1] });
    }
    listed.retain(|place| place.count + place.brands > 0);
    listed.sort_by(|a, b| {
        let key = |p: &Listed| (std::cmp::Reverse(p.count + p.brands), p.kind, p.id.clone());
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    Ok(listed)
}

/// The place that an id, or the value of a mark of an unknown name, stands for.
fn meaning(key: &str, lexicon: &Lexicon) -> Option<Meaning> {
    if let Some((kind, name)) = mark::parse_unknown_place(key) {
        return Some(Meaning::unknown(name.to_owned(), kind));
    }
    let gazetteer = lexicon.gazetteer();
    gazetteer.by_id(key).map(|n| Meaning::of(gazetteer, n))
}

/// The names that only the plans know, each with its kind.
pub(super) fn unknown(reader: &Reader) -> Result<Vec<(String, PlaceKind)>> {
    let values = reader.values(Key::Place)?;
    let names = values.iter().filter_map(|value| mark::parse_unknown_place(value));
    Ok(names.map(|(kind, name)| (name.to_owned(), kind)).collect())
}

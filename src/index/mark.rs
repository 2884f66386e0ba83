//! [`Mark`]: what a document can be filtered by besides its words and its place in the plan.
//!
//! A measure bears the marks of all its tags. A node bears only what is said of itself: its kind, its fields and the places its
//! heading names; it answers no filter through its measures, which answer for themselves.
//!
//! A filter more is a line in [`Key`] and one in [`Marker::marks`]; whoever changes what marks are made also changes the format of the index
//! in `layout.rs`, so that no index is read that was written with others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::record::Record;
use crate::lexicon::{Lexicon, PlaceKind};
use crate::plan::Plan;
use crate::tags::{DepartmentBasis, Place, PlaceRelation, Tags};

/// What a mark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The kind of the measure or node: `outcome`.
    Kind,
    /// The id of a field of responsibility: `water`.
    Domain,
    /// A year something is due in, in four digits.
    Year,
    /// A responsible body, whoever says so, without the 省 or 市 before it.
    Department,
    /// The same, where the plan says so.
    Stated,
    /// The same, where only the table of fields suggests it.
    Inferred,
    /// The same, where a person filled it in.
    Filled,
    /// How binding it is: `mandatory`.
    Strength,
    /// What there is at all: `target`, and `department` where not only the table of fields suggests one.
    Has,
    /// What its targets are of: see [`Target::identity`](crate::tags::Target::identity).
    Indicator,
    /// The id of a place: `named:…`, `abbreviation:…`, `brand:…` as it is printed, `within:…` where a place printed lies wholly in it,
    /// `basin:…` where one flows into it; and `unknown:…` with kind and name of what has no id.
    Place,
}

impl Key {
    /// All keys.
    pub const ALL: [Key; 11] = [
        Key::Kind,
        Key::Domain,
        Key::Year,
        Key::Department,
        Key::Stated,
        Key::Inferred,
        Key::Filled,
        Key::Strength,
        Key::Has,
        Key::Indicator,
        Key::Place,
    ];

    /// Its name in the index and in the query language.
    pub fn name(self) -> &'static str {
        match self {
            Key::Kind => "kind",
            Key::Domain => "domain",
            Key::Year => "year",
            Key::Department => "department",
            Key::Stated => "stated",
            Key::Inferred => "inferred",
            Key::Filled => "filled",
            Key::Strength => "strength",
            Key::Has => "has",
            Key::Indicator => "indicator",
            Key::Place => "place",
        }
    }

    /// Whether hits are counted by it: see [`Tally`](super::Tally).
    pub fn is_counted(self) -> bool {
        !matches!(self, Key::Department | Key::Has | Key::Indicator | Key::Place)
    }
}

/// One thing a document can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark<V = String> {
    /// What it is about.
    pub key: Key,
    /// What it says.
    pub value: V,
}

/// A mark of which a plan has the words.
pub type Borne<'a> = Mark<Cow<'a, str>>;

impl<V: AsRef<str>> Mark<V> {
    /// The term it is in the index: `domain=water`.
    pub fn term(&self) -> String {
        self.parts().concat()
    }

    /// The parts of that term.
    pub fn parts(&self) -> [&str; 3] {
        [self.key.name(), "=", self.value.as_ref()]
    }
}

impl Mark {
    /// The mark `key=value`.
    pub fn new(key: Key, value: impl Into<String>) -> Self {
        Self { key, value: value.into() }
    }

    /// The mark that `term` is; `None` where it is none.
    pub fn parse(term: &str) -> Option<Self> {
        let (name, value) = term.split_once('=')?;
        let key = Key::ALL.into_iter().find(|key| key.name() == name)?;
        Some(Self::new(key, value))
    }
}

/// The value of [`Key::Year`] for `year`: in order as text as the years are.
pub fn year(year: u16) -> String {
    format!("{year:04}")
}

/// Gives the documents of a plan their marks.
pub struct Marker<'a> {
    plan: &'a Plan,
    lexicon: &'a Lexicon,
    /// What the places met so far are found by, by how they are named and their ids: a plan names the same ones again and again.
    places: BTreeMap<(PlaceRelation, &'a str), Vec<String>>,
}

impl<'a> Marker<'a> {
    /// Which has met no place of `plan`.
    pub fn new(plan: &'a Plan, lexicon: &'a Lexicon) -> Self {
        Self { plan, lexicon, places: BTreeMap::new() }
    }

    /// The marks of `record`, each once, in order.
    pub fn marks(&mut self, record: Record) -> Vec<Borne<'_>> {
        let plan = self.plan;
        let (kind, tags) = match record.measure {
            Some(at) => (plan.measures[at].kind.name(), plan.tags.get(at)),
            None => (plan.outline.nodes[record.node].kind.name(), plan.node_tags.get(record.node)),
        };
        let mut marks = vec![borne(Key::Kind, kind)];
        if let Some(tags) = tags {
            marks.extend(tags.domains.iter().map(|domain| borne(Key::Domain, &*domain.id)));
            marks.extend(years(tags).map(|due| borne(Key::Year, year(due))));
            marks.extend(departments(tags));
            marks.extend(tags.strength.iter().map(|s| borne(Key::Strength, s.level.name())));
            marks.extend((!tags.targets.is_empty()).then(|| borne(Key::Has, "target")));
            let named = tags.departments.iter().any(|d| d.basis != DepartmentBasis::Inferred);
            marks.extend(named.then(|| borne(Key::Has, "department")));
            marks.extend(tags.targets.iter().map(|t| borne(Key::Indicator, t.identity())));
            marks.extend(self.places(&tags.places));
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    fn places(&mut self, places: &'a [Place]) -> impl Iterator<Item = Borne<'_>> {
        for place in places {
            let Some(id) = &place.id else { continue };
            let found_by = || found_by(place.relation, id, self.lexicon);
            self.places.entry((place.relation, id)).or_insert_with(found_by);
        }
        places.iter().flat_map(|place| {
            let known = place.id.as_ref().map(|id| &self.places[&(place.relation, id.as_str())]);
            let name = || unknown_place(place.kind, place.span.of(&self.plan.text));
            let unknown = known.is_none().then(name).map(Cow::from);
            let known = known.into_iter().flatten().map(Cow::from);
            known.chain(unknown).map(|value| borne(Key::Place, value))
        })
    }
}

fn borne<'a>(key: Key, value: impl Into<Cow<'a, str>>) -> Borne<'a> {
    Mark { key, value: value.into() }
}

/// The years something is due in. What only begins in a year, or comes every year, is due in none.
fn years(tags: &Tags) -> impl Iterator<Item = u16> {
    let deadlines = tags.deadlines.iter().filter_map(|deadline| deadline.to);
    deadlines.chain(tags.targets.iter().filter_map(|target| target.deadline))
}

fn departments(tags: &Tags) -> impl Iterator<Item = Borne<'_>> {
    tags.departments.iter().flat_map(|department| {
        let basis = match department.basis {
            DepartmentBasis::Stated => Key::Stated,
            DepartmentBasis::Inferred => Key::Inferred,
            DepartmentBasis::Corrected => Key::Filled,
        };
        let name = department_name(&department.name);
        [borne(Key::Department, name), borne(basis, name)]
    })
}

/// `name` without the level before it: 生态环境厅 of 省生态环境厅. 市场监管局 has none.
pub fn department_name(name: &str) -> &str {
    const LEVELS: [char; 5] = ['省', '市', '县', '区', '州'];
    const OF_THE_NAME: [char; 6] = ['场', '政', '域', '级', '容', '直'];
    match name.strip_prefix(LEVELS) {
        Some(rest) if rest.chars().count() > 2 && !rest.starts_with(OF_THE_NAME) => rest,
        _ => name,
    }
}

/// The values of [`Key::Place`] for the place of `id`: itself, what holds it and what it flows into; of a brand only itself.
fn found_by(relation: PlaceRelation, id: &str, lexicon: &Lexicon) -> Vec<String> {
    let value = |how: &str, id: &str| format!("{how}:{id}");
    let mut values = vec![value(relation.name(), id)];
    let gazetteer = lexicon.gazetteer();
    let known = gazetteer.by_id(id).filter(|_| relation != PlaceRelation::Brand);
    if let Some(n) = known {
        let ids = |numbers: Vec<u32>| numbers.into_iter().map(|n| &gazetteer.place(n).id);
        values.extend(ids(gazetteer.holders(n)).map(|id| value("within", id)));
        values.extend(ids(gazetteer.drains_into(n)).map(|id| value("basin", id)));
    }
    values
}

/// The value of [`Key::Place`] for a name that the gazetteer does not have, as it is printed but for breaks of lines.
pub fn unknown_place(kind: PlaceKind, name: &str) -> String {
    let name: String = name.split_whitespace().collect();
    format!("unknown:{}:{name}", kind.name())
}

/// The kind and the name that such a value stands for.
pub fn parse_unknown_place(value: &str) -> Option<(PlaceKind, &str)> {
    let (kind, name) = value.strip_prefix("unknown:")?.split_once(':')?;
    Some((PlaceKind::named(kind)?, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_its_term_and_back() {
        for key in Key::ALL {
            let mark = Mark::new(key, "a=b");
            assert_eq!(Mark::parse(&mark.term()), Some(mark));
        }
        assert_eq!((Mark::parse("water"), Mark::parse("colour=red")), (None, None));
    }

    #[test]
    fn a_name_without_an_id_keeps_its_kind() {
        let value = unknown_place(PlaceKind::Reservoir, "某某\n水库");
        assert_eq!(value, "unknown:reservoir:某某水库");
        assert_eq!(parse_unknown_place(&value), Some((PlaceKind::Reservoir, "某某水库")));
        assert_eq!(parse_unknown_place("named:220800"), None);
    }

    #[test]
    fn departments_go_without_their_level() {
        let names =
            ["省生态环境厅", "市场监管局", "市市场监管局", "州水利局", "区政府", "生态环境厅"];
        let bare = names.map(department_name);
        assert_eq!(
            bare,
            ["生态环境厅", "市场监管局", "市场监管局", "水利局", "区政府", "生态环境厅"]
        );
    }
}

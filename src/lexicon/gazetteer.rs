//! [`Gazetteer`]: the places of the tables, what each is, what holds it, what it flows into.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::lines::split_names;
use super::place::{Numbers, PlaceKind, PlaceRow, Places};
use super::{Find, List, Row, Table};
use crate::ground::Note;

/// All places, by number. A number holds for one lexicon only; what is kept is the id.
///
/// That of the shipped tables is read when the program is built, and loaded from what was made of it then.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gazetteer {
    places: Places,
    /// The number of the first place of each list that is a table of places, by the list.
    starts: Vec<Option<u32>>,
    /// Every name of every place, by name: whose it is.
    means: Numbers,
    /// Which name of that place, in the same order; 0 for the full one.
    which: Numbers,
    /// The places by id.
    ids: Numbers,
    /// Rows of which a cell names no place, or more than one, by list and line.
    pub notes: Vec<(List, Note)>,
}

/// How many places hold each other at the most; what goes on is a ring.
const DEPTH: usize = 8;

impl Gazetteer {
    /// The tables of places, in the order in which their rows are numbered.
    pub(crate) const TABLES: [List; 6] =
        [List::Divisions, List::Waters, List::Landforms, List::Parks, List::Regions, List::Jilin];

    /// Reads the tables of places. A cell that names no place counts for nothing and is noted.
    pub(crate) fn read<'t>(table: impl Fn(List) -> &'t Table<'static>) -> Self {
        let mut gazetteer = Self { starts: vec![None; List::ALL.len()], ..Self::default() };
        for list in Self::TABLES {
            gazetteer.starts[list as usize] = Some(gazetteer.places.len() as u32);
            table(list).rows.iter().for_each(|row| gazetteer.add(list, table(list), row));
        }
        gazetteer.sort();
        for list in Self::TABLES {
            gazetteer.resolve(list, table(list));
        }
        gazetteer
    }

    /// Puts names and ids in order, equal ones in that of their rows.
    fn sort(&mut self) {
        let places = &self.places;
        let all = || 0..places.len() as u32;
        let names_of = |n: u32| (0..=places.at(n as usize).also.len() as u32).map(move |w| (n, w));
        let mut names: Vec<(u32, u32)> = all().flat_map(names_of).collect();
        names.sort_by_key(|&(n, which)| places.at(n as usize).called(which));
        let (means, which) = names.into_iter().unzip();
        let mut ids: Vec<u32> = all().collect();
        ids.sort_by_key(|&n| &places.at(n as usize).id);
        (self.means, self.which, self.ids) = (Numbers(means), Numbers(which), Numbers(ids));
    }

    fn add(&mut self, list: List, table: &Table<'static>, row: Row<'_>) {
        let cell = |name: &str| table.column(name).map_or("", |n| row.cell(n));
        let kind = PlaceKind::named(cell("kind")).unwrap_or_else(|| {
            self.note::<()>(list, row, format!("“{}”不是地名类别", cell("kind")));
            PlaceKind::Region
        });
        let (name, code) = (Cow::from(row.word().to_owned()), cell("code"));
        let id = if code.is_empty() { format!("{}:{name}", kind.name()) } else { code.to_owned() };
        let id = Cow::from(id);
        let also = split_names(cell("also")).map(str::to_owned).collect();
        let (within, basin, through) = (Vec::new(), None, Vec::new());
        self.places.push(PlaceRow { id, name, kind, also, within, basin, through });
    }

    /// Names in `parent`, `within`, `basin`, `through` → numbers.
    fn resolve(&mut self, list: List, table: &Table<'static>) {
        let columns = ["parent", "within", "basin", "through"].map(|c| table.column(c));
        for (number, row) in (self.starts[list as usize].unwrap_or(0)..).zip(table.rows.iter()) {
            let [parent, within, basin, through] = columns.map(|c| c.map_or("", |n| row.cell(n)));
            let mut all = |cells: &[&str]| -> Vec<u32> {
                let names = cells.iter().copied().flat_map(split_names);
                names.filter_map(|name| self.one(list, row, name)).collect()
            };
            let (holders, through) = (all(&[parent, within]), all(&[through]));
            let basin = Some(basin).filter(|name| !name.is_empty());
            let basin = basin.and_then(|name| self.one(list, row, name));
            if let Some(place) = self.places.get_mut(number as usize) {
                (place.within, place.basin, place.through) = (holders, basin, through);
            }
        }
    }

    /// The one place whose id or full name is `name`.
    fn one(&mut self, list: List, row: Row<'_>, name: &str) -> Option<u32> {
        let full = |n: &&u32| self.place(**n).name == name;
        let named: Vec<u32> = self.named(name).iter().filter(full).copied().collect();
        match (self.by_id(name), &named[..]) {
            (Some(number), _) | (None, &[number]) => Some(number),
            (None, []) => self.note(list, row, format!("没有“{name}”这个地名")),
            (None, _) => self.note(list, row, format!("叫“{name}”的不止一处，请写代码")),
        }
    }

    fn note<T>(&mut self, list: List, row: Row<'_>, message: String) -> Option<T> {
        self.notes.push((list, Note::warning(row.line, format!("{}：{message}", row.word()))));
        None
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All places, in the order of their numbers.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRow> {
        self.places.iter()
    }

    /// The place of number `n`.
    pub fn place(&self, n: u32) -> &PlaceRow {
        self.places.at(n as usize)
    }

    /// The number of the place that a find stands for; `None` for a find of another list.
    pub fn of(&self, find: &Find) -> Option<u32> {
        Some(self.starts.get(find.list() as usize).copied()?? + find.row())
    }

    /// The number of the place of `id`.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let id_of = |n: u32| &*self.place(n).id;
        let ids = &self.ids.0;
        let end = ids.partition_point(|&n| id_of(n) <= id);
        ids[..end].last().copied().filter(|&n| id_of(n) == id)
    }

    /// The places that `name` can mean, short, former and other names too.
    pub fn named(&self, name: &str) -> &[u32] {
        let (mut from, mut to) = (0, self.means.0.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.name(middle) < name { from = middle + 1 } else { to = middle }
        }
        let same = (from..self.means.0.len()).take_while(|&at| self.name(at) == name);
        &self.means.0[from..from + same.count()]
    }

    /// The division called `name`, the highest of those that are.
    pub fn division(&self, name: &str) -> Option<u32> {
        let divisions =
            self.named(name).iter().copied().filter(|&n| self.place(n).kind.is_division());
        divisions.min_by_key(|&n| self.place(n).kind)
    }

    /// Every name and the places it can mean, by name.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[u32])> {
        let all = 0..self.means.0.len();
        let first = |&at: &usize| at == 0 || self.name(at - 1) != self.name(at);
        all.filter(first).map(|at| (self.name(at), self.named(self.name(at))))
    }

    /// The name at place `at` of all names.
    fn name(&self, at: usize) -> &str {
        self.place(self.means.0[at]).called(self.which.0[at])
    }

    /// The names that mean two places or more, by name.
    pub fn ambiguous(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.names().filter(|(_, places)| places.len() > 1)
    }

    /// What holds the whole of place `n`, from the smallest, each once. A ring in a user's table ends where it closes.
    pub fn holders(&self, n: u32) -> Vec<u32> {
        let mut out = self.place(n).within.clone();
        let mut at = 0;
        while let Some(&next) = out.get(at) {
            for &up in &self.place(next).within {
                if up != n && !out.contains(&up) {
                    out.push(up);
                }
            }
            at += 1;
        }
        out
    }

    /// Whether place `inner` is `outer` or lies wholly within it.
    pub fn lies_in(&self, inner: u32, outer: u32) -> bool {
        inner == outer || self.any_holder(inner, |up| up == outer)
    }

    /// Whether `test` passes something that holds the whole of place `n`.
    pub fn any_holder(&self, n: u32, test: impl Fn(u32) -> bool) -> bool {
        // Nearly every place is held by one, and that by one, up to the state.
        let mut at = n;
        for _ in 0..DEPTH {
            match self.place(at).within[..] {
                [] => return false,
                [only] if only != n && test(only) => return true,
                [only] => at = only,
                _ => break,
            }
        }
        self.holders(n).into_iter().any(test)
    }

    /// The waters that place `n` drains into, from the nearest: 饮马河 → 第二松花江 → 松花江 → 黑龙江.
    pub fn drains_into(&self, n: u32) -> Vec<u32> {
        let mut out = Vec::new();
        let mut at = n;
        while let Some(next) = self.place(at).basin.filter(|b| *b != n && !out.contains(b)) {
            out.push(next);
            at = next;
        }
        out
    }

    /// The river of a basin (松花江流域 → 松花江), the basin of a river.
    pub fn twin(&self, n: u32) -> Option<u32> {
        let place = self.place(n);
        let name = match place.kind {
            PlaceKind::Basin => place.name.strip_suffix("流域")?.to_owned(),
            PlaceKind::River | PlaceKind::Lake => format!("{}流域", place.name),
            _ => return None,
        };
        self.named(&name).iter().copied().find(|&other| {
            let kind = self.place(other).kind;
            matches!(kind, PlaceKind::Basin | PlaceKind::River | PlaceKind::Lake)
        })
    }
}

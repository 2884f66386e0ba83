//! [`Gazetteer`]: the places of the tables, what each is, what holds it, what it flows into.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::lines::split_names;
use super::{Find, List, Row, Table};
use crate::ground::Note;

/// All places, by number. A number holds for one lexicon only; what is kept is the id.
///
/// That of the shipped tables is read when the program is built, and loaded from what was made of it then.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gazetteer {
    places: Vec<PlaceRow>,
    /// The number of the first place of each list that is a table of places, by the list.
    starts: Vec<Option<u32>>,
    /// Every name of every place by name: whose it is, and which, 0 for the full one.
    names: Vec<(u32, u16)>,
    /// Whose the names are, in the same order.
    means: Vec<u32>,
    /// The places by id.
    ids: Vec<u32>,
    /// Rows of which a cell names no place, or more than one, by list and line.
    pub notes: Vec<(List, Note)>,
}

/// One place. Its names stand in the program itself, but for those of a user's tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// The code of a division; else kind and name: `river:东辽河`.
    #[serde(borrow)]
    pub id: Cow<'static, str>,
    /// Its full name.
    #[serde(borrow)]
    pub name: Cow<'static, str>,
    /// What it is.
    pub kind: PlaceKind,
    /// Short, former and other names.
    pub also: Vec<String>,
    /// The smallest places that hold the whole of it.
    pub within: Vec<u32>,
    /// What it flows into, or the basin it is a part of.
    pub basin: Option<u32>,
}

/// Declares the kinds, each with the word of the tables and JSON and the word a Chinese reader sees.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal $label:literal,)*) => {
        /// What a place is.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        pub enum PlaceKind {
            $($(#[$doc])* $name,)*
        }

        impl PlaceKind {
            /// All kinds, divisions first and from the largest.
            pub const ALL: &[PlaceKind] = &[$(PlaceKind::$name,)*];

            /// The word used in tables and JSON.
            pub fn name(self) -> &'static str {
                match self {
                    $(PlaceKind::$name => $word,)*
                }
            }

            /// The word a Chinese reader sees.
            pub fn label(self) -> &'static str {
                match self {
                    $(PlaceKind::$name => $label,)*
                }
            }
        }
    };
}

kinds! {
    /// A state.
    Country = "country" "国家",
    /// 省, 自治区, 直辖市, 特别行政区.
    Province = "province" "省级",
    /// 地级市, 自治州, 地区, 盟.
    Prefecture = "prefecture" "地级",
    /// 县, 县级市, 旗.
    County = "county" "县级",
    /// 市辖区.
    District = "district" "市辖区",
    /// 镇, 乡, 街道.
    Town = "town" "乡镇",
    /// A development zone, new area or industrial base.
    Zone = "zone" "开发区",
    /// A part of the country without borders of its own, or of the world.
    Region = "region" "区域",
    /// A river.
    River = "river" "河流",
    /// A lake.
    Lake = "lake" "湖泊",
    /// A reservoir.
    Reservoir = "reservoir" "水库",
    /// A wetland.
    Wetland = "wetland" "湿地",
    /// A river basin.
    Basin = "basin" "流域",
    /// A bay, lagoon or estuary.
    Bay = "bay" "海湾",
    /// A sea or strait.
    Sea = "sea" "海域",
    /// An island.
    Island = "island" "岛屿",
    /// A mountain or range.
    Mountain = "mountain" "山脉",
    /// A plain, plateau, desert, grassland.
    Landform = "landform" "地貌区",
    /// A nature reserve.
    Reserve = "reserve" "自然保护区",
    /// A national park.
    NationalPark = "national-park" "国家公园",
    /// A scenic area or forest park.
    ScenicArea = "scenic-area" "景区",
}

impl PlaceRow {
    /// Its full name, or the one of that number of its others, counted from 1.
    fn called(&self, which: u16) -> &str {
        match which {
            0 => &self.name,
            n => &self.also[n as usize - 1],
        }
    }
}

impl PlaceKind {
    /// The kind that the tables call `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether it is a division of the state from the county upward.
    pub fn is_division(self) -> bool {
        (Self::Province..=Self::District).contains(&self)
    }
}

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
        self.names.sort_by_key(|&(n, which)| places[n as usize].called(which));
        self.means = self.names.iter().map(|&(n, _)| n).collect();
        self.ids = (0..places.len() as u32).collect();
        self.ids.sort_by_key(|&n| &places[n as usize].id);
    }

    fn add(&mut self, list: List, table: &Table<'static>, row: &Row<'static>) {
        let cell = |name: &str| table.column(name).map_or("", |n| row.cell(n));
        let kind = PlaceKind::named(cell("kind")).unwrap_or_else(|| {
            self.note::<()>(list, row, format!("“{}”不是地名类别", cell("kind")));
            PlaceKind::Region
        });
        let (name, code) = (Cow::from(row.word().to_owned()), cell("code"));
        let id = if code.is_empty() { format!("{}:{name}", kind.name()) } else { code.to_owned() };
        let id = Cow::from(id);
        let number = self.places.len() as u32;
        let also: Vec<String> = split_names(cell("also")).map(str::to_owned).collect();
        self.names.extend((0..=also.len() as u16).map(|which| (number, which)));
        self.places.push(PlaceRow { id, name, kind, also, within: Vec::new(), basin: None });
    }

    /// Names in `parent`, `within`, `basin` → numbers.
    fn resolve(&mut self, list: List, table: &Table<'static>) {
        let [parent, within, basin] = ["parent", "within", "basin"].map(|c| table.column(c));
        for (number, row) in (self.starts[list as usize].unwrap_or(0)..).zip(&table.rows) {
            let holders = [parent, within].map(|c| c.map_or("", |n| row.cell(n)));
            let holders = holders.into_iter().flat_map(split_names);
            let holders = holders.filter_map(|name| self.one(list, row, name)).collect();
            let basin = Some(basin.map_or("", |n| row.cell(n))).filter(|name| !name.is_empty());
            let basin = basin.and_then(|name| self.one(list, row, name));
            let place = &mut self.places[number as usize];
            (place.within, place.basin) = (holders, basin);
        }
    }

    /// The one place whose id or full name is `name`.
    fn one(&mut self, list: List, row: &Row<'static>, name: &str) -> Option<u32> {
        let full = |n: &&u32| self.places[**n as usize].name == name;
        let named: Vec<u32> = self.named(name).iter().filter(full).copied().collect();
        match (self.by_id(name), &named[..]) {
            (Some(number), _) | (None, &[number]) => Some(number),
            (None, []) => self.note(list, row, format!("没有“{name}”这个地名")),
            (None, _) => self.note(list, row, format!("叫“{name}”的不止一处，请写代码")),
        }
    }

    fn note<T>(&mut self, list: List, row: &Row<'static>, message: String) -> Option<T> {
        self.notes.push((list, Note::warning(row.line, format!("{}：{message}", row.word()))));
        None
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All places, in the order of their numbers.
    pub fn places(&self) -> &[PlaceRow] {
        &self.places
    }

    /// The place of number `n`.
    pub fn place(&self, n: u32) -> &PlaceRow {
        &self.places[n as usize]
    }

    /// The number of the place that a find stands for; `None` for a find of another list.
    pub fn of(&self, find: &Find) -> Option<u32> {
        Some(self.starts.get(find.list as usize).copied()?? + find.row)
    }

    /// The number of the place of `id`.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let id_of = |n: u32| &*self.place(n).id;
        let end = self.ids.partition_point(|&n| id_of(n) <= id);
        self.ids[..end].last().copied().filter(|&n| id_of(n) == id)
    }

    /// The places that `name` can mean, short, former and other names too.
    pub fn named(&self, name: &str) -> &[u32] {
        let from = self.names.partition_point(|&entry| self.name(entry) < name);
        let same = self.names[from..].iter().take_while(|&&entry| self.name(entry) == name);
        &self.means[from..from + same.count()]
    }

    /// Every name and the places it can mean, by name.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[u32])> {
        let mut end = 0;
        let groups = self.names.chunk_by(|&a, &b| self.name(a) == self.name(b));
        groups.map(move |group| {
            let from = end;
            end += group.len();
            (self.name(group[0]), &self.means[from..end])
        })
    }

    fn name(&self, (place, which): (u32, u16)) -> &str {
        self.place(place).called(which)
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
            let fresh = |up: &&u32| **up != n && !out.contains(up);
            let more: Vec<u32> = self.place(next).within.iter().filter(fresh).copied().collect();
            out.extend(more);
            at += 1;
        }
        out
    }

    /// Whether place `inner` is `outer` or lies wholly within it.
    pub fn lies_in(&self, inner: u32, outer: u32) -> bool {
        inner == outer || self.holders(inner).contains(&outer)
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

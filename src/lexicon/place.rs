//! [`PlaceRow`]: one place; [`PlaceKind`]: what it is; [`Places`]: all of them, each loaded when it is first looked at.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::row::numbers;

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
    /// The provinces that it flows through, where a plan elsewhere may mean another water by its name.
    pub through: Vec<u32>,
}

impl PlaceRow {
    /// Its full name, or the one of that number of its others, counted from 1; there must be so many.
    pub(super) fn called(&self, which: u32) -> &str {
        match which {
            0 => &self.name,
            n => &self.also[n as usize - 1],
        }
    }
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

            /// The kind that the tables call `name`.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($word => Some(PlaceKind::$name),)*
                    _ => None,
                }
            }

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

impl PlaceKind {
    /// Whether it is a division of the state from the county upward.
    pub fn is_division(self) -> bool {
        (Self::Province..=Self::District).contains(&self)
    }

    /// Whether it is a water by itself, no basin and no stretch of the sea.
    pub fn is_water(self) -> bool {
        matches!(self, Self::River | Self::Lake | Self::Reservoir)
    }
}

/// What the full names of divisions of the state end with.
pub const DIVISION_ENDS: [char; 7] = ['省', '市', '县', '区', '州', '盟', '旗'];

/// What the full names of divisions end with, and people leave out or say another for: 白城, 白城地区 and 白城市.
pub const DIVISION_KINDS: [&str; 13] = [
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "镇",
    "地区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
];

/// The places by number: read from tables, or made of them when the program was built and loaded one by one.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Those read; where there are any, none was made.
    read: Vec<PlaceRow>,
    /// Those made: the bytes of all, where each ends in them, and what was loaded of them.
    bytes: &'static [u8],
    ends: Vec<u32>,
    loaded: Vec<OnceLock<Box<PlaceRow>>>,
}

impl Places {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len() + self.ends.len()
    }

    /// Adds a place to those read.
    pub fn push(&mut self, place: PlaceRow) {
        self.read.push(place);
    }

    /// Place `n`, to be changed, of those read.
    pub fn get_mut(&mut self, n: usize) -> Option<&mut PlaceRow> {
        self.read.get_mut(n)
    }

    /// Place `n`; there must be so many.
    pub fn at(&self, n: usize) -> &PlaceRow {
        match self.loaded.get(n) {
            Some(place) => place.get_or_init(|| Box::new(self.load(n))),
            None => &self.read[n],
        }
    }

    fn load(&self, n: usize) -> PlaceRow {
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        let bytes = &self.bytes[start as usize..self.ends[n] as usize];
        postcard::from_bytes(bytes).expect("what the build script made is what is loaded")
    }

    /// All places, by number.
    pub fn iter(&self) -> impl Iterator<Item = &PlaceRow> {
        (0..self.len()).map(|n| self.at(n))
    }
}

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for place in self.iter() {
            bytes.extend(postcard::to_stdvec(place).map_err(S::Error::custom)?);
            ends.push(bytes.len() as u32);
        }
        (Numbers(ends), bytes).serialize(serializer)
    }
}

impl<'de: 'static> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Numbers(ends), bytes) = <(Numbers, &'de [u8])>::deserialize(deserializer)?;
        let loaded = ends.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { read: Vec::new(), bytes, ends, loaded })
    }
}

/// Numbers kept as they lie in memory, so that loading them is copying.
#[derive(Debug, Default)]
pub(super) struct Numbers(pub Vec<u32>);

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|n| n.to_le_bytes()).collect();
        bytes.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(numbers(<&'de [u8]>::deserialize(deserializer)?)))
    }
}

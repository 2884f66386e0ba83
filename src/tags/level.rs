//! [`Level`]: the level of government whose bodies carry a plan out, by the region it is for.

use crate::lexicon::{Lexicon, PlaceKind};
use crate::outline::Identity;

/// A level of government; what its bodies are called depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 国家: 部.
    Ministry,
    /// 省, 自治区: 厅.
    Province,
    /// 直辖市: 委 and 局.
    Municipality,
    /// 设区的市, 自治州, 盟: 局.
    City,
    /// 县, 县级市, 区, 旗, and the towns below: 局.
    County,
}

/// The cities that are provinces.
const CENTRAL_CITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];

impl Level {
    /// The name of the level in the columns of the table of fields.
    pub fn name(self) -> &'static str {
        match self {
            Level::Ministry => "ministry",
            Level::Province => "province",
            Level::Municipality => "municipality",
            Level::City => "city",
            Level::County => "county",
        }
    }

    /// The level of a plan: that of its region; without one that of the place its title names, unless the state issued it.
    pub fn of(identity: &Identity, lexicon: &Lexicon) -> Self {
        let state = |issuer: &String| ["中共中央", "国务院"].iter().any(|s| issuer.contains(s));
        match identity.region.as_deref() {
            Some(region) => Self::of_region(region, lexicon),
            None if identity.issuers.iter().any(state) => Level::Ministry,
            None => Self::of_title(&identity.title, lexicon).unwrap_or(Level::Ministry),
        }
    }

    /// The level that the catalogue calls `name` (国家, 省, 市, 县, 乡镇), for `region`.
    pub fn named(name: &str, region: Option<&str>) -> Option<Self> {
        let central = region.is_some_and(|region| CENTRAL_CITIES.contains(&region));
        Some(match name {
            "国家" => Level::Ministry,
            "省" | "市" if central => Level::Municipality,
            "省" => Level::Province,
            "市" => Level::City,
            "县" | "乡镇" => Level::County,
            _ => return None,
        })
    }

    /// The level of a region: by the gazetteer, which knows 县级市; by its last character where that does not know it.
    fn of_region(region: &str, lexicon: &Lexicon) -> Self {
        if CENTRAL_CITIES.contains(&region) {
            return Level::Municipality;
        }
        let gazetteer = lexicon.gazetteer();
        let named = gazetteer.named(region).iter().map(|&n| gazetteer.place(n));
        let full = named.filter(|place| place.name == region).map(|place| place.kind);
        match full.filter(|kind| kind.is_division()).min() {
            Some(kind) => Self::of_kind(kind),
            None if region.ends_with('省') || region.ends_with("自治区") => Level::Province,
            None if region.ends_with(['县', '旗', '区', '镇', '乡']) => Level::County,
            None => Level::City,
        }
    }

    /// The level of the first division that `title` names.
    fn of_title(title: &str, lexicon: &Lexicon) -> Option<Self> {
        let gazetteer = lexicon.gazetteer();
        let finds = lexicon.scan(title);
        let whole = crate::ground::Span::new(0, title.len());
        let places = finds.of_places(whole).filter_map(|find| gazetteer.of(find));
        let mut divisions =
            places.map(|n| gazetteer.place(n)).filter(|place| place.kind.is_division());
        divisions.next().map(|place| Self::of_region(&place.name, lexicon))
    }

    fn of_kind(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::Province => Level::Province,
            PlaceKind::Prefecture => Level::City,
            _ => Level::County,
        }
    }
}

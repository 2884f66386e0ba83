//! [`Setting`]: what a plan as a whole tells about the short names in it.

use std::collections::BTreeSet;

use crate::ground::Span;
use crate::lexicon::{Finds, Gazetteer, Lexicon, PlaceKind};

/// The division a plan is for, and the divisions that it names in full.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// The division the plan is for; `None` for a plan of the state.
    pub home: Option<u32>,
    /// What holds it.
    above: Vec<u32>,
    /// The province among these.
    province: Option<u32>,
    /// The divisions named in full somewhere in the text.
    named_in_full: BTreeSet<u32>,
}

impl Setting {
    /// Of a plan with `text`, for `region`.
    pub fn of(text: &str, region: Option<&str>, finds: &Finds, lexicon: &Lexicon) -> Self {
        let gazetteer = lexicon.gazetteer();
        let home = region.and_then(|name| gazetteer.division(name));
        let all = Span::new(0, text.len());
        let named = Gazetteer::TABLES.iter().flat_map(|&list| finds.of(list, all));
        let mut named_in_full = BTreeSet::new();
        for (find, n) in named.filter_map(|find| Some((find, gazetteer.of(find)?))) {
            let (place, word) = (gazetteer.place(n), find.span.of(text));
            if place.kind.is_division() && word == place.name && word.chars().count() > 2 {
                named_in_full.insert(n);
            }
        }
        named_in_full.retain(|&n| gazetteer.named(&gazetteer.place(n).name).len() == 1);
        let above = home.map_or(Vec::new(), |home| gazetteer.holders(home));
        let is_province = |n: &u32| gazetteer.place(*n).kind == PlaceKind::Province;
        let province = above.iter().copied().chain(home).find(is_province);
        Self { home, above, province, named_in_full }
    }

    /// Whether division `n` is the plan's own, lies in it or holds it.
    pub fn is_home(&self, gazetteer: &Gazetteer, n: u32) -> bool {
        self.home.is_some_and(|home| gazetteer.lies_in(n, home)) || self.above.contains(&n)
    }

    /// Whether division `n` lies beside the plan's own, a district or county, in the same city: 江北 in a plan of 渝北.
    pub fn is_beside(&self, gazetteer: &Gazetteer, n: u32) -> bool {
        let place = |n: u32| gazetteer.place(n);
        self.home.is_some_and(|home| {
            place(home).kind > PlaceKind::Prefecture
                && place(n).kind.is_division()
                && place(n).within == place(home).within
        })
    }

    /// Whether place `n` may be meant by a plan for the plan's region: nothing that holds it, or what it flows into, lies in another
    /// province, nor does it flow through others only.
    pub fn is_near(&self, gazetteer: &Gazetteer, n: u32) -> bool {
        if self.home.is_none() {
            return true;
        }
        let other =
            |up: u32| gazetteer.place(up).kind == PlaceKind::Province && Some(up) != self.province;
        let through = &gazetteer.place(n).through;
        if !through.is_empty() && self.province.is_some_and(|own| !through.contains(&own)) {
            return false;
        }
        let mut waters = gazetteer.drains_into(n).into_iter().chain([n]);
        !waters.any(|water| gazetteer.any_holder(water, other))
    }

    /// The ids of the division that the plan is for and of what holds it.
    pub fn own(&self, gazetteer: &Gazetteer) -> Vec<String> {
        let own = self.home.iter().chain(&self.above);
        own.map(|&n| gazetteer.place(n).id.to_string()).collect()
    }

    /// Whether division `n` is named in full somewhere in the plan.
    pub fn names_in_full(&self, n: u32) -> bool {
        self.named_in_full.contains(&n)
    }
}

//! Which of the places that bear a name is meant.

use super::candidate::{Candidate, Numbers, Word};
use super::list;
use super::passage::Passage;
use crate::lexicon::PlaceKind;

/// The places that candidate `n` means: one, or all of those between which nothing in the text decides.
pub fn of(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> Numbers {
    let Word::Places { places, .. } = &candidates[n].word else { return Numbers::new() };
    let mut left = places.clone();
    if left.len() == 1 {
        return left;
    }
    let neighbours = neighbours(passage, candidates, n);
    let gazetteer = passage.gazetteer;
    let setting = &passage.context.setting;
    keep_near(passage, &mut left);
    // In its own plan the name of a city is the city's, and not that of a county in it; 吉林 in a list of cities is no province.
    keep(&mut left, |p| setting.home == Some(p) && gazetteer.place(p).kind > PlaceKind::Province);
    // Of a lake and a district of one name the list may tell.
    let division = |p: u32| gazetteer.place(p).kind.is_division();
    let under = |p: u32| under_parent(passage, candidates, n, p);
    if left.iter().any(|&p| division(p) && under(p)) {
        keep(&mut left, |p| !division(p) || under(p));
    }
    keep(&mut left, |p| holds_next(passage, candidates, n, p));
    // 河北 in 天津、河北 is a province beside another, and no district of it.
    let province = |&p: &u32| gazetteer.place(p).kind == PlaceKind::Province;
    let beside = || neighbours.iter().any(|set| set.iter().all(province));
    if !(left.iter().any(province) && beside()) {
        keep(&mut left, |p| in_province(passage, candidates, n, p));
    }
    let head = list::head_of(passage, &candidates[n]);
    keep(&mut left, |p| is_like(passage, &neighbours, p, head));
    // 汉江、梁子湖等水系 are waters of several kinds.
    keep(&mut left, |p| {
        head.is_some_and(PlaceKind::is_water) && gazetteer.place(p).kind.is_water()
    });
    if neighbours.is_empty() {
        // 黑龙江西部 is a part of the province.
        let after = passage.after(candidates[n].span.end);
        let parted =
            ["东部", "西部", "南部", "北部", "中部"].iter().any(|part| after.starts_with(part));
        keep(&mut left, |p| division(p) == (candidates[n].nested || parted));
    }
    keep(&mut left, under);
    keep(&mut left, |p| setting.is_home(gazetteer, p));
    keep(&mut left, |p| is_sibling(passage, &neighbours, p));
    keep(&mut left, |p| holder_named(passage, candidates, places, p));
    let highest = left.iter().map(|&p| gazetteer.place(p).kind).min();
    keep(&mut left, |p| Some(gazetteer.place(p).kind) == highest);
    left
}

/// Keeps what a plan of this region may mean by its name alone. Of a province elsewhere and a city in it neither is nearer.
fn keep_near(passage: &Passage<'_>, places: &mut Numbers) {
    let (setting, gazetteer) = (&passage.context.setting, passage.gazetteer);
    let divisions = places.iter().all(|&p| gazetteer.place(p).kind.is_division());
    let other = |p: u32| {
        let province = gazetteer.place(p).kind == PlaceKind::Province;
        divisions && province && setting.home.is_some() && !setting.is_home(gazetteer, p)
    };
    keep(places, |p| !other(p) && setting.is_near(gazetteer, p));
}

/// How many names before and behind one in its list are looked at.
const NEAR: usize = 24;

/// Keeps what fits, unless nothing does.
fn keep(places: &mut Numbers, fits: impl Fn(u32) -> bool) {
    if places.len() > 1 && places.iter().any(|&p| fits(p)) {
        places.retain(|p| fits(*p));
    }
}

/// What the other names in the list of candidate `n` can mean; one set a name. Of two names that are one item, 鄂州市梁子湖, each has its
/// neighbours in the names at its own place.
fn neighbours(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> Vec<Numbers> {
    let (first, last) = list::item(candidates, n);
    let at_place = |(head, name)| if n < last { head } else { name };
    let mut out = Vec::new();
    let mut add = |n: usize| {
        if let Word::Places { places, .. } = &candidates[n].word {
            let mut left = places.clone();
            keep_near(passage, &mut left);
            keep(&mut left, |p| under_parent(passage, candidates, n, p));
            keep(&mut left, |p| in_province(passage, candidates, n, p));
            out.push(left);
        }
    };
    let joined = |a: usize, b: usize| {
        !candidates[a].nested
            && !candidates[b].nested
            && list::joined(passage, &candidates[a], &candidates[b])
    };
    let mut end = last;
    while end + 1 < candidates.len() && end < last + NEAR && joined(end, end + 1) {
        let item = list::item(candidates, end + 1);
        add(at_place(item));
        end = item.1;
    }
    let mut start = first;
    while start > 0 && first < start + NEAR && joined(start - 1, start) {
        let item = list::item(candidates, start - 1);
        add(at_place(item));
        start = item.0;
    }
    out
}

/// Whether a place is of the sort of the list it stands in: a division among divisions, a city among cities, a wetland before 等湿地.
fn is_like(
    passage: &Passage<'_>,
    neighbours: &[Numbers],
    place: u32,
    head: Option<PlaceKind>,
) -> bool {
    let kind = |n: u32| passage.gazetteer.place(n).kind;
    let class = |k: PlaceKind| if k.is_division() { PlaceKind::County } else { k };
    if let Some(head) = head {
        return class(kind(place)) == class(head);
    }
    let same = |set: &&Numbers| set.iter().all(|&n| kind(n) == kind(place));
    let counties = |set: &&Numbers| set.iter().all(|&n| class(kind(n)) == class(kind(place)));
    // 长沙 in 长沙、浏阳 is a county beside another of the city; in 长沙至冷水江 it is the city.
    let holds = |&n: &u32| n != place && passage.gazetteer.lies_in(n, place);
    let among_cities = kind(place) != PlaceKind::Prefecture
        || neighbours.iter().any(|set| same(&set))
        || !neighbours.iter().flatten().any(holds);
    !neighbours.is_empty()
        && among_cities
        && neighbours.iter().any(|set| counties(&set))
        && (kind(place) != PlaceKind::Province || neighbours.iter().any(|set| same(&set)))
}

/// Whether the name right before candidate `n` is of something that holds `place`.
fn under_parent(passage: &Passage<'_>, candidates: &[Candidate], n: usize, place: u32) -> bool {
    let at = candidates[n].span.start;
    let holds = |&up: &u32| up != place && passage.gazetteer.lies_in(place, up);
    let mut near = candidates[..n].iter().rev().take(NEAR).filter(|c| c.span.end == at);
    near.any(|c| c.places().iter().any(holds))
}

/// Whether `place` holds what the name right behind candidate `n` may mean: 河北 in 河北海兴, the city 西安 in 西安长安.
fn holds_next(passage: &Passage<'_>, candidates: &[Candidate], n: usize, place: u32) -> bool {
    let at = candidates[n].span.end;
    let mut near = candidates[n + 1..].iter().take_while(|c| c.span.start <= at);
    let lies = |&inner: &u32| inner != place && passage.gazetteer.lies_in(inner, place);
    near.find(|c| c.span.start == at).is_some_and(|c| c.places().iter().any(lies))
}

/// Whether the province named last before candidate `n` in its clause, which can mean nothing else there, holds `place`: 甘南 in 甘肃临夏、
/// 甘南.
fn in_province(passage: &Passage<'_>, candidates: &[Candidate], n: usize, place: u32) -> bool {
    let gazetteer = passage.gazetteer;
    let province = |c: &Candidate| {
        c.places().iter().copied().find(|&p| gazetteer.place(p).kind == PlaceKind::Province)
    };
    let start = candidates[n].span.start;
    let clause = |c: &&Candidate| {
        let between = &passage.text[c.span.end.min(start) as usize..start as usize];
        !between.contains(['，', '。', '；'])
    };
    let before = candidates[..n].iter().rev().take(NEAR).take_while(clause);
    let last = before.filter(|c| c.accepted && !c.nested).find_map(province);
    let own = |up| candidates[n].places().contains(&up);
    last.is_some_and(|up| !own(up) && gazetteer.lies_in(place, up))
}

/// Whether a neighbour in the list has the same holder.
fn is_sibling(passage: &Passage<'_>, neighbours: &[Numbers], place: u32) -> bool {
    let within = &passage.gazetteer.place(place).within;
    neighbours.iter().any(|set| set.iter().any(|&n| &passage.gazetteer.place(n).within == within))
}

/// Whether something that holds `place`, and is none of the `readings` itself, is named in the passage.
fn holder_named(
    passage: &Passage<'_>,
    candidates: &[Candidate],
    readings: &[u32],
    place: u32,
) -> bool {
    let mut holders = passage.gazetteer.holders(place);
    holders.retain(|up| !readings.contains(up));
    candidates.iter().any(|c| match &c.word {
        Word::Places { places, .. } => places.len() == 1 && holders.contains(&places[0]),
        _ => false,
    })
}

/// Whether a river or lake that lies in other provinces can only share its name with the one meant: 万泉河, 甘河 in a plan of 大同.
pub fn is_namesake(passage: &Passage<'_>, candidates: &[Candidate], place: u32) -> bool {
    let far = passage.gazetteer.place(place).kind.is_water()
        && !passage.context.setting.is_near(passage.gazetteer, place);
    far && !holder_named(passage, candidates, &[], place)
        && !course_named(passage, candidates, place)
}

/// Whether a province that `place` flows through, or what it flows into, is named in the passage: 嫩江支流甘河.
fn course_named(passage: &Passage<'_>, candidates: &[Candidate], place: u32) -> bool {
    let mut course = passage.gazetteer.drains_into(place);
    course.extend(&passage.gazetteer.place(place).through);
    candidates.iter().any(|c| matches!(c.places(), [only] if course.contains(only)))
}

//! Which candidates name a place: a full name does, a short one when what stands around it agrees.

use super::candidate::{Candidate, Word};
use super::list;
use super::passage::Passage;
use crate::ground::{Span, is_han};
use crate::lexicon::{Brand, PlaceKind};

/// Marks the candidates that name a place, and how each was found to.
pub fn accept(passage: &Passage<'_>, candidates: &mut [Candidate]) {
    for n in 0..candidates.len() {
        if let Some(rule) = alone(passage, candidates, n) {
            (candidates[n].accepted, candidates[n].rule) = (true, rule);
        }
    }
    for listed in candidates.chunk_by_mut(|a, b| list::joined(passage, a, b)) {
        if are_counties(passage, listed) {
            listed.iter_mut().for_each(|c| (c.accepted, c.rule) = (true, "list"));
        }
    }
    for n in 0..candidates.len() {
        let near = candidates[n].span.end + FARTHEST;
        let others = candidates[n + 1..].iter().take_while(|c| c.span.start <= near);
        let other = others.map(|c| is_line(passage, &candidates[n], c)).position(|is_line| is_line);
        let Some(other) = other.map(|at| n + 1 + at) else { continue };
        for (end, other) in [(n, other), (other, n)] {
            if !candidates[end].accepted && is_end(passage, candidates, end, other) {
                (candidates[end].accepted, candidates[end].rule) = (true, "line");
            }
        }
    }
    // A short name beside an accepted division is one too, and so on along the list, in both directions.
    let last = candidates.len().saturating_sub(1);
    for n in (0..last).chain((0..last).rev()) {
        for (from, to) in [(n, n + 1), (n + 1, n)] {
            if candidates[from].accepted
                && !candidates[to].accepted
                && in_list(passage, candidates, from, to)
            {
                (candidates[to].accepted, candidates[to].rule) = (true, "list");
            }
        }
    }
}

/// Whether so many names stand in one list, all of counties of one province by what they are short for, that they are such though nothing
/// else tells: 嵊泗、岱山、奉化. Beside as many others a common word is one too.
fn are_counties(passage: &Passage<'_>, listed: &[Candidate]) -> bool {
    const MANY: usize = 3;
    let gazetteer = passage.gazetteer;
    let county = |&n: &u32| {
        let kind = gazetteer.place(n).kind;
        matches!(kind, PlaceKind::County | PlaceKind::District)
    };
    let short = |c: &Candidate| {
        !c.accepted
            && matches!(&c.word, Word::Places { places, full: false } if places.iter().all(county))
            && !is_part(passage, c)
    };
    let many = || listed.iter().filter(|c| !passage.is_common(c.span)).count() >= MANY;
    let province = |up: &u32| gazetteer.place(*up).kind == PlaceKind::Province;
    let lie_in =
        |up: &u32| listed.iter().all(|c| c.places().iter().any(|&n| gazetteer.lies_in(n, *up)));
    listed.len() >= MANY && listed.iter().all(short) && many() && {
        let holders = listed[0].places().iter().flat_map(|&n| gazetteer.holders(n));
        holders.filter(province).any(|up| lie_in(&up))
    }
}

/// The rule by which candidate `n` names a place without the help of a list.
fn alone(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> Option<&'static str> {
    let candidate = &candidates[n];
    match &candidate.word {
        Word::Joined(_) => (!passage.is_cut_left(candidate.span)).then_some("abbreviation"),
        Word::Brand(_) => Some("brand"),
        Word::Unknown(_) => Some(candidate.rule),
        Word::Nothing => None,
        Word::Places { full: true, .. } => full_name(passage, candidates, n),
        Word::Places { full: false, .. } => short_name(passage, candidates, n),
    }
}

/// A full name names its place unless it is cut out of other words (合作市|场) or a common noun (老城区), as that of a district is
/// behind another city (宜宾新市区).
fn full_name(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> Option<&'static str> {
    let candidate = &candidates[n];
    let places = candidate.places();
    let name = candidate.span.of(passage.text);
    let home = places.iter().any(|&n| passage.context.setting.is_home(passage.gazetteer, n));
    let common = passage.is_common(candidate.span);
    if !places.iter().all(|&n| passage.gazetteer.place(n).kind.is_division()) {
        let short = name.chars().count() <= 2;
        let word = is_part(passage, candidate)
            || (!passage.is_clear_edge(candidate.span.start) && is_water_word(passage, candidate));
        let cut = (short && word) || passage.town_follows(candidate.span.end);
        return (!cut && (home || !common)).then_some("name");
    }
    let last = name.chars().next_back().map_or(0, char::len_utf8) as u32;
    let stem = Span { end: candidate.span.end - last, ..candidate.span };
    let doubtful = passage.is_common(stem) && !home && passage.is_cut_right(candidate.span);
    let elsewhere = is_behind_another(passage, candidates, n);
    (!common && !doubtful && !elsewhere).then_some("full-name")
}

/// Whether candidate `n` is the name of districts right behind that of another division which holds none of them: 宜宾新市区. Districts may be
/// named one behind the other: 城关区七里河区.
fn is_behind_another(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let kind = |n: &u32| passage.gazetteer.place(*n).kind;
    let is_district = |n: &u32| kind(n) == PlaceKind::District;
    let is_larger = |n: &u32| kind(n).is_division() && !is_district(n);
    let start = candidates[n].span.start;
    let before = || candidates[..n].iter().find(|c| c.accepted && c.span.end == start);
    candidates[n].places().iter().all(is_district)
        && before().is_some_and(|before| before.places().iter().any(is_larger))
        && !after_parent(passage, candidates, n)
}

/// Whether the last letter of a short name begins a common word: 河流 in 入海河流, 海洋 in 面向海洋.
fn is_water_word(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let end = candidate.span.end;
    let free = passage.after(end).starts_with("流域") || passage.word_begins(end);
    passage.is_cut_right(candidate.span) && !free
}

/// Whether a short name is a part of another word or of a longer name.
fn is_part(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let province = is_province(passage, candidate);
    let word = !province && passage.is_part_of_word(candidate.span);
    // 和 and its like stand before a word more often than they begin a name: 和|田间, 新|乡贤.
    let joint = candidate.span.of(passage.text).starts_with(['和', '新', '大', '同', '及']);
    let word = word || (joint && passage.is_cut_right(candidate.span));
    word || passage.is_cut_left(candidate.span) || passage.name_goes_on(candidate.span.end)
}

fn is_province(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    matches!(&candidate.word, Word::Places { places, .. }
        if places.iter().any(|&n| passage.gazetteer.place(n).kind == PlaceKind::Province))
}

/// A short name names a province or a prefecture by itself; a county with the plan's region, its own full name or its parent.
fn short_name(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> Option<&'static str> {
    let candidate = &candidates[n];
    let places = candidate.places();
    let name = candidate.span.of(passage.text);
    let under = after_parent(passage, candidates, n) && !passage.is_city_part(candidate.span);
    let foreign = !places.iter().any(|&n| passage.context.setting.is_near(passage.gazetteer, n));
    let end = candidate.span.end;
    let part = is_part(passage, candidate) || (foreign && passage.zone_follows(end));
    let setting = &passage.context.setting;
    let is_home = places.iter().any(|&n| setting.is_home(passage.gazetteer, n));
    let whose = is_home && holds_water(passage, candidates, n);
    let own = || {
        let home = places.iter().any(|&n| setting.home == Some(n));
        home && is_opened(passage, candidates, n) && passage.is_clear_end(candidate.span.end)
    };
    // 高速石门段 runs through 石门.
    let stretch = || is_home && passage.after(end).starts_with('段');
    if part || (passage.is_common(candidate.span) && !under && !whose && !own() && !stretch()) {
        return None;
    }
    let kind = |n: &u32| passage.gazetteer.place(*n).kind;
    let large = |n: &u32| matches!(kind(n), PlaceKind::Province | PlaceKind::Prefecture);
    let home = |n: &u32| {
        setting.is_home(passage.gazetteer, *n) || setting.is_beside(passage.gazetteer, *n)
    };
    let known = home_or_full(places, home, |n| setting.names_in_full(*n));
    let long = name.chars().count() > 2 && !is_far_water(passage, candidate);
    (under || long || known || places.iter().any(large)).then_some("short-name")
}

/// Whether the short name of a county in another province is that of a water, as there may be one anywhere: 清水河.
fn is_far_water(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let setting = &passage.context.setting;
    let near = |&n: &u32| setting.is_near(passage.gazetteer, n);
    let name = candidate.span.of(passage.text);
    name.chars().count() > 2
        && name.ends_with(['河', '湖', '江'])
        && !candidate.places().iter().any(near)
}

/// Whether the name of a water stands directly after candidate `n`: 东方罗带河.
fn holds_water(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let opens = is_opened(passage, candidates, n);
    let next = candidates.get(n + 1).filter(|c| c.span.start == candidates[n].span.end);
    opens && next.is_some_and(|c| matches!(c.word, Word::Unknown(kind) if kind >= PlaceKind::River))
}

fn home_or_full(places: &[u32], home: impl Fn(&u32) -> bool, full: impl Fn(&u32) -> bool) -> bool {
    places.iter().any(|n| home(n) || full(n))
}

/// Whether the division right before candidate `n` holds one of its places: 长春宽城.
fn after_parent(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let candidate = &candidates[n];
    let before = candidates[..n].iter().filter(|c| c.span.end == candidate.span.start);
    let mut holders = before.flat_map(Candidate::places);
    let lies = |inner: u32, outer: u32| inner != outer && passage.gazetteer.lies_in(inner, outer);
    holders.any(|&outer| candidate.places().iter().any(|&inner| lies(inner, outer)))
}

/// Whether the accepted `from` makes the neighbour `to` a place: both divisions of one list.
fn in_list(passage: &Passage<'_>, candidates: &[Candidate], from: usize, to: usize) -> bool {
    let (a, b) = (&candidates[from.min(to)], &candidates[from.max(to)]);
    let division = |c: &Candidate| {
        matches!(&c.word, Word::Places { places, .. }
        if places.iter().any(|&n| passage.gazetteer.place(n).kind.is_division()))
    };
    let pair = list::joined(passage, a, b) && division(a) == division(b);
    let line = to < from && is_line(passage, a, b);
    let item = || passage.text[a.span.end as usize..b.span.start as usize].contains('、');
    pair && (!line || begins_line(passage, candidates, to))
        && (!is_doubtful(passage, candidates, to)
            || item() && is_akin(passage, &candidates[from], &candidates[to]))
        && !is_part(passage, &candidates[to])
        && !is_far_area(passage, &candidates[to])
        && is_item(passage, candidates, to)
        && (item()
            || is_akin(passage, &candidates[from], &candidates[to])
            || !passage.is_common(candidates[to].span))
}

/// Whether candidate `n` is a name that only others with the same holder make one: that of a water far away, or a part of the city before it.
fn is_doubtful(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let span = candidates[n].span;
    let glued = || candidates[..n].iter().any(|c| c.accepted && c.span.end == span.start);
    is_far_water(passage, &candidates[n]) || passage.is_city_part(span) && glued()
}

/// How far apart the ends of a line may be named, in bytes: as far as a joint and a short bracket.
const FARTHEST: u32 = 48;

/// Whether a line that is named right behind it runs from `a` to `b`: 信丰（省界）至南雄高速, 阳春至信宜段.
fn is_line(passage: &Passage<'_>, a: &Candidate, b: &Candidate) -> bool {
    if a.span.end > b.span.start {
        return false;
    }
    let between = &passage.text[a.span.end as usize..b.span.start as usize];
    let joints = ["至", "到", "—", "——", "－", "-", "～"];
    joints.contains(&without_bracket(between)) && {
        let behind = without_bracket(passage.after(b.span.end));
        let at = passage.span.end - behind.len() as u32;
        behind.starts_with('段') || passage.brand_words(Brand::Line).any(|word| word.start == at)
    }
}

/// `words` without the short bracket that they begin with: （冀辽界）.
fn without_bracket(words: &str) -> &str {
    const LONGEST: usize = 8;
    let inside = words.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    let short = inside.filter(|(inside, _)| inside.chars().count() <= LONGEST);
    short.map_or(words, |(_, behind)| behind)
}

/// Whether candidate `n` may be one end of a line that has `other` for its other end: both divisions.
fn is_end(passage: &Passage<'_>, candidates: &[Candidate], n: usize, other: usize) -> bool {
    let (end, other) = (&candidates[n], &candidates[other]);
    let division = |&n: &u32| passage.gazetteer.place(n).kind.is_division();
    let divisions = [end, other].iter().all(|c| c.places().iter().any(division));
    divisions
        && begins_line(passage, candidates, n)
        && !is_part(passage, end)
        && !is_far_water(passage, end)
        && (!passage.is_common(end.span) || is_akin(passage, other, end))
}

/// Whether a line may begin with candidate `n`, or go on with it: 绥中 in 京哈高速绥中至盘锦段, but not 红山 in 呼北高速炉红山至慈利段.
fn begins_line(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let at = candidates[n].span.start;
    let named = || passage.brand_words(Brand::Line).any(|word| word.end == at);
    is_opened(passage, candidates, n) || named() || passage.before(at).ends_with(['至', '到'])
}

/// Whether 地区 stands behind the short name of a district in another province, which is then none: 河西地区 in a plan of 甘肃.
fn is_far_area(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let gazetteer = passage.gazetteer;
    let far = |&n: &u32| {
        let near = passage.context.setting.is_near(gazetteer, n);
        gazetteer.place(n).kind == PlaceKind::District && !near
    };
    let area = passage.after(candidate.span.end).starts_with("地区");
    area && matches!(&candidate.word, Word::Places { places, full: false } if places.iter().all(far))
}

/// Whether a common word may be a place beside `known`: one of the plan's own region, or one with the same holder: 南部 beside 阆中, but
/// not in 南部与潮州市.
fn is_akin(passage: &Passage<'_>, known: &Candidate, word: &Candidate) -> bool {
    let (Word::Places { places: known, .. }, Word::Places { places, .. }) =
        (&known.word, &word.word)
    else {
        return true;
    };
    let gazetteer = passage.gazetteer;
    let near = |n: &u32| passage.context.setting.is_near(gazetteer, *n);
    let holders = |n: &u32| &gazetteer.place(*n).within;
    places.iter().any(|n| near(n) || known.iter().any(|k| holders(k) == holders(n)))
}

/// Whether a common word stands as a whole item: between marks, joints, divisions, words that a name begins after, 等 or the ends.
fn is_item(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let span = candidates[n].span;
    let mark = |c: char| !is_han(c);
    let closed = |c: char| mark(c) || "等和与及的两三四五六七八九十市县区".contains(c);
    // 古城 in 潮州古城、寺庙 is no place beside 潮州.
    let glued = candidates[..n].iter().any(|c| c.accepted && c.span.end == span.start);
    let foreign = || match &candidates[n].word {
        Word::Places { .. } => !after_parent(passage, candidates, n),
        _ => false,
    };
    let begins = is_opened(passage, candidates, n) && !(glued && foreign());
    let ends = passage.after(span.end).chars().next().is_none_or(closed);
    // 定边 in 神木、定边矿山: what follows the last name of a list is a word by itself.
    let ends =
        ends || (passage.before(span.start).ends_with('、') && passage.word_begins(span.end));
    // 遂宁至大足高速公路: the line is named after both.
    let ends = ends || passage.brand_words(Brand::Line).any(|word| word.start == span.end);
    // 平安四川 is a slogan.
    let goes_on = candidates[n + 1..].iter().any(|c| c.span.start == span.end);
    !passage.is_common(span) || (begins && ends && !goes_on)
}

/// Whether candidate `n` stands after a mark, a joint, another name or a word that a name begins after.
fn is_opened(passage: &Passage<'_>, candidates: &[Candidate], n: usize) -> bool {
    let at = candidates[n].span.start;
    let opened = |c: char| !is_han(c) || "和与及在对".contains(c);
    candidates[..n].iter().any(|c| c.accepted && c.span.end == at)
        || passage.openings().any(|word| word.end == at)
        || passage.before(at).chars().next_back().is_none_or(opened)
}

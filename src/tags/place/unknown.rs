//! Names that no table has, told by their ending: …河, …湖, …水库, …经济开发区.

use smallvec::SmallVec;

use super::brand::is_quoted_brand;
use super::candidate::{Candidate, Word};
use super::is_container;
use super::passage::Passage;
use crate::ground::{Span, is_han};
use crate::lexicon::{Brand, Edge, PlaceKind};

/// Adds the unknown names of the passage. One that goes on where a known name ends takes its place: 嫩江湾 for 嫩江.
pub fn add(passage: &Passage<'_>, candidates: &mut Vec<Candidate>) {
    let mut endings: SmallVec<[_; 8]> = passage.endings().collect();
    if endings.is_empty() {
        return;
    }
    endings.sort_by_key(|(ending, _)| (ending.end, ending.start));
    // Of 经济开发区 and 开发区 only the longer counts.
    endings.dedup_by(|later, first| later.0.end == first.0.end);
    for (n, &(ending, suffix)) in endings.iter().enumerate() {
        // Of 淖尔 and 淖 too.
        let goes_on = endings[n + 1..].iter().any(|(longer, _)| longer.start == ending.start);
        let Some(kind) = suffix.kind.filter(|_| !goes_on && !suffix.is_rare) else { continue };
        let Some(span) = name(passage, candidates, ending, kind) else { continue };
        // 甲江高新区 is named after no river that is known.
        let holds = is_container(kind) || kind == PlaceKind::Landform || is_title(passage, ending);
        let keeps = |c: &Candidate| {
            let known = !matches!(c.word, Word::Unknown(_));
            let inside = span.contains(c.span) && !ending.contains(c.span);
            holds && known && inside && c.span != span
        };
        // “守岛夫妻哨” is the name of a play.
        let work = !is_container(kind) && is_quoted_brand(passage, span);
        if work || candidates.iter().any(|c| c.span.overlaps(span) && !span.contains(c.span)) {
            continue;
        }
        candidates.retain(|c| !c.span.overlaps(span) || keeps(c));
        // In the name of a park 井冈山 is the mountain, in that of a zone the city.
        let held = candidates.iter_mut().filter(|c| c.span.overlaps(span));
        held.for_each(|c| c.nested = !is_title(passage, ending));
        candidates.push(Candidate { rule: "ending", ..Candidate::new(span, Word::Unknown(kind)) });
    }
    candidates.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
}

/// The name that ends with `ending`, if there is one.
fn name(
    passage: &Passage<'_>,
    candidates: &[Candidate],
    ending: Span,
    kind: PlaceKind,
) -> Option<Span> {
    // 合作 in 合作区 is no city.
    let part = |c: &Candidate| ending.contains(c.span) && c.span != ending;
    let known = candidates.iter().any(|c| c.span.overlaps(ending) && !part(c));
    // 沪苏湖高铁 is named after its ends.
    let follows = |role| passage.brand_words(role).any(|word| word.start == ending.end);
    let known = known || ending.of(passage.text) == "湖" && follows(Brand::Line);
    // 银湾电子 is a firm.
    let known = known || !matches!(kind, PlaceKind::Zone | PlaceKind::Town) && follows(Brand::Firm);
    let goes_on = passage.word_goes_on(ending) && !passage.after(ending.end).starts_with("流域");
    if known || (goes_on && !passage.word_begins(ending.end)) {
        return None;
    }
    let span = match kind {
        PlaceKind::Zone => zone(passage, candidates, ending)?,
        PlaceKind::Region | PlaceKind::Landform => region(passage, candidates, ending, kind)?,
        PlaceKind::Town => town(passage, candidates, ending)?,
        _ => natural(passage, candidates, ending)?,
    };
    let joined =
        candidates.iter().any(|c| c.span.start == span.start && c.span.end == ending.start);
    let mut nouns = passage.edges().iter().filter(|(word, _)| word.end == ending.end);
    (joined || !nouns.any(|noun| is_noun(passage, span, *noun))).then_some(span)
}

/// Whether a word of the table of edges makes `name` a common noun: one that ends like a name (城区河湖), or, with nothing but generic
/// words before it, one that may also end a name (城湖, but not 固城湖).
pub fn is_noun(passage: &Passage<'_>, name: Span, (word, edge): (Span, Edge)) -> bool {
    match edge {
        // 内陆河: a name cut out of it is none either.
        Edge::Noun => true,
        Edge::Part => word.start >= name.start && is_generic(passage, name.start, word.start),
        Edge::Opens | Edge::Generic => false,
    }
}

/// How far left of `at` letters go on, by at most `most`.
fn run_start(passage: &Passage<'_>, at: u32, most: usize) -> u32 {
    let letters = passage.before(at).chars().rev().take(most).take_while(|c| is_han(*c));
    at - letters.map(char::len_utf8).sum::<usize>() as u32
}

/// The end of the last word between `from` and `to` after which a name begins: 推进, 在, 和.
pub fn last_edge(passage: &Passage<'_>, from: u32, to: u32) -> u32 {
    let ends = passage.openings().map(|word| word.end);
    ends.filter(|&end| from < end && end <= to).max().unwrap_or(from)
}

/// A river, lake, reservoir, wetland …: one to four letters before the ending, none of them a common word.
fn natural(passage: &Passage<'_>, candidates: &[Candidate], ending: Span) -> Option<Span> {
    let whole = whole_item(passage, candidates, ending);
    if let Some(name) = whole.or_else(|| titled(passage, candidates, ending)) {
        return Some(name);
    }
    let single = ending.of(passage.text).chars().count() == 1;
    let from = run_start(passage, ending.start, 6);
    let mut left = last_edge(passage, from, ending.start);
    for c in candidates.iter().filter(|c| c.span.end <= ending.start) {
        // 红旗 of 红旗岭水库 is no county of another province, and 太白 of 太白山国家级自然保护区 none at all.
        if is_far(passage, c) || is_shortened(c) && passage.name_goes_on(c.span.end) {
            continue;
        }
        // 嫩江湾, 大碱泡湿地 and 钱江源国家公园 are names of their own, 海南湿地 and 查干湖湿地 are not.
        if c.span.end == ending.start {
            let fresh = matches!(&c.word, Word::Unknown(kind) if *kind != PlaceKind::Zone);
            // 秦岭国家级自然保护区 in 小秦岭国家级自然保护区 is none.
            let titled = is_title(passage, ending) && begins(passage, candidates, c.span.start);
            let whole = (single || fresh || titled)
                && !is_province(passage, c)
                && !is_full_division(passage, c);
            let whole = whole && (fresh || passage.is_clear_end(ending.end));
            return whole.then(|| c.span.to(ending));
        }
        left = left.max(c.span.end);
    }
    if let Some(word) = passage.last_word(left, ending.start) {
        left =
            if word.end == ending.start { whole_word(word, left, from, single)? } else { word.end };
    }
    let modifier = Span::new(left as usize, ending.start as usize).of(passage.text);
    let letters = modifier.chars().count();
    let bounded = left > from || from == passage.span.start || letters < 6;
    let fits = (1..=4).contains(&letters) && bounded && !is_generic(passage, left, ending.start);
    let after_name =
        || candidates.iter().any(|c| c.span.end == left && is_near_division(passage, c));
    (fits && (letters > 1 || passage.is_clear_edge(left) || after_name()))
        .then(|| Span::new(left as usize, ending.end as usize))
}

/// A park or reserve that is named after a place and what is kept there: 灵丘黑鹳国家级自然保护区.
fn titled(passage: &Passage<'_>, candidates: &[Candidate], ending: Span) -> Option<Span> {
    if !is_title(passage, ending) {
        return None;
    }
    let from = last_edge(passage, run_start(passage, ending.start, 9), ending.start);
    let mut known = candidates.iter().filter(|c| matches!(c.word, Word::Places { .. }));
    let first = known.find(|c| from <= c.span.start && c.span.end < ending.start)?;
    let kept = Span { start: first.span.end, end: ending.start };
    let plain = begins(passage, candidates, first.span.start)
        && !is_province(passage, first)
        && !is_full_division(passage, first)
        && !passage.is_common(first.span)
        && passage.last_word(kept.start, kept.end).is_none()
        && !is_generic(passage, kept.start, kept.end)
        && !passage.after(kept.start).starts_with("流域");
    let fits = (2..=4).contains(&kept.of(passage.text).chars().count());
    (plain && fits).then(|| first.span.to(ending))
}

/// Whether a name begins at `at` and is not the rest of a longer one: 太湖 of 环太湖, 秦岭 of 小秦岭.
fn begins(passage: &Passage<'_>, candidates: &[Candidate], at: u32) -> bool {
    passage.is_clear_edge(at) || candidates.iter().any(|c| c.span.end == at)
}

/// Whether `ending` is what only one thing is called that is named after another: 国家公园, 国家级自然保护区.
fn is_title(passage: &Passage<'_>, ending: Span) -> bool {
    ending.of(passage.text).starts_with("国家")
}

/// A name that is a whole item of a list, though a letter of it is a word elsewhere: 罗时江 in 永安江、罗时江、苍山溪.
fn whole_item(passage: &Passage<'_>, candidates: &[Candidate], ending: Span) -> Option<Span> {
    let from = run_start(passage, ending.start, 5);
    let modifier = Span::new(from as usize, ending.start as usize).of(passage.text);
    let letters = modifier.chars().count();
    // 麋鹿等自然保护区: 等 closes the list.
    let item = passage.before(from).ends_with('、')
        && passage.is_clear_end(ending.end)
        && !modifier.ends_with('等');
    let taken = candidates.iter().any(|c| from < c.span.end && c.span.start < ending.start);
    let common =
        passage.last_word(from, ending.start).is_some() || is_generic(passage, from, ending.start);
    let name = (2..=4).contains(&letters) && item && !taken && !common;
    name.then(|| Span::new(from as usize, ending.end as usize))
}

/// A common word as a name (团结水库): where nothing else stands before it and the ending is no single letter.
fn whole_word(word: Span, left: u32, from: u32, single: bool) -> Option<u32> {
    let alone = word.start == from || word.start == left;
    (alone && !single && word.start >= left).then_some(word.start)
}

/// Whether `candidate` is the short name of a county that a plan of this region hardly means.
fn is_far(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let gazetteer = passage.gazetteer;
    let county = |n: &u32| {
        let kind = gazetteer.place(*n).kind;
        kind.is_division() && kind > PlaceKind::Prefecture
    };
    let near = |n: &u32| passage.context.setting.is_near(gazetteer, *n);
    matches!(&candidate.word, Word::Places { places, full: false }
        if places.iter().all(county) && !places.iter().any(near))
}

/// Whether `candidate` is a division by its short name.
fn is_shortened(candidate: &Candidate) -> bool {
    matches!(candidate.word, Word::Places { full: false, .. })
}

/// Whether `candidate` is a division by its full name, which no other name begins with: 任丘市|淀区.
fn is_full_division(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    matches!(&candidate.word, Word::Places { places, full: true }
        if places.iter().all(|&n| passage.gazetteer.place(n).kind.is_division()))
}

/// Whether `candidate` is a division that a plan of this region may mean.
fn is_near_division(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let near = |n: &u32| {
        passage.gazetteer.place(*n).kind.is_division()
            && passage.context.setting.is_near(passage.gazetteer, *n)
    };
    matches!(&candidate.word, Word::Places { places, .. } if places.iter().any(near))
}

fn is_province(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    matches!(&candidate.word, Word::Places { places, .. }
        if places.iter().any(|&n| passage.gazetteer.place(n).kind <= PlaceKind::Province))
}

/// Whether the words from `left` to `right` are generic ones, one after the other: 重点|饮用水.
pub fn is_generic(passage: &Passage<'_>, left: u32, right: u32) -> bool {
    let mut reached = SmallVec::<[u32; 8]>::from_slice(&[left]);
    let generic = |edge: Edge| matches!(edge, Edge::Opens | Edge::Generic);
    let between = |word: Span| left <= word.start && word.end <= right;
    for &(word, edge) in passage.edges() {
        if between(word) && generic(edge) && reached.contains(&word.start) {
            reached.push(word.end);
        }
    }
    reached.contains(&right)
}

/// A development zone: it begins with a division (吉林蛟河经济开发区), or is one name of two to four letters.
fn zone(passage: &Passage<'_>, candidates: &[Candidate], ending: Span) -> Option<Span> {
    let from = run_start(passage, ending.start, 14);
    let left = last_edge(passage, from, ending.start);
    let inside = candidates.iter().filter(|c| c.span.start >= left && c.span.end <= ending.start);
    // 高桥 in 外高桥港区 is the rest of another name.
    let clear =
        |c: &&Candidate| !passage.is_common(c.span) && begins(passage, candidates, c.span.start);
    let mut divisions = inside.filter(|c| matches!(c.word, Word::Places { .. })).filter(clear);
    if let Some(first) = divisions.next() {
        let between = Span::new(first.span.end as usize, ending.start as usize).of(passage.text);
        return (between.chars().count() <= 10).then(|| first.span.to(ending));
    }
    let left = passage.last_word(left, ending.start).map_or(left, |word| word.end.max(left));
    let modifier = Span::new(left as usize, ending.start as usize).of(passage.text);
    let fits = (2..=4).contains(&modifier.chars().count()) && passage.is_clear_edge(left);
    // 甲“数”乙创新区: the name has begun before the quotation.
    let rest = passage.before(left).ends_with('”');
    (fits && !rest && !is_generic(passage, left, ending.start))
        .then(|| Span::new(left as usize, ending.end as usize))
}

/// A circle of cities, a belt, an old region, a basin: it is named after the place right before it (长春都市圈, 临汾盆地), or after its
/// ends (兰州—西宁城市群).
fn region(
    passage: &Passage<'_>,
    candidates: &[Candidate],
    ending: Span,
    kind: PlaceKind,
) -> Option<Span> {
    let named = |c: &&Candidate| {
        let known = matches!(c.word, Word::Places { .. } | Word::Joined(_));
        // 山西黄土高原盆地 is no name, and 宁夏 in 甘肃、宁夏革命老区 the last of a list; 重庆都市圈 is that of a city.
        let base = |&n: &u32| {
            let place = passage.gazetteer.place(n);
            let whole = place.kind == PlaceKind::Province && !place.name.ends_with('市');
            let joined = matches!(c.word, Word::Joined(_));
            place.kind != PlaceKind::Country && place.kind != kind && (joined || !whole)
        };
        known && c.places().iter().all(base) && !passage.is_common(c.span)
    };
    let before = |at: u32| candidates.iter().filter(named).find(|c| c.span.end == at);
    let mut first = before(ending.start)?;
    while let Some(open) = passage.before(first.span.start).strip_suffix('—') {
        let end = passage.span.start + open.trim_end_matches('—').len() as u32;
        let Some(outer) = before(end) else { break };
        first = outer;
    }
    let whole = begins(passage, candidates, first.span.start) && !passage.is_cut_right(ending);
    // 环太湖经济圈 is called by the whole of it.
    let around = passage.before(first.span.start).ends_with('环');
    let start = first.span.start - if around { '环'.len_utf8() as u32 } else { 0 };
    whole.then_some(Span { start, end: ending.end })
}

/// A town: two or three letters after a division or a mark, before a mark or a common word.
fn town(passage: &Passage<'_>, candidates: &[Candidate], ending: Span) -> Option<Span> {
    let from = run_start(passage, ending.start, 4);
    let before =
        candidates.iter().map(|c| c.span.end).filter(|&end| from < end && end < ending.start).max();
    let known = before.unwrap_or(from);
    // 支持兴隆镇发展, 在黑水镇建设.
    let left = last_edge(passage, known, ending.start);
    let letters = Span::new(left as usize, ending.start as usize).of(passage.text).chars().count();
    let whole =
        (before.is_some() || left > known || letters < 4) && passage.is_clear_end(ending.end);
    let common =
        passage.last_word(left, ending.start).is_some() || is_generic(passage, left, ending.start);
    // 洛碛三镇 are several.
    let counted = passage
        .before(ending.start)
        .ends_with(['两', '三', '四', '五', '六', '七', '八', '九', '十']);
    let name = (2..=3).contains(&letters) && whole && !common && !counted;
    name.then(|| Span::new(left as usize, ending.end as usize))
}

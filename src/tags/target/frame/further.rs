//! A further number that leans on what stands beside it: 达到95%，力争100%; 建成加氢站40座、充电桩16万个; 新建3所、改扩建5所幼儿园.

use std::ops::Range;

use super::after::{after, following};
use super::{Frame, LISTING, SIZE, Scene, is_verbless};
use crate::ground::numeral;
use crate::tags::target::noun::{has_head, head, trimmed};
use crate::tags::target::page::{Page, Role};
use crate::tags::target::quantity::{UnitKind, quantity};
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 达到95%，力争100%: a further value of the same, to be striven for.
pub(super) fn striven(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let last = scene.last.filter(|last| last.rule != "share")?;
    let approach = scene.approach(scene.first.range.start);
    let strives = |w: &Range<usize>| page.reading.any(w.start, &["力争", "争取"]).is_some();
    let near = scene.first.range.start - last.end.min(scene.first.range.start) <= NEAR;
    let alone = trimmed(page, scene.from..approach.start).is_empty();
    if !scene.closes() || !near || !alone || !approach.words.iter().any(strives) {
        return None;
    }
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let (noun, words) = (scene.end..scene.end, approach.words);
    Some(Frame { noun, change: last.change, bound, words, rule: "striven", end: scene.end })
}

/// How far behind a value the one that is striven for may stand.
const NEAR: usize = 8;

/// 2024年改造老旧小区100个，2025年改造120个; 开工1000公里、建成900公里: the verb of the promise before once more, or the next step, of the
/// same noun.
pub(super) fn again(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let last = scene.last.filter(|last| last.rule.starts_with("work"))?;
    let approach = scene.approach(scene.first.range.start);
    let verb = page.verb_before(approach.start, scene.from, Role::works)?;
    let words = page.reading.words(verb.range.clone());
    let same = last.words.iter().any(|word| page.reading.words(word.clone()) == words);
    let step = page.word(verb.range.start, Does::Step).is_some();
    let step = step && matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    if !(same || step) || !scene.closes() || !trimmed(page, scene.from..verb.range.start).is_empty()
    {
        return None;
    }
    let frame = scene.before(verb, approach, "work-again");
    Some(Frame { noun: scene.end..scene.end, ..frame })
}

/// …、充电桩16万个: a further member of a list of works, with the verb of the first.
pub(super) fn list(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let counted = !matches!(scene.first.kind, UnitKind::Share | UnitKind::Point | UnitKind::Bare);
    let last = scene.last.filter(|l| counted && !matches!(l.rule, "sign" | "change" | "share"))?;
    let gap = last.end..scene.first.range.start;
    if gap.start > gap.end || gap.len() > 24 || page.reading.holds(gap.clone(), &["。", "；"]) {
        return None;
    }
    let approach = scene.approach(gap.end);
    let noun = trimmed(page, last.end..approach.start.max(last.end));
    let (joint, _) =
        page.reading.any(last.end, &["，"]).or_else(|| page.reading.any(last.end, &LISTING))?;
    let whole = || has_head(page, &noun) && !is_part(page, last, &noun);
    let total =
        page.reading.at(noun.start) == '总' || joint == "，" && (whole() || is_other(page, &noun));
    // 改造小区2000个，惠及居民30万户: whom it reaches is no further work.
    let reached = page.word(noun.start, Does::Reached).is_some();
    // 推动30所学校改造食堂60个: others do it, and so many of them.
    let counts = quantity(page, noun.start).is_some_and(|q| q.kind == UnitKind::Count);
    if counts && !is_verbless(page, &noun) {
        return None;
    }
    if is_size(scene, &noun) {
        return Some(Frame { rule: SIZE, end: scene.end, ..last.clone() });
    }
    let noun = if noun.is_empty() { next_counted(scene, joint)? } else { noun };
    let end = noun.end.max(scene.end);
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    // 城镇新增就业100人、再就业50人: the verb was part of the name before.
    let named = |w: &Range<usize>| last.noun.start < w.start && w.end <= last.noun.end;
    let change = if last.words.iter().any(named) { Change::To } else { last.change };
    (!total && !reached && !noun.is_empty() && (end > scene.end || scene.closes())).then(|| Frame {
        noun,
        change,
        bound,
        rule: "list",
        end,
        ..last.clone()
    })
}

/// Whether `noun` names a part of what `last` is of, or another one: 新增学位1万个，其中初中学位5000个，高中学位5000个.
fn is_part(page: &Page<'_>, last: &Frame, noun: &Range<usize>) -> bool {
    let quantity = |noun| head(page, noun).map(|head| page.reading.words(head));
    page.word(last.end + 1, Does::Part).is_some()
        || last.rule == "list" && quantity(noun) == quantity(&last.noun)
}

/// Whether a number tells how long or wide what stands before is: 新建桥梁3座，长20公里; 路基宽7米.
fn is_size(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    // 加固堤防全长12公里 is work of its own.
    const LONGEST: usize = 2;
    let unit = scene.first.unit.as_deref().unwrap_or_default();
    let size =
        scene.page.word_before(noun.end, Does::Size).and_then(|at| at.checked_sub(noun.start));
    scene.page.words(Does::Lengths).hold(unit) && size.is_some_and(|before| before <= LONGEST)
}

/// The noun behind the number of a further member of a list: 建成1个大县，10个乡镇.
fn next_counted(scene: &Scene<'_>, joint: &str) -> Option<Range<usize>> {
    let (page, noun) = (scene.page, following(scene)?);
    let ends = noun.end >= page.reading.len()
        || page.reading.is_stop(noun.end)
        || page.reading.at(noun.end) == '、';
    let behind = scene.last.is_some_and(|last| matches!(last.rule, "work" | "list" | "summed"));
    let next = behind && ends && scene.first.kind == UnitKind::Count && is_verbless(page, &noun);
    (joint != "，" || next).then_some(noun)
}

/// Whether a verb in `noun` tells of another work, rather than being part of a name: 新型研发机构.
fn is_other(page: &Page<'_>, noun: &Range<usize>) -> bool {
    let within = |start: usize| noun.contains(&start);
    let part = |at: usize, end: usize| at > noun.start + 1 && end + 1 < noun.end;
    let told = |role, at, end| role != Role::Task || !part(at, end) || noun.len() > 12;
    let mut verbs = page.verbs().iter().filter(|v| within(v.range.start));
    verbs.any(|v| told(v.role, v.range.start, v.range.end))
}

/// 新建3所、改扩建5所幼儿园: a number whose noun stands behind the next one.
pub(super) fn lent(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let promises = |role: Role| role.works() || role == Role::Delta;
    let verb = page.verb_before(approach.start, scene.from, promises)?;
    let noun = lender(scene)?;
    let (words, bound) = scene.said(verb, approach);
    Some(Frame { noun, change: verb.change, bound, words, rule: "work", end: scene.end })
}

/// How many numbers may share the noun of the last.
const SHARING: usize = 4;

/// The noun behind the next number with a verb of its own and the same unit.
fn lender(scene: &Scene<'_>) -> Option<Range<usize>> {
    let (page, mut end) = (scene.page, scene.end);
    for _ in 0..SHARING {
        let (_, next) = page.reading.any(end, &["、", "，", "和", "及", "并"])?;
        let next = page.time(|time| time.start == next).map_or(next, |time| time.range.end);
        let verb = page.verb_at(next, |role| role.works() || role == Role::Delta)?;
        let first = quantity(page, verb.range.end).filter(|q| q.unit == scene.first.unit)?;
        let then = Scene { first: &first, end: first.end, ..*scene };
        match following(&then) {
            Some(noun) => return Some(noun),
            None => end = first.end,
        }
    }
    None
}

/// 培育形成十大产业、10家创新平台: behind a member whose number is one of a set phrase.
pub(super) fn sloganed(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let at = scene.first.range.start;
    let joint = at.checked_sub(1).filter(|&i| page.reading.at(i) == '、')?;
    let nearest = joint.saturating_sub(LONGEST_SLOGAN).max(scene.from);
    let set = |i: usize| {
        let great = page.reading.at(i + 1) == '大' && page.is_open(i);
        great && (page.reading.at(i) == '十' || numeral::digit(page.reading.at(i)).is_some())
    };
    let slogan = (nearest..joint).rev().find(|&i| set(i))?;
    // 10大渔港群: the first of its digits.
    let digit = |i: &usize| page.reading.at(*i).is_ascii_digit();
    let slogan = (nearest..=slogan).rev().take_while(|i| *i == slogan || digit(i)).last()?;
    let verb = page.verb_before(slogan, scene.from, Role::works)?;
    is_verbless(page, &(slogan..joint)).then(|| after(scene, verb, scene.approach(at)))?
}

/// How long a member of a list with such a number may be.
const LONGEST_SLOGAN: usize = 14;

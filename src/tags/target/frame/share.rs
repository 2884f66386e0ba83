//! A share of those who are to act: 70％的县级党政机关建成节约型机关, 新建建筑100％执行绿色建筑标准.

use std::ops::Range;

use super::after::closes_noun;
use super::{Approach, Frame, Scene, is_verbless};
use crate::tags::target::indicator::is_whole;
use crate::tags::target::noun::{has_head, trimmed};
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::{UnitKind, quantity};
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 70％的县级党政机关建成节约型机关: a share of what is to act; 100％执行: all of it.
pub(super) fn share(scene: &Scene<'_>) -> Option<Frame> {
    let approach = compared(scene, scene.approach(scene.first.range.start));
    let part = scene.first.kind == UnitKind::Share
        || scene.first.kind == UnitKind::Bare && scene.first.value < 1.0;
    let start = approach.start;
    let noun = extended(scene, start).or_else(|| of_what(scene, start))?;
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let (words, end) = (approach.words, noun.end.max(scene.end));
    let frame = Frame { noun, change: Change::To, bound, words, rule: "share", end };
    (part && !frame.noun.is_empty()).then_some(frame)
}

/// What a share that begins at `start` is of.
fn of_what(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    match scene.page.reading.at(scene.end) {
        '的' => part_from(scene, scene.end + 1),
        _ if scene.first.value == 100.0 => all_of(scene, start),
        _ if opens(scene, start) => of_before(scene, start).or_else(|| part_from(scene, scene.end)),
        _ => None,
    }
}

/// 建成区40％以上（的）面积达到要求: what a share of the area of is to do something.
fn extended(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    const EXTENT: &str = "面积";
    let page = scene.page;
    let at = scene.end + usize::from(page.reading.at(scene.end) == '的');
    let behind = at + EXTENT.chars().count();
    let acts = acting(scene, behind).filter(|verb| verb.range.start == behind);
    let noun = trimmed(page, scene.from..start);
    let told = is_verbless(page, &noun) && !noun.is_empty();
    (page.reading.starts(at, EXTENT) && acts.is_some() && told).then_some(noun)
}

/// 覆盖所有社区、90%以上乡镇和60%以上村: of what so much is to be covered.
pub(super) fn covering(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let part = scene.first.kind == UnitKind::Share && scene.first.value <= 100.0;
    let clause = page.reading.clause(approach.start);
    let covers = |&i: &usize| page.reading.starts(i, "覆盖");
    let word = (clause.start..approach.start).rev().filter(|_| part).find(covers)?;
    // 覆盖率, 覆盖面: the share is of something else.
    let named = matches!(page.reading.at(word + 2), '率' | '面' | '度' | '范');
    let start = scene.end + usize::from(page.reading.at(scene.end) == '的');
    let noun = trimmed(page, start..(start..).find(|&i| closes_noun(page, i))?);
    let told = [word + 2..approach.start, noun.clone()].iter().all(|part| is_verbless(page, part));
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let words = std::iter::once(word..word + 2).chain(approach.words).collect();
    let end = noun.end;
    let described = page.reading.holds(noun.clone(), &["的"]);
    (told && !named && !described && !noun.is_empty()).then_some(Frame {
        noun,
        change: Change::To,
        bound,
        words,
        rule: "share",
        end,
    })
}

/// `approach` with a word that compares before it: 超过85%的村庄, 不少于80%的企业.
fn compared(scene: &Scene<'_>, approach: Approach) -> Approach {
    let compares = |role| role == Role::Level;
    let verb = scene.page.verb_before(approach.start, scene.from, compares);
    let Some(verb) = verb.filter(|verb| verb.bound != Bound::Exactly) else { return approach };
    let words = std::iter::once(verb.range.clone()).chain(approach.words).collect();
    Approach { start: verb.range.start, bound: approach.bound.or(Some(verb.bound)), words }
}

/// Whether a clause opens with the number: 40％建成区面积达到…, 全省40％城市….
fn opens(scene: &Scene<'_>, start: usize) -> bool {
    let before = trimmed(scene.page, scene.page.reading.clause(start).start..start);
    before.is_empty() || is_whole(&scene.page.reading.words(before))
}

/// What is named in the clause before, where this one says nothing but how much of it: 产能全部达到基准水平，30％以上达到标杆水平.
fn of_before(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let page = scene.page;
    let own = page.reading.clause(start);
    let at_once = |verb: &&Verb| verb.range.start == scene.end && opens(scene, start);
    acting(scene, scene.end).filter(at_once)?;
    let before = page.reading.clause(own.start.checked_sub(2)?);
    let within = |v: &&Verb| v.range.start > before.start && v.range.end <= before.end;
    let level = page.verbs().iter().filter(within).find(|v| v.role == Role::Level);
    let verb = level.or_else(|| page.verbs().iter().filter(within).find(|v| acts(page, v)))?;
    Some(trimmed(page, before.start..verb.range.start))
}

/// What acts, if it is named from `start` on.
fn part_from(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let page = scene.page;
    let verb = acting(scene, start + 1);
    let has = having(scene, start + 1).filter(|&at| verb.is_none_or(|v| at < v.range.start));
    let at = has.or_else(|| verb.map(|v| v.range.start))?;
    let end = (start..at).find(|&i| closes_noun(page, i)).unwrap_or(at);
    let noun = trimmed(page, start..end);
    // 三分之一县（市、区）PM2.5年均浓度保持在25微克/立方米: another number is of the quantity.
    let level = verb.filter(|v| v.range.start == at && v.role == Role::Level);
    if level.is_some_and(|level| only_describes(page, &noun, level)) {
        return None;
    }
    let other = level.is_some_and(|v| page.reading.at(v.range.end).is_ascii_digit());
    if !other || !has_head(page, &noun) || page.reading.at(scene.end) == '的' {
        return Some(noun);
    }
    let level = noun.clone().find(|&i| page.reading.at(i) == '）')?;
    Some(noun.start..level + 1)
}

/// Whether a share in front of `noun`, which names a quantity, only describes what another share is of:
/// 70%的降雨就地消纳的面积达到建成区面积的20%.
fn only_describes(page: &Page<'_>, noun: &Range<usize>, level: &Verb) -> bool {
    let mut rest = level.range.end..page.reading.clause(level.range.start).end;
    let next = rest.find(|&i| page.reading.at(i).is_ascii_digit());
    let share =
        || next.and_then(|at| quantity(page, at)).is_some_and(|q| q.kind == UnitKind::Share);
    has_head(page, noun) && page.reading.holds(noun.clone(), &["的"]) && share()
}

/// Where a word begins, from `at` on in the clause, that says what a share of something is to have or to be rid of.
fn having(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let (page, end) = (scene.page, scene.page.reading.clause(scene.first.range.start).end);
    let mut places = page.reading.places(at..end, &page.words(Does::Having).firsts);
    places.find(|&i| page.word(i, Does::Having).is_some())
}

/// What all of acts: 新建建筑100％执行…; a rule that says so elsewhere is none of this plan.
fn all_of(scene: &Scene<'_>, start: usize) -> Option<Range<usize>> {
    let page = scene.page;
    let covered = page.reading.starts(scene.end, "全覆盖");
    acting(scene, scene.end)
        .filter(|verb| verb.range.start == scene.end)
        .map(|_| ())
        .or(covered.then_some(()))?;
    let clause = page.reading.clause(start);
    let noun = of_treatment(page, trimmed(page, scene.from..start));
    (!page.reading.holds(clause, &["的规定", "的要求"]) || noun.len() < 16).then_some(noun)
}

/// What something is done to, where `noun` says who does it: 有关部门对重点企业进行|100%检查.
fn of_treatment(page: &Page<'_>, noun: Range<usize>) -> Range<usize> {
    let done = page.word_before(noun.end, Does::Performs);
    let on = noun.clone().find(|&i| page.reading.at(i) == '对');
    match (on, done) {
        (Some(on), Some(end)) if on + 1 < end => trimmed(page, on + 1..end),
        _ => noun,
    }
}

/// The first verb from `at` on in the clause that says what something is to do or to be.
fn acting<'s>(scene: &'s Scene<'_>, at: usize) -> Option<&'s Verb> {
    let end = scene.page.reading.clause(scene.first.range.start).end;
    let within = |v: &&Verb| v.range.start >= at && v.range.end <= end;
    scene.page.verbs().iter().filter(within).find(|v| acts(scene.page, v))
}

/// Whether a verb says what a share of something is to do or to be: 达到, 建成 but not 建成区, 进行改造 but not 进行监测.
fn acts(page: &Page<'_>, verb: &Verb) -> bool {
    let start = verb.range.start;
    let worked = page.reading.any(start, &["进行", "开展"]).is_none_or(|(_, end)| {
        let works = page.verbs().iter().find(|v| v.role.works() && v.range.start >= end);
        works.is_some_and(|v| v.range.start < end + 4)
    });
    let named = page.reading.starts(start, "建成区");
    verb.role == Role::Level || !named && worked && page.word(start, Does::Acting).is_some()
}

//! What is to come about of so many things, and verbs that hold their object: 确保20个项目竣工投产, 造林5万亩, 户均增收2000元.

use std::ops::Range;

use super::{Frame, Scene, is_verbless};
use crate::tags::target::noun::trimmed;
use crate::tags::target::page::{Page, Role};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 确保20个项目竣工投产, 帮助500名失业人员实现再就业, 至少1000家医院达到三级水平: so many things, and what they come to.
pub(super) fn realised(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let counted = scene.first.kind == UnitKind::Count;
    let meant = is_meant(scene, approach.start);
    let least = approach.bound.or(scene.first.bound) == Some(Bound::AtLeast);
    let start = scene.end + usize::from(page.reading.at(scene.end) == '的');
    // 到2025年，首批100个社区全面建成.
    let whole = |verb: &Range<usize>| page.dated && page.reading.at(verb.start) == '全';
    let verb = coming(page, start, least).filter(|verb| counted && (meant || whole(verb)))?;
    // 推动3家企业在境外上市: where they are to.
    let place = |&i: &usize| page.reading.at(i) == '在' && is_preposition(page, i);
    let until = (start + 2..verb.start).find(place).unwrap_or(verb.start);
    let noun = trimmed(page, start..until);
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let (end, words) = (verb.end, approach.words.into_iter().chain(Some(verb)).collect());
    let frame = Frame { noun, change: Change::To, bound, words, rule: "finished", end };
    // 2个县的群众: so many are whose it is.
    let owner = page.reading.holds(frame.noun.clone(), &["的"]);
    let digit = frame.noun.clone().any(|i| page.reading.at(i).is_ascii_digit());
    // 确保3个方面措施落地
    let things = page.word(frame.noun.start, Does::Abstract).is_none();
    (frame.noun.len() > 1 && things && !owner && !digit).then_some(frame)
}

/// Whether the 在 at `at` says where: no part of 存在 or 在建.
fn is_preposition(page: &Page<'_>, at: usize) -> bool {
    page.word_before(at + 1, Does::Ends).is_none() && page.word(at, Does::Begins).is_none()
}

/// Whether the number that begins at `start` is of what is to be brought about: behind 确保 or 推动, behind another such number, with a
/// year and a side.
fn is_meant(scene: &Scene<'_>, start: usize) -> bool {
    let page = scene.page;
    let sided = page.dated && scene.first.bound == Some(Bound::AtLeast);
    let listed = || scene.last.is_some_and(|l| l.rule == "finished" && l.end + 1 == start);
    let least = page.reading.any_before(scene.first.range.start, &["至少"]).is_some();
    let before = scene.from..scene.first.range.start;
    // 推动第5家企业的200名员工就业
    let other = before.clone().any(|i| page.reading.at(i).is_ascii_digit());
    sided || least || listed() || !other && page.holds_word(before, Does::Brings)
}

/// Where the words stand that say what things named from `start` on come to; `least` is whether they are at least so many.
fn coming(page: &Page<'_>, start: usize, least: bool) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    let closes = |end: usize| {
        end >= page.reading.len() || page.reading.is_stop(end) || page.reading.at(end) == '、'
    };
    let end = (start..start + LONGEST).find(|&i| closes(i)).unwrap_or(start + LONGEST);
    let comes = |i: usize| {
        let next = page.word(i, Does::Comes)?;
        closes(next).then_some(i..next)
    };
    let reaches = |i: usize| {
        let next = page.word(i, Does::Rises).filter(|_| least)?;
        page.reading.at(next).is_alphabetic().then_some(i..next)
    };
    (start + 2..end).find_map(|i| comes(i).or_else(|| reaches(i)))
}

/// 全年造林5万亩, 退耕还湿3000亩, 减税降费10亿元: a verb that holds its object.
pub(super) fn itself(scene: &Scene<'_>) -> Option<Frame> {
    let approach = scene.approach(scene.first.range.start);
    let at = scene.page.word_before(approach.start, Does::Itself)?;
    let noun = trimmed(scene.page, scene.from..approach.start);
    let amount = !matches!(scene.first.kind, UnitKind::Share | UnitKind::Bare | UnitKind::Time);
    (noun.start == at && amount).then(|| plain(scene, noun, Change::To))?
}

/// 户均增收2000元: by how much what is earned grows.
pub(super) fn gained(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let earned = scene.first.kind == UnitKind::Money && page.reading.ends(approach.start, "增收");
    let noun = earned.then(|| trimmed(page, scene.from..approach.start))?;
    let heads = noun.clone().rev().find(|&i| page.reading.any(i, &["人均", "户均"]).is_some());
    let digit = |i: &usize| page.reading.at(*i).is_ascii_digit();
    let start = heads.filter(|_| noun.clone().any(|i| digit(&i))).unwrap_or(noun.start);
    let noun = start..noun.end;
    (noun.len() > 2).then(|| plain(scene, noun, Change::IncreaseBy))?
}

/// 争取上级资金5亿元: what is to be got.
pub(super) fn sought(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let noun = trimmed(page, scene.from..approach.start);
    let got = page.reading.ends(noun.start, "争取") && noun.len() > 1;
    let named = got && page.word_before(noun.end, Does::Funds).is_some();
    named.then(|| plain(scene, noun, Change::To))?
}

/// 高速公路开工1000公里: how much of what is named before is to be begun or done.
pub(super) fn stepped(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let amount = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let verb = page.verb_before(approach.start, scene.from, Role::works).filter(|_| amount)?;
    page.word(verb.range.start, Does::Step).filter(|_| scene.closes())?;
    let frame = scene.before(verb, approach, "work-amount");
    // 棚户区改造基本建成3000套: a verb at its end is part of the name of a work.
    let last = page.verb_before(frame.noun.end, frame.noun.start + 2, Role::works);
    let bare = frame.noun.start..last.map_or(frame.noun.end, |verb| verb.range.start);
    let named = bare.len() > 1 && is_verbless(page, &bare);
    named.then_some(frame)
}

/// The frame of a number that closes its clause and of `noun` before it.
fn plain(scene: &Scene<'_>, noun: Range<usize>, change: Change) -> Option<Frame> {
    let approach = scene.approach(scene.first.range.start);
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let (words, end) = (approach.words, scene.end);
    scene.closes().then_some(Frame { noun, change, bound, words, rule: "work-amount", end })
}

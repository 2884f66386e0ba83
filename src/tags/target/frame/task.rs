//! A number of things that work is done on: 新建甲、乙等10处工程, 对30家企业实施改造, 推进100公里管网改造.

use std::ops::Range;

use super::after::{after, following};
use super::{Frame, Scene, is_set};
use crate::tags::target::noun::trimmed;
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 新建甲、乙等10处工程: things that are named, and how many they are in all.
pub(super) fn summed(scene: &Scene<'_>) -> Option<Frame> {
    let start = scene.first.range.start;
    let named = scene.first.kind == UnitKind::Count
        && matches!(scene.page.reading.before(start), '等' | '的');
    let verb = summing(scene.page, scene.from..start).filter(|_| named)?;
    after(scene, verb, scene.approach(start))
}

/// The verb that `range` opens with, if what follows it is to be finished or built.
fn summing<'p>(page: &'p Page<'_>, range: Range<usize>) -> Option<&'p Verb> {
    let built = |v: &&Verb| v.role == Role::Work || page.reading.starts(v.range.start, "建设");
    let within = |v: &&Verb| v.range.start >= range.start && v.range.end < range.end;
    let verb = page.verbs().iter().filter(built).find(within)?;
    let before = trimmed(page, range.start..verb.range.start);
    (before.is_empty() || is_set(page, before.start, verb.range.start)).then_some(verb)
}

/// 对30家重点企业实施改造: on how many something is done; those whom a plan merely covers are none.
pub(super) fn treated(scene: &Scene<'_>) -> Option<Frame> {
    const DONE: [&str; 5] = ["实施", "进行", "开展", "完成", "予以"];
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let head = trimmed(page, scene.from..approach.start);
    let on = head.clone().find(|&i| page.reading.at(i) == '对')?;
    let counted = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let clause = page.reading.clause(approach.start);
    let done = (scene.end + 2..clause.end).find(|&i| page.reading.any(i, &DONE).is_some())?;
    let noun = trimmed(page, scene.end..done);
    let covered = page.word_before(noun.end, Does::Covered).is_some();
    // 对全省100家企业开展检查: all of them are looked at.
    let all = ["全市", "全省", "全县", "全区", "全国", "全部", "所有", "辖区", "境内"];
    const WORKS: [&str; 6] = ["改造", "整治", "治理", "修复", "加固", "搬迁"];
    let worked = page.reading.holds(done..clause.end, &WORKS);
    let near = on <= head.start + 8
        && !noun.is_empty()
        && noun.len() < 30
        && (worked || !page.reading.holds(on..approach.start, &all));
    (counted && near && !covered && page.reading.at(scene.end) != '的').then(|| Frame {
        end: noun.end,
        noun,
        change: Change::To,
        bound: approach.bound.unwrap_or(Bound::Exactly),
        words: approach.words,
        rule: "treated",
    })
}

/// 推进100公里管网改造: an extent of the work that its noun names.
pub(super) fn led(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let lead = page.verb_before(approach.start, scene.from, Role::leads)?;
    let extent =
        scene.first.kind == UnitKind::Extent && page.reading.before(lead.range.end) == '进';
    let noun = following(scene).filter(|_| extent)?;
    page.verb_before(noun.end, noun.start + 1, Role::works)?;
    after(scene, lead, approach)
}

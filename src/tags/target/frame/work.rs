//! Work on so many things: 新建200家绿色工厂, 建成加氢站40座.

use std::ops::Range;

use super::after::after;
use super::{Frame, Scene, is_mastered, is_verbless, past_whole};
use crate::tags::target::indicator;
use crate::tags::target::noun::{has_head, head, trimmed};
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 新建200家绿色工厂: the verb right before the number, the noun after it.
pub(super) fn work(scene: &Scene<'_>) -> Option<Frame> {
    let approach = scene.approach(scene.first.range.start);
    let verb = scene.page.verb_before(approach.start, scene.from, Role::works)?;
    after(scene, verb, approach)
}

/// 建成加氢站40座: the verb, the noun, the number.
pub(super) fn work_amount(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let opening = trimmed(page, scene.from..approach.start);
    let way = past_way(page, &opening);
    // 三年共开展培训3万人次
    let shade = page.verb_at(opening.start, |role| role == Role::Shade);
    let head = shade.map_or(opening.start, |shade| shade.range.end);
    let works = |v: &&Verb| {
        let within = v.range.start >= scene.from
            && v.range.end + 1 < approach.start
            && page.is_open(v.range.start);
        // 全市改造小区30个 is work with a time to come or on each thing; 全市种植大户30个 may be what there is.
        let sure = |v: &Verb| page.dated || page.word(v.range.start, Does::Mends).is_some();
        let led = v.range.start == way && (way > past_whole(page, &opening) || sure(v));
        let heads = (v.range.start == head || is_set(page, head, v.range.start) || led)
            && v.range.len() > 1
            && matches!(v.role, Role::Task | Role::Delta);
        within && (v.role == Role::Work || heads || v.range.start == head && is_mastered(scene, v))
    };
    let last = page.verbs().iter().filter(works).max_by_key(|v| (v.range.start, v.range.len()))?;
    let verb = first_of_chain(page, last, scene.from);
    let noun = behind(page, verb.range.end, approach.start);
    if verb.role == Role::Task && is_aspect(page, &noun) {
        return None;
    }
    let noun = whole_work(page, verb, noun);
    let share = matches!(scene.first.kind, UnitKind::Share | UnitKind::Bare)
        && !has_head(page, &noun)
        && !are_heads(scene, &noun);
    let summed = verb.role == Role::Work && page.reading.before(noun.end) == '等';
    // 建设库容超过1亿立方米的水库2座: a number that describes is not one that is reached.
    let alone = scene.end == scene.first.end;
    let of = noun.clone().rev().find(|&i| alone && page.reading.at(i) == '的');
    let of = of.unwrap_or(noun.start);
    let examples = page.reading.any_before(noun.end, &["等", "指标"]).is_some() && !summed
        || page.reading.holds(noun.clone(), &["按"])
        || page.reading.holds(of..noun.end, &["超过", "达到"]);
    if noun.is_empty() || share || examples || !scene.closes() {
        return None;
    }
    let whole = trimmed(page, scene.from..approach.start);
    // 城镇新增就业: the verb is part of a name.
    let named = indicator::id(page.context.lexicon, &page.reading.words(whole.clone())).is_some();
    let mut frame = scene.before(verb, approach, "work-amount");
    // 开工新建校舍: what is begun is new.
    if frame.change == Change::To && verb.range.end == last.range.start {
        frame.change = last.change;
    }
    let noun = noun.start..noun.end - usize::from(summed);
    // 新建数据中心电能利用效率在1.25以下: a level of what is new.
    let level = matches!(scene.first.kind, UnitKind::Share | UnitKind::Bare);
    let least = scene.first.bound == Some(Bound::AtMost);
    if level && (least || page.reading.before(verb.range.end) == '建') {
        return Some(Frame { noun: whole, change: Change::To, ..frame });
    }
    Some(Frame { noun: if named { whole } else { noun }, ..frame })
}

/// Whether `noun` makes a name of the task before it, which is then none: 改造费用, 主要改造内容包括道路.
fn is_aspect(page: &Page<'_>, noun: &Range<usize>) -> bool {
    let end = page.word(noun.start, Does::Aspect);
    end.is_some_and(|end| end == noun.end || page.reading.any(end, &["包括", "为"]).is_some())
}

/// The place after words at the start of `noun` that say where all of a work is done and how: 全市有序改造…, 主要铺设….
fn past_way(page: &Page<'_>, noun: &Range<usize>) -> usize {
    let mut at = past_whole(page, noun);
    while let Some(end) = page.word(at, Does::Way).filter(|&end| end < noun.end) {
        at = end;
    }
    at
}

/// Whether a number of 万 or 亿 without a unit is of so many people: 新增就业人员4.78万.
fn are_heads(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let scaled = scene.first.kind == UnitKind::Bare && scene.first.unit.is_some();
    scaled && scene.page.word_before(noun.end, Does::People).is_some()
}

/// Whether what stands from `head` to `verb` says for whom or where something is done: 围绕重点群体开展…, 在山区建设….
pub(super) fn is_set(page: &Page<'_>, head: usize, verb: usize) -> bool {
    let set = head < verb && page.is_open(head) && page.word(head, Does::Setting).is_some();
    // 在全县完成小流域治理任务: the first of its verbs is meant.
    set && is_verbless(page, &(head..verb))
}

/// The noun between a verb that ends at `start` and `end`; the verbs that follow belong to it if nothing else does: 新增造林绿化.
fn behind(page: &Page<'_>, start: usize, end: usize) -> Range<usize> {
    let noun = trimmed(page, past_chain(page, start).min(end)..end);
    // 新增造林面积, 新建配送中心: a head alone is of the verbs before it.
    let bare = head(page, &noun).is_some_and(|head| head == noun)
        || page.word(noun.start, Does::Aspect) == Some(noun.end);
    if noun.len() < 2 || bare && noun.start > start { trimmed(page, start..end) } else { noun }
}

/// `noun` with the `verb` before it where the two name a work or a quantity: 养护工程, 治理面积.
fn whole_work(page: &Page<'_>, verb: &Verb, noun: Range<usize>) -> Range<usize> {
    let bare = noun.len() == 2 && page.reading.starts(noun.start, "工程");
    let kind = || bare && page.word_before(noun.start, Does::Kind).is_some();
    // 提供学位 is no quantity.
    let offers = || page.reading.starts(verb.range.start, "提供");
    let quantity =
        || verb.role == Role::Task && !offers() && head(page, &noun).is_some_and(|h| h == noun);
    let whole = verb.range.end == noun.start && (kind() || quantity());
    if whole { verb.range.start..noun.end } else { noun }
}

/// What joins verbs of one noun.
const JOINTS: [&str; 6] = ["、", "和", "及", "与", "并", "或"];

/// The first verb of 新增和改造, of which `verb` is the last.
fn first_of_chain<'p>(page: &'p Page<'_>, verb: &'p Verb, from: usize) -> &'p Verb {
    let start = verb.range.start;
    let joint = page.reading.any_before(start, &JOINTS).map_or(start, |(_, at)| at);
    page.verb_before(joint, from, Role::works).unwrap_or(verb)
}

/// The place after the other verbs that follow one that ends at `at`: 新增和改造, 新建、改造.
pub(super) fn past_chain(page: &Page<'_>, at: usize) -> usize {
    let next = page.reading.any(at, &JOINTS).map_or(at, |(_, next)| next);
    // 修复性养护 is a kind of work.
    let verb = page.verb_at(next, Role::works).filter(|v| page.reading.at(v.range.end) != '性');
    verb.map_or(at, |v| past_chain(page, v.range.end))
}

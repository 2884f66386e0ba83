//! What can be made or treated in a year or a day: 形成年产20万吨甲醇生产能力, 具备日供水20万吨能力, 具备年处理垃圾10万吨的能力.

use std::ops::Range;

use super::{Frame, Scene};
use crate::tags::target::noun::trimmed;
use crate::tags::target::quantity::UnitKind;
use crate::tags::{Bound, Change};

/// The verbs of a capacity that is to be there, and of one that is to be added.
const HAVE: [&str; 4] = ["形成", "具备", "拥有", "建立"];
const ADD: [&str; 2] = ["新增", "增加"];

/// What a capacity is called at the end of its clause.
const CAPACITY: &str = "能力";

/// 形成年产50发火箭、600颗卫星的制造能力: an amount a year or a day behind such a verb, in a clause that ends with what it is called.
pub(super) fn capacity(scene: &Scene<'_>) -> Option<Frame> {
    let (page, reading) = (scene.page, &scene.page.reading);
    let clause = reading.clause(scene.first.range.start);
    let amount = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent | UnitKind::Rating);
    if !amount || !reading.ends(clause.end, CAPACITY) {
        return None;
    }
    let verbs: Vec<&str> = [&HAVE[..], &ADD[..]].concat();
    let paces =
        (clause.start..scene.first.range.start).filter(|&at| matches!(reading.at(at), '年' | '日'));
    let had = |at: usize| Some((at, reading.any_before(at, &verbs)?));
    let (pace, (verb, start)) = paces.into_iter().find_map(had)?;
    let change = if ADD.contains(&verb) { Change::IncreaseBy } else { Change::To };
    let approach = scene.approach(scene.first.range.start);
    let behind = behind(scene, clause.end);
    let noun = match behind.len() {
        0 | 1 => trimmed(page, pace..approach.start),
        _ => behind,
    };
    let words = std::iter::once(start..pace).chain(approach.words).collect();
    let bound = approach.bound.unwrap_or(Bound::Exactly);
    let end = noun.end.max(scene.end);
    Some(Frame { noun, change, bound, words, rule: "capacity", end })
}

/// What stands behind the number: what is made, up to the next of a list, or up to 的 before what the capacity is called.
fn behind(scene: &Scene<'_>, end: usize) -> Range<usize> {
    let reading = &scene.page.reading;
    let bare = end - CAPACITY.chars().count();
    if matches!(reading.words(scene.end..bare).as_str(), "" | "的") {
        return scene.end..scene.end;
    }
    let listed = |&i: &usize| reading.at(i) == '、' && reading.at(i + 1).is_ascii_digit();
    let of = |&i: &usize| reading.at(i) == '的';
    let stop = (scene.end..end).find(|i| listed(i) || of(i)).unwrap_or(end);
    trimmed(scene.page, scene.end..stop)
}

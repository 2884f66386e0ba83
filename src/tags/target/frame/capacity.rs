//! What can be made or treated in a year or a day: 形成年产20万吨甲醇生产能力, 具备日供水20万吨能力, 具备年处理垃圾10万吨的能力.

use std::ops::Range;

use super::{Frame, Scene};
use crate::tags::target::noun::trimmed;
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

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
    let verbs = [(Does::Has, Change::To), (Does::Adds, Change::IncreaseBy)];
    let paces =
        (clause.start..scene.first.range.start).filter(|&at| matches!(reading.at(at), '年' | '日'));
    let had = |at: usize| {
        let verb = |&(what, change)| Some((at, page.word_before(at, what)?, change));
        verbs.iter().find_map(verb)
    };
    let (pace, start, change) = paces.into_iter().find_map(had)?;
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

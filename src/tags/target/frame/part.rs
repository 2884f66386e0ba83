//! Parts of a total, in the bracket behind it: 公路总里程达到21万公里（其中高速公路7000公里）, 造林100万亩（其中新造60万亩、改造40万亩）.

use std::ops::Range;

use super::{Frame, Scene};
use crate::tags::reading::Inside;
use crate::tags::target::noun::{has_head, trimmed};
use crate::tags::target::page::{Page, Role};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// The rule that reads parts, which are amounts as what they are parts of is.
pub(in crate::tags::target) const PART: &str = "part";

/// The marks that stand between parts, and behind the word that opens them.
const PARTING: [char; 3] = ['，', '；', '：'];

/// 高速公路7000公里 in （其中高速公路7000公里）: a part of what the number before the bracket is of.
pub(super) fn part(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let opened = parts(page, scene.first.range.start)?;
    let last = scene.last.filter(|last| last.end >= opened.start)?;
    let approach = scene.approach(scene.first.range.start);
    let from = opened.end.max(scene.from);
    let parted = |&i: &usize| PARTING.contains(&page.reading.at(i));
    let from = (from..approach.start).rev().find(parted).map_or(from, |i| i + 1);
    let level = page.verb_before(approach.start, from, |role| role == Role::Level);
    let named = trimmed(page, from..level.map_or(approach.start, |level| level.range.start));
    let verb = page.verb_at(named.start, |r| r.works() || r == Role::Delta);
    let verb = verb.filter(|verb| verb.range.end <= named.end);
    let noun = verb.map_or(named.clone(), |verb| trimmed(page, verb.range.end..named.end));
    let bound = approach.bound.or(level.map(|level| level.bound)).unwrap_or(Bound::Exactly);
    let share = matches!(scene.first.kind, UnitKind::Share | UnitKind::Point);
    let of_total = if share { Change::To } else { last.change };
    let change = verb.map_or(of_total, |verb| verb.change);
    let verbs = [verb, level].into_iter().flatten().map(|verb| verb.range.clone());
    let words = verbs.chain(approach.words).collect();
    // The bracket ends with its last part, and the list may go on behind it.
    let end = scene.end + usize::from(page.reading.at(scene.end) == '）');
    // 新建60万亩: of the same; a share of a part says of what it is.
    let noun = if noun.is_empty() { scene.end..scene.end } else { noun };
    // 2026年50公里、2027年70公里: the parts of single years.
    let dated = || page.time(|time| time.start >= from && time.end <= approach.start).is_some();
    let told = verb.is_some() || noun.len() > 1 || dated();
    let closes = scene.closes() || PARTING.contains(&page.reading.at(scene.end));
    let frame = Frame { noun, change, bound, words, rule: PART, end };
    (told && closes && is_amount(scene, &frame.noun)).then_some(frame)
}

/// Whether the number of a part is how much there is of `noun`.
fn is_amount(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let reading = &scene.page.reading;
    // 每县500人次: of each; 日处理能力5万吨以上1座: a class; 一季度10亿元: a step.
    let other = reading.at(noun.start) == '每'
        || reading.ends(noun.end, "季度")
        || noun.clone().any(|i| reading.at(i).is_ascii_digit());
    !other
        && match scene.first.kind {
            UnitKind::Count | UnitKind::Extent | UnitKind::Money => true,
            // 占比30% says not of what.
            _ => has_head(scene.page, noun) && noun.len() > 2,
        }
}

/// Where a bracket of parts opens that holds `at`: its mark and the word behind it.
pub(in crate::tags::target) fn parts(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let reading = &page.reading;
    let within = |&i: &usize| reading.inside(i) == Inside::Bracket;
    let open = (0..=at).rev().take_while(within).find(|&i| reading.at(i) == '（')?;
    Some(open..page.word(open + 1, Does::Part)?)
}

//! A noun and its number without a verb: 粮食产量700亿斤以上, 到2025年，充电站3000座.

use std::ops::Range;

use super::{Frame, Scene, is_rate, is_verbless};
use crate::tags::deadline::expression::Use;
use crate::tags::target::noun::{has_head, trimmed};
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 粮食产量700亿斤以上: a noun that names a quantity, and the number.
pub(super) fn nominal(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let whole = trimmed(page, scene.from..approach.start);
    let (noun, verb) = until_level(page, whole);
    let share = noun.clone().skip(1).any(|i| page.reading.at(i) == '占');
    let digit = |i: usize| page.reading.at(i).is_ascii_digit();
    let work = is_work(scene, &noun) && !noun.clone().any(digit);
    let rate = is_rate(page, &noun);
    // 学历人员达到职工总数的40%: the verb stands before what it is a share of.
    let part_of = scene.first.kind == UnitKind::Share && verb.is_some();
    let headed = has_head(page, &noun);
    let sure = |w: &Range<usize>| page.reading.any(w.start, &["确保", "力争"]).is_some();
    // 确保增长6%、力争7%: what grows is not said.
    let sure = approach.words.iter().any(sure) && !noun.clone().any(digit);
    let named = headed || share || part_of || rate || work || sure || is_listed(scene, &noun);
    let meant = page.dated
        || sure
        || page.word_before(noun.start, Does::Meant).is_some()
        || work
        || rate
        || scene.last.is_some()
        || scene.first.bound.or(approach.bound).is_some()
        || scene.first.kind == UnitKind::Share
        || page.reading.ends(noun.start, "实现")
        || page.reading.holds(noun.clone(), &["实现"]);
    let part = share && scene.first.kind == UnitKind::Bare && scene.first.value < 1.0;
    // 改造人民路，长度约740米: how long what stands before is.
    let size = page.word(noun.start, Does::Size) == Some(noun.end);
    let amount =
        meant && !size && (part || !matches!(scene.first.kind, UnitKind::Bare | UnitKind::Time));
    let bound = approach.bound.or(verb.map(|v| v.bound)).unwrap_or(Bound::Exactly);
    (named && amount && scene.closes() && !noun.is_empty()).then_some(Frame {
        noun,
        change: Change::To,
        bound,
        words: approach.words,
        rule: "nominal",
        end: scene.end,
    })
}

/// Whether a noun names a work of which so many are to be done: 地质灾害综合治理120处.
fn is_work(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let counted = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let named = |v: &Verb| {
        let what = noun.start..v.range.start;
        v.range.len() > 1 && what.len() > 1 && is_verbless(scene.page, &what)
    };
    let verb = scene.page.verb_before(noun.end, noun.start, Role::works);
    counted && verb.is_some_and(named)
}

/// `noun` up to a verb within it, and that verb: 新车销售量达到销售总量的20%.
fn until_level<'p>(page: &'p Page<'_>, noun: Range<usize>) -> (Range<usize>, Option<&'p Verb>) {
    let within = |v: &&Verb| noun.start < v.range.start && v.range.end < noun.end;
    let verb = page.verbs().iter().filter(within).find(|v| v.role == Role::Level);
    let until = verb.map(|verb| trimmed(page, noun.start..verb.range.start));
    (until.unwrap_or(noun), verb)
}

/// Whether a clause is no more than a time, a thing and how many of it: 到2025年，充电站3000座.
fn is_listed(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let page = scene.page;
    let counted = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let clause = page.reading.clause(scene.first.range.start);
    let dated = page.times.iter().any(|m| {
        m.usage == Use::Bound && (m.range.end + 1 == clause.start || m.range.start == clause.start)
    });
    counted && is_verbless(page, noun) && dated && noun.len() < 20
}

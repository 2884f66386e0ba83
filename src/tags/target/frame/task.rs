//! A number of things that work is done on: 新建甲、乙等10处工程, 对30家企业实施改造, 推进100公里管网改造.

use std::ops::Range;

use super::after::{after, following};
use super::{Frame, LISTING, Scene, is_set, is_verbless};
use crate::tags::target::noun::trimmed;
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 新建甲、乙等10处工程: things that are named, and how many they are in all.
pub(super) fn summed(scene: &Scene<'_>) -> Option<Frame> {
    let start = scene.first.range.start;
    let counted = scene.first.kind == UnitKind::Count;
    let verb = summing(scene.page, scene.from..start).filter(|_| counted)?;
    let named = matches!(scene.page.reading.before(start), '等' | '的');
    (named || lists(scene, verb)).then(|| after(scene, verb, scene.approach(start)))?
}

/// Whether the names of all things that are counted stand between `verb` and the number: 培育甲公司、乙公司2家企业.
fn lists(scene: &Scene<'_>, verb: &Verb) -> bool {
    const LONGEST: usize = 60;
    let (page, start) = (scene.page, scene.first.range.start);
    let names = verb.range.end..start;
    let plain = |i: usize| page.reading.at(i).is_alphabetic() || page.reading.at(i) == '、';
    names.len() < LONGEST
        && names.len() > 4
        && page.reading.at(start - 1) != '、'
        && names.clone().all(plain)
        && page.reading.holds(names.clone(), &["、"])
        && is_verbless(page, &names)
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
    const DONE: [&str; 6] = ["实施", "进行", "开展", "完成", "予以", "提供"];
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let head = trimmed(page, scene.from..approach.start);
    let served = matches!(page.reading.at(head.start), '为' | '给') && !head.is_empty();
    let on = head.clone().find(|&i| page.reading.at(i) == '对' || served)?;
    let counted = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let clause = page.reading.clause(approach.start);
    let done = (scene.end + 2..clause.end).find(|&i| page.reading.any(i, &DONE).is_some())?;
    // 对10家甲厂、30家乙厂实施改造: what the next number is of is another noun.
    let next = (scene.end + 1..done).find(|&i| goes_on(page, i));
    let noun = trimmed(page, scene.end..next.unwrap_or(done));
    let covered = page.word_before(noun.end, Does::Covered).is_some();
    // 对全省100家企业开展检查: all of them are looked at.
    let all = ["全市", "全省", "全县", "全区", "全国", "全部", "所有", "辖区", "境内"];
    const WORKS: [&str; 6] = ["改造", "整治", "治理", "修复", "加固", "搬迁"];
    const SERVICES: [&str; 6] = ["筛查", "救助", "培训", "体检", "康复", "手术"];
    const WATCHES: [&str; 7] = ["控制", "管控", "监管", "监测", "检查", "督察", "督导"];
    let worked = page.reading.holds(done..clause.end, &WORKS);
    let gives = served || page.reading.starts(done, "提供");
    let meant = !gives || worked || page.reading.holds(done..clause.end, &SERVICES);
    // 对18个县市开展督察 covers them, 对200个行政村开展整治 is work on each.
    let village = worked && page.reading.any_before(noun.end, &["村", "社区"]).is_some();
    let covered = covered && !village;
    // 对12个湖库实施总量控制: those whom a rule or a look covers.
    let watched = !worked && page.reading.any_before(clause.end, &WATCHES).is_some();
    let near = meant
        && !watched
        && on <= head.start + 8
        && !noun.is_empty()
        && !noun.clone().any(|i| page.reading.at(i).is_ascii_digit())
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

/// Whether a list goes on with a number at `at`: 、30家.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let next = page.reading.any(at, &LISTING).map(|(_, next)| next);
    next.is_some_and(|next| page.reading.at(next).is_ascii_digit())
}

/// 推进100公里管网改造, 推进2.2万户户厕改造, 推进30个老旧小区改造: so much of the work that its noun names, where what is counted are no bodies or
/// projects.
pub(super) fn led(scene: &Scene<'_>) -> Option<Frame> {
    const STRUCTURES: [&str; 6] = ["户", "座", "栋", "幢", "口", "套"];
    const QUARTERS: [&str; 3] = ["村", "社区", "小区"];
    const BODIES: [&str; 5] = ["企业", "公司", "项目", "示范", "试点"];
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let lead = page.verb_before(approach.start, scene.from, Role::leads)?;
    let unit = scene.first.unit.as_deref().map(|unit| unit.trim_start_matches(['万', '亿']));
    let counted = unit.is_some_and(|unit| STRUCTURES.contains(&unit));
    let pieces = unit == Some("个");
    let works = scene.first.kind == UnitKind::Extent || counted || pieces;
    let led = works && page.reading.before(lead.range.end) == '进';
    let noun = following(scene).filter(|_| led)?;
    page.verb_before(noun.end, noun.start + 1, Role::works)?;
    // 推进12户规上企业技术改造 counts them.
    let bodies = (counted || pieces) && page.reading.holds(noun.clone(), &BODIES);
    if bodies || pieces && !page.reading.holds(noun, &QUARTERS) {
        return None;
    }
    after(scene, lead, approach)
}

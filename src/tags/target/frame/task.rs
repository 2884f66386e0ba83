//! A number of things that work is done on: 新建甲、乙等10处工程, 对30家企业实施改造, 推进100公里管网改造.

use std::ops::Range;

use super::after::{after, following};
use super::work::is_set;
use super::{Frame, LISTING, Scene, is_verbless};
use crate::tags::target::noun::trimmed;
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::UnitKind;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// 新建甲、乙等10处工程: things that are named, and how many they are in all.
pub(super) fn summed(scene: &Scene<'_>) -> Option<Frame> {
    let start = scene.first.range.start;
    let counted = scene.first.kind == UnitKind::Count;
    let is_structure = counts_structures(scene);
    let verb = summing(scene.page, scene.from..start, is_structure).filter(|_| counted)?;
    // 对新建的8个食堂进行补助: those that are there.
    let named = match scene.page.reading.before(start) {
        '的' => verb.range.end + 1 < start,
        sign => sign == '等',
    };
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

/// The verb that `range` opens with, if what follows it is to be finished or built, or, of structures, mended.
fn summing<'p>(page: &'p Page<'_>, range: Range<usize>, is_structure: bool) -> Option<&'p Verb> {
    // 改造甲、乙等5座桥梁 is work on each, 改造甲、乙等5个项目 names examples.
    let mended = |v: &Verb| is_structure && page.holds_word(v.range.clone(), Does::Mends);
    let built =
        |v: &&Verb| v.role == Role::Work || page.reading.starts(v.range.start, "建设") || mended(v);
    let within = |v: &&Verb| v.range.start >= range.start && v.range.end < range.end;
    let verb = page.verbs().iter().filter(built).find(within)?;
    let before = trimmed(page, range.start..verb.range.start);
    (before.is_empty() || is_set(page, before.start, verb.range.start)).then_some(verb)
}

/// 对30家重点企业实施改造: on how many something is done; those whom a plan merely covers are none.
pub(super) fn treated(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let counted = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let counted = counted && page.reading.at(scene.end) != '的';
    let treatment = treatment(scene, approach.start).filter(|_| counted)?;
    let noun = treated_noun(scene, treatment.done.start);
    let told = treatment.is_task(page) && treatment.reaches(page, &noun);
    told.then(|| Frame {
        end: noun.end,
        noun,
        change: Change::To,
        bound: approach.bound.unwrap_or(Bound::Exactly),
        words: approach.words,
        rule: "treated",
    })
}

/// What is done to so many things.
struct Treatment {
    /// What stands between 对, or the 为 of those who are served, and the number.
    whose: Range<usize>,
    /// Whether somebody is given something: 为30名老人提供….
    gives: bool,
    /// What is done, to the end of the clause: 实施改造.
    done: Range<usize>,
}

/// What the clause of a number that begins at `start` says is done to what is counted.
fn treatment(scene: &Scene<'_>, start: usize) -> Option<Treatment> {
    const FARTHEST: usize = 8;
    let page = scene.page;
    let head = trimmed(page, scene.from..start);
    let served = matches!(page.reading.at(head.start), '为' | '给') && !head.is_empty();
    let on = head.clone().find(|&i| page.reading.at(i) == '对' || served)?;
    let end = page.reading.clause(start).end;
    let done = (scene.end + 1..end).find(|&i| page.word(i, Does::Treats).is_some())?;
    let gives = served || page.reading.starts(done, "提供");
    (on <= head.start + FARTHEST).then_some(Treatment { whose: on..start, gives, done: done..end })
}

impl Treatment {
    /// Whether each thing is improved, by what is done.
    fn mends(&self, page: &Page<'_>) -> bool {
        page.holds_word(self.done.clone(), Does::Mends)
    }

    /// Whether what is done is a task: not a rule for 12 lakes (对12个湖库实施总量控制), a look at all (对全省100家企业开展检查), money or a
    /// thing that is given.
    fn is_task(&self, page: &Page<'_>) -> bool {
        let does = |what| page.holds_word(self.done.clone(), what);
        let whole = || page.holds_word(self.whose.clone(), Does::All);
        let given = || self.gives && !does(Does::Cares);
        self.mends(page) || !does(Does::Caps) && !does(Does::Paid) && !whole() && !given()
    }

    /// Whether it is done to each of what `noun` names: 对18个县市开展督察 only covers them, 对200个行政村开展整治 is work on each.
    fn reaches(&self, page: &Page<'_>, noun: &Range<usize>) -> bool {
        const LONGEST: usize = 30;
        let is = |what| page.word_before(noun.end, what).is_some();
        let digit = |i: usize| page.reading.at(i).is_ascii_digit();
        let covered = is(Does::Covered) && !(is(Does::Quarter) && self.mends(page));
        !covered && !noun.is_empty() && noun.len() < LONGEST && !noun.clone().any(digit)
    }
}

/// What a number of things that something is done to counts; `done` is where the verb begins.
fn treated_noun(scene: &Scene<'_>, done: usize) -> Range<usize> {
    // 对10家甲厂、30家乙厂实施改造: what the next number is of is another noun.
    let next = (scene.end + 1..done).find(|&i| goes_on(scene.page, i));
    trimmed(scene.page, scene.end..next.unwrap_or(done))
}

/// Whether a list goes on with a number at `at`: 、30家.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let next = page.reading.any(at, &LISTING).map(|(_, next)| next);
    next.is_some_and(|next| page.reading.at(next).is_ascii_digit())
}

/// What the number counts in, without its scale: 座 of 万座.
fn counted_in<'s>(scene: &'s Scene<'_>) -> &'s str {
    scene.first.unit.as_deref().unwrap_or_default().trim_start_matches(['万', '亿'])
}

/// Whether the number counts in a unit that structures are counted in, or in ten thousands of it.
fn counts_structures(scene: &Scene<'_>) -> bool {
    scene.page.words(Does::Structure).hold(counted_in(scene))
}

/// 推进100公里管网改造, 推进2.2万户户厕改造, 推进30个老旧小区改造: so much of the work that its noun names, where what is counted are no bodies or
/// projects.
pub(super) fn led(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let lead = page.verb_before(approach.start, scene.from, Role::leads)?;
    let counted = counted_in(scene) == "户" || counts_structures(scene);
    let pieces = counted_in(scene) == "个";
    let works = scene.first.kind == UnitKind::Extent || counted || pieces;
    let led = works && page.reading.before(lead.range.end) == '进';
    let noun = following(scene).filter(|_| led)?;
    let work = page.verb_before(noun.end, noun.start + 1, Role::works)?;
    // 推进12户规上企业技术改造 counts them.
    let bodies = (counted || pieces) && page.holds_word(noun.clone(), Does::Body);
    if bodies || pieces && !is_of_quarters(page, &noun, work) {
        return None;
    }
    after(scene, lead, approach)
}

/// Whether `work`, with which `noun` ends, is done on quarters or villages: 老旧小区改造, 行政村污水治理, but not 村卫生室建设.
fn is_of_quarters(page: &Page<'_>, noun: &Range<usize>, work: &Verb) -> bool {
    let at_once = page.word_before(work.range.start, Does::Quarter).is_some();
    let settled = || page.word(noun.start, Does::Settled).is_some();
    at_once || settled() && page.holds_word(work.range.clone(), Does::Mends)
}

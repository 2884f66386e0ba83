//! Numbers that promise nothing: in a condition, a tariff, an example, a description; money that is given.

use std::ops::Range;

use super::frame::Frame;
use super::noun::{has_head, head, trimmed};
use super::page::{Page, Role};
use super::past::reported;
use super::quantity::{Quantity, UnitKind, quantity};
use crate::tags::Bound;
use crate::tags::deadline::expression::{Mention, Use};
use crate::tags::words::Does;

/// Whether the number is what those who come must have: 申报单位应至少有3名专职人员, but 每县至少有1所养老院, 到2030年至少有3家.
fn is_asked(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> bool {
    let has = page.word_before(first.range.start, Does::Asked);
    has.is_some_and(|at| !page.dated && !page.reading.holds(clause.start..at, &["每", "各"]))
}

/// Whether a number stands where nothing is promised: in a condition, a tariff, an example, a thing already done.
pub(super) fn is_idle(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> bool {
    let about = page.word_before(first.range.start, Does::Nearly);
    let bare = about.unwrap_or(first.range.start);
    let before = |what| page.word_before(bare, what).is_some();
    let named = page.reading.any_before(bare, &["为"]).map_or(bare, |(_, at)| at);
    // 总工期48个月: how long the work takes, which nobody promises.
    let term = first.kind == UnitKind::Time && page.word_before(named, Does::Term).is_some();
    // 国土面积为5万平方公里: what is there, but not 占国土面积16%以上.
    let of = page.word_before(named, Does::Area);
    // 治理小流域面积20平方公里, 治理流域面积20平方公里 are work.
    let whole = |at: usize| {
        let work = || page.verb_before(at, clause.start, Role::works).is_some();
        page.reading.before(at) != '小' && !(page.reading.starts(at, "流域") && work())
    };
    let size = first.kind == UnitKind::Extent && of.is_some_and(whole);
    // 面积约30平方公里: of what the sentence speaks of.
    let area = page.reading.any_before(bare, &["面积"]).is_some_and(|(_, at)| at == clause.start);
    let area = area && !measures_work(page, clause);
    // 相当于减少二氧化碳排放8700万吨: what it comes to.
    let from = sentence(page, clause.start);
    let comes_to = page.reading.holds(from..first.range.start, &["相当于"]);
    let explains = || page.word(clause.end + 1, Does::Explains).is_some();
    let explained = comes_to || page.reading.at(clause.end) == '，' && explains();
    // 由2025年的62％，到2030年提高到65％: what it was.
    let from = |m: &Mention| matches!(page.reading.at(m.range.start), '由' | '从');
    let begins = page.reading.before(bare) == '的'
        && page.times.iter().any(|m| m.range.end + 1 == bare && from(m));
    // 出口额达到500万元的，…: whoever reaches it.
    let condition = page.reading.ends(clause.end, "的") && page.reading.at(clause.end) == '，';
    explained
        || condition
        || term
        || area
        || describes_more(page, clause, first)
        || is_norm(page, clause, first)
        || is_frequency(page, clause, first)
        || is_asked(page, clause, first)
        || is_one_size(page, first)
        || page.holds_word(clause.clone(), Does::Done)
        || before(Does::Idle)
        || begins
        || size
        // 高于全省平均2个百分点: how far from a level that nobody names.
        || first.kind == UnitKind::Point && before(Does::Average)
}

/// Whether a number describes things that its clause goes on to name or to count: 井深超过800米、人数超过30人的矿山, 培育年产值超10亿元、竞争力较强的
/// 企业2家.
fn describes_more(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> bool {
    let reading = &page.reading;
    let digit = |&at: &usize| reading.at(at).is_ascii_digit();
    let next = (first.end..clause.end).find(digit).filter(|_| reading.at(first.end) == '、');
    let Some(next) = next.and_then(|at| quantity(page, at)) else { return false };
    let level = |end: usize| page.verb_before(end, clause.start, |role| role == Role::Level);
    let compared = || level(first.range.start).is_some() && level(next.range.start).is_some();
    let aims = || page.word(next.end + 1, Does::Aim).is_some();
    let named = || reading.at(next.end) == '的' && !aims() && compared();
    let works = || page.verb_at(clause.start, Role::works).is_some() && is_sum(first);
    let counted = || next.kind == UnitKind::Count && next.end == clause.end && works();
    named() || counted() && reading.holds(first.end..next.range.start, &["的"])
}

/// Whether what `clause` names is how much there is of the work before it, which has no number of its own: 开展低效林改造，面积约30万亩, but
/// 新建公园3处，面积约30平方公里.
fn measures_work(page: &Page<'_>, clause: &Range<usize>) -> bool {
    let Some(end) = clause.start.checked_sub(1) else { return false };
    let before = page.reading.clause(end.saturating_sub(1));
    let digit = |at: usize| page.reading.at(at).is_ascii_digit();
    let start = trimmed(page, before.clone()).start;
    page.verb_at(start, Role::works).is_some() && !before.into_iter().any(digit)
}

/// Whether a number is a sum of money or a rate, of which no list of things is made up.
fn is_sum(quantity: &Quantity) -> bool {
    matches!(quantity.kind, UnitKind::Money | UnitKind::Share)
}

/// Where the sentence of `at` begins.
fn sentence(page: &Page<'_>, at: usize) -> usize {
    (0..at).rev().find(|&i| matches!(page.reading.at(i), '。' | '；')).map_or(0, |i| i + 1)
}

/// Whether a number is what a rule, a choice or a basis is about: 禁止新建35蒸吨以下锅炉, 按照不低于5%的标准, 以面积大于100平方公里的海湾为
/// 重点, 在100%执行标准的基础上.
fn is_norm(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> bool {
    let (reading, at) = (&page.reading, first.range.start);
    let starts = || [clause.start, trimmed(page, clause.start..at).start].into_iter();
    let opening = |word: &str| starts().any(|start| reading.starts(start, word));
    let based = || starts().any(|start| page.word(start, Does::Basis).is_some());
    let standard = reading.at(first.end) == '的' && page.word(first.end + 1, Does::Norm).is_some();
    let ends = |words: &[&str]| reading.any_before(clause.end, words).is_some();
    page.holds_word(clause.start..at, Does::Forbidden)
        || standard && (based() || reading.holds(clause.start..at, &["按照"]))
        || ends(&["为重点", "为对象"]) && opening("以")
        || ends(&["基础上"]) && opening("在")
        || first.unit.as_deref().is_some_and(|unit| matches!(unit, "摄氏度" | "℃"))
}

/// Where that begins of which a clause says itself that its number has been reached, though another of its measure names a time to come:
/// behind 去年 in 去年完成造林20万亩，到2030年…; in a plan that begins in 2026 behind 2025年 as well.
pub(super) fn told(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> Option<usize> {
    let at = first.range.start;
    let start = trimmed(page, clause.start..at).start;
    if reported(page).is_some_and(|end| at < end) {
        return Some(start);
    }
    let mut times = page.times.iter().filter(|m| clause.contains(&m.range.start));
    if let Some((_, end)) = page.reading.any(start, &["去年", "上年"]) {
        return times.all(|m| m.range.start <= start).then_some(end);
    }
    let era = page.context.plain.era();
    let past = |m: &Mention| m.usage == Use::Bound && m.range.end <= start && era.is_past(m);
    // 由2022年的85%提高到2023年的90%: the year is that of the number.
    // But 2023年的2倍 is only compared with it.
    let own = |m: &Mention| {
        m.usage != Use::Base && m.range.end + 1 == at && page.reading.before(at) == '的'
    };
    let of_past = page.times.iter().any(|m| own(m) && era.is_past(m));
    let only = times.next().is_some_and(past) && times.next().is_none();
    (of_past || only).then_some(start)
}

/// Whether a number says how often something is done: 每年调整1次, 每3年修订2次.
fn is_frequency(page: &Page<'_>, clause: &Range<usize>, first: &Quantity) -> bool {
    let every = (clause.start..first.range.start).find(|&at| page.reading.at(at) == '每');
    let counted = |at: usize| page.reading.at(at + 1).is_ascii_digit();
    first.unit.as_deref() == Some("次") && every.is_some_and(|at| first.value < 2.0 || counted(at))
}

/// Whether a number says how long or wide one thing is: 建设一条长150公里、宽100米的林带.
fn is_one_size(page: &Page<'_>, first: &Quantity) -> bool {
    let size = page.word_before(first.range.start, Does::Size);
    size.and_then(|at| page.word_before(at, Does::One)).is_some()
}

/// Whether the clause is about money or points that are given or taken, and the number no indicator's: 给予20万元奖励, but
/// 残疾人补贴覆盖率达到100％, 开展补贴性培训3万人.
pub(super) fn is_paid(
    page: &Page<'_>,
    clause: &Range<usize>,
    first: &Quantity,
    frame: &Frame,
) -> bool {
    let holds = |what| page.holds_word(clause.clone(), what);
    let heads = matches!(first.kind, UnitKind::Count | UnitKind::Extent);
    // 每个项目支持经费不超过40万元: what each is given.
    let each = page.word(frame.noun.start, Does::Each).is_some();
    if each && first.kind == UnitKind::Money {
        return true;
    }
    // 最高可申请贷款20万元: what may be asked for.
    let asks = |w: &Range<usize>| page.reading.any(w.start, &["申请", "资助"]).is_some();
    // 支持金额不超过300万元: the most that is given, by its name.
    let most = || frame.bound == Bound::AtMost || holds(Does::Highest);
    let most = || holds(Does::Sum) && most();
    if first.kind == UnitKind::Money && (frame.words.iter().any(asks) || most()) {
        return true;
    }
    // 补助总额120万元: what is given, by its name.
    let total = || head(page, &frame.noun).filter(|head| page.reading.ends(head.end, "额"));
    let given = |head: Range<usize>| page.word_before(head.start, Does::Paid).is_some();
    if first.kind == UnitKind::Money && total().is_some_and(given) {
        return true;
    }
    let invested = || holds(Does::Invested) && !holds(Does::Drawn);
    let invested = first.kind == UnitKind::Money && invested();
    let paid = invested || holds(Does::Given) || !heads && holds(Does::Paid);
    let given = page.reading.any(frame.noun.start, &["给予", "对"]).is_some();
    paid && (given || !has_head(page, &frame.noun) && !is_raised_standard(page, clause, frame))
}

/// Whether what is given to each is raised for all: 补助标准由89元提高到94元, but 按每人94元的标准补助, 最高补助标准提高到50万元.
fn is_raised_standard(page: &Page<'_>, clause: &Range<usize>, frame: &Frame) -> bool {
    let reading = page.reading;
    let raises = |w: &Range<usize>| reading.any(w.start, &["提高", "上调"]).is_some();
    let ends = |&at: &usize| at == frame.noun.end || matches!(reading.at(at), '由' | '从');
    let standard = |at: usize| reading.ends(at, "标准");
    frame.words.iter().any(raises)
        && (frame.noun.start + 2..=frame.noun.end).filter(ends).any(standard)
        && !page.holds_word(clause.clone(), Does::Highest)
}

//! A number and the noun behind it: 新建200家绿色工厂.

use std::ops::Range;

use super::{Approach, Frame, LISTING, Scene};
use crate::ground::numeral;
use crate::lexicon::List;
use crate::tags::target::noun::{begins_word, has_head, is_level, trimmed};
use crate::tags::target::page::{Page, Role, Verb};
use crate::tags::target::quantity::{Quantity, UnitKind, quantity};
use crate::tags::words::Does;

/// Whether a part of what follows is to be finished: 完成75%以上的确权登记.
fn is_finished_part(scene: &Scene<'_>) -> bool {
    let done = scene.page.reading.any_before(scene.first.range.start, &["完成"]).is_some();
    done && scene.first.kind == UnitKind::Share && scene.page.reading.at(scene.end) == '的'
}

/// A frame whose noun follows the number.
pub(super) fn after(scene: &Scene<'_>, verb: &Verb, approach: Approach) -> Option<Frame> {
    let noun = following(scene)?;
    // 提升7作业效率: the number of a page or of a note.
    if verb.role == Role::Delta && scene.first.unit.is_none() {
        return None;
    }
    if is_offer(scene.page, verb, &noun) || is_of_others(scene, &noun) {
        return None;
    }
    let goes_on = |w: &Range<usize>| scene.page.reading.any(w.start, &["持续", "继续"]).is_some();
    if scene.shades(verb.range.start).iter().any(goes_on) {
        return None;
    }
    let (words, bound) = scene.said(verb, approach);
    let end = noun.end;
    Some(Frame { noun, change: verb.change, bound, words, rule: "work", end })
}

/// Whether what follows the number ends in a count of it, so that the number is of each: 建成10万亩茶叶大县1个.
fn is_class_of_counted(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let (page, kind) = (scene.page, scene.first.kind);
    let digit = |&i: &usize| page.reading.at(i).is_ascii_digit();
    let each = matches!(kind, UnitKind::Extent | UnitKind::Rating);
    let first = noun.clone().skip(2).filter(|_| each).find(digit);
    let counted = first.and_then(|at| quantity(page, at));
    counted.is_some_and(|q| q.kind == UnitKind::Count && q.end == noun.end)
}

/// Whether what follows the number says who is to do what another number ends with: 支持20家企业新增产能50万吨.
fn are_actors(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let page = scene.page;
    let within = |v: &&Verb| v.range.start > noun.start + 1 && v.range.end < noun.end;
    let acts = |role: Role| role.works() || role == Role::Delta;
    let mut verbs = page.verbs().iter().filter(within).filter(|v| acts(v.role));
    let digit = |&i: &usize| page.reading.at(i).is_ascii_digit();
    let ends = |at: usize| quantity(page, at).is_some_and(|q| q.end == noun.end);
    // 完成200个重点项目年度投资100亿元: of whom the money is.
    let sum = |at: usize| quantity(page, at).is_some_and(|q| q.kind == UnitKind::Money);
    let paid = || noun.clone().filter(digit).any(|at| ends(at) && sum(at));
    scene.first.kind == UnitKind::Count
        && (paid() || verbs.any(|v| (v.range.end..noun.end).filter(digit).any(ends)))
}

/// Whether a number only tells what each is offered, or who offers it: 每人提供3次培训, 提供10个车位的单位.
fn is_offer(page: &Page<'_>, verb: &Verb, noun: &Range<usize>) -> bool {
    let reading = &page.reading;
    let clause = || reading.clause(verb.range.start).start..verb.range.start;
    let offers = reading.starts(verb.range.start, "提供");
    offers && (reading.holds(noun.clone(), &["的"]) || reading.holds(clause(), &["每"]))
}

/// Whether the number counts those who have what is to be solved: 改善9万人口的饮水安全问题.
fn is_of_others(scene: &Scene<'_>, noun: &Range<usize>) -> bool {
    let reading = &scene.page.reading;
    reading.ends(noun.end, "问题") && reading.holds(scene.end..noun.start, &["的"])
}

/// The noun after a number, where the number is an amount of it and not its class.
pub(super) fn following(scene: &Scene<'_>) -> Option<Range<usize>> {
    let page = scene.page;
    let joint = page.reading.any(scene.end, &LISTING).is_some();
    if joint && !begins_word(page, scene.end) {
        return None;
    }
    let start = scene.end + usize::from(page.reading.at(scene.end) == '的');
    let start = past_size(page, start).unwrap_or(start);
    let end = (start..).find(|&i| closes_noun(page, i))?;
    let noun = trimmed(page, start..end);
    // 推动11个项目投资突破2000亿元: the count belongs to what another number is of.
    let promised = page.verbs().iter().any(|v| {
        let within = v.range.start > noun.start && v.range.end < noun.end;
        // 1座日处理能力为300吨的处置厂: the other number describes what is counted.
        let described = || page.reading.holds(v.range.end..noun.end, &["的"]);
        let counts = page.reading.at(v.range.end).is_ascii_digit();
        within && v.role == Role::Level && counts && !described()
    });
    let other = is_rank(page, &noun) || page.word(noun.start, Does::Aim) == Some(noun.end);
    if promised || other || is_class_of_counted(scene, &noun) || are_actors(scene, &noun) {
        return None;
    }
    let headed = has_head(page, &noun);
    let amount = match scene.first.kind {
        UnitKind::Count | UnitKind::Extent => !is_abstract(page, &noun),
        UnitKind::Rating | UnitKind::Share => {
            headed
                || is_finished_part(scene)
                || scene.first.bound.is_none() && is_scaled(scene.first) && !is_built(page, &noun)
        }
        // 培训20期2000人次: what the second number counts.
        UnitKind::Bare => headed && !noun.clone().any(|i| page.reading.at(i).is_ascii_digit()),
        _ => headed,
    };
    // 以百万人口为目标: what it is for is not counted.
    (!noun.is_empty() && amount && page.reading.at(start) != '为').then_some(noun)
}

/// Whether a noun ends with a place among what is counted: 168个|重点城市后10位, 168个|城市前二十名.
fn is_rank(page: &Page<'_>, noun: &Range<usize>) -> bool {
    let reading = &page.reading;
    let ranked = matches!(reading.before(noun.end), '位' | '名');
    let number =
        |i: &usize| reading.at(*i).is_ascii_digit() || numeral::is_one_to_ten(reading.at(*i));
    let start = noun.clone().rev().skip(1).take_while(number).last().filter(|_| ranked);
    start.is_some_and(|at| matches!(reading.before(at), '前' | '后'))
}

/// The place behind how long or wide each of what is counted is, if that stands at `at`: 3条|长50公里的|绿道.
fn past_size(page: &Page<'_>, at: usize) -> Option<usize> {
    let number = page.word(at, Does::Size)?;
    let about = usize::from(page.reading.at(number) == '约');
    let size = quantity(page, number + about)?;
    (page.reading.at(size.end) == '的').then_some(size.end + 1)
}

/// Whether the noun after a number ends at `at`: at a stop, or where a list goes on with another number.
pub(super) fn closes_noun(page: &Page<'_>, at: usize) -> bool {
    let reading = &page.reading;
    let next = reading.any(at, &LISTING).map(|(_, next)| next);
    let counts = |at: usize| {
        let sign = reading.at(at);
        let chinese = numeral::digit(sign).is_some() || matches!(sign, '百' | '千');
        sign.is_ascii_digit() || chinese && page.row_at(List::Units, at + 1).is_some()
    };
    let listed = next.is_some_and(|at| counts(at) || begins_member(page, at));
    // What the things counted are to do, and where.
    let acts = page.word(at, Does::Goes).is_some() && !reading.starts(at, "建成区");
    at >= reading.len()
        || reading.is_stop(at)
        || reading.at(at) == '（' && !goes_on(page, at)
        || page.is_open(at) && (listed || acts)
}

/// Whether another member of a list of works begins at `at`, with a verb or a number of its own: 完成20处改造、升级道路465公里;
/// 创建3个示范区、示范项目9项.
fn begins_member(page: &Page<'_>, at: usize) -> bool {
    let reading = &page.reading;
    let ends = |i: &usize| *i >= reading.len() || reading.is_stop(*i) || reading.at(*i) == '、';
    let end = (at..).find(ends).unwrap_or(at);
    let digit = |&i: &usize| reading.at(i).is_ascii_digit() && page.is_open(i);
    let number = (at + 2..end).find(digit);
    let counted = number.is_some_and(|i| {
        let unit = (i..end).find(|&i| !reading.at(i).is_ascii_digit() && reading.at(i) != '.');
        let unit = unit.and_then(|i| page.row_at(List::Units, i));
        unit.is_some_and(|(_, next)| next == end)
    });
    let verb = page.verb_at(at, Role::works);
    // 获批1所学校、新筹建2个项目
    let numbered = verb.is_some_and(|verb| reading.at(verb.range.end).is_ascii_digit());
    let built = verb.is_some() && page.word(at, Does::Further).is_some();
    counted || numbered || built && end > at + 5
}

/// Whether a noun goes on behind the bracket that opens at `at`: 60个县（市、区）水源置换.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let reading = &page.reading;
    let close = (at..reading.len().min(at + 10)).find(|&i| reading.at(i) == '）');
    let parted = |i: usize| reading.at(i) == '（' || reading.any(i, &LISTING).is_some();
    close.is_some_and(|i| {
        let next = i + 1;
        // 自然村（组）
        is_level(&reading.words(at..next))
            || next < reading.len() && reading.at(next).is_alphanumeric() && !parted(next)
    })
}

/// Whether a count is of no things: 9个方面, 5个重点领域; but 345家重点行业企业.
fn is_abstract(page: &Page<'_>, noun: &Range<usize>) -> bool {
    let things = |end: usize| page.word(end, Does::Thing).is_some();
    let often = page.word(noun.start, Does::Field).is_some_and(|end| !things(end));
    often || page.word(noun.start, Does::Abstract).is_some() || noun.len() < 2
}

/// Whether the unit of a quantity has a scale, as amounts have and classes seldom: 万千瓦.
fn is_scaled(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|u| u.starts_with(['万', '亿']))
}

/// Whether a noun names things that are built in classes: 10万吨泊位.
fn is_built(page: &Page<'_>, noun: &Range<usize>) -> bool {
    page.word_before(noun.end, Does::Classed).is_some()
}

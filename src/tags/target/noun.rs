//! What a number is of: the shortest faithful noun phrase, and lists of them.

use std::ops::Range;

use super::indicator::is_whole_place;
use super::page::{Page, Role, Verb};
use super::quantity::{UnitKind, quantity};
use crate::ground::{SignSet, numeral};
use crate::lexicon::{List, Row};
use crate::tags::deadline::expression::Use;
use crate::tags::words::Does;

/// `range` without the words at its ends that belong to the sentence and not to the noun: times, 力争, 推动, 比2020年.
pub(super) fn trimmed(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    let mut range = range;
    while let Some(shorter) = without_first(page, &range).or_else(|| without_last(page, &range)) {
        range = shorter;
    }
    past_promise(page, range)
}

/// What follows 力争 and its like in the midst of `range`: 全市力争森林覆盖率, 引导各机构将收费标准.
fn past_promise(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    const REACHES: [&str; 2] = ["实现", PLANS];
    const TAKES: char = '将';
    const FIRSTS: SignSet = SignSet::of_firsts(&REACHES).and(&SignSet::of(&[TAKES]));
    let firsts = FIRSTS.and(&page.words(Does::Strives).firsts);
    // 全市实现废旧农膜回收率, 全省计划人工造林, but 失业人员实现再就业.
    let whole = |i: usize| i > range.start && is_whole_place(&page.reading.words(range.start..i));
    let promise = |i: usize| {
        let meant = |word, end| word != PLANS || is_work(page, end..range.end);
        let reaches =
            || page.reading.any(i, &REACHES).filter(|&(w, end)| meant(w, end) && whole(i));
        page.word(i, Does::Strives).or_else(|| reaches().map(|(_, end)| end))
    };
    let taken = |i: usize| {
        let taken =
            page.reading.at(i) == TAKES && page.reading.before(i) != '即' && i > range.start;
        // 消费量将由0.26千克提高到0.5千克: what is named before it changes.
        let taken = taken && !matches!(page.reading.at(i + 1), '由' | '从');
        (taken && !begins_word(page, i)).then_some(i + 1)
    };
    let mut places = page.reading.places(range.clone(), &firsts).rev();
    let last = places.find_map(|i| promise(i).or_else(|| taken(i)));
    let start = last.filter(|&at| at < range.end).unwrap_or(range.start);
    if start > range.start { trimmed(page, start..range.end) } else { range }
}

/// A verb before what is to be done, and a noun before what names a quantity: 计划造林, 计划用水管理覆盖率.
const PLANS: &str = "计划";

/// Whether `range` opens with the verb of a work, which one word may describe, and does not go on to name a quantity: 人工造林, but
/// 采购执行率.
fn is_work(page: &Page<'_>, range: Range<usize>) -> bool {
    const DESCRIBED: usize = 2;
    let verb = |at| page.verb_at(at, Role::works);
    let verb = verb(range.start).or_else(|| verb(range.start + DESCRIBED));
    verb.is_some_and(|verb| verb.role == Role::Work || !has_head(page, &range))
}

/// `range` without one word at its start.
fn without_first(page: &Page<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let start = range.start;
    let next = mark(page, start)
        .or_else(|| bracket_end(page, range))
        .or_else(|| enumerator(page, start))
        .or_else(|| {
            page.time(|time| time.start <= start && start < time.end).map(|time| time.range.end)
        })
        .or_else(|| compared(page, start))
        .or_else(|| in_time(page, start))
        .or_else(|| years_long(page, start).filter(|&end| !page.reading.starts(end, "规划")))
        .or_else(|| leading(page, start))
        .or_else(|| connective(page, start))
        .or_else(|| announced(page, range))?;
    (start < range.end && next <= range.end).then_some(next..range.end)
}

/// The place after what names the aims and is none of them: 主要预期目标是|地区生产总值.
fn announced(page: &Page<'_>, range: &Range<usize>) -> Option<usize> {
    let names = |i: usize| page.word_before(i, Does::Announces).is_some_and(|at| at >= range.start);
    range.clone().find(|&i| page.reading.at(i) == '是' && names(i)).map(|i| i + 1)
}

/// The place after a bracket that `range` begins with: （含5个涉金属矿山）历史遗留矿山, but （国控断面）优良比例.
fn bracket_end(page: &Page<'_>, range: &Range<usize>) -> Option<usize> {
    let opens = page.reading.at(range.start) == '（';
    page.word(range.start + 1, Does::Remark).filter(|_| opens)?;
    range.clone().find(|&i| page.reading.at(i) == '）').map(|i| i + 1)
}

/// A mark or particle that begins no noun.
fn mark(page: &Page<'_>, at: usize) -> Option<usize> {
    let sign = page.reading.at(at);
    // 17森林覆盖率, ⑨优良天数比例: the mark of a list at the start of a measure.
    let number = |c: char| c.is_ascii_digit();
    let next = (at..).find(|&i| !number(page.reading.at(i))).map_or('\n', |i| page.reading.at(i));
    // 5级及以上堤防, 3岁以下婴幼儿, 15个国考断面优良比例: the number is part of the name.
    let classed =
        matches!(next, '级' | '岁' | '周' | '类' | '年' | '万' | '个' | 'A' | 'G' | '.' | '%');
    let mark = |c: char| number(c) || c == '○';
    let listed = number(sign) && !classed && page.reading.words(0..at).chars().all(mark);
    let marked = ('①'..='⒛').contains(&sign)
        || matches!(sign, '、' | '，' | '。' | '；' | '：' | '的' | '—' | '”' | '）' | '○' | ' ');
    (listed || marked).then_some(at + 1)
}

/// 一是, 十二是 at the start of a clause.
fn enumerator(page: &Page<'_>, at: usize) -> Option<usize> {
    let reading = &page.reading;
    let numeral = |i: &usize| numeral::is_one_to_ten(reading.at(*i));
    let end = at + (at..reading.len()).take_while(numeral).count();
    let opens = at == 0 || reading.is_stop(at - 1);
    (opens && end > at && reading.at(end) == '是').then_some(end + 1)
}

/// 比2020年, 与2020年相比 at `at`.
fn compared(page: &Page<'_>, at: usize) -> Option<usize> {
    let (_, start) =
        page.reading.any(at, &["相较于", "相比", "相较", "比", "较", "与", "同", "在"])?;
    let base = page.times.iter().find(|m| m.range.start == start && m.usage == Use::Base)?;
    let tail = page.reading.any(base.range.end, &["相比", "的基础上", "基础上"]);
    Some(tail.map_or(base.range.end, |(_, end)| end))
}

/// 在“十四五”期间 at `at`.
fn in_time(page: &Page<'_>, at: usize) -> Option<usize> {
    let (_, start) = page.reading.any(at, &["在"])?;
    let base = page.reading.holds(page.reading.clause(at), &["基础上"]);
    page.time(|time| time.start == start && !base).map(|time| time.range.end)
}

/// How long something takes, at `at`: 五年累计, 三年.
fn years_long(page: &Page<'_>, at: usize) -> Option<usize> {
    let (_, next) = page.reading.any(at, &["五年", "三年", "两年", "十年", "5年", "3年"])?;
    Some(page.reading.any(next, &["累计", "来", "内"]).map_or(next, |(_, end)| end))
}

/// A word that stands before an indicator.
fn leading(page: &Page<'_>, at: usize) -> Option<usize> {
    if page.reading.starts(at, "建成区") || begins_word(page, at) {
        return None;
    }
    let verb = page.verb_at(at, Role::leads).map(|v| v.range.end);
    verb.or_else(|| page.word(at, Does::Precedes))
}

/// A connective at `at` that is not the start of a word: 并, 将, 和, but 并网, 将军, 和田.
fn connective(page: &Page<'_>, at: usize) -> Option<usize> {
    let plain = matches!(
        page.reading.at(at),
        '并' | '且' | '及' | '和' | '与' | '或' | '使' | '将' | '把' | '要' | '应' | '也'
    );
    (plain && !begins_word(page, at)).then_some(at + 1)
}

/// Whether what looks like a connective at `at` begins a word: 和美乡村, 并网规模.
pub(super) fn begins_word(page: &Page<'_>, at: usize) -> bool {
    page.word(at, Does::Begins).is_some()
}

/// `range` without one word at its end.
fn without_last(page: &Page<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let (reading, end) = (&page.reading, range.end);
    let bracket = || (reading.before(end) == '）').then(|| bracket_start(page, range)).flatten();
    let bracket = || bracket().filter(|&at| !is_level(&reading.words(at..end)));
    // 压缩环节到1个、时间到2天
    let mark = || "、，：的 至到".contains(reading.before(end)).then(|| end - 1);
    let within = || (reading.before(end) == '在' && !begins_at(page, end)).then(|| end - 1);
    let shade = || page.verb_before(end, range.start, Role::shades).map(|v| v.range.start);
    let state = || page.word_before(end, Does::Trails);
    let last = compared_last(page, end)
        .or_else(bracket)
        .or_else(mark)
        .or_else(within)
        .or_else(shade)
        .or_else(state)?;
    (range.start < end && last >= range.start).then_some(range.start..last)
}

/// Whether the 在 before `end` ends a word: 存在, 潜在.
fn begins_at(page: &Page<'_>, end: usize) -> bool {
    page.word_before(end, Does::Ends).is_some()
}

/// Whether a bracket is part of the name of a level of government or of a place: 各县（市、区）, 自然村（组）.
pub(super) fn is_level(bracket: &str) -> bool {
    bracket.chars().all(|c| "（）、市区县州旗盟镇乡村组街道社".contains(c))
}

/// A time that ends before `end`, with the word that compares with it: 比2020年, 较“十三五”末, 与2020年相比.
fn compared_last(page: &Page<'_>, end: usize) -> Option<usize> {
    let reading = &page.reading;
    if let Some(start) = page.word_before(end, Does::Yearly) {
        return Some(start);
    }
    if reading.any_before(end, &["基础上", "水平上"]).is_some() {
        return (0..end).rev().find(|&i| reading.at(i) == '在').filter(|&i| end - i < 12);
    }
    let tail =
        reading.any_before(end, &["相比", "的基础上", "基础上"]).map_or(end, |(_, start)| start);
    let time = page.time(|time| time.end == tail || time.end == end)?;
    let start = time.range.start;
    let before = reading.any_before(
        start,
        &["相较于", "相比于", "相比", "相较", "比", "较", "与", "同", "在", "到", "从", "由"],
    );
    Some(before.map_or(start, |(_, start)| start))
}

/// Where the bracket that ends `range` begins.
fn bracket_start(page: &Page<'_>, range: &Range<usize>) -> Option<usize> {
    range.clone().rev().find(|&i| page.reading.at(i) == '（')
}

/// The members of the list that `range` is, in order; one where it is no list.
///
/// 、 always parts it; 和 and 及 only where they are no part of a word; 与 seldom, since it compares too.
pub(super) fn members(page: &Page<'_>, range: Range<usize>, joints: Joints) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        match joint(page, at, joints) {
            Some(next) if at > start && next < range.end => {
                members.push(start..at);
                (start, at) = (next, next);
            }
            _ => at += 1,
        }
    }
    members.push(start..range.end);
    members
}

/// What parts the members of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joints {
    /// Only 、.
    Marks,
    /// 和 and 及 as well.
    Words,
    /// 与 as well.
    All,
}

/// The place after a joint at `at`.
fn joint(page: &Page<'_>, at: usize, joints: Joints) -> Option<usize> {
    let reading = &page.reading;
    if !page.is_open(at) {
        return None;
    }
    if reading.at(at) == '、' {
        return Some(at + 1);
    }
    let (word, next) = reading.any(at, &["以及", "和", "与", "及"])?;
    let inside = word != "以及"
        && (at.saturating_sub(2)..=at).any(|i| {
            let end = page.word(i, Does::Holds);
            end.is_some_and(|end| end > at && (i < at || end > next))
        });
    let parts = joints == Joints::All || joints == Joints::Words && word != "与";
    (parts && !inside).then_some(next)
}

/// Whether `range` ends in a noun that names a quantity: 覆盖率, 面积.
pub(super) fn has_head(page: &Page<'_>, range: &Range<usize>) -> bool {
    head(page, range).is_some()
}

/// The longest noun that names a quantity at the end of `range`.
pub(super) fn head(page: &Page<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let end = if page.reading.before(range.end) == '）' {
        bracket_start(page, range)?
    } else {
        range.end
    };
    let heads = page.context.lexicon.table(List::IndicatorHeads);
    let heads = heads.ending(page.reading.before(end)).map(Row::word);
    let heads = heads.filter(|head| page.reading.ends(end, head)).map(|head| head.chars().count());
    let length = heads.filter(|&len| len <= end.saturating_sub(range.start)).max()?;
    // 超低能耗 is a kind of building, 化学需氧量 a pollutant: no quantity is named.
    let quality = page.word_before(end, Does::Quality).is_some();
    (!quality).then(|| end - length..range.end)
}

/// What the bare class that `range` is shares with the class behind the next number: 示范区 in 创建3个|国家级|、5个省级示范区.
pub(super) fn lent_name(page: &Page<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 4;
    let reading = &page.reading;
    let class = |range: &Range<usize>| range.len() <= LONGEST && reading.ends(range.end, "级");
    let (_, next) = reading.any(range.end, &["、", "和", "及"]).filter(|_| class(range))?;
    let counted = quantity(page, next)?;
    let first = counted.end;
    let end = reading.clause(next).end;
    let behind = (first..end).find(|&i| reading.at(i) == '级')? + 1;
    if reading.any(behind, &["、", "和", "及"]).is_some() {
        return lent_name(page, &(first..behind));
    }
    // 90%的省级、70%的县级党政机关达到标准, 建成节约型机关: up to what they are to do.
    let share = counted.kind == UnitKind::Share;
    let does = |role: Role| role == Role::Level || share && role.works();
    let level = |v: &&Verb| does(v.role) && v.range.start > behind;
    let level = page.verbs().iter().find(level).map_or(end, |v| v.range.start.min(end));
    let name = members(page, behind..level, Joints::Words).swap_remove(0);
    let start = first + usize::from(reading.at(first) == '的');
    (class(&(start..behind)) && name.len() > 1).then_some(name)
}

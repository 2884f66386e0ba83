//! The grammar of time expressions: 到2025年底, 2030年前, “十五五”时期, 2024—2027年, 每年, 逐年, 6月底前, 本世纪中叶.
//!
//! One function for each thing it reads; [`mentions`] tries them at every place of a text. Whether a mention bounds an
//! action, or names a year to compare with, or is past, is said by its [`Use`] and by [`Era`](super::era::Era).

use std::ops::Range;

use super::year::{
    Tail, compared, days, describes, feast, finishes, joined, month_at, part_of_year, shared_tail,
    small, tail, year, years,
};
use crate::ground::{SignSet, numeral};
use crate::lexicon::{Lexicon, List};
use crate::tags::reading::{DIGITS, Inside, Reading};
use crate::tags::words::{Does, holds, word, word_before};
use crate::tags::{Relation, Rule};

/// A time named in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::tags) struct Mention {
    /// The signs that name it.
    pub range: Range<usize>,
    /// What it is for.
    pub usage: Use,
    /// How it bounds an action, if it does.
    pub relation: Relation,
    /// The first year.
    pub from: Option<u16>,
    /// The last year.
    pub to: Option<u16>,
    /// The month.
    pub month: Option<u8>,
    /// The rule that read it.
    pub rule: Rule,
}

/// What a time is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tags) enum Use {
    /// To bound an action.
    Bound,
    /// To compare with: 比2020年, 较“十三五”末.
    Base,
    /// Neither: a date, a name, the past: 2017年4月, 2021年度, 截至2020年, “十四五”规划.
    Other,
}

impl Mention {
    pub(super) fn new(range: Range<usize>, relation: Relation, rule: &'static str) -> Self {
        let rule = Rule::Borrowed(rule);
        Self { range, usage: Use::Bound, relation, from: None, to: None, month: None, rule }
    }

    /// The same with its years.
    pub(super) fn years(self, from: Option<u16>, to: Option<u16>) -> Self {
        Self { from, to, ..self }
    }

    /// The same as no deadline.
    pub(super) fn used(self, usage: Use) -> Self {
        Self { usage, ..self }
    }
}

/// What a reader of times looks at.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The text.
    pub reading: &'a Reading,
    /// What says what words do in it.
    pub lexicon: &'a Lexicon,
    /// Where a time may begin.
    pub at: usize,
    /// The time named last before it.
    pub last: Option<&'a Mention>,
}

/// Reads a time that begins at a spot, if one does.
type Reader = fn(spot: Spot<'_>) -> Option<Mention>;

/// Every time named in `reading`, in order.
pub(in crate::tags) fn mentions(reading: &Reading, lexicon: &Lexicon) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut next = 0;
    while let Some(at) = reading.places(next..reading.len(), &BEGINNINGS).next() {
        let spot = Spot { reading, lexicon, at, last: mentions.last() };
        let mention = readers(reading.at(at)).iter().find_map(|read| read(spot));
        next = mention.as_ref().map_or(at + 1, |mention| mention.range.end.max(at + 1));
        mentions.extend(mention);
    }
    mentions
}

/// What the readers can read something from that begins with it, digits aside.
const NAMED: [char; 28] = [
    '“', '十', '每', '逐', '年', '按', '分', '本', '今', '当', '明', '春', '夏', '秋', '冬', '采',
    '供', '汛', '上', '下', '第', '全', '元', '国', '主', '入', '开', '雨',
];
const BEGINNINGS: SignSet = SignSet::of(&NAMED).and(&DIGITS);

/// The readers of what may begin with `sign`, in the order in which they are asked.
fn readers(sign: char) -> &'static [Reader] {
    match sign {
        '“' => &[plan_period],
        '十' => &[plan_period, month],
        '每' | '逐' | '按' | '分' => &[every],
        '年' => &[every, year_end, this_year],
        '今' | '明' => &[year_end, this_year],
        '全' => &[whole_year],
        '当' => &[year_end],
        '上' | '下' | '第' | '一' | '二' | '三' | '四' => &[part, days, years, year, month],
        '本' => &[mid_century],
        '春' | '夏' | '秋' | '冬' | '采' | '供' | '汛' => &[season, before_feast],
        '元' | '国' | '主' | '入' | '开' | '雨' => &[before_feast],
        '1'..='4' => &[part, days, years, year, months, month],
        _ if numeral::digit(sign).is_some() => &[days, years, year, months, month],
        _ => &[],
    }
}

/// A five-year plan: “十四五”时期, “十五五”末, 十四五期间. The fourteenth runs from 2021 to 2025, as the first from 1953.
fn plan_period(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let (last_year, next) = plan_number(reading, at)?;
    let years = (Some(last_year - 4), Some(last_year));
    let base = || compared(reading, lexicon, at, next).then_some((PlanTail::None, next));
    let (tail, end) = plan_tail(reading, lexicon, next).or_else(base)?;
    let end_of_plan = tail == PlanTail::End;
    let (relation, rule) = match tail {
        _ if reading.at(end) == '前' => (Relation::Before, "before-plan-end"),
        _ if end_of_plan => (Relation::By, "plan-end"),
        _ => (Relation::During, "plan-period"),
    };
    let end = if end == next { next } else { end + usize::from(reading.at(end) == '前') };
    let lead = usize::from(end_of_plan && reading.before(at) == '到');
    let setting = reading.any(end, &["，是", "是", "正是", "，正是"]).is_some()
        || reading.holds(
            end..reading.len().min(end + 40),
            &["面临", "形势", "关键期", "机遇期", "窗口期"],
        );
    let usage = match () {
        _ if compared(reading, lexicon, at, end) => Use::Base,
        // 由“十三五”末的61%提高到65%
        _ if end_of_plan && matches!(reading.before(at), '由' | '从') => Use::Base,
        _ if tail == PlanTail::Since || setting || reading.inside(at) == Inside::Title => {
            Use::Other
        }
        _ if word_before(reading, lexicon, at, Does::Tells).is_some() => Use::Other,
        _ if describes(reading, lexicon, at, end, None) => Use::Other,
        _ => Use::Bound,
    };
    let from = if end_of_plan { None } else { years.0 };
    Some(Mention::new(at - lead..end, relation, rule).years(from, years.1).used(usage))
}

/// “十四五” or 十四五 at `at`: the last year of that plan, and the place after its marks.
pub(super) fn plan_number(reading: &Reading, at: usize) -> Option<(u16, usize)> {
    let quoted = reading.at(at) == '“';
    let start = at + usize::from(quoted);
    let five = (start + 1..start + 4).find(|&i| reading.at(i) == '五')?;
    let five = if reading.at(five + 1) == '五' { five + 1 } else { five };
    let ordinal = reading.number(start..five).filter(|n| (9..=30).contains(n))?;
    let closed = reading.at(five + 1) == '”';
    let bare = !quoted && reading.at(start) == '十';
    (quoted && closed || bare).then(|| (1955 + 5 * ordinal as u16, five + 1 + usize::from(quoted)))
}

/// What stands after the name of a five-year plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlanTail {
    /// 末, 收官之年: its last year.
    End,
    /// 时期, 期间, 中后期.
    Part,
    /// 以来: what has been since it began.
    Since,
    /// Nothing; it is only compared with.
    None,
}

/// What stands after the name of a five-year plan and makes it a time: 时期, 期间, 末; the first of a list has it from the last.
fn plan_tail(reading: &Reading, lexicon: &Lexicon, at: usize) -> Option<(PlanTail, usize)> {
    let end = word(reading, lexicon, at, Does::PlanEnd).map(|end| (PlanTail::End, end));
    let part = word(reading, lexicon, at, Does::PlanPart).map(|end| (PlanTail::Part, end));
    let since = || reading.any(at, &["以来"]).map(|(_, end)| (PlanTail::Since, end));
    let longest = end.into_iter().chain(part).max_by_key(|&(_, end)| end);
    if let Some(found) = longest.or_else(since) {
        return Some(found);
    }
    let joint = reading.any(at, &["、", "和", "与", "及"]).map_or(at, |(_, next)| next);
    let (_, next) = plan_number(reading, joint)?;
    plan_tail(reading, lexicon, next).map(|(tail, _)| (tail, at))
}

/// 每年, 逐年, 按年度, 每季度; with the month it names: 每年4月底前.
fn every(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    // 明年年底前 is one time and not every year.
    let of_year = "明今当次翌".contains(reading.before(at)) && reading.starts(at, "年年");
    // 按年龄 is of people.
    let known = word(reading, lexicon, at, Does::Every).filter(|&end| reading.at(end) != '龄');
    let end = known.or_else(|| every_few(reading, at)).filter(|_| !of_year)?;
    let dated = month_at(reading, end).and_then(|(m, next)| match tail(reading, lexicon, next) {
        // 每年12月开展检查, but 每年4月22日.
        (Tail::None, end) if numeral::digit(reading.at(end)).is_some() => None,
        (_, end) => Some((m, end)),
    });
    let (month, end) = dated.map_or((None, end), |(m, end)| (Some(m), end));
    // 每月25日前.
    let day = small(reading, end).filter(|&(_, next)| reading.at(next) == '日');
    let end = day.map_or(end, |(_, next)| tail(reading, lexicon, next + 1).1);
    let named = reading.inside(at) == Inside::Title
        || matches!(reading.before(at), '到' | '人' | '户' | '亩' | '吨' | '/')
        || reading.any_before(at, &["低于", "高于", "少于", "多于", "当于"]).is_some()
        || reading.any(end, &["变化", "水质", "情况", "增长率"]).is_some();
    let mention = Mention { month, ..Mention::new(at..end, Relation::Every, "every-year") };
    Some(mention.used(if named { Use::Other } else { Use::Bound }))
}

/// The place after a number of years or months that come again, at `at`: 每两年, 每3个月, 每3—5年.
fn every_few(reading: &Reading, at: usize) -> Option<usize> {
    let (_, few) = reading.any(at, &["每"])?;
    let spelled = || numeral::digit(reading.at(few)).map(|_| few + 1);
    let next = small(reading, few).map(|(_, next)| next).or_else(spelled)?;
    // 每3—5年
    let most = reading.any(next, &["—", "至", "到"]).and_then(|(_, most)| small(reading, most));
    let next = most.map_or(next, |(_, end)| end);
    let (unit, end) = reading.any(next, &["年", "个月", "个季度"])?;
    // 每10年一遇, 每5个月大, 每3年不超过50万元 bound no action.
    let old = unit == "个月" && reading.at(end) == '大';
    let other = reading.any(end, &["一遇", "不超过", "不高于"]).is_some();
    (!old && !other).then_some(end)
}

/// A month without a year: 6月底前, 到12月底, 4月30日前, 10月建成; one of a list has the year of the list: 2023年4月15日、7月15日前.
fn month(Spot { reading, lexicon, at, last }: Spot<'_>) -> Option<Mention> {
    let (month, next) = month_at(reading, at)?;
    let (tail, end) = shared_tail(reading, lexicon, next);
    let list = last.filter(|last| last.month.is_some() && joined(reading, last, at));
    if let Some(list) = list.filter(|list| list.relation == Relation::Every || list.to.is_some()) {
        let more = Mention { month: Some(month), range: at..end, ..list.clone() };
        let before = tail == Tail::Before && list.relation != Relation::Every;
        let relation = if before { Relation::Before } else { list.relation };
        return Some(Mention { relation, ..more });
    }
    let led = reading.any_before(at, &["到明年", "到今年", "到", "至"]);
    let year = reading.any_before(at, &["明年", "今年"]).map(|(_, start)| start);
    let (relation, rule) = match tail {
        Tail::Before => (Relation::Before, "before-month"),
        Tail::From => (Relation::During, "from-month"),
        Tail::End | Tail::None if led.is_some() => (Relation::By, "by-month"),
        Tail::End => (Relation::By, "end-of-month"),
        Tail::None if finishes(reading, lexicon, past_whole(reading, lexicon, end)) => {
            (Relation::By, "by-month")
        }
        _ => return None,
    };
    let start = led.map(|(_, start)| start).or(year).unwrap_or(at);
    Some(Mention { month: Some(month), ..Mention::new(start..end, relation, rule) })
}

/// A stretch of months without a year: 5月至10月开展整治, 7—8月开展检查.
fn months(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let (_, next) = month_at(reading, at).or_else(|| small(reading, at))?;
    let (_, next) = reading.any(next, &["——", "—", "至", "到"])?;
    let (month, end) = month_at(reading, next)?;
    let mention = Mention::new(at..end, Relation::During, "months");
    let work = end + usize::from(reading.at(end) == '，');
    let is_work = begins_work(reading, lexicon, work) || finishes(reading, lexicon, work);
    is_work.then_some(Mention { month: Some(month), ..mention })
}

/// The year that a report or a yearly plan is of, where it is only pointed at: 今年新建…, 年内开工, 明年建成, 今冬明春完成….
fn this_year(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let end = word(reading, lexicon, at, Does::ThisYear)?;
    // 年内, which leaves out whose.
    let (bare, within) = (reading.at(at) == '年', reading.before(end) == '内');
    if month_at(reading, end).is_some() {
        // 明年5月底前 is that month.
        return None;
    }
    let opens = at == 0 || reading.is_stop(at - 1);
    // 三年内, 近年内 and 学年内 are other times.
    let meant = || reading.any_before(at, &["力争", "确保", "争取", "要", "于", "在"]).is_some();
    let is_length =
        |sign: char| numeral::digit(sign).is_some() || "学近百多任几十期".contains(sign);
    let done = || finishes(reading, lexicon, end) && !is_length(reading.before(at));
    let inside = bare && (opens || meant() || done());
    let tells = reading.any(end, &["以来", "是", "的", "前", "上半年，", "初", "来"]).is_some();
    let tells = tells && !is_aim_of(reading, lexicon, end);
    let end = part_of_year(reading, lexicon, end);
    // 确保今年粮食产量…: what is named behind it is what is to be reached.
    let strives = || reading.any_before(at, &["力争", "确保", "争取"]).is_some();
    let begins = opens || strives() || begins_work(reading, lexicon, end);
    let pointed = !bare && begins;
    let whole = pointed && (within || !tells);
    (inside || whole).then(|| Mention::new(at..end, Relation::During, "this-year"))
}

/// Whether the words behind a year that ends at `at` say what its aims are: 今年的主要预期目标是….
fn is_aim_of(reading: &Reading, lexicon: &Lexicon, at: usize) -> bool {
    let clause = at..reading.clause(at).end;
    let said = reading.at(clause.end) == '：' || reading.holds(clause.clone(), &["是"]);
    reading.at(at) == '的' && said && holds(reading, lexicon, clause, Does::Announces)
}

/// All of that year: 全年新建…; it is told only where the plan is of one year.
fn whole_year(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let (_, end) = reading.any(at, &["全年"])?;
    let opens = at == 0 || reading.is_stop(at - 1);
    let meant = || reading.any_before(at, &["力争", "确保", "争取", "计划"]).is_some();
    let is_work = || begins_work(reading, lexicon, end) || finishes(reading, lexicon, end);
    ((opens || meant()) && is_work()).then(|| Mention::new(at..end, Relation::During, "whole-year"))
}

/// Whether work is named at `at`, behind a time that says no year: not 春节前完成的工程, 上半年建设进度.
fn begins_work(reading: &Reading, lexicon: &Lexicon, at: usize) -> bool {
    let ends = [
        word(reading, lexicon, at, Does::Acts),
        word(reading, lexicon, at, Does::Starts),
        target_verb(reading, lexicon, at),
    ];
    let describes = ["的", "进度", "工作", "情况"];
    let end = ends.into_iter().flatten().max();
    end.is_some_and(|end| reading.any(end, &describes).is_none())
}

/// The place after a verb at `at` whose amount may be a target.
fn target_verb(reading: &Reading, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let rows = lexicon.table(List::TargetVerbs).beginning(reading.at(at));
    let here = rows.filter(|row| reading.starts(at, row.word()));
    let longest = here.max_by_key(|row| row.word().len());
    let is_work = longest.filter(|row| matches!(row.cell(1), "work" | "task"));
    is_work.map(|row| at + row.word().chars().count())
}

/// The place after what says how it ends, at `at`: 6月份全线开工, 9月如期建成.
fn past_whole(reading: &Reading, lexicon: &Lexicon, at: usize) -> usize {
    word(reading, lexicon, at, Does::Wholly).unwrap_or(at)
}

/// Whether work ends at `end` or near behind it, where a quarter ends: 三季度主体完工.
fn finishes_near(reading: &Reading, lexicon: &Lexicon, end: usize) -> bool {
    const NEAR: usize = 5;
    let mut near = (end..end + NEAR).take_while(|&at| !reading.is_stop(at));
    near.any(|at| finishes(reading, lexicon, at))
}

/// A part of that year: 上半年完成, 三季度启动, 第四季度建成.
fn part(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let before = reading.before(at);
    if matches!(before, '年' | '前' | '去') || before.is_ascii_digit() {
        return None;
    }
    let end = Some(part_of_year(reading, lexicon, at)).filter(|&end| end > at + 1)?;
    let (tail, end) = tail(reading, lexicon, end);
    let relation = match tail {
        Tail::Before => Relation::Before,
        Tail::End => Relation::By,
        _ => Relation::During,
    };
    let meant = tail == Tail::Before
        || begins_work(reading, lexicon, end)
        || finishes_near(reading, lexicon, end);
    meant.then(|| Mention::new(at..end, relation, "part-of-year"))
}

/// 本世纪中叶.
fn mid_century(Spot { reading, at, .. }: Spot<'_>) -> Option<Mention> {
    let (_, end) = reading.any(at, &["本世纪中叶前", "本世纪中叶"])?;
    let start = reading.any_before(at, &["到", "至"]).map_or(at, |(_, start)| start);
    let mention = Mention::new(start..end, Relation::MidCentury, "mid-century");
    Some(mention.years(None, Some(2050)))
}

/// A season that work is told to fall into: 以秋冬季为重点时段, 夏季期间.
fn season(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let season = |at| word(reading, lexicon, at, Does::Season);
    let end = season(at)?;
    // 以夏季和秋冬季为重点时段: the first is meant as well.
    let next = reading.any(end, &["、", "和", "及"]).and_then(|(_, at)| season(at));
    let told = next.unwrap_or(end);
    let meant = reading.any(told, &["为重点", "等为重点", "期间"]).is_some();
    meant.then(|| Mention::new(at..end, Relation::During, "season"))
}

/// A feast or a season without a year before which work is to be done: 春节前完成, 汛前开展; 汛前检查 only names when it is.
fn before_feast(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    let (_, end) = tail(reading, lexicon, feast(reading, lexicon, at)?);
    let start = reading.any_before(at, &["农历"]).map_or(at, |(_, start)| start);
    let opens = start == 0 || reading.is_stop(start - 1);
    let leads = ["力争", "确保", "争取", "务必", "于", "在"];
    let meant = || reading.any_before(start, &leads).is_some();
    let work = end + usize::from(reading.at(end) == '，');
    let is_work = begins_work(reading, lexicon, work) || finishes(reading, lexicon, work);
    // 汛前排查、汛中巡查、汛后核查 says how often, 春耕前后 is no limit, 春节前完成的工程 is done.
    let each = reading.holds(reading.clause(at), &["汛中", "汛后", "节中", "节后"]);
    let other = reading.before(end) == '后';
    let mention = || Mention::new(start..end, Relation::Before, "part-of-year");
    (is_work && !each && !other && (opens || meant())).then(mention)
}

/// The end of a year that is not named: 年底前, 年底建成.
fn year_end(Spot { reading, lexicon, at, .. }: Spot<'_>) -> Option<Mention> {
    // 明年年底 and 上年底 are other years.
    let first = at - usize::from(reading.before(at) == '年');
    let before = reading.before(first);
    let named = numeral::digit(before).is_some() || "今当明每去次各十上前翌".contains(before);
    if let Some((_, end)) = reading.any(at, &["年底", "年末"])
        && !named
        && finishes(reading, lexicon, end)
    {
        return Some(Mention::new(at..end, Relation::By, "before-year-end"));
    }
    // Forms of one phrase and no vocabulary: 年底前, and of which year.
    const ENDS: [&str; 7] =
        ["今年年底前", "今年底前", "当年年底前", "当年底前", "明年年底前", "明年底前", "年底前"];
    let (_, end) = reading.any(at, &ENDS)?;
    Some(Mention::new(at..end, Relation::Before, "before-year-end"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Span;

    #[test]
    fn nothing_that_is_read_is_passed_over() {
        let read = ('\0'..=char::MAX).filter(|&sign| !readers(sign).is_empty());
        assert!(read.clone().count() > NAMED.len() + 20);
        assert!(read.clone().all(|sign| BEGINNINGS.may_hold(sign)));
    }

    #[test]
    fn words_of_times_begin_with_signs_that_are_read() {
        let lexicon = Lexicon::shipped();
        let table = lexicon.table(List::ClauseWords);
        let behind = [
            (Does::Every, "开展检查"),
            (Does::Season, "期间"),
            (Does::ThisYear, "完成"),
            (Does::Feast, "前完成"),
        ];
        for (what, behind) in behind {
            for word in what.words(table).iter() {
                let text = format!("{word}{behind}");
                let reading = Reading::of(&text, Span::new(0, text.len()));
                assert!(!mentions(&reading, &lexicon).is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn the_readers_of_a_sign_are_all_that_read_something() {
        const ALL: [Reader; 14] = [
            plan_period,
            part,
            days,
            years,
            year,
            every,
            months,
            month,
            mid_century,
            season,
            before_feast,
            year_end,
            this_year,
            whole_year,
        ];
        let lexicon = Lexicon::shipped();
        let text = include_str!("../../../corpus/jilin-2024-2035.txt").to_owned()
            + "到6月底前，每季度、逐年、年年、按月、分年度。以夏季为重点。今年底前，当年年底前，明年年底前。2021年1—6月。十五五时期。上半年完成，第三季度启动，四季度完成；年内开工，今年新建。5月至10月开展。春节前完成，汛前开展。每两年评估一次。";
        let reading = Reading::of(&text, Span::new(0, text.len()));
        let mut count = 0;
        for at in 0..reading.len() {
            let spot = Spot { reading: &reading, lexicon: &lexicon, at, last: None };
            let first = |readers: &[Reader]| readers.iter().find_map(|read| read(spot));
            let found = first(&ALL);
            count += usize::from(found.is_some());
            assert_eq!(first(readers(reading.at(at))), found, "{:?}", reading.at(at));
        }
        assert!(count > 50, "{count}");
    }
}

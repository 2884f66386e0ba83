//! Years as plans write them: 到2025年, 2030年前, 2025年底前, 到2025年6月底, 2022年起, 二〇三五年, 2024—2027年.

use std::ops::Range;

use super::expression::{Mention, Spot, Use};
use crate::ground::numeral::{self, is_one_to_ten};
use crate::lexicon::Lexicon;
use crate::tags::Relation;
use crate::tags::reading::{Inside, Reading};
use crate::tags::words::{Does, holds, word, word_before};

/// The number of a year at `at`: 2025, 二〇二五; and the place after it. The 年 is not part of it.
fn number(reading: &Reading, at: usize) -> Option<(u16, usize)> {
    let before = reading.before(at);
    let decimal = before == '.' && !closes_mark(reading, at - 1);
    if before.is_ascii_alphanumeric() || decimal || matches!(before, '〔' | '[') {
        return None;
    }
    let mut digits = (at..at + 4).map(|i| numeral::digit(reading.at(i)));
    let year = digits.try_fold(0, |year, digit| Some(year * 10 + digit? as u16))?;
    let whole = (1949..=2100).contains(&year);
    (whole && numeral::digit(reading.at(at + 4)).is_none()).then_some((year, at + 4))
}

/// Whether the point at `dot` closes the mark of an item, which a year may follow: 3.2025年底前.
fn closes_mark(reading: &Reading, dot: usize) -> bool {
    let digits = (0..dot).rev().take_while(|&i| reading.at(i).is_ascii_digit()).count();
    let start = dot - digits;
    (1..=2).contains(&digits) && (start == 0 || reading.is_stop(start - 1))
}

/// A stretch from one day or month to another: 2019年1月1日至12月31日, 2019年1月至2020年12月, 2022年1—6月.
pub(super) fn days(Spot { reading, at, .. }: Spot<'_>) -> Option<Mention> {
    let (from, next) = number(reading, at).filter(|&(_, next)| reading.at(next) == '年')?;
    let (_, next) = month_at(reading, next + 1).or_else(|| small(reading, next + 1))?;
    let (_, next) = reading.any(next, &["——", "—", "至", "到"])?;
    let dated = number(reading, next).filter(|&(_, end)| reading.at(end) == '年');
    let (to, next) = dated.map_or((from, next), |(to, end)| (to, end + 1));
    let (month, end) = month_at(reading, next).filter(|_| to >= from)?;
    let mention = Mention::new(at..end, Relation::During, "days").years(Some(from), Some(to));
    let named = reading.inside(at) != Inside::Open && !of_stage(reading, at);
    let mention = mention.used(if named { Use::Other } else { Use::Bound });
    Some(Mention { month: Some(month), ..mention })
}

/// Whether what stands at `at` opens a bracket behind a stage or a horizon: 近期（2021—2025年）, 第一阶段（2022年3月至5月）.
fn of_stage(reading: &Reading, at: usize) -> bool {
    let opened = reading.before(at) == '（';
    opened && reading.any_before(at - 1, &["近期", "中期", "远期", "阶段"]).is_some()
}

/// Several years in a stretch: 2024—2027年, 2021年至2025年. In brackets it is the life of a document.
pub(super) fn years(Spot { reading, at, .. }: Spot<'_>) -> Option<Mention> {
    let (from, next) = number(reading, at)?;
    let next = reading.any(next, &["年起", "年"]).map_or(next, |(_, next)| next);
    let (_, mut next) = reading.any(next, &["——", "—", "至", "到"])?;
    let (to, end) = number(reading, next).filter(|&(to, _)| to > from)?;
    next = end;
    if reading.at(next) != '年' {
        return None;
    }
    let start = reading.any_before(at, &["自", "从"]).map_or(at, |(_, start)| start);
    let mention =
        Mention::new(start..next + 1, Relation::During, "years").years(Some(from), Some(to));
    let inside = reading.inside(at) != Inside::Open && !of_stage(reading, at);
    let named = inside || reading.any(next + 1, &["度", "的变化"]).is_some();
    Some(mention.used(if named { Use::Other } else { Use::Bound }))
}

/// One year with what stands around it: 到2025年, 2030年前, 2025年底前, 到2025年6月底, 2022年起, 二〇三五年.
pub(super) fn year(Spot { reading, lexicon, at, last }: Spot<'_>) -> Option<Mention> {
    let (year, next) = number(reading, at)?;
    let (month, next) = match reading.at(next) {
        '年' => month_at(reading, next + 1).map_or((None, next + 1), |(m, next)| (Some(m), next)),
        _ if listed(reading, next) => (None, next),
        _ => return None,
    };
    let told = is_told_date(reading, next) || is_told_number(reading, next);
    let next = part_of_year(reading, lexicon, next);
    let (tail, end) = if month.is_some() {
        shared_tail(reading, lexicon, next)
    } else {
        tail(reading, lexicon, next)
    };
    let (mut lead, start) = lead(reading, at);
    if lead == Lead::None
        && last.is_some_and(|l| l.relation == Relation::By && joined(reading, l, at))
    {
        lead = Lead::To;
    }
    let dated = month.is_some() && tail == Tail::None && lead == Lead::None;
    // 2024年10月建成投用: when it is to be done.
    let finished = dated && finishes(reading, lexicon, end);
    let dated = dated && !finished;
    let lead = if finished { Lead::To } else { lead };
    // 2022年度 is one word.
    let named_year = reading.at(end) == '度' && reading.before(end) == '年';
    let course = lead == Lead::None && tail == Tail::End && is_course(reading, start, last);
    let tail = if course { Tail::None } else { tail };
    let usage = match (lead, tail) {
        _ if dated || told => Use::Other,
        // 从2020年的61%提高到65%: the year it starts from; 自2021年6月1日 says since when.
        (Lead::From, Tail::None) if month.is_none() => Use::Base,
        (Lead::None, Tail::None) if describes(reading, lexicon, at, end, last) => Use::Other,
        _ => year_use(reading, lexicon, at, end),
    };
    let mention = year_mention(reading, lexicon, (lead, tail), year, start..end).used(usage);
    Some(Mention { month, range: start..end + usize::from(named_year), ..mention })
}

/// Whether work ends at `at`, behind the time in which it is to: 建成投用, not 建成的 and not 建成后.
pub(super) fn finishes(reading: &Reading, lexicon: &Lexicon, at: usize) -> bool {
    let goes_on = |end| reading.any(end, &["的", "了", "以来", "后"]).is_some();
    word(reading, lexicon, at, Does::Finishes).is_some_and(|end| !goes_on(end))
}

/// Whether a month in Chinese digits follows a year that ends before `at`: the date of a document.
fn is_told_date(reading: &Reading, at: usize) -> bool {
    let end = (at..).find(|&i| !is_one_to_ten(reading.at(i))).unwrap_or(at);
    end > at && reading.at(end) == '月'
}

/// Whether a year that ends before `at` is that of a document's number, or the first of a list of business years: 2020年第21号,
/// 2019和2020年度.
fn is_told_number(reading: &Reading, at: usize) -> bool {
    let numbered = reading.at(at) == '第' && (at..at + 8).any(|i| reading.at(i) == '号');
    let next = reading.any(at, &["、", "和", "及"]).and_then(|(_, next)| number(reading, next));
    numbered || listed(reading, at) && next.is_some_and(|(_, end)| reading.starts(end, "年度"))
}

/// Whether something is told to be done in the years at `at` and not by then: 在2023年底开展评估, 在2023年、2025年底开展评估.
fn is_course(reading: &Reading, at: usize, last: Option<&Mention>) -> bool {
    let list = last.filter(|last| last.rule == "bare-year" && joined(reading, last, at));
    list.map_or(reading.before(at), |last| reading.before(last.range.start)) == '在'
}

/// Whether a year only describes what follows it: 完成2022年民生实事, 对2020年卫片核查和2021年违法卫片的查处; not 完成2025年，….
pub(super) fn describes(
    reading: &Reading,
    lexicon: &Lexicon,
    at: usize,
    end: usize,
    last: Option<&Mention>,
) -> bool {
    let joint = last.is_some_and(|l| joined(reading, l, at));
    let before = |at, what| word_before(reading, lexicon, at, what);
    // 公布我市2025年救助标准
    let about = || before(before(at, Does::Scope)?, Does::About);
    let taken = !joint && before(at, Does::Takes).or_else(about).is_some();
    let goes_on = reading.is_stop(end)
        || matches!(reading.at(end), '、' | '和' | '与' | '及' | '）' | '\n')
        || reading.at(end).is_ascii_digit();
    taken && !goes_on && !acts(reading, lexicon, end) && !compared(reading, lexicon, at, end)
}

/// Whether an action, and no thing, is named at `at`.
fn acts(reading: &Reading, lexicon: &Lexicon, at: usize) -> bool {
    word(reading, lexicon, at, Does::Acts).is_some()
}

/// The place after a feast or a season at `at` before which something is to be: 春节 in 春节前, 主汛期来临 in 主汛期来临前.
pub(super) fn feast(reading: &Reading, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let next = word(reading, lexicon, at, Does::Feast)?;
    let next = reading.any(next, &["来临", "到来"]).map_or(next, |(_, end)| end);
    reading.any(next, &["之前", "以前", "前"]).map(|_| next)
}

/// The place after the part of a year that stands at `at`: 上半年, 第三季度, 秋季学期, 春节 in 春节前.
pub(super) fn part_of_year(reading: &Reading, lexicon: &Lexicon, at: usize) -> usize {
    if let Some(next) = feast(reading, lexicon, at) {
        return next;
    }
    const PARTS: [&str; 5] = ["上半年", "下半年", "年中", "春季学期", "秋季学期"];
    let next = reading.any(at, &PARTS).map_or(at, |(_, next)| next);
    let ordinal = next + usize::from(reading.at(next) == '第');
    // 2026年初, but 2026年初步建成.
    let early = reading.at(next) == '初' && !"步期级中心始审".contains(reading.at(next + 1));
    if early {
        return next + 1;
    }
    let one_of_four = matches!(reading.at(ordinal), '一' | '二' | '三' | '四' | '1'..='4');
    let quarter = one_of_four && reading.starts(ordinal + 1, "季度");
    if quarter { ordinal + 3 } else { next }
}

/// The first of several years with one 年 at their end: 2025、2030、2035年. `at` is the place after its number.
fn listed(reading: &Reading, at: usize) -> bool {
    let next = reading.any(at, &["、", "和", "及"]).and_then(|(_, next)| number(reading, next));
    next.is_some_and(|(_, next)| reading.at(next) == '年' || listed(reading, next))
}

/// What stands before a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    /// 到, 至: the year is the last one.
    To,
    /// 自, 从, 由: the year is the first one.
    From,
}

/// What stands after a year or a month.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    None,
    /// 前, 底前.
    Before,
    /// 底, 末.
    End,
    /// 起.
    From,
    /// 以来, 以后.
    Since,
}

/// What stands before the year at `at`, and where the whole begins: the 到 of 提高到2025年 belongs to its verb.
fn lead(reading: &Reading, at: usize) -> (Lead, usize) {
    let Some((word, start)) = reading.any_before(at, &["到", "至", "自", "从", "由"]) else {
        return (Lead::None, at);
    };
    if matches!(word, "自" | "从" | "由") {
        return (Lead::From, start);
    }
    let verbal = "达高升降加大少低展长强减短增推延".contains(reading.before(start));
    (Lead::To, if verbal { at } else { start })
}

/// What stands after a year or a month at `at`, and the place after it.
pub(super) fn tail(reading: &Reading, lexicon: &Lexicon, at: usize) -> (Tail, usize) {
    // Particles put together, each with what it makes of a year: grammar and no vocabulary.
    const TAILS: [(&str, Tail); 30] = [
        ("上旬前", Tail::Before),
        ("中旬前", Tail::Before),
        ("下旬前", Tail::Before),
        ("年底起", Tail::From),
        ("年末起", Tail::From),
        ("底起", Tail::From),
        ("末起", Tail::From),
        ("年底以前", Tail::Before),
        ("年底之前", Tail::Before),
        ("年底前", Tail::Before),
        ("年末前", Tail::Before),
        ("底以前", Tail::Before),
        ("底之前", Tail::Before),
        ("底前", Tail::Before),
        ("末前", Tail::Before),
        ("上半年前", Tail::Before),
        ("前后", Tail::End),
        ("之前", Tail::Before),
        ("以前", Tail::Before),
        ("前", Tail::Before),
        ("年底", Tail::End),
        ("年末", Tail::End),
        ("底", Tail::End),
        ("末", Tail::End),
        ("起", Tail::From),
        ("开始", Tail::From),
        ("以来", Tail::Since),
        ("以后", Tail::From),
        ("之后", Tail::From),
        ("后，", Tail::From),
    ];
    if reading.at(at) == '后' && word(reading, lexicon, at + 1, Does::Onward).is_some() {
        return (Tail::From, at + 1);
    }
    let found = TAILS.iter().find(|(word, _)| reading.starts(at, word));
    match found {
        Some((word, tail)) => (*tail, at + word.trim_end_matches('，').chars().count()),
        None => (Tail::None, at),
    }
}

/// What stands after a month that ends before `at`, and the place after it; of several months in a list it stands after the last one
/// and is meant for all: 4月25日、6月25日前.
pub(super) fn shared_tail(reading: &Reading, lexicon: &Lexicon, at: usize) -> (Tail, usize) {
    let (own, end) = tail(reading, lexicon, at);
    if own != Tail::None {
        return (own, end);
    }
    let mut next = at;
    for _ in 0..MONTHS {
        let joint = reading.any(next, &["、", "和", "及"]);
        let Some((_, after)) = joint.and_then(|(_, next)| month_at(reading, next)) else { break };
        let (shared, _) = tail(reading, lexicon, after);
        if shared != Tail::None {
            return (shared, at);
        }
        next = after;
    }
    (Tail::None, at)
}

/// The most months in a list that share what stands after the last.
const MONTHS: usize = 12;

/// A month at `at`, with its day if there is one: 6月, 6月份, 6月30日; and the place after it.
pub(super) fn month_at(reading: &Reading, at: usize) -> Option<(u8, usize)> {
    let found = small(reading, at).or_else(|| spelled(reading, at));
    let (month, next) = found.filter(|&(m, next)| m <= 12 && reading.at(next) == '月')?;
    let day = small(reading, next + 1).filter(|&(_, end)| reading.at(end) == '日');
    let end = day.map_or(next, |(_, end)| end) + 1;
    Some((month, end + usize::from(reading.at(end) == '份')))
}

/// The number of a month in Chinese numerals at `at`, and the place after it: 十 in 十月, 十一 in 十一月.
fn spelled(reading: &Reading, at: usize) -> Option<(u8, usize)> {
    let before = reading.before(at);
    if !is_one_to_ten(reading.at(at)) || is_one_to_ten(before) || before == '、' {
        return None;
    }
    let end = (at + 1..at + 3).find(|&end| !is_one_to_ten(reading.at(end)))?;
    Some((u8::try_from(reading.number(at..end)?).ok()?, end))
}

/// A number of one or two digits at `at`, and the place after it.
pub(super) fn small(reading: &Reading, at: usize) -> Option<(u8, usize)> {
    if reading.before(at).is_ascii_digit() {
        return None;
    }
    let digits = (at..at + 2).map_while(|i| reading.at(i).to_digit(10));
    let (value, len) = digits.fold((0, 0), |(value, len), digit| (10 * value + digit, len + 1));
    (value > 0).then_some((value as u8, at + len))
}

/// Whether a year at `at` goes on a list that `last` began: 到2025年、2030年.
pub(super) fn joined(reading: &Reading, last: &Mention, at: usize) -> bool {
    at == last.range.end + 1 && matches!(reading.before(at), '、' | '和' | '及' | '与')
}

/// A year that bounds an action, by what stands around it.
fn year_mention(
    reading: &Reading,
    lexicon: &Lexicon,
    around: (Lead, Tail),
    year: u16,
    range: Range<usize>,
) -> Mention {
    let (relation, rule) = match around {
        (_, Tail::Before) => (Relation::Before, "before-year"),
        (_, Tail::From | Tail::Since) => (Relation::During, "from-year"),
        (Lead::To, _) => (Relation::By, "by-year"),
        (_, Tail::End) => (Relation::By, "end-of-year"),
        (Lead::From, _) => (Relation::During, "from-year"),
        (Lead::None, _) if reaches(reading, lexicon, &range) => (Relation::By, "year-reached"),
        (_, Tail::None) => (Relation::During, "bare-year"),
    };
    let (from, to) = match rule {
        "from-year" => (Some(year), None),
        "bare-year" => (Some(year), Some(year)),
        _ => (None, Some(year)),
    };
    Mention::new(range, relation, rule).years(from, to)
}

/// Whether the clause of a bare year says that something is reached: 2025年，…比重达到20%; 力争2025年实现….
fn reaches(reading: &Reading, lexicon: &Lexicon, range: &Range<usize>) -> bool {
    if reading
        .any_before(range.start, &["力争", "力争于", "力争在", "争取", "确保", "展望"])
        .is_some()
    {
        return true;
    }
    let next = range.end + usize::from(reading.at(range.end) == '，');
    holds(reading, lexicon, range.end..reading.clause(next).end.max(range.end), Does::Reaches)
}

/// What the year at `at` is named for, by what stands before it and after `end`.
fn year_use(reading: &Reading, lexicon: &Lexicon, at: usize, end: usize) -> Use {
    let inside = reading.inside(at);
    // （2022年）, （2022年为54%): what it was, or when.
    let glossed = reading.before(at) == '（' && matches!(reading.at(end), '）' | '为');
    let named = inside == Inside::Title
        || glossed
        || word(reading, lexicon, end, Does::Names).is_some()
        || tells(reading, at, end)
        || entitles(reading, lexicon, end);
    // 2000年底前建成的小区: which ones are meant.
    let described = reading.any(end, &["建成的", "建成需", "建造的", "投产的", "竣工的"]).is_some();
    let closed = reading
        .any_before(
            at,
            &["距", "距离", "截至", "截止到", "截止", "基准年为", "目标年为", "有效期至"],
        )
        .is_some();
    let since = reading.ends(end, "以来");
    if compared(reading, lexicon, at, end) {
        Use::Base
    } else if named || described || is_priced(reading, end) || closed || since {
        Use::Other
    } else {
        Use::Bound
    }
}

/// Whether a year before `end` is the one in whose prices something is counted: 按2020年不变价计算.
pub(in crate::tags) fn is_priced(reading: &Reading, end: usize) -> bool {
    reading.any(end, &["不变价", "可比价", "价格"]).is_some()
}

/// Whether a year is what its sentence tells of: 2026年是…的开局之年.
fn tells(reading: &Reading, at: usize, end: usize) -> bool {
    let opens = at == 0 || reading.is_stop(at - 1);
    opens && reading.any(end, &["是", "正是", "既是", "将是"]).is_some()
}

/// Whether a year before `end` begins the name of a document that has no title marks: 2030年前碳达峰行动方案.
fn entitles(reading: &Reading, lexicon: &Lexicon, end: usize) -> bool {
    let clause = end..reading.clause(end).end.min(end + 16);
    clause.start < clause.end
        && holds(reading, lexicon, clause.clone(), Does::Document)
        && !holds(reading, lexicon, clause, Does::Writes)
}

/// Whether a time is one to compare with: 比2020年, 与2020年相比, 在2020年基础上, 2020年的1.5倍, 不低于2020年水平.
pub(super) fn compared(reading: &Reading, lexicon: &Lexicon, at: usize, end: usize) -> bool {
    let times = reading.at(end) == '的' && reading.at(end + 1).is_ascii_digit() && {
        let digits = (end + 1..).take_while(|&i| matches!(reading.at(i), '0'..='9' | '.')).count();
        reading.at(end + 1 + digits) == '倍'
    };
    // 在2020年提高节能30%的基础上: what was reached then stands between.
    let built_on =
        reading.ends(at, "在") && reading.holds(end..reading.clause(end).end, &["基础上"]);
    built_on
        || times
        || is_level(reading, at, end)
        || word_before(reading, lexicon, at, Does::Compares).is_some()
        || word(reading, lexicon, end, Does::Compared).is_some()
}

/// Whether a year from `at` to `end` is the one whose level is meant: 恢复到2019年水平, 控制在2020年水平以内; not 到2025年，水平….
fn is_level(reading: &Reading, at: usize, end: usize) -> bool {
    let Some((_, next)) = reading.any(end, &["的水平", "水平", "现状值", "现状", "同期"])
    else {
        return false;
    };
    let (_, start) = lead(reading, at);
    let opens = start == 0 || reading.is_stop(start - 1);
    // 2024年水平衡测试
    let whole = !reading.at(next).is_alphabetic() || "以上之左并和及的".contains(reading.at(next));
    !opens && whole
}

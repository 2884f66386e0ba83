//! The grammar of quantities: 27微克／立方米以下, 1.2亿千瓦左右, 15％—25％, 三分之二以上, 一番, 3—5个.

use std::ops::Range;

use super::frame::parts;
use super::noun::begins_word;
use super::page::{Page, Role};
use crate::ground::{SignSet, numeral};
use crate::lexicon::{List, Row};
use crate::tags::Bound;
use crate::tags::reading::DIGITS;
use crate::tags::words::Does;

/// A number with its unit and the words that bound it.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// The number and the unit.
    pub range: Range<usize>,
    /// The place after the words that bound it.
    pub end: usize,
    /// The number, without the 万 or 亿 that stays in the unit.
    pub value: f64,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// The unit in its canonical writing, with 万 and 亿.
    pub unit: Option<String>,
    /// What a number of the unit is.
    pub kind: UnitKind,
    /// Which side is meant, where a word after it says so.
    pub bound: Option<Bound>,
}

/// What a number of a unit is; the names are those of `units.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// %.
    Share,
    /// 个百分点.
    Point,
    /// 倍, 番.
    Fold,
    /// 个.
    Count,
    /// 亩, 公里.
    Extent,
    /// 吨, 千瓦: often the class of a plant.
    Rating,
    /// 元.
    Money,
    /// 天, 小时.
    Time,
    /// No unit, or only 万.
    Bare,
}

impl UnitKind {
    fn named(name: &str) -> Self {
        match name {
            "share" => UnitKind::Share,
            "point" => UnitKind::Point,
            "fold" => UnitKind::Fold,
            "count" => UnitKind::Count,
            "extent" => UnitKind::Extent,
            "rating" => UnitKind::Rating,
            "money" => UnitKind::Money,
            "time" => UnitKind::Time,
            _ => UnitKind::Bare,
        }
    }
}

/// A unit as read: its canonical writing, its kind and the place after it.
struct Unit {
    name: String,
    kind: UnitKind,
    end: usize,
    /// Whether 余 or 多 stands before it: 20多个.
    loose: bool,
}

/// Every quantity that [`quantity`] reads, in order.
pub(super) fn quantities(page: &Page<'_>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut next = 0;
    while let Some(at) = page.reading.places(next..page.reading.len(), &BEGINNINGS).next() {
        let quantity = quantity(page, at);
        next = quantity.as_ref().map_or(at + 1, |q| q.end.max(at + 1));
        found.extend(quantity);
    }
    if found.is_empty() {
        return found;
    }
    let starts: Vec<usize> = found.iter().map(|q| q.end).collect();
    // 6个500千伏变电站: the second is the class of what the first counts.
    let classes = |q: &Quantity| q.kind == UnitKind::Rating && starts.contains(&q.range.start);
    found.retain(|q| !classes(q));
    found
}

/// The quantity that begins at `at`, outside quotes, titles and brackets but those that tell the parts of a total.
pub(super) fn quantity(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let readers = readers(page.reading.at(at));
    let open = !readers.is_empty() && (page.is_open(at) || parts(page, at).is_some());
    open.then(|| readers.iter().find_map(|read| read(page, at)))?
}

/// Reads a quantity that begins at a place, if one does.
type Reader = fn(page: &Page<'_>, at: usize) -> Option<Quantity>;

/// What a quantity begins with, digits aside.
const SCALES: [char; 6] = ['十', '百', '千', '万', '亿', '翻'];
const BEGINNINGS: SignSet = SignSet::of(&SCALES).and(&DIGITS);

/// The readers of what may begin with `sign`, in the order in which they are asked.
fn readers(sign: char) -> &'static [Reader] {
    match sign {
        '0'..='9' => &[ratio, fraction, number],
        '翻' => &[folds],
        '百' => &[fraction, percent_in_words, number],
        '万' | '亿' => &[number],
        '十' | '千' => &[fraction, number],
        _ if numeral::digit(sign).is_some() => &[fraction, number],
        _ => &[],
    }
}

/// 2.3:1: what the one is of the other, without a unit.
fn ratio(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let next = digits_end(page, at).filter(|&next| page.reading.at(next) == ':')?;
    let ((above, _), (below, end)) = (digits(page, at)?, digits(page, next + 1)?);
    let plain = below > 0.0 && page.reading.at(end) != '年';
    let quantity = || bounded(page, at..end, rounded(above / below), None);
    plain.then(|| Quantity { kind: UnitKind::Fold, ..quantity() })
}

/// 三分之二, 2/3, 一半: a share without a unit.
fn fraction(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let reading = &page.reading;
    if reading.starts(at, "一半") {
        return Some(bounded(page, at..at + 2, 0.5, None));
    }
    let (below, next) = digits(page, at).or_else(|| chinese(page, at))?;
    if let Some((_, next)) = reading.any(next, &["分之"]) {
        let (above, end) = chinese(page, next).or_else(|| digits(page, next))?;
        return (below != 100.0).then(|| bounded(page, at..end, rounded(above / below), None));
    }
    let over = reading.at(next) == '/' && below < 10.0;
    let (whole, end) = over.then(|| digits(page, next + 1)).flatten()?;
    let plain = below < whole && whole <= 10.0 && unit(page, end).is_none();
    plain.then(|| bounded(page, at..end, rounded(below / whole), None))
}

/// 百分之五十.
fn percent_in_words(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let (_, next) = page.reading.any(at, &["百分之"])?;
    let (value, end) = chinese(page, next).or_else(|| digits(page, next))?;
    let unit = Unit { name: "%".into(), kind: UnitKind::Share, end, loose: false };
    Some(bounded(page, at..end, value, Some(unit)))
}

/// 翻一番, 翻两番, 翻番.
fn folds(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let reading = &page.reading;
    let (_, next) = reading.any(at, &["翻"])?;
    let (value, next) = chinese(page, next).or_else(|| digits(page, next)).unwrap_or((1.0, next));
    let (_, end) = reading.any(next, &["番"])?;
    let unit = Unit { name: "番".into(), kind: UnitKind::Fold, end, loose: false };
    Some(bounded(page, at..end, value, Some(unit)))
}

/// A number with its unit: 53636平方千米, 1.2亿千瓦, 15％—25％, 三千万亩.
fn number(page: &Page<'_>, at: usize) -> Option<Quantity> {
    let ((value, next), arabic) = match thousands(page, at) {
        Some(written) => (written, true),
        None => (chinese(page, at).or_else(|| scale_alone(page, at))?, false),
    };
    let tenths = tenths(page, value, next);
    let value = if tenths.is_some() { value * 10.0 } else { value };
    let first = tenths.or_else(|| unit(page, next)).or_else(|| long_years(page, at, value, next));
    let to = upper(page, at, first.as_ref().map_or(next, |u| u.end));
    let next = to.map_or(next, |(_, end)| end);
    let unit = if to.is_some() { unit(page, next) } else { first };
    let end = unit.as_ref().map_or(next, |u| u.end);
    let slogan =
        !arabic && (is_slogan(page, at, value, unit.as_ref()) || is_programme(page, at, end));
    if slogan || is_name(page, at, end, unit.is_some()) {
        return None;
    }
    let quantity = bounded(page, at..end, value, unit);
    Some(Quantity { value_to: to.map(|(value, _)| value), ..quantity })
}

/// 成 at `end` as tenths, where nothing but a side or a stop follows: 三成以上, 九成. A share of 30 is told as 30%.
fn tenths(page: &Page<'_>, value: f64, end: usize) -> Option<Unit> {
    if page.reading.at(end) != '成' || !(1.0..10.0).contains(&value) {
        return None;
    }
    let next = end + 1;
    let closes = page.reading.any(next, &["以上", "以下", "左右", "以内", "、"]).is_some()
        || next >= page.reading.len()
        || page.reading.is_stop(next);
    // 三至五成: the lower end is not read.
    let upper = || page.reading.any_before(end - 1, &["至", "到", "—"]).is_some();
    (closes && !upper()).then(|| Unit {
        name: "%".into(),
        kind: UnitKind::Share,
        end: next,
        loose: false,
    })
}

/// 年 at `end` as the unit of `value` from `at` on, where it says how long and not when: 11.3年, 提高到11年.
fn long_years(page: &Page<'_>, at: usize, value: f64, end: usize) -> Option<Unit> {
    let reached = || page.word_before(at, Does::Longer).is_some();
    let long = page.reading.at(end) == '年' && value < 100.0 && (value.fract() > 0.0 || reached());
    long.then(|| Unit { name: "年".into(), kind: UnitKind::Time, end: end + 1, loose: false })
}

/// Whether a number in Chinese signs is one of a set phrase: 三大行动, 一个, 两个结合. A small count is meant only after 建成 and its like.
fn is_slogan(page: &Page<'_>, at: usize, value: f64, unit: Option<&Unit>) -> bool {
    let clause = page.reading.clause(at).start;
    // 新建一座水厂、两座变电站: the later ones have the verb of the first.
    let listed = || page.reading.before(at) == '、' && page.holds_word(clause..at, Does::Built);
    let built = page.word_before(at, Does::Built).is_some() || listed();
    let least = page.reading.any_before(at, &["至少", "不少于"]).is_some();
    // One thing is seldom meant to be counted, but for works: 新建一座水厂.
    let works = |u: &Unit| matches!(u.name.as_str(), "座" | "所" | "处");
    let many = |u: &Unit| value > 1.0 || works(u) || u.name != "个" && followed(page, u.end);
    let meant = |u: &Unit| {
        u.name != "期" && (least || built && many(u) || is_small_count(page, at, value, u))
    };
    unit.is_none_or(|u| u.kind == UnitKind::Count && value < 20.0 && !meant(u))
}

/// Whether a round number in Chinese signs from `at` to `end` opens the name of a programme: 百万头肉牛行动, 千万亩良田工程; behind a verb that
/// says what is made it is an amount: 建成百公里绿道工程.
fn is_programme(page: &Page<'_>, at: usize, end: usize) -> bool {
    const LONGEST: usize = 16;
    let reading = &page.reading;
    let round = matches!(reading.at(at), '百' | '千' | '万' | '亿');
    let closes = |i: usize| i >= reading.len() || reading.is_stop(i) || reading.at(i) == '、';
    let close = (end..end + LONGEST).find(|&i| closes(i));
    let named = |close| page.word_before(close, Does::Programme).is_some();
    let made = |role| role == Role::Work;
    let makes = || page.verb_before(at, reading.clause(at).start, made);
    round && close.is_some_and(named) && makes().is_none()
}

/// Whether a small number in Chinese signs counts what is built or won, rather than parts of a scheme: 培育三家企业, 创建两个5A级景区,
/// 每个乡镇建成一个公园.
fn is_small_count(page: &Page<'_>, at: usize, value: f64, unit: &Unit) -> bool {
    let bodies = matches!(unit.name.as_str(), "家" | "户" | "所" | "名");
    let won = page.word_before(at, Does::Won).is_some();
    let made = page.reading.any_before(at, &["创建", "建成"]).is_some();
    let clause = page.reading.clause(at).start;
    let each = made && page.reading.at(clause) == '每';
    // 伍家岗区 is a name.
    let first = page.reading.at(at);
    let plain = numeral::is_one_to_ten(first) || first == '两';
    plain && (won && bodies || made && value > 1.0 || each)
}

/// Whether a list of counts goes on in the clause behind `at`: 新建一座水厂、两座变电站.
fn followed(page: &Page<'_>, at: usize) -> bool {
    let mut rest = at..page.reading.clause(at).end;
    rest.any(|i| page.reading.at(i) == '、' && numeral::digit(page.reading.at(i + 1)).is_some())
}

/// A number in Arabic digits at `at`, with 百 and 千 counted in where no unit begins with them: 5千公里, but 5千瓦.
fn thousands(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let (value, end) = digits(page, at)?;
    let times = match page.reading.at(end) {
        '千' => 1000.0,
        '百' => 100.0,
        _ => return Some((value, end)),
    };
    let unit = page.row_at(List::Units, end).is_some();
    Some(if unit { (value, end) } else { (value * times, end + 1) })
}

/// The upper end, at `at`, of a range whose lower end begins at `from`: —25, 至5, 到2; 由3到5 is a change.
fn upper(page: &Page<'_>, from: usize, at: usize) -> Option<(f64, usize)> {
    let (word, next) = page.reading.any(at, &["——", "—", "至", "到"])?;
    let changes = word == "到" && matches!(page.reading.before(from), '由' | '从');
    digits(page, next).filter(|_| !changes)
}

/// Whether what was read is part of a name: PM2.5, 5G, 第3, 2号线, 5A级, 千亿级, 21世纪.
fn is_name(page: &Page<'_>, at: usize, end: usize, has_unit: bool) -> bool {
    let (before, after) = (page.reading.before(at), page.reading.at(end));
    // 时速120公里以上线路
    let named = before.is_ascii_alphabetic()
        || page.reading.ends(at, "时速")
        || matches!(before, '第' | '“' | '+' | '.' | '〔' | '/' | '—' | '×');
    let class =
        matches!(after, '级' | '类' | '号' | '世') || !has_unit && after.is_ascii_alphanumeric();
    let wordless = !has_unit && matches!(after, '年' | '月' | '日' | '大' | '届' | '次' | '：');
    named || class || wordless
}

/// A number in Arabic digits at `at`: 10944, 1,200, 1 200, 45.8.
fn digits(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let end = digits_end(page, at)?;
    let digits: String =
        (at..end).map(|i| page.reading.at(i)).filter(|&c| c != ',' && c != ' ').collect();
    Some((digits.parse().ok()?, end))
}

/// The end of the Arabic digits that begin at `at`, with the marks between them.
fn digits_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let reading = &page.reading;
    let part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if !reading.at(at).is_ascii_digit() || part(reading.before(at)) {
        return None;
    }
    let mut end = (at..).find(|&i| !part(reading.at(i)))?;
    let leads = end - at <= 3 && (at..end).all(|i| reading.at(i).is_ascii_digit());
    // 1 200: a gap parts thousands.
    let group = |gap: usize| {
        let three = (gap + 1..=gap + 3).all(|i| reading.at(i).is_ascii_digit());
        reading.at(gap) == ' ' && three && !part(reading.at(gap + 4))
    };
    while leads && group(end) {
        end += 4;
    }
    Some(end)
}

/// A number in Chinese digits at `at`, without a closing 万 or 亿: 一百二十, 三千, 两.
fn chinese(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let reading = &page.reading;
    let sign = |c: char| {
        !c.is_ascii() && numeral::digit(c).is_some() && c < '０' || matches!(c, '十' | '百' | '千')
    };
    if sign(reading.before(at)) || !sign(reading.at(at)) {
        return None;
    }
    let mut end = (at..).find(|&i| !sign(reading.at(i)))?;
    if reading.at(end - 1) == '千' && matches!(reading.at(end), '瓦' | '克' | '米' | '伏') {
        end -= 1;
    }
    let value = if end > at { reading.number(at..end)? } else { return None };
    Some((value as f64, end))
}

/// A scale that counts one: 突破万亿元.
fn scale_alone(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let leading = page.word_before(at, Does::Passes).is_some();
    let scaled = matches!(page.reading.at(at), '万' | '亿');
    (leading && scaled && page.reading.at(at + 1) != '级').then_some((1.0, at))
}

/// The unit at `at`, with its scale and what it is per: 万亩, 亿千瓦时, 微克/立方米, 吨标准煤/万元.
fn unit(page: &Page<'_>, at: usize) -> Option<Unit> {
    let (scale, next) = scale(page, at);
    let loose = matches!(page.reading.at(next), '余' | '多');
    let next = next + usize::from(loose);
    // 22亿方 is a volume, 三方 are three sides.
    // 培训20期 are courses, 2期工程 is one of several.
    let is_unit = |row: Row<'_>, end: usize| match row.word() {
        "方" => !scale.is_empty(),
        "期" => !page.reading.at(end).is_alphabetic(),
        _ => !is_date(row),
    };
    let unit = page.row_at(List::Units, next).filter(|&(row, end)| is_unit(row, end));
    let Some((row, end)) = unit else {
        let bare = || Unit { name: scale.into(), kind: UnitKind::Bare, end: next, loose };
        return per_heads(page, at).or_else(|| (!scale.is_empty()).then(bare));
    };
    let (per, end) = per(page, end);
    let name = format!("{scale}{}{per}", row.cell(1));
    Some(Unit { name, kind: UnitKind::named(row.cell(2)), end, loose })
}

/// How many heads a rate is of: 14.5/10万.
fn per_heads(page: &Page<'_>, at: usize) -> Option<Unit> {
    let (_, next) = (page.reading.at(at) == '/').then(|| digits(page, at + 1)).flatten()?;
    let (scale, end) = scale(page, next);
    let name = page.reading.words(at..end);
    (!scale.is_empty()).then_some(Unit { name, kind: UnitKind::Share, end, loose: false })
}

/// Whether a unit names a date or a span of years, which is no amount: 3年, 5日.
fn is_date(row: Row<'_>) -> bool {
    matches!(row.cell(1), "年" | "月" | "日")
}

/// 万, 亿 or 万亿 at `at`, which stay in the unit.
fn scale<'w>(page: &Page<'_>, at: usize) -> (&'w str, usize) {
    page.reading.any(at, &["万亿", "万", "亿"]).unwrap_or(("", at))
}

/// What a unit is per: /立方米, /万元, /日, /百平方公里, /十万人.
fn per(page: &Page<'_>, at: usize) -> (String, usize) {
    if page.reading.at(at) != '/' {
        return (String::new(), at);
    }
    let unit = |at| page.row_at(List::Units, at).is_some();
    let tens = page.reading.any(at + 1, &["十万", "百万", "十", "百", "千"]);
    let tens = tens.filter(|_| !unit(at + 1));
    let (scale, next) = tens.unwrap_or_else(|| scale(page, at + 1));
    match page.row_at(List::Units, next) {
        Some((row, end)) => (format!("/{scale}{}", row.cell(1)), end),
        None => (String::new(), at),
    }
}

/// The quantity with the words after it that say which side is meant.
fn bounded(page: &Page<'_>, range: Range<usize>, value: f64, unit: Option<Unit>) -> Quantity {
    const SIDES: [(Does, Bound); 3] = [
        (Does::Floor, Bound::AtLeast),
        (Does::Ceiling, Bound::AtMost),
        (Does::Roughly, Bound::About),
    ];
    let loose = unit.as_ref().is_some_and(|u| u.loose).then_some(Bound::About);
    let (name, kind) = unit.map_or((None, UnitKind::Bare), |u| (Some(u.name), u.kind));
    // 42个内陆港: 内 begins another word.
    let side = |&(what, bound)| Some((page.word(range.end, what)?, bound));
    let side = SIDES.iter().find_map(side).filter(|_| !begins_word(page, range.end));
    let end = side.map_or(range.end, |(end, _)| end);
    let bound = side.map(|(_, bound)| bound).or(loose);
    Quantity { range, end, value, value_to: None, unit: name, kind, bound }
}

/// A fraction to four places.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

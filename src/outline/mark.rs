//! The grammar of numbering marks: how a paragraph of a plan opens. One function for each thing it reads.
//!
//! ```text
//! mark     = named | attached | column | stage | han | han-paren | decimal | arabic | padded | paren | half | circled | dash | ordinal
//! named    = 第 numeral (编|篇|部分|章|节|条)         第三章
//! column   = 专栏 (numeral|letter)? (- arabic)? sep    专栏1　  专栏 2：  专栏三：  【专栏4】  专栏3-1  专栏A
//!          | (重点工程专栏|资料框|…) numeral? sep      重点工程专栏：  资料框1
//! attached = 附件|附表|附录|附 numeral? sep           附件1
//! stage    = 第 numeral 阶段                          第一阶段（2024—2027年）。
//! counted  = (行动|任务|工程|…) numeral (：|、|.|—|gap) 行动一：　任务1：　专项行动二 清洁取暖
//! han      = chinese (、|．|.)                        二十七、
//! han-paren= ( chinese )                              （一）
//! decimal  = arabic (. arabic)+ not-a-number          4.1.2
//! arabic   = arabic (.|．|﹒|、)                      1．  2、
//! paren    = ( arabic )                               （1）
//! half     = arabic )                                 2)
//! circled  = ①…㉟                                     ⒈ is arabic, ⑴ paren, ㈠ han-paren
//! padded   = 0 arabic                                 01 光热电站
//! capital  = (壹|贰|叁|…) (、|．|.)                    壹、前言, only where 贰 is there too
//! bare     = arabic                                   1 总则, only directly above 1.1
//! dash     = ——
//! ordinal  = chinese (是|要) | 第 chinese ，           一是　第一，   the latter a heading where each stands alone above text
//! ```
//!
//! Brackets and points may be full or half width; spaces between the parts count for nothing. A mark is only a way of
//! printing a number: which *level* it stands for is decided by the series it continues, in [`super::series`].

use super::period::opens_year;
use super::rest::{Rest, is_chinese_numeral};
use crate::ground::{SignSet, half_width, is_digit, is_han, numeral};

/// How a mark is printed. Marks of one shape can continue each other's count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// 第一编, 第一篇, 第一部分.
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// 第一条.
    Article,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1.1, by the count of its numbers.
    Decimal(u8),
    /// 1．
    Arabic,
    /// 1、
    ArabicComma,
    /// 1 总则, above 1.1: a number without a point.
    Bare,
    /// （1）
    Paren,
    /// 1）
    HalfParen,
    /// ①
    Circled,
    /// 01 光热电站
    Padded,
    /// 第一阶段
    Stage,
    /// ——
    Dash,
    /// 一是, 第一，
    Ordinal,
    /// 专栏1
    Column,
    /// 附件1
    Attached,
    /// 行动一：, by what it counts; 第一，发展思路要清晰 where such lines are headings.
    Counted(&'static str),
}

impl Shape {
    /// Whether what follows can stand below it. Principles, stages and 一是 are paragraphs side by side.
    pub fn holds(self) -> bool {
        !matches!(self, Shape::Dash | Shape::Ordinal | Shape::Stage)
    }
}

/// The mark that opens a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is printed.
    pub shape: Shape,
    /// Its number, the last one of a decimal; `None` for —— and for a 专栏 or 附件 without one.
    pub number: Option<u32>,
    /// All numbers of a decimal: 4.1.2.
    pub path: Vec<u32>,
    /// Its length in bytes, with the space after it.
    pub len: usize,
}

/// Reads the mark at the start of `text`.
pub fn mark(text: &str) -> Option<Mark> {
    let rest = Rest::new(text);
    let first = rest.text().chars().next()?;
    if is_chinese_numeral(first) {
        ordinal(rest).or_else(|| han(rest))
    } else if is_han(first) {
        // Most paragraphs begin with a letter that begins no mark.
        let may = WORDS.may_hold(first).then_some(rest)?;
        named(may).or_else(|| column(may)).or_else(|| attached(may)).or_else(|| counted(may))
    } else if numeral::digit(first).is_some() {
        decimal(rest)
            .or_else(|| arabic(rest))
            .or_else(|| padded(rest))
            .or_else(|| half_bracketed(rest))
    } else {
        column(rest)
            .or_else(|| bracketed(rest))
            .or_else(|| han(rest))
            .or_else(|| arabic(rest))
            .or_else(|| circled(rest))
            .or_else(|| dash(rest))
    }
}

/// What marks that are words begin with.
const WORDS: SignSet =
    SignSet::of(&['第', '专', '重', '工', '项', '任', '资', '附', '行', '举', '措', '问']);

const OPEN: &[char] = &['（', '(', '﹙', '〔'];
const CLOSE: &[char] = &['）', ')', '﹚', '〕'];
const POINT: &[char] = &['.', '．', '﹒', '·'];

/// 第三章, 第 2 节, 第一阶段.
fn named(rest: Rest<'_>) -> Option<Mark> {
    let rest = rest.word("第")?;
    let (number, rest) = rest.chinese().or_else(|| rest.arabic())?;
    if let Some(rest) = rest.word("阶段") {
        return rest.mark(Shape::Stage, Some(number));
    }
    if let Some(rest) = rest.one_of(&['，', ',']) {
        return rest.mark(Shape::Ordinal, Some(number));
    }
    if let Some(rest) = rest.word("部分") {
        // 第一部分资金用于…: no heading.
        let parted = rest.after_space() || rest.text().is_empty();
        let rest = rest.one_of(&['：', ':', '、', '—']).or(parted.then_some(rest))?;
        return is_heading(rest.text()).then(|| rest.mark(Shape::Part, Some(number)))?;
    }
    const NAMES: [(&str, Shape); 5] = [
        ("编", Shape::Part),
        ("篇", Shape::Part),
        ("章", Shape::Chapter),
        ("节", Shape::Section),
        ("条", Shape::Article),
    ];
    let (rest, shape) = NAMES.iter().find_map(|&(n, shape)| Some((rest.word(n)?, shape)))?;
    rest.mark(shape, Some(number))
}

/// 专栏1　绿色低碳发展重大工程, 专栏 2：, 专栏三：, 【专栏4】, 专栏3-1, 专栏（7） — not 专栏2所列项目。
fn column(rest: Rest<'_>) -> Option<Mark> {
    let rest = rest.one_of(OPEN_COLUMN).unwrap_or(rest);
    let scanned = || rest.word("专")?.word("栏");
    let Some(rest) = rest.word("专栏").or_else(scanned) else { return named_column(rest) };
    let bracketed = || {
        let (number, rest) = rest.one_of(OPEN)?.counted()?;
        Some((number, rest.one_of(CLOSE)?))
    };
    let Some((number, rest)) = rest.counted().or_else(bracketed) else {
        let rest = lettered(rest).unwrap_or(rest);
        let sep = rest.one_of(AFTER_COLUMN);
        let sep = sep.or((rest.text().is_empty() || rest.after_space()).then_some(rest))?;
        return sep.mark(Shape::Column, None);
    };
    let second = rest.one_of(&['-', '－', '—', '–']).and_then(Rest::arabic);
    let (path, rest) = second.map_or((vec![number], rest), |(n, rest)| (vec![number, n], rest));
    let sep = rest.one_of(AFTER_COLUMN);
    let title = rest.text();
    let words = title.chars().count() <= 40 && !title.contains(['。', '，', '；', '）', ')']);
    if sep.is_none() && !rest.after_space() && !words {
        return None;
    }
    let rest = sep.unwrap_or(rest);
    let rest = rest.one_of(AFTER_COLUMN).unwrap_or(rest);
    Some(Mark { shape: Shape::Column, number: path.last().copied(), path, len: rest.at })
}

/// Past the capital letter that counts a box instead of a number: 专栏A 主要指标, but not 专栏APP.
fn lettered(rest: Rest<'_>) -> Option<Rest<'_>> {
    let capital = |c: &char| half_width(*c).is_ascii_uppercase();
    let letter = rest.text().chars().next().filter(capital)?;
    let rest = rest.skip(letter.len_utf8()).spaces();
    let ends =
        rest.text().is_empty() || rest.after_space() || rest.text().starts_with(AFTER_COLUMN);
    ends.then_some(rest)
}

/// 重点工程专栏：农业节水, 资料框1 节水科技: a box whose name says what is in it, on a line of its own.
fn named_column(rest: Rest<'_>) -> Option<Mark> {
    const NAMES: [&str; 8] = [
        "重点工程专栏",
        "重大工程专栏",
        "重点项目专栏",
        "重大项目专栏",
        "工程专栏",
        "项目专栏",
        "任务专栏",
        "资料框",
    ];
    let rest = NAMES.iter().find_map(|name| rest.word(name))?;
    let (number, rest) = rest.counted().map_or((None, rest), |(n, rest)| (Some(n), rest));
    let sep = rest.one_of(AFTER_COLUMN);
    let parted = rest.text().is_empty() || rest.after_space();
    let rest = sep.or(parted.then_some(rest))?;
    is_heading(rest.text()).then(|| rest.mark(Shape::Column, number))?
}

/// What may stand around 专栏 and its number.
const OPEN_COLUMN: &[char] = &['【', '〖', '[', '［', '☆', '★', '◆', '■', '●'];
const AFTER_COLUMN: &[char] =
    &['：', ':', '-', '—', '、', '.', '．', '】', '〗', ']', '］', '｜', '|', '·'];

/// 附件1, 附件：, 附表2, 附录 — a line of its own or followed by a colon or a space.
fn attached(rest: Rest<'_>) -> Option<Mark> {
    let rest = ["附件", "附表", "附录"].iter().find_map(|word| rest.word(word))?;
    let (number, rest) = rest.counted().map_or((None, rest), |(n, rest)| (Some(n), rest));
    let second = rest.one_of(&['-', '－', '—', '–']).and_then(Rest::arabic);
    let (number, rest) = second.map_or((number, rest), |(n, rest)| (Some(n), rest));
    let sep = rest.one_of(&['：', ':', '.', '．', '、']);
    let spaced = rest.text().is_empty() || rest.after_space();
    (sep.is_some() || spaced).then(|| sep.unwrap_or(rest).mark(Shape::Attached, number))?
}

/// What plans of action count by its name, the longer word before the one it begins with.
const COUNTED: [&str; 13] = [
    "专项行动",
    "重点任务",
    "重点工程",
    "重大工程",
    "重点项目",
    "行动",
    "任务",
    "工程",
    "专项",
    "项目",
    "举措",
    "措施",
    "问题",
];

/// 行动一：, 任务1、, 专项行动二 清洁取暖 — not 项目3个, 任务1项.
fn counted(rest: Rest<'_>) -> Option<Mark> {
    let (word, rest) = COUNTED.iter().find_map(|&word| Some((word, rest.word(word)?)))?;
    let (number, rest) = rest.counted()?;
    let after = rest.one_of(&['：', ':', '、', '.', '．', '—', '－', '-']);
    if after.is_some_and(|after| after.lists(number)) {
        return None;
    }
    let spaced = rest.after_space() && rest.text().starts_with(is_han) && is_heading(rest.text());
    let rest = after.or(spaced.then_some(rest))?;
    // What is counted has a name: 措施1.5倍 has none.
    let named = rest.text().starts_with(|c: char| c.is_alphabetic() || "“《（(".contains(c));
    (named && !is_unit(rest.text())).then(|| rest.mark(Shape::Counted(word), Some(number)))?
}

/// Whether words may be a heading: few, and no sentence.
pub(super) fn is_heading(words: &str) -> bool {
    words.chars().count() <= 30 && !words.contains(['，', '。', '；', '：'])
}

/// （一）, (二), （1）, （ 3 ）.
fn bracketed(rest: Rest<'_>) -> Option<Mark> {
    let rest = rest.one_of(OPEN)?;
    if let Some((number, rest)) = rest.chinese().or_else(|| scanned_one(rest)) {
        let rest = rest.one_of(CLOSE)?;
        // （一）、建设: a comma too many.
        return rest.one_of(&['、', '.', '．']).unwrap_or(rest).mark(Shape::HanParen, Some(number));
    }
    let (number, rest) = rest.arabic()?;
    rest.one_of(CLOSE)?.mark(Shape::Paren, Some(number))
}

/// 1) and 1）.
fn half_bracketed(rest: Rest<'_>) -> Option<Mark> {
    let (number, rest) = rest.arabic()?;
    rest.one_of(&['）', ')'])?.mark(Shape::HalfParen, Some(number))
}

/// 一是加强组织领导, 二要….
fn ordinal(rest: Rest<'_>) -> Option<Mark> {
    let (number, rest) = rest.chinese().filter(|&(n, _)| n <= 20)?;
    rest.one_of(&['是', '要'])?.mark(Shape::Ordinal, Some(number))
}

/// 二、 and 二．
fn han(rest: Rest<'_>) -> Option<Mark> {
    let scanned = || scanned_one(rest).filter(|(_, rest)| rest.text().starts_with(['、', '､']));
    let (number, rest) = rest.chinese().or_else(scanned)?;
    let after = rest.one_of(&['、', '､', '．', '.', '﹒'])?;
    (!after.lists(number)).then(|| after.mark(Shape::Han, Some(number)))?
}

/// A dash as which a scan may have read 一.
fn scanned_one(rest: Rest<'_>) -> Option<(u32, Rest<'_>)> {
    Some((1, rest.one_of(&['—', '－', '―'])?))
}

/// The next number of a decimal.
fn pointed(rest: Rest<'_>) -> Option<(u32, Rest<'_>)> {
    rest.one_of(POINT)?.arabic()
}

/// 4.1.2 — what follows must not make it a quantity (3.5亿元, 1.5℃, 10.3％, 2.5mg) or a month (1.4 月底).
fn decimal(rest: Rest<'_>) -> Option<Mark> {
    let (first, rest) = rest.arabic()?;
    let (second, mut rest) = pointed(rest)?;
    let mut path = vec![first, second];
    while let Some((number, next)) = pointed(rest) {
        path.push(number);
        rest = next;
    }
    let quantity = (!rest.after_space() && is_unit(rest.text()))
        || AMOUNTS.iter().any(|unit| rest.text().starts_with(unit))
        || rest.text().starts_with(|c: char| c == '月' || is_digit(c));
    // 3.220千伏电网 is point 3.
    let amount = path[1..].iter().any(|&number| number >= 100);
    let named = path.len() == 2 && !rest.after_space() && ends_name(rest.text());
    if path.len() > 5 || first == 0 || amount || quantity || named || rest.text().is_empty() {
        return None;
    }
    // A point after the last number belongs to the mark: 1.1.
    let rest = rest.one_of(POINT).unwrap_or(rest);
    Some(Mark {
        shape: Shape::Decimal(path.len() as u8),
        number: path.last().copied(),
        path,
        len: rest.at,
    })
}

/// Whether letters behind a digit make it a name, so that the point before it is that of a mark: 1.5G网络, 2.4A级景区, 3.3D打印.
fn ends_name(text: &str) -> bool {
    let generation = text.strip_prefix(['G', 'Ｇ']);
    generation.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        || ["A级", "Ａ级", "D打印"].iter().any(|name| text.starts_with(name))
}

/// What is counted also where a space stands before it: 1.9 个百分点 at the beginning of a broken line.
const AMOUNTS: [&str; 9] = ["个百分点", "％", "%", "‰", "℃", "亿", "万元", "万吨", "万亩"];

/// Whether a text begins with what numbers count: 亿元, ℃, mg. 1.1公共服务 is a short heading, 1.1公里以内，… none.
pub(super) fn is_unit(text: &str) -> bool {
    const SURE: &str = "％%‰℃万亿、，。；）)/~～—-";
    const PERHAPS: &str = "个千百元吨米公亩年日倍度人项家立平微";
    let latin = text.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, 'μ' | 'µ'));
    let prose = || text.chars().count() > 25 || text.contains(['，', '。', '；']);
    latin
        || text.starts_with(|c: char| SURE.contains(c))
        || text.starts_with(|c: char| PERHAPS.contains(c)) && prose()
}

/// 1．, 2., １．, 3﹒ and 1、 — not 1.5; in 1.4月底前, 2.2025年 and 3.5G the count ends at the point.
fn arabic(rest: Rest<'_>) -> Option<Mark> {
    // A scan may have read 1 as the letter l.
    let letter =
        || Some((1, rest.word("l")?)).filter(|(_, r)| r.text().starts_with(['、', '．', '.']));
    let (number, rest) = rest.arabic().or_else(letter)?;
    if let Some(rest) = rest.one_of(&['、']) {
        return rest.mark(Shape::ArabicComma, Some(number));
    }
    let rest = rest.one_of(POINT)?;
    let after = rest.text().trim_start_matches(is_digit);
    let digits = &rest.text()[..rest.text().len() - after.len()];
    let after = after.trim_start();
    let dated = match digits.chars().count() {
        1 if ends_name(after) => true,
        1 | 2 => after.starts_with('月'),
        3 => true,
        4 => opens_year(digits) && after.starts_with(['年', '—', '-']),
        _ => false,
    };
    let digit =
        rest.text().starts_with(|c: char| numeral::digit(c).is_some() && !is_chinese_digit(c));
    (!digit || dated).then(|| rest.mark(Shape::Arabic, Some(number)))?
}

/// 01 光热电站, 02 “光伏+”行动: two digits, the first of them 0, and the few words of a heading.
fn padded(rest: Rest<'_>) -> Option<Mark> {
    if !rest.text().starts_with(['0', '０']) {
        return None;
    }
    let digits = rest.text().chars().take_while(|c| numeral::digit(*c).is_some()).count();
    let (number, after) = rest.arabic().filter(|&(number, _)| digits == 2 && number > 0)?;
    let words = after.text();
    let begins = words.trim_start_matches(['“', '《']);
    let heading = begins.starts_with(|c: char| is_han(c) && !"年月日".contains(c))
        && words.chars().count() <= 30
        && !words.contains(['，', '；', '：'])
        && !is_unit(words);
    heading.then(|| after.mark(Shape::Padded, Some(number)))?
}

/// The first heading with a mark within `words`, up to the next one: 第一章 总则 of a table of contents set in one line.
pub fn first_within(words: &str) -> Option<&str> {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '（');
    let first = mark(words).filter(|m| m.number == Some(1))?;
    let rest = &words[first.len..];
    let end = rest
        .char_indices()
        .find(|(at, c)| *at > 0 && (c.is_whitespace() || rest[*at..].starts_with("...")));
    Some(&words[..first.len + end.map_or(rest.len(), |(at, _)| at)])
}

fn is_chinese_digit(c: char) -> bool {
    !is_digit(c)
}

/// ① and ⑴; ⒈ is 1. and ㈠ is （一）.
fn circled(rest: Rest<'_>) -> Option<Mark> {
    if let Some((shape, number, c)) = rest.text().chars().next().and_then(composed) {
        return rest.skip(c.len_utf8()).spaces().mark(shape, Some(number));
    }
    let c = rest
        .text()
        .chars()
        .next()
        .filter(|c| !c.is_alphabetic() && numeral::digit(*c).is_none())?;
    let number = numeral::parse(c.encode_utf8(&mut [0; 4]))?;
    rest.skip(c.len_utf8()).spaces().mark(Shape::Circled, Some(number as u32))
}

/// One character that stands for a count and its marks.
fn composed(c: char) -> Option<(Shape, u32, char)> {
    match c {
        '⒈'..='⒛' => Some((Shape::Arabic, c as u32 - '⒈' as u32 + 1, c)),
        '㈠'..='㈩' => Some((Shape::HanParen, c as u32 - '㈠' as u32 + 1, c)),
        '⑴'..='⒇' => Some((Shape::Paren, c as u32 - '⑴' as u32 + 1, c)),
        _ => None,
    }
}

/// ——
fn dash(rest: Rest<'_>) -> Option<Mark> {
    let mut long = ["——", "──", "－－", "--"].iter().find_map(|d| rest.word(d))?;
    // Some type sets make it of three signs.
    long = long.one_of(&['—', '─', '－', '-']).unwrap_or(long);
    let more = long.text().starts_with(|c: char| c.is_alphanumeric() || "“《（(".contains(c));
    more.then(|| long.mark(Shape::Dash, None))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        let cases = [
            ("第三章 目标", Shape::Chapter, Some(3), "目标"),
            ("第 十二 节　体系", Shape::Section, Some(12), "体系"),
            ("第一阶段（2024年）", Shape::Stage, Some(1), "（2024年）"),
            ("第二部分　规划背景", Shape::Part, Some(2), "规划背景"),
            ("第一，绿色发展。", Shape::Ordinal, Some(1), "绿色发展。"),
            ("专栏1　绿色", Shape::Column, Some(1), "绿色"),
            ("专栏三：绿色", Shape::Column, Some(3), "绿色"),
            ("专栏（7）绿色", Shape::Column, Some(7), "绿色"),
            ("［专栏4］ 绿色", Shape::Column, Some(4), "绿色"),
            ("重大工程专栏3　绿色", Shape::Column, Some(3), "绿色"),
            ("重点工程专栏：绿色", Shape::Column, None, "绿色"),
            ("专栏", Shape::Column, None, ""),
            ("附件 2", Shape::Attached, Some(2), ""),
            ("行动一：绿色", Shape::Counted("行动"), Some(1), "绿色"),
            ("重点任务 12：绿色", Shape::Counted("重点任务"), Some(12), "绿色"),
            ("专项行动二 绿色", Shape::Counted("专项行动"), Some(2), "绿色"),
            ("二十七、绿色", Shape::Han, Some(27), "绿色"),
            ("（四十三）绿色", Shape::HanParen, Some(43), "绿色"),
            ("(一) 绿色", Shape::HanParen, Some(1), "绿色"),
            ("1．绿色", Shape::Arabic, Some(1), "绿色"),
            ("１．绿色", Shape::Arabic, Some(1), "绿色"),
            ("69. 绿色", Shape::Arabic, Some(69), "绿色"),
            ("2﹒绿色", Shape::Arabic, Some(2), "绿色"),
            ("1、绿色", Shape::ArabicComma, Some(1), "绿色"),
            ("（1）绿色", Shape::Paren, Some(1), "绿色"),
            ("3）绿色", Shape::HalfParen, Some(3), "绿色"),
            ("⑫绿色", Shape::Circled, Some(12), "绿色"),
            ("——绿色", Shape::Dash, None, "绿色"),
            ("一是绿色", Shape::Ordinal, Some(1), "绿色"),
            ("4.1.2绿色", Shape::Decimal(3), Some(2), "绿色"),
            ("4.1 十三五", Shape::Decimal(2), Some(1), "十三五"),
            ("1.4 月底前会商", Shape::Arabic, Some(1), "4 月底前会商"),
            ("2．2025年底前完成", Shape::Arabic, Some(2), "2025年底前完成"),
            ("1.5G网络覆盖工程", Shape::Arabic, Some(1), "5G网络覆盖工程"),
            ("2.5A级景区创建", Shape::Arabic, Some(2), "5A级景区创建"),
            ("1.1GDP增速", Shape::Decimal(2), Some(1), "GDP增速"),
            ("⒊绿色", Shape::Arabic, Some(3), "绿色"),
            ("㈡绿色", Shape::HanParen, Some(2), "绿色"),
            ("【专栏4】绿色", Shape::Column, Some(4), "绿色"),
            ("专栏3-1 绿色", Shape::Column, Some(1), "绿色"),
            ("专栏5绿色发展工程", Shape::Column, Some(5), "绿色发展工程"),
        ];
        for (text, shape, number, rest) in cases {
            let mark = mark(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (mark.shape, mark.number, &text[mark.len..]),
                (shape, number, rest),
                "{text}"
            );
        }
    }

    #[test]
    fn no_marks() {
        for text in [
            "",
            "绿色",
            "2025年，",
            "1.5℃以内",
            "3.5亿元",
            "1.9 个百分点。",
            "33.7 亿元，",
            "2021—2025年",
            "一体化",
            "第三产业",
            "专栏所列",
            "一批",
            "（含）",
            "附件所列",
            "十四五",
            "—",
            "1",
            "PM2.5",
            "2.5mg/m以内",
            "专栏2所列项目，由各市实施。",
            "行动一旦开始",
            "一、二、三产业融合发展",
            "工程一、二期项目建设",
            "任务一、二同步推进",
            "第一部分资金用于修复",
            "一　总体要求",
            "项目3个",
            "任务1.5倍",
            "任务三 由各市落实，每年检查。",
            "——",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}

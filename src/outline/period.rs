//! Years: of a stage, of a plan.

use super::node::{Kind, Node};
use crate::ground::{half_width, is_digit, numeral};

/// The years of a stage, from its heading: 第一阶段（2024—2027年）, 动员部署阶段（2025年1月—3月）.
pub fn stage_period(node: &Node) -> Option<(u16, u16)> {
    let bracket = || {
        let (name, times) = node.title.split_once(['（', '('])?;
        name.trim_end().ends_with("阶段").then(|| years(times).or_else(|| year(times)))?
    };
    if node.kind == Kind::Stage { years(&node.title) } else { bracket() }
}

/// The year of `words` that name one alone: 2025年3月, 2025年4月至10月.
fn year(words: &str) -> Option<(u16, u16)> {
    let words: String = words.chars().map(half_width).collect();
    let digits = words.get(..4)?;
    let year = digits.parse().ok().filter(|year| (1949..=2100).contains(year))?;
    let alone = words.matches("20").count() == 1 && words[4..].trim_start().starts_with('年');
    alone.then_some((year, year))
}

/// Whether `words` begin with the first two digits of a year, in either width.
pub fn opens_year(words: &str) -> bool {
    words.starts_with("20") || words.starts_with("２０")
}

/// The first range of years in `words`: 2024—2035年, “十四五”, 第十四个五年规划, 2021-2025.
pub fn years(words: &str) -> Option<(u16, u16)> {
    range(words).or_else(|| five_years(words)).or_else(|| spelled(words))
}

/// 2024—2035.
fn range(words: &str) -> Option<(u16, u16)> {
    let chars: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    let year = |at: usize| -> Option<u16> {
        let four: String = chars.get(at..at + 4)?.iter().collect();
        let number = numeral::parse(&four).filter(|n| (1949..=2100).contains(n))?;
        let alone = chars.get(at + 4).is_none_or(|c| !is_digit(*c));
        alone.then_some(number as u16)
    };
    (0..chars.len()).find_map(|at| {
        let from = year(at)?;
        let mut next = at + 4;
        next += usize::from(chars.get(next) == Some(&'年'));
        next += month(&chars[next..]);
        let dash = chars.get(next..)?.iter().take_while(|c| "—-－–～~至".contains(**c)).count();
        let to = (dash > 0).then(|| year(next + dash))??;
        (from <= to).then_some((from, to))
    })
}

/// How many of `signs` name a month: 4月, 12月底.
fn month(signs: &[char]) -> usize {
    let digits = signs.iter().take_while(|c| is_digit(**c)).count();
    let named = (1..=2).contains(&digits) && signs.get(digits) == Some(&'月');
    let end = usize::from(matches!(signs.get(digits + 1), Some('初' | '底' | '末')));
    if named { digits + 1 + end } else { 0 }
}

/// “十四五” = 2021–2025.
fn five_years(words: &str) -> Option<(u16, u16)> {
    let at = words.find("五”").or_else(|| words.find("五\""))?;
    let open = words[..at].rfind(['“', '"'])?;
    let mark = words[open..].chars().next()?.len_utf8();
    of_five(&words[open + mark..at])
}

/// 第十四个五年规划 = 2021–2025: one that a plan is for, not the years of one that are spoken of.
fn spelled(words: &str) -> Option<(u16, u16)> {
    let end = ["个五年规划", "个五年计划", "个五年发展规划"].iter().find_map(|w| words.find(w))?;
    let open = words[..end].rfind('第')? + '第'.len_utf8();
    of_five(&words[open..end])
}

/// The five years that are the `which` of all, counted from 1953 on, on a grid that is regular since the third.
fn of_five(which: &str) -> Option<(u16, u16)> {
    let which = numeral::parse(which).filter(|n| (6..=30).contains(n))? as u16;
    let to = 1955 + which * 5;
    Some((to - 4, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_titles() {
        assert_eq!(years("建设规划纲要（2024—2035年）"), Some((2024, 2035)));
        assert_eq!(years("三年行动计划（2021年-2023 年）"), Some((2021, 2023)));
        assert_eq!(years("某市“十四五”规划"), Some((2021, 2025)));
        assert_eq!(years("2030年前碳达峰"), None);
        assert_eq!(years("十五个五年"), None);
        assert_eq!(years("第十四个五年规划和2035年远景目标纲要"), Some((2021, 2025)));
        assert_eq!(years("第十三个五年时期"), None);
        assert_eq!(years("2025年4月—2027年9月"), Some((2025, 2027)));
        assert_eq!(year("2025年4月至10月）"), Some((2025, 2025)));
    }
}

//! Chinese, Arabic, full-width, circled and Roman numerals ↔ numbers.

/// The number that a whole string writes, in any of the ways plans write ordinals: 十二, 一百二十, 二〇三五, 12, １２, ⑫.
///
/// Bounds: 0 to 10^16; anything that is no numeral from end to end gives `None`.
///
/// ```
/// use gangyao::ground::numeral::parse;
/// assert_eq!(parse("二十七"), Some(27));
/// assert_eq!(parse("二〇三五"), Some(2035));
/// assert_eq!(parse("一百二十"), Some(120));
/// assert_eq!(parse("二十万亿"), Some(20_000_000_000_000));
/// assert_eq!(parse("１２"), Some(12));
/// assert_eq!(parse("⑫"), Some(12));
/// assert_eq!(parse("十里"), None);
/// ```
pub fn parse(text: &str) -> Option<u64> {
    read(text.chars())
}

/// The same of `signs` one after the other.
pub fn read(signs: impl Iterator<Item = char> + Clone) -> Option<u64> {
    let len = signs.clone().take(LONGEST + 1).count();
    if len == 0 || len > LONGEST {
        return None;
    }
    circled(signs.clone()).or_else(|| positional(signs.clone(), len)).or_else(|| scaled(signs))
}

/// The most signs of a numeral, and of one of nothing but digits.
const LONGEST: usize = 20;
const MOST_DIGITS: usize = 16;

/// ① to ⑳ and ⑴ to ⒇: one character, one number.
fn circled(mut signs: impl Iterator<Item = char>) -> Option<u64> {
    let (c, None) = (signs.next()?, signs.next()) else { return None };
    match c {
        '①'..='⑳' => Some(c as u64 - '①' as u64 + 1),
        '㉑'..='㉟' => Some(c as u64 - '㉑' as u64 + 21),
        '⑴'..='⒇' => Some(c as u64 - '⑴' as u64 + 1),
        _ => None,
    }
}

/// Digits in a row: 2035, ２０３５, 二〇三五. A single Chinese digit counts too.
fn positional(mut signs: impl Iterator<Item = char>, len: usize) -> Option<u64> {
    if len > MOST_DIGITS {
        return None;
    }
    signs.try_fold(0u64, |n, c| Some(n * 10 + digit(c)?))
}

/// Tens and hundreds: 十二, 二十七, 一百零五, 三千, 一万二千, 二十万亿.
fn scaled(signs: impl Iterator<Item = char>) -> Option<u64> {
    let (mut total, mut group, mut last) = (0u64, 0u64, None::<u64>);
    for c in signs {
        if let Some(d) = digit(c).filter(|_| !c.is_ascii_digit()) {
            if last.is_some_and(|n| n != 0) {
                return None;
            }
            last = Some(d);
        } else if let Some(unit) = tens(c) {
            group = group.checked_add(last.take().unwrap_or(1).checked_mul(unit)?)?;
        } else {
            let myriads = match c {
                '万' => 10_000,
                '亿' => 100_000_000,
                _ => return None,
            };
            group += last.take().unwrap_or(0);
            if group == 0 && total == 0 {
                return None;
            }
            // 二十万亿: the second scale multiplies what the first has made.
            total = if group == 0 {
                total.checked_mul(myriads)?
            } else {
                total.checked_add(group.checked_mul(myriads)?)?
            };
            group = 0;
        }
    }
    total.checked_add(group)?.checked_add(last.unwrap_or(0))
}

fn tens(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '廿' => Some(20),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// The value of one digit: ASCII, full-width or Chinese.
pub fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(c as u64 - '0' as u64),
        '０'..='９' => Some(c as u64 - '０' as u64),
        '〇' | '○' | '零' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '两' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    }
}

/// Whether `sign` is one of those that count up to ten, and no more: 一, 十; but 零, 两, 百.
pub fn is_one_to_ten(sign: char) -> bool {
    matches!(sign, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The number in Chinese: 27 → 二十七. Bounds: 0 to 9999, beyond that in Arabic digits.
///
/// ```
/// use gangyao::ground::numeral::chinese;
/// assert_eq!([chinese(6), chinese(10), chinese(27), chinese(105)], ["六", "十", "二十七", "一百零五"]);
/// ```
pub fn chinese(n: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if n > 9999 {
        return n.to_string();
    }
    if n < 10 {
        return DIGITS[n as usize].into();
    }
    let (mut out, mut gap) = (String::new(), false);
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = n / unit % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        if !(out.is_empty() && d == 1 && unit == 10) {
            out.push_str(DIGITS[d as usize]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_back() {
        for n in 0..=9999 {
            assert_eq!(parse(&chinese(n)), Some(n), "{}", chinese(n));
        }
    }

    #[test]
    fn no_numerals() {
        for text in ["", "万", "亿万", "十a", "第一", "一二三四五六七八九十百千万亿一二三四五六七"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn mixed_scales() {
        assert_eq!(parse("一万二千"), Some(12_000));
        assert_eq!(parse("三亿五千万"), Some(350_000_000));
        assert_eq!(parse("两千"), Some(2000));
        assert_eq!(parse("十"), Some(10));
    }
}

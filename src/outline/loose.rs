//! Numbers that are marks only where others count on from them, which one line cannot tell: 一　总体要求, 壹、前言, 1 总则.

use super::mark::{Mark, Shape, is_heading, is_unit};
use super::rest::Rest;
use crate::ground::{is_han, numeral};

/// Such a mark of any kind, before a heading.
pub fn any(head: &str) -> Option<Mark> {
    bare(head).or_else(|| spaced(head)).or_else(|| capital(head))
}

/// 一　总体要求: a number, a gap and a few words. A mark where others count on from the first.
pub fn spaced(text: &str) -> Option<Mark> {
    let (number, rest) = Rest::new(text).chinese()?;
    let words = rest.text();
    let heading = words.starts_with(|c: char| is_han(c) && numeral::digit(c).is_none())
        && words.chars().count() >= 3
        && is_heading(words);
    (heading && rest.after_space()).then(|| rest.mark(Shape::Han, Some(number)))?
}

/// 壹、前言: a capital digit and a few words. A mark where others count on from the first.
pub fn capital(text: &str) -> Option<Mark> {
    const DIGITS: [&str; 10] = ["壹", "贰貳", "叁參参", "肆", "伍", "陆陸", "柒", "捌", "玖", "拾"];
    let rest = Rest::new(text);
    let first = rest.text().chars().next()?;
    let number = DIGITS.iter().position(|digits| digits.contains(first))? as u32 + 1;
    let rest = rest.skip(first.len_utf8()).spaces().one_of(&['、', '．', '.'])?;
    is_heading(rest.text()).then(|| rest.mark(Shape::Part, Some(number)))?
}

/// 1 总则: a number and a few words. A mark where 1.1 comes next.
pub fn bare(text: &str) -> Option<Mark> {
    let (number, rest) = Rest::new(text).arabic()?;
    let words = rest.text();
    let heading = words.starts_with(char::is_alphabetic) && is_heading(words) && !is_unit(words);
    heading.then(|| rest.mark(Shape::Bare, Some(number)))?
}

/// 1 落实领导责任。…: a number, a blank and a sentence. A mark where others count on from the first.
pub fn apart(text: &str) -> Option<Mark> {
    let (number, rest) = Rest::new(text).arabic()?;
    let words = rest.text();
    let said = rest.after_space() && words.starts_with(is_han) && words.contains('。');
    (said && !is_unit(words)).then(|| rest.mark(Shape::Arabic, Some(number)))?
}

//! Lists whose first point stands on the line that announces it: 排污口整治：（1）全面排查。 above （2）分类整治。

use super::glued::split;
use super::mark::{self, Mark, Shape};
use super::paragraph::Paragraph;
use super::terms::Terms;
use super::unnumbered::is_note;
use crate::ground::{is_digit, is_end, is_han};
use crate::source::Look;

/// Parts the paragraphs in which a first point stands whose second one opens the next paragraph.
pub fn part(terms: Terms<'_>, text: &str, paragraphs: &mut Vec<Paragraph>) {
    let cuts: Vec<Option<usize>> =
        (0..paragraphs.len()).map(|at| cut(terms, text, paragraphs, at)).collect();
    let parted = paragraphs.drain(..).zip(cuts).flat_map(|(paragraph, cut)| match cut {
        Some(cut) => {
            let (first, second) = split(text, paragraph, cut);
            vec![first, second]
        }
        None => vec![paragraph],
    });
    *paragraphs = parted.collect();
}

/// Where the first point begins within paragraph `at`.
fn cut(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> Option<usize> {
    let paragraph = &paragraphs[at];
    let next = paragraphs[at + 1..].iter().find(|p| !p.page)?;
    let second = next.mark.as_ref().filter(|m| m.number == Some(2) && lists(m.shape))?;
    let words = paragraph.span.of(text);
    let attached = paragraph.mark.as_ref().is_some_and(|m| m.shape == Shape::Attached);
    let plain = paragraph.look == Look::Plain && next.look == Look::Plain;
    if !plain || attached || is_note(terms, words) {
        return None;
    }
    let behind = |(at, sign): (usize, &str)| at + sign.len();
    let first = |place: &usize| {
        let first = |m: Mark| m.shape == second.shape && m.number == Some(1);
        mark::mark(&words[*place..]).is_some_and(first)
    };
    let colons = words.match_indices(['：', ':']);
    let place = colons.map(behind).find(first).or_else(|| {
        let heading = paragraph.mark.as_ref().is_some_and(|m| heads(m.shape));
        heading.then(|| swallowed(words)).flatten().filter(first)
    })?;
    let printed = next.span.of(text)[..second.len].trim();
    let inline = words[place..].contains(printed);
    (!inline).then_some(paragraph.span.start as usize + place)
}

/// Longest heading in which a first point is looked for, in characters.
const LONGEST: usize = 48;

/// Where the first number stands in the heading that `words` begin with: 二、促进学前教育快速发展1、发展目标。…
fn swallowed(words: &str) -> Option<usize> {
    let mut signs = words.char_indices().take(LONGEST).take_while(|(_, c)| !is_end(*c));
    let (at, _) = signs.find(|&(at, c)| c == '1' && words[..at].ends_with(is_han))?;
    (!words[at + 1..].starts_with(is_digit)).then_some(at)
}

/// Whether headings are counted so.
fn heads(shape: Shape) -> bool {
    matches!(shape, Shape::Han | Shape::HanParen)
}

/// Whether points are counted so.
fn lists(shape: Shape) -> bool {
    use Shape::{Arabic, ArabicComma, Circled, HalfParen, HanParen, Paren};
    matches!(shape, HanParen | Arabic | ArabicComma | Paren | HalfParen | Circled)
}

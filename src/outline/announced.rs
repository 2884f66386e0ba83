//! Lists whose first point stands on the line that announces it: 排污口整治：（1）全面排查。 above （2）分类整治。

use super::glued::split;
use super::mark::{self, Mark, Shape};
use super::paragraph::Paragraph;
use super::unnumbered::is_note;
use crate::source::Look;

/// Parts the paragraphs in which a first point stands whose second one opens the next paragraph.
pub fn part(text: &str, paragraphs: &mut Vec<Paragraph>) {
    let cuts: Vec<Option<usize>> =
        (0..paragraphs.len()).map(|at| cut(text, paragraphs, at)).collect();
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
fn cut(text: &str, paragraphs: &[Paragraph], at: usize) -> Option<usize> {
    let paragraph = &paragraphs[at];
    let next = paragraphs[at + 1..].iter().find(|p| !p.page)?;
    let second = next.mark.as_ref().filter(|m| m.number == Some(2) && lists(m.shape))?;
    let words = paragraph.span.of(text);
    let attached = paragraph.mark.as_ref().is_some_and(|m| m.shape == Shape::Attached);
    let plain = paragraph.look == Look::Plain && next.look == Look::Plain;
    if !plain || attached || is_note(words) {
        return None;
    }
    let behind = |(at, sign): (usize, &str)| at + sign.len();
    let place = words.match_indices(['：', ':']).map(behind).find(|&place| {
        let first = |m: Mark| m.shape == second.shape && m.number == Some(1);
        mark::mark(&words[place..]).is_some_and(first)
    })?;
    let printed = next.span.of(text)[..second.len].trim();
    let inline = words[place..].contains(printed);
    (!inline).then_some(paragraph.span.start as usize + place)
}

/// Whether points are counted so.
fn lists(shape: Shape) -> bool {
    use Shape::{Arabic, ArabicComma, Circled, HalfParen, HanParen, Paren};
    matches!(shape, HanParen | Arabic | ArabicComma | Paren | HalfParen | Circled)
}

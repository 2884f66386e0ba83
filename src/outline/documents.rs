//! Several plans in one file: where the next one begins.

use super::mark::Shape;
use super::paragraph::{self, Paragraph};
use super::terms::{Does, Terms};
use super::{Outline, front, read, tree_of};
use crate::lexicon::Lexicon;
use crate::source::Source;

/// How far above its first chapter the title of a plan may stand, in paragraphs.
const FRONT: usize = 15;

/// The plans of `source` in order, each with its part of the lines and its tree; most files hold one.
///
/// A plan begins where chapters count from one again below a line that looks like a title. A notice and the plan it issues are
/// one document, because only one of them has chapters.
pub fn split(source: &Source, lexicon: &Lexicon) -> Vec<(Source, Outline)> {
    let terms = Terms::of(lexicon);
    let paragraphs = paragraph::read(terms, source);
    let starts = starts(terms, &source.text, &paragraphs);
    if starts.is_empty() {
        return vec![(source.part(0..source.lines.len()), tree_of(terms, source, &paragraphs))];
    }
    let lines = starts.iter().map(|&at| (paragraphs[at].line - source.first_line) as usize);
    let mut bounds: Vec<usize> = std::iter::once(0).chain(lines).collect();
    bounds.push(source.lines.len());
    let parts = bounds.windows(2).map(|pair| source.part(pair[0]..pair[1]));
    // How a part is laid out may differ from the others: its lines are read again by themselves.
    let with_tree = |part| {
        let outline = read(&part, lexicon);
        (part, outline)
    };
    parts.map(with_tree).collect()
}

/// The first paragraphs of the second plan and of those after it.
fn starts(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> Vec<usize> {
    if !counts_again(paragraphs) {
        return Vec::new();
    }
    let listed = super::contents::find(text, paragraphs).unwrap_or(0..0);
    let mut out = Vec::new();
    let mut top: Option<(Shape, u32)> = None;
    for (at, paragraph) in paragraphs.iter().enumerate().filter(|(at, _)| !listed.contains(at)) {
        let Some((shape, number)) = chapter(paragraph).filter(|_| !paragraph.led) else { continue };
        match top {
            None => top = Some((shape, number)),
            Some((first, last)) if first == shape && number == 1 && last > 1 => {
                if let Some(start) = start_above(terms, text, paragraphs, at) {
                    out.push(start);
                    top = Some((shape, 1));
                }
            }
            Some((first, _)) if first == shape => top = Some((first, number)),
            Some(_) => {}
        }
    }
    out
}

/// Whether a first chapter stands behind a later one: in most files none does, and there is nothing to look for.
fn counts_again(paragraphs: &[Paragraph]) -> bool {
    let mut numbers = paragraphs.iter().filter_map(chapter).map(|(_, number)| number);
    numbers.any(|number| number > 1) && numbers.any(|number| number == 1)
}

fn chapter(paragraph: &Paragraph) -> Option<(Shape, u32)> {
    let mark = paragraph.mark.as_ref()?;
    matches!(mark.shape, Shape::Part | Shape::Chapter | Shape::Han)
        .then_some((mark.shape, mark.number?))
}

/// The title line above paragraph `at`, or the 附件 line above that.
fn start_above(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> Option<usize> {
    let near = at.saturating_sub(FRONT)..at;
    // A name in 《》 within a document is one that it speaks of.
    let bare = |n: &usize| {
        let quoted = paragraphs[*n].span.of(text).starts_with('《');
        paragraphs[*n].mark.is_none() && !quoted && front::is_title(terms, text, &paragraphs[*n])
    };
    let title = near.rev().take_while(|&n| chapter(&paragraphs[n]).is_none()).find(bare)?;
    let attached =
        |n: usize| paragraphs[n].mark.as_ref().is_some_and(|m| m.shape == Shape::Attached);
    // What is attached to a plan as a list is no plan.
    let name = front::name_of(paragraphs[title].span.of(text));
    if title > 0 && attached(title - 1) && terms[Does::List].close(name) {
        return None;
    }
    Some(if title > 0 && attached(title - 1) { title - 1 } else { title })
}

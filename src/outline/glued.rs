//! Headings that have lost the line they stood on: 探索走出新路。 二、总体要求, at the end of the paragraph before.
//!
//! A number that is missing from a count, and stands within the text behind the end of a sentence, is that of such a heading: the
//! paragraph is parted there.

use std::collections::BTreeMap;

use super::mark::{self, Mark, Shape};
use super::paragraph::Paragraph;
use crate::ground::{Span, numeral, signs};
use crate::source::Look;

/// Parts the paragraphs in which a missing number stands.
pub fn part(text: &str, paragraphs: &mut Vec<Paragraph>) {
    let cuts = cuts(text, paragraphs);
    if cuts.is_empty() {
        return;
    }
    let mut parted = Vec::with_capacity(paragraphs.len() + cuts.len());
    for (at, mut paragraph) in paragraphs.drain(..).enumerate() {
        for &cut in cuts.get(&at).into_iter().flatten() {
            let (first, second) = split(text, paragraph, cut);
            parted.push(first);
            paragraph = second;
        }
        parted.push(paragraph);
    }
    *paragraphs = parted;
}

/// The places in the text at which paragraphs are parted, by paragraph.
fn cuts(text: &str, paragraphs: &[Paragraph]) -> BTreeMap<usize, Vec<usize>> {
    let following = following(paragraphs);
    let mut last = BTreeMap::<Shape, u32>::new();
    // The count of sections where it runs on over the chapters.
    let mut run = 0;
    let mut cuts = BTreeMap::<usize, Vec<usize>>::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if let Some((shape, number)) = counted(paragraph) {
            count(&mut last, shape, number);
            run = if shape == Shape::HanParen { number } else { run };
        }
        for (place, shape, number) in within(text, paragraph) {
            let next = HEADS.iter().zip(following[at]).find(|(head, _)| **head == shape);
            let next = next.and_then(|(_, number)| number);
            let runs_on = shape == Shape::HanParen && run > 0 && run + 1 == number;
            let expected = runs_on || last.get(&shape).is_some_and(|last| last + 1 == number);
            let fills = next == Some(number + 1);
            if expected
                && next != Some(number)
                && is_heading(text, paragraph, (place, shape), fills)
            {
                let below = below(text, paragraph, place);
                cuts.entry(at).or_default().extend([Some(place), below].into_iter().flatten());
                count(&mut last, shape, number);
                run = if shape == Shape::HanParen { number } else { run };
            }
        }
    }
    cuts
}

/// Counts on; a chapter begins the counts below it anew.
fn count(last: &mut BTreeMap<Shape, u32>, shape: Shape, number: u32) {
    last.retain(|below, _| *below <= shape);
    last.insert(shape, number);
    if shape != Shape::HanParen {
        last.insert(Shape::HanParen, 0);
    }
}

/// For each paragraph the number of the next mark of each shape behind it.
fn following(paragraphs: &[Paragraph]) -> Vec<[Option<u32>; HEADS.len()]> {
    let mut next = [None; HEADS.len()];
    let mut all = vec![next; paragraphs.len()];
    for (at, paragraph) in paragraphs.iter().enumerate().rev() {
        all[at] = next;
        if let Some((shape, number)) = counted(paragraph) {
            let of_shape = HEADS.iter().zip(&mut next).filter(|(head, _)| **head == shape);
            of_shape.for_each(|(_, next)| *next = Some(number));
        }
    }
    all
}

/// The mark of a paragraph, if it is one of those that headings of chapters and sections have.
fn counted(paragraph: &Paragraph) -> Option<(Shape, u32)> {
    let mark = paragraph.mark.as_ref().filter(|_| paragraph.look == Look::Plain)?;
    mark.number.filter(|_| heads(mark.shape)).map(|number| (mark.shape, number))
}

fn heads(shape: Shape) -> bool {
    HEADS.contains(&shape)
}

/// Marks that headings of chapters and sections have.
const HEADS: [Shape; 3] = [Shape::Chapter, Shape::Han, Shape::HanParen];

/// The marks within a paragraph that stand behind the end of a sentence or a gap: their places in the text, shapes and numbers.
fn within(text: &str, paragraph: &Paragraph) -> Vec<(usize, Shape, u32)> {
    let start = paragraph.span.start as usize;
    let words = paragraph.span.of(text);
    let opens = |c: char| {
        c == '第'
            || c == '（'
            || c == '('
            || !c.is_ascii() && numeral::digit(c).is_some()
            || c == '十'
    };
    let behind = signs(words).filter(|(_, c)| c.is_whitespace() || ENDS.contains(c));
    let head = |(at, before): (usize, char)| {
        let at = at + before.len_utf8();
        let rest = &words[at..];
        let mark = rest.starts_with(opens).then(|| mark::mark(rest)).flatten();
        mark.filter(|m| heads(m.shape)).and_then(|m| Some((start + at, m.shape, m.number?)))
    };
    behind.filter_map(head).collect()
}

/// What a sentence ends with.
const ENDS: [char; 9] = ['。', '；', '！', '？', '）', ')', '］', '】', '〕'];

/// Longest heading that is the end of a line.
const LONGEST: usize = 60;

/// Whether what stands at `place` is a heading: where it fills a gap of the count, any; else the number of a chapter behind a gap,
/// with no more than a heading behind it on its line, or that of a section behind a wide gap and a sentence or a heading.
fn is_heading(
    text: &str,
    paragraph: &Paragraph,
    (place, shape): (usize, Shape),
    fills: bool,
) -> bool {
    let before = &text[paragraph.span.start as usize..place];
    let gap = before.chars().rev().take_while(|c| c.is_whitespace()).count();
    let ended = before.trim_end().ends_with(ENDS);
    let line = line(text, paragraph, place);
    let bare = line.chars().count() <= LONGEST && !line.contains('。');
    let chapter = shape != Shape::HanParen && ended && gap >= 1 && bare;
    let headed = !before.contains('。') && before.chars().count() <= LONGEST;
    let section = shape == Shape::HanParen && gap >= 2 && (ended || headed);
    if fills { ended || gap >= 2 } else { chapter || section }
}

/// The rest of the line from `place` on, as far as a heading may go and a character more.
fn line<'a>(text: &'a str, paragraph: &Paragraph, place: usize) -> &'a str {
    let rest = &text[place..paragraph.span.end as usize];
    let mut signs = rest.char_indices().enumerate();
    let end = signs.find(|(n, (_, c))| *c == '\n' || *n > LONGEST);
    &rest[..end.map_or(rest.len(), |(_, (at, _))| at)]
}

/// The place of the text below a heading at `place`, where that ends its line and a line of text follows.
fn below(text: &str, paragraph: &Paragraph, place: usize) -> Option<usize> {
    let line = line(text, paragraph, place);
    let next = place + line.len() + 1;
    let ends = text[place + line.len()..].starts_with('\n');
    let more = ends.then(|| text.get(next..paragraph.span.end as usize)?.lines().next())??;
    let long = more.chars().count();
    let prose = more.contains('。') || long > LONGEST || long >= LONGEST / 2 && more.contains('，');
    (!line.contains('。') && prose).then_some(next)
}

/// The two paragraphs that `paragraph` makes, parted at `cut`.
pub(super) fn split(text: &str, paragraph: Paragraph, cut: usize) -> (Paragraph, Paragraph) {
    let whole = paragraph.span;
    let first = Span::new(whole.start as usize, cut).trimmed(text);
    let second = Span::new(cut, whole.end as usize);
    let lines = text[whole.start as usize..cut].matches('\n').count() as u32;
    let rest = Paragraph {
        span: second,
        line: paragraph.line + lines,
        mark: mark::mark(second.of(text)),
        look: Look::Plain,
        page: false,
        led: false,
        frame: paragraph.frame,
    };
    // Emphasis that goes on behind the cut sets nothing off before it.
    let look = match paragraph.look {
        Look::Lead(bold) if !first.contains(bold) => Look::Plain,
        look => look,
    };
    // Nor do the blanks behind its number belong to it, where nothing else does.
    let mark = paragraph.mark.map(|mark| Mark { len: mark.len.min(first.len()), ..mark });
    (Paragraph { span: first, mark, look, ..paragraph }, rest)
}

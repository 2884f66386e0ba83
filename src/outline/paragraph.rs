//! Lines → paragraphs: lines wrapped at a width are one paragraph, and a line can hold several.

use crate::ground::{Span, numeral};
use crate::outline::mark::{self, Mark, Shape};
use crate::source::{Look, Source};

/// One paragraph: its words, the mark that opens it, how it looked.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its words without the white space around them.
    pub span: Span,
    /// The line it begins on, from 1.
    pub line: u32,
    /// The mark that opens it.
    pub mark: Option<Mark>,
    /// How its first line looked.
    pub look: Look,
}

impl Paragraph {
    /// Its words after the mark.
    pub fn rest(&self) -> Span {
        let len = self.mark.as_ref().map_or(0, |m| m.len);
        Span::new(self.span.start as usize + len, self.span.end as usize)
    }
}

/// The paragraphs of `source` in order.
pub fn read(source: &Source) -> Vec<Paragraph> {
    let wrap = wrap_width(source);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for (n, line) in source.lines.iter().enumerate() {
        for piece in pieces(&source.text, line.span) {
            let words = piece.of(&source.text);
            let mark = mark::mark(words);
            let plain = line.look == Look::Plain && mark.is_none();
            match paragraphs.last_mut() {
                Some(last) if open && plain => last.span = last.span.to(piece),
                _ => paragraphs.push(Paragraph {
                    span: piece,
                    line: source.first_line + n as u32,
                    mark,
                    look: line.look.clone(),
                }),
            }
            let full = wrap.is_some_and(|wrap| words.chars().count() + 2 >= wrap);
            let last = paragraphs.last();
            open = line.look == Look::Plain && last.is_some_and(|p| runs_on(&source.text, p, full));
        }
        open &= !line.span.trimmed(&source.text).is_empty();
    }
    join_column_numbers(&source.text, &mut paragraphs);
    paragraphs
}

/// 专栏 and its number on lines of their own are one mark.
fn join_column_numbers(text: &str, paragraphs: &mut Vec<Paragraph>) {
    let bare = |p: &Paragraph| {
        p.mark.as_ref().is_some_and(|m| m.shape == Shape::Column && m.number.is_none())
            && p.rest().is_empty()
    };
    for at in (1..paragraphs.len()).rev() {
        let number = numeral::parse(paragraphs[at].span.of(text)).is_some();
        if number && bare(&paragraphs[at - 1]) {
            let joined = paragraphs[at - 1].span.to(paragraphs[at].span);
            paragraphs[at - 1].span = joined;
            paragraphs[at - 1].mark = mark::mark(joined.of(text));
            paragraphs.remove(at);
        }
    }
}

/// The width at which the lines of a document are wrapped, if they are: a fifth of its lines end within two characters of
/// the widest usual one without a sentence ending there.
fn wrap_width(source: &Source) -> Option<usize> {
    let mut widths: Vec<usize> = (0..source.lines.len())
        .map(|n| source.line(n).trim_end().chars().count())
        .filter(|&w| w > 0)
        .collect();
    widths.sort_unstable();
    let widest = *widths.get(widths.len().checked_sub(1)? * 19 / 20)?;
    let full = widths.iter().filter(|w| w.abs_diff(widest) <= 2).count();
    ((15..=60).contains(&widest) && widths.len() >= 10 && full * 5 >= widths.len() * 2)
        .then_some(widest)
}

/// Whether a line goes on in the next: it is prose that ends no sentence, or as wide as lines are wrapped.
///
/// A heading ends no sentence either; it is told from prose by its length and by having no mark inside. The cells of a table
/// stand apart and never run on.
fn runs_on(text: &str, paragraph: &Paragraph, full: bool) -> bool {
    let words = paragraph.span.of(text);
    // A bracket of who is responsible closes a paragraph after its last sentence.
    let ends =
        words.ends_with(['。', '！', '？', '：', '；', '!', '?', ':', ';', '）', ')', '〕', '】']);
    let table = words.contains("   ") || words.contains('\t');
    let rest = paragraph.rest().of(text);
    let prose = match paragraph.mark {
        None => rest.contains(['，', '。', '；']),
        Some(_) => rest.contains(['。', '；']) || rest.chars().count() > LONGEST_HEADING,
    };
    !ends && !table && (full || prose || words.ends_with(['，', '、']))
}

/// Longest line with a mark that can be a heading, in characters.
const LONGEST_HEADING: usize = 48;

/// What parts paragraphs in documents that have lost their line ends.
const GAP: &str = "\u{3000}\u{3000}";

/// The parts of a line that are paragraphs of their own: where one part ends a sentence, every gap of the line parts; the gap
/// between a mark and its heading (专栏2　　环境质量提升) never does.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = line.start as usize;
    let words = line.of(text);
    let ends = |before: &str| before.ends_with(['。', '；', '：', '！', '？']);
    let parted = words.match_indices(GAP).any(|(at, _)| ends(words[..at].trim_end()));
    for (at, gap) in words.match_indices(GAP) {
        let before = words[start - line.start as usize..at].trim();
        let after = words[at + gap.len()..].trim_start();
        let opens = mark::mark(after).is_some_and(|m| opens_heading(&m));
        let titled = mark::mark(before).is_some_and(|m| m.len == before.len());
        if !before.is_empty() && !titled && (parted || opens) {
            out.push(Span::new(start, line.start as usize + at).trimmed(text));
            start = line.start as usize + at;
        }
    }
    out.push(Span::new(start, line.end as usize).trimmed(text));
    out.retain(|piece| !piece.is_empty());
    out
}

/// Marks that open a heading even after words that end no sentence.
fn opens_heading(mark: &Mark) -> bool {
    use Shape::{Article, Chapter, Column, Han, HanParen, Part, Section};
    matches!(mark.shape, Part | Chapter | Section | Article | Han | HanParen | Column)
}

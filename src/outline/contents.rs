//! The table of contents: lines that repeat the headings of the body with page numbers, to be kept but not read.

use std::ops::Range;

use super::paragraph::Paragraph;

/// The paragraphs that are a table of contents, as a range of their places.
///
/// It begins with a line 目录 and ends where its first entry comes again; without such a line, five entries in a row that
/// end in leaders and a page number are one.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Option<Range<usize>> {
    let titled = paragraphs.iter().position(|p| is_title(p.span.of(text)));
    match titled {
        Some(start) => {
            let first = entry(paragraphs.get(start + 1)?.span.of(text));
            let again = paragraphs[start + 2..]
                .iter()
                .position(|p| !first.is_empty() && repeats(p.span.of(text), &first));
            let led = start + 1 + led_run(text, &paragraphs[start + 1..]);
            Some(start..again.map_or(led, |n| start + 2 + n))
        }
        None => {
            let start = paragraphs.iter().position(|p| has_leader(p.span.of(text)))?;
            let run = led_run(text, &paragraphs[start..]);
            (run >= 5).then_some(start..start + run)
        }
    }
}

fn is_title(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphanumeric());
    letters().eq("目录".chars()) || letters().eq("目次".chars())
}

/// How many paragraphs in a row, with a stray one between them, end in a leader and a page number.
fn led_run(text: &str, paragraphs: &[Paragraph]) -> usize {
    let mut run = 0;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        if has_leader(paragraph.span.of(text)) {
            run = n + 1;
        } else if n > run + 1 {
            break;
        }
    }
    run
}

/// Whether a line ends in dots and a page number.
fn has_leader(words: &str) -> bool {
    let without = words.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots =
        without.chars().rev().take_while(|c| is_leader(*c)).filter(|c| !c.is_whitespace()).count();
    without.len() < words.len() && dots >= 3
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '·' | '…' | '．' | '-' | '—' | '_') || c.is_whitespace()
}

/// The words of an entry without leader, page number and white space.
fn entry(words: &str) -> String {
    let first =
        words.split("...").next().unwrap_or_default().split("···").next().unwrap_or_default();
    let first = first.split('…').next().unwrap_or_default();
    let end = first.trim_end_matches(|c: char| c.is_ascii_digit() || is_leader(c));
    letters(end)
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a line of the body is the heading that `entry` names.
fn repeats(words: &str, entry: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphanumeric());
    entry.chars().all(|c| letters.next() == Some(c))
        && !has_leader(words)
        && !words.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

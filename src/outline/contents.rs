//! The table of contents: lines that repeat the headings of the body with page numbers, to be kept but not read.

use std::ops::Range;

use super::mark::{self, Shape};
use super::paragraph::Paragraph;
use super::table::is_drawn;
use crate::ground::{is_alphanumeric, is_digit, signs};

/// The paragraphs that are a table of contents, as a range of their places.
///
/// It begins with a line 目录 and ends where its first entry comes again. Without such a line, five entries in a row that
/// end in leaders and a page number are one, and so are the headings before a first heading that comes once more. A number in a bracket
/// is that of a page only below 目录: elsewhere it counts what stands below a heading, 道路工程（12）.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Option<Range<usize>> {
    let words = |at: usize| paragraphs[at].span.of(text);
    let titled = (0..paragraphs.len())
        .find(|&at| is_title(words(at)) || (ends_in_title(words(at)) && led(text, paragraphs, at)));
    match titled {
        Some(start) => Some(start..end(text, paragraphs, start)?),
        None => {
            let start = paragraphs.iter().position(|p| has_leader(text, p));
            let leaders = start.map(|s| s..s + run(&paragraphs[s..], |p| has_leader(text, p)));
            leaders.filter(|r| r.len() >= 5).or_else(|| repeated(text, paragraphs))
        }
    }
}

/// Where the table of contents that begins at `start` ends.
fn end(text: &str, paragraphs: &[Paragraph], start: usize) -> Option<usize> {
    let whole = paragraphs[start].span.of(text);
    let inline = mark::first_within(whole.get(whole.find('录')? + '录'.len_utf8()..)?);
    let first = match inline {
        Some(words) => entry(words),
        None => {
            let next = paragraphs[start + 1..].iter().find(|p| !p.page)?;
            entry(next.span.of(text))
        }
    };
    let from = start + if inline.is_some() { 1 } else { 2 };
    let again = paragraphs
        .get(from..)?
        .iter()
        .position(|p| !p.page && !first.is_empty() && repeats(text, p, &first));
    let is_entry = |p: &Paragraph| has_leader(text, p) || before_bracket(p.span.of(text)).is_some();
    let led = start + 1 + run(&paragraphs[start + 1..], is_entry);
    let again = again.map_or(led, |n| from + n);
    // Where text stands before the first entry comes again, that is not its heading but another line of the same words.
    let prose = (start + 1..again).find(|&at| is_prose(text, &paragraphs[at]));
    Some(prose.map_or(again, |prose| if led > start + 2 { led } else { prose }))
}

/// Whether a line is text rather than an entry.
fn is_prose(text: &str, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(text);
    words.contains('。') && words.chars().count() > LONGEST_ENTRY && !has_leader(text, paragraph)
}

/// Longest entry, in characters.
const LONGEST_ENTRY: usize = 60;

/// Whether a line has leaders as only an entry has them: text never holds one mark so many times in a row.
pub fn is_led(words: &str) -> bool {
    let other = |c: char| "—–-－_=*＊/□".contains(c) || is_drawn(c);
    let mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !other(c);
    let (mut last, mut end, mut run) = ('\0', 0, 0);
    signs(words).any(|(at, c)| {
        run = if at == end && c == last && mark(c) { run + 1 } else { 1 };
        (last, end) = (c, at + c.len_utf8());
        // An ellipsis is three dots.
        run >= if c == '…' { 3 } else { LEADERS }
    })
}

/// How many times in a row a mark stands that leads to the number of a page.
const LEADERS: usize = 6;

/// Whether the two paragraphs after `at` are entries.
fn led(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    paragraphs[at + 1..].iter().take(4).filter(|p| has_leader(text, p)).count() >= 2
}

/// Headings in a row, nothing else between them, of which the first comes once more after the last.
fn repeated(text: &str, paragraphs: &[Paragraph]) -> Option<Range<usize>> {
    let first = paragraphs.iter().position(|p| {
        p.mark.as_ref().is_some_and(|m| {
            use Shape::{Bare, Chapter, Han, Part};
            m.number == Some(1) && matches!(m.shape, Part | Chapter | Han | Bare)
        })
    })?;
    let head = entry(paragraphs[first].span.of(text));
    let bare = |p: &&Paragraph| {
        let words = p.span.of(text);
        p.page || (!words.contains('。') && words.chars().count() <= 60)
    };
    let run = paragraphs[first..].iter().take_while(bare).count();
    let again = paragraphs[first..]
        .iter()
        .take(run)
        .skip(1)
        .position(|p| letters(p.span.of(text)) == head)?;
    (again >= 3).then_some(first..first + 1 + again)
}

/// 目录, with nothing but a page number beside it.
fn is_title(words: &str) -> bool {
    let letters = words.chars().filter(|c| is_alphanumeric(*c));
    let mut letters = letters.skip_while(char::is_ascii_alphanumeric);
    let named = letters.next() == Some('目') && matches!(letters.next(), Some('录' | '次'));
    if !named || words.len() > 2000 {
        return false;
    }
    let more: String = letters.collect();
    more.chars().all(|c| c.is_ascii_alphanumeric())
        || more.matches(['章', '、', '节']).count() >= 3
        || words.matches(['、', '章']).count() >= 3
}

/// A line that ends with 目录: the end of a page was lost before it.
fn ends_in_title(words: &str) -> bool {
    let mut tail = words.chars().rev().filter(|c| !c.is_whitespace());
    tail.next() == Some('录') && tail.next() == Some('目')
}

/// How many paragraphs in a row, with a stray one between them, are entries.
fn run(paragraphs: &[Paragraph], is_entry: impl Fn(&Paragraph) -> bool) -> usize {
    let mut run = 0;
    for (n, paragraph) in paragraphs.iter().enumerate() {
        if is_entry(paragraph) {
            run = n + 1;
        } else if n > run + 1 {
            break;
        }
    }
    run
}

/// Whether a line has leaders, or ends in a few and a page number.
fn has_leader(text: &str, paragraph: &Paragraph) -> bool {
    paragraph.led || ends_in_page(paragraph.span.of(text))
}

/// What stands before the number of a page in a bracket that a line ends with: 第一章 现状与形势（3）.
fn before_bracket(words: &str) -> Option<&str> {
    let (title, page) = words.trim_end().strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let digits = page.trim();
    let numbered = (1..=3).contains(&digits.chars().count()) && digits.chars().all(is_digit);
    (numbered && !title.is_empty()).then_some(title)
}

/// Whether a line ends in dots and a page number: an entry, which does not run on.
pub fn ends_in_page(words: &str) -> bool {
    let words = words.trim_end();
    let without = words.trim_end_matches(|c: char| is_digit(c) || c.is_whitespace());
    let leader = without.chars().rev().take_while(|c| is_leader(*c));
    without.len() < words.len() && leader.filter(|c| !c.is_whitespace()).count() >= 3
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '·' | '…' | '．' | '-' | '—' | '_') || c.is_whitespace()
}

/// The words of an entry without leader, page number and white space.
fn entry(words: &str) -> String {
    let words = before_bracket(words).unwrap_or(words);
    let first =
        words.split("...").next().unwrap_or_default().split("···").next().unwrap_or_default();
    let first = first.split('…').next().unwrap_or_default();
    let end = first.trim_end_matches(|c: char| is_digit(c) || is_leader(c));
    letters(end)
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| is_alphanumeric(*c)).collect()
}

/// Whether a line of the body is the heading that `entry` names.
fn repeats(text: &str, paragraph: &Paragraph, entry: &str) -> bool {
    let words = paragraph.span.of(text);
    let mut letters = words.chars().filter(|c| is_alphanumeric(*c));
    entry.chars().all(|c| letters.next() == Some(c))
        && !has_leader(text, paragraph)
        && !words.trim_end().ends_with(is_digit)
}

//! The lines of a page that stand around a text and are no part of it: 来源：…, 打印本页, 上一篇：….

use super::issuer::is_date;
use super::label::COLONS;
use super::mark;
use super::paragraph::Paragraph;
use super::terms::{Does, Terms};
use super::unnumbered::CLOSING;
use crate::ground::{is_digit, is_han};
use crate::source::Look;

/// Whether a line gives what a page says of a document above its text: 索 引 号：…, | 发文机关 | 某市人民政府 |.
pub fn is_page_data(terms: Terms<'_>, words: &str) -> bool {
    let words =
        words.trim_start_matches(|c: char| matches!(c, '•' | '-' | '|') || c.is_whitespace());
    let label = || words.chars().filter(|c| !c.is_whitespace()).take_while(|c| is_han(*c));
    let data = &terms[Does::Data];
    data.may_open(words)
        && !words.contains('。')
        && data.iter().any(|data| {
            let whole = words.strip_prefix(data).is_some_and(|rest| !rest.starts_with(is_han));
            whole || label().eq(data.chars())
        })
}

/// The most lines that a bracket of buttons takes, each on a line of its own.
const BUTTONS: usize = 6;

/// The longest step of the way to a page, in characters.
const STEP: usize = 12;

/// Whether paragraph `at` of the front is known by its neighbours to stand around the text: within a bracket that is torn over lines
/// (【字体： / 大 / 中 / 小 / 】), or a step of the way to the page (首页 / > / 要闻).
pub fn is_surrounding(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = |at: usize| paragraphs[at].span.of(text);
    if words(at).chars().count() > STEP {
        return false;
    }
    let parts = |at: &usize| !words(*at).contains(char::is_alphabetic) && words(*at).contains('>');
    let step = || (at.saturating_sub(2)..paragraphs.len().min(at + 2)).any(|near| parts(&near));
    let mut above = (at.saturating_sub(BUTTONS)..=at).rev().map(words);
    let closes = words(at) == "】";
    let nearest = above.find(|line| line.contains('【') || !closes && line.contains('】'));
    nearest.is_some_and(|line| line.contains('【') && !line.contains('】')) || step()
}

/// The name of a file that `words` are, without its ending: 任务分工表 of 任务分工表.XLS.
pub fn named_file<'w>(terms: Terms<'_>, words: &'w str) -> Option<&'w str> {
    let (name, end) = words.rsplit_once('.')?;
    terms[Does::File].iter().any(|file| end.eq_ignore_ascii_case(file)).then_some(name)
}

/// Whether a line is the name of a file.
pub fn is_file(terms: Terms<'_>, words: &str) -> bool {
    named_file(terms, words).is_some_and(|name| !name.contains(['，', '。', '；']))
}

/// Whether paragraph `at` is the name of a file that hangs on the page among others, or below what says so: 【相关附件】.
pub fn hangs(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = |p: &Paragraph| p.span.of(text);
    let near =
        |at: usize| paragraphs.get(at).is_some_and(|p| is_furniture_or_file(terms, words(p)));
    is_file(terms, words(&paragraphs[at])) && (near(at + 1) || at.checked_sub(1).is_some_and(near))
}

/// Whether a line above the text is one of its page and none of the text: 政策全文, 索引号：…, the name of the file.
pub fn is_of_page(terms: Terms<'_>, words: &str) -> bool {
    is_page_data(terms, words) || is_furniture_or_file(terms, words)
}

/// Whether a line stands around a text, or is the name of a file, of which a page may hang one alone above or below that.
pub fn is_furniture_or_file(terms: Terms<'_>, words: &str) -> bool {
    is_furniture(terms, words) || is_file(terms, words)
}

/// Whether a line is one of those that stand around a text.
pub fn is_furniture(terms: Terms<'_>, words: &str) -> bool {
    const LONGEST: usize = 80;
    // （来源：某报）
    let inner = words.strip_prefix(['（', '(']).filter(|inner| inner.contains(COLONS));
    let words = inner.unwrap_or(words).trim_start_matches(['•', ' ']);
    // Most lines open otherwise: nothing more of them need be looked at.
    let page = &terms[Does::Page];
    page.may_open(words)
        && words.chars().take(LONGEST + 1).count() <= LONGEST
        && !words.ends_with(['。', '；'])
        && page.iter().any(|opening| begins(terms, words, opening))
}

/// Whether `words` begin with `opening`, whose colon may be a half one.
fn begins(terms: Terms<'_>, words: &str, opening: &str) -> bool {
    let label = opening.trim_end_matches('：');
    let rest = words.strip_prefix(label);
    rest.is_some_and(|rest| match label == opening {
        // 分享到户 goes on.
        true => terms[Does::GoesOn].hold(opening) || !rest.starts_with(is_han),
        false => rest.trim_start().strip_prefix(COLONS).is_some_and(|behind| {
            !terms[Does::Dated].hold(opening) || gives_date(behind.trim_start())
        }),
    })
}

/// Whether `words` are empty or open with a year or the day of one: 2024-06-01 08:30, but not 5日前.
fn gives_date(words: &str) -> bool {
    let rest = words.trim_start_matches(is_digit);
    words.is_empty() || rest.len() < words.len() && rest.starts_with(['年', '-', '/', '.'])
}

/// The most lines that stand below a text on the page it was taken from.
const FOOTER: usize = 40;

/// Where the lines begin that stand below the end of a text and are no part of it: below its date, or from the first line on that
/// is known by its words.
pub fn footer(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> usize {
    let words = |p: &Paragraph| p.span.of(text);
    let stray = |p: &&Paragraph| {
        let words = words(p);
        let opens = mark::mark(words).is_some() || words.starts_with('附') || words.contains('\t');
        let short = words.chars().take(2 * CLOSING).count() < 2 * CLOSING;
        let bare = !opens && short && !words.ends_with(['。', '；', '：']);
        p.look == Look::Plain && bare || is_furniture_or_file(terms, words)
    };
    let last = paragraphs.iter().rev().take(FOOTER).take_while(stray).count();
    let below = paragraphs.len() - last;
    let from = below.saturating_sub(1).max(1);
    let date = (from..paragraphs.len()).find(|&at| is_date(words(&paragraphs[at])));
    let known =
        (below..paragraphs.len()).find(|&at| is_furniture_or_file(terms, words(&paragraphs[at])));
    let ends = date.map(|date| date + 1).into_iter().chain(known).chain(notes(text, paragraphs));
    ends.min().unwrap_or(paragraphs.len())
}

/// Where the notes begin that a document ends with: [1] …, [2] …, to its last line.
fn notes(text: &str, paragraphs: &[Paragraph]) -> Option<usize> {
    let number = |p: &Paragraph| {
        let (number, note) = p.span.of(text).strip_prefix('[')?.split_once(']')?;
        number.parse::<usize>().ok().filter(|_| !note.trim().is_empty())
    };
    let last = number(paragraphs.last()?)?;
    let first = paragraphs.len().checked_sub(last)?;
    paragraphs[first..].iter().map(number).eq((1..=last).map(Some)).then_some(first)
}

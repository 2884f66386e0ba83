//! Lines that have lost their breaks: `…如下： 一、规划背景 （一）进展。… 二、主要任务 …` in one, as text copied from a page has it.
//!
//! Marks that count on from each other within a line, each behind a blank or the end of a sentence, once began lines of their own.
//! One of them alone proves nothing, nor does a list within a sentence (包括1.…；2.…) or a citation (第（一）项).

use std::collections::BTreeMap;

use super::front::{is_whole, names_plan};
use super::lead;
use super::mark::{self, Mark, Shape};
use super::terms::Terms;
use crate::ground::{CLAUSE_ENDS, Span, is_alphanumeric, is_digit, numeral, signs};

/// The parts of `line` that began lines of their own: all of it where nothing shows that it has lost a break.
pub fn parts(terms: Terms<'_>, text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    let cuts = if words.len() < SHORTEST { Vec::new() } else { cuts(terms, words) };
    let start = line.start as usize;
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = start;
    for cut in cuts.into_iter().filter(|&cut| cut > 0).map(|cut| start + cut) {
        parts.push(Span::new(from, cut));
        from = cut;
    }
    parts.push(Span::new(from, line.end as usize));
    parts
}

/// The shortest line that is looked at, in bytes.
const SHORTEST: usize = 180;

/// How much behind its beginning a mark is read from, in bytes.
const WINDOW: usize = 200;

/// A mark within a line that may have begun one.
struct Opening {
    /// Where it stands in the line.
    at: usize,
    mark: Mark,
    /// Whether a blank stands before it.
    gap: bool,
    /// What stands before it and the blank.
    before: char,
}

/// Where lines began within `words`, in order.
fn cuts(terms: Terms<'_>, words: &str) -> Vec<usize> {
    let openings = openings(words);
    if !proved(terms, words, &openings) || words.contains(['\t', '|']) {
        return Vec::new();
    }
    let counted = counted(&openings);
    let mut cuts: Vec<usize> = counted.iter().map(|opening| opening.at).collect();
    cuts.extend(breaks(terms, words, &counted));
    cuts.extend(counted.first().and_then(|first| behind_title(terms, &words[..first.at])));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The marks in `words` at their beginning, behind a blank and behind the end of a sentence.
fn openings(words: &str) -> Vec<Opening> {
    let first = words.len() - words.trim_start().len();
    let behind = signs(words).filter(|(_, c)| c.is_whitespace() || ENDS.contains(c));
    let places = behind.map(|(at, c)| at + c.len_utf8()).filter(|&at| at > first);
    [first].into_iter().chain(places).filter_map(|at| opening(words, at)).collect()
}

/// What a sentence ends with, or the words that announce what follows.
const ENDS: [char; 7] = ['。', '；', '！', '？', '：', '）', ')'];

/// The mark at `at` of `words`, if one stands there that may have begun a line.
fn opening(words: &str, at: usize) -> Option<Opening> {
    let rest = &words[at..];
    let begins = |c| is_digit(c) || numeral::is_one_to_ten(c) || matches!(c, '第' | '（' | '(');
    if !rest.starts_with(begins) {
        return None;
    }
    let mark = mark::mark(&rest[..rest.floor_char_boundary(WINDOW)])?;
    mark.number.filter(|_| counts(mark.shape))?;
    let shown = words[..at].trim_end();
    let before = shown.chars().next_back().unwrap_or('\n');
    let gap = shown.len() < at || at == 0;
    let free = if gap {
        !matches!(before, '，' | '、')
    } else {
        matches!(before, '。' | '！' | '？' | '）') || upper(mark.shape) && before == '：'
    };
    free.then_some(Opening { at, mark, gap, before })
}

/// Whether headings and points are counted with marks of `shape`.
fn counts(shape: Shape) -> bool {
    use Shape::{Arabic, ArabicComma, HanParen, Paren};
    upper(shape) || matches!(shape, HanParen | Arabic | ArabicComma | Paren)
}

/// Whether `shape` is that of chapters, of what holds them, or of articles.
fn upper(shape: Shape) -> bool {
    use Shape::{Article, Chapter, Han, Part, Section};
    matches!(shape, Part | Chapter | Section | Article | Han)
}

/// Whether `openings` show that the line has lost its breaks: two chapters that count on behind blanks, two sections behind the ends of
/// sentences and blanks, or a first chapter whose heading blanks set off; and sentences that they head, as a table of contents has none.
fn proved(terms: Terms<'_>, words: &str, openings: &[Opening]) -> bool {
    let mut last = BTreeMap::<Shape, u32>::new();
    let mut heads = 0;
    let mut proved = false;
    for opening in openings {
        let shape = opening.mark.shape;
        let number = opening.mark.number.unwrap_or_default();
        let ended = opening.gap && (ENDS.contains(&opening.before) || opening.before == '\n');
        let section = shape == Shape::HanParen && ended && opening.before != '；';
        if !upper(shape) && !section {
            continue;
        }
        heads += usize::from(upper(shape));
        let goes_on = last.insert(shape, number).is_some_and(|last| last + 1 == number);
        // …：一、…；二、… is a list within a sentence, and so may be one with blanks.
        let goes_on = goes_on && opening.gap && opening.before != '；';
        let first = shape == Shape::Han && number == 1 && ended && opening.before != '\n';
        proved |= goes_on || first && heading(terms, words, opening).is_some();
    }
    proved && words.matches('。').take(heads.max(2)).count() == heads.max(2)
}

/// The end of the heading behind `opening`, where a blank sets it off.
fn heading(terms: Terms<'_>, words: &str, opening: &Opening) -> Option<usize> {
    let from = opening.at + opening.mark.len;
    let rest = &words[from..];
    let near = &rest[..rest.floor_char_boundary(WINDOW)];
    let len = near.find(char::is_whitespace).filter(|&len| lead::heads(terms, &near[..len]))?;
    Some(from + len)
}

/// Those of `openings` that count on, or begin a count.
fn counted(openings: &[Opening]) -> Vec<&Opening> {
    let mut last = BTreeMap::<Shape, u32>::new();
    let mut counted = Vec::new();
    let next = following(openings);
    for (opening, next) in openings.iter().zip(next) {
        let Some(number) = opening.mark.number else { continue };
        let below = upper(opening.mark.shape) || !counted.is_empty();
        let begins = number == 1 && (below || next == Some(2));
        let goes_on = match last.get(&opening.mark.shape) {
            Some(last) => last + 1 == number,
            None => next == Some(number + 1),
        };
        if begins || goes_on {
            last.insert(opening.mark.shape, number);
            counted.push(opening);
        }
    }
    counted
}

/// For each opening the number of the next of its shape.
fn following(openings: &[Opening]) -> Vec<Option<u32>> {
    let mut next = BTreeMap::<Shape, u32>::new();
    let numbers = openings.iter().rev().map(|opening| {
        let number = opening.mark.number.unwrap_or_default();
        next.insert(opening.mark.shape, number)
    });
    let mut following: Vec<_> = numbers.collect();
    following.reverse();
    following
}

/// The blanks that stand for breaks, where most of them do: those behind the end of a sentence, behind a heading, and wide ones. Where
/// lines were broken at a width most blanks stand within sentences, and stand for nothing.
fn breaks(terms: Terms<'_>, words: &str, counted: &[&Opening]) -> Vec<usize> {
    let headings: Vec<usize> = counted.iter().filter_map(|o| heading(terms, words, o)).collect();
    let gaps = gaps(words);
    let parts = |&&(at, end): &&(usize, usize)| {
        let ended = words[..at].ends_with(ENDS) && !words[..at].ends_with('；');
        let headed = headings.binary_search(&at).is_ok();
        ended || headed || words[at..end].chars().nth(1).is_some()
    };
    let opens = |end: usize| counted.binary_search_by_key(&end, |o| o.at).is_ok();
    let parting: Vec<usize> = gaps.iter().filter(parts).map(|&(_, end)| end).collect();
    let opening = gaps.iter().filter(|&&(_, end)| opens(end)).count();
    if (parting.len().max(opening)) * 2 >= gaps.len() { parting } else { Vec::new() }
}

/// Longest title that a line may begin with, in bytes.
const LONGEST_TITLE: usize = 240;

/// Where the text begins behind the title that a blank sets off at the beginning of `front`: 某省人民政府关于…的意见 某政发〔2026〕1号 为….
fn behind_title(terms: Terms<'_>, front: &str) -> Option<usize> {
    let near = &front[..front.floor_char_boundary(LONGEST_TITLE)];
    let mut gaps = near.char_indices().filter(|(_, c)| c.is_whitespace());
    let is_title =
        |title: &str| names_plan(terms, title) && is_whole(title) && !title.contains(CLAUSE_ENDS);
    let (gap, _) = gaps.find(|&(at, _)| is_title(near[..at].trim()))?;
    Some(front.len() - front[gap..].trim_start().len())
}

/// The blanks in `words`, as where each begins and ends; those between a word and a number, or behind a mark, part nothing.
fn gaps(words: &str) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for (at, blank) in signs(words).filter(|(_, c)| c.is_whitespace()) {
        match gaps.last_mut().filter(|last| last.1 == at) {
            Some(last) => last.1 = at + blank.len_utf8(),
            None => gaps.push((at, at + blank.len_utf8())),
        }
    }
    let number = |c: Option<char>| c.is_some_and(|c| is_alphanumeric(c) && c.is_ascii());
    gaps.retain(|&(at, end)| {
        let next = words[end..].chars().next();
        at > 0 && next.is_some() && !number(words[..at].chars().next_back()) && !number(next)
    });
    gaps
}

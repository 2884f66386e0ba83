//! Marks that are settled by the paragraphs beside them, or by the words behind them: what one line cannot tell.

use super::loose;
use super::mark::{self, Mark, Shape};
use super::paragraph::Paragraph;
use crate::ground::{is_digit, numeral, parts};
use crate::source::Look;

/// Settles the marks of `paragraphs`.
pub fn settle(text: &str, paragraphs: &mut Vec<Paragraph>) {
    join_column_numbers(text, paragraphs);
    join_column_digits(text, paragraphs);
    mark_bare_numbers(text, paragraphs);
    mark_last_bare_numbers(text, paragraphs);
    mark_spaced_numbers(text, paragraphs);
    mark_spaced_points(text, paragraphs);
    mark_capital_numbers(text, paragraphs);
    unmark_counts_that_go_on(text, paragraphs);
    raise_ordinals(text, paragraphs);
}

/// 专栏 and its number on lines of their own are one mark.
fn join_column_numbers(text: &str, paragraphs: &mut Vec<Paragraph>) {
    let bare = |p: &Paragraph| {
        p.mark.as_ref().is_some_and(|m| m.shape == Shape::Column && m.number.is_none())
            && p.rest().is_empty()
    };
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs.drain(..) {
        let number = numeral::parse(paragraph.span.of(text)).is_some();
        match joined.last_mut().filter(|last| number && bare(last)) {
            Some(last) => {
                last.span = last.span.to(paragraph.span);
                last.mark = mark::mark(last.span.of(text));
            }
            None => joined.push(paragraph),
        }
    }
    *paragraphs = joined;
}

/// 1 总则 is a heading where 1.1 is the next mark; so is 2 布局 without one below it, between what 1 and 3 head.
fn mark_bare_numbers(text: &str, paragraphs: &mut [Paragraph]) {
    let mut last = 0;
    let mut above = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs.iter() {
        above.push(last);
        let mark = paragraph.mark.as_ref().filter(|m| matches!(m.shape, Shape::Decimal(_)));
        last = mark.map_or(last, |m| m.path[0]);
    }
    let mut next: Option<Vec<u32>> = None;
    for (paragraph, above) in paragraphs.iter_mut().zip(above).rev() {
        if let Some(mark) = &paragraph.mark {
            next = Some(mark.path.clone());
        } else if let Some(mark) = loose::bare(paragraph.span.of(text)) {
            let number = mark.path[0];
            let follows = |next: &[u32]| match next {
                [first] | [first, 1] => *first == number + 1,
                _ => false,
            };
            let between = above + 1 == number && next.as_deref().is_some_and(follows);
            if next.as_deref() == Some(&[number, 1]) || above > 0 && between {
                next = Some(mark.path.clone());
                paragraph.mark = Some(mark);
            }
        }
    }
}

/// 2 保障措施 and 3 附则 at the end, below which nothing counts, are chapters where 1 任务 is one.
fn mark_last_bare_numbers(text: &str, paragraphs: &mut [Paragraph]) {
    let is_bare = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.shape == Shape::Bare);
    if !paragraphs.iter().any(is_bare) {
        return;
    }
    let counts = |p: &Paragraph| match &p.mark {
        Some(mark) if matches!(mark.shape, Shape::Decimal(_) | Shape::Bare) => Some(mark.path[0]),
        _ => None,
    };
    let last = paragraphs.iter().enumerate().rev().find_map(|(at, p)| Some((at, counts(p)?)));
    let Some((last, mut number)) = last else { return };
    for paragraph in paragraphs[last + 1..].iter_mut().filter(|p| p.mark.is_none()) {
        let mark = loose::bare(paragraph.span.of(text));
        if let Some(mark) = mark.filter(|mark| mark.number == Some(number + 1)) {
            number += 1;
            paragraph.mark = Some(mark);
        }
    }
}

/// 一　总体要求 is a heading where 二 and 三 count on from it in the same way, and no chapter has a mark of its own.
fn mark_spaced_numbers(text: &str, paragraphs: &mut [Paragraph]) {
    let upper = |p: &Paragraph| {
        let mark = p.mark.as_ref().filter(|m| m.number == Some(1));
        mark.is_some_and(|m| matches!(m.shape, Shape::Part | Shape::Chapter | Shape::Han))
    };
    if paragraphs.iter().any(upper) {
        return;
    }
    // 一 in the first cell of a row names a group of the rows below.
    let free = |p: &Paragraph| p.mark.is_none() && !matches!(p.look, Look::Row(_));
    let spaced = |p: &Paragraph| loose::spaced(p.span.of(text)).filter(|_| free(p));
    let mut next = 1;
    let mut found = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if let Some(mark) = spaced(paragraph).filter(|m| m.number == Some(next)) {
            next += 1;
            found.push((at, mark));
        }
    }
    if found.len() >= 2 {
        found.into_iter().for_each(|(at, mark)| paragraphs[at].mark = Some(mark));
    }
}

/// 壹、前言 is a part, and within numbered chapters a section, where 贰 counts on from it.
fn mark_capital_numbers(text: &str, paragraphs: &mut [Paragraph]) {
    let free = |p: &Paragraph| p.mark.is_none() && !matches!(p.look, Look::Row(_));
    let marks = paragraphs.iter().enumerate().filter(|(_, p)| free(p));
    let marks = marks.filter_map(|(at, p)| Some((at, loose::capital(p.span.of(text))?)));
    let mut last = 0;
    let mut counts = |mark: &Mark| {
        let next = mark.number.filter(|&number| number == 1 || number == last + 1);
        last = next.unwrap_or(last);
        next.is_some()
    };
    let marks: Vec<(usize, Mark)> = marks.filter(|(_, mark)| counts(mark)).collect();
    let chapter = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.shape == Shape::Chapter);
    let shape = if paragraphs.iter().any(chapter) { Shape::Section } else { Shape::Part };
    if marks.iter().any(|(_, mark)| mark.number == Some(2)) {
        for (at, mark) in marks {
            paragraphs[at].mark = Some(Mark { shape, ..mark });
        }
    }
}

/// 第一，发展思路要清晰 and 第二，工作重点要突出 are headings where each stands alone on its line, above text or points.
fn raise_ordinals(text: &str, paragraphs: &mut [Paragraph]) {
    const LONGEST: usize = 40;
    let ordinal = |p: &Paragraph| {
        let counts = p.mark.as_ref().is_some_and(|m| m.shape == Shape::Ordinal);
        counts && p.span.of(text).starts_with('第')
    };
    let heads = |&at: &usize| {
        let words = paragraphs[at].rest().of(text);
        let alone =
            words.chars().count() <= LONGEST && !words.contains(['。', '；', '：', ';', ':']);
        // 1. and 一是 begin what it heads.
        let begins = |next: &Paragraph| match &next.mark {
            Some(mark) if matches!(mark.shape, Shape::Part | Shape::Chapter | Shape::Han) => false,
            Some(mark) => mark.number == Some(1) && !next.span.of(text).starts_with('第'),
            None => true,
        };
        alone && paragraphs.get(at + 1).is_some_and(begins)
    };
    let all: Vec<usize> = (0..paragraphs.len()).filter(|&at| ordinal(&paragraphs[at])).collect();
    if all.len() >= 2 && all.iter().all(heads) {
        for at in all {
            if let Some(mark) = &mut paragraphs[at].mark {
                mark.shape = Shape::Counted("第");
            }
        }
    }
}

/// 1 落实领导责任。… and 2 落实监管责任。… are points where they count on from the first, with no heading between them.
fn mark_spaced_points(text: &str, paragraphs: &mut [Paragraph]) {
    let mut run: Vec<(usize, Mark)> = Vec::new();
    let settle = |paragraphs: &mut [Paragraph], run: &mut Vec<(usize, Mark)>| {
        let counts = run.len() >= 2;
        run.drain(..).filter(|_| counts).for_each(|(at, mark)| paragraphs[at].mark = Some(mark));
    };
    for at in 0..paragraphs.len() {
        let paragraph = &paragraphs[at];
        let plain = paragraph.mark.is_none() && paragraph.look == Look::Plain && !paragraph.page;
        let point = plain.then(|| loose::apart(paragraph.span.of(text))).flatten();
        let number = point.as_ref().and_then(|mark| mark.number);
        let goes_on = number == Some(run.len() as u32 + 1);
        let heads = paragraph.mark.as_ref().is_some_and(|mark| mark.shape.holds());
        if heads || number.is_some() && !goes_on {
            settle(paragraphs, &mut run);
        }
        let next = run.len() as u32 + 1;
        run.extend(point.filter(|mark| mark.number == Some(next)).map(|mark| (at, mark)));
    }
    settle(paragraphs, &mut run);
}

/// 专栏1 0 is box 10 where the last one was box 9: a file may set the digits of a number apart.
fn join_column_digits(text: &str, paragraphs: &mut [Paragraph]) {
    let mut last = 0;
    for paragraph in paragraphs {
        let words = paragraph.rest().of(text);
        let Some(mark) = paragraph.mark.as_mut().filter(|m| m.shape == Shape::Column) else {
            continue;
        };
        let next = last + 1;
        if let Some(behind) = mark.number.and_then(|first| behind_digit(words, first, next)) {
            mark.len += words.len() - behind.len();
            (mark.number, mark.path) = (Some(next), vec![next]);
        }
        last = mark.number.unwrap_or(last);
    }
}

/// What stands in `words` behind the digit that they begin with, if that makes `number` of `first`.
fn behind_digit(words: &str, first: u32, number: u32) -> Option<&str> {
    let digit = char::from_digit(number.checked_sub(first * 10)?, 10)?;
    let behind = words.strip_prefix(digit).filter(|_| first > 0)?;
    (!behind.starts_with(is_digit)).then(|| behind.trim_start())
}

/// 一是…。二是…。 in one paragraph are its sentences and no points of their own, and neither are 三是…。四是…。 in the next.
fn unmark_counts_that_go_on(text: &str, paragraphs: &mut [Paragraph]) {
    for paragraph in paragraphs {
        let rest = paragraph.rest().of(text);
        let ordinal = paragraph.mark.as_ref().filter(|m| m.shape == Shape::Ordinal);
        if ordinal.and_then(|m| m.number).is_some_and(|number| counts(rest, number + 1)) {
            paragraph.mark = None;
        }
    }
}

/// Whether `number` is counted in `words` as 二是 is, at the beginning of a clause.
fn counts(words: &str, number: u32) -> bool {
    let clauses = parts(words, |c| matches!(c, '。' | '；' | ';' | '，')).skip(1);
    let mut marks = clauses.filter_map(mark::mark);
    marks.any(|mark| mark.shape == Shape::Ordinal && mark.number == Some(number))
}

//! Where what two units share begins and ends: at the edges of words, without the verbs and particles around it.

use super::run::{Run, SHORTEST, SHORTEST_OF_HEADS};
use super::unit::{Mark, Unit, Word};
use crate::ground::is_numeric;

/// How many letters at the end of a run, after a mark, may be only the beginning of an item.
const FRAGMENT: usize = 2;

/// `run` between `a` and `b` without what is only a part of a word, of a quoted name or of a place's name, and without words that
/// say nothing; nothing where too little is left.
pub fn trimmed(mut run: Run, a: &Unit, b: &Unit) -> Option<Run> {
    let heads = |run: &Run| a.letters[run.at].is(Mark::Head) && b.letters[run.other].is(Mark::Head);
    while run.len >= SHORTEST || (run.len == SHORTEST_OF_HEADS && heads(&run)) {
        let left = left(&run, a, b);
        if left > 0 {
            let (at, other) = (run.at + left, run.other + left);
            run = Run { at, other, len: run.len.saturating_sub(left), ..run };
            continue;
        }
        match right(&run, a, b) {
            0 => return Some(run),
            right => run.len = run.len.saturating_sub(right),
        }
    }
    None
}

/// How many letters are to be cut off at the beginning.
fn left(run: &Run, a: &Unit, b: &Unit) -> usize {
    let sides = [(a, run.at), (b, run.other)];
    let quote = sides.iter().find_map(|(unit, at)| Some(unit.quote_over(*at)?.1 - at));
    let open = sides.iter().any(|(unit, at)| unit.is_open(*at));
    let word = || sides.iter().find_map(|(unit, at)| Some(unit.word_over(*at)?.1 - at));
    let digit = || is_numeric(a.letters[run.at].char).then_some(1);
    let place = || sides.iter().any(|(unit, at)| unit.place_over(*at)).then_some(1);
    let lead = || {
        let lead = usize::from(a.letters[run.at].lead);
        let longer = |w: &Word| w.len as usize > lead && w.len <= 3;
        let longer = a.words(run.at, run.at + 1).iter().any(longer);
        Some(lead).filter(|&lead| lead > 0 && !longer)
    };
    let word = || if open { None } else { word() };
    quote.or_else(word).or_else(place).or_else(lead).or_else(digit).unwrap_or(0)
}

/// How many letters are to be cut off at the end.
fn right(run: &Run, a: &Unit, b: &Unit) -> usize {
    let sides = [(a, run.at + run.len), (b, run.other + run.len)];
    let quote = sides.iter().find_map(|(unit, at)| Some(at - unit.quote_over(*at)?.0));
    let shut = sides.iter().any(|(unit, at)| unit.is_shut(*at));
    let word = || sides.iter().find_map(|(unit, at)| Some(at - unit.word_over(*at)?.0));
    let place = || sides.iter().any(|(unit, at)| unit.place_over(*at)).then_some(1);
    let end = run.at + run.len;
    let tail = || {
        let tail = usize::from(a.letters[end - 1].tail);
        // 建成 in 建成区 is a part of a word, 中 in 其中 is one of its letters.
        let ends = |w: &Word| (w.at + w.len) as usize == end && w.len as usize > tail && w.len <= 3;
        let of_word = a.words(end.saturating_sub(3).max(run.at), end).iter().any(ends);
        Some(tail).filter(|&tail| tail > 0 && !of_word)
    };
    let digit = || is_numeric(a.letters[end - 1].char).then_some(1);
    // 绿色 at the end of 绿色旅游、绿色 is no item of both lists.
    let begun = || {
        let part = (1..=FRAGMENT).find(|&n| n < run.len && a.is_parted(end - n))?;
        // 转化 after “两山” goes on with the name.
        let name = a.quoted(end - part - 1).is_some();
        let cut = |(unit, at): &(&Unit, usize)| !unit.is_shut(*at);
        (!name && sides.iter().all(cut)).then_some(part)
    };
    let word = || if shut { None } else { word() };
    quote.or_else(word).or_else(place).or_else(tail).or_else(digit).or_else(begun).unwrap_or(0)
}

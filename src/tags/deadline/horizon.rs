//! 近期, 中期 and 远期, where the plan says which years they are: 近期到2027年, 远期（2028—2035年）; and as many years as the plan
//! runs: 今后五年, 用三年时间.

use std::ops::Range;

use super::expression::{self, Mention};
use crate::ground::{SignSet, Span, numeral};
use crate::lexicon::{Lexicon, List};
use crate::tags::Relation;
use crate::tags::reading::{DIGITS, Reading};
use crate::tags::words::{Does, word, word_before};

/// How far behind its name the years of a horizon may stand, in bytes.
const REACH: usize = 48;

/// Whether `reading` may name a horizon or a length of time; most do not.
pub(super) fn may_name(reading: &Reading, lexicon: &Lexicon) -> bool {
    let firsts = firsts(lexicon);
    (0..reading.len()).map(|at| reading.at(at)).any(|sign| sign == '年' || firsts.may_hold(sign))
}

/// The signs that the names of horizons begin with.
fn firsts(lexicon: &Lexicon) -> &SignSet {
    &Does::Horizon.words(lexicon.table(List::ClauseWords)).firsts
}

/// The horizons that a measure names without their years, with the years `text` gives them elsewhere; none where it names `times`.
pub(super) fn mentions(
    text: &str,
    reading: &Reading,
    lexicon: &Lexicon,
    times: &[Mention],
) -> Vec<Mention> {
    if !times.is_empty() {
        return Vec::new();
    }
    let named = reading.places(0..reading.len(), firsts(lexicon));
    let named = named.filter_map(|at| Some((at, word(reading, lexicon, at, Does::Horizon)?)));
    let mentions = named.filter_map(|(at, end)| {
        let opens = at == 0 || reading.is_stop(at - 1) || reading.before(at) == '、';
        let defined =
            if opens { defined(text, lexicon, &reading.words(at..end))? } else { return None };
        Some(Mention { range: at..end, rule: "horizon".into(), ..defined })
    });
    mentions.collect()
}

/// The years right behind the first `name` that has any: 近期（2024—2027年）, 近期到2027年, 近期目标年为2027年.
fn defined(text: &str, lexicon: &Lexicon, name: &str) -> Option<Mention> {
    text.match_indices(name).find_map(|(at, _)| {
        let start = at + name.len();
        let end =
            (start..=text.len().min(start + REACH)).rev().find(|&i| text.is_char_boundary(i))?;
        let reading = Reading::of(text, Span::new(start, end));
        let close = |m: &Mention| {
            let before = reading.words(0..m.range.start);
            ["", "（", "为", "是", "到", "至", "目标年为", "为到"].contains(&before.as_str())
        };
        expression::mentions(&reading, lexicon).into_iter().find(|m| m.to.is_some() && close(m))
    })
}

/// A length of time that is that of the plan, whose years are `period`: 今后五年, 用三年时间, 5年内; none where it names `times`.
pub(super) fn length(
    reading: &Reading,
    lexicon: &Lexicon,
    times: &[Mention],
    period: (u16, u16),
) -> Option<Mention> {
    if !times.is_empty() {
        return None;
    }
    const NUMBERS: SignSet = SignSet::of(&['十']).and(&DIGITS);
    let mut numbers = reading.places(0..reading.len(), &NUMBERS);
    let (range, ahead) = numbers.find_map(|at| years_long(reading, lexicon, at, period))?;
    let (from, to) = period;
    let relation = if ahead { Relation::During } else { Relation::By };
    let mention = Mention::new(range, relation, "plan-length");
    Some(mention.years(ahead.then_some(from), Some(to)))
}

/// As many years as `period` has, named at `at` as time to come, and whether it is all of that time: 今后五年, but 用五年时间.
fn years_long(
    reading: &Reading,
    lexicon: &Lexicon,
    at: usize,
    period: (u16, u16),
) -> Option<(Range<usize>, bool)> {
    let end = (at..).find(|&i| numeral::digit(reading.at(i)).is_none() && reading.at(i) != '十')?;
    if reading.at(end) != '年' {
        return None;
    }
    let long = if end > at { reading.number(at..end)? } else { return None };
    let whole = long == u64::from(period.1 - period.0) + 1;
    let apart = numeral::digit(reading.before(at)).is_none() && reading.before(at) != '近';
    let ahead = word_before(reading, lexicon, at, Does::Ahead);
    let used = word_before(reading, lexicon, at, Does::Used);
    let next = reading.any(end + 1, &["左右", "的", "左右的"]).map_or(end + 1, |(_, next)| next);
    let tail = reading.any(next, &["时间", "努力", "内", "之内"]);
    let stop = tail.map_or(end + 1, |(_, stop)| stop);
    let inside = tail.is_some_and(|(word, _)| word.ends_with('内'));
    let named = ahead.is_some() || inside || used.is_some() && tail.is_some();
    let start = ahead.or(used.filter(|_| tail.is_some())).unwrap_or(at);
    (whole && apart && named).then_some((start..stop, ahead.is_some()))
}

//! 近期, 中期 and 远期, where the plan says which years they are: 近期到2027年, 远期（2028—2035年）.

use super::expression::{self, Mention};
use crate::ground::Span;
use crate::tags::reading::Reading;

/// The names of the horizons of a plan.
const NAMES: [&str; 3] = ["近期", "中期", "远期"];

/// How far behind its name the years of a horizon may stand, in bytes.
const REACH: usize = 48;

/// The horizons that a measure names without their years, with the years `text` gives them elsewhere; none where it names `times`.
pub(super) fn mentions(text: &str, reading: &Reading, times: &[Mention]) -> Vec<Mention> {
    if !times.is_empty() {
        return Vec::new();
    }
    let named = (0..reading.len())
        .filter_map(|at| reading.any(at, &NAMES).map(|(name, end)| (name, at, end)));
    let mentions = named.filter_map(|(name, at, end)| {
        let opens = at == 0 || reading.is_stop(at - 1) || reading.before(at) == '、';
        let defined = if opens { defined(text, name)? } else { return None };
        Some(Mention { range: at..end, rule: "horizon".into(), ..defined })
    });
    mentions.collect()
}

/// The years right behind the first `name` that has any: 近期（2024—2027年）, 近期到2027年, 近期目标年为2027年.
fn defined(text: &str, name: &str) -> Option<Mention> {
    text.match_indices(name).find_map(|(at, _)| {
        let start = at + name.len();
        let end =
            (start..=text.len().min(start + REACH)).rev().find(|&i| text.is_char_boundary(i))?;
        let reading = Reading::of(text, Span::new(start, end));
        let close = |m: &Mention| {
            let before = reading.words(0..m.range.start);
            ["", "（", "为", "是", "到", "至", "目标年为", "为到"].contains(&before.as_str())
        };
        expression::mentions(&reading).into_iter().find(|m| m.to.is_some() && close(m))
    })
}

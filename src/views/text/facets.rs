//! How many hits there are of each field, year, department and so on: a line each.

use super::paper::{Ink, Paper, width};
use crate::answers::{Key, Tally};
use crate::lexicon::Lexicon;
use crate::views::mark_name;

/// How many values of one line are named; the years are few, and all of them.
const NAMED: usize = 10;

/// What each line is called, and what it counts. What the plans say of departments and what is only inferred stand apart.
const LINES: [(&str, Key); 7] = [
    ("领域", Key::Domain),
    ("时限", Key::Year),
    ("部门（写明）", Key::Stated),
    ("部门（填写）", Key::Filled),
    ("部门（推断）", Key::Inferred),
    ("力度", Key::Strength),
    ("类别", Key::Kind),
];

/// Writes the counts of `tally`; nothing where nothing was counted.
pub fn facets(paper: &mut Paper, tally: &Tally, lexicon: &Lexicon) {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    for (label, key) in LINES {
        let counts = tally.of(key);
        let shown = if key == Key::Year { counts.len() } else { NAMED };
        let worded = counts.iter().map(|&(value, count)| match key {
            Key::Year => format!("{value}年\u{a0}{count}"),
            _ => format!("{}\u{a0}{count}", mark_name(lexicon, key, value)),
        });
        lines.push((label, cut(worded.collect(), shown)));
    }
    let plans = tally.of_plans().into_iter().map(|(id, count)| format!("{id}\u{a0}{count}"));
    lines.push(("规划", cut(plans.collect(), NAMED)));
    lines.retain(|(_, values)| !values.is_empty());
    let indent = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 2;
    for (n, (label, values)) in lines.iter().enumerate() {
        if n == 0 {
            paper.blank();
        }
        paper.item(0, &[(Ink::Dim, label)], indent, &[(Ink::Plain, &values.join(" · "))]);
    }
}

/// The first `shown` of `values`, and how many there are where some are left out.
fn cut(mut values: Vec<String>, shown: usize) -> Vec<String> {
    let all = values.len();
    values.truncate(shown);
    if all > shown {
        values.push(format!("…\u{a0}共\u{a0}{all}\u{a0}种"));
    }
    values
}

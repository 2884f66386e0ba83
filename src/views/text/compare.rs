//! Two plans side by side: indicator by indicator, and measure by measure.

use super::paper::{Ink, Paper, Run};
use super::plans::labelled;
use super::tags::amount;
use crate::answers::{Comparison, Drift, Edit, Pair, Piece, Row, Standing, Value};

/// What parts words on one line.
const GAPS: &str = "\u{a0}\u{a0}";

/// How far what is said of an indicator stands in.
const INDENT: usize = 18;

/// Writes the plans of `comparison`, and what each promises of the same indicator.
pub fn indicators(paper: &mut Paper, comparison: &Comparison) {
    head(paper, comparison);
    paper.blank();
    let count = |verdict| comparison.rows.iter().filter(|row| row.verdict == verdict).count();
    let counts = Standing::ALL.map(|verdict| (count(verdict), verdict.label()));
    tally(paper, "指标", &counts);
    let both = |row: &&Row| !matches!(row.verdict, Standing::Dropped | Standing::New);
    let both: Vec<&Row> = comparison.rows.iter().filter(both).collect();
    for rows in both.chunk_by(|a, b| a.name == b.name) {
        paper.blank();
        paper.line(0, &[(Ink::Plain, &rows[0].name)]);
        rows.iter().for_each(|row| line(paper, comparison, row));
    }
    alone(paper, comparison, Standing::Dropped, 0);
    alone(paper, comparison, Standing::New, 1);
}

fn head(paper: &mut Paper, comparison: &Comparison) {
    for (label, plan) in ["甲", "乙"].iter().zip(&comparison.plans) {
        let title =
            [(Ink::Bold, &*plan.identity.title), (Ink::Plain, GAPS), (Ink::Address, &plan.id)];
        paper.item(0, &[(Ink::Dim, label)], 4, &title);
    }
}

/// 指标 · 更严 2 · 相同 3.
fn tally(paper: &mut Paper, what: &str, counts: &[(usize, &str)]) {
    let counts = counts.iter().filter(|(n, _)| *n > 0);
    let counts: String = counts.map(|(n, label)| format!(" · {label} {n}")).collect();
    let none = if counts.is_empty() { " · 没有可对照的" } else { "" };
    paper.line(0, &[(Ink::Bold, what), (Ink::Dim, &counts), (Ink::Dim, none)]);
}

/// 2025年  更严  46% → 48%  a/5.2.1#5 → b/Z5.1#2.
fn line(paper: &mut Paper, comparison: &Comparison, row: &Row) {
    let ink = match row.verdict {
        Standing::Tighter | Standing::Looser | Standing::Different => Ink::Mark,
        _ => Ink::Dim,
    };
    let [a, b] = [0, 1].map(|side| values(row, side));
    let [from, to] = [0, 1].map(|side| addresses(comparison, row, side));
    let year = format!("{}{GAPS}", year(row.year));
    let label: [Run<'_>; 2] = [(Ink::Plain, &year), (ink, row.verdict.label())];
    let arrow = (Ink::Dim, " → ");
    let runs = [
        (Ink::Plain, &*a),
        arrow,
        (Ink::Plain, &*b),
        (Ink::Plain, GAPS),
        (Ink::Address, &*from),
        arrow,
        (Ink::Address, &*to),
    ];
    paper.item(2, &label, INDENT + 4, &runs);
}

/// The indicators that only the plan at `side` has.
fn alone(paper: &mut Paper, comparison: &Comparison, verdict: Standing, side: usize) {
    let rows: Vec<&Row> = comparison.rows.iter().filter(|row| row.verdict == verdict).collect();
    if rows.is_empty() {
        return;
    }
    let title = ["甲有、乙未提", "乙新提"][side];
    paper.blank();
    paper.line(0, &[(Ink::Bold, title)]);
    for row in rows {
        let said = format!("{} {}{}{GAPS}", row.name, year(row.year), values(row, side));
        let address = addresses(comparison, row, side);
        paper.item(2, &[], 4, &[(Ink::Plain, &said), (Ink::Address, &address)]);
    }
}

fn year(year: Option<u16>) -> String {
    year.map_or("未写年份".to_owned(), |year| format!("{year}年"))
}

/// What one plan promises: 46％、48％; 无 where it says nothing.
fn values(row: &Row, side: usize) -> String {
    let said = |value: &Value| match value.target.value {
        Some(_) => {
            format!("{}{}", amount(&value.target), value.target.unit.as_deref().unwrap_or(""))
        }
        None => value.target.qualifiers.concat(),
    };
    let said: Vec<String> = row.sides[side].iter().map(said).collect();
    if said.is_empty() { "无".to_owned() } else { said.join("、") }
}

fn addresses(comparison: &Comparison, row: &Row, side: usize) -> String {
    let plan = &comparison.plans[side].id;
    let ids = row.sides[side].iter().flat_map(Value::ids);
    let mut ids: Vec<String> = ids.map(|id| format!("{plan}/{id}")).collect();
    // Two values of one sentence stand at one address.
    ids.dedup();
    if ids.is_empty() { "—".to_owned() } else { ids.join("、") }
}

/// Writes what became of each heading and measure that is not as and where it was.
pub fn changes(paper: &mut Paper, comparison: &Comparison, pairs: &[Pair]) {
    let kinds =
        [Drift::Kept, Drift::Moved, Drift::Changed(Vec::new()), Drift::Added, Drift::Removed];
    let count = |kind: &Drift| pairs.iter().filter(|p| p.fate.name() == kind.name()).count();
    let counts: Vec<_> = kinds.iter().map(|kind| (count(kind), kind.label())).collect();
    paper.blank();
    tally(paper, "条文", &counts);
    for pair in pairs.iter().filter(|pair| pair.fate != Drift::Kept) {
        paper.blank();
        change(paper, comparison, pair);
    }
}

fn change(paper: &mut Paper, comparison: &Comparison, pair: &Pair) {
    let [old, new] = &comparison.plans;
    let address = |plan: &crate::plan::Plan, piece: Option<Piece>| {
        piece.map(|piece| format!("{}/{}", plan.id, piece.id(plan)))
    };
    let places = [address(old, pair.old), address(new, pair.new)];
    let places: Vec<String> = places.into_iter().flatten().collect();
    labelled(paper, &[(pair.fate.label(), &places.join(" → "))]);
    match (&pair.fate, pair.old, pair.new) {
        (Drift::Changed(edits), ..) => marked(paper, comparison, edits),
        (_, _, Some(piece)) => paper.line(8, &[(Ink::Plain, piece.span.of(&new.text))]),
        (_, Some(piece), None) => paper.line(8, &[(Ink::Plain, piece.span.of(&old.text))]),
        (_, None, None) => {}
    }
}

/// A text with what was taken out and put in marked: 到202[-5-]{+7+}年.
fn marked(paper: &mut Paper, comparison: &Comparison, edits: &[Edit]) {
    let [old, new] = &comparison.plans;
    let mut runs = Vec::new();
    for edit in edits {
        let (was, is) = (edit.old.of(&old.text), edit.new.of(&new.text));
        if edit.is_same {
            runs.push((Ink::Plain, was.to_owned()));
            continue;
        }
        let out = (Ink::Dim, format!("[-{was}-]"));
        let put = (Ink::Mark, format!("{{+{is}+}}"));
        runs.extend(
            [(out, was), (put, is)].into_iter().filter(|(_, w)| !w.is_empty()).map(|r| r.0),
        );
    }
    let runs: Vec<Run<'_>> = runs.iter().map(|(ink, words)| (*ink, words.as_str())).collect();
    paper.line(8, &runs);
}

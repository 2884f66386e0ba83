//! What a filled-in table changes, told to the person who sent it back.

use super::paper::{Ink, Paper};
use crate::ground::Note;
use crate::views::sheets::Import;

/// How many missing rows are named.
const NAMED: usize = 5;

/// Writes what was read in `name`, what it changes, and what is odd.
pub fn imported(paper: &mut Paper, name: &str, import: &Import) {
    let counts = [
        (import.changes.len(), "改动", "处"),
        (import.oddities.len(), "需要看一看", "处"),
        (import.contradictions.len(), "与规划不一致", "处"),
    ];
    let counts = counts.iter().filter(|(n, ..)| *n > 0);
    let counts: String = counts.map(|(n, what, of)| format!("，{what} {n} {of}")).collect();
    let none = if import.changes.is_empty() { "，没有改动" } else { "" };
    paper.line(
        0,
        &[(Ink::Bold, name), (Ink::Plain, &format!("：{} 行{counts}{none}", import.rows))],
    );
    if !import.changes.is_empty() {
        head(paper, "改动");
    }
    for change in &import.changes {
        let shown =
            |words: &str| if words.is_empty() { "（空）".into() } else { words.to_owned() };
        let label = format!("第 {} 行", change.row);
        let address = format!("{}/{}", change.plan, change.address);
        paper.item(
            2,
            &[(Ink::Dim, &label)],
            12,
            &[
                (Ink::Address, &address),
                (Ink::Plain, " "),
                (Ink::Dim, change.field.label()),
                (Ink::Plain, &format!(" {} → {}", shown(&change.from), shown(&change.to))),
            ],
        );
    }
    notes(paper, "需要看一看", &import.oddities);
    notes(paper, "与规划不一致（仍按填写的记）", &import.contradictions);
    if let Some(missing) = missing(import) {
        paper.blank();
        paper.line(0, &[(Ink::Dim, &missing)]);
    }
}

fn head(paper: &mut Paper, words: &str) {
    paper.blank();
    paper.line(0, &[(Ink::Bold, words)]);
}

fn notes(paper: &mut Paper, title: &str, notes: &[Note]) {
    if !notes.is_empty() {
        head(paper, title);
    }
    for note in notes {
        let label = format!("第 {} 行", note.line);
        paper.item(2, &[(Ink::Dim, &label)], 12, &[(Ink::Plain, &note.message)]);
    }
}

/// 表里没有 3 条举措：2.1.1#1、….
fn missing(import: &Import) -> Option<String> {
    let named: Vec<_> = import.missing.iter().take(NAMED).map(String::as_str).collect();
    let more = if import.missing.len() > NAMED { " 等" } else { "" };
    (!named.is_empty()).then(|| {
        format!("表里没有 {} 条举措，未作改动：{}{more}", import.missing.len(), named.join("、"))
    })
}

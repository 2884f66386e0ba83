//! The tree of a plan with the doubts about it, each where it stands.

use super::outline::tree;
use super::paper::{Ink, Paper};
use super::plans::title;
use crate::ground::{Note, Severity};
use crate::plan::Plan;

/// How far a doubt stands in.
const INDENT: usize = 4;

/// Writes the tree of `plan` with `notes` below the nodes they are about; with `brief` only the notes.
pub fn checked(paper: &mut Paper, plan: &Plan, notes: &[Note], brief: bool) {
    let mut rest = notes.iter().peekable();
    if brief {
        title(paper, &plan.identity);
        rest.by_ref().for_each(|note| doubt(paper, note));
    } else {
        tree(paper, plan, |paper, next| {
            while let Some(note) = rest.next_if(|note| next.is_none_or(|line| note.line < line)) {
                doubt(paper, note);
            }
        });
    }
    let doubts = notes.iter().filter(|note| note.severity == Severity::Warning).count();
    paper.blank();
    match doubts {
        0 => paper.line(0, &[(Ink::Bold, "没有疑点")]),
        n => paper.line(0, &[(Ink::Bold, &format!("{n} 处疑点"))]),
    }
}

fn doubt(paper: &mut Paper, note: &Note) {
    let (ink, label) = match note.severity {
        Severity::Warning => (Ink::Mark, "疑点"),
        Severity::Info => (Ink::Dim, "说明"),
    };
    let place = if note.line == 0 { "全文".to_owned() } else { format!("第 {} 行", note.line) };
    let said = [(Ink::Dim, &*place), (Ink::Plain, "\u{a0}"), (Ink::Plain, &*note.message)];
    paper.item(INDENT, &[(ink, label)], INDENT + 6, &said);
}

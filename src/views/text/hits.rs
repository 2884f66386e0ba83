//! What a search found, best first.

use super::paper::{Ink, Paper, Run};
use super::tags;
use crate::answers::{Hint, Hit, SearchAnswer};

/// How far the text of a hit stands in.
const INDENT: usize = 4;

/// Writes `answer`, of which `offset` hits were passed over.
pub fn hits(paper: &mut Paper, answer: &SearchAnswer, offset: usize) {
    if answer.total == 0 {
        nothing(paper, answer);
        return;
    }
    for (n, hit) in answer.hits.iter().enumerate() {
        one(paper, offset + n + 1, hit);
        paper.blank();
    }
    paper.line(0, &[(Ink::Dim, &counted(answer, offset))]);
}

/// Number, address and kind; the way to it; its words; when and how much.
fn one(paper: &mut Paper, number: usize, hit: &Hit) {
    let spot = &hit.spot;
    let label = format!("{number}.");
    let address = [(Ink::Address, &*spot.address()), (Ink::Plain, "  "), (Ink::Dim, spot.label())];
    paper.item(0, &[(Ink::Dim, &label)], INDENT, &address);
    paper.line(INDENT, &[(Ink::Dim, &spot.trail().join(" › "))]);
    paper.line(INDENT, &marked(spot.text(), &hit.highlights));
    if let Some(at) = spot.measure {
        tags::due(paper, INDENT, &spot.plan, &spot.plan.tags[at]);
    }
}

/// `text` with the stretches of code points `marks` in the ink of what was looked for.
fn marked<'a>(text: &'a str, marks: &[(u32, u32)]) -> Vec<Run<'a>> {
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
    let mut byte = |n: u32| bytes.find(|(at, _)| *at == n as usize).map_or(text.len(), |(_, b)| b);
    let (mut runs, mut from) = (Vec::new(), 0);
    for &(start, end) in marks.iter().filter(|(start, end)| start < end) {
        let start = if start == 0 && from == 0 { 0 } else { byte(start) };
        let end = byte(end);
        runs.push((Ink::Plain, &text[from..start]));
        runs.push((Ink::Mark, &text[start..end]));
        from = end;
    }
    runs.push((Ink::Plain, &text[from..]));
    runs
}

fn counted(answer: &SearchAnswer, offset: usize) -> String {
    let (total, shown) = (answer.total, answer.hits.len());
    match shown {
        0 => format!("共 {total} 条，第 {offset} 条之后没有了"),
        _ if shown == total => format!("共 {total} 条"),
        _ => {
            let last = offset + shown;
            let more = if last < total {
                format!("；后面的：--offset {last}")
            } else {
                String::new()
            };
            format!("共 {total} 条，这里是第 {}—{last} 条{more}", offset + 1)
        }
    }
}

fn nothing(paper: &mut Paper, answer: &SearchAnswer) {
    paper.line(0, &[(Ink::Plain, &format!("没有找到：{}", answer.query))]);
    let Some(Hint { looser, near }) = &answer.hint else { return };
    if let Some((query, total)) = looser {
        paper.line(
            2,
            &[
                (Ink::Plain, "可以试试："),
                (Ink::Bold, query),
                (Ink::Dim, &format!("（{total} 条）")),
            ],
        );
    }
    if !near.is_empty() {
        paper.line(2, &[(Ink::Plain, "相近的词："), (Ink::Bold, &near.join("、"))]);
    }
}

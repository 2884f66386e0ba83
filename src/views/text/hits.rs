//! What a search found, best first.

use super::paper::{Ink, Paper, Run};
use super::{explain, tags};
use crate::answers::{Hint, Hit, Reference, SearchAnswer, Spot};
use crate::ground::{Ruler, Span};
use crate::lexicon::Lexicon;
use crate::views::{Beside, cite};

/// How far the text of a hit stands in.
const INDENT: usize = 4;

/// How many sentences of a node are shown: it is there to be opened, not to be read here.
const SENTENCES: usize = 3;

/// Writes `answer`, of which `offset` hits were passed over, with what is asked for `beside` each.
pub fn hits(
    paper: &mut Paper,
    answer: &SearchAnswer,
    offset: usize,
    lexicon: &Lexicon,
    beside: Beside,
) {
    if answer.total == 0 {
        nothing(paper, answer);
        return;
    }
    for (n, hit) in answer.hits.iter().enumerate() {
        one(paper, offset + n + 1, hit);
        if beside.cite {
            let source = cite::source(&Reference::of(&hit.spot));
            paper.line(INDENT, &[(Ink::Dim, &source)]);
        }
        let plan = &hit.spot.plan;
        let node = plan.node_tags.get(hit.spot.node);
        let tags = hit.spot.measure.map_or(node, |at| plan.tags.get(at));
        let why = beside.explain.then_some(lexicon);
        tags.into_iter().for_each(|t| explain::explain(paper, INDENT, plan, t, why));
        paper.blank();
    }
    paper.line(0, &[(Ink::Dim, &counted(answer, offset))]);
}

/// Number, address and kind; the way to it; its words; when and how much.
fn one(paper: &mut Paper, number: usize, hit: &Hit) {
    let spot = &hit.spot;
    let label = format!("{number}.");
    let address =
        [(Ink::Address, &*spot.address()), (Ink::Plain, "\u{a0}\u{a0}"), (Ink::Dim, spot.label())];
    paper.item(0, &[(Ink::Dim, &label)], INDENT, &address);
    paper.line(INDENT, &[(Ink::Dim, &spot.trail().join(" › "))]);
    paper.line(INDENT, &marked(hit));
    if let Some(at) = spot.measure {
        tags::due(paper, INDENT, &spot.plan, &spot.plan.tags[at]);
    }
}

/// The sentences of a hit that hold a word looked for, the words in their ink; … where something is left out.
fn marked(hit: &Hit) -> Vec<Run<'_>> {
    let spot = &hit.spot;
    let text = &spot.plan.text;
    let marks = marks(hit);
    let mut runs = Vec::new();
    let mut end = spot.span().start;
    for sentence in sentences(spot, &marks) {
        let between = Span::new(end as usize, sentence.start as usize).of(text);
        let is_left_out = between.contains(char::is_alphanumeric);
        runs.push(if is_left_out { (Ink::Dim, "…") } else { (Ink::Plain, between) });
        end = sentence.start;
        for mark in marks.iter().filter(|mark| sentence.overlaps(**mark)) {
            let (from, to) = (mark.start.max(end), mark.end.min(sentence.end));
            runs.push((Ink::Plain, Span { start: end, end: from }.of(text)));
            runs.push((Ink::Mark, Span { start: from, end: to }.of(text)));
            end = to;
        }
        runs.push((Ink::Plain, Span { start: end, end: sentence.end }.of(text)));
        end = sentence.end;
    }
    let rest = &text[end as usize..spot.span().range().end.max(end as usize)];
    if rest.contains(char::is_alphanumeric) {
        runs.push((Ink::Dim, "…"));
    }
    runs
}

/// The words looked for, as stretches of the source.
fn marks(hit: &Hit) -> Vec<Span> {
    let (start, text) = (hit.spot.span().start as usize, hit.spot.text());
    let ruler = Ruler::new(text);
    let mark = |&(from, to): &(u32, u32)| {
        Span::new(start + ruler.byte(text, from), start + ruler.byte(text, to))
    };
    hit.highlights.iter().map(mark).collect()
}

/// A measure whole; of a node the sentences that hold one of `marks`, or all of it where none does.
fn sentences(spot: &Spot, marks: &[Span]) -> Vec<Span> {
    if spot.measure.is_some() {
        return vec![spot.span()];
    }
    let own = spot.plan.measures.iter().filter(|m| m.node as usize == spot.node).map(|m| m.span);
    let head = spot.plan.outline.nodes[spot.node].head;
    let holds = |span: &Span| marks.iter().any(|mark| span.overlaps(*mark));
    let held: Vec<Span> = head.into_iter().chain(own).filter(holds).take(SENTENCES).collect();
    if held.is_empty() { vec![spot.span()] } else { held }
}

fn counted(answer: &SearchAnswer, offset: usize) -> String {
    let (total, shown) = (answer.total, answer.hits.len());
    match shown {
        0 if offset < total => format!("共 {total} 条"),
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

//! What a search found, best first.

use super::paper::{Ink, Paper, Run};
use super::{explain, printed, tags};
use crate::answers::{Apart, Hint, Hit, Named, Reference, SearchAnswer, Wanted, Widened};
use crate::ground::{Ruler, Span};
use crate::lexicon::Lexicon;
use crate::plan::{Addressed, Card};
use crate::views::{Beside, cite};

/// How far the text of a hit stands in.
const INDENT: usize = 4;

/// How many sentences of a node are shown: it is there to be opened, not to be read here.
const SENTENCES: usize = 3;

/// Writes `answer`, of which `offset` hits were passed over, with what is asked for `beside` each that comes with its plan.
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
    answer.hint.iter().for_each(|hint| instead(paper, &answer.query, hint));
    let mut number = offset;
    let mut all = |paper: &mut Paper, hits: &[Hit]| {
        for hit in hits {
            number += 1;
            one(paper, number, hit);
            if let Some(spot) = &hit.spot {
                if beside.cite {
                    paper.line(INDENT, &[(Ink::Dim, &cite::source(&Reference::of(spot)))]);
                }
                let why = beside.explain.then_some(lexicon);
                explain::explain(paper, INDENT, &spot.plan, &hit.card.tags, why);
            }
            paper.blank();
        }
    };
    all(paper, &answer.hits);
    if let Some(apart) = answer.apart.as_ref().filter(|apart| !apart.hits.is_empty()) {
        let others = match is_asked(apart, answer) {
            true => "放宽后另有：".to_owned(),
            false => format!("分开写着“{}”的：", apart.query),
        };
        paper.line(0, &[(Ink::Plain, &others)]);
        widened(paper, &apart.widened);
        paper.blank();
        all(paper, &apart.hits);
    }
    paper.line(0, &[(Ink::Dim, &counted(answer, offset))]);
    if let Some(apart) = &answer.apart {
        paper.line(0, &[(Ink::Dim, &besides(apart, answer))]);
    }
}

/// Whether what was found besides was asked for with the words of the query that is answered, which count in another way too.
fn is_asked(apart: &Apart, answer: &SearchAnswer) -> bool {
    let looser = answer.hint.as_ref().and_then(|hint| hint.looser.as_ref());
    let asked = looser.map_or(&answer.query, |(words, _)| words);
    apart.query.split_whitespace().eq(asked.split_whitespace())
}

/// How many hits there are besides, and how to see all of them.
fn besides(apart: &Apart, answer: &SearchAnswer) -> String {
    let (total, shown) = (apart.total, apart.hits.len());
    let is_place =
        |(name, how): &&(String, Widened)| *how == Widened::Place && *name == answer.query.trim();
    let place = apart.widened.iter().find(is_place);
    match (is_asked(apart, answer), total - shown, place) {
        (true, 0, _) | (true, _, None) => format!("放宽后另有 {total} 条"),
        (true, _, Some((name, _))) => {
            format!("放宽后另有 {total} 条，用 gangyao place {name} 可看全部")
        }
        (false, 0, _) => format!("分开写的另有 {total} 条"),
        (false, ..) => format!("分开写的另有 {total} 条，改搜“{}”可看全部", apart.query),
    }
}

/// Says which looser query is answered in place of `query`, and what counts in it in another way too.
fn instead(paper: &mut Paper, query: &str, hint: &Hint) {
    let Some((looser, _)) = &hint.looser else { return };
    let same = query.split_whitespace().eq(looser.split_whitespace());
    let what = if same {
        "放宽后有以下结果"
    } else {
        &format!("以下是“{looser}”的结果")
    };
    let query = query.trim();
    let said = match (hint.named, hint.unfiltered) {
        (Some(Named::Address), _) => format!("“{query}”是地址，以下是那里的内容"),
        (Some(Named::Plan), _) => format!("“{query}”是文号，以下是这部规划的内容"),
        (None, 0) => format!("没有一处写着“{query}”，{what}"),
        (None, n) => format!("筛选范围内没有一处写着“{query}”（不加筛选有 {n} 条），{what}"),
    };
    paper.line(0, &[(Ink::Plain, &said)]);
    widened(paper, &hint.widened);
    without(paper, hint);
    if let Some((word, wanted)) = &hint.wanted {
        let what = match wanted {
            Wanted::Amount => "有指标",
            Wanted::Time => "有时限",
            Wanted::Body => "写明责任部门",
        };
        paper.line(0, &[(Ink::Dim, &format!("问“{word}”，{what}的排在前面"))]);
    }
    paper.blank();
}

/// Says what of the query does not count in the looser one.
fn without(paper: &mut Paper, hint: &Hint) {
    let words: String = hint.without.iter().map(|word| format!("“{word}”")).collect();
    let near =
        if hint.is_by_near { "，和它在同一节、同一部规划的排在前面" } else { "" };
    if !words.is_empty() {
        paper.line(0, &[(Ink::Dim, &format!("没有计入{words}{near}"))]);
    }
}

/// Says what the `words` of a looser query count as too.
fn widened(paper: &mut Paper, words: &[(String, Widened)]) {
    let counts = |how: Widened| match how {
        Widened::Year => "时限",
        Widened::Period => "时限和规划的年限",
        Widened::Region => "规划的地区",
        Widened::Place => "涉及的地方",
        Widened::Body => "责任部门（含推断）",
        Widened::Plan => "规划的名称",
        Widened::Kind => "类别",
    };
    let said = |alike: &[(String, Widened)]| {
        let words: String = alike.iter().map(|(word, _)| format!("“{word}”")).collect();
        format!("{words}也算作{}", counts(alike[0].1))
    };
    if !words.is_empty() {
        let all: Vec<String> = words.chunk_by(|(_, a), (_, b)| a == b).map(said).collect();
        paper.line(0, &[(Ink::Dim, &all.join("，"))]);
    }
}

/// Number, address and kind; the way to it; its words; when and how much.
fn one(paper: &mut Paper, number: usize, hit: &Hit) {
    let card = &hit.card;
    let label = format!("{number}.");
    let address =
        [(Ink::Address, &*card.address()), (Ink::Plain, "\u{a0}\u{a0}"), (Ink::Dim, card.label())];
    paper.item(0, &[(Ink::Dim, &label)], INDENT, &address);
    paper.line(INDENT, &[(Ink::Dim, &card.trail().join(" › "))]);
    paper.line(INDENT, &printed(card.own_node(), marked(hit)));
    if card.measure.is_some() {
        tags::due(paper, INDENT, &card.tags, card.times.iter().map(String::as_str));
    }
}

/// The sentences of a hit that hold a word looked for, the words in their ink; … where something is left out.
fn marked(hit: &Hit) -> Vec<Run<'_>> {
    let card = &hit.card;
    let marks = marks(hit);
    let words = |start: u32, end: u32| card.words(Span { start, end });
    let mut runs = Vec::new();
    let mut end = card.span().start;
    for sentence in sentences(card, &marks) {
        let between = words(end, sentence.start);
        let is_left_out = between.contains(char::is_alphanumeric);
        runs.push(if is_left_out { (Ink::Dim, "…") } else { (Ink::Plain, between) });
        end = sentence.start;
        for mark in marks.iter().filter(|mark| sentence.overlaps(**mark)) {
            let (from, to) = (mark.start.max(end), mark.end.min(sentence.end));
            runs.push((Ink::Plain, words(end, from)));
            runs.push((Ink::Mark, words(from, to)));
            end = to;
        }
        runs.push((Ink::Plain, words(end, sentence.end)));
        end = sentence.end;
    }
    if words(end, card.span().end.max(end)).contains(char::is_alphanumeric) {
        runs.push((Ink::Dim, "…"));
    }
    runs
}

/// The words looked for, as stretches of the source.
fn marks(hit: &Hit) -> Vec<Span> {
    let (start, text) = (hit.card.span().start as usize, hit.card.text());
    let ruler = Ruler::new(text);
    let mark = |&(from, to): &(u32, u32)| {
        Span::new(start + ruler.byte(text, from), start + ruler.byte(text, to))
    };
    hit.highlights.iter().map(mark).collect()
}

/// A measure whole; of a node the sentences that hold one of `marks`, or all of it where none does.
fn sentences(card: &Card, marks: &[Span]) -> Vec<Span> {
    if card.measure.is_some() {
        return vec![card.span()];
    }
    let holds = |span: &Span| marks.iter().any(|mark| span.overlaps(*mark));
    let mut held: Vec<Span> = card.pieces().filter(holds).take(SENTENCES).collect();
    match held.as_slice() {
        [] => return vec![card.span()],
        // A heading alone does not say what is to be done.
        [head] if head.start == card.span().start => held = card.pieces().take(2).collect(),
        _ => {}
    }
    held
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
            let from = if shown > 1 { format!("{}—", offset + 1) } else { String::new() };
            format!("共 {total} 条，这里是第 {from}{last} 条{more}")
        }
    }
}

fn nothing(paper: &mut Paper, answer: &SearchAnswer) {
    paper.line(0, &[(Ink::Plain, &format!("没有找到：{}", answer.query))]);
    let Some(Hint { looser, near, unfiltered, .. }) = &answer.hint else {
        paper.line(2, &[(Ink::Dim, "换个说法，或只写要找的词再试")]);
        return;
    };
    if *unfiltered > 0 {
        paper.line(2, &[(Ink::Plain, &format!("不加筛选有 {unfiltered} 条"))]);
    }
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

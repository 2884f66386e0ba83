//! The doubts about a plan as it was read: for the people who prepare its file.
//!
//! What the reader and the outline noted is among them; the rest is found by looking at what came out.

use std::collections::BTreeSet;

use super::unplaced;
use crate::ground::{Note, Severity, Span, is_digit, numeral};
use crate::index::fold;
use crate::lexicon::Lexicon;
use crate::outline::table::Columns;
use crate::outline::{Kind, Node};
use crate::plan::Plan;

/// A line longer than this, in characters, has most likely lost its line ends.
const LONG_LINE: usize = 5000;

/// The longest entry of a table of contents, in letters.
const LONG_ENTRY: usize = 40;

/// How many characters of a text are shown.
const BRIEF: usize = 20;

/// The marks that come in pairs.
const PAIRS: [(char, char); 7] =
    [('（', '）'), ('《', '》'), ('“', '”'), ('【', '】'), ('〔', '〕'), ('「', '」'), ('‘', '’')];

/// The doubts about each of `plans`, which are all those of one text; by line. Those of [`Severity::Info`] only say how it was read.
pub fn doubts(plans: &[Plan], lexicon: &Lexicon) -> Vec<Vec<Note>> {
    let lost = unplaced(plans);
    let of = |(n, plan): (usize, &Plan)| {
        let mut notes: BTreeSet<Note> = plan.notes.iter().cloned().collect();
        notes.extend(bare(plan));
        notes.extend(unpaired(plan));
        notes.extend(contents(plan));
        notes.extend(columns(plan));
        notes.extend(tables(plan, lexicon));
        notes.extend(empty(plan));
        notes.extend(long_lines(plan));
        // What no plan holds is said once.
        notes.extend(lost.chunk_by(|a, b| a.end == b.start).filter(|_| n == 0).map(|run| {
            let span = run[0].to(run[run.len() - 1]);
            Note::warning(
                line(plan, span.start),
                format!("没有归入任何一处：{}", brief(span.of(&plan.text))),
            )
        }));
        notes.into_iter().collect()
    };
    plans.iter().enumerate().map(of).collect()
}

/// Tables whose head speaks of indicators to be reached, and that gave none.
fn tables(plan: &Plan, lexicon: &Lexicon) -> Vec<Note> {
    let begins = plan.identity.period.map_or(0, |(from, _)| from);
    let doubtful = |n: &usize, head: Span| {
        let columns = Columns::of(lexicon, &plan.text, head);
        let to_come = columns.last_year().is_none_or(|year| year >= begins);
        columns.is_doubtful() || columns.has_targets() && to_come && !has_target(plan, *n)
    };
    let nodes = plan.outline.nodes.iter().enumerate();
    let tables = nodes.filter(|(_, node)| node.kind == Kind::Table);
    let unread = tables.filter(|(n, node)| node.head.is_some_and(|head| doubtful(n, head)));
    let note = |(_, node): (usize, &Node)| {
        let what = "指标表没有读懂，认不出指标和目标值各在哪一列";
        Note::warning(node.line, format!("{what}：{}", brief(&node.title)))
    };
    unread.map(note).collect()
}

/// Whether a row of table `node` has a target.
fn has_target(plan: &Plan, node: usize) -> bool {
    let mut rows = plan.measures.iter().zip(plan.tags.iter());
    rows.any(|(m, tags)| m.node as usize == node && !tags.targets.is_empty())
}

/// Whether none of `notes` is a doubt.
pub fn is_clean(notes: &[Note]) -> bool {
    notes.iter().all(|note| note.severity == Severity::Info)
}

/// The line that byte `at` of the text stands on, from 1.
fn line(plan: &Plan, at: u32) -> u32 {
    let before = &plan.text.as_bytes()[..at as usize];
    before.iter().filter(|&&byte| byte == b'\n').count() as u32 + 1
}

fn brief(words: &str) -> String {
    match words.char_indices().nth(BRIEF) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// A plan without a title, or without a single heading.
fn bare(plan: &Plan) -> Vec<Note> {
    let untitled = plan.identity.title.is_empty();
    let headed =
        plan.outline.nodes.iter().any(|node| is_heading(node) || node.kind == Kind::Article);
    let said = [(untitled, "没有读出标题"), (!headed, "没有读出一个章节标题")];
    said.into_iter().filter(|(is, _)| *is).map(|(_, what)| Note::warning(0, what)).collect()
}

fn is_heading(node: &Node) -> bool {
    matches!(node.kind, Kind::Part | Kind::Chapter | Kind::Section)
}

/// Brackets and quotes that open and do not close within a paragraph, or close and do not open.
fn unpaired(plan: &Plan) -> Vec<Note> {
    let spans = plan.outline.nodes.iter().flat_map(|node| {
        // A heading and the text that runs on behind it are one paragraph.
        match (node.head, node.body.first()) {
            (Some(head), Some(body)) if !plan.text[between(head, *body)].contains('\n') => {
                [head.to(*body)]
                    .into_iter()
                    .chain(node.body[1..].iter().copied())
                    .collect::<Vec<_>>()
            }
            (head, _) => head.into_iter().chain(node.body.iter().copied()).collect(),
        }
    });
    let mut open = None;
    let note = |span: Span| {
        let found = unpaired_mark(span.of(&plan.text));
        // Where a page broke the paragraph, the mark that closes it was missed above already.
        let opened = std::mem::replace(&mut open, found.map(|(_, mark)| mark));
        let (at, mark) =
            found.filter(|&(_, mark)| !opened.is_some_and(|o| PAIRS.contains(&(o, mark))))?;
        let start = span.start + at as u32;
        let rest = &plan.text[start as usize..span.end as usize];
        Some(Note::warning(line(plan, start), format!("{mark} 没有配对：{}", brief(rest))))
    };
    spans.filter_map(note).collect()
}

/// What stands between a heading and its text.
fn between(head: Span, body: Span) -> std::ops::Range<usize> {
    (head.end as usize).min(body.start as usize)..body.start as usize
}

/// The first mark of `words` without its partner, and where it stands. 1） counts points and opens nothing.
fn unpaired_mark(words: &str) -> Option<(usize, char)> {
    let mut open = Vec::<(usize, char)>::new();
    for (at, c) in words.char_indices().map(|(at, c)| (at, full(c))) {
        if PAIRS.iter().any(|pair| pair.0 == c) {
            open.push((at, c));
        } else if let Some(pair) = PAIRS.iter().find(|pair| pair.1 == c) {
            match open.last() {
                Some(last) if last.1 == pair.0 => _ = open.pop(),
                _ if c == '）' && counts(&words[..at]) => {}
                _ => return Some((at, c)),
            }
        }
    }
    open.first().copied()
}

/// Round brackets are the same in half width.
fn full(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

fn counts(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| c.is_numeric() || numeral::is_one_to_ten(c))
}

/// What the table of contents lists and the text does not have, and the other way round.
fn contents(plan: &Plan) -> Vec<Note> {
    let nodes = &plan.outline.nodes;
    let kept = nodes.iter().filter(|node| is_kept(node));
    let mut kept = kept.map(|node| (node, entries(node.span.of(&plan.text))));
    let listed = kept.find(|(_, entries)| entries.len() >= ENTRIES);
    let Some((listed, entries)) = listed else { return Vec::new() };
    let heading = |node: &Node| fold::letters(node.head.map_or("", |head| head.of(&plan.text)));
    let headings: Vec<(&Node, String)> = nodes
        .iter()
        .map(|node| (node, heading(node)))
        .filter(|(_, heading)| !heading.is_empty())
        .collect();
    // Of an entry the digits before its words are gone, be they its number or that of a page.
    let unnumbered =
        |heading: &str| heading.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned();
    let is = |entry: &str, heading: &str| {
        let words = unnumbered(heading);
        entry == heading || !words.is_empty() && entry.ends_with(&words)
    };
    let is_listed = |heading: &str| entries.iter().any(|entry| is(entry, heading));
    let missing = entries.iter().filter(|entry| !headings.iter().any(|(_, h)| is(entry, h)));
    let missing = missing
        .map(|entry| Note::warning(listed.line, format!("目录里有，正文里没有：{}", brief(entry))));
    // A table of contents need not go down to every level.
    let upper = || headings.iter().filter(|(node, _)| is_heading(node));
    let levels: BTreeSet<Kind> =
        upper().filter(|(_, heading)| is_listed(heading)).map(|(node, _)| node.kind).collect();
    // A clause that is a number and its text has no heading to be listed.
    let unlisted = upper().filter(|(node, heading)| {
        levels.contains(&node.kind) && !unnumbered(heading).is_empty() && !is_listed(heading)
    });
    let unlisted = unlisted.map(|(node, _)| {
        Note::warning(node.line, format!("正文里有，目录里没有：{}", brief(&node.title)))
    });
    missing.chain(unlisted).collect()
}

/// The fewest entries of a table of contents; less is whom a notice is for.
const ENTRIES: usize = 3;

/// Whether a node before the first chapter is kept and not read, as a table of contents is: it has no paragraph of its own.
fn is_kept(node: &Node) -> bool {
    node.kind == Kind::Preamble && node.body.is_empty()
}

/// The letters of the entries of a table of contents: what stands before leaders and a page number.
fn entries(text: &str) -> Vec<String> {
    let is_leader = |c: char| matches!(c, '.' | '·' | '…' | '．' | '-' | '—' | '_');
    let mut entries = Vec::new();
    for line in text.lines() {
        let pieces = line.split(is_leader).filter(|piece| !piece.trim().is_empty());
        for piece in pieces {
            // A page number stands at the end of a line, or before the next entry on it.
            let words = piece.trim().trim_start_matches(is_digit).trim();
            let words = words.trim_end_matches(is_digit).trim();
            let letters = fold::letters(words);
            let length = letters.chars().count();
            // Its title, Roman page numbers and lines of the text are no entries.
            let titles = matches!(letters.as_str(), "目录" | "目次");
            if (2..=LONG_ENTRY).contains(&length) && !letters.is_ascii() && !titles {
                entries.push(letters);
            }
        }
    }
    entries
}

/// Boxes that are missing in their count, or counted twice.
fn columns(plan: &Plan) -> Vec<Note> {
    let columns = plan.outline.nodes.iter().filter(|node| node.kind == Kind::Column);
    let numbered =
        columns.filter_map(|node| Some((node, node.number.as_ref()?.parse::<u32>().ok()?)));
    let numbered: Vec<(&Node, u32)> = numbered.collect();
    let mut notes = Vec::new();
    let mut last = 0;
    for (node, number) in numbered {
        if number > last + 1 {
            let message = match last {
                0 => format!("第一个专栏就是专栏{number}，前面缺号"),
                _ => format!("专栏{last} 之后是专栏{number}，中间缺号"),
            };
            notes.push(Note::warning(node.line, message));
        } else if number <= last && number != 1 {
            notes.push(Note::warning(node.line, format!("专栏{number} 的编号在前面出现过")));
        }
        last = number;
    }
    notes
}

/// Chapters, sections and boxes with nothing in them.
fn empty(plan: &Plan) -> Vec<Note> {
    let nodes = &plan.outline.nodes;
    let headed = |node: &Node| is_heading(node) || node.kind == Kind::Column;
    let children = plan.outline.children();
    let is_empty = |at: usize| nodes[at].body.is_empty() && children[at].is_empty();
    let empty = (0..nodes.len()).filter(|&at| headed(&nodes[at]) && is_empty(at));
    empty
        .map(|at| {
            Note::warning(nodes[at].line, format!("标题下没有内容：{}", brief(&nodes[at].title)))
        })
        .collect()
}

/// Lines that are a whole text.
fn long_lines(plan: &Plan) -> Vec<Note> {
    let lines = (1..).zip(plan.text.lines());
    let long = lines.filter(|(_, line)| line.len() > LONG_LINE && line.chars().count() > LONG_LINE);
    long.map(|(n, line)| {
        let message = format!("这一行有 {} 个字，换行可能已经丢失", line.chars().count());
        Note::warning(n, message)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_without_a_partner() {
        let mark = |words: &str| unpaired_mark(words).map(|(_, mark)| mark);
        assert_eq!(mark("（一）推进“无废城市”建设（含试点)。"), None);
        assert_eq!(mark("1）推进；2)建设。"), None);
        assert_eq!(mark("推进“无废城市建设。"), Some('“'));
        assert_eq!(mark("落实《规划要求。（见附件）"), Some('《'));
        assert_eq!(mark("落实规划》要求。"), Some('》'));
        assert_eq!(mark("（甲《乙）丙》"), Some('）'));
    }

    #[test]
    fn entries_of_a_table_of_contents() {
        assert_eq!(
            entries(
                "目　录\n前 言......1\n一、总体要求........7（一）指导思想 ..... 8\n第二章 目标··· 9\n三、保障 12\n"
            ),
            ["前言", "一总体要求", "一指导思想", "第二章目标", "三保障"]
        );
    }
}

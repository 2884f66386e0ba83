//! Paragraphs → measures: the sentences of each node, split at 。 and ； outside quotes and brackets.

mod background;
mod body;
mod bracket;
mod coverage;
mod duty;
mod kind;
mod measure;
mod piece;
mod state;

pub use body::Bodies;
pub use bracket::{duties, is_responsibility_bracket};
pub use coverage::Bracket;
pub use duty::{Duty, Role};
pub use measure::{Kind, Measure};

use kind::Setting;
use rayon::prelude::*;

use crate::ground::{Span, is_digit, numeral, sentences};
use crate::lexicon::Lexicon;
use crate::outline::table::{Columns, cell_words, first_is_count, is_total};
use crate::outline::{Kind as NodeKind, Node, Outline, Terms};

/// The measures of a plan in the order of the text.
///
/// Every sentence of a node's own text is one, numbered from 1 within the node; its heading is none, nor a bracket that says
/// only who is responsible or by when.
pub fn read(text: &str, outline: &Outline, lexicon: &Lexicon) -> Vec<Measure> {
    read_with_brackets(text, outline, lexicon).0
}

/// The measures of a plan, and the brackets that speak for them: see [`read`] and [`Bracket`].
pub fn read_with_brackets(
    text: &str,
    outline: &Outline,
    lexicon: &Lexicon,
) -> (Vec<Measure>, Vec<Bracket>) {
    let nodes = outline.nodes.par_iter().with_min_len(SHARE);
    let brackets: Vec<_> = nodes.map(|node| bracket::of_node(text, node, lexicon)).collect();
    let measures = sentences_without(text, outline, lexicon, &brackets);
    let brackets = coverage::brackets(text, outline, &measures, &brackets, lexicon);
    (measures, brackets)
}

/// The sentences as measures; those of `brackets`, which are told node by node, are no part of any.
fn sentences_without(
    text: &str,
    outline: &Outline,
    lexicon: &Lexicon,
    brackets: &[Vec<Span>],
) -> Vec<Measure> {
    let situation = kind::Situation::of(text, outline, lexicon);
    let of_node = |(node, (entry, brackets)): (usize, (&Node, &Vec<Span>))| {
        let setting = situation.of_node(node);
        if entry.kind == NodeKind::Table {
            return rows(text, entry, node, setting, lexicon);
        }
        // A case is told in one paragraph; what stands below the last belongs to all. So is a problem, up to what is done about it.
        let start = entry.span.start as usize;
        let is_problem = situation.is_problem(node);
        let mut case = (is_problem || situation.is_case(node))
            .then(|| text[start..].find('\n').map_or(text.len(), |line| start + line));
        let of_body = |&body: &Span| {
            let label = || situation.labelled(node, body.of(text), lexicon);
            let setting = match setting {
                Setting::Back => label().unwrap_or(setting),
                // 整改目标：… within the text of a point.
                Setting::Work => label().filter(|s| *s == Setting::Aims).unwrap_or(setting),
                Setting::Guide | Setting::Aims => setting,
            };
            sentences(text, body).into_iter().map(move |sentence| (sentence, setting))
        };
        let spans = entry.body.iter().flat_map(of_body).filter_map(|(sentence, setting)| {
            Some((bracket::without_leading(text, sentence, brackets)?, setting))
        });
        // Whether the aims have been named and their list goes on.
        let mut listed = false;
        let measure = |(n, (span, setting)): (usize, (Span, Setting))| {
            let words = span.of(text);
            let is_told = || n == 0 && words.starts_with(&entry.title);
            case =
                case.filter(|_| !is_problem || is_told() || !kind::turns_to_work(words, lexicon));
            let is_case = case.is_some_and(|end| (span.start as usize) < end);
            let setting = if is_case { Setting::Back } else { setting };
            let kind = kind::of(words, entry, setting, listed, situation.begins, lexicon);
            listed = words.ends_with(['；', ';']) && (listed || kind::states_aims(words, lexicon));
            Measure { node: node as u32, number: n as u32 + 1, kind, span }
        };
        spans.enumerate().map(measure).collect()
    };
    let nodes = outline.nodes.par_iter().zip(brackets).enumerate().with_min_len(SHARE);
    let mut measures: Vec<Measure> = nodes.flat_map_iter(of_node).collect();
    measures.sort_by_key(|m| m.span);
    measures
}

/// How many nodes one processor reads at least.
const SHARE: usize = 16;

/// The rows of a table: each is one measure, whatever sentences stand in its cells. Those of a table with targets are outcomes, those of
/// one with duties actions; of one of works, whose headings tell of work, a row with a cell that opens with work.
fn rows(
    text: &str,
    table: &Node,
    node: usize,
    setting: Setting,
    lexicon: &Lexicon,
) -> Vec<Measure> {
    let columns = table.head.map_or_else(Columns::default, |head| Columns::of(lexicon, text, head));
    let may_work = columns.may_be_works() && setting == Setting::Work;
    let terms = Terms::of(lexicon);
    let of_row = |n: usize, span: Span| {
        let row = span.of(text);
        let parts = || table.body.get(n + 1).is_some_and(|below| is_part(below.of(text)));
        if is_total(terms, row) || names_group(text, span, lexicon) && parts() {
            // What sums up the rows above it, or names those below, says nothing of its own.
            Kind::Context
        } else if columns.has_targets() {
            Kind::Outcome
        } else if columns.has_duties() || may_work && holds_work(row, lexicon) {
            Kind::Action
        } else {
            Kind::Context
        }
    };
    let measure = |(n, &span): (usize, &Span)| Measure {
        node: node as u32,
        number: n as u32 + 1,
        kind: of_row(n, span),
        span,
    };
    table.body.iter().enumerate().map(measure).collect()
}

/// The fewest letters of a cell that says what is to be done: 改造 alone names a column.
const WORK: usize = 6;

/// The words of the cells of `row`.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    cell_words(row).map(str::trim)
}

/// Whether the row at `span` may name the rows below it: its one cell has a mark of a heading, 一、基础设施, be it in a cell of its own, or
/// else is the first and tells of no work and no number. One that is not the first goes on with cells that stand over several rows.
fn names_group(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    let row = span.of(text);
    let Some(name) = only_cell(row) else { return false };
    let first = row.trim_start_matches(['|', '｜']).trim_start_matches(' ').starts_with(name)
        && !text[..span.start as usize].ends_with('\t');
    let tells = name.contains(is_digit) || background::opens_work(name, lexicon);
    let counted =
        first_is_count(name) || cells(row).find(|cell| !cell.is_empty()).is_some_and(counts);
    !name.contains('。') && (counted || first && !tells)
}

/// Whether `row` may stand in the group that the row above it names: it has several cells, or heads a group within that one.
fn is_part(row: &str) -> bool {
    only_cell(row).is_none_or(first_is_count)
}

/// The words of the one cell of `row` that is filled, behind a count of groups.
fn only_cell(row: &str) -> Option<&str> {
    let mut filled = cells(row).filter(|cell| !cell.is_empty()).skip_while(|cell| counts(cell));
    filled.next().filter(|_| filled.next().is_none())
}

/// Whether `cell` is no more than the count of a group: 一, 十二.
fn counts(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(numeral::is_one_to_ten)
}

/// Whether a cell of `row` opens with work.
fn holds_work(row: &str, lexicon: &Lexicon) -> bool {
    let mut cells = cells(row);
    let is_long = |cell: &str| cell.chars().nth(WORK - 1).is_some();
    cells.any(|cell| is_long(cell) && background::opens_work(cell, lexicon))
}

//! By when: the times that bound a measure, its own, those of the opening of its paragraph, and those of its stage.
//!
//! A time never crosses a ； or a 。 but from an opening that introduces a list (到2025年，主要目标是：…), from the heading of
//! a stage, and from a bracket or label line that speaks for the measure (完成时限：2025年底). Past years, years of titles and
//! dates are none.

mod era;
pub(super) mod expression;
mod horizon;
pub(super) mod opening;
pub(in crate::tags) mod year;

pub(super) use self::era::Era;
use self::expression::{Mention, Use, mentions};
use super::reading::Reading;
use super::words::{Does, holds};
use super::{Context, Deadline, DeadlineBasis, Relation, Tags};
use crate::ground::{Span, is_digit, numeral};
use crate::lexicon::Lexicon;
use crate::measures::Kind;
use crate::outline::table::{Role, Row};

/// Fills [`Tags::deadlines`].
pub(super) fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    if let Some(row) = context.row(at) {
        tags.deadlines = in_row(context, &row);
        return;
    }
    if context.plain.reading(at).is_row() {
        return;
    }
    tags.deadlines = stated(context, context.plain.reading(at), context.plain.times(at));
    if context.measures[at].kind == Kind::Context {
        // What goes on in these years, and every year, is how things stand; not what begins in one (从2019年开始).
        let begins = |d: &Deadline| d.rule == "deadline:from-year";
        tags.deadlines
            .retain(|d| begins(d) || !matches!(d.relation, Relation::During | Relation::Every));
    }
    let dated = |d: &Deadline| d.relation != Relation::Every && d.to.or(d.from).is_some();
    if !tags.deadlines.iter().any(dated) {
        tags.deadlines.extend(in_brackets(context, at));
    }
    if !tags.deadlines.iter().any(dated) {
        let lent = opening::inherited(context, at).or_else(|| of_stage(context, at));
        tags.deadlines.extend(lent);
    }
}

/// The times in the column of a table that says by when: 2025年底前.
fn in_row(context: &Context<'_>, row: &Row) -> Vec<Deadline> {
    let cells = row.of(Role::When);
    let stated = cells.flat_map(|(_, cell)| {
        let reading = Reading::bounded(context.text, cell);
        let times = times(&reading, context.lexicon, year_of(context)).into_iter();
        stated(context, &reading, &times.map(set).collect::<Vec<_>>())
    });
    stated.map(|d| Deadline { rule: "deadline:table".into(), ..d }).collect()
}

/// The times in the brackets that speak for measure `at`: （完成时限：2025年底）.
fn in_brackets(context: &Context<'_>, at: usize) -> Vec<Deadline> {
    let speaking = context.speaking(at).filter(|b| !b.in_heading);
    let inner = |span: Span| {
        let words = span.of(context.text);
        let close = words.trim_end_matches(['）', ')', '〕', ']']).len();
        let open = words.len() - words.trim_start_matches(['（', '(', '〔', '[']).len();
        Span::new(span.start as usize + open, span.start as usize + close.max(open))
    };
    let stated = speaking.flat_map(|b| {
        let reading = Reading::of(context.text, inner(b.span));
        let times: Vec<Mention> =
            self::times(&reading, context.lexicon, year_of(context)).into_iter().map(set).collect();
        stated(context, &reading, &times)
    });
    stated.map(|d| Deadline { rule: "deadline:bracket".into(), ..d }).collect()
}

/// A month that stands alone in such a bracket or cell, which is then when the work is due: 完成时间：2022年12月.
fn set(mention: Mention) -> Mention {
    let alone = mention.usage == Use::Other && mention.rule == "bare-year";
    if !alone || mention.month.is_none() {
        return mention;
    }
    Mention { relation: Relation::By, usage: Use::Bound, from: None, ..mention }
}

/// The times that the words of `reading` state, in order, of the `times` named in them.
fn stated(context: &Context<'_>, reading: &Reading, times: &[Mention]) -> Vec<Deadline> {
    if times.is_empty() && !horizon::may_name(reading, context.lexicon) {
        return Vec::new();
    }
    let era = context.plain.era();
    let horizons = horizon::mentions(context.text, reading, context.lexicon, times);
    let length = context
        .identity
        .period
        .and_then(|years| horizon::length(reading, context.lexicon, times, years));
    let length = length.map(|m| m.deadline(reading, DeadlineBasis::Inherited));
    let bounds = times.iter().cloned().chain(horizons).filter(|m| m.usage == Use::Bound);
    let bounds = bounds.filter(|m| !era.is_past(m) && !is_told(reading, m));
    let bounds = bounds.map(|m| m.deadline(reading, DeadlineBasis::Stated));
    let stated: Vec<Deadline> = bounds.chain(length).collect();
    // 规划期限为2021年至2035年，近期至2025年: what a plan says of its own years.
    match !stated.is_empty() && holds(reading, context.lexicon, 0..reading.len(), Does::Period) {
        true => Vec::new(),
        false => stated,
    }
}

/// The year that the plan is of, if it is of one and its title names no other.
pub(in crate::tags) fn year_of(context: &Context<'_>) -> Option<u16> {
    // 2024年…执行情况与2025年…草案: which of the two is meant is not said.
    let numbers = || context.identity.title.split(|c| !is_digit(c));
    // 某县2026年1000件民生实事.
    let is_year =
        |digits: &&str| numeral::parse(digits).is_some_and(|year| (1990..2070).contains(&year));
    let single = || numbers().filter(is_year).count() == 1;
    let (from, to) = context.identity.period?;
    (from == to && single()).then_some(from)
}

/// Every time named in `reading`, in order, those that leave out their year with `year`, that of the plan.
pub(in crate::tags) fn times(
    reading: &Reading,
    lexicon: &Lexicon,
    year: Option<u16>,
) -> Vec<Mention> {
    let times = mentions(reading, lexicon).into_iter();
    match year {
        Some(year) => times.map(|mention| in_year(mention, reading, year)).collect(),
        None => times.filter(|mention| mention.rule != "whole-year").collect(),
    }
}

/// `mention` with its year where it names none and the plan is of one year: 6月底前 in a plan for 2025.
fn in_year(mention: Mention, reading: &Reading, year: u16) -> Mention {
    let open = mention.from.is_none() && mention.to.is_none();
    // 次年3月 is in the year behind one that other words name.
    let next = reading.any_before(mention.range.start, &["次年", "翌年"]).is_some();
    if !open || next || matches!(mention.relation, Relation::Every | Relation::MidCentury) {
        return mention;
    }
    let starts = |words: &[&str]| words.iter().any(|w| reading.starts(mention.range.start, w));
    // 今冬明春 ends in the year behind.
    let over = starts(&["今冬明春"]);
    let year = year + u16::from(starts(&["明年", "到明年"]));
    let from = (mention.relation == Relation::During).then_some(year);
    // From such a month on: there is no end.
    let to = (mention.rule != "from-month").then_some(year + u16::from(over));
    mention.years(from, to)
}

/// Whether the clause of a year tells what has happened: 2020年，…达到了….
fn is_told(reading: &Reading, mention: &Mention) -> bool {
    if mention.rule != "bare-year" && mention.rule != "year-reached" {
        return false;
    }
    let next = mention.range.end + usize::from(reading.at(mention.range.end) == '，');
    let clause = reading.clause(next);
    reading.holds(
        mention.range.end..clause.end,
        &["达到了", "实现了", "完成了", "已", "取得了", "取得新"],
    )
}

impl Mention {
    /// It as a deadline.
    fn deadline(self, reading: &Reading, basis: DeadlineBasis) -> Deadline {
        let span = reading.span(self.range);
        let Self { relation, from, to, month, .. } = self;
        let rule = format!("deadline:{}", self.rule).into();
        Deadline { relation, from, to, month, basis, span, rule }
    }
}

/// The years of the stage that holds measure `at`: 第一阶段（2024—2027年）.
fn of_stage(context: &Context<'_>, at: usize) -> Option<Deadline> {
    let nodes = &context.outline.nodes;
    let mut node = &nodes[context.measures[at].node as usize];
    while node.period.is_none() {
        node = &nodes[node.parent? as usize];
    }
    let (from, to) = node.period?;
    Some(Deadline {
        relation: Relation::During,
        from: Some(from),
        to: Some(to),
        month: None,
        basis: DeadlineBasis::Stage,
        span: stage_words(context, node.head.unwrap_or(node.span)),
        rule: "deadline:stage".into(),
    })
}

/// The words of a stage's heading that give its years; all of the heading where none do.
fn stage_words(context: &Context<'_>, head: Span) -> Span {
    let reading = Reading::of(context.text, head);
    let years = mentions(&reading, context.lexicon).into_iter().find(|m| m.rule == "years");
    years.map_or(head, |m| reading.span(m.range))
}

//! What a measure inherits from the opening of its paragraph: 到2025年，主要目标是：甲；乙；丙。

use super::expression::{Mention, Use};
use crate::ground::{Span, is_digit};
use crate::lexicon::Lexicon;
use crate::tags::reading::Reading;
use crate::tags::words::{Does, holds};
use crate::tags::{Context, Deadline, DeadlineBasis};

/// For each measure the one before it whose time it may stand under: the nearest that states a time of its own, looking back
/// over the measures of the same paragraph, and over lines that begin with a list mark to the line that introduces them.
pub fn openings(context: &Context<'_>, times: &[(Reading, Vec<Mention>)]) -> Vec<Option<u32>> {
    let mut openings: Vec<Option<u32>> = Vec::with_capacity(times.len());
    let mut last = None;
    for (at, measure) in context.measures.iter().enumerate() {
        last = last
            .filter(|_| at > 0 && goes_on(context, context.measures[at - 1].span, measure.span));
        openings.push(last);
        if times[at].1.iter().any(is_bound) {
            last = Some(at as u32);
        }
    }
    openings
}

/// The time of the opening that measure `at` stands under.
pub(super) fn inherited(context: &Context<'_>, at: usize) -> Option<Deadline> {
    let from = context.plain.opening(at)?;
    let reading = context.plain.reading(from);
    let era = context.plain.era();
    let opening = context.plain.times(from).iter().find(|m| is_bound(m))?;
    if era.is_past(opening) {
        return None;
    }
    introduces(reading, context.lexicon, opening).then(|| lent(reading, opening))
}

fn is_bound(mention: &Mention) -> bool {
    mention.usage == Use::Bound && mention.to.is_some()
}

/// Whether `below` stands in the paragraph of the measure before it, or begins an item of the list below that.
fn goes_on(context: &Context<'_>, above: Span, below: Span) -> bool {
    let between = context.text.get(above.end as usize..below.start as usize);
    between.is_some_and(|between| {
        !between.contains('\n') || is_item(&context.text[line_start(context.text, below)..])
    })
}

/// `opening` as the deadline of a measure below it.
fn lent(reading: &Reading, opening: &Mention) -> Deadline {
    let deadline = opening.clone().deadline(reading, DeadlineBasis::Inherited);
    Deadline { rule: "deadline:opening".into(), ..deadline }
}

/// Whether the words after a time introduce a list: …，主要目标是： and …，要实现以下目标：, or …取得显著成效： at the end of
/// its measure; or those right before it do: 工作目标：到2025年，….
fn introduces(reading: &Reading, lexicon: &Lexicon, opening: &Mention) -> bool {
    if reading.any_before(opening.range.start, &["目标：", "目标是："]).is_some() {
        return true;
    }
    let from = opening.range.end;
    let colon =
        (from..reading.len()).find(|&i| reading.is_stop(i) && !matches!(reading.at(i), '，'));
    colon.filter(|&i| reading.at(i) == '：').is_some_and(|i| {
        let last = i + 1 == reading.len();
        let reached = last && reading.holds(from..i, &["取得", "实现", "达到", "建成"]);
        reached || holds(reading, lexicon, from..i, Does::Announces)
    })
}

/// The byte at which the line that holds the start of `span` begins.
fn line_start(text: &str, span: Span) -> usize {
    text[..span.start as usize].rfind('\n').map_or(0, |n| n + 1)
}

/// Whether a line begins with the mark of a list: ——, •, ①, （1）, 1.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let mark = line.trim_start_matches(['（', '(']).trim_start_matches(is_digit);
    let numbered = mark.len() < line.len() && mark.starts_with(['.', '．', '、', '）', ')']);
    numbered
        || line.starts_with(['—', '－', '-', '•', '·', '●', '■', '◆'])
        || line.starts_with(|c| ('①'..='⑳').contains(&c))
}

//! How binding a measure is: 必须 · 实施 · 鼓励 · 探索.
//!
//! Each clause says it by its first verb: in 鼓励企业开展评价 the second verb is what is encouraged. The measure is as binding as
//! its first clause that has a verb; a clause that obliges makes it binding as a whole.

use super::{Context, Strength, StrengthLevel, Tags};
use crate::ground::{Span, is_alphanumeric};
use crate::lexicon::List;
use crate::measures::Kind;

/// Tags a measure; the context of a plan (its situation, its guide) binds nobody.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = &context.measures[at];
    if measure.kind == Kind::Context {
        return;
    }
    let clauses = clauses(context.text, measure.span).into_iter();
    let said: Vec<Strength> = clauses.filter_map(|clause| of_clause(context, clause)).collect();
    let obliges = said.iter().find(|s| s.level == StrengthLevel::Mandatory);
    let goal = || goal(measure.kind, tags);
    let usual = Strength { level: StrengthLevel::Committed, span: None };
    let strength = obliges.cloned().or_else(goal).or_else(|| said.first().cloned());
    tags.strength = Some(strength.unwrap_or(usual));
}

/// A value to be reached binds, unless the plan only strives for it (力争).
fn goal(kind: Kind, tags: &Tags) -> Option<Strength> {
    let mut targets = tags.targets.iter().filter(|_| kind == Kind::Outcome);
    let firm =
        |t: &&super::Target| t.value.is_some() && t.qualifiers.iter().all(|q| !q.contains("力争"));
    targets.find(firm).map(|t| Strength { level: StrengthLevel::Mandatory, span: Some(t.span) })
}

/// What one clause says by its words.
fn of_clause(context: &Context<'_>, clause: Span) -> Option<Strength> {
    let words = words(context, clause);
    let &(first, span) = words.first()?;
    let weak = matches!(first, StrengthLevel::Encouraged | StrengthLevel::Exploratory);
    let obliges = words.iter().find(|(level, _)| *level == StrengthLevel::Mandatory && !weak);
    // 开展…试点: what is done is only a trial.
    let trial = words.last().filter(|(level, last)| {
        *level == StrengthLevel::Exploratory && ends_clause(context.text, clause, *last)
    });
    let (level, span) = obliges.or(trial).copied().unwrap_or((first, span));
    Some(Strength { level, span: Some(span) })
}

fn ends_clause(text: &str, clause: Span, word: Span) -> bool {
    let rest = &text[word.end as usize..clause.end as usize];
    !rest.contains(is_alphanumeric)
}

/// The words of the table in `clause`, the longest where they overlap, with what they say; those that say nothing left out,
/// and those of an end that the clause only names (以确保粮食安全为底线).
fn words(context: &Context<'_>, clause: Span) -> Vec<(StrengthLevel, Span)> {
    let text = clause.of(context.text);
    let named = text.find('为').filter(|_| text.starts_with('以')).unwrap_or(0);
    let mut end = clause.start + named as u32;
    let mut words = Vec::new();
    for find in context.finds.of(List::Strength, clause) {
        if find.span.start >= end {
            end = find.span.end;
            let level = level(context.lexicon.row(find).cell(1));
            words.extend(level.map(|level| (level, find.span)));
        }
    }
    words
}

fn level(name: &str) -> Option<StrengthLevel> {
    match name {
        "mandatory" => Some(StrengthLevel::Mandatory),
        "committed" => Some(StrengthLevel::Committed),
        "encouraged" => Some(StrengthLevel::Encouraged),
        "exploratory" => Some(StrengthLevel::Exploratory),
        _ => None,
    }
}

/// The stretches of `span` between ，；and 。
fn clauses(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start as usize;
    let pieces = span.of(text).split_inclusive(['，', '；', '。', ',', ';']);
    let clause = |piece: &str| {
        let clause = Span::new(start, start + piece.len());
        start = clause.end as usize;
        clause
    };
    pieces.map(clause).collect()
}

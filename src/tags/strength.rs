//! How binding a measure is: 必须 · 实施 · 鼓励 · 探索.
//!
//! Each clause says it by its first verb: in 鼓励企业开展评价 the second verb is what is encouraged. The measure is as binding as
//! its first clause that has a verb; a clause that obliges makes it binding as a whole.

use super::{Context, Strength, StrengthLevel, Tags};
use crate::ground::{Span, is_alphanumeric, signs};
use crate::lexicon::{Find, List};
use crate::measures::Kind;

/// Tags a measure; the context of a plan (its situation, its guide) binds nobody.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = &context.measures[at];
    if measure.kind == Kind::Context {
        return;
    }
    let mut said = said(context, measure.span).peekable();
    let first = said.peek().cloned();
    let obliges = said.find(|said| said.level == StrengthLevel::Mandatory);
    let goal = || goal(measure.kind, tags);
    let usual = Strength { level: StrengthLevel::Committed, span: None };
    tags.strength = obliges.or_else(goal).or(first).or(Some(usual));
}

/// A value to be reached binds, unless the plan only strives for it (力争).
fn goal(kind: Kind, tags: &Tags) -> Option<Strength> {
    let mut targets = tags.targets.iter().filter(|_| kind == Kind::Outcome);
    let firm =
        |t: &&super::Target| t.value.is_some() && t.qualifiers.iter().all(|q| !q.contains("力争"));
    targets.find(firm).map(|t| Strength { level: StrengthLevel::Mandatory, span: Some(t.span) })
}

/// The words of one clause.
struct Words {
    clause: Span,
    first: (StrengthLevel, Span),
    last: (StrengthLevel, Span),
    /// The first that obliges.
    obliges: Option<(StrengthLevel, Span)>,
}

impl Words {
    /// What they say together.
    fn say(&self, text: &str) -> Strength {
        let weak = matches!(self.first.0, StrengthLevel::Encouraged | StrengthLevel::Exploratory);
        let obliges = self.obliges.filter(|_| !weak);
        // 开展…试点: what is done is only a trial.
        let trial = Some(self.last).filter(|&(level, last)| {
            level == StrengthLevel::Exploratory && ends_clause(text, self.clause, last)
        });
        let (level, span) = obliges.or(trial).unwrap_or(self.first);
        Strength { level, span: Some(span) }
    }
}

fn ends_clause(text: &str, clause: Span, word: Span) -> bool {
    let rest = &text[word.end as usize..clause.end as usize];
    !rest.contains(is_alphanumeric)
}

/// What the clauses of `stretch` say, in order, those left out that say nothing. A clause is what stands between ，；and 。.
fn said<'a>(context: &'a Context<'a>, stretch: Span) -> impl Iterator<Item = Strength> + 'a {
    let mut finds = context.finds.of(List::Strength, stretch).peekable();
    let marks = signs(stretch.of(context.text))
        .filter(|(_, sign)| matches!(sign, '，' | '；' | '。' | ',' | ';'))
        .map(move |(at, mark)| stretch.start + (at + mark.len_utf8()) as u32);
    let mut start = stretch.start;
    let clauses = marks.chain([stretch.end]).map_while(move |end| {
        // Behind the last word nothing is said.
        finds.peek()?;
        let clause = Span { start: std::mem::replace(&mut start, end), end };
        let in_clause = std::iter::from_fn(|| finds.next_if(|find| find.span.start < end));
        Some(words(context, clause, in_clause))
    });
    clauses.flatten().map(|words| words.say(context.text))
}

/// Those of `finds` that say something, the longest where they overlap, without those of an end that the clause only names
/// (以确保粮食安全为底线); none where it is a condition (不能立即整改的，).
fn words<'f>(
    context: &Context<'_>,
    clause: Span,
    finds: impl Iterator<Item = &'f Find>,
) -> Option<Words> {
    if clause.of(context.text).ends_with("的，") {
        return None;
    }
    let mut from = clause.start + named(clause.of(context.text)) as u32;
    let levels = context.lexicon.strengths();
    let mut words: Option<Words> = None;
    for find in finds {
        if find.span.start < from || find.span.end > clause.end {
            continue;
        }
        from = find.span.end;
        let Some(level) = levels[find.row() as usize] else { continue };
        let word = (level, find.span);
        let words = words.get_or_insert(Words { clause, first: word, last: word, obliges: None });
        words.last = word;
        let obliges = Some(word).filter(|(level, _)| *level == StrengthLevel::Mandatory);
        words.obliges = words.obliges.or(obliges);
    }
    words
}

/// Where an end that `clause` only names is over: 以确保粮食安全为底线.
fn named(clause: &str) -> usize {
    let names = clause.starts_with('以').then(|| clause.find('为'));
    names.flatten().unwrap_or(0)
}

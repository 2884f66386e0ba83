//! [`Era`]: when a plan begins, so that the years before it are known to be past.

use super::expression::{Mention, mentions, plan_number};
use crate::ground::Span;
use crate::lexicon::Lexicon;
use crate::tags::Context;
use crate::tags::reading::Reading;

/// How far into a text its date of issue may stand, in bytes.
const FRONT: usize = 2400;

/// The first year that is not past for a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tags) struct Era {
    begins: Option<u16>,
}

impl Era {
    /// The first year of the plan's period, or of its title (“十四五”, 2021年度), or that of the first full date near the top.
    ///
    /// Where none of them says anything no year counts as past.
    pub(in crate::tags) fn of(context: &Context<'_>) -> Self {
        let period = context.identity.period.map(|(from, _)| from);
        let title = || title_year(&context.identity.title, context.lexicon);
        Self { begins: period.or_else(title).or_else(|| date_year(context.text, context.lexicon)) }
    }

    /// Whether `mention` lies before the plan begins.
    pub(in crate::tags) fn is_past(self, mention: &Mention) -> bool {
        let last = mention.to.or(mention.from);
        self.begins.is_some_and(|begins| last.is_some_and(|year| year < begins))
    }

    /// Whether the plan begins before `year`.
    pub(in crate::tags) fn is_before(self, year: u64) -> bool {
        self.begins.is_some_and(|begins| u64::from(begins) < year)
    }
}

/// The year a title says its plan begins in.
fn title_year(title: &str, lexicon: &Lexicon) -> Option<u16> {
    let reading = Reading::of(title, Span::new(0, title.len()));
    let named = mentions(&reading, lexicon);
    if let Some(years) = named.iter().find(|m| m.rule == "years") {
        return years.from;
    }
    if let Some((last, _)) = (0..reading.len()).find_map(|at| plan_number(&reading, at)) {
        return Some(last - 4);
    }
    let begins = |m: &&Mention| m.rule != "before-year" && !reading.starts(m.range.end, "远景");
    named.iter().find(begins).and_then(|m| m.from.or(m.to))
}

/// The year of the first full date (2021年10月24日) near the top of `text`.
fn date_year(text: &str, lexicon: &Lexicon) -> Option<u16> {
    let end = (0..=FRONT.min(text.len())).rev().find(|&i| text.is_char_boundary(i))?;
    let reading = Reading::of(text, Span::new(0, end));
    let dated = |m: &&Mention| m.month.is_some() && reading.ends(m.range.end, "日");
    let mentions = mentions(&reading, lexicon);
    let date = mentions.iter().find(dated)?;
    date.from.or(date.to)
}

//! How much: the indicators that a measure promises, each with value, unit, side, year and the words it rests on.
//!
//! `quantity` reads numbers with their units, `frame` how a number stands in its sentence, `noun` what it is of, `idle` which numbers
//! promise nothing, `promise` sentences and lists of them, `outcome` promises without a number, `due` the year, `table` the rows of
//! indicator tables.

mod due;
mod frame;
mod idle;
mod indicator;
mod noun;
mod outcome;
mod page;
mod past;
mod promise;
mod quantity;
mod table;

pub use self::indicator::indicator_words;
use self::page::Page;
pub(super) use self::past::Reviews;
use super::{Context, Tags};

/// Fills [`Tags::targets`]; reads [`Tags::deadlines`].
pub(super) fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    if let Some(targets) = table::read(context, at) {
        tags.targets = targets;
        return;
    }
    if context.plain.reading(at).is_row() {
        return;
    }
    let page = Page::of(context, at, tags.deadlines.iter().any(|d| d.to.is_some()));
    let mut targets = promise::read(&page, &tags.deadlines);
    let outcomes = outcome::read(&page, &tags.deadlines, &targets);
    targets.extend(outcomes);
    if targets.is_empty() || past::is_past(&page, at, &tags.deadlines) {
        return;
    }
    targets.sort_by_key(|t| t.span);
    tags.targets = targets;
}

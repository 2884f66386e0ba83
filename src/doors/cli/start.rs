//! Bare `gangyao`: what is in the corpus, and three commands to try.

use super::{Answer, Desk, Outcome, Output};
use crate::views::{json, text};

/// Shows the plans, of many their number, and the commands.
pub fn run(desk: &Desk, output: &Output) -> Answer {
    let rows = desk.archive.entries()?;
    if output.is_json()? {
        output.json(&json::Index::of(&rows, &desk.archive.troubles()?), 2)?;
        return Ok(Outcome::Answered);
    }
    let mut paper = output.paper();
    text::shelf(&mut paper, &rows);
    if let Some(row) = rows.first() {
        text::commands(&mut paper, &*desk.archive.plan(&row.id)?);
    }
    output.page(paper)?;
    Ok(Outcome::Answered)
}

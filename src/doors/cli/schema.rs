//! `gangyao schema`: the JSON Schema of what `export` and `parse` print.

use clap::Args;

use super::{Answer, Outcome, Output, usage};
use crate::views::json;

#[derive(Args)]
#[command(
    after_help = "例 Example:\n  gangyao schema > gangyao.schema.json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {}

impl Command {
    /// Prints the schema, whatever the form asked for: it has only one.
    pub fn run(self, output: &Output) -> Answer {
        output.json(&json::schema(), usize::MAX)?;
        Ok(Outcome::Answered)
    }
}

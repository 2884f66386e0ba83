//! `gangyao schema`: the JSON Schema of what `export` and `parse` print, of the rows of tables, and of what `search` prints.

use clap::Args;

use super::{Answer, Outcome, Output, usage, what};
use crate::views::json;
use crate::views::sheets::{self, What};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao schema > gangyao.schema.json\n  gangyao schema --what targets",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A row of this table: measures, targets, projects, places. 这种表的一行。
    #[arg(long, value_parser = what::parser(), value_name = "WHAT", hide_possible_values = true)]
    what: Option<What>,
    /// Of the answer to a search. 检索结果的。
    #[arg(long, conflicts_with = "what")]
    search: bool,
}

impl Command {
    /// Prints the schema, whatever the form asked for: it has only one.
    pub fn run(self, output: &Output) -> Answer {
        match self.what {
            Some(what) => output.json(&sheets::schema(what), usize::MAX)?,
            None if self.search => output.json(&json::search_schema(), usize::MAX)?,
            None => output.json(&json::schema(), usize::MAX)?,
        }
        Ok(Outcome::Answered)
    }
}

//! `gangyao related`: what goes with an address, in its plan and in others.

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao related Z2.2\n  gangyao related jilin-2024-2035/3.2.1 --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// An address: 2.1.1, Z2.2, Z2.2#3, PLAN/Z2.2. 编号。
    #[arg(value_name = "ADDRESS", help_heading = "参数 Arguments")]
    address: String,
}

impl Command {
    /// Answers what goes with the node or the measure.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let answer = desk.archive.related(self.address.trim())?;
        if is_json {
            output.json(&json::Related::of(&answer), 2)?;
        } else {
            let mut paper = output.paper();
            text::related(&mut paper, &answer);
            output.page(paper)?;
        }
        let is_empty = answer.here.is_empty() && answer.elsewhere.is_empty();
        Ok(if is_empty { Outcome::NothingFound } else { Outcome::Answered })
    }
}

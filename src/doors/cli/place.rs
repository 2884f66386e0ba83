//! `gangyao place`: which projects, tasks and measures touch a place, and how.

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::place::PlaceQuestion;
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao place 白城\n  gangyao place 辽河 --columns\n  gangyao place 查干湖 --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A city, county, river, lake, park, zone … 地名。
    #[arg(value_name = "NAME", help_heading = "参数 Arguments")]
    name: String,
    /// Only projects of a 专栏. 只要专栏项目。
    #[arg(long)]
    columns: bool,
    /// Only where the name itself is printed. 只要直接点名的。
    #[arg(long)]
    exact: bool,
    /// Only in this plan. 只在这部规划里找。
    #[arg(long, value_name = "PLAN")]
    plan: Vec<String>,
}

impl Command {
    /// Answers what touches the place.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let question = PlaceQuestion {
            name: self.name,
            plans: self.plan,
            columns: self.columns,
            exact: self.exact,
        };
        let answer = desk.archive.place(&question, &desk.lexicon)?;
        if is_json {
            output.json(&json::Place::of(&answer), 3)?;
        } else {
            let mut paper = output.paper();
            text::place(&mut paper, &answer);
            output.page(paper)?;
        }
        Ok(if answer.touches.is_empty() { Outcome::NothingFound } else { Outcome::Answered })
    }
}

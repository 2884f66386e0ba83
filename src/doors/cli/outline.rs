//! `gangyao outline`: the tree of a plan, or of each.

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao outline\n  gangyao outline jilin-2024-2035 --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A plan; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plan: Option<String>,
}

impl Command {
    /// Shows the trees.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let plans = desk.plans(self.plan.as_slice())?;
        if is_json {
            output.json(&json::Outline::of(plans.iter().map(|plan| &**plan)), usize::MAX)?;
            return Ok(Outcome::Answered);
        }
        let mut paper = output.paper();
        for (n, plan) in plans.iter().enumerate() {
            if n > 0 {
                paper.blank();
            }
            text::outline(&mut paper, plan);
        }
        output.page(paper)?;
        Ok(Outcome::Answered)
    }
}

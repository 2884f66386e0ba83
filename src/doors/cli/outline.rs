//! `gangyao outline`: the tree of a plan, or of each.

use std::sync::Arc;

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::related::Uncovered;
use crate::plan::Plan;
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao outline\n  gangyao outline jilin-2024-2035 --format json\n  gangyao outline --uncovered",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A plan; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plan: Option<String>,
    /// Only tasks without a project, projects without a task. 只看无项目支撑的任务、无任务提到的项目。
    #[arg(long)]
    uncovered: bool,
}

impl Command {
    /// Shows the trees.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let plans = desk.plans(self.plan.as_slice())?;
        if self.uncovered {
            return uncovered(&plans, output);
        }
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

/// Shows what of each plan stands alone.
fn uncovered(plans: &[Arc<Plan>], output: &Output) -> Answer {
    let alone: Vec<_> = plans.iter().map(|plan| (&**plan, Uncovered::of(plan))).collect();
    let nothing = alone.iter().all(|(_, alone)| alone.as_ref().is_none_or(is_none));
    if output.is_json()? {
        output.json(&json::Uncovered::of(alone), usize::MAX)?;
    } else {
        let mut paper = output.paper();
        for (n, (plan, alone)) in alone.iter().enumerate() {
            if n > 0 {
                paper.blank();
            }
            text::uncovered(&mut paper, plan, alone.as_ref());
        }
        output.page(paper)?;
    }
    Ok(if nothing { Outcome::NothingFound } else { Outcome::Answered })
}

/// Whether nothing stands alone.
fn is_none(alone: &Uncovered) -> bool {
    alone.tasks.is_empty() && alone.projects.is_empty()
}

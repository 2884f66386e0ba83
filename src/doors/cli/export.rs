//! `gangyao export`: everything that was read.

use clap::Args;

use super::output::Format;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao export --format json > plans.json\n  gangyao export jilin-2024-2035 --format jsonl\n  gangyao export | grep 湿地",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Plans; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plans: Vec<String>,
}

impl Command {
    /// Prints the plans: as text and as JSON lines one measure a line, as JSON whole.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let plans = desk.plans(&self.plans)?;
        let plans = plans.iter().map(|plan| &**plan);
        match output.format() {
            Format::Text => {
                let mut paper = output.paper();
                plans.for_each(|plan| text::measures(&mut paper, plan));
                output.page(paper)?;
            }
            Format::Json => output.json(&json::Export::of(plans, &desk.lexicon), 4)?,
            Format::Jsonl => {
                output.lines(plans.flat_map(|plan| json::rows(plan, &desk.lexicon)))?
            }
        }
        Ok(Outcome::Answered)
    }
}

//! `gangyao show`: what an address names.

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::views::{Beside, json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao show jilin-2024-2035/Z2.2\n  gangyao show 6.1.1#2\n  gangyao show 1.s1#3 --explain\n  gangyao show 2.1 --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// An address: 2.1.1, Z2.2#3, PLAN/Z2.2. 编号。
    #[arg(value_name = "ADDRESS", help_heading = "参数 Arguments")]
    address: String,
    /// Add a reference to cite it by. 附引用格式。
    #[arg(long)]
    cite: bool,
    /// Say which rule and which words gave each tag. 说明每个标签的依据。
    #[arg(long)]
    explain: bool,
}

impl Command {
    /// Shows the node or the measure.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let spot = desk.archive.locate(self.address.trim())?;
        let beside = Beside { cite: self.cite, explain: self.explain };
        if is_json {
            output.json(&json::Show::of(&spot, &desk.lexicon, beside), 2)?;
        } else {
            let mut paper = output.paper();
            text::show(&mut paper, &spot, &desk.lexicon, self.explain);
            if self.cite {
                text::cited(&mut paper, &spot);
            }
            output.page(paper)?;
        }
        Ok(Outcome::Answered)
    }
}

//! `gangyao index`: builds or renews the index, and says what is in it.

use std::path::Path;

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::Renewal;
use crate::views::{json, text};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao index\n  gangyao index --check",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Compare files by contents and read the whole index. 逐字核对文件和索引。
    #[arg(long)]
    check: bool,
    /// Build from nothing. 全部重建。
    #[arg(long, conflicts_with = "check")]
    rebuild: bool,
}

impl Command {
    /// Renews the index and lists its plans, of many their number.
    pub fn run(self, home: Option<&Path>, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let renewal = match (self.rebuild, self.check) {
            (true, _) => Renewal::Always,
            (_, true) => Renewal::Check,
            _ => Renewal::Settled,
        };
        let desk = Desk::renewed(home, output, renewal)?;
        if self.check {
            desk.archive.check()?;
        }
        let (rows, troubles) = (desk.archive.entries()?, desk.archive.troubles()?);
        if is_json {
            output.json(&json::Index::of(&rows, &troubles), 2)?;
        } else {
            let mut paper = output.paper();
            text::shelf(&mut paper, &rows);
            output.page(paper)?;
        }
        desk.leave();
        Ok(Outcome::Answered)
    }
}

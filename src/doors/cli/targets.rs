//! `gangyao targets`: the indicators of the plans, year by year.

use clap::Args;

use super::narrow::Narrow;
use super::output::Format;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::TargetTable;
use crate::views::{json, sheets, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao targets\n  gangyao targets jilin-2024-2035 --domain 水环境\n  gangyao targets --indicator 森林覆盖率 --across\n  gangyao targets --by-year 2027 --format csv",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Plans; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plans: Vec<String>,
    /// A row for each plan, to compare them. 每部规划一行，便于比较。
    #[arg(long)]
    across: bool,
    #[command(flatten)]
    narrow: Narrow,
}

impl Command {
    /// Shows the indicators.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        if output.format() == Format::Xlsx {
            return Err(output.no_workbook().into());
        }
        let is_table = matches!(output.format(), Format::Csv | Format::Md | Format::Jsonl);
        let is_json = !is_table && output.is_json()?;
        let filters = self.narrow.filters(self.plans, desk)?;
        let table = desk.archive.targets(&filters, self.across)?;
        match is_json {
            _ if is_table => sheet(output, &table)?,
            true => output.json(&json::Targets::of(&table), 4)?,
            false => {
                let mut paper = output.paper();
                text::targets(&mut paper, &table);
                output.page(paper)?;
            }
        }
        Ok(Outcome::found(table.series.len() + table.outcomes.len()))
    }
}

fn sheet(output: &Output, table: &TargetTable) -> std::io::Result<()> {
    let sheet = sheets::series(table);
    match output.format() {
        Format::Csv => output.bytes(&sheets::csv(&sheet)),
        Format::Md => output.bytes(sheets::markdown(&sheet).as_bytes()),
        _ => output.bytes(sheets::jsonl(&sheet).as_bytes()),
    }
}

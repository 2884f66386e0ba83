//! `gangyao targets`: the indicators of the plans, year by year.

use std::path::PathBuf;

use clap::Args;

use super::narrow::Narrow;
use super::output::Format;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::TargetTable;
use crate::ground::{Error, Result};
use crate::views::{json, sheets, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao targets\n  gangyao targets jilin-2024-2035 --domain 水环境\n  gangyao targets --indicator 森林覆盖率 --across\n  gangyao targets --by-year 2027 --format csv\n  gangyao targets --across --format xlsx -o 指标对照表.xlsx",
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
    /// Write into this file instead. 写入文件。
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Command {
    /// Shows the indicators.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_table =
            matches!(output.format(), Format::Csv | Format::Md | Format::Jsonl | Format::Xlsx);
        let is_json = !is_table && output.is_json()?;
        let filters = self.narrow.filters(self.plans, desk)?;
        let table = desk.archive.targets(&filters, self.across)?;
        match (is_table, self.output) {
            (true, Some(file)) => output.save(&sheet(output.format(), &table)?, &file)?,
            (true, None) if output.format() == Format::Xlsx => return Err(to_file().into()),
            (true, None) => output.bytes(&sheet(output.format(), &table)?)?,
            (false, Some(_)) => return Err(to_stdout().into()),
            (false, None) if is_json => output.json(&json::Targets::of(&table), 4)?,
            (false, None) => {
                let mut paper = output.paper();
                text::targets(&mut paper, &table);
                output.page(paper)?;
            }
        }
        Ok(Outcome::found(table.series.len() + table.outcomes.len()))
    }
}

fn sheet(format: Format, table: &TargetTable) -> Result<Vec<u8>> {
    let sheet = sheets::series(table);
    Ok(match format {
        Format::Xlsx => return sheets::workbook(sheet),
        Format::Csv => sheets::csv(&sheet),
        Format::Md => sheets::markdown(&sheet).into_bytes(),
        _ => sheets::jsonl(&sheet).into_bytes(),
    })
}

fn to_file() -> Error {
    Error::usage("xlsx 要写入文件").with_hint("加上 -o 指标对照表.xlsx")
}

fn to_stdout() -> Error {
    Error::usage("这种形式直接输出，不写文件")
        .with_hint("可用 --format xlsx、csv 或 md，或把输出重定向到文件")
}

//! `gangyao targets`: the indicators of the plans, year by year.

use std::path::PathBuf;

use clap::Args;

use super::narrow::Narrow;
use super::output::Format;
use super::{Answer, Desk, Failure, Outcome, Output, usage};
use crate::answers::TargetTable;
use crate::ground::Error;
use crate::views::{json, sheets, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao targets\n  gangyao targets jilin-2024-2035 --domain 水环境\n  gangyao targets --indicator 森林覆盖率 --across\n  gangyao targets --by-year 2027 --format csv\n  gangyao targets --across -o 指标对照表.xlsx",
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
    /// Write into this file, as its ending says. 写入文件。
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Command {
    /// Shows the indicators.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let form = output.form(self.output.as_deref())?;
        let filters = self.narrow.filters(self.plans, desk)?;
        let table = desk.archive.targets(&filters, self.across)?;
        match (form, self.output) {
            (_, Some(file)) => output.save(&bytes(form, &table)?, &file)?,
            (Format::Xlsx, None) => return Err(to_file().into()),
            (Format::Csv | Format::Md | Format::Jsonl, None) => {
                output.bytes(&bytes(form, &table)?)?
            }
            (Format::Json, None) => output.json(&json::Targets::of(&table), 4)?,
            (Format::Text, None) => {
                let mut paper = output.paper();
                text::targets(&mut paper, &table);
                output.page(paper)?;
            }
        }
        Ok(Outcome::found(table.series.len() + table.outcomes.len()))
    }
}

/// The table in a form that is not text.
fn bytes(form: Format, table: &TargetTable) -> Result<Vec<u8>, Failure> {
    let sheet = sheets::series(table);
    Ok(match form {
        Format::Json => {
            let mut bytes = Vec::new();
            json::write(&mut bytes, &json::Targets::of(table), 4)?;
            bytes
        }
        Format::Xlsx => sheets::workbook(sheet)?,
        Format::Csv => sheets::csv(&sheet),
        Format::Md => sheets::markdown(&sheet).into_bytes(),
        _ => sheets::jsonl(&sheet).into_bytes(),
    })
}

fn to_file() -> Error {
    Error::usage("xlsx 要写入文件").with_hint("加上 -o 指标对照表.xlsx")
}

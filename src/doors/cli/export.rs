//! `gangyao export`: everything that was read, or one of the tables that offices circulate.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::output::Format;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::ground::{Error, Result};
use crate::plan::Plan;
use crate::views::sheets::{self, Excerpt};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao export --format json > plans.json\n  gangyao export jilin-2024-2035 --format jsonl\n  gangyao export --what targets --format md\n  gangyao export --format xlsx -o 任务分解表.xlsx\n  gangyao export | grep 湿地",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Plans; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plans: Vec<String>,
    /// One table: measures, targets, projects, places. 只导出一种表。
    #[arg(long, value_enum, value_name = "WHAT", hide_possible_values = true)]
    what: Option<What>,
    /// Write into this file instead. 写入文件。
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// `--what`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Measures,
    Targets,
    Projects,
    Places,
}

impl Command {
    /// Exports the plans: whole as JSON, a measure a line as text and as JSON lines, as tables in the other forms.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let plans = desk.plans(&self.plans)?;
        match (self.table(desk, output.format(), &plans)?, &self.output) {
            (None, None) => whole(desk, output, &plans)?,
            (None, Some(_)) => {
                return Err(Error::usage("这种形式直接输出，不写文件")
                    .with_hint("可用 --format xlsx、csv 或 md，或把输出重定向到文件")
                    .into());
            }
            (Some(bytes), None) => output.bytes(&bytes)?,
            (Some(bytes), Some(file)) => {
                std::fs::write(file, bytes).map_err(|e| Error::file("写不了文件", file, e))?;
                output.note(&format!("已写入 {}", file.display()));
            }
        }
        Ok(Outcome::Answered)
    }

    /// The bytes of a table, where the form is that of one.
    fn table(&self, desk: &Desk, format: Format, plans: &[Arc<Plan>]) -> Result<Option<Vec<u8>>> {
        let excerpts: Vec<_> = plans.iter().map(|p| Excerpt::whole(p, &desk.lexicon)).collect();
        let sheet = || sheets::sheet(table_of(self.what.unwrap_or(What::Measures)), &excerpts);
        match format {
            Format::Xlsx if self.output.is_none() => {
                Err(Error::usage("xlsx 要写入文件").with_hint("加上 -o 任务分解表.xlsx"))
            }
            Format::Xlsx => sheets::xlsx(&excerpts).map(Some),
            Format::Csv => Ok(Some(sheets::csv(&sheet()))),
            Format::Md => Ok(Some(sheets::markdown(&sheet()).into_bytes())),
            Format::Jsonl if self.what.is_some() => Ok(Some(sheets::jsonl(&sheet()).into_bytes())),
            Format::Text | Format::Json if self.what.is_some() => {
                Err(Error::usage("--what 用于表格").with_hint("可用 --format jsonl、csv 或 md"))
            }
            _ => Ok(None),
        }
    }
}

fn whole(desk: &Desk, output: &Output, plans: &[Arc<Plan>]) -> std::io::Result<()> {
    let plans = plans.iter().map(|plan| &**plan);
    match output.format() {
        Format::Json => output.json(&json::Export::of(plans, &desk.lexicon), 4),
        Format::Jsonl => output.lines(plans.flat_map(|plan| json::rows(plan, &desk.lexicon))),
        _ => {
            let mut paper = output.paper();
            plans.for_each(|plan| text::measures(&mut paper, plan));
            output.page(paper)
        }
    }
}

fn table_of(what: What) -> sheets::What {
    match what {
        What::Measures => sheets::What::Measures,
        What::Targets => sheets::What::Targets,
        What::Projects => sheets::What::Projects,
        What::Places => sheets::What::Places,
    }
}

//! `gangyao compare`: two plans side by side.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::output::Format;
use super::{Answer, Desk, Failure, Outcome, Output, input, usage};
use crate::answers::Comparison;
use crate::corpus::read_alone;
use crate::ground::{Error, Result};
use crate::plan::Plan;
use crate::views::sheets::{self, Sheet};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao compare 省规划 市规划\n  gangyao compare jilin-2024-2035 新版.docx --what measures\n  gangyao compare a b --format csv > 对照表.csv",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A plan, or a file. 规划的编号，或文件。
    #[arg(value_name = "A", help_heading = "参数 Arguments")]
    first: String,
    /// The plan or the file to hold against it. 与它对照的规划或文件。
    #[arg(value_name = "B", help_heading = "参数 Arguments")]
    second: String,
    /// targets, or measures of two versions; both without it. 只比指标，或逐条比举措。
    #[arg(long, value_enum, value_name = "WHAT", hide_possible_values = true)]
    what: Option<What>,
}

/// `--what`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Targets,
    Measures,
}

impl Command {
    /// Holds the second plan against the first.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let plans = [plan(desk, &self.first)?, plan(desk, &self.second)?];
        let mut comparison = desk.archive.compare(plans);
        match self.what {
            Some(What::Targets) => comparison.changes = None,
            Some(What::Measures) => comparison.align(),
            None => {}
        }
        self.write(&comparison, output)?;
        let nothing = comparison.rows.is_empty() && comparison.changes.is_none();
        Ok(if nothing { Outcome::NothingFound } else { Outcome::Answered })
    }

    fn write(&self, comparison: &Comparison, output: &Output) -> std::result::Result<(), Failure> {
        match output.format() {
            Format::Text => self.page(comparison, output)?,
            Format::Json => output.json(&json::Comparison::of(comparison), 3)?,
            Format::Jsonl => output.text(&sheets::jsonl(&self.sheet(comparison)))?,
            Format::Csv => output.bytes(&sheets::csv(&self.sheet(comparison)))?,
            Format::Md => output.text(&sheets::markdown(&self.sheet(comparison)))?,
            Format::Xlsx => return Err(output.no_workbook().into()),
        }
        Ok(())
    }

    fn sheet(&self, comparison: &Comparison) -> Sheet {
        match (&comparison.changes, self.what) {
            (Some(pairs), Some(What::Measures)) => sheets::changes(comparison, pairs),
            _ => sheets::indicators(comparison),
        }
    }

    fn page(&self, comparison: &Comparison, output: &Output) -> std::io::Result<()> {
        let mut paper = output.paper();
        if self.what != Some(What::Measures) {
            text::indicators(&mut paper, comparison);
        }
        if let Some(pairs) = &comparison.changes {
            text::changes(&mut paper, comparison, pairs);
        }
        output.page(paper)
    }
}

/// The plan called `name`, or the first one in the file of that name.
fn plan(desk: &Desk, name: &str) -> Result<Arc<Plan>> {
    let found = desk.archive.plan(name);
    if found.is_ok() || !input::is_file(Path::new(name)) {
        return found;
    }
    let plans = read_alone(Path::new(name), &desk.lexicon)?;
    let first = plans.into_iter().next();
    first.map(Arc::new).ok_or_else(|| Error::input(format!("文件里没有规划：{name}")))
}

//! `gangyao export`: everything that was read, or one of the tables that offices circulate.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::narrow::Narrow;
use super::output::{Format, buffered};
use super::{Answer, Desk, Outcome, Output, usage, what};
use crate::answers::{Excerpt, Filters};
use crate::ground::{Error, Result};
use crate::views::sheets::{self, What};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao export --format json > plans.json\n  gangyao export jilin-2024-2035 --format jsonl\n  gangyao export --what targets --format md\n  gangyao export --domain 水环境 --by-year 2027 --format csv\n  gangyao export -o 任务分解表.xlsx\n  gangyao export | grep 湿地",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Plans; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plans: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    /// One table: measures, targets, projects, places. 只导出一种表。
    #[arg(long, value_parser = what::parser(), value_name = "WHAT", hide_possible_values = true)]
    what: Option<What>,
    /// Write into this file, as its ending says. 写入文件。
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Command {
    /// Exports the plans: whole as JSON, a measure a line as text and as JSON lines, as tables in the other forms.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let form = output.form(self.output.as_deref())?;
        let excerpts = self.excerpts(desk)?;
        match (self.table(form, desk, output, &excerpts)?, &self.output) {
            (None, None) if form == Format::Text => page(output, &excerpts)?,
            (None, None) => whole(form, &mut buffered(), desk, &excerpts)?,
            (None, Some(file)) => {
                let mut bytes = Vec::new();
                whole(form, &mut bytes, desk, &excerpts)?;
                output.save(&bytes, file)?;
            }
            (Some(bytes), None) => output.bytes(&bytes)?,
            (Some(bytes), Some(file)) => output.save(&bytes, file)?,
        }
        if excerpts.is_empty() {
            output.note("没有举措符合这些条件");
            return Ok(Outcome::NothingFound);
        }
        Ok(Outcome::Answered)
    }

    /// The plans, or what the filters leave of them.
    fn excerpts(&self, desk: &Desk) -> Result<Vec<Excerpt>> {
        let filters = self.narrow.clone().filters(Vec::new(), desk)?;
        if filters.is_empty() {
            let plans = desk.plans(&self.plans)?;
            return Ok(plans.into_iter().map(Excerpt::whole).collect());
        }
        desk.archive.select(&Filters { plans: self.plans.clone(), ..filters })
    }

    /// The bytes of a table, where the form is that of one. That it has no rows is said.
    fn table(
        &self,
        form: Format,
        desk: &Desk,
        output: &Output,
        excerpts: &[Excerpt],
    ) -> Result<Option<Vec<u8>>> {
        let excerpts: Vec<_> =
            excerpts.iter().map(|e| sheets::Excerpt::of(e, &desk.lexicon)).collect();
        let sheet = || {
            let sheet = sheets::sheet(self.what.unwrap_or(What::Measures), &excerpts);
            if sheet.rows.is_empty() && !excerpts.is_empty() {
                output.note(&format!("{}是空的：规划里没有这样的内容", sheet.name));
            }
            sheet
        };
        match form {
            Format::Xlsx if self.output.is_none() => {
                Err(Error::usage("xlsx 要写入文件").with_hint("加上 -o 任务分解表.xlsx"))
            }
            Format::Xlsx if self.what.is_some() => sheets::workbook(sheet()).map(Some),
            Format::Xlsx => sheets::xlsx(&excerpts).map(Some),
            Format::Csv => Ok(Some(sheets::csv(&sheet()))),
            Format::Md => Ok(Some(sheets::markdown(&sheet()).into_bytes())),
            Format::Jsonl if self.what.is_some() => Ok(Some(sheets::jsonl(&sheet()).into_bytes())),
            Format::Text | Format::Json if self.what.is_some() => {
                Err(Error::usage("--what 用于表格")
                    .with_hint("可用 --format jsonl、csv、md 或 xlsx"))
            }
            _ => Ok(None),
        }
    }
}

/// The measures as text.
fn page(output: &Output, excerpts: &[Excerpt]) -> io::Result<()> {
    let mut paper = output.paper();
    excerpts.iter().for_each(|excerpt| text::measures(&mut paper, excerpt));
    output.page(paper)
}

/// The plans as JSON, or a measure a line.
fn whole(form: Format, out: &mut impl Write, desk: &Desk, excerpts: &[Excerpt]) -> io::Result<()> {
    if form == Format::Json {
        json::write(out, &json::Export::part(excerpts, &desk.lexicon), 4)?;
    } else {
        let rows = excerpts.iter().flat_map(|e| json::rows(e, &desk.lexicon));
        rows.into_iter().try_for_each(|row| json::write(out, &row, 0))?;
    }
    out.flush()
}

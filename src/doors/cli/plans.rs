//! `gangyao plans`: which plans the corpus holds.

use clap::Args;

use super::narrow::year;
use super::output::Format;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::PlanRow;
use crate::views::{json, sheets, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao plans\n  gangyao plans 碳达峰 --region 吉林 --year 2025\n  gangyao plans --format csv > 规划目录.csv",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Words of the title, the id or the issuers. 标题、编号或发文机关里的词。
    #[arg(value_name = "WORD", help_heading = "参数 Arguments")]
    words: Vec<String>,
    /// Only those for this province, city or county. 只列这个地区的。
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Only those that cover this year. 只列期限含这一年的。
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<u16>,
}

impl Command {
    /// Lists the plans.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let all = desk.archive.entries()?;
        let rows: Vec<PlanRow> = all.iter().filter(|row| self.wants(row)).cloned().collect();
        match output.format() {
            Format::Json => output.json(&json::Library::of(&rows, all.len()), 2)?,
            Format::Csv => output.bytes(&sheets::csv(&sheets::library(&rows)))?,
            Format::Md => output.text(&sheets::markdown(&sheets::library(&rows)))?,
            Format::Jsonl => output.text(&sheets::jsonl(&sheets::library(&rows)))?,
            Format::Xlsx => return Err(output.no_workbook().into()),
            Format::Text => {
                let mut paper = output.paper();
                text::library(&mut paper, &rows, all.len());
                output.page(paper)?;
            }
        }
        Ok(Outcome::found(rows.len()))
    }

    fn wants(&self, row: &PlanRow) -> bool {
        let region = |name: &String| row.region.as_ref().is_some_and(|r| r.contains(name));
        let year = |year: u16| row.period.is_some_and(|(from, to)| (from..=to).contains(&year));
        self.words.iter().all(|word| says(row, word))
            && self.region.as_ref().is_none_or(region)
            && self.year.is_none_or(year)
    }
}

/// Whether `word` stands in the title, the id or the name of an issuer of `row`.
fn says(row: &PlanRow, word: &str) -> bool {
    let issued = row.issuers.iter().any(|who| who.contains(word));
    issued || row.title.contains(word) || row.id.contains(word)
}

//! `gangyao check`: the doubts about files, for the people who prepare them.

use std::path::PathBuf;

use clap::Args;

use super::{Answer, Outcome, Output, parse, usage};
use crate::answers::{doubts, is_clean};
use crate::corpus::Manner;
use crate::ground::{Note, Result};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::views::{json, text};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao check 规划.docx\n  gangyao check 规划.txt --brief\n  gangyao check *.txt --format json\n\n没有疑点时退出状态为 0，有疑点时为 1。Exit status 0: no doubt; 1: doubts.",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Files, or - for standard input. 文件；- 为标准输入。
    #[arg(value_name = "FILE", required = true, help_heading = "参数 Arguments")]
    files: Vec<PathBuf>,
    /// Only the doubts, without the tree. 只列疑点，不显示结构。
    #[arg(long, short)]
    brief: bool,
}

impl Command {
    /// Prints the tree of each plan with the doubts about it.
    pub fn run(self, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let checked = self.read()?;
        match is_json {
            true => output.json(&json::Check::of(&checked), 4)?,
            false => self.page(&checked, output)?,
        }
        let clean = checked.iter().all(|(_, notes)| is_clean(notes));
        Ok(if clean { Outcome::Answered } else { Outcome::NothingFound })
    }

    /// The plans in the files, each with its doubts.
    fn read(&self) -> Result<Vec<(Plan, Vec<Note>)>> {
        let lexicon = Lexicon::shipped();
        let mut checked = Vec::new();
        for file in &self.files {
            let plans = parse::read(file, &Manner::default(), &lexicon)?;
            let doubts = doubts(&plans, &lexicon);
            checked.extend(plans.into_iter().zip(doubts));
        }
        Ok(checked)
    }

    fn page(&self, checked: &[(Plan, Vec<Note>)], output: &Output) -> std::io::Result<()> {
        let mut paper = output.paper();
        for (n, (plan, notes)) in checked.iter().enumerate() {
            (n > 0).then(|| paper.blank());
            text::checked(&mut paper, plan, notes, self.brief);
        }
        output.page(paper)
    }
}

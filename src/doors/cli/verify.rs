//! `gangyao verify`: whether the plans say what a sentence, or each sentence of a file, says they say.

use std::path::Path;

use clap::Args;

use super::{Answer, Desk, Outcome, Output, input, usage};
use crate::answers::Verdict;
use crate::corpus::load;
use crate::ground::{Error, Result};
use crate::source;
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao verify 到2035年森林覆盖率达到48%\n  gangyao verify 报告.docx\n  cat 报告.txt | gangyao verify - --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A sentence, a file, or - for standard input. 句子、文件；- 为标准输入。
    #[arg(value_name = "TEXT", required = true, help_heading = "参数 Arguments")]
    text: Vec<String>,
    /// Only against this plan. 只与这部规划核对。
    #[arg(long, value_name = "PLAN")]
    plan: Vec<String>,
}

impl Command {
    /// Checks the text; every sentence must be said by a plan for the answer to be yes.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let (words, lined) = words(&self.text)?;
        let checks = desk.archive.verify(&words, &self.plan, &desk.lexicon)?;
        if checks.is_empty() {
            return Err(Error::usage("没有可以核对的文字")
                .with_hint("例如：gangyao verify 到2035年森林覆盖率达到46%")
                .into());
        }
        if is_json {
            output.json(&json::Verify::of(&checks), 3)?;
        } else {
            let mut paper = output.paper();
            text::checks(&mut paper, &checks, lined);
            output.page(paper)?;
        }
        let holds = |verdict| matches!(verdict, Verdict::Exact | Verdict::Close);
        let all = checks.iter().all(|check| holds(check.verdict));
        Ok(if all { Outcome::Answered } else { Outcome::NothingFound })
    }
}

/// The text to check, and whether its lines count: those of a file or of standard input do.
fn words(args: &[String]) -> Result<(String, bool)> {
    match args {
        [one] if input::is_standard(Path::new(one)) => {
            let bytes = input::standard()?;
            Ok((source::read(&bytes, source::Format::Text, input::STDIN)?.text, true))
        }
        [one] if input::is_file(Path::new(one)) => Ok((file(one)?, true)),
        several => Ok((several.join(" "), false)),
    }
}

fn file(name: &str) -> Result<String> {
    let path = Path::new(name);
    let bytes = load(path)?;
    Ok(source::read(&bytes, source::recognise(path, &bytes)?, name)?.text)
}

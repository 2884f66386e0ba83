//! `gangyao parse`: what is read in files, without the corpus and its index.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::Args;

use super::desk::remarked;
use super::{Answer, Outcome, Output, input, usage};
use crate::corpus::{Manner, read_alone_as, read_bytes_as};
use crate::ground::Result;
use crate::lexicon::Lexicon;
use crate::plan::{Depth, Plan};
use crate::source::{self, Encoding, Options};
use crate::views::{json, text};

/// What plans from standard input are called.
const STDIN: &str = "stdin";

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao parse 规划.txt\n  gangyao parse 规划.md --format json\n  cat 规划.txt | gangyao parse - --text",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Files, or - for standard input. 文件；- 为标准输入。
    #[arg(value_name = "FILE", required = true, help_heading = "参数 Arguments")]
    files: Vec<PathBuf>,
    /// Print the text that spans refer to. 只显示提取的文本。
    #[arg(long)]
    text: bool,
    /// Say which rule and which words gave each tag. 说明每个标签的依据。
    #[arg(long)]
    explain: bool,
    /// utf-8, utf-16, gb18030 … of text files and web pages. 文字编码，不给则自动识别。
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// Own word lists beside the shipped ones, as in corpus/words/. 另加的词表目录。
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

/// The encoding called `name`, or in Chinese that there is none.
pub fn encoding(name: &str) -> std::result::Result<Encoding, String> {
    Encoding::named(name)
        .ok_or_else(|| "能用 utf-8、utf-16、utf-16be、gb18030、gbk、gb2312".to_owned())
}

impl Command {
    /// Reads the files and prints what was read.
    pub fn run(self, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        // The process ends with the answer: neither the words nor what was read is taken apart again.
        let lexicon = ManuallyDrop::new(self.words(output)?);
        // Only what is shown is read.
        let depth = if is_json || self.explain { Depth::Whole } else { Depth::Measures };
        let manner = Manner { source: Options { encoding: self.encoding }, depth };
        let read = |file: &PathBuf| read(file, &manner, &lexicon);
        let read = self.files.iter().map(read).collect::<Result<Vec<_>>>()?;
        if self.text {
            // The second plan of a file refers to the same text as the first.
            let mut texts = read.iter().filter_map(|plans| plans.first());
            texts.try_for_each(|plan| output.text(&plan.text))?;
            return Ok(Outcome::Answered);
        }
        let plans = ManuallyDrop::new(read.into_iter().flatten().collect::<Vec<Plan>>());
        if is_json {
            let export = ManuallyDrop::new(match self.explain {
                true => json::Export::explained(plans.iter(), &lexicon),
                false => json::Export::of(plans.iter(), &lexicon),
            });
            output.json(&*export, 4)?;
            return Ok(Outcome::Answered);
        }
        let mut paper = output.paper();
        for (n, plan) in plans.iter().enumerate() {
            if n > 0 {
                paper.blank();
            }
            text::parsed(&mut paper, plan);
            if self.explain {
                text::explained(&mut paper, plan, &lexicon);
            }
        }
        output.page(paper)?;
        Ok(Outcome::Answered)
    }

    /// The words the files are read with; what is wrong with those of the user is said.
    fn words(&self, output: &Output) -> Result<Lexicon> {
        let Some(dir) = &self.lexicon else { return Ok(Lexicon::shipped()) };
        let (lexicon, notes) = Lexicon::with_user_tables(dir)?;
        notes.iter().for_each(|note| output.note(&remarked(&dir.to_string_lossy(), note)));
        Ok(lexicon)
    }
}

/// The plans in `file`, read as `manner` says; `-` is text on standard input.
pub fn read(file: &Path, manner: &Manner, lexicon: &Lexicon) -> Result<Vec<Plan>> {
    if !input::is_standard(file) {
        return read_alone_as(file, manner, lexicon);
    }
    let bytes = input::standard()?;
    let format = source::shown(&bytes).unwrap_or(source::Format::Text);
    read_bytes_as(STDIN, format, &bytes, manner, lexicon)
}

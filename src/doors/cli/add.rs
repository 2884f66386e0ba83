//! `gangyao add`: files into the corpus.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::parse::encoding;
use super::{Answer, Desk, Outcome, Output, desk, input, usage};
use crate::answers::{Fate, Intake, Receipt, Renewal, Same};
use crate::corpus::{self, Corpus, Draft, Said};
use crate::ground::{Error, ErrorKind, Result};
use crate::lexicon::Lexicon;
use crate::outline::Identity;
use crate::source::{self, Encoding, Format, Options};
use crate::views::{json, text};

/// Files read at once; their plans are in memory together.
const CHUNK: usize = 32;

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao add 规划.docx\n  gangyao add 下载/ --dry-run\n  gangyao add 附件1.txt --id baicheng-2025 --region 白城市 --origin https://example.gov.cn/\n  cat 规划.txt | gangyao add - --id plan-a",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Files, folders, or - for text on standard input. 文件、目录；- 为标准输入。
    #[arg(value_name = "FILE", required = true, help_heading = "参数 Arguments")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    said: Told,
    /// Also what the corpus holds in another encoding or format. 文字相同也加入。
    #[arg(long)]
    force: bool,
    /// utf-8, utf-16, gb18030 … of text files and web pages; kept as UTF-8. 文字编码，不给则自动识别。
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// Say what would be done, write nothing. 试运行，不写入。
    #[arg(long, short = 'n')]
    dry_run: bool,
}

/// What is said of one file; it wins over what its text says.
#[derive(Args)]
struct Told {
    /// Its id; else its file name or its title. 编号。
    #[arg(long)]
    id: Option<String>,
    /// Its title. 标题。
    #[arg(long)]
    title: Option<String>,
    /// Who issued it; may be given again. 发文机关，可重复。
    #[arg(long)]
    issuer: Vec<String>,
    /// The province, city or county it is for. 地区。
    #[arg(long)]
    region: Option<String>,
    /// The years it covers: 2024-2035. 期限。
    #[arg(long, value_name = "YEARS")]
    period: Option<String>,
    /// Its document number. 文号。
    #[arg(long)]
    number: Option<String>,
    /// Where it was published. 出处。
    #[arg(long)]
    origin: Option<String>,
}

impl Command {
    /// Takes the files in, renews the index, and says what was understood.
    pub fn run(self, home: Option<&Path>, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let said = self.said.said()?;
        let files = self.files(output, &said)?;
        let home = desk::find(home)?;
        let keeper = (!self.dry_run).then(|| desk::keeper(&home, output)).transpose()?;
        let desk = open(&home, output)?;
        let lexicon = corpus::lexicon(&home)?.0;
        let archive = desk.as_ref().map(|desk| &desk.archive);
        let mut intake = Intake::new(archive, keeper, &lexicon)?;
        let receipts = self.take(&mut intake, &files, &said, &lexicon);
        let keeper = intake.close()?;
        let is_new = receipts.iter().any(|receipt| matches!(receipt.fate, Fate::Added(_)));
        if keeper.is_some() && is_new {
            Desk::renewed(Some(&home), output, Renewal::Settled)?;
        }
        report(receipts, is_json, self.dry_run, output)
    }

    fn take(
        &self,
        intake: &mut Intake<'_>,
        files: &[PathBuf],
        said: &Said,
        lexicon: &Lexicon,
    ) -> Vec<Receipt> {
        let options = Options { encoding: self.encoding };
        let mut receipts = Vec::new();
        for chunk in files.chunks(CHUNK) {
            let drafts: Vec<_> =
                chunk.par_iter().map(|file| draft(file, said, &options, lexicon)).collect();
            for (file, draft) in chunk.iter().zip(drafts) {
                receipts.push(intake.take(&file.to_string_lossy(), draft, self.force));
            }
        }
        receipts
    }

    /// The files that are named, those in the folders among them.
    fn files(&self, output: &Output, said: &Said) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in &self.files {
            match path.is_dir() {
                true => walk(path, &mut files, output)?,
                false => files.push(path.clone()),
            }
        }
        if files.is_empty() {
            return Err(
                Error::input("目录里没有能读的文件").with_hint(format!("能读 {}", Format::ENDINGS))
            );
        }
        if files.len() > 1 && *said != Said::default() {
            return Err(Error::usage("编号、标题等只能用于一个文件").with_hint("请逐个加入"));
        }
        Ok(files)
    }
}

impl Told {
    fn said(&self) -> Result<Said> {
        let period = self.period.as_deref().map(|years| {
            corpus::years(years).ok_or_else(|| {
                Error::usage(format!("这不是年份：{years}")).with_hint("例如 --period 2024-2035")
            })
        });
        let identity = Identity {
            title: self.title.clone().unwrap_or_default(),
            issuers: self.issuer.clone(),
            region: self.region.clone(),
            period: period.transpose()?,
            number: self.number.clone(),
            based_on: Vec::new(),
        };
        Ok(Said { id: self.id.clone(), identity, origin: self.origin.clone() })
    }
}

/// The files below `dir` that can be read, in the order of their names; what else there is, is said. Hidden files are passed over,
/// and descriptions of the folder.
fn walk(dir: &Path, files: &mut Vec<PathBuf>, output: &Output) -> Result<()> {
    for (path, is_dir) in entries(dir).map_err(|e| Error::file("读不了目录", dir, e))? {
        match (is_dir, source::of_file(&path).is_some()) {
            _ if is_no_plan(&path) => {}
            (true, _) => walk(&path, files, output)?,
            (false, true) => files.push(path),
            (false, false) => {
                output.note(&format!("不认识这种文件，没有读：{}", path.display()));
            }
        }
    }
    Ok(())
}

/// What is in `dir`, sorted, and whether it is a folder; a link to one is none, so that no walk goes round in a ring.
fn entries(dir: &Path) -> std::io::Result<Vec<(PathBuf, bool)>> {
    let entry = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.path(), entry.file_type()?.is_dir()))
    };
    let mut entries = std::fs::read_dir(dir)?.map(entry).collect::<std::io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn is_no_plan(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.to_lowercase().starts_with("readme")
}

/// The corpus as it is now; `None` where it holds no plan yet.
fn open(home: &Path, output: &Output) -> Result<Option<Desk>> {
    if Corpus::open(home).is_err() {
        return Ok(None);
    }
    match Desk::open(Some(home), output) {
        // What is there gives no plan, so there is nothing that could be the same.
        Err(error) if error.kind() == ErrorKind::Input => Ok(None),
        opened => opened.map(Some),
    }
}

fn draft(file: &Path, said: &Said, options: &Options, lexicon: &Lexicon) -> Result<Draft> {
    match input::is_standard(file) {
        true => Draft::from_text(input::standard()?, said, options, lexicon),
        false => Draft::read(file, said, options, lexicon),
    }
}

/// Says what became of the files. One that could not be taken in alone is the error; of several, each is named.
fn report(mut receipts: Vec<Receipt>, is_json: bool, dry: bool, output: &Output) -> Answer {
    if is_json {
        output.json(&json::Intake::of(&receipts, dry), 3)?;
    }
    if receipts.len() > 1 || !matches!(receipts[0].fate, Fate::Refused(_)) {
        receipts.iter().for_each(|receipt| tell(receipt, output));
    }
    let outcome = outcome(&receipts);
    if !is_json && receipts.iter().any(|receipt| matches!(receipt.fate, Fate::Added(_))) {
        let mut paper = output.paper();
        text::added(&mut paper, &receipts, dry);
        output.page(paper)?;
    }
    match receipts.pop() {
        Some(Receipt { fate: Fate::Refused(error), .. }) if receipts.is_empty() => {
            Err(error.into())
        }
        _ => Ok(outcome),
    }
}

fn outcome(receipts: &[Receipt]) -> Outcome {
    let any = |which: fn(&Fate) -> bool| receipts.iter().any(|receipt| which(&receipt.fate));
    if any(|fate| matches!(fate, Fate::Refused(_))) {
        Outcome::Partial
    } else if any(|fate| matches!(fate, Fate::Added(_))) {
        Outcome::Answered
    } else {
        Outcome::NothingFound
    }
}

/// Says on standard error why a file was not taken in.
fn tell(Receipt { path, fate }: &Receipt, output: &Output) {
    match fate {
        Fate::Added(_) => {}
        Fate::Known { id, same: Same::Bytes } => {
            output.note(&format!("已在语料中：{path} 与 {id} 完全相同"));
        }
        Fate::Known { id, same: Same::Words } => output.note(&format!(
            "已在语料中：{path} 与 {id} 文字相同，只是编码或格式不同（确要并存：--force）"
        )),
        Fate::Refused(error) => {
            let hint = error.hint().map(|hint| format!("（{hint}）")).unwrap_or_default();
            output.note(&format!("没有加入 {path}：{error}{hint}"));
        }
    }
}

//! The command line: one file a command.
//!
//! Results go to standard output; progress, notes and errors to standard error. Exit status: 0 answered, 1 nothing found, 2 wrong
//! use, 3 the input or the index could not be read. A reader that goes away (`| head`) is no error.

mod add;
mod args;
mod cite;
mod completions;
mod check;
mod compare;
mod desk;
mod export;
mod import;
mod index;
mod input;
mod man;
mod narrow;
mod output;
mod outline;
mod parse;
mod plans;
mod remove;
mod place;
mod places;
mod related;
mod schema;
mod search;
mod show;
mod start;
mod targets;
mod usage;
mod what;
mod verify;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use self::desk::Desk;
use self::output::{Color, Format, Output};
use crate::answers::Renewal;
use crate::ground::{Error, ErrorKind};
use crate::source::PDF_THREAD;

#[derive(Parser)]
#[command(
    name = "gangyao",
    version,
    about = "Chinese government plans as a searchable, citable knowledge base.\n纲要：让政府规划可检索、可引用。",
    after_help = "例 Examples:\n  gangyao search 查干湖\n  gangyao show jilin-2024-2035/Z2.2\n  gangyao outline jilin-2024-2035",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_help_heading = "命令 Commands",
    subcommand_value_name = "COMMAND",
    help_template = usage::TEMPLATE
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    /// Print the version. 显示版本。
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Args)]
#[command(next_help_heading = "选项 Options")]
struct Global {
    /// The folder that holds corpus/. 含有 corpus/ 的目录。
    #[arg(display_order = 901, long, global = true, value_name = "DIR")]
    home: Option<std::path::PathBuf>,
    /// text, json; tables also jsonl, csv, md, xlsx. 输出形式。
    #[arg(display_order = 902, long, global = true, value_enum, hide_possible_values = true)]
    format: Option<Format>,
    /// auto, always, never. 是否着色。
    #[arg(
        display_order = 903,
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true
    )]
    color: Color,
    /// Print help. 显示帮助。
    #[arg(display_order = 904, long, short, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Subcommand)]
enum Command {
    /// Search the measures. 检索举措。
    Search(Box<search::Command>),
    /// Show a node or a measure by its address. 按编号阅读章节、项目或举措。
    Show(show::Command),
    /// Show the tree of a plan. 看规划的结构。
    Outline(outline::Command),
    /// Show the indicators year by year. 按年份看指标。
    Targets(Box<targets::Command>),
    /// List the plans of the corpus. 列出语料中的规划。
    Plans(plans::Command),
    /// Check sentences against the plans. 核对引文是否与规划一致。
    Verify(verify::Command),
    /// Print a reference to an address. 生成引用格式。
    Cite(cite::Command),
    /// Find what touches a place: city, river, wetland … 查某地涉及的项目和任务。
    Place(place::Command),
    /// List the places that plans name. 列出规划里的地名。
    Places(places::Command),
    /// Show what goes with an address, in its plan and in others. 查相关的任务、项目和其他规划。
    Related(related::Command),
    /// Print everything, or a table of it. 导出全部内容或表格。
    Export(Box<export::Command>),
    /// Set two plans side by side. 对照两部规划或两个版本。
    Compare(compare::Command),
    /// Put files into the corpus. 把规划加入语料。
    Add(Box<add::Command>),
    /// Take a plan out of the corpus. 把规划移出语料。
    Remove(remove::Command),
    /// Say what is doubtful in files. 检查文件里的疑点。
    Check(check::Command),
    /// Take a filled-in table back. 读回填好的任务分解表。
    Import(import::Command),
    /// Read files without the corpus. 直接解析文件，不入库。
    Parse(parse::Command),
    /// Build or renew the index. 建立或更新索引。
    Index(index::Command),
    /// Print the JSON Schema of the export. 显示导出格式的 JSON Schema。
    Schema(schema::Command),
    /// Print a script that completes commands. 生成命令补全脚本。
    Completions(completions::Command),
    /// Print the manual page. 生成手册页。
    Man(man::Command),
}

/// Whether a question had an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Answered,
    NothingFound,
    /// What could be read was; something could not be.
    Partial,
}

impl Outcome {
    /// What it means that so many things were found.
    fn found(count: usize) -> Self {
        if count == 0 { Outcome::NothingFound } else { Outcome::Answered }
    }
}

/// Why a command came to no end.
enum Failure {
    /// What the library says.
    Library(Error),
    /// Standard output takes no more.
    Output(std::io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Library(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Output(error)
    }
}

type Answer = Result<Outcome, Failure>;

/// Runs the command that `args` name, the program's own name first, and gives the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_faults_of_readers_quiet();
    let cli = match Cli::try_parse_from(args::marked(args)) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error),
    };
    let output = Output::new(cli.global.format, cli.global.color);
    status(answer(cli, &output), &output)
}

/// A fault in the thread that reads a PDF becomes an error that names the file; it is not reported as one of the program.
fn keep_faults_of_readers_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if std::thread::current().name() != Some(PDF_THREAD) {
            usual(fault);
        }
    }));
}

fn answer(cli: Cli, output: &Output) -> Answer {
    let home = cli.global.home.as_deref();
    match cli.command {
        None => asked(home, output, start::run),
        Some(Command::Search(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Show(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Outline(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Targets(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Verify(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Cite(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Place(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Places(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Related(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Export(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Plans(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Compare(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Check(command)) => command.run(output),
        Some(Command::Add(command)) => command.run(home, output),
        Some(Command::Remove(command)) => command.run(home, output),
        Some(Command::Import(c)) => asked(home, output, |desk, out| c.clone().run(desk, out)),
        Some(Command::Parse(command)) => command.run(output),
        Some(Command::Index(command)) => command.run(home, output),
        Some(Command::Schema(command)) => command.run(output),
        Some(Command::Completions(command)) => command.run(output),
        Some(Command::Man(command)) => command.run(output),
    }
}

/// Asks the index; if it turns out to be damaged, builds it anew from the corpus and asks once more.
fn asked(
    home: Option<&Path>,
    output: &Output,
    question: impl Fn(&Desk, &Output) -> Answer,
) -> Answer {
    let desk = Desk::open(home, output)?;
    match question(&desk, output) {
        Err(Failure::Library(error)) if error.kind() == ErrorKind::Index => {
            drop(desk);
            let desk = Desk::renewed(home, output, Renewal::Always)?;
            output.note(&format!("{error}，已从语料重新建立"));
            question(&desk, output)
        }
        answer => {
            desk.leave();
            answer
        }
    }
}

fn status(answer: Answer, output: &Output) -> ExitCode {
    match answer {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Partial) => ExitCode::from(3),
        Err(Failure::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(e)) => {
            output.error(&Error::file("写不出结果", Path::new("标准输出"), e).to_string(), None);
            ExitCode::from(3)
        }
        Err(Failure::Library(error)) => {
            output.error(&error.to_string(), error.hint());
            ExitCode::from(match error.kind() {
                ErrorKind::NotFound => 1,
                ErrorKind::Usage => 2,
                ErrorKind::Input | ErrorKind::Index => 3,
            })
        }
    }
}

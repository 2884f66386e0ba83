//! `gangyao man`: the manual page, of the program or of one command.

use clap::{Args, CommandFactory};

use super::{Answer, Cli, Outcome, Output, usage};
use crate::ground::{Error, Result};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao man | man -l -\n  gangyao man search > gangyao-search.1",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A command; the program without one. 命令，不写为总述。
    #[arg(value_name = "COMMAND", help_heading = "参数 Arguments")]
    command: Option<String>,
}

impl Command {
    /// Prints the page in the form that `man` reads.
    pub fn run(self, output: &Output) -> Answer {
        let mut bytes = Vec::new();
        clap_mangen::Man::new(page(self.command.as_deref())?).render(&mut bytes)?;
        output.bytes(&bytes)?;
        Ok(Outcome::Answered)
    }
}

/// What the page describes: the program, or the command called `name`.
fn page(name: Option<&str>) -> Result<clap::Command> {
    let mut program = Cli::command();
    program.build();
    let Some(name) = name else { return Ok(program) };
    let unknown = || Error::usage("没有这个命令").with_hint("用 gangyao --help 看有哪些命令");
    program.find_subcommand(name).cloned().ok_or_else(unknown)
}

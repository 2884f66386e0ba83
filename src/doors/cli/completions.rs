//! `gangyao completions`: what a shell needs to complete the commands.

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{Answer, Cli, Outcome, Output, usage};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao completions bash > ~/.local/share/bash-completion/completions/gangyao\n  gangyao completions fish > ~/.config/fish/completions/gangyao.fish",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// bash, elvish, fish, powershell, zsh. 命令行环境。
    #[arg(value_name = "SHELL", help_heading = "参数 Arguments", hide_possible_values = true)]
    shell: Named,
}

/// A shell by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Named {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl From<Named> for Shell {
    fn from(named: Named) -> Self {
        match named {
            Named::Bash => Shell::Bash,
            Named::Elvish => Shell::Elvish,
            Named::Fish => Shell::Fish,
            Named::Powershell => Shell::PowerShell,
            Named::Zsh => Shell::Zsh,
        }
    }
}

impl Command {
    /// Prints the script.
    pub fn run(self, output: &Output) -> Answer {
        let mut script = Vec::new();
        let shell = Shell::from(self.shell);
        clap_complete::generate(shell, &mut Cli::command(), "gangyao", &mut script);
        output.bytes(&script)?;
        Ok(Outcome::Answered)
    }
}

//! `gangyao cite`: a reference to what an address names, ready to be pasted.

use clap::{Args, ValueEnum};

use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::Reference;
use crate::views::{cite, json};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao cite 5.2.1#5\n  gangyao cite jilin-2024-2035/Z2.2 --style bibtex\n  gangyao cite 3.1.2#9 2.1.2#3 --style md",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Addresses: 2.1.1, Z2.2#3, PLAN/Z2.2. 编号，可写多个。
    #[arg(value_name = "ADDRESS", required = true, help_heading = "参数 Arguments")]
    addresses: Vec<String>,
    /// gbt7714 (GB/T 7714—2015), bibtex, ris, md. 引用格式。
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true
    )]
    style: Style,
}

/// `--style`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Style {
    #[default]
    Gbt7714,
    Bibtex,
    Ris,
    Md,
}

impl Command {
    /// Prints a reference an address.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let locate = |address: &String| desk.archive.locate(address.trim());
        let spots = self.addresses.iter().map(locate).collect::<Result<Vec<_>, _>>()?;
        let references: Vec<_> = spots.iter().map(Reference::of).collect();
        if is_json {
            output.json(&json::Citations::of(&references), 3)?;
            return Ok(Outcome::Answered);
        }
        let style = match self.style {
            Style::Gbt7714 => cite::Style::GbT7714,
            Style::Bibtex => cite::Style::BibTex,
            Style::Ris => cite::Style::Ris,
            Style::Md => cite::Style::Markdown,
        };
        let cited: Vec<_> = references.iter().map(|r| cite::cite(r, style)).collect();
        output.text(&(cited.join("\n\n") + "\n"))?;
        Ok(Outcome::Answered)
    }
}

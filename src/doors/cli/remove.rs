//! `gangyao remove`: a plan out of the corpus.

use std::path::Path;

use clap::Args;

use super::{Answer, Desk, Failure, Outcome, Output, desk, usage};
use crate::answers::Renewal;
use crate::corpus::{self, Corpus, Removed, Said, read_alone};
use crate::views::{json, text};

#[derive(Args)]
#[command(
    after_help = "例 Examples:\n  gangyao remove jilin-2024-2035 --dry-run\n  gangyao remove jilin-2024-2035",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// The plan. 规划的编号。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plan: String,
    /// Say what would be done, do nothing. 试运行，不改动。
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Command {
    /// Moves the plan's file out of sight, takes out its row, renews the index, and says how it is put back.
    pub fn run(self, home: Option<&Path>, output: &Output) -> Answer {
        output.is_json()?;
        let home = desk::find(home)?;
        let mut keeper = desk::keeper(&home, output)?;
        let said = beside(&home, &self.plan)?;
        let removed = keeper.remove(&self.plan, self.dry_run)?;
        if !self.dry_run && Corpus::open(&home).is_ok() {
            Desk::renewed(Some(&home), output, Renewal::Settled)?;
        }
        drop(keeper);
        let restore = removed.file.as_ref().map(|file| text::restoring(file, &said));
        self.tell(&removed, restore.as_deref(), output)?;
        Ok(Outcome::Answered)
    }

    fn tell(
        &self,
        removed: &Removed,
        restore: Option<&str>,
        output: &Output,
    ) -> Result<(), Failure> {
        if output.is_json()? {
            output.json(&json::Removed::of(removed, restore, self.dry_run), 1)?;
            return Ok(());
        }
        let mut paper = output.paper();
        text::removed(&mut paper, removed, restore, self.dry_run);
        Ok(output.page(paper)?)
    }
}

/// What the catalogue says of a plan beside its text.
fn beside(home: &Path, id: &str) -> crate::ground::Result<Said> {
    let plain = Said { id: Some(id.to_owned()), ..Said::default() };
    let Ok(corpus) = Corpus::open(home) else { return Ok(plain) };
    let document = corpus.documents().iter().find(|document| document.id == id);
    let (Some(entry), Some(document)) = (corpus.catalogue().entry(id), document) else {
        return Ok(plain);
    };
    // What cannot be read any more can still be taken out.
    let plans = read_alone(&home.join(&document.path), &corpus::lexicon(home)?.0);
    let own = plans.ok().and_then(|plans| plans.into_iter().next());
    Ok(Said::beside(entry, &own.map(|plan| plan.identity).unwrap_or_default()))
}

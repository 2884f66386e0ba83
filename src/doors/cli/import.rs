//! `gangyao import`: takes a filled-in table back, and keeps what people wrote as corrections of the plan.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::desk::keeper;
use super::{Answer, Desk, Outcome, Output, input, usage};
use crate::corpus::corrections::{Correction, Corrections, Field};
use crate::corpus::{corrections_of, load};
use crate::ground::Result;
use crate::views::sheets::{self, Change, Excerpt, Import, Returned};
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao import 任务分解表.xlsx\n  gangyao import 任务分解表.csv --dry-run",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// A table from export, filled in: .xlsx or .csv; - for standard input. 填好的任务分解表。
    #[arg(value_name = "FILE", help_heading = "参数 Arguments")]
    file: PathBuf,
    /// The plan, where the table does not say. 表里没有写明时的规划。
    #[arg(long, value_name = "PLAN")]
    plan: Option<String>,
    /// Say what would change, and write nothing. 只看，不写。
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Command {
    /// Compares the table with the plans and writes what it changes beside them.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let name = match input::is_standard(&self.file) {
            true => input::STDIN.to_owned(),
            false => self.file.display().to_string(),
        };
        if let Some(plan) = &self.plan {
            desk.archive.plan(plan)?;
        }
        let returned = self.read(&name)?;
        let plans = desk.plans(&wanted(desk, &returned)?)?;
        let excerpts: Vec<_> = plans.iter().map(|p| Excerpt::whole(p, &desk.lexicon)).collect();
        let import = sheets::take_back(&returned, &excerpts);
        let written = match self.dry_run {
            true => Vec::new(),
            false => self.write(desk, &name, &import, output)?,
        };
        if is_json {
            output.json(&json::Import::of(&name, &import, &written), 3)?;
            return Ok(Outcome::Answered);
        }
        let mut paper = output.paper();
        text::imported(&mut paper, &name, &import);
        output.page(paper)?;
        written.iter().for_each(|path| output.note(&format!("已记入 {path}")));
        Ok(Outcome::Answered)
    }

    /// The table as it came back.
    fn read(&self, name: &str) -> Result<Returned> {
        let bytes = match input::is_standard(&self.file) {
            true => input::standard()?,
            false => load(&self.file)?,
        };
        let returned = sheets::read_back(&bytes, name)?;
        let plan = self.plan.clone().or(returned.plan);
        Ok(Returned { plan, ..returned })
    }

    /// Writes the changes into the correction file of each plan; gives the paths of those that are others now.
    fn write(
        &self,
        desk: &Desk,
        name: &str,
        import: &Import,
        output: &Output,
    ) -> Result<Vec<String>> {
        // What another table corrects meanwhile is not written over.
        let _keeper = keeper(&desk.home, output)?;
        let mut by_plan = BTreeMap::<&str, Vec<&Change>>::new();
        for change in &import.changes {
            by_plan.entry(&change.plan).or_default().push(change);
        }
        let mut written = Vec::new();
        for (plan, changes) in by_plan {
            let path = corrections_of(plan);
            let file = desk.home.join(&path);
            let mut kept = Corrections::open(&file)?;
            for change in changes {
                let correction = correction(&kept, change, name);
                kept.set(correction);
            }
            kept.save(&file)?;
            written.push(path);
        }
        Ok(written)
    }
}

/// The ids of the plans that the table may be of; none where it may be of any.
fn wanted(desk: &Desk, returned: &Returned) -> Result<Vec<String>> {
    let Some(named) = returned.plans() else { return Ok(Vec::new()) };
    let known = desk.archive.entries()?.into_iter().map(|row| row.id);
    Ok(known.filter(|id| named.contains(id.as_str())).collect())
}

/// A change as a correction. What it corrects is what the plan says, not what was filled in before.
fn correction(kept: &Corrections, change: &Change, name: &str) -> Correction {
    let field = Field::Filled(change.field);
    let before = kept.find(&change.address, field);
    let was = before.map_or(Some(change.from.clone()), |before| before.was.clone());
    Correction {
        line: 0,
        address: change.address.clone(),
        field,
        of: None,
        value: change.to.clone(),
        was,
        why: Some(format!("{name} 第 {} 行", change.row)),
    }
}

//! `gangyao places`: which places the plans name, and how often.

use clap::Args;

use super::{Answer, Desk, Outcome, Output, usage};
use crate::ground::Error;
use crate::lexicon::PlaceKind;
use crate::views::{json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao places\n  gangyao places jilin-2024-2035 --kind 湿地",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Plans; all of them without one. 规划，不写为全部。
    #[arg(value_name = "PLAN", help_heading = "参数 Arguments")]
    plans: Vec<String>,
    /// Only this kind: river, county, 湿地 … 只要这一类。
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
}

impl Command {
    /// Lists the places.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let kinds = self.kind.iter().map(|word| kind(word)).collect::<Result<Vec<_>, _>>()?;
        let mut places = desk.archive.places(&self.plans, &desk.lexicon)?;
        places.retain(|place| kinds.is_empty() || kinds.contains(&place.kind));
        if is_json {
            output.json(&json::Places::of(&places), 2)?;
        } else {
            let mut paper = output.paper();
            text::places(&mut paper, &places);
            output.page(paper)?;
        }
        Ok(if places.is_empty() { Outcome::NothingFound } else { Outcome::Answered })
    }
}

/// `wetland`, or 湿地 as it is shown.
fn kind(word: &str) -> Result<PlaceKind, Error> {
    let found = PlaceKind::ALL.iter().find(|kind| kind.name() == word || kind.label() == word);
    found.copied().ok_or_else(|| {
        Error::usage(format!("没有这种地名：{word}"))
            .with_hint(format!("可用的类别：{}", kinds().join("、")))
    })
}

/// wetland（湿地）, for each kind.
fn kinds() -> Vec<String> {
    PlaceKind::ALL.iter().map(|kind| format!("{}（{}）", kind.name(), kind.label())).collect()
}

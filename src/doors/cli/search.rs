//! `gangyao search`: which measures and nodes hold the words of a query.

use clap::Args;

use super::args::unmarked;
use super::narrow::Narrow;
use super::{Answer, Desk, Outcome, Output, usage};
use crate::answers::Search;
use crate::ground::Error;
use crate::views::{Beside, json, text};

#[derive(Args, Clone)]
#[command(
    after_help = "例 Examples:\n  gangyao search 查干湖\n  gangyao search 黑臭水体 -农村 --kind outcome\n  gangyao search '“优良水体比例”' --under 3\n  gangyao search 湿地 --domain 水环境 --from-year 2026 --by-year 2030\n  gangyao search --has-target --facets\n  gangyao search '湿地 OR 草原' --limit 3 --format json",
    help_template = usage::TEMPLATE,
    next_help_heading = "选项 Options"
)]
pub struct Command {
    /// Words, "phrases", -words to leave out, OR, ( ). 要找的词。
    #[arg(value_name = "QUERY", help_heading = "参数 Arguments")]
    query: Vec<String>,
    /// Only in this plan. 只在这部规划里找。
    #[arg(long, value_name = "PLAN")]
    plan: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    /// Count all hits by field, year, department … 按领域、时限、部门等计数。
    #[arg(long)]
    facets: bool,
    /// Say which rule and which words gave each tag. 说明每个标签的依据。
    #[arg(long)]
    explain: bool,
    /// How many hits at most (10). 最多几条。
    #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true)]
    limit: usize,
    /// How many hits to pass over (0). 跳过几条。
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: usize,
    /// Add a reference to each hit. 每条附引用格式。
    #[arg(long)]
    cite: bool,
}

impl Command {
    /// Answers the query.
    pub fn run(self, desk: &Desk, output: &Output) -> Answer {
        let is_json = output.is_json()?;
        let query = unmarked(&self.query);
        let filters = self.narrow.filters(self.plan, desk)?;
        if query.trim().is_empty() && filters.is_empty() {
            return Err(Error::usage("没有说要找什么")
                .with_hint("例如：gangyao search 查干湖")
                .into());
        }
        let beside = Beside { cite: self.cite, explain: self.explain };
        let (limit, offset, facets) = (self.limit, self.offset, self.facets);
        let whole = beside.cite || beside.explain;
        let search = Search { query, filters, limit, offset, facets, whole };
        let answer = desk.archive.search(&search, &desk.lexicon)?;
        if is_json {
            output.json(&json::Search::of(&answer, &desk.lexicon, beside), 3)?;
        } else {
            answer.notes.iter().for_each(|note| output.note(note));
            let mut paper = output.paper();
            text::hits(&mut paper, &answer, self.offset, &desk.lexicon, beside);
            if let Some(tally) = &answer.facets {
                text::facets(&mut paper, tally, &desk.lexicon);
            }
            output.page(paper)?;
        }
        Ok(Outcome::found(answer.total))
    }
}

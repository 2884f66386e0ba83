//! [`Narrow`]: the options that narrow an answer, the same for every command that has them.

use clap::Args;

use super::Desk;
use crate::answers::Filters;
use crate::answers::query::YEARS;
use crate::ground::Result;

/// What an answer is narrowed to; an option may be given several times, and one of its values must fit.
#[derive(Args, Clone)]
pub struct Narrow {
    /// Only this kind: action, outcome, context, task … 只要这一类。
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only in this 专栏, by number. 只在这个专栏里。
    #[arg(long, value_name = "N")]
    column: Vec<String>,
    /// Only at or below this address. 只在这个编号之下。
    #[arg(long, value_name = "ADDRESS")]
    under: Vec<String>,
    /// Only this field: 水环境, water. 责任领域。
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// Only of this body, stated or inferred. 责任部门（含推断）。
    #[arg(long, value_name = "NAME")]
    department: Vec<String>,
    /// Only where the plan itself names this body. 规划写明的部门。
    #[arg(long, value_name = "NAME")]
    stated: Vec<String>,
    /// Only due in this year or later. 时限不早于。
    #[arg(long, value_name = "YEAR", value_parser = year)]
    from_year: Option<u16>,
    /// Only due in this year or earlier. 时限不晚于。
    #[arg(long, value_name = "YEAR", value_parser = year)]
    by_year: Option<u16>,
    /// Only of this indicator: 森林覆盖率, pm25. 只要这个指标。
    #[arg(long, value_name = "NAME")]
    indicator: Vec<String>,
    /// Only what sets a target. 只要含指标的。
    #[arg(long)]
    has_target: bool,
    /// Only so binding: mandatory, committed, 必须, 鼓励 … 约束力度。
    #[arg(long, value_name = "LEVEL")]
    strength: Vec<String>,
    /// Only what touches this place. 只要涉及这个地方的。
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
}

/// The year, or in Chinese that it is none.
pub fn year(written: &str) -> std::result::Result<u16, String> {
    let year = written.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| "年份用四位数字，例如 2030".to_owned())
}

impl Narrow {
    /// The filters, within `plans` where any are named.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) for a plan or a place that the corpus of `desk` does not have.
    pub fn filters(self, plans: Vec<String>, desk: &Desk) -> Result<Filters> {
        for plan in &plans {
            desk.archive.plan(plan)?;
        }
        let mut places = Vec::new();
        for place in &self.place {
            places.extend(desk.archive.place_marks(place, &desk.lexicon)?);
        }
        Ok(Filters {
            plans,
            kinds: self.kind,
            columns: self.column,
            under: self.under,
            domains: self.domain,
            departments: self.department,
            stated: self.stated,
            strengths: self.strength,
            indicators: self.indicator,
            places,
            from_year: self.from_year,
            by_year: self.by_year,
            has_target: self.has_target,
        })
    }
}

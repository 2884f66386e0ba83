//! Plans → the tables that offices circulate, and the filled table back.
//!
//! ```text
//! Excerpt ─┬─ measures  任务分解表 ─┐
//!          ├─ targets   指标表     │
//!          ├─ projects  专栏项目清单 ├─ Sheet ─ xlsx · csv · jsonl · markdown
//!          ├─ places    地点索引    │
//!          └─ about 说明, source 规划原文
//!
//! xlsx · csv, filled in ─ back ─ Returned ─ import: beside the plans, row by row ─ Import
//! ```
//!
//! A [`Sheet`] has the same columns, under the same names, in whatever form it is written. Each column says what it
//! holds, and `gangyao schema` prints that; 说明 explains those of 任务分解表 to the people who fill it in.

mod about;
mod compare;
mod back;
mod book;
mod csv;
mod height;
mod import;
mod jsonl;
mod library;
mod markdown;
mod measures;
mod places;
mod projects;
mod schema;
mod series;
mod source;
mod table;
mod targets;
mod wording;
mod xlsx;

use std::collections::BTreeSet;

pub use self::back::{Returned, Row, read as read_back};
pub use self::compare::{changes, indicators};
pub use self::csv::csv;
pub use self::import::{Change, Import, take_back};
pub use self::jsonl::jsonl;
pub use self::library::library;
pub use self::markdown::markdown;
pub use self::schema::schema;
pub use self::series::series;
pub use self::table::{Address, Cell, Column, Look, Sheet, Values};
pub use self::xlsx::{workbook, xlsx};

use crate::answers;
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// A plan, and which of its measures the tables are to show.
#[derive(Clone)]
pub struct Excerpt<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The measures, by their place in the plan; those that are no row of a table are passed over.
    pub measures: BTreeSet<usize>,
    /// The lists that name its fields of responsibility.
    pub lexicon: &'a Lexicon,
}

impl<'a> Excerpt<'a> {
    /// All measures of `plan`.
    pub fn whole(plan: &'a Plan, lexicon: &'a Lexicon) -> Self {
        Self { plan, measures: (0..plan.measures.len()).collect(), lexicon }
    }

    /// The measures that `excerpt` leaves of its plan.
    pub fn of(excerpt: &'a answers::Excerpt, lexicon: &'a Lexicon) -> Self {
        Self { plan: &excerpt.plan, measures: excerpt.measures.clone(), lexicon }
    }

    /// The measures of `node` that are shown.
    fn of_node(&self, node: usize) -> impl Iterator<Item = usize> {
        self.measures.iter().copied().filter(move |&m| self.plan.measures[m].node as usize == node)
    }

    fn address(&self, id: &str) -> Address {
        Address { plan: self.plan.id.clone(), id: id.to_owned() }
    }

    fn measure_address(&self, measure: usize) -> Address {
        self.address(&self.plan.measure_id(measure))
    }
}

/// Which table: the values of `--what`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// 任务分解表: a row a measure.
    Measures,
    /// 指标表: a row an indicator, a column a year.
    Targets,
    /// 专栏项目清单: a row a project.
    Projects,
    /// 地点索引: a row a place.
    Places,
}

impl What {
    /// All tables, in the order they stand in a workbook.
    pub const ALL: [What; 4] = [What::Measures, What::Targets, What::Projects, What::Places];

    /// The word used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            What::Measures => "measures",
            What::Targets => "targets",
            What::Projects => "projects",
            What::Places => "places",
        }
    }
}

/// The table `what` of `excerpts`.
pub fn sheet(what: What, excerpts: &[Excerpt<'_>]) -> Sheet {
    match what {
        What::Measures => measures::sheet(excerpts),
        What::Targets => targets::sheet(excerpts),
        What::Projects => projects::sheet(excerpts),
        What::Places => places::sheet(excerpts),
    }
}

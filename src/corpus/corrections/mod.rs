//! Corrections: what people know better than the rules, kept beside a plan in `ID.corrections.toml` and applied at every parse.
//!
//! ```toml
//! [[correction]]
//! address = "2.1.1#3"
//! field = "牵头部门"        # 配合部门, 完成时限, 备注, 责任领域, 目标值, 地点
//! value = "水利厅、财政厅"   # empty: nothing
//! was = "生态环境厅"        # what it corrects; said when that is another
//! why = "任务分解表.xlsx 第 12 行"
//! ```
//!
//! 目标值 and 地点 correct one of several and need `of`, the indicator or the place as printed: `of = "森林覆盖率"`, `value = "≥47%"`;
//! `of = "白山"`, `value = "白山市"`. A correction that cannot be read, or no longer fits, is said with its line; the others are used.

mod apply;
mod file;

pub use apply::{apply, due};
pub use file::{Correction, Corrections};

use std::path::Path;

use super::{Document, Remark, corrections_of};
use crate::ground::{Note, Result};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::tags;

/// Applies the corrections in the file `path` below `home` to `plan`, if there are any; its notes tell of those that do not fit.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) when the file is there and cannot be read.
pub(super) fn correct(plan: &mut Plan, home: &Path, path: &str, lexicon: &Lexicon) -> Result<()> {
    let corrections = Corrections::open(&home.join(path))?;
    for note in apply(plan, &corrections, lexicon) {
        let message = format!("{path} 第 {} 行：{}", note.line, note.message);
        plan.notes.push(Note::warning(0, message));
    }
    plan.notes.sort();
    Ok(())
}

/// What there is to say about the file of plan `id` before the plan is read: blocks that cannot be read, no such plan.
pub(super) fn remarks(home: &Path, id: &str, documents: &[Document]) -> Result<Vec<Remark>> {
    let path = corrections_of(id);
    let mut notes = Corrections::open(&home.join(&path))?.notes;
    if !documents.iter().any(|d| d.holds(id)) {
        notes.push(Note::warning(0, format!("没有 {id} 的文件，更正没有用；加入这部规划后照用")));
    }
    Ok(notes.into_iter().map(|note| Remark { path: path.clone(), note }).collect())
}

/// What a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What people fill in in a sheet: departments, deadline, remark.
    Filled(tags::Field),
    /// 责任领域, of a measure or of a node.
    Domain,
    /// 目标值 of one indicator.
    Target,
    /// 地点: what one printed name means.
    Place,
}

impl Field {
    /// All fields.
    pub const ALL: [Field; 7] = [
        Field::Filled(tags::Field::Lead),
        Field::Filled(tags::Field::Support),
        Field::Filled(tags::Field::Deadline),
        Field::Filled(tags::Field::Remark),
        Field::Domain,
        Field::Target,
        Field::Place,
    ];

    /// Its name in the file: that of the column of the sheet.
    pub fn label(self) -> &'static str {
        match self {
            Field::Filled(field) => field.label(),
            Field::Domain => "责任领域",
            Field::Target => "目标值",
            Field::Place => "地点",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Field::ALL.into_iter().find(|field| field.label() == name.trim())
    }

    /// Whether it corrects one of several values, named by `of`.
    fn is_of_one(self) -> bool {
        matches!(self, Field::Target | Field::Place)
    }
}

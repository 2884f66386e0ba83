//! [`Tags`]: what one measure is tagged with, each value with the words it rests on.
//!
//! Names and meanings are the contract's. Spans are stretches of the source text.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::ground::Span;
use crate::lexicon::PlaceKind;
pub use crate::lexicon::StrengthLevel;
pub use crate::measures::Role;

/// All tags of one measure (or, for `domains`, of one node).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tags {
    /// The fields it belongs to, the primary one first.
    pub domains: Vec<Domain>,
    /// Who is responsible; measures of one field for which nobody is stated share what the field suggests.
    pub departments: Arc<[Department]>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// How much.
    pub targets: Vec<Target>,
    /// Where.
    pub places: Vec<Place>,
    /// Who is named as acting.
    pub actors: Vec<Actor>,
    /// The documents it names.
    pub citations: Vec<Citation>,
    /// How binding it is.
    pub strength: Option<Strength>,
    /// What people filled in for it, word for word; it wins over what the rules say.
    pub filled: Vec<Filled>,
}

/// What a person filled in for a measure, in the place of what the plan or a rule says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filled {
    /// What it is about.
    pub field: Field,
    /// The words; empty where what a rule said was struck out.
    pub value: String,
}

/// The fields that people fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// 牵头部门.
    Lead,
    /// 配合部门.
    Support,
    /// 完成时限.
    Deadline,
    /// 备注.
    Remark,
}

impl Field {
    /// All fields, in the order of the sheet.
    pub const ALL: [Field; 4] = [Field::Lead, Field::Support, Field::Deadline, Field::Remark];

    /// The name of its column, in the sheet and in the file of corrections.
    pub fn label(self) -> &'static str {
        match self {
            Field::Lead => "牵头部门",
            Field::Support => "配合部门",
            Field::Deadline => "完成时限",
            Field::Remark => "备注",
        }
    }
}

/// The rule that gave a value, by the name `--explain` prints.
pub type Rule = Cow<'static, str>;

/// A name that many measures of a plan have in common.
pub type Name = Arc<str>;

/// Some stretches. Nearly every measure has some: so few that they need no memory of their own.
pub type Spans = SmallVec<[Span; 4]>;

/// A field of responsibility.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// The id of the domain table: `water`.
    pub id: Name,
    /// The words that decided; empty where the node's domain is inherited.
    pub evidence: Spans,
    /// Which rule gave it.
    pub rule: Rule,
}

/// A responsible body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// Its name as printed, or as the domain table names it for the plan's level.
    pub name: Name,
    /// What it is to be.
    pub role: Role,
    /// Whether the plan says so.
    pub basis: DepartmentBasis,
    /// Where it is printed; `None` for an inferred one.
    pub span: Option<Span>,
    /// Which rule gave it.
    pub rule: Rule,
}

/// Where a department comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepartmentBasis {
    /// The plan names it.
    Stated,
    /// The domain table suggests it.
    Inferred,
    /// A person filled it in.
    Corrected,
}

/// A time that bounds an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// How the time bounds the action.
    pub relation: Relation,
    /// The first year, if there is one.
    pub from: Option<u16>,
    /// The last year, if there is one.
    pub to: Option<u16>,
    /// The month, where one is printed.
    pub month: Option<u8>,
    /// Whose words it is.
    pub basis: DeadlineBasis,
    /// The words: in the measure, or those it is inherited from.
    pub span: Span,
    /// Which rule gave it.
    pub rule: Rule,
}

/// How a time bounds an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// 到2035年.
    By,
    /// 2030年前.
    Before,
    /// “十五五”时期.
    During,
    /// 每年.
    Every,
    /// 本世纪中叶.
    MidCentury,
}

/// Whose words a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeadlineBasis {
    /// Its own.
    Stated,
    /// Those of the opening of the paragraph, of an earlier clause, or of the last where by then all is finished.
    Inherited,
    /// Those of the stage that holds it.
    Stage,
    /// Nobody's in the plan: a person filled it in. Its span is empty and stands at the start of the measure.
    Corrected,
}

/// A promise that can be checked: an indicator and what it is to reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The shortest faithful noun phrase.
    pub indicator: String,
    /// The id in the table of indicators, if it is known there.
    pub indicator_id: Option<String>,
    /// Whether a level is to be reached or a change made.
    pub change: Change,
    /// Which side of the value is meant.
    pub bound: Bound,
    /// The value; `None` for a qualitative target.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// The unit in its canonical writing, with 万 and 亿.
    pub unit: Option<String>,
    /// The words that shade it: 力争, 左右.
    pub qualifiers: Vec<String>,
    /// The year it is due.
    pub deadline: Option<u16>,
    /// Whose words the deadline is.
    pub deadline_basis: Option<DeadlineBasis>,
    /// The year compared with: 比2020年.
    pub base_year: Option<u16>,
    /// The value compared with, where a table states it.
    pub base_value: Option<f64>,
    /// 约束性 (binding) or 预期性 (expected), where a table states it.
    pub attribute: Option<String>,
    /// Whether it is an outcome without a number: 全覆盖.
    pub qualitative: bool,
    /// Indicator and value.
    pub span: Span,
    /// Which rule gave it.
    pub rule: Rule,
}

/// What a target's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A level: 达到.
    To,
    /// 提高N个百分点, 新增N.
    IncreaseBy,
    /// 下降N％, 淘汰N.
    DecreaseBy,
}

/// Which side of a target's value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 达到.
    Exactly,
    /// 不低于.
    AtLeast,
    /// 以下.
    AtMost,
    /// 左右.
    About,
}

/// A place named, or meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The id in the gazetteer; `None` for an unknown name with a telling suffix.
    pub id: Option<String>,
    /// What it is, by the gazetteer or by the ending of its name.
    pub kind: PlaceKind,
    /// How it is named.
    pub relation: PlaceRelation,
    /// The words.
    pub span: Span,
    /// Which rule gave it.
    pub rule: Rule,
}

/// How a place is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceRelation {
    /// By its name.
    Named,
    /// 引嫩入白.
    Abbreviation,
    /// 长白山人参.
    Brand,
}

impl PlaceRelation {
    /// The word used in JSON and in the index.
    pub fn name(self) -> &'static str {
        match self {
            PlaceRelation::Named => "named",
            PlaceRelation::Abbreviation => "abbreviation",
            PlaceRelation::Brand => "brand",
        }
    }
}

/// Somebody named in the prose as acting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The name as printed.
    pub span: Span,
    /// What they are to do, where the sentence says it after them.
    pub duty: Option<Span>,
    /// Which rule gave it.
    pub rule: Rule,
}

/// A document named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// The title without its brackets, if there is one.
    pub title: Option<String>,
    /// The document number, if there is one: 中发〔2023〕30号.
    pub number: Option<String>,
    /// Title and number with their brackets.
    pub span: Span,
    /// Which rule gave it.
    pub rule: Rule,
}

/// How binding a measure is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strength {
    /// The class.
    pub level: StrengthLevel,
    /// The words that decided; `None` where nothing did and the usual class is meant.
    pub span: Option<Span>,
}

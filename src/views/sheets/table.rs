//! [`Sheet`]: a table with named columns, before it is written in any form.

use std::borrow::Cow;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name: 任务分解表.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column of a [`Sheet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every form: 牵头部门.
    pub name: Cow<'static, str>,
    /// How wide it is on paper, in characters of Latin text; a Chinese character takes two.
    pub width: u16,
    /// How its cells are set.
    pub look: Look,
    /// What its cells hold, in a line.
    pub holds: &'static str,
    /// What is written in its cells, where they are not empty.
    pub values: Values,
}

/// What the cells of a column are where they are not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Words.
    Words,
    /// Numbers.
    Numbers,
    /// Numbers, or words where a number would not say it all: ≥95.
    Both,
}

/// How the cells of a column are set in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Running text from the left.
    Text,
    /// Short words in the middle.
    Centred,
    /// Equal neighbours are one cell.
    Merged,
}

/// One cell of a [`Sheet`].
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Words that the plan does not say, and in Chinese why they stand here.
    Inferred {
        /// The words.
        words: String,
        /// What they rest on.
        note: String,
    },
    /// Where the row stands in the plans: one address or several.
    Addresses(Vec<Address>),
}

/// An address with its plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The id of the plan.
    pub plan: String,
    /// The address within it.
    pub id: String,
}

impl Column {
    /// A column of running text.
    pub(super) const fn text(name: &'static str, width: u16, holds: &'static str) -> Self {
        Self::of(name, width, holds, (Look::Text, Values::Words))
    }

    /// A column of short words.
    pub(super) const fn centred(name: &'static str, width: u16, holds: &'static str) -> Self {
        Self::of(name, width, holds, (Look::Centred, Values::Words))
    }

    /// A column of numbers.
    pub(super) const fn number(name: &'static str, width: u16, holds: &'static str) -> Self {
        Self::of(name, width, holds, (Look::Centred, Values::Numbers))
    }

    /// A column whose equal neighbours are one cell.
    pub(super) const fn merged(name: &'static str, width: u16, holds: &'static str) -> Self {
        Self::of(name, width, holds, (Look::Merged, Values::Words))
    }

    const fn of(
        name: &'static str,
        width: u16,
        holds: &'static str,
        (look, values): (Look, Values),
    ) -> Self {
        Self { name: Cow::Borrowed(name), width, look, holds, values }
    }
}

impl Cell {
    /// `words`, or nothing where there are none.
    pub(super) fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Cell::Blank } else { Cell::Text(words) }
    }

    /// `words` as a number where they are nothing else.
    pub(super) fn amount(words: String) -> Self {
        let digits = words.starts_with(|c: char| c.is_ascii_digit());
        match words.parse() {
            Ok(number) if digits => Cell::Number(number),
            _ => Self::text(words),
        }
    }

    /// What the cell says in a form that knows only words. Inferred words are marked as such; addresses bear their plan.
    pub fn words(&self) -> String {
        match self {
            Cell::Inferred { words, .. } => format!("{words}（推断）"),
            cell => cell.shown(false),
        }
    }

    /// What the cell shows in a workbook, where inferred words are set apart by their look; `bare` addresses stand without
    /// their plan.
    pub(super) fn shown(&self, bare: bool) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(words) | Cell::Inferred { words, .. } => words.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Addresses(addresses) => {
                let worded = addresses.iter().map(|a| match bare {
                    true => a.id.clone(),
                    false => format!("{}/{}", a.plan, a.id),
                });
                worded.collect::<Vec<_>>().join("、")
            }
        }
    }
}

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
    pub(super) const fn text(name: &'static str, width: u16) -> Self {
        Self { name: Cow::Borrowed(name), width, look: Look::Text }
    }

    /// A column of short words.
    pub(super) const fn centred(name: &'static str, width: u16) -> Self {
        Self { name: Cow::Borrowed(name), width, look: Look::Centred }
    }

    /// A column whose equal neighbours are one cell.
    pub(super) const fn merged(name: &'static str, width: u16) -> Self {
        Self { name: Cow::Borrowed(name), width, look: Look::Merged }
    }
}

impl Cell {
    /// `words`, or nothing where there are none.
    pub(super) fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Cell::Blank } else { Cell::Text(words) }
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

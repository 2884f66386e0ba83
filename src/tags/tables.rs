//! [`Tables`]: what the columns of a plan's tables mean. Read once and looked at by several taggers.

use std::collections::BTreeMap;

use super::Context;
use crate::outline::Kind;
use crate::outline::table::{Columns, Row};

/// The columns of each table of one plan; nothing while its nodes are being read.
#[derive(Clone, Debug, Default)]
pub struct Tables(BTreeMap<u32, Columns>);

impl Tables {
    /// Reads the heads of the tables of `context`.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let tables = context.outline.nodes.iter().enumerate();
        let read = |head| Columns::of(context.lexicon, context.text, head);
        let tables = tables.filter(|(_, node)| node.kind == Kind::Table);
        Self(tables.map(|(n, t)| (n as u32, t.head.map(read).unwrap_or_default())).collect())
    }
}

impl Context<'_> {
    /// The columns of the table of which measure `at` is a row; `None` if it is none.
    pub(super) fn columns(&self, at: usize) -> Option<&Columns> {
        self.tables.0.get(&self.measures[at].node)
    }

    /// The cells of measure `at` by their columns, if it is a row of a table.
    pub(super) fn row(&self, at: usize) -> Option<Row> {
        Some(self.columns(at)?.row(self.text, self.measures[at].span))
    }
}

//! Rows → the node of a table, with its caption.

use super::cells::is_rule;
use super::region::{is_caption, is_unit_line, one_table, records};
use crate::ground::Span;
use crate::outline::node::Kind;
use crate::outline::paragraph::Paragraph;
use crate::outline::tree::Builder;
use crate::source::Look;

impl Builder<'_> {
    /// The rows from `at` on: one table, with the caption above it.
    pub(in crate::outline) fn table(&mut self, at: usize) {
        let is_row = |p: &&Paragraph| matches!(p.look, Look::Row(_));
        let rows = self.paragraphs[at..].iter().take_while(is_row).map(|p| p.span);
        let rows = one_table(self.terms, self.text(), rows);
        self.done = at + rows.len();
        let (head, records) = records(self.terms, self.text(), &rows);
        let caption = self.caption(at);
        let series = self.column.as_ref().map_or(&self.series, |c| &c.series);
        let parent = series.top().map(|l| l.node).or(self.column.as_ref().map(|c| c.node));
        let line = caption.map_or(self.paragraphs[at].line, |(_, line)| line);
        let start = caption.map_or(rows[0], |(span, _)| span);
        let whole = rows.iter().fold(start, |span, row| span.to(*row));
        let node = self.push(Kind::Table, None, parent, whole, line);
        let head = rows[..head].iter().copied().filter(|row| !is_rule(row.of(self.text())));
        let head = head.reduce(Span::to);
        self.nodes[node].head = head.map(|h| start.to(h)).or(caption.map(|(span, _)| span));
        self.nodes[node].body = records;
        self.growth[node].caption = caption.map(|(span, _)| span);
    }

    /// The caption directly above row `at`, taken back from the text it was read as.
    fn caption(&mut self, at: usize) -> Option<(Span, u32)> {
        // The unit of all values may stand between.
        let unit = |p: &Paragraph| is_unit_line(p.span.of(self.text()));
        let between = usize::from(self.paragraphs[..at].last().is_some_and(unit));
        let above = &self.paragraphs[at.checked_sub(1 + between)?];
        let last = self.nodes.len().checked_sub(1 + between)?;
        let named = is_caption(above.span.of(self.text()));
        let alone = self.nodes[last].span == above.span && self.nodes[last].kind == Kind::Paragraph;
        if named && alone {
            self.nodes.truncate(last);
            self.growth.truncate(last);
            return Some((above.span, above.line));
        }
        None
    }
}

//! 规划原文: the text of the plans, a row a piece, for the addresses of the other sheets to lead to.

use super::Excerpt;
use super::measures::on_one_line;
use super::table::{Cell, Column, Sheet};
use crate::answers::{Piece, pieces};
use crate::plan::Plan;

/// The name of the sheet.
pub const NAME: &str = "规划原文";

const COLUMNS: [Column; 3] = [
    Column::centred("出处", 14, "the address"),
    Column::centred("类别", 10, "what the piece is: 章, 任务, 举措 …"),
    Column::text("原文", 130, "its words"),
];

/// The texts of `excerpts`, whole, whatever part of their measures is shown.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let pieces = excerpts.iter().flat_map(|e| pieces(e.plan).into_iter().map(move |l| (e, l)));
    let row = |(excerpt, piece): (&Excerpt<'_>, Piece)| {
        vec![
            Cell::Addresses(vec![excerpt.address(&piece.id(excerpt.plan))]),
            Cell::text(label(excerpt.plan, &piece)),
            Cell::text(on_one_line(piece.span.of(&excerpt.plan.text))),
        ]
    };
    Sheet { name: NAME, columns: COLUMNS.to_vec(), rows: pieces.map(row).collect() }
}

fn label(plan: &Plan, piece: &Piece) -> &'static str {
    let node = || plan.outline.nodes[piece.node].kind.label();
    piece.measure.map_or_else(node, |m| plan.measures[m].kind.label())
}

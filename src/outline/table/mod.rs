//! Tables: which lines of a document are rows, and what the columns of a table mean.
//!
//! A Word file, a web page and Markdown show their tables; in plain text the gaps between cells do. `rows` finds the lines,
//! [`Columns`] reads the head of a table and with it each row.

mod build;
mod cells;
mod columns;
mod heads;
mod region;
mod stack;

pub use cells::cell_words;
pub(super) use cells::{in_a_line, is_drawn, is_gapped};
pub use columns::{Column, Columns, Role, Row};
pub use region::{first_is_count, is_total};
pub(super) use region::{heads_table, is_caption, is_figure, rows};

//! Plans and answers → what leaves the program: [`json`] for other programs, [`sheets`] for offices, [`text`] for people.
//!
//! The outside shapes of the contract, its field and column names, live here and nowhere else. Inside the program spans count bytes;
//! every number that leaves it counts Unicode code points.

pub mod json;
pub mod sheets;
pub mod text;

use crate::lexicon::{Lexicon, List};

/// The name of domain `id`: 水环境; the id itself where the table of domains has no such row.
fn domain_name<'a>(lexicon: &'a Lexicon, id: &'a str) -> &'a str {
    let table = lexicon.table(List::Domains);
    let row = table.rows.iter().find(|row| row.word() == id);
    let name = row.zip(table.column("name")).map(|(row, at)| row.cell(at));
    name.unwrap_or(id)
}

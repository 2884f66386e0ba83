//! [`Fields`]: the fields of responsibility by number, and which of them each word of `domain-terms.tsv` speaks for.

use std::sync::Arc;

use super::of_cells::OfCells;
use super::{Lexicon, List};

/// What stands for the field in a row whose word speaks for matters that none of the fields has.
const NO_FIELD: &str = "-";

/// Where else the words of a field stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Hardly anywhere.
    Own,
    /// Where they say only whom or where something is for: 农村, 宣传, 考核.
    Passing,
    /// In texts of every field: 机制, 监管, 监测, 联动, 资金, 产业.
    Everywhere,
}

impl Reach {
    /// The one that the table calls `name`.
    fn named(name: &str) -> Self {
        match name {
            "everywhere" => Reach::Everywhere,
            "passing" => Reach::Passing,
            _ => Reach::Own,
        }
    }
}

/// The fields of `domains.tsv` and what is none of them, by id, and what the words say for them.
#[derive(Debug, Default)]
pub struct Fields {
    ids: Vec<Arc<str>>,
    /// Where else the words of each stand.
    reach: Vec<Reach>,
    /// The number of what is none of them.
    none: Option<u8>,
    /// For each row of the table of words its field and weight: a text comes near to most rows.
    says: Vec<(Option<u8>, f32)>,
}

impl Fields {
    /// Those of `lexicon`.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let domains = lexicon.table(List::Domains);
        let mut ids: Vec<Arc<str>> = domains.rows.iter().map(|row| row.word().into()).collect();
        ids.push(NO_FIELD.into());
        ids.sort();
        ids.dedup();
        let field =
            |id: &str| u8::try_from(ids.binary_search_by(|known| (**known).cmp(id)).ok()?).ok();
        let column = domains.column("reach");
        let reach = |id: &Arc<str>| {
            let row = domains.get(id).zip(column);
            row.map_or(Reach::Own, |(row, column)| Reach::named(row.cell(column)))
        };
        let terms = lexicon.table(List::DomainTerms).rows.iter();
        let (mut fields, mut weights) = (OfCells::default(), OfCells::default());
        let says = terms.map(|row| {
            let weight =
                weights.of(row.cell(2), |cell| cell.parse().ok().filter(|&w: &f32| w > 0.0));
            weight.map_or((None, 0.0), |weight| (fields.of(row.cell(1), field), weight))
        });
        let (says, none) = (says.collect(), field(NO_FIELD));
        Self { reach: ids.iter().map(reach).collect(), none, says, ids }
    }

    /// The field that row `row` of the table of words speaks for, and how clearly; nothing where it is in no table of fields or the
    /// word only keeps its letters from being read as others.
    pub fn of_row(&self, row: u32) -> Option<(u8, f32)> {
        let (field, weight) = self.says[row as usize];
        Some((field?, weight))
    }

    /// Whether `n` stands for the matters that none of the fields has.
    pub fn is_no_field(&self, n: u8) -> bool {
        self.none == Some(n)
    }

    /// Where else the words of field `n` stand.
    pub fn reach(&self, n: u8) -> Reach {
        self.reach[n as usize]
    }

    /// The id of field `n`; fields are numbered in the order of their ids.
    pub fn id(&self, n: u8) -> &Arc<str> {
        &self.ids[n as usize]
    }
}

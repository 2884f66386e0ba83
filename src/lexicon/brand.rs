//! [`Brand`]: what a word of `brands.tsv` does beside the name of a place.

use super::row::Row;

/// What a word of the table does; the words for it are those of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brand {
    /// Before a name it makes a slogan: 氢动吉林.
    Slogan,
    /// Behind a name it is what is called after it: 长白山人参.
    Product,
    /// It is a brand by itself: 三明医改.
    Whole,
    /// It only begins like a product.
    None,
    /// Behind the name of a water it makes that of a firm: 银湾电子.
    Firm,
    /// Behind a name it makes that an end of a line: 沪苏湖高铁.
    Line,
}

impl Brand {
    /// All of them, each with its name in the table.
    const NAMES: [(Self, &str); 6] = [
        (Self::Slogan, "slogan"),
        (Self::Product, "product"),
        (Self::Whole, "whole"),
        (Self::None, "none"),
        (Self::Firm, "firm"),
        (Self::Line, "line"),
    ];
}

/// What one word does: 银行 is a product and makes a firm.
#[derive(Clone, Copy, Debug)]
pub struct Brands(u8);

impl Brands {
    /// What `row` of the table says.
    pub(super) fn of(row: Row<'_>) -> Self {
        let said = Brand::NAMES.iter().filter(|(_, name)| row.does(name));
        Self(said.fold(0, |set, &(brand, _)| set | 1 << brand as u8))
    }

    /// Whether `brand` is among it.
    pub fn hold(self, brand: Brand) -> bool {
        self.0 >> brand as u8 & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, List, all_do};

    #[test]
    fn every_word_of_the_table_does_something() {
        let lexicon = Lexicon::shipped();
        let table = lexicon.table(List::Brands);
        all_do(table, &Brand::NAMES.map(|(_, name)| name));
        let both = table.rows.iter().position(|row| row.word() == "银行").unwrap();
        let does = lexicon.brands()[both];
        assert!(does.hold(Brand::Product) && does.hold(Brand::Firm) && !does.hold(Brand::Slogan));
    }
}

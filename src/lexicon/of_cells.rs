//! [`OfCells`]: what is made of the cells of a table.

use std::collections::BTreeMap;
use std::marker::PhantomData;

/// What is made of cells, once for all that stand in one place: in a shipped table all equal ones do that are no words.
///
/// Most columns say few things in many rows, and to tell where a cell stands takes less than to look at what it says.
#[derive(Debug)]
pub struct OfCells<'t, T> {
    made: BTreeMap<(usize, usize), T>,
    cells: PhantomData<&'t str>,
}

impl<T> Default for OfCells<'_, T> {
    fn default() -> Self {
        Self { made: BTreeMap::new(), cells: PhantomData }
    }
}

impl<'t, T: Clone> OfCells<'t, T> {
    /// What `make` makes of `cell`.
    pub fn of(&mut self, cell: &'t str, make: impl FnOnce(&'t str) -> T) -> T {
        // Cells last longer than this, so that no two stand in one place and have the same length.
        let place = (cell.as_ptr().addr(), cell.len());
        self.made.entry(place).or_insert_with(|| make(cell)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_has_what_is_made_of_it() {
        let (text, mut made, mut count) = ("水 水体", OfCells::default(), 0);
        let mut len = |cell: &'static str| {
            made.of(cell, |cell| {
                count += 1;
                cell.len()
            })
        };
        assert_eq!([&text[..3], &text[4..], &text[4..7], &text[..3]].map(&mut len), [3, 6, 3, 3]);
        assert_eq!(count, 3);
    }
}

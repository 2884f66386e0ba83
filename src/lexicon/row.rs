//! [`Rows`]: the rows of a table, those of the shipped ones looked at where they stand in the program, so that a table costs nothing
//! before its words are asked for.

use std::borrow::Cow;

use super::lines::split_names;

/// How many bytes a number has.
const NUMBER: usize = 4;

/// One row of a [`Table`](super::Table).
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// Its line in the file, from 1.
    pub line: u32,
    cells: Cells<'t>,
}

/// The cells of a row, white space trimmed.
#[derive(Clone, Copy, Debug)]
enum Cells<'t> {
    Read(&'t [Cow<'t, str>]),
    Made(Made),
}

/// Cells that stand in `text` where the numbers say: the beginning and the end of each.
#[derive(Clone, Copy, Debug)]
struct Made {
    text: &'static str,
    numbers: &'static [u8],
}

impl Made {
    fn cell(self, n: usize) -> Option<&'static str> {
        let place = self.numbers.get(2 * NUMBER * n..)?.get(..2 * NUMBER)?;
        self.text.get(number(place) as usize..number(&place[NUMBER..]) as usize)
    }
}

impl<'t> Row<'t> {
    /// The word: the first cell.
    pub fn word(self) -> &'t str {
        self.cell(0)
    }

    /// The word, to be kept: one that stands in the program is not copied.
    pub(super) fn kept_word(self) -> Cow<'static, str> {
        match self.cells {
            Cells::Made(made) => made.cell(0).unwrap_or_default().into(),
            Cells::Read(_) => self.word().to_owned().into(),
        }
    }

    /// The word, and the names in column `also`, the place of which is given.
    pub fn names(self, also: Option<usize>) -> impl Iterator<Item = &'t str> {
        let others = also.map_or("", |n| self.cell(n));
        std::iter::once(self.word()).chain(split_names(others))
    }

    /// The cell of column `n`, counted from 0; empty where there is no such column.
    pub fn cell(self, n: usize) -> &'t str {
        let cell = match self.cells {
            Cells::Read(cells) => cells.get(n).map(|cell| &**cell),
            Cells::Made(made) => made.cell(n),
        };
        cell.unwrap_or_default()
    }

    /// Whether its second cell names `what`, alone or among others.
    pub fn does(self, what: &str) -> bool {
        let said = self.cell(1);
        // Most rows say one thing only.
        said == what || said.len() > what.len() && said.split(' ').any(|own| own == what)
    }

    /// All cells, in the order of the columns.
    pub fn cells(self) -> impl Iterator<Item = &'t str> {
        let len = match self.cells {
            Cells::Read(cells) => cells.len(),
            Cells::Made(made) => made.numbers.len() / (2 * NUMBER),
        };
        (0..len).map(move |n| self.cell(n))
    }
}

impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.line == other.line && self.cells().eq(other.cells())
    }
}

/// A row with cells of its own: its line, and as many cells as there are columns.
pub(super) type OwnRow<'a> = (u32, Vec<Cow<'a, str>>);

impl<'t> From<&'t OwnRow<'_>> for Row<'t> {
    fn from((line, cells): &'t OwnRow<'_>) -> Self {
        Self { line: *line, cells: Cells::Read(cells) }
    }
}

/// The rows of a table, the shipped ones first.
#[derive(Clone, Debug, Default)]
pub struct Rows<'a> {
    /// The text of a shipped table, and for each row its line and where each of its cells begins and ends.
    text: &'static str,
    numbers: &'static [u8],
    /// How many bytes of numbers a row has, and how many such rows there are.
    width: usize,
    made: usize,
    own: Vec<OwnRow<'a>>,
}

impl<'a> Rows<'a> {
    /// Rows of so many `columns` that stand in `text` where `numbers` say, as made when the program was built.
    pub(super) fn made(text: &'static str, numbers: &'static [u8], columns: usize) -> Self {
        let width = NUMBER * (1 + 2 * columns);
        Self { text, numbers, width, made: numbers.len() / width, own: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: OwnRow<'a>) {
        self.own.push(row);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.made + self.own.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Row `n`, counted from 0; there must be so many.
    pub fn at(&self, n: usize) -> Row<'_> {
        let Some(n) = n.checked_sub(self.made) else {
            let numbers = &self.numbers[n * self.width..(n + 1) * self.width];
            let cells = Made { text: self.text, numbers: &numbers[NUMBER..] };
            return Row { line: number(numbers), cells: Cells::Made(cells) };
        };
        Row::from(&self.own[n])
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator + Clone {
        (0..self.len()).map(|n| self.at(n))
    }
}

impl Rows<'_> {
    /// The rows in order but the shipped ones of which the word has a further row.
    pub(super) fn lasting(&self) -> impl Iterator<Item = Row<'_>> {
        let replaced = |row: &Row<'_>| self.own.iter().any(|own| own.1[0] == row.word());
        let shipped = (0..self.made).map(|n| self.at(n)).filter(move |row| !replaced(row));
        shipped.chain(self.own.iter().map(Row::from))
    }
}

impl PartialEq for Rows<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// The numbers that `bytes` are made of.
pub(super) fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(NUMBER).map(number).collect()
}

/// The number that `bytes` begin with; 0 where they are too few for one.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().copied().map_or(0, u32::from_le_bytes)
}

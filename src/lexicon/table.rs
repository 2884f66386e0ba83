//! The one table form: tab-separated words with a head line and comments.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::lines::{cells, lines};
use super::of_cells::OfCells;
use super::row::{OwnRow, Row, Rows};
use super::words::Words;
use crate::ground::Note;

/// A table of words as it stands in a file: columns named by the head line, one row a word.
///
/// ```text
/// # What the table holds, where it comes from, when.
/// term ⇥ domain ⇥ weight
/// 黑臭水体 ⇥ water ⇥ 5
/// ```
///
/// Lines that begin with `#` and empty lines count for nothing; the first other line names the columns; the first column is
/// the word. A row with too many cells or without a word is left out and noted.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The columns' names.
    pub columns: Vec<Cow<'a, str>>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Rows<'a>,
    /// Rows that could not be read: line and reason.
    pub notes: Vec<Note>,
    /// The words by what they do, sorted when they are first asked for.
    words: OnceLock<Vec<Words>>,
    /// The words in their order: of a shipped table from when the program was built, else worked out when one is first looked up.
    order: OnceLock<Cow<'static, [Begun]>>,
    /// The last letter of each word with the place of its row, in order, worked out when one is first looked up.
    ends: OnceLock<Vec<(char, u32)>>,
}

impl<'a> Table<'a> {
    /// Reads a table. Cannot fail: what is no row becomes a note.
    pub fn read(text: &'a str) -> Self {
        let mut lines = lines(text);
        let head = lines.next().map_or("", |(_, head)| head);
        let mut table = Table { columns: cells(head).map(Cow::from).collect(), ..Table::default() };
        for (line, words) in lines {
            table.push(line, cells(words).map(Cow::from).collect());
        }
        table
    }

    /// The table of `text` whose rows stand where `numbers` say: a line, then the beginning and the end of each cell; and whose words
    /// have this `order`, each [`Begun`]; all as made from the same text when the program was built. Nothing of it is read before it is
    /// looked at.
    pub(super) fn made(
        text: &'static str,
        numbers: &'static [u8],
        order: &'static [u8],
    ) -> Table<'static> {
        let head = lines(text).next().map_or("", |(_, head)| head);
        let columns: Vec<_> = cells(head).map(Cow::from).collect();
        let rows = Rows::made(text, numbers, columns.len());
        let order = OnceLock::from(Cow::Borrowed(order.as_chunks().0.as_chunks().0));
        Table { columns, rows, order, ..Table::default() }
    }

    fn push(&mut self, line: u32, mut cells: Vec<Cow<'a, str>>) {
        // A spreadsheet drops empty cells at the end of a row.
        while cells.len() < self.columns.len() {
            cells.push("".into());
        }
        if cells.len() > self.columns.len() {
            let message = format!("应有 {} 列，实有 {} 列", self.columns.len(), cells.len());
            self.notes.push(Note::warning(line, message));
        } else if cells[0].is_empty() {
            self.notes.push(Note::warning(line, "第一列（词）是空的"));
        } else {
            self.add((line, cells));
        }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: OwnRow<'a>) {
        self.rows.push(row);
        self.order = OnceLock::new();
    }

    /// The place of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }

    /// The row of `word`: the last one, so that what a user adds wins over what is shipped.
    pub fn get(&self, word: &str) -> Option<Row<'_>> {
        let first = u32::from(word.chars().next()?);
        let end = self.order().partition_point(|&begun| {
            let (letter, row) = read(begun);
            letter < first || letter == first && self.rows.at(row).word() <= word
        });
        let last = self.order()[..end].last().map(|&begun| self.rows.at(read(begun).1));
        last.filter(|row| row.word() == word)
    }

    /// The rows of which the word begins with `first`, by word, equal words in the order of the rows.
    pub fn beginning(&self, first: char) -> impl Iterator<Item = Row<'_>> {
        let first = u32::from(first);
        let from = self.order().partition_point(|&begun| read(begun).0 < first);
        let begun = self.order()[from..].iter().map(|&begun| read(begun));
        let same = begun.take_while(move |&(letter, _)| letter == first);
        same.map(|(_, row)| self.rows.at(row))
    }

    /// The rows with a word that `text` begins with, shorter ones first, equal words in the order of the rows.
    pub fn opening(&self, text: &str) -> impl Iterator<Item = Row<'_>> {
        let rows = text.chars().next().into_iter().flat_map(|first| self.beginning(first));
        rows.filter(|row| text.starts_with(row.word()))
    }

    /// The rows with a word that `text` ends with, in their order.
    pub fn closing(&self, text: &str) -> impl Iterator<Item = Row<'_>> {
        let rows = text.chars().next_back().into_iter().flat_map(|last| self.ending(last));
        rows.filter(|row| text.ends_with(row.word()))
    }

    /// The rows of which the word ends with `last`, in their order.
    pub fn ending(&self, last: char) -> impl Iterator<Item = Row<'_>> {
        let ends = self.ends.get_or_init(|| {
            let words = (0..).zip(self.rows.iter().map(Row::word));
            let end = |(n, word): (u32, &str)| Some((word.chars().next_back()?, n));
            let mut ends: Vec<(char, u32)> = words.filter_map(end).collect();
            ends.sort_unstable();
            ends
        });
        let from = ends.partition_point(|&(end, _)| end < last);
        let same = ends[from..].iter().take_while(move |&&(end, _)| end == last);
        same.map(|&(_, n)| self.rows.at(n as usize))
    }

    /// The words that do each of `names`, which are always the same for one table, by the place of the name among them. What a user's row
    /// says of a word takes the place of what the shipped one says.
    pub fn words(&self, names: &[&str]) -> &[Words] {
        self.words.get_or_init(|| {
            let mut words = vec![Vec::new(); names.len()];
            let (mut does, mut places) = (OfCells::default(), Vec::new());
            for row in self.rows.lasting() {
                let said = does.of(row.cell(1), |cell| {
                    let start = places.len();
                    let place = |done| names.iter().position(|name| *name == done);
                    places.extend(cell.split(' ').filter_map(place));
                    start..places.len()
                });
                places[said].iter().for_each(|&at: &usize| words[at].push(row.kept_word()));
            }
            words.into_iter().map(Words::from_iter).collect()
        })
    }

    fn order(&self) -> &[Begun] {
        self.order.get_or_init(|| in_order(self.rows.iter().map(Row::word)).into())
    }
}

/// The first letter of a word and the place of its row, as they stand in the program: the least byte of each first.
pub(super) type Begun = [[u8; 4]; 2];

/// The two numbers of `begun`.
fn read(begun: Begun) -> (u32, usize) {
    let [first, row] = begun.map(u32::from_le_bytes);
    (first, row as usize)
}

/// Each of `words`, which are those of a table row by row, in the order of the words, equal ones in that of the rows.
pub fn in_order<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Begun> {
    let mut words: Vec<_> = words.zip(0_u32..).collect();
    words.sort();
    let begun = |(word, row): (&str, u32)| Some([u32::from(word.chars().next()?), row]);
    words.into_iter().filter_map(begun).map(|begun| begun.map(u32::to_le_bytes)).collect()
}

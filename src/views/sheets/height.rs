//! How high the rows of a printed table must be for all their words to be seen.
//!
//! A workbook bears no heights of its own that every program would work out alike, so they are worked out here, for text of
//! 10 points: a Chinese character is as wide as the text is high, a Latin one a little more than half of that.

use super::table::{Cell, Column, Look, Sheet};

/// The width of a Chinese character in units of column width, with 10 points beside the 11 of the unit's own font.
const WIDE: f64 = 1.95;
/// The width of any other character.
const NARROW: f64 = 1.1;
/// What a column keeps free at its edges.
const EDGES: f64 = 1.0;
/// The height of a line, and what a row has beside its lines, in points.
const LINE: f64 = 13.5;
const AROUND: f64 = 4.0;
/// The greatest height that Excel knows.
const MOST: f64 = 409.0;
/// The height up to which equal neighbours are one cell: less than a page, so that every page says what its rows belong to.
const GROUP: f64 = 300.0;

/// The rows that are one cell in a merged column: from the first to the one after the last.
pub type Group = (usize, usize);

/// The height of each row in points; `bare` addresses stand without their plan.
pub fn heights(sheet: &Sheet, bare: bool) -> Vec<f64> {
    let columns = |row: &[Cell]| {
        let cells = row.iter().zip(&sheet.columns).filter(|(_, c)| c.look != Look::Merged);
        cells.map(|(cell, column)| height(cell, column, bare)).fold(LINE + AROUND, f64::max)
    };
    let mut heights: Vec<f64> = sheet.rows.iter().map(|row| columns(row)).collect();
    for (at, column) in sheet.columns.iter().enumerate().filter(|(_, c)| c.look == Look::Merged) {
        for (from, to) in groups(sheet, at, &heights) {
            let missing =
                height(&sheet.rows[from][at], column, bare) - heights[from..to].iter().sum::<f64>();
            heights[to - 1] = (heights[to - 1] + missing.max(0.0)).min(MOST);
        }
    }
    heights
}

/// The groups of equal neighbours in column `at`, none much higher than [`GROUP`].
pub fn groups(sheet: &Sheet, at: usize, heights: &[f64]) -> Vec<Group> {
    let mut groups = Vec::<Group>::new();
    let mut high = 0.0;
    for (n, row) in sheet.rows.iter().enumerate() {
        let goes_on = n > 0 && sheet.rows[n - 1][at] == row[at] && high + heights[n] <= GROUP;
        match groups.last_mut().filter(|_| goes_on) {
            Some(last) => last.1 = n + 1,
            None => {
                groups.push((n, n + 1));
                high = 0.0;
            }
        }
        high += heights[n];
    }
    groups
}

/// The height of one cell that is as wide as its column.
fn height(cell: &Cell, column: &Column, bare: bool) -> f64 {
    let room = f64::from(column.width) - EDGES;
    let lines: usize = cell.shown(bare).split('\n').map(|line| lines(line, room)).sum();
    (lines as f64 * LINE + AROUND).min(MOST)
}

/// How many lines `words` take in `room`. A line may end one character early, because no line begins with a comma.
fn lines(words: &str, room: f64) -> usize {
    let wide = |c: char| if c.is_ascii() { NARROW } else { WIDE };
    let length: f64 = words.chars().map(wide).sum();
    let whole = (room / WIDE).floor() * WIDE;
    let line = if length <= whole { whole } else { (whole - WIDE).max(WIDE) };
    ((length / line).ceil() as usize).max(1)
}

//! A page → what stands on it from top to bottom: lines with the margins they keep to, and rows of tables.

use super::super::block::{Block, Cell};
use super::grid::{self, Grid};
use super::line::{self, Line};
use super::space::{Glyph, Page};

/// Something on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// A line of text.
    Line(Line, Place),
    /// A row of a table.
    Row(Block),
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// In the body of the page.
    Body,
    /// In a frame that has these margins.
    Frame(f64, f64),
}

/// What stands on a page, and its height.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// From top to bottom.
    pub items: Vec<Item>,
    /// In points.
    pub height: f64,
}

/// Takes a page apart.
pub fn sheet(page: Page) -> Sheet {
    let grids = grid::grids(&page.rules);
    let mut inside: Vec<Vec<Vec<Glyph>>> =
        grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
    let mut body = Vec::new();
    for glyph in page.glyphs {
        let (x, y) = glyph.middle();
        let place = |(n, g): (usize, &Grid)| Some((n, g.cell_at(x, y)?));
        match grids.iter().enumerate().find_map(place) {
            Some((table, cell)) => inside[table][cell].push(glyph),
            None => body.push(glyph),
        }
    }
    let mut placed: Vec<(f64, Vec<Item>)> = line::lines(body)
        .into_iter()
        .map(|line| (line.y, vec![Item::Line(line, Place::Body)]))
        .collect();
    placed.extend(grids.iter().zip(inside).map(|(g, cells)| (g.area.y0, table(g, cells))));
    placed.sort_by(|a, b| a.0.total_cmp(&b.0));
    Sheet { items: placed.into_iter().flat_map(|(_, items)| items).collect(), height: page.height }
}

/// The rows of a table; a row of one cell, which is how boxes are drawn, gives its lines.
fn table(grid: &Grid, glyphs: Vec<Vec<Glyph>>) -> Vec<Item> {
    let lines: Vec<Vec<Line>> = glyphs.into_iter().map(line::lines).collect();
    (0..grid.rows).flat_map(|row| table_row(grid, &lines, row)).collect()
}

fn table_row(grid: &Grid, lines: &[Vec<Line>], row: usize) -> Vec<Item> {
    let spans = |c: &grid::Cell| (c.row..c.row + c.tall).contains(&row);
    let mut cells: Vec<usize> = (0..grid.cells.len()).filter(|n| spans(&grid.cells[*n])).collect();
    cells.sort_by_key(|n| grid.cells[*n].column);
    let begins = |n: usize| grid.cells[n].row == row;
    if let [only] = cells[..] {
        return if begins(only) { framed(&grid.cells[only], &lines[only]) } else { Vec::new() };
    }
    if cells.iter().all(|n| !begins(*n) || lines[*n].is_empty()) {
        return Vec::new();
    }
    let cell = |n: usize| {
        let text = if begins(n) { joined(&lines[n]) } else { String::new() };
        Cell { text, span: grid.cells[n].wide as u16 }
    };
    vec![Item::Row(Block::Row(cells.into_iter().map(cell).collect()))]
}

/// The lines in a frame, with the margins that its padding gives.
fn framed(cell: &grid::Cell, lines: &[Line]) -> Vec<Item> {
    let left = lines.iter().map(|l| l.x0).fold(f64::MAX, f64::min);
    let reach = lines.iter().map(|l| l.x1).fold(f64::MIN, f64::max);
    let size = lines.first().map_or(0.0, |l| l.size);
    let padding = (left - cell.area.x0).clamp(0.0, size);
    let place = Place::Frame(left, reach.max(cell.area.x1 - padding));
    lines.iter().map(|l| Item::Line(l.clone(), place)).collect()
}

fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        push(&mut text, &line.text);
    }
    text.replace('\t', " ")
}

/// Adds the words of the next printed line: a space parts Western words, nothing parts Chinese ones.
pub fn push(text: &mut String, more: &str) {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if letter(text.chars().next_back()) && letter(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

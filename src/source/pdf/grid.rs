//! Rules → tables: which lines cross, what cells they close, what is merged.

use super::space::Area;

/// A table: its cells row by row.
#[derive(Clone, Debug)]
pub struct Grid {
    /// All of it.
    pub area: Area,
    /// How many columns it has.
    pub columns: usize,
    /// How many rows it has.
    pub rows: usize,
    /// Its cells by their upper left corner, row by row.
    pub cells: Vec<Cell>,
    /// Where its lines are across, and down.
    lines: (Vec<f64>, Vec<f64>),
    /// Which cell each place between four lines belongs to, row by row.
    owners: Vec<usize>,
}

impl Grid {
    /// The cell in which a point lies, by its place in `cells`.
    pub fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let between = |lines: &[f64], at: f64| {
            lines.partition_point(|l| *l <= at).checked_sub(1).filter(|n| n + 1 < lines.len())
        };
        let (column, row) = (between(&self.lines.0, x)?, between(&self.lines.1, y)?);
        Some(self.owners[row * self.columns + column])
    }
}

/// A cell, which may go over several rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// Its rows.
    pub tall: usize,
    /// Its columns.
    pub wide: usize,
    /// Its place.
    pub area: Area,
}

/// Lines nearer than this are one line, in points; double borders are.
const SAME: f64 = 3.5;
/// Most lines in one direction that tables are made of; a page of more is a drawing.
const MOST: usize = 200;

/// A level or upright line: where it is across, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    at: f64,
    from: f64,
    to: f64,
}

/// The tables that the rules of a page make, from top to bottom.
pub fn grids(rules: &[Area]) -> Vec<Grid> {
    let level = rules.iter().filter(|r| r.width() >= r.height());
    let level = joined(level.map(|r| Stroke { at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }));
    let upright = rules.iter().filter(|r| r.width() < r.height());
    let upright = joined(upright.map(|r| Stroke { at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }));
    if level.len() > MOST || upright.len() > MOST {
        return Vec::new();
    }
    let mut grids: Vec<Grid> =
        components(&level, &upright).iter().filter_map(|(l, u)| grid(l, u)).collect();
    grids.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0).then(a.area.x0.total_cmp(&b.area.x0)));
    let whole = grids.clone();
    let frames_others = |g: &Grid| {
        let inside = |o: &Grid| o.area != g.area && g.area.holds(o.area.x0, o.area.y0);
        g.cells.len() == 1 && whole.iter().any(inside)
    };
    grids.retain(|g| !frames_others(g));
    grids
}

/// Strokes on one line that meet, as one.
fn joined(strokes: impl Iterator<Item = Stroke>) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = strokes.collect();
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        let meets = |l: &&mut Stroke| {
            (stroke.at - l.at).abs() <= SAME / 2.0
                && stroke.from <= l.to + SAME
                && stroke.to >= l.from - SAME
        };
        match lines.iter_mut().rev().take(64).find(meets) {
            Some(line) => {
                line.from = line.from.min(stroke.from);
                line.to = line.to.max(stroke.to);
            }
            None => lines.push(stroke),
        }
    }
    lines
}

fn crosses(level: &Stroke, upright: &Stroke) -> bool {
    (level.from - SAME..=level.to + SAME).contains(&upright.at)
        && (upright.from - SAME..=upright.to + SAME).contains(&level.at)
}

/// The owner of a place that has not been given to a cell yet.
const NOBODY: usize = usize::MAX;

type Component = (Vec<Stroke>, Vec<Stroke>);

/// Lines that hang together by crossing.
fn components(level: &[Stroke], upright: &[Stroke]) -> Vec<Component> {
    let mut groups: Vec<Component> = Vec::new();
    for line in level {
        let crossed = |u: &&Stroke| crosses(line, u);
        let mut own: Component = (vec![*line], upright.iter().filter(crossed).copied().collect());
        let shares = |g: &Component| g.1.iter().any(|u| crosses(line, u));
        let mut apart = Vec::new();
        for group in groups.drain(..) {
            if shares(&group) {
                own.0.extend(group.0);
                own.1.extend(group.1.into_iter().filter(|u| !crosses(line, u)));
            } else {
                apart.push(group);
            }
        }
        apart.push(own);
        groups = apart;
    }
    groups
}

/// Places of lines, those that are one line as one.
fn places(strokes: &[Stroke]) -> Vec<f64> {
    let mut at: Vec<f64> = strokes.iter().map(|s| s.at).collect();
    at.sort_by(f64::total_cmp);
    at.dedup_by(|b, a| *b - *a <= SAME);
    at
}

/// The table of lines that hang together; `None` if they close no cell.
fn grid(level: &[Stroke], upright: &[Stroke]) -> Option<Grid> {
    let (xs, ys) = (places(upright), places(level));
    if xs.len() < 2 || ys.len() < 2 {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let covers = |lines: &[Stroke], at: f64, middle: f64| {
        lines.iter().any(|l| (l.at - at).abs() <= SAME && (l.from..=l.to).contains(&middle))
    };
    let parted_right = |r: usize, c: usize| covers(upright, xs[c + 1], (ys[r] + ys[r + 1]) / 2.0);
    let parted_below = |r: usize, c: usize| covers(level, ys[r + 1], (xs[c] + xs[c + 1]) / 2.0);
    let mut owners = vec![NOBODY; rows * columns];
    let mut cells = Vec::new();
    for (row, column) in (0..rows).flat_map(|r| (0..columns).map(move |c| (r, c))) {
        if owners[row * columns + column] != NOBODY {
            continue;
        }
        let free = |c: usize| owners[row * columns + c] == NOBODY;
        let wide =
            (column + 1..columns).take_while(|c| !parted_right(row, c - 1) && free(*c)).count() + 1;
        let open = |r: &usize| (column..column + wide).all(|c| !parted_below(r - 1, c));
        let tall = (row + 1..rows).take_while(open).count() + 1;
        for r in row..row + tall {
            owners[r * columns + column..r * columns + column + wide].fill(cells.len());
        }
        let area = Area { x0: xs[column], x1: xs[column + wide], y0: ys[row], y1: ys[row + tall] };
        cells.push(Cell { row, column, tall, wide, area });
    }
    let area = Area { x0: xs[0], x1: xs[columns], y0: ys[0], y1: ys[rows] };
    Some(Grid { area, columns, rows, cells, lines: (xs, ys), owners })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x0: f64, y0: f64, x1: f64, y1: f64) -> Area {
        Area { x0, y0, x1, y1 }
    }

    #[test]
    fn a_cell_without_a_line_inside_is_merged() {
        let rules = [
            rule(0.0, 0.0, 200.0, 0.5),
            rule(100.0, 50.0, 200.0, 50.5),
            rule(0.0, 100.0, 200.0, 100.5),
            rule(0.0, 0.0, 0.5, 100.0),
            rule(100.0, 0.0, 100.5, 50.0),
            rule(100.0, 50.0, 100.5, 100.0),
            rule(200.0, 0.0, 200.5, 100.0),
        ];
        let grids = grids(&rules);
        let shape: Vec<_> =
            grids[0].cells.iter().map(|c| (c.row, c.column, c.tall, c.wide)).collect();
        assert_eq!(shape, [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn a_line_below_words_is_no_table() {
        assert!(grids(&[rule(0.0, 0.0, 200.0, 0.5), rule(0.0, 30.0, 200.0, 30.5)]).is_empty());
    }
}

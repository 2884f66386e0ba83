//! Places on a page: points from the upper left corner, x to the right, y down, as a reader sees the page.

use std::sync::Arc;

/// An affine map of PDF: `[a b c d e f]`, x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f64, y: f64) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map, then `outer`.
    pub fn then(self, outer: Matrix) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let o = outer.0;
        Matrix([
            a * o[0] + b * o[2],
            a * o[1] + b * o[3],
            c * o[0] + d * o[2],
            c * o[1] + d * o[3],
            e * o[0] + f * o[2] + o[4],
            e * o[1] + f * o[3] + o[5],
        ])
    }

    /// Where it takes a point.
    pub fn at(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// An upright box, `x0 <= x1`, `y0 <= y1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left.
    pub x0: f64,
    /// Top.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Bottom.
    pub y1: f64,
}

impl Area {
    /// The smallest box that holds `points`; `None` for none, or for numbers that are no place.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut all: Option<Area> = None;
        for (x, y) in points {
            if !(x.is_finite() && y.is_finite()) {
                return None;
            }
            let own = Area { x0: x, y0: y, x1: x, y1: y };
            all = Some(all.map_or(own, |a| a.with(own)));
        }
        all
    }

    /// The smallest box that holds both.
    pub fn with(self, other: Area) -> Self {
        Area {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether a point lies in it.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }

    /// Its width.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }
}

/// A character on a page.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// What it says: one character, sometimes a few; [`UNKNOWN`] where its font does not tell.
    pub text: Arc<str>,
    /// Its left edge.
    pub x0: f64,
    /// Where the next one would begin.
    pub x1: f64,
    /// Its base line.
    pub y: f64,
    /// The size of its font in points.
    pub size: f64,
}

/// What a character says whose font does not tell.
pub const UNKNOWN: &str = "\u{fffd}";

impl Glyph {
    /// Whether it is white space.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// A point well inside the character.
    pub fn middle(&self) -> (f64, f64) {
        ((self.x0 + self.x1) / 2.0, self.y - self.size * 0.3)
    }
}

/// What one page shows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its height in points.
    pub height: f64,
    /// Its characters in the order they are drawn.
    pub glyphs: Vec<Glyph>,
    /// Its lines and thin bars, which may be the borders of tables.
    pub rules: Vec<Area>,
    /// Whether a picture is on it.
    pub picture: bool,
    /// How many of its characters are invisible, as those are that were recognised on a scan.
    pub invisible: usize,
    /// How many of its characters stand askew, as those of a water-mark do; they are no part of `glyphs`.
    pub askew: usize,
}

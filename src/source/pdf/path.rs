//! Paths → rules: the straight lines and thin bars of which the borders of tables are made.

use super::space::Area;

/// Most rules of a page that are kept; a page of drawings has no table worth finding.
const MOST: usize = 20_000;
/// Most corners of one path that are kept.
const MOST_CORNERS: usize = 200_000;
/// Thickest bar that is a rule, in points.
const THICK: f64 = 3.0;
/// Shortest rule, in points.
const SHORT: f64 = 4.0;
/// How far a straight line may lean, in points.
const LEAN: f64 = 0.7;

/// A path being made, in places of the page: its pieces, each a run of corners.
#[derive(Debug, Default)]
pub struct Path {
    corners: Vec<(f64, f64)>,
    /// Where each piece begins.
    begins: Vec<usize>,
}

impl Path {
    /// Begins a piece.
    pub fn start(&mut self, at: (f64, f64)) {
        if self.corners.len() < MOST_CORNERS {
            self.begins.push(self.corners.len());
            self.corners.push(at);
        }
    }

    /// Goes on in a straight line.
    pub fn line(&mut self, to: (f64, f64)) {
        if !self.begins.is_empty() && self.corners.len() < MOST_CORNERS {
            self.corners.push(to);
        }
    }

    /// A closed piece of four corners.
    pub fn corners(&mut self, corners: [(f64, f64); 4]) {
        self.start(corners[0]);
        corners[1..].iter().for_each(|c| self.line(*c));
        self.close();
    }

    /// A curve: what it is part of is no border.
    pub fn curve(&mut self) {
        if let Some(begin) = self.begins.pop() {
            self.corners.truncate(begin);
        }
    }

    /// Goes back to where the piece began.
    pub fn close(&mut self) {
        if let Some(&begin) = self.begins.last() {
            self.line(self.corners[begin]);
        }
    }

    /// Closes the piece if `closed`.
    pub fn close_if(&mut self, closed: bool) {
        if closed {
            self.close();
        }
    }

    /// Its lines are drawn: those that are level or upright are rules.
    pub fn stroke(&mut self, rules: &mut Vec<Area>) {
        for piece in self.pieces() {
            let sides = piece.windows(2).filter_map(|w| Area::around(w.iter().copied()));
            sides.filter(|a| is_rule(a, LEAN)).for_each(|a| keep(rules, a));
        }
        self.clear();
    }

    /// Its inside is filled: pieces that are thin bars are rules.
    pub fn fill(&mut self, rules: &mut Vec<Area>) {
        let areas = self.pieces().filter_map(|p| Area::around(p.iter().copied()));
        areas.filter(|a| is_rule(a, THICK)).for_each(|a| keep(rules, a));
        self.clear();
    }

    /// Nothing is drawn.
    pub fn clear(&mut self) {
        self.corners.clear();
        self.begins.clear();
    }

    fn pieces(&self) -> impl Iterator<Item = &[(f64, f64)]> {
        let ends = self.begins.iter().skip(1).copied().chain([self.corners.len()]);
        self.begins.iter().zip(ends).map(|(&begin, end)| &self.corners[begin..end])
    }
}

fn is_rule(area: &Area, thick: f64) -> bool {
    let (thin, long) = (area.width().min(area.height()), area.width().max(area.height()));
    thin <= thick && long >= SHORT
}

fn keep(rules: &mut Vec<Area>, rule: Area) {
    if rules.len() < MOST {
        rules.push(rule);
    }
}

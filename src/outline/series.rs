//! Series: which level a mark stands for.
//!
//! A plan counts on several levels at once: chapters, sections within them, points within those. A mark belongs to a level
//! because it *continues that level's count*, not because of its shape: （七） after six sections of the chapter before goes
//! on with the sections; 1. after a heading begins a new level below it; 3. with no 2. before it is a gap worth a note, and
//! 2035. in running text is no mark at all. How shapes nest in a document is learned from its own first use of each.

use std::collections::{BTreeMap, BTreeSet};

use super::mark::{Mark, Shape};

/// The levels that are open at one point of a plan, outermost first.
#[derive(Clone, Debug, Default)]
pub struct Series {
    open: Vec<Level>,
    /// The last number of each shape whose level was closed: some counts run on over chapters.
    closed: BTreeMap<Shape, u32>,
    /// The shape above each shape where it was first used.
    above: BTreeMap<Shape, Option<Shape>>,
    /// The shapes whose count has run on below a new parent.
    ran_on: BTreeSet<Shape>,
}

/// One open level: the node that was opened last on it.
#[derive(Clone, Debug)]
pub struct Level {
    /// The shape of its marks; `None` for headings without a number.
    pub shape: Option<Shape>,
    /// The number reached.
    pub number: u32,
    /// All numbers reached, of a decimal: 4.1.2.
    path: Vec<u32>,
    /// The node opened last.
    pub node: usize,
}

/// Where a mark belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many open levels stay open above it.
    pub keep: usize,
    /// How it follows what came before.
    pub step: Step,
}

/// How a mark follows the count of its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next number.
    Next,
    /// The first number of a new level.
    First,
    /// The next number of a level that a new parent had closed.
    RunsOn,
    /// Numbers are missing after this one.
    Gap(u32),
    /// The number is not above this one, which was there before it.
    Repeat(u32),
    /// A level that begins with another number than one.
    LateStart,
}

/// Numbers that may be missing before a mark is taken for running text.
const WIDEST_GAP: u32 = 3;

impl Series {
    /// The node that a paragraph without a mark would stand below.
    pub fn top(&self) -> Option<&Level> {
        self.open.last()
    }

    /// The open levels, outermost first.
    pub fn open(&self) -> &[Level] {
        &self.open
    }

    /// Whether a mark of this shape has been used.
    pub fn knows(&self, shape: Shape) -> bool {
        self.above.contains_key(&shape)
    }

    /// Whether the count of this shape runs on below new parents in this document.
    pub fn runs_on(&self, shape: Shape) -> bool {
        self.ran_on.contains(&shape)
    }

    /// Where `mark` belongs; `None` if it fits no count, so that it is running text.
    pub fn place(&self, mark: &Mark) -> Option<Place> {
        let Some(number) = mark.number.filter(|_| mark.shape.holds()) else {
            return Some(Place { keep: self.open.len(), step: Step::First });
        };
        if let Some(place) = self.ranked(mark.shape, number).or_else(|| self.decimal(mark)) {
            return Some(place);
        }
        match self.open.iter().rposition(|l| l.shape == Some(mark.shape)) {
            Some(at) => self.within(at, mark, number),
            None => self.beside(mark.shape, number).or_else(|| self.unopened(mark, number)),
        }
    }

    /// 编, 章, 节, 条 have their rank in their name.
    fn ranked(&self, shape: Shape, number: u32) -> Option<Place> {
        let rank = rank(shape)?;
        let lower = |l: &Level| {
            l.shape != Some(Shape::Attached)
                && l.shape.and_then(self::rank).is_none_or(|r| r >= rank)
        };
        let keep = self.open.iter().position(lower).unwrap_or(self.open.len());
        let last = self.open[keep..].iter().find(|l| l.shape == Some(shape)).map(|l| l.number);
        let last = last.or_else(|| {
            self.closed.get(&shape).copied().filter(|&n| n + 1 == number && number > 1)
        });
        Some(Place { keep, step: step(last, number) })
    }

    /// 4.1.2 stands below what 4.1 opened, or on the level of 4.1.1; a number of another chapter (2.5 in chapter four) is none.
    fn decimal(&self, mark: &Mark) -> Option<Place> {
        let Shape::Decimal(_) = mark.shape else { return None };
        let (&number, prefix) = mark.path.split_last()?;
        let same = self.open.iter().rposition(|l| {
            l.shape == Some(mark.shape) && l.path.split_last().is_some_and(|(_, p)| p == prefix)
        });
        let (keep, last) = match same {
            Some(at) => (at, Some(self.open[at].number)),
            None => (self.holder(mark.shape, prefix)? + 1, None),
        };
        Some(Place { keep, step: step(last, number) })
    }

    /// The open level that a decimal which begins with `prefix` stands below: what 4.1 opened for 4.1.2, else chapter 4.
    fn holder(&self, shape: Shape, prefix: &[u32]) -> Option<usize> {
        if prefix.len() > 1 {
            let whole = self.open.iter().rposition(|l| l.path == prefix);
            return whole.or_else(|| {
                self.holder(Shape::Decimal(prefix.len() as u8), &prefix[..prefix.len() - 1])
            });
        }
        let counted = |l: &Level| l.path == prefix;
        let usual = self.above.get(&shape).copied().flatten();
        let usual =
            usual.and_then(|u| self.open.iter().rposition(|l| l.shape == Some(u) && counted(l)));
        usual.or_else(|| self.open.iter().rposition(counted))
    }

    /// A mark whose shape is open at level `at`.
    fn within(&self, at: usize, mark: &Mark, number: u32) -> Option<Place> {
        let last = self.open[at].number;
        let below_unnumbered = self.open[at + 1..].iter().any(|l| l.shape.is_none());
        let step = match number {
            n if n == last + 1 => Step::Next,
            1 if below_unnumbered => {
                return Some(Place { keep: self.open.len(), step: Step::First });
            }
            n if n <= last => Step::Repeat(last),
            n if n - last <= WIDEST_GAP || firm(mark.shape) => Step::Gap(last),
            _ => return None,
        };
        Some(Place { keep: at, step })
    }

    /// A mark that goes on with the count of one printed a little otherwise: 3、 behind 2.
    fn beside(&self, shape: Shape, number: u32) -> Option<Place> {
        let other = match shape {
            Shape::Arabic => Shape::ArabicComma,
            Shape::ArabicComma => Shape::Arabic,
            Shape::Paren => Shape::HalfParen,
            Shape::HalfParen => Shape::Paren,
            _ => return None,
        };
        let keep = self.open.iter().rposition(|l| l.shape == Some(other))?;
        let next = number > 1 && self.open[keep].number + 1 == number;
        next.then_some(Place { keep, step: Step::Next })
    }

    /// A mark whose shape is not open: the first of a level, or one that runs on.
    fn unopened(&self, mark: &Mark, number: u32) -> Option<Place> {
        let keep = self.home(mark.shape, number);
        let step = match self.closed.get(&mark.shape) {
            _ if number == 1 => Step::First,
            Some(&n) if number == n + 1 => Step::RunsOn,
            Some(&n) if number > n && number - n <= WIDEST_GAP => Step::Gap(n),
            // The first thing attached may be the plan itself: 附件2 stands behind the plan.
            _ if mark.shape == Shape::Attached => Step::First,
            _ if firm(mark.shape) && (number <= 1 + WIDEST_GAP || self.above.is_empty()) => {
                Step::LateStart
            }
            _ => return None,
        };
        Some(Place { keep, step })
    }

    /// How many levels stay open above a new level of `shape`: up to the shape it stood below when it was first used, or, where a count
    /// begins, to one that plans put above it everywhere: 1. below 二、（一）, although it stood below 一、 before.
    fn home(&self, shape: Shape, number: u32) -> usize {
        let usual = match self.above.get(&shape) {
            Some(Some(above)) => {
                self.open.iter().rposition(|l| l.shape == Some(*above)).map(|at| at + 1)
            }
            Some(None) => Some(0),
            None => None,
        };
        let above = |l: &Level| l.shape.is_some_and(|s| number == 1 && outranks(s, shape));
        let above = self.open.iter().rposition(above).map_or(0, |at| at + 1);
        usual.unwrap_or(self.open.len()).max(self.fixed()).max(above)
    }

    /// How many of the outermost levels no count can close but their own: headings without a number, 附件, 编, 章 and 节, which by
    /// their names stand above everything else.
    fn fixed(&self) -> usize {
        let holds = |l: &Level| {
            l.shape.is_none_or(|s| {
                matches!(s, Shape::Part | Shape::Chapter | Shape::Section | Shape::Attached)
            })
        };
        self.open.iter().rposition(holds).map_or(0, |at| at + 1)
    }

    /// Opens `node` at `place`.
    pub fn open_at(&mut self, place: Place, mark: &Mark, node: usize) {
        self.close_to(place.keep);
        let above = self.open.last().and_then(|l| l.shape);
        self.above.entry(mark.shape).or_insert(above);
        if place.step == Step::RunsOn {
            self.ran_on.insert(mark.shape);
        }
        let number = mark.number.unwrap_or(0);
        self.open.push(Level { shape: Some(mark.shape), number, path: mark.path.clone(), node });
    }

    /// Where the first mark of a level belongs that stands over the points which were counted before it: 1. above （一） with 2. below.
    pub fn place_over(&self, points: Shape) -> Option<Place> {
        let keep = self.open.iter().position(|l| l.shape == Some(points))?;
        Some(Place { keep, step: Step::First })
    }

    /// From now on points of shape `points` stand below those of `upper`.
    pub fn put_below(&mut self, points: Shape, upper: Shape) {
        self.above.insert(points, Some(upper));
    }

    /// Opens a heading without a number below `keep` levels.
    pub fn open_unnumbered(&mut self, keep: usize, node: usize) {
        self.close_to(keep);
        self.open.push(Level { shape: None, number: 0, path: Vec::new(), node });
    }

    /// Closes all levels but the outermost `keep`.
    pub fn close_to(&mut self, keep: usize) {
        for level in self.open.drain(keep..) {
            if let Some(shape) = level.shape {
                self.closed.insert(shape, level.number);
            }
        }
    }
}

/// How `number` follows `last`, the number before it on its level.
fn step(last: Option<u32>, number: u32) -> Step {
    match last {
        Some(n) if number == n + 1 => Step::Next,
        Some(n) if number > n => Step::Gap(n),
        Some(n) => Step::Repeat(n),
        None if number == 1 => Step::First,
        None => Step::LateStart,
    }
}

fn rank(shape: Shape) -> Option<u8> {
    match shape {
        Shape::Part => Some(0),
        Shape::Chapter => Some(1),
        Shape::Section => Some(2),
        Shape::Article => Some(3),
        _ => None,
    }
}

/// Whether a mark of shape `upper` counts what marks of `lower` count the parts of, as the usual order of marks has it.
fn outranks(upper: Shape, lower: Shape) -> bool {
    let depth = |shape: Shape| match shape {
        Shape::Han | Shape::Decimal(_) => Some(0),
        Shape::HanParen => Some(1),
        Shape::Arabic | Shape::ArabicComma => Some(2),
        Shape::Paren | Shape::HalfParen => Some(3),
        Shape::Circled => Some(4),
        _ => None,
    };
    depth(upper).zip(depth(lower)).is_some_and(|(upper, lower)| upper < lower)
}

/// Shapes that hardly ever stand in running text, so that even a wide gap is a heading.
fn firm(shape: Shape) -> bool {
    matches!(shape, Shape::Han | Shape::HanParen) || rank(shape).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::mark::mark;
    use super::*;

    /// Reads marks in turn and gives the depth of each, or `-` for running text.
    fn depths(marks: &str) -> String {
        let mut series = Series::default();
        let mut out = Vec::new();
        for (node, text) in marks.split_whitespace().enumerate() {
            let mark = mark(&format!("{text}甲")).unwrap_or_else(|| panic!("{text}"));
            match series.place(&mark) {
                Some(place) => {
                    out.push(place.keep.to_string());
                    series.open_at(place, &mark, node);
                }
                None => out.push("-".into()),
            }
        }
        out.join(" ")
    }

    #[test]
    fn levels_follow_the_count() {
        assert_eq!(depths("一、 （一） （二） 二、 （一） 1. 2. （二）"), "0 1 1 0 1 2 2 1");
        // Sections that run on over chapters, points that run on over sections.
        assert_eq!(
            depths("一、 （一） 1. 2. 二、 （二） 3. 4. 三、 （三） 5."),
            "0 1 2 2 0 1 2 2 0 1 2"
        );
        // Chapters over numbers that run straight through.
        assert_eq!(depths("第一章 一、 二、 第二章 三、 （一） 四、"), "0 1 1 0 1 2 1");
        assert_eq!(depths("第一章 1.1 1.1.1 1.1.2 1.2 第二章 2.1"), "0 1 2 2 1 0 1");
        // Points stand below chapters first, then below sections.
        assert_eq!(depths("一、 1. 2. 二、 （一） 1. 2. （二） 1."), "0 1 1 0 1 2 2 1 2");
        assert_eq!(
            depths("1. 1.1 （1） 1.2 2. 2.1 2.1.1 （1） （2） 2.1.2"),
            "0 1 2 1 0 1 2 3 3 2"
        );
        assert_eq!(
            depths("第一章 （一） （二） 第二章 一、 （一） 二、 （一）"),
            "0 1 1 0 1 2 1 2"
        );
        // One count, its marks typed in two ways.
        assert_eq!(depths("一、 1. 2. 3、 4. 二、 1、 （1） 2） 2、"), "0 1 1 1 1 0 1 2 2 1");
        // An unusual order of marks.
        assert_eq!(depths("1. （一） （二） 2. （一）"), "0 1 1 0 1");
    }

    #[test]
    fn numbers_in_running_text_are_no_marks() {
        assert_eq!(depths("一、 1. 2. 35. 3."), "0 1 1 - 1");
        assert_eq!(depths("一、 12."), "0 -");
    }
}

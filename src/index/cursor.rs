//! [`Cursor`]: the documents of one segment that answer to a part of a question, in order.

use tantivy::postings::SegmentPostings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::gather::Gatherer;

/// How well a document answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rank {
    /// The words stand in several documents of its block, not all in this one.
    pub spread: bool,
    /// A whole number, so that a sum is the same in whatever order it is made.
    pub points: u32,
}

impl Rank {
    /// Both together: spread if either is.
    pub fn and(self, other: Self) -> Self {
        Self {
            spread: self.spread || other.spread,
            points: self.points.saturating_add(other.points),
        }
    }

    /// One or the other, or both: what stands whole counts before what is spread.
    fn or(self, other: Self, sum: bool) -> Self {
        match (self.spread, other.spread) {
            (true, false) => other,
            (false, true) => self,
            _ if sum => self.and(other),
            (spread, _) => Self { spread, points: self.points.max(other.points) },
        }
    }
}

/// A place in an ascending list of documents; past its end it stands at [`TERMINATED`].
pub trait Cursor: Send {
    /// Where it stands.
    fn doc(&self) -> DocId;

    /// Goes to the first document at `target` or after it; stays where it is if it is there already or further on.
    fn seek(&mut self, target: DocId) -> DocId;

    /// Goes to the next document.
    fn advance(&mut self) -> DocId {
        match self.doc() {
            TERMINATED => TERMINATED,
            doc => self.seek(doc + 1),
        }
    }

    /// How well the document it stands at answers. Only where it stands at one.
    fn rank(&mut self) -> Rank;

    /// The most points that can come to: told at less cost.
    fn most(&self) -> u32;

    /// Whether that is `points` or more: told at still less cost, where there is a way.
    fn reaches(&mut self, points: u32) -> bool {
        self.most() >= points
    }

    /// About how many documents it will stand at.
    fn cost(&self) -> u32;

    /// Takes all documents from where it stands to `gatherer`. A loop for each kind of cursor, so that its steps are part of it.
    fn walk(&mut self, gatherer: &mut Gatherer<'_>) {
        while self.doc() != TERMINATED {
            let doc = self.doc();
            let least = gatherer.meets(doc).filter(|&least| self.reaches(least));
            if least.is_some() && self.reaches(gatherer.least(doc)) {
                gatherer.takes(doc, self.rank());
            }
            self.advance();
        }
    }
}

/// The documents with one term, or none.
pub struct Term {
    /// They.
    pub postings: Option<SegmentPostings>,
    /// What each is worth.
    pub points: u32,
}

impl Cursor for Term {
    fn doc(&self) -> DocId {
        self.postings.as_ref().map_or(TERMINATED, DocSet::doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match &mut self.postings {
            Some(postings) if postings.doc() < target => postings.seek(target),
            _ => self.doc(),
        }
    }

    fn rank(&mut self) -> Rank {
        Rank { spread: false, points: self.points }
    }

    fn most(&self) -> u32 {
        self.points
    }

    fn cost(&self) -> u32 {
        self.postings.as_ref().map_or(0, DocSet::size_hint)
    }
}

/// Every document, deleted ones too.
pub struct Every {
    doc: DocId,
    max: DocId,
}

impl Every {
    /// The documents below `max`.
    pub fn new(max: DocId) -> Self {
        Self { doc: if max == 0 { TERMINATED } else { 0 }, max }
    }
}

impl Cursor for Every {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.doc = self.doc.max(target);
        if self.doc >= self.max {
            self.doc = TERMINATED;
        }
        self.doc
    }

    fn rank(&mut self) -> Rank {
        Rank::default()
    }

    fn most(&self) -> u32 {
        0
    }

    fn cost(&self) -> u32 {
        self.max
    }
}

/// The documents of one part or another.
pub struct Any {
    parts: Vec<Box<dyn Cursor>>,
    doc: DocId,
    /// Whether the points of several parts are added; else the best counts.
    sum: bool,
}

impl Any {
    /// Those of `parts` together.
    pub fn new(parts: Vec<Box<dyn Cursor>>, sum: bool) -> Self {
        let mut any = Self { parts, doc: 0, sum };
        any.settle();
        any
    }

    fn settle(&mut self) -> DocId {
        self.doc = self.parts.iter().map(|part| part.doc()).min().unwrap_or(TERMINATED);
        self.doc
    }
}

impl Cursor for Any {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for part in self.parts.iter_mut().filter(|part| part.doc() < target) {
            part.seek(target);
        }
        self.settle()
    }

    fn rank(&mut self) -> Rank {
        let (doc, sum) = (self.doc, self.sum);
        let here = self.parts.iter_mut().filter(|part| part.doc() == doc);
        here.map(|part| part.rank()).reduce(|a, b| a.or(b, sum)).unwrap_or_default()
    }

    fn most(&self) -> u32 {
        let here = self.parts.iter().filter(|part| part.doc() == self.doc).map(|part| part.most());
        if self.sum { here.fold(0, u32::saturating_add) } else { here.max().unwrap_or_default() }
    }

    fn reaches(&mut self, points: u32) -> bool {
        if self.sum {
            return self.most() >= points;
        }
        let doc = self.doc;
        self.parts.iter_mut().any(|part| part.doc() == doc && part.reaches(points))
    }

    fn cost(&self) -> u32 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.cost()))
    }
}

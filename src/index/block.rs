//! Blocks: a node and its measures, one document after the other.
//!
//! [`Together`] are the documents that answer to several parts, or the block that does when none of its documents does alone;
//! [`Within`] all documents of some blocks.

use std::collections::VecDeque;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::postings::SegmentPostings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::cursor::{Cursor, Rank};

/// Which block a document belongs to.
#[derive(Clone)]
pub struct Blocks {
    /// How many documents before each its block begins.
    pub behind: Arc<dyn ColumnValues<u64>>,
}

impl Blocks {
    /// The first document of the block of `doc`: that of its node.
    pub fn start(&self, doc: DocId) -> DocId {
        doc - self.behind.get_val(doc) as DocId
    }

    /// The same, if there is such a document.
    fn holder(&self, doc: DocId) -> Option<DocId> {
        (doc < self.behind.num_vals()).then(|| self.start(doc))
    }
}

/// Parts that are asked for together.
pub struct Parts {
    /// What must be found: in one document, or, where there are several, in one block.
    pub words: Vec<Box<dyn Cursor>>,
    /// What the document itself must be.
    pub conditions: Vec<Box<dyn Cursor>>,
    /// What must not be found in the document, nor, where the words are spread, in the block.
    pub without: Vec<Box<dyn Cursor>>,
    /// What the document itself must not be.
    pub barred: Vec<Box<dyn Cursor>>,
    /// Whether the conditions let nodes through only: then a node answers although a measure of its holds every word.
    pub of_nodes: bool,
}

/// The documents and blocks that answer to all parts.
///
/// Goes from block to block, to those in which every part stands somewhere, and reads each of these whole.
pub struct Together {
    parts: Parts,
    blocks: Blocks,
    /// The answers of the block last read that are still to come.
    ready: VecDeque<(DocId, Rank)>,
    /// The documents of that block with each word.
    found: Vec<Vec<(DocId, Rank)>>,
}

impl Together {
    /// The answers to `parts`, of which at least one is a word.
    pub fn new(mut parts: Parts, blocks: Blocks) -> Self {
        // The rarest leads; the order changes nothing else.
        parts.words.sort_by_key(|word| word.cost());
        let found = vec![Vec::new(); parts.words.len()];
        let mut together = Self { parts, blocks, ready: VecDeque::new(), found };
        together.fill(0);
        together
    }

    /// Reads blocks from the one of `target` on until one has an answer.
    fn fill(&mut self, mut target: DocId) {
        while let Some(block) = self.next_block(target) {
            self.read(block);
            while self.ready.front().is_some_and(|&(doc, _)| doc < target) {
                self.ready.pop_front();
            }
            if !self.ready.is_empty() {
                return;
            }
            // Reading the block has left every word behind its end.
            target = self.parts.words[0].doc().max(block + 1);
        }
    }

    /// The first block, from the one of `target` on, in which every word and condition stands somewhere.
    fn next_block(&mut self, target: DocId) -> Option<DocId> {
        let mut from = target;
        'search: loop {
            let mut block = None;
            for part in self.parts.words.iter_mut().chain(&mut self.parts.conditions) {
                let doc = part.seek(from);
                if doc == TERMINATED {
                    return None;
                }
                let start = self.blocks.start(doc);
                if block.is_some_and(|block| start > block) {
                    from = start;
                    continue 'search;
                }
                block = Some(start);
                from = from.max(start);
            }
            return block;
        }
    }

    /// Puts the answers of `block` into [`ready`](Self::ready).
    fn read(&mut self, block: DocId) {
        for (word, found) in self.parts.words.iter_mut().zip(&mut self.found) {
            take_block(word, block, &self.blocks, found);
        }
        let node = self.parts.admit(block);
        let answers = node && !self.parts.excluded_from(block, &self.blocks);
        let (first, rest) = self.found.split_first().expect("one part at least is a word");
        let common = first.iter().filter_map(|&(doc, rank)| {
            let mut ranks = rest.iter().map(|docs| rank_of(docs, doc));
            let rank = ranks.try_fold(rank, |sum, rank| Some(sum.and(rank?)))?;
            (rest.is_empty() || !rank.spread).then_some((doc, rank))
        });
        let parts = &mut self.parts;
        let mut whole = false;
        for (doc, rank) in common {
            let admitted = parts.admit(doc) && !parts.excluded_at(doc);
            whole |= admitted || !parts.of_nodes;
            if admitted {
                let Rank { spread, points } = rank;
                let points = points.saturating_add(parts.worth());
                self.ready.push_back((doc, Rank { spread, points }));
            }
        }
        if answers && !whole {
            let best = |docs: &Vec<(DocId, Rank)>| docs.iter().map(|(_, rank)| rank.points).max();
            let points = self.found.iter().filter_map(best).fold(0, u32::saturating_add);
            self.ready.push_back((block, Rank { spread: true, points }));
        }
    }
}

/// Takes the documents of `block` from `word` into `docs`.
fn take_block(
    word: &mut Box<dyn Cursor>,
    block: DocId,
    blocks: &Blocks,
    docs: &mut Vec<(DocId, Rank)>,
) {
    docs.clear();
    while word.doc() != TERMINATED && blocks.start(word.doc()) == block {
        docs.push((word.doc(), word.rank()));
        word.advance();
    }
}

fn rank_of(docs: &[(DocId, Rank)], doc: DocId) -> Option<Rank> {
    docs.binary_search_by_key(&doc, |&(doc, _)| doc).ok().map(|at| docs[at].1)
}

impl Parts {
    /// Whether `doc` is what it must be. Documents must be asked for in order, as for the two below.
    fn admit(&mut self, doc: DocId) -> bool {
        self.conditions.iter_mut().all(|part| part.seek(doc) == doc)
            && self.barred.iter_mut().all(|part| part.seek(doc) != doc)
    }

    /// What the conditions that the document just admitted meets are worth.
    fn worth(&mut self) -> u32 {
        self.conditions.iter_mut().fold(0, |sum, part| sum.saturating_add(part.rank().points))
    }

    fn excluded_at(&mut self, doc: DocId) -> bool {
        self.without.iter_mut().any(|part| part.seek(doc) == doc)
    }

    fn excluded_from(&mut self, block: DocId, blocks: &Blocks) -> bool {
        self.without.iter_mut().any(|part| {
            let doc = part.seek(block);
            doc != TERMINATED && blocks.start(doc) == block
        })
    }
}

impl Cursor for Together {
    fn doc(&self) -> DocId {
        self.ready.front().map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while self.ready.front().is_some_and(|&(doc, _)| doc < target) {
            self.ready.pop_front();
        }
        if self.ready.is_empty() && self.parts.words[0].doc() != TERMINATED {
            self.fill(target);
        }
        self.doc()
    }

    fn rank(&mut self) -> Rank {
        self.ready.front().map(|&(_, rank)| rank).unwrap_or_default()
    }

    fn most(&self) -> u32 {
        self.ready.front().map_or(0, |&(_, rank)| rank.points)
    }

    fn cost(&self) -> u32 {
        self.parts.words[0].cost()
    }
}

/// About how many documents a block has.
const USUAL: u32 = 4;

/// The documents of the blocks of some nodes.
pub struct Within {
    nodes: SegmentPostings,
    blocks: Blocks,
    doc: DocId,
}

impl Within {
    /// Those of `nodes`.
    pub fn new(nodes: SegmentPostings, blocks: Blocks) -> Self {
        let doc = nodes.doc();
        Self { nodes, blocks, doc }
    }
}

impl Cursor for Within {
    fn doc(&self) -> DocId {
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.doc = match self.blocks.holder(target) {
            None => TERMINATED,
            Some(node) => {
                if self.nodes.doc() < node {
                    self.nodes.seek(node);
                }
                if self.nodes.doc() == node { target } else { self.nodes.doc() }
            }
        };
        self.doc
    }

    fn rank(&mut self) -> Rank {
        Rank::default()
    }

    fn most(&self) -> u32 {
        0
    }

    fn cost(&self) -> u32 {
        self.nodes.size_hint().saturating_mul(USUAL)
    }
}

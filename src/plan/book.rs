//! [`Book`]: the form a plan is kept in, of which a page can be read without the others.
//!
//! ```text
//! length of the head, its sum ─ head ─ parts: text, nodes, measures, tags, tags of nodes, links ─ sum of all before
//! ```
//!
//! Numbers are of 32 bits, little-endian; sums are CRC-32. A part is packed by itself and has a sum of its own, so that what is read
//! alone is known to be whole. Text is parted by bytes, everything else by items.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{DeserializeOwned, DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::packing::{packed, unpacked};
use super::{Card, Origin, Packed, Plan};
use crate::ground::{Note, Span};
use crate::links::Link;
use crate::measures::Measure;
use crate::outline::{Identity, Node, Outline};
use crate::tags::Tags;

/// How many bytes of text are packed together, and how many nodes and measures: few, so that one is had at little cost, and enough to
/// be worth compressing. Links are read all together.
const TEXT: usize = 4 << 10;
const NODES: usize = 16;
const MEASURES: usize = 32;
const LINKS: usize = usize::MAX;

/// The bytes of a number.
const NUMBER: usize = size_of::<u32>();

/// What goes wrong with a book.
pub type Fault = Box<dyn Error + Send + Sync>;

type Result<T, E = Fault> = std::result::Result<T, E>;

/// What stands in parts behind the head, in this order.
#[derive(Clone, Copy)]
enum Section {
    Text,
    Nodes,
    Measures,
    Tags,
    NodeTags,
    Links,
}

impl Section {
    /// How many of its items, or bytes, are packed together.
    fn many(self) -> usize {
        match self {
            Self::Text => TEXT,
            Self::Nodes => NODES,
            Self::Measures => MEASURES,
            Self::Tags | Self::NodeTags => Packed::<Tags>::PART,
            Self::Links => LINKS,
        }
    }
}

/// What is read of a book in any case.
#[derive(Serialize, Deserialize)]
struct Head {
    id: String,
    identity: Identity,
    origin: Origin,
    notes: Vec<Note>,
    /// The notes of the outline.
    gaps: Vec<Note>,
    /// How many measures each node has by itself.
    own: Vec<usize>,
    /// How many bytes of text there are, nodes, measures and so on, by [`Section`], and how long the parts are.
    sections: [(usize, Vec<u32>); 6],
}

/// A measure, behind its place in the text. They are kept node by node.
type Placed = (u32, Measure);

/// Reads of a sequence the items at a range: those before it are passed over, those behind it are not looked at.
struct Stretch<T> {
    range: Range<usize>,
    of: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Stretch<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, sequence: D) -> Result<Vec<T>, D::Error> {
        sequence.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Stretch<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
        for _ in 0..self.range.start {
            sequence.next_element::<T>()?;
        }
        let next = || sequence.next_element().transpose();
        std::iter::from_fn(next).take(self.range.len()).collect()
    }
}

/// A plan in the form it is kept in, opened.
pub struct Book<R> {
    source: R,
    head: Head,
    /// Where the parts begin.
    body: usize,
    nodes: Vec<Option<Vec<Node>>>,
}

/// The bytes that `plan` is kept as.
///
/// # Errors
///
/// Whatever keeps bytes from being packed.
pub fn bound(plan: &Plan) -> Result<Vec<u8>> {
    let text: Vec<_> =
        plan.text.as_bytes().chunks(TEXT).map(packed).collect::<std::io::Result<_>>()?;
    let nodes = parts(&plan.outline.nodes, NODES)?;
    let mut placed: Vec<Placed> = (0..).zip(plan.measures.iter().cloned()).collect();
    placed.sort_by_key(|(_, measure)| measure.node);
    let measures = parts(&placed, MEASURES)?;
    let links = parts(&plan.links, LINKS)?;
    let (tags, node_tags) = (plan.tags.parts()?, plan.node_tags.parts()?);
    let parts = [lent(&text), lent(&nodes), lent(&measures), tags, node_tags, lent(&links)];
    let counts = [
        plan.text.len(),
        plan.outline.nodes.len(),
        plan.measures.len(),
        plan.tags.len(),
        plan.node_tags.len(),
        plan.links.len(),
    ];
    let sizes = |section: usize| parts[section].iter().map(|part| part.len() as u32).collect();
    let head = postcard::to_stdvec(&Head {
        id: plan.id.clone(),
        identity: plan.identity.clone(),
        origin: plan.origin.clone(),
        notes: plan.notes.clone(),
        gaps: plan.outline.notes.clone(),
        own: plan.own_measures(),
        sections: std::array::from_fn(|section| (counts[section], sizes(section))),
    })?;
    let mut bytes = Vec::new();
    bytes.extend((head.len() as u32).to_le_bytes());
    bytes.extend(crc32fast::hash(&head).to_le_bytes());
    bytes.extend(head);
    parts.iter().flatten().for_each(|part| bytes.extend(&**part));
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    Ok(bytes)
}

/// `items` packed in parts of so many.
fn parts<T: Serialize>(items: &[T], many: usize) -> Result<Vec<Vec<u8>>> {
    let part = |items: &[T]| Ok(packed(&postcard::to_stdvec(items)?)?);
    items.chunks(many).map(part).collect()
}

fn lent(parts: &[Vec<u8>]) -> Vec<Cow<'_, [u8]>> {
    parts.iter().map(|part| Cow::from(part.as_slice())).collect()
}

/// The plan that `bytes` keep, whole.
///
/// # Errors
///
/// They are not as they were bound.
pub fn unbound(bytes: &[u8]) -> Result<Plan> {
    let (all, sum) = bytes.split_last_chunk().ok_or("too short")?;
    if crc32fast::hash(all) != u32::from_le_bytes(*sum) {
        return Err("another checksum".into());
    }
    let mut book = Book::open(Cursor::new(all))?;
    let text = String::from_utf8(book.text(0..book.count(Section::Text))?)?;
    let nodes = book.all(Section::Nodes)?;
    let mut placed: Vec<Placed> = book.all(Section::Measures)?;
    placed.sort_by_key(|(place, _)| *place);
    let measures = placed.into_iter().map(|(_, measure)| measure).collect();
    let links: Vec<Link> = book.all(Section::Links)?;
    let tags = Packed::kept(book.count(Section::Tags), book.kept(Section::Tags)?)?;
    let node_tags = Packed::kept(book.count(Section::NodeTags), book.kept(Section::NodeTags)?)?;
    let Head { id, identity, origin, notes, gaps, .. } = book.head;
    let outline = Outline { nodes, notes: gaps };
    Ok(Plan { id, identity, origin, text, outline, measures, tags, node_tags, links, notes })
}

impl<R: Read + Seek> Book<R> {
    /// Opens the book that `source` holds from its beginning.
    ///
    /// # Errors
    ///
    /// It cannot be read, or its head is not as it was bound.
    pub fn open(mut source: R) -> Result<Self> {
        let mut start = [[0; NUMBER]; 2];
        source.read_exact(start.as_flattened_mut())?;
        let [length, sum] = start.map(u32::from_le_bytes);
        let mut head = Vec::new();
        source.by_ref().take(length.into()).read_to_end(&mut head)?;
        if crc32fast::hash(&head) != sum {
            return Err("another checksum".into());
        }
        let body = 2 * NUMBER + head.len();
        let head: Head = postcard::from_bytes(&head)?;
        let count = |section: Section| head.sections[section as usize].0;
        let own = (head.own.len(), head.own.iter().sum());
        if own != (count(Section::Nodes), count(Section::Measures)) {
            return Err("another number of measures".into());
        }
        let nodes = head.sections[Section::Nodes as usize].1.iter().map(|_| None).collect();
        Ok(Self { source, head, body, nodes })
    }

    /// Card `ordinal`, counted from 0: nodes are counted in the order of the outline, each followed by its own measures.
    ///
    /// # Errors
    ///
    /// There are not so many, or what it takes is not as it was bound.
    pub fn card(&mut self, ordinal: usize) -> Result<Card> {
        let (node, own, measure) = self.place(ordinal).ok_or("no such card")?;
        let placed: Vec<Placed> = match measure {
            Some(at) => self.range(Section::Measures, at..at + 1)?,
            None => self.range(Section::Measures, own)?,
        };
        let measure = measure.and(placed.first()).map(|(place, _)| *place as usize);
        let measures = placed.into_iter().map(|(_, measure)| measure).collect();
        let mut path = vec![self.node(node)?];
        let mut at = node;
        while let Some(parent) = path.last().and_then(|node| node.parent) {
            // Parents stand before children, so the way up ends.
            at = Some(parent as usize).filter(|&parent| parent < at).ok_or("no way up")?;
            path.push(self.node(at)?);
        }
        path.reverse();
        let (section, at) = measure.map_or((Section::NodeTags, node), |at| (Section::Tags, at));
        let tags = self.range(section, at..at + 1)?.into_iter().next();
        let tags = tags.ok_or("no such tags")?;
        let id = self.head.id.clone();
        let mut words = |span: Span| Ok(String::from_utf8(self.text(span.range())?)?);
        Card::of(id, (node, measure), path, measures, tags, &mut words)
    }

    /// The node that card `ordinal` is of, the places of its own measures among those kept, and of the one that the card is of.
    fn place(&self, ordinal: usize) -> Option<(usize, Range<usize>, Option<usize>)> {
        let (mut cards, mut measures) = (0, 0);
        for (node, own) in self.head.own.iter().copied().enumerate() {
            if ordinal <= cards + own {
                let behind = ordinal - cards;
                return Some((
                    node,
                    measures..measures + own,
                    (behind > 0).then(|| measures + behind - 1),
                ));
            }
            (cards, measures) = (cards + own + 1, measures + own);
        }
        None
    }

    fn count(&self, section: Section) -> usize {
        self.head.sections[section as usize].0
    }

    /// Part `n` of `section` as it is kept.
    fn part(&mut self, section: Section, n: usize) -> Result<Vec<u8>> {
        let sections = &self.head.sections;
        let size = *sections[section as usize].1.get(n).ok_or("no such part")? as usize;
        let sum = |sizes: &[u32]| sizes.iter().map(|size| u64::from(*size)).sum::<u64>();
        let before = sections[..section as usize].iter().map(|(_, sizes)| sum(sizes));
        let at = before.sum::<u64>() + sum(&sections[section as usize].1[..n]);
        self.source.seek(SeekFrom::Start(self.body as u64 + at))?;
        let mut bytes = Vec::new();
        self.source.by_ref().take(size as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// All parts of `section` as they are kept.
    fn kept(&mut self, section: Section) -> Result<Vec<Vec<u8>>> {
        let parts = 0..self.head.sections[section as usize].1.len();
        parts.map(|n| self.part(section, n)).collect()
    }

    /// All items of `section`.
    fn all<T: DeserializeOwned>(&mut self, section: Section) -> Result<Vec<T>> {
        self.range(section, 0..self.count(section))
    }

    /// The items `range` of `section`.
    fn range<T: DeserializeOwned>(
        &mut self,
        section: Section,
        range: Range<usize>,
    ) -> Result<Vec<T>> {
        let many = section.many();
        let parts =
            if range.is_empty() { 0..0 } else { range.start / many..range.end.div_ceil(many) };
        let mut items = Vec::new();
        for n in parts {
            let within = |at: usize| at.saturating_sub(n * many).min(many);
            let stretch =
                Stretch { range: within(range.start)..within(range.end), of: PhantomData };
            let part = self.part(section, n)?;
            let read =
                |bytes: &[u8]| stretch.deserialize(&mut postcard::Deserializer::from_bytes(bytes));
            items.extend(unpacked(&part, read)??);
        }
        if items.len() == range.len() { Ok(items) } else { Err("no such item".into()) }
    }

    /// Node `at`; those packed with it are at hand from then on, for most that is asked for stands near to other.
    fn node(&mut self, at: usize) -> Result<Node> {
        let n = at / NODES;
        if self.nodes.get(n).is_some_and(Option::is_none) {
            let end = self.count(Section::Nodes).min((n + 1) * NODES);
            self.nodes[n] = Some(self.range(Section::Nodes, n * NODES..end)?);
        }
        let part = self.nodes.get(n).and_then(Option::as_ref);
        Ok(part.and_then(|nodes| nodes.get(at % NODES)).ok_or("no such node")?.clone())
    }

    /// The bytes of the text in `range`.
    fn text(&mut self, range: Range<usize>) -> Result<Vec<u8>> {
        if range.start > range.end || range.end > self.count(Section::Text) {
            return Err("no such text".into());
        }
        let first = range.start / TEXT;
        let mut bytes = Vec::new();
        for n in first..range.end.div_ceil(TEXT) {
            let part = self.part(Section::Text, n)?;
            unpacked(&part, |part| bytes.extend_from_slice(part))?;
        }
        let from = range.start - first * TEXT;
        bytes.truncate(from + range.len());
        if bytes.len() != from + range.len() {
            return Err("too little text".into());
        }
        bytes.drain(..from);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_sequence_no_more_is_read_than_asked_for() {
        let bytes = postcard::to_stdvec(&["一", "二", "三", "四"][..]).unwrap();
        let read = |bytes: &[u8], range: Range<usize>| {
            let stretch = Stretch::<String> { range, of: PhantomData };
            stretch.deserialize(&mut postcard::Deserializer::from_bytes(bytes))
        };
        assert_eq!(read(&bytes, 1..3).unwrap(), ["二", "三"]);
        assert_eq!(read(&bytes, 0..usize::MAX).unwrap(), ["一", "二", "三", "四"]);
        assert_eq!(read(&bytes, 3..9).unwrap(), ["四"]);
        assert!(read(&bytes, 5..9).unwrap().is_empty());
        // What is missing behind them is not missed, what is missing before is.
        let short = &bytes[..bytes.len() - 2];
        assert_eq!(read(short, 0..3).unwrap(), ["一", "二", "三"]);
        assert!(read(short, 3..4).is_err() && read(&[], 0..1).is_err());
    }
}

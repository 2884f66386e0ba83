//! [`Phrase`]: the documents that hold one run of letters, and how many points that is worth.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, TERMINATED};

use super::cursor::{Cursor, Rank, Term as Named};
use super::fold::is_plain;
use super::tokenizer::{whole_number, whole_word};

/// The text field of one segment.
pub struct Text<'a> {
    /// Its terms and where they stand.
    pub terms: &'a InvertedIndexReader,
    /// How many tokens each document has.
    pub lengths: &'a FieldNormReader,
    /// Its handle.
    pub field: Field,
}

/// What one run of letters is worth.
///
/// BM25's form, with nothing in it that depends on the other documents of the index, so that an index that was updated answers as
/// one built anew: in place of how rare a word is stands how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    weight: u64,
    /// Whether the run begins with a number: cut out of a longer one it says little.
    number: bool,
}

/// Tokens of a document of usual length: a sentence of some fifty letters.
const USUAL: u64 = 60;

/// The letters beyond which a longer run is worth no more.
const LONG: usize = 12;

impl Worth {
    /// Of a run of `letters`; a little less if it is not as typed but means the same.
    pub fn new(letters: usize, typed: bool) -> Self {
        let weight = 40 + 20 * letters.min(LONG) as u64;
        Self { weight: if typed { weight } else { weight * 9 / 10 }, number: false }
    }

    /// The same of a run that begins with a number, or of one that does not.
    fn of_number(self, number: bool) -> Self {
        Self { number, ..self }
    }

    /// No fewer than it is worth anywhere.
    fn most(self) -> u32 {
        (self.weight * 220 / 100 + self.weight / 4) as u32
    }

    /// Of a run that stands `times` in a document of `tokens`, somewhere as a whole word or not.
    fn points(self, times: u64, tokens: u64, whole: bool) -> u32 {
        // k1 = 1.2, b = 0.75, in hundredths.
        let saturation = 30 + 90 * tokens / USUAL;
        let points = self.weight * 220 * times / (100 * times + saturation);
        let points = match whole {
            true => points + self.weight / 4,
            // 25 in 2025.
            false if self.number => points / 8,
            false => points,
        };
        points as u32
    }
}

/// The documents of `text` that hold the letters of `run`.
pub fn find(text: &Text<'_>, run: &str, worth: Worth) -> std::io::Result<Box<dyn Cursor>> {
    let letters: Vec<char> = run.chars().collect();
    let number = whole_number(run);
    let worth = worth.of_number(number.is_some());
    // The whole number that 25% begins with does not say that all of it stands there.
    let tells_all = number.is_none() || letters.iter().all(|&letter| is_plain(letter));
    let whole = match number.or_else(|| whole_word(run)) {
        Some(word) => {
            let term = Term::from_field_text(text.field, &word);
            text.terms.read_postings(&term, IndexRecordOption::Basic)?
        }
        None => None,
    };
    let lengths = text.lengths.clone();
    let scale = Scale { worth, whole, tells_all, lengths, bars: [Bar::NONE; FEW] };
    if let [letter] = letters[..] {
        return Ok(Box::new(Letter { docs: documents(text, letter)?, at: 0, scale }));
    }
    let Some(pairs) = Pairs::of(text, &letters)? else {
        return Ok(Box::new(Named { postings: None, points: 0 }));
    };
    Ok(Box::new(Phrase::new(pairs, scale)))
}

/// The documents with one letter and how often it stands there: those with any pair that begins with it, or with it alone at the end.
fn documents(text: &Text<'_>, letter: char) -> std::io::Result<Vec<(DocId, u32)>> {
    let mut bytes = [0; 4];
    let first = letter.encode_utf8(&mut bytes).as_bytes().to_vec();
    let mut after = first.clone();
    // The last byte of a character is below 0xFF in UTF-8.
    *after.last_mut().expect("a character has a byte") += 1;
    let mut times = Times::default();
    let mut stream = text.terms.terms().range().ge(first).lt(after).into_stream()?;
    while let Some((term, info)) = stream.next() {
        if std::str::from_utf8(term).is_ok_and(|term| term.chars().count() <= 2) {
            let option = IndexRecordOption::WithFreqs;
            times.add(text.terms.read_block_postings_from_terminfo(info, option)?);
        }
    }
    Ok(times.of_each().collect())
}

/// How often something stands in each document, added up over terms. There are few letters and many documents with one of them: a
/// number for each document is less work than a list to be sorted.
#[derive(Default)]
struct Times(Vec<u32>);

impl Times {
    fn add(&mut self, mut postings: BlockSegmentPostings) {
        while postings.block_len() > 0 {
            let last = postings.docs().last().map_or(0, |&doc| doc as usize);
            if self.0.len() <= last {
                self.0.resize(last + 1, 0);
            }
            for (&doc, &times) in postings.docs().iter().zip(postings.freqs()) {
                self.0[doc as usize] += times;
            }
            postings.advance();
        }
    }

    fn of_each(&self) -> impl Iterator<Item = (DocId, u32)> {
        let each = self.0.iter().enumerate().filter(|&(_, &times)| times > 0);
        each.map(|(doc, &times)| (doc as DocId, times))
    }
}

/// The documents with one letter, each with how often it stands there.
struct Letter {
    docs: Vec<(DocId, u32)>,
    at: usize,
    scale: Scale,
}

impl Letter {
    /// How often it stands in the document.
    fn times(&self) -> u64 {
        u64::from(self.docs[self.at].1)
    }
}

impl Cursor for Letter {
    fn doc(&self) -> DocId {
        self.docs.get(self.at).map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        // Most targets are near: on in steps that grow, then by halves within the last.
        let mut step = 1;
        while self.docs.get(self.at + step).is_some_and(|&(doc, _)| doc < target) {
            self.at += step;
            step *= 2;
        }
        let end = self.docs.len().min(self.at + step + 1);
        self.at += self.docs[self.at..end].partition_point(|&(doc, _)| doc < target);
        self.doc()
    }

    fn most(&self) -> u32 {
        let tokens = self.scale.tokens(self.doc());
        self.scale.worth.points(self.times(), tokens, self.scale.whole.is_some())
    }

    fn reaches(&mut self, points: u32) -> bool {
        self.scale.reaches(self.doc(), self.times(), points)
    }

    fn rank(&mut self) -> Rank {
        let (doc, times) = (self.doc(), self.times());
        Rank { spread: false, points: self.scale.points(doc, times) }
    }

    fn cost(&self) -> u32 {
        self.docs.len() as u32
    }
}

/// About how many documents hold the letters of `run`: no more than hold its rarest pair.
pub fn rarity(text: &Text<'_>, run: &str) -> std::io::Result<u64> {
    let letters: Vec<char> = run.chars().collect();
    let mut least = None;
    for pair in letters.windows(2) {
        let term = Term::from_field_text(text.field, &pair.iter().collect::<String>());
        let count = text.terms.get_term_info(&term)?.map_or(0, |info| info.doc_freq);
        least = Some(least.map_or(count, |least: u32| least.min(count)));
    }
    Ok(u64::from(least.unwrap_or(1)))
}

/// One pair of a run: how far into the run it stands, and where it is found.
struct Part {
    offset: u32,
    postings: SegmentPostings,
}

/// The pairs by which a run is found.
struct Pairs {
    /// The rarest pair of all, where it is none of the parts: it tells early where the run cannot stand.
    rarest: Option<SegmentPostings>,
    /// Those that together cover the run, rarest first.
    parts: Vec<Part>,
}

impl Pairs {
    /// Those of `letters`; `None` if one of its pairs stands nowhere.
    fn of(text: &Text<'_>, letters: &[char]) -> std::io::Result<Option<Self>> {
        let mut infos = Vec::new();
        for pair in letters.windows(2) {
            let term = Term::from_field_text(text.field, &pair.iter().collect::<String>());
            match text.terms.get_term_info(&term)? {
                Some(info) => infos.push(info),
                None => return Ok(None),
            }
        }
        let costs: Vec<u64> = infos.iter().map(|info| u64::from(info.doc_freq)).collect();
        let chosen = cover(&costs);
        let rarest = (0..costs.len()).min_by_key(|&at| costs[at]);
        let least = chosen.iter().map(|&at| costs[at]).min().unwrap_or_default();
        let rarest = rarest.filter(|&at| costs[at] < least / 2);
        let read = |at: usize, option| text.terms.read_postings_from_terminfo(&infos[at], option);
        let rarest = rarest.map(|at| read(at, IndexRecordOption::Basic)).transpose()?;
        // A run of two letters is its one pair: how often it stands there is all that is asked.
        let option = match infos.len() {
            1 => IndexRecordOption::WithFreqs,
            _ => IndexRecordOption::WithFreqsAndPositions,
        };
        let part = |at| Ok(Part { offset: at as u32, postings: read(at, option)? });
        let mut parts = chosen.into_iter().map(part).collect::<std::io::Result<Vec<Part>>>()?;
        parts.sort_by_key(|part| part.postings.doc_freq());
        Ok(Some(Self { rarest, parts }))
    }
}

/// The cheapest pairs such that every letter is in one: the first, the last, and of two neighbours at least one.
fn cover(costs: &[u64]) -> Vec<usize> {
    // best[i]: the cost of covering up to pair i with i among the chosen, and the one chosen before it.
    let mut best: Vec<(u64, usize)> = Vec::with_capacity(costs.len());
    for (at, &cost) in costs.iter().enumerate() {
        let before = (at.saturating_sub(2)..at).map(|from| (best[from].0, from)).min();
        best.push(before.map_or((cost, at), |(sum, from)| (sum + cost, from)));
    }
    let mut chosen = vec![costs.len() - 1];
    while let Some(&at) = chosen.last().filter(|&&at| at > 0) {
        chosen.push(best[at].1);
    }
    chosen.reverse();
    chosen
}

/// The documents in which the parts stand at their offsets.
struct Phrase {
    rarest: Option<SegmentPostings>,
    /// Rarest first; all stand at one document.
    parts: Vec<Part>,
    /// How often the run stands in that document, where that has been counted.
    times: Option<u64>,
    /// Where it begins there.
    starts: Vec<u32>,
    buffer: Vec<u32>,
    scale: Scale,
}

impl Phrase {
    fn new(Pairs { rarest, parts }: Pairs, scale: Scale) -> Self {
        let (starts, buffer) = (Vec::new(), Vec::new());
        let mut phrase = Self { rarest, parts, times: None, starts, buffer, scale };
        phrase.settle(0);
        phrase
    }

    /// Goes to the first document from `target` on that holds the run.
    fn settle(&mut self, mut target: DocId) -> DocId {
        loop {
            let doc = self.align(target);
            self.times = None;
            let scale = &mut self.scale;
            if doc == TERMINATED || self.parts.len() == 1 || scale.tells_all && scale.is_whole(doc)
            {
                return doc;
            }
            let times = self.stands();
            if times > 0 {
                self.times = Some(times);
                return doc;
            }
            target = doc + 1;
        }
    }

    /// Goes to the first document from `target` on that holds every part, wherever.
    fn align(&mut self, mut target: DocId) -> DocId {
        let Self { rarest, parts, .. } = self;
        'next: loop {
            let rest = parts.iter_mut().map(|part| &mut part.postings);
            for postings in rarest.iter_mut().chain(rest) {
                if postings.doc() < target {
                    postings.seek(target);
                }
                if postings.doc() > target {
                    target = postings.doc();
                    if target == TERMINATED {
                        break 'next;
                    }
                    continue 'next;
                }
            }
            return target;
        }
        parts[0].postings.seek(TERMINATED)
    }

    /// How often the run stands in the document, where it does.
    fn count(&mut self) -> u64 {
        let most = self.most_times();
        if self.times.is_none() && most > 1 && self.parts.len() > 1 {
            self.times = Some(self.stands());
        }
        self.times.unwrap_or(most)
    }

    /// No less often than it stands there.
    fn most_times(&self) -> u64 {
        self.times.unwrap_or_else(|| {
            let times = self.parts.iter().map(|part| part.postings.term_freq());
            times.min().map_or(0, u64::from)
        })
    }

    /// How often the parts stand in the document at their offsets.
    fn stands(&mut self) -> u64 {
        for (n, part) in self.parts.iter_mut().enumerate() {
            let positions = if n == 0 { &mut self.starts } else { &mut self.buffer };
            part.postings.positions(positions);
            if n == 0 {
                // A place before the beginning becomes one that no other part stands at.
                positions.iter_mut().for_each(|at| *at = at.wrapping_sub(part.offset));
                continue;
            }
            let buffer = &self.buffer;
            let meets = |at: &u32| buffer.binary_search(&at.wrapping_add(part.offset)).is_ok();
            self.starts.retain(meets);
            if self.starts.is_empty() {
                break;
            }
        }
        self.starts.len() as u64
    }
}

impl Cursor for Phrase {
    fn doc(&self) -> DocId {
        self.parts[0].postings.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target { self.doc() } else { self.settle(target) }
    }

    fn advance(&mut self) -> DocId {
        match (self.doc(), &mut self.parts[..]) {
            (TERMINATED, _) => TERMINATED,
            // One pair alone is the whole run.
            (_, [part]) => part.postings.advance(),
            (doc, _) => self.settle(doc + 1),
        }
    }

    fn most(&self) -> u32 {
        self.scale.worth.points(
            self.most_times(),
            self.scale.tokens(self.doc()),
            self.scale.whole.is_some(),
        )
    }

    fn reaches(&mut self, points: u32) -> bool {
        self.scale.reaches(self.doc(), self.most_times(), points)
    }

    fn rank(&mut self) -> Rank {
        let times = self.count();
        Rank { spread: false, points: self.scale.points(self.doc(), times) }
    }

    fn cost(&self) -> u32 {
        self.parts[0].postings.doc_freq()
    }
}

/// What a run is worth in each document of one segment.
struct Scale {
    worth: Worth,
    /// The documents in which it, or the number that it begins with, stands as a whole word.
    whole: Option<SegmentPostings>,
    /// Whether all of it stands in these.
    tells_all: bool,
    lengths: FieldNormReader,
    /// How long a document in which it stands once, twice and so on may be to reach the points last asked for.
    bars: [Bar; FEW],
}

/// In nearly all documents a run stands less often.
const FEW: usize = 8;

/// Some points, and the first length of a document, as tantivy numbers them, with which it does not reach them.
#[derive(Clone, Copy)]
struct Bar {
    points: u32,
    length: u16,
}

impl Bar {
    /// No points at all, which every document reaches.
    const NONE: Self = Self { points: 0, length: 256 };
}

impl Scale {
    /// In `doc`, where it stands so many `times`. Documents must be asked for in order.
    fn points(&mut self, doc: DocId, times: u64) -> u32 {
        let whole = self.is_whole(doc);
        self.worth.points(times, self.tokens(doc), whole)
    }

    /// How many tokens `doc` has, about.
    fn tokens(&self, doc: DocId) -> u64 {
        u64::from(self.lengths.fieldnorm(doc))
    }

    /// Whether that may be so many `points`, where it stands no more than `times` in `doc`.
    fn reaches(&mut self, doc: DocId, times: u64, points: u32) -> bool {
        if points == 0 || points > self.worth.most() {
            return points == 0;
        }
        let (worth, whole) = (self.worth, self.whole.is_some());
        let reach = |tokens: u32| worth.points(times, u64::from(tokens), whole) >= points;
        let Some(bar) = self.bars.get_mut(times as usize) else {
            return reach(self.lengths.fieldnorm(doc));
        };
        // The points asked for grow while the best are found, and later seldom.
        if bar.points != points {
            let lengths: [u8; 256] = std::array::from_fn(|id| id as u8);
            let reaching =
                lengths.partition_point(|&id| reach(FieldNormReader::id_to_fieldnorm(id)));
            *bar = Bar { points, length: reaching as u16 };
        }
        u16::from(self.lengths.fieldnorm_id(doc)) < bar.length
    }

    /// Whether it stands in `doc` as a whole word. Documents must be asked for in order.
    fn is_whole(&mut self, doc: DocId) -> bool {
        self.whole.as_mut().is_some_and(|whole| {
            if whole.doc() < doc {
                whole.seek(doc);
            }
            whole.doc() == doc
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers() {
        assert_eq!(cover(&[5]), [0]);
        assert_eq!(cover(&[5, 9]), [0, 1]);
        assert_eq!(cover(&[5, 9, 1]), [0, 2]);
        assert_eq!(cover(&[5, 9, 1, 7]), [0, 2, 3]);
        assert_eq!(cover(&[5, 1, 9, 7]), [0, 1, 3]);
        for n in 1..40 {
            let costs: Vec<u64> = (0..n).map(|i| i * 7919 % 13).collect();
            let chosen = cover(&costs);
            assert_eq!((chosen[0], chosen[chosen.len() - 1]), (0, n as usize - 1));
            assert!(chosen.windows(2).all(|w| w[1] - w[0] <= 2), "{chosen:?}");
        }
    }

    #[test]
    fn a_bar_says_what_the_points_would() {
        for tokens in [0, 1, 17, 60, 200, 5_000, 1_000_000] {
            let lengths = FieldNormReader::constant(1, tokens);
            let worth = Worth::new(4, true);
            let mut scale =
                Scale { worth, whole: None, tells_all: true, lengths, bars: [Bar::NONE; FEW] };
            for times in 0..12 {
                let points = worth.points(times, scale.tokens(0), false);
                for asked in
                    [0, 1, points.saturating_sub(1), points, points + 1, worth.most(), u32::MAX]
                {
                    assert_eq!(scale.reaches(0, times, asked), points >= asked, "{tokens} {times}");
                }
            }
        }
    }

    #[test]
    fn more_is_worth_more() {
        let worth = Worth::new(3, true);
        assert!(worth.points(2, 60, false) > worth.points(1, 60, false));
        assert!(worth.points(1, 20, false) > worth.points(1, 60, false));
        assert!(worth.points(1, 60, true) > worth.points(1, 60, false));
        assert!(Worth::new(4, true).points(1, 60, false) > worth.points(1, 60, false));
        assert!(Worth::new(3, false).points(1, 60, false) < worth.points(1, 60, false));
        assert!(worth.points(1_000_000, 0, true) <= worth.most());
        let number = worth.of_number(true);
        assert!(number.points(9, 60, false) < number.points(1, 60, true) / 4);
        assert_eq!(number.points(1, 60, true), worth.points(1, 60, true));
    }
}

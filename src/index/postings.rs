//! [`Postings`]: the terms of one field of a plan's documents, with all the places where each stands.
//!
//! Whoever has read a plan puts its tokens together term by term, while all of it is near at hand; a segment is then written by going
//! once through the terms of many plans: see [`merged`](super::merged). With one table for all their tokens, as tantivy has it, each
//! token waits for memory three times: a build takes a quarter longer.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::MAX_TOKEN_LEN;

/// The terms of one field of one plan's documents, each once, in no order.
#[derive(Debug, Default)]
pub struct Postings {
    /// All terms, one after the other.
    terms: String,
    /// A row for each term.
    rows: Vec<Row>,
    /// Where the terms stand, one after the other: for each document how far it is behind the one before it and how often the term
    /// stands in it, then how far each place in it is behind the one before.
    places: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where the bytes of the term end.
    term: u32,
    /// Where its places end.
    places: u32,
    /// In how many documents it stands.
    documents: u32,
}

impl Postings {
    /// How much memory they take, in bytes.
    pub fn size(&self) -> usize {
        self.terms.len() + size_of_val(&*self.rows) + self.places.len()
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The terms.
    pub fn terms(&self) -> impl Iterator<Item = &[u8]> {
        parts(self.terms.as_bytes(), self.rows.iter().map(|row| row.term))
    }

    /// For each term in how many documents it stands, and where, as [`number`] reads it.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let places = parts(&self.places, self.rows.iter().map(|row| row.places));
        self.rows.iter().map(|row| row.documents).zip(places)
    }
}

/// The parts of `bytes`, one after the other, that end where it is said.
fn parts(bytes: &[u8], ends: impl Iterator<Item = u32>) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    ends.map(move |end| &bytes[std::mem::replace(&mut start, end as usize)..end as usize])
}

/// `items` of `count` numbers with those of each number side by side, in the order in which they are; and where those of each begin,
/// with where the last end.
fn side_by_side<T: Copy + Default>(
    items: &[T],
    number: impl Fn(&T) -> u32,
    count: usize,
) -> (Vec<T>, Vec<u32>) {
    let mut starts = vec![0; count + 1];
    for item in items {
        starts[number(item) as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let (mut free, mut sorted) = (starts.clone(), vec![T::default(); items.len()]);
    for item in items {
        let free = &mut free[number(item) as usize];
        sorted[*free as usize] = *item;
        *free += 1;
    }
    (sorted, starts)
}

/// The terms of one field as they are met, document after document and place after place.
#[derive(Default)]
pub struct Terms {
    /// The numbers of the terms of one letter or two: both letters in one number.
    pairs: FxHashMap<u64, u32>,
    /// The numbers of all others.
    words: FxHashMap<Box<str>, u32>,
    /// The bytes of all terms, in the order in which they were met first.
    bytes: String,
    /// For each where its bytes end.
    ends: Vec<u32>,
    tokens: Vec<Token>,
}

/// A term, and where it stands.
#[derive(Clone, Copy, Default)]
struct Token {
    term: u32,
    document: u32,
    place: u32,
}

impl Terms {
    /// A letter and, if there is one, the next stand at `place` of `document`, which is not before the last that was told.
    pub fn pair(&mut self, document: u32, place: u32, first: char, second: Option<char>) {
        let key = u64::from(first) << 32 | second.map_or(0, u64::from);
        let next = self.ends.len() as u32;
        let term = *self.pairs.entry(key).or_insert(next);
        if term == next {
            self.bytes.push(first);
            self.bytes.extend(second);
        }
        self.add(Token { term, document, place });
    }

    /// A word that is no such pair stands there. One longer than a term may be is left out.
    pub fn word(&mut self, document: u32, place: u32, word: &str) {
        if word.len() > MAX_TOKEN_LEN {
            return;
        }
        let term = self.words.get(word).copied().unwrap_or_else(|| {
            let next = self.ends.len() as u32;
            self.words.insert(word.into(), next);
            self.bytes.push_str(word);
            next
        });
        self.add(Token { term, document, place });
    }

    fn add(&mut self, token: Token) {
        if token.term as usize == self.ends.len() {
            self.ends.push(self.bytes.len() as u32);
        }
        self.tokens.push(token);
    }

    /// All that were met.
    pub fn postings(self) -> Postings {
        let (tokens, starts) = side_by_side(&self.tokens, |token| token.term, self.ends.len());
        let mut places = Vec::with_capacity(2 * tokens.len());
        let row = |(&term, ends): (&u32, &[u32])| {
            let documents = write(&tokens[ends[0] as usize..ends[1] as usize], &mut places);
            Row { term, places: places.len() as u32, documents }
        };
        let rows = self.ends.iter().zip(starts.windows(2)).map(row).collect();
        Postings { terms: self.bytes, rows, places }
    }
}

/// Writes where the `tokens` of one term stand; gives in how many documents.
fn write(tokens: &[Token], places: &mut Vec<u8>) -> u32 {
    let (mut documents, mut last) = (0, 0);
    for tokens in tokens.chunk_by(|a, b| a.document == b.document) {
        let behind = (tokens[0].document - last) << 1;
        if let [_] = tokens {
            put(behind | 1, places);
        } else {
            put(behind, places);
            put(tokens.len() as u32, places);
        }
        let mut before = 0;
        for token in tokens {
            put(token.place - before, places);
            before = token.place;
        }
        (documents, last) = (documents + 1, tokens[0].document);
    }
    documents
}

/// Writes `number`: seven bits a byte, the lowest first; the last byte has its highest bit not set.
fn put(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number so written from the beginning of `bytes`, which hold one.
pub(super) fn number(bytes: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let [byte, rest @ ..] = *bytes {
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if *byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::super::merged::merged;
    use super::*;

    /// Where each term stands: the plan, the document, the places.
    type Standings = BTreeMap<String, Vec<(usize, u32, Vec<u32>)>>;

    /// The texts of the documents of a plan with a term for each letter and the next, and one for each whole text. Documents and places
    /// are so far apart that some take several bytes.
    fn terms(texts: &[String], plan: usize, expected: &mut Standings) -> Postings {
        let mut terms = Terms::default();
        let mut expect = |term: String, document: u32, place: u32| {
            let standings = expected.entry(term).or_default();
            match standings.last_mut() {
                Some((p, d, places)) if (*p, *d) == (plan, document) => places.push(place),
                _ => standings.push((plan, document, vec![place])),
            }
        };
        for (document, text) in (0..).zip(texts) {
            let letters: Vec<char> = text.chars().collect();
            for (place, first) in (0..).zip(&letters) {
                let second = letters.get(place as usize + 1).copied();
                terms.pair(document * 50, place * 200, *first, second);
                expect(
                    [Some(*first), second].iter().flatten().collect(),
                    document * 50,
                    place * 200,
                );
            }
            terms.word(document * 50, 7, &format!("word={text}"));
            expect(format!("word={text}"), document * 50, 7);
        }
        terms.postings()
    }

    proptest! {
        #[test]
        fn every_term_stands_where_it_was_met(plans in proptest::collection::vec(proptest::collection::vec("[湖泊a]{0,9}|\\PC{0,3}", 0..6), 0..5)) {
            let mut expected = Standings::new();
            let plans: Vec<Postings> =
                (0..).zip(&plans).map(|(plan, texts)| terms(texts, plan, &mut expected)).collect();
            let mut found = Vec::new();
            let Ok(()) = merged(&plans.iter().collect::<Vec<_>>(), |term| {
                let mut standings = Vec::new();
                term.each(|plan, document, gaps| {
                    let mut last = 0;
                    let place = |gap: &u32| { last += gap; last };
                    standings.push((plan, document, gaps.iter().map(place).collect::<Vec<u32>>()));
                });
                assert_eq!(term.documents as usize, standings.len());
                found.push((String::from_utf8(term.term.to_vec()).unwrap(), standings));
                Ok::<(), Infallible>(())
            });
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn a_number_is_written_and_read(numbers in proptest::collection::vec(any::<u32>(), 0..9)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| put(number, &mut bytes));
            let mut rest = &bytes[..];
            for expected in numbers {
                prop_assert_eq!(number(&mut rest), expected);
            }
            prop_assert!(rest.is_empty());
        }
    }

    #[test]
    fn what_is_told_ends_with_the_first_failure() {
        let plan = terms(&["湖泊".to_owned()], 0, &mut Standings::new());
        let mut told = 0;
        let failed = merged(&[&plan], |_| {
            told += 1;
            Err("full")
        });
        assert_eq!((failed, told), (Err("full"), 1));
    }

    #[test]
    fn a_word_too_long_for_a_term_is_left_out() {
        let mut terms = Terms::default();
        terms.word(0, 0, &"a".repeat(MAX_TOKEN_LEN + 1));
        terms.word(0, 1, "a");
        assert_eq!(terms.postings().rows.len(), 1);
    }
}

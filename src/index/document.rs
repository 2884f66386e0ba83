//! [`Documents`]: what the documents of one plan are found by.

use super::grade::{Grade, grades};
use super::mark::{Borne, Marker};
use super::postings::{Postings, Terms};
use super::record::{Record, records};
use super::schema::{self, OVER, OWN};
use super::tally;
use super::tokenizer::{Letters, Token};
use crate::lexicon::Lexicon;
use crate::plan::Plan;

/// The documents of one plan, a node or a measure each, in the order of its [`records`].
pub struct Documents {
    /// The id of the plan.
    pub id: String,
    /// The generation it is kept as of.
    pub generation: u64,
    /// The letters, pairs and words of their texts.
    pub text: Postings,
    /// The id, which stands in all of them.
    pub plan: Postings,
    /// Their marks.
    pub marks: Postings,
    /// Their addresses.
    pub addresses: Postings,
    /// What is said of each by itself.
    pub rows: Vec<Row>,
    /// The facets of all, one after the other.
    facets: String,
}

/// What is said of one document by itself.
pub struct Row {
    /// How many tokens its text has.
    pub tokens: u32,
    /// How many documents before it its block begins.
    pub behind: u32,
    /// Whether it comes before others that answer as well.
    pub grade: Grade,
    /// Where its facet ends.
    facet: u32,
}

impl Documents {
    /// Those of `plan`, which is kept as of `generation`, with their texts read by `letters`.
    pub fn of(plan: &Plan, generation: u64, lexicon: &Lexicon, letters: &mut Letters) -> Self {
        let records = records(plan);
        let (mut terms, origin) = (Fields::default(), schema::origin(&plan.id, generation));
        let (mut rows, mut facets) = (Vec::with_capacity(records.len()), String::new());
        let mut marker = Marker::new(plan, lexicon);
        let graded = records.iter().zip(grades(plan, &records));
        for (at, (&record, grade)) in graded.enumerate() {
            let document = at as u32;
            terms.plan.word(document, 0, &plan.id);
            let marks = marker.marks(record);
            terms.marks(document, &marks);
            terms.addresses(document, plan, record);
            terms.addresses.word(document, 0, &origin);
            let texts = record.texts(plan, own(&records[at..]));
            let tokens =
                terms.texts(document, texts.into_iter().map(|span| span.of(&plan.text)), letters);
            tally::add_facet(&mut facets, &marks);
            let (behind, facet) = (record.behind as u32, facets.len() as u32);
            rows.push(Row { tokens, behind, grade, facet });
        }
        Self {
            id: plan.id.clone(),
            generation,
            text: terms.text.postings(),
            plan: terms.plan.postings(),
            marks: terms.marks.postings(),
            addresses: terms.addresses.postings(),
            rows,
            facets,
        }
    }

    /// The facet of document `at`.
    pub fn facet(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.rows[before].facet);
        &self.facets[start as usize..self.rows[at].facet as usize]
    }

    /// How much memory they take, in bytes.
    pub fn size(&self) -> usize {
        let postings = [&self.text, &self.plan, &self.marks, &self.addresses];
        let postings: usize = postings.map(Postings::size).iter().sum();
        postings + size_of_val(&*self.rows) + self.facets.len()
    }
}

/// The terms of the fields as they are met.
#[derive(Default)]
struct Fields {
    text: Terms,
    plan: Terms,
    marks: Terms,
    addresses: Terms,
    term: String,
}

impl Fields {
    /// Puts in the `texts` of a document; gives how many tokens they have.
    fn texts<'a>(
        &mut self,
        document: u32,
        texts: impl Iterator<Item = &'a str>,
        letters: &mut Letters,
    ) -> u32 {
        let (mut tokens, mut start) = (0, 0);
        for text in texts {
            let len = letters.read(text, |place, token| {
                tokens += 1;
                match token {
                    Token::Pair(first, second) => {
                        self.text.pair(document, start + place, first, second)
                    }
                    Token::Word(word) => self.text.word(document, start + place, word),
                }
            });
            // One place stays empty between texts too.
            start += len + 1;
        }
        tokens
    }

    fn marks(&mut self, document: u32, marks: &[Borne<'_>]) {
        for mark in marks {
            let term = parts(&mut self.term, mark.parts());
            self.marks.word(document, 0, term);
        }
    }

    /// The address of its own; for a node also all it is at or below, which its measures are with it.
    fn addresses(&mut self, document: u32, plan: &Plan, record: Record) {
        let node = |node: usize| plan.outline.nodes[node].id.as_str();
        let own = match record.measure {
            Some(at) => plan.measure_id(at),
            None => node(record.node).to_owned(),
        };
        let mut add = |sign, address| {
            let term = parts(&mut self.term, [sign, address]);
            self.addresses.word(document, 0, term);
        };
        add(OWN, &own);
        if record.measure.is_none() {
            for above in plan.outline.ancestors(record.node) {
                add(OVER, node(above));
            }
            add(OVER, &own);
        }
    }
}

/// `parts` one after the other, in `term`.
fn parts<'a, 'b>(term: &'a mut String, parts: impl IntoIterator<Item = &'b str>) -> &'a str {
    term.clear();
    term.extend(parts);
    term
}

/// The measures of the node that the first of `records` stands for; none where that is a measure itself.
fn own(records: &[Record]) -> &[Record] {
    match records {
        [node, rest @ ..] if node.measure.is_none() => {
            &rest[..rest.iter().take_while(|record| record.behind > 0).count()]
        }
        _ => &[],
    }
}

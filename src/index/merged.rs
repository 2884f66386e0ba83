//! [`merged`]: the terms of several plans, in order, with all that the plans say of each.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use super::postings::{Postings, number};

/// A term and where it stands in several plans: see [`merged`].
pub struct Merged<'a> {
    /// The term.
    pub term: &'a [u8],
    /// In how many documents it stands.
    pub documents: u32,
    /// For each plan, in their order, a [`Head`] and the places in it.
    places: &'a [u8],
}

impl Merged<'_> {
    /// Tells the documents in which it stands: the plan and the document in it, and of its places how far each is behind the one before.
    pub fn each(&self, mut tell: impl FnMut(usize, u32, &[u32])) {
        let (mut rest, mut gaps) = (self.places, Vec::new());
        while let Some((head, after)) = rest.split_first_chunk() {
            let [plan, len] = of_head(*head);
            let (mut places, others) = after.split_at(len as usize);
            let mut document = 0;
            while !places.is_empty() {
                let head = number(&mut places);
                document += head >> 1;
                if head & 1 == 1 {
                    tell(plan as usize, document, &[number(&mut places)]);
                    continue;
                }
                gaps.clear();
                gaps.extend((0..number(&mut places)).map(|_| number(&mut places)));
                tell(plan as usize, document, &gaps);
            }
            rest = others;
        }
    }
}

/// Tells the terms of `all` in order, each once; `each` may fail, and is then told no more.
pub fn merged<E>(
    all: &[&Postings],
    mut each: impl FnMut(Merged<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut numbers = FxHashMap::<Term<'_>, u32>::default();
    let mut of_rows = Vec::with_capacity(all.iter().map(|postings| postings.len()).sum());
    for term in all.iter().flat_map(|postings| postings.terms()) {
        let next = numbers.len() as u32;
        of_rows.push(*numbers.entry(Term::of(term)).or_insert(next));
    }
    let gathered = Gathered::of(all, &of_rows, numbers.len());
    let mut terms: Vec<(Term<'_>, u32)> = numbers.into_iter().collect();
    terms.sort_unstable();
    for (Term { bytes: term, .. }, number) in terms {
        let (documents, places) = gathered.of_term(number as usize);
        each(Merged { term, documents, places })?;
    }
    Ok(())
}

/// How many bytes of a term are looked at first.
const FIRST: usize = size_of::<u64>();

/// A term with its first bytes, by which it is told from most others without a look at where it lies.
#[derive(Clone, Copy, PartialOrd, Ord)]
struct Term<'a> {
    first: u64,
    bytes: &'a [u8],
}

impl<'a> Term<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut first = [0; FIRST];
        first.iter_mut().zip(bytes).for_each(|(first, byte)| *first = *byte);
        Self { first: u64::from_be_bytes(first), bytes }
    }

    /// The others.
    fn rest(&self) -> Option<&'a [u8]> {
        self.bytes.get(FIRST..).filter(|rest| !rest.is_empty())
    }
}

// As the order of their parts has it: terms are equal where their first bytes, their lengths and the rest are.
impl PartialEq for Term<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = self.first == other.first && self.bytes.len() == other.bytes.len();
        same && self.rest() == other.rest()
    }
}

impl Eq for Term<'_> {}

impl Hash for Term<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.first);
        self.rest().into_iter().for_each(|rest| state.write(rest));
    }
}

/// What plans say of each term, side by side: what several say of one lies far apart, and is fetched by going through it plan after
/// plan. Term after term each would be waited for: a build takes a twentieth longer. The plans of a segment have some megabytes of them.
struct Gathered {
    /// In how many documents each term stands.
    documents: Vec<u32>,
    /// Where what is said of each begins, and where that of the last ends.
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

/// The number of a plan, and how many bytes its places have.
type Head = [u8; 2 * size_of::<u32>()];

fn head(plan: u32, len: u32) -> Head {
    (u64::from(len) << 32 | u64::from(plan)).to_le_bytes()
}

fn of_head(head: Head) -> [u32; 2] {
    let head = u64::from_le_bytes(head);
    [head as u32, (head >> 32) as u32]
}

impl Gathered {
    /// What `all` say of `count` terms, of which the numbers of those `of_rows` are told, plan after plan and row after row.
    fn of(all: &[&Postings], of_rows: &[u32], count: usize) -> Self {
        let (mut documents, mut starts) = (vec![0; count], vec![0; count + 1]);
        let rows =
            || (0u32..).zip(all).flat_map(|(plan, of)| of.rows().map(move |row| (plan, row)));
        for (&term, (_, (standings, places))) in of_rows.iter().zip(rows()) {
            documents[term as usize] += standings;
            starts[term as usize + 1] += (size_of::<Head>() + places.len()) as u32;
        }
        for term in 0..count {
            starts[term + 1] += starts[term];
        }
        let (mut free, mut bytes) = (starts.clone(), vec![0; starts[count] as usize]);
        for (&term, (plan, (_, places))) in of_rows.iter().zip(rows()) {
            let from = free[term as usize] as usize;
            let at = from + size_of::<Head>();
            bytes[from..at].copy_from_slice(&head(plan, places.len() as u32));
            bytes[at..at + places.len()].copy_from_slice(places);
            free[term as usize] = (at + places.len()) as u32;
        }
        Self { documents, starts, bytes }
    }

    /// In how many documents a term stands, and where.
    fn of_term(&self, number: usize) -> (u32, &[u8]) {
        let places = self.starts[number] as usize..self.starts[number + 1] as usize;
        (self.documents[number], &self.bytes[places])
    }
}

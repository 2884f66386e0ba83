//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

/// A step: from a beginning of words by a letter to the beginning one letter longer, and where the rows of the word are that this is.
/// A beginning is told by the place of the step that leads to it, the empty one by 0, where no step stands.
///
/// In one number: the rows in the lower [`ROW_BITS`] (see [`NO_ROWS`]), above them what [`key`] says of beginning and letter.
pub type Step = u64;

/// How many bits of a step its rows have, and how many those have that tell its letter.
pub const ROW_BITS: u32 = 22;
const LETTER_BITS: u32 = 21;

/// Stands for the rows of a beginning that is no word.
pub const NO_ROWS: u32 = (1 << ROW_BITS) - 1;

/// Stands where no step does: there is no such letter.
pub const NO_STEP: Step = u64::MAX;

/// The most letters that the words of one vocabulary may have.
pub const MOST_LETTERS: usize = 1 << 19;

/// The most rows of a list whose words are found.
pub const MOST_ROWS: u32 = 1 << 24;

/// How many bits a number has.
pub const BITS: usize = u32::BITS as usize;

/// The bytes of the vocabularies of `words`, each word given with the number of its list and of its row there: one, where they have no
/// more letters than [`MOST_LETTERS`] together. A word of more letters, or in a row beyond the first [`MOST_ROWS`], is in none.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<Vec<u8>> {
    let (mut parts, mut part, mut letters) = (Vec::new(), Vec::new(), 0);
    let counted = words.into_iter().map(|given| (given.0.chars().count(), given));
    let fits = |(letters, (_, _, row)): &(usize, (&str, u32, u32))| {
        (1..=MOST_LETTERS).contains(letters) && *row < MOST_ROWS
    };
    for (more, given) in counted.filter(fits) {
        if letters + more > MOST_LETTERS {
            parts.push(vocabulary(part.drain(..)));
            letters = 0;
        }
        part.push(given);
        letters += more;
    }
    parts.push(vocabulary(part.drain(..)));
    parts
}

/// The bytes of the vocabulary of `words`, which have no more than [`MOST_LETTERS`].
///
/// A word may be given more than once; it stands for all the rows it was given with.
///
/// The form, in numbers of 32 bits, little-endian: how many places for steps there are, a power of two, at least 32; a bit for each of
/// them, set where [`pair`] says of two letters that a word begins with; at the places the [`Step`]s, of two such numbers, each where
/// [`place`] says or, where another stands there, at the next free one; the rows, each as [`row`] writes it.
fn vocabulary<'a>(words: impl Iterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows_of = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words {
        rows_of.entry(word).or_default().push([list, row]);
    }
    let mut steps = vec![NO_STEP; (count(rows_of.keys()) * 2).next_power_of_two().max(BITS)];
    let mut bits = vec![0u32; steps.len() / BITS];
    let mut rows = Vec::new();
    for (word, own) in rows_of {
        let (mut at, mut signs) = (0, word.chars());
        for letter in word.chars() {
            at = step(&mut steps, at, letter);
        }
        steps[at as usize] = steps[at as usize] >> ROW_BITS << ROW_BITS | rows.len() as u64;
        let end = own.len() - 1;
        rows.extend(
            own.into_iter().enumerate().map(|(n, [list, number])| row(list, number, n == end)),
        );
        if let Some((first, second)) = signs.next().zip(signs.next()) {
            let at = pair(first, second, steps.len());
            bits[at / BITS] |= 1 << (at % BITS);
        }
    }
    let numbers = [steps.len() as u32].into_iter().chain(bits);
    let steps = steps.into_iter().flat_map(|step| [step as u32, (step >> 32) as u32]);
    numbers.chain(steps).chain(rows).flat_map(u32::to_le_bytes).collect()
}

/// How many beginnings `words` have.
fn count<'a>(words: impl Iterator<Item = &'a &'a str>) -> usize {
    let mut steps = BTreeMap::<(usize, char), usize>::new();
    for word in words {
        word.chars().fold(0, |at, letter| {
            let new = steps.len() + 1;
            *steps.entry((at, letter)).or_insert(new)
        });
    }
    steps.len()
}

/// The place of the step from beginning `from` by `letter`, which is made where there is none.
fn step(steps: &mut [Step], from: u32, letter: char) -> u32 {
    let mut at = place(from, letter, steps.len());
    while at == 0 || steps[at] != NO_STEP && steps[at] >> ROW_BITS != key(from, letter) {
        at = (at + 1) % steps.len();
    }
    if steps[at] == NO_STEP {
        steps[at] = key(from, letter) << ROW_BITS | u64::from(NO_ROWS);
    }
    at as u32
}

/// Beginning and letter of a step in one number.
pub fn key(from: u32, letter: char) -> u64 {
    u64::from(from) << LETTER_BITS | u64::from(letter)
}

/// Row `number` of `list`, and whether it is the last one of its word, in one number; there are fewer than 128 lists.
fn row(list: u32, number: u32, is_last: bool) -> u32 {
    number << 8 | list << 1 | u32::from(is_last)
}

/// The place at which the step from beginning `from` by `letter` is looked for first, of `places` whose number is a power of two.
pub fn place(from: u32, letter: char, places: usize) -> usize {
    (key(from, letter).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (places - 1)
}

/// The bit for words that begin with `first` and `second`, of `places` whose number is a power of two.
pub fn pair(first: char, second: char, places: usize) -> usize {
    place(first.into(), second, places)
}

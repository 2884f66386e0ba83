//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

/// A step: from a beginning of words by a letter to the beginning one letter longer, and where the rows of the word are that this
/// is. Beginnings are numbered; the empty one is 0, and a step to it is none. See [`NO_ROWS`].
pub type Step = [u32; 4];

/// Stands for the rows of a beginning that is no word.
pub const NO_ROWS: u32 = u32::MAX;

/// The bytes of the vocabulary of `words`, each given with the number of its list and of its row there.
///
/// A word may be given more than once; it stands for all the rows it was given with.
///
/// The form, in numbers of 32 bits, little-endian: how many steps there are, a power of two; the [`Step`]s, each where
/// [`place`] says or, where another stands there, at the next free place; the rows, each as list and number with twice the list and
/// one more at the last row of a word.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows_of = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words.into_iter().filter(|(word, ..)| !word.is_empty()) {
        rows_of.entry(word).or_default().push([list, row]);
    }
    let mut rows = Vec::new();
    let mut steps = BTreeMap::<(u32, char), u32>::new();
    // Where the rows of the words begin, by the beginnings that they are.
    let mut first_rows = BTreeMap::new();
    for (word, own) in rows_of {
        let mut at = 0;
        for letter in word.chars() {
            let new = steps.len() as u32 + 1;
            at = *steps.entry((at, letter)).or_insert(new);
        }
        first_rows.insert(at, rows.len() as u32);
        let end = own.len() - 1;
        let ended = |(n, [list, row]): (usize, [u32; 2])| [2 * list + u32::from(n == end), row];
        rows.extend(own.into_iter().enumerate().map(ended));
    }
    let first = |to: &u32| first_rows.get(to).copied().unwrap_or(NO_ROWS);
    let steps = steps.iter().map(|(&(from, letter), to)| (from, letter, [*to, first(to)]));
    let table = table(steps);
    let numbers = std::iter::once(table.len() as u32);
    let numbers = numbers.chain(table.into_iter().flatten()).chain(rows.into_iter().flatten());
    numbers.flat_map(u32::to_le_bytes).collect()
}

/// The steps at their places; there are twice as many places at least.
fn table(steps: impl ExactSizeIterator<Item = (u32, char, [u32; 2])>) -> Vec<Step> {
    let mut table = vec![[0; 4]; (steps.len() * 2).next_power_of_two()];
    for (from, letter, [to, rows]) in steps {
        let mut at = place(from, letter, table.len());
        while table[at][2] > 0 {
            at = (at + 1) % table.len();
        }
        table[at] = [from, letter.into(), to, rows];
    }
    table
}

/// The place at which the step from beginning `from` by `letter` is looked for first, of `places` whose number is a power of two.
pub fn place(from: u32, letter: char, places: usize) -> usize {
    let key = u64::from(from) << 32 | u64::from(letter);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (places - 1)
}

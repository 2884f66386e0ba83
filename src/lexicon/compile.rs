//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

/// A step: from a beginning of words by a letter to the beginning one letter longer, and where the rows of the word are that this
/// is. Beginnings are numbered; the empty one is 0, and a step to it is none. See [`NO_ROWS`].
pub type Step = [u32; 4];

/// Stands for the rows of a beginning that is no word.
pub const NO_ROWS: u32 = u32::MAX;

/// How many bits a number has.
pub const BITS: usize = u32::BITS as usize;

/// The bytes of the vocabulary of `words`, each given with the number of its list and of its row there.
///
/// A word may be given more than once; it stands for all the rows it was given with.
///
/// The form, in numbers of 32 bits, little-endian: how many steps there are, a power of two, at least 32; a bit for each of them, set
/// where [`pair`] says of two letters that a word begins with; the [`Step`]s, each where [`place`] says or, where another stands there,
/// at the next free place; the rows, each as [`row`] writes it.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows_of = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words.into_iter().filter(|(word, ..)| !word.is_empty()) {
        rows_of.entry(word).or_default().push([list, row]);
    }
    let (mut rows, mut pairs) = (Vec::new(), Vec::new());
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
        rows.extend(
            own.into_iter().enumerate().map(|(n, [list, number])| row(list, number, n == end)),
        );
        let mut letters = word.chars();
        pairs.extend(letters.next().zip(letters.next()));
    }
    let first = |to: &u32| first_rows.get(to).copied().unwrap_or(NO_ROWS);
    let steps = steps.iter().map(|(&(from, letter), to)| (from, letter, [*to, first(to)]));
    let table = table(steps);
    let mut bits = vec![0; table.len() / BITS];
    for (first, second) in pairs {
        let at = pair(first, second, table.len());
        bits[at / BITS] |= 1 << (at % BITS);
    }
    let numbers = [table.len() as u32].into_iter().chain(bits);
    let numbers = numbers.chain(table.into_iter().flatten()).chain(rows);
    numbers.flat_map(u32::to_le_bytes).collect()
}

/// Row `number` of `list`, and whether it is the last one of its word, in one number.
fn row(list: u32, number: u32, is_last: bool) -> u32 {
    assert!(
        list < 1 << 7 && number < 1 << 24,
        "there are not so many lists, nor so many words in one"
    );
    number << 8 | list << 1 | u32::from(is_last)
}

/// The steps at their places; there are twice as many places at least.
fn table(steps: impl ExactSizeIterator<Item = (u32, char, [u32; 2])>) -> Vec<Step> {
    let mut table = vec![[0; 4]; (steps.len() * 2).next_power_of_two().max(BITS)];
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

/// The bit for words that begin with `first` and `second`, of `places` whose number is a power of two.
pub fn pair(first: char, second: char, places: usize) -> usize {
    place(first.into(), second, places)
}

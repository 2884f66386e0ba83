//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

/// The numbers that a slot is made of: two letters, or one and [`NONE`], and from where to where their words stand.
pub const SLOT: usize = 4;

/// What stands for a second letter where there is none; no letter has this number, while a text may hold one whose number is 0.
const NONE: u32 = u32::MAX;

/// The bytes of the vocabulary of `words`, each given with the number of its list and of its row there.
///
/// A word may be given more than once; it stands for all the rows it was given with.
///
/// The form, in numbers of 32 bits, little-endian: three counts (words, rows, slots); the slots, which a hash of the first
/// two letters leads to, or of the only one; where the rows of each word begin, and the end of the last; where the bytes of
/// each word begin, and the end of the last; the rows as list and number; the words in the order of their bytes.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words {
        rows.entry(word).or_default().push([list, row]);
    }
    let slots = slots(rows.keys().copied());
    let counts = [rows.len(), rows.values().flatten().count(), slots.len()];
    let numbers = counts.into_iter().map(|count| count as u32);
    let numbers = numbers.chain(slots.into_iter().flatten());
    let numbers = numbers.chain(ends(rows.values().map(Vec::len)));
    let numbers = numbers.chain(ends(rows.keys().map(|word| word.len())));
    let numbers = numbers.chain(rows.values().flatten().flatten().copied());
    let mut bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
    rows.keys().for_each(|word| bytes.extend(word.as_bytes()));
    bytes
}

/// Where each of things of these lengths begins, and the end of the last.
fn ends(lengths: impl Iterator<Item = usize>) -> impl Iterator<Item = u32> {
    let end = |end: &mut u32, length: usize| {
        *end += length as u32;
        Some(*end)
    };
    std::iter::once(0).chain(lengths.scan(0, end))
}

/// The slots of `words`, which are in order: those with one beginning stand side by side. An empty slot has no words.
fn slots<'a>(words: impl Iterator<Item = &'a str>) -> Vec<[u32; SLOT]> {
    let mut ranges = BTreeMap::<[u32; 2], [u32; 2]>::new();
    for (at, word) in (0..).zip(words) {
        let range = ranges.entry(beginning(word)).or_insert([at, at]);
        range[1] = at + 1;
    }
    let mut slots = vec![[0; SLOT]; (ranges.len() * 2).next_power_of_two()];
    for (key, [from, to]) in ranges {
        let mut at = place(key, slots.len());
        while slots[at][3] > 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = [key[0], key[1], from, to];
    }
    slots
}

/// The first two letters of a word, or its only one.
fn beginning(word: &str) -> [u32; 2] {
    let mut letters = word.chars();
    letters.next().map_or([0; 2], |first| key(first, letters.next()))
}

/// Two letters, or one, as numbers.
pub fn key(first: char, second: Option<char>) -> [u32; 2] {
    [u32::from(first), second.map_or(NONE, u32::from)]
}

/// The slot that a key leads to first, of `slots` whose number is a power of two.
pub fn place([first, second]: [u32; 2], slots: usize) -> usize {
    let both = u64::from(first) | u64::from(second) << 32;
    (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (slots - 1)
}

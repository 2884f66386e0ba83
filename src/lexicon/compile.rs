//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.

use std::collections::BTreeMap;

/// A slot: two letters, or one and [`NONE`], as their [`key`], and from where to where their words stand, likewise in one number.
pub type Slot = [u64; 2];

/// What stands for a second letter where there is none; no letter has this number, while a text may hold one whose number is 0.
const NONE: u32 = u32::MAX;

/// The bytes of the vocabulary of `words`, each given with the number of its list and of its row there.
///
/// A word may be given more than once; it stands for all the rows it was given with.
///
/// The form, in numbers of 32 bits but for the slots, little-endian: three counts (words, rows, slots); the slots, which a hash of
/// the first two letters leads to, or of the only one; where the rows of each word begin, and the end of the last; where the bytes of
/// each word begin, and the end of the last; the rows as list and number; the words in the order of their bytes.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows = BTreeMap::<&str, Vec<[u32; 2]>>::new();
    for (word, list, row) in words {
        rows.entry(word).or_default().push([list, row]);
    }
    let slots = slots(rows.keys().copied());
    let counts = [rows.len(), rows.values().flatten().count(), slots.len()];
    let mut bytes: Vec<u8> = counts.into_iter().flat_map(|n| (n as u32).to_le_bytes()).collect();
    bytes.extend(slots.into_iter().flatten().flat_map(u64::to_le_bytes));
    let numbers = ends(rows.values().map(Vec::len));
    let numbers = numbers.chain(ends(rows.keys().map(|word| word.len())));
    let numbers = numbers.chain(rows.values().flatten().flatten().copied());
    bytes.extend(numbers.flat_map(u32::to_le_bytes));
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
fn slots<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Slot> {
    let mut ranges = BTreeMap::<u64, (u32, u32)>::new();
    for (at, word) in (0..).zip(words) {
        ranges.entry(beginning(word)).or_insert((at, at)).1 = at + 1;
    }
    let mut slots = vec![[0; 2]; (ranges.len() * 2).next_power_of_two()];
    for (key, (from, to)) in ranges {
        let mut at = place(key, slots.len());
        while slots[at][1] > 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = [key, both(from, to)];
    }
    slots
}

/// The key of the first two letters of a word, or of its only one.
fn beginning(word: &str) -> u64 {
    let mut letters = word.chars();
    letters.next().map_or(0, |first| key(first, letters.next()))
}

/// Two letters, or one, as a number.
pub fn key(first: char, second: Option<char>) -> u64 {
    both(first.into(), second.map_or(NONE, u32::from))
}

/// Two numbers in one.
fn both(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The slot that a key leads to first, of `slots` whose number is a power of two.
pub fn place(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (slots - 1)
}

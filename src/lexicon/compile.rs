//! Words → the bytes of a vocabulary, as [`Vocabulary`](super::vocabulary::Vocabulary) looks at them. For the shipped
//! lists the build script does it; for a user's own words the program does, when it reads them.
//!
//! The words make an automaton after Aho and Corasick, which goes over a text once and knows at each letter the longest ending of a word
//! that begins there, and so all words that do: it goes from the end of the text to its beginning. Its steps lie in a double array after
//! Aoe: where an ending goes on with the letter before it is told by one addition and one comparison. One that does not go on at all
//! stands for the longest that it begins with and that does, so that no step is tried in vain.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Stands where there is nothing: no ending, no row.
const NONE: u32 = u32::MAX;

/// How many bytes a number has.
pub const SHORT: usize = size_of::<u16>();
pub const LONG: usize = size_of::<u32>();

/// The most rows of a list whose words are found.
pub const MOST_ROWS: u32 = 1 << 24;

/// So many bytes a word does not have.
const LONGEST: usize = 1 << 24;

/// The most rows that are found at one place: of more those of the shorter words are left out.
pub const MOST_FOUND: usize = 1 << 8;

/// The numbers of an ending of words; the first of all is the empty one.
#[derive(Clone, Copy)]
pub struct Ending {
    /// Those one letter longer stand so many places from the first, and as many more as the code of the letter says. No two endings
    /// that go on have the same number; one that does not has that of the longest one that it begins with and that does.
    pub onward: u32,
    /// The `onward` of the one that it is one letter longer than; [`NONE`] where no ending stands.
    pub from: u32,
    /// The longest that goes on of those that the one which `onward` is of begins with, itself left out.
    pub within: u32,
    /// The first of the rows of all words that it begins with.
    pub rows: u32,
}

impl Ending {
    /// Where none stands.
    pub const NONE: Self = Self { onward: 0, from: NONE, within: 0, rows: NONE };

    /// The one that [`numbers`](Self::numbers) made these of.
    pub fn of([onward, from, within, rows]: [u32; 4]) -> Self {
        Self { onward, from, within, rows }
    }

    fn numbers(self) -> [u32; 4] {
        [self.onward, self.from, self.within, self.rows]
    }
}

/// A row of a word.
#[derive(Clone, Copy)]
pub struct Row {
    /// The number of its list; there are fewer than 128.
    pub list: u32,
    /// Its own in that list; below [`MOST_ROWS`].
    pub number: u32,
    /// How many bytes the word has; below [`LONGEST`].
    pub len: u32,
    /// Whether it is the last of those that are found together.
    pub is_last: bool,
}

impl Row {
    /// The one that [`numbers`](Self::numbers) made these of.
    pub fn of([number, rest]: [u32; 2]) -> Self {
        Self { list: rest >> 1 & 0x7f, number, len: rest >> 8, is_last: rest & 1 == 1 }
    }

    fn numbers(self) -> [u32; 2] {
        [self.number, self.len << 8 | self.list << 1 | u32::from(self.is_last)]
    }
}

/// The bytes of the vocabulary of `words`, each word given with the number of its list and of its row there; one in a row beyond the
/// first [`MOST_ROWS`] is not in it, and none with a letter beyond the first 65,535. A word may be given more than once; it stands for
/// all the rows it was given with.
///
/// The form, little-endian, first in numbers of 32 bits: how many codes and how many endings there are, and how many bytes a number
/// has below; the code of each letter from the first of all signs on, 0 for one that is in no word, in 16 bits; the numbers of each
/// [`Ending`]; those of each [`Row`]. The rows of an ending are those of the words that it begins with, the shortest first, of one
/// word the last first. Numbers have [`SHORT`] bytes where that is enough for all of them, as it is for the shipped words, else
/// [`LONG`]: a text comes near to most words, and what it comes near to must be fetched for every plan.
pub fn compile<'a>(words: impl IntoIterator<Item = (&'a str, u32, u32)>) -> Vec<u8> {
    let mut rows_of = BTreeMap::<&str, Vec<Row>>::new();
    let mut letters = Letters::default();
    for (word, list, number) in words {
        let is_fit = (1..LONGEST).contains(&word.len()) && number < MOST_ROWS;
        if is_fit && letters.hold(word) {
            let row = Row { list, number, len: word.len() as u32, is_last: false };
            rows_of.entry(word).or_default().push(row);
        }
    }
    let mut tree = Tree::default();
    rows_of.into_iter().for_each(|(word, rows)| tree.add(word, rows.into_iter().rev()));
    let within = tree.within();
    let (rows, codes) = (tree.rows(), tree.codes());
    let endings = tree.places(&codes, &within);
    let counts = [endings.len(), rows.len()].map(|count| count as u32);
    let endings = endings.into_iter().flat_map(Ending::numbers);
    let numbers: Vec<u32> = endings.chain(rows.into_iter().flat_map(Row::numbers)).collect();
    // Cut short, NONE is the greatest short number: no ending and no row is there, as none is at NONE itself.
    let is_short = |&number: &u32| number == NONE || number < u32::from(u16::MAX);
    let len = if counts.iter().chain(&numbers).all(is_short) { SHORT } else { LONG };
    let head = [codes.len() as u32, counts[0], len as u32].into_iter().flat_map(u32::to_le_bytes);
    let codes = codes.into_iter().flat_map(u16::to_le_bytes);
    let numbers = numbers.into_iter().flat_map(|number| number.to_le_bytes().into_iter().take(len));
    head.chain(codes).chain(numbers).collect()
}

/// The letters of the words, of which there are no more than codes.
#[derive(Default)]
struct Letters(BTreeSet<char>);

impl Letters {
    /// Whether there is a code for each letter of `word`; it has one from now on.
    fn hold(&mut self, word: &str) -> bool {
        let new = word.chars().filter(|letter| !self.0.contains(letter)).collect::<BTreeSet<_>>();
        let room = self.0.len() + new.len() <= usize::from(u16::MAX);
        self.0.extend(new.into_iter().filter(|_| room));
        room
    }
}

/// The endings of words, each told by its number in the order in which they are met, the empty one by 0.
struct Tree {
    /// From an ending by the letter before it to the one that is one letter longer.
    steps: BTreeMap<(u32, char), u32>,
    /// The rows of the word that an ending is, and of the words that it begins with.
    rows: Vec<Vec<Row>>,
    /// The ending whose rows are those of this one: itself, if it is a word, else the longest word that it begins with.
    word: Vec<u32>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { steps: BTreeMap::new(), rows: vec![Vec::new()], word: vec![0] }
    }
}

impl Tree {
    fn add(&mut self, word: &str, rows: impl Iterator<Item = Row>) {
        let mut at = 0;
        for letter in word.chars().rev() {
            let new = self.rows.len() as u32;
            at = *self.steps.entry((at, letter)).or_insert(new);
            if at == new {
                self.rows.push(Vec::new());
                self.word.push(0);
            }
        }
        self.word[at as usize] = at;
        self.rows[at as usize].extend(rows);
    }

    /// Where ending `at` goes on to, and by which letters.
    fn onward(&self, at: u32) -> impl Iterator<Item = (char, u32)> {
        let steps = self.steps.range((at, '\0')..=(at, char::MAX));
        steps.map(|(&(_, letter), &next)| (letter, next))
    }

    /// For each ending the longest shorter one that it begins with; their rows are added to its own.
    fn within(&mut self) -> Vec<u32> {
        let mut within = vec![0; self.rows.len()];
        // The shorter ones first.
        let mut waiting = VecDeque::from([0]);
        while let Some(at) = waiting.pop_front() {
            for (letter, next) in self.onward(at).collect::<Vec<_>>() {
                waiting.push_back(next);
                let (mut shorter, mut found) = (at, None);
                while shorter != 0 && found.is_none() {
                    shorter = within[shorter as usize];
                    found = self.steps.get(&(shorter, letter)).copied();
                }
                let [next, found] = [next, found.unwrap_or(0)].map(|at| at as usize);
                within[next] = found as u32;
                let word = self.word[found];
                if self.word[next] == 0 {
                    self.word[next] = word;
                } else {
                    let shorter = self.rows[word as usize].clone();
                    let rows = &mut self.rows[next];
                    rows.splice(0..0, shorter);
                    rows.drain(..rows.len().saturating_sub(MOST_FOUND));
                }
            }
        }
        within
    }

    /// All rows, word by word, the last of each marked; for each ending it is now told where the first of its rows stands.
    fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::<Row>::new();
        let mut first = vec![NONE; self.rows.len()];
        for (word, own) in self.rows.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            first[word] = rows.len() as u32;
            rows.extend(own);
            rows.last_mut().into_iter().for_each(|row| row.is_last = true);
        }
        self.word.iter_mut().for_each(|word| *word = first[*word as usize]);
        rows
    }

    /// The code of each sign up to the last letter of all, the smaller the more endings begin with it.
    fn codes(&self) -> Vec<u16> {
        let mut counts = BTreeMap::<char, usize>::new();
        self.steps.keys().for_each(|&(_, letter)| *counts.entry(letter).or_default() += 1);
        let last = counts.keys().last().map_or(0, |&last| last as usize + 1);
        let mut codes = vec![0; last];
        let mut letters: Vec<(char, usize)> = counts.into_iter().collect();
        letters.sort_by_key(|&(_, count)| Reverse(count));
        letters.into_iter().zip(1..).for_each(|((letter, _), code)| codes[letter as usize] = code);
        codes
    }

    /// The endings at their places.
    fn places(&self, codes: &[u16], within: &[u32]) -> Vec<Ending> {
        let code = |letter: char| u32::from(codes[letter as usize]);
        let onward = |at| self.onward(at).map(|(letter, next)| (code(letter), next));
        let all = 0..within.len() as u32;
        let mut order: Vec<(u32, usize)> =
            all.clone().map(|at| (at, self.onward(at).count())).collect();
        // Those that go on in many ways are hard to find a place for.
        order.sort_by_key(|&(_, ways)| Reverse(ways));
        let (mut rooms, mut first) = (Rooms::default(), vec![0; within.len()]);
        let mut places = vec![0; within.len()];
        for (at, _) in order.into_iter().take_while(|&(_, ways)| ways > 0) {
            let codes: Vec<u32> = onward(at).map(|(code, _)| code).collect();
            first[at as usize] = rooms.take(&codes);
            onward(at).for_each(|(code, next)| places[next as usize] = first[at as usize] + code);
        }
        let mut endings = vec![Ending::NONE; rooms.taken.len()];
        let goes_on = |at: &u32| *at == 0 || self.onward(*at).next().is_some();
        let shorter = |&at: &u32| Some(within[at as usize]);
        let longest = |at| std::iter::successors(Some(at), shorter).find(goes_on).unwrap_or(0);
        for at in all {
            let own = longest(at) as usize;
            let here = &mut endings[places[at as usize] as usize];
            here.onward = first[own];
            here.within = places[longest(within[own]) as usize];
            here.rows = self.word[at as usize];
            self.onward(at).for_each(|(_, next)| {
                endings[places[next as usize] as usize].from = first[at as usize];
            });
        }
        endings
    }
}

/// Which places are taken.
struct Rooms {
    taken: Vec<bool>,
    /// Those that are not, among the others.
    free: BTreeSet<usize>,
    /// For how many places at once room was found last, and where: more such are looked for from there on.
    last: (usize, usize),
    /// The places that others are counted from already.
    counted: BTreeSet<usize>,
}

impl Default for Rooms {
    /// The place of the empty ending is.
    fn default() -> Self {
        Self { taken: vec![true], free: BTreeSet::new(), last: (0, 0), counted: BTreeSet::new() }
    }
}

/// How many free places are tried before new ones are made: so many that hardly any of those that the shipped words leave stay free, and
/// so few that a hundred thousand other words take no more than some seconds.
const TRIES: usize = 1 << 14;

impl Rooms {
    /// Takes places that lie as far apart as `codes`, and gives the one that all of them are counted from, as none were before.
    fn take(&mut self, codes: &[u32]) -> u32 {
        let least = codes.iter().copied().min().unwrap_or(0) as usize;
        let free = |at: usize| self.taken.get(at) != Some(&true);
        let fits = |from: &usize| {
            !self.counted.contains(from) && codes.iter().all(|&code| free(from + code as usize))
        };
        // Where one does not fit, as others are counted from the same place, another with one way may.
        let is_like_last = self.last.0 == codes.len() && codes.len() > 1;
        let passed = if is_like_last { self.last.1 } else { 0 };
        let mut tried = self.free.range(least.max(passed)..).take(TRIES).map(|at| at - least);
        let new = self.taken.len().max(least) - least;
        let from = tried.find(fits).unwrap_or_else(|| (new..).find(fits).unwrap_or(new));
        self.counted.insert(from);
        self.last = (codes.len(), from + least);
        for &code in codes {
            let at = from + code as usize;
            let len = self.taken.len();
            self.free.extend(len..at + 1);
            self.taken.resize(len.max(at + 1), false);
            self.taken[at] = true;
            self.free.remove(&at);
        }
        from as u32
    }
}

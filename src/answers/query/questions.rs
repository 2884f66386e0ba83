//! [`Questions`]: words with which people ask.

use std::ops::Range;

use super::spelled::Spelled;
use crate::index::fold;
use crate::lexicon::Table;

/// What a word that asks wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// How much: 多少.
    Amount,
    /// By when: 什么时候.
    Time,
    /// Who is responsible: 由谁负责.
    Body,
}

impl Wanted {
    /// That which the table calls `name`.
    fn named(name: &str) -> Option<Self> {
        match name {
            "amount" => Some(Wanted::Amount),
            "time" => Some(Wanted::Time),
            "body" => Some(Wanted::Body),
            _ => None,
        }
    }
}

/// A word that asks, with what it wants to know.
#[derive(Clone, Copy, Debug)]
struct Asking {
    /// The letter it begins with.
    first: char,
    /// Its number.
    word: usize,
    wanted: Option<Wanted>,
    /// Whether it asks which there are of what is named behind it: 哪些.
    asks_which: bool,
}

/// The words that ask and are not looked for, from the table `questions.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    words: Spelled,
    /// Those that are taken out.
    asking: Vec<Asking>,
    /// What only goes with a question at the beginning of a word: 要.
    begins: Vec<usize>,
    /// The same at its end: 目标.
    ends: Vec<usize>,
    /// The names of kinds that people ask for: 目标, 专栏.
    kinds: Vec<usize>,
    /// What such a name may have before it: 主要目标, 重点任务.
    before_kinds: Vec<usize>,
    /// What it may have behind it: 目标值.
    after_kinds: Vec<usize>,
    /// Letters that join two words where they are written together: 和, 的.
    joins: Vec<char>,
    /// Letters that say that something stands within what is before: 里.
    inside: Vec<char>,
}

impl Questions {
    /// Those of `table`.
    pub fn of(table: &Table<'_>) -> Self {
        let mut questions = Self::default();
        for row in table.rows.iter() {
            let Some((word, first)) = questions.words.add(row.word()) else { continue };
            let (mut wanted, mut asks_which) = (None, false);
            for done in row.cell(1).split(' ') {
                match done {
                    "which" => asks_which = true,
                    "begins" => questions.begins.push(word),
                    "ends" => questions.ends.push(word),
                    "kind" => questions.kinds.push(word),
                    "before-kind" => questions.before_kinds.push(word),
                    "after-kind" => questions.after_kinds.push(word),
                    "joins" => questions.joins.extend(questions.words.word(word).chars()),
                    "inside" => questions.inside.extend(questions.words.word(word).chars()),
                    wants => wanted = wanted.or(Wanted::named(wants)),
                }
            }
            if wanted.is_some() || asks_which || row.cell(1).is_empty() {
                questions.asking.push(Asking { first, word, wanted, asks_which });
            }
        }
        questions
    }

    /// Whether `letter` may join two words: 和, 对; but words begin with it too.
    pub fn joins(&self, letter: char) -> bool {
        self.joins.contains(&letter)
    }

    /// Whether `letter` may say that something stands within what is before.
    pub fn is_inside(&self, letter: char) -> bool {
        self.inside.contains(&letter)
    }

    /// What `piece` may be without what only goes with a question, at its end first: 湿地面积目标, 要建设湿地公园.
    pub fn rests<'p>(&self, piece: &'p str) -> impl Iterator<Item = &'p str> {
        let begun = self.words.words(&self.begins).filter_map(|word| piece.strip_prefix(word));
        let ended = self.words.words(&self.ends).filter_map(|word| piece.strip_suffix(word));
        ended.chain(begun).filter(|rest| rest.chars().nth(1).is_some())
    }

    /// The name of the kind that `word` is, without what stands before it and behind it: 目标 of 主要目标值.
    pub fn kind<'w>(&self, word: &'w str) -> Option<&'w str> {
        let befores =
            self.words.words(&self.before_kinds).filter_map(|before| word.strip_prefix(before));
        let names = befores.chain([word]).flat_map(|name| {
            let afters = self.words.words(&self.after_kinds);
            afters.filter_map(|after| name.strip_suffix(after)).chain([name])
        });
        names.into_iter().find(|name| self.words.words(&self.kinds).any(|kind| kind == *name))
    }

    /// Whether `word` only ends a question, and names no kind: 负责 of 水利厅负责.
    pub fn only_ends(&self, word: &str) -> bool {
        self.words.words(&self.ends).any(|end| end == word) && self.kind(word).is_none()
    }

    /// The words in `letters` that ask, each with where it begins and ends.
    fn asking(&self, letters: &[char]) -> Vec<(Range<usize>, Asking)> {
        let (mut asking, mut at) = (Vec::new(), 0);
        while at < letters.len() {
            let asked = self.asked(&letters[at..]);
            asking.extend(asked.map(|(len, asked)| (at..at + len, asked)));
            at += asked.map_or(1, |(len, _)| len);
        }
        asking
    }

    /// The longest word that `letters` begin with, the first in the table of the same letters, with how many it has; one that asks how much
    /// with the unit that another has behind its 多少: 达到多少|万千瓦.
    fn asked(&self, letters: &[char]) -> Option<(usize, Asking)> {
        let begun = self.asking.iter().rev().filter(|asked| letters.starts_with(&[asked.first]));
        let words =
            begun.filter_map(|&asked| Some((self.words.opens(asked.word, letters)?, asked)));
        let (len, asked) = words.max_by_key(|&(len, _)| len)?;
        let last = len.saturating_sub("多少".chars().count());
        let has_unit = asked.wanted == Some(Wanted::Amount) && last > 0;
        let counted = has_unit.then(|| self.asked(&letters[last..])).flatten();
        Some((counted.map_or(len, |(more, _)| len.max(last + more)), asked))
    }

    /// The first word in `word` that says what it wants to know, as typed.
    pub fn wanted(&self, word: &str) -> Option<(String, Wanted)> {
        let folded = fold::fold(word);
        let letters: Vec<char> = folded.letters().iter().map(|l| l.letter).collect();
        let mut asking = self.asking(&letters).into_iter();
        asking.find_map(|(at, asked)| {
            Some((folded.piece(word, at.start, at.end).to_owned(), asked.wanted?))
        })
    }

    /// What of `word` does not ask, as typed, in order: all of it, or the pieces between words that ask, those of one letter left out;
    /// of 哪些治理措施 only the 治理.
    pub fn pieces(&self, word: &str) -> Vec<String> {
        let folded = fold::fold(word);
        let letters: Vec<char> = folded.letters().iter().map(|l| l.letter).collect();
        let (mut pieces, mut from, mut is_asked) = (Vec::new(), 0, false);
        let end = |from: usize, to: usize, is_asked: bool| match is_asked {
            true => from + self.unasked(&letters[from..to]),
            false => to,
        };
        for (at, asked) in self.asking(&letters) {
            pieces.push((from, end(from, at.start, is_asked)));
            from = at.end;
            is_asked = asked.asks_which;
        }
        pieces.push((from, end(from, letters.len(), is_asked)));
        let least = if pieces.len() > 1 { 2 } else { 1 };
        let left = pieces.into_iter().filter(|(from, to)| to - from >= least);
        left.map(|(from, to)| folded.piece(word, from, to).to_owned()).collect()
    }

    /// How many of `letters` stand before the noun at their end that only goes with a question; all where there is none.
    fn unasked(&self, letters: &[char]) -> usize {
        let word: String = letters.iter().collect();
        let is_noun = |end: &&str| word.ends_with(end) && self.only_ends(end);
        let ends = self.words.words(&self.ends).filter(is_noun).map(|end| end.chars().count());
        let before = ends.filter(|&len| len > 1 && len + 2 <= letters.len());
        match self.kind(&word) {
            None => letters.len() - before.max().unwrap_or_default(),
            Some(_) => letters.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, List};

    #[test]
    fn what_asks_is_taken_out() {
        let questions = Questions::of(Lexicon::shipped().table(List::Questions));
        let pieces = |word: &str| questions.pieces(word).join(" ");
        assert_eq!(pieces("哪些项目涉及松花江？"), "松花江");
        assert_eq!(pieces("到2025年，森林覆盖率要达到多少？"), "到2025年，森林覆盖率");
        assert_eq!(pieces("CCUS由谁负责推广"), "CCUS 推广");
        assert_eq!(pieces("光伏装机达到多少万千瓦"), "光伏装机");
        assert_eq!([pieces("由谁负责"), pieces("有吗"), pieces("，")], [""; 3]);
        assert_eq!([pieces("鹿"), pieces("湿地")], ["鹿", "湿地"]);
        assert_eq!(
            ["大凌河有哪些治理措施", "哪些保障措施", "治理措施"].map(pieces),
            ["大凌河 治理", "保障措施", "治理措施"]
        );
        let rests = |piece| questions.rests(piece).collect::<Vec<_>>().join(" ");
        assert_eq!(rests("要建设湿地公园"), "建设湿地公园");
        assert_eq!(rests("湿地面积目标"), "湿地面积");
        let names = ["主要目标", "目标", "全部目标值"];
        assert_eq!(names.map(|word| questions.kind(word)), [Some("目标"); 3]);
        assert_eq!(
            ["负责", "措施", "目标", "湿地"].map(|word| questions.only_ends(word)),
            [true, true, false, false]
        );
        let wanted = |word: &str| questions.wanted(word);
        let who = Some(("由谁负责".to_owned(), Wanted::Body));
        assert_eq!([wanted("CCUS由谁负责推广"), wanted("哪些项目涉及湿地")], [who, None]);
        assert_eq!(wanted("要达到多少，由谁负责").map(|(_, wanted)| wanted), Some(Wanted::Amount));
        assert_eq!([questions.kind("背景"), questions.kind("主要")], [None; 2]);
        assert_eq!([rests("要湿"), rests("湿地公园")], [""; 2]);
    }
}

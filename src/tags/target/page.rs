//! [`Page`]: one measure as the grammar of targets reads it: plain writing, times, and the words of the lexicon in it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::ground::Span;
use crate::lexicon::{Finds, Lexicon, List, Row, Words};
use crate::tags::deadline::expression::{Mention, Use};
use crate::tags::reading::{Inside, Reading};
use crate::tags::words::{self, Does};
use crate::tags::{Bound, Change, Context};

/// One measure, ready to be read for targets.
pub(super) struct Page<'a> {
    /// What the taggers may read.
    pub context: &'a Context<'a>,
    /// Where the measure stands.
    pub span: Span,
    /// Its words in plain writing.
    pub reading: &'a Reading,
    /// The times named in it.
    pub times: &'a [Mention],
    /// Whether the measure has a year to be done by.
    pub dated: bool,
    /// The words that tie numbers to things, looked for where there is a number.
    verbs: OnceCell<Vec<Verb>>,
    /// The words of the lexicon in a measure whose lines are broken, which may break words too.
    unbroken: Option<Unbroken>,
}

/// The words found in a measure in plain writing.
struct Unbroken {
    finds: Finds,
    /// Where each sign begins in the plain writing, in bytes.
    starts: Vec<u32>,
}

impl Unbroken {
    fn of(reading: &Reading, lexicon: &Lexicon) -> Self {
        let plain = reading.words(0..reading.len());
        let starts = plain.char_indices().map(|(at, _)| at as u32).collect();
        Self { finds: lexicon.scan(&plain), starts }
    }

    /// The sign at byte `byte`.
    fn index(&self, byte: u32) -> usize {
        self.starts.partition_point(|&start| start < byte)
    }
}

/// A word of `target-verbs.tsv` in the text.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it does.
    pub role: Role,
    /// What kind of change it promises.
    pub change: Change,
    /// Which side of the number it means.
    pub bound: Bound,
}

/// What a word does between a number and what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A state to reach: 达到.
    Level,
    /// A change: 下降.
    Delta,
    /// A task whose amount follows: 新建.
    Work,
    /// The same, but often part of a noun: 改造.
    Task,
    /// Before a verb, no part of the indicator: 力争.
    Shade,
    /// Before an indicator, no part of it: 推动.
    Lead,
    /// One of the two.
    Either,
    /// A longer word that holds one of them and is none: 建筑.
    Other,
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "level" => Role::Level,
            "delta" => Role::Delta,
            "work" => Role::Work,
            "task" => Role::Task,
            "shade" => Role::Shade,
            "lead" => Role::Lead,
            "either" => Role::Either,
            "none" => Role::Other,
            _ => return None,
        })
    }

    /// Whether it stands between an indicator and its verb.
    pub(super) fn shades(self) -> bool {
        matches!(self, Role::Shade | Role::Either)
    }

    /// Whether it stands before an indicator.
    pub(super) fn leads(self) -> bool {
        matches!(self, Role::Lead | Role::Either)
    }

    /// Whether the amount of a task may follow it.
    pub(super) fn works(self) -> bool {
        matches!(self, Role::Work | Role::Task)
    }
}

impl<'a> Page<'a> {
    /// Measure `at`.
    pub(super) fn of(context: &'a Context<'a>, at: usize, dated: bool) -> Self {
        let span = context.measures[at].span;
        let (reading, times) = (context.plain.reading(at), context.plain.times(at));
        let unbroken = reading.is_broken().then(|| Unbroken::of(reading, context.lexicon));
        Self { context, span, reading, times, dated, verbs: OnceCell::new(), unbroken }
    }

    /// The words that tie numbers to things, by start, longest first.
    pub(super) fn verbs(&self) -> &[Verb] {
        self.verbs.get_or_init(|| {
            let verbs = self.finds(List::TargetVerbs).into_iter();
            let verbs = verbs.filter_map(|(range, row)| self.verb(range, row));
            apart(verbs.filter(|verb| !self.gives_way(verb)).collect())
        })
    }

    /// The words of `list` in the measure, with their rows; by start, longest first.
    pub(super) fn finds(&self, list: List) -> Vec<(Range<usize>, usize)> {
        let rows = |finds: &Finds, span, index: &dyn Fn(u32) -> usize| {
            let finds = finds.of(list, span);
            finds.map(|f| (index(f.span.start)..index(f.span.end), f.row() as usize)).collect()
        };
        match &self.unbroken {
            Some(own) => rows(&own.finds, Span { start: 0, end: u32::MAX }, &|b| own.index(b)),
            None => rows(self.context.finds, self.span, &|byte| self.reading.index(byte)),
        }
    }

    /// Whether `word`, which is none of them, ends where another begins: 建成区 in 建成区域性医院.
    fn gives_way(&self, word: &Verb) -> bool {
        let last = word.range.end - 1;
        let goes_on = || {
            let begins =
                |(range, _): &(Range<usize>, usize)| range.start == last && range.len() > 1;
            self.finds(List::Phrases).iter().any(begins)
        };
        word.role == Role::Other && word.range.len() > 2 && goes_on()
    }

    fn verb(&self, range: Range<usize>, row: usize) -> Option<Verb> {
        let row = self.context.lexicon.table(List::TargetVerbs).rows.at(row);
        let role = Role::named(row.cell(1))?;
        Some(Verb { range, role, change: change(row.cell(2)), bound: bound(row.cell(3)) })
    }

    /// The longest word that ends at `at`, starts no earlier than `from` and whose role passes.
    pub(super) fn verb_before(
        &self,
        at: usize,
        from: usize,
        role: impl Fn(Role) -> bool,
    ) -> Option<&Verb> {
        let ending = self.verbs().iter().filter(|v| v.range.end == at && v.range.start >= from);
        ending.filter(|v| role(v.role)).max_by_key(|v| v.range.len())
    }

    /// The longest word that starts at `at` and whose role passes.
    pub(super) fn verb_at(&self, at: usize, role: impl Fn(Role) -> bool) -> Option<&Verb> {
        self.verbs().iter().find(|v| v.range.start == at && role(v.role))
    }

    /// The time, of any use, that `test` picks out.
    pub(super) fn time(&self, test: impl Fn(&Range<usize>) -> bool) -> Option<&Mention> {
        self.times.iter().find(|m| test(&m.range))
    }

    /// The year compared with in `range`: 比2020年, 较“十三五”末.
    pub(super) fn base_year(&self, range: Range<usize>) -> Option<u16> {
        let within = |m: &&Mention| range.start <= m.range.start && m.range.end <= range.end;
        let base = self.times.iter().filter(within).rfind(|m| m.usage == Use::Base)?;
        base.to.or(base.from)
    }

    /// The end of the word of `clause-words.tsv` at `at` that does `what`.
    pub(super) fn word(&self, at: usize, what: Does) -> Option<usize> {
        words::word(self.reading, self.context.lexicon, at, what)
    }

    /// The start of the word of `clause-words.tsv` before `at` that does `what`.
    pub(super) fn word_before(&self, at: usize, what: Does) -> Option<usize> {
        words::word_before(self.reading, self.context.lexicon, at, what)
    }

    /// The words of `clause-words.tsv` that do `what`.
    pub(super) fn words(&self, what: Does) -> &'a Words {
        what.words(self.context.lexicon.table(List::ClauseWords))
    }

    /// Whether a word of `clause-words.tsv` that does `what` stands in `range`.
    pub(super) fn holds_word(&self, range: Range<usize>, what: Does) -> bool {
        words::holds(self.reading, self.context.lexicon, range, what)
    }

    /// Whether `at` stands outside quotes, titles and brackets.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.reading.inside(at) == Inside::Open
    }

    /// The longest row of `list` whose word stands at `at`, and the place after it.
    pub(super) fn row_at(&self, list: List, at: usize) -> Option<(Row<'a>, usize)> {
        let rows = self.context.lexicon.table(list).beginning(self.reading.at(at));
        let here = rows.filter(|row| self.reading.starts(at, row.word()));
        let row = here.max_by_key(|row| row.word().chars().count())?;
        Some((row, at + row.word().chars().count()))
    }
}

/// The words that overlap no earlier or longer one: 新增, not the 增 in it.
fn apart(verbs: Vec<Verb>) -> Vec<Verb> {
    let mut kept: Vec<Verb> = Vec::new();
    for verb in verbs {
        if kept.last().is_none_or(|last| last.range.end <= verb.range.start) {
            kept.push(verb);
        }
    }
    kept.retain(|verb| verb.role != Role::Other);
    kept
}

/// The change a cell names; a level where it names none.
fn change(cell: &str) -> Change {
    match cell {
        "increase_by" => Change::IncreaseBy,
        "decrease_by" => Change::DecreaseBy,
        _ => Change::To,
    }
}

/// The side a cell names; exactly where it names none.
fn bound(cell: &str) -> Bound {
    match cell {
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        "about" => Bound::About,
        _ => Bound::Exactly,
    }
}

//! [`Part`]: a part of a looser query, what it counts as, and how much would be lost without it.

use crate::answers::query::Typed;
use crate::answers::{Named, Widened};
use crate::index::{Ask, fold};

/// A word of a looser query, or a piece of one, with what it asks for.
#[derive(Clone)]
pub struct Term {
    pub text: String,
    pub role: Role,
    pub ask: Ask,
}

/// What a [`Term`] counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What it says.
    Word,
    /// The same, of a piece of a word that stands nowhere as it was typed.
    Torn,
    /// What it says, one letter after the other.
    Phrase,
    /// What it names stands there.
    Named(Named),
    /// Something else besides; such a term alone says too little.
    Meant(Widened),
    /// Plans, which it names as their titles end: 应急体系规划, but not 应急体系.
    Title,
}

/// How much would be lost without a part: least with a piece of a word, most with a plan that is named by its title.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Worth {
    Piece,
    When,
    Who,
    Whose,
    What,
    Which,
}

impl Worth {
    /// All, the least first.
    pub const ALL: [Self; 6] =
        [Self::Piece, Self::When, Self::Who, Self::Whose, Self::What, Self::Which];
}

/// A part of a looser query: a term, or several that count as the same, of which one is enough.
#[derive(Clone)]
pub struct Part {
    first: Term,
    others: Vec<Term>,
}

impl From<Term> for Part {
    fn from(first: Term) -> Self {
        Self { first, others: Vec::new() }
    }
}

impl Term {
    /// In what other way it counts, if in any.
    pub fn widened(&self) -> Option<Widened> {
        match self.role {
            Role::Meant(widened) => Some(widened),
            Role::Title => Some(Widened::Plan),
            Role::Word | Role::Torn | Role::Phrase | Role::Named(_) => None,
        }
    }

    /// The same as a piece of a word that stands nowhere.
    pub fn torn(self) -> Self {
        let role = if self.role == Role::Word { Role::Torn } else { self.role };
        Self { role, ..self }
    }

    fn typed(&self) -> Typed {
        let is_phrase = matches!(self.role, Role::Phrase | Role::Named(_));
        Typed { text: self.text.clone(), is_phrase }
    }
}

impl Part {
    /// The terms of which one is enough.
    pub fn each(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Its term; `None` where it has several.
    pub fn only(&self) -> Option<&Term> {
        self.others.is_empty().then_some(&self.first)
    }

    /// What `change` makes of each of its terms.
    pub fn try_map<E>(&self, mut change: impl FnMut(&Term) -> Result<Term, E>) -> Result<Self, E> {
        let first = change(&self.first)?;
        let others = self.others.iter().map(change).collect::<Result<_, E>>()?;
        Ok(Self { first, others })
    }

    /// Takes the terms of `other`, which count as the same, for as good as its own.
    pub fn or(&mut self, other: Self) {
        self.others.push(other.first);
        self.others.extend(other.others);
    }

    /// It where `narrow` holds too.
    pub fn narrowed_to(self, narrow: &Ask) -> Self {
        let narrowed = |term: Term| Term { ask: Ask::All(vec![term.ask, narrow.clone()]), ..term };
        let others = self.others.into_iter().map(narrowed).collect();
        Self { first: narrowed(self.first), others }
    }

    /// What it asks for.
    pub fn ask(&self) -> Ask {
        match self.only() {
            Some(term) => term.ask.clone(),
            None => Ask::Any(self.each().map(|term| term.ask.clone()).collect()),
        }
    }

    /// What it was typed as; `None` where it has several terms.
    pub fn typed(&self) -> Option<Typed> {
        self.only().map(Term::typed)
    }

    /// It as it would be typed.
    pub fn words(&self) -> String {
        let words = self.each().map(|term| match term.role {
            Role::Phrase => format!("\"{}\"", term.text),
            _ => term.text.clone(),
        });
        words.collect::<Vec<_>>().join("、")
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.each().map(|term| fold::letters(&term.text).chars().count()).sum()
    }

    /// In what other way it counts, if in any.
    pub fn widened(&self) -> Option<Widened> {
        self.first.widened()
    }

    /// Whether it names a place that something touches.
    pub fn is_place(&self) -> bool {
        self.widened() == Some(Widened::Place)
    }

    pub fn is_phrase(&self) -> bool {
        self.first.role == Role::Phrase
    }

    pub fn worth(&self) -> Worth {
        match self.first.role {
            Role::Torn => Worth::Piece,
            Role::Meant(Widened::Kind | Widened::Year | Widened::Period) => Worth::When,
            Role::Meant(Widened::Region) => Worth::Whose,
            Role::Word | Role::Phrase | Role::Named(_) => Worth::What,
            Role::Meant(Widened::Body) => Worth::Who,
            Role::Meant(Widened::Plan | Widened::Place) => Worth::What,
            Role::Title => Worth::Which,
        }
    }
}

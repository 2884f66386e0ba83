//! [`Side`]: a claim or a passage with everything in it that a difference may touch.

use std::ops::Range;

use super::token::{Kind, Token, tokens};
use crate::ground::Span;
use crate::lexicon::{Lexicon, List};
use crate::tags::{PlaceRelation, Tags};

/// One of two sentences that are compared.
pub struct Side<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The words by which sentences that differ by little say something else, apart from each other.
    pub senses: Vec<Sense<'a>>,
    /// The units that stand behind a number.
    pub units: Vec<Span>,
    /// The places it names: their words, and what they are known by.
    pub places: Vec<(Span, String)>,
    /// The division that the plan is for, which 全省 and no place at all mean as well.
    pub home: Option<String>,
}

/// One word of the table `senses.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is about: negation, bound.
    pub sense: &'a str,
    /// Which side it is on: `at_least`.
    pub side: &'a str,
}

impl<'a> Side<'a> {
    /// `text` with the places of `tags`, whose spans count from `offset` bytes before the text.
    pub fn new<'t>(
        text: &'a str,
        tags: impl Iterator<Item = &'t Tags>,
        offset: usize,
        lexicon: &'a Lexicon,
    ) -> Self {
        let tokens = tokens(text);
        let finds = lexicon.scan(text);
        let all = Span::new(0, text.len());
        let units = finds.of(List::Units, all).map(|find| find.span);
        let units = units.filter(|unit| follows_number(&tokens, *unit)).collect();
        let mut places = Vec::new();
        for place in tags.flat_map(|tags| &tags.places) {
            let within = place.span.start as usize >= offset
                && place.span.end as usize <= offset + text.len();
            if within && place.relation != PlaceRelation::Brand {
                let span =
                    Span::new(place.span.start as usize - offset, place.span.end as usize - offset);
                let known = place.id.clone().unwrap_or_else(|| span.of(text).to_owned());
                places.push((span, known));
            }
        }
        let senses = senses(finds.of(List::Senses, all).map(|f| (f.span, f.row())), lexicon);
        Self { text, tokens, senses, units, places, home: None }
    }

    /// The same as words of a plan for the division `home`.
    pub fn at_home(self, home: Option<&str>) -> Self {
        Self { home: home.map(str::to_owned), ..self }
    }

    /// Whether it speaks of the place known by `id`.
    pub fn knows(&self, id: &str) -> bool {
        self.home.as_deref() == Some(id) || self.places.iter().any(|(_, known)| known == id)
    }

    /// The same without the mark that ends it, which a quotation may leave out.
    pub fn without_last_mark(mut self) -> Self {
        let ends = |t: &Token| t.kind == Kind::Mark && t.form != ")";
        while self.tokens.last().is_some_and(ends) {
            self.tokens.pop();
        }
        self
    }

    /// The words of some tokens.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let spans = self.tokens[range.clone()].iter().map(|t| t.span);
        spans.reduce(Span::to).unwrap_or_else(|| {
            let at =
                self.tokens.get(range.start).map_or(self.text.len(), |t| t.span.start as usize);
            Span::new(at, at)
        })
    }

    /// The words on sides that some tokens touch.
    pub fn touched(&self, range: &Range<usize>) -> impl Iterator<Item = &Sense<'a>> {
        let span = self.span(range);
        self.senses.iter().filter(move |s| s.span.overlaps(span))
    }

    /// The places that some tokens touch.
    pub fn places_touched(&self, range: &Range<usize>) -> impl Iterator<Item = &(Span, String)> {
        let span = self.span(range);
        self.places.iter().filter(move |(place, _)| place.overlaps(span))
    }

    /// Whether some tokens touch a unit.
    pub fn touches_unit(&self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        self.units.iter().any(|unit| unit.overlaps(span))
    }

    /// The numbers among some tokens; the 四 of 四平 is none.
    pub fn numbers(&self, range: &Range<usize>) -> Vec<&str> {
        let named = |t: &Token| self.places.iter().any(|(place, _)| place.contains(t.span));
        let numbers = self.tokens[range.clone()].iter().filter(|t| t.kind == Kind::Number);
        let numbers = numbers.filter(|t| !named(t));
        numbers.map(|t| t.form.as_str()).collect()
    }

    /// Whether token `at` is a year, or a plan period: 2035年, “十四五”.
    pub fn is_year(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).map_or("", |t| t.form.as_str());
        let year = token.form.len() == 4
            && token.form.parse::<u16>().is_ok_and(|y| (1900..=2200).contains(&y));
        let period = token.form.starts_with('十') && token.form.ends_with('五');
        token.kind == Kind::Number && ((year && (next == "年" || next == "-")) || period)
    }

    /// The last year among some tokens.
    pub fn last_year(&self, range: Range<usize>) -> Option<&str> {
        range.rev().find(|&at| self.is_year(at)).map(|at| self.tokens[at].form.as_str())
    }
}

/// Whether `unit` stands right behind a number.
fn follows_number(tokens: &[Token], unit: Span) -> bool {
    let at = tokens.partition_point(|t| t.span.start < unit.start);
    // The 万 of 万亩 is part of the number, the rest of the unit stands behind it.
    let inside = tokens.get(at.wrapping_sub(1)).filter(|t| t.kind == Kind::Number);
    inside.is_some_and(|t| t.span.end >= unit.start)
}

/// The finds of the table of senses, the longest where several overlap, without those that say nothing.
fn senses<'a>(finds: impl Iterator<Item = (Span, u32)>, lexicon: &'a Lexicon) -> Vec<Sense<'a>> {
    let table = lexicon.table(List::Senses);
    let [sense, side] = ["sense", "side"].map(|name| table.column(name).unwrap_or(0));
    let mut out: Vec<Sense<'a>> = Vec::new();
    for (span, row) in finds {
        let row = table.rows.at(row as usize);
        if out.last().is_none_or(|last| last.span.end <= span.start) {
            out.push(Sense { span, sense: row.cell(sense), side: row.cell(side) });
        }
    }
    out.retain(|s| s.side != "none");
    out
}

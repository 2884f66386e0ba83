//! Tokens → what is asked.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::Token;
use super::{Typed, Vocabulary, filter};
use crate::ground::Result;
use crate::index::{Ask, Filter, Leaf, fold};

/// What came of the tokens.
pub struct Parsed {
    /// What is asked.
    pub ask: Ask,
    /// The words and phrases, if there is nothing else but filters.
    pub words: Vec<Typed>,
    /// Whether nothing was left to ask for.
    pub is_empty: bool,
}

/// Reads `tokens`, whose brackets are balanced.
pub fn parse(
    tokens: Vec<Token>,
    vocabulary: &Vocabulary,
    notes: &mut Vec<String>,
) -> Result<Parsed> {
    let words = plain_words(&tokens);
    if tokens.iter().all(|token| *token == Token::Or) {
        let ask = (!tokens.is_empty()).then(|| leaf("OR", |letters| vec![letters])).flatten();
        return Ok(Parsed::of(ask, words));
    }
    let mut parser = Parser { tokens: tokens.into_iter().peekable(), vocabulary, notes };
    let mut ask = parser.query()?;
    if let Some(parts) = only_excludes(&ask) {
        parser.notes.push("只有排除词的查询没有意义，已当作普通文字查找".to_owned());
        ask = Some(Ask::All(parts));
    }
    Ok(Parsed::of(ask, words))
}

impl Parsed {
    fn of(ask: Option<Ask>, words: Vec<Typed>) -> Self {
        let is_empty = ask.is_none();
        Self { ask: ask.unwrap_or_else(|| Ask::All(Vec::new())), words, is_empty }
    }
}

/// The words and phrases, if there is no other operator than white space.
fn plain_words(tokens: &[Token]) -> Vec<Typed> {
    let typed = |text: &String, is_phrase| Some(Some(Typed { text: text.clone(), is_phrase }));
    let word = |token: &Token| match token {
        Token::Word(text) => typed(text, false),
        Token::Phrase(text) => typed(text, true),
        Token::Filter(..) => Some(None),
        _ => None,
    };
    let words: Option<Vec<_>> = tokens.iter().map(word).collect();
    words.unwrap_or_default().into_iter().flatten().collect()
}

/// What a query that does nothing but exclude words would exclude.
fn only_excludes(ask: &Option<Ask>) -> Option<Vec<Ask>> {
    let parts = match ask.as_ref()? {
        Ask::All(parts) => parts.as_slice(),
        ask => std::slice::from_ref(ask),
    };
    let excluded = |part: &Ask| match part {
        Ask::Not(part) if !part.is_filter() => Some((**part).clone()),
        _ => None,
    };
    parts.iter().map(excluded).collect()
}

struct Parser<'a> {
    tokens: Peekable<IntoIter<Token>>,
    vocabulary: &'a Vocabulary,
    notes: &'a mut Vec<String>,
}

impl Parser<'_> {
    /// group { "OR" group }
    fn query(&mut self) -> Result<Option<Ask>> {
        let mut groups = Vec::from_iter(self.group()?);
        while self.tokens.next_if_eq(&Token::Or).is_some() {
            groups.extend(self.group()?);
        }
        self.notes.extend(unlike(&groups));
        Ok(match groups.len() {
            0 | 1 => groups.pop(),
            _ => Some(Ask::Any(groups)),
        })
    }

    /// part { part }
    fn group(&mut self) -> Result<Option<Ask>> {
        let mut parts = Vec::new();
        loop {
            match self.tokens.peek().cloned() {
                None | Some(Token::Close) => break,
                Some(Token::Or) if !parts.is_empty() && self.goes_on() => break,
                Some(_) => parts.extend(self.part()?),
            }
        }
        let mut parts = one_stretch_of_years(parts);
        Ok(match parts.len() {
            0 | 1 => parts.pop(),
            _ => Some(Ask::All(parts)),
        })
    }

    /// Whether something to look for follows the OR that comes next.
    fn goes_on(&self) -> bool {
        let after = self.tokens.clone().nth(1);
        !matches!(after, None | Some(Token::Close | Token::Or))
    }

    /// [ "-" ] ( word | phrase | filter | "(" query ")" )
    fn part(&mut self) -> Result<Option<Ask>> {
        Ok(match self.tokens.next() {
            Some(Token::Minus) => self.part()?.map(|part| Ask::Not(Box::new(part))),
            Some(Token::Open) => {
                let inside = self.query()?;
                self.tokens.next_if_eq(&Token::Close);
                inside
            }
            Some(Token::Filter(key, value)) => Some(filter(key, &value, self.vocabulary)?),
            Some(Token::Phrase(text)) => leaf(&text, |letters| vec![letters]),
            Some(Token::Word(text)) => {
                leaf(&text, |letters| self.vocabulary.synonyms().widen(letters))
            }
            Some(Token::Or) => {
                self.notes.push("OR 的两边都要有词，已略去".to_owned());
                None
            }
            Some(Token::Close) | None => None,
        })
    }
}

/// What is to be said of `groups` parted by OR where one is a word and another has several: 湿地 OR 森林 碳汇 may be meant to ask for 碳汇
/// of either.
fn unlike(groups: &[Ask]) -> Option<String> {
    let said = |group: &Ask| {
        let words: Vec<String> = group.leaves().iter().map(|leaf| leaf.forms[0].clone()).collect();
        words.join(" ")
    };
    let is_one = |group: &&Ask| matches!(group, Ask::Leaf(_));
    let several = groups.iter().find(|group| {
        let Ask::All(parts) = group else { return false };
        parts.iter().filter(|part| matches!(part, Ask::Leaf(_))).count() > 1
    })?;
    let one = groups.iter().find(is_one)?;
    let (one, several) = (said(one), said(several));
    Some(format!("OR 的一边是“{one}”，另一边是“{several}”；只要相邻两个词任选其一，请加括号"))
}

/// `parts` with all stretches of years in them made one, which stands where the first stood: `from-year:2026 by-year:2030` asks for
/// one year between the two, not for a year after the one and another before the other.
fn one_stretch_of_years(parts: Vec<Ask>) -> Vec<Ask> {
    let mut out: Vec<Ask> = Vec::new();
    for part in parts {
        let years = |ask: &&mut Ask| matches!(ask, Ask::Filter(Filter::Due(..)));
        match (&part, out.iter_mut().find(years)) {
            (Ask::Filter(Filter::Due(from, to)), Some(Ask::Filter(Filter::Due(first, last)))) => {
                (*first, *last) = ((*first).max(*from), (*last).min(*to));
            }
            _ => out.push(part),
        }
    }
    out
}

/// The leaf of `text`; none where nothing of it counts.
fn leaf(text: &str, widen: impl FnOnce(String) -> Vec<String>) -> Option<Ask> {
    let letters = fold::letters(text);
    (!letters.is_empty()).then(|| Ask::Leaf(Leaf { forms: widen(letters) }))
}

//! What is typed → tokens.

use crate::ground::{Error, Result};
use crate::index::fold;

use super::{DEPTH, KEYS};

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A run of text, as typed.
    Word(String),
    /// The text between two quotation marks.
    Phrase(String),
    /// A known key and its value.
    Filter(&'static str, String),
    /// A bracket that begins a group.
    Open,
    /// A bracket that ends one.
    Close,
    /// OR by itself.
    Or,
    /// - directly before what is excluded.
    Minus,
}

/// The tokens of `text`; brackets among them are balanced.
pub fn tokens(text: &str, notes: &mut Vec<String>) -> Result<Vec<Token>> {
    let mut lexer = Lexer { rest: text, depth: 0, tokens: Vec::new(), notes };
    while lexer.next()? {}
    if lexer.depth > 0 {
        lexer.notes.push("左括号没有配对，已当作在末尾结束".to_owned());
        lexer.tokens.extend(std::iter::repeat_n(Token::Close, lexer.depth));
    }
    Ok(units(lexer.tokens))
}

struct Lexer<'a, 'n> {
    rest: &'a str,
    depth: usize,
    tokens: Vec<Token>,
    notes: &'n mut Vec<String>,
}

impl<'a> Lexer<'a, '_> {
    fn next(&mut self) -> Result<bool> {
        self.rest = self.rest.trim_start();
        let Some(first) = self.rest.chars().next() else { return Ok(false) };
        let token = match first {
            '(' => return self.open(),
            ')' => return Ok(self.close()),
            '-' if self.excludes() => Some((Token::Minus, 1)),
            '"' | '“' => self.phrase(first),
            _ => self.filter(),
        };
        let (token, len) = token.unwrap_or_else(|| self.word());
        self.rest = &self.rest[len..];
        self.tokens.push(token);
        Ok(true)
    }

    fn open(&mut self) -> Result<bool> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Error::usage(format!("括号嵌套太深：最多 {DEPTH} 层")));
        }
        self.rest = &self.rest[1..];
        self.tokens.push(Token::Open);
        Ok(true)
    }

    /// `)`: the end of a group, or, without one, a mark that counts for nothing.
    fn close(&mut self) -> bool {
        self.rest = &self.rest[1..];
        if self.depth > 0 {
            self.depth -= 1;
            self.tokens.push(Token::Close);
        } else {
            self.notes.push("右括号没有配对，已略去".to_owned());
        }
        true
    }

    /// `-` before something that could be excluded. Before a number that begins the query it is the hyphen of a range or a date, cut
    /// off from what came before it: -9 月, -III 类.
    fn excludes(&self) -> bool {
        let after = &self.rest[1..];
        let word =
            after.chars().next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')'));
        word && !(self.tokens.is_empty() && begins_with_number(after))
    }

    /// `"…"` or `“…”` with nothing but a space or a bracket after it.
    fn phrase(&mut self, open: char) -> Option<(Token, usize)> {
        let inside = &self.rest[open.len_utf8()..];
        let Some(len) = partner(inside, open) else {
            self.notes.push("引号没有配对，已当作普通文字".to_owned());
            return None;
        };
        let close = inside[len..].chars().next().map_or(0, char::len_utf8);
        let after = inside[len + close..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || (c == ')' && self.depth > 0));
        let whole = open.len_utf8() + len + close;
        ends.then(|| (Token::Phrase(inside[..len].to_owned()), whole))
    }

    /// `kind:outcome`, `plan:"an id with spaces"`.
    fn filter(&mut self) -> Option<(Token, usize)> {
        let key = KEYS
            .into_iter()
            .find(|key| self.rest.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))?;
        let from = key.len() + 1;
        let value = &self.rest[from..];
        if let Some(inside) = value.strip_prefix('"')
            && let Some(len) = partner(inside, '"')
        {
            return Some((Token::Filter(key, inside[..len].to_owned()), from + len + 2));
        }
        let len = self.run(value);
        if len == 0 {
            self.notes.push(format!("{key}: 后面没有值，已当作普通文字；值要紧接着冒号写"));
        }
        (len > 0).then(|| (Token::Filter(key, value[..len].to_owned()), from + len))
    }

    fn word(&self) -> (Token, usize) {
        let len = self.run(self.rest);
        let token = match &self.rest[..len] {
            "OR" => Token::Or,
            word => Token::Word(word.to_owned()),
        };
        (token, len)
    }

    /// How far a run of text goes: to white space, or to the bracket that ends the group it stands in. Brackets that it opens
    /// itself are part of it: 河(湖)长制.
    fn run(&self, text: &str) -> usize {
        let mut own = 0;
        for (at, c) in text.char_indices() {
            match c {
                _ if c.is_whitespace() => return at,
                '(' => own += 1,
                ')' if own > 0 => own -= 1,
                ')' if self.depth > 0 => return at,
                _ => {}
            }
        }
        text.len()
    }
}

/// Where the mark stands in `inside` that ends what `open` began.
fn partner(inside: &str, open: char) -> Option<usize> {
    let mut nested = 0;
    for (at, c) in inside.char_indices() {
        match (open, c) {
            ('“', '“') => nested += 1,
            ('“', '”') if nested > 0 => nested -= 1,
            ('“', '”') | ('"', '"') => return Some(at),
            _ => {}
        }
    }
    None
}

/// Joins each number with the one letter, or the %, after it: `2025 年`, `25 %`.
fn units(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        match (out.last_mut(), &token) {
            (Some(Token::Word(number)), Token::Word(unit))
                if is_number(number) && is_unit(unit) =>
            {
                number.push_str(unit);
            }
            _ => out.push(token),
        }
    }
    out
}

/// Whether an Arabic or Roman numeral stands at the beginning of `text`.
fn begins_with_number(text: &str) -> bool {
    let letters = fold::letters(text.split_whitespace().next().unwrap_or_default());
    let roman: Vec<char> = letters.chars().take_while(char::is_ascii_alphabetic).collect();
    letters.starts_with(|c: char| c.is_ascii_digit())
        || (!roman.is_empty() && roman.iter().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

fn is_number(word: &str) -> bool {
    let letters = fold::letters(word);
    !letters.is_empty() && letters.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn is_unit(word: &str) -> bool {
    if matches!(word, "%" | "％") {
        return true;
    }
    let letters = fold::letters(word);
    let mut letters = letters.chars();
    letters.next().is_some_and(|c| !c.is_ascii()) && letters.next().is_none()
}

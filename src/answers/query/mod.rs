//! The query language: what is typed → what is asked.
//!
//! ```text
//! query  = group { "OR" group }                黑臭水体 OR 劣五类
//! group  = part { part }                       all of them: 查干湖 修复
//! part   = [ "-" ] ( word | phrase | filter | "(" query ")" )
//! word   = anything without white space        PM2.5, 河（湖）长制, 2025年
//! phrase = '"' … '"' | '“' … '”'               exactly these letters, no synonyms
//! filter = key ":" value                       domain:水环境, by-year:2027; the keys are KEYS
//! ```
//!
//! Words are compared by their letters only: see [`fold`](crate::index::fold). A word is widened by the [`Synonyms`] of each of its
//! parts, in its own place. Marks of the grammar are ASCII, but for “ and ”; full-width ones are text. A quotation mark counts where
//! it stands around a whole word, a bracket where it begins one, and `-` where it stands before one, but for a number at the beginning
//! of the query; anywhere else they are text, and text without a letter counts for nothing. A number and the one letter, or the %,
//! after it, with white space between, are one word: `2025 年`, `25 %`.
//!
//! What cannot be meant is read as well as can be, with a note: a quotation mark without its partner is text, a bracket too many and
//! an `OR` without something on both sides count for nothing, a query that only excludes words asks for them. Errors are only:
//! nothing to look for, more than [`LETTERS`] characters, more than [`WORDS`] words, brackets deeper than [`DEPTH`], and a filter
//! with a value that there cannot be.

mod filter;
mod lexer;
mod parser;
mod questions;
mod spelled;
mod synonyms;
mod vocabulary;

pub use filter::{KEYS, YEARS, counts, due, filter, holds};
pub use questions::{Questions, Wanted};
pub use synonyms::Synonyms;
pub use vocabulary::Vocabulary;

use crate::ground::{Error, Result};
use crate::index::Ask;

/// The longest query, in characters.
pub const LETTERS: usize = 1000;

/// The most words in a query.
pub const WORDS: usize = 64;

/// The deepest brackets.
pub const DEPTH: usize = 32;

/// A query read.
#[derive(Clone, Debug)]
pub struct Query {
    /// What is asked; without words and filters there is none.
    pub ask: Ask,
    /// The words and phrases, where the query is nothing else (but filters): what a looser query can be made of.
    pub words: Vec<Typed>,
    /// What was read otherwise than it may have been meant, in Chinese.
    pub notes: Vec<String>,
}

/// A word of a query, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// It as typed, a phrase without its quotation marks.
    pub text: String,
    /// Whether it stood between quotation marks: then just its letters are meant, and all of them.
    pub is_phrase: bool,
}

impl Query {
    /// What narrows the answer, whatever the words are.
    pub fn filters(&self) -> impl Iterator<Item = &Ask> {
        self.parts().filter(|part| part.is_filter())
    }

    /// What is asked of the words, whatever narrows the answer.
    pub fn unfiltered(&self) -> Ask {
        Ask::All(self.parts().filter(|part| !part.is_filter()).cloned().collect())
    }

    /// What must all be.
    fn parts(&self) -> impl Iterator<Item = &Ask> {
        let parts = match &self.ask {
            Ask::All(parts) => parts.as_slice(),
            ask => std::slice::from_ref(ask),
        };
        parts.iter()
    }
}

/// Reads `text`; an empty one asks for everything.
///
/// Errors: see the module.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Result<Query> {
    if text.chars().count() > LETTERS {
        return Err(Error::usage(format!("查询太长：最多 {LETTERS} 个字"))
            .with_hint("请只输入要找的词语，用空格分开"));
    }
    let mut notes = Vec::new();
    let tokens = lexer::tokens(text, &mut notes)?;
    let parsed = parser::parse(tokens, vocabulary, &mut notes)?;
    if parsed.ask.leaves().len() > WORDS {
        return Err(Error::usage(format!("查询里的词太多：最多 {WORDS} 个")));
    }
    if parsed.is_empty && !text.trim().is_empty() {
        return Err(Error::usage(format!("查询里没有可以查找的字：{}", text.trim()))
            .with_hint("请输入汉字、字母或数字，例如：gangyao search 查干湖"));
    }
    Ok(Query { ask: parsed.ask, words: parsed.words, notes })
}

//! What every room stands on: [`Span`], numerals, [`sentences`], [`Note`] and [`Error`]. Knows no plan.

mod error;
mod letter;
mod note;
pub mod numeral;
mod sentence;
mod span;

pub use error::{Error, ErrorKind, Result};
pub use letter::{
    SignSet, half_width, is_alphanumeric, is_digit, is_han, is_numeric, letter_at, letters_at,
    parts, signs,
};
pub use note::{Note, Severity};
pub use sentence::{CLAUSE_ENDS, ends_words, first_end, is_end, sentences};
pub use span::{Ruler, Span};

//! What every room stands on: [`Span`], numerals, [`sentences`], [`Note`] and [`Error`]. Knows no plan.

mod error;
mod note;
pub mod numeral;
mod sentence;
mod span;

pub use error::{Error, ErrorKind, Result};
pub use note::{Note, Severity};
pub use sentence::{first_end, is_end, sentences};
pub use span::{Ruler, Span};

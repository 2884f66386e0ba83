//! What every room stands on: [`Span`], numerals, [`Note`] and [`Error`]. Knows no plan.

mod error;
mod note;
pub mod numeral;
mod span;

pub use error::{Error, ErrorKind, Result};
pub use note::{Note, Severity};
pub use span::{Ruler, Span};

//! Plans and answers → what leaves the program: [`json`] for other programs, [`text`] for people.
//!
//! The outside shapes of the contract live here and nowhere else. Inside the program spans count bytes; every number that
//! leaves it counts Unicode code points.

pub mod json;
pub mod text;

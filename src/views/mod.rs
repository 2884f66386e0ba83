//! Answers → outside shapes: tables as xlsx, CSV, JSON lines and Markdown; citations. Column names and field names that others
//! rely on are fixed here and nowhere else.

pub mod citation;
pub mod json;
pub mod sheets;

//! Bytes of a document → [`Source`]: the text untouched, with its lines.

mod text;

pub use text::{Format, Line, Look, Source};

use crate::ground::Span;

/// Reads plain text.
pub fn plain(text: String) -> Source {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        let words = piece.trim_end_matches(['\n', '\r']);
        lines.push(Line { span: Span::new(start, start + words.len()), look: Look::Plain });
        start += piece.len();
    }
    Source { text, format: Format::Text, lines, notes: Vec::new() }
}

//! Plain text: every line as it stands.

use super::{Format, Frame, Line, Look, Source};
use crate::ground::Span;

/// The source whose text is `text`, unchanged. A line ends at a line feed; a carriage return before it is no part of the line.
pub fn read(text: String) -> Source {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        let words = piece.trim_end_matches(['\n', '\r']);
        lines.push(Line {
            span: Span::new(start, start + words.len()),
            look: Look::Plain,
            frame: Frame::Unknown,
        });
        start += piece.len();
    }
    Source::new(text, Format::Text, lines)
}

//! Plain text: every line as it stands.

use super::{Format, Frame, Line, Look, Source};
use crate::ground::Span;

/// The source whose text is `text`, unchanged. A line ends at a line feed; a carriage return before it is no part of the line.
pub fn read(text: String) -> Source {
    let mut lines = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let last = Some(text.len()).filter(|_| !text.is_empty() && !text.ends_with('\n'));
    for end in ends.chain(last) {
        let words = text[start..end].trim_end_matches(['\n', '\r']);
        lines.push(Line {
            span: Span::new(start, start + words.len()),
            look: Look::Plain,
            frame: Frame::Unknown,
        });
        start = end;
    }
    Source::new(text, Format::Text, lines)
}

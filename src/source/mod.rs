//! Bytes of a document → [`Source`]: the text untouched, with its lines.
//!
//! One file a format. For a text file the text is the file decoded and nothing else; for Markdown it is what the reader of
//! a rendered page would see, a line a block.

mod decode;
mod markdown;
mod plain;
mod text;

pub use text::{Format, Line, Look, Source};

use crate::ground::Result;

/// Reads the bytes of a document of `format`.
///
/// Errors: nothing but white space in it, a binary file, bytes that are no UTF-8, more than 256 MiB of text. `name` is what the
/// messages call the document.
///
/// ```
/// use gangyao::source::{self, Format};
/// let source = source::read("\u{feff}一、目标\n".as_bytes(), Format::Text, "某规划.txt").unwrap();
/// assert_eq!(source.text, "一、目标\n");
/// assert!(source::read(b"\xff\xfe\x00", Format::Text, "图.png").is_err());
/// ```
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Source> {
    let text = decode::utf8(bytes, name)?;
    Ok(match format {
        Format::Text => plain(text),
        Format::Markdown => markdown::read(&text),
    })
}

/// The source of a text that is at hand.
pub fn plain(text: String) -> Source {
    plain::read(text)
}

//! Bytes of a document → [`Source`]: the text untouched, with its lines.
//!
//! One file a format. For a text file the text is the file decoded and nothing else; for Markdown it is what the reader of
//! a rendered page would see, a line a block. What is refused as too large stands in [`limits`].

mod block;
mod docx;
mod encoding;
mod html;
mod kind;
pub mod limits;
mod markdown;
mod pdf;
mod plain;
mod simplified;
mod text;

pub use encoding::Encoding;
pub use kind::{of_file, recognise, shown};
pub use pdf::THREAD as PDF_THREAD;
pub use simplified::read as simplified;
pub use text::{Format, Frame, Line, Look, Source};

use crate::ground::Result;

/// How a document is to be read, where it should not be found out.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of a text file or a web page; `None` to detect it.
    pub encoding: Option<Encoding>,
}

/// Reads the bytes of a document of `format`, finding out its encoding.
///
/// Errors: nothing but white space in it, a binary file, bytes that no known encoding explains, more than [`limits`] allow.
/// `name` is what the messages call the document.
///
/// ```
/// use gangyao::source::{self, Format};
/// let source = source::read("\u{feff}一、目标\n".as_bytes(), Format::Text, "某规划.txt").unwrap();
/// assert_eq!(source.text, "一、目标\n");
/// assert!(source::read(b"\xff\xfe\x00", Format::Text, "图.png").is_err());
/// ```
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Source> {
    read_with(bytes, format, name, &Options::default())
}

/// Reads the bytes of a document of `format` as `options` say. Errors as [`read`].
pub fn read_with(bytes: &[u8], format: Format, name: &str, options: &Options) -> Result<Source> {
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        return Err(limits::exceeded(format!("{name}：文件过大（超过 {most} MiB）")));
    }
    if bytes.is_empty() {
        return Err(encoding::empty(name));
    }
    match format {
        Format::Docx => docx::read(bytes, name),
        Format::Pdf => pdf::read(bytes, name),
        Format::Text | Format::Markdown | Format::Html => written(bytes, format, name, options),
    }
}

/// The characters of `bytes`, which are in `encoding`. Errors as [`read`].
pub fn decoded(bytes: &[u8], encoding: Encoding, name: &str) -> Result<String> {
    Ok(encoding::decode(bytes, Some(encoding), limits::PAGE, name)?.0)
}

/// Reads a format that is text itself.
fn written(bytes: &[u8], format: Format, name: &str, options: &Options) -> Result<Source> {
    let page = format == Format::Html && std::str::from_utf8(bytes).is_err();
    let stated = || html::stated_encoding(bytes).filter(|_| page);
    let wanted = options.encoding.or_else(stated);
    let most = if format == Format::Html { limits::PAGE } else { limits::TEXT };
    let (text, note) = encoding::decode(bytes, wanted, most, name)?;
    let mut source = match format {
        Format::Markdown => markdown::read(&text, name)?,
        Format::Html => html::read(&text, name)?,
        _ => plain(text),
    };
    source.notes.extend(note);
    Ok(source)
}

/// The source of a text that is at hand.
pub fn plain(text: String) -> Source {
    plain::read(text)
}

//! What is refused as too large, in one place: every reader is bounded in memory and time by these.

use crate::ground::Error;

/// That something is refused as too large: `message` says what, and how large it may be.
pub fn exceeded(message: String) -> Error {
    Error::input(message).with_hint("请只留需要的内容另存一次，或拆成几个文件")
}

/// Largest file of any format, in bytes. Scanned attachments and pictures make a document large; its text never comes near.
pub const FILE: usize = 256 << 20;

/// Largest text, read or extracted, in bytes. The longest plans are about one megabyte; a text of nothing but the shortest headings
/// takes some eighty bytes of memory for each of its own.
pub const TEXT: usize = 16 << 20;

/// Largest web page, in bytes: what lays it out, and pictures within it, are many times its text.
pub const PAGE: usize = 64 << 20;

/// Most elements of a web page. A page of a hundred thousand words has some ten thousand; an element costs 20 bytes.
pub const HTML_ELEMENTS: usize = 4_000_000;

/// Deepest nesting of a web page that is followed; elements below it count as siblings. Browsers stop at 512.
pub const HTML_DEPTH: usize = 512;

/// Most entries of a Word file's archive. A long report with a picture a page has some hundreds.
pub const ZIP_ENTRIES: usize = 10_000;

/// Most bytes that the parts of a Word file which are read may inflate to, together: a text in Word's XML is ten to thirty
/// times its length, and an archive of a few kilobytes can claim to hold gigabytes.
pub const ZIP_INFLATED: usize = 128 << 20;

/// Most bytes that the parts of a workbook may inflate to, together. A measure takes about a kilobyte of them.
pub const SHEETS_INFLATED: u64 = 256 << 20;

/// Deepest nesting of a Word file's XML. Tables in tables in text boxes stay below a hundred.
pub const XML_DEPTH: usize = 256;

/// Most pages of a PDF. The longest plans have some hundreds.
pub const PDF_PAGES: usize = 5_000;

/// Most bytes that the streams of a PDF may inflate to, together, without its pictures.
pub const PDF_INFLATED: usize = 256 << 20;

/// Most steps in reading the pages of a PDF, each an operator or a byte of a text: forms that draw one another have no end. A
/// long plan takes half a million.
pub const PDF_STEPS: usize = 20_000_000;

//! PDF with a text layer: what is printed becomes lines of an extracted text, a paragraph or a row of a table each.
//!
//! ```text
//! bytes ─ content (font, stream, path) ─ page ─ layout (line, grid) ─ furniture ─ flow → blocks
//! ```
//!
//! Characters are read with their places. Those that stand between the rules of a table are its cells; the others make
//! lines, and lines paragraphs. Page numbers and repeated heads and feet are left out, and a note says so.
//!
//! The objects of the file are read by `hayro-syntax`, its tables of codes by `hayro-cmap` (11 crates that were not there
//! before); what a page shows is worked out here, because only places and characters matter. Measured on thirteen plans as
//! published, 8 to 107 pages, against another program's text of them, as the share of its characters and of its runs of
//! three that are read:
//!
//! | reader | characters | runs of three | time | |
//! |---|---|---|---|---|
//! | this one | 0.9997–1.0000 | 0.981–1.000 | not timed alone | what differs is mostly cells of tables, which are kept whole here |
//! | `hayro-interpret` 0.9, as drawn | 0.926–1.000 | 0.903–1.000 | 0.02–0.35 s | loses text of fonts that are not in the file; 67 crates |
//! | `pdf-extract` 0.12 | 1.000 | 0.991–1.000 | 0.09–3.8 s | panics on one of the thirteen; 71 crates |

mod content;
mod flow;
mod font;
mod furniture;
mod grid;
mod inline;
mod layout;
mod line;
mod marks;
mod names;
mod path;
mod space;
mod stream;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::block;
use super::{Format, Source, limits};
use crate::ground::{Error, Note, Result};
use layout::Sheet;
use space::{Page, UNKNOWN};
use stream::TooLarge;

/// The name of the thread that reads PDF files. It has a stack of its own, and a fault in it is a damaged file; whoever
/// reports faults may leave out those of this thread.
pub const THREAD: &str = "gangyao-pdf";

/// Stack of that thread in bytes: objects may nest some hundred levels deep.
const STACK: usize = 64 << 20;

/// Reads a PDF. Errors: damaged, locked by a password, without text, more than the limits allow.
pub fn read(bytes: &[u8], name: &str) -> Result<Source> {
    stream::check(bytes).map_err(|TooLarge| too_large(name))?;
    let pages = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        let started = thread.spawn_scoped(scope, || pages(bytes, name));
        let damaged = || damaged(name);
        started.map_err(|_| damaged())?.join().map_err(|_| damaged())?
    })?;
    let mut notes = notes(&pages, name)?;
    let mut sheets: Vec<Sheet> = pages.into_iter().map(layout::sheet).collect();
    let removed = furniture::remove(&mut sheets);
    if removed > 0 {
        notes.push(Note::info(1, format!("页码、页眉、页脚共 {removed} 行不算正文")));
    }
    let (blocks, feet) = flow::blocks(&sheets);
    if feet > 0 {
        notes.push(Note::info(1, format!("脚注 {feet} 条，排在正文之后")));
    }
    block::source(blocks, Format::Pdf, notes, name)
}

/// What all pages show.
fn pages(bytes: &[u8], name: &str) -> Result<Vec<Page>> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| unopened(e, name))?;
    let all = pdf.pages();
    if all.len() > limits::PDF_PAGES {
        let most = limits::PDF_PAGES;
        return Err(limits::exceeded(format!("{name}：PDF 页数过多（超过 {most} 页）")));
    }
    let mut reader = content::Reader::default();
    let read = |page| reader.page(page).map_err(|TooLarge| too_large(name));
    all.iter().map(read).collect()
}

fn unopened(error: LoadPdfError, name: &str) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Error::input(format!("{name}：PDF 加了打开密码，读不了"))
                .with_hint("请先用密码打开，另存为不加密的 PDF 或 .docx")
        }
        LoadPdfError::Decryption(_) => Error::input(format!("{name}：PDF 的加密方式读不了"))
            .with_hint("请先另存为不加密的 PDF 或 .docx"),
        LoadPdfError::Invalid => damaged(name),
    }
}

fn damaged(name: &str) -> Error {
    Error::input(format!("{name}：PDF 已损坏，读不出页面"))
        .with_hint("请用 PDF 阅读器打开并另存一次，或改用 .docx、.txt")
}

fn too_large(name: &str) -> Error {
    let most = limits::PDF_INFLATED >> 20;
    limits::exceeded(format!("{name}：PDF 内容过大（解压后超过 {most} MiB，或页面内容没有尽头）"))
        .with_hint("请确认文件来源；正常的规划远小于此")
}

/// Least share of known characters in a text that can be read, in hundredths.
const KNOWN: usize = 70;

/// What there is to say about the pages. Errors: there is no text on them, or hardly any that can be read.
fn notes(pages: &[Page], name: &str) -> Result<Vec<Note>> {
    let shown = pages.iter().flat_map(|p| &p.glyphs).filter(|g| !g.is_blank());
    let (mut all, mut unknown, mut garbled) = (0, 0, 0);
    for glyph in shown {
        all += 1;
        unknown += usize::from(*glyph.text == *UNKNOWN);
        garbled += usize::from(glyph.text.chars().all(is_garbled));
    }
    if all == 0 {
        return Err(no_text(pages, name));
    }
    if (all - unknown - garbled) * 100 < all * KNOWN {
        return Err(Error::input(format!(
            "{name}：PDF 的字体没有文字编码（缺 ToUnicode），{all} 个字里有 {} 个认不出",
            unknown + garbled
        ))
        .with_hint("请向制作者要 .docx，或用文字识别（OCR）软件转换"));
    }
    let mut notes = remarks(pages, unknown);
    if garbled * 100 >= all * GARBLED {
        let message = format!("有 {garbled} 个字像是乱码（字体没有文字编码），其中的内容不可信");
        notes.push(Note::warning(1, message));
    }
    Ok(notes)
}

/// From what share on characters that are no language are worth a remark, in hundredths.
const GARBLED: usize = 3;

/// Whether a character is one that Chinese text has none of: what the codes of a font without a table look like. Marks and units,
/// and the letters of formulas, are none.
fn is_garbled(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{24f}') && !"§°±²³´·µ×÷«»¥£¢©®àáèéìíòóùúüêāēīōūǎěǐǒǔ".contains(c)
}

fn no_text(pages: &[Page], name: &str) -> Error {
    let scanned = pages.iter().any(|p| p.picture);
    let what = if scanned {
        "PDF 是扫描件，只有图片，没有文字"
    } else {
        "PDF 里没有文字"
    };
    Error::input(format!("{name}：{what}"))
        .with_hint("请先用文字识别（OCR）软件转成带文字的 PDF 或 .docx，再来解析")
}

fn remarks(pages: &[Page], unknown: usize) -> Vec<Note> {
    let mut notes = Vec::new();
    let bare = |p: &&Page| p.picture && p.glyphs.iter().all(|g| g.is_blank());
    let scans = pages.iter().filter(bare).count();
    if scans > 0 {
        notes.push(Note::warning(1, format!("有 {scans} 页只是图片，其中的文字没有读")));
    }
    if unknown > 0 {
        notes.push(Note::warning(1, format!("有 {unknown} 个字的字体没有编码，以 {UNKNOWN} 代替")));
    }
    let count = |of: fn(&Page) -> usize| pages.iter().map(of).sum::<usize>();
    let (askew, invisible) = (count(|p| p.askew), count(|p| p.invisible));
    if askew > 0 {
        notes.push(Note::info(1, format!("斜排、竖排的字（如水印）{askew} 个没有读")));
    }
    if invisible * 2 > count(|p| p.glyphs.len()) {
        notes.push(Note::warning(1, "文字是扫描后识别的，可能有错"));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::space::Glyph;
    use super::*;

    fn page(text: &str) -> Page {
        let glyph =
            |c: char| Glyph { text: c.to_string().into(), x0: 0.0, x1: 1.0, y: 0.0, size: 1.0 };
        Page { glyphs: text.chars().map(glyph).collect(), ..Page::default() }
    }

    #[test]
    fn text_that_is_no_language_is_named() {
        let half = "推进湿地保护修复".repeat(10);
        assert!(notes(&[page(&half)], "规划").unwrap().is_empty());
        let some = notes(&[page(&format!("{half}ÎåÄê¹æ"))], "规划").unwrap();
        assert!(some[0].message.contains("乱码"), "{some:?}");
        assert!(notes(&[page(&"ÎåÄê¹æ»®".repeat(10))], "规划").is_err());
    }
}

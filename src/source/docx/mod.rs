//! docx: the paragraphs, tables and notes of a Word file become lines of an extracted text.
//!
//! ```text
//! bytes ─ package ─ xml ─┬─ styles, numbering (number) ─┐
//!                        └─ document ──────────────────── → blocks
//! ```
//!
//! Numbers that Word counts by itself are written out, because headings often live in them: `第%1章` and `（%2）` of
//! `numbering.xml`, reached over the paragraph or its style. Notes stand after the text as `[1] …`, in the order they are
//! referred to; the marks that refer to them are left out, so that words stay whole.

mod document;
mod number;
mod numbering;
mod package;
mod styles;
mod xml;

use document::{Document, Note};
use numbering::Numbering;
use package::Package;
use styles::Styles;
use xml::Step;

use super::block::{self, Block, Words};
use super::{Format, Source};
use crate::ground::{self, Error, Result};

/// Reads a Word file. Errors: a damaged archive, one that is no Word file, more than the limits allow.
pub fn read(bytes: &[u8], name: &str) -> Result<Source> {
    let mut package = Package::open(bytes, name)?;
    let main = main_part(&mut package, name)?;
    let folder = main.rfind('/').map_or("", |at| &main[..=at]);
    let xml = package.part(&main)?.ok_or_else(|| no_document(name))?;
    let styles = package.part(&format!("{folder}styles.xml"))?;
    let styles = styles.map(|x| Styles::read(&x, name)).transpose()?.unwrap_or_default();
    let numbering = package.part(&format!("{folder}numbering.xml"))?;
    let mut numbering =
        numbering.map(|x| Numbering::read(&x, name)).transpose()?.unwrap_or_default();
    let mut document = Document::read(&xml, &styles, &mut numbering, name)?;
    let (mut blocks, references) = (document.take_blocks(), document.references);
    let mut count = 0;
    for (kind, part) in [(Note::Foot, "footnotes.xml"), (Note::End, "endnotes.xml")] {
        let Some(xml) = package.part(&format!("{folder}{part}"))? else { continue };
        let mut notes = Document::read(&xml, &styles, &mut numbering, name)?.notes;
        for (_, id) in references.iter().filter(|r| r.0 == kind) {
            let Some(lines) = notes.remove(id) else { continue };
            count += 1;
            blocks.push(note(count, &lines));
        }
    }
    let said =
        (count > 0).then(|| ground::Note::info(1, format!("脚注、尾注 {count} 条，排在正文之后")));
    block::source(blocks, Format::Docx, said.into_iter().collect(), name)
}

/// `[1] …`, a note on one line.
fn note(number: usize, lines: &[Block]) -> Block {
    let text = lines.iter().map(Block::words).collect::<Vec<_>>().join(" ");
    let mut words = Words::default();
    words.push(&format!("[{number}] {}", text.trim()), false);
    Block::Paragraph(words)
}

/// The part that is the document: what the relations of the archive say, or Word's own name for it.
fn main_part(package: &mut Package<'_>, name: &str) -> Result<String> {
    let mut main = None;
    if let Some(relations) = package.part("_rels/.rels")? {
        xml::walk(&relations, name, |step| {
            if let Step::Start("Relationship", attributes) = step
                && attributes.get("Type").is_some_and(|t| t.ends_with("/officeDocument"))
            {
                main = attributes.get("Target");
            }
        })?;
    }
    let main = main.map(|m| m.trim_start_matches('/').to_owned());
    Ok(main.unwrap_or_else(|| "word/document.xml".to_owned()))
}

fn no_document(name: &str) -> Error {
    Error::input(format!("{name}：压缩包里没有 Word 文档"))
        .with_hint("能读的是 .docx，不是 .xlsx、.pptx、.ofd 或 .zip")
}

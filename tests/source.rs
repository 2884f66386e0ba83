//! The source room: one plan in every format gives one tree; hostile files give clear errors.

use std::fmt::Write as _;

use gangyao::lexicon::Lexicon;
use gangyao::measures;
use gangyao::outline;
use gangyao::source::{self, Format, Source};

use crate::documents;

/// One line a node and a measure: all that the tree says, but for the spans.
fn drawn(source: &Source) -> String {
    let outline = outline::read(source);
    let measures = measures::read(&source.text, &outline, &Lexicon::shipped());
    let mut out = String::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let _ = writeln!(out, "{} {} {}", node.id, node.kind.name(), node.title);
        for measure in measures.iter().filter(|m| m.node as usize == at) {
            let _ = writeln!(
                out,
                "  #{} {} {}",
                measure.number,
                measure.kind.name(),
                measure.span.of(&source.text)
            );
        }
    }
    for note in &outline.notes {
        let _ = writeln!(out, "! {}", note.message);
    }
    out
}

fn encoded(text: &str, name: &str) -> Vec<u8> {
    match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

#[test]
fn every_format_of_a_plan_gives_the_same_tree() {
    crate::cases::check("source", |input| {
        let (text, markdown) = (input.trim_end(), documents::markdown(input));
        let tree = drawn(&source::plain(text.to_owned()));
        for (name, format, bytes) in [
            ("txt, utf-16le", Format::Text, encoded(text, "utf-16le")),
            ("txt, utf-16be", Format::Text, encoded(text, "utf-16be")),
            ("txt, gb18030", Format::Text, encoded(text, "gb18030")),
            ("md", Format::Markdown, markdown.clone().into_bytes()),
            ("md, gb18030", Format::Markdown, encoded(&markdown, "gb18030")),
            ("html", Format::Html, documents::html(text, "utf-8").into_bytes()),
            ("html, gbk", Format::Html, encoded(&documents::html(text, "GBK"), "gb18030")),
            ("docx", Format::Docx, documents::docx(text)),
            ("pdf", Format::Pdf, documents::pdf::pdf(text)),
        ] {
            let source = source::read(&bytes, format, name).unwrap();
            assert_eq!(drawn(&source), tree, "{name}:\n{}", source.text);
        }
        tree
    });
}

//! The readers, each with good inputs, a way to change them, and what must hold of what was read.

use std::sync::OnceLock;

use gangyao::answers::query;
use gangyao::ground::Span;
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Depth, Origin, Plan};
use gangyao::source::{self, Format, Source};
use gangyao::views::sheets::{self, Excerpt};
use gangyao::{measures, outline};

use crate::change::{Dice, change};
use crate::documents;

/// One reader.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Good inputs.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// A changed input.
    pub change: fn(&[Vec<u8>], &mut Dice) -> Vec<u8>,
    /// Reads it.
    pub read: fn(&[u8]),
}

/// All readers.
pub const TARGETS: [Target; 9] = [
    Target {
        name: "plain",
        seeds: texts,
        change: |s, d| changed(s, TEXT, d),
        read: |b| read(b, Format::Text),
    },
    Target {
        name: "markdown",
        seeds: pages_of_markdown,
        change: |s, d| changed(s, MARKDOWN, d),
        read: |b| read(b, Format::Markdown),
    },
    Target {
        name: "html",
        seeds: web_pages,
        change: |s, d| changed(s, HTML, d),
        read: |b| read(b, Format::Html),
    },
    Target { name: "docx", seeds: parts_of_word, change: packed, read: |b| read(b, Format::Docx) },
    Target {
        name: "pdf",
        seeds: printed,
        change: |s, d| changed(s, PDF, d),
        read: |b| read(b, Format::Pdf),
    },
    Target { name: "outline", seeds: plans, change: |s, d| changed(s, TEXT, d), read: tree },
    Target { name: "plan", seeds: plans, change: |s, d| changed(s, TEXT, d), read: whole },
    Target { name: "sheet", seeds: filled_in, change: packed, read: take_back },
    Target { name: "query", seeds: queries, change: |s, d| changed(s, QUERY, d), read: ask },
];

const TEXT: &[&[u8]] = &[
    "一、".as_bytes(),
    "（一）".as_bytes(),
    "1.".as_bytes(),
    "①".as_bytes(),
    "第一章 ".as_bytes(),
    "专栏1 ".as_bytes(),
    "一是".as_bytes(),
    "——".as_bytes(),
    "。".as_bytes(),
    "；".as_bytes(),
    "“".as_bytes(),
    "（责任单位：".as_bytes(),
    b"\n",
    b"\r",
    b"\t",
    b"\0",
    "\u{3000}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\xff\xfe",
    b"\xd8\x00",
    "到2025年".as_bytes(),
    "附件".as_bytes(),
    "…… 3\n".as_bytes(),
];
const MARKDOWN: &[&[u8]] = &[
    b"# ", b"**", b"| ", b"|---|\n", b"- ", b"1. ", b"> ", b"```\n", b"---\n", b"<div>", b"\n\n",
    b"[", b"](", b"\\", b"\0",
];
const HTML: &[&[u8]] = &[
    b"<div>",
    b"</div>",
    b"<p>",
    b"<table>",
    b"<tr>",
    b"<td colspan=65535>",
    b"</td>",
    b"<ol start=4294967295>",
    b"<li value=9999>",
    b"<br>",
    b"<script>",
    b"<!--",
    b"&#x110000;",
    b"&nbsp;",
    b"<b>",
    b"<h1>",
    b"<a href=x>",
    b"<meta charset=gbk>",
    b"<td rowspan=65535>",
    b"<title>",
];
const XML: &[&[u8]] = &[
    b"<w:p>",
    b"</w:p>",
    b"<w:r>",
    b"<w:tbl>",
    b"<w:tr>",
    b"<w:tc>",
    b"</w:tc>",
    b"<w:gridSpan w:val=\"99999999\"/>",
    b"<w:vMerge/>",
    b"<w:br/>",
    b"<w:numPr>",
    b"<w:numId w:val=\"7\"/>",
    b"<w:ilvl w:val=\"99\"/>",
    b"<w:t>",
    b"<w:del>",
    b"&#0;",
    b"&#x10FFFF;",
    b"<!DOCTYPE a>",
    b"<w:lvl w:ilvl=\"8\">",
    b"<w:start w:val=\"4294967295\"/>",
    b"<w:lvlText w:val=\"%1%2%9\"/>",
    b"<w:footnoteReference w:id=\"1\"/>",
    b"<w:fldChar w:fldCharType=\"begin\"/>",
];
const PDF: &[&[u8]] = &[
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b"<",
    b"stream\n",
    b"endstream",
    b"endobj",
    b"1 0 R",
    b"6 0 R",
    b"/Kids[2 0 R]",
    b"/Filter/FlateDecode",
    b"Tj",
    b"TJ",
    b"BT",
    b"q",
    b"Q",
    b"1e38",
    b"-2147483648",
    b"9999999999999",
    b"/Encoding/GBK-EUC-H",
    b"/W[0 65535 1 0 65535 2]",
    b"1000 0 0 1000 0 0 cm",
    b"/F1 0 Tf",
    b"0 0 0 0 re S",
    b"beginbfrange",
    b"<0000> <FFFF> <0000>",
    b"usecmap",
    b"/Subtype/Form",
    b"/X1 Do",
    b"NaN",
    b"xref\n0 999999999\n",
    b"/Type/ObjStm/N 99999999",
];
const QUERY: &[&[u8]] = &[
    b"(",
    b")",
    b"\"",
    b"-",
    b" OR ",
    "“".as_bytes(),
    "”".as_bytes(),
    b"domain:",
    b"by-year:",
    b"column:",
    "水".as_bytes(),
    b"PM2.5",
    b"2025 ",
    "\u{3000}".as_bytes(),
];

fn cases() -> Vec<String> {
    let file = include_str!("../../tests/cases/source/twins.txt");
    let inputs = file.split("\n=== ").skip(1).filter_map(|case| {
        let (head, _) = case.split_once("\n---\n")?;
        Some(head.split_once('\n')?.1.to_owned())
    });
    inputs.collect()
}

fn plans() -> Vec<Vec<u8>> {
    cases().into_iter().map(String::into_bytes).collect()
}

fn texts() -> Vec<Vec<u8>> {
    let gb = |text: &String| encoding_rs::GB18030.encode(text).0.into_owned();
    let wide = |text: &String| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = cases();
    plans().into_iter().chain(cases.iter().map(gb)).chain(cases.iter().map(wide)).collect()
}

fn pages_of_markdown() -> Vec<Vec<u8>> {
    cases().iter().map(|text| documents::markdown(text).into_bytes()).collect()
}

fn web_pages() -> Vec<Vec<u8>> {
    let gbk = |text: &String| encoding_rs::GBK.encode(&documents::html(text, "gbk")).0.into_owned();
    let cases = cases();
    cases
        .iter()
        .map(|t| documents::html(t, "utf-8").into_bytes())
        .chain(cases.iter().map(gbk))
        .collect()
}

fn printed() -> Vec<Vec<u8>> {
    cases().iter().map(|text| documents::pdf::pdf(text)).collect()
}

/// Word files as they are, to be taken apart when they are changed.
fn parts_of_word() -> Vec<Vec<u8>> {
    cases().iter().map(|text| documents::docx(text)).collect()
}

/// Workbooks as `export` writes them.
fn filled_in() -> Vec<Vec<u8>> {
    let write = |text: String| {
        let plans = read_plans(text);
        let excerpts: Vec<_> = plans.iter().map(|plan| Excerpt::whole(plan, lexicon())).collect();
        sheets::xlsx(&excerpts).expect("a workbook")
    };
    cases().into_iter().map(write).collect()
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::shipped)
}

fn read_plans(text: String) -> Vec<Plan> {
    let origin = Origin { path: String::new(), format: Format::Text, sha256: String::new() };
    Plan::read_all("x", &origin, &source::plain(text), Depth::Whole, lexicon())
}

/// Reads everything of a plan. What a tag rests on is a part of the text, and both ends of a link are addresses.
fn whole(bytes: &[u8]) {
    for plan in read_plans(String::from_utf8_lossy(bytes).into_owned()) {
        for tags in plan.tags.iter() {
            tags.places.iter().for_each(|place| assert!(!place.span.of(&plan.text).is_empty()));
            tags.targets.iter().for_each(|target| assert!(!target.span.of(&plan.text).is_empty()));
        }
        for link in &plan.links {
            let node = link.from.split('#').next().unwrap_or_default();
            assert!(plan.outline.find(node).is_some(), "a link from nowhere: {link:?}");
        }
    }
}

fn take_back(bytes: &[u8]) {
    let _ = sheets::read_back(bytes, "x");
}

fn changed(seeds: &[Vec<u8>], pieces: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let seed = dice.one_of(seeds).clone();
    change(&seed, pieces, dice)
}

/// A Word file with one part changed, or its archive.
fn packed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let seed = dice.one_of(seeds).clone();
    if dice.below(4) == 0 {
        return change(&seed, &[b"PK\x01\x02", b"PK\x03\x04", b"../", b"\xff\xff\xff\xff"], dice);
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&seed)).expect("a good file");
    let wanted = dice.below(archive.len());
    let mut parts: Vec<(String, String)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a good part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("a good part");
        let bytes = if at == wanted { change(&bytes, XML, dice) } else { bytes };
        let name = part.name().expect("a good name").into_owned();
        parts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    documents::package(&parts)
}

fn read(bytes: &[u8], format: Format) {
    let _ = source::recognise(std::path::Path::new("x"), bytes);
    if let Ok(source) = source::read(bytes, format, "x") {
        holds(&source);
    }
}

fn tree(bytes: &[u8]) {
    holds(&source::plain(String::from_utf8_lossy(bytes).into_owned()));
}

/// What must hold of every source: its lines are parts of the text in their order, and what is not white space lies in them and in a
/// leaf of the tree.
fn holds(source: &Source) {
    let mut end = 0;
    for line in &source.lines {
        assert!(line.span.start >= end, "a line begins before the last one ends");
        blank(source, end, line.span.start);
        assert!(!line.span.of(&source.text).contains('\n'), "a line end in a line");
        end = line.span.end;
    }
    blank(source, end, source.text.len() as u32);
    for (part, outline) in outline::documents(source, lexicon()) {
        let _ = outline::identity(&part, &outline, lexicon());
        measures::read(&source.text, &outline, lexicon()).iter().for_each(|m| {
            m.span.of(&source.text);
        });
    }
}

fn blank(source: &Source, from: u32, to: u32) {
    let between = Span::new(from as usize, to as usize).of(&source.text);
    assert!(between.trim().is_empty(), "text outside the lines: {between}");
}

fn queries() -> Vec<Vec<u8>> {
    ["查干湖 修复", "\"黑臭水体\" OR 劣五类", "(水 -草原) PM2.5", "domain:水环境 by-year:2027"]
        .map(|q| q.as_bytes().to_vec())
        .to_vec()
}

fn ask(bytes: &[u8]) {
    static VOCABULARY: OnceLock<query::Vocabulary> = OnceLock::new();
    let vocabulary = VOCABULARY.get_or_init(|| query::Vocabulary::of(lexicon()));
    let _ = query::read(&String::from_utf8_lossy(bytes), vocabulary);
}

//! One plan, written out in every format that is read: what an office would have made of it.
//!
//! The writers know only what stands in the text: the first line is the title, a line with tabs is a row of a table, a mark
//! at the start of a line is a numbered heading, 专栏 begins a box that ends at an empty line or before the next mark of a chapter.

#[path = "documents/pdf.rs"]
pub mod pdf;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A line of a plan as a writer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Title(&'a str),
    /// Level from 1, the mark as printed, the words.
    Numbered(usize, &'a str, &'a str),
    Row(&'a str),
    Boxed(&'a str),
    Plain(&'a str),
}

/// The marks of the three levels, each with the characters it is made of.
fn mark(line: &str) -> Option<(usize, &str)> {
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let until = |end: char| line.find(end).map(|at| &line[..at + end.len_utf8()]);
    let named = until('章').filter(|m| m.starts_with('第')).map(|m| (1, m));
    let chapter = until('、').filter(|m| m.trim_end_matches('、').chars().all(han)).map(|m| (1, m));
    let section = until('）').filter(|m| m.starts_with('（') && m.chars().nth(1).is_some_and(han));
    let section = section.filter(|m| m.chars().count() <= 4).map(|m| (2, m));
    let point = until('．').filter(|m| m.starts_with(|c: char| c.is_ascii_digit())).map(|m| (3, m));
    let decimal =
        until(' ').filter(|m| m.contains('.') && m.starts_with(|c: char| c.is_ascii_digit()));
    let decimal = decimal.map(|m| (1 + m.matches('.').count(), m));
    named.or(chapter).or(section).or(point).or(decimal)
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut boxed = false;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.is_empty() {
            boxed = false;
            continue;
        }
        let mark = mark(line);
        boxed = (boxed && mark.is_none_or(|m| m.0 > 2)) || line.starts_with("专栏");
        out.push(match mark {
            _ if n == 0 => Part::Title(line),
            _ if line.contains('\t') => Part::Row(line),
            _ if boxed => Part::Boxed(line),
            Some((level, mark)) => Part::Numbered(level, mark, line[mark.len()..].trim_start()),
            None => Part::Plain(line),
        });
    }
    out
}

/// The first sentence of a paragraph and the rest, where both are there.
fn lead(words: &str) -> Option<(&str, &str)> {
    let end = words.find('。')? + '。'.len_utf8();
    (end < words.len()).then(|| words.split_at(end))
}

/// Markdown: `#` for the title, `##` for chapters, bold leads, pipes for tables.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut rows = 0;
    for part in parts(text) {
        rows = if matches!(part, Part::Row(_)) { rows + 1 } else { 0 };
        let (words, blank) = match part {
            Part::Title(words) => (format!("# {words}"), true),
            Part::Numbered(1, mark, words) => (format!("## {mark} {words}"), true),
            Part::Numbered(_, mark, words) => (format!("{mark} {words}"), true),
            Part::Row(row) => (format!("| {} |", row.replace('\t', " | ")), false),
            Part::Boxed(words) => (words.to_owned(), true),
            Part::Plain(words) => match lead(words) {
                Some((lead, rest)) => (format!("**{lead}**{rest}"), true),
                None => (words.to_owned(), true),
            },
        };
        out.push_str(&words);
        out.push('\n');
        if rows == 1 {
            out.push_str(&format!("|{}\n", "---|".repeat(words.matches('|').count() - 1)));
        }
        if blank {
            out.push('\n');
        }
    }
    out
}

/// A saved page: menu, crumbs, the plan in a `div` of its own with runs cut at random places, footer.
pub fn html(text: &str, charset: &str) -> String {
    let title = text.lines().next().unwrap_or_default();
    let mut body = String::new();
    let (mut table, mut frame) = (false, false);
    for part in parts(text) {
        let (row, boxed) = (matches!(part, Part::Row(_)), matches!(part, Part::Boxed(_)));
        body.push_str(match (table, row) {
            (false, true) => "<table border=1><tbody>\n",
            (true, false) => "</table>\n",
            _ => "",
        });
        body.push_str(match (frame, boxed) {
            (false, true) => "<table><tr><td>\n",
            (true, false) => "</td></tr></table>\n",
            _ => "",
        });
        (table, frame) = (row, boxed);
        body.push_str(&html_part(part));
    }
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"{charset}\"><title>{title}_清水市人民政府</title>\n\
         <style>p {{ text-indent: 2em }}</style><script>var a = '<p>一、不是正文，是脚本。</p>';</script></head>\n\
         <body><div class=\"menu\"><ul><li><a href=\"/\">首页</a><li><a href=\"/zw\">政务公开</a><li><a \
         href=\"/hd\">互动交流</a></ul></div>\n<h1>{title}</h1><div id=\"content\">{body}</div>\n\
         <footer>主办：清水市人民政府办公室。网站标识码：2200000000</footer></body></html>"
    )
}

fn html_part(part: Part<'_>) -> String {
    match part {
        Part::Title(_) => String::new(),
        Part::Numbered(1, mark, words) => format!("<h2>{mark}{}</h2>\n", spans(words)),
        Part::Numbered(_, mark, words) => match lead(words) {
            Some((lead, rest)) => {
                format!("<p>&nbsp;&nbsp;<strong>{mark}{lead}</strong>{}</p>\n", spans(rest))
            }
            None => format!("<p><b>{mark}</b><strong>{}</strong></p>\n", spans(words)),
        },
        Part::Row(row) => {
            let cells = row.split('\t').map(|c| format!("<td><p>{c}</p>"));
            format!("<tr>{}\n", cells.collect::<String>())
        }
        Part::Boxed(words) | Part::Plain(words) => {
            format!("<p style=\"text-indent:2em\">\u{3000}\u{3000}{}</p>\n", spans(words))
        }
    }
}

/// Words in spans of five characters, as editors of web pages leave them; every other one with a line end inside.
fn spans(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let piece = |(n, piece): (usize, &[char])| {
        let text: String = piece.iter().collect();
        if n % 2 == 0 { format!("<span>{text}</span>") } else { text }
    };
    chars.chunks(5).enumerate().map(piece).collect()
}

/// A Word file whose numbers stand in no text: they are counted by `numbering.xml`, chapters by way of their style.
pub fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut table: Vec<String> = Vec::new();
    let mut frame = String::new();
    for part in parts(text) {
        if !matches!(part, Part::Row(_)) && !table.is_empty() {
            body.push_str(&format!("<w:tbl>{}</w:tbl>", table.drain(..).collect::<String>()));
        }
        if !matches!(part, Part::Boxed(_)) && !frame.is_empty() {
            body.push_str(&format!("<w:tbl><w:tr><w:tc>{frame}</w:tc></w:tr></w:tbl>"));
            frame.clear();
        }
        match part {
            Part::Row(row) => table.push(docx_row(row)),
            Part::Boxed(words) => frame.push_str(&paragraph("", &runs(words, false))),
            other => body.push_str(&docx_part(other)),
        }
    }
    let named = text.contains("第一章");
    package(&[
        ("word/document.xml", &document(&body)),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", &numbering(named)),
    ])
}

/// `word/document.xml` around a body.
pub fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

/// An archive of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx_part(part: Part<'_>) -> String {
    match part {
        Part::Title(words) => paragraph("<w:pStyle w:val=\"T\"/>", &runs(words, true)),
        Part::Numbered(1, _, words) => paragraph("<w:pStyle w:val=\"H1\"/>", &runs(words, false)),
        Part::Numbered(level, _, words) => {
            let list = format!(
                "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"7\"/></w:numPr>",
                level - 1
            );
            let (lead, rest) = lead(words).unwrap_or((words, ""));
            paragraph(&list, &(runs(lead, true) + &runs(rest, false)))
        }
        Part::Row(words) | Part::Boxed(words) | Part::Plain(words) => {
            paragraph("", &runs(words, false))
        }
    }
}

fn docx_row(row: &str) -> String {
    let cell = |c: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph("", &runs(c, false)));
    format!("<w:tr>{}</w:tr>", row.split('\t').map(cell).collect::<String>())
}

/// A paragraph.
pub fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}<w:rPr><w:b/></w:rPr></w:pPr>{runs}</w:p>")
}

/// Words in runs of seven characters, with a deleted run between them.
pub fn runs(words: &str, bold: bool) -> String {
    let chars: Vec<char> = words.chars().collect();
    let properties =
        if bold { "<w:rPr><w:b/></w:rPr>" } else { "<w:rPr><w:b w:val=\"0\"/></w:rPr>" };
    let run = |piece: &[char]| {
        let text: String = piece.iter().collect();
        format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    chars
        .chunks(7)
        .map(run)
        .collect::<Vec<_>>()
        .join("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>")
}

/// A title, and a heading that rests on another style, which is numbered and shows as bold.
pub const STYLES: &str = "<w:styles xmlns:w=\"w\">\
    <w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"N\"><w:name w:val=\"chapters\"/><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr>\
    </w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"N\"/><w:rPr><w:b/></w:rPr>\
    </w:style></w:styles>";

/// One list of three levels: 一、（一）1．, or 第一章 1.1 1.1.1.
fn numbering(named: bool) -> String {
    let levels: [(&str, &str); 3] = match named {
        false => [("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3．")],
        true => {
            [("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]
        }
    };
    let level = |(n, (format, pattern)): (usize, &(&str, &str))| {
        let legal = if named && n > 0 { "<w:isLgl/>" } else { "" };
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{legal}<w:lvlText w:val=\"{pattern}\"/></w:lvl>"
        )
    };
    let levels: String = levels.iter().enumerate().map(level).collect();
    format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\">{levels}</w:abstractNum>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
    )
}

//! What a file is, by its first bytes and by its name: an `.html` called `.txt`, a `.docx` called `.doc`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Format, limits};
use crate::ground::{Error, Result};

/// Forms that are known and not read: what they are called, and what to do.
const KNOWN: [(Sign, &str, &str); 13] = [
    (Sign::Ole(b"EncryptedPackage"), "加了密码的 Office 文件", WITHOUT_PASSWORD),
    (Sign::Ole(b"Workbook"), "Excel 或 WPS 表格（旧格式）", NO_SHEET),
    (Sign::Ole(b"PowerPoint Document"), "演示文稿（旧格式）", SAVE_AS),
    (Sign::Ole(b""), "旧格式的 Word 或 WPS 文档（.doc、.wps）", SAVE_AS),
    (Sign::Zip(b"OFD.xml"), "OFD 版式文件", "请在 OFD 阅读器里导出为 .pdf 或 .docx"),
    (Sign::Zip(b"xl/workbook.xml"), "Excel 表格", NO_SHEET),
    (Sign::Zip(b"ppt/presentation.xml"), "演示文稿", SAVE_AS),
    (Sign::Zip(b"opendocument.text"), "OpenDocument 文档（.odt）", SAVE_AS),
    (Sign::Head(b"{\\rtf"), "RTF 文档", SAVE_AS),
    (Sign::Head(b"MIME-Version:"), "单个文件的网页（.mht）", "请在浏览器里另存为 .html"),
    (Sign::Head(b"\x89PNG"), "图片", RECOGNISE),
    (Sign::Head(b"\xff\xd8\xff"), "图片", RECOGNISE),
    (Sign::Head(b"Rar!"), "压缩包", "请先解压，再解析里面的文件"),
];

const SAVE_AS: &str = "请用 Word 或 WPS 打开，另存为 .docx，再来解析";
const NO_SHEET: &str = "规划正文请用 .docx、.pdf 或 .txt；表格可另存为网页（.html）";
const WITHOUT_PASSWORD: &str = "请先用密码打开，另存为不加密的 .docx";
const RECOGNISE: &str = "请先用文字识别（OCR）软件转成 .docx 或 .txt";

/// By what a form is known.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// The file begins with these bytes.
    Head(&'static [u8]),
    /// An archive in which something has this name.
    Zip(&'static [u8]),
    /// A compound file of the old Office in which something has this name (in UTF-16).
    Ole(&'static [u8]),
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The form of the file `path` that holds `bytes`: what the bytes show, else what the name says.
///
/// Errors: a form that is known and not read, with what to do about it; nothing that is known.
///
/// ```
/// use std::path::Path;
/// use gangyao::source::{Format, recognise};
/// assert_eq!(recognise(Path::new("规划.txt"), "<!DOCTYPE html><p>一、目标</p>".as_bytes()).unwrap(), Format::Html);
/// assert_eq!(recognise(Path::new("规划.md"), b"<div>\n\n# ...").unwrap(), Format::Markdown);
/// assert!(recognise(Path::new("规划.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").is_err());
/// ```
pub fn recognise(path: &Path, bytes: &[u8]) -> Result<Format> {
    if let Some((_, what, hint)) = KNOWN.iter().find(|(sign, ..)| sign.is_in(bytes)) {
        let message = format!("{}：是{what}，还不能直接读", path.display());
        return Err(Error::input(message).with_hint(*hint));
    }
    let named = || named(path, bytes);
    // Parts of a page stand in Markdown too.
    let of_name = || named().filter(|f| *f == Format::Markdown && !opens_with(bytes, &WHOLE_PAGES));
    let shown = || {
        shown(bytes).and_then(|form| match form {
            Format::Html => of_name().or(Some(form)),
            other => Some(other),
        })
    };
    shown().or_else(named).ok_or_else(|| {
        Error::input(format!("不认识这种文件：{}", path.display()))
            .with_hint(format!("能读 {}；从标准输入读文本用 -", Format::ENDINGS))
    })
}

/// The form that the bytes show, whatever the file is called.
pub fn shown(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(ZIP) {
        return Some(Format::Docx);
    }
    (opens_with(head, &WHOLE_PAGES) || opens_with(head, &PARTS)).then_some(Format::Html)
}

/// Whether the first words of a text are one of `tags`.
fn opens_with(text: &[u8], tags: &[&[u8]]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    let text = text[..text.len().min(64)].to_ascii_lowercase();
    tags.iter().any(|tag| text.starts_with(tag))
}

/// The form of the file at `path` by its name, else by its bytes; `None` for what is not read, or cannot be opened.
pub fn of_file(path: &Path) -> Option<Format> {
    Format::of(path).or_else(|| {
        let mut file = File::open(path).ok()?;
        let mut bytes = Vec::new();
        file.by_ref().take(1024).read_to_end(&mut bytes).ok()?;
        // Whether an archive is a Word file shows only in the whole of it.
        if bytes.starts_with(ZIP) {
            file.take(limits::FILE as u64).read_to_end(&mut bytes).ok()?;
        }
        shown(&bytes).filter(|_| recognise(path, &bytes).is_ok())
    })
}

/// How web pages begin.
const WHOLE_PAGES: [&[u8]; 5] = [b"<!doctype html", b"<body", b"<head", b"<html", b"<meta"];

/// How parts of web pages begin.
const PARTS: [&[u8]; 4] = [b"<div", b"<p ", b"<p>", b"<table"];

/// The form that the name says. A text that is called a Word document is read as a text.
fn named(path: &Path, bytes: &[u8]) -> Option<Format> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let document = ["doc", "wps", "rtf"].iter().any(|e| ending.eq_ignore_ascii_case(e));
    let text = document && !bytes.contains(&0);
    Format::of(path).or(text.then_some(Format::Text))
}

impl Sign {
    fn is_in(self, bytes: &[u8]) -> bool {
        let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        match self {
            Sign::Head(head) => bytes.starts_with(head),
            Sign::Zip(name) => bytes.starts_with(ZIP) && has(name) && !has(b"word/document.xml"),
            Sign::Ole(name) => {
                let wide: Vec<u8> = name.iter().flat_map(|b| [*b, 0]).collect();
                bytes.starts_with(OLE) && has(&wide)
            }
        }
    }
}

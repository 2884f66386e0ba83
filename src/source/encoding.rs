//! Bytes → characters: the encodings plans are kept in, named or detected.

use super::limits;
use crate::ground::{Error, Note, Result};

/// An encoding of text files and web pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The encoding that people and web pages call `name`: `utf-8`, `utf-16`, `utf-16be`, `gb18030`, `GBK`, `gb2312`.
    ///
    /// ```
    /// use gangyao::source::Encoding;
    /// assert_eq!(Encoding::named("GB2312"), Some(Encoding::Gb18030));
    /// assert_eq!(Encoding::named("koi8-r"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let label = encoding_rs::Encoding::for_label(name.trim().as_bytes())?;
        Self::ALL
            .into_iter()
            .find(|e| label == e.coder() || (label == encoding_rs::GBK && *e == Encoding::Gb18030))
    }

    /// All encodings, in the order they are tried.
    pub const ALL: [Encoding; 4] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030];

    /// Its usual name.
    pub fn name(self) -> &'static str {
        self.coder().name()
    }

    fn coder(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Gb18030 => encoding_rs::GB18030,
        }
    }

    /// The characters of `bytes`, or nothing if a single one cannot be decoded.
    fn decode(self, bytes: &[u8]) -> Option<String> {
        if self == Encoding::Utf8 {
            return simdutf8::basic::from_utf8(bytes).ok().map(str::to_owned);
        }
        let text = self.coder().decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned())
    }
}

/// The characters of `bytes`, which are at most `most`, without a byte-order mark, and a note where they are not UTF-8.
///
/// `wanted` is believed. Without it a byte-order mark decides, then valid UTF-8, then UTF-16 where NUL bytes show it, then
/// GB18030 if what comes out is Chinese.
pub fn decode(
    bytes: &[u8],
    wanted: Option<Encoding>,
    most: usize,
    name: &str,
) -> Result<(String, Option<Note>)> {
    if bytes.len() > most {
        return Err(too_large(most, name));
    }
    let (marked, body) = byte_order_mark(bytes);
    let encoding = match wanted.or(marked) {
        Some(encoding) => encoding,
        None => detect(body).ok_or_else(|| unknown(body, name))?,
    };
    let text = encoding.decode(body).ok_or_else(|| undecodable(encoding, body, name))?;
    if holds_nul(text.as_bytes()) {
        return Err(binary(name));
    }
    if text.trim().is_empty() {
        return Err(empty(name));
    }
    let how = if wanted.or(marked).is_some() { "按" } else { "编码检测为" };
    let note = (encoding != Encoding::Utf8)
        .then(|| Note::info(1, format!("{how} {} 读取", encoding.name())));
    Ok((text, note))
}

/// The encoding a byte-order mark names, and the bytes after it.
fn byte_order_mark(bytes: &[u8]) -> (Option<Encoding>, &[u8]) {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((coder, len)) => {
            (Encoding::ALL.into_iter().find(|e| e.coder() == coder), &bytes[len..])
        }
        None => (None, bytes),
    }
}

/// How many bytes are looked at to tell Chinese from anything else.
const SAMPLE: usize = 64 << 10;

/// Whether a NUL stands in `bytes`, as none does in text of eight-bit units.
fn holds_nul(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_some()
}

fn detect(bytes: &[u8]) -> Option<Encoding> {
    if holds_nul(bytes) {
        return [Encoding::Utf16Le, Encoding::Utf16Be].into_iter().find(|e| reads(*e, bytes));
    }
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return Some(Encoding::Utf8);
    }
    (common_gb(bytes) && reads(Encoding::Gb18030, bytes)).then_some(Encoding::Gb18030)
}

/// Whether the beginning of `bytes` decodes to Chinese: nine characters in ten are Han, usual marks or printed ASCII.
fn reads(encoding: Encoding, bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let (text, _) = encoding.coder().decode_without_bom_handling(sample);
    let usual = text.chars().filter(|c| is_usual(*c)).count();
    let han = text.chars().any(|c| ('一'..='龥').contains(&c));
    let all = text.chars().count();
    (han || text.is_ascii()) && usual * 10 >= all * 9
}

fn is_usual(c: char) -> bool {
    let ascii = c.is_ascii_graphic() || c.is_ascii_whitespace();
    let marks = matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' | '\u{2010}'..='\u{2026}')
        || matches!(c, '①'..='⒛' | '·' | '×' | '℃' | '\u{a0}');
    ascii || marks || ('一'..='龥').contains(&c)
}

/// Whether the two-byte characters lie mostly where GB2312 has them, as everyday Chinese does; other encodings of two
/// bytes, read as GB18030, fall mostly outside.
fn common_gb(bytes: &[u8]) -> bool {
    let (mut common, mut all) = (0usize, 0usize);
    let mut rest = &bytes[..bytes.len().min(SAMPLE)];
    while let [lead, tail @ ..] = rest {
        rest = tail;
        if let (0x81.., [trail, after @ ..]) = (lead, tail) {
            all += 1;
            common += usize::from((0xa1..=0xf7).contains(lead) && *trail >= 0xa1);
            rest = after;
        }
    }
    common * 10 >= all * 8
}

/// What a file of more than `most` bytes of text is told.
pub fn too_large(most: usize, name: &str) -> Error {
    limits::exceeded(format!("{name}：文字过多（超过 {} MiB）", most >> 20))
}

/// What a document without a word is told.
pub fn empty(name: &str) -> Error {
    Error::input(format!("{name}：文件是空的")).with_hint("请看看下载或另存是否完整")
}

fn binary(name: &str) -> Error {
    let hint =
        "请先另存为文本（.txt）、Markdown（.md）、网页（.html）、Word（.docx）或带文字的 PDF";
    Error::input(format!("{name}：是二进制文件，不是文本")).with_hint(hint)
}

fn unknown(bytes: &[u8], name: &str) -> Error {
    if holds_nul(bytes) {
        return binary(name);
    }
    let message = format!(
        "{name}：认不出文字编码（第 {} 行起不是 UTF-8，也不像 GB18030）",
        bad_line(Encoding::Utf8, bytes)
    );
    Error::input(message).with_hint("请指明编码，或先转换为 UTF-8")
}

fn undecodable(encoding: Encoding, bytes: &[u8], name: &str) -> Error {
    let line = bad_line(encoding, bytes);
    Error::input(format!("{name}：第 {line} 行起不是有效的 {} 编码", encoding.name()))
        .with_hint("请指明编码，或先转换为 UTF-8")
}

/// The line, from 1, of the first byte that cannot be decoded.
fn bad_line(encoding: Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.coder().new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 2 + 16);
    let _ = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    text.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::limits;

    const TEXT: &str = "某市“十四五”规划\n一、总体要求\n到2025年，提高３％。\n";

    fn utf16(text: &str, swap: bool) -> Vec<u8> {
        let bytes = |u: u16| if swap { u.to_be_bytes() } else { u.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_is_found() {
        let (gb, _, _) = encoding_rs::GB18030.encode(TEXT);
        let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", TEXT.into()),
            utf16(TEXT, false),
            utf16(TEXT, true),
            marked(b"\xff\xfe", utf16(TEXT, false)),
            marked(b"\xfe\xff", utf16(TEXT, true)),
            gb.to_vec(),
        ] {
            assert_eq!(decode(&bytes, None, limits::TEXT, "某规划.txt").unwrap().0, TEXT);
        }
    }

    #[test]
    fn other_encodings_are_not_taken_for_chinese() {
        let (big5, _, _) =
            encoding_rs::BIG5.encode("到二零三五年，生態環境根本好轉，森林覆蓋率提高。");
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("à l'été, où l'œuvre naît");
        for bytes in [big5, latin] {
            assert!(decode(&bytes, None, limits::TEXT, "某规划.txt").is_err());
        }
        assert!(decode(b"\xff\xfe\x00\xd8\x41\x00", None, limits::TEXT, "某规划.txt").is_err());
    }

    #[test]
    fn a_named_encoding_is_believed() {
        let (gb, _, _) = encoding_rs::GB18030.encode("目标");
        assert!(decode(&gb, Some(Encoding::Utf8), limits::TEXT, "某规划.txt").is_err());
        assert_eq!(
            decode(&gb, Encoding::named("gbk"), limits::TEXT, "某规划.txt").unwrap().0,
            "目标"
        );
    }
}

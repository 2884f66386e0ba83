//! The fonts of a PDF: bytes of a text → codes, each with its width and the characters it stands for.

use std::cell::{LazyCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};

use super::names;
use super::stream::{Budget, TooLarge};

/// One font, ready to read texts with.
#[derive(Debug)]
pub struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    /// What a unit of width is in sizes of the font.
    unit: f64,
    /// The codes that were read before, by number and length.
    seen: RefCell<BTreeMap<(u32, usize), Code>>,
}

#[derive(Debug)]
enum Kind {
    /// One byte a character.
    Simple { first: usize, widths: Vec<f64>, missing: f64, named: BTreeMap<u8, char> },
    /// Several bytes a character, by way of a table of codes.
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Composite {
    codes: Codes,
    widths: Widths,
    /// What the characters of the font's collection stand for: a large table, read when the font itself does not tell.
    unicode: LazyCell<Option<CMap>, Box<dyn FnOnce() -> Option<CMap>>>,
    vertical: bool,
}

#[derive(Debug)]
struct Codes {
    cmap: CMap,
    /// The codes are characters of UTF-16 themselves.
    unicode: bool,
}

/// Widths of characters by ranges.
#[derive(Debug)]
struct Widths {
    /// First → last, width.
    ranges: BTreeMap<u32, (u32, f64)>,
    usual: f64,
}

/// One code of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// What it stands for; `None` where the font does not tell.
    pub text: Option<Arc<str>>,
    /// Its width in sizes of the font.
    pub width: f64,
    /// Whether it is the byte 32, to which word spacing is added.
    pub space: bool,
}

/// Most entries of a table of widths. A font has at most 65536 characters.
const WIDTHS: usize = 65_536;

impl Font {
    /// Reads a font. Errors: its tables inflate beyond the bounds.
    pub fn read(dict: &Dict<'_>, budget: &mut Budget) -> Result<Self, TooLarge> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => CMap::parse(&budget.data(&stream)?, load_embedded),
            None => None,
        };
        let composite = dict.get::<Name<'_>>("Subtype").is_some_and(|n| n.as_ref() == b"Type0");
        let kind = if composite { Kind::composite(dict, budget)? } else { Kind::simple(dict) };
        let matrix = dict.get::<Array<'_>>("FontMatrix").map(|a| a.iter::<f32>().next());
        let unit = matrix.flatten().map_or(0.001, f64::from);
        Ok(Self { kind, to_unicode, unit, seen: RefCell::default() })
    }

    /// Whether its texts run downwards.
    pub fn vertical(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.vertical)
    }

    /// Tells `each` the codes of a text in order.
    pub fn codes(&self, mut bytes: &[u8], mut each: impl FnMut(&Code)) {
        let mut seen = self.seen.borrow_mut();
        while !bytes.is_empty() {
            let (code, length) = self.first(bytes);
            each(seen.entry((code, length)).or_insert_with(|| self.code(code, length)));
            bytes = &bytes[length..];
        }
    }

    /// The first code of `bytes` and its length.
    fn first(&self, bytes: &[u8]) -> (u32, usize) {
        let number = |n: usize| bytes[..n].iter().fold(0u32, |all, b| all << 8 | u32::from(*b));
        let Kind::Composite(font) = &self.kind else { return (number(1), 1) };
        let known = |n: &usize| font.codes.cmap.lookup_cid_code(number(*n), *n as u8).is_some();
        let length = (1..=bytes.len().min(4)).find(known).unwrap_or(bytes.len().min(2));
        (number(length), length)
    }

    fn code(&self, code: u32, length: usize) -> Code {
        let mapped = self.to_unicode.as_ref().and_then(|m| characters(m, code));
        let text = mapped.or_else(|| self.kind.character(code, length));
        Code {
            text: text.map(|t| plain(&t).into()),
            width: self.kind.width(code, length) * self.unit,
            space: length == 1 && code == 32,
        }
    }
}

/// What a table of codes says that `code` stands for, if it is anything that can be printed.
fn characters(map: &CMap, code: u32) -> Option<String> {
    let text = match map.lookup_bf_string(code)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let text = text.replace(['\t', '\n', '\r', '\u{a0}'], " ");
    let shown = |c: char| !(c.is_control() || c == '\u{fffd}');
    (!text.is_empty() && text.chars().all(shown)).then_some(text)
}

/// Radicals and compatible forms, which some programs write for the characters themselves, as these; and the marks that Founder's
/// fonts give under the numbers of another code.
fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if text.chars().any(|c| mark(c) != c) {
        return text.chars().map(mark).collect();
    }
    let odd = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{fb00}'..='\u{fb06}');
    if text.chars().any(odd) { text.nfkc().collect() } else { text.to_owned() }
}

/// The mark that stands under the number of `c`: a full width one under its number in GBK, a point in a private area.
fn mark(c: char) -> char {
    match c {
        '\u{a3ae}' => '。',
        '\u{a3a1}'..='\u{a3fe}' => char::from_u32(c as u32 - 0xa3a1 + 0xff01).unwrap_or(c),
        '\u{1001b0}' => '.',
        '\u{1001ba}' | '\u{100170}' => '·',
        other => other,
    }
}

impl Kind {
    /// What a code stands for by the kind of font alone.
    fn character(&self, code: u32, length: usize) -> Option<String> {
        match self {
            Kind::Simple { named, .. } => named.get(&(code as u8)).map(char::to_string),
            Kind::Composite(font) => font.codes.character(code).or_else(|| {
                characters(LazyCell::force(&font.unicode).as_ref()?, font.codes.cid(code, length))
            }),
        }
    }

    /// The width of a code in the font's own units.
    fn width(&self, code: u32, length: usize) -> f64 {
        match self {
            Kind::Simple { first, widths, missing, .. } => {
                let at = (code as usize).checked_sub(*first);
                at.and_then(|at| widths.get(at)).copied().unwrap_or(*missing)
            }
            Kind::Composite(font) => font.widths.of(font.codes.cid(code, length)),
        }
    }

    fn simple(dict: &Dict<'_>) -> Self {
        let widths: Vec<f64> = numbers(dict, "Widths").into_iter().take(256).collect();
        let first = dict.get::<i32>("FirstChar").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let described = dict.get::<Dict<'_>>("FontDescriptor");
        let missing = described.and_then(|d| d.get::<f32>("MissingWidth")).unwrap_or(500.0);
        Kind::Simple { first, widths, missing: missing.into(), named: encoding(dict) }
    }

    fn composite(dict: &Dict<'_>, budget: &mut Budget) -> Result<Self, TooLarge> {
        let inner = dict.get::<Array<'_>>("DescendantFonts");
        let inner = inner.and_then(|a| a.iter::<Dict<'_>>().next()).unwrap_or_else(Dict::empty);
        let name = dict.get::<Name<'_>>("Encoding").map(|n| n.as_ref().to_vec());
        let cmap = match (&name, dict.get::<Stream<'_>>("Encoding")) {
            (Some(name), _) => predefined(name),
            (None, Some(stream)) => CMap::parse(&budget.data(&stream)?, load_embedded),
            (None, None) => None,
        };
        let name = name.unwrap_or_default();
        let utf16 = name.starts_with(b"Uni")
            && [&b"UCS2"[..], b"UTF16"].iter().any(|w| memchr::memmem::find(&name, w).is_some());
        let codes = Codes { cmap: cmap.unwrap_or_else(CMap::identity_h), unicode: utf16 };
        let unicode = family(&inner).ucs2_cmap();
        let read = move || CMap::parse(load_embedded(unicode?)?, load_embedded);
        Ok(Kind::Composite(Box::new(Composite {
            unicode: LazyCell::new(Box::new(read)),
            widths: Widths::read(&inner),
            vertical: name.ends_with(b"-V"),
            codes,
        })))
    }
}

fn predefined(name: &[u8]) -> Option<CMap> {
    let identity = [&b"Identity-H"[..], b"Identity-V"].contains(&name);
    let data = if identity { None } else { load_embedded(CMapName::from_bytes(name)) };
    data.and_then(|data| CMap::parse(data, load_embedded))
}

fn family(inner: &Dict<'_>) -> CidFamily {
    let info = inner.get::<Dict<'_>>("CIDSystemInfo").unwrap_or_else(Dict::empty);
    let get = |key| info.get::<Bytes<'_>>(key).map(|s| s.as_bytes().to_vec()).unwrap_or_default();
    CidFamily::from_registry_ordering(&get("Registry"), &get("Ordering"))
}

impl Codes {
    /// The number of the character in its font.
    fn cid(&self, code: u32, length: usize) -> u32 {
        self.cmap.lookup_cid_code(code, length as u8).unwrap_or(code)
    }

    fn character(&self, code: u32) -> Option<String> {
        let wide = || std::char::decode_utf16([(code >> 16) as u16, code as u16]).next()?.ok();
        let c = if code > 0xffff { wide() } else { char::from_u32(code) };
        c.filter(|c| self.unicode && !c.is_control()).map(String::from)
    }
}

impl Widths {
    fn read(inner: &Dict<'_>) -> Self {
        let usual = inner.get::<f32>("DW").unwrap_or(1000.0).into();
        let mut ranges = BTreeMap::new();
        let mut held: Vec<u32> = Vec::new();
        let entries = inner.get::<Array<'_>>("W");
        for entry in entries.iter().flat_map(|a| a.iter::<Object<'_>>()).take(WIDTHS) {
            match (entry, &held[..]) {
                (Object::Array(list), [first]) => {
                    let each = (*first..).zip(list.iter::<f32>()).take(WIDTHS);
                    ranges.extend(each.map(|(cid, w)| (cid, (cid, f64::from(w)))));
                    held.clear();
                }
                (Object::Number(width), [first, last]) => {
                    ranges.insert(*first, (*last, width.as_f64()));
                    held.clear();
                }
                (Object::Number(cid), _) => held.push(cid.as_i64().clamp(0, 0xffff) as u32),
                _ => held.clear(),
            }
        }
        Self { ranges, usual }
    }

    fn of(&self, cid: u32) -> f64 {
        let last = self.ranges.range(..=cid).next_back();
        last.filter(|(_, (end, _))| cid <= *end).map_or(self.usual, |(_, (_, width))| *width)
    }
}

fn numbers(dict: &Dict<'_>, key: &str) -> Vec<f64> {
    let array = dict.get::<Array<'_>>(key);
    array.iter().flat_map(|a| a.iter::<f32>()).map(f64::from).collect()
}

/// What each byte of a simple font stands for: its own table, upon the usual one of Western text.
fn encoding(dict: &Dict<'_>) -> BTreeMap<u8, char> {
    let own = dict.get::<Dict<'_>>("Encoding");
    let base = own.as_ref().and_then(|d| d.get::<Name<'_>>("BaseEncoding"));
    let base = base.or_else(|| dict.get::<Name<'_>>("Encoding"));
    let mac = base.is_some_and(|n| n.as_ref() == b"MacRomanEncoding");
    let coder = if mac { encoding_rs::MACINTOSH } else { encoding_rs::WINDOWS_1252 };
    let usual = |b: u8| coder.decode_without_bom_handling(&[b]).0.chars().next();
    let mut table: BTreeMap<u8, char> =
        (32..=255).filter_map(|b| Some((b, usual(b).filter(|c| !c.is_control())?))).collect();
    let mut at = 0u8;
    let differences = own.and_then(|d| d.get::<Array<'_>>("Differences"));
    for entry in differences.iter().flat_map(|a| a.iter::<Object<'_>>()) {
        match entry {
            Object::Number(n) => at = n.as_i64().clamp(0, 255) as u8,
            Object::Name(name) => {
                match names::character(name.as_str()) {
                    Some(c) => table.insert(at, c),
                    None => table.remove(&at),
                };
                at = at.wrapping_add(1);
            }
            _ => {}
        }
    }
    table
}

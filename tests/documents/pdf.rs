//! A PDF as an office prints it: wrapped lines, indented paragraphs, a centred title, tables with rules, boxes with a frame, page
//! numbers. Its font is not in the file; a table of codes says what each code means.

use std::fmt::Write as _;

use super::{Part, parts};

const SIZE: f64 = 16.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = LEFT + 26.0 * SIZE;
const TOP: f64 = 740.0;
const BOTTOM: f64 = 100.0;
const PITCH: f64 = 28.0;

/// The file.
pub fn pdf(text: &str) -> Vec<u8> {
    let mut printer = Printer { pages: vec![String::new()], y: TOP };
    let mut framed = Vec::new();
    for part in parts(text) {
        if !matches!(part, Part::Boxed(_)) && !framed.is_empty() {
            printer.frame(&std::mem::take(&mut framed));
        }
        match part {
            Part::Title(words) => printer.centred(words),
            Part::Numbered(_, mark, words) => {
                printer.paragraph(&format!("{mark}{words}"), LEFT, RIGHT);
            }
            Part::Row(row) => printer.row(row),
            Part::Boxed(words) => framed.push(words),
            Part::Plain(words) => printer.paragraph(words, LEFT, RIGHT),
        }
    }
    if !framed.is_empty() {
        printer.frame(&framed);
    }
    file(&printer.pages)
}

struct Printer {
    pages: Vec<String>,
    y: f64,
}

fn width(c: char) -> f64 {
    if c.is_ascii() { SIZE / 2.0 } else { SIZE }
}

/// Words cut into lines, the first one indented. No line begins with a mark that closes something.
fn wrapped(words: &str, room: f64) -> Vec<String> {
    let (mut lines, mut used) = (vec![String::new()], 2.0 * SIZE);
    for c in words.chars() {
        let hangs = "，。；：、）”》％".contains(c);
        if used + width(c) > room && !hangs {
            lines.push(String::new());
            used = 0.0;
        }
        lines.last_mut().unwrap().push(c);
        used += width(c);
    }
    lines
}

impl Printer {
    fn room(&mut self, lines: usize) {
        if self.y - PITCH * (lines as f64 - 1.0) < BOTTOM {
            self.pages.push(String::new());
            self.y = TOP;
        }
    }

    fn print(&mut self, x: f64, y: f64, words: &str) {
        let codes: String = words.encode_utf16().map(|u| format!("{u:04X}")).collect();
        let page = self.pages.last_mut().unwrap();
        let _ = writeln!(page, "BT /F1 {SIZE} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET");
    }

    fn rule(&mut self, x: f64, y: f64, w: f64, h: f64) {
        let _ = writeln!(self.pages.last_mut().unwrap(), "{x} {y} {w} {h} re f");
    }

    fn centred(&mut self, words: &str) {
        let length: f64 = words.chars().map(width).sum();
        self.print((LEFT + RIGHT - length) / 2.0, self.y, words);
        self.y -= 2.0 * PITCH;
    }

    fn paragraph(&mut self, words: &str, left: f64, right: f64) {
        for (n, line) in wrapped(words, right - left).into_iter().enumerate() {
            self.room(1);
            self.print(if n == 0 { left + 2.0 * SIZE } else { left }, self.y, &line);
            self.y -= PITCH;
        }
    }

    /// A row of cells of one height, with rules around each.
    fn row(&mut self, row: &str) {
        self.room(2);
        let cells: Vec<&str> = row.split('\t').collect();
        let each = (RIGHT - LEFT) / cells.len() as f64;
        let (top, height) = (self.y + SIZE, 3.0 * SIZE);
        for (n, cell) in cells.iter().enumerate() {
            let x = LEFT + each * n as f64;
            let fits = ((each - 6.0) / SIZE) as usize;
            let chars: Vec<char> = cell.chars().collect();
            for (at, line) in chars.chunks(fits.max(1)).enumerate() {
                let words: String = line.iter().collect();
                self.print(x + 3.0, self.y - SIZE * 1.1 * at as f64, &words);
            }
            self.rule(x, top, each, 0.5);
            self.rule(x, top - height, each, 0.5);
            self.rule(x, top - height, 0.5, height);
        }
        self.rule(RIGHT, top - height, 0.5, height);
        self.y = top - height - SIZE;
    }

    /// Paragraphs in a frame.
    fn frame(&mut self, paragraphs: &[&str]) {
        let lines: usize = paragraphs.iter().map(|p| wrapped(p, RIGHT - LEFT - 12.0).len()).sum();
        self.room(lines + 1);
        let top = self.y + SIZE;
        paragraphs.iter().for_each(|p| self.paragraph(p, LEFT + 6.0, RIGHT - 6.0));
        let height = top - self.y - SIZE;
        let page = self.pages.last_mut().unwrap();
        let _ = writeln!(page, "{LEFT} {} {} {height} re S", top - height, RIGHT - LEFT);
        self.y -= SIZE;
    }
}

/// The objects of a file with these pages, and where they stand.
fn file(pages: &[String]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 6 + 2 * n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>", pages.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
         /Supplement 0>>/DW 1000/W[32 126 500]>>"
            .to_owned(),
        stream(&to_unicode()),
    ];
    for (n, page) in pages.iter().enumerate() {
        let number = format!(
            "{page}BT /F1 14 Tf 1 0 0 1 280 50 Tm <2014{:04X}2014> Tj ET\n",
            0x31 + n as u32
        );
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 7 + 2 * n));
        objects.push(stream(&number));
    }
    written(&objects)
}

/// A stream object.
pub fn stream(data: &str) -> String {
    format!("<</Length {}>>stream\n{data}\nendstream", data.len())
}

/// Every code is the character of that number.
fn to_unicode() -> String {
    let row = |high: u32| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n");
    let blocks = (0u32..256).filter(|high| !(0xd8..0xe0).contains(high)).collect::<Vec<_>>();
    let blocks: String = blocks
        .chunks(100)
        .map(|rows| {
            let ranges: String = rows.iter().map(|high| row(*high)).collect();
            format!("{} beginbfrange\n{ranges}endbfrange\n", rows.len())
        })
        .collect();
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n\
             1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap end end"
    )
}

/// A file of these objects, numbered from 1, the first being its catalogue.
pub fn written(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", n + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

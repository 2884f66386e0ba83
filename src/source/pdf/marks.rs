//! Marks of full width that a font calls by their names of half width: ， drawn in a whole square and said to be a comma.
//!
//! The width tells. Between figures they are what they are called: 1,200 and 13.5.

use super::space::Glyph;
use crate::ground::is_digit;

/// The marks that have two widths.
const WIDE: [(&str, &str); 9] = [
    ("!", "！"),
    ("(", "（"),
    (")", "）"),
    (",", "，"),
    (":", "："),
    (";", "；"),
    ("?", "？"),
    ("«", "《"),
    ("»", "》"),
];

/// From this width on a mark fills a square, in sizes.
const SQUARE: f64 = 0.9;

/// What the digits of a caption stand behind: 专栏1.绿色, 表2.指标.
const CAPTIONS: [&str; 4] = ["栏", "表", "图", "件"];

/// Gives the wide marks among the characters of a line their own names.
pub fn widen(glyphs: &mut [Glyph]) {
    if !glyphs.iter().any(is_wide_mark) {
        return;
    }
    let shown: Vec<usize> = (0..glyphs.len()).filter(|&n| !glyphs[n].is_blank()).collect();
    for (place, &at) in shown.iter().enumerate() {
        let glyph = &glyphs[at];
        if !is_wide_mark(glyph) {
            continue;
        }
        let before: Vec<&str> =
            shown[..place].iter().rev().map(|&n| &*glyphs[n].text).take(NEAR).collect();
        let after = shown.get(place + 1).map_or("", |&n| &*glyphs[n].text);
        if let Some(mark) = wide(&glyph.text, &before, after) {
            glyphs[at].text = mark.into();
        }
    }
}

fn is_wide_mark(glyph: &Glyph) -> bool {
    let named = *glyph.text == *"." || WIDE.iter().any(|(half, _)| **half == *glyph.text);
    named && glyph.x1 - glyph.x0 >= glyph.size * SQUARE
}

/// How many characters before a point are looked at.
const NEAR: usize = 8;

/// What `mark` is, in full width; `before` it stand these characters, the nearest first.
fn wide(mark: &str, before: &[&str], after: &str) -> Option<&'static str> {
    let between = before.first().is_some_and(|b| is_figure(b)) && is_figure(after);
    match mark {
        _ if between => None,
        "." => ends_sentence(before).then_some("。"),
        _ => WIDE.iter().find(|(half, _)| *half == mark).map(|(_, full)| *full),
    }
}

/// Whether a point ends a sentence: it does not stand behind the number of a heading or of a caption.
fn ends_sentence(before: &[&str]) -> bool {
    let counts = |c: &str| is_figure(c) || "一二三四五六七八九十百（）().．".contains(c);
    let number = before.iter().take_while(|c| counts(c)).count();
    let numbered = before[..number].iter().any(|c| !"（）().．".contains(*c));
    let word = before.get(number).copied().unwrap_or_default();
    let begins = !word.chars().any(char::is_alphanumeric) || CAPTIONS.contains(&word);
    !(numbered && begins)
}

fn is_figure(text: &str) -> bool {
    text.starts_with(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line in which every character fills a square.
    fn widened(line: &str) -> String {
        let place = |(n, c): (usize, char)| {
            let x0 = 10.0 * n as f64;
            Glyph { text: c.to_string().into(), x0, x1: x0 + 10.0, y: 0.0, size: 10.0 }
        };
        let mut glyphs: Vec<Glyph> = line.chars().enumerate().map(place).collect();
        widen(&mut glyphs);
        glyphs.iter().map(|g| &*g.text).collect()
    }

    #[test]
    fn marks_that_fill_a_square() {
        assert_eq!(widened("推进«方案»,完善(试行)."), "推进《方案》，完善（试行）。");
        assert_eq!(widened("达到１２.５%,计1,200个;建成."), "达到１２.５%，计1,200个；建成。");
        assert_eq!(widened("1.推进减排,控制PM２.５.加强"), "1.推进减排，控制PM２.５。加强");
        assert_eq!(widened("一.总体要求"), "一.总体要求");
        assert_eq!(widened("专栏2.绿色"), "专栏2.绿色");
        assert_eq!(widened("到２０２５.推进"), "到２０２５。推进");
    }

    #[test]
    fn narrow_marks_stay() {
        let mut glyphs = [Glyph { text: ",".into(), x0: 0.0, x1: 2.5, y: 0.0, size: 10.0 }];
        widen(&mut glyphs);
        assert_eq!(&*glyphs[0].text, ",");
    }
}

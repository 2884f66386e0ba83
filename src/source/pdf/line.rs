//! Characters of a stretch of a page → its lines, from top to bottom, each with its words in order.

use super::marks;
use super::space::Glyph;

/// One printed line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words; gaps are spaces, wide gaps two.
    pub text: String,
    /// Where its first character begins.
    pub x0: f64,
    /// Where its last one ends.
    pub x1: f64,
    /// Its base line.
    pub y: f64,
    /// The size of most of its characters.
    pub size: f64,
}

/// Characters of one line, and its base line.
struct Row {
    y: f64,
    glyphs: Vec<Glyph>,
}

/// How far base lines of one line lie apart, in sizes.
const LEVEL: f64 = 0.4;
/// Largest raised or lowered character, and how far it is raised or lowered, in sizes of the text around it.
const SMALL: (f64, f64) = (0.75, 0.6);
/// How far a raised character stands from its line at most, in sizes.
const NEAR: f64 = 1.0;

/// The lines that `glyphs` make.
pub fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let usual = usual_size(&glyphs);
    let (blank, shown): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(Glyph::is_blank);
    let (small, large) = shown.into_iter().partition(|g| g.size < usual * SMALL.0);
    let mut rows = rows(large);
    let rest = small.into_iter().filter_map(|g| attached(&mut rows, g, usual).err()).collect();
    rows.extend(self::rows(rest));
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    for blank in blank {
        if let Some(row) = nearest(&mut rows, &blank) {
            row.glyphs.push(blank);
        }
    }
    rows.into_iter().map(line).collect()
}

/// The size of the middle character.
pub fn usual_size(glyphs: &[Glyph]) -> f64 {
    let mut sizes: Vec<f64> = glyphs.iter().filter(|g| !g.is_blank()).map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() { 1.0 } else { *sizes.select_nth_unstable_by(middle, f64::total_cmp).1 }
}

/// Characters by base line.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut().filter(|r| (glyph.y - r.y) <= glyph.size * LEVEL) {
            Some(row) => row.glyphs.push(glyph),
            None => rows.push(Row { y: glyph.y, glyphs: vec![glyph] }),
        }
    }
    rows
}

/// Puts a small character into the line it is raised or lowered from. Errors: there is none, and this is the character.
fn attached(rows: &mut [Row], glyph: Glyph, usual: f64) -> Result<(), Glyph> {
    let near = |r: &Row| {
        let beside = |g: &Glyph| glyph.x0 <= g.x1 + usual * NEAR && glyph.x1 >= g.x0 - usual * NEAR;
        (r.y - glyph.y).abs() <= usual * SMALL.1 && r.glyphs.iter().any(beside)
    };
    let last = rows.partition_point(|r| r.y <= glyph.y + usual);
    let Some(row) = rows[..last].iter_mut().rev().take(3).find(|r| near(r)) else {
        return Err(glyph);
    };
    row.glyphs.push(glyph);
    Ok(())
}

/// The line on which a space stands.
fn nearest<'r>(rows: &'r mut [Row], blank: &Glyph) -> Option<&'r mut Row> {
    let at = rows.partition_point(|r| r.y < blank.y - blank.size * LEVEL);
    rows.get_mut(at).filter(|r| (r.y - blank.y).abs() <= blank.size * LEVEL)
}

fn line(mut row: Row) -> Line {
    // By their middles: a mark that keeps half of its square empty may be set over the one before it.
    row.glyphs.sort_by(|a, b| (a.x0 + a.x1).total_cmp(&(b.x0 + b.x1)));
    once(&mut row.glyphs);
    marks::widen(&mut row.glyphs);
    let shown: Vec<&Glyph> = row.glyphs.iter().filter(|g| !g.is_blank()).collect();
    let (x0, x1) = shown.iter().fold((f64::MAX, f64::MIN), |(a, b), g| (a.min(g.x0), b.max(g.x1)));
    Line { text: text(&row.glyphs), x0, x1, y: row.y, size: usual_size(&row.glyphs) }
}

/// Leaves out what is printed twice at one place, which is how some programs make type bold.
fn once(glyphs: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.drain(..) {
        let same = |g: &&Glyph| {
            let near = ((g.x1 - g.x0) * 0.5).min(g.size * 0.25);
            (g.x0 - glyph.x0).abs() < near && (g.y - glyph.y).abs() < near && g.text == glyph.text
        };
        if !kept.iter().rev().take(3).any(|g| same(&g)) {
            kept.push(glyph);
        }
    }
    *glyphs = kept;
}

/// Gaps that are a space between Western characters, and beside a Chinese one, in sizes.
const SPACE: (f64, f64) = (0.25, 0.7);
/// A gap that parts columns, in sizes.
const COLUMNS: f64 = 2.0;

/// The words of characters in their order.
fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::with_capacity(glyphs.len() * '一'.len_utf8());
    let mut before: Option<&Glyph> = None;
    let mut space = false;
    for glyph in glyphs {
        if glyph.is_blank() {
            space = true;
            continue;
        }
        if let Some(before) = before {
            text.push_str(gap(before, glyph, space));
        }
        text.push_str(glyph.text.trim());
        (before, space) = (Some(glyph), false);
    }
    text
}

fn gap(before: &Glyph, after: &Glyph, space: bool) -> &'static str {
    let size = before.size.max(after.size);
    let wide = (after.x0 - before.x1) / size;
    let western = |g: &Glyph| g.text.chars().all(|c| c < '\u{2e80}' && c.is_alphanumeric());
    let least = if western(before) && western(after) { SPACE.0 } else { SPACE.1 };
    match () {
        () if wide >= COLUMNS => "  ",
        () if space || wide >= least => " ",
        () => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x0: f64, y: f64, size: f64) -> Glyph {
        let width = if text.is_ascii() { size / 2.0 } else { size };
        Glyph { text: text.into(), x0, x1: x0 + width, y, size }
    }

    #[test]
    fn raised_and_lowered_characters_stay_in_their_line() {
        let glyphs = [
            glyph("C", 0.0, 100.0, 16.0),
            glyph("O", 8.0, 100.0, 16.0),
            glyph("2", 16.0, 103.0, 9.0),
            glyph("排", 21.0, 100.3, 16.0),
            glyph("下", 0.0, 128.0, 16.0),
        ];
        let texts: Vec<String> = lines(glyphs.into()).into_iter().map(|l| l.text).collect();
        assert_eq!(texts, ["CO2排", "下"]);
    }

    #[test]
    fn bold_by_printing_twice_is_read_once_and_gaps_are_spaces() {
        let glyphs = [
            glyph("水", 0.0, 10.0, 10.0),
            glyph("水", 0.4, 10.0, 10.0),
            glyph("水", 10.0, 10.0, 10.0),
            glyph("A", 50.0, 10.0, 10.0),
            glyph("B", 58.0, 10.0, 10.0),
        ];
        assert_eq!(lines(glyphs.into())[0].text, "水水  A B");
    }
}

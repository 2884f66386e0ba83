//! What Pandoc writes of a Word file beyond the common Markdown: tables drawn with `+---+`, anchors, divisions.

use std::borrow::Cow;

/// `markdown` with the same in common Markdown: tables drawn with strokes, no anchors, no divisions.
pub fn to_common(markdown: &str) -> Cow<'_, str> {
    if !["+-", "]{", ":::"].iter().any(|sign| markdown.contains(sign)) {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if is_border(line) {
            let mut grid = Grid::default();
            while let Some(line) = lines.next_if(|line| is_border(line) || is_part(line)) {
                grid.line(line);
            }
            grid.write(&mut out);
        } else if !line.trim_start().starts_with(":::") {
            out.push_str(&without_attributes(line));
        }
        out.push('\n');
    }
    Cow::Owned(out)
}

/// `+-----+-----+` or `+=====+=====+`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| matches!(c, '+' | '-' | '=' | ':');
    line.len() > 4 && line.starts_with('+') && line.ends_with('+') && line.chars().all(drawn)
}

/// `| words | words |`, or such a line with a border in one of its cells.
fn is_part(line: &str) -> bool {
    line.trim_start().starts_with(['|', '+'])
}

/// A drawn table while it is read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
    /// Whether a line of the row is still to come.
    open: bool,
}

impl Grid {
    fn line(&mut self, line: &str) {
        if is_border(line) {
            self.open = false;
            return;
        }
        let line = line.trim();
        let inner = line.strip_prefix('|').unwrap_or(line);
        let cells = inner.strip_suffix('|').unwrap_or(inner).split('|');
        if !std::mem::replace(&mut self.open, true) {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return };
        for (n, words) in cells.enumerate() {
            if n == row.len() {
                row.push(String::new());
            }
            add(&mut row[n], words);
        }
    }

    fn write(&self, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for (n, row) in self.rows.iter().enumerate() {
            let cells =
                (0..columns).map(|n| row.get(n).map_or("", |cell| cell.trim_end_matches(BREAK)));
            cells.for_each(|cell| out.extend(["| ", cell, " "]));
            out.push_str("|\n");
            if n == 0 {
                out.extend(std::iter::repeat_n("|---", columns).chain(["|\n"]));
            }
        }
    }
}

/// The end of a paragraph within a cell.
const BREAK: &str = "<br>";

/// Adds a line to a cell: an empty one ends a paragraph, another goes on with it.
fn add(cell: &mut String, line: &str) {
    let line = line.trim().trim_start_matches('>').trim();
    if line.is_empty() {
        if !cell.is_empty() && !cell.ends_with(BREAK) {
            cell.push_str(BREAK);
        }
        return;
    }
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if letter(cell.chars().next_back()) && letter(line.chars().next()) {
        cell.push(' ');
    }
    cell.push_str(line);
}

/// A line without anchors, `[]{#_Toc1 .anchor}`; of other marked words, `[words]{.underline}`, the words.
fn without_attributes(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("]{")
        && let Some((_, after)) = behind.split_once('}').filter(|(inner, _)| is_attributes(inner))
        && let Some(open) = before.rfind('[')
    {
        out.extend([&before[..open], &before[open + 1..]]);
        rest = after;
    }
    match out.is_empty() && rest.len() == line.len() {
        true => Cow::Borrowed(line),
        false => Cow::Owned(out + rest),
    }
}

/// `#_Toc1 .anchor`, `.underline`, `custom-style="a"`.
fn is_attributes(inner: &str) -> bool {
    inner.starts_with(['#', '.']) || inner.contains("=\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pandoc_adds_is_written_as_others_do() {
        let drawn = "+----+------+\n| 甲 | > 一。 |\n|    |      |\n|    | > 二。 |\n+====+======+\n| 乙 | 三   |\n+----+------+\n";
        assert_eq!(to_common(drawn), "| 甲 | 一。<br>二。 |\n|---|---|\n| 乙 | 三 |\n\n");
        assert_eq!(to_common("# []{#_Toc1 .anchor}一、[目标]{.underline}\n"), "# 一、目标\n");
        assert_eq!(to_common("C++-编译\n"), "C++-编译\n");
        assert_eq!(to_common("数组[1]{2}\n"), "数组[1]{2}\n");
    }
}

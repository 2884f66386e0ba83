//! What converters write beyond the common Markdown: tables drawn with `+---+`, anchors, divisions, notes that look like links.

use std::borrow::Cow;

/// What stands in a Markdown that has more than the common.
const SIGNS: [&str; 6] = ["+-", "]{", ":::", "]:", ">\n#", ">\r\n#"];

/// `markdown` with the same in common Markdown: tables drawn with strokes, no anchors, no divisions. Code is kept as it is.
pub fn to_common(markdown: &str) -> Cow<'_, str> {
    if !SIGNS.iter().any(|sign| markdown.contains(sign)) {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut lines = markdown.lines().peekable();
    let mut code = false;
    while let Some(line) = lines.next() {
        code ^= is_fence(line);
        if code {
            out.push_str(line);
        } else if is_border(line) {
            let mut grid = Grid::default();
            while let Some(line) = lines.next_if(|line| is_border(line) || is_part(line)) {
                grid.line(line);
            }
            grid.write(&mut out);
        } else {
            if is_note(line) {
                out.push('\\');
            }
            out.push_str(&without_attributes(division(line).unwrap_or(line)));
        }
        out.push('\n');
        if !code && line.ends_with('>') && lines.peek().is_some_and(|line| line.starts_with('#')) {
            // HTML goes on to an empty line, and would hold the heading.
            out.push('\n');
        }
    }
    Cow::Owned(out)
}

/// "```" or "```rust", where code begins or ends; "```code```" is a line of it.
fn is_fence(line: &str) -> bool {
    line.trim_start()
        .strip_prefix("```")
        .is_some_and(|rest| !rest.trim_start_matches('`').contains('`'))
}

/// What a line says that begins or ends a division, `::: {.box}`, `::: tip words`, `:::`.
fn division(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = line.strip_prefix(":::")?.trim_matches(':').trim();
    if inner.is_empty() || inner.starts_with('{') && inner.ends_with('}') {
        return Some("");
    }
    let (name, words) = inner.split_once(' ').unwrap_or((inner, ""));
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-').then_some(words)
}

/// `[1]: words。`, which Markdown takes for the place of a link.
fn is_note(line: &str) -> bool {
    let note = line.strip_prefix('[').and_then(|line| line.split_once("]:"));
    note.is_some_and(|(number, words)| {
        number.bytes().all(|b| b.is_ascii_digit()) && words.contains('。')
    })
}

/// `+-----+-----+` or `+=====+=====+`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| matches!(c, '+' | '-' | '=' | ':');
    line.len() > 4 && line.starts_with('+') && line.ends_with('+') && line.chars().all(drawn)
}

/// `| words | words |`, or such a line with a border in one of its cells.
fn is_part(line: &str) -> bool {
    let line = line.trim_start();
    ["|", "+-", "+="].iter().any(|part| line.starts_with(part))
}

/// Whether a border is drawn in one of the cells of a line, below which another goes on.
fn draws(line: &str) -> bool {
    ["+--", "--+", "+==", "==+"].iter().any(|stroke| line.contains(stroke))
}

/// Whether the words of a cell are its border.
fn is_stroke(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().all(|c| matches!(c, '-' | '='))
}

/// A drawn table while it is read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
    /// By column, the row whose cell is open.
    cells: Vec<Option<usize>>,
    /// Whether a line of the row is still to come.
    open: bool,
}

impl Grid {
    fn line(&mut self, line: &str) {
        if is_border(line) {
            self.open = false;
            self.cells.clear();
            return;
        }
        let draws = draws(line);
        if !draws && !std::mem::replace(&mut self.open, true) {
            self.rows.push(Vec::new());
        }
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        for (n, words) in parts(line, draws).enumerate() {
            if n == self.cells.len() {
                self.cells.push(None);
            }
            if draws && is_stroke(words) {
                self.cells[n] = None;
                continue;
            }
            let row = &mut self.rows[*self.cells[n].get_or_insert(last)];
            if n >= row.len() {
                row.resize(n + 1, String::new());
            }
            add(&mut row[n], words);
        }
        self.open &= !draws;
    }

    fn write(&self, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for (n, row) in self.rows.iter().enumerate() {
            for cell in row {
                out.extend(["| ", cell.trim_end_matches(BREAK), " "]);
            }
            // A table has the columns of its first row.
            if n == 0 {
                out.extend(std::iter::repeat_n("| ", columns - row.len()));
            }
            out.push_str("|\n");
            if n == 0 {
                out.extend(std::iter::repeat_n("|---", columns).chain(["|\n"]));
            }
        }
    }
}

/// The cells of a line, which `|` parts, and a border where the line draws one.
fn parts(line: &str, draws: bool) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let line = line.strip_prefix(['|', '+']).unwrap_or(line);
    let mut escaped = false;
    let inner = line.strip_suffix(['|', '+']).filter(|inner| !inner.ends_with('\\'));
    inner.unwrap_or(line).split(move |c| {
        let parts = !escaped && (c == '|' || draws && c == '+');
        escaped = c == '\\' && !escaped;
        parts
    })
}

/// The end of a paragraph within a cell.
const BREAK: &str = "<br>";

/// Adds a line to a cell: an empty one ends a paragraph, an item of a list begins one, another goes on with it.
fn add(cell: &mut String, line: &str) {
    let line = line.trim().trim_start_matches('>').trim();
    if line.is_empty() {
        if !cell.is_empty() && !cell.ends_with(BREAK) {
            cell.push_str(BREAK);
        }
        return;
    }
    let item = line.strip_prefix("- ");
    if item.is_some() && !cell.is_empty() && !cell.ends_with(BREAK) {
        cell.push_str(BREAK);
    }
    let line = item.unwrap_or(line);
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
    while let Some((before, behind)) = rest.split_once("]{") {
        // Attributes hold no brackets of their own: a line of nothing but open ones is read once.
        let close = behind.find(['{', '}']).filter(|at| behind[*at..].starts_with('}'));
        let attributes = close.filter(|at| is_attributes(&behind[..*at]));
        match attributes.zip(before.rfind('[')) {
            Some((close, open)) => {
                out.extend([&before[..open], &before[open + 1..]]);
                rest = &behind[close + 1..];
            }
            None => {
                out.extend([before, "]{"]);
                rest = behind;
            }
        }
    }
    match rest.len() == line.len() {
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
        assert_eq!(to_common("数组[1]{2}和[词]{.mark}\n"), "数组[1]{2}和词\n");
        assert_eq!(to_common("::: tip 提示\n:::\n:::说明\n"), "提示\n\n:::说明\n");
        assert_eq!(to_common("```甲```\n:::\n"), "```甲```\n\n");
        assert_eq!(to_common("```\n::: 甲\n+---+\n```\n"), "```\n::: 甲\n+---+\n```\n");
    }

    #[test]
    fn a_cell_over_several_rows_of_a_drawn_table_ends_where_its_border_does() {
        let drawn = "+----+----+\n| 甲 | 乙 |\n+====+====+\n| 丙 | 丁 |\n| 处 +----+\n| 。 | 戊 |\n+----+    |\n| a\\|b | 己 |\n+----+----+\n";
        let common = "| 甲 | 乙 |\n|---|---|\n| 丙处。 | 丁 |\n|  | 戊<br>己 |\n| a\\|b |\n\n";
        assert_eq!(to_common(drawn), common);
    }
}

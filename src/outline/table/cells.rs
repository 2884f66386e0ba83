//! A line → the cells of a row.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::ground::{Span, half_width, is_digit};
use crate::outline::label;
use crate::outline::mark::{self, Shape};
use crate::outline::period::opens_year;
use crate::outline::terms::Terms;

/// The cells of `line` of `text`: parted by upright strokes around them or by tabs, else by gaps of two spaces or more. Empty cells
/// between strokes and tabs are kept.
pub fn cells(text: &str, line: Span) -> Vec<Span> {
    let words = line.of(text);
    if let Some((stroke, inner)) = stroked(words) {
        let outer = if words.trim_start().starts_with(stroke) { stroke.len_utf8() } else { 0 };
        let start = line.trimmed(text).start as usize + outer;
        return parted(
            text,
            Span::new(start, start + inner.len()),
            stroke.encode_utf8(&mut [0; 4]),
        );
    }
    if words.contains('\t') {
        return parted(text, line, "\t");
    }
    let mut out: Vec<Span> = Vec::new();
    for piece in parted(text, line.trimmed(text), gap(words)).into_iter().filter(|p| !p.is_empty())
    {
        out.extend(unglued(text, piece));
    }
    out
}

/// `words` without white space, their digits in half width.
pub fn dense(words: &str) -> String {
    let half = |c| if is_digit(c) { half_width(c) } else { c };
    words.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

/// The lines of `span`, without their ends.
pub fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start as usize;
    let line = |words: &str| {
        let line = Span::new(start, start + words.len());
        start += words.len() + 1;
        line
    };
    span.of(text).split('\n').map(line).collect()
}

/// The words of the cells of `rows`, a blank between two.
pub fn in_a_line(text: &str, rows: Span) -> String {
    let rows = lines(text, rows).into_iter().filter(|row| !is_rule(row.of(text)));
    let cells = rows.flat_map(|row| cells(text, row));
    let words = cells.map(|cell| cell.of(text).split_whitespace().collect::<String>());
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What stands between the marks that part cells in `words` of a row, empty pieces among it: line ends, tabs, strokes and several blanks.
pub fn cell_words(words: &str) -> impl Iterator<Item = &str> {
    let parts = |sign: char| matches!(sign, '\n' | '\t') || STROKES.contains(&sign);
    words.split(parts).flat_map(|piece| piece.split("  "))
}

/// The cells of `span`, each of which stands on a line of its own; where empty lines part them, on one or several.
pub fn stacked(text: &str, span: Span) -> Vec<Span> {
    let lines: Vec<Span> = lines(text, span).iter().map(|l| l.trimmed(text)).collect();
    if lines.iter().all(|l| !l.is_empty()) {
        return lines;
    }
    let cells = lines.split(|l| l.is_empty());
    cells.filter_map(|cell| cell.iter().copied().reduce(Span::to)).collect()
}

/// Whether a line is a bracket, the rest of the cell above it: （2035年）.
pub fn is_bracket(line: &str) -> bool {
    line.starts_with(['（', '(']) && line.ends_with(['）', ')'])
}

/// Whether a line goes on with the head of a column `above` it: it is a bracket, or says what the other gives of a five-year plan:
/// “十五五” / 目标值.
pub fn goes_on_head(above: &str, line: &str) -> bool {
    let is_era = above.starts_with('“') && above.ends_with("五”");
    is_bracket(line) || is_era && !line.starts_with('“')
}

/// What parts the cells of a row of plain text: two blanks, or one where nothing else [does](is_blanked).
fn gap(line: &str) -> &'static str {
    if is_blanked(line) { " " } else { "  " }
}

/// Whether single blanks part the cells of a line, as where a table was copied: the last is what an indicator's attribute can be, or the
/// head above that. 1 森林覆盖率 % 46 48 约束性; not （一） 明确 2025 年 指标属性
fn is_blanked(line: &str) -> bool {
    const FEWEST: usize = 4;
    const LAST: [&str; 4] = ["约束性", "预期性", "属性", "指标属性"];
    let line = line.trim();
    let last = || line.rsplit(' ').next().is_some_and(|cell| LAST.contains(&cell));
    let plain = || !line.contains(['\t', '，', '。', '；']) && !line.contains("  ");
    line.ends_with('性')
        && last()
        && plain()
        && line.split(' ').count() >= FEWEST
        && !is_heading(line)
}

/// Whether the mark that a line opens with is that of a heading, and no row's.
fn is_heading(line: &str) -> bool {
    let heads = |m: mark::Mark| matches!(m.shape, Shape::Han | Shape::HanParen | Shape::Chapter);
    mark::mark(line).is_some_and(heads)
}

/// The pieces of `line` between `gap`s, trimmed.
fn parted(text: &str, line: Span, gap: &str) -> Vec<Span> {
    let mut start = line.start as usize;
    let mut out = Vec::new();
    for piece in line.of(text).split(gap) {
        out.push(Span::new(start, start + piece.len()).trimmed(text));
        start += piece.len() + gap.len();
    }
    out
}

/// 森林覆盖率（%）62.1 is two cells whose gap was lost: a name with its unit and a value, an attribute, or the next head.
fn unglued(text: &str, cell: Span) -> Vec<Span> {
    let words = cell.of(text);
    let cut = words
        .rfind(['）', ')'])
        .map(|at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    match cut.filter(|&at| is_glued(words, words[at..].trim_start())) {
        Some(at) => {
            let at = cell.start as usize + at;
            let rest = Span::new(at, cell.end as usize).trimmed(text);
            vec![Span::new(cell.start as usize, at), rest]
        }
        None => vec![cell],
    }
}

/// Whether `rest`, behind the bracket that `words` hold, is a cell of its own.
fn is_glued(words: &str, rest: &str) -> bool {
    let value = |c: char| is_digit(c) || "[＜＞<>≥≤—".contains(c);
    let attribute = rest.starts_with("约束") || rest.starts_with("预期");
    let headed = opens_year(words) && opens_year(rest);
    headed
        || words.starts_with(|c: char| c.is_alphabetic()) && (attribute || rest.starts_with(value))
}

/// The upright strokes that part cells: |, its full-width twin, and those that lines are drawn with.
pub const STROKES: [char; 4] = ['|', '｜', '│', '┃'];

/// The stroke that a line begins and ends with, and what stands between the two; or that [parts](bare_stroke) it without standing around it.
fn stroked(line: &str) -> Option<(char, &str)> {
    let line = line.trim();
    let stroke = line.chars().next().filter(|first| STROKES.contains(first));
    match stroke {
        Some(stroke) => Some((stroke, line.strip_prefix(stroke)?.strip_suffix(stroke)?)),
        None => bare_stroke(line).map(|stroke| (stroke, line)),
    }
}

/// The stroke that parts the cells of a line around which none stands: 1|新建公园|市城管局. Two of them at least do.
pub fn bare_stroke(line: &str) -> Option<char> {
    let line = line.trim();
    let stroke = first_stroke(line)?;
    let framed = line.starts_with(STROKES);
    (!framed && line.matches(stroke).nth(1).is_some()).then_some(stroke)
}

/// The first stroke in `line`. Every line is asked for one and hardly any has it, so none is gone through letter by letter.
fn first_stroke(line: &str) -> Option<char> {
    static FINDERS: LazyLock<[Finder<'static>; STROKES.len()]> = LazyLock::new(|| {
        STROKES.map(|stroke| Finder::new(stroke.encode_utf8(&mut [0; 4])).into_owned())
    });
    let found = STROKES.into_iter().zip(FINDERS.iter());
    let found = found.filter_map(|(stroke, finder)| Some((finder.find(line.as_bytes())?, stroke)));
    Some(found.min()?.1)
}

/// Whether `sign` is one that lines are drawn with: ┌ ─ ┬ ┐.
pub fn is_drawn(sign: char) -> bool {
    matches!(sign, '\u{2500}'..='\u{257f}')
}

/// Whether a line is drawn above or below the rows of a table: ├──┼──┤.
fn is_drawn_rule(line: &str) -> bool {
    let joins = |sign: char| is_drawn(sign) && !matches!(sign, '─' | '━' | '═');
    let line = line.trim();
    line.starts_with(joins) && line.ends_with(joins) && line.chars().all(is_drawn)
}

/// Whether the place of a cell in `line` tells its column: between strokes or tabs.
pub fn is_placed(line: &str) -> bool {
    line.contains('\t') || stroked(line).is_some()
}

/// Whether a line is only the rule between two rows: |---|---|, ├──┼──┤.
pub fn is_rule(line: &str) -> bool {
    let ruled = |(_, inner): (char, &str)| {
        inner.contains('-') && inner.chars().all(|c| "-:|｜ ".contains(c))
    };
    is_drawn_rule(line) || stroked(line).is_some_and(ruled)
}

/// Whether a line of plain text is a row: three cells or more, and no sentence in them. Between strokes two cells will do. There, and
/// between tabs behind a short first cell, cells may be sentences.
pub fn is_gapped(terms: Terms<'_>, line: &str) -> bool {
    if stroked(line).is_some() {
        return count(line) >= 2;
    }
    if is_drawn_rule(line) {
        return true;
    }
    if !line.contains('\t') && !line.contains("  ") {
        return is_blanked(line);
    }
    let leaders = || ["...", "···", "…"].iter().any(|l| line.contains(l));
    let first = line.trim().split('\t').next().unwrap_or_default();
    let short = first.chars().count() <= 20 && !first.contains(['。', '；']);
    // （一）⇥加强领导。⇥各地要… is a section that tabs set out.
    let numbered = || is_heading(line) || label::begins_with_label(terms, line);
    let tabbed = line.contains('\t') && short && !numbered();
    count(line) >= 3 && (tabbed || !line.contains(['。', '；'])) && !leaders()
}

/// How many cells a line of plain text has.
pub fn count(line: &str) -> usize {
    let full = |cell: &&str| !cell.trim().is_empty();
    match stroked(line) {
        Some((stroke, inner)) => inner.split(stroke).filter(full).count(),
        None if line.contains('\t') => line.split('\t').filter(full).count(),
        None => line.trim().split(gap(line)).filter(full).count(),
    }
}

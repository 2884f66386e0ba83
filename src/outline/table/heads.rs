//! The head of a table → the words above each column.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{cells, dense, goes_on_head, is_placed, is_rule, lines, stacked};
use super::region::{is_caption, is_unit_line};
use crate::ground::Span;
use crate::lexicon::{Lexicon, List};
use crate::outline::layout::width;

/// How the cells of a table stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Between tabs, so that a cell's place tells its column.
    #[default]
    Placed,
    /// Between gaps.
    Gapped,
    /// Each on a line of its own.
    Stacked,
}

/// What a head says: its caption, and the words above each column from left to right.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The words that name the table.
    pub caption: String,
    /// The words above each column, without white space; empty below a cell that goes over several columns.
    pub columns: Vec<String>,
    /// How its cells stand.
    pub form: Form,
}

impl Head {
    /// Reads `head`, which may begin with a caption.
    pub fn of(lexicon: &Lexicon, text: &str, head: Span) -> Self {
        let says = |l: &Span| !l.of(text).trim().is_empty() && !is_rule(l.of(text));
        let all: Vec<Span> = lines(text, head).into_iter().filter(says).collect();
        let above = |l: &&Span| is_caption(l.of(text).trim()) || is_unit_line(l.of(text));
        let captions = all.iter().take_while(above).count();
        let (captions, rows) = all.split_at(captions);
        let named = captions.iter().filter(|l| !is_unit_line(l.of(text)));
        let caption = named.map(|c| c.of(text)).collect();
        let form = form(text, rows);
        let columns = match form {
            Form::Placed => by_place(text, rows),
            Form::Gapped => by_position(lexicon, text, rows),
            Form::Stacked => by_line(text, rows),
        };
        Self { caption, columns: columns.iter().map(|words| dense(words)).collect(), form }
    }
}

fn form(text: &str, rows: &[Span]) -> Form {
    let placed = rows.iter().any(|l| is_placed(l.of(text)));
    let single = rows.len() >= 3 && rows.iter().all(|&l| cells(text, l).len() < 2);
    match (placed, single) {
        (true, _) => Form::Placed,
        (_, true) => Form::Stacked,
        _ => Form::Gapped,
    }
}

/// The head of each column where each cell of the `rows` stands on a line of its own or on two.
fn by_line(text: &str, rows: &[Span]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    let whole = rows.iter().copied().reduce(Span::to).unwrap_or_default();
    for cell in stacked(text, whole) {
        let words = cell.of(text);
        match heads.last_mut().filter(|head| goes_on_head(head, words)) {
            Some(head) => head.push_str(words),
            None => heads.push(words.to_owned()),
        }
    }
    heads
}

/// The head of each column where tabs part them: the words of all its lines, one below the other; a cell over several columns
/// stands for each of them.
fn by_place(text: &str, lines: &[Span]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    let rows: Vec<Vec<Span>> = lines.iter().map(|&l| cells(text, l)).collect();
    for (n, row) in rows.iter().enumerate() {
        let mut over = "";
        heads.resize(heads.len().max(row.len()), String::new());
        for (at, cell) in row.iter().enumerate() {
            let words = cell.of(text);
            over = if words.is_empty() && n + 1 < rows.len() { over } else { words };
            let below = rows.get(n + 1).and_then(|r| r.get(at)).is_some_and(|s| !s.is_empty());
            heads[at].push_str(if words.is_empty() && !below { "" } else { over });
        }
    }
    heads
}

/// A piece of a head: where it begins and ends in its line, and its words.
type Piece = (isize, isize, String);

/// The pieces of one column, each with its line.
type Pile = Vec<(usize, String)>;

/// How far a line whose indent was lost is moved at most, in half characters.
const FARTHEST: isize = 90;

/// The head of each column where gaps part them: words that stand one below the other belong together.
///
/// Text taken from a page has often lost the indent of its lines. The line of most cells stays where it is; every other is moved to
/// where its words make heads that have a meaning together with those already there.
fn by_position(lexicon: &Lexicon, text: &str, rows: &[Span]) -> Vec<String> {
    let mut rows: Vec<(usize, Vec<Piece>)> =
        rows.iter().map(|&row| pieces(text, row)).enumerate().collect();
    rows.sort_by_key(|(n, row)| (std::cmp::Reverse(row.len()), *n));
    let mut placed: Vec<(usize, Piece)> = Vec::new();
    let mut noises = BTreeMap::new();
    for (line, row) in rows {
        let at = |shift: isize| {
            let moved =
                row.iter().map(|(from, to, w)| (line, (from + shift, to + shift, w.clone())));
            let mut all = placed.clone();
            all.extend(moved);
            all
        };
        let shifts = if placed.is_empty() { 0..=0 } else { -FARTHEST..=FARTHEST };
        let all: Vec<(isize, Vec<Pile>)> = shifts.map(|s| (s, columns(at(s)))).collect();
        let whole = all.iter().map(|(_, piles)| torn(piles)).min();
        let mut noise = |piles: &[Pile]| piles.iter().map(|p| noise(lexicon, p, &mut noises)).sum();
        let kept = all.iter().filter(|(_, piles)| Some(torn(piles)) == whole);
        let best: Option<(usize, bool, isize, isize)> =
            kept.map(|&(s, ref piles)| (noise(piles), s < 0, s.abs(), s)).min();
        placed = at(best.map_or(0, |best| best.3));
    }
    columns(placed).iter().map(joined).collect()
}

/// The cells of a line of a head with their places.
fn pieces(text: &str, line: Span) -> Vec<Piece> {
    let piece = |cell: Span| {
        let from = width(&text[line.start as usize..cell.start as usize]) as isize;
        (from, from + width(cell.of(text)) as isize, cell.of(text).to_owned())
    };
    cells(text, line).into_iter().map(piece).collect()
}

/// Pieces that stand one below the other, as one; from left to right.
fn columns(mut placed: Vec<(usize, Piece)>) -> Vec<Pile> {
    placed.sort_by_key(|(line, piece)| (piece.0, *line));
    let mut columns: Vec<(isize, Pile)> = Vec::new();
    for (line, (from, to, words)) in placed {
        match columns.last_mut().filter(|c| from < c.0) {
            Some(column) => {
                column.0 = column.0.max(to);
                column.1.push((line, words));
            }
            None => columns.push((to, vec![(line, words)])),
        }
    }
    columns.into_iter().map(|(_, pile)| pile).collect()
}

/// The words of a pile, from top to bottom.
fn joined(pile: &Pile) -> String {
    let mut parts: Vec<_> = pile.iter().collect();
    parts.sort_by_key(|(line, _)| *line);
    parts.into_iter().map(|(_, words)| words.as_str()).collect()
}

/// How many cells of one line stand in one pile, which cannot be.
fn torn(piles: &[Pile]) -> usize {
    let twice = |pile: &Pile| {
        let lines: BTreeSet<usize> = pile.iter().map(|(line, _)| *line).collect();
        pile.len() - lines.len()
    };
    piles.iter().map(twice).sum()
}

/// How much of a head says nothing, or more than one thing: two without a known word or a year, one where it has other words besides,
/// two more where it names several things. `noises` remembers that of words looked at before.
fn noise(lexicon: &Lexicon, pile: &Pile, noises: &mut BTreeMap<String, usize>) -> usize {
    let words: String = joined(pile).chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(&noise) = noises.get(&words) {
        return noise;
    }
    let year = super::columns::year(&words).map_or(0, |_| "2025年".len());
    let (known, count) = known(lexicon, &words);
    // 序2020年 is two heads, 2020年现状 one.
    let several = count > 1 || count == 1 && year > 0 && known == '序'.len_utf8();
    let known = known + year;
    // A sign alone (序, 号) is half a word.
    let whole = known >= words.len() && known > '号'.len_utf8();
    let noise = 2 - usize::from(known > 0) - usize::from(whole) + 2 * usize::from(several);
    noises.insert(words, noise);
    noise
}

/// How many bytes of `words` are those of known words, and how many words these are.
fn known(lexicon: &Lexicon, words: &str) -> (usize, usize) {
    let table = lexicon.table(List::TableHeads);
    let (mut at, mut covered, mut count) = (0, 0, 0);
    while let Some(c) = words[at..].chars().next() {
        let here = table.opening(&words[at..]);
        match here.max_by_key(|row| row.word().len()) {
            Some(row) => {
                count += 1;
                covered += row.word().len();
                at += row.word().len();
            }
            None => at += c.len_utf8(),
        }
    }
    (covered, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_broken_over_lines_that_lost_their_indent() {
        let head = "表1 主要指标\n序                            2020 年    2025 年目   五年\n指标                                       指标属性\n号                            现状值        标值       累计";
        let read = Head::of(&Lexicon::shipped(), head, Span::new(0, head.len()));
        let columns = ["序号", "指标", "2020年现状值", "2025年目标值", "五年累计", "指标属性"];
        assert_eq!(read.columns, columns);
    }

    #[test]
    fn heads_of_which_each_line_holds_others() {
        let head = "指标   序                                                 指标\n指标          2020 年    2025 年\n类别   号                                                 属性";
        let read = Head::of(&Lexicon::shipped(), head, Span::new(0, head.len()));
        assert_eq!(read.columns, ["指标类别", "序号", "指标", "2020年", "2025年", "指标属性"]);
    }
}

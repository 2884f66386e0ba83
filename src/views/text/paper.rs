//! [`Paper`]: where answers are written: wraps lines as Chinese is wrapped, and colours them.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use crate::outline::table::cell_words;

/// The narrowest page; a narrower terminal wraps by itself.
const NARROWEST: usize = 20;

/// The widest page: longer lines are hard to read.
const WIDEST: usize = 100;

/// What stands at the head of a line only if nothing else is possible, and what at its end.
const CLOSING: &str = "。，、；：？！）】》〉”’」』…—～·％‰";
const OPENING: &str = "（【《〈“‘「『";

/// A space of the layout: it is never broken nor shortened.
pub(super) const GAP: char = '\u{a0}';

/// What stands between two cells: a line may end behind it.
const BETWEEN: &str = "\u{a0} ";

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Like text.
    Plain,
    /// Like a heading.
    Bold,
    /// Like what stands beside the matter.
    Dim,
    /// Like a word that was looked for.
    Mark,
    /// Like an address to copy.
    Address,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Ink::Plain => Style::new(),
            Ink::Bold => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Mark => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Ink::Address => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        }
    }
}

/// Some words in one ink.
pub type Run<'a> = (Ink, &'a str);

/// A page being written: lines as wide as the terminal, or as long as they are.
#[derive(Debug)]
pub struct Paper {
    width: Option<usize>,
    text: String,
}

impl Paper {
    /// An empty page of `width` columns, kept between 20 and 100; `None` for one whose lines are never wrapped.
    pub fn new(width: Option<usize>) -> Self {
        Self { width: width.map(|w| w.clamp(NARROWEST, WIDEST)), text: String::new() }
    }

    /// What was written, with ANSI codes.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The columns a line has; `None` where it may have any.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, indented by `indent` columns and wrapped. White space of any kind and length is one space, or none after Chinese.
    pub fn line(&mut self, indent: usize, runs: &[Run<'_>]) {
        self.item(0, &[], indent, runs);
    }

    /// A paragraph of which the first line begins with `label`, `margin` columns in; the text stands `indent` columns in.
    ///
    /// A label that leaves no room before the text is parted from it by two spaces.
    pub fn item(&mut self, margin: usize, label: &[Run<'_>], indent: usize, runs: &[Run<'_>]) {
        let room = self.width.map_or(usize::MAX, |w| w.saturating_sub(indent).max(NARROWEST / 2));
        let taken = margin + label.iter().map(|(_, words)| width(words)).sum::<usize>();
        let label: Vec<Letter> = label.iter().flat_map(letters).collect();
        let gap = if label.is_empty() { indent } else { indent.max(taken + 2) };
        let lines = wrap(flat(runs), room.saturating_sub(gap - indent), room);
        self.text.push_str(&" ".repeat(margin.min(gap)));
        self.put(&label);
        if !lines.is_empty() {
            self.text.push_str(&" ".repeat(gap - taken.min(gap)));
        }
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                self.text.push_str(&" ".repeat(indent));
            }
            self.put(line);
            self.text.push('\n');
        }
        if lines.is_empty() {
            self.text.push('\n');
        }
    }

    /// Words at the left and words at the right end of one line; with two spaces between where lines have no width.
    pub fn ends(&mut self, indent: usize, left: &[Run<'_>], right: &[Run<'_>]) {
        let (left, right) = (flat(left), flat(right));
        let right_width: usize = right.iter().map(Letter::width).sum();
        let room =
            self.width.map(|w| w.saturating_sub(indent + right_width + 2).max(NARROWEST / 2));
        let left = room.map_or(left.clone(), |room| cut(left, room));
        let left_width: usize = left.iter().map(Letter::width).sum();
        let gap = room.map_or(2, |room| room + 2 - left_width.min(room));
        self.text.push_str(&" ".repeat(indent));
        self.put(&left);
        if !right.is_empty() {
            self.text.push_str(&" ".repeat(gap));
            self.put(&right);
        }
        self.text.push('\n');
    }

    /// Two cells of a table parted by a tab, never wrapped.
    pub fn row(&mut self, key: &str, words: &str) {
        self.put(&flat(&[(Ink::Address, key)]));
        self.text.push('\t');
        self.put(&flat(&[(Ink::Plain, words)]));
        self.text.push('\n');
    }

    /// Writes letters, an ANSI code before and after each stretch of one ink.
    fn put(&mut self, letters: &[Letter]) {
        for stretch in letters.chunk_by(|a, b| a.ink == b.ink) {
            let style = stretch[0].ink.style();
            self.text.push_str(&style.render().to_string());
            let shown = |char| if char == GAP { ' ' } else { char };
            self.text.extend(stretch.iter().map(|letter| shown(letter.char)));
            self.text.push_str(&style.render_reset().to_string());
        }
    }
}

/// `runs` of the words of a row, its cells apart: those on lines of their own, and those with tabs, strokes or several blanks between.
pub(super) fn apart(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let (mut out, mut ended) = (Vec::<Run<'_>>::new(), false);
    for (ink, words) in runs {
        for (n, cell) in cell_words(words).enumerate() {
            ended |= n > 0;
            // A blank between two runs of one cell is one of its words.
            if cell.trim().is_empty() && (cell.is_empty() || ended || out.is_empty()) {
                continue;
            }
            if let Some((_, last)) = out.last_mut().filter(|_| ended) {
                *last = str::trim_end(last);
                out.push((Ink::Plain, BETWEEN));
            }
            out.push((ink, if ended { cell.trim_start() } else { cell }));
            ended = false;
        }
    }
    out
}

/// The columns that `text` takes: two for a Chinese character.
pub(super) fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

#[derive(Clone, Copy)]
struct Letter {
    ink: Ink,
    char: char,
}

impl Letter {
    fn width(&self) -> usize {
        self.char.width().unwrap_or(0)
    }

    fn is_wide(&self) -> bool {
        self.width() == 2
    }
}

fn letters<'a>(run: &Run<'a>) -> impl Iterator<Item = Letter> + 'a {
    let (ink, words) = *run;
    words.chars().map(move |char| Letter { ink, char })
}

/// The letters of `runs` with every stretch of white space and control characters as one space, or as none next to Chinese.
fn flat(runs: &[Run<'_>]) -> Vec<Letter> {
    let mut out = Vec::<Letter>::new();
    let mut space = None;
    for letter in runs.iter().flat_map(letters) {
        if letter.char != GAP && (letter.char.is_whitespace() || letter.char.is_control()) {
            space = space.or(Some(letter));
            continue;
        }
        if let Some(blank) = space.take()
            && out.last().is_some_and(|before| keeps_space(before, blank, letter))
        {
            out.push(Letter { char: ' ', ..blank });
        }
        out.push(letter);
    }
    out
}

/// A break of lines within Chinese is no space; any other white space is one.
fn keeps_space(before: &Letter, blank: Letter, after: Letter) -> bool {
    !(matches!(blank.char, '\n' | '\r') && (before.is_wide() || after.is_wide()))
}

/// Lines of at most `room` columns, the first of at most `first`.
fn wrap(letters: Vec<Letter>, first: usize, room: usize) -> Vec<Vec<Letter>> {
    let fits = letters.iter().map(Letter::width).sum::<usize>() <= first;
    let mut lines = if fits { vec![letters] } else { broken(&letters, first, room) };
    for line in &mut lines {
        let end = line.iter().rposition(|l| ![' ', GAP].contains(&l.char)).map_or(0, |at| at + 1);
        line.truncate(end);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The same with the spaces at which lines were broken.
fn broken(letters: &[Letter], first: usize, room: usize) -> Vec<Vec<Letter>> {
    let mut lines = vec![Vec::new()];
    let mut left = first;
    for unit in units(letters, room.min(first)) {
        let wide: usize = unit.iter().map(Letter::width).sum();
        let ink_only = unit.iter().rposition(|l| l.char != ' ').map_or(0, |at| at + 1);
        let needed: usize = unit[..ink_only].iter().map(Letter::width).sum();
        if needed > left {
            lines.push(Vec::new());
            left = room;
        }
        lines.last_mut().expect("there is a line").extend_from_slice(unit);
        left = left.saturating_sub(wide);
    }
    lines
}

/// The pieces between which a line may break, none wider than `room`.
fn units(letters: &[Letter], room: usize) -> Vec<&[Letter]> {
    let mut out = Vec::new();
    for unit in letters.chunk_by(|a, b| !may_break(a, b)) {
        let mut rest = unit;
        while rest.iter().map(Letter::width).sum::<usize>() > room.max(2) {
            let mut wide = 0;
            let fits = rest.iter().take_while(|l| {
                wide += l.width();
                wide <= room.max(2)
            });
            let (head, tail) = rest.split_at(fits.count());
            out.push(head);
            rest = tail;
        }
        out.push(rest);
    }
    out
}

/// Whether a line may end after `a` and the next begin with `b`: after a space, and on either side of a Chinese character, but not
/// before a closing mark or a gap nor after an opening one.
fn may_break(a: &Letter, b: &Letter) -> bool {
    if CLOSING.contains(b.char) || OPENING.contains(a.char) || [' ', GAP].contains(&b.char) {
        return false;
    }
    a.char == ' '
        || a.is_wide()
        || b.is_wide()
        || CLOSING.contains(a.char)
        || OPENING.contains(b.char)
}

/// The first `room` columns, with … where something is left out.
fn cut(letters: Vec<Letter>, room: usize) -> Vec<Letter> {
    if letters.iter().map(Letter::width).sum::<usize>() <= room {
        return letters;
    }
    let mut wide = 1;
    let fits = letters.iter().take_while(|l| {
        wide += l.width();
        wide <= room
    });
    let count = fits.count();
    let ink = letters[count.saturating_sub(1)].ink;
    let mut out = letters;
    out.truncate(count);
    out.push(Letter { ink, char: '…' });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_apart_and_the_words_of_one_are_not() {
        let runs = [
            (Ink::Plain, "| "),
            (Ink::Mark, "PM2.5"),
            (Ink::Plain, " "),
            (Ink::Mark, "AQI"),
            (Ink::Plain, "监测 |"),
            (Ink::Plain, " 约束"),
            (Ink::Mark, "性"),
            (Ink::Plain, " | |"),
        ];
        let words: String = apart(runs.to_vec()).iter().map(|(_, words)| *words).collect();
        assert_eq!(words.trim_end(), format!("PM2.5 AQI监测{BETWEEN}约束性"));
    }
}

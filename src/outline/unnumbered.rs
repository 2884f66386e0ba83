//! Headings without a number that are known by their words, and the lines at the end of a document that belong to no chapter.

use super::issuer;
use super::lead;
use super::mark::{self, Mark, Shape};
use super::node::Kind;
use super::paragraph::Paragraph;
use super::period::opens_year;
use super::terms::{Does, Terms};
use super::tree::Builder;
use crate::ground::{is_alphanumeric, is_digit};
use crate::source::Look;

/// The last remark of a note that counts them, and the shape of its number; none before the first.
pub(super) type Noted = (Option<Shape>, u32);

/// Whether words open as a note does.
pub fn is_note(terms: Terms<'_>, words: &str) -> bool {
    terms[Does::Note].open(words)
}

/// Whether a line is the heading of a chapter that plans leave without a number: 总  则.
pub fn is_named_chapter(terms: Terms<'_>, words: &str) -> bool {
    // The number of a page may stand glued before it.
    let letters = letters(words);
    terms[Does::Chapter].hold(letters.trim_start_matches(is_digit))
}

/// Whether words are the heading of a preface: 前  言.
pub fn names_preface(terms: Terms<'_>, words: &str) -> bool {
    terms[Does::Preface].hold(&letters(words))
}

/// Whether paragraph `at` is the heading of a preface: text follows it.
pub fn is_preface(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let next = paragraphs[at + 1..].iter().find(|p| !p.page);
    let prose = |p: &Paragraph| p.mark.is_none() && p.span.of(text).contains(['。', '，']);
    names_preface(terms, paragraphs[at].span.of(text)) && next.is_some_and(prose)
}

/// Whether a line is the heading of a list of explanations: 名词解释.
pub fn is_glossary(terms: Terms<'_>, words: &str) -> bool {
    let letters = letters(words);
    letters.chars().count() <= 20
        && !words.contains(['。', '，'])
        && terms[Does::Glossary].stand_in(&letters)
}

/// Longest line that is known by its letters, in bytes.
const LONGEST_LINE: usize = 120;

fn letters(words: &str) -> String {
    if words.len() > LONGEST_LINE {
        String::new()
    } else {
        words.chars().filter(|c| is_alphanumeric(*c)).collect()
    }
}

/// Whether words tell of the plan behind it: 编制说明.
pub fn is_telling(terms: Terms<'_>, words: &str) -> bool {
    let short = words.len() <= LONGEST_LINE && !words.contains(['。', '，', '：']);
    let letters = letters(words);
    let of = || terms[Does::Explains].closing(&letters).and_then(|e| letters.strip_suffix(e));
    // 加强政策解读 is something to be done, 加快…发展若干措施编制说明 tells of a plan.
    short && of().is_some_and(|of| terms[Does::Plan].close(of) || !lead::opens_work(terms, of))
}

/// Whether words are the heading of a chapter that stands in nearly every plan, or report of a year.
pub fn is_usual(terms: Terms<'_>, words: &str) -> bool {
    let letters = letters(words);
    terms[Does::Usual].hold(&letters) || is_of_year(terms, words, &letters)
}

/// Whether `words`, of these `letters`, are the heading of what a report tells of a year, or of five: “十四五”时期工作回顾.
fn is_of_year(terms: Terms<'_>, words: &str, letters: &str) -> bool {
    let year = |year: &str| year.len() == 4 && year.parse::<u16>().is_ok();
    let of_year = letters.split_once('年').filter(|(before, _)| year(before));
    let rest = of_year.map(|(_, rest)| rest).or_else(|| behind_five_years(letters));
    let short =
        |rest: &str| rest.chars().count() <= 16 && !words.contains(['，', '。', '：', '；']);
    rest.is_some_and(|rest| short(rest) && terms[Does::OfYear].close(rest))
}

/// What stands behind the name of five years that `letters` open with: 工作回顾 of 十四五时期工作回顾.
fn behind_five_years(letters: &str) -> Option<&str> {
    let (name, rest) = letters.split_once("时期")?;
    let middle = name.strip_prefix('十')?.strip_suffix('五')?;
    (middle.chars().count() == 1).then_some(rest)
}

/// Whether `paragraph` is the heading of a part that tells of a year and has no number.
pub fn is_part_of_year(terms: Terms<'_>, text: &str, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(text);
    let plain = paragraph.mark.is_none() && paragraph.look == Look::Plain;
    let opens = opens_year(words) || words.starts_with(['“', '十']);
    plain && opens && is_of_year(terms, words, &letters(words))
}

/// Whether such parts stand above the numbered chapters of a report, which count anew in a later one (2024年工作回顾, 一、…; 2025年重点工作,
/// 一、…), or begin in one of five years behind another that is all text.
pub fn are_parts_of_years(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> bool {
    let number = |p: &Paragraph| p.mark.as_ref().filter(|m| m.shape == Shape::Han)?.number;
    // Whether a part has begun, and whether it has chapters; and whether one that has none yet stands behind such a part.
    let (mut begun, mut counted, mut again, mut texts) = (false, false, false, 0);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        match number(paragraph) {
            Some(1) if again || texts > 1 => return true,
            Some(_) if !begun => return false,
            Some(_) => (counted, again) = (true, false),
            None if is_part_of_year(terms, text, paragraph) => {
                (begun, again) = (true, counted);
                let next = paragraphs[at + 1..].iter().find(|p| !p.page);
                let told = next.is_some_and(|p| p.span.of(text).contains('。'));
                let of_five = behind_five_years(&letters(paragraph.span.of(text))).is_some();
                texts += usize::from(told && of_five);
            }
            None => (),
        }
    }
    false
}

/// Whether the chapters of a document have no numbers: it counts nothing above （一）, and that more than once, or has headings that
/// stand in nearly every plan.
pub fn are_chapters_bare(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> bool {
    let marks = || paragraphs.iter().filter_map(|p| p.mark.as_ref());
    let upper = |m: &Mark| {
        use Shape::{Article, Bare, Chapter, Counted, Decimal, Han, Part, Section};
        matches!(m.shape, Part | Chapter | Section | Article | Han | Bare | Counted(_) | Decimal(_))
    };
    let firsts = marks().filter(|m| m.shape == Shape::HanParen && m.number == Some(1)).count();
    let shown = paragraphs.iter().any(|p| matches!(p.look, Look::Heading(2..)));
    if shown || marks().any(upper) {
        return false;
    }
    let usual = |p: &&Paragraph| p.mark.is_none() && is_usual(terms, p.span.of(text));
    firsts >= 2 || paragraphs.iter().filter(usual).count() >= 2
}

/// The first chapter that stands in nearly every plan, in a document that counts no sections.
pub fn first_usual(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> Option<usize> {
    let counts = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.shape == Shape::HanParen);
    let usual = |p: &Paragraph| p.mark.is_none() && is_usual(terms, p.span.of(text));
    paragraphs.iter().position(usual).filter(|_| !paragraphs.iter().any(counts))
}

/// Whether paragraph `at` is such a chapter's heading: a few words on a line of their own, between text that ends a sentence and
/// text that begins one, or a count.
pub fn is_bare_chapter(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = paragraphs[at].span.of(text);
    let plain = paragraphs[at].mark.is_none() && paragraphs[at].look == Look::Plain;
    let named = plain && words.chars().count() <= 24 && lead::heads(terms, words);
    let closes = |p: &Paragraph| {
        let words = p.span.of(text);
        let ends = words.ends_with(['。', '！', '：', '）', '？']);
        ends || is_usual(terms, words) || super::front::is_title(terms, text, p)
    };
    let ended = at.checked_sub(1).is_none_or(|before| closes(&paragraphs[before]));
    let counts = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.number == Some(1));
    let begun =
        |p: &Paragraph| counts(p) || p.span.of(text).contains('。') || begins_text(p.span.of(text));
    let next = paragraphs.get(at + 1);
    named && (is_usual(terms, words) || ended && next.is_some_and(begun))
}

/// Whether words are the beginning of a text.
fn begins_text(words: &str) -> bool {
    words.chars().count() >= 20 && words.contains(['，', '：'])
}

/// Longest entry of a list of attachments, in characters.
const LONGEST_ENTRY: usize = 80;

/// The most letters of a line that closes a document and is known by its end.
pub(super) const CLOSING: usize = 60;

/// Whether a line closes a document: who gets a copy, who printed it, its date.
pub fn is_closing(terms: Terms<'_>, words: &str) -> bool {
    let mut letters = words.chars().take(80).filter(|c| !c.is_whitespace());
    // Most lines are long and open otherwise: nothing more of them need be looked at.
    let closing = &terms[Does::Closing];
    let may = |c| closing.firsts.may_hold(c) || matches!(c, '2' | '２' | '二');
    let opens = letters.next().is_some_and(may);
    if !opens && letters.nth(CLOSING).is_some() {
        return false;
    }
    let dense: String = words.chars().take(80).filter(|c| !c.is_whitespace()).collect();
    let short = dense.chars().count() <= CLOSING && !dense.contains('。');
    closing.open(&dense)
        || (short && dense.ends_with("印发") && dense.contains('年') && dense.contains('日'))
        || issuer::is_date(words)
}

impl Builder<'_> {
    /// The first remark of a note with numbers: 注：1.本表…; a shape without a number where it begins on the next line.
    pub(super) fn note(&self, at: usize) -> Option<Noted> {
        let words = self.paragraphs[at].span.of(self.text());
        let rest = words.strip_prefix(self.terms[Does::Note].opening(words)?)?;
        let rest = rest.trim_start_matches(['：', ':']).trim_start();
        match mark::mark(rest) {
            Some(first) => (first.number == Some(1)).then_some((Some(first.shape), 1)),
            None => rest.is_empty().then_some((None, 0)),
        }
    }

    /// Whether a preface is open and `mark` that of a heading: no chapter stands within a preface.
    pub(super) fn ends_preface(&self, mark: &Mark) -> bool {
        let heads = !matches!(mark.shape, Shape::Dash | Shape::Ordinal | Shape::Stage);
        let open = self.series.top().filter(|level| heads && level.shape.is_none());
        let head = open.and_then(|level| self.nodes[level.node].head);
        head.is_some_and(|head| names_preface(self.terms, head.of(self.text())))
    }

    /// Whether 附件： opens a list of what is attached, whose numbers are no headings: its first entry stands behind it, or below it
    /// and the list ends the document or a signature follows.
    pub(super) fn lists_attachments(&self, at: usize, mark: &Mark) -> Option<Noted> {
        let rest = self.paragraphs[at].rest().of(self.text());
        if mark.shape != Shape::Attached || mark.number.is_some() {
            return None;
        }
        let next = self.paragraphs[at + 1..].iter().find(|p| !p.page);
        let signed = next.is_none_or(|p| {
            let words = p.span.of(self.text());
            is_closing(self.terms, words) || issuer::names_a_body(self.terms, words)
        });
        // What is attached follows, with a mark of its own.
        let attached = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.shape == Shape::Attached);
        let attached = next.is_some_and(attached);
        if (signed && !rest.is_empty() || attached) && mark::mark(rest).is_none() {
            return Some((None, 0));
        }
        if let Some(first) = mark::mark(rest) {
            return (first.number == Some(1)).then_some((Some(first.shape), 1));
        }
        let below = self.paragraphs[at + 1..].iter().filter(|p| !p.page);
        let entry = |p: &&Paragraph| {
            let words = p.span.of(self.text());
            p.mark.as_ref().is_some_and(|m| matches!(m.shape, Shape::Arabic | Shape::ArabicComma))
                && words.chars().count() <= LONGEST_ENTRY
                && !words.contains('。')
        };
        let entries = below.clone().take_while(entry).count();
        let next = below.skip(entries).map(|p| p.span.of(self.text())).next();
        let ends =
            next.is_none_or(|w| is_closing(self.terms, w) || issuer::names_a_body(self.terms, w));
        (rest.is_empty() && entries > 0 && ends).then_some((None, 0))
    }

    /// Whether a paragraph directly below a table is a note that counts its remarks on one line: 1.本表…。2.….
    fn notes_table(&self, at: usize, mark: &Mark) -> bool {
        // Cells that have lost their table may stand between.
        let mut above = self.nodes.iter().rev().take(8);
        let below = above.find(|n| n.span.len() > 3).is_some_and(|n| n.kind == Kind::Table);
        let words = self.paragraphs[at].rest().of(self.text());
        let several = || ["。2.", "。2．", "。2、"].iter().any(|second| words.contains(second));
        let counts = matches!(mark.shape, Shape::Arabic | Shape::ArabicComma);
        below && counts && mark.number == Some(1) && several()
    }

    /// Whether the mark of paragraph `at` is that of a remark of a note, and no heading's.
    pub(super) fn is_remark(&mut self, at: usize, mark: &Mark) -> bool {
        self.notes_table(at, mark) || self.remarked(mark)
    }

    /// Whether `mark` counts on the remarks of a note.
    fn remarked(&mut self, mark: &Mark) -> bool {
        // Some fonts show every number in a circle as the same.
        let again = |last| mark.shape == Shape::Circled && mark.number == Some(last);
        let next = |(shape, last): Noted| {
            let alike = shape.is_none_or(|shape| shape == mark.shape);
            let alike = alike && mark.shape != Shape::Attached;
            let number = mark.number.filter(|&n| alike && (n == last + 1 || again(last)))?;
            Some((Some(mark.shape), number))
        };
        self.noted = self.noted.and_then(next);
        self.noted.is_some()
    }

    /// Whether paragraph `at` is the rest of the remark above it, which ended within a sentence.
    pub(super) fn goes_on_remark(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| self.paragraphs[above].span.of(self.text()));
        above.is_some_and(|words| !words.ends_with(['。', '；', '.', ';', '：']))
    }

    /// A line without a number that is known by its words: a chapter, a list of explanations, the end of the document.
    pub(super) fn named(&mut self, at: usize) -> bool {
        let words = self.paragraphs[at].span.of(self.text());
        if is_glossary(self.terms, words) || is_telling(self.terms, words) {
            let top = self.series.top().map(|level| level.node);
            // 附件2 / 名词解释
            if top.is_some_and(|top| self.completes_heading(top, at)) {
                return true;
            }
            self.last_column = self.column.take();
            self.hall = None;
            let paragraph = &self.paragraphs[at];
            let node = self.push(Kind::Attachment, None, None, paragraph.span, paragraph.line);
            self.nodes[node].head = Some(paragraph.span);
            self.series.open_unnumbered(0, node);
        } else if is_named_chapter(self.terms, words)
            || is_preface(self.terms, self.text(), self.paragraphs, at)
            || self.dated_parts && is_part_of_year(self.terms, self.text(), &self.paragraphs[at])
        {
            self.unnumbered_heading(at, 1);
        } else if self.bare_chapters
            && is_bare_chapter(self.terms, self.text(), self.paragraphs, at)
        {
            self.unnumbered_heading(at, self.bare_level(at));
        } else if is_closing(self.terms, words) || self.signs(at) || self.dates_signers(at) {
            self.aside(at, None);
        } else {
            return false;
        }
        true
    }

    /// Whether paragraph `at` is the name of a body that signs: no heading below counts on.
    fn signs(&self, at: usize) -> bool {
        let lines = || self.paragraphs[at..self.footer].iter().filter(|p| !p.page);
        let mut marks = lines().filter_map(|p| p.mark.as_ref());
        issuer::signs(self.terms, lines().map(|p| p.span.of(self.text())))
            && !marks.next().is_some_and(|m| m.shape != Shape::Attached && m.number > Some(1))
    }

    /// Whether paragraph `at` is the month below the bodies that sign, and the last of the text.
    fn dates_signers(&self, at: usize) -> bool {
        let signed = self.growth.last().is_some_and(|last| last.aside)
            && self.nodes.last().is_some_and(|last| last.parent.is_none());
        signed
            && issuer::is_month(self.paragraphs[at].span.of(self.text()))
            && self.paragraphs[at + 1..self.footer].iter().all(|p| p.page)
    }

    /// The level of a heading without a number that no mark tells: below a usual chapter there are sections, where the document counts
    /// none.
    fn bare_level(&self, at: usize) -> u8 {
        let below = self.first_usual.is_some_and(|first| first < at);
        let usual = is_usual(self.terms, self.paragraphs[at].span.of(self.text()));
        if below && !usual { 2 } else { 1 }
    }

    /// A line that is kept and not read.
    pub(super) fn aside(&mut self, at: usize, parent: Option<usize>) {
        let paragraph = &self.paragraphs[at];
        let node = self.push(Kind::Paragraph, None, parent, paragraph.span, paragraph.line);
        self.growth[node].aside = true;
    }
}

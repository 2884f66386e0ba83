//! Headings without a number that are known by their words, and the lines at the end of a document that belong to no chapter.

use super::lead;
use super::mark::{self, Mark, Shape};
use super::node::Kind;
use super::paragraph::Paragraph;
use super::tree::Builder;
use crate::ground::is_alphanumeric;
use crate::source::Look;

/// The last remark of a note that counts them, and the shape of its number; none before the first.
pub(super) type Noted = (Option<Shape>, u32);

/// Chapters that plans leave without a number.
const CHAPTERS: [&str; 5] = ["总则", "附则", "结语", "结束语", "尾声"];
/// Chapters that stand in nearly every plan; where none has a number, they are known by their words.
const USUAL: [&str; 28] = [
    "总体要求",
    "总体思路",
    "总体目标",
    "指导思想",
    "基本原则",
    "工作原则",
    "工作目标",
    "主要目标",
    "发展目标",
    "行动目标",
    "目标任务",
    "重点任务",
    "主要任务",
    "工作任务",
    "重点工作",
    "主要工作",
    "主要举措",
    "工作举措",
    "工作措施",
    "主要措施",
    "重点举措",
    "实施步骤",
    "工作步骤",
    "保障措施",
    "工作要求",
    "组织实施",
    "政府自身建设",
    "加强政府自身建设",
];
/// What the headings of reports tell of a year: 2024年工作回顾, 2025年重点工作.
const OF_YEARS: [&str; 7] = ["工作", "回顾", "要求", "目标", "任务", "安排", "建议"];
/// What the title of a part ends with that tells of the plan behind it.
const TELLINGS: [&str; 6] =
    ["编制说明", "起草说明", "修订说明", "政策解读", "文件解读", "政策问答"];
/// Chapters before the first that plans leave without a number.
const PREFACES: [&str; 5] = ["前言", "引言", "导言", "序言", "序"];
/// What a note opens with.
const NOTES: [&str; 4] = ["注", "备注", "说明", "附注"];
/// What the title of a list of explanations holds.
const GLOSSARIES: [&str; 7] =
    ["名词解释", "名词说明", "名词注释", "名词术语", "术语解释", "用语说明", "用语解释"];

/// Whether words open as a note does.
pub fn is_note(words: &str) -> bool {
    NOTES.iter().any(|note| words.starts_with(note))
}

/// Whether a line is the heading of a chapter that plans leave without a number: 总  则.
pub fn is_named_chapter(words: &str) -> bool {
    // The number of a page may stand glued before it.
    CHAPTERS.contains(&letters(words).trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether words are the heading of a preface: 前  言.
pub fn names_preface(words: &str) -> bool {
    PREFACES.contains(&letters(words).as_str())
}

/// Whether paragraph `at` is the heading of a preface: text follows it.
pub fn is_preface(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let next = paragraphs[at + 1..].iter().find(|p| !p.page);
    let prose = |p: &Paragraph| p.mark.is_none() && p.span.of(text).contains(['。', '，']);
    names_preface(paragraphs[at].span.of(text)) && next.is_some_and(prose)
}

/// Whether a line is the heading of a list of explanations: 名词解释.
pub fn is_glossary(words: &str) -> bool {
    let letters = letters(words);
    letters.chars().count() <= 20
        && !words.contains(['。', '，'])
        && GLOSSARIES.iter().any(|g| letters.contains(g))
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
pub fn is_telling(words: &str) -> bool {
    // 加强政策解读 is something to be done.
    const DONE: [&str; 8] = ["加强", "做好", "开展", "强化", "推进", "抓好", "注重", "及时"];
    let short = words.len() <= LONGEST_LINE && !words.contains(['。', '，', '：']);
    let letters = letters(words);
    let done = DONE.iter().any(|verb| letters.starts_with(verb));
    short && !done && TELLINGS.iter().any(|end| letters.ends_with(end))
}

/// Whether words are the heading of a chapter that stands in nearly every plan, or report of a year.
pub fn is_usual(words: &str) -> bool {
    let letters = letters(words);
    USUAL.contains(&letters.as_str()) || is_of_year(words, &letters)
}

/// Whether `words`, of these `letters`, are the heading of what a report tells of a year.
fn is_of_year(words: &str, letters: &str) -> bool {
    let told = |(year, rest): (&str, &str)| {
        let short = rest.chars().count() <= 16 && !words.contains(['，', '。', '：', '；']);
        year.parse::<u16>().is_ok() && short && OF_YEARS.iter().any(|end| rest.ends_with(end))
    };
    letters.split_once('年').filter(|(year, _)| year.len() == 4).is_some_and(told)
}

/// Whether `paragraph` is the heading of a part that tells of a year and has no number.
pub fn is_part_of_year(text: &str, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(text);
    let plain = paragraph.mark.is_none() && paragraph.look == Look::Plain;
    plain && words.starts_with("20") && is_of_year(words, &letters(words))
}

/// Whether such parts stand above the numbered chapters of a report, which count anew in a later one: 2024年工作回顾, 一、…; 2025年重点工作,
/// 一、….
pub fn are_parts_of_years(text: &str, paragraphs: &[Paragraph]) -> bool {
    let number = |p: &Paragraph| p.mark.as_ref().filter(|m| m.shape == Shape::Han)?.number;
    // Whether a part has begun, and whether it has chapters; and whether one that has none yet stands behind such a part.
    let (mut begun, mut counted, mut again) = (false, false, false);
    for paragraph in paragraphs {
        match number(paragraph) {
            Some(1) if again => return true,
            Some(_) if !begun => return false,
            Some(_) => (counted, again) = (true, false),
            None if is_part_of_year(text, paragraph) => (begun, again) = (true, counted),
            None => (),
        }
    }
    false
}

/// Whether the chapters of a document have no numbers: it counts nothing above （一）, and that more than once, or has headings that
/// stand in nearly every plan.
pub fn are_chapters_bare(text: &str, paragraphs: &[Paragraph]) -> bool {
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
    let usual = |p: &&Paragraph| p.mark.is_none() && is_usual(p.span.of(text));
    firsts >= 2 || paragraphs.iter().filter(usual).count() >= 2
}

/// The first chapter that stands in nearly every plan, in a document that counts no sections.
pub fn first_usual(text: &str, paragraphs: &[Paragraph]) -> Option<usize> {
    let counts = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.shape == Shape::HanParen);
    let usual = |p: &Paragraph| p.mark.is_none() && is_usual(p.span.of(text));
    paragraphs.iter().position(usual).filter(|_| !paragraphs.iter().any(counts))
}

/// Whether paragraph `at` is such a chapter's heading: a few words on a line of their own, between text that ends a sentence and
/// text that begins one, or a count.
pub fn is_bare_chapter(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = paragraphs[at].span.of(text);
    let plain = paragraphs[at].mark.is_none() && paragraphs[at].look == Look::Plain;
    let named = plain && words.chars().count() <= 24 && lead::heads(words);
    let closes = |p: &Paragraph| {
        let words = p.span.of(text);
        let ends = words.ends_with(['。', '！', '：', '）', '？']);
        ends || is_usual(words) || super::front::is_title(text, p)
    };
    let ended = at.checked_sub(1).is_none_or(|before| closes(&paragraphs[before]));
    let counts = |p: &Paragraph| p.mark.as_ref().is_some_and(|m| m.number == Some(1));
    let begun =
        |p: &Paragraph| counts(p) || p.span.of(text).contains('。') || begins_text(p.span.of(text));
    let next = paragraphs.get(at + 1);
    named && (is_usual(words) || ended && next.is_some_and(begun))
}

/// Whether words are the beginning of a text.
fn begins_text(words: &str) -> bool {
    words.chars().count() >= 20 && words.contains(['，', '：'])
}

/// Longest entry of a list of attachments, in characters.
const LONGEST_ENTRY: usize = 80;

/// What is said below a text of how far it is public.
const CLOSINGS: [&str; 6] = ["（此件", "(此件", "（此文", "(此文", "（本文有删减", "(本文有删减"];

/// The most letters of a line that closes a document and is known by its end.
pub(super) const CLOSING: usize = 60;

/// Whether a line closes a document: who gets a copy, who printed it, its date, the name that signs above a date.
pub fn is_closing(words: &str, next: Option<&str>) -> bool {
    let mut letters = words.chars().take(80).filter(|c| !c.is_whitespace());
    // Most lines are long and open otherwise: nothing more of them need be looked at.
    let opens = letters.next().is_some_and(|c| "抄主（(2２二".contains(c));
    if !opens && letters.nth(CLOSING).is_some() {
        return false;
    }
    let dense: String = words.chars().take(80).filter(|c| !c.is_whitespace()).collect();
    let short = dense.chars().count() <= CLOSING && !dense.contains('。');
    let signs = || {
        next.is_some_and(super::issuer::is_date)
            && dense.chars().count() <= 24
            && !dense.contains(['，', '：', '、'])
            && super::issuer::names_a_body(super::front::name_of(&dense))
    };
    ["抄送", "抄报", "主题词："].iter().any(|w| dense.starts_with(w))
        || (short && dense.ends_with("印发") && dense.contains('年') && dense.contains('日'))
        || CLOSINGS.iter().any(|w| dense.starts_with(w))
        || super::issuer::is_date(words)
        || signs()
}

impl Builder<'_> {
    /// The first remark of a note with numbers: 注：1.本表…; a shape without a number where it begins on the next line.
    pub(super) fn note(&self, at: usize) -> Option<Noted> {
        let words = self.paragraphs[at].span.of(self.text());
        let rest = NOTES.iter().find_map(|note| words.strip_prefix(note))?;
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
        head.is_some_and(|head| names_preface(head.of(self.text())))
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
            is_closing(words, None) || super::issuer::names_a_body(words)
        });
        if signed && mark::mark(rest).is_none() && !rest.is_empty() {
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
        let ends = next.is_none_or(|w| is_closing(w, None) || super::issuer::names_a_body(w));
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
        let next = self.paragraphs[at + 1..].iter().find(|p| !p.page);
        if is_glossary(words) || is_telling(words) {
            self.last_column = self.column.take();
            let paragraph = &self.paragraphs[at];
            let node = self.push(Kind::Attachment, None, None, paragraph.span, paragraph.line);
            self.nodes[node].head = Some(paragraph.span);
            self.series.open_unnumbered(0, node);
        } else if is_named_chapter(words)
            || is_preface(self.text(), self.paragraphs, at)
            || self.dated_parts && is_part_of_year(self.text(), &self.paragraphs[at])
        {
            self.unnumbered_heading(at, 1);
        } else if self.bare_chapters && is_bare_chapter(self.text(), self.paragraphs, at) {
            self.unnumbered_heading(at, self.bare_level(at));
        } else if is_closing(words, next.map(|p| p.span.of(self.text()))) {
            self.aside(at, None);
        } else {
            return false;
        }
        true
    }

    /// The level of a heading without a number that no mark tells: below a usual chapter there are sections, where the document counts
    /// none.
    fn bare_level(&self, at: usize) -> u8 {
        let below = self.first_usual.is_some_and(|first| first < at);
        let usual = is_usual(self.paragraphs[at].span.of(self.text()));
        if below && !usual { 2 } else { 1 }
    }

    /// A line that is kept and not read.
    pub(super) fn aside(&mut self, at: usize, parent: Option<usize>) {
        let paragraph = &self.paragraphs[at];
        let node = self.push(Kind::Paragraph, None, parent, paragraph.span, paragraph.line);
        self.growth[node].aside = true;
    }
}

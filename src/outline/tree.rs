//! Paragraphs → tree: each paragraph opens a node, or is text of the node that is open.

use std::borrow::Cow;

use super::column;
use super::furniture::{self, hangs, is_furniture};
use super::label;
use super::lead::{self, Lead};
use super::mark::{Mark, Shape};
use super::node::{Kind, Node};
use super::paragraph::Paragraph;
use super::run;
use super::series::{Place, Series, Step};
use super::table;
use super::terms::Terms;
use super::unnumbered;
use crate::ground::{Note, Span, first_end, numeral, sentences};
use crate::source::Look;

/// Builds the nodes of `paragraphs`, which are the body of a plan: from its first numbered heading on.
pub fn build(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> (Vec<Node>, Vec<Note>) {
    let mut builder = Builder::new(terms, text, paragraphs);
    for at in 0..paragraphs.len() {
        if at >= builder.done {
            builder.paragraph(at);
        }
    }
    builder.finish()
}

/// What is known of a node while it grows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Growth {
    /// A single short sentence: a heading if something comes below it, else the commitment itself.
    pub(super) sentence: Option<Span>,
    /// Whether text follows the heading in its own paragraph, so that a further paragraph continues it.
    pub(super) continues: bool,
    /// Whether its paragraph is nothing but a heading, of which so much is its mark.
    pub(super) bare: Option<Span>,
    /// The caption of a table.
    pub(super) caption: Option<Span>,
    /// The second half of a heading that is a slogan of two lines.
    pub(super) second: Option<Span>,
    /// How many bytes of the heading of a box are its mark, which the paragraphs before it may have settled.
    pub(super) mark: usize,
    /// Whether it is the number of a page or a line that closes the document, which no text follows.
    pub(super) aside: bool,
    /// The level of a heading without a number, from 1; 0 for all else.
    pub(super) level: u8,
}

pub(super) struct Builder<'a> {
    /// The words it reads with.
    pub(super) terms: Terms<'a>,
    text: &'a str,
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) nodes: Vec<Node>,
    pub(super) growth: Vec<Growth>,
    /// The counts of the plan itself.
    pub(super) series: Series,
    /// The box that is open, with counts of its own.
    pub(super) column: Option<column::Open>,
    /// The box that was open last: its heading can come again on the next page.
    pub(super) last_column: Option<column::Open>,
    /// The paragraphs whose first sentence of two halves is their lead.
    pub(super) halved: Vec<bool>,
    /// Whether chapters have no numbers.
    pub(super) bare_chapters: bool,
    /// The first of them that stands in nearly every plan, where sections have none either.
    pub(super) first_usual: Option<usize>,
    /// Whether parts that tell of a year and have no number stand above the numbered chapters.
    pub(super) dated_parts: bool,
    /// The chapter in which the speaker of a report has turned to the hall, until the next mark.
    pub(super) hall: Option<usize>,
    /// Where the lines of the page begin below the end of the text.
    pub(super) footer: usize,
    /// The last remark of a note (注：1.…): the numbers after it are no headings.
    pub(super) noted: Option<unnumbered::Noted>,
    /// The paragraphs before this one are read: a table takes several at once.
    pub(super) done: usize,
    notes: Vec<Note>,
}

impl<'a> Builder<'a> {
    fn new(terms: Terms<'a>, text: &'a str, paragraphs: &'a [Paragraph]) -> Self {
        Self {
            terms,
            text,
            paragraphs,
            nodes: Vec::new(),
            growth: Vec::new(),
            series: Series::default(),
            column: None,
            last_column: None,
            halved: run::halved_leads(terms, text, paragraphs),
            bare_chapters: unnumbered::are_chapters_bare(terms, text, paragraphs),
            dated_parts: unnumbered::are_parts_of_years(terms, text, paragraphs),
            first_usual: unnumbered::first_usual(terms, text, paragraphs),
            hall: None,
            footer: furniture::footer(terms, text, paragraphs),
            noted: None,
            done: 0,
            notes: Vec::new(),
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn paragraph(&mut self, at: usize) {
        self.leave_frame(at);
        let paragraph = &self.paragraphs[at];
        let opened = match &paragraph.mark {
            _ if at >= self.footer => {
                self.aside(at, None);
                true
            }
            _ if paragraph.page
                || is_furniture(self.terms, paragraph.span.of(self.text))
                || hangs(self.terms, self.text, self.paragraphs, at)
                || paragraph.led
                || table::is_figure(paragraph.span.of(self.text)) =>
            {
                self.aside(at, self.series.top().map(|l| l.node));
                true
            }
            _ if matches!(paragraph.look, Look::Row(_)) => {
                self.table(at);
                true
            }
            Some(mark) if mark.shape == Shape::Column => {
                self.open_column(at, mark);
                true
            }
            Some(mark) => match self.is_remark(at, mark) {
                // What goes on a list of attachments is kept like its beginning.
                true if self.growth.last().is_some_and(|last| last.aside) => {
                    self.aside(at, None);
                    true
                }
                remark => !remark && self.marked(at, mark),
            },
            None => self.named(at),
        };
        if !opened {
            self.noted = self
                .noted
                .filter(|_| paragraph.mark.is_some() || self.goes_on_remark(at))
                .or_else(|| self.note(at));
            match paragraph.look {
                Look::Heading(_) if self.completes_number(at) => {}
                Look::Heading(level) => self.unnumbered_heading(at, level),
                _ => self.unmarked(at),
            }
        }
    }

    /// A paragraph with a mark; `false` if the mark fits no count, so that it is text.
    fn marked(&mut self, at: usize, mark: &Mark) -> bool {
        if self.column.is_some() && self.leaves_column(at, mark) {
            self.last_column = self.column.take();
        }
        if self.ends_preface(mark) {
            self.series.close_to(0);
        }
        if mark.shape == Shape::Attached {
            self.series.close_to(0);
            if let Some(list) = self.lists_attachments(at, mark) {
                self.noted = Some(list);
                self.aside(at, None);
                return true;
            }
        }
        let series = self.column.as_ref().map_or(&self.series, |c| &c.series);
        let unglued = self.unglued(at, mark, series);
        let mark = unglued.as_ref().unwrap_or(mark);
        let over = self.stands_over(at, mark, series);
        let place = over.and_then(|points| series.place_over(points));
        let Some(place) = place.or_else(|| series.place(mark)) else {
            let message = format!("“{}”不接续任何编号，按正文处理", self.printed(at, mark));
            self.notes.push(Note::warning(self.paragraphs[at].line, message));
            return false;
        };
        let step = if mark.shape.holds() { place.step } else { self.beside(mark) };
        self.doubt(at, mark, step);
        self.open(at, mark, place);
        if let Some(points) = over {
            self.series.put_below(points, mark.shape);
        }
        true
    }

    /// The shape of points whose one count runs through sections and began before the first of them, which `mark` opens: 1. above
    /// （一）, with 2. and 3. below that.
    fn stands_over(&self, at: usize, mark: &Mark, series: &Series) -> Option<Shape> {
        let first = mark.shape == Shape::HanParen && mark.number == Some(1);
        if !first || self.column.is_some() || series.knows(mark.shape) || series.open().len() < 2 {
            return None;
        }
        let (points, last) = series.top().and_then(|top| Some((top.shape?, top.number)))?;
        let numbered = matches!(points, Shape::Arabic | Shape::ArabicComma);
        let marks = self.paragraphs[at + 1..].iter().filter_map(|p| p.mark.as_ref());
        let mut marks = marks.filter(|m| m.shape == points || m.shape == mark.shape);
        let goes_on = marks.next().is_some_and(|m| m.shape == points && m.number == Some(last + 1));
        let mut second = || marks.find(|m| m.shape == mark.shape).and_then(|m| m.number);
        (numbered && goes_on && second() == Some(2)).then_some(points)
    }

    /// 425.1.3: the number of a page glued before the number that comes next.
    fn unglued(&self, at: usize, mark: &Mark, series: &Series) -> Option<Mark> {
        let counts = matches!(mark.shape, Shape::Decimal(_) | Shape::Arabic | Shape::ArabicComma);
        if !counts || mark.path[0] <= 30 {
            return None;
        }
        let words = self.paragraphs[at].span.of(self.text);
        (1..words.len().min(3)).filter(|&n| words.is_char_boundary(n)).find_map(|n| {
            let mut inner = super::mark::mark(&words[n..])?;
            inner.len += n;
            let fits = series.place(&inner).is_some_and(|p| matches!(p.step, Step::Next));
            (inner.shape == mark.shape && fits).then_some(inner)
        })
    }

    /// How a stage or 一是 follows the one before it.
    fn beside(&self, mark: &Mark) -> Step {
        let Some(number) = mark.number else { return Step::Next };
        let kind = self.kind(mark.shape, None);
        let last = self
            .nodes
            .iter()
            .rev()
            .take_while(|n| n.number.is_none() || n.kind == kind)
            .find(|n| n.kind == kind);
        match last.and_then(|n| n.number.as_deref()?.parse::<u32>().ok()) {
            Some(last) if number > last + 1 => Step::Gap(last),
            Some(last) if number <= last && number != 1 => Step::Repeat(last),
            None if number > 1 => Step::LateStart,
            _ => Step::Next,
        }
    }

    fn printed(&self, at: usize, mark: &Mark) -> &'a str {
        let start = self.paragraphs[at].span.start as usize;
        self.text[start..start + mark.len].trim()
    }

    fn doubt(&mut self, at: usize, mark: &Mark, step: Step) {
        let printed = self.printed(at, mark);
        let message = match step {
            Step::Next | Step::First | Step::RunsOn => return,
            Step::Gap(last) => format!(
                "编号“{printed}”前缺号：上一个是 {last}（{}）",
                numeral::chinese(last.into())
            ),
            Step::Repeat(last) => format!(
                "编号“{printed}”重复或倒退：上一个是 {last}（{}）",
                numeral::chinese(last.into())
            ),
            Step::LateStart => format!("编号“{printed}”不从一开始"),
        };
        self.notes.push(Note::warning(self.paragraphs[at].line, message));
    }

    /// Opens the node of a marked paragraph at `place`.
    fn open(&mut self, at: usize, mark: &Mark, place: Place) {
        self.hall = None;
        let series = self.column.as_ref().map_or(&self.series, |c| &c.series);
        let above = series.open()[..place.keep].last().map(|l| l.node);
        let parent = above.or(self.column.as_ref().map(|c| c.node));
        let node = self.nodes.len();
        self.push_marked(at, mark, parent);
        if mark.shape.holds() {
            let series = self.column.as_mut().map_or(&mut self.series, |c| &mut c.series);
            series.open_at(place, mark, node);
        }
    }

    fn push_marked(&mut self, at: usize, mark: &Mark, parent: Option<usize>) {
        let paragraph = &self.paragraphs[at];
        let rest = paragraph.rest();
        let number =
            mark.number.map(|_| mark.path.iter().map(u32::to_string).collect::<Vec<_>>().join("."));
        let kind = self.kind(mark.shape, parent);
        let node = self.push(kind, number, parent, paragraph.span, paragraph.line);
        let words = rest.of(self.text);
        let captioned = lead::caption(words).filter(|_| mark.shape == Shape::Article);
        let captioned = captioned.map(|len| Lead::RunIn(len, len));
        let lead = match captioned.unwrap_or_else(|| lead::marked(self.terms, words)) {
            // An article has no heading: its first sentence is a rule like the others.
            Lead::RunIn(_, end)
                if mark.shape == Shape::Article
                    && captioned.is_none()
                    && !words[..end].ends_with('：') =>
            {
                Lead::Text
            }
            Lead::ShortSentence
                if mark.shape == Shape::Article && !lead::captions(self.terms, words) =>
            {
                Lead::Text
            }
            lead => lead,
        };
        match lead {
            Lead::Heading => {
                self.nodes[node].head = Some(paragraph.span);
                self.growth[node].bare = Some(rest);
            }
            Lead::ShortSentence => self.growth[node].sentence = Some(rest),
            Lead::RunIn(len, end) => {
                let start = rest.start as usize;
                self.nodes[node].head = Some(Span::new(paragraph.span.start as usize, start + len));
                self.add_body(node, Span::new(start + end, rest.end as usize));
                self.growth[node].continues = true;
            }
            Lead::Text => {
                self.nodes[node].head = Some(
                    Span::new(paragraph.span.start as usize, rest.start as usize)
                        .trimmed(self.text),
                );
                self.add_body(node, rest);
                self.growth[node].continues = true;
            }
        }
    }

    /// What a mark's node is: 编, 章, 节, 条 by name, the rest by how deep it stands.
    fn kind(&self, shape: Shape, parent: Option<usize>) -> Kind {
        if self.column.is_some() && parent == self.column.as_ref().map(|c| c.node) {
            return Kind::Project;
        }
        let depth = self.numbered_above(parent);
        match shape {
            Shape::Part => Kind::Part,
            Shape::Chapter => Kind::Chapter,
            Shape::Section => Kind::Section,
            Shape::Article => Kind::Article,
            Shape::Stage => Kind::Stage,
            Shape::Dash => Kind::Principle,
            Shape::Ordinal => Kind::OrganisationItem,
            Shape::Attached => Kind::Attachment,
            Shape::Han | Shape::Bare | Shape::Counted(_) if depth == 0 => Kind::Chapter,
            Shape::Counted("任务" | "重点任务") => Kind::Task,
            Shape::Han | Shape::HanParen | Shape::Decimal(2) | Shape::Counted(_) if depth <= 1 => {
                Kind::Section
            }
            _ => Kind::Item,
        }
    }

    /// How many chapters, sections and items stand above.
    fn numbered_above(&self, parent: Option<usize>) -> usize {
        let mut depth = 0;
        let mut at = parent;
        while let Some(node) = at {
            let counts = matches!(
                self.nodes[node].kind,
                Kind::Chapter | Kind::Section | Kind::Item | Kind::Article
            );
            depth += usize::from(counts);
            at = self.nodes[node].parent.map(|n| n as usize);
        }
        depth
    }

    pub(super) fn push(
        &mut self,
        kind: Kind,
        number: Option<String>,
        parent: Option<usize>,
        span: Span,
        line: u32,
    ) -> usize {
        let parent = parent.map(|n| n as u32);
        self.nodes.push(Node {
            id: String::new(),
            kind,
            number,
            title: String::new(),
            parent,
            span,
            head: None,
            body: Vec::new(),
            line,
            period: None,
        });
        self.growth.push(Growth::default());
        self.nodes.len() - 1
    }

    pub(super) fn add_body(&mut self, node: usize, span: Span) {
        let span = span.trimmed(self.text);
        if !span.is_empty() {
            self.nodes[node].body.push(span);
            self.nodes[node].span = self.nodes[node].span.to(span);
        }
    }

    /// A heading without a number, as Markdown or a document's styles show it.
    pub(super) fn unnumbered_heading(&mut self, at: usize, level: u8) {
        self.hall = None;
        self.last_column = self.column.take();
        let paragraph = &self.paragraphs[at];
        let keep =
            self.series.open().iter().take_while(|l| self.shown_level(l.node) < level).count();
        let parent = self.series.open()[..keep].last().map(|l| l.node);
        let kind = match keep {
            0 => Kind::Chapter,
            1 => Kind::Section,
            _ => Kind::Item,
        };
        let node = self.push(kind, None, parent, paragraph.span, paragraph.line);
        self.nodes[node].head = Some(paragraph.span);
        self.growth[node].level = level;
        self.series.open_unnumbered(keep, node);
    }

    /// The level at which the document shows the heading of `node`; the deepest where it shows none.
    fn shown_level(&self, node: usize) -> u8 {
        if self.growth[node].level > 0 {
            return self.growth[node].level;
        }
        let line = self.nodes[node].line;
        let paragraph = self.paragraphs.iter().find(|p| p.line == line);
        match paragraph.map(|p| &p.look) {
            Some(Look::Heading(level)) => *level,
            _ => u8::MAX,
        }
    }

    /// Settles what was left open: single sentences, titles, spans of what holds others.
    fn finish(mut self) -> (Vec<Node>, Vec<Note>) {
        self.raise_points();
        let mut held = vec![false; self.nodes.len()];
        // The number of a page below a sentence makes that no heading.
        let below = self.nodes.iter().zip(&self.growth).filter(|(_, growth)| !growth.aside);
        below.filter_map(|(node, _)| node.parent).for_each(|up| held[up as usize] = true);
        for (at, held) in held.iter().enumerate() {
            if let Some(sentence) = self.growth[at].sentence {
                self.settle(at, sentence, *held);
            }
            let says = |&rest: &Span| self.is_commitment(at) || self.is_charged(at, rest);
            if let Some(rest) = self.growth[at].bare.filter(|_| !held).filter(says) {
                self.promise(at, rest);
            }
            self.nodes[at].title = match self.growth[at].aside {
                true => unwrapped(self.nodes[at].span.of(self.text)),
                false => match (self.growth[at].caption, self.nodes[at].head) {
                    (Some(caption), _) => unwrapped(caption.of(self.text)),
                    (None, Some(head)) if self.nodes[at].kind == Kind::Table => {
                        table::in_a_line(self.text, head)
                    }
                    _ => title(self.text, &self.nodes[at], self.growth[at]),
                },
            };
            self.nodes[at].period = super::stage_period(&self.nodes[at]);
        }
        for at in (0..self.nodes.len()).rev() {
            if let Some(parent) = self.nodes[at].parent {
                let span = self.nodes[at].span;
                let parent = &mut self.nodes[parent as usize];
                parent.span = parent.span.to(span);
            }
        }
        (self.nodes, self.notes)
    }

    /// Makes chapters of the outermost points where sections stand below them: 1. above 1.1. Not where their count begins once more, so
    /// that some are points within those sections.
    fn raise_points(&mut self) {
        let outer = |n: &Node| n.kind == Kind::Item && n.parent.is_none();
        let number = |n: &Node| n.number.as_ref().and_then(|number| number.parse::<u32>().ok());
        let counts = self.nodes.iter().filter(|n| outer(n)).map(number).is_sorted_by(|a, b| a < b);
        let mut sections = self.nodes.iter().filter(|n| n.kind == Kind::Section);
        let mut above =
            || sections.any(|n| n.parent.is_some_and(|up| outer(&self.nodes[up as usize])));
        if counts && above() {
            self.nodes.iter_mut().filter(|n| outer(n)).for_each(|n| n.kind = Kind::Chapter);
        }
    }

    /// Whether a point that is one bare line says what is to be done, rather than naming what stands below it.
    fn is_commitment(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let point = matches!(node.kind, Kind::Item | Kind::OrganisationItem | Kind::Principle);
        let words = self.growth[at].bare.map_or("", |rest| rest.of(self.text));
        let says = words.contains(['，', '、']) || words.chars().count() >= 20;
        point && says && node.body.is_empty()
    }

    /// Whether `words`, a bare line, say what is to be done: they end with the bracket of who sees to it, 新建水厂（市水务局负责）; or there
    /// is nothing below them than who and by when, and they do or count something: 新建水厂3座, but not 职责分工.
    fn is_charged(&self, at: usize, words: Span) -> bool {
        let node = &self.nodes[at];
        let counted = matches!(
            node.kind,
            Kind::Chapter | Kind::Section | Kind::Task | Kind::Item | Kind::OrganisationItem
        );
        let says = |words: &str| label::is_aside(self.terms, words);
        let mut body = node.body.iter().map(|span| span.of(self.text));
        counted
            && match node.body.is_empty() {
                true => label::last_bracket(words.of(self.text)).is_some_and(says),
                false => body.all(says) && lead::promises(self.terms, words.of(self.text)),
            }
    }

    pub(super) fn settle(&mut self, at: usize, sentence: Span, is_heading: bool) {
        let node = &mut self.nodes[at];
        let start = node.span.start as usize;
        if is_heading || !node.body.is_empty() {
            let whole = sentence.of(self.text);
            let end = first_end(whole).unwrap_or(whole.len());
            let words = whole[..end].trim_end_matches(['。', '；', ';', '.', '．', '：', ':']);
            node.head = Some(Span::new(start, sentence.start as usize + words.len()));
            // The bracket behind a heading is text.
            let rest = Span::new(sentence.start as usize + end, sentence.end as usize);
            let rest = Some(rest.trimmed(self.text)).filter(|rest| !rest.is_empty());
            node.body.splice(0..0, rest);
        } else {
            self.promise(at, sentence);
        }
    }

    /// Makes `words` behind the mark of a node its text.
    fn promise(&mut self, at: usize, words: Span) {
        let node = &mut self.nodes[at];
        let start = node.span.start as usize;
        node.head = Some(Span::new(start, words.start as usize).trimmed(self.text));
        node.body.insert(0, words);
    }
}

/// The title of a node: its heading without the mark, or its first sentence without the closing mark. A blank parts the halves of a
/// slogan.
fn title(text: &str, node: &Node, Growth { second, mark: settled, .. }: Growth) -> String {
    let first = node.head.map(|head| Span { end: second.map_or(head.end, |s| s.start), ..head });
    let head = first.map_or("", |h| h.of(text));
    let bare = || {
        node.number.as_ref()?;
        super::mark::bare(head)
            .or_else(|| super::mark::spaced(head))
            .or_else(|| super::mark::capital(head))
    };
    let mark = super::mark::mark(head).or_else(bare);
    // 第一阶段（2024—2027年） is named with its mark; 一、总体要求 without it.
    let len = mark.filter(|m| m.shape != Shape::Stage).map_or(0, |m| m.len);
    let words = head.get(len.max(settled)..).unwrap_or_default();
    let words =
        words.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c)).trim();
    // A mark alone is no heading, be it the number of a decimal: 1.1.
    if words.contains(char::is_alphabetic) {
        let title = unwrapped(&unspaced(unframed(words.trim_end_matches(['：', ':']))));
        return match second {
            Some(second) => format!("{title} {}", unwrapped(second.of(text))),
            None => title,
        };
    }
    let first = node.body.iter().find_map(|&body| sentences(text, body).into_iter().next());
    // A box may have no other name than its mark.
    let words = if words.is_empty() && node.kind == Kind::Column { head } else { words };
    unwrapped(first.map_or(words, |s| s.of(text)).trim_end_matches(['。', '；', ';', '.', '．']))
}

/// Signs that stand before the points of a box and belong to no name.
const BULLETS: [char; 11] = ['●', '•', '■', '◆', '★', '▲', '○', '□', '◇', '☆', '※'];

/// `words` without the bracket at their end that opens before the mark: 【专栏一 信息网络工程】; nor the one that all of them stand in:
/// 第一条 （立法目的）.
fn unframed(words: &str) -> &str {
    const FRAMES: [(char, char); 4] = [('【', '】'), ('〖', '〗'), ('［', '］'), ('[', ']')];
    if label::closed(words) == Some(words.len()) {
        return words.trim_start_matches(label::opens).trim_end_matches(label::closes);
    }
    let frame =
        FRAMES.iter().find(|(open, close)| words.ends_with(*close) && !words.contains(*open));
    frame.map_or(words, |(_, close)| words.trim_end_matches(*close).trim_end())
}

/// `words` without the blanks between its letters, where each stands apart: 政 府 工 作 报 告.
pub(super) fn unspaced(words: &str) -> Cow<'_, str> {
    let apart = words.split_whitespace().all(|part| part.chars().count() == 1);
    if apart { words.split_whitespace().collect::<String>().into() } else { words.into() }
}

/// Words without the line ends that a wrapped heading has.
pub(super) fn unwrapped(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

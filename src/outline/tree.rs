//! Paragraphs → tree: each paragraph opens a node, or is text of the node that is open.

use super::column;
use super::furniture::{self, hangs, is_furniture};
use super::lead::{self, Lead};
use super::mark::{Mark, Shape};
use super::node::{Kind, Node};
use super::paragraph::Paragraph;
use super::run;
use super::series::{Place, Series, Step};
use super::table;
use super::terms::Terms;
use super::unnumbered;
use crate::ground::{Note, Span, numeral};
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
    /// How many bytes of the heading are its mark, which the paragraphs around it may have settled.
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
    pub(super) notes: Vec<Note>,
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
        // 第一阶段（2024—2027年） is named with its mark.
        self.growth[node].mark = if mark.shape == Shape::Stage { 0 } else { mark.len };
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
}

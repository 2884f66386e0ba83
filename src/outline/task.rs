//! Paragraphs without a mark: tasks that open with a lead sentence, text of the point above, or paragraphs of their own.

use super::label;
use super::lead::{self, Lead};
use super::mark::Shape;
use super::node::{Kind, Node};
use super::paragraph::Paragraph;
use super::table;
use super::terms::Does;
use super::tree::Builder;
use super::unnumbered;
use crate::ground::{Span, is_han};
use crate::source::Look;

/// The shortest second line of a heading, in characters; shorter ones are headings like 指导思想.
const HALF: usize = 6;

/// The shortest first line of a heading that had no room for the rest, and the longest rest, in characters.
const FULL: usize = 15;
const REST: usize = 8;

/// The longest label of a list in a box, in characters.
const LABEL: usize = 16;

/// The shortest name of a project that stands alone before a colon, in characters.
const SHORT: usize = 4;

/// The longest line of a heading that was ended on purpose, in characters.
const LINE: usize = 14;

impl Builder<'_> {
    /// A paragraph without a mark: more text of the open node, a task, or a paragraph of its own.
    pub(super) fn unmarked(&mut self, at: usize) {
        let paragraph = &self.paragraphs[at];
        if self.completes_column_title(at) {
            return;
        }
        if self.column.is_none() && self.turns(paragraph) {
            self.hall = self.series.open().first().map(|level| level.node);
            return self.plain(at, self.hall);
        }
        let series = self.column.as_ref().map_or(&self.series, |c| &c.series);
        let top = series.top().map(|l| l.node).or(self.column.as_ref().map(|c| c.node));
        let top = self.hall.or(top);
        if top.is_some_and(|n| {
            self.completes_heading(n, at)
                || self.completes_slogan(n, at)
                || self.completes_broken(n, at)
        }) {
            return;
        }
        if label::is_aside(self.terms, paragraph.span.of(self.text()))
            && self.takes_aside(paragraph.span)
        {
            return;
        }
        let caption = table::is_caption(paragraph.span.of(self.text()));
        let lead = self.lead(at).filter(|_| !caption);
        if lead.is_some() && self.leaves_points() || self.leaves_table(at) {
            self.last_column = self.column.take();
            return self.unmarked(at);
        }
        if let Some(label) = self.labelled_last() {
            return self.add_body(label, paragraph.span);
        }
        if let Some(column) = self.labels_list(at) {
            return self.led_alone(at, Some(column));
        }
        match top {
            _ if caption => self.plain(at, top),
            Some(node) if self.growth[node].continues && !self.parted(at, top, lead.is_some()) => {
                self.add_body(node, paragraph.span);
            }
            _ if self.names_project(at, top) => self.plain(at, top),
            _ if lead.is_some() && !self.awaits_text(top, at) => {
                self.led(at, top, lead.unwrap_or_default());
            }
            _ if self.leads_alone(at) => self.led_alone(at, top),
            _ => match self.last_led(top) {
                Some(led) => self.add_body(led, paragraph.span),
                None => self.plain(at, top),
            },
        }
    }

    /// Whether the speaker turns to the hall with `paragraph`: 各位代表！让我们….
    fn turns(&self, paragraph: &Paragraph) -> bool {
        label::behind_call(self.terms, paragraph.span.of(self.text())).is_some()
    }

    /// 第一章 alone on its line: the next line is its heading.
    pub(super) fn completes_heading(&mut self, node: usize, at: usize) -> bool {
        let above = &self.paragraphs[at - 1];
        let marked = self.nodes[node].number.is_some() || self.nodes[node].kind == Kind::Attachment;
        let alone = marked && above.rest().is_empty();
        let span = self.paragraphs[at].span;
        let title = alone
            && self.is_heading_alone(node, above.span)
            && lead::marked(self.terms, span.of(self.text())) == Lead::Heading;
        if title {
            self.extend_heading(node, span);
        }
        title
    }

    /// Whether a heading of its own is the rest of the one right above, which is a number alone: 附件1, and below it 任务分工表.
    pub(super) fn completes_number(&mut self, at: usize) -> bool {
        let top = self.series.top().map(|level| level.node);
        self.column.is_none() && top.is_some_and(|node| self.completes_heading(node, at))
    }

    /// Whether `line` is the heading of `node`, and nothing came after it.
    fn is_heading_alone(&self, node: usize, line: Span) -> bool {
        self.nodes[node].head == Some(line) && self.nodes[node].span == line
    }

    /// The heading of `node`, below which there is nothing yet, goes on to the end of `more`.
    pub(super) fn extend_heading(&mut self, node: usize, more: Span) {
        let whole = self.nodes[node].span.to(more);
        (self.nodes[node].head, self.nodes[node].span) = (Some(whole), whole);
    }

    /// 第三章 推动减污降碳协同增效, and on the next line 促进经济社会发展全面绿色转型: one heading, if no other line of a few words stands
    /// in the chapter's own text.
    fn completes_slogan(&mut self, node: usize, at: usize) -> bool {
        let words = |p: &Paragraph| p.span.of(self.text());
        let above = &self.paragraphs[at - 1];
        let named = above
            .mark
            .as_ref()
            .is_some_and(|m| matches!(m.shape, Shape::Part | Shape::Chapter | Shape::Section));
        let alone = named && self.is_heading_alone(node, above.span);
        let second = self.paragraphs[at].span;
        let half = lead::bare(self.terms, words(&self.paragraphs[at]))
            && second.of(self.text()).chars().count() >= HALF;
        let others = || {
            let text = self.paragraphs[at + 1..].iter().take_while(|p| p.mark.is_none());
            text.filter(|p| !p.page).any(|p| lead::bare(self.terms, words(p)))
        };
        let completes = alone && half && !others();
        if completes {
            self.extend_heading(node, second);
            // A longer first line is full, and may end within a word.
            let parted = above.rest().of(self.text()).chars().count() <= LINE;
            self.growth[node].second = Some(second).filter(|_| parted);
        }
        completes
    }

    /// （一）推进大中型灌区续建配套与节水, and on the next line 改造: a heading that its line had no room for, above text.
    fn completes_broken(&mut self, node: usize, at: usize) -> bool {
        let above = &self.paragraphs[at - 1];
        let marked = above.mark.as_ref().is_some_and(|m| m.shape.holds());
        let full = above.rest().of(self.text()).chars().count() >= FULL;
        let span = self.paragraphs[at].span;
        let words = span.of(self.text());
        let short = (2..=REST).contains(&words.chars().count())
            && words.chars().all(is_han)
            && !unnumbered::is_usual(self.terms, words);
        let text = |p: &Paragraph| p.mark.is_none() && p.span.of(self.text()).contains('。');
        let next = self.paragraphs[at + 1..].iter().find(|p| !p.page);
        let completes = marked
            && full
            && short
            && next.is_some_and(text)
            && self.is_heading_alone(node, above.span);
        if completes {
            self.extend_heading(node, span);
        }
        completes
    }

    /// Whether what follows a point that is run in falls into tasks: two paragraphs or more that open with a lead.
    fn parted(&self, at: usize, parent: Option<usize>, leads: bool) -> bool {
        let next =
            self.paragraphs.get(at + 1).filter(|p| p.mark.is_none() && p.look == Look::Plain);
        let leads_too = || next.is_some() && self.lead(at + 1).is_some();
        self.last_led(parent).is_some() || leads && leads_too()
    }

    /// The last node that text can belong to.
    fn last(&self) -> Option<usize> {
        self.growth.iter().rposition(|g| !g.aside)
    }

    /// Whether the last node is a lead sentence on a line of its own below `parent`, whose text is still to come.
    fn awaits_text(&self, parent: Option<usize>, at: usize) -> bool {
        let alone = lead::alone(self.terms, self.paragraphs[at].span.of(self.text()));
        self.last().is_some_and(|last| {
            let node = &self.nodes[last];
            let led = matches!(node.kind, Kind::Task | Kind::Project) && node.number.is_none();
            let bare = self.growth[last].sentence.is_some() && node.body.is_empty();
            led && bare && !alone && node.parent == parent.map(|n| n as u32)
        })
    }

    /// A line that says who or by when is more text of the last node, and makes no heading of a sentence before it.
    fn takes_aside(&mut self, span: Span) -> bool {
        let Some(last) = self.last() else { return false };
        if let Some(sentence) = self.growth[last].sentence.take() {
            self.settle(last, sentence, false);
        }
        self.add_body(last, span);
        true
    }

    /// Whether the open box counts points that have their text behind them, and the plan's own text falls into tasks: a paragraph that
    /// opens with a lead is then one of these again.
    fn leaves_points(&self) -> bool {
        let Some(column) = &self.column else { return false };
        let last = self.series.top().map(|level| level.node as u32);
        let before = self.nodes[..column.node].last();
        let task = |n: &Node| n.kind == Kind::Task && n.number.is_none() && n.parent == last;
        if column.series.top().is_none() || !before.is_some_and(task) {
            return false;
        }
        let inside = self.nodes.iter().zip(&self.growth).skip(column.node);
        let mut points = inside.filter(|(n, _)| n.parent == Some(column.node as u32)).peekable();
        points.peek().is_some() && points.all(|(_, growth)| growth.continues)
    }

    /// Whether the open box holds a table alone, with remarks below it, and paragraph `at` opens with a lead sentence: that is none of
    /// them.
    fn leaves_table(&self, at: usize) -> bool {
        let words = self.paragraphs[at].span.of(self.text());
        let leads = || {
            lead::unmarked(self.terms, words).is_some() && !unnumbered::is_note(self.terms, words)
        };
        let column = self.column.as_ref().filter(|column| !column.is_framed() && leads());
        let Some(column) = column else { return false };
        let mut inside = self.nodes[column.node + 1..].iter().rev();
        let last = inside.find(|n| n.kind != Kind::Paragraph);
        last.is_some_and(|n| n.kind == Kind::Table && n.parent == Some(column.node as u32))
    }

    /// The last node, where it is the label of a list in the open box that is still to come.
    fn labelled_last(&self) -> Option<usize> {
        let last = self.last().filter(|_| self.column.is_some())?;
        let sentence = self.growth[last].sentence.filter(|_| self.nodes[last].body.is_empty())?;
        sentence.of(self.text()).ends_with(['：', ':']).then_some(last)
    }

    /// The open box, where paragraph `at` is a label with nothing behind it and the names that it is of stand below: 农业节水：
    fn labels_list(&self, at: usize) -> Option<usize> {
        let column = self.column.as_ref().filter(|c| c.series.top().is_none())?;
        let words = self.paragraphs[at].span.of(self.text());
        let label = words.strip_suffix(['：', ':'])?;
        let next = self.paragraphs.get(at + 1).filter(|p| p.mark.is_none() && !p.page)?;
        let below = !next.span.of(self.text()).ends_with(['：', ':']);
        let named = (2..=LABEL).contains(&label.chars().count())
            && !label.contains(['，', '。', '；', '、']);
        (named && below).then_some(column.node)
    }

    /// A short sentence, or a few words, on a line of its own above a paragraph of text.
    fn leads_alone(&self, at: usize) -> bool {
        let words = |at: usize| self.paragraphs[at].span.of(self.text());
        let text = |p: &&Paragraph| p.mark.is_none() && p.look == Look::Plain;
        let next = self.paragraphs[at + 1..self.footer].iter().find(|p| !p.page).filter(text);
        let next = next.filter(|p| !label::is_aside(self.terms, p.span.of(self.text())));
        let next = next.filter(|p| !self.turns(p));
        // The last of three short sentences is the third, and heads nothing.
        let before = at.checked_sub(2).map(|from| &self.paragraphs[from..at]);
        let one = |p: &Paragraph| p.mark.is_none() && lead::one(p.span.of(self.text())).is_some();
        if before.is_some_and(|before| before.iter().all(one)) {
            return false;
        }
        let full = |words: &str| words.ends_with('。') && words.chars().count() >= 40;
        let next = next.map(|p| p.span.of(self.text()));
        match next {
            Some(next) if lead::alone(self.terms, words(at)) => !lead::alone(self.terms, next),
            Some(next) => lead::bare(self.terms, words(at)) && full(next),
            None => false,
        }
    }

    fn led_alone(&mut self, at: usize, parent: Option<usize>) {
        let paragraph = &self.paragraphs[at];
        let node = self.push(self.led_kind(parent), None, parent, paragraph.span, paragraph.line);
        self.growth[node].sentence = Some(paragraph.span);
    }

    /// What opens below `parent`: in a box a project, below a heading that announces some a principle, else a task.
    fn led_kind(&self, parent: Option<usize>) -> Kind {
        let head = |p: usize| self.nodes[p].head.or(self.growth[p].sentence);
        let words = parent.and_then(head).map_or("", |h| h.of(self.text()));
        if self.is_boxed(parent) {
            Kind::Project
        } else if words.trim_end_matches(['。', '：']).ends_with("原则") {
            Kind::Principle
        } else {
            Kind::Task
        }
    }

    /// Whether `parent` is the open box itself.
    fn is_boxed(&self, parent: Option<usize>) -> bool {
        parent.is_some() && parent == self.column.as_ref().map(|c| c.node)
    }

    /// The lead of an unmarked paragraph: the emphasised words, a short first sentence, or what a gap or in a box a colon sets
    /// off.
    fn lead(&self, at: usize) -> Option<(usize, usize)> {
        let paragraph = &self.paragraphs[at];
        // A mark cut off, or blanks, may stand before the emphasised words.
        if let Look::Lead(bold) = paragraph.look
            && bold.start == paragraph.span.start
        {
            let words = bold.of(self.text()).trim_end_matches(['。', '：', ':']);
            let behind = &self.text()[bold.end as usize..paragraph.span.end as usize];
            let mark = behind.chars().next().filter(|c| ['。', '：', ':'].contains(c));
            let end = bold.len() + mark.map_or(0, char::len_utf8);
            return (paragraph.span.len() > end).then_some((words.len(), end));
        }
        let words = paragraph.span.of(self.text());
        let boxed = self.column.as_ref().is_some_and(|c| c.series.top().is_none());
        let halved = || self.halved[at].then(|| lead::halved(self.terms, words)).flatten();
        let labelled = || boxed.then(|| self.labelled(at)).flatten();
        lead::unmarked(self.terms, words)
            .or_else(|| lead::spaced(self.terms, words))
            .or_else(halved)
            .or_else(labelled)
    }

    /// The name of a project that a colon sets off in the open box; a short one, 铁路：…, only beside another.
    fn labelled(&self, at: usize) -> Option<(usize, usize)> {
        let words = self.paragraphs[at].span.of(self.text());
        let (len, end) = lead::labelled(self.terms, words)?;
        if words[..len].chars().count() >= SHORT {
            return Some((len, end));
        }
        // 碳汇：指… says what a word means.
        let is_name = |words: &str, (len, end): (usize, usize)| {
            let label = &words[..len];
            !self.terms[Does::Fact].hold(label)
                && !label.ends_with('月')
                && !words[end..].starts_with('指')
                && label::label(self.terms, label).is_none()
        };
        let named = |at: usize| {
            let beside = self.paragraphs.get(at).filter(|p| p.mark.is_none());
            let words = beside.map_or("", |p| p.span.of(self.text()));
            lead::labelled(self.terms, words).is_some_and(|lead| is_name(words, lead))
        };
        (is_name(words, (len, end)) && (at.checked_sub(1).is_some_and(named) || named(at + 1)))
            .then_some((len, end))
    }

    /// 强化空间布局引领。深入实施…: a task, or in a box a project.
    fn led(&mut self, at: usize, parent: Option<usize>, (len, end): (usize, usize)) {
        let paragraph = &self.paragraphs[at];
        let node = self.push(self.led_kind(parent), None, parent, paragraph.span, paragraph.line);
        let start = paragraph.span.start as usize;
        self.nodes[node].head = Some(Span::new(start, start + len));
        self.add_body(node, Span::new(start + end, paragraph.span.end as usize));
    }

    /// The last node below `parent` if a further paragraph is its text: a task or project without a number, or a principle
    /// whose heading stands on a line of its own.
    fn last_led(&self, parent: Option<usize>) -> Option<usize> {
        let last = self.last()?;
        let node = &self.nodes[last];
        let led = match node.kind {
            Kind::Task | Kind::Project => node.number.is_none(),
            Kind::Principle | Kind::OrganisationItem | Kind::Stage => {
                let bare = self.growth[last].sentence.is_some() || self.growth[last].bare.is_some();
                bare && node.body.is_empty()
            }
            _ => false,
        };
        (led && node.parent == parent.map(|n| n as u32)).then_some(last)
    }

    fn plain(&mut self, at: usize, parent: Option<usize>) {
        let paragraph = &self.paragraphs[at];
        let principle = self.led_kind(parent) == Kind::Principle && self.is_parallel(at);
        let kind = match principle {
            true => Kind::Principle,
            false if self.names_project(at, parent) => Kind::Project,
            false => Kind::Paragraph,
        };
        let node = self.push(kind, None, parent, paragraph.span, paragraph.line);
        self.add_body(node, paragraph.span);
    }

    /// Whether a line in a box that counts nothing is a name like the one beside it: 寒地作物种质资源库.
    fn names_project(&self, at: usize, parent: Option<usize>) -> bool {
        let counts = self.column.as_ref().is_some_and(|c| c.series.top().is_some());
        let name = |n: usize| {
            let words = self
                .paragraphs
                .get(n)
                .filter(|p| p.mark.is_none() && !p.page && p.look == Look::Plain);
            words.is_some_and(|p| lead::names(self.terms, p.span.of(self.text())))
        };
        let boxed = |n: usize| {
            let head = self.column.as_ref().and_then(|c| self.nodes[c.node].head);
            head.is_none_or(|head| self.paragraphs[n].span.start >= head.end)
        };
        let beside = name(at + 1) || at > 0 && boxed(at - 1) && name(at - 1);
        self.is_boxed(parent) && !counts && name(at) && beside
    }

    /// Whether a paragraph opens with the same word as the one before or after it: 坚持问题导向，… 坚持试点先行，…
    fn is_parallel(&self, at: usize) -> bool {
        let opening = |n: usize| {
            let paragraph = self.paragraphs.get(n).filter(|p| p.mark.is_none())?;
            let words = paragraph.span.of(self.text());
            Some(words.chars().take(2).collect::<String>())
                .filter(|_| !words.ends_with(['：', ':']))
        };
        let own = opening(at);
        own.is_some() && (own == opening(at + 1) || at > 0 && own == opening(at - 1))
    }
}

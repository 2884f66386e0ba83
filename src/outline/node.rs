//! [`Outline`] and [`Node`]: the tree of one plan.

use serde::{Deserialize, Serialize};

use crate::ground::{Note, Span};

/// The tree of one plan: its nodes in the order of the text, parents before children.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outline {
    /// The nodes; the first is the title where the text has one.
    pub nodes: Vec<Node>,
    /// Gaps, repeats and what could not be placed.
    pub notes: Vec<Note>,
}

/// One node of a plan: a chapter, a task, a column, a project, a paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Its address within the plan: `2.1.1`, `Z2.3`, `1.s1`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its own number in Arabic digits, if one is printed: `2` for 二、 and for 2．
    pub number: Option<String>,
    /// Its heading without the mark, or its first sentence without the closing mark.
    pub title: String,
    /// The node that holds it, by its place in [`Outline::nodes`].
    pub parent: Option<u32>,
    /// All of it, with everything below it.
    pub span: Span,
    /// Its heading with the mark and without the closing mark, where it has one of its own.
    pub head: Option<Span>,
    /// The paragraphs of its own text after the heading, not those of nodes below it.
    pub body: Vec<Span>,
    /// The line it begins on, counted from 1.
    pub line: u32,
    /// The years of a stage, as (from, to).
    pub period: Option<(u16, u16)>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The title of the plan.
    Title,
    /// A paragraph before the first chapter that belongs to the plan itself.
    Preamble,
    /// 第一编.
    Part,
    /// 一、 or 第一章.
    Chapter,
    /// （一） or 第一节.
    Section,
    /// 第一条.
    Article,
    /// A paragraph that opens with a short lead sentence, or a numbered item that is a commitment of its own.
    Task,
    /// 第一阶段（2024—2027年）。
    Stage,
    /// ——全领域推进…。
    Principle,
    /// 一是加强组织领导。
    OrganisationItem,
    /// A numbered point below a task or section: 1.、（1）、①.
    Item,
    /// A paragraph without a heading of its own.
    Paragraph,
    /// 专栏2.
    Column,
    /// A numbered or named project of a column.
    Project,
    /// A table.
    Table,
    /// 附件, 附表, a list of names, a glossary.
    Attachment,
}

impl Kind {
    /// All kinds, in the order of the list above.
    pub const ALL: [Kind; 16] = [
        Kind::Title,
        Kind::Preamble,
        Kind::Part,
        Kind::Chapter,
        Kind::Section,
        Kind::Article,
        Kind::Task,
        Kind::Stage,
        Kind::Principle,
        Kind::OrganisationItem,
        Kind::Item,
        Kind::Paragraph,
        Kind::Column,
        Kind::Project,
        Kind::Table,
        Kind::Attachment,
    ];

    /// The word used in JSON and in filters.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Title => "title",
            Kind::Preamble => "preamble",
            Kind::Part => "part",
            Kind::Chapter => "chapter",
            Kind::Section => "section",
            Kind::Article => "article",
            Kind::Task => "task",
            Kind::Stage => "stage",
            Kind::Principle => "principle",
            Kind::OrganisationItem => "organisation-item",
            Kind::Item => "item",
            Kind::Paragraph => "paragraph",
            Kind::Column => "column",
            Kind::Project => "project",
            Kind::Table => "table",
            Kind::Attachment => "attachment",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Title => "标题",
            Kind::Preamble => "引言",
            Kind::Part => "编",
            Kind::Chapter => "章",
            Kind::Section => "节",
            Kind::Article => "条",
            Kind::Task => "任务",
            Kind::Stage => "阶段",
            Kind::Principle => "原则",
            Kind::OrganisationItem => "保障措施",
            Kind::Item => "条目",
            Kind::Paragraph => "段落",
            Kind::Column => "专栏",
            Kind::Project => "项目",
            Kind::Table => "表",
            Kind::Attachment => "附件",
        }
    }
}

impl Node {
    /// Whether its title is shown on the way to what stands in it: that of the plan is not, nor that of a paragraph without a heading,
    /// which is only its first sentence.
    pub fn is_waymark(&self) -> bool {
        !matches!(self.kind, Kind::Paragraph | Kind::Preamble | Kind::Title)
    }

    /// Its heading and own paragraphs, without what stands below it.
    pub fn own_span(&self) -> Span {
        self.head.iter().chain(&self.body).copied().reduce(Span::to).unwrap_or(self.span)
    }
}

impl Outline {
    /// A tree of one paragraph, which is the whole of `text`.
    pub fn of_paragraph(text: &str) -> Self {
        let span = Span::new(0, text.len());
        let paragraph = Node {
            id: "1".to_owned(),
            kind: Kind::Paragraph,
            number: None,
            title: text.to_owned(),
            parent: None,
            span,
            head: None,
            body: vec![span],
            line: 1,
            period: None,
        };
        Self { nodes: vec![paragraph], notes: Vec::new() }
    }

    /// The node at `id`.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|n| n.id == id)
    }

    /// The nodes above `node`, outermost first, without the title of the plan.
    pub fn ancestors(&self, node: usize) -> Vec<usize> {
        let mut path: Vec<usize> = self.above(node).collect();
        path.reverse();
        path
    }

    /// The nodes above `node`, the nearest first, without the title of the plan.
    pub fn above(&self, node: usize) -> impl Iterator<Item = usize> + Clone {
        let parent = |at: usize| self.nodes[at].parent.map(|up| up as usize);
        let up = std::iter::successors(parent(node), move |&at| parent(at));
        up.filter(|&at| self.nodes[at].kind != Kind::Title)
    }

    /// The titles of `node` and of what holds it, outermost first: what a reader sees as the way to a measure.
    pub fn trail(&self, node: usize) -> Vec<&str> {
        let mut path = self.ancestors(node);
        path.push(node);
        let path = path.into_iter().map(|n| &self.nodes[n]);
        path.filter(|node| node.is_waymark()).map(|node| node.title.as_str()).collect()
    }

    /// The nodes directly below each node, in order.
    pub fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                children[parent as usize].push(at);
            }
        }
        children
    }
}

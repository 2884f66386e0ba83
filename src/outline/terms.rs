//! [`Terms`]: the words of the table `outline-words.tsv`, by which names, headings, labels and lines are known.

use std::ops::Index;

use crate::lexicon::{Lexicon, List, Table, Words, does};

does! {
    /// A line that stands around a text on its page opens with it; one with a colon is a label.
    Page = "page",
    /// Letters may follow such an opening at once: 微信扫一扫, 版权所有某某网.
    GoesOn = "goes-on",
    /// Such a label is one only before a date: 更新时间：2024-06-01, but not 更新时间：每月5日前.
    Dated = "dated",
    /// The label of what a page says of a document above its text, or one of its buttons or headings there: 发文机关, 下载, 政策全文.
    Data = "data",
    /// A line ends with a few words that hold it where it says who took a picture: 本报记者某某摄.
    Credit = "credit",
    /// The name of a file ends with it, behind the point: 任务分工表.xls.
    File = "file",
    /// It stands in a line that ends in the number or address under which somebody is reached.
    Contact = "contact",
    /// The name of a plan ends with it.
    Plan = "plan",
    /// So does the heading of a chapter, behind what stands before a section: 保障措施.
    SectionKind = "section-kind",
    /// What stands before such an end in the heading of a chapter, and names no plan: 下一步工作安排.
    BeforeSection = "before-section",
    /// The name of a list ends with it, which attached to a plan is none itself.
    List = "list",
    /// A bracket below a title ends with it that says how far the plan has come: 征求意见稿.
    Draft = "draft",
    /// The title of a document ends with it that issues a plan.
    Issues = "issues",
    /// So does that of any document that is no plan, and what is said of a report: 某某作政府工作报告.
    Notice = "notice",
    /// A line that ends with it names who issued a plan, or when, and is no part of its title.
    Untitled = "untitled",
    /// A line that opens with it is the rest of the name above it.
    Rest = "rest",
    /// The name of a site ends with it, which may stand above a title.
    Site = "site",
    /// The label of a title.
    Title = "title",
    /// The label of who issues.
    Issuer = "issuer",
    /// The label of who publishes, which counts where nobody is said to issue.
    Publisher = "publisher",
    /// The names of bodies end with it that issue plans.
    Body = "body",
    /// It ends like one and names none: 格局.
    NoBody = "no-body",
    /// The name of a party committee ends with it where that of a government follows at once.
    Committee = "committee",
    /// That of the government ends with it then.
    Government = "government",
    /// Whom a notice is for ends with it.
    Addressed = "addressed",
    /// The title of a plan for one year ends with it.
    Yearly = "yearly",
    /// Behind a year: that is no year which a plan is for, but one of its aims: 2030年前.
    Aim = "aim",
    /// The same before a year: 到2025年.
    Reached = "reached",
    /// A piece of what those are called by whom a plan is, and their meetings and papers: 省, 人民政府, 报告.
    Own = "own",
    /// It stands before the years that a plan is for.
    Covers = "covers",
    /// It stands before what a plan rests on.
    Rests = "rests",
    /// It stands before the name of what a line says is made or issued.
    Made = "made",
    /// A word that opens what is said of a part of the document named before it: 提出的任务.
    Within = "within",
    /// It stands before a name in a basis that is no part of that, for it is made of it.
    Taken = "taken",
    /// A chapter that plans leave without a number.
    Chapter = "chapter",
    /// A chapter that stands in nearly every plan, known by its words where none has a number.
    Usual = "usual",
    /// What a report tells of a year ends with it: 2024年工作回顾.
    OfYear = "of-year",
    /// A chapter before the first that plans leave without a number.
    Preface = "preface",
    /// The title of a part ends with it that tells of the plan: 编制说明.
    Explains = "explains",
    /// A line that opens with it says that something is to be done, and is no such title: 加强政策解读.
    Done = "done",
    /// It begins so, and is a name: 建成区.
    NoDone = "no-done",
    /// The title of a list of explanations holds it.
    Glossary = "glossary",
    /// A note opens with it.
    Note = "note",
    /// A line that closes a document opens with it: 抄送, （此件公开发布）.
    Closing = "closing",
    /// A paragraph opens with it that turns to those who hear a report: 各位代表.
    Hall = "hall",
    /// The heading of a section that stands in nearly every plan, behind which one blank sets off its text.
    Section = "section",
    /// Its text may follow at once with 以.
    Guides = "guides",
    /// No heading holds it.
    Tells = "tells",
    /// No heading opens with it.
    Begins = "begins",
    /// Before a colon in a box it tells of a project, and names none: 投资：….
    Fact = "fact",
    /// A sentence that holds it lays down what somebody has to do, and is no heading.
    Obliges = "obliges",
    /// A rule holds it, and the caption of an article does not.
    Rules = "rules",
    /// The name of a project ends with it, which may be longer than other labels.
    Project = "project",
    /// Nothing ends with it: a line that does goes on in the next.
    Open = "open",
    /// It ends so and may: 存在.
    Whole = "whole",
    /// A label that holds it says who.
    Who = "who",
    /// A label that holds it says by when.
    When = "when",
    /// A label in a bracket of its own ends with it: 【牵头单位】.
    Label = "label",
    /// A bracket without a label ends with it that says who.
    Charged = "charged",
    /// So it does where it says before who leads.
    Joins = "joins",
    /// The head of a table holds it.
    Head = "head",
    /// A row of a table opens with it that sums up those above.
    Total = "total",
}

/// The words by which names, headings, labels and lines of plans are known, by what they do: `terms[Does::Note].open(line)`.
#[derive(Clone, Copy)]
pub struct Terms<'l>(&'l Table<'static>);

impl<'l> Terms<'l> {
    /// Those that `lexicon` knows.
    pub fn of(lexicon: &'l Lexicon) -> Self {
        Self(lexicon.table(List::OutlineWords))
    }

    /// Whether `words` are no more than what those are called by whom a plan is, or their meetings and papers, piece by piece:
    /// 省|人民政府|工作|报告.
    pub fn call_own(self, mut words: &str) -> bool {
        while let Some(piece) = self[Does::Own].opening(words) {
            words = &words[piece.len()..];
        }
        words.is_empty()
    }
}

impl Index<Does> for Terms<'_> {
    type Output = Words;

    fn index(&self, what: Does) -> &Words {
        what.words(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_does_something() {
        all_do(Lexicon::shipped().table(List::OutlineWords), Does::NAMES);
    }
}

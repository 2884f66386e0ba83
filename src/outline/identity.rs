//! [`Identity`]: what a plan says of itself: title, issuers, region, period, number, what it is based on.

use serde::{Deserialize, Serialize};

use super::basis::{self, made, quotes};
use super::front::{dense, name_of, names_plan};
use super::issuer;
use super::label::closed;
use super::node::{Kind, Node, Outline};
use super::period;
use super::region;
use super::terms::{Does, Terms};
use super::unnumbered::{is_telling, names_preface};
use crate::ground::{half_width, is_digit};
use crate::lexicon::Lexicon;
use crate::source::Source;

/// What a plan is, by its own words or by the catalogue's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// 美丽吉林建设规划纲要（2024—2035年）; empty where no line looks like a title.
    pub title: String,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// The province, city or county it is for.
    pub region: Option<String>,
    /// The years it covers, first and last.
    pub period: Option<(u16, u16)>,
    /// Its document number: 国发〔2021〕23号.
    pub number: Option<String>,
    /// The documents it says it rests on.
    pub based_on: Vec<Based>,
}

impl Identity {
    /// The year it covers, where it covers no other.
    pub fn only_year(&self) -> Option<u16> {
        self.period.filter(|(from, to)| from == to).map(|(year, _)| year)
    }

    /// Takes from `above`, which stands above this plan in one file, who issued it and for where, if it says neither itself and that is
    /// the notice that issues it: one by its title, or called by the name of what it issues.
    pub fn follow(&mut self, above: &Self, lexicon: &Lexicon) {
        let name = |plan: &Self| dense(name_of(&plan.title));
        let is_notice = Terms::of(lexicon)[Does::Notice].close(&above.title);
        let is_issued = is_notice || name(self) == name(above);
        let elsewhere = self.region.is_some() && self.region != above.region;
        if is_issued && self.issuers.is_empty() && !elsewhere {
            self.issuers.clone_from(&above.issuers);
            self.region.clone_from(&above.region);
        }
    }
}

/// A document that a plan says it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Based {
    /// Its title.
    pub title: String,
    /// Its number, if printed.
    pub number: Option<String>,
}

/// What the front of a plan says of it. What it does not say is left empty: the catalogue may know more.
pub fn identity(source: &Source, outline: &Outline, lexicon: &Lexicon) -> Identity {
    let (text, terms) = (&source.text, Terms::of(lexicon));
    let nodes: Vec<&Node> = outline
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, Kind::Preamble | Kind::Title) || in_preface(terms, outline, n))
        .collect();
    let mut front: Vec<&str> = nodes.iter().map(|n| n.span.of(text)).collect();
    let sitting = torn_sitting(&front);
    front.extend(sitting.as_deref());
    let at = nodes.iter().position(|n| n.kind == Kind::Title);
    let title = at.map(|at| nodes[at].title.as_str()).filter(|title| !title.is_empty());
    let title = title.or_else(|| named(terms, &front)).unwrap_or_default();
    // The headline of news may be none: but what is called a plan is one, and what explains a plan is not that plan.
    let own = names_plan(terms, title) || is_telling(terms, title);
    let given = basis::given_whole(&front).filter(|name| !own && names_plan(terms, name));
    let title = given.unwrap_or(title);
    let end = closing_lines(text, outline);
    let issuers = issuer::issuers(terms, &front, at, title, &end);
    let region = region::region(terms, &front, title, &issuers, lexicon.gazetteer());
    let issuers = match &region {
        Some(region) if issuers.is_empty() => issuer::reports(&front, title, region),
        _ => issuers,
    };
    let years = period::years(title).or_else(|| noted_years(&front, title));
    let number = front.iter().filter(|l| !l.contains('《')).find_map(|l| number(l));
    Identity {
        title: title.to_owned(),
        region,
        period: years
            .or_else(|| one_year(terms, title))
            .or_else(|| sitting_year(&front, title))
            .or_else(|| stated_years(terms, text)),
        number: number
            .or_else(|| front.iter().find_map(|l| noted_number(l)))
            .or_else(|| issuer::decree(&front).map(|(_, number)| number)),
        based_on: basis::based_on(terms, text, outline, &front, title),
        issuers,
    }
}

/// The lines below the last heading of the plan that belong to no chapter: who signs it, and when. What is attached may follow.
fn closing_lines<'t>(text: &'t str, outline: &Outline) -> Vec<&'t str> {
    let heads = |n: &Node| n.head.is_some() && !n.id.starts_with('A');
    let last = outline.nodes.iter().rposition(heads).map_or(0, |last| last + 1);
    let closes = |n: &&Node| n.kind == Kind::Paragraph && n.parent.is_none() && n.body.is_empty();
    outline.nodes[last..].iter().filter(closes).map(|n| n.span.of(text)).collect()
}

/// The plan that a notice or a preface names where nothing else does.
fn named<'f>(terms: Terms<'f>, front: &[&'f str]) -> Option<&'f str> {
    front.iter().flat_map(|line| made(terms, line)).find(|name| names_plan(terms, name))
}

/// Whether `node` is a paragraph of a preface.
fn in_preface(terms: Terms<'_>, outline: &Outline, node: &Node) -> bool {
    let parent = node.parent.map(|parent| &outline.nodes[parent as usize]);
    let preface = |p: &Node| p.number.is_none() && names_preface(terms, &p.title);
    node.kind == Kind::Paragraph && parent.is_some_and(preface)
}

/// The years behind the title where the front names the plan with them: 《…行动方案（2021—2025年）》全文如下.
fn noted_years(front: &[&str], title: &str) -> Option<(u16, u16)> {
    let named = front.iter().flat_map(|line| quotes(line)).map(|(_, name, _)| name);
    let own =
        |name: &&str| name.len() > title.len() && dense(name_of(name)) == dense(name_of(title));
    named.filter(own).find_map(period::years)
}

/// The year of a title that is for one: 2021年度工作计划, 2025年政府工作报告, 某市2024年行动方案. 2030年前 is none, nor is 到2025年.
fn one_year(terms: Terms<'_>, title: &str) -> Option<(u16, u16)> {
    let letters: String = name_of(title).chars().filter(|c| !c.is_whitespace()).collect();
    let year = |(at, sign): (usize, &str)| {
        let digits = at.checked_sub(4).and_then(|start| letters.get(start..at))?;
        let year: u16 = digits.parse().ok().filter(|y| (1949..=2100).contains(y))?;
        let (before, rest) = (&letters[..at - 4], &letters[at + sign.len()..]);
        let is_yearly = rest.starts_with('度') || terms[Does::Yearly].close(rest);
        // What is to be reached in a year is not for it.
        let is_aim = terms[Does::Aim].open(rest);
        let is_reached = terms[Does::Reached].close(before);
        (is_yearly && !is_aim && !is_reached).then_some((year, year))
    };
    // 2023年…执行情况与2024年计划草案的报告 is for the later one.
    letters.rmatch_indices("年").find_map(year)
}

/// The line that says where a report is given, where it is torn in two: ——2026年1月26日在某省第十四届 / 人民代表大会第五次会议上.
fn torn_sitting(front: &[&str]) -> Option<String> {
    const LONGEST: usize = 120;
    let short = |line: &str| line.len() <= LONGEST;
    let torn = |lines: &&[&str]| {
        let begun = lines[0].contains('年') && lines[0].ends_with('届');
        begun && lines[1].starts_with("人民代表大会") && short(lines[0]) && short(lines[1])
    };
    front.windows(2).find(torn).map(|lines| lines.concat())
}

/// The year that a report of the government is for, by when it is given: ——2024年1月18日在某县第十八届人民代表大会第三次会议上. One of
/// late in the year may be for the next.
fn sitting_year(front: &[&str], title: &str) -> Option<(u16, u16)> {
    const EARLY: std::ops::RangeInclusive<u16> = 1..=4;
    let sits = |line: &&&str| ["年", "人民代表大会", "会议"].iter().all(|w| line.contains(w));
    let line = front.iter().filter(|_| title.ends_with("工作报告")).find(sits)?;
    let date: String = line.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let (year, rest) = date.split_once('年')?;
    let year = year.get(year.len().checked_sub(4)?..)?.parse().ok()?;
    let month = rest.split_once('月')?.0.parse().ok().filter(|month| EARLY.contains(month));
    month.map(|_| (year, year))
}

/// The years that a plan says it is for: 规划期为2021—2025年.
fn stated_years(terms: Terms<'_>, text: &str) -> Option<(u16, u16)> {
    const NEAR: usize = 30;
    let said = terms[Does::Covers].iter().flat_map(|said| text.match_indices(said));
    let mut places: Vec<usize> = said.map(|(at, said)| at + said.len()).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let near: String = text[at..].chars().take(NEAR).take_while(|c| *c != '。').collect();
        period::years(&near)
    })
}

/// The number behind a notice that names a plan: 关于印发《…》的通知（国发〔2021〕23号）.
fn noted_number(line: &str) -> Option<String> {
    let behind = line.rsplit_once("》的通知")?.1.trim_start();
    (closed(behind)? == behind.len()).then(|| number(behind))?
}

/// 国发〔2021〕23 号, 国发 〔2021〕 23号: letters, a year in brackets, a number.
pub(super) fn number(line: &str) -> Option<String> {
    let year = |at: usize| {
        let inside = line[at..].chars().skip(1);
        inside.clone().take(4).all(is_digit)
            && inside.clone().nth(4).is_some_and(|c| "〕﹞]）)".contains(c))
    };
    let opens = line.match_indices(['〔', '﹝', '[', '（', '(']).map(|(at, _)| at);
    let open = opens.into_iter().find(|&at| year(at))?;
    let end = open + line[open..].find('号')? + '号'.len_utf8();
    let start = line[..open]
        .trim_end()
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let written: String = line[start..end].chars().filter(|c| !c.is_whitespace()).collect();
    let written =
        written.replace(['﹝', '[', '（', '('], "〔").replace(['﹞', ']', '）', ')'], "〕");
    let written: String = written.chars().map(half_width).collect();
    let digits = written.chars().filter(char::is_ascii_digit).count();
    (start < open && (5..=10).contains(&digits)).then_some(written)
}

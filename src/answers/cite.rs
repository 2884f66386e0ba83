//! Citing: what a reader must be told to find a passage again.

use super::Spot;
use crate::ground::numeral;
use crate::outline::{Kind, Node};
use crate::plan::{Addressed, Plan};

/// Everything that a citation of one place in a plan may name. What the plan does not say is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The whole address: `jilin-2024-2035/3.1.2#9`.
    pub address: String,
    /// The title of the plan; its id where it has none.
    pub title: String,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// Its document number: 国发〔2021〕23号.
    pub number: Option<String>,
    /// When it was issued.
    pub date: Option<Date>,
    /// The way to the place as people write it: 三（一）突出重点领域治理; empty for the plan itself.
    pub path: String,
    /// The words, for a measure; the closing mark is theirs.
    pub quotation: Option<String>,
}

/// The day, month or year a plan was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// Month and day, where they are printed.
    pub day: Option<(u8, u8)>,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.day {
            Some((month, day)) => write!(f, "{}-{month:02}-{day:02}", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}

impl Reference {
    /// The reference to `spot`.
    pub fn of(spot: &Spot) -> Self {
        let plan = &*spot.plan;
        let identity = &plan.identity;
        let title = if identity.title.is_empty() { &plan.id } else { &identity.title };
        let words = |at: usize| on_one_line(plan.measures[at].span.of(&plan.text));
        Self {
            address: spot.address(),
            title: title.clone(),
            issuers: identity.issuers.clone(),
            number: identity.number.clone(),
            date: issued(plan),
            path: path(plan, spot.node),
            quotation: spot.measure.map(words),
        }
    }
}

/// When `plan` was issued: the first date that stands alone on a line before its first chapter, else the year of its number.
fn issued(plan: &Plan) -> Option<Date> {
    let front = plan.outline.nodes.iter().filter(|n| n.kind == Kind::Preamble);
    let dated = front.flat_map(|n| n.span.of(&plan.text).lines()).find_map(date);
    dated.or_else(|| {
        let number = plan.identity.number.as_deref()?;
        let year = number.split('〔').nth(1)?.split('〕').next()?.parse().ok()?;
        Some(Date { year, day: None })
    })
}

/// The date that `line` is: 2021 年 10 月 24 日, （二〇二一年十月二十四日）.
fn date(line: &str) -> Option<Date> {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let plain = plain.strip_suffix("印发").unwrap_or(plain).replace('○', "〇");
    let (year, rest) = plain.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let number = |words: &str, most: u64| numeral::parse(words).filter(|n| (1..=most).contains(n));
    let year = number(year, 2200).filter(|year| *year >= 1900)? as u16;
    let day = number(rest.strip_suffix('日')?, 31)? as u8;
    Some(Date { year, day: Some((number(month, 12)? as u8, day)) })
}

/// The way to `node`: the marks of what holds it, then its own heading; what has no mark is named by its heading.
fn path(plan: &Plan, node: usize) -> String {
    let nodes = &plan.outline.nodes;
    let mut way = plan.outline.ancestors(node);
    way.push(node);
    way.retain(|&n| nodes[n].is_waymark());
    let Some((&last, above)) = way.split_last() else { return String::new() };
    let above = above.iter().map(|&n| mark(plan, &nodes[n]));
    let parts = above.chain([heading(plan, &nodes[last])]);
    let joined = |way: String, part: String| {
        let comma = if part.starts_with('（') || way.ends_with('）') { "" } else { "，" };
        way + comma + &part
    };
    parts.reduce(joined).unwrap_or_default()
}

/// The mark of a heading without its comma: 三, （一）, 专栏2; where nothing marks it, the heading.
fn mark(plan: &Plan, node: &Node) -> String {
    let heading = heading(plan, node);
    let marked = heading.strip_suffix(node.title.trim()).unwrap_or_default();
    match marked.trim_end_matches(['、', '.', '．', ' ', '：', ':', '\u{3000}']) {
        "" => heading,
        mark => mark.to_owned(),
    }
}

fn heading(plan: &Plan, node: &Node) -> String {
    node.head.map_or_else(|| node.title.clone(), |head| on_one_line(head.of(&plan.text)))
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_alone_on_a_line() {
        let read = |line| date(line).map(|date| date.to_string());
        assert_eq!(read("2021 年 10 月 24 日").as_deref(), Some("2021-10-24"));
        assert_eq!(read("（二○二一年九月二日）").as_deref(), Some("2021-09-02"));
        assert_eq!(read("国务院办公厅2022年1月5日印发"), None);
        assert_eq!(read("2021年10月"), None);
        assert_eq!(read("2021年13月1日"), None);
    }
}

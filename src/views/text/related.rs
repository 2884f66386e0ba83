//! What goes with a task, a project or a measure; and what of a plan stands alone.

use super::heading;
use super::paper::{Ink, Paper, width};
use crate::answers::Spot;
use crate::answers::related::{Here, RelatedAnswer, Uncovered};
use crate::plan::{Addressed, Plan};

/// How many characters of a measure are shown.
const BRIEF: usize = 60;

/// Writes `answer`: the links of the plan, then what other plans say.
pub fn related(paper: &mut Paper, answer: &RelatedAnswer) {
    let spot = &answer.spot;
    paper.line(0, &[(Ink::Dim, &spot.plan.identity.title)]);
    paper.line(0, &[(Ink::Bold, &spot.plan.outline.nodes[spot.node].title)]);
    paper.line(0, &[(Ink::Address, &spot.address())]);
    here(paper, "本规划", &answer.here);
    if answer.here.is_empty() && answer.elsewhere.is_empty() {
        paper.blank();
        paper.line(0, &[(Ink::Plain, "没有找到相关的任务、项目或举措")]);
    }
    for (n, other) in answer.elsewhere.iter().enumerate() {
        if n == 0 {
            paper.blank();
            paper.line(0, &[(Ink::Bold, "其他规划")]);
        }
        let why = format!("{} {}", other.relation.label(), other.evidence);
        paper.line(2, &[(Ink::Address, &other.spot.address()), (Ink::Dim, &format!("  {why}"))]);
        paper.line(4, &[(Ink::Plain, &brief(&other.spot))]);
    }
}

/// Writes links with what stands at their other end, under `title`; nothing where there is none.
pub(super) fn here(paper: &mut Paper, title: &str, links: &[Here]) {
    if links.is_empty() {
        return;
    }
    paper.blank();
    paper.line(0, &[(Ink::Bold, title)]);
    let ids: Vec<String> =
        links.iter().map(|h| h.other.as_ref().map_or(String::new(), Spot::id)).collect();
    let indent = ids.iter().map(|id| width(id)).max().unwrap_or(0).max(4) + 4;
    for (link, id) in links.iter().zip(&ids) {
        let what = match &link.other {
            Some(other) => brief(other),
            None => format!("《{}》", link.link.to),
        };
        let label = if id.is_empty() { "文件" } else { id };
        paper.item(2, &[(Ink::Address, label)], indent, &[(Ink::Plain, &what)]);
        if link.other.is_some() {
            let why = format!("{} {}", link.link.relation.label(), link.link.evidence);
            paper.line(indent, &[(Ink::Dim, &why)]);
        }
    }
}

/// The title of a node; the first words of a measure.
fn brief(spot: &Spot) -> String {
    let words = match spot.measure {
        Some(_) => spot.text(),
        None => &spot.plan.outline.nodes[spot.node].title,
    };
    match words.char_indices().nth(BRIEF) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// Writes what of `plan` stands alone; `alone` is none where the plan has no projects.
pub fn uncovered(paper: &mut Paper, plan: &Plan, alone: Option<&Uncovered>) {
    paper.line(0, &[(Ink::Bold, &plan.identity.title)]);
    paper.line(0, &[(Ink::Address, &plan.id)]);
    let Some(alone) = alone else {
        paper.line(0, &[(Ink::Plain, "这部规划没有专栏项目，无从对照")]);
        return;
    };
    let lists = [
        ("没有项目支撑的任务", "每项任务都有项目支撑", &alone.tasks),
        ("正文没有任务提到的项目", "每个项目都有任务提到", &alone.projects),
    ];
    for (title, none, nodes) in lists {
        paper.blank();
        if nodes.is_empty() {
            paper.line(0, &[(Ink::Plain, none)]);
            continue;
        }
        let count = format!("  {} 项", nodes.len());
        paper.line(0, &[(Ink::Bold, title), (Ink::Dim, &count)]);
        let mut above = None;
        for &at in nodes {
            let node = &plan.outline.nodes[at];
            if node.parent != above {
                above = node.parent;
                let heading = above.map(|up| heading(plan, &plan.outline.nodes[up as usize]));
                heading.into_iter().for_each(|h| paper.line(2, &[(Ink::Dim, h)]));
            }
            paper.item(4, &[(Ink::Address, &node.id)], 12, &[(Ink::Plain, &node.title)]);
        }
    }
    paper.blank();
    paper.line(
        0,
        &[(Ink::Dim, "按两边共有的工程名、用语和地名对照；意思相近而用词不同的，这里看不出来。")],
    );
}

//! 专栏项目清单: a row a project.

use super::Excerpt;
use super::measures::{head, on_one_line};
use super::table::{Cell, Column, Sheet};
use super::wording;
use crate::outline::{Kind, Node};
use crate::plan::Plan;
use crate::tags::Tags;

const COLUMNS: [Column; 9] = [
    Column::number("序号", 5, "a running number from 1"),
    Column::merged("专栏", 16, "the box it stands in, as printed"),
    Column::text("项目", 18, "its heading"),
    Column::text("主要措施", 70, "its measures, word for word, in order"),
    Column::text("目标值", 14, "indicators with sign, value and unit, of all its measures"),
    Column::centred("完成时限", 10, "the times as printed, of all its measures"),
    Column::text("地点", 16, "the places as printed, of all its measures"),
    Column::text(
        "相关任务",
        26,
        "tasks that speak of the same programme, place or target, with their addresses",
    ),
    Column::centred("出处", 8, "the address"),
];

/// The table of `excerpts`: the projects that have a measure among those shown.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let projects = excerpts.iter().flat_map(|e| {
        let nodes = e.plan.outline.nodes.iter().enumerate();
        nodes.filter(|(_, n)| n.kind == Kind::Project).map(move |(at, n)| (e, at, n))
    });
    let shown = projects.filter(|(e, at, _)| e.of_node(*at).next().is_some());
    let rows = shown.enumerate().map(|(n, (excerpt, at, node))| row(excerpt, at, node, n + 1));
    Sheet { name: "专栏项目清单", columns: COLUMNS.to_vec(), rows: rows.collect() }
}

fn row(excerpt: &Excerpt<'_>, at: usize, node: &Node, number: usize) -> Vec<Cell> {
    let plan = excerpt.plan;
    let measures = excerpt.of_node(at);
    let words: Vec<_> =
        measures.map(|m| on_one_line(plan.measures[m].span.of(&plan.text))).collect();
    let tags = all_tags(excerpt, at);
    let column = node.parent.and_then(|p| plan.outline.nodes[p as usize].head);
    vec![
        Cell::Number(number as f64),
        Cell::text(column.map(|h| head(plan, h)).unwrap_or_default()),
        Cell::text(node.head.map_or_else(|| node.title.clone(), |h| head(plan, h))),
        Cell::text(words.concat()),
        wording::targets(&tags),
        wording::deadlines(plan, &tags),
        wording::places(plan, &tags),
        Cell::text(related(plan, &node.id)),
        Cell::Addresses(vec![excerpt.address(&node.id)]),
    ]
}

/// What the measures of a project are tagged with, taken together.
fn all_tags(excerpt: &Excerpt<'_>, node: usize) -> Tags {
    let mut all = Tags::default();
    for tags in excerpt.of_node(node).map(|m| &excerpt.plan.tags[m]) {
        all.targets.extend(tags.targets.iter().cloned());
        all.deadlines.extend(tags.deadlines.iter().cloned());
        all.places.extend(tags.places.iter().cloned());
    }
    all
}

/// The nodes linked with `id` or its measures: 加快交通运输体系升级（2.5.1）.
fn related(plan: &Plan, id: &str) -> String {
    let node_of = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    let others = plan.links.iter().filter_map(|link| {
        let (from, to) = (node_of(&link.from), node_of(&link.to));
        let other = if from == id { to } else { from.clone() };
        (from == id || node_of(&link.to) == id).then_some(other)
    });
    let worded = others.filter(|o| o != id).filter_map(|other| {
        let node = &plan.outline.nodes[plan.outline.find(&other)?];
        Some(format!("{}（{other}）", node.title))
    });
    wording::joined(worded, "；")
}

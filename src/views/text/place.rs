//! What touches a place: projects first, each with its sentences and with how it touches; and which places there are.

use super::paper::{GAP, Ink, Paper, Run, width};
use super::tags;
use crate::answers::place::{Listed, Meaning, PlaceAnswer, Touch, TouchRelation};
use crate::lexicon::PlaceKind;
use crate::measures;
use crate::outline::Kind;
use crate::plan::Plan;

/// Writes `answer`: the places that are meant, and what touches each.
pub fn place(paper: &mut Paper, answer: &PlaceAnswer) {
    if answer.is_ambiguous() {
        let count = answer.meanings.len();
        paper.line(0, &[(Ink::Plain, &format!("“{}”可以指 {count} 个地方：", answer.query))]);
    }
    for (n, meaning) in answer.meanings.iter().enumerate() {
        let touches: Vec<&Touch> = answer.touches.iter().filter(|t| t.meaning == n).collect();
        head(paper, meaning, &touches);
        for plan in touches.chunk_by(|a, b| a.plan.id == b.plan.id) {
            in_plan(paper, plan);
        }
        if !touches.is_empty() && n + 1 < answer.meanings.len() {
            paper.blank();
        }
    }
    if answer.touches.is_empty() {
        nothing(paper, answer);
    }
    if !answer.touches.is_empty() && !answer.others.is_empty() {
        let others: Vec<String> = answer.others.iter().map(full).collect();
        paper.blank();
        paper.line(0, &[(Ink::Dim, &format!("同名而规划没有提到：{}", others.join("、")))]);
    }
}

/// 白城市  地级 · 吉林省, and how many nodes touch it.
fn head(paper: &mut Paper, meaning: &Meaning, touches: &[&Touch]) {
    let within: Vec<&str> = meaning.within.iter().map(String::as_str).collect();
    let what = [&[meaning.kind.label()], &within[..]].concat().join(" · ");
    let left = [(Ink::Bold, &*meaning.name), (Ink::Dim, &*format!("{GAP}{GAP}{what}"))];
    let count = format!("{} 处", nodes(touches));
    let right = if touches.is_empty() { "" } else { &count };
    paper.ends(0, &left, &[(Ink::Dim, right)]);
}

/// How many nodes are touched.
fn nodes(touches: &[&Touch]) -> usize {
    let mut nodes: Vec<(&str, usize)> = touches.iter().map(|t| (&*t.plan.id, t.node)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes.len()
}

/// 嫩江市（黑河市、黑龙江省）.
fn full(meaning: &Meaning) -> String {
    match meaning.within.as_slice() {
        [] => format!("{}（{}）", meaning.name, meaning.kind.label()),
        within => format!("{}（{}）", meaning.name, within.join("、")),
    }
}

/// What touches a place in one plan: projects by their box, then the body, what promises nothing, brands last.
fn in_plan(paper: &mut Paper, touches: &[&Touch]) {
    let plan = &*touches[0].plan;
    let title =
        [(Ink::Dim, &*plan.identity.title), (Ink::Plain, "\u{a0}\u{a0}"), (Ink::Address, &plan.id)];
    paper.line(0, &title);
    for part in PARTS {
        let own = touches.iter().filter(|touch| part_of(touch) == part);
        let touches: Vec<&Touch> = own.copied().collect();
        if touches.is_empty() {
            continue;
        }
        paper.blank();
        paper.line(0, &[(Ink::Bold, part)]);
        let mut column = None;
        for node in touches.chunk_by(|a, b| a.node == b.node) {
            let above = column_of(plan, node[0].node);
            if above != column {
                column = above;
                let heading = above.map(|at| super::heading(plan, &plan.outline.nodes[at]));
                heading.into_iter().for_each(|h| paper.line(2, &[(Ink::Dim, h)]));
            }
            one(paper, plan, node);
        }
    }
}

/// The parts of what touches a place in one plan, in their order.
const PARTS: [&str; 4] = ["专栏项目", "正文", "文首和背景", "只作品牌"];

/// The one of [`PARTS`] that `touch` belongs to.
fn part_of(touch: &Touch) -> &'static str {
    let plan = &*touch.plan;
    let is_front = matches!(plan.outline.nodes[touch.node].kind, Kind::Title | Kind::Preamble);
    let is_context = |at: &usize| plan.measures[*at].kind == measures::Kind::Context;
    let is_below = |at: usize| {
        let node = plan.measures[at].node as usize;
        node == touch.node || plan.outline.ancestors(node).contains(&touch.node)
    };
    // A heading speaks for all that stands below it.
    let of: Vec<usize> = match touch.measures.as_slice() {
        [] => (0..plan.measures.len()).filter(|&at| is_below(at)).collect(),
        own => own.to_vec(),
    };
    let says_nothing = !of.is_empty() && of.iter().all(is_context);
    match touch.relation {
        TouchRelation::Brand => PARTS[3],
        _ if touch.is_project() => PARTS[0],
        _ if is_front || says_nothing => PARTS[2],
        _ => PARTS[1],
    }
}

/// The box that holds node `at`.
fn column_of(plan: &Plan, at: usize) -> Option<usize> {
    let above = plan.outline.ancestors(at).into_iter();
    above.rev().find(|&up| plan.outline.nodes[up].kind == Kind::Column)
}

/// One node: its address and heading, how it touches the place, and the sentences that do.
fn one(paper: &mut Paper, plan: &Plan, touches: &[&Touch]) {
    let node = &plan.outline.nodes[touches[0].node];
    let indent = (width(&node.id) + 4).max(10);
    let ways = touches.iter().map(|touch| way(touch)).collect::<Vec<_>>().join(" · ");
    match title(plan, touches) {
        Some(title) => {
            paper.item(2, &[(Ink::Address, &node.id)], indent, &[title]);
            paper.line(indent, &[(Ink::Dim, &ways)]);
        }
        None => paper.item(2, &[(Ink::Address, &node.id)], indent, &[(Ink::Dim, &ways)]),
    }
    for touch in touches {
        let words: Vec<&str> = touch.evidence.iter().map(|e| e.words.as_str()).collect();
        for &at in &touch.measures {
            let id = format!("#{}", plan.measures[at].number);
            let text = plan.measures[at].span.of(&plan.text);
            let runs = super::printed(node, marked(text, &words));
            paper.item(indent, &[(Ink::Address, &id)], indent + width(&id) + 2, &runs);
            let own = &plan.tags[at];
            tags::due(paper, indent + width(&id) + 2, own, tags::times(plan, own));
        }
    }
}

/// The title of a node; of a paragraph without one, whose first sentence stands below, that of what holds it.
fn title<'p>(plan: &'p Plan, touches: &[&Touch]) -> Option<Run<'p>> {
    let (nodes, at) = (&plan.outline.nodes, touches[0].node);
    if nodes[at].head.is_some() || touches.iter().all(|touch| touch.measures.is_empty()) {
        return Some((Ink::Bold, &nodes[at].title));
    }
    let above = plan.outline.ancestors(at).into_iter().rev();
    above.map(|up| (Ink::Plain, &*nodes[up].title)).next()
}

/// 境内 向海（通榆县）、莫莫格（镇赉县）.
fn way(touch: &Touch) -> String {
    let words = touch.evidence.iter().map(|e| match &e.by {
        Some(by) => format!("{}（{by}）", e.words),
        None => e.words.clone(),
    });
    format!("{} {}", touch.relation.label(), words.collect::<Vec<_>>().join("、"))
}

/// `text` with every one of `words` in its ink.
fn marked<'a>(text: &'a str, words: &[&str]) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut rest = text;
    let first = |rest: &str| {
        let found = words.iter().filter_map(|word| Some((rest.find(word)?, word.len())));
        found.min_by_key(|&(at, len)| (at, std::cmp::Reverse(len)))
    };
    while let Some((at, len)) = first(rest) {
        runs.push((Ink::Plain, &rest[..at]));
        runs.push((Ink::Mark, &rest[at..at + len]));
        rest = &rest[at + len..];
    }
    runs.push((Ink::Plain, rest));
    runs
}

fn nothing(paper: &mut Paper, answer: &PlaceAnswer) {
    let what = match (answer.meanings.as_slice(), answer.all) {
        ([], _) => format!("没有这个地名：{}", answer.query),
        (_, 0) => format!("规划没有提到：{}", answer.query),
        (_, all) => {
            format!("所限的范围里没有涉及“{}”的，不加 --columns、--exact 有 {all} 处", answer.query)
        }
    };
    paper.line(0, &[(Ink::Plain, &what)]);
    if answer.all > 0 {
        return;
    }
    if !answer.near.is_empty() {
        let near = answer.near.join("、");
        paper.line(2, &[(Ink::Plain, "相近的地名："), (Ink::Bold, &near)]);
    }
    paper.line(2, &[(Ink::Dim, "用 gangyao places 看规划里有哪些地名")]);
}

/// Writes the places that the plans name, family by family, the most often named first.
pub fn places(paper: &mut Paper, places: &[Listed]) {
    let families = ["行政区划", "河流湖库和湿地", "山岳和地貌", "保护地和景区", "园区和区域"];
    paper.line(0, &[(Ink::Bold, "地名"), (Ink::Dim, &format!(" · {} 个", places.len()))]);
    for family in families {
        let own: Vec<&Listed> = places.iter().filter(|p| family_of(p.kind) == family).collect();
        if own.is_empty() {
            continue;
        }
        paper.blank();
        paper.line(0, &[(Ink::Bold, family)]);
        for place in own {
            let unknown = if place.id.is_none() { " · 名录外" } else { "" };
            let within = place.within.first().map(|up| format!(" · {up}")).unwrap_or_default();
            let what = format!("{GAP}{GAP}{}{within}{unknown}", place.kind.label());
            let brands = match (place.count, place.brands) {
                (0, brands) => format!("品牌 {brands} 处"),
                (count, 0) => format!("{count} 处"),
                (count, brands) => format!("{count} 处，品牌 {brands} 处"),
            };
            let left = [(Ink::Plain, &*place.name), (Ink::Dim, &*what)];
            paper.ends(2, &left, &[(Ink::Dim, &brands)]);
        }
    }
}

fn family_of(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country
        | PlaceKind::Province
        | PlaceKind::Prefecture
        | PlaceKind::County
        | PlaceKind::District
        | PlaceKind::Town => "行政区划",
        PlaceKind::Zone | PlaceKind::Region => "园区和区域",
        PlaceKind::River
        | PlaceKind::Lake
        | PlaceKind::Reservoir
        | PlaceKind::Wetland
        | PlaceKind::Basin
        | PlaceKind::Bay
        | PlaceKind::Sea => "河流湖库和湿地",
        PlaceKind::Island | PlaceKind::Mountain | PlaceKind::Landform => "山岳和地貌",
        PlaceKind::Reserve | PlaceKind::NationalPark | PlaceKind::ScenicArea => "保护地和景区",
    }
}

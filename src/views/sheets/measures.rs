//! 任务分解表: a row a measure, as offices circulate it.

use super::Excerpt;
use super::table::{Cell, Column, Sheet};
use super::wording;
use crate::ground::Span;
use crate::measures::Kind as MeasureKind;
use crate::outline::{Kind, Node};
use crate::plan::Plan;
use crate::tags::Field;

/// The name of the sheet.
pub const NAME: &str = "任务分解表";

/// The columns, in order.
pub const COLUMNS: [Column; 13] = [
    Column::number("序号", 5, "a running number from 1"),
    Column::merged("章节", 14, "chapter and section, or chapter and 专栏, as printed"),
    Column::text("重点任务", 14, "the headings below that: task, project, item"),
    Column::text("具体措施", 48, "the measure, word for word"),
    Column::centred("责任领域", 10, "its domains, the primary one first"),
    Column::text(
        "牵头部门",
        12,
        "those that lead, as the plan names them, or inferred and marked as such, or as filled in",
    ),
    Column::text("配合部门", 13, "those that support, likewise"),
    Column::text("目标值", 16, "indicators with sign, value and unit"),
    Column::centred("完成时限", 10, "the times as printed, or as filled in"),
    Column::centred("力度", 5, "约束, 推进, 鼓励 or 探索"),
    Column::text("地点", 11, "the places as printed"),
    Column::centred("出处", 9, "the address"),
    Column::text("备注", 9, "what people filled in"),
];

/// The table of `excerpts`, in the order of the plans and their texts.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let measures = excerpts
        .iter()
        .flat_map(|e| e.measures.iter().filter(|&&m| is_row(e.plan, m)).map(move |&m| (e, m)));
    let rows = measures.enumerate().map(|(n, (excerpt, measure))| row(excerpt, measure, n + 1));
    Sheet { name: NAME, columns: COLUMNS.to_vec(), rows: rows.collect() }
}

/// Whether a measure is work to be shared out: it stands under a task, a project, an item, a section or in the part on
/// carrying the plan out, and is no look at the situation.
pub fn is_row(plan: &Plan, measure: usize) -> bool {
    let measure = &plan.measures[measure];
    let work = |node: usize| {
        use Kind::{Article, Item, OrganisationItem, Project, Section, Task};
        let kind = plan.outline.nodes[node].kind;
        matches!(kind, Section | Article | Task | Item | Project | OrganisationItem)
    };
    let node = measure.node as usize;
    measure.kind != MeasureKind::Context
        && (work(node) || plan.outline.ancestors(node).into_iter().any(work))
}

fn row(excerpt: &Excerpt<'_>, measure: usize, number: usize) -> Vec<Cell> {
    let plan = excerpt.plan;
    let tags = &plan.tags[measure];
    let (chapter, task) = headings(plan, plan.measures[measure].node as usize);
    vec![
        Cell::Number(number as f64),
        Cell::text(chapter),
        Cell::text(task),
        Cell::text(on_one_line(plan.measures[measure].span.of(&plan.text))),
        wording::domains(tags, excerpt.lexicon),
        wording::departments(tags, Field::Lead, excerpt.lexicon),
        wording::departments(tags, Field::Support, excerpt.lexicon),
        wording::targets(tags),
        wording::deadlines(plan, tags),
        wording::strength(tags),
        wording::places(plan, tags),
        Cell::Addresses(vec![excerpt.measure_address(measure)]),
        wording::filled(tags, Field::Remark).unwrap_or(Cell::Blank),
    ]
}

/// The headings above a measure of `node`: those of chapter, section and box, and those below them.
pub fn headings(plan: &Plan, node: usize) -> (String, String) {
    let mut path = plan.outline.ancestors(node);
    path.push(node);
    let headed: Vec<&Node> =
        path.iter().map(|&n| &plan.outline.nodes[n]).filter(|n| n.head.is_some()).collect();
    let broad = |n: &&Node| {
        matches!(
            n.kind,
            Kind::Part | Kind::Chapter | Kind::Section | Kind::Column | Kind::Attachment
        )
    };
    // The last heading is the task, even where it is a section's.
    let above = headed.len().saturating_sub(1).max(usize::from(!headed.is_empty()));
    let split = headed.iter().take(above).take_while(|n| broad(n)).count();
    let words = |nodes: &[&Node]| {
        let heads = nodes.iter().filter_map(|n| n.head).map(|h| head(plan, h));
        heads.collect::<Vec<_>>().join(" / ")
    };
    (words(&headed[..split]), words(&headed[split..]))
}

/// A heading as printed, without doubled white space.
pub fn head(plan: &Plan, span: Span) -> String {
    on_one_line(span.of(&plan.text))
}

/// The words of a stretch on one line, white space drawn together.
pub fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

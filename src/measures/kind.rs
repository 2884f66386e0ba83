//! What a sentence says: something to be done, a state to be reached, or the setting.

use super::Kind;
use crate::outline::{Kind as NodeKind, Node, Outline};

/// The kind of the measure `words` in `node`, which [looks back](looks_back) or does not.
///
/// The front and chapters on the situation are context, as is a sentence that names its guide (以…为指导). A sentence that
/// opens with a year, or whose clauses say how things stand when all is done, is an outcome; the rest is action.
pub fn of(words: &str, node: &Node, looks_back: bool) -> Kind {
    if node.kind == NodeKind::Preamble || looks_back || guides(words) {
        Kind::Context
    } else if opens_with_year(words) || node.kind == NodeKind::Stage || mostly_states(words) {
        Kind::Outcome
    } else {
        Kind::Action
    }
}

/// What headings hold under which a plan looks back or around.
const SITUATION: [&str; 7] = ["形势", "现状", "回顾", "挑战", "机遇", "存在的问题", "存在问题"];
/// What such headings end with; elsewhere in a heading these words mean work to be done (开展成效考核).
const SITUATION_END: [&str; 8] =
    ["成效", "基础", "背景", "问题", "进展", "成就", "状况", "完成情况"];

/// Whether `node`, or one above it, is headed as a look back or around.
pub fn looks_back(outline: &Outline, node: usize) -> bool {
    let looks_back = |title: &str| {
        let named = SITUATION.iter().any(|w| title.contains(w));
        let ended = SITUATION_END.iter().any(|w| title.ends_with(w));
        title.chars().count() <= 20 && (named || ended)
    };
    let headed =
        |n: &usize| outline.nodes[*n].head.is_some() && looks_back(&outline.nodes[*n].title);
    // 夯实…基础 is work to be done: only a heading that does not begin with a verb of doing looks back.
    let does = |n: &usize| {
        ["夯实", "加强", "强化", "筑牢", "巩固", "补齐", "推进", "提升", "应对", "健全", "完善"]
            .iter()
            .any(|w| outline.nodes[*n].title.starts_with(w))
    };
    outline.ancestors(node).iter().any(|n| headed(n) && !does(n)) || (headed(&node) && !does(&node))
}

/// 以习近平新时代中国特色社会主义思想为指导.
fn guides(words: &str) -> bool {
    words.starts_with('以')
        && words.split('，').next().is_some_and(|clause| clause.ends_with("为指导"))
}

/// 到2035年, 到“十四五”末, 力争到2030年, 2025年底前.
fn opens_with_year(words: &str) -> bool {
    let words = words.trim_start_matches("力争").trim_start_matches("确保").trim_start();
    let after = words.strip_prefix('到').unwrap_or(words).trim_start_matches(['“', ' ']);
    let year = after.starts_with("20") || after.starts_with("十") || after.starts_with("二〇");
    let named = after.chars().take(12).any(|c| c == '年' || c == '末');
    year && named
}

/// What the clauses of a state end with: 全面建成, 显著提升, 更加完善.
const STATES: [&str; 26] = [
    "建成",
    "形成",
    "提升",
    "增强",
    "完善",
    "健全",
    "消除",
    "优化",
    "改善",
    "巩固",
    "好转",
    "全覆盖",
    "实现",
    "稳固",
    "下降",
    "提高",
    "深入人心",
    "成效",
    "进展",
    "突破",
    "深入推进",
    "构建",
    "厚重",
    "补齐",
    "领先",
    "水平",
];
/// Words that say how far, which only states have before their predicate.
const DEGREES: [&str; 14] = [
    "显著",
    "明显",
    "基本",
    "全面",
    "更加",
    "进一步",
    "根本",
    "持续",
    "稳定",
    "不断",
    "有效",
    "大幅",
    "总体",
    "取得",
];

/// Whether more than half of the clauses are a subject with a predicate of state, not a verb with its object.
fn mostly_states(words: &str) -> bool {
    let clauses: Vec<&str> =
        words.split(['，', '；']).map(|c| c.trim_end_matches(['。', '；'])).collect();
    let states = clauses.iter().filter(|c| is_state(c)).count();
    states * 2 > clauses.len()
}

fn is_state(clause: &str) -> bool {
    let Some(end) = STATES.iter().find(|s| clause.ends_with(*s)) else { return false };
    let before = &clause[..clause.len() - end.len()];
    let degree = DEGREES.iter().filter_map(|d| before.rfind(d)).max();
    // 不断提升…: the degree opens the clause, so it is an order, not a state.
    degree.is_some_and(|at| at > 0)
}

//! The names in a bracket of responsibility, taken apart: 省财政厅、省水利厅和各市、县（区）人民政府 are three.

use super::body::Bodies;
use crate::ground::Span;
use crate::outline::{COLONS, begins_with_label, framed};

/// The stretches of `inside` between separators outside brackets, trimmed, without empty ones.
pub fn pieces(text: &str, inside: Span, bodies: Bodies<'_>) -> Vec<Span> {
    let mut pieces = Vec::new();
    let (mut from, mut open) = (inside.start as usize, 0i32);
    for (at, c) in inside.of(text).char_indices().map(|(n, c)| (inside.start as usize + n, c)) {
        open += i32::from(matches!(c, '（' | '(' | '“' | '〈'))
            - i32::from(matches!(c, '）' | ')' | '”' | '〉'));
        let so_far = &text[from..at];
        let rest = &text[at..inside.end as usize];
        let joins = || rest.starts_with("会同") && bodies.is_body(so_far.trim());
        // 【牵头单位】甲【配合单位】乙
        if open == 0 && at > from && (joins() || framed(bodies.terms(), rest).is_some()) {
            pieces.push(Span::new(from, at));
            from = at;
        } else if open == 0 && separates(&text[from..inside.end as usize], at - from, c, bodies) {
            pieces.push(Span::new(from, at));
            from = at + c.len_utf8();
        }
    }
    pieces.push(Span::new(from, inside.end as usize));
    pieces.retain(|p| !p.of(text).trim().is_empty());
    pieces.into_iter().map(|p| p.trimmed(text)).collect()
}

/// Whether `c` at `at` of `words`, which begin behind the last separator, ends a piece.
fn separates(words: &str, at: usize, c: char, bodies: Bodies<'_>) -> bool {
    let (so_far, rest) = words.split_at(at);
    let before = || so_far.rsplit(COLONS).next().unwrap_or(so_far).trim();
    match c {
        // 各区、市政府 and 各市、县（区）人民政府 are one body.
        '、' => {
            let (before, rest) = (before(), &rest[c.len_utf8()..]);
            !(is_pair(before, rest) || is_open_list(before) && ends_list(before, rest, bodies))
        }
        '，' | ',' | '；' | ';' | '。' => true,
        // A line break may stand in a name or a label that a page had no room for, or between names or labels.
        c if c.is_whitespace() => {
            let labels = |words| begins_with_label(bodies.terms(), words);
            labels(rest) || bodies.is_surely_body(before()) && !labels(words)
        }
        // 住房和城乡建设部 is one body, 财政厅和水利厅 are two; so are not 党委和政府.
        '和' | '及' | '与'
            if rest[c.len_utf8()..].starts_with('各') && bodies.is_body(before()) =>
        {
            true
        }
        '和' | '及' | '与' => {
            let rest = &rest[c.len_utf8()..];
            bodies.is_surely_body(without_sum(before()))
                && !is_pair(before(), rest)
                && !rest.starts_with(['政', '人', '其', '单'])
        }
        _ => false,
    }
}

/// Whether a committee of the party and the administration beside it are named together: 各县（市、区）党委、政府, 高新区党工委和管委会.
fn is_pair(before: &str, rest: &str) -> bool {
    before.ends_with("党委") && rest.starts_with("政府")
        || before.ends_with("工委") && ["管委会", "管理委员会"].iter().any(|w| rest.starts_with(w))
}

/// `words` without what sums up a list at their end: 工业和信息化部等部门.
fn without_sum(words: &str) -> &str {
    let sums = ["等有关部门", "等相关部门", "等部门", "等单位", "等"];
    sums.iter().find_map(|sum| words.strip_suffix(sum)).unwrap_or(words)
}

/// 各区, 各市, 相关区: the first words of the name of all governments below, whose end is still to come.
fn is_open_list(words: &str) -> bool {
    let all = ["各", "相关", "有关", "地方各"].iter().any(|w| words.starts_with(w));
    LEVELS.contains(&words)
        || all && words.ends_with(['区', '市', '县', '州', '盟', '旗', '镇', '乡', '）'])
}

/// Levels of government that alone are no body: 市、区机管局.
const LEVELS: [&str; 6] = ["省", "市", "县", "区", "市州", "市县"];

/// Whether `rest` begins with the end of the name that `words` begin, and not with a name of its own: 市政府, 开发区, but
/// 市发展改革委.
fn ends_list(words: &str, rest: &str, bodies: Bodies<'_>) -> bool {
    const BELOW: [&str; 12] =
        ["开发区", "园区", "功能区", "街道", "区", "市", "县", "州", "盟", "旗", "镇", "乡"];
    let name = rest.split(['、', '，', ',', '；', ';', '。', '）', ')', '（', '(']).next();
    let name = name.unwrap_or_default().trim();
    let below = BELOW.iter().find_map(|w| name.strip_prefix(w));
    let whole = |own: &str| bodies.is_surely_body(own) && !own.ends_with("政府");
    // 县级有关部门 is a name of its own.
    let below = below.filter(|own| !own.starts_with('级'));
    below.is_some_and(|own| LEVELS.contains(&words) || !whole(own))
}

//! Promises without a number: 垃圾分类全覆盖, 基本消除重污染天气, 美丽乡村基本建成.

use std::ops::Range;

use super::due;
use super::indicator::{self, is_whole_place};
use super::noun::trimmed;
use super::page::{Page, Role};
use super::quantity::quantity;
use crate::lexicon::List;
use crate::tags::words::{Does, word_before};
use crate::tags::{Bound, Change, Deadline, Target};

/// Every outcome in clauses that promise no number, in order.
pub(super) fn read(page: &Page<'_>, deadlines: &[Deadline], numbered: &[Target]) -> Vec<Target> {
    let taken = |clause: &Range<usize>| {
        let span = page.reading.span(clause.clone());
        numbered.iter().any(|t| t.span.overlaps(span))
    };
    let mut outcomes = Vec::new();
    let mut end = 0;
    let finds = page.finds(List::Outcomes);
    let side = |row: usize| page.context.lexicon.table(List::Outcomes).rows.at(row).cell(1);
    for (n, (word, row)) in finds.iter().cloned().enumerate() {
        let clause = page.reading.clause(word.start);
        // 基本实现村庄全覆盖: the last word says what is to be reached.
        let ends = |w: &Range<usize>, row: usize| side(row) == "end" && w.end == clause.end;
        let ended = side(row) == "state"
            && finds[n + 1..].iter().any(|(w, row)| w.start >= word.end && ends(w, *row));
        let passed = word.start < end || !page.is_open(word.start);
        if passed || ended || is_attribute(page, &word) {
            continue;
        }
        let from = std::mem::replace(&mut end, word.end);
        let side = side(row);
        let noun = noun(page, word.clone(), from, side).filter(|_| !taken(&clause));
        outcomes.extend(noun.map(|noun| outcome(page, word, noun, deadlines)));
    }
    outcomes
}

/// Whether what the words promise only describes something: 全覆盖的体系, 全覆盖、全要素监测体系, 全部建成高标准农田实施方案.
fn is_attribute(page: &Page<'_>, word: &Range<usize>) -> bool {
    let clause = page.reading.clause(word.start);
    let document = page.word_before(clause.end, Does::Paper).is_some();
    let written = || page.holds_word(clause.start..word.start, Does::Drafts);
    let goes_on = page.reading.starts(word.end, "、全") && clause.end > word.end + 6;
    let ends = || {
        let row = page.row_at(List::Outcomes, word.start);
        row.is_some_and(|(row, _)| row.cell(1) == "end")
    };
    // 全覆盖监管, 清零行动: the word describes what follows it.
    let leads = page.reading.at(word.end).is_alphabetic() && !joins(page, word.end) && ends();
    // 为基本实现…提供保障: what it is for.
    let serves = page.reading.at(clause.start) == '为'
        && page.holds_word(word.end..clause.end, Does::Serves);
    // 巩固黑臭水体基本消除成果: what is kept was reached before.
    let kept = page.reading.ends(clause.end, "成果")
        && page.reading.holds(clause.start..word.start, &["巩固"]);
    // 全面建成以社区为依托的，覆盖城乡的服务体系: what is to be reached stands behind the comma.
    let open = page.reading.ends(clause.end, "的") && page.reading.at(clause.end) == '，';
    // 与基本实现现代化相适应的体系: what it goes with.
    let fits = page.holds_word(word.end..clause.end, Does::Fits);
    let described = page.reading.at(word.end) == '的' || goes_on || leads || serves || fits;
    let described = described || kept || open || names_course(page, &clause, word);
    described || page.reading.ends(clause.end, "基础上") || document && written()
}

/// Whether what is promised only names a course, an aim or a picture, of which something else is said: 基本实现现代化进程中的重要时期,
/// 锚定基本实现现代化的目标.
fn names_course(page: &Page<'_>, clause: &Range<usize>, word: &Range<usize>) -> bool {
    let state =
        page.row_at(List::Outcomes, word.start).is_some_and(|(row, _)| row.cell(1) == "state");
    let end = word_before(page.reading, page.context.lexicon, clause.end, Does::Course);
    // 全面完成规划目标 is a task of its own.
    state && end.is_some_and(|at| at > word.end) && !page.reading.ends(word.end, "完成")
}

/// Whether what stands at `at` begins another outcome or joins one.
fn joins(page: &Page<'_>, at: usize) -> bool {
    page.reading.any(at, &["全", "和", "并", "且", "及", "与", "力争", "应"]).is_some()
}

/// What is to be in the state that `word` names: before it and not before `from`, or for 基本消除… after it where something follows.
fn noun(page: &Page<'_>, word: Range<usize>, from: usize, side: &str) -> Option<Range<usize>> {
    let clause = page.reading.clause(word.start);
    // 基本形成甲、乙通道格局 is one, 基本消除甲、全面完成乙 are two.
    let parts = |i: usize| page.reading.at(i) == '、' && begins_outcome(page, i + 1);
    let remark = |i: usize| page.reading.at(i) == '（' && !goes_on_behind(page, i..clause.end);
    let stops = |&i: &usize| i == clause.end || page.reading.at(i) == '并' || remark(i) || parts(i);
    let after = (word.end..=clause.end).find(stops).map(|end| trimmed(page, word.end..end));
    let before = || {
        let range = clause.start.max(from)..word.start;
        // 支持银行实现信息全覆盖, but 信息实现全覆盖.
        let realises = |i: usize| Some((i, page.word(i, Does::Realises)?));
        let verb = range.clone().rev().filter_map(realises).find(|&(_, end)| end < range.end);
        let noun = trimmed(page, verb.map_or(range.start, |(_, end)| end)..range.end);
        // 和美乡村实现县域全覆盖: where what stands before the verb is to be.
        let words = page.reading.words(noun.clone());
        let scope = is_whole_place(&words) || noun.len() == 2 && words.ends_with('域');
        let of = verb.filter(|_| scope).map(|(start, _)| trimmed(page, range.start..start));
        of.filter(|of| of.len() > 1).unwrap_or(noun)
    };
    let noun = match after.filter(|after| side == "state" && after.len() > 1) {
        // 黑臭水体全部完成整治: what is done, and to what.
        Some(after) if after.len() == 2 => Some(before()).filter(|before| before.len() > 1)?,
        Some(after) => after,
        None => before(),
    };
    let noun = without_task(page, noun);
    let listed = page.reading.before(word.start) == '、' && from <= clause.start;
    // 全面达标排放等25项工程: the name of one of them.
    let digit = |i: usize| page.reading.at(i).is_ascii_digit();
    let summed = noun.clone().any(|i| page.reading.at(i) == '等' && digit(i + 1));
    // 基本建成3000套: how many, and not what.
    let amount = || quantity(page, noun.start).is_some_and(|q| q.end == noun.end);
    let empty = summed || is_task(page, &word, &noun) || amount();
    (noun.len() > 1 && !listed && side != "none" && !empty).then_some(noun)
}

/// Whether a name goes on behind the bracket that opens `range`: 乡镇（街道）、村（社区）四级体系.
fn goes_on_behind(page: &Page<'_>, range: Range<usize>) -> bool {
    let close = range.clone().find(|&i| page.reading.at(i) == '）').filter(|i| i + 1 < range.end);
    let next = close.map(|i| page.reading.at(i + 1));
    next.is_some_and(|sign| sign == '、' || sign.is_alphabetic())
}

/// Whether no more is said than that a task is to be done: 全面完成年度目标任务, but 全面完成河道整治任务.
fn is_task(page: &Page<'_>, word: &Range<usize>, noun: &Range<usize>) -> bool {
    let done = page.reading.ends(word.end, "完成");
    let task = page.reading.any_before(noun.end, &["任务", "目标"]);
    let work = |at: usize| page.verb_before(at, noun.start + 1, Role::works).is_some();
    let given = || page.reading.holds(noun.clone(), &["下达", "目标"]);
    done && task.is_some_and(|(_, at)| !work(at) || given())
}

/// `noun` without 对 or a verb at its start: 实施自然保护地….
fn without_task(page: &Page<'_>, noun: Range<usize>) -> Range<usize> {
    let named = page.word(noun.start, Does::Toward).is_some();
    let word = page.word(noun.start, Does::Carries).filter(|_| !named);
    let end = word.unwrap_or(noun.start);
    if end + 1 < noun.end { end..noun.end } else { noun }
}

/// Whether a word that promises a state begins at `at`.
fn begins_outcome(page: &Page<'_>, at: usize) -> bool {
    page.row_at(List::Outcomes, at).is_some()
}

fn outcome(
    page: &Page<'_>,
    word: Range<usize>,
    noun: Range<usize>,
    deadlines: &[Deadline],
) -> Target {
    let due = due::due(page, deadlines, word.start);
    let printed = |range: Range<usize>| -> String {
        let printed = page.reading.span(range).of(page.context.text);
        printed.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let indicator = printed(noun.clone());
    Target {
        indicator_id: indicator::id(page.context.lexicon, &indicator),
        indicator,
        change: Change::To,
        bound: Bound::Exactly,
        value: None,
        value_to: None,
        unit: None,
        qualifiers: vec![printed(word.clone())],
        deadline: due.map(|(year, _)| year),
        deadline_basis: due.map(|(_, basis)| basis),
        base_year: None,
        base_value: None,
        attribute: None,
        qualitative: true,
        span: page.reading.span(word).to(page.reading.span(noun)),
        rule: "target:outcome".into(),
    }
}

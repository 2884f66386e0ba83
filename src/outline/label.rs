//! Lines that say who or by when, and belong to what stands before them: 责任单位：A, 完成时限：6月底前, （A牵头，B配合）.

use super::terms::{Does, Terms};
use crate::ground::{is_alphanumeric, is_han, signs};

/// What a label before ： is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Who: 责任单位, 牵头部门, 配合处室.
    Who,
    /// By when: 完成时限.
    When,
}

/// The colons behind a label, one of which is a ratio's.
pub const COLONS: [char; 3] = ['：', ':', '∶'];

/// Reads the words before ：; `None` if they say neither who nor by when.
pub fn label(terms: Terms<'_>, words: &str) -> Option<Label> {
    let words = words.trim_start_matches('—');
    let letters = || words.chars().filter(|c| !c.is_whitespace());
    if letters().nth(MOST).is_some() || !letters().all(|c| is_han(c) || is_alphanumeric(c)) {
        return None;
    }
    let words: String = letters().collect();
    if words.contains("编辑") {
        None
    } else if terms[Does::When].stand_in(&words) {
        Some(Label::When)
    } else {
        terms[Does::Who].stand_in(&words).then_some(Label::Who)
    }
}

/// What stands behind a call to those who hear a report that `words` begin with: 各位代表！今年…. `None` where they begin with none:
/// 各位代表提出的建议 calls nobody.
pub fn behind_call<'w>(terms: Terms<'_>, words: &'w str) -> Option<&'w str> {
    let call = terms[Does::Hall].opening(words)?;
    let rest = &words[call.len()..];
    let behind = rest.trim_start_matches(['！', '!', '，', ',', '：', ':']);
    (rest.is_empty() || behind.len() < rest.len()).then(|| behind.trim_start())
}

/// Whether a label stands at the beginning of `words`, after their white space.
pub fn begins_with_label(terms: Terms<'_>, words: &str) -> bool {
    let words = words.trim_start().trim_start_matches('—');
    if framed(terms, words).is_some_and(|len| len < words.len()) {
        return true;
    }
    // What no label holds ends the look: few lines begin with one.
    let near = &words[..words.floor_char_boundary(LONGEST * char::MAX.len_utf8())];
    let end = signs(near).find(|&(_, c)| !is_alphanumeric(c) && !c.is_whitespace());
    end.filter(|(_, c)| COLONS.contains(c)).is_some_and(|(at, _)| {
        words[..at].chars().count() < LONGEST && label(terms, &words[..at]).is_some()
    })
}

/// Whether `words` begin with a label whose letters are set apart to stand as wide as those above and below it: 组  长：某某.
pub fn is_set_apart(words: &str) -> bool {
    let near = &words[..words.floor_char_boundary(LONGEST)];
    let Some((label, _)) = near.split_once(COLONS) else { return false };
    let letters = || label.split_whitespace();
    letters().nth(1).is_some() && letters().all(|part| part.chars().count() == 1)
}

/// The length of the label in a bracket of its own that `words` begin with, a colon behind it included: 【牵头单位】甲局.
pub fn framed(terms: Terms<'_>, words: &str) -> Option<usize> {
    let first = words.chars().next().filter(|&c| opens(c))?;
    let (open, close) = BRACKETS.iter().find(|bracket| bracket.0 == first)?;
    let inside = &words[open.len_utf8()..];
    let end = inside.char_indices().take(MOST + 1).find(|(_, c)| c == close)?.0;
    // （省商务厅牵头） is a bracket of its own.
    label(terms, &inside[..end]).filter(|_| terms[Does::Label].close(&inside[..end]))?;
    let behind = &inside[end + close.len_utf8()..];
    let rest = behind.trim_start_matches(COLONS);
    // 【管理责任人】实行物业管理的，…: the caption of an article.
    let first = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let names = !rest.starts_with(['，', '。', '、']) && !first.ends_with('的');
    names.then_some(words.len() - rest.len())
}

/// The most letters of a label.
const MOST: usize = 12;

/// Longest label with the white space in it, in characters.
const LONGEST: usize = 40;

/// The brackets in which plans say so, the mark that opens each and the one that closes it.
pub const BRACKETS: [(char, char); 7] =
    [('（', '）'), ('(', ')'), ('〔', '〕'), ('﹝', '﹞'), ('[', ']'), ('［', '］'), ('【', '】')];

/// Whether `sign` opens such a bracket.
pub fn opens(sign: char) -> bool {
    BRACKETS.iter().any(|bracket| bracket.0 == sign)
}

/// Whether `sign` closes such a bracket.
pub fn closes(sign: char) -> bool {
    BRACKETS.iter().any(|bracket| bracket.1 == sign)
}

/// Longest bracket that is read, in characters; real ones stay far below.
const LONGEST_BRACKET: usize = 2000;

/// The length of the bracket that `words` begin with, up to behind its closing mark, brackets inside it counted.
pub fn closed(words: &str) -> Option<usize> {
    let mut open = 0;
    for (at, c) in words.char_indices().take(LONGEST_BRACKET) {
        open += i32::from(opens(c)) - i32::from(closes(c));
        if open <= 0 {
            return (open == 0 && at > 0).then_some(at + c.len_utf8());
        }
    }
    None
}

/// What stands in the bracket that `words` begin with, and behind it.
pub fn bracketed(words: &str) -> Option<(&str, &str)> {
    let (bracket, behind) = words.split_at(closed(words)?);
    Some((bracket.strip_prefix(opens)?.strip_suffix(closes)?, behind))
}

/// The bracket that `words` end with, those inside it counted.
pub fn last_bracket(words: &str) -> Option<&str> {
    let mut open = 0;
    for (at, c) in words.char_indices().rev().take(LONGEST_BRACKET) {
        open += i32::from(closes(c)) - i32::from(opens(c));
        if open <= 0 {
            return (open == 0 && opens(c)).then_some(&words[at..]);
        }
    }
    None
}

/// Whether what stands behind a sentence is no text of its own: such a bracket, or any that closes only at the end, like one with
/// nothing but names: （市水利局、市生态环境局）.
pub fn is_remark(terms: Terms<'_>, words: &str) -> bool {
    let whole = words.trim().trim_end_matches('。');
    closed(whole) == Some(whole.len()) || is_aside(terms, words)
}

/// Whether a paragraph is nothing but such a line or bracket, or the beginning of one that a page broke.
pub fn is_aside(terms: Terms<'_>, words: &str) -> bool {
    let words = words.trim().trim_end_matches('。');
    let open = words.strip_prefix(opens);
    let torn = open.filter(|inside| !inside.contains(closes));
    let inside = open.and_then(|inside| inside.strip_suffix(closes)).or(torn);
    let led = |w: &str| w.contains("牵头") || w.contains("负责");
    let joins = |w: &str| terms[Does::Joins].close(w) && led(w);
    let ends = |w: &str| terms[Does::Charged].close(w) || joins(w);
    // （甲局指导，乙市负责落实。以下均需乙市落实，不再列出）
    let first = inside.and_then(|inside| inside.split('。').next());
    begins_with_label(terms, inside.unwrap_or(words)) || first.is_some_and(ends)
}

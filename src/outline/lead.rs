//! The lead of a paragraph: where its heading ends and its text begins.
//!
//! ```text
//! 强化空间布局引领。深入实施…。        a lead sentence, then text
//! （一）指导思想。以…。                a heading run in
//! （一）构建有序和谐的国土空间格局      a heading alone
//! 1．加快…，到2025年…。                the first sentence is the commitment itself
//! ```

use super::label::is_aside;
use crate::ground::first_end;

/// What the words after a mark are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A heading and nothing else.
    Heading,
    /// One short sentence: a heading if something stands below it, else a commitment.
    ShortSentence,
    /// A heading of so many bytes without its closing mark, then text from the second number on.
    RunIn(usize, usize),
    /// No heading: the text begins at once.
    Text,
}

/// Longest heading that is a sentence of its own, in characters.
const LONGEST_RUN_IN: usize = 34;
/// Longest heading alone on its line.
const LONGEST_ALONE: usize = 64;
/// Longest lead sentence of a paragraph without a mark.
const LONGEST_UNMARKED: usize = 30;

/// Reads the words that follow a mark.
pub fn marked(words: &str) -> Lead {
    let words = words.trim_end();
    let Some(end) = first_end(words) else {
        return without_end(words);
    };
    let sentence = words[..end].trim_end_matches(['。', '；', ';']);
    if !words[..end].ends_with('。') {
        return Lead::Text;
    }
    match colon(words) {
        Some(label) => label,
        None if !short(sentence, LONGEST_RUN_IN) => Lead::Text,
        // A bracket or a label behind it (（责任单位：甲）) is no text of its own.
        None if end == words.len() || is_aside(&words[end..]) => Lead::ShortSentence,
        None => Lead::RunIn(sentence.len(), end),
    }
}

/// Reads a paragraph without a mark: only a short sentence without a comma, followed by text, is its heading.
pub fn unmarked(words: &str) -> Option<(usize, usize)> {
    let end = first_end(words)?;
    let sentence = words[..end].strip_suffix('。')?;
    let more = words[end..].chars().any(char::is_alphanumeric) && !is_aside(&words[end..]);
    let plain = !sentence.contains(['，', '：', ',', ':']);
    (more && plain && short(sentence, LONGEST_UNMARKED)).then_some((sentence.len(), end))
}

/// Whether a paragraph is one short sentence without a comma: a lead sentence on a line of its own, if text follows.
pub fn alone(words: &str) -> bool {
    let sentence = words.trim_end().strip_suffix('。').unwrap_or_default();
    !sentence.contains(MARKS) && short(sentence, LONGEST_UNMARKED)
}

/// Whether a paragraph is a few words that end no sentence: a heading on a line of its own, if a full paragraph follows.
pub fn bare(words: &str) -> bool {
    let length = words.chars().count();
    !words.contains(MARKS)
        && length >= 4
        && short(words, LONGEST_UNMARKED)
        && !words.contains(['\t', '|', '%', '％'])
}

/// Marks that a heading without a number does not hold.
const MARKS: [char; 8] = ['，', '：', ',', ':', '。', '；', ';', '？'];

fn without_end(words: &str) -> Lead {
    let alone = words.trim_end_matches(['：', ':']);
    if alone.chars().count() <= LONGEST_ALONE && !dated(alone) {
        Lead::Heading
    } else {
        colon(words).unwrap_or(Lead::Text)
    }
}

/// 目标指标：到2025年… — a label of a few characters.
fn colon(words: &str) -> Option<Lead> {
    let (at, mark) = words.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = &words[..at];
    let end = at + mark.len_utf8();
    let marked = label.contains(['，', '。', '、', '（', '(', '〔']);
    let named = label.chars().count() <= 12 && !marked && !dated(label);
    (named && !words[end..].trim().is_empty()).then_some(Lead::RunIn(at, end))
}

/// Whether a sentence is short enough to be a heading and is none of those that promise something by a year.
fn short(sentence: &str, most: usize) -> bool {
    let commas = sentence.matches(['，', ',']).count();
    let length = sentence.chars().count();
    (1..=most).contains(&length) && commas <= 1 && !dated(sentence)
}

/// Whether the words open with a year: 到2035年, 2025年底前.
fn dated(words: &str) -> bool {
    let head: String =
        words.trim_start_matches('到').chars().take(6).filter(|c| !c.is_whitespace()).collect();
    let digits = head.chars().take_while(char::is_ascii_digit).count();
    digits == 4 && head.chars().nth(4).is_some_and(|c| matches!(c, '年' | '—' | '-' | '－' | '～'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_texts() {
        assert_eq!(marked("构建有序和谐的国土空间格局"), Lead::Heading);
        assert_eq!(marked("指导思想。以生态文明思想为指导。"), Lead::RunIn(12, 15));
        assert_eq!(marked("加强组织领导。"), Lead::ShortSentence);
        assert_eq!(marked("建设园区。（责任单位：甲局）"), Lead::ShortSentence);
        assert_eq!(marked("建设园区。牵头单位：甲局"), Lead::ShortSentence);
        assert_eq!(marked("到2025年，建成体系。推广经验。"), Lead::Text);
        assert_eq!(marked("完成造林；"), Lead::Text);
        assert_eq!(marked("主要目标：到2025年，建成。"), Lead::RunIn(12, 15));
    }

    #[test]
    fn unmarked_leads_have_no_comma() {
        assert_eq!(unmarked("强化引领。深入实施。"), Some((12, 15)));
        assert_eq!(unmarked("强化引领，推进实施。深入实施。"), None);
        assert_eq!(unmarked("强化引领。"), None);
        assert_eq!(unmarked("强化引领。（甲局负责）"), None);
    }
}

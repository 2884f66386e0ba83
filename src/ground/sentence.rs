//! Where Chinese sentences end: 。 and ； outside quotes and brackets.

use super::Span;

/// The sentences of `span` of `text`, each with its closing mark, without the white space around it.
///
/// A sentence ends at 。 or ； (or a half-width ;) that stands outside quotes and brackets, and takes with it closing quotes
/// and brackets that were never opened. A bracket that is opened and never closed counts for nothing, so that one missing
/// mark does not swallow a paragraph. A piece without a letter or digit joins the sentence before it.
///
/// ```
/// use gangyao::ground::{Span, sentences};
/// let text = "加快建设。支持“两山；转化。”试点；推广（含试点。）经验。";
/// let parts: Vec<_> = sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
/// assert_eq!(parts, ["加快建设。", "支持“两山；转化。”试点；", "推广（含试点。）经验。"]);
/// ```
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut start = span.start as usize;
    for end in ends(span.of(text)).into_iter().map(|at| at + span.start as usize) {
        push(&mut out, text, Span::new(start, end));
        start = end;
    }
    push(&mut out, text, Span::new(start, span.end as usize));
    out
}

/// The end of the first sentence of `text` in bytes, past its mark; `None` where no mark ends one.
pub fn first_end(text: &str) -> Option<usize> {
    let first = text.char_indices().find(|&(_, c)| is_end(c))?;
    // Where nothing is opened before it, the first mark ends the sentence; else all of the text must be looked at.
    match text[..first.0].chars().any(|c| closing(c).is_some()) {
        true => ends(text).into_iter().next(),
        false => Some(first.0 + first.1.len_utf8()),
    }
}

fn push(out: &mut Vec<Span>, text: &str, piece: Span) {
    let piece = piece.trimmed(text);
    if piece.of(text).chars().any(char::is_alphanumeric) {
        out.push(piece);
    } else if let Some(last) = out.last_mut().filter(|_| !piece.is_empty()) {
        *last = last.to(piece);
    }
}

/// The bytes after each sentence mark that stands outside quotes and brackets.
fn ends(text: &str) -> Vec<usize> {
    let closed = closed_pairs(text);
    let mut inside_until = 0;
    let mut pairs = closed.into_iter().peekable();
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        while let Some(&(open, close)) = pairs.peek().filter(|p| p.0 <= at) {
            inside_until = inside_until.max(close.max(open));
            pairs.next();
        }
        if at >= inside_until && is_end(c) {
            out.push(at + c.len_utf8());
        }
    }
    out
}

/// Whether `c` ends a sentence.
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '；' | ';')
}

/// The quotes and brackets that are opened and closed, as (byte of the opening, byte of the closing mark), by opening.
fn closed_pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(close) = closing(c) {
            open.push((close, at));
        } else if let Some(i) = open.iter().rposition(|&(close, _)| close == c) {
            pairs.push((open[i].1, at));
            open.truncate(i);
        }
    }
    pairs.sort_unstable();
    pairs
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '〔' => '〕',
        '﹝' => '﹞',
        '【' => '】',
        '[' => ']',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn unclosed_marks_count_for_nothing() {
        assert_eq!(split("推进“双碳工作。加强监管。"), ["推进“双碳工作。", "加强监管。"]);
        assert_eq!(split("推进双碳）工作。加强监管"), ["推进双碳）工作。", "加强监管"]);
    }

    #[test]
    fn marks_alone_join_the_sentence_before() {
        assert_eq!(split("推进工作。。 …… "), ["推进工作。。 ……"]);
        assert_eq!(split("。推进工作。"), ["推进工作。"]);
        assert!(split(" 。").is_empty());
    }
}

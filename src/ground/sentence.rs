//! Where Chinese sentences end: 。 and ； outside quotes and brackets.

use super::{Span, is_alphanumeric, is_han, signs};

/// What a clause ends with, in either width.
pub const CLAUSE_ENDS: [char; 7] = ['，', '；', '。', '：', ',', ';', ':'];

/// The longest sentence, in bytes: 2,000 characters. Those of plans stay below 500; what is longer is a table or a list that lost its
/// lines, and whoever reads a sentence may look at all of it for each of its words.
const LONGEST: usize = 6_000;

/// The sentences of `span` of `text`, each with its closing mark, without the white space around it.
///
/// A sentence ends at 。 or ； (or a half-width ;, or a point printed for 。) that stands outside quotes and brackets, and takes with it closing quotes
/// and brackets that were never opened. A bracket that is opened and never closed counts for nothing, so that one missing
/// mark does not swallow a paragraph. A piece without a letter or digit joins the sentence before it. What is longer than 2,000
/// characters is divided at a mark within it, or anywhere where it has none.
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
    let inner = ends(span.of(text)).into_iter().map(|at| at + span.start as usize);
    for end in inner.chain([span.end as usize]) {
        while end - start > LONGEST {
            let cut = start + division(&text[start..end]);
            push(&mut out, text, Span::new(start, cut));
            start = cut;
        }
        push(&mut out, text, Span::new(start, end));
        start = end;
    }
    out
}

/// Where `text`, which is too long, is divided: behind the last comma that leaves it short enough, else where it is as long as may be.
fn division(text: &str) -> usize {
    let room = text.floor_char_boundary(LONGEST);
    let mark = text[..room].rfind(['，', '、', ',', '\n', ' ']);
    let behind = mark.map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    behind.unwrap_or(room)
}

/// The end of the first sentence of `text` in bytes, past its mark; `None` where no mark ends one.
pub fn first_end(text: &str) -> Option<usize> {
    let first = signs(text).find(|&(at, c)| ends_at(text, at, c))?;
    // Where nothing is opened before it, the first mark ends the sentence; else all of the text must be looked at.
    match signs(&text[..first.0]).any(|(_, c)| closing(c).is_some()) {
        true => ends(text).into_iter().next(),
        false => Some(first.0 + first.1.len_utf8()),
    }
}

fn push(out: &mut Vec<Span>, text: &str, piece: Span) {
    let piece = piece.trimmed(text);
    if piece.of(text).chars().any(is_alphanumeric) {
        out.push(piece);
    } else if let Some(last) = out.last_mut().filter(|_| !piece.is_empty()) {
        *last = last.to(piece);
    }
}

/// The bytes after each sentence mark that stands outside quotes and brackets.
fn ends(text: &str) -> Vec<usize> {
    let (mut ends, pairs) = ends_and_pairs(text);
    let mut inside_until = 0;
    let mut pairs = pairs.into_iter().peekable();
    ends.retain(|&end| {
        while let Some((_, close)) = pairs.next_if(|&(open, _)| open < end) {
            inside_until = inside_until.max(close);
        }
        end > inside_until
    });
    ends
}

/// Whether `c` ends a sentence.
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '；' | ';')
}

/// Whether the sign `c` at `at` of `text` ends a sentence: a point too, where it stands for 。.
fn ends_at(text: &str, at: usize, c: char) -> bool {
    is_end(c) || matches!(c, '.' | '．') && is_full_stop(text, at, c.len_utf8())
}

/// Whether a point of `len` bytes at `at` of `text` stands for 。, as some prints have it: behind words, and neither in a number, nor
/// behind one (第一章.总则), nor before Latin letters.
fn is_full_stop(text: &str, at: usize, len: usize) -> bool {
    let before = text[..at].chars().rev();
    let words = before.clone().take_while(|c| !c.is_whitespace()).take(4).count() == 4;
    let after = text[at + len..].chars().next();
    words
        && before.clone().next().is_some_and(ends_words)
        && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
}

/// The bytes after each sentence mark, and the quotes and brackets that are opened and closed, as (byte of the opening, byte of the
/// closing mark), by opening.
fn ends_and_pairs(text: &str) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut open: Vec<(char, usize)> = Vec::new();
    let (mut ends, mut pairs) = (Vec::new(), Vec::new());
    for (at, c) in signs(text) {
        if ends_at(text, at, c) {
            ends.push(at + c.len_utf8());
        } else if let Some(close) = closing(c) {
            open.push((close, at));
        } else if let Some(i) = open.iter().rposition(|&(close, _)| close == c) {
            pairs.push((open[i].1, at));
            open.truncate(i);
        }
    }
    pairs.sort_unstable();
    (ends, pairs)
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

/// Whether words may end with `c`, so that a point behind it can stand for 。.
pub fn ends_words(c: char) -> bool {
    is_han(c) || "”）)》％%〕】".contains(c)
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
    fn what_is_no_sentence_is_divided_and_nothing_is_lost() {
        for part in ["湿地，", "湿地", "（湿地", "湿地。", "abc"] {
            let text = part.repeat(5_000);
            let parts = split(&text);
            assert!(parts.iter().all(|p| p.len() <= LONGEST), "{part}");
            assert_eq!(parts.concat(), text);
        }
    }

    #[test]
    fn a_point_behind_words_is_a_full_stop() {
        let parts = ["开展试点工作.", "到2025年,覆盖率达到26．1％.", "２０２２年年底前完成."];
        assert_eq!(split(&parts.concat()), parts);
        assert_eq!(split("第一章.总则"), ["第一章.总则"]);
        assert_eq!(split("见政府网站.gov.cn"), ["见政府网站.gov.cn"]);
    }

    #[test]
    fn marks_alone_join_the_sentence_before() {
        assert_eq!(split("推进工作。。 …… "), ["推进工作。。 ……"]);
        assert_eq!(split("。推进工作。"), ["推进工作。"]);
        assert!(split(" 。").is_empty());
    }
}

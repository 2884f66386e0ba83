//! Brackets that say who is responsible or by when: （牵头单位：A；配合单位：B）, 〔责任单位：A、B〕, （A、B按职责分工负责）.
//!
//! Such a bracket is no measure: what it says, it says of the measures before it. Lists say the same in lines of their own
//! (责任处室：A, 完成时限：2021年12月底前).

use super::background;
use super::body::Bodies;
use super::duty::{self, Duty};
use super::piece::pieces;
use crate::ground::{Span, is_alphanumeric, is_han, numeral, signs};
use crate::lexicon::{Lexicon, List, Row};
use crate::outline::{BRACKETS, COLONS, Node, Terms, begins_with_label, closed, framed, opens};

/// Whether `text` as a whole is a bracket, or a label line, of responsibility or deadline; closing marks and white space
/// around it do not matter.
///
/// ```
/// use gangyao::lexicon::Lexicon;
/// use gangyao::measures::is_responsibility_bracket;
/// let lexicon = Lexicon::shipped();
/// let is_responsibility_bracket = |text| is_responsibility_bracket(text, &lexicon);
/// assert!(is_responsibility_bracket("（省商务厅牵头，合肥海关配合）"));
/// assert!(is_responsibility_bracket("〔责任单位：市经信局、相关区（市）县政府〕。"));
/// assert!(is_responsibility_bracket("责任处室：自然资源确权登记处"));
/// assert!(is_responsibility_bracket("完成时限：2021年12月底前"));
/// assert!(!is_responsibility_bracket("（鼓励有条件的地区先行先试）"));
/// assert!(!is_responsibility_bracket("生态环境部门负责监督管理。"));
/// ```
pub fn is_responsibility_bracket(text: &str, lexicon: &Lexicon) -> bool {
    let whole = Span::new(0, text.len()).trimmed(text);
    let words = whole.of(text).trim_end_matches(['。', '；', '，', ';']).trim_end();
    let bracket = Span::new(whole.start as usize, whole.start as usize + words.len());
    duties(text, bracket, lexicon).is_some()
}

/// The bodies that `bracket` of `text`, a bracket or a label line, makes responsible, in order; `None` if it is none of
/// responsibility or deadline.
pub fn duties(text: &str, bracket: Span, lexicon: &Lexicon) -> Option<Vec<Duty>> {
    let bodies = Bodies::of(lexicon);
    match inside(text, bracket) {
        Some(inside) => duty::read(text, inside, bodies),
        None => begins_with_label(bodies.terms(), bracket.of(text))
            .then(|| duty::read(text, bracket, bodies))
            .flatten(),
    }
}

/// The brackets of responsibility or deadline in `stretch` of `text` and the label lines, in order, each with its marks.
pub fn find(text: &str, stretch: Span, lexicon: &Lexicon) -> Vec<Span> {
    let (terms, mut found) = (Terms::of(lexicon), Vec::new());
    // Neither bracket nor label is without one of these.
    if !signs(stretch.of(text)).any(|(_, c)| opens(c) || COLONS.contains(&c)) {
        return found;
    }
    let mut at = stretch.start as usize;
    while let Some(start) = next_start(terms, text, at, stretch) {
        let bracket = whole(terms, text, Span::new(start, stretch.end as usize));
        let speaks = |&b: &Span| {
            duties(text, b, lexicon).is_some() && !is_loose_list(text, stretch, b, lexicon)
        };
        let duty = bracket.filter(speaks);
        // Within a bracket that says nothing of duty there may be one that does, but not within a label.
        let words = &text[start..stretch.end as usize];
        let first = words.chars().next().map_or(1, char::len_utf8);
        let next = start + framed(terms, words).unwrap_or(first);
        at = duty.map_or(next, |b| b.end as usize);
        found.extend(duty);
    }
    found
}

/// Where the next bracket or label line of `stretch` may begin, from byte `at` on.
fn next_start(terms: Terms<'_>, text: &str, at: usize, stretch: Span) -> Option<usize> {
    let rest = &text[at..stretch.end as usize];
    let before = text[stretch.start as usize..at].trim_end_matches([' ', '\u{3000}']);
    let mut fresh = before.is_empty() || before.ends_with(['\n', '。', '；']);
    // Where the letters begin that stand before the next sign.
    let mut letters = 0;
    for (n, c) in signs(rest).chain([(rest.len(), '\n')]) {
        if letters < n {
            if fresh && begins_with_label(terms, &rest[letters..]) {
                return Some(at + letters);
            }
            fresh = false;
        }
        letters = n + c.len_utf8();
        // Of a run of dashes only the first may stand before a label.
        let dashed = c == '—' && rest[..n].ends_with('—');
        if opens(c)
            || fresh && !c.is_whitespace() && !dashed && begins_with_label(terms, &rest[n..])
        {
            return Some(at + n);
        }
        if !matches!(c, ' ' | '\u{3000}' | '—') {
            fresh = matches!(c, '\n' | '。' | '；');
        }
    }
    None
}

/// The bracket, to its closing mark, or the label line that `rest` begins with; `None` for a bracket that is not closed.
fn whole(terms: Terms<'_>, text: &str, rest: Span) -> Option<Span> {
    let words = rest.of(text);
    let is_label_line = begins_with_label(terms, words);
    let line = || words.find(['\n', '。']).unwrap_or(words.len());
    let len = if is_label_line { line() } else { closed(words)? };
    Some(Span::new(rest.start as usize, rest.start as usize + len).trimmed(text))
}

/// A bare list of bodies counts only behind a sentence, or where it closes one: within one it explains a word.
fn is_loose_list(text: &str, stretch: Span, bracket: Span, lexicon: &Lexicon) -> bool {
    let before = text[stretch.start as usize..bracket.start as usize].trim_end();
    let behind = before.is_empty() || before.ends_with(['。', '；', '）', '〕']);
    let after = &text[bracket.end as usize..stretch.end as usize];
    let named = || inside(text, bracket).is_some_and(|inside| names_bodies(text, inside, lexicon));
    let closes = || ends_sentence(after) && named() && is_work(before, lexicon);
    !behind && is_bare(text, bracket, lexicon) && !closes()
}

/// Whether `bracket` names bodies and says nothing of what these are to do.
pub(super) fn is_bare(text: &str, bracket: Span, lexicon: &Lexicon) -> bool {
    inside(text, bracket).is_some_and(|b| duty::is_bare_list(text, b, Bodies::of(lexicon)))
}

/// Whether a sentence ends before `after`.
fn ends_sentence(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{3000}']);
    after.is_empty() || after.starts_with(['。', '；', ';', '\n'])
}

/// Whether the names `inside` a bracket are those of bodies, the first beyond doubt: it begins with the level that it is of, or has a field.
fn names_bodies(text: &str, inside: Span, lexicon: &Lexicon) -> bool {
    let bodies = Bodies::of(lexicon);
    let pieces = pieces(text, inside, bodies);
    let mut names = pieces.iter().map(|name| name.of(text).trim_end_matches('等'));
    let known = |name: &str| duty::begins_with_level(name) || has_field(name, lexicon);
    let is_sure = |name: &str| bodies.is_surely_body(name) && known(name);
    names.next().is_some_and(is_sure) && names.all(|name| bodies.is_body(name))
}

/// Whether the table of fields names the body `name`.
fn has_field(name: &str, lexicon: &Lexicon) -> bool {
    let table = lexicon.table(List::Domains);
    let named = |row: Row<'_>| (2..12).any(|n| row.cell(n).split('、').any(|body| body == name));
    table.rows.iter().any(named)
}

/// Whether the sentence that `before` ends with says what is to be done or reached, and its last word is no body, which a name in a bracket
/// behind it would only explain: 报国务院（省政府）.
fn is_work(before: &str, lexicon: &Lexicon) -> bool {
    let sentence = before.rsplit(['。', '；', ';', '\n']).next().unwrap_or(before);
    // Behind the mark of a list: 1.张某（市财政局）.
    let sentence = sentence.trim_start_matches(|c| !is_han(c) || numeral::is_one_to_ten(c));
    !Bodies::of(lexicon).may_be_renamed(sentence) && background::may_commit(sentence, lexicon)
}

/// What stands in the bracket that `span` is from end to end.
fn inside(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let first = words.chars().next()?;
    let (open, close) = BRACKETS.iter().find(|p| p.0 == first)?;
    let whole = closed(words)? == words.len() && words.ends_with(*close);
    let (start, end) =
        (span.start as usize + open.len_utf8(), span.end as usize - close.len_utf8());
    whole.then(|| Span::new(start, end))
}

/// `sentence` without those of `brackets` that it begins with or lies in, which speak for the sentences before; `None` where
/// nothing else is left.
pub fn without_leading(text: &str, sentence: Span, brackets: &[Span]) -> Option<Span> {
    let mut rest = sentence;
    let first = brackets.partition_point(|b| b.end <= sentence.start);
    let near = brackets[first..].iter().take_while(|b| b.start < sentence.end);
    for bracket in near {
        if bracket.start <= rest.start {
            let words = text.get(bracket.end as usize..rest.end as usize).unwrap_or_default();
            let next =
                words.trim_start_matches(|c: char| c.is_whitespace() || "。；，;".contains(c));
            rest = Span::new(rest.end as usize - next.len(), rest.end as usize);
        }
    }
    rest.of(text).contains(is_alphanumeric).then_some(rest)
}

/// The brackets of responsibility or deadline in the own text of `node`, in order.
///
/// A bracket may run over several paragraphs: one that a page broke in two.
pub fn of_node(text: &str, node: &Node, lexicon: &Lexicon) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    for &body in &node.body {
        match stretches.last_mut() {
            Some(last) if text[last.end as usize..body.start as usize].trim().is_empty() => {
                *last = last.to(body);
            }
            _ => stretches.push(body),
        }
    }
    stretches.into_iter().flat_map(|stretch| find(text, stretch, lexicon)).collect()
}

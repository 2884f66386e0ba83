//! The lead of a paragraph: where its heading ends and its text begins.
//!
//! ```text
//! 强化空间布局引领。深入实施…。        a lead sentence, then text
//! （一）指导思想。以…。                a heading run in
//! （一）构建有序和谐的国土空间格局      a heading alone
//! 1．加快…，到2025年…。                the first sentence is the commitment itself
//! 2．新建水厂3座。…                    so is one that counts
//! ```

use super::label::{bracketed, is_remark, label};
use super::terms::{Does, Terms};
use crate::ground::{first_end, is_alphanumeric, is_digit, is_han, numeral, signs};

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

/// The marks that close a sentence; some prints have a point for 。.
const STOPS: [char; 3] = ['。', '.', '．'];
/// Longest heading that is a sentence of its own, in characters.
const LONGEST_RUN_IN: usize = 34;
/// Longest heading alone on its line.
const LONGEST_ALONE: usize = 64;
/// Longest label that is a name of its own.
const LONGEST_NAME: usize = 16;
/// Longest label that opens as no name does: 根据职责分工：
const LONGEST_SAYING: usize = 12;
/// How far a colon behind a label and its bracket is looked for, in characters; beyond that a line is a sentence.
const LONGEST_LABEL: usize = 80;
/// Longest lead sentence of a paragraph without a mark.
const LONGEST_UNMARKED: usize = 30;

/// Reads the words that follow a mark.
pub fn marked(terms: Terms<'_>, words: &str) -> Lead {
    let words = words.trim_end();
    if let Some((len, start)) = set_off(terms, words) {
        return Lead::RunIn(len, start);
    }
    let Some(end) = first_end(words) else {
        return without_end(terms, words);
    };
    let sentence = words[..end].trim_end_matches(STOPS);
    match colon(terms, words) {
        Some(label) => label,
        // 甲；乙；丙。 — a list.
        None if !words[..end].ends_with(STOPS) => Lead::Text,
        None if !short(sentence, LONGEST_RUN_IN) || terms[Does::Obliges].stand_in(sentence) => {
            Lead::Text
        }
        // A bracket or a label behind it (（责任单位：甲）) is no text of its own.
        None if end == words.len() || is_remark(terms, &words[end..]) => Lead::ShortSentence,
        None => Lead::RunIn(sentence.len(), end),
    }
}

/// What stands behind a heading that a gap sets off: at least so many characters, with the mark of a sentence among them.
const LEAST_BEHIND: usize = 10;

/// （一）指导思想　　以…为指导，…: the heading that a gap sets off from its text behind a mark; its bytes, and where the text begins. Behind a
/// heading that stands in nearly every plan one blank is gap enough, or what such a text opens with.
fn set_off(terms: Terms<'_>, words: &str) -> Option<(usize, usize)> {
    let near = &words[..words.floor_char_boundary(4 * LONGEST_UNMARKED)];
    let wide = || near.find("  ").or_else(|| near.find('\u{3000}'));
    let usual = || {
        let name = terms[Does::Section].opening(near)?;
        let guided = terms[Does::Guides].hold(name) && near[name.len()..].starts_with("以");
        (guided || near[name.len()..].starts_with(' ')).then_some(name.len())
    };
    let len = usual().or_else(wide).filter(|&len| heads(terms, &words[..len]))?;
    let text = words[len..].trim_start();
    let begins = &text[..text.floor_char_boundary(600)];
    let prose = begins.chars().filter(|c| is_han(*c)).nth(LEAST_BEHIND).is_some()
        && begins.contains(['。', '，'])
        && !begins.contains('\t');
    prose.then_some((len, words.len() - text.len()))
}

/// Longest sentence of an article that is its caption, in characters.
const LONGEST_CAPTION: usize = 14;

/// The length of the bracket with its caption that an article opens with: 【立法目的】为了…, （适用范围）本条例….
pub fn caption(words: &str) -> Option<usize> {
    let (inside, text) = bracketed(words)?;
    let letters = inside.chars().filter(|&c| !matches!(c, '、' | '“' | '”'));
    let named = letters.clone().all(is_han) && (2..=LONGEST_CAPTION).contains(&letters.count());
    let heads = named && numeral::parse(inside).is_none() && !text.trim_start().is_empty();
    heads.then_some(words.len() - text.len())
}

/// Whether the short sentence of an article is its caption, and no rule: 第三条 加大财政支持。
pub fn captions(terms: Terms<'_>, words: &str) -> bool {
    let sentence = words.trim_end_matches(STOPS);
    sentence.chars().count() <= LONGEST_CAPTION
        && !terms[Does::Rules].stand_in(sentence)
        && !tells(terms, sentence)
}

/// Reads a paragraph without a mark: only a short sentence without a comma, followed by text, is its heading.
pub fn unmarked(terms: Terms<'_>, words: &str) -> Option<(usize, usize)> {
    let end = first_end(words)?;
    let sentence = words[..end].strip_suffix(STOPS)?;
    let behind = &words[end..];
    let more = || behind.contains(is_alphanumeric) && !is_remark(terms, behind);
    let plain = || !sentence.contains(['，', '：', ',', ':']);
    (short(sentence, LONGEST_UNMARKED) && plain() && !tells(terms, sentence) && more())
        .then_some((sentence.len(), end))
}

/// Reads a paragraph without a mark as one that opens with a lead of two halves: 保护优先，预防为主。… Only where its neighbours do
/// the same, which the caller looks at.
pub fn halved(terms: Terms<'_>, words: &str) -> Option<(usize, usize)> {
    let end = first_end(words)?;
    let sentence = words[..end].strip_suffix(STOPS)?;
    let (first, second) = sentence.split_once(['，', ','])?;
    let half = |h: &str| (2..=16).contains(&h.chars().count()) && !h.contains(MARKS);
    // 以人为本，生命至上。
    let slogan = first.chars().count() == 4 && second.chars().count() == 4;
    let more = words[end..].chars().count() >= if slogan { 5 } else { 15 };
    (more && half(first) && half(second) && !dated(sentence) && !tells(terms, sentence))
        .then_some((sentence.len(), end))
}

/// Reads a paragraph of a box as one that opens with the name of a project and a colon: 公共服务平台建设工程：…
pub fn labelled(terms: Terms<'_>, words: &str) -> Option<(usize, usize)> {
    let (at, mark) = words.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = &words[..at];
    let named = (2..=LONGEST_UNMARKED).contains(&label.chars().count())
        && !label.contains(['，', '。', '；'])
        && !tells(terms, label)
        && !dated(label);
    named.then_some((at, at + mark.len_utf8()))
}

/// Whether few words without a mark can be a heading: they tell nothing and name no year.
pub fn heads(terms: Terms<'_>, words: &str) -> bool {
    let length = words.chars().count();
    (3..=LONGEST_UNMARKED).contains(&length) && !words.contains(MARKS) && !tells(terms, words)
}

/// Whether words are a name alone: that of a project in a box that counts nothing.
pub fn names(terms: Terms<'_>, words: &str) -> bool {
    let length = words.chars().count();
    (3..=LONGEST_UNMARKED).contains(&length)
        && !words.contains(MARKS)
        && !words.contains(['、', '\t', '|'])
        && !dated(words)
        && !tells(terms, words)
        && !words.contains(['由', '所'])
}

/// Whether a sentence tells something, or is the rest of one, so that it is no heading.
fn tells(terms: Terms<'_>, sentence: &str) -> bool {
    terms[Does::Begins].open(sentence) || terms[Does::Tells].stand_in(sentence) || is_open(sentence)
}

/// Whether quotes, the marks of titles or brackets are not as many before as behind what they stand around.
fn is_open(sentence: &str) -> bool {
    let (mut quotes, mut titles, mut brackets) = (0, 0, 0);
    for (_, sign) in signs(sentence) {
        match sign {
            '“' => quotes += 1,
            '”' => quotes -= 1,
            '《' => titles += 1,
            '》' => titles -= 1,
            '（' => brackets += 1,
            '）' => brackets -= 1,
            _ => {}
        }
    }
    (quotes, titles, brackets) != (0, 0, 0)
}

/// 化解过剩产能    严禁新增产能，…: a lead set off from its text by a gap; the bytes of the lead, and where the text begins.
pub fn spaced(terms: Terms<'_>, words: &str) -> Option<(usize, usize)> {
    let gap = words.find("  ").or_else(|| words.find('\u{3000}')).filter(|&at| at > 0)?;
    let (lead, rest) = (&words[..gap], words[gap..].trim_start());
    let start = words.len() - rest.len();
    let one = !rest.contains("  ") && !rest.contains('\t');
    let han = rest.chars().filter(|c| ('一'..='龥').contains(c)).count();
    (one && han >= 10 && bare(terms, lead) && !lead.contains('、')).then_some((gap, start))
}

/// Whether `words` open with a lead that a gap sets off.
pub fn is_spaced(terms: Terms<'_>, words: &str) -> bool {
    spaced(terms, words.trim()).is_some()
}

/// Whether a paragraph is one short sentence without a comma: a lead sentence on a line of its own, if text follows.
pub fn alone(terms: Terms<'_>, words: &str) -> bool {
    one(words).is_some_and(|sentence| short(sentence, LONGEST_UNMARKED) && !tells(terms, sentence))
}

/// The one sentence of few words without a comma that a paragraph is, be it a heading or not.
pub fn one(words: &str) -> Option<&str> {
    let sentence = words.trim_end().strip_suffix('。')?;
    let few = !sentence.contains(MARKS) && sentence.chars().count() <= LONGEST_UNMARKED;
    few.then_some(sentence)
}

/// Whether a paragraph is a few words that end no sentence: a heading on a line of its own, if a full paragraph follows.
pub fn bare(terms: Terms<'_>, words: &str) -> bool {
    let length = words.chars().count();
    !words.contains(MARKS)
        && !words.ends_with(STOPS)
        && length >= 4
        && short(words, LONGEST_UNMARKED)
        && !tells(terms, words)
        && !words.contains(['\t', '|', '%', '％'])
}

/// Marks that a heading without a number does not hold.
const MARKS: [char; 8] = ['，', '：', ',', ':', '。', '；', ';', '？'];

fn without_end(terms: Terms<'_>, words: &str) -> Lead {
    let alone = words.trim_end_matches(['：', ':']);
    let promise = dated(alone) && (alone.contains('，') || alone.chars().count() > LONGEST_RUN_IN);
    if alone.chars().count() <= LONGEST_ALONE && !promise {
        Lead::Heading
    } else {
        colon(terms, words).unwrap_or(Lead::Text)
    }
}

/// 目标指标：到2025年… — a label of a few characters.
fn colon(terms: Terms<'_>, words: &str) -> Option<Lead> {
    let mut depth = 0;
    let outside = |&(_, c): &(usize, char)| {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        depth <= 0 && matches!(c, '：' | ':')
    };
    let near = words.char_indices().nth(LONGEST_LABEL).map_or(words, |(end, _)| &words[..end]);
    let (at, mark) = signs(near).find(outside)?;
    let (label, end) = (&words[..at], at + mark.len_utf8());
    // A bracket at the end of a label says when or who, and is no part of its name: 宣传发动阶段（2025年3月）：
    let bracket = label.rfind(['（', '(']).filter(|_| label.ends_with(['）', ')']));
    let bare = &label[..bracket.unwrap_or(at)];
    let marked = bare.contains(['，', '。', '、', '（', '(', '〔']);
    let most = if terms[Does::Project].close(bare) {
        LONGEST_UNMARKED
    } else if terms[Does::Begins].open(bare) {
        LONGEST_SAYING
    } else {
        LONGEST_NAME
    };
    let named = bare.chars().count() <= most && !marked && !dated(bare);
    (named && !words[end..].trim().is_empty()).then_some(Lead::RunIn(at, end))
}

/// Whether a sentence is short enough to be a heading and is none of those that promise something by a year, or an amount.
fn short(sentence: &str, most: usize) -> bool {
    let commas = || sentence.matches(['，', ',']).count();
    let length = sentence.chars().count();
    (1..=most).contains(&length) && commas() <= 1 && !dated(sentence) && !counts(sentence)
}

/// Whether words open with what is done: 完善制度; 完成情况 is a name.
pub fn opens_work(terms: Terms<'_>, words: &str) -> bool {
    terms[Does::Done].open(words) && !terms[Does::NoDone].open(words)
}

/// Whether a few words promise something: they open with what is done, or count it; 完成时限 is a label. A verb and a noun alone are a
/// name as often: 推进机制.
pub fn promises(terms: Terms<'_>, words: &str) -> bool {
    const LONGEST_NAME: usize = 4;
    let works = || words.chars().count() > LONGEST_NAME && opens_work(terms, words);
    (counts(words) || works()) && label(terms, words).is_none()
}

/// Whether an amount of something stands in the words, outside quotes: 新建水厂3座, 达到98%; not 5G, PM2.5, “12345”热线, 2025年,
/// nor what a bracket says of the list below: 预备项目（3件）.
pub fn counts(words: &str) -> bool {
    const UNITS: &str =
        "％%‰个座条项公亩吨千户人家所处套平立元张辆台名万亿倍件口次头只批里米微毫株艘支以";
    let (mut quoted, mut before) = (false, ' ');
    for (at, c) in words.char_indices() {
        quoted = (quoted || c == '“') && c != '”';
        let begins = is_digit(c)
            && !(is_digit(before) || before.is_ascii_alphabetic() || "第.．—-（(".contains(before));
        before = c;
        if begins && !quoted {
            let behind =
                words[at..].trim_start_matches(|c: char| is_digit(c) || ".．,".contains(c));
            let unit = behind.trim_start_matches([' ', '多', '余', '几', '左', '右']);
            if unit.starts_with(|c: char| UNITS.contains(c)) {
                return true;
            }
        }
    }
    false
}

/// Whether the words open with a year: 到2035年, 2025年底前.
fn dated(words: &str) -> bool {
    let mut rest = words.trim_start_matches('到');
    while let Some(behind) = rest.strip_prefix("展望") {
        rest = behind;
    }
    let mut head = rest.chars().take(6).filter(|c| !c.is_whitespace());
    let year = (0..4).all(|_| head.next().is_some_and(is_digit));
    year && matches!(head.next(), Some('年' | '—' | '-' | '－' | '～'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn headings_and_texts() {
        let lexicon = Lexicon::shipped();
        let marked = |words| marked(Terms::of(&lexicon), words);
        assert_eq!(marked("构建有序和谐的国土空间格局"), Lead::Heading);
        assert_eq!(marked("指导思想。以生态文明思想为指导。"), Lead::RunIn(12, 15));
        assert_eq!(marked("加强组织领导。"), Lead::ShortSentence);
        assert_eq!(marked("建设园区。（责任单位：甲局）"), Lead::ShortSentence);
        assert_eq!(marked("建设园区。牵头单位：甲局"), Lead::ShortSentence);
        assert_eq!(marked("到2025年，建成体系。推广经验。"), Lead::Text);
        assert_eq!(marked("新建水厂3座。推进再生水利用。"), Lead::Text);
        assert_eq!(marked("完成治理1.5万亩。"), Lead::Text);
        assert_eq!(marked("推进5G应用。建设网络。"), Lead::RunIn(14, 17));
        assert_eq!(marked("“3个100”行动。建设网络。"), Lead::RunIn(19, 22));
        assert_eq!(marked("完成造林；"), Lead::Text);
        assert_eq!(marked("2025年工作回顾"), Lead::Heading);
        assert_eq!(marked("主要目标：到2025年，建成。"), Lead::RunIn(12, 15));
    }

    #[test]
    fn unmarked_leads_have_no_comma() {
        let lexicon = Lexicon::shipped();
        let terms = Terms::of(&lexicon);
        assert_eq!(unmarked(terms, "强化引领。深入实施。"), Some((12, 15)));
        assert_eq!(unmarked(terms, "强化引领，推进实施。深入实施。"), None);
        assert_eq!(unmarked(terms, "强化引领。"), None);
        assert_eq!(unmarked(terms, "强化引领。（甲局负责）"), None);
        assert_eq!(unmarked(terms, "本规划是总体规划。各地执行。"), None);
        assert_eq!(
            halved(terms, "保护优先，预防为主。坚持源头防治，严格把好准入关口。"),
            Some((27, 30))
        );
        assert_eq!(spaced(terms, "化解过剩产能    严禁以任何方式核准新增产能项目"), Some((18, 22)));
        assert_eq!(spaced(terms, "受污染耕地安全利用率    93%左右    约束性"), None);
    }
}

//! The documents a measure names: 《…》 with the number behind it, and bare numbers (国发〔2021〕23号).

use super::{Citation, Context, Tags};
use crate::ground::{Span, is_digit, is_han, numeral, signs};
use crate::lexicon::List;

/// Tags a measure with the documents it names, in the order of the text.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = context.measures[at].span;
    if !context.plain.reading(at).is_marked() {
        return;
    }
    let titled = titled(context, measure);
    let bare = numbers(context.text, measure).into_iter();
    let bare = bare.filter(|n| titled.iter().all(|t| !t.span.overlaps(*n))).map(|span| Citation {
        title: None,
        number: Some(packed(span.of(context.text))),
        span,
        rule: "citation:number".into(),
    });
    tags.citations = titled.iter().cloned().chain(bare).collect();
    tags.citations.sort_by_key(|c| c.span);
}

/// The documents named by 《…》 in `stretch`; a title within a title belongs to it.
fn titled(context: &Context<'_>, stretch: Span) -> Vec<Citation> {
    let text = context.text;
    let mut found = Vec::new();
    let mut at = stretch.start as usize;
    while let Some(start) = text[at..stretch.end as usize].find('《').map(|n| at + n) {
        let Some(end) = closing(&text[start..stretch.end as usize]).map(|n| start + n) else {
            break;
        };
        at = end;
        let title = Span::new(start + '《'.len_utf8(), end - '》'.len_utf8());
        if !is_no_document(context, Span::new(end, stretch.end as usize)) && !title.is_empty() {
            let (number, end) = number_behind(text, Span::new(end, stretch.end as usize));
            found.push(Citation {
                title: Some(packed(title.of(text))),
                number,
                span: Span::new(start, end),
                rule: "citation:title".into(),
            });
        }
    }
    found
}

/// The length of the title that `words` begin with, with both marks.
fn closing(words: &str) -> Option<usize> {
    let mut open = 0;
    for (at, c) in words.char_indices() {
        open += i32::from(c == '《') - i32::from(c == '》');
        if open == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// Whether the words behind 》 say that it names a programme, a film, a book.
fn is_no_document(context: &Context<'_>, rest: Span) -> bool {
    let words = rest.of(context.text);
    let mut finds = context.finds.of(List::NoDocuments, rest);
    let at_once =
        |start: u32| words[..(start - rest.start) as usize].trim_start_matches('等').is_empty();
    finds.next().is_some_and(|find| at_once(find.span.start))
}

/// The number in the bracket that follows a title at once, and where title and number end: at the beginning of `rest` if
/// there is none.
fn number_behind(text: &str, rest: Span) -> (Option<String>, usize) {
    let words = rest.of(text);
    let bracket = words.trim_start_matches([' ', '\u{3000}', '\n', '\r']);
    let inside = bracket.strip_prefix(['（', '(']);
    let close = inside.and_then(|inside| inside.find(['）', ')']));
    let (Some(inside), Some(close)) = (inside, close) else { return (None, rest.start as usize) };
    let words = &inside[..close];
    let start = rest.end as usize - inside.len();
    let number = numbers(text, Span::new(start, start + close)).first().map(|n| n.of(text));
    let number = number.or_else(|| whole_number(words)).or_else(|| standard(words)).map(packed);
    let end = start + close + inside[close..].chars().next().map_or(0, char::len_utf8);
    if number.is_some() { (number, end) } else { (None, rest.start as usize) }
}

/// A number that is all of `words`, whatever letters its organ signs with, or that of an order: 安委〔2024〕2号, 国务院令第722号.
fn whole_number(words: &str) -> Option<&str> {
    let open = words.find(opens_year);
    let signed = open.is_some_and(|open| {
        let sign = words[..open].trim();
        let after = words[open..].chars().next().map_or(0, char::len_utf8) + open;
        let letters = (1..=10).contains(&sign.chars().count()) && sign.chars().all(is_han);
        letters && year_and_number(&words[after..]).is_some_and(|len| after + len == words.len())
    });
    let order = words.strip_suffix('号').and_then(|words| words.rsplit_once("令第"));
    let ordered = order.is_some_and(|(organ, number)| {
        organ.chars().all(is_han) && number.trim().chars().all(|c| numeral::digit(c).is_some())
    });
    (signed || ordered).then_some(words)
}

/// GB 3095—2012, DB22/T 1234: the number of a standard.
fn standard(words: &str) -> Option<&str> {
    let words = words.split(['，', ',', '；']).next()?.trim();
    let letters = words.chars().take_while(char::is_ascii_uppercase).count();
    let plain = words.chars().all(|c| c.is_ascii() || "—－–".contains(c));
    ((2..=5).contains(&letters) && plain && words.contains(|c: char| c.is_ascii_digit()))
        .then_some(words)
}

/// The document numbers in `stretch`: an organ's sign, a year in brackets, a number with 号.
fn numbers(text: &str, stretch: Span) -> Vec<Span> {
    let words = stretch.of(text);
    let opens = signs(words).filter(|&(_, sign)| opens_year(sign));
    let span = |(open, c): (usize, char)| {
        let end = open + c.len_utf8() + year_and_number(&words[open + c.len_utf8()..])?;
        let sign = sign(&words[..open])?;
        Some(Span::new(open - sign, end).shifted(stretch.start as usize))
    };
    opens.filter_map(span).collect()
}

/// Whether the year in a document number may stand behind `sign`.
fn opens_year(sign: char) -> bool {
    matches!(sign, '〔' | '﹝' | '[' | '［' | '（' | '(' | '【')
}

/// The length of `2021〕23号` at the beginning of `words`.
fn year_and_number(words: &str) -> Option<usize> {
    let rest = words.trim_start_matches(is_digit);
    let year = &words[..words.len() - rest.len()];
    let four = year.starts_with(['1', '2', '１', '２']) && year.chars().count() == 4;
    let rest = rest.strip_prefix(['〕', '﹞', ']', '］', '）', ')', '】']).filter(|_| four)?;
    let number = rest.trim_start().trim_start_matches('第').trim_start_matches(is_digit);
    let digits = rest.contains(is_digit) && !rest.trim_start().starts_with('号');
    let after = number.trim_start().strip_prefix('号').filter(|_| digits)?;
    Some(words.len() - after.len())
}

/// The length of the organ's sign at the end of `words`: 国发, 吉政办发, 环办土壤函. It holds one of the signs' closing words.
fn sign(words: &str) -> Option<usize> {
    let sign = words.trim_end();
    let is_part = |c: &char| is_han(*c);
    let tail: Vec<char> = sign.chars().rev().take_while(is_part).take(8).collect();
    let ends = |c: &char| "发函字办规令通文号综".contains(*c);
    let last = tail.iter().take(1).any(ends);
    // What reads on from the sentence (按照国发〔2021〕23号) is no part of the sign.
    let stop = |c: &char| "按照据与和及由在对将到即见为如以".contains(*c);
    let len: usize = tail.iter().take_while(|c| !stop(c)).map(|c| c.len_utf8()).sum();
    let own = without_title(without_verbs(&sign[sign.len() - len..]));
    let len = own.len();
    (last && len > 0).then_some(len + words.len() - sign.len())
}

/// `words` without the end of a title that a page has run together with them: 方案的通知国办发.
fn without_title(words: &str) -> &str {
    const ENDS: [&str; 4] = ["通知", "意见", "决定", "批复"];
    let rests = ENDS.iter().filter_map(|end| words.rsplit_once(end)).map(|(_, rest)| rest);
    rests.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len()).unwrap_or(words)
}

/// `words` without what is done to a document before them: 贯彻落实.
fn without_verbs(words: &str) -> &str {
    const VERBS: [&str; 10] =
        ["认真", "深入", "全面", "严格", "贯彻", "落实", "执行", "印发", "转发", "遵照"];
    let rest = VERBS.iter().find_map(|verb| words.strip_prefix(verb));
    rest.map_or(words, without_verbs)
}

/// `words` without white space, which a page break may have put into them.
fn packed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

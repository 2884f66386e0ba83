//! The front of a plan: the notice that issues it, its title, its table of contents, the paragraphs before its first heading.

use std::ops::Range;

use super::basis::made;
use super::contents;
use super::furniture::{is_file, is_of_page, is_surrounding, named_file};
use super::identity::number;
use super::issuer::{is_date, names_a_body, signs, unlabelled, without_number};
use super::label::COLONS;
use super::mark::Shape;
use super::node::{Kind, Node};
use super::paragraph::Paragraph;
use super::settle::{unspaced, unwrapped};
use super::table::heads_table;
use super::terms::{Does, Terms};
use super::unnumbered::{self, is_closing};
use crate::ground::{CLAUSE_ENDS, Span, is_digit, is_han};
use crate::lexicon::DIVISION_ENDS;
use crate::source::Look;

/// Where the parts of the front stand among the paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The lines of the title.
    pub title: Range<usize>,
    /// The table of contents.
    pub contents: Option<Range<usize>>,
    /// The first paragraph of the body.
    pub body: usize,
}

/// Finds the parts of the front.
pub fn split(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> Front {
    let contents = contents::find(text, paragraphs);
    let after = contents.as_ref().map_or(0, |c| c.end);
    let body = first_heading(terms, text, paragraphs, after).unwrap_or(paragraphs.len());
    let body = first_unnumbered(terms, text, paragraphs, after..body).unwrap_or(body);
    let listed = |at: usize| contents.as_ref().is_some_and(|c| c.contains(&at));
    let is_named_plan =
        |at: usize| is_title(terms, text, &paragraphs[at]) && !is_cell(text, paragraphs, at);
    let mut plans = (0..body).filter(|&at| !listed(at) && is_named_plan(at));
    // The name of a file that is attached counts where nothing else does.
    let title = plans.clone().rfind(|&at| !is_file(terms, paragraphs[at].span.of(text)));
    let title = title.or_else(|| plans.next_back());
    let title = title.or_else(|| {
        (0..body).filter(|&at| !listed(at)).rfind(|&at| is_notice(terms, text, paragraphs, at))
    });
    let title = title
        .or_else(|| (0..body).find(|&at| !listed(at) && is_named(terms, text, paragraphs, at)));
    let lines = |at| {
        first_line(terms, text, paragraphs, at)..last_line(terms, text, paragraphs, at, body) + 1
    };
    let title = given(terms, text, &paragraphs[..body], listed).or_else(|| title.map(lines));
    Front { title: title.unwrap_or_default(), contents, body }
}

/// The paragraph with the first numbered heading, or the first heading that the document shows as one.
fn first_heading(
    terms: Terms<'_>,
    text: &str,
    paragraphs: &[Paragraph],
    after: usize,
) -> Option<usize> {
    let rest = || paragraphs.iter().enumerate().skip(after).filter(|(_, p)| !p.led);
    let numbered = |p: &Paragraph, shapes: &[Shape]| {
        p.mark.as_ref().is_some_and(|m| m.number == Some(1) && shapes.contains(&m.shape))
    };
    let counted = |p: &Paragraph| {
        let mark = p.mark.as_ref().filter(|m| m.number == Some(1));
        mark.is_some_and(|m| matches!(m.shape, Shape::Counted(_)))
    };
    let upper = [
        Shape::Part,
        Shape::Chapter,
        Shape::Han,
        Shape::Section,
        Shape::HanParen,
        Shape::Article,
        Shape::Bare,
    ];
    let lower = [
        Shape::Arabic,
        Shape::ArabicComma,
        Shape::Paren,
        Shape::HalfParen,
        Shape::Decimal(2),
        Shape::Column,
        Shape::Ordinal,
    ];
    // 关于印发…的通知 heads what issues the plan.
    let issues = |p: &Paragraph| terms[Does::Issues].close(p.span.of(text));
    let mut shown = rest().filter(|(_, p)| matches!(p.look, Look::Heading(2..)) && !issues(p));
    // A page may show the title as the first of the second headings.
    let lacks_first = !paragraphs.iter().any(|p| p.look == Look::Heading(1));
    let title = |&(_, p): &(usize, &Paragraph)| lacks_first && is_title(terms, text, p);
    let shown = shown.next().filter(|p| !title(p)).or_else(|| shown.next()).map(|(at, _)| at);
    let upper = rest().find(|(_, p)| numbered(p, &upper) || counted(p)).map(|(at, _)| at);
    let table =
        |p: &Paragraph| matches!(p.look, Look::Row(_)) && heads_table(terms, p.span.of(text));
    let late = late_chapter(text, paragraphs, after..upper.unwrap_or(paragraphs.len()));
    let first = upper.into_iter().chain(shown).chain(late).min();
    first.or_else(|| rest().find(|(_, p)| numbered(p, &lower) || table(p)).map(|(at, _)| at))
}

/// The first chapter of a text that begins in the middle, or its first 节: 二、主要任务 where 三、 counts on from it, or its first section stands right below.
fn late_chapter(text: &str, paragraphs: &[Paragraph], range: Range<usize>) -> Option<usize> {
    let chapter = |p: &Paragraph| {
        let mark = p.mark.as_ref().filter(|_| matches!(p.look, Look::Plain | Look::Heading(1)))?;
        let counts =
            matches!(mark.shape, Shape::Part | Shape::Chapter | Shape::Section | Shape::Han);
        mark.number.filter(|_| counts).map(|number| (mark.shape, number))
    };
    range.into_iter().find(|&at| {
        let Some((shape, number)) = chapter(&paragraphs[at]) else { return false };
        let words = paragraphs[at].span.of(text);
        let mut behind = paragraphs[at + 1..].iter().filter(|p| !p.page);
        let below = behind.clone().next().and_then(|p| p.mark.as_ref());
        let holds = below.is_some_and(|m| match m.shape {
            Shape::Chapter => shape == Shape::Part,
            Shape::HanParen => m.number == Some(1),
            _ => false,
        });
        let headed = holds && !words.contains(['。', '；']);
        let mut next = || behind.find_map(|p| chapter(p).filter(|next| next.0 == shape));
        !paragraphs[at].led && (headed || next() == Some((shape, number + 1)))
    })
}

/// The first chapter without a number before the first numbered heading.
fn first_unnumbered(
    terms: Terms<'_>,
    text: &str,
    paragraphs: &[Paragraph],
    range: Range<usize>,
) -> Option<usize> {
    let bare = unnumbered::are_chapters_bare(terms, text, paragraphs);
    let dated = unnumbered::are_parts_of_years(terms, text, paragraphs);
    range.clone().find(|&at| {
        let words = paragraphs[at].span.of(text);
        let chapter = bare
            && unnumbered::is_bare_chapter(terms, text, paragraphs, at)
            && !is_title(terms, text, &paragraphs[at]);
        let preface = || {
            unnumbered::is_preface(terms, text, paragraphs, at)
                && paragraphs[..at].iter().any(|p| is_title(terms, text, p))
        };
        let part = || dated && unnumbered::is_part_of_year(terms, text, &paragraphs[at]);
        at > 0 && (unnumbered::is_named_chapter(terms, words) || chapter || preface() || part())
    })
}

/// Whether a clause ends in `words`, which the name of a plan does not hold; the comma of 1,000户 ends none.
fn holds_clause_end(words: &str) -> bool {
    let digits = |words: &str| words.chars().take_while(|c| is_digit(*c)).count();
    let groups = |at: usize| words[..at].ends_with(is_digit) && digits(&words[at + 1..]) == 3;
    words.match_indices(CLAUSE_ENDS).any(|(at, mark)| mark != "," || !groups(at))
}

/// Whether words are the heading of a chapter rather than the name of a plan.
fn names_section(terms: Terms<'_>, words: &str) -> bool {
    let kind = terms[Does::SectionKind].closing(words);
    let before = kind.and_then(|kind| words.strip_suffix(kind));
    before.is_some_and(|before| terms[Does::BeforeSection].hold(before))
}

/// Whether a line says where a page stands among others: 首页 > 政务公开.
fn is_trail(words: &str) -> bool {
    words.contains(['>', '＞', '»']) || words.starts_with("当前位置")
}

/// Whether a paragraph is the title: a short line that ends as names of plans do.
pub(super) fn is_title(terms: Terms<'_>, text: &str, paragraph: &Paragraph) -> bool {
    let words = &*unspaced(paragraph.span.of(text));
    let shown = paragraph.look == Look::Heading(1);
    let words = labelled_title(terms, words);
    let name = name_of(issued(terms, tidy(terms, words)));
    let named = terms[Does::Plan].close(name)
        && !names_section(terms, name)
        && !is_trail(name)
        && !terms[Does::Notice].close(name)
        && !name.contains("印发")
        && !holds_clause_end(name);
    let short = words.chars().count() <= 60;
    shown || (named && is_whole(words) && short && paragraph.mark.is_none())
}

/// Whether `words` hold the names in them whole, and do not begin like a sentence: 为落实《规划》.
pub(super) fn is_whole(words: &str) -> bool {
    let whole = words.matches('《').count() == words.matches('》').count();
    whole && !words.starts_with(['为', '按', '附']) && !words.starts_with("根据")
}

/// Whether paragraph `at` is the head of a column that has lost its table: one of three cells below each other.
fn is_cell(text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let letters = |p: &Paragraph| p.span.of(text).chars().count();
    let below = paragraphs.iter().skip(at + 1).take(2);
    let cells = below.filter(|p| p.mark.is_none() && letters(p) <= 6).count();
    letters(&paragraphs[at]) <= 4 && cells == 2
}

/// Whether `name` says only what kind of plan is meant, as short names do: 《规划》.
pub(super) fn is_type(terms: Terms<'_>, name: &str) -> bool {
    terms[Does::Plan].hold(name)
}

/// Whether `name` ends as names of plans do.
pub(super) fn names_plan(terms: Terms<'_>, name: &str) -> bool {
    terms[Does::Plan].close(name_of(name))
}

/// Shortest first line that is a title whatever it ends with, in Han characters.
const NAME: usize = 8;

/// Whether paragraph `at` is a title whatever it ends with: a line of its own that is no sentence, no body's name, no date and no
/// heading of a chapter.
fn is_named(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = paragraphs[at].span.of(text);
    let name = name_of(words);
    let bare = paragraphs[at].mark.is_none() && paragraphs[at].look == Look::Plain;
    let plain = !holds_clause_end(name) && !name.contains(['|', '\t', '〔', '号', '…']);
    let plain = plain && !is_trail(name) && !is_of_page(terms, words);
    let lettered = name.chars().filter(|c| is_han(*c)).count() >= NAME;
    let short = name.chars().count() <= 60;
    let other = is_date(words) || ends_as_body(terms, name) || names_section(terms, name);
    bare && plain && lettered && short && !other
}

/// How many lines above its last one a title may begin.
const LINES: usize = 3;

/// Whether a paragraph is the title of a notice, which may begin some lines above: 某市人民政府印发《…方案》的通知.
fn is_notice(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = paragraphs[at].span.of(text);
    // 某省人民政府办公厅 / 关于遏制… / 促进… / 有关事项的通知
    let near = paragraphs[at.saturating_sub(LINES)..at].iter().map(|p| p.span.of(text));
    let mut above =
        near.filter(|words| words.chars().count() <= 90 && !words.contains(['。', '：']));
    let ends = words.ends_with('》') || terms[Does::Issues].close(words);
    let short = words.chars().count() <= 90 && !words.contains(['。', '：']);
    let issues = |words: &str| words.contains("印发") || words.contains("关于");
    ends && short && (issues(words) || above.any(issues)) && paragraphs[at].mark.is_none()
}

/// The words without the brackets at their end, or the year: （2024—2035年）, （试行）, 2035.
pub(super) fn name_of(words: &str) -> &str {
    let words = words.trim();
    let bare = words.trim_end_matches(is_digit);
    let words = if words.len() == bare.len() + 4 { bare.trim_end() } else { words };
    let open =
        words.rfind(['（', '(', '〔']).filter(|&at| at > 0 && words.ends_with(['）', ')', '〕']));
    open.map_or(words, |at| name_of(&words[..at]))
}

/// The first line of a title printed on several: the lines directly above that are short, bare and end nothing.
fn first_line(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], last: usize) -> usize {
    let words = |at: usize| paragraphs[at].span.of(text);
    let part = |at: usize| {
        let bare = paragraphs[at].mark.is_none() && !is_surrounding(text, paragraphs, at);
        bare && is_part(terms, words(at))
    };
    let near = |at: usize| {
        let lines = paragraphs[at + 1].line - paragraphs[at].line;
        // An empty line may stand between the halves of a name.
        lines == 1 || lines == 2 && is_begun(terms, words(at), words(at + 1))
    };
    let whole = name_of(words(last)).chars().count() >= 14;
    let begun = |at: usize| !whole || is_begun(terms, words(at), words(at + 1));
    // 某省…行动 / 的实施方案
    let own = |at: usize| {
        is_title(terms, text, &paragraphs[at])
            && !words(at).ends_with("行动")
            && !goes_on(terms, words(at + 1))
    };
    let joins = |&at: &usize| near(at) && begun(at) && part(at) && !own(at);
    (0..last).rev().take_while(joins).last().unwrap_or(last)
}

/// The last lines of the front that make up the name that the notice gives whole, whatever that ends with: 现将《…工作事项》印发给你们.
fn given(
    terms: Terms<'_>,
    text: &str,
    front: &[Paragraph],
    listed: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let names = front.iter().flat_map(|p| made(terms, p.span.of(text))).map(bare_name);
    let names = names.filter(|name| name.chars().count() >= NAME);
    let names: Vec<String> = names.take(GIVEN).collect();
    if names.is_empty() {
        return None;
    }
    let lines: Vec<String> = front.iter().map(|p| bare_name(p.span.of(text))).collect();
    let ends = |&at: &usize| front[at].mark.is_none() && !lines[at].is_empty() && !listed(at);
    let mut lasts = (0..front.len()).rev().filter(ends);
    lasts.find_map(|last| {
        // The years of the name may stand in a line below.
        let mut ends = names.iter().flat_map(|name| [name.as_str(), name_of(name)]);
        let first = ends.find_map(|name| made_up_from(&lines[..=last], name))?;
        Some(first..last_line(terms, text, front, last, front.len()) + 1)
    })
}

/// The most names that are looked for: a notice issues few, and a text without headings is all front.
const GIVEN: usize = 20;

/// The first of the last of `lines` that together are `name`.
fn made_up_from(lines: &[String], name: &str) -> Option<usize> {
    let mut rest = name;
    for (at, line) in lines.iter().enumerate().rev().take(LINES + 1) {
        rest = rest.strip_suffix(line.as_str()).filter(|_| !line.is_empty())?;
        if rest.is_empty() {
            return Some(at);
        }
    }
    None
}

/// A name without white space and the marks of names within it, of which each print has its own.
fn bare_name(words: &str) -> String {
    dense(words).replace(['《', '》', '〈', '〉', '<', '>'], "")
}

/// `words` without white space.
pub(super) fn dense(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line can be the first part of a title: short, bare, nothing ended.
fn is_part(terms: Terms<'_>, words: &str) -> bool {
    let about = words.contains("关于");
    let open = about || !words.contains([' ', '\u{3000}']);
    let most = if about { 60 } else { 30 };
    let bare = !holds_clause_end(words) && !words.contains(['）', ')', '号', '《']);
    words.chars().count() <= most
        && open
        && bare
        && !ends_as_body(terms, words)
        && !is_of_page(terms, words)
}

/// Whether a title that ends with the line `next` must have begun in the line above it.
fn is_begun(terms: Terms<'_>, words: &str, next: &str) -> bool {
    let about = words.contains("关于") && !terms[Does::Notice].close(words);
    about
        || goes_on(terms, next)
        || opens_with_region(terms, words) && !opens_with_region(terms, next)
}

/// Whether a line is the rest of a name: …第十四个五年 / 规划和2035年远景目标纲要, …规划 / 和2035年远景目标纲要.
fn goes_on(terms: Terms<'_>, next: &str) -> bool {
    terms[Does::Rest].open(next)
}

/// Whether a line opens with the name of a region and goes on: 某某区全力打响…品牌, but not 某某区人民政府门户网站.
fn opens_with_region(terms: Terms<'_>, words: &str) -> bool {
    let ends = |(n, c): (usize, char)| n >= 2 && DIVISION_ENDS.contains(&c);
    let opens = words.chars().take(NAME).enumerate().any(ends);
    opens && words.chars().count() > NAME && !terms[Does::Site].close(words)
}

/// The last line of a title: its years can stand in a bracket below it.
fn last_line(
    terms: Terms<'_>,
    text: &str,
    paragraphs: &[Paragraph],
    title: usize,
    body: usize,
) -> usize {
    let years =
        |words: &str| words.starts_with(['（', '(']) && super::period::years(words).is_some();
    let stage = |words: &str| {
        let inner = words.trim_matches(['（', '）', '(', ')']);
        let inner: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
        words.starts_with(['（', '(']) && terms[Does::Draft].close(&inner)
    };
    let more = |p: &&Paragraph| {
        let words = p.span.of(text);
        words.chars().count() <= 16 && (years(words) || stage(words))
    };
    let next = paragraphs[title + 1..body.max(title + 1)].iter().take_while(more).count();
    title + next
}

/// Lines that name who issued a plan, or when, are no part of its title.
fn ends_as_body(terms: Terms<'_>, words: &str) -> bool {
    terms[Does::Untitled].close(words)
}

/// The nodes of the front: the title `0` and the paragraphs `0.x1` ….
pub fn nodes(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], front: &Front) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = 0;
    let name: String =
        paragraphs[front.title.clone()].iter().map(|p| bare_name(p.span.of(text))).collect();
    // A page says the title once more.
    let names = |words: &str| words.len() <= 2 * name.len() && bare_name(words) == name;
    while at < front.body {
        let contents = front.contents.clone().filter(|c| c.start == at);
        let range = match contents {
            Some(contents) => contents,
            None if front.title.start == at && !front.title.is_empty() => front.title.clone(),
            None => at..at + 1,
        };
        let kind = if range == front.title { Kind::Title } else { Kind::Preamble };
        let read = kind == Kind::Preamble && range.len() == 1;
        let told = names(paragraphs[at].span.of(text)) || is_formula(terms, text, paragraphs, at);
        let read = read && !paragraphs[at].led && !told;
        nodes.push(node(terms, text, &paragraphs[range.clone()], kind, read));
        at = range.end.max(at + 1);
    }
    nodes
}

/// Whether paragraph `at` says nothing of the plan: whom a notice is for, its number, who signs it and when, what stands around a page.
fn is_formula(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], at: usize) -> bool {
    let words = paragraphs[at].span.of(text);
    is_of_page(terms, words)
        || is_surrounding(text, paragraphs, at)
        || is_closing(terms, words)
        || signs(terms, paragraphs[at..].iter().map(|p| p.span.of(text)))
        || is_salutation(terms, words)
        || without_number(words).is_empty()
        // （2023年1月2日） below a title
        || is_date(words.trim_matches(['（', '）']))
}

/// Whether a line names whom a notice is for: 各市、县人民政府：, 各位代表：.
fn is_salutation(terms: Terms<'_>, words: &str) -> bool {
    const LONGEST: usize = 600;
    let Some(who) = words.strip_suffix(COLONS).filter(|who| who.len() <= LONGEST) else {
        return false;
    };
    let who = name_of(who);
    // 各部门负责落实：
    if who.contains("负责") {
        return false;
    }
    let body = names_a_body(terms, who) || terms[Does::Addressed].close(who);
    let other = who.contains(['。', '；', ';', '《', '：', ':']);
    who.starts_with("各位") || body && who.contains('各') && !other
}

/// What a notice issues, if `title` is that of one: the name in 《》, or what stands between 印发 and 的通知; a title within 《》 without
/// them; what news say that a body has issued: 国务院印发…行动方案：….
fn issued<'w>(terms: Terms<'_>, title: &'w str) -> &'w str {
    let whole = title.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
    let title = whole.filter(|t| !t.contains('《')).unwrap_or(title);
    let quoted = || {
        let pairs = [('《', '》'), ('〈', '〉'), ('<', '>')];
        let name = title.split_once("印发")?.1;
        let within = |(open, close)| Some(name.strip_prefix(open)?.rsplit_once(close)?.0);
        pairs.into_iter().find_map(within)
    };
    let named = || {
        let name = title.split_once("印发")?.1.strip_suffix("的通知")?.trim();
        Some(name).filter(|name| names_plan(terms, name))
    };
    let told = || {
        let (who, rest) = title.split_once("印发")?;
        let name = rest.split(['：', ':']).next()?.trim();
        let long = name.chars().count() >= NAME && !name.contains(['，', '。', '《']);
        Some(name).filter(|name| long && names_a_body(terms, who) && names_plan(terms, name))
    };
    quoted().or_else(named).or_else(told).unwrap_or(title)
}

/// A title without what a file or a page adds to it: the number of the document before or behind it, the ending of the file.
fn tidy<'w>(terms: Terms<'_>, title: &'w str) -> &'w str {
    let title = labelled_title(terms, title);
    let name = named_file(terms, title).unwrap_or(title).trim_end();
    let name = without_number(name);
    let open = name.rfind(['（', '(']).filter(|&at| at > 0 && name.ends_with(['）', ')']));
    let numbered = open.filter(|&at| number(&name[at..]).is_some());
    numbered.map_or(name, |at| name[..at].trim_end())
}

/// The title behind its label in the lines that a page prints above a text: 标题：某镇2023年工作计划, 名称 | 某市实施方案 |.
pub(super) fn labelled_title<'w>(terms: Terms<'_>, words: &'w str) -> &'w str {
    let mut cells = words.split(['|', '\t']).map(str::trim).filter(|cell| !cell.is_empty());
    let labelled = cells.find_map(|cell| {
        let title = unlabelled(terms, cell);
        (title.len() < cell.len()).then_some(title)
    });
    match labelled {
        Some("") => cells.next().unwrap_or(words),
        Some(title) => title,
        None => words,
    }
}

fn node(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph], kind: Kind, read: bool) -> Node {
    let span = paragraphs.iter().skip(1).fold(paragraphs[0].span, |span, p| span.to(p.span));
    let first = paragraphs[0].span.of(text);
    let sentence = crate::ground::first_end(first).map_or(first, |end| &first[..end]);
    let title = match kind {
        Kind::Title => unwrapped(issued(terms, tidy(terms, &unspaced(span.of(text))))),
        _ => unwrapped(sentence.trim_end_matches(['。', '；', ';', '：', ':'])),
    };
    Node {
        id: String::new(),
        kind,
        number: None,
        title,
        parent: None,
        span,
        head: (kind == Kind::Title).then_some(span),
        body: if read { vec![span] } else { Vec::<Span>::new() },
        line: paragraphs[0].line,
        period: None,
    }
}

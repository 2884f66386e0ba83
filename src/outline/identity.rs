//! [`Identity`]: what a plan says of itself: title, issuers, region, period, number, what it is based on.

use serde::{Deserialize, Serialize};

use super::front::names_plan;
use super::node::{Kind, Node, Outline};
use super::period;
use super::tree::unwrapped;
use super::unnumbered::names_preface;
use crate::lexicon::{Gazetteer, Lexicon, PlaceKind};
use crate::source::Source;

/// What a plan is, by its own words or by the catalogue's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// 美丽吉林建设规划纲要（2024—2035年）; empty where no line looks like a title.
    pub title: String,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// The province, city or county it is for.
    pub region: Option<String>,
    /// The years it covers, first and last.
    pub period: Option<(u16, u16)>,
    /// Its document number: 国发〔2021〕23号.
    pub number: Option<String>,
    /// The documents it says it rests on.
    pub based_on: Vec<Based>,
}

/// A document that a plan says it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Based {
    /// Its title.
    pub title: String,
    /// Its number, if printed.
    pub number: Option<String>,
}

/// What the front of a plan says of it. What it does not say is left empty: the catalogue may know more.
pub fn identity(source: &Source, outline: &Outline, lexicon: &Lexicon) -> Identity {
    let text = &source.text;
    let title = outline.nodes.iter().find(|n| n.kind == Kind::Title).map_or("", |n| &n.title);
    let front: Vec<&str> = outline
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, Kind::Preamble | Kind::Title) || in_preface(outline, n))
        .map(|n| n.span.of(text))
        .collect();
    let title = if title.is_empty() { named(&front).unwrap_or_default() } else { title };
    let issuers = issuers(&front, title);
    let places = lexicon.gazetteer();
    let region = titled_region(title, places)
        .or_else(|| issuers.iter().find_map(|issuer| body_region(issuer, places)));
    Identity {
        title: title.to_owned(),
        region,
        period: period::years(title).or_else(|| one_year(title)).or_else(|| stated_years(text)),
        number: front.iter().filter(|l| !l.contains('《')).find_map(|l| number(l)),
        based_on: front.iter().flat_map(|l| based_on(l)).collect(),
        issuers,
    }
}

/// The plan that a notice or a preface names where nothing else does: 现将《…方案》印发给你们, 《…规划》已经市政府同意, 编制《…规划》.
fn named<'f>(front: &[&'f str]) -> Option<&'f str> {
    let said = |line: &&str| {
        let named =
            ["现将《", "印发《", "编制《", "制定《"].iter().find_map(|word| line.find(word));
        named.or((line.starts_with('《') && line.contains("已")).then_some(0))
    };
    let titles = front.iter().filter_map(|line| Some(quoted(&line[said(line)?..])?.0));
    titles.into_iter().find(|title| names_plan(title))
}

/// Whether `node` is a paragraph of a preface.
fn in_preface(outline: &Outline, node: &Node) -> bool {
    let parent = node.parent.map(|parent| &outline.nodes[parent as usize]);
    let preface = |p: &Node| p.number.is_none() && names_preface(&p.title);
    node.kind == Kind::Paragraph && parent.is_some_and(preface)
}

/// Who issues: what stands before 印发 in the notice, or signs it, or opens the title, or is printed at the head of the page.
fn issuers(front: &[&str], title: &str) -> Vec<String> {
    let issued = || front.iter().enumerate().find_map(|(at, line)| issued(front, at, line));
    let headed = || front.iter().take(5).find_map(|line| headed(line));
    let found = issued().or_else(|| signed(front)).or_else(|| titled(title));
    found.or_else(|| above(front, title)).or_else(headed).unwrap_or_default()
}

/// The bodies whose names stand in the lines directly above a title that does not begin with them: 某省人民政府办公厅 / 关于….
fn above(front: &[&str], title: &str) -> Option<Vec<String>> {
    let at = front.iter().position(|line| !title.is_empty() && unwrapped(line) == title)?;
    bodies(&front[..at])
}

/// The bodies that the last of `lines` name, as far as each names one or several; `None` for none.
fn bodies(lines: &[&str]) -> Option<Vec<String>> {
    let names = |line: &&&str| {
        line.chars().count() <= 40 && names_a_body(line) && !line.contains(['，', '：', '。'])
    };
    let from = lines.len() - lines.iter().rev().take_while(names).count();
    let names: Vec<String> = lines[from..].iter().flat_map(|l| split_names(l)).collect();
    (!names.is_empty()).then_some(names)
}

/// 某省人民政府关于印发…; the name may stand on the line above.
fn issued(front: &[&str], at: usize, line: &str) -> Option<Vec<String>> {
    let who = line[..line.find("印发")?].trim_end().trim_end_matches("关于").trim_end();
    let above = at.checked_sub(1).map(|above| front[above]).filter(|_| who.is_empty());
    let who = above.unwrap_or(who);
    let plain = who.chars().count() <= 60 && !who.contains(['。', '，', '：', '《']);
    (plain && names_a_body(who)).then(|| split_names(who))
}

/// 某市人民政府办公室文件, in red at the head of a page.
fn headed(line: &str) -> Option<Vec<String>> {
    let who = line.trim().strip_suffix("文件")?.trim_end();
    (who.chars().count() <= 40 && names_a_body(who)).then(|| split_names(who))
}

/// The bodies that sign a notice: the lines directly above its date.
fn signed(front: &[&str]) -> Option<Vec<String>> {
    bodies(&front[..front.iter().position(|l| is_date(l))?])
}

/// The bodies that a title opens with: 中共某省委 某省人民政府关于….
fn titled(title: &str) -> Option<Vec<String>> {
    let (who, _) = title.split_once("关于")?;
    names_a_body(who).then(|| split_names(who))
}

/// The names of a list of bodies. A party committee and a government are two, though nothing may part them.
fn split_names(who: &str) -> Vec<String> {
    let names = who.split([' ', '\u{3000}', '、']).map(str::trim).filter(|name| !name.is_empty());
    names.flat_map(|name| committee_first(name)).map(str::to_owned).collect()
}

/// 中共某省委某省人民政府 → 中共某省委, 某省人民政府; 中共中央国务院 likewise.
fn committee_first(name: &str) -> Vec<&str> {
    let end = ["中央", "委员会", "委"].iter().find_map(|end| Some(name.find(end)? + end.len()));
    let end = end.filter(|&end| {
        let rest = &name[end..];
        name.starts_with("中共") && (rest.ends_with("政府") || rest == "国务院")
    });
    end.map_or_else(|| vec![name], |end| vec![&name[..end], &name[end..]])
}

/// Whether `words` end as the names of bodies do that issue plans.
pub(super) fn names_a_body(words: &str) -> bool {
    const ENDS: [&str; 15] = [
        "中央",
        "公司",
        "办公厅",
        "办公室",
        "协会",
        "厅",
        "委",
        "委员会",
        "学会",
        "小组",
        "局",
        "政府",
        "署",
        "部",
        "院",
    ];
    ENDS.iter().any(|end| words.trim_end().ends_with(end))
}

/// 2021 年 10 月 24 日, alone on its line.
pub(super) fn is_date(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    if !signs.next().is_some_and(|c| matches!(c, '2' | '２' | '二')) || signs.nth(12).is_some() {
        return false;
    }
    let letters: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let begins = ["20", "２０", "二〇", "二○", "二Ｏ", "二O", "二０", "二0", "二零"];
    begins.iter().any(|begin| letters.starts_with(begin))
        && letters.ends_with('日')
        && letters.contains('年')
        && letters.chars().count() <= 12
}

/// The longest name of a division of the state, in characters.
const LONGEST_NAME: usize = 15;

/// The province, city or county that a title names, the narrowest of those side by side: 普兰店区 of 大连市普兰店区….
///
/// A full name counts wherever it stands, the short name of a province too; that of a prefecture only at the start.
fn titled_region(title: &str, places: &Gazetteer) -> Option<String> {
    let starts = title.char_indices().map(|(at, _)| at);
    let mut found = starts.filter_map(|at| Some((at, division(&title[at..], at == 0, places)?)));
    let (mut at, (mut place, mut length)) = found.next()?;
    while let Some((inner, further)) = division(&title[at + length..], false, places)
        && places.lies_in(inner, place)
    {
        (at, place, length) = (at + length, inner, further);
    }
    Some(places.place(place).name.to_string())
}

/// The division that `words` begin with, and the length of its name.
fn division(words: &str, first: bool, places: &Gazetteer) -> Option<(u32, usize)> {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NAME);
    let mut found = None;
    for end in ends.skip(1) {
        let name = &words[..end];
        let fits = |&&place: &&u32| {
            let row = places.place(place);
            let full =
                row.name == name || name.ends_with(['省', '市', '县', '区', '州', '盟', '旗']);
            match row.kind {
                PlaceKind::Province => true,
                PlaceKind::Prefecture => full || first,
                PlaceKind::County | PlaceKind::District => full,
                _ => false,
            }
        };
        // Of a province and its city with one short name the province comes first.
        let wide = |&&place: &&u32| places.place(place).kind;
        found =
            places.named(name).iter().filter(fits).min_by_key(wide).map(|&p| (p, end)).or(found);
    }
    found
}

/// The province, city or county of a body: 吉林省 of 吉林省人民政府. One that no table knows counts by its ending.
fn body_region(body: &str, places: &Gazetteer) -> Option<String> {
    let body = body.trim_start_matches("中共");
    if let Some((place, _)) = division(body, true, places) {
        return titled_region(body, places).or(Some(places.place(place).name.to_string()));
    }
    let ends = ["自治区", "自治州", "自治县", "省", "市", "州", "盟", "县", "区", "旗"];
    let end = ends.iter().find_map(|end| Some(body.find(end)? + end.len()))?;
    let place = &body[..end];
    let length = place.chars().count();
    let named = (3..=12).contains(&length) && place.chars().all(char::is_alphabetic);
    named.then(|| place.to_owned())
}

/// The year of a title that is for one: 2021年度工作计划, 2025年政府工作报告. 2030年前 is none.
fn one_year(title: &str) -> Option<(u16, u16)> {
    let letters: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let at = letters.find("年").filter(|&at| at >= 4 && letters.is_char_boundary(at - 4))?;
    let year: u16 = letters[at - 4..at].parse().ok().filter(|y| (1949..=2100).contains(y))?;
    let yearly = ["报告", "要点", "计划", "清单", "安排", "任务"];
    let rest = &letters[at + "年".len()..];
    let is_yearly = rest.starts_with('度') || yearly.iter().any(|end| rest.ends_with(end));
    (is_yearly && !rest.starts_with(['前', '底'])).then_some((year, year))
}

/// The years that a plan says it is for: 规划期为2021—2025年.
fn stated_years(text: &str) -> Option<(u16, u16)> {
    const SAID: [&str; 4] = ["规划期", "规划年限", "实施期", "实施年限"];
    const NEAR: usize = 30;
    let said = SAID.iter().flat_map(|said| text.match_indices(said));
    let mut places: Vec<usize> = said.map(|(at, said)| at + said.len()).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| {
        let near: String = text[at..].chars().take(NEAR).take_while(|c| *c != '。').collect();
        period::years(&near)
    })
}

/// 国发〔2021〕23 号: letters, a year in brackets, a number.
fn number(line: &str) -> Option<String> {
    let year = |at: usize| {
        let inside = line[at..].chars().skip(1);
        inside.clone().take(4).all(|c| c.is_ascii_digit())
            && inside.clone().nth(4).is_some_and(|c| "〕﹞]）)".contains(c))
    };
    let opens = line.match_indices(['〔', '﹝', '[', '（', '(']).map(|(at, _)| at);
    let open = opens.into_iter().find(|&at| year(at))?;
    let end = open + line[open..].find('号')? + '号'.len_utf8();
    let start = line[..open]
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let written: String = line[start..end].chars().filter(|c| !c.is_whitespace()).collect();
    let written =
        written.replace(['﹝', '[', '（', '('], "〔").replace(['﹞', ']', '）', ')'], "〕");
    let digits = written.chars().filter(char::is_ascii_digit).count();
    (start < open && (5..=10).contains(&digits)).then_some(written)
}

/// 根据《…》（中发〔2023〕30号）: the titles after a word that says what a plan rests on.
fn based_on(line: &str) -> Vec<Based> {
    const RESTS: [&str; 6] = ["根据", "依据", "按照", "依照", "贯彻落实", "落实"];
    let Some(start) = RESTS.iter().filter_map(|w| line.find(&format!("{w}《"))).min() else {
        return Vec::new();
    };
    let mut rest = &line[start..];
    let mut out = Vec::new();
    while let Some((title, after)) = quoted(rest) {
        let number = after
            .strip_prefix(['（', '('])
            .and_then(|a| a.split(['）', ')']).next())
            .and_then(number);
        out.push(Based { title: title.to_owned(), number });
        rest = after;
    }
    out
}

/// The first 《title》 of `text` and what stands after it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.find('《')? + '《'.len_utf8();
    let close = open + text[open..].find('》')?;
    Some((&text[open..close], &text[close + '》'.len_utf8()..]))
}

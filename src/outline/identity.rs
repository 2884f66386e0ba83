//! [`Identity`]: what a plan says of itself: title, issuers, region, period, number, what it is based on.

use serde::{Deserialize, Serialize};

use super::node::{Kind, Outline};
use super::period;
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
pub fn identity(source: &Source, outline: &Outline) -> Identity {
    let text = &source.text;
    let title = outline.nodes.iter().find(|n| n.kind == Kind::Title).map_or("", |n| &n.title);
    let front: Vec<&str> = outline
        .nodes
        .iter()
        .filter(|n| n.kind == Kind::Preamble)
        .map(|n| n.span.of(text))
        .collect();
    let issuers = issuers(&front, title);
    let region = region(title).or_else(|| issuers.iter().find_map(|i| region(i)));
    Identity {
        title: title.to_owned(),
        region,
        period: period::years(title),
        number: front.iter().filter(|l| !l.contains('《')).find_map(|l| number(l)),
        based_on: front.iter().flat_map(|l| based_on(l)).collect(),
        issuers,
    }
}

/// Who issues: what stands before 印发 in the notice, or signs it, or opens the title.
fn issuers(front: &[&str], title: &str) -> Vec<String> {
    let issued = front.iter().find_map(|line| {
        let at = line.find("印发")?;
        let who = line[..at].trim_end_matches("关于");
        let plain = who.chars().count() <= 60 && !who.contains(['。', '，', '：', '《']);
        (plain && names_a_body(who)).then(|| split_names(who))
    });
    issued.or_else(|| signed(front)).or_else(|| titled(title)).unwrap_or_default()
}

/// The bodies that sign a notice: the lines directly above its date.
fn signed(front: &[&str]) -> Option<Vec<String>> {
    let date = front.iter().position(|l| is_date(l))?;
    let signs = |line: &&&str| {
        line.chars().count() <= 40 && names_a_body(line) && !line.contains(['，', '：', '。'])
    };
    let count = front[..date].iter().rev().take_while(signs).count();
    let names: Vec<String> =
        front[date - count..date].iter().flat_map(|l| split_names(l)).collect();
    (!names.is_empty()).then_some(names)
}

/// The bodies that a title opens with: 中共某省委 某省人民政府关于….
fn titled(title: &str) -> Option<Vec<String>> {
    let (who, _) = title.split_once("关于")?;
    names_a_body(who).then(|| split_names(who))
}

fn split_names(who: &str) -> Vec<String> {
    who.split([' ', '\u{3000}', '、'])
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .map(str::to_owned)
        .collect()
}

fn names_a_body(words: &str) -> bool {
    [
        "政府",
        "省委",
        "市委",
        "县委",
        "区委",
        "党委",
        "委员会",
        "办公厅",
        "办公室",
        "部",
        "厅",
        "局",
        "国务院",
        "中央",
    ]
    .iter()
    .any(|end| words.trim_end().ends_with(end))
}

/// 2021 年 10 月 24 日, alone on its line.
fn is_date(line: &str) -> bool {
    let letters: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let begins =
        letters.starts_with("20") || letters.starts_with("二〇") || letters.starts_with("二○");
    begins && letters.ends_with('日') && letters.contains('年') && letters.chars().count() <= 12
}

/// The province, city, county at the start of a name: 吉林省 of 吉林省人民政府.
fn region(name: &str) -> Option<String> {
    let name = name.trim_start_matches("中共").trim_start_matches("支持");
    for end in [
        "自治区",
        "自治州",
        "自治县",
        "特别行政区",
        "地区",
        "省",
        "市",
        "州",
        "盟",
        "县",
        "区",
        "旗",
    ] {
        let Some(at) = name.find(end) else { continue };
        let place = &name[..at + end.len()];
        let length = place.chars().count();
        if (2..=12).contains(&length)
            && place.chars().all(|c| c.is_alphabetic())
            && !place.starts_with("全")
        {
            return Some(place.to_owned());
        }
    }
    None
}

/// 国发〔2021〕23 号: letters, a year in brackets, a number.
fn number(line: &str) -> Option<String> {
    let open = line.find(['〔', '﹝', '['])?;
    let end = open + line[open..].find('号')? + '号'.len_utf8();
    let start = line[..open]
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let written: String = line[start..end].chars().filter(|c| !c.is_whitespace()).collect();
    let written = written.replace(['﹝', '['], "〔").replace(['﹞', ']'], "〕");
    let year = written.chars().filter(char::is_ascii_digit).count();
    (start < open && (5..=10).contains(&year)).then_some(written)
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

//! Who issues a plan, by the lines of its front.

use super::basis::{given_whole, news};
use super::front::{dense, labelled_title, name_of};
use super::identity::number;
use super::label::COLONS;
use super::terms::{Does, Terms};
use crate::ground::{is_alphanumeric, is_han};
use crate::lexicon::DIVISION_ENDS;

/// Who issues: what stands before 印发 in the notice, or signs it, or opens the title, or is printed at the head of the page, or is told by
/// the news that give the plan, or signs the plan, or is said behind a label. `at` is the place of the title among the lines of the front,
/// `end` the lines that close the plan.
pub(super) fn issuers(
    terms: Terms<'_>,
    front: &[&str],
    at: Option<usize>,
    title: &str,
    end: &[&str],
) -> Vec<String> {
    let signs = || signed(terms, front).or_else(|| below(terms, front, at?));
    let issued = front.iter().enumerate().find_map(|(at, line)| issued(terms, front, at, line));
    // 市政府 is named whole where it signs.
    let placed = |who: Vec<String>| {
        let lacks = who.iter().all(|name| lacks_place(name));
        let whole = || signed(terms, end).filter(|whole| are_whole(whole, &who));
        lacks.then(|| signs().or_else(whole)).flatten().unwrap_or(who)
    };
    let headed = || front.iter().take(HEAD).find_map(|line| headed(terms, line));
    let found = issued.map(placed).or_else(signs).or_else(|| titled(terms, title).map(placed));
    let found = found.or_else(|| above(terms, front, at)).or_else(headed);
    let found = found.or_else(|| decree(front).map(|(who, _)| vec![who]));
    let found = found.or_else(|| told(terms, front)).or_else(|| signed(terms, end));
    found.or_else(|| labelled(terms, front)).unwrap_or_default()
}

/// The government of `region`, where its head says that a report is given for it: 现在，我代表省人民政府，向大会报告工作.
pub(super) fn reports(front: &[&str], title: &str, region: &str) -> Vec<String> {
    const LONGEST: usize = 600;
    let said = |line: &&&str| {
        let who = line.split_once("我代表").and_then(|(_, rest)| rest.split_once("政府"));
        let whole = |(who, rest): (&str, &str)| {
            let own = who.starts_with(region) || lacks_place(&format!("{who}政府"));
            own && rest.contains("报告")
        };
        line.len() <= LONGEST && who.is_some_and(whole)
    };
    let given = title.ends_with("政府工作报告") && front.iter().any(|line| said(&line));
    if given { vec![format!("{region}人民政府")] } else { Vec::new() }
}

/// How many lines the head of a page has.
const HEAD: usize = 5;

/// Whether a body is named without its place: 市政府, 区人民政府办公室.
fn lacks_place(name: &str) -> bool {
    let own = name.strip_prefix("自治").unwrap_or(name);
    let rest = own.strip_prefix(DIVISION_ENDS).or_else(|| own.strip_prefix(['镇', '乡']));
    rest.is_some_and(|rest| ["人民政府", "政府", "委"].iter().any(|body| rest.starts_with(body)))
}

/// Whether one of the names in `whole` is that of a body that `short` names without its place: 武汉市人民政府, of 市政府.
fn are_whole(whole: &[String], short: &[String]) -> bool {
    let plain = |name: &str| name.replace("人民政府", "政府");
    whole.iter().any(|whole| short.iter().any(|short| plain(whole).ends_with(&plain(short))))
}

/// The bodies whose names stand in the lines directly above a title that does not begin with them: 某省人民政府办公厅 / 关于….
fn above(terms: Terms<'_>, front: &[&str], title: Option<usize>) -> Option<Vec<String>> {
    bodies(terms, &front[..title?])
}

/// Whether the first of `lines` is the name of a body that signs, alone or with others below it, above a date; above a month only where
/// nothing stands below that.
pub(super) fn signs<'l>(terms: Terms<'_>, lines: impl Iterator<Item = &'l str>) -> bool {
    const MOST: usize = 20;
    // 某 市 人 民 政 府
    let names = |line: &str| line.len() <= LONGEST_NAME && is_name(terms, &dense(line));
    let mut lines = lines.take(MOST).peekable();
    lines.peek().is_some_and(|first| names(first))
        && lines
            .find(|line| !names(line))
            .is_some_and(|line| is_date(line) || is_month(line) && lines.next().is_none())
}

/// The bodies whose names stand directly below the title and above the date: 某市某局 / 2021年8月; or above the call to those who hear a
/// report, where a line may say before whom it is given: ——2026年1月8日在某市人民代表大会上.
fn below(terms: Terms<'_>, front: &[&str], title: usize) -> Option<Vec<String>> {
    let lines = &front[title + 1..];
    let given = lines.iter().take_while(|line| line.starts_with('—')).count();
    let lines = &lines[given..];
    let count = lines.iter().take_while(|line| is_name(terms, line)).count();
    let ends = |line: &&str| is_date(line) || is_month(line) || terms[Does::Hall].open(line);
    lines.get(count).is_some_and(ends).then(|| bodies(terms, &lines[..count]))?
}

/// The bodies that the last of `lines` name, as far as each names one or several; `None` for none.
fn bodies(terms: Terms<'_>, lines: &[&str]) -> Option<Vec<String>> {
    let from = lines.len() - lines.iter().rev().take_while(|line| is_name(terms, line)).count();
    let names = lines[from..].iter().flat_map(|line| split_names(terms, name_of(line)));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then_some(names)
}

/// The longest line that holds nothing but the names of bodies, in bytes.
const LONGEST_NAME: usize = 120;

/// Whether a line holds nothing but the names of bodies.
fn is_name(terms: Terms<'_>, line: &str) -> bool {
    line.len() <= LONGEST_NAME
        && names_a_body(terms, name_of(line))
        && !line.contains(['，', ',', '：', ':', '。'])
}

/// 某省人民政府关于印发…, 某区人民政府办公室关于转发区水务局制订的…; the name may stand on the line above.
fn issued(terms: Terms<'_>, front: &[&str], at: usize, line: &str) -> Option<Vec<String>> {
    let issues = ["印发", "转发", "批转"].iter().filter_map(|issues| line.find(issues)).min()?;
    let who = line[..issues].trim_end().trim_end_matches("关于").trim_end();
    // The whole title may stand in 《》.
    let who = without_number(labelled_title(terms, who)).trim_start_matches('《');
    let above = front[..at].split_last().filter(|_| who.is_empty());
    let (who, others) = above.map_or((who, &[][..]), |(last, others)| (*last, others));
    let marks = ['。', '，', ',', '：', ':', '《', '》'];
    let plain = who.chars().count() <= 60 && !who.contains(marks);
    let names = (plain && names_a_body(terms, who)).then(|| split_names(terms, who))?;
    // Several issue together, a line each; above the office of a government stands the name of a site.
    let others = bodies(terms, others).unwrap_or_default();
    let own = |other: &String| names.iter().any(|name| name.starts_with(other.as_str()));
    let others = if others.iter().any(own) { Vec::new() } else { others };
    Some([others, names].concat())
}

/// The bodies that news name who tell of the plan and give it whole: 近日，国务院印发了《…规划》, above 《…规划》全文如下.
fn told(terms: Terms<'_>, front: &[&str]) -> Option<Vec<String>> {
    let who = news(front, given_whole(front)?)?.rsplit(['，', '。', '：']).next()?;
    names_a_body(terms, who).then(|| split_names(terms, who))
}

/// `words` without the label of a title at their start, which may be all of them: 标      题：某市人民政府.
pub(super) fn unlabelled<'w>(terms: Terms<'_>, words: &'w str) -> &'w str {
    let (label, rest) = words.split_once(COLONS).unwrap_or((words, ""));
    let letters: String = label.chars().filter(|c| is_alphanumeric(*c)).take(5).collect();
    if terms[Does::Title].hold(&letters) { rest.trim_start() } else { words }
}

/// `words` without the number of the document at their start: [某政发〔2021〕27号]某市人民政府.
pub(super) fn without_number(words: &str) -> &str {
    const LONGEST: usize = 24;
    let Some(end) = words.find('号').map(|at| at + '号'.len_utf8()) else { return words };
    let head = words[..end].trim_start_matches(super::label::opens);
    let letters = head.chars().filter(|c| !c.is_whitespace()).count();
    let whole = letters <= LONGEST && number(head).is_some_and(|n| n.chars().count() == letters);
    let rest = words[end..].trim_start_matches(super::label::closes).trim_start();
    if whole { rest } else { words }
}

/// 某市人民政府办公室文件, in red at the head of a page.
fn headed(terms: Terms<'_>, line: &str) -> Option<Vec<String>> {
    let who = line.trim().strip_suffix("文件")?.trim_end();
    (who.chars().count() <= 40 && names_a_body(terms, who)).then(|| split_names(terms, who))
}

/// The bodies that sign a notice: the lines directly above its date.
fn signed(terms: Terms<'_>, front: &[&str]) -> Option<Vec<String>> {
    let dated = front.iter().position(|l| is_date(l));
    bodies(terms, &front[..dated.or_else(|| front.iter().position(|l| is_month(l)))?])
}

/// The bodies that a title opens with: 中共某省委 某省人民政府关于…; and carries out what others decided: 某省人民政府贯彻国务院关于….
fn titled(terms: Terms<'_>, title: &str) -> Option<Vec<String>> {
    let (who, _) = title.split_once("关于")?;
    let who = who.split_once("贯彻").map_or(who, |(who, _)| who);
    names_a_body(terms, who).then(|| split_names(terms, who))
}

/// Longest line of a decree, in bytes.
const DECREE: usize = 400;

/// Who decrees, and the number: 某省人民政府令第82号, on one line or two.
pub(super) fn decree(front: &[&str]) -> Option<(String, String)> {
    let mut lines =
        front.iter().enumerate().filter(|(_, l)| l.len() <= DECREE && !l.contains('《'));
    lines.find_map(|(at, line)| {
        let (before, rest) = line.split_once("政府令")?;
        let who = before.rsplit(|c: char| !is_han(c) || c == '日').next()?;
        let who = format!("{who}政府");
        let below = front.get(at + 1).filter(|_| rest.trim().is_empty());
        let number = below.copied().unwrap_or(rest).trim().strip_prefix('第')?;
        let number = number.split_once('号').map(|(n, _)| n.trim())?;
        let short = (1..=5).contains(&number.chars().count());
        (short && !lacks_place(&who)).then(|| (who.clone(), format!("{who}令第{number}号")))
    })
}

/// The body behind a label: 发文机关：某省人民政府. Who only publishes counts where nobody else is named.
fn labelled(terms: Terms<'_>, front: &[&str]) -> Option<Vec<String>> {
    const LONGEST: usize = 400;
    let said = |label: &str| {
        front.iter().filter(|line| line.len() <= LONGEST).find_map(|line| {
            let (_, behind) = line.split_once(label)?;
            let behind = behind.trim_start_matches(|c: char| !is_han(c));
            let who = behind.split(|c: char| !is_han(c)).next()?;
            (who.chars().count() >= 4 && names_a_body(terms, who)).then(|| split_names(terms, who))
        })
    };
    terms[Does::Issuer].iter().chain(terms[Does::Publisher].iter()).find_map(said)
}

/// The names of a list of bodies. A party committee and a government are two, though nothing may part them.
fn split_names(terms: Terms<'_>, who: &str) -> Vec<String> {
    // “信息公开” at the head of a page names none, nor does the | of a table.
    let named = |name: &&str| name.starts_with(is_alphanumeric);
    let names = who.split([' ', '\u{3000}', '、']).map(str::trim).filter(named);
    let names = names.flat_map(|name| committee_first(terms, name));
    names.flat_map(|name| unglued(terms, name)).map(str::to_owned).collect()
}

/// Bodies of one place that nothing parts: 某市财政局某市水利局 → 某市财政局, 某市水利局.
fn unglued<'w>(terms: Terms<'_>, name: &'w str) -> Vec<&'w str> {
    let place = name.char_indices().skip(1).find(|(_, sign)| DIVISION_ENDS.contains(sign));
    let place = place.map_or("", |(at, sign)| &name[..at + sign.len_utf8()]);
    let again = name.match_indices(place).skip(1).map(|(at, _)| at);
    let Some(at) = again.filter(|_| !place.is_empty()).find(|&at| names_a_body(terms, &name[..at]))
    else {
        return vec![name];
    };
    let rest = unglued(terms, &name[at..]);
    [&[&name[..at]], rest.as_slice()].concat()
}

/// 中共某省委某省人民政府 → 中共某省委, 某省人民政府; 中共中央国务院 and their offices likewise.
fn committee_first<'w>(terms: Terms<'_>, name: &'w str) -> Vec<&'w str> {
    let found = terms[Does::Committee].iter().filter_map(|end| Some((end, name.find(end)?)));
    let longest = found.max_by_key(|(end, _)| end.len());
    let end = longest.map(|(end, at)| at + end.len());
    let end = end.filter(|&end| {
        let rest = &name[end..];
        let government = rest == "国务院" || terms[Does::Government].close(rest);
        name.starts_with("中共") && government
    });
    end.map_or_else(|| vec![name], |end| vec![&name[..end], &name[end..]])
}

/// Whether `words` end as the names of bodies do that issue plans.
pub(super) fn names_a_body(terms: Terms<'_>, words: &str) -> bool {
    let words = words.trim_end();
    terms[Does::Body].close(words) && !terms[Does::NoBody].close(words)
}

/// 2021 年 10 月 24 日, alone on its line.
pub(super) fn is_date(line: &str) -> bool {
    is_dated(line, '日')
}

/// 2021年10月, alone on its line.
pub(super) fn is_month(line: &str) -> bool {
    is_dated(line, '月')
}

/// Whether a line is nothing but a date that ends with `last`, 日 or 月.
fn is_dated(line: &str, last: char) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    if !signs.next().is_some_and(|c| matches!(c, '2' | '２' | '二')) || signs.nth(12).is_some() {
        return false;
    }
    let letters: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let begins = ["20", "２０", "二〇", "二○", "二Ｏ", "二O", "二０", "二0", "二零"];
    begins.iter().any(|begin| letters.starts_with(begin))
        && letters.ends_with(last)
        && letters.contains('年')
        && letters.chars().count() <= 12
}

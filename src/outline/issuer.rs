//! Who issues a plan, by the lines of its front.

use super::identity::number;
use super::label::COLONS;
use crate::ground::{is_alphanumeric, is_han};

/// Who issues: what stands before 印发 in the notice, or signs it, or opens the title, or is printed at the head of the page, or is
/// said behind a label. `at` is the place of the title among the lines of the front.
pub(super) fn issuers(front: &[&str], at: Option<usize>, title: &str) -> Vec<String> {
    let signs = || signed(front).or_else(|| below(front, at?));
    let issued = front.iter().enumerate().find_map(|(at, line)| issued(front, at, line));
    // 市政府 is named whole where it signs.
    let placed = |who: Vec<String>| {
        let whole = if who.iter().all(|name| lacks_place(name)) { signs() } else { None };
        whole.unwrap_or(who)
    };
    let headed = || front.iter().take(HEAD).find_map(|line| headed(line));
    let found = issued.map(placed).or_else(signs).or_else(|| titled(title));
    let found = found.or_else(|| above(front, at)).or_else(headed);
    let found = found.or_else(|| decree(front).map(|(who, _)| vec![who]));
    found.or_else(|| labelled(front)).unwrap_or_default()
}

/// How many lines the head of a page has.
const HEAD: usize = 5;

/// Whether a body is named without its place: 市政府, 区人民政府办公室.
fn lacks_place(name: &str) -> bool {
    let rest = name.strip_prefix(['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡']);
    rest.is_some_and(|rest| ["人民政府", "政府", "委"].iter().any(|body| rest.starts_with(body)))
}

/// The bodies whose names stand in the lines directly above a title that does not begin with them: 某省人民政府办公厅 / 关于….
fn above(front: &[&str], title: Option<usize>) -> Option<Vec<String>> {
    bodies(&front[..title?])
}

/// Whether the first of `lines` is the name of a body that signs, alone or with others below it, above a date.
pub(super) fn signs<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    const MOST: usize = 20;
    let mut lines = lines.take(MOST).peekable();
    lines.peek().is_some_and(|first| is_name(first))
        && lines.find(|l| !is_name(l)).is_some_and(is_date)
}

/// The bodies whose names stand directly below the title and above the date: 某市某局 / 2021年8月.
fn below(front: &[&str], title: usize) -> Option<Vec<String>> {
    let lines = &front[title + 1..];
    let count = lines.iter().take_while(|line| is_name(line)).count();
    let dated = lines.get(count).is_some_and(|line| is_date(line) || is_dated(line, '月'));
    dated.then(|| bodies(&lines[..count]))?
}

/// The bodies that the last of `lines` name, as far as each names one or several; `None` for none.
fn bodies(lines: &[&str]) -> Option<Vec<String>> {
    let from = lines.len() - lines.iter().rev().take_while(|line| is_name(line)).count();
    let names: Vec<String> = lines[from..].iter().flat_map(|l| split_names(l)).collect();
    (!names.is_empty()).then_some(names)
}

/// Whether a line holds nothing but the names of bodies.
fn is_name(line: &str) -> bool {
    line.chars().count() <= 40 && names_a_body(line) && !line.contains(['，', ',', '：', ':', '。'])
}

/// 某省人民政府关于印发…; the name may stand on the line above.
fn issued(front: &[&str], at: usize, line: &str) -> Option<Vec<String>> {
    let who = line[..line.find("印发")?].trim_end().trim_end_matches("关于").trim_end();
    // The whole title may stand in 《》.
    let who = without_number(unlabelled(who)).trim_start_matches('《');
    let above = at.checked_sub(1).map(|above| front[above]).filter(|_| who.is_empty());
    let who = above.unwrap_or(who);
    let plain = who.chars().count() <= 60 && !who.contains(['。', '，', ',', '：', ':', '《']);
    (plain && names_a_body(who)).then(|| split_names(who))
}

/// `words` without the label of a title at their start, which may be all of them: 标      题：某市人民政府.
pub(super) fn unlabelled(words: &str) -> &str {
    const LABELS: [&str; 4] = ["标题", "名称", "题名", "文件名称"];
    let (label, rest) = words.split_once(COLONS).unwrap_or((words, ""));
    let letters: String = label.chars().filter(|c| is_alphanumeric(*c)).take(5).collect();
    if LABELS.contains(&letters.as_str()) { rest.trim_start() } else { words }
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
fn labelled(front: &[&str]) -> Option<Vec<String>> {
    const LABELS: [&str; 9] = [
        "发文机关",
        "发文机构",
        "发文单位",
        "制定机关",
        "印发机关",
        "制发机关",
        "发布机关",
        "发布机构",
        "发布单位",
    ];
    const LONGEST: usize = 400;
    let said = |label: &&str| {
        front.iter().filter(|line| line.len() <= LONGEST).find_map(|line| {
            let (_, behind) = line.split_once(label)?;
            let behind = behind.trim_start_matches(|c: char| !is_han(c));
            let who = behind.split(|c: char| !is_han(c)).next()?;
            (who.chars().count() >= 4 && names_a_body(who)).then(|| split_names(who))
        })
    };
    LABELS.iter().find_map(said)
}

/// The names of a list of bodies. A party committee and a government are two, though nothing may part them.
fn split_names(who: &str) -> Vec<String> {
    // “信息公开” at the head of a page names none.
    let named = |name: &&str| !name.is_empty() && !name.starts_with(['“', '【']);
    let names = who.split([' ', '\u{3000}', '、']).map(str::trim).filter(named);
    names.flat_map(committee_first).map(str::to_owned).collect()
}

/// 中共某省委某省人民政府 → 中共某省委, 某省人民政府; 中共中央国务院 and their offices likewise.
fn committee_first(name: &str) -> Vec<&str> {
    const COMMITTEES: [&str; 8] = [
        "中央办公厅",
        "委员会办公厅",
        "委员会办公室",
        "委办公厅",
        "委办公室",
        "中央",
        "委员会",
        "委",
    ];
    const GOVERNMENTS: [&str; 4] = ["政府", "政府办公厅", "政府办公室", "国务院办公厅"];
    let end = COMMITTEES.iter().find_map(|end| Some(name.find(end)? + end.len()));
    let end = end.filter(|&end| {
        let rest = &name[end..];
        let government = rest == "国务院" || GOVERNMENTS.iter().any(|body| rest.ends_with(body));
        name.starts_with("中共") && government
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
    // 返回顶部, 构建发展新格局
    const OTHERS: [&str; 12] = [
        "顶部",
        "底部",
        "全部",
        "内部",
        "外部",
        "干部",
        "局部",
        "俱乐部",
        "格局",
        "布局",
        "全局",
        "大局",
    ];
    let words = words.trim_end();
    let ends = |list: &[&str]| list.iter().any(|end| words.ends_with(end));
    ends(&ENDS) && !ends(&OTHERS)
}

/// 2021 年 10 月 24 日, alone on its line.
pub(super) fn is_date(line: &str) -> bool {
    is_dated(line, '日')
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

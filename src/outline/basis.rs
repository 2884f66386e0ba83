//! What a plan says it rests on: 根据《…》（中发〔2023〕30号）, in its front, its first article or under 编制依据.

use std::collections::BTreeSet;

use super::front::{dense, is_type, name_of};
use super::identity::{Based, number};
use super::label::closed;
use super::node::{Kind, Node, Outline};
use super::settle::unwrapped;
use super::terms::{Does, Terms};

/// The documents that the plan called `title` says it rests on, each once; `front` holds the lines of its front.
pub(super) fn based_on(
    terms: Terms<'_>,
    text: &str,
    outline: &Outline,
    front: &[&str],
    title: &str,
) -> Vec<Based> {
    let (mut out, mut seen) = (Vec::<Based>::new(), BTreeSet::new());
    let plan = dense(name_of(title));
    let named =
        front.iter().copied().chain(article(text, outline)).flat_map(|line| rests_on(terms, line));
    let listed = outline.nodes.iter().find(|n| heads_basis(n)).map(|n| n.span.of(text));
    for (name, after) in named.chain(listed.into_iter().flat_map(|words| documents(terms, words))) {
        let name = unwrapped(name);
        let own = dense(name_of(&name)) == plan;
        if !own && !is_type(terms, &name) && seen.insert(name.clone()) {
            out.push(Based { title: name, number: bracketed(after) });
        }
    }
    out
}

/// The first article, where it says why the plan was made.
fn article<'t>(text: &'t str, outline: &Outline) -> Option<&'t str> {
    let first = outline.nodes.iter().find(|n| n.kind == Kind::Article)?.span.of(text);
    first.contains("制定本").then_some(first)
}

/// Longest heading of a basis, in characters: 编制目的与依据.
const HEADING: usize = 8;

/// Whether `node` is headed as what a plan rests on: 编制依据.
fn heads_basis(node: &Node) -> bool {
    node.head.is_some() && node.title.ends_with("依据") && node.title.chars().count() <= HEADING
}

/// The titles behind a word that says what a plan rests on, sentence by sentence, each with what stands behind it.
fn rests_on<'w>(terms: Terms<'w>, line: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
    let rests = line.split('。').filter_map(move |sentence| rest(terms, sentence));
    rests.flat_map(move |rest| documents(terms, rest))
}

/// Where a sentence begins to say what a plan rests on: 根据《…》, 按照国务院办公厅《…》.
fn rest<'w>(terms: Terms<'_>, sentence: &'w str) -> Option<&'w str> {
    // Between the word and the title there is room for who issued that.
    const NEAR: usize = 40;
    let found = |word: &str| {
        let mut places = sentence.match_indices(word).map(|(at, _)| at + word.len());
        places.find(|&at| {
            let mut near = sentence[at..].chars().take(NEAR);
            near.find(|c| matches!(c, '《' | '，' | '；' | '：')) == Some('《')
        })
    };
    let first = || terms[Does::Rests].iter().filter_map(found).min();
    sentence.contains('《').then(first)?.map(|at| &sentence[at..])
}

/// The titles of what a line says is made or issued: 现将《…方案》印发给你们, 《…规划》已经市政府同意, 编制了《…规划》; not 现将《…报告》提出的任务分解….
pub(super) fn made<'w>(terms: Terms<'w>, line: &'w str) -> impl Iterator<Item = &'w str> {
    let said = move |before: &str, after: &str| {
        let after = &after[closed(after).unwrap_or(0)..];
        let issued = after.starts_with('已') || after.starts_with("印发");
        issued || terms[Does::Made].close(before) && !terms[Does::Within].open(after)
    };
    quotes(line).filter(move |(before, _, after)| said(before, after)).map(|(_, name, _)| name)
}

/// The plan that `front` says is given whole: 《…规划》全文如下; in news that tell who has issued it 《…纲要》主要内容如下 too.
pub(super) fn given_whole<'f>(front: &[&'f str]) -> Option<&'f str> {
    const NEAR: usize = 6;
    let below = |after: &str, what: &str| {
        let rest = after.strip_prefix(what).unwrap_or_default();
        rest.find("如下").is_some_and(|at| rest[..at].chars().count() <= NEAR)
    };
    let mut named = front.iter().flat_map(|line| quotes(line));
    let given = named.find(|(_, name, after)| {
        below(after, "全文") || below(after, "主要内容") && news(front, name).is_some()
    });
    given.map(|(_, name, _)| name)
}

/// What stands before 印发 where `front` tells that the plan called `name` was issued: 近日，国务院印发了《…规划》.
pub(super) fn news<'f>(front: &[&'f str], name: &str) -> Option<&'f str> {
    let mut all = front.iter().flat_map(|line| quotes(line));
    all.find_map(|(before, told, _)| {
        let before = before.strip_suffix('了').unwrap_or(before).strip_suffix("印发")?;
        (dense(told) == dense(name)).then_some(before)
    })
}

/// The documents that `words` name: neither what is made of them nor the short name of one.
fn documents<'w>(terms: Terms<'w>, words: &'w str) -> impl Iterator<Item = (&'w str, &'w str)> {
    let short = |before: &str| before.ends_with(['称', '“']) || before.ends_with("简称为");
    let own = move |before: &str| terms[Does::Taken].close(before);
    let foreign = quotes(words).filter(move |(before, ..)| !own(before) && !short(before));
    foreign.map(|(_, title, after)| (title, after))
}

/// The number in the bracket that `after` begins with.
fn bracketed(after: &str) -> Option<String> {
    let inside = after.strip_prefix(['（', '('])?;
    inside.split(['）', ')']).next().and_then(number)
}

/// The 《titles》 of `text` in order, each with what stands before and behind it.
pub(super) fn quotes(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let open = at + text[at..].find('《')?;
        let start = open + '《'.len_utf8();
        let end = start + text[start..].find('》')?;
        at = end + '》'.len_utf8();
        Some((&text[..open], &text[start..end], &text[at..]))
    })
}

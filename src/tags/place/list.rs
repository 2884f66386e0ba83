//! Lists of places: names one after another, and items that the word after 等 explains.

use super::candidate::{Candidate, Word};
use super::passage::Passage;
use crate::ground::{Span, is_han};
use crate::lexicon::{Find, List, PlaceKind};

/// What may stand between two names of a list.
const JOINTS: [&str; 12] = ["、", "和", "与", "及", "以及", "，", "—", "——", "－", "-", "～", "至"];

/// Whether nothing but a joint stands between `a` and the later `b`.
pub fn joined(passage: &Passage<'_>, a: &Candidate, b: &Candidate) -> bool {
    a.span.end <= b.span.start && {
        let between = &passage.text[a.span.end as usize..b.span.start as usize];
        JOINTS.contains(&between.trim())
    }
}

/// The first and the last candidate of the item of a list that candidate `n` belongs to: 鄂州市 and 梁子湖 of 鄂州市梁子湖.
pub fn item(candidates: &[Candidate], n: usize) -> (usize, usize) {
    let one = |n: usize| candidates[n].span.end == candidates[n + 1].span.start;
    let (mut first, mut last) = (n, n);
    while first > 0 && one(first - 1) {
        first -= 1;
    }
    while last + 1 < candidates.len() && one(last) {
        last += 1;
    }
    (first, last)
}

/// The kind that the word after 等 gives to the items before it: 等重要湿地.
pub struct Head {
    /// Where 等 stands.
    at: u32,
    kind: PlaceKind,
}

/// 等 and the word that closes the list, with at most six letters between.
pub fn heads(passage: &Passage<'_>) -> Vec<Head> {
    if passage.finds(List::PlaceHeads).next().is_none() {
        return Vec::new();
    }
    let text = passage.span.of(passage.text);
    let starts = text.match_indices('等').map(|(at, _)| passage.span.start + at as u32);
    let head = |at: u32| {
        let from = at + '等'.len_utf8() as u32;
        let near = |f: &&Find| {
            let between = &passage.text[from as usize..f.span.start as usize];
            between.chars().count() <= 6 && between.chars().all(is_han)
        };
        let mut words = passage.finds(List::PlaceHeads).filter(|f| f.span.start >= from);
        let word = words.find(near)?;
        Some(Head { at, kind: PlaceKind::named(passage.says(word))? })
    };
    starts.filter_map(head).collect()
}

/// The kind of the closing word of the list that `candidate` is an item of.
pub fn head_of(passage: &Passage<'_>, candidate: &Candidate) -> Option<PlaceKind> {
    let after = |h: &&Head| {
        candidate.span.end <= h.at && {
            let between = &passage.text[candidate.span.end as usize..h.at as usize];
            between.is_empty()
                || (between.starts_with('、') && between.chars().all(|c| is_han(c) || c == '、'))
        }
    };
    passage.heads().iter().find(after).map(|h| h.kind)
}

/// Adds the items that no table has of lists with a closing word, where another item is known: 哈尔泡 in 向海、哈尔泡等重要湿地.
pub fn add_items(passage: &Passage<'_>, candidates: &mut Vec<Candidate>) {
    for head in passage.heads().iter().filter(|h| h.kind != PlaceKind::County) {
        let items = items(passage, head.at);
        let taken = |item: &Span| candidates.iter().any(|c| c.span.overlaps(*item));
        // Beside a species stand others: 东北虎、中华鲟、麋鹿等自然保护区.
        let mut places = candidates.iter().filter(|c| !matches!(c.word, Word::Nothing));
        if !places.any(|c| items.iter().any(|item| c.span.overlaps(*item))) {
            continue;
        }
        let fresh =
            |item: &&Span| !taken(item) && (2..=5).contains(&item.of(passage.text).chars().count());
        let names = |item: &&Span| {
            passage.last_word(item.start, item.end).is_none_or(|w| w.start != item.start)
        };
        let new: Vec<Span> = items.iter().filter(fresh).filter(names).copied().collect();
        candidates.extend(new.into_iter().map(|span| Candidate {
            rule: "list-head",
            ..Candidate::new(span, Word::Unknown(head.kind))
        }));
    }
    candidates.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
}

/// The items before the 等 at `at` that stand between two 、 or between 、 and 等; the first item, whose beginning nothing marks, is left out.
fn items(passage: &Passage<'_>, at: u32) -> Vec<Span> {
    let before = passage.before(at);
    let clause = before
        .rfind(|c: char| !is_han(c) && c != '、')
        .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    let mut start = passage.span.start as usize + clause;
    let mut out = Vec::new();
    for item in before[clause..].split('、') {
        out.push(Span::new(start, start + item.len()));
        start += item.len() + '、'.len_utf8();
    }
    if out.len() > 1 { out.split_off(1) } else { Vec::new() }
}

//! The readable body of a page: the innermost element that holds nearly all of its prose, without its menus.

use std::ops::Range;

use super::items::{Item, Page, Tag};

/// How much of the page's prose the body must hold, in hundredths.
const SHARE: usize = 85;
/// Fewest links of a menu, and the longest mean name of one in characters: longer ones name attachments.
const MENU: (u32, u32) = (3, 12);
/// Fewest Han characters of a heading that names an article; shorter ones name a part of the site.
const SHORTEST_TITLE: usize = 8;

/// What stands before a place of the page.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// Characters of texts that hold marks of sentences, outside links.
    prose: u32,
    /// Characters of all texts.
    all: u32,
    /// Characters of links.
    linked: u32,
    /// Links.
    links: u32,
}

/// Where the text of a page stands.
pub struct Body {
    before: Vec<Before>,
    /// The items of the body.
    pub range: Range<usize>,
}

/// A page that is nothing but a body: it has no menus.
pub fn bare(page: &Page) -> Body {
    Body { before: vec![Before::default(); page.items.len() + 1], range: 0..page.items.len() }
}

/// Finds the body.
pub fn find(page: &Page) -> Body {
    let mut body = Body { before: count(page), range: 0..page.items.len() };
    let enough = body.prose(&body.range) * SHARE;
    // A table may hold the body in one of its cells, where it only lays out the page; else it is a part of the body.
    let (mut range, mut in_table) = (body.range.clone(), false);
    loop {
        let mut inner = children(page, range.clone());
        match inner.find(|(_, range)| enough > 0 && body.prose(range) * 100 >= enough) {
            Some((tag, inside)) if holds(tag) => {
                range = inside.start + 1..inside.end;
                in_table = tag == Tag::Table || in_table && !matches!(tag, Tag::Cell(..));
                if !in_table {
                    body.range = range.clone();
                }
            }
            _ => break,
        }
    }
    body
}

/// Whether a body may be inside it: no paragraph is a body.
fn holds(tag: Tag) -> bool {
    matches!(tag, Tag::Holder | Tag::Framed | Tag::Inline | Tag::Table | Tag::Row | Tag::Cell(..))
}

/// The elements directly inside `range`.
fn children(page: &Page, range: Range<usize>) -> impl Iterator<Item = (Tag, Range<usize>)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let start = at;
            at += 1;
            if let Item::Element(tag, end) = page.items[start] {
                at = end as usize;
                return Some((tag, start..at));
            }
        }
        None
    })
}

fn count(page: &Page) -> Vec<Before> {
    let mut sums = Vec::with_capacity(page.items.len() + 1);
    let mut sum = Before::default();
    let (mut dropped, mut linked) = (0, 0);
    for (at, item) in page.items.iter().enumerate() {
        sums.push(sum);
        match item {
            Item::Element(Tag::Dropped | Tag::Title, end) => dropped = dropped.max(*end as usize),
            Item::Element(Tag::Link, end) => {
                linked = linked.max(*end as usize);
                sum.links += 1;
            }
            Item::Text(span) if at >= dropped => add(&mut sum, span.of(&page.text), at < linked),
            _ => {}
        }
    }
    sums.push(sum);
    sums
}

fn add(sum: &mut Before, words: &str, linked: bool) {
    let length = words.chars().filter(|c| !c.is_whitespace()).count() as u32;
    sum.all += length;
    if linked {
        sum.linked += length;
    } else if words.contains(['，', '。', '；']) {
        sum.prose += length;
    }
}

impl Body {
    fn prose(&self, range: &Range<usize>) -> usize {
        (self.before[range.end].prose - self.before[range.start].prose) as usize
    }

    /// Whether an element is a menu: mostly links with short names, and no prose.
    pub fn is_menu(&self, range: &Range<usize>) -> bool {
        let (from, to) = (self.before[range.start], self.before[range.end]);
        let (linked, links) = (to.linked - from.linked, to.links - from.links);
        let mostly = linked * 10 >= (to.all - from.all) * 6;
        mostly && links >= MENU.0 && linked <= links * MENU.1 && self.prose(range) == 0
    }

    /// The name of the article, as the site says it outside the body: a heading above it, the description of the article, the
    /// title of the page, or else the last words above it that may be a name.
    pub fn title(&self, page: &Page) -> Option<String> {
        let mut headings =
            page.items[..self.range.start].iter().enumerate().rev().filter_map(|(at, item)| {
                let Item::Element(Tag::Heading(1..=3), end) = item else { return None };
                let outside = (*end as usize) <= self.range.start;
                (outside && self.before[*end as usize].all > self.before[at].all)
                    .then(|| words(page, at..*end as usize))
            });
        let heading = headings.find(|t| names_article(t));
        let described = || page.article.clone().filter(|t| names_article(t));
        let shown = || {
            let at = page.items.iter().position(|i| matches!(i, Item::Element(Tag::Title, _)))?;
            let Item::Element(_, end) = page.items[at] else { return None };
            let whole = words(page, at..end as usize);
            let first = whole.split(['_', '|', '—', '-']).next()?.trim().to_owned();
            Some(first).filter(|t| names_article(t))
        };
        heading.or_else(described).or_else(shown).or_else(|| self.above(page))
    }

    /// The last text above the body that is no link, no sentence and nothing with a label.
    fn above(&self, page: &Page) -> Option<String> {
        let texts = page.items[..self.range.start].iter().enumerate().rev();
        let mut texts = texts.filter_map(|(at, item)| {
            let Item::Text(span) = item else { return None };
            let (from, to) = (self.before[at], self.before[at + 1]);
            (to.all > from.all && to.linked == from.linked).then(|| span.of(&page.text).trim())
        });
        let names = |text: &&str| {
            names_article(text) && !text.contains(['：', ':', '，', '。', '；', '>', '|'])
        };
        texts.find(names).map(str::to_owned)
    }
}

fn names_article(title: &str) -> bool {
    title.chars().filter(|c| ('一'..='龥').contains(c)).count() >= SHORTEST_TITLE
}

/// The words of a stretch of items, as one line.
fn words(page: &Page, range: Range<usize>) -> String {
    let texts = page.items[range].iter().filter_map(|item| match item {
        Item::Text(span) => Some(span.of(&page.text)),
        Item::Element(..) => None,
    });
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

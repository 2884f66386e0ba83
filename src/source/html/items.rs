//! HTML → a flat list of elements and texts in the order of the page, each element knowing where it ends.
//!
//! What people save is seldom valid: tags are left open, closed twice, crossed. The rules are the few of a browser that
//! matter for text; nothing here calls itself, so that nesting costs no stack.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::super::block::WIDEST_CELL;
use super::super::limits;
use crate::ground::{Result, Span};

/// What an element means for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// `br`.
    Break,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `ol` and the number it starts with; `ul`.
    List(Option<u32>),
    /// `li`, with a number of its own if it has one.
    Item(Option<u32>),
    /// `table`.
    Table,
    /// `caption`.
    Caption,
    /// `tr`.
    Row,
    /// `td` and `th`, over so many columns and rows.
    Cell(u16, u16),
    /// `b`, `strong`, and what its style makes bold.
    Bold,
    /// `a`.
    Link,
    /// `title`.
    Title,
    /// An element that stands on lines of its own and may hold others: `div`, `section`, `td`.
    Holder,
    /// A holder that is set off: a quotation, or what its style draws a border around.
    Framed,
    /// An element within a line.
    Inline,
    /// What no reader of the page sees, or what leads elsewhere: scripts, navigation, forms.
    Dropped,
}

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// An element, and the place after its last descendant.
    Element(Tag, u32),
    /// A text, as a stretch of [`Page::text`].
    Text(Span),
}

/// A page taken apart.
#[derive(Debug, Default)]
pub struct Page {
    /// Elements and texts in order.
    pub items: Vec<Item>,
    /// All texts one after another.
    pub text: String,
    /// The title that the site's own description of the article gives.
    pub article: Option<String>,
    /// The open elements, outermost first, with their names to close them by.
    open: Vec<(usize, Box<[u8]>)>,
    /// Those of them that lead to a note, and where their words begin.
    to_notes: Vec<(usize, usize)>,
}

/// Takes `html` apart. Errors: more than [`limits::HTML_ELEMENTS`].
pub fn read(html: &str, name: &str) -> Result<Page> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => page.start(&tag),
            Ok(Token::EndTag(tag)) => page.end(&tag.name),
            Ok(Token::String(text)) => page.words(&String::from_utf8_lossy(&text)),
            _ => {}
        }
        if page.items.len() > limits::HTML_ELEMENTS {
            return Err(limits::exceeded(format!(
                "{name}：网页元素过多（超过 {} 个）",
                limits::HTML_ELEMENTS
            )));
        }
    }
    while !page.open.is_empty() {
        page.close_last();
    }
    Ok(page)
}

impl Page {
    fn words(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.items.push(Item::Text(Span::new(start, self.text.len())));
    }

    fn start(&mut self, element: &StartTag<()>) {
        let name: &[u8] = &element.name;
        if name == b"meta" {
            self.describe(element);
        }
        let tag = meaning(element);
        self.close_implied(name, tag);
        self.items.push(Item::Element(tag, self.items.len() as u32 + 1));
        let deep = self.open.len() >= limits::HTML_DEPTH;
        let closed = is_void(name) || (element.self_closing && tag == Tag::Inline);
        if !deep && !closed {
            let at = self.items.len() - 1;
            self.open.push((at, name.into()));
            if tag == Tag::Link && leads_to_note(element) {
                self.to_notes.push((at, self.text.len()));
            }
        }
    }

    /// `<meta name="ArticleTitle" content="…">`, which public sites give every article.
    fn describe(&mut self, element: &StartTag<()>) {
        let named =
            attribute(element, b"name").is_some_and(|n| n.eq_ignore_ascii_case("ArticleTitle"));
        if named {
            self.article = attribute(element, b"content");
        }
    }

    /// Closes what cannot hold the element that begins: a paragraph no block, an item no item, a row no row.
    fn close_implied(&mut self, name: &[u8], tag: Tag) {
        let (closed, within): (&[&[u8]], &[&[u8]]) = match tag {
            Tag::Item(_) => (&[b"li"], &[b"ul", b"ol"]),
            Tag::Cell(..) => (&[b"td", b"th"], &[b"table", b"tr"]),
            Tag::Row => (&[b"caption", b"tr", b"td", b"th"], &[b"table"]),
            Tag::Paragraph
            | Tag::Heading(_)
            | Tag::List(_)
            | Tag::Table
            | Tag::Holder
            | Tag::Framed => (&[b"p"], &[b"td", b"th", b"li", b"div", b"table"]),
            _ => return,
        };
        let held = |n: &[u8]| within.contains(&n);
        let upto = self.open.iter().rposition(|(_, n)| held(n)).map_or(0, |at| at + 1);
        let first = self.open[upto..].iter().position(|(_, n)| closed.contains(&&**n));
        if let Some(first) = first.filter(|_| name != b"body") {
            self.close_to(upto + first);
        }
    }

    /// Closes the innermost open element of this name, with what is open inside it. A stray end tag inside a cell closes
    /// nothing outside the cell.
    fn end(&mut self, name: &[u8]) {
        let Some(at) = self.open.iter().rposition(|(_, n)| **n == *name) else { return };
        let table_part: [&[u8]; 6] = [b"table", b"tr", b"td", b"th", b"tbody", b"thead"];
        let crosses = self.open[at + 1..].iter().any(|(_, n)| matches!(&**n, b"td" | b"th"));
        if !crosses || table_part.contains(&name) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let end = self.items.len() as u32;
        let Some((at, _)) = self.open.pop() else { return };
        let mark = self.to_notes.pop_if(|(link, _)| *link == at);
        let is_mark = mark.is_some_and(|(_, start)| is_mark(&self.text[start..]));
        if let Item::Element(tag, stop) = &mut self.items[at] {
            *stop = end;
            if is_mark {
                *tag = Tag::Dropped;
            }
        }
    }
}

fn attribute(element: &StartTag<()>, name: &[u8]) -> Option<String> {
    element.attributes.get(name).map(|v| String::from_utf8_lossy(v).into_owned())
}

fn number(element: &StartTag<()>, name: &[u8]) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok().filter(|n| *n <= 9999)
}

fn meaning(element: &StartTag<()>) -> Tag {
    let style =
        attribute(element, b"style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    if element.attributes.contains_key(&b"hidden"[..]) || style.contains("display:none") {
        return Tag::Dropped;
    }
    let tag = named(element);
    let weight = ["font-weight:bold", "font-weight:700", "font-weight:bolder"];
    match tag {
        Tag::Inline if weight.iter().any(|w| style.contains(w)) => Tag::Bold,
        Tag::Holder if is_bordered(&style) => Tag::Framed,
        _ => tag,
    }
}

/// Whether a style draws a border on all sides; one of no width is not seen.
fn is_bordered(style: &str) -> bool {
    let mut borders = style.split(';').filter_map(|rule| rule.strip_prefix("border:"));
    borders.any(|border| {
        let lines = ["solid", "double", "dashed", "dotted"];
        let mut drawn = lines.iter().filter_map(|line| border.split_once(line));
        drawn.any(|(before, behind)| !before.starts_with('0') && !behind.starts_with('0'))
    })
}

/// Whether a link leads to a note, `#_ftn1`, `#fn:1`, `#footnote-1`; the one that leads back from it, `#_ftnref1`, numbers the note.
fn leads_to_note(link: &StartTag<()>) -> bool {
    const PLACES: [&str; 5] = ["ftn", "edn", "fn", "footnote", "sdfootnote"];
    let place = attribute(link, b"href").unwrap_or_default();
    let Some(name) = place.strip_prefix('#') else { return false };
    let name = name.trim_start_matches("user-content-").trim_start_matches('_');
    let number = |place| name.strip_prefix(place).map(|n| n.trim_start_matches([':', '-', '_']));
    let numbers = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    PLACES.iter().filter_map(number).any(|n| numbers(n.strip_suffix("sym").unwrap_or(n)))
}

/// Whether the words of a link are the mark of a note, `[1]`, `①`, and none of the text.
fn is_mark(words: &str) -> bool {
    const LONGEST: usize = 4;
    let digits = words.trim().trim_matches(['[', ']', '(', ')', '（', '）', '〔', '〕', '注']);
    digits.len() <= LONGEST && digits.chars().all(char::is_numeric)
}

fn named(element: &StartTag<()>) -> Tag {
    match &**element.name {
        b"br" | b"hr" => Tag::Break,
        b"p" => Tag::Paragraph,
        [b'h', level @ b'1'..=b'6'] => Tag::Heading(level - b'0'),
        b"ol" => Tag::List(Some(number(element, b"start").unwrap_or(1))),
        b"ul" | b"menu" | b"dir" => Tag::List(None),
        b"li" => Tag::Item(number(element, b"value")),
        b"table" => Tag::Table,
        b"caption" => Tag::Caption,
        b"tr" => Tag::Row,
        b"td" | b"th" => {
            let over = |name| number(element, name).unwrap_or(1).clamp(1, WIDEST_CELL.into());
            Tag::Cell(over(b"colspan") as u16, over(b"rowspan") as u16)
        }
        b"b" | b"strong" => Tag::Bold,
        b"a" => Tag::Link,
        b"title" => Tag::Title,
        b"div" | b"section" | b"article" | b"main" | b"body" | b"html" | b"center" | b"header"
        | b"pre" | b"dl" | b"dt" | b"dd" | b"figure" | b"figcaption" | b"address" | b"fieldset"
        | b"form" | b"tbody" | b"thead" | b"tfoot" | b"details" | b"summary" => Tag::Holder,
        b"blockquote" => Tag::Framed,
        b"script" | b"style" | b"noscript" | b"template" | b"nav" | b"footer" | b"aside"
        | b"select" | b"button" | b"textarea" | b"iframe" | b"svg" | b"object" | b"canvas"
        | b"audio" | b"video" | b"math" | b"rt" | b"rp" | b"noframes" | b"noembed" | b"xmp" => {
            Tag::Dropped
        }
        _ => Tag::Inline,
    }
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"br"
            | b"hr"
            | b"img"
            | b"input"
            | b"meta"
            | b"link"
            | b"col"
            | b"wbr"
            | b"area"
            | b"base"
            | b"embed"
            | b"source"
            | b"track"
            | b"param"
    )
}

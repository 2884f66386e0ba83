//! The styles of a Word file: which are headings, which number their paragraphs, which are bold.

use std::collections::BTreeMap;

use super::xml::{Attributes, Step, walk};
use crate::ground::Result;

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
    bold: Option<bool>,
}

/// The styles by id.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
}

/// How many styles may rest on one another; Word allows about ten, and a ring would have no end.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(xml: &str, name: &str) -> Result<Self> {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        walk(xml, name, |step| match step {
            Step::Start("style", attributes) => {
                open = Some((attributes.get("styleId").unwrap_or_default(), Style::default()));
            }
            Step::Start(tag, attributes) => {
                if let Some((_, style)) = &mut open {
                    style.property(tag, &attributes);
                }
            }
            Step::End("style") => styles.extend(open.take()),
            _ => {}
        })?;
        Ok(Self { styles })
    }

    /// The style and those it rests on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        let next = |s: &&Style| self.styles.get(s.parent.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    /// The level of the line's look that the style gives: 1 for the title of the document, from 2 on for headings, because
    /// Word's first heading is a chapter.
    pub fn heading(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| {
            let name = style.name.to_lowercase();
            let number = name.strip_prefix("heading ").or(name.strip_prefix("标题 "));
            let named = number.and_then(|n| n.trim().parse::<u8>().ok()).filter(|n| *n <= 9);
            let title = matches!(name.as_str(), "title" | "标题").then_some(1);
            title.or(named.map(|n| n + 1)).or(style.outline.map(|n| n + 2))
        })
    }

    /// Whether the style is one of a table of contents.
    pub fn is_contents(&self, id: &str) -> bool {
        let name = self.styles.get(id).map(|s| s.name.to_lowercase()).unwrap_or_default();
        name.starts_with("toc ") || name.starts_with("目录 ")
    }

    /// The list that the style puts its paragraphs in, and the level where it says one.
    pub fn list(&self, id: &str) -> Option<(String, Option<usize>)> {
        self.chain(id).find_map(|style| Some((style.list.clone()?, style.level)))
    }

    /// Whether the style is bold.
    pub fn is_bold(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.bold).unwrap_or(false)
    }
}

impl Style {
    fn property(&mut self, tag: &str, attributes: &Attributes<'_>) {
        match tag {
            "name" => self.name = attributes.val().unwrap_or_default(),
            "basedOn" => self.parent = attributes.val(),
            "outlineLvl" => self.outline = outline_level(attributes),
            "numId" => self.list = attributes.val(),
            "ilvl" => self.level = attributes.val().and_then(|l| l.parse().ok()),
            "b" => self.bold = Some(attributes.on()),
            _ => {}
        }
    }
}

/// `w:outlineLvl`: 0 to 8; 9 is body text.
pub fn outline_level(attributes: &Attributes<'_>) -> Option<u8> {
    attributes.val()?.parse().ok().filter(|n| *n <= 8)
}

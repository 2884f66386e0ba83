//! Automatic numbering: `numbering.xml` and the counts that run through the document.
//!
//! A paragraph names a list (`w:num`) and a level of it. The list rests on a definition (`w:abstractNum`) of nine levels,
//! each with a first number, a way to write it and a pattern: `第%1章`, `（%2）`, `%1.%2`. All lists of one definition count
//! together, unless a list says that it starts anew.

use std::collections::{BTreeMap, BTreeSet};

use super::number::written;
use super::xml::{Attributes, Step, walk};
use crate::ground::Result;

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest pattern, in characters; it is written before every paragraph of its level.
const LONGEST_PATTERN: usize = 64;

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    pattern: String,
    /// All numbers in the pattern in Arabic digits.
    legal: bool,
    /// Nothing between the number and the text.
    tight: bool,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

type Definition = [Level; LEVELS];

#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    starts: [Option<u32>; LEVELS],
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: BTreeMap<String, Definition>,
    lists: BTreeMap<String, List>,
    /// The last number of each level, by definition.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start has been taken.
    started: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(xml: &str, name: &str) -> Result<Self> {
        let mut reader = Reader::default();
        walk(xml, name, |step| match step {
            Step::Start(tag, attributes) => reader.start(tag, &attributes),
            Step::End(tag) => reader.end(tag),
            Step::Text(_) => {}
        })?;
        Ok(reader.numbering)
    }

    /// The level of `list` that paragraph style `style` stands for.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let definition = self.definitions.get(&self.lists.get(list)?.definition)?;
        definition.iter().position(|l| l.style.as_deref() == Some(style))
    }

    /// Counts on in `list` at `level`; what is printed before the paragraph, with the space after it.
    pub fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let own = self.lists.get(list)?.clone();
        self.count(list, &own, level)?;
        let shown = self.level(&own, level)?;
        let mut label = String::new();
        let mut pattern = shown.pattern.chars().peekable();
        while let Some(c) = pattern.next() {
            let which = pattern.peek().and_then(|d| d.to_digit(10)).filter(|_| c == '%');
            match which.and_then(|d| (d as usize).checked_sub(1)).filter(|n| *n < LEVELS) {
                Some(n) => {
                    pattern.next();
                    label.push_str(&self.number(&own, n, shown.legal));
                }
                None => label.push(c),
            }
        }
        Some(spaced(label, shown))
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        list.levels.get(&level).or_else(|| Some(&self.definitions.get(&list.definition)?[level]))
    }

    fn count(&mut self, name: &str, list: &List, level: usize) -> Option<()> {
        let start = self.level(list, level)?.start.unwrap_or(1);
        let anew = list.starts[level].filter(|_| self.started.insert((name.to_owned(), level)));
        let counts = self.counts.entry(list.definition.clone()).or_default();
        counts[level] = Some(match (anew, counts[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start,
        });
        counts[level + 1..].fill(None);
        Some(())
    }

    fn number(&self, list: &List, level: usize, legal: bool) -> String {
        let Some(shape) = self.level(list, level) else { return String::new() };
        let counted = self.counts.get(&list.definition).and_then(|c| c[level]);
        let n = counted.or(shape.start).unwrap_or(1);
        written(if legal { "decimal" } else { &shape.format }, n)
    }
}

/// The label with a space, where its last character does not part it from the text by itself. Bullets are dropped, but for
/// dashes, with which plans mark principles.
fn spaced(label: String, level: &Level) -> String {
    let dash = !label.is_empty() && label.chars().all(|c| matches!(c, '—' | '－' | '-'));
    if level.format == "bullet" && !dash {
        return String::new();
    }
    let label = label.trim().to_owned();
    let parted = label.ends_with(['、', '）', '．', '。', '：', '—', ' ']) || label.is_empty();
    if parted || level.tight { label } else { label + " " }
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    definition: Option<String>,
    list: Option<String>,
    level: Option<(usize, Level)>,
    overridden: usize,
}

impl Reader {
    fn start(&mut self, tag: &str, attributes: &Attributes<'_>) {
        let id = |name| attributes.get(name).unwrap_or_default();
        let place = || attributes.get("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0usize);
        match tag {
            "abstractNum" => self.definition = Some(id("abstractNumId")),
            "num" => self.list = Some(id("numId")),
            "abstractNumId" if self.list.is_some() => self.list().definition = id("val"),
            "lvlOverride" => self.overridden = place().min(LEVELS - 1),
            "startOverride" => {
                let (level, start) = (self.overridden, id("val").parse().ok());
                self.list().starts[level] = start;
            }
            "lvl" => self.level = Some((place().min(LEVELS - 1), Level::default())),
            _ => self.property(tag, attributes),
        }
    }

    fn property(&mut self, tag: &str, attributes: &Attributes<'_>) {
        let Some((_, level)) = &mut self.level else { return };
        let value = attributes.val().unwrap_or_default();
        match tag {
            "start" => level.start = value.parse().ok(),
            "numFmt" => level.format = value,
            "lvlText" => level.pattern = value.chars().take(LONGEST_PATTERN).collect(),
            "isLgl" => level.legal = attributes.on(),
            "suff" => level.tight = value == "nothing",
            "pStyle" => level.style = Some(value),
            _ => {}
        }
    }

    fn list(&mut self) -> &mut List {
        let id = self.list.clone().unwrap_or_default();
        self.numbering.lists.entry(id).or_default()
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "abstractNum" => self.definition = None,
            "num" => self.list = None,
            "lvl" => self.end_level(),
            _ => {}
        }
    }

    fn end_level(&mut self) {
        let Some((at, level)) = self.level.take() else { return };
        if let Some(id) = &self.definition {
            self.numbering.definitions.entry(id.clone()).or_default()[at] = level;
        } else if self.list.is_some() {
            self.list().levels.insert(at, level);
        }
    }
}

//! [`Catalogue`]: `catalog.tsv`, what is known of the plans beside their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Document;
use crate::ground::{Error, Note, Result};
use crate::lexicon::{Lexicon, Row, Table};
use crate::plan::Plan;
use crate::tags::{self, Level};

/// The columns of `catalog.tsv`; each may be missing or stand elsewhere, except `id`, which comes first.
pub(super) const COLUMNS: [&str; 9] =
    ["id", "title", "issuers", "region", "period", "level", "number", "origin", "sha256"];

/// The levels of government that `level` may name, the highest first.
const LEVELS: [&str; 5] = ["国家", "省", "市", "县", "乡镇"];

/// The rows of `catalog.tsv` by id.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    /// Rows and cells that could not be read, by line.
    pub notes: Vec<Note>,
}

/// One row of the catalogue. An empty cell says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The plan it speaks of: the name of its file without the ending.
    pub id: String,
    /// The line of the catalogue it stands on, from 1.
    pub line: u32,
    /// The title.
    pub title: Option<String>,
    /// Who issued it; in the file parted by 、.
    pub issuers: Vec<String>,
    /// The province, city or county it is for.
    pub region: Option<String>,
    /// The years it covers, first and last; in the file 2024-2035 or one year.
    pub period: Option<(u16, u16)>,
    /// The level of government that issued it: 国家, 省, 市, 县 or 乡镇.
    pub level: Option<String>,
    /// Its document number: 国发〔2021〕23号.
    pub number: Option<String>,
    /// Where it was published, usually a web address.
    pub origin: Option<String>,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: Option<String>,
}

impl Catalogue {
    /// Reads the catalogue at `path`; one that is not there is empty.
    pub(super) fn open(path: &Path) -> Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Self::read(&String::from_utf8_lossy(&bytes))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(Error::file("读不了目录表", path, e)),
        }
    }

    /// Reads a catalogue from its text. Cannot fail: what is no row becomes a note.
    ///
    /// ```
    /// use gangyao::corpus::Catalogue;
    /// let rows = Catalogue::read("id\ttitle\tperiod\na\t某省规划\t2024-2035\nb\t某市规划\t十年\n");
    /// assert_eq!(rows.entry("a").unwrap().period, Some((2024, 2035)));
    /// assert_eq!(rows.entry("b").unwrap().period, None);
    /// assert_eq!(rows.notes[0].line, 3);
    /// ```
    pub fn read(text: &str) -> Self {
        let table = Table::read(text);
        let mut notes = table.notes.clone();
        notes.extend(unknown_columns(&table));
        let mut entries = BTreeMap::<&str, Entry>::new();
        for row in table.rows.iter() {
            if let Some(twin) = entries.get(row.word()) {
                let message = format!("{} 在第 {} 行已经有了，这一行不用", twin.id, twin.line);
                notes.push(Note::warning(row.line, message));
            } else {
                entries.insert(row.word(), Entry::read(&table, row, &mut notes));
            }
        }
        notes.sort();
        Self { entries: entries.into_values().collect(), notes }
    }

    /// The rows, by id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the catalogue says of plan `id`.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|e| e.id.as_str().cmp(id)).ok()?;
        Some(&self.entries[at])
    }

    /// What it says of the plans that `document` holds, by id.
    pub fn about<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a Entry> {
        let first = self.entries.partition_point(|e| e.id < document.id);
        let near = self.entries[first..].iter().take_while(|e| e.id.starts_with(&document.id));
        near.filter(|e| document.holds(&e.id))
    }

    /// A note for each row whose file is not there.
    pub(super) fn without_file<'a>(
        &'a self,
        documents: &'a [Document],
    ) -> impl Iterator<Item = Note> {
        let held: BTreeSet<&str> =
            documents.iter().flat_map(|d| self.about(d)).map(|e| e.id.as_str()).collect();
        let missing = move |e: &&Entry| !held.contains(e.id.as_str());
        let note = |e: &Entry| Note::warning(e.line, format!("没有 {} 的文件", e.id));
        self.entries.iter().filter(missing).map(note)
    }
}

/// A note for each column that the catalogue should not have: most likely a slip of the pen.
fn unknown_columns(table: &Table) -> Vec<Note> {
    let unknown = table.columns.iter().filter(|c| !COLUMNS.contains(&c.as_ref()));
    unknown
        .map(|c| Note::warning(0, format!("不认识的列：{c}（应为 {}）", COLUMNS.join("、"))))
        .collect()
}

impl Entry {
    fn read(table: &Table, row: Row<'_>, notes: &mut Vec<Note>) -> Self {
        let cell = |name: &str| table.column(name).map_or("", |at| row.cell(at));
        let words = |name: &str| Some(cell(name).to_owned()).filter(|c| !c.is_empty());
        let mut checked = |name: &'static str, good: fn(&str) -> bool, what: &str| {
            let value = words(name)?;
            if good(&value) {
                return Some(value);
            }
            notes.push(Note::warning(row.line, format!("{name} 不是{what}：{value}")));
            None
        };
        Self {
            period: checked("period", |p| years(p).is_some(), "年份（如 2024-2035）")
                .and_then(|p| years(&p)),
            level: checked("level", |l| LEVELS.contains(&l), "国家、省、市、县、乡镇之一"),
            sha256: checked("sha256", is_sha256, " 64 位十六进制数"),
            id: row.word().to_owned(),
            line: row.line,
            title: words("title"),
            issuers: cell("issuers")
                .split('、')
                .filter(|i| !i.is_empty())
                .map(str::to_owned)
                .collect(),
            region: words("region"),
            number: words("number"),
            origin: words("origin"),
        }
    }

    /// Its cells, by the names of their columns; white space that would part cells or rows is a space.
    pub(super) fn cells(&self) -> [(&'static str, String); 9] {
        let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = |cell: &Option<String>| plain(cell.as_deref().unwrap_or_default());
        let period = match self.period {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from}-{to}"),
            None => String::new(),
        };
        [
            ("id", self.id.clone()),
            ("title", words(&self.title)),
            ("issuers", plain(&self.issuers.join("、"))),
            ("region", words(&self.region)),
            ("period", period),
            ("level", words(&self.level)),
            ("number", words(&self.number)),
            ("origin", words(&self.origin)),
            ("sha256", words(&self.sha256)),
        ]
    }

    /// Puts what the row says over what the text of `plan` says of itself, and compares the checksums. Another level of
    /// government than the text tells has its own bodies.
    pub(super) fn settle(&self, plan: &mut Plan, lexicon: &Lexicon) {
        let told = Level::of(&plan.identity, lexicon);
        let identity = &mut plan.identity;
        if let Some(title) = &self.title {
            identity.title.clone_from(title);
        }
        if !self.issuers.is_empty() {
            identity.issuers.clone_from(&self.issuers);
        }
        identity.region = self.region.clone().or(identity.region.take());
        identity.period = self.period.or(identity.period);
        identity.number = self.number.clone().or(identity.number.take());
        let named = self.level.as_deref().and_then(|l| Level::named(l, identity.region.as_deref()));
        let level = named.unwrap_or_else(|| Level::of(identity, lexicon));
        if level != told {
            tags::suggest(plan.tags.iter_mut(), level, lexicon);
        }
        if self.sha256.as_ref().is_some_and(|sum| !sum.eq_ignore_ascii_case(&plan.origin.sha256)) {
            plan.notes.insert(
                0,
                Note::warning(0, "文件与目录表里的校验值（sha256）不符，内容可能被改动过"),
            );
        }
    }
}

/// The years of a cell: 2024-2035, 2024—2035年, or one year.
pub fn years(cell: &str) -> Option<(u16, u16)> {
    let cell = cell.trim_end_matches('年');
    let (from, to) = cell.split_once(['-', '—', '–', '~']).unwrap_or((cell, cell));
    let year = |y: &str| y.trim().parse().ok().filter(|y| (1900..=2200).contains(y));
    let (from, to) = (year(from)?, year(to)?);
    (from <= to).then_some((from, to))
}

fn is_sha256(cell: &str) -> bool {
    cell.len() == 64 && cell.bytes().all(|b| b.is_ascii_hexdigit())
}

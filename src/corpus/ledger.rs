//! [`Ledger`]: the text of `catalog.tsv`, to put rows in and take rows out; what people wrote there stays as it is.

use std::collections::BTreeMap;
use std::path::Path;

use super::catalogue::{COLUMNS, Entry};
use crate::ground::{Error, Result};

/// What a new catalogue begins with.
const HEAD: &str = "# The plans of this folder. What a cell says wins over what the text says of itself; an empty cell says nothing.\n\
                    # 本目录的规划：单元格里写了的，以此为准；空着的，以原文为准。issuers 用、分开。\n";

/// A catalogue, line by line.
#[derive(Debug)]
pub(super) struct Ledger {
    /// The lines with their ends; one that was taken out is empty.
    lines: Vec<String>,
    /// The place of the line that names the columns.
    head: usize,
    columns: Vec<String>,
    /// The places of the rows, by id.
    rows: BTreeMap<String, usize>,
}

impl Ledger {
    /// Reads the catalogue at `path`; one that is not there has no rows.
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ground::ErrorKind::Input) where it cannot be read, or is no catalogue, so that a row put in would be lost
    /// or do harm.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let bytes = match std::fs::read(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            read => read.map_err(|e| Error::file("读不了目录表", path, e))?,
        };
        let damaged = |why: &str| {
            let name = path.display();
            Error::input(format!("目录表已损坏，没有改动：{name}（{why}）"))
                .with_hint("请改正它，或把它移到别处：没有目录表也能读规划")
        };
        let text = String::from_utf8(bytes).map_err(|_| damaged("不是 UTF-8 文本"))?;
        Self::read(&text).ok_or_else(|| damaged("第一行应为表头，以 id 开头"))
    }

    /// Reads a catalogue; `None` where its first line that is no comment does not name columns.
    fn read(text: &str) -> Option<Self> {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with('\n')) {
            last.push('\n');
        }
        let counts = |line: &&String| {
            let line = line.trim_start_matches('\u{feff}');
            !line.trim().is_empty() && !line.starts_with('#')
        };
        if !lines.iter().any(|line| counts(&line)) {
            if lines.is_empty() {
                lines.push(HEAD.to_owned());
            }
            lines.push(format!("{}\n", COLUMNS.join("\t")));
        }
        let head = lines.iter().position(|line| counts(&line))?;
        let columns: Vec<String> = cells(&lines[head]).collect();
        let mut rows = BTreeMap::new();
        for (at, line) in lines.iter().enumerate().skip(head + 1).filter(|(_, l)| counts(l)) {
            // Of two rows with one id the first is the one that counts.
            rows.entry(cells(line).next()?).or_insert(at);
        }
        (columns.first().map(String::as_str) == Some("id")).then_some(Self {
            lines,
            head,
            columns,
            rows,
        })
    }

    /// Whether it has a row for `id`.
    pub(super) fn has(&self, id: &str) -> bool {
        self.rows.contains_key(id)
    }

    /// The ids that have a row, sorted.
    pub(super) fn ids(&self) -> impl Iterator<Item = String> {
        self.rows.keys().cloned()
    }

    /// Puts in the row of `entry`, in the place of one with the same id.
    pub(super) fn put(&mut self, entry: &Entry) {
        let cells = entry.cells();
        for (name, cell) in &cells {
            if !cell.is_empty() && !self.columns.iter().any(|column| column == *name) {
                let head = self.lines[self.head].trim_end().to_owned();
                self.lines[self.head] = format!("{head}\t{name}\n");
                self.columns.push((*name).to_owned());
            }
        }
        let cell = |column: &String| {
            cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
        };
        let row = self.columns.iter().map(cell).collect::<Vec<_>>().join("\t");
        let line = format!("{}\n", row.trim_end());
        match self.rows.get(&entry.id) {
            Some(&at) => self.lines[at] = line,
            None => {
                self.rows.insert(entry.id.clone(), self.lines.len());
                self.lines.push(line);
            }
        }
    }

    /// Takes out the row of `id`.
    pub(super) fn take(&mut self, id: &str) {
        if let Some(at) = self.rows.remove(id) {
            self.lines[at].clear();
        }
    }

    /// The catalogue as it is to be written.
    pub(super) fn text(&self) -> String {
        self.lines.concat()
    }
}

fn cells(line: &str) -> impl Iterator<Item = String> {
    line.trim_start_matches('\u{feff}').split('\t').map(|cell| cell.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;
    use super::*;

    fn entry(id: &str, title: &str) -> Entry {
        Entry { id: id.into(), title: Some(title.into()), ..Entry::default() }
    }

    #[test]
    fn only_the_row_changes() {
        let text = "\u{feff}# 说明\r\nid\t备注\ttitle\r\n\r\nb\t勿动\t乙\r\n# 尾注\r\na\t\t甲";
        let mut ledger = Ledger::read(text).unwrap();
        ledger.take("a");
        ledger.put(&Entry {
            number: Some("某发〔2021〕1号".into()), ..entry("c", "丙\t与\n丁")
        });
        assert_eq!(
            ledger.text(),
            "\u{feff}# 说明\r\nid\t备注\ttitle\tnumber\n\r\nb\t勿动\t乙\r\n# 尾注\r\nc\t\t丙 与 丁\t某发〔2021〕1号\n"
        );
        ledger.put(&entry("c", "丙"));
        assert!(ledger.text().ends_with("# 尾注\r\nc\t\t丙\n"));
    }

    #[test]
    fn a_row_put_in_is_read_back() {
        let sum = "0".repeat(64);
        let row = Entry {
            issuers: vec!["甲".into(), "乙".into()],
            region: Some("某省".into()),
            period: Some((2021, 2025)),
            level: Some("省".into()),
            number: Some("某发〔2021〕1号".into()),
            origin: Some("某处".into()),
            sha256: Some(sum),
            ..entry("a", "某规划")
        };
        let mut ledger = Ledger::read("").unwrap();
        ledger.put(&row);
        let read = Catalogue::read(&ledger.text());
        assert_eq!(read.notes, []);
        assert_eq!(read.entries(), [Entry { line: 4, ..row }]);
    }

    #[test]
    fn what_is_no_catalogue_is_left_alone() {
        assert!(Ledger::read("规划\t名称\na\t甲\n").is_none());
        assert!(Ledger::read("# only a comment\n").is_some());
    }
}

//! The archive of a Word file: its parts by name, read in memory, nothing written.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::limits;
use crate::ground::{Error, Result};

/// An open archive, and how much of what may be inflated is left.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    name: &'a str,
}

impl<'a> Package<'a> {
    /// Opens the archive. Errors: no archive, too many entries, an entry whose name leads out of the archive.
    pub fn open(bytes: &'a [u8], name: &'a str) -> Result<Self> {
        let unopened = |_| damaged(name, "压缩包打不开");
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(unopened)?;
        if archive.len() > limits::ZIP_ENTRIES {
            let most = limits::ZIP_ENTRIES;
            return Err(limits::exceeded(format!("{name}：docx 内的文件过多（超过 {most} 个）")));
        }
        if let Some(bad) = archive.file_names_raw().find(|n| leads_out(n)) {
            let bad = String::from_utf8_lossy(bad);
            return Err(damaged(name, &format!("含有越出目录的文件名（{bad}）")));
        }
        Ok(Self { archive, left: limits::ZIP_INFLATED, name })
    }

    /// The text of a part; `None` if there is no such part. Errors: damaged, encrypted, no UTF-8, too large inflated.
    pub fn part(&mut self, part: &str) -> Result<Option<String>> {
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let name = self.name;
        let unread = || damaged(name, &format!("读不出 {part}"));
        let file = self.archive.by_index(index).map_err(|_| unread())?;
        let mut bytes = Vec::new();
        file.take(self.left as u64 + 1).read_to_end(&mut bytes).map_err(|_| unread())?;
        if bytes.len() > self.left {
            let most = limits::ZIP_INFLATED >> 20;
            return Err(limits::exceeded(format!("{name}：docx 解压后过大（超过 {most} MiB）")));
        }
        self.left -= bytes.len();
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let text = String::from_utf8(bytes.split_off(start)).map_err(|_| unread())?;
        Ok(Some(text))
    }
}

/// What a Word file is told in which something is amiss: `what`.
pub fn damaged(name: &str, what: &str) -> Error {
    Error::input(format!("{name}：docx 已损坏，{what}"))
        .with_hint("请重新下载，或在 Word、WPS 里打开并另存一次")
}

/// Whether the name of an entry is absolute or climbs out: such an archive was made to harm whoever unpacks it.
fn leads_out(name: &[u8]) -> bool {
    let climbs = name.split(|b| matches!(b, b'/' | b'\\')).any(|piece| piece == b"..");
    climbs || name.starts_with(b"/") || name.starts_with(b"\\") || name.get(1) == Some(&b':')
}

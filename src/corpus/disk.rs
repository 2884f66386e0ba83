//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::ground::{Error, Result};

/// How the name of a file that is being written begins and ends: no command takes it for a plan.
const DRAFT: (&str, &str) = (".", ".new");

/// Writes `bytes` to `path` in one step: see [`write`].
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) where it cannot be written; nothing is left behind then.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, bytes).map_err(|e| unwritable(path, e))
}

/// Writes `bytes` to `path` in one step: whoever looks sees the file before or the file after, also after the power has failed.
/// Nothing is left behind where that cannot be done.
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let draft = draft(path);
    let whole = || {
        let mut file = File::create(&draft)?;
        if let Ok(before) = fs::metadata(path) {
            file.set_permissions(before.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, path)?;
        sync_names(path)
    };
    whole().inspect_err(|_| {
        // What cannot be removed is swept by the next writer.
        let _ = fs::remove_file(&draft);
    })
}

/// Renames a file within the corpus, through to the disk.
///
/// # Errors
///
/// [`Input`](crate::ground::ErrorKind::Input) where that cannot be done.
pub fn shift(from: &Path, to: &Path) -> Result<()> {
    let shift = || {
        fs::rename(from, to)?;
        sync_names(to)?;
        sync_names(from)
    };
    shift().map_err(|e| unwritable(to, e))
}

/// Removes what writers that were killed have left in `folder`. Only for the one who may write.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(DRAFT.0) && name.ends_with(DRAFT.1) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn draft(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{}{name}{}", DRAFT.0, DRAFT.1))
}

/// Makes sure that the name of `path` is on disk. Systems without such a thing do it by themselves.
fn sync_names(path: &Path) -> std::io::Result<()> {
    match path.parent().filter(|_| cfg!(unix)) {
        Some(here) if here.as_os_str().is_empty() => File::open(".")?.sync_all(),
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// A file of the corpus that cannot be written.
pub fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::file("写不了语料", path, source)
        .with_hint("语料没有改动；请检查 corpus/ 目录的写入权限和磁盘空间")
}

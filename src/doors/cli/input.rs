//! What a command reads: a file, or `-` for standard input.

use std::io::Read;
use std::path::Path;

use crate::ground::{Error, Result};
use crate::source::{Format, limits};

/// What messages call standard input.
pub const STDIN: &str = "标准输入";

/// Whether `path` stands for standard input.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether `path` means a file where it might be other words: something lies there, or it ends as the name of a file that is read.
pub fn is_file(path: &Path) -> bool {
    path.exists() || Format::of(path).is_some()
}

/// All of standard input.
///
/// Errors: it cannot be read, or is larger than the readers take.
pub fn standard() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let unreadable = |e| Error::file("读不了标准输入", Path::new("-"), e);
    let mut input = std::io::stdin().lock().take(limits::FILE as u64 + 1);
    input.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        return Err(limits::exceeded(format!("{STDIN}：文件过大（超过 {most} MiB）")));
    }
    Ok(bytes)
}

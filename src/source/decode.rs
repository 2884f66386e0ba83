//! Bytes → characters.

use crate::ground::{Error, Result};

/// The largest text that is read, in bytes: spans count in 32 bits and a plan is far smaller.
const LARGEST: usize = 256 << 20;

/// The UTF-8 text of `bytes` without a byte-order mark.
pub fn utf8(bytes: &[u8], name: &str) -> Result<String> {
    if bytes.len() > LARGEST {
        return Err(Error::input(format!("{name}：文件过大（超过 256 MiB）")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        let hint = "请先另存为 UTF-8 文本（.txt）或 Markdown（.md）";
        return Err(Error::input(format!("{name}：是二进制文件，不是文本")).with_hint(hint));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
        Error::input(format!("{name}：不是 UTF-8 编码（第 {line} 行起无法解码）"))
            .with_hint("请转换编码后再试，例如 iconv -f GB18030 -t UTF-8")
    })?;
    if text.trim().is_empty() {
        return Err(Error::input(format!("{name}：文件是空的")));
    }
    Ok(text.to_owned())
}

//! Ids of plans: what a plan may be called so that it can be addressed, and what it is called where nobody says.

use unicode_normalization::UnicodeNormalization;

use crate::ground::{Error, Result};
use crate::outline::Identity;

/// The longest id, in bytes: with an ending it is the name of a file on every system.
const LONGEST: usize = 200;

/// The longest id made from a title, in characters: it is typed and printed in front of every address.
const LONGEST_TITLE: usize = 40;

/// What parts an address or a path, or no system allows in the name of a file.
const FORBIDDEN: [char; 11] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|', '#', '\u{7f}'];

/// Names that some system keeps for itself, and those of the corpus's own files.
const RESERVED: [&str; 10] =
    ["aux", "catalog", "con", "corrections", "index", "nul", "prn", "readme", "stdin", "words"];

/// What files are called by those who give them no name.
const NAMELESS: [&str; 18] = [
    "content",
    "doc",
    "document",
    "download",
    "file",
    "index",
    "plan",
    "stdin",
    "text",
    "全文",
    "意见",
    "文件",
    "新建文本文档",
    "方案",
    "正文",
    "规划",
    "通知",
    "附件",
];

/// Whether a plan can be called `id`.
///
/// # Errors
///
/// [`Usage`](crate::ground::ErrorKind::Usage), saying why it cannot.
pub(super) fn check(id: &str) -> Result<()> {
    let because = if id.is_empty() {
        "是空的"
    } else if id.len() > LONGEST {
        "太长"
    } else if id.starts_with(['.', '-']) || id.ends_with('.') {
        "不能以“.”或“-”开头，也不能以“.”结尾"
    } else if id.contains(|c: char| c.is_whitespace() || c.is_control()) {
        "不能有空格"
    } else if id.contains(FORBIDDEN) {
        "不能有 / \\ : * ? \" < > | #"
    } else if RESERVED.contains(&id.to_lowercase().as_str()) {
        "另有用处"
    } else {
        return Ok(());
    };
    Err(Error::usage(format!("编号不能用：{id}（{because}）"))
        .with_hint("编号写在每个地址前面，宜简短，例如 --id jilin-2024-2035"))
}

/// The id of a plan from a file whose name without the ending is `stem`: that name, or the title where the name tells nothing.
///
/// ```text
/// 某市 规划（2021-2025年） → 某市-规划-2021-2025年        附件1, P020210914 → the title
/// ```
pub(super) fn derived(stem: &str, identity: &Identity) -> String {
    let named = tidy(stem, LONGEST);
    if is_telling(&named) && check(&named).is_ok() {
        return named;
    }
    let titled = tidy(&identity.title.chars().take(LONGEST_TITLE).collect::<String>(), LONGEST);
    if check(&titled).is_ok() {
        return titled;
    }
    tidy(&format!("plan-{named}"), LONGEST)
}

/// `name` with letters, digits and single dashes only, at most `most` bytes long. Quotes are dropped.
fn tidy(name: &str, most: usize) -> String {
    let mut out = String::new();
    for c in name.nfc().filter(|c| !"“”‘’\"'《》〈〉「」".contains(*c)) {
        let plain = c.is_alphanumeric() || matches!(c, '_' | '.');
        if out.len() + c.len_utf8() > most {
            break;
        }
        match plain {
            true => out.push(c),
            false if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            false => {}
        }
    }
    out.trim_matches(['-', '.', '_']).to_owned()
}

/// Whether a name says which plan it is: it is no bare number, nor one that a program gave (P020210914341), nor a word for any file.
fn is_telling(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut words = words.map(str::to_lowercase);
    (letters > 1 || digits < 6) && words.any(|word| !NAMELESS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_files_and_stand_in_addresses() {
        for id in ["jilin-2024-2035", "某市规划", "a.b", "a-2", "A_1"] {
            assert!(check(id).is_ok(), "{id}");
        }
        for id in ["", "a/b", "..", ".a", "-a", "a b", "a#1", "a.", "README", "con", "a\n", "a:b"] {
            assert!(check(id).is_err(), "{id:?}");
        }
        assert!(check(&"长".repeat(67)).is_err());
    }

    #[test]
    fn a_file_without_a_telling_name_is_called_by_its_title() {
        let title = "某市“十四五”规划（2021—2025年）".to_owned();
        let identity = Identity { title, ..Identity::default() };
        let id = |stem: &str| derived(stem, &identity);
        assert_eq!(id("jilin-2024-2035"), "jilin-2024-2035");
        assert_eq!(id("a"), "a");
        assert_eq!(id("某市 规划(2021-2025年)"), "某市-规划-2021-2025年");
        for stem in
            ["附件1", "P020210914341", "2021_09_14", "12", "stdin", "新建文本文档", "..", "正文 2"]
        {
            assert_eq!(id(stem), "某市十四五规划-2021-2025年", "{stem}");
        }
        assert_eq!(derived("1", &Identity::default()), "plan-1");
    }
}

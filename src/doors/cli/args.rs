//! Arguments before clap reads them: a word to leave out (`-黑臭`) is no option.

use std::ffi::OsString;

/// What is put before the words of a query that begin with `-`, so that clap takes them for words. No keyboard has it.
const MARK: char = '\u{f8ff}';

/// `args` with `help` as the option that it is, and with a mark before each word of a search that begins with one `-` and is not `-h`.
///
/// Nothing is marked from `--` on: what follows is taken as it is.
pub fn marked(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    // gangyao help search: what many programs take for --help.
    if args.get(1).is_some_and(|arg| arg == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    let end = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
    let Some(search) = args[..end].iter().skip(1).position(|arg| arg == "search") else {
        return args;
    };
    for arg in &mut args[search + 2..end] {
        let Some(word) = arg.to_str() else { continue };
        if word.starts_with('-') && !word.starts_with("--") && !["-", "-h"].contains(&word) {
            *arg = format!("{MARK}{word}").into();
        }
    }
    args
}

/// The words of a query as they were typed.
pub fn unmarked(words: &[String]) -> String {
    let plain: Vec<&str> = words.iter().map(|w| w.strip_prefix(MARK).unwrap_or(w)).collect();
    plain.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_a_search_are_marked() {
        let mark = |line: &str| {
            let args = marked(line.split(' ').map(OsString::from));
            args.iter()
                .map(|a| a.to_str().unwrap().replace(MARK, "*"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            mark("gangyao search 水 -黑臭 --limit 3 -h"),
            "gangyao search 水 *-黑臭 --limit 3 -h"
        );
        assert_eq!(mark("gangyao --home x search -A -- -B"), "gangyao --home x search *-A -- -B");
        assert_eq!(mark("gangyao help search"), "gangyao search --help");
        assert_eq!(mark("gangyao parse -"), "gangyao parse -");
        assert_eq!(mark("gangyao show -x"), "gangyao show -x");
    }
}

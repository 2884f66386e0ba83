//! The rules of the house. Each takes a file and gives what breaks it, so that each can be shown to fail on a bad snippet.

use super::tokens::{Token, tokens};

/// The rooms in the order in which data flows. `main.rs` is a door; `lib.rs` is the floor plan and names them all.
pub const ROOMS: [&str; 13] = [
    "ground", "lexicon", "source", "outline", "measures", "tags", "links", "plan", "corpus",
    "index", "answers", "views", "doors",
];

/// One file of `src/` or `tests/`, by its path from the top of the repository.
pub struct File<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub tokens: Vec<Token>,
}

/// What breaks the law: line and reason.
pub type Breach = (usize, String);

/// One rule: what breaks it in one file.
pub type Rule = fn(&File<'_>) -> Vec<Breach>;

/// The rules for `src/`.
pub const RULES: [Rule; 9] =
    [imports, names, silence, engines, hash_order, lengths, unfinished, comments, head];

impl<'a> File<'a> {
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, tokens: tokens(text) }
    }

    /// The room it stands in.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(self.path);
        match inside.split(['/', '.']).next() {
            Some("main") => "doors",
            Some(room) => room,
            None => "",
        }
    }

    /// The words and marks from `at` on, as text.
    fn from(&self, at: usize) -> impl Iterator<Item = &str> {
        self.tokens[at..].iter().map(|t| t.text.as_str())
    }

    /// Whether the words and marks `what` stand at `at`.
    fn has(&self, at: usize, what: &[&str]) -> bool {
        self.from(at).take(what.len()).eq(what.iter().copied())
    }

    /// A breach for each place where one of `what` stands, each a sequence of words and marks.
    fn finds(&self, what: &[&[&str]], why: &str) -> Vec<Breach> {
        let hit = |at: usize| what.iter().find(|w| self.has(at, w)).map(|w| w.concat());
        let breach = |at: usize| hit(at).map(|w| (self.tokens[at].line, format!("{w}: {why}")));
        (0..self.tokens.len()).filter_map(breach).collect()
    }
}

/// A room imports only rooms above it.
pub fn imports(file: &File<'_>) -> Vec<Breach> {
    let place = |room: &str| ROOMS.iter().position(|r| *r == room);
    let Some(own) = place(file.room()) else {
        let known = file.path == "src/lib.rs";
        return if known { vec![] } else { vec![(1, format!("{} is no room", file.room()))] };
    };
    let wrong = |(line, room): (usize, String)| match place(&room) {
        Some(other) if other <= own => None,
        Some(_) => Some((line, format!("{} imports {room}, which is below it", file.room()))),
        None => Some((line, format!("{room} is no room of the crate"))),
    };
    from_root(file).into_iter().filter_map(wrong).collect()
}

/// What is named right below the root of the crate: `crate::x`, `crate::{x, y}`, `super::super::x` from a file of a room.
fn from_root(file: &File<'_>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth = Depth::new(file.path);
    for at in 0..file.tokens.len() {
        depth.step(file, at);
        let after = match file.tokens[at].text.as_str() {
            "crate" | "gangyao" if file.has(at + 1, &["::"]) => at + 2,
            "super" => match depth.root(file, at) {
                Some(after) => after,
                None => continue,
            },
            _ => continue,
        };
        let line = file.tokens[at].line;
        found.extend(heads(file, after).into_iter().map(|name| (line, name)));
    }
    found
}

/// How many modules deep a token stands.
struct Depth {
    file: usize,
    braces: usize,
    /// The depth of braces at which each `mod name {` was opened.
    inline: Vec<usize>,
}

impl Depth {
    fn new(path: &str) -> Self {
        let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
        let parts = inside.split('/').filter(|p| !["mod", "lib", "main"].contains(p));
        Self { file: parts.count(), braces: 0, inline: Vec::new() }
    }

    fn step(&mut self, file: &File<'_>, at: usize) {
        match file.tokens[at].text.as_str() {
            "{" => {
                self.braces += 1;
                if at >= 2 && file.tokens[at - 2].text == "mod" {
                    self.inline.push(self.braces);
                }
            }
            "}" => {
                self.inline.retain(|&opened| opened < self.braces);
                self.braces -= 1;
            }
            _ => {}
        }
    }

    /// The place after a chain of `super::` that begins at `at` and leads to the root; `None` for a shorter one.
    fn root(&self, file: &File<'_>, at: usize) -> Option<usize> {
        let begins = at == 0 || file.tokens[at - 1].text != "::";
        let chain = (0..).take_while(|n| file.has(at + 2 * n, &["super", "::"])).count();
        (begins && chain >= self.file + self.inline.len()).then_some(at + 2 * chain)
    }
}

/// The first word of each path at `at`: one, or those of a group in braces.
fn heads(file: &File<'_>, at: usize) -> Vec<String> {
    if !file.has(at, &["{"]) {
        return file.from(at).next().into_iter().map(str::to_owned).collect();
    }
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for word in file.from(at) {
        match word {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => fresh = true,
            name if depth == 1 && std::mem::take(&mut fresh) => names.push(name.to_owned()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// No drawer for what has no place.
pub fn names(file: &File<'_>) -> Vec<Breach> {
    const DRAWERS: [&str; 8] =
        ["util", "utils", "common", "helper", "helpers", "misc", "tools", "shared"];
    let in_path = file.path.split(['/', '.']).filter(|p| DRAWERS.contains(p)).map(|p| (1, p));
    let declared = file.tokens.windows(2).filter(|w| w[0].text == "mod");
    let in_text =
        declared.map(|w| (w[1].line, w[1].text.as_str())).filter(|(_, n)| DRAWERS.contains(n));
    in_path.chain(in_text).map(|(line, name)| (line, format!("a module called {name}"))).collect()
}

/// Only doors print, listen, read the environment or leave the process; nobody looks at the clock.
pub fn silence(file: &File<'_>) -> Vec<Breach> {
    let clock: &[&[&str]] = &[&["SystemTime", "::", "now"], &["Instant", "::", "now"]];
    let mut breaches = file.finds(clock, "the clock reaches no answer");
    if file.room() != "doors" {
        let loud: &[&[&str]] = &[
            &["println", "!"],
            &["eprintln", "!"],
            &["print", "!"],
            &["eprint", "!"],
            &["stdout", "("],
            &["stderr", "("],
            &["stdin", "("],
            &["env", "::"],
            &["env", ","],
            &["env", ";"],
            &["env", "}"],
            &["process", "::", "exit"],
        ];
        breaches.extend(file.finds(loud, "only doors print, listen and read the environment"));
    }
    breaches
}

/// Only the index names tantivy, only its segmenter names jieba.
pub fn engines(file: &File<'_>) -> Vec<Breach> {
    let mut breaches = Vec::new();
    if file.room() != "index" {
        breaches.extend(file.finds(&[&["tantivy"]], "only the index names it"));
    }
    if file.path != "src/index/segmenter.rs" {
        breaches.extend(file.finds(&[&["jieba_rs"]], "only index/segmenter.rs names it"));
    }
    breaches
}

/// Where a map without an order may stand, and why its order reaches no answer.
const UNORDERED: [(&str, &str); 2] = [
    ("src/index/merged.rs", "numbered by a map, and sorted before they are told"),
    ("src/index/postings.rs", "terms are numbered by maps; there are too many for a tree"),
];

/// Nothing without an order of its own.
pub fn hash_order(file: &File<'_>) -> Vec<Breach> {
    if UNORDERED.iter().any(|(path, _)| *path == file.path) {
        return Vec::new();
    }
    let unordered =
        ["HashMap", "HashSet", "FxHashMap", "FxHashSet", "RandomState", "DefaultHasher"];
    let unordered: Vec<&[&str]> = unordered.iter().map(std::slice::from_ref).collect();
    file.finds(
        &unordered,
        "hash order reaches answers; take a BTreeMap, or a line in UNORDERED with the reason",
    )
}

/// Files of 600 lines at most, functions of 60 but for a flat match.
pub fn lengths(file: &File<'_>) -> Vec<Breach> {
    let lines = file.text.lines().count();
    let file_too_long = (lines > 600).then(|| (lines, format!("{lines} lines in one file")));
    let long = functions(file).into_iter().filter(|f| f.lines > 60 && !f.flat_match);
    let functions = long.map(|f| (f.line, format!("{} has {} lines", f.name, f.lines)));
    file_too_long.into_iter().chain(functions).collect()
}

/// No mark of unfinished work, in code or in words.
pub fn unfinished(file: &File<'_>) -> Vec<Breach> {
    let marks = [["TO", "DO"], ["FIX", "ME"], ["X", "XX"], ["#[ig", "nore"]].map(|m| m.concat());
    let marked = |line: &str| marks.iter().find(|m| line.contains(m.as_str())).cloned();
    let lines = file.text.lines().enumerate();
    let words = lines.filter_map(|(n, line)| Some((n + 1, marked(line)?)));
    let code: &[&[&str]] = &[&["todo", "!"], &["unimplemented", "!"], &["dbg", "!"], &["unsafe"]];
    words.chain(file.finds(code, "not in finished code")).collect()
}

/// No code put out of use by a comment.
pub fn comments(file: &File<'_>) -> Vec<Breach> {
    let code = |line: &str| {
        let Some(words) = line.trim().strip_prefix("// ") else { return false };
        words.ends_with([';', '{', '}']) && words.is_ascii()
    };
    let lines = file.text.lines().enumerate().filter(|(_, line)| code(line));
    lines.map(|(n, line)| (n + 1, format!("code in a comment: {}", line.trim()))).collect()
}

/// Every file says first what it is.
pub fn head(file: &File<'_>) -> Vec<Breach> {
    let said = file.text.starts_with("//! ");
    if said { vec![] } else { vec![(1, "does not begin with //! and what it is".to_owned())] }
}

/// One function with a body.
pub struct Function {
    pub name: String,
    pub line: usize,
    /// From the line of `fn` to that of the closing brace, both counted.
    pub lines: usize,
    /// Whether its body is one `match` of which no arm holds a block in a block.
    pub flat_match: bool,
}

/// The functions of a file without those of its tests.
pub fn functions(file: &File<'_>) -> Vec<Function> {
    let words = &file.tokens;
    let end = (0..words.len()).find(|&at| file.has(at, &["cfg", "(", "test", ")"]));
    let mut found = Vec::new();
    for at in 0..end.unwrap_or(words.len()) {
        if words[at].text != "fn" || file.has(at + 1, &["("]) {
            continue;
        }
        let Some(open) = body(file, at) else { continue };
        let close = partner(file, open);
        let lines = words[close].line - words[at].line + 1;
        let flat_match = is_flat_match(file, open, close);
        let (name, line) = (words[at + 1].text.clone(), words[at].line);
        found.push(Function { name, line, lines, flat_match });
    }
    found
}

/// The brace that opens the body of the function at `at`; `None` where it has none.
fn body(file: &File<'_>, at: usize) -> Option<usize> {
    let mut depth = 0;
    for (n, word) in file.from(at).enumerate() {
        match word {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "{" if depth == 0 => return Some(at + n),
            ";" if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The brace that closes the one at `open`.
fn partner(file: &File<'_>, open: usize) -> usize {
    let mut depth = 0;
    for (n, word) in file.from(open).enumerate() {
        match word {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + n;
        }
    }
    file.tokens.len() - 1
}

fn is_flat_match(file: &File<'_>, open: usize, close: usize) -> bool {
    if !file.has(open + 1, &["match"]) {
        return false;
    }
    let arms = (open + 1..close).find(|&at| file.has(at, &["{"])).unwrap_or(close);
    let (mut depth, mut deepest) = (0, 0);
    for word in file.from(arms).take(close - arms) {
        match word {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    partner(file, arms) + 1 == close && deepest <= 2
}

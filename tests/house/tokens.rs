//! Rust source → words and marks with their lines, without comments and the insides of strings: as much of the language as the
//! law of the house needs.

/// One word or mark of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
}

/// The words and marks of `source`. A string is the one mark `"`, a path separator the one mark `::`.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, line: 1, tokens: Vec::new() };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        let first = rest.chars().next().expect("something is left");
        if rest.starts_with("//") {
            self.pass(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.pass(rest.find("*/").map_or(rest.len(), |at| at + 2));
        } else if let Some(len) = string(rest) {
            self.push("\"", len);
        } else if let Some(len) = character(rest) {
            self.push("'", len);
        } else if first.is_alphanumeric() || first == '_' {
            let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            self.push(&rest[..len], len);
        } else if rest.starts_with("::") {
            self.push("::", 2);
        } else if first.is_whitespace() {
            self.pass(first.len_utf8());
        } else {
            self.push(&first.to_string(), first.len_utf8());
        }
    }

    fn push(&mut self, text: &str, len: usize) {
        self.tokens.push(Token { text: text.to_owned(), line: self.line });
        self.pass(len);
    }

    fn pass(&mut self, len: usize) {
        let (passed, rest) = self.rest.split_at(len);
        self.line += passed.matches('\n').count();
        self.rest = rest;
    }
}

/// The length of the string that `rest` begins with, raw and byte strings too.
fn string(rest: &str) -> Option<usize> {
    let plain = rest.trim_start_matches(['b', 'c', 'r']);
    let prefix = &rest[..rest.len() - plain.len()];
    if prefix.len() > 2 {
        return None;
    }
    if !prefix.contains('r') {
        return plain.starts_with('"').then(|| prefix.len() + 1 + closing(&plain[1..], '"'));
    }
    let words = plain.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(plain.len() - words.len()));
    let inside = words.strip_prefix('"')?;
    let len = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(rest.len() - inside.len() + len)
}

/// The length of the character that `rest` begins with; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let mut chars = inside.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    (first == '\\' || second == '\'').then(|| 1 + closing(inside, '\''))
}

/// The bytes up to and with the next `mark` that no backslash stands before.
fn closing(inside: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        if c == mark && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    inside.len()
}

#[test]
fn comments_and_strings_are_no_words() {
    let source = "a::b // c\n/* d\n */ \"e\\\" f\" 'g' '\\'' r#\"h\" i\"# b\"j\" &'k str break";
    let words: Vec<_> =
        tokens(source).into_iter().map(|t| format!("{}{}", t.line, t.text)).collect();
    let expected =
        ["1a", "1::", "1b", "3\"", "3'", "3'", "3\"", "3\"", "3&", "3'", "3k", "3str", "3break"];
    assert_eq!(words, expected);
}

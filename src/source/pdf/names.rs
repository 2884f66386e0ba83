//! What the names of characters in simple fonts mean: the Adobe Glyph List, as far as plans need it.

/// Names that are not the character itself, sorted.
const NAMES: [(&str, char); 66] = [
    ("ampersand", '&'),
    ("asciicircum", '^'),
    ("asciitilde", '~'),
    ("asterisk", '*'),
    ("at", '@'),
    ("backslash", '\\'),
    ("bar", '|'),
    ("braceleft", '{'),
    ("braceright", '}'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("bullet", '•'),
    ("colon", ':'),
    ("comma", ','),
    ("degree", '°'),
    ("divide", '÷'),
    ("dollar", '$'),
    ("eight", '8'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("equal", '='),
    ("exclam", '!'),
    ("five", '5'),
    ("four", '4'),
    ("grave", '`'),
    ("greater", '>'),
    ("greaterequal", '≥'),
    ("hyphen", '-'),
    ("less", '<'),
    ("lessequal", '≤'),
    ("micro", 'µ'),
    ("minus", '−'),
    ("mu", 'μ'),
    ("multiply", '×'),
    ("nbspace", ' '),
    ("nine", '9'),
    ("numbersign", '#'),
    ("one", '1'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("percent", '%'),
    ("period", '.'),
    ("periodcentered", '·'),
    ("perthousand", '‰'),
    ("plus", '+'),
    ("plusminus", '±'),
    ("question", '?'),
    ("quotedbl", '"'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotesingle", '\''),
    ("section", '§'),
    ("semicolon", ';'),
    ("seven", '7'),
    ("six", '6'),
    ("slash", '/'),
    ("space", ' '),
    ("three", '3'),
    ("threesuperior", '³'),
    ("two", '2'),
    ("twosuperior", '²'),
    ("underscore", '_'),
    ("zero", '0'),
];

/// The character that a font calls `name`: a name of the list, a letter, `uni4E00`, `u4E00`.
pub fn character(name: &str) -> Option<char> {
    let listed = NAMES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
    listed.or_else(|| single(name)).or_else(|| by_number(name))
}

fn single(name: &str) -> Option<char> {
    let mut chars = name.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn by_number(name: &str) -> Option<char> {
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let fits = (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn names_of_the_list_letters_and_numbers() {
        for (name, expected) in [
            ("five", Some('5')),
            ("A", Some('A')),
            ("uni7EB2", Some('纲')),
            ("g123", None),
            ("uni", None),
        ] {
            assert_eq!(character(name), expected, "{name}");
        }
    }
}

//! Numbers and units that recognisers of scans set as formulas: `$9 0 \\%$` is 90%.

/// Commands and what they print; those that only set type print nothing.
const COMMANDS: [(&str, &str); 22] = [
    ("%", "%"),
    ("approx", "≈"),
    ("cdot", "·"),
    ("circ", "°"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("le", "≤"),
    ("left", ""),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("mathbf", ""),
    ("mathrm", ""),
    ("mu", "μ"),
    ("pm", "±"),
    ("right", ""),
    ("rm", ""),
    ("sim", "～"),
    ("text", ""),
    ("textcircled", ""),
    ("times", "×"),
    ("to", "→"),
];

/// The words of `formula`, which stands before `behind`; `None` if it is more than numbers, units and what stands between them, or if
/// it is none: between two prices, `$5-$8`.
pub fn plain(formula: &str, behind: &str) -> Option<String> {
    if behind.starts_with(|c: char| c.is_ascii_digit()) && !formula.contains('\\') {
        return None;
    }
    let mut out = String::new();
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let name = rest.get(..letters.max(1))?;
                out.push_str(COMMANDS.iter().find(|(command, _)| *command == name)?.1);
                rest = &rest[name.len()..];
            }
            '{' | '}' | '_' | '^' | '~' => {}
            c if c.is_whitespace() => {}
            c if c.is_ascii_alphanumeric() || "+-.,/()<>=%".contains(c) => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_are_words_and_formulas_are_none() {
        assert_eq!(plain(r"9 0 \%", "").as_deref(), Some("90%"));
        assert_eq!(plain(r"\geq 3 5 . 6", "").as_deref(), Some("≥35.6"));
        assert_eq!(plain(r"\mathrm { P M } _ { 2 . 5 }", "").as_deref(), Some("PM2.5"));
        assert_eq!(plain(r"\sum x", "").as_deref(), None);
        assert_eq!(plain("5亿元至", "").as_deref(), None);
        assert_eq!(plain("\\", "").as_deref(), None);
        assert_eq!(plain("5-", "8亿元").as_deref(), None);
        assert_eq!(plain(r"\geq", "8亿元").as_deref(), Some("≥"));
    }
}

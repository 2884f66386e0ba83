//! A table as a Markdown table.

use std::fmt::Write as _;

use super::table::{Look, Sheet};

/// `sheet` as a Markdown table under its name.
pub fn markdown(sheet: &Sheet) -> String {
    let mut out = format!("## {}\n\n", sheet.name);
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let names = sheet.columns.iter().map(|c| c.name.to_string()).collect();
    let rules = sheet.columns.iter().map(|c| match c.look {
        Look::Centred => ":-:".to_owned(),
        Look::Text | Look::Merged => "---".to_owned(),
    });
    let _ = writeln!(out, "{}\n{}", line(names), line(rules.collect()));
    for row in &sheet.rows {
        let _ = writeln!(out, "{}", line(row.iter().map(|c| escaped(&c.words())).collect()));
    }
    out
}

/// Words in which no sign means anything to Markdown within a table.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '*' | '_' | '`' | '<' | '[' | ']' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

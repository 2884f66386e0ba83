//! Which lines of a table count. Read by the program and, when it is built, by the build script.

/// The lines of `text` that count, with their numbers from 1: all but empty ones and those that begin with `#`. The first
/// names the columns, the others are rows.
pub fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let numbered = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The cells of one line, white space trimmed.
pub fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split('\t').map(str::trim)
}

/// The name of the first column.
pub fn head(text: &str) -> &str {
    lines(text).next().and_then(|(_, head)| cells(head).next()).unwrap_or_default()
}

/// The other names in a cell of the column `also`, separated by 、
pub fn split_names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('、').filter(|name| !name.is_empty())
}

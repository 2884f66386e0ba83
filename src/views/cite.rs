//! References in the forms that writing asks for: GB/T 7714—2015, BibTeX, RIS, Markdown.

use crate::answers::Reference;

/// A form of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// The Chinese standard for references; a quotation on a line of its own.
    GbT7714,
    /// An entry for BibTeX.
    BibTex,
    /// A record that reference managers import.
    Ris,
    /// A quotation with its source.
    Markdown,
}

impl Style {
    /// All forms.
    pub const ALL: [Style; 4] = [Style::GbT7714, Style::BibTex, Style::Ris, Style::Markdown];

    /// The word used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Style::GbT7714 => "gbt7714",
            Style::BibTex => "bibtex",
            Style::Ris => "ris",
            Style::Markdown => "markdown",
        }
    }
}

/// `reference` in the form `style`, without a line end.
pub fn cite(reference: &Reference, style: Style) -> String {
    match style {
        Style::GbT7714 => gbt7714(reference),
        Style::BibTex => bibtex(reference),
        Style::Ris => ris(reference),
        Style::Markdown => markdown(reference),
    }
}

/// One line of GB/T 7714 without the quotation: 国务院. 2030年前碳达峰行动方案: 国发〔2021〕23号`[Z]`. 2021-10-24: 三（一）….
pub fn source(reference: &Reference) -> String {
    let mut line = String::new();
    if !reference.issuers.is_empty() {
        line += &format!("{}. ", reference.issuers.join(", "));
    }
    line += &reference.title;
    line += &reference.number.as_ref().map(|number| format!(": {number}")).unwrap_or_default();
    line += "[Z]";
    line += &reference.date.map(|date| format!(". {date}")).unwrap_or_default();
    if !reference.path.is_empty() {
        line += &format!(": {}", reference.path);
    }
    line + "."
}

fn gbt7714(reference: &Reference) -> String {
    let source = source(reference);
    match &reference.quotation {
        Some(words) => format!("{source}\n“{words}”（{}）", reference.address),
        None => format!("{source}（{}）", reference.address),
    }
}

/// An entry whose key is the address with what BibTeX cannot take replaced.
fn bibtex(reference: &Reference) -> String {
    let key: String = reference.address.chars().map(|c| if c == '#' { ':' } else { c }).collect();
    let authors = reference.issuers.iter().map(|i| format!("{{{}}}", tex(i)));
    let note = [Some(&reference.path), reference.quotation.as_ref()];
    let note = note.into_iter().flatten().filter(|words| !words.is_empty());
    let note: Vec<_> = note.map(|words| tex(words)).collect();
    let fields = [
        ("author", authors.collect::<Vec<_>>().join(" and ")),
        ("title", format!("{{{}}}", tex(&reference.title))),
        ("number", reference.number.as_deref().map(tex).unwrap_or_default()),
        ("year", reference.date.map(|d| d.year.to_string()).unwrap_or_default()),
        ("date", reference.date.map(|d| d.to_string()).unwrap_or_default()),
        ("note", note.join(": ")),
        ("langid", "chinese".to_owned()),
    ];
    let said = fields.iter().filter(|(_, words)| !words.is_empty());
    let lines: String = said.map(|(name, words)| format!("  {name} = {{{words}}},\n")).collect();
    format!("@misc{{{key},\n{lines}}}")
}

/// Words in which no sign means anything to TeX.
fn tex(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

fn ris(reference: &Reference) -> String {
    let mut lines = vec!["TY  - GOVDOC".to_owned()];
    lines.extend(reference.issuers.iter().map(|issuer| format!("AU  - {issuer}")));
    let date = reference.date.map(|d| d.to_string().replace('-', "/"));
    let said = [
        ("TI", Some(reference.title.clone())),
        ("M1", reference.number.clone()),
        ("PY", reference.date.map(|d| d.year.to_string())),
        ("DA", date),
        ("SE", Some(reference.path.clone()).filter(|path| !path.is_empty())),
        ("AB", reference.quotation.clone()),
        ("LA", Some("zh".to_owned())),
        ("ID", Some(reference.address.clone())),
    ];
    let said = said.into_iter().filter_map(|(tag, words)| Some(format!("{tag}  - {}", words?)));
    lines.extend(said);
    lines.push("ER  - ".to_owned());
    lines.join("\n")
}

fn markdown(reference: &Reference) -> String {
    let quoted = reference.quotation.as_ref().map(|words| format!("> {}\n>\n", escaped(words)));
    let who = match reference.issuers.is_empty() {
        true => String::new(),
        false => format!("{}：", escaped(&reference.issuers.join("、"))),
    };
    let said = [
        reference.number.clone(),
        reference.date.map(|d| d.to_string()),
        Some(escaped(&reference.path)).filter(|path| !path.is_empty()),
    ];
    let said: String = said.into_iter().flatten().map(|words| format!("，{words}")).collect();
    let source = format!("——{who}《{}》{said}，`{}`", escaped(&reference.title), reference.address);
    match quoted {
        Some(quoted) => format!("{quoted}> {source}"),
        None => source,
    }
}

/// Words in which no sign means anything to Markdown.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '<' | '[' | ']' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

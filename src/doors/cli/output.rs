//! Standard output and standard error: pages, JSON, notes, and the bar of a long build.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::answers::Progress;
use crate::corpus::write_whole;
use crate::ground::Error;
use crate::views::json;
use crate::views::text::{Ink, Paper};

/// The width of a terminal that does not say how wide it is.
const USUAL_WIDTH: usize = 80;

/// `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person.
    #[default]
    Text,
    /// The JSON of the contract.
    Json,
    /// A JSON object a line.
    Jsonl,
    /// A table with a byte-order mark, for spreadsheets.
    Csv,
    /// A table in Markdown.
    Md,
    /// A workbook of all tables.
    Xlsx,
}

impl Format {
    /// That of which a file has the ending: 任务分解表.xlsx. Text has none of its own.
    fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?;
        Self::from_str(ending, true).ok().filter(|form| *form != Self::Text)
    }

    /// The name of the form, which is the ending of its files too.
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The error of a command that answers in text and in JSON only.
    fn is_not_offered(self) -> Error {
        Error::usage(format!("这个命令没有 {} 形式", self.name()))
            .with_hint("可用 --format text 或 --format json；csv 等表格形式用于 export、targets、compare 和 plans")
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// Where a command puts what it has to say.
pub struct Output {
    /// What was asked for.
    format: Option<Format>,
    color: ColorChoice,
}

impl Output {
    /// The standard streams, written in `format`, as text where none is asked for, coloured as `color` says.
    pub fn new(format: Option<Format>, color: Color) -> Self {
        let color = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { format, color }
    }

    /// The form for a command that answers in text or in JSON.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) where another form is asked for.
    pub fn is_json(&self) -> Result<bool, Error> {
        match self.format() {
            Format::Text => Ok(false),
            Format::Json => Ok(true),
            other => Err(other.is_not_offered()),
        }
    }

    /// What a command says that has tables and no workbook.
    pub fn no_workbook(&self) -> Error {
        Error::usage("这个命令没有 xlsx 形式").with_hint("可用 --format csv 或 md")
    }

    /// The form.
    pub fn format(&self) -> Format {
        self.format.unwrap_or_default()
    }

    /// The form of what goes to `file`, or to standard output where there is none: what was asked for, else what the ending of the
    /// file says.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) where the two differ, where neither is said, and where it is text, which is for a person.
    pub fn form(&self, file: Option<&Path>) -> Result<Format, Error> {
        let Some(file) = file else { return Ok(self.format()) };
        match (self.format, Format::of(file)) {
            (Some(asked), Some(named)) if asked != named => Err(differ(asked, named, file)),
            (Some(Format::Text), None) => Err(Error::usage("文字直接输出，不写文件")
                .with_hint("可用 .xlsx、.csv、.md、.json 或 .jsonl 文件，或把输出重定向到文件")),
            (Some(form), _) | (None, Some(form)) => Ok(form),
            (None, None) => {
                Err(Error::usage(format!("从文件名看不出要哪种形式：{}", file.display()))
                    .with_hint("可用 .xlsx、.csv、.md、.json 或 .jsonl，或用 --format 指明形式"))
            }
        }
    }

    /// An empty page, as wide as the terminal; not wrapped where there is none.
    pub fn paper(&self) -> Paper {
        Paper::new(io::stdout().is_terminal().then(width))
    }

    /// Prints a page.
    pub fn page(&self, paper: Paper) -> io::Result<()> {
        self.text(&paper.into_text())
    }

    /// Prints words as they are, without the colours that standard output cannot show.
    pub fn text(&self, text: &str) -> io::Result<()> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        if out.current_choice() == ColorChoice::Never {
            // Piece by piece between the colours it would be a call of the system for each.
            let mut out = out.into_inner();
            out.write_all(strip_str(text).to_string().as_bytes())?;
            return out.flush();
        }
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Prints bytes as they are.
    pub fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes bytes into `file`, whole or not at all, and says so.
    pub fn save(&self, bytes: &[u8], file: &Path) -> Result<(), Error> {
        put(bytes, file).map_err(|e| Error::file("写不了文件", file, e))?;
        self.note(&format!("已写入 {}", file.display()));
        Ok(())
    }

    /// Prints one JSON document, its outer `depth` levels a line each.
    pub fn json(&self, value: &impl Serialize, depth: usize) -> io::Result<()> {
        let mut out = buffered();
        json::write(&mut out, value, depth)?;
        out.flush()
    }

    /// Tells the user something beside the answer.
    pub fn note(&self, message: &str) {
        self.tell("说明", AnsiColor::Yellow, message);
    }

    /// Tells the user what went wrong, and what to do.
    pub fn error(&self, message: &str, hint: Option<&str>) {
        self.tell("错误", AnsiColor::Red, message);
        if let Some(hint) = hint {
            self.tell("提示", AnsiColor::Green, hint);
        }
    }

    fn tell(&self, label: &str, color: AnsiColor, message: &str) {
        let style = Style::new().bold().fg_color(Some(color.into()));
        let told = told(label, message, io::stderr().is_terminal().then(width));
        let rest = told.strip_prefix(label).unwrap_or_default();
        let mut err = AutoStream::new(io::stderr().lock(), self.color);
        // Nobody is left to hear that standard error is closed.
        let _ = write!(err, "{style}{label}{style:#}{rest}");
    }

    /// A bar on standard error while an index is built; nothing where that is no terminal.
    pub fn bar(&self) -> Bar {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("正在读规划 {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        Bar { bar }
    }
}

/// How wide the terminal is.
fn width() -> usize {
    terminal_size::terminal_size().map_or(USUAL_WIDTH, |(w, _)| w.0.into())
}

/// A message behind its label, in lines of `width` columns where there is a terminal.
fn told(label: &str, message: &str, width: Option<usize>) -> String {
    let whole = format!("{label}：{message}\n");
    if width.is_none() {
        return whole;
    }
    let mut paper = Paper::new(width);
    whole.lines().for_each(|line| paper.line(0, &[(Ink::Plain, line)]));
    paper.into_text()
}

/// The error of a file whose ending is that of another form.
fn differ(asked: Format, named: Format, file: &Path) -> Error {
    let other = file.with_extension(asked.name());
    let other = if asked == Format::Text {
        String::new()
    } else {
        format!("，或写到 {}", other.display())
    };
    Error::usage(format!("--format {} 与文件名不符：{}", asked.name(), file.display()))
        .with_hint(format!("去掉 --format，就按文件名写成 {}{other}", named.name()))
}

/// Writes `bytes` into `file`: beside it and then in its place, so that a full disk leaves what was there; into a pipe or a device at once.
fn put(bytes: &[u8], file: &Path) -> io::Result<()> {
    // What a link points to is written anew, not the link.
    let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    if fs::metadata(&real).is_ok_and(|now| !now.is_file()) {
        return fs::write(&real, bytes);
    }
    // A file that may not be written stays, whatever its folder allows.
    match File::options().write(true).open(&real).map(drop) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => write_whole(&real, bytes),
    }
}

/// The progress of a build.
pub struct Bar {
    bar: ProgressBar,
}

/// Standard output for much at once: each call of the system costs as much as some pages of text.
pub fn buffered() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(64 << 10, io::stdout().lock())
}

impl Bar {
    /// Shows how far it has come.
    pub fn show(&self, progress: Progress) {
        self.bar.set_length(progress.total as u64);
        self.bar.set_position(progress.done as u64);
    }

    /// Takes the bar away, and tells whether there was something to do.
    pub fn finish(&self) -> bool {
        self.bar.finish_and_clear();
        self.bar.length().unwrap_or(0) > 0
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn what_is_told_is_as_wide_as_the_terminal() {
        let fields = "可用的领域：water（水环境）、air（大气环境）、climate（应对气候变化）";
        let told_in = |width| told("提示", fields, width);
        assert_eq!(told_in(None), format!("提示：{fields}\n"));
        assert!(told_in(Some(30)).lines().all(|line| line.width() <= 30));
        assert_eq!(told_in(Some(30)).replace('\n', ""), format!("提示：{fields}"));
    }

    #[test]
    fn the_form_of_a_file_is_what_is_asked_for_or_what_its_name_says() {
        let form = |asked, name: &str| Output::new(asked, Color::Never).form(Some(Path::new(name)));
        for (name, is) in
            [("表.xlsx", Format::Xlsx), ("a.b.CSV", Format::Csv), ("x/t.md", Format::Md)]
        {
            assert_eq!(form(None, name).unwrap(), is, "{name}");
            assert_eq!(form(Some(is), name).unwrap(), is, "{name}");
        }
        assert_eq!(form(Some(Format::Csv), "t.txt").unwrap(), Format::Csv);
        assert_eq!(form(Some(Format::Csv), "表").unwrap(), Format::Csv);
        for (asked, name) in [
            (Some(Format::Csv), "t.xlsx"),
            (Some(Format::Text), "t.csv"),
            (Some(Format::Text), "t.txt"),
            (None, "t.txt"),
            (None, "t.docx"),
            (None, "表"),
            (None, ".csv"),
        ] {
            assert!(form(asked, name).is_err(), "{name}");
        }
    }
}

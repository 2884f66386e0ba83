//! What clap says, in Chinese: the frame of `--help`, and what was wrong with the arguments.

use std::io::Write;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The frame of every help page.
pub const TEMPLATE: &str = "{about-with-newline}\n用法 Usage: {usage}\n\n{all-args}{after-help}";

/// Prints the help or the version that was asked for (exit 0), or what was wrong (exit 2).
pub fn explain(error: &Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that goes away has read enough.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let mut err = anstream::stderr();
    // Nobody is left to hear that standard error is closed.
    let _ = writeln!(err, "错误：{}\n提示：{}", message(error), hint(error));
    ExitCode::from(2)
}

/// What to do: the names that are like the one that is not known, where there are any.
fn hint(error: &Error) -> String {
    let like = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg];
    let like = like.into_iter().find_map(|kind| error.get(kind)).map(|like| match like {
        // The nearest stands last.
        ContextValue::Strings(names) => names.last().cloned().unwrap_or_default(),
        one => worded(one),
    });
    match like.filter(|like| !like.is_empty()) {
        Some(like) => format!("相近的：{like}；加 --help 看用法"),
        None => "加 --help 看用法".to_owned(),
    }
}

fn message(error: &Error) -> String {
    let said = |kind| error.get(kind).map(worded).unwrap_or_default();
    let arg = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let valid = said(ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => format!("多了一个参数：{arg}"),
        ErrorKind::UnknownArgument => format!("没有这个选项：{arg}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有这个命令：{}", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("还缺：{arg}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面缺少值"),
        ErrorKind::InvalidValue => format!("{arg} 不能是“{value}”，可用的是 {valid}"),
        ErrorKind::ValueValidation => format!("{arg} 不能是“{value}”{}", reason(error)),
        ErrorKind::ArgumentConflict if said(ContextKind::PriorArg) == arg => {
            format!("{arg} 只能写一次")
        }
        ErrorKind::ArgumentConflict => format!("{arg} 不能与 {} 同用", said(ContextKind::PriorArg)),
        ErrorKind::TooManyValues => format!("{arg} 的值太多：{value}"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 编码".to_owned(),
        _ => error.to_string().trim().to_owned(),
    }
}

/// Why a value is none, where a reader of ours says so: those of clap speak English.
fn reason(error: &Error) -> String {
    let said = std::error::Error::source(error).map(ToString::to_string);
    let ours = said.filter(|why| !why.is_ascii());
    ours.map_or_else(String::new, |why| format!("，{why}"))
}

fn worded(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

//! The one error of the library: what failed, on what, and what to do about it.

use std::fmt;
use std::path::Path;

/// The result of anything that touches files, the index or arguments.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something could not be done. Its text is one Chinese sentence for the user.
///
/// Reading the *text* of a plan never gives an error: see [`Note`](super::Note).
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    hint: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The classes of errors, each with an exit status of its own at the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The question is wrong: an unknown address, plan or filter value (exit 2).
    Usage,
    /// Nothing answers to the question (exit 1).
    NotFound,
    /// A file or the corpus could not be read or written (exit 3).
    Input,
    /// The index is missing, damaged or cannot be written (exit 3).
    Index,
}

impl Error {
    /// An error of `kind` that says `message`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, source: None }
    }

    /// The question is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// Nothing answers to the question.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// `path` could not be read or written: `what` says which, in Chinese.
    pub fn file(what: &str, path: &Path, source: std::io::Error) -> Self {
        let message = format!("{what}：{}（{}）", path.display(), reason(&source));
        Self { kind: ErrorKind::Input, message, hint: None, source: Some(Box::new(source)) }
    }

    /// Something that could not be read: a file with nothing in it, an unknown format.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, message)
    }

    /// The index failed.
    pub fn index(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { source: Some(source.into()), ..Self::new(ErrorKind::Index, message) }
    }

    /// The same error with a line that says what to do.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Its class.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What the user can do, if there is something.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// The usual causes in the user's language; anything else as the system words it.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Io;
    match error.kind() {
        Io::NotFound => "没有这个文件或目录".into(),
        Io::PermissionDenied => "没有权限".into(),
        Io::IsADirectory => "这是一个目录".into(),
        Io::StorageFull => "磁盘已满".into(),
        Io::FileTooLarge => "文件超过系统允许的大小".into(),
        Io::ReadOnlyFilesystem => "只读文件系统".into(),
        _ => error.to_string(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}

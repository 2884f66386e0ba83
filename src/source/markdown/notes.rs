//! Notes of Markdown, `[^1]` and `[^1]: …`: they stand after the text, as those of a Word file do.

use std::collections::BTreeMap;

use crate::source::Source;
use crate::source::block::Words;

/// The notes of a text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Their names in the order they are referred to.
    referred: Vec<String>,
    /// Their words, by their names; those of one name together.
    words: BTreeMap<String, String>,
    /// The name of the one being read, and the line it begins with.
    open: Option<(String, usize)>,
}

impl Notes {
    /// A mark that refers to the note `name`.
    pub fn refer(&mut self, name: &str) {
        self.referred.push(name.to_owned());
    }

    /// The note `name` begins with line `line`.
    pub fn begin(&mut self, name: &str, line: usize) {
        self.open = Some((name.to_owned(), line));
    }

    /// The note that is open has ended: its lines are taken out of `source`. Gives the end of what is left.
    pub fn end(&mut self, source: &mut Source) -> usize {
        if let Some((name, first)) = self.open.take() {
            let start =
                source.lines.get(first).map_or(source.text.len(), |l| l.span.start as usize);
            let words = source.text.split_off(start);
            source.lines.truncate(first);
            let words = words.trim_end().replace('\n', " ");
            let note = self.words.entry(name).or_default();
            if !note.is_empty() && !words.is_empty() {
                note.push(' ');
            }
            note.push_str(&words);
        }
        source.text.len()
    }

    /// `[1] …`, a note each: those that are referred to in that order, then the others.
    pub fn take(&mut self) -> impl Iterator<Item = Words> + use<> {
        let mut words = std::mem::take(&mut self.words);
        let referred = std::mem::take(&mut self.referred);
        let mut notes: Vec<String> =
            referred.iter().filter_map(|name| words.remove(name)).collect();
        notes.extend(words.into_values());
        notes.retain(|note| !note.is_empty());
        notes.into_iter().enumerate().map(|(n, note)| {
            let mut words = Words::default();
            words.push(&format!("[{}] {note}", n + 1), false);
            words
        })
    }
}

//! [`Glance`]: a look at a corpus from outside, which costs the same however many plans it holds.
//!
//! To ask every file of a large corpus for its size and time costs more than a search. A folder knows when a name was put into it,
//! taken out or replaced; so a corpus of [`MANY`] files is trusted while its folder, its catalogue and its words are as they were
//! when all of it was last looked through. What this does not see is a file written over in place: `gangyao index` looks at all.

use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{CATALOGUE, FOLDER, edition};
use crate::lexicon::Lexicon;

/// From so many names on, the folder of a corpus is trusted; below, every file is looked at.
pub const MANY: usize = 300;

/// A folder changed less than this before it was looked at may change again without another time: 2 s, in nanoseconds, the
/// coarsest clock of a file system that is in use.
const YOUNG: u64 = 2_000_000_000;

/// A look at a large corpus, not yet kept.
#[derive(Debug)]
pub struct Glance {
    file: PathBuf,
    state: String,
}

impl Glance {
    /// Whether the corpus of `home` looks as it did when the glance in `file` was kept.
    pub fn stands(file: &Path, home: &Path, lexicon: &Lexicon) -> bool {
        let kept = fs::read_to_string(file).unwrap_or_default();
        !kept.is_empty() && State::of(home, lexicon).is_some_and(|state| state.text == kept)
    }

    /// Looks at the corpus of `home`, before anything in it is listed or read. What is kept in `file` stands no longer.
    ///
    /// Gives `None` where there is nothing to keep: the corpus is small, its folder was changed just now, or `file` cannot be
    /// written. Then the next command looks through all of it again.
    pub fn take(file: &Path, home: &Path, lexicon: &Lexicon) -> Option<Self> {
        // One that stayed could stand again for a program of another version, which this one renews the index away from.
        let _ = fs::remove_file(file);
        if fs::read_dir(home.join(FOLDER)).ok()?.take(MANY).count() < MANY {
            return None;
        }
        fs::create_dir_all(file.parent()?).ok()?;
        // Made before the look: its time is the present by the clock that the times of the folder come from.
        let made = File::create(draft(file)).and_then(|made| made.metadata()).ok()?;
        let state = State::of(home, lexicon)?;
        let is_old = state.youngest + YOUNG <= modified(&made);
        let glance = Self { file: file.to_owned(), state: state.text };
        is_old.then_some(glance)
    }

    /// Keeps it: an index that was renewed since it was taken holds all that it vouches for.
    pub fn keep(self) {
        // Where it cannot be kept, the next command only does more.
        let _ = fs::write(draft(&self.file), &self.state)
            .and_then(|()| fs::rename(draft(&self.file), &self.file));
    }
}

fn draft(file: &Path) -> PathBuf {
    file.with_extension("new")
}

/// What a glance compares.
struct State {
    text: String,
    /// The latest time in it, in nanoseconds since 1970.
    youngest: u64,
}

impl State {
    /// The state of `home`; `None` where it has no corpus.
    fn of(home: &Path, lexicon: &Lexicon) -> Option<Self> {
        let folder = home.join(FOLDER);
        let dir = fs::metadata(&folder).ok()?;
        let mut state = Self { text: format!("{}\n", edition(lexicon)), youngest: 0 };
        state.add(FOLDER, &dir);
        if let Ok(meta) = fs::metadata(folder.join(CATALOGUE)) {
            state.add(CATALOGUE, &meta);
        }
        Some(state)
    }

    fn add(&mut self, name: &str, meta: &Metadata) {
        let (modified, changed) = (modified(meta), changed(meta));
        self.youngest = self.youngest.max(modified).max(changed);
        self.text += &format!("{name} {} {modified} {changed}\n", meta.len());
    }
}

/// When the contents were last changed, in nanoseconds since 1970; 0 where the system does not say.
fn modified(meta: &Metadata) -> u64 {
    let since = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |time| time.as_nanos() as u64)
}

/// When anything about it was last changed: a time that no copying program can set back.
#[cfg(unix)]
fn changed(meta: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    u64::try_from(meta.ctime() * 1_000_000_000 + meta.ctime_nsec()).unwrap_or(0)
}

/// The system does not say.
#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

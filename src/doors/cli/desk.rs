//! [`Desk`]: the corpus and its index, opened for one command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::Output;
use crate::answers::{Archive, Renewal, Shelf};
use crate::corpus::{self, Corpus, Glance, Keeper};
use crate::ground::{Error, Note, Result};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::source::Format;

/// The name of the folder of the index within a home.
const INDEX: &str = "index";

/// The name of the file within the index that tells how a large corpus looked.
const GLANCE: &str = "GLANCE";

/// The environment's word for where the corpus is.
const HOME: &str = "GANGYAO_HOME";

/// The corpus, its words and its index.
pub struct Desk {
    /// The folder that holds `corpus/`.
    pub home: PathBuf,
    /// The words plans are read with.
    pub lexicon: Lexicon,
    /// The index.
    pub archive: Archive,
}

impl Desk {
    /// Opens the corpus of `home` (or where the environment says), and its index, renewed if it is stale. A large corpus is taken
    /// to be unchanged while its folder is.
    pub fn open(home: Option<&Path>, output: &Output) -> Result<Self> {
        let home = find(home)?;
        let (lexicon, notes) = corpus::lexicon(&home)?;
        let folder = home.join(INDEX);
        if Glance::stands(&folder.join(GLANCE), &home, &lexicon)
            && let Ok(archive) = Archive::standing(&folder, &lexicon)
        {
            return Ok(Self { home, lexicon, archive });
        }
        Self::of(&home, (lexicon, notes), output, Renewal::IfStale)
    }

    /// The same, with every file looked at and the index renewed as `renewal` says.
    pub fn renewed(home: Option<&Path>, output: &Output, renewal: Renewal) -> Result<Self> {
        let home = find(home)?;
        Self::of(&home, corpus::lexicon(&home)?, output, renewal)
    }

    /// Leaves it as it stands: the process ends, and gives back all memory at once sooner than piece by piece.
    pub fn leave(self) {
        std::mem::forget(self);
    }

    fn of(
        home: &Path,
        (lexicon, notes): (Lexicon, Vec<Note>),
        output: &Output,
        renewal: Renewal,
    ) -> Result<Self> {
        let folder = home.join(INDEX);
        let glance = Glance::take(&folder.join(GLANCE), home, &lexicon);
        let corpus = Corpus::open(home)?;
        let bar = output.bar();
        let shelf = Shelf::new(&corpus, &lexicon);
        let archive = Archive::open(&folder, &shelf, &lexicon, renewal, &|p| bar.show(p));
        let was_built = bar.finish();
        let desk = Self { home: home.to_owned(), archive: archive?, lexicon };
        match desk.archive.note() {
            Some(note) => output.note(note),
            None => glance.into_iter().for_each(Glance::keep),
        }
        let is_new = was_built || renewal != Renewal::IfStale;
        if is_new {
            for remark in corpus.remarks() {
                output.note(&remarked(&remark.path, &remark.note));
            }
            for note in &notes {
                output.note(&of_table(note));
            }
        }
        desk.report(output, is_new)?;
        corpus.corrected().iter().filter(|_| is_new).for_each(|id| desk.misfits(id, output));
        Ok(desk)
    }

    /// The plans called `ids`; all of them where none is.
    ///
    /// # Errors
    ///
    /// [`Usage`](crate::ground::ErrorKind::Usage) for an id that no plan has.
    pub fn plans(&self, ids: &[String]) -> Result<Vec<Arc<Plan>>> {
        if !ids.is_empty() {
            return ids.iter().map(|id| self.archive.plan(id)).collect();
        }
        self.archive.entries()?.iter().map(|row| self.archive.plan(&row.id)).collect()
    }

    /// Says which corrections of plan `id` do not fit.
    fn misfits(&self, id: &str, output: &Output) {
        let file = corpus::corrections_of(id);
        let Ok(plan) = self.archive.plan(id) else { return };
        let notes = plan.notes.iter().filter(|note| note.message.starts_with(&file));
        notes.for_each(|note| output.note(&note.message));
    }

    /// Says which files gave no plan, where that is new; it is an error when none gave one.
    fn report(&self, output: &Output, is_new: bool) -> Result<()> {
        let none = self.archive.is_empty()?;
        if is_new || none {
            for trouble in self.archive.troubles()? {
                output.note(&format!("{}：{}", trouble.path, trouble.reason));
            }
        }
        if none {
            let hint = format!("能读的文件是 {}，里面要有文字", Format::ENDINGS);
            return Err(Error::input("语料目录里没有一部能读的规划").with_hint(hint));
        }
        Ok(())
    }
}

/// The corpus of `home`, held for changes; says so where another process holds it.
pub fn keeper(home: &Path, output: &Output) -> Result<Keeper> {
    Keeper::open(home, || output.note("另一个进程正在改动语料，等它完成"))
}

/// A note of the file or folder at `path`, with its line.
pub fn remarked(path: &str, note: &Note) -> String {
    match note.line {
        0 => format!("{path}：{}", note.message),
        line => format!("{path} 第 {line} 行：{}", note.message),
    }
}

/// A note on a table of the user's words: corpus/words/waters.tsv 第 4 行：…
fn of_table(note: &Note) -> String {
    let (file, message) = note.message.split_once('：').unwrap_or(("", &note.message));
    let path = format!("{}/{}/{file}", corpus::FOLDER, corpus::WORDS);
    remarked(&path, &Note::warning(note.line, message))
}

/// The home: as told, else as the environment says, else the nearest folder upward that holds `corpus/`.
pub fn find(home: Option<&Path>) -> Result<PathBuf> {
    let told = home.map(Path::to_owned).or_else(|| std::env::var_os(HOME).map(PathBuf::from));
    if let Some(told) = told.filter(|home| !home.as_os_str().is_empty()) {
        return Ok(told);
    }
    let here =
        std::env::current_dir().map_err(|e| Error::file("当前目录不可用", Path::new("."), e))?;
    let holds = |dir: &&Path| dir.join(corpus::FOLDER).is_dir();
    here.ancestors().find(holds).map(Path::to_owned).ok_or_else(|| {
        Error::input(format!("没有找到语料：这里和上级目录都没有 {}/", corpus::FOLDER)).with_hint(
            format!(
                "用 --home 或环境变量 {HOME} 指明含有 {0}/ 的目录；新建语料：mkdir {0}",
                corpus::FOLDER
            ),
        )
    })
}

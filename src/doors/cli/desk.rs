//! [`Desk`]: the corpus and its index, opened for one command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::Output;
use crate::answers::{Archive, Renewal, Shelf};
use crate::corpus::{self, Corpus};
use crate::ground::{Error, Result};
use crate::lexicon::Lexicon;
use crate::plan::Plan;
use crate::source::Format;

/// The name of the folder of the index within a home.
const INDEX: &str = "index";

/// The environment's word for where the corpus is.
const HOME: &str = "GANGYAO_HOME";

/// The corpus, its words and its index.
pub struct Desk {
    /// The words plans are read with.
    pub lexicon: Lexicon,
    /// The index.
    pub archive: Archive,
}

impl Desk {
    /// Opens the corpus of `home` (or where the environment says), and its index, renewed if it is stale.
    pub fn open(home: Option<&Path>, output: &Output) -> Result<Self> {
        Self::renewed(home, output, Renewal::IfStale)
    }

    /// The same, with the index renewed as `renewal` says.
    pub fn renewed(home: Option<&Path>, output: &Output, renewal: Renewal) -> Result<Self> {
        let corpus = Corpus::open(&find(home)?)?;
        let (lexicon, notes) = corpus.lexicon()?;
        let bar = output.bar();
        let shelf = Shelf::new(&corpus, &lexicon);
        let folder = corpus.home().join(INDEX);
        let archive = Archive::open(&folder, &shelf, &lexicon, renewal, &|p| bar.show(p));
        let was_built = bar.finish();
        let desk = Self { archive: archive?, lexicon };
        desk.archive.note().into_iter().for_each(|note| output.note(note));
        if was_built || renewal != Renewal::IfStale {
            for remark in corpus.remarks() {
                output.note(&remarked(&remark.path, &remark.note));
            }
            for note in &notes {
                output.note(&remarked(&format!("{}/{}", corpus::FOLDER, corpus::WORDS), note));
            }
        }
        desk.report(output, was_built || renewal != Renewal::IfStale)?;
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

    /// Says which files gave no plan, where that is new; it is an error when none gave one.
    fn report(&self, output: &Output, is_new: bool) -> Result<()> {
        let none = self.archive.entries()?.is_empty();
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

fn remarked(path: &str, note: &crate::ground::Note) -> String {
    match note.line {
        0 => format!("{path}：{}", note.message),
        line => format!("{path} 第 {line} 行：{}", note.message),
    }
}

/// The home: as told, else as the environment says, else the nearest folder upward that holds `corpus/`.
fn find(home: Option<&Path>) -> Result<PathBuf> {
    let told = home.map(Path::to_owned).or_else(|| std::env::var_os(HOME).map(PathBuf::from));
    if let Some(told) = told.filter(|home| !home.as_os_str().is_empty()) {
        return Ok(told);
    }
    let here =
        std::env::current_dir().map_err(|e| Error::file("当前目录不可用", Path::new("."), e))?;
    let holds = |dir: &&Path| dir.join(corpus::FOLDER).is_dir();
    here.ancestors().find(holds).map(Path::to_owned).ok_or_else(|| {
        Error::input(format!("没有找到语料：这里和上级目录都没有 {}/", corpus::FOLDER))
            .with_hint(format!("用 --home 或环境变量 {HOME} 指明含有 {}/ 的目录", corpus::FOLDER))
    })
}

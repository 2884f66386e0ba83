//! Where the parts of an index lie, and how one state of it takes the place of another at once.
//!
//! ```text
//! index/
//!   CURRENT            the format, and the name of the folder that is live
//!   lock               held by the one process that writes
//!   GLANCE             how a large corpus looked when this was last renewed; see the corpus room
//!   build-000003/      one full build, updated in place since
//!     terms/           what is searched; its last commit names the generation
//!     manifest-7       what the generation was built from
//!     kept/ID.5.plan   each plan whole, as read in the generation in its name
//! ```

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::ground::{Error, ErrorKind, Result};

/// The format of everything in the folder. Another one is not read but built anew.
pub const FORMAT: u32 = 16;

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
}

/// One build within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    folder: PathBuf,
}

impl Layout {
    /// The index in `root`, which need not exist.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Whether something was built here, be it damaged.
    pub fn is_built(&self) -> bool {
        self.pointer().exists()
    }

    /// The build that is live.
    ///
    /// Errors: none is, or it is of another format.
    pub fn live(&self) -> Result<Build> {
        let missing = |_| Error::new(ErrorKind::Index, "还没有索引");
        let pointer = fs::read_to_string(self.pointer()).map_err(missing)?;
        let mut lines = pointer.lines();
        if lines.next() != Some(head().as_str()) {
            return Err(Error::new(ErrorKind::Index, "索引的格式不是这个版本的程序所用的"));
        }
        let name = lines.next().filter(|name| number(name).is_some());
        let name = name.ok_or_else(|| Error::new(ErrorKind::Index, "索引已损坏：CURRENT"))?;
        Ok(Build { folder: self.root.join(name) })
    }

    /// A build that nobody uses yet, with its folders. Only for the holder of the lock.
    pub fn fresh(&self) -> Result<Build> {
        let last = self.builds()?.iter().filter_map(|name| number(name)).max().unwrap_or(0);
        let build = Build { folder: self.root.join(format!("build-{:06}", last + 1)) };
        for folder in [build.terms(), build.kept()] {
            fs::create_dir_all(&folder).map_err(|e| unwritable(&folder, e))?;
        }
        Ok(build)
    }

    /// Makes `build`, complete and on disk, the live one.
    pub fn switch(&self, build: &Build) -> Result<()> {
        let name = build.folder.file_name().unwrap_or_default().to_string_lossy();
        let new = self.root.join("CURRENT.new");
        write_synced(&new, format!("{}\n{name}\n", head()).as_bytes())?;
        fs::rename(&new, self.pointer()).map_err(|e| unwritable(&self.pointer(), e))?;
        sync_folder(&self.root)
    }

    /// Removes every build but `live`: those that were replaced, and those never finished.
    ///
    /// What cannot be removed stays for the next time: it is in nobody's way.
    pub fn sweep(&self, live: &Build) {
        for name in self.builds().unwrap_or_default() {
            let folder = self.root.join(name);
            if live.folder != folder {
                let _ = fs::remove_dir_all(folder);
            }
        }
    }

    fn builds(&self) -> Result<Vec<String>> {
        let entries = fs::read_dir(&self.root).map_err(|e| unwritable(&self.root, e))?;
        let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
        Ok(names.filter(|name| number(name).is_some()).collect())
    }

    fn pointer(&self) -> PathBuf {
        self.root.join("CURRENT")
    }

    /// The lock that only one writer has; waits for it if `wait`, else gives `None` where another has it.
    ///
    /// It goes with the process that holds it, so none is ever left behind. Errors: the folder cannot be written.
    pub fn lock(&self, wait: bool) -> Result<Option<File>> {
        fs::create_dir_all(&self.root).map_err(|e| unwritable(&self.root, e))?;
        let path = self.root.join("lock");
        let options = File::options().create(true).truncate(false).write(true).open(&path);
        let file = options.map_err(|e| unwritable(&path, e))?;
        let locked = if wait { file.lock().map_err(TryLockError::Error) } else { file.try_lock() };
        match locked {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(unwritable(&path, e)),
        }
    }
}

/// The first line of the pointer.
fn head() -> String {
    format!("gangyao index {FORMAT}")
}

/// The number of a build by the name of its folder.
fn number(name: &str) -> Option<u64> {
    name.strip_prefix("build-")?.parse().ok()
}

impl Build {
    /// The folder of what is searched.
    pub fn terms(&self) -> PathBuf {
        self.folder.join("terms")
    }

    /// The folder of the plans.
    pub fn kept(&self) -> PathBuf {
        self.folder.join("kept")
    }

    /// The manifest of `generation`.
    pub fn manifest(&self, generation: u64) -> PathBuf {
        self.folder.join(format!("manifest-{generation}"))
    }

    /// Makes sure that the names of all files written so far are on disk.
    pub fn sync(&self) -> Result<()> {
        sync_folder(&self.kept())?;
        sync_folder(&self.folder)
    }

    /// Removes all of it: it was never live. What cannot be removed is swept by the next build.
    pub fn discard(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Removes manifests and plans for which `needed` does not hold, by the names of their files.
    pub fn sweep(&self, needed: impl Fn(&str) -> bool) {
        for folder in [&self.folder, &self.kept()] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let ours = name.ends_with(".plan") || name.starts_with("manifest-");
                if ours && !needed(&name) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }
}

/// Writes `bytes` to `path`, through to the disk.
pub fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|e| unwritable(path, e))
}

/// Makes sure that the names in `folder` are on disk. Systems without such a thing do it by themselves.
fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| unwritable(folder, e))
}

/// The index cannot be written.
pub fn unwritable(path: &Path, source: std::io::Error) -> Error {
    let cause = Error::file("索引无法写入", path, source);
    Error::index(cause.to_string(), cause).with_hint("请检查索引目录的权限和磁盘空间")
}

/// The index cannot be read, or not as it was written.
pub fn damaged(what: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::index(format!("索引已损坏或无法读取：{what}"), source)
        .with_hint("运行 gangyao index 重新建立索引")
}

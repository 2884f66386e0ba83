//! [`Still`]: a folder that is only read.
//!
//! To open an index tantivy takes a lock, which is a file it must be able to make: no index could be read in a folder that cannot
//! be written, and every search would wait for a writer that tidies up. Here the lock is none. What it guards against, a file gone
//! between reading its name and opening it, is met by opening anew.
//!
//! It also asks thrice which files belong to the last commit. Here it is told the same each time: all of a reader is of one commit.

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// A folder of tantivy's files that nothing is ever written to.
#[derive(Clone, Debug)]
pub struct Still {
    folder: MmapDirectory,
    /// What the file of the last commit held when it was first read.
    commit: Arc<OnceLock<Vec<u8>>>,
}

/// The file of the last commit.
const COMMIT: &str = "meta.json";

impl Still {
    /// The folder as it stands.
    pub fn new(folder: MmapDirectory) -> Self {
        Self { folder, commit: Arc::default() }
    }
}

fn refused() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for Still {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.folder.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let read = || self.folder.atomic_read(path);
        match self.commit.get() {
            _ if path != Path::new(COMMIT) => read(),
            Some(commit) => Ok(commit.clone()),
            None => read().map(|commit| self.commit.get_or_init(|| commit).clone()),
        }
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }
}

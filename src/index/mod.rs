//! Plans → an index on disk, and the documents that answer a query.

mod collection;

pub use collection::{Collection, FileStamp, Progress, Trouble};

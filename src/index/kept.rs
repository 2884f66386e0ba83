//! The plans themselves: each whole in a file of its own, named by its id and the generation it was written in.
//!
//! A file is never written twice, so a reader that knows the generation reads what belongs to it.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::layout::{Build, damaged};
use crate::ground::Result;
use crate::plan::{self, Book, Card, Fault, Plan};

/// The longest name made from an id, in bytes; file systems end at 255.
const NAME: usize = 180;

/// How many bytes of a file are read at once: most parts are shorter.
const PAGE: usize = 4 << 10;

/// The name of the file that `id` is kept in.
///
/// Ids are names of files by origin, but nothing says of which system: what is no letter, digit, - or _ is written as its bytes,
/// and an overlong one is cut and told apart by its hash.
pub fn name(id: &str, generation: u64) -> String {
    let mut name = String::new();
    for c in id.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    if name.len() > NAME {
        while name.len() > NAME {
            name.pop();
        }
        for byte in &Sha256::digest(id)[..8] {
            let _ = write!(name, "%{byte:02x}");
        }
    }
    format!("{name}.{generation}.plan")
}

/// The path of that file in `build`.
pub fn path(build: &Build, id: &str, generation: u64) -> PathBuf {
    build.kept().join(name(id, generation))
}

/// The bytes `plan` is kept as.
pub fn encode(plan: &Plan) -> Result<Vec<u8>> {
    plan::bound(plan).map_err(|e| damaged(&plan.id, e))
}

/// The plan kept in `build` as `id` in `generation`.
///
/// Errors: there is no such file, or it is not as it was written.
pub fn read(build: &Build, id: &str, generation: u64) -> Result<Plan> {
    let path = path(build, id, generation);
    let decode = || plan::unbound(&fs::read(&path)?);
    decode().map_err(|e| damaged(&path.display().to_string(), e))
}

/// The cards of the records at `ordinals` of that plan, in their order; no more of it is read than they take. Errors as [`read`].
pub fn cards(build: &Build, id: &str, generation: u64, ordinals: &[usize]) -> Result<Vec<Card>> {
    let path = path(build, id, generation);
    let read = || -> std::result::Result<Vec<Card>, Fault> {
        let mut book = Book::open(BufReader::with_capacity(PAGE, File::open(&path)?))?;
        ordinals.iter().map(|&ordinal| book.card(ordinal)).collect()
    };
    read().map_err(|e| damaged(&path.display().to_string(), e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_apart() {
        assert_eq!(name("jilin-2024-2035", 7), "jilin-2024-2035.7.plan");
        assert_eq!(name("../a b", 1), "%2E%2E%2Fa%20b.1.plan");
        assert_eq!(name("规划", 1), "规划.1.plan");
        let [a, b] = ["甲", "乙"].map(|end| name(&format!("{}{end}", "长".repeat(100)), 1));
        assert!(a.len() < 255 && a != b);
    }
}

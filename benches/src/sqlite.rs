//! The other baseline: SQLite's FTS5 with its trigram tokenizer, which finds no word of two letters.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, params};

use crate::Result;

/// The table of one corpus.
pub struct Table(Connection);

impl Table {
    /// Puts `measures`, a line each with its field before a tab, into a new file at `path`.
    pub fn build(measures: &Path, path: &Path) -> Result<Self> {
        let _ = fs::remove_file(path);
        let mut table = Connection::open(path)?;
        table.execute_batch(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;
             PRAGMA mmap_size=2000000000;
             CREATE TABLE measures(id INTEGER PRIMARY KEY, field TEXT, words TEXT);
             CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='trigram');",
        )?;
        let all = table.transaction()?;
        for (n, line) in fs::read_to_string(measures)?.lines().enumerate() {
            let (field, words) = line.split_once('\t').unwrap_or(("", line));
            let n = n as i64;
            all.prepare_cached("INSERT INTO measures VALUES(?,?,?)")?
                .execute(params![n, field, words])?;
            all.prepare_cached("INSERT INTO found(rowid, words) VALUES(?,?)")?
                .execute(params![n, words])?;
        }
        all.commit()?;
        table.execute_batch("INSERT INTO found(found) VALUES('optimize');")?;
        Ok(Self(table))
    }

    /// The best ten that hold all words of `query`.
    pub fn best(&self, query: &str) -> Result<usize> {
        self.count("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 10", query)
    }

    /// How many there are in all, by field.
    pub fn fields(&self, query: &str) -> Result<usize> {
        self.count(
            "SELECT count(*) FROM found JOIN measures ON measures.id = found.rowid
             WHERE found MATCH ? GROUP BY field",
            query,
        )
    }

    fn count(&self, sql: &str, query: &str) -> Result<usize> {
        let words: Vec<String> = query.split(' ').map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([words.join(" AND ")], |row| row.get::<_, i64>(0))?;
        Ok(rows.collect::<std::result::Result<Vec<_>, _>>()?.len())
    }
}

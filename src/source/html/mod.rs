//! HTML: the readable body of a saved page, or a fragment, becomes lines of an extracted text.
//!
//! ```text
//! bytes ─ items ─ body ─ lines (table) → blocks
//! ```
//!
//! A block element is a line, `<br>` parts lines, a row of a table is a line with a tab between its cells. Runs that split a
//! word are joined, white space is folded as a browser folds it, the numbers of lists are written again. Navigation, scripts,
//! forms and what a style hides are left out, as is everything around the element that holds the page's prose; the title of
//! the article is fetched from outside it. Tags may nest to any depth and stand open: nothing calls itself.

mod body;
mod items;
mod lines;
mod table;

use super::block::{self, Block, Words};
use super::encoding::Encoding;
use super::{Format, Source};
use crate::ground::Result;

/// Reads a page or a fragment.
pub fn read(html: &str, name: &str) -> Result<Source> {
    let page = items::read(html, name)?;
    let body = body::find(&page);
    let mut blocks = lines::read(&page, &body);
    if let Some(title) = body.title(&page).filter(|t| !opens_with(&blocks, t)) {
        let mut words = Words::default();
        words.push(&title, false);
        blocks.insert(0, Block::Heading(words, 1));
    }
    block::source(blocks, Format::Html, Vec::new(), name)
}

/// Reads a fragment within another text: all of it is text, and it has no title of its own.
pub fn fragment(html: &str, name: &str) -> Result<Vec<Block>> {
    let page = items::read(html, name)?;
    Ok(lines::read(&page, &body::bare(&page)))
}

/// How many blocks at the top of the body may hold its title.
const TOP: usize = 12;

/// Whether the title stands in the body's own first lines, whole or in parts.
fn opens_with(blocks: &[Block], title: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let top = blocks.iter().take(TOP).map(|b| letters(&b.words()));
    top.collect::<String>().contains(&letters(title))
}

/// The encoding a page says it is in: `<meta charset="gbk">` or its older form, within the first 4096 bytes.
pub fn stated_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset")?;
    let rest = head[at + "charset".len()..].trim_start().strip_prefix('=')?.trim_start();
    let name = rest.trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    Encoding::named(&name[..end])
}

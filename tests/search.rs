//! Search: the query language, what is found for it in the plan of the corpus, and in what order.

use std::fmt::Write as _;
use std::sync::LazyLock;

use gangyao::answers::query::{self, Synonyms};
use gangyao::answers::{Archive, Filters, Renewal, Search, SearchAnswer};
use gangyao::index::{Ask, Filter};

use crate::cases;
use crate::index::{LEXICON, Texts, jilin, open};

/// The plan of the corpus, indexed once for all tests.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[("jilin", &jilin())]);
    // Kept open: the folder goes when the test program has ended.
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
});

fn search(query: &str) -> gangyao::ground::Result<SearchAnswer> {
    let query = query.to_owned();
    ARCHIVE.search(&Search { query, filters: Filters::default(), limit: 1000, offset: 0 })
}

#[test]
fn look() {
    for q in std::env::var("Q").unwrap_or_default().split('|') {
        match search(q) {
            Ok(a) => {
                println!("## {q}: {} {:?} {:?}", a.total, a.notes, a.hint);
                for h in a.hits.iter().take(8) {
                    let t: String = h.spot.text().chars().take(50).collect();
                    println!("  {} {} {} {:?}", h.spot.id(), h.score, t, h.highlights);
                }
            }
            Err(e) => println!("## {q}: {e} {:?}", e.hint()),
        }
    }
}

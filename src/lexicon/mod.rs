//! Words as data. Takes the shipped tables of `words/` and a user's own; gives [`Lexicon`], which finds every word of
//! every table in one pass over a text.
//!
//! What a word means is not decided here: a [`Find`] says only which row of which list stands where. The taggers decide.

mod table;

use std::collections::BTreeMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

pub use self::table::{Row, Table};
use crate::ground::Span;

/// The lists of words, one file of `words/` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// `synonyms.tsv`: words that mean the same in a search.
    Synonyms,
}

impl List {
    /// Every list with its file name and shipped text.
    const SHIPPED: [(List, &'static str, &'static str); 1] =
        [(List::Synonyms, "synonyms.tsv", include_str!("words/synonyms.tsv"))];
}

/// One word of one list standing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Find {
    /// Where it stands.
    pub span: Span,
    /// The list it is in.
    pub list: List,
    /// Its row in that list.
    pub row: u32,
}

/// All lists, and the automaton that finds their words.
pub struct Lexicon {
    tables: BTreeMap<List, Table>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each pattern of the automaton, the rows that have this word.
    meanings: Vec<Vec<(List, u32)>>,
}

impl Lexicon {
    /// The shipped lists.
    pub fn shipped() -> Self {
        let tables = List::SHIPPED.map(|(list, _, text)| (list, Table::read(text)));
        Self::of(tables.into())
    }

    fn of(tables: BTreeMap<List, Table>) -> Self {
        let mut words = BTreeMap::<&str, Vec<(List, u32)>>::new();
        for (&list, table) in &tables {
            for (n, row) in table.rows.iter().enumerate() {
                words.entry(row.word()).or_default().push((list, n as u32));
            }
        }
        let (patterns, meanings): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .ok();
        Self { automaton, meanings, tables }
    }

    /// The table of `list`.
    pub fn table(&self, list: List) -> &Table {
        &self.tables[&list]
    }

    /// The row a find stands for.
    pub fn row(&self, find: &Find) -> &Row {
        &self.tables[&find.list].rows[find.row as usize]
    }

    /// Every word of every list in `text`, overlapping ones too; by start, then longest first, then by list and row.
    pub fn scan(&self, text: &str) -> Finds {
        let mut finds = Vec::new();
        for hit in self.automaton.iter().flat_map(|a| a.find_overlapping_iter(text)) {
            let span = Span::new(hit.start(), hit.end());
            let rows = &self.meanings[hit.value() as usize];
            finds.extend(rows.iter().map(|&(list, row)| Find { span, list, row }));
        }
        finds.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.list, f.row));
        Finds { finds }
    }
}

/// The words found in one text, in order.
#[derive(Clone, Debug, Default)]
pub struct Finds {
    finds: Vec<Find>,
}

impl Finds {
    /// Those that lie wholly inside `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Find> {
        let from = self.finds.partition_point(|f| f.span.start < span.start);
        let rest = self.finds[from..].iter();
        rest.take_while(move |f| f.span.start < span.end).filter(move |f| f.span.end <= span.end)
    }
}

//! Words as data. Takes the shipped tables of `words/` and a user's own; gives [`Lexicon`], which finds every word of
//! every table in one pass over a text.
//!
//! What a word means is not decided here: a [`Find`] says only which row of which list stands where. The taggers decide.

mod brand;
mod compile;
mod does;
mod edge;
mod fields;
mod find;
mod gazetteer;
mod indicators;
mod lines;
mod list;
mod of_cells;
mod place;
mod row;
mod simplified;
mod strength;
mod suffix;
mod table;
mod user;
mod vocabulary;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use sha2::Digest;

pub use self::brand::{Brand, Brands};
#[cfg(test)]
pub(crate) use self::does::all_do;
pub(crate) use self::does::does;
pub use self::edge::Edge;
pub use self::fields::{Fields, Reach};
use self::find::Finding;
pub use self::find::{Find, Finds, Lists};
pub use self::gazetteer::Gazetteer;
pub use self::indicators::Indicators;
pub use self::list::List;
pub use self::place::{DIVISION_ENDS, DIVISION_KINDS, PlaceKind, PlaceRow};
use self::row::{OwnRow, number};
pub use self::row::{Row, Rows};
pub use self::simplified::{HAN, simplified};
pub use self::strength::StrengthLevel;
pub use self::suffix::Suffix;
pub use self::table::Table;
use self::vocabulary::Vocabulary;
pub use self::words::Words;
use crate::ground::{Note, Result};

/// All lists, and the vocabularies that find their words.
pub struct Lexicon {
    /// Made when the program was built.
    shipped: Vocabulary,
    /// Made of the user's own tables.
    user: Option<Vocabulary>,
    added: BTreeMap<List, Vec<OwnRow<'static>>>,
    /// The rows of each list, the shipped ones first, read when they are first asked for.
    tables: Vec<OnceLock<Table<'static>>>,
    gazetteer: OnceLock<Gazetteer>,
    fields: OnceLock<Fields>,
    indicators: OnceLock<Indicators>,
    brands: OnceLock<Vec<Brands>>,
    edges: OnceLock<Vec<Edge>>,
    suffixes: OnceLock<Vec<Suffix>>,
    strengths: OnceLock<Vec<Option<StrengthLevel>>>,
    plans: OnceLock<Vec<u32>>,
    leads: OnceLock<Vec<bool>>,
    fingerprint: String,
}

impl Lexicon {
    /// The shipped lists.
    pub fn shipped() -> Self {
        Self {
            shipped: Vocabulary::of(&include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))[..]),
            user: None,
            added: BTreeMap::new(),
            tables: List::ALL.iter().map(|_| OnceLock::new()).collect(),
            gazetteer: OnceLock::new(),
            fields: OnceLock::new(),
            indicators: OnceLock::new(),
            brands: OnceLock::new(),
            edges: OnceLock::new(),
            suffixes: OnceLock::new(),
            strengths: OnceLock::new(),
            plans: OnceLock::new(),
            leads: OnceLock::new(),
            fingerprint: include_str!(concat!(env!("OUT_DIR"), "/lexicon.sha256")).to_owned(),
        }
    }

    /// The shipped lists and the rows of the tables (`*.tsv`) in the folder `dir`, which bear the names of the shipped ones.
    ///
    /// What a user's table says of a word takes the place of what the shipped list of that name says of it. A row, or a
    /// file, that cannot be used is left out and noted, with the name of the file and the line.
    ///
    /// Errors: the folder or a file in it cannot be read.
    pub fn with_user_tables(dir: &Path) -> Result<(Self, Vec<Note>)> {
        let shipped = Self::shipped();
        let user = user::read(dir, &shipped)?;
        let counts = user.rows.keys().map(|&list| (list, shipped.table(list).rows.len() as u32));
        let counts: BTreeMap<List, u32> = counts.collect();
        let searched = user.rows.iter().filter(|(list, _)| list.is_searched());
        let words = searched.flat_map(|(&list, rows)| {
            let also = shipped.table(list).column("also");
            let numbered = (counts[&list]..).zip(rows);
            let names = move |row| Row::from(row).names(also);
            numbered.flat_map(move |(n, row)| names(row).map(move |w| (w, list as u32, n)))
        });
        let hash = user.hash.clone().chain_update(&shipped.fingerprint).finalize();
        let lexicon = Self {
            user: Some(Vocabulary::of(compile::compile(words))),
            fingerprint: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            added: user.rows,
            ..Self::shipped()
        };
        let mut notes = user.notes;
        if Gazetteer::TABLES.iter().any(|list| lexicon.added.contains_key(list)) {
            let places = lexicon.gazetteer().notes.iter();
            notes.extend(places.map(|(list, note)| {
                Note::warning(note.line, format!("{}：{}", list.file(), note.message))
            }));
        }
        let file = |note: &Note| note.message.split('：').next().unwrap_or_default().to_owned();
        notes.sort_by_cached_key(|note| (file(note), note.line));
        Ok((lexicon, notes))
    }

    /// The SHA-256, in hexadecimal, of everything in the lists: another one means that a text may be read otherwise.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The table of `list`: the shipped rows, then the user's.
    pub fn table(&self, list: List) -> &Table<'static> {
        self.tables[list as usize].get_or_init(|| {
            let [numbers, order] = made(list);
            let mut table = Table::made(list.text(), numbers, order);
            let added = self.added.get(&list).into_iter().flatten();
            added.for_each(|row| table.add(row.clone()));
            table
        })
    }

    /// Every word of every list that is looked for in texts, list by list.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let lists = List::ALL.iter().filter(|list| list.is_searched());
        lists.flat_map(|&list| self.table(list).rows.iter().map(Row::word))
    }

    /// The places of all tables of places.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(|| {
            let made = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
            let is_shipped = !Gazetteer::TABLES.iter().any(|list| self.added.contains_key(list));
            let shipped = is_shipped.then(|| postcard::from_bytes(made).ok()).flatten();
            shipped.unwrap_or_else(|| Gazetteer::read(|list| self.table(list)))
        })
    }

    /// The fields of responsibility, and what the words of `domain-terms.tsv` say for them.
    pub fn fields(&self) -> &Fields {
        self.fields.get_or_init(|| Fields::of(self))
    }

    /// The name of field `id`: 水环境; the id itself where the table of fields has no such row.
    pub fn domain_name<'a>(&'a self, id: &'a str) -> &'a str {
        let table = self.table(List::Domains);
        let named = table.get(id).zip(table.column("name"));
        named.map_or(id, |(row, at)| row.cell(at))
    }

    /// The known indicators by what their names say.
    pub fn indicators(&self) -> &Indicators {
        self.indicators.get_or_init(|| Indicators::of(self.table(List::Indicators)))
    }

    /// What the words of `brands.tsv` do, in the order of its rows.
    pub fn brands(&self) -> &[Brands] {
        self.brands.get_or_init(|| self.said(List::Brands, Brands::of))
    }

    /// What the rows of `place-edges.tsv` say, in order.
    pub fn edges(&self) -> &[Edge] {
        self.edges.get_or_init(|| self.said(List::PlaceEdges, |row| Edge::named(row.cell(1))))
    }

    /// What the rows of `place-suffixes.tsv` say, in order.
    pub fn suffixes(&self) -> &[Suffix] {
        self.suffixes.get_or_init(|| self.said(List::PlaceSuffixes, Suffix::of))
    }

    /// What the rows of `strength.tsv` say, in order; `None` for those that say nothing.
    pub fn strengths(&self) -> &[Option<StrengthLevel>] {
        let level = |row: Row<'_>| StrengthLevel::named(row.cell(1));
        self.strengths.get_or_init(|| self.said(List::Strength, level))
    }

    /// In how many plans each phrase of `phrases.tsv` stands, in the order of its rows; one where the table has no number.
    pub fn plans_with_phrase(&self) -> &[u32] {
        self.plans.get_or_init(|| self.said(List::Phrases, |row| row.cell(1).parse().unwrap_or(1)))
    }

    /// Whether each word of `link-edges.tsv` is cut off from the beginning, in the order of its rows; the others are from the end.
    pub fn leads(&self) -> &[bool] {
        self.leads.get_or_init(|| self.said(List::LinkEdges, |row| row.cell(1) == "lead"))
    }

    /// What the rows of `list` say, as `read` reads them.
    fn said<T>(&self, list: List, read: impl Fn(Row<'_>) -> T) -> Vec<T> {
        self.table(list).rows.iter().map(read).collect()
    }

    /// The row a find stands for.
    pub fn row(&self, find: &Find) -> Row<'_> {
        self.table(find.list()).rows.at(find.row() as usize)
    }

    /// Makes what tags and links ask the tables for, which they would else wait for when they come to it; what comes first, first.
    pub fn prepare(&self) {
        self.gazetteer();
        self.fields();
        self.edges();
        self.suffixes();
        self.brands();
        self.strengths();
        self.indicators();
        self.leads();
        self.plans_with_phrase();
    }

    /// Every word of every list in `text`, overlapping ones too; by start, then longest first, then by list and row.
    pub fn scan(&self, text: &str) -> Finds {
        let mut finding = Finding::new(text.len());
        let Some(user) = &self.user else {
            self.shipped.scan(text, |find| finding.put(find));
            return finding.done();
        };
        let mut found = Vec::new();
        user.scan(text, |find| found.push(find));
        let own: BTreeSet<_> = found.iter().map(|find| (find.span, find.list())).collect();
        let is_own = |find: &Find| own.contains(&(find.span, find.list()));
        self.shipped.scan(text, |find| found.extend(Some(find).filter(|find| !is_own(find))));
        found.sort_by_key(|find| Reverse(find::key(find)));
        found.into_iter().for_each(|find| finding.put(find));
        finding.done()
    }
}

/// The places of the rows and cells of `list`, and the order of its words, worked out when the program was built: see [`Table::made`].
fn made(list: List) -> [&'static [u8]; 2] {
    let mut rest = &include_bytes!(concat!(env!("OUT_DIR"), "/tables.bin"))[..];
    let mut next = |count: usize| {
        let (numbers, after) = rest.split_at(4 * count);
        rest = after;
        numbers
    };
    for other in List::ALL {
        let head = next(2);
        let [rows, columns] = [number(head), number(&head[4..])].map(|count| count as usize);
        let made = [next(rows * (1 + 2 * columns)), next(2 * rows)];
        if *other == list {
            return made;
        }
    }
    [&[]; 2]
}

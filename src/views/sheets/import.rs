//! What a filled-in table changes: its rows laid beside those of the plans, by address.

use std::collections::{BTreeMap, BTreeSet};

use super::back::{Given, Returned, Row, filled_in};
use super::measures::{is_row, on_one_line};
use super::table::Cell;
use super::{Excerpt, wording};
use crate::corpus::corrections::due;
use crate::ground::Note;
use crate::tags::{Deadline, DeadlineBasis, DepartmentBasis, Field};

/// What is to be made of a filled-in table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// How many rows were read.
    pub rows: usize,
    /// The cells that say something else than the plans now do, in the order of the table.
    pub changes: Vec<Change>,
    /// Rows that belong to no sentence of the plans, and other oddities, by row.
    pub oddities: Vec<Note>,
    /// What was filled in and the plan says otherwise, by row.
    pub contradictions: Vec<Note>,
    /// The addresses of measures that have no row in the table.
    pub missing: Vec<String>,
}

/// One cell that was filled in or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row of the table, from 1.
    pub row: u32,
    /// The id of the plan.
    pub plan: String,
    /// The address within it.
    pub address: String,
    /// The column.
    pub field: Field,
    /// What the plan says now, in the words of the table.
    pub from: String,
    /// What was filled in.
    pub to: String,
}

/// A measure that a row may belong to.
type Place = (usize, usize);

/// Compares `returned` with the plans of `excerpts`. Nothing is changed by it.
pub fn take_back(returned: &Returned, excerpts: &[Excerpt<'_>]) -> Import {
    let desk = Desk::new(excerpts, returned.plan.as_deref());
    let mut import = Import { rows: returned.rows.len(), ..Import::default() };
    import.oddities.clone_from(&returned.notes);
    let mut seen = BTreeMap::<Place, &Row>::new();
    let mut passed = BTreeMap::<Given, Vec<u32>>::new();
    for row in &returned.rows {
        let Some(place) = desk.place(row, &mut import.oddities) else { continue };
        for given in desk.otherwise(row, place) {
            passed.entry(given).or_default().push(row.row);
        }
        match seen.get(&place) {
            Some(first) if first.cells == row.cells => {}
            Some(first) => {
                let words = row.cells.values().filter(|c| !c.is_empty()).cloned();
                let words = words.collect::<Vec<_>>().join("、");
                let message = format!("与第 {} 行是同一句而填写不同，没有用：{words}", first.row);
                import.oddities.push(Note::warning(row.row, message));
            }
            None => {
                seen.insert(place, row);
                desk.changes(row, place, &mut import);
            }
        }
    }
    import.oddities.extend(Given::COLUMNS.iter().filter_map(|&(given, name)| {
        let rows = passed.get(&given)?;
        Some(Note::warning(rows[0], not_read_back(name, rows)))
    }));
    import.missing = desk.missing(&seen.keys().copied().collect());
    import.oddities.sort();
    import.contradictions.sort();
    import
}

/// That column `name` says something else than the plan in the first of `rows`, for which the note stands, and in the others, and that
/// nothing is made of it.
fn not_read_back(name: &str, rows: &[u32]) -> String {
    const NAMED: usize = 5;
    let others = rows.get(1..).unwrap_or_default();
    let named: Vec<String> = others.iter().take(NAMED).map(u32::to_string).collect();
    let (named, read) = (named.join("、"), filled_in());
    let also = match others.len() {
        0 => String::new(),
        all if all > NAMED => format!("，第 {named} 等 {all} 行也是"),
        _ => format!("，第 {named} 行也是"),
    };
    format!("“{name}”一列与规划不同，没有用{also}；读回的只有{read}")
}

/// The plans, their measures by address and by words.
struct Desk<'a, 'e> {
    excerpts: &'a [Excerpt<'e>],
    stated: Option<&'a str>,
    by_address: BTreeMap<(&'a str, String), Place>,
    by_words: BTreeMap<String, Vec<Place>>,
}

impl<'a, 'e> Desk<'a, 'e> {
    fn new(excerpts: &'a [Excerpt<'e>], stated: Option<&'a str>) -> Self {
        let (mut by_address, mut by_words) = (BTreeMap::new(), BTreeMap::<_, Vec<_>>::new());
        for (n, excerpt) in excerpts.iter().enumerate() {
            let plan = excerpt.plan;
            for at in (0..plan.measures.len()).filter(|&at| is_row(plan, at)) {
                by_address.insert((plan.id.as_str(), plan.measure_id(at)), (n, at));
                let words = on_one_line(plan.measures[at].span.of(&plan.text));
                by_words.entry(words).or_default().push((n, at));
            }
        }
        Self { excerpts, stated, by_address, by_words }
    }

    /// The measure that `row` belongs to: by its address, else by its words.
    fn place(&self, row: &Row, oddities: &mut Vec<Note>) -> Option<Place> {
        let mut odd = |message: String| oddities.push(Note::warning(row.row, message));
        let words = on_one_line(&row.measure);
        if let Some(place) = self.at(&row.address) {
            let (n, at) = place;
            let plan = self.excerpts[n].plan;
            let printed = on_one_line(plan.measures[at].span.of(&plan.text));
            if !words.is_empty() && words != printed {
                odd(format!("具体措施与规划 {} 的原文不同，按出处收下", row.address));
            }
            return Some(place);
        }
        let known = self.by_words.get(&words).map_or(&[][..], Vec::as_slice);
        let address = if row.address.is_empty() { "没有写".into() } else { row.address.clone() };
        if let &[place] = known {
            let (n, at) = place;
            let found = self.excerpts[n].plan.measure_id(at);
            odd(format!("出处（{address}）对不上，按具体措施认作 {found}"));
            return Some(place);
        }
        let filled: Vec<_> = row.cells.values().filter(|c| !c.is_empty()).cloned().collect();
        let filled = if filled.is_empty() { "没有填写".into() } else { filled.join("、") };
        let begin: String = words.chars().take(20).collect();
        odd(format!("出处（{address}）对不上，也没有这样的句子，没有用：“{begin}”，{filled}"));
        None
    }

    /// The measure at `address`, with its plan or without.
    fn at(&self, address: &str) -> Option<Place> {
        let get = |plan: &str, id: &str| {
            let plan = self.excerpts.iter().find(|e| e.plan.id == plan)?;
            self.by_address.get(&(plan.plan.id.as_str(), id.to_owned())).copied()
        };
        if let Some((plan, id)) = address.rsplit_once('/') {
            return get(plan.trim(), id.trim());
        }
        if let Some(plan) = self.stated {
            return get(plan, address);
        }
        let mut all = self.excerpts.iter().filter_map(|e| get(&e.plan.id, address));
        all.next().filter(|_| all.next().is_none())
    }

    /// The columns that are not read back in which `row` says something else than the plan of `place`.
    fn otherwise(&self, row: &Row, (n, at): Place) -> Vec<Given> {
        let excerpt = &self.excerpts[n];
        let (plan, tags) = (excerpt.plan, &excerpt.plan.tags[at]);
        let differs = |(&given, words): (&Given, &String)| {
            let cell = match given {
                Given::Domains => wording::domains(tags, excerpt.lexicon),
                Given::Targets => wording::targets(tags),
                Given::Strength => wording::strength(tags),
                Given::Places => wording::places(plan, tags),
            };
            let own = on_one_line(&plain(&cell.words()));
            (own != on_one_line(&plain(words))).then_some(given)
        };
        row.given.iter().filter_map(differs).collect()
    }

    /// What `row` changes in the measure at `place`.
    fn changes(&self, row: &Row, (n, at): Place, import: &mut Import) {
        let excerpt = &self.excerpts[n];
        let address = excerpt.plan.measure_id(at);
        for (&field, filled) in &row.cells {
            let from = now(excerpt, at, field);
            let to = plain(filled);
            if to == from {
                continue;
            }
            let contradicts = self.contradicts(excerpt, at, field, &to);
            let note = |message| Note::warning(row.row, format!("{address} {message}"));
            import.contradictions.extend(contradicts.map(note));
            import.oddities.extend(timeless(excerpt, field, &to).map(note));
            let plan = excerpt.plan.id.clone();
            let address = address.clone();
            import.changes.push(Change { row: row.row, plan, address, field, from, to });
        }
    }

    /// What the plan says against what was filled in, if it does.
    fn contradicts(
        &self,
        excerpt: &Excerpt<'_>,
        at: usize,
        field: Field,
        filled: &str,
    ) -> Option<String> {
        let tags = &excerpt.plan.tags[at];
        match field {
            Field::Remark => None,
            Field::Deadline => {
                let own = last_year(&tags.deadlines)?;
                let given = due(filled, &excerpt.plan.identity, excerpt.lexicon);
                let given = last_year(&given)?;
                (given > own).then(|| format!("完成时限“{filled}”晚于规划的 {own} 年"))
            }
            Field::Lead | Field::Support => {
                let stated = tags.bodies(field).filter(|d| d.basis == DepartmentBasis::Stated);
                let gone: Vec<_> =
                    stated.map(|d| &*d.name).filter(|name| !filled.contains(name)).collect();
                let label = field.label();
                (!gone.is_empty()).then(|| format!("规划写明的{label}是{}", gone.join("、")))
            }
        }
    }

    /// The addresses of the measures without a row, of the plans that have any.
    fn missing(&self, seen: &BTreeSet<Place>) -> Vec<String> {
        let plans: BTreeSet<usize> = seen.iter().map(|(n, _)| *n).collect();
        let missing = self.by_address.iter().filter(|(_, p)| plans.contains(&p.0));
        let mut missing: Vec<_> = missing.filter(|(_, p)| !seen.contains(p)).collect();
        missing.sort_by_key(|(_, place)| **place);
        missing.into_iter().map(|((plan, id), _)| format!("{plan}/{id}")).collect()
    }
}

/// What is said of a time limit in which no time can be read: 长期, or a slip of the pen.
fn timeless(excerpt: &Excerpt<'_>, field: Field, filled: &str) -> Option<String> {
    let read = || due(filled, &excerpt.plan.identity, excerpt.lexicon);
    let is_none = field == Field::Deadline && !filled.is_empty() && read().is_empty();
    is_none.then(|| format!("完成时限“{filled}”里读不出时间，照原话记下"))
}

/// The last year of some deadlines.
fn last_year(deadlines: &[Deadline]) -> Option<u16> {
    let own = deadlines.iter().filter(|d| d.basis != DeadlineBasis::Corrected);
    own.filter_map(|d| d.to).max()
}

/// What the table says of `field` now, without the marks of what is inferred.
fn now(excerpt: &Excerpt<'_>, at: usize, field: Field) -> String {
    let tags = &excerpt.plan.tags[at];
    let cell = match field {
        Field::Lead | Field::Support => wording::departments(tags, field, excerpt.lexicon),
        Field::Deadline => wording::deadlines(excerpt.plan, tags),
        Field::Remark => wording::filled(tags, Field::Remark).unwrap_or(Cell::Blank),
    };
    plain(&cell.words())
}

/// The words of a cell without the mark of what is inferred and without white space around them.
fn plain(words: &str) -> String {
    words.replace("（推断）", "").trim().to_owned()
}

//! 地点索引: a row a place; a brand is none.

use std::collections::BTreeMap;

use super::Excerpt;
use super::table::{Address, Cell, Column, Sheet};
use super::wording::{self, joined};
use crate::tags::Place;

const COLUMNS: [Column; 6] = [
    Column::number("序号", 5, "a running number from 1"),
    Column::text("地点", 18, "the place: its full name in the gazetteer, else as printed"),
    Column::text("提法", 26, "the ways it is printed: 白城, 引嫩入白"),
    Column::number("次数", 7, "how often"),
    Column::text("任务与项目", 70, "the headings it stands under"),
    Column::text("出处", 40, "the addresses of the measures, in order"),
];

/// What is known of one place.
struct Line<'a> {
    name: &'a str,
    /// The ways it is printed.
    printed: Vec<&'a str>,
    /// How often.
    count: u32,
    titles: Vec<&'a str>,
    addresses: Vec<Address>,
}

/// The table of `excerpts`, places in the order they are first named.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let mut lines = Vec::<Line<'_>>::new();
    let mut known = BTreeMap::<&str, usize>::new();
    for excerpt in excerpts {
        for &measure in &excerpt.measures {
            for place in wording::named(&excerpt.plan.tags[measure]) {
                let name = place.span.of(&excerpt.plan.text);
                let key = place.id.as_deref().unwrap_or(name);
                let at = *known.entry(key).or_insert_with(|| {
                    lines.push(Line::new(full_name(excerpt, place).unwrap_or(name)));
                    lines.len() - 1
                });
                lines[at].add(excerpt, measure, name);
            }
        }
    }
    let rows = lines.iter().enumerate().map(|(n, line)| line.row(n + 1)).collect();
    Sheet { name: "地点索引", columns: COLUMNS.to_vec(), rows }
}

/// The name of `place` in the gazetteer.
fn full_name<'a>(excerpt: &Excerpt<'a>, place: &Place) -> Option<&'a str> {
    let gazetteer = excerpt.lexicon.gazetteer();
    let known = gazetteer.by_id(place.id.as_deref()?)?;
    Some(&gazetteer.place(known).name)
}

impl<'a> Line<'a> {
    fn new(name: &'a str) -> Self {
        Self { name, printed: Vec::new(), count: 0, titles: Vec::new(), addresses: Vec::new() }
    }

    fn add(&mut self, excerpt: &Excerpt<'a>, measure: usize, name: &'a str) {
        self.printed.push(name);
        self.count += 1;
        let node = excerpt.plan.measures[measure].node as usize;
        self.titles.extend(excerpt.plan.outline.trail(node).last());
        let address = excerpt.measure_address(measure);
        if self.addresses.last() != Some(&address) {
            self.addresses.push(address);
        }
    }

    fn row(&self, number: usize) -> Vec<Cell> {
        vec![
            Cell::Number(number as f64),
            Cell::text(self.name),
            Cell::text(joined(self.printed.iter(), "、")),
            Cell::Number(f64::from(self.count)),
            Cell::text(joined(self.titles.iter(), "；")),
            Cell::Addresses(self.addresses.clone()),
        ]
    }
}

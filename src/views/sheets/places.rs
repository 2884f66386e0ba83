//! 地点索引: a row a place.
//!
//! | column | what it holds |
//! |---|---|
//! | 序号 | a running number from 1 |
//! | 地点 | the place, as it is printed most often |
//! | 提法 | other ways it is printed: 引嫩入白, 长白山人参 |
//! | 次数 | how often |
//! | 任务与项目 | the headings it stands under |
//! | 出处 | the addresses of the measures, in order |

use std::collections::BTreeMap;

use super::Excerpt;
use super::table::{Address, Cell, Column, Sheet};
use super::wording::joined;
use crate::tags::{Place, PlaceRelation};

const COLUMNS: [Column; 6] = [
    Column::centred("序号", 5),
    Column::text("地点", 18),
    Column::text("提法", 26),
    Column::centred("次数", 7),
    Column::text("任务与项目", 70),
    Column::text("出处", 40),
];

/// What is known of one place.
#[derive(Default)]
struct Line<'a> {
    /// How often each name is printed, and whether it is a name of the place itself.
    names: BTreeMap<&'a str, (bool, u32)>,
    titles: Vec<&'a str>,
    addresses: Vec<Address>,
}

/// The table of `excerpts`, places in the order they are first named.
pub fn sheet(excerpts: &[Excerpt<'_>]) -> Sheet {
    let mut lines = Vec::<Line<'_>>::new();
    let mut known = BTreeMap::<&str, usize>::new();
    for excerpt in excerpts {
        for &measure in &excerpt.measures {
            for place in &excerpt.plan.tags[measure].places {
                let name = place.span.of(&excerpt.plan.text);
                let key = place.id.as_deref().unwrap_or(name);
                let at = *known.entry(key).or_insert_with(|| {
                    lines.push(Line::default());
                    lines.len() - 1
                });
                lines[at].add(excerpt, measure, place, name);
            }
        }
    }
    let rows = lines.iter().enumerate().map(|(n, line)| line.row(n + 1)).collect();
    Sheet { name: "地点索引", columns: COLUMNS.to_vec(), rows }
}

impl<'a> Line<'a> {
    fn add(&mut self, excerpt: &Excerpt<'a>, measure: usize, place: &Place, name: &'a str) {
        let count = self.names.entry(name).or_default();
        count.0 |= place.relation == PlaceRelation::Named;
        count.1 += 1;
        let node = excerpt.plan.measures[measure].node as usize;
        self.titles.extend(excerpt.plan.outline.trail(node).last());
        let address = excerpt.measure_address(measure);
        if self.addresses.last() != Some(&address) {
            self.addresses.push(address);
        }
    }

    fn row(&self, number: usize) -> Vec<Cell> {
        // Of names printed equally often, the first in the order of characters.
        let best = self.names.iter().max_by_key(|&(name, &count)| (count, std::cmp::Reverse(name)));
        let best = best.map_or("", |(name, _)| name);
        let count: u32 = self.names.values().map(|c| c.1).sum();
        vec![
            Cell::Number(number as f64),
            Cell::text(best),
            Cell::text(joined(self.names.keys().filter(|&&n| n != best), "、")),
            Cell::Number(f64::from(count)),
            Cell::text(joined(self.titles.iter(), "；")),
            Cell::Addresses(self.addresses.clone()),
        ]
    }
}

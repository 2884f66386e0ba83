//! Two plans side by side, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Chars;
use crate::answers::{self, Drift, Edit, Pair, Piece, Standing};
use crate::ground::{Ruler, Span};
use crate::plan::Plan;
use crate::tags::{Bound, Change};

/// What two plans say of the same things.
#[derive(Serialize)]
pub struct Comparison<'a> {
    plans: [Compared<'a>; 2],
    /// How often the second plan stands so to the first.
    counts: BTreeMap<&'static str, usize>,
    indicators: Vec<Row<'a>>,
    /// What became of each heading and measure; `null` where the plans are no versions of one another.
    changes: Option<Vec<Fate<'a>>>,
}

#[derive(Serialize)]
struct Compared<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    indicator: &'a str,
    indicator_id: Option<&'a str>,
    change: Change,
    year: Option<u16>,
    verdict: &'static str,
    /// Those of the first plan, then those of the second.
    values: [Vec<Value<'a>>; 2],
}

#[derive(Serialize)]
struct Value<'a> {
    value: Option<f64>,
    value_to: Option<f64>,
    unit: Option<&'a str>,
    bound: Bound,
    qualifiers: &'a [String],
    /// The whole addresses of the measures.
    addresses: Vec<String>,
}

#[derive(Serialize)]
struct Fate<'a> {
    fate: &'static str,
    old: Option<Words<'a>>,
    new: Option<Words<'a>>,
    /// What was exchanged, in code points of the texts.
    differences: Vec<Difference>,
}

#[derive(Serialize)]
struct Words<'a> {
    address: String,
    text: &'a str,
}

#[derive(Serialize)]
struct Difference {
    old: Chars,
    new: Chars,
}

impl<'a> Comparison<'a> {
    /// The shape of `comparison`.
    pub fn of(comparison: &'a answers::Comparison) -> Self {
        let plans = comparison.plans.each_ref();
        let count = |verdict| comparison.rows.iter().filter(|row| row.verdict == verdict).count();
        Self {
            plans: plans.map(|plan| Compared { id: &plan.id, title: &plan.identity.title }),
            counts: Standing::ALL.iter().map(|verdict| (verdict.name(), count(*verdict))).collect(),
            indicators: comparison.rows.iter().map(row).collect(),
            changes: comparison.changes.as_ref().map(|pairs| {
                let texts = plans.map(|plan| Text { plan, ruler: plan.ruler() });
                pairs.iter().map(|pair| change(&texts, pair)).collect()
            }),
        }
    }
}

fn row(row: &answers::Row) -> Row<'_> {
    Row {
        indicator: &row.name,
        indicator_id: row.id.as_deref(),
        change: row.change,
        year: row.year,
        verdict: row.verdict.name(),
        values: row.sides.each_ref().map(|side| side.iter().map(value).collect()),
    }
}

fn value(value: &answers::Value) -> Value<'_> {
    let target = &value.target;
    Value {
        value: target.value,
        value_to: target.value_to,
        unit: target.unit.as_deref(),
        bound: target.bound,
        qualifiers: &target.qualifiers,
        addresses: value.ids().map(|id| format!("{}/{id}", value.plan.id)).collect(),
    }
}

/// A plan's text and the ruler that counts its code points.
struct Text<'a> {
    plan: &'a Plan,
    ruler: Ruler,
}

impl<'a> Text<'a> {
    fn words(&self, piece: Piece) -> Words<'a> {
        let address = format!("{}/{}", self.plan.id, piece.id(self.plan));
        Words { address, text: piece.span.of(&self.plan.text) }
    }

    /// `span` counted from the start of `piece`.
    fn chars(&self, piece: Option<Piece>, span: Span) -> Chars {
        let whole = piece.map_or(span, |piece| piece.span);
        let text = &self.plan.text;
        let (zero, (start, end)) = (self.ruler.chars(text, whole).0, self.ruler.chars(text, span));
        Chars(start - zero, end - zero)
    }
}

fn change<'a>(texts: &[Text<'a>; 2], pair: &Pair) -> Fate<'a> {
    let edits = match &pair.fate {
        Drift::Changed(edits) => edits.as_slice(),
        _ => &[],
    };
    let difference = |edit: &Edit| Difference {
        old: texts[0].chars(pair.old, edit.old),
        new: texts[1].chars(pair.new, edit.new),
    };
    Fate {
        fate: pair.fate.name(),
        old: pair.old.map(|piece| texts[0].words(piece)),
        new: pair.new.map(|piece| texts[1].words(piece)),
        differences: edits.iter().filter(|edit| !edit.is_same).map(difference).collect(),
    }
}

//! Filters: a key and a value → what a document must be.

use crate::ground::numeral;
use crate::ground::{Error, Result};
use crate::index::{Ask, Filter};
use crate::{measures, outline};

/// The filter `key:value`; keys are `plan`, `kind`, `column` and `under`.
///
/// Errors: [`Usage`](crate::ground::ErrorKind::Usage) for a kind or a number of a column that there cannot be.
pub fn filter(key: &str, value: &str) -> Result<Ask> {
    match key {
        "plan" => Ok(Ask::Filter(Filter::Plan(value.to_owned()))),
        "kind" => kind(value),
        "column" => column(value),
        _ => Ok(under(value)),
    }
}

/// `outcome`, or 目标 as it is shown.
fn kind(value: &str) -> Result<Ask> {
    let measures = measures::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
    let nodes = outline::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
    let mut kinds = measures.chain(nodes);
    if let Some((name, _)) = kinds.clone().find(|&(name, label)| name == value || label == value) {
        return Ok(Ask::Filter(Filter::Kind(name.to_owned())));
    }
    let names: Vec<_> = kinds.by_ref().map(|(name, label)| format!("{name}（{label}）")).collect();
    Err(Error::usage(format!("没有这种类别：{value}"))
        .with_hint(format!("可用的类别：{}", names.join("、"))))
}

/// `2`, `Z2`, 专栏2, 专栏二.
fn column(value: &str) -> Result<Ask> {
    let number = value.trim_start_matches("专栏").trim_start_matches(['Z', 'z']);
    match numeral::parse(number) {
        Some(number) => Ok(Ask::Filter(Filter::Under(format!("Z{number}")))),
        None => Err(Error::usage(format!("专栏要写成数字：{value}")).with_hint("例如：column:2")),
    }
}

/// `2.1`, or with its plan `jilin-2024-2035/2.1`.
fn under(value: &str) -> Ask {
    match value.split_once('/') {
        Some((plan, address)) => Ask::All(vec![
            Ask::Filter(Filter::Plan(plan.to_owned())),
            Ask::Filter(Filter::Under(address.to_owned())),
        ]),
        None => Ask::Filter(Filter::Under(value.to_owned())),
    }
}

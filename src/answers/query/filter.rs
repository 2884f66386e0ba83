//! Filters: a key and a value → what a document must be.

use super::{Vocabulary, Wanted};
use crate::answers::near;
use crate::ground::numeral;
use crate::ground::{Error, Result};
use crate::index::mark::department_name;
use crate::index::{Ask, Filter, Key, Leaf, Mark, fold};
use crate::tags::StrengthLevel;
use crate::{measures, outline};

/// The keys of filters.
pub const KEYS: [&str; 12] = [
    "plan",
    "kind",
    "column",
    "under",
    "domain",
    "by-year",
    "from-year",
    "department",
    "stated",
    "strength",
    "has",
    "indicator",
];

/// The years a filter may name.
pub const YEARS: std::ops::RangeInclusive<u16> = 1949..=2199;

/// The filter `key:value`; keys are those of [`KEYS`].
///
/// Errors: [`Usage`](crate::ground::ErrorKind::Usage) for a value that there cannot be.
pub fn filter(key: &str, value: &str, vocabulary: &Vocabulary) -> Result<Ask> {
    if value.trim().is_empty() {
        return Err(Error::usage(format!("筛选条件 {key} 没有写值")));
    }
    match key {
        "plan" => Ok(Ask::Filter(Filter::Plan(value.to_owned()))),
        "kind" => kind(value),
        "column" => column(value),
        "domain" => domain(value, vocabulary),
        "by-year" => Ok(due(*YEARS.start(), year(value)?)),
        "from-year" => Ok(due(year(value)?, *YEARS.end())),
        "department" => Ok(department(Key::Department, value, vocabulary)),
        "stated" => Ok(department(Key::Stated, value, vocabulary)),
        "strength" => strength(value, vocabulary),
        "has" => has(value),
        "indicator" => Ok(mark(Key::Indicator, vocabulary.indicator(value))),
        _ => Ok(under(value)),
    }
}

/// What holds what is wanted.
pub fn holds(wanted: Wanted) -> Ask {
    match wanted {
        Wanted::Amount => mark(Key::Has, "target"),
        Wanted::Time => due(*YEARS.start(), *YEARS.end()),
        Wanted::Body => mark(Key::Has, "department"),
    }
}

/// What holds a target and says the unit in which `asked` counts: 公里 of 多少公里; `None` where it names none, or one of a single letter.
pub fn counts(asked: &str) -> Option<Ask> {
    let unit = fold::letters(asked.split_once("多少")?.1);
    let leaf = Ask::Leaf(Leaf { forms: vec![unit.clone()] });
    unit.chars().nth(1).is_some().then(|| Ask::All(vec![holds(Wanted::Amount), leaf]))
}

/// What is due in a year from `from` to `to`.
pub fn due(from: u16, to: u16) -> Ask {
    Ask::Filter(Filter::Due(from, to))
}

fn mark(key: Key, value: impl Into<String>) -> Ask {
    Ask::Filter(Filter::Mark(Mark::new(key, value)))
}

/// A body by its name, whole or short: 发改委, 发展改革委.
fn department(key: Key, value: &str, vocabulary: &Vocabulary) -> Ask {
    let name = department_name(value);
    let forms = vocabulary.synonyms().widen(fold::letters(name));
    let names = std::iter::once(name.to_owned()).chain(forms.into_iter().skip(1));
    Ask::Filter(Filter::Marks(names.map(|name| Mark::new(key, name)).collect()))
}

/// `outcome`, or 目标 as it is shown.
fn kind(value: &str) -> Result<Ask> {
    let measures = measures::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
    let nodes = outline::Kind::ALL.iter().map(|kind| (kind.name(), kind.label()));
    let kinds: Vec<_> = measures.chain(nodes).collect();
    named(value, &kinds).map(|name| mark(Key::Kind, name)).ok_or_else(|| {
        Error::usage(format!("没有这种类别：{value}"))
            .with_hint(format!("可用的类别：{}", listed(&kinds)))
    })
}

/// `mandatory`, or 约束 as it is shown, or a word of that class: 必须, 鼓励.
fn strength(value: &str, vocabulary: &Vocabulary) -> Result<Ask> {
    let levels = StrengthLevel::ALL.map(|level| (level.name(), level.label()));
    let word = || vocabulary.strength(value).and_then(|level| named(level, &levels));
    named(value, &levels).or_else(word).map(|name| mark(Key::Strength, name)).ok_or_else(|| {
        Error::usage(format!("没有这种力度：{value}")).with_hint(format!(
            "可用的力度：{}，也可以写必须、推进、鼓励、探索这样的词",
            listed(&levels)
        ))
    })
}

/// `target`: what holds a target, with a number or without; `department`: what the plan, or a person, names a body for.
fn has(value: &str) -> Result<Ask> {
    const THINGS: [(&str, &str); 2] = [("target", "指标"), ("department", "责任部门")];
    named(value, &THINGS).map(|name| mark(Key::Has, name)).ok_or_else(|| {
        Error::usage(format!("has: 后面不能是：{value}"))
            .with_hint(format!("可用的是：{}", listed(&THINGS)))
    })
}

/// `water`, or 水环境; 大气, which begins the name of one only.
fn domain(value: &str, vocabulary: &Vocabulary) -> Result<Ask> {
    let all: Vec<(&str, &str)> = vocabulary.domains().collect();
    let named = named(value, &all).or_else(|| begun(value, &all));
    named.map(|id| mark(Key::Domain, id)).ok_or_else(|| {
        let like = near::of(value, all.iter().flat_map(|&(id, name)| [id, name]));
        let is_like = |&(id, name): &(&str, &str)| like.contains(&id) || like.contains(&name);
        let near: Vec<_> = all.iter().copied().filter(is_like).collect();
        let hint = match near.as_slice() {
            [] => format!("可用的领域：{}", listed(&all)),
            near => format!("相近的领域：{}", listed(near)),
        };
        Error::usage(format!("没有这个领域：{value}")).with_hint(hint)
    })
}

/// The name of the one of `all` that `value` is, by its name or by the word that is shown.
fn named<'a>(value: &str, all: &[(&'a str, &str)]) -> Option<&'a str> {
    let letters = fold::letters(value);
    let is_it = |word: &str| word == value || !letters.is_empty() && fold::letters(word) == letters;
    all.iter().find(|&&(name, label)| is_it(name) || is_it(label)).map(|&(name, _)| name)
}

/// The name of the only one of `all` of which `value`, two letters at least, begins the word that is shown.
fn begun<'a>(value: &str, all: &[(&'a str, &str)]) -> Option<&'a str> {
    let letters = fold::letters(value);
    let mut begun = all.iter().filter(|(_, label)| label.starts_with(&letters));
    let (name, _) = begun.next().filter(|_| letters.chars().count() > 1)?;
    begun.next().is_none().then_some(name)
}

/// outcome（目标）、action（举措）.
fn listed(all: &[(&str, &str)]) -> String {
    let each: Vec<_> = all.iter().map(|(name, label)| format!("{name}（{label}）")).collect();
    each.join("、")
}

/// 2027, 2027年.
fn year(value: &str) -> Result<u16> {
    let letters = fold::letters(value);
    let year = letters.trim_end_matches('年').parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| {
        Error::usage(format!("年份要写成四位数字：{value}")).with_hint("例如：by-year:2027")
    })
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

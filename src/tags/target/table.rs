//! Rows of an indicator table: the columns of target years make the records, their heads the years due.

use crate::ground::Span;
use crate::lexicon::List;
use crate::outline::Kind;
use crate::outline::table::{Columns, Role, Row};
use crate::tags::{Bound, Change, Context, DeadlineBasis, Target};

/// The targets of measure `at` if it is a row of a table; `None` if it is none.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Vec<Target>> {
    let measure = &context.measures[at];
    let node = &context.outline.nodes[measure.node as usize];
    if node.kind != Kind::Table {
        return None;
    }
    let columns = node.head.map(|head| Columns::of(context.text, head)).unwrap_or_default();
    if !columns.has_targets() {
        return Some(Vec::new());
    }
    let row = columns.row(context.text, measure.span);
    Some(targets(context, &row))
}

fn targets(context: &Context<'_>, row: &Row) -> Vec<Target> {
    let text = context.text;
    let parts: Vec<Span> = row.of(Role::Name).map(|(_, span)| span).collect();
    let Some(&start) = parts.iter().min_by_key(|s| s.start) else { return Vec::new() };
    let name = Name::of(&parts.iter().map(|s| s.of(text)).collect::<String>());
    let total = row.of(Role::Total).next().filter(|(_, s)| Value::of(s.of(text)).is_some());
    let base = row.of(Role::Base).next();
    let cells = row.of(Role::Target).filter_map(|(column, span)| {
        let own = Value::of(span.of(text)).map(|value| (span, value));
        let sum = || total.and_then(|(_, s)| Some((s, Value::of(s.of(text))?)));
        own.or_else(sum).map(|(span, value)| (column.year, span, value))
    });
    cells
        .map(|(year, span, value)| Target {
            indicator: name.words.clone(),
            indicator_id: super::indicator::id(context.lexicon, &name.words),
            change: value.change.or(name.change).unwrap_or(Change::To),
            bound: value.bound,
            value: value.number,
            value_to: value.to,
            unit: unit(context, row, &name, &value),
            qualifiers: value.qualifiers,
            deadline: year,
            deadline_basis: year.map(|_| DeadlineBasis::Inherited),
            base_year: base.and_then(|(column, _)| column.year),
            base_value: base.and_then(|(_, s)| Value::of(s.of(text))?.number),
            attribute: attribute(text, row),
            qualitative: value.number.is_none(),
            span: start.to(span),
            rule: "target:table".into(),
        })
        .collect()
}

/// 约束性 or 预期性.
fn attribute(text: &str, row: &Row) -> Option<String> {
    let words: String = row.of(Role::Attribute).map(|(_, s)| s.of(text).trim()).collect();
    (!words.is_empty()).then_some(words)
}

/// The unit of a value, as answers write it: behind the value, in its column, or in the bracket of the name.
fn unit(context: &Context<'_>, row: &Row, name: &Name, value: &Value) -> Option<String> {
    let column = row.of(Role::Unit).next().map(|(_, s)| s.of(context.text).to_owned());
    let words =
        Some(value.unit.clone()).filter(|u| !u.is_empty()).or(column).or(name.unit.clone())?;
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let known = context.lexicon.table(List::Units).get(&words).map(|row| row.cells[1].to_string());
    value.number.and(known.or(Some(words))).filter(|u| u != "—" && u != "-")
}

/// The name of an indicator without its unit and without the verb at its end, which tells the change.
struct Name {
    words: String,
    unit: Option<String>,
    change: Option<Change>,
}

/// Verbs at the end of a name, longest first, and the change they tell.
const VERBS: [(&str, Change); 14] = [
    ("降低比例", Change::DecreaseBy),
    ("下降比例", Change::DecreaseBy),
    ("减少比例", Change::DecreaseBy),
    ("削减比例", Change::DecreaseBy),
    ("下降幅度", Change::DecreaseBy),
    ("降低", Change::DecreaseBy),
    ("下降", Change::DecreaseBy),
    ("减少", Change::DecreaseBy),
    ("削减", Change::DecreaseBy),
    ("压减", Change::DecreaseBy),
    ("提高", Change::IncreaseBy),
    ("增长", Change::IncreaseBy),
    ("增加", Change::IncreaseBy),
    ("提升", Change::IncreaseBy),
];

impl Name {
    fn of(printed: &str) -> Self {
        let plain: String =
            printed.chars().filter(|c| !c.is_whitespace() && !"△▲★☆*※".contains(*c)).collect();
        let open = plain.rfind(['（', '(']).filter(|_| plain.ends_with(['）', ')']));
        let inner = open.map(|at| plain[at..].trim_matches(['（', '）', '(', ')']).to_owned());
        let unit = inner.filter(|u| is_unit(u));
        let words = match open.filter(|_| unit.is_some()) {
            Some(at) => &plain[..at],
            None => plain.as_str(),
        };
        let verb = VERBS.iter().find(|(v, _)| words.ends_with(v) && words.len() > v.len());
        Self {
            words: verb.map_or(words, |(v, _)| &words[..words.len() - v.len()]).to_owned(),
            unit,
            change: verb.map(|(_, change)| *change),
        }
    }
}

/// Whether the words of a bracket are a unit: %, 微克/立方米, 万吨; not 一、二类 or PM2.5.
fn is_unit(words: &str) -> bool {
    let short = (1..=10).contains(&words.chars().count());
    let letters = words.chars().any(|c| c.is_ascii_digit() || "、，类".contains(c));
    short && (!letters || words.contains('/'))
}

/// The value in a cell.
#[derive(Debug)]
struct Value {
    number: Option<f64>,
    to: Option<f64>,
    bound: Bound,
    change: Option<Change>,
    qualifiers: Vec<String>,
    unit: String,
}

/// What stands before a number and what it means.
const BEFORE: [(&str, Bound); 12] = [
    ("≥", Bound::AtLeast),
    (">", Bound::AtLeast),
    ("＞", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("大于", Bound::AtLeast),
    ("超过", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("<", Bound::AtMost),
    ("＜", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("小于", Bound::AtMost),
    ("约", Bound::About),
];
/// What stands behind a number and what it means.
const BEHIND: [(&str, Bound); 5] = [
    ("以上", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
];
/// Verbs in a cell.
const MOVES: [(&str, Change); 6] = [
    ("新增", Change::IncreaseBy),
    ("增加", Change::IncreaseBy),
    ("提高", Change::IncreaseBy),
    ("下降", Change::DecreaseBy),
    ("降低", Change::DecreaseBy),
    ("减少", Change::DecreaseBy),
];

impl Value {
    /// Reads a cell; `None` if it is empty or a dash.
    fn of(cell: &str) -> Option<Self> {
        let plain: String =
            cell.chars().filter(|c| !c.is_whitespace() && !"△▲★☆*※[]【】".contains(*c)).collect();
        if !plain.contains(char::is_alphanumeric) {
            return None;
        }
        let mut value = Self {
            number: None,
            to: None,
            bound: Bound::Exactly,
            change: None,
            qualifiers: Vec::new(),
            unit: String::new(),
        };
        value.read(&plain);
        Some(value)
    }

    fn read(&mut self, plain: &str) {
        let mut rest = plain;
        if let Some((word, change)) = MOVES.iter().find(|(w, _)| rest.starts_with(w)) {
            self.change = Some(*change);
            rest = &rest[word.len()..];
        }
        if let Some((word, bound)) = BEFORE.iter().find(|(w, _)| rest.starts_with(w)) {
            (self.bound, rest) = (*bound, &rest[word.len()..]);
            self.qualifiers.push((*word).to_owned());
        }
        let Some((number, len)) = number(rest) else { return };
        self.number = Some(number);
        rest = &rest[len..];
        if let Some((to, len)) = rest.strip_prefix(['-', '~', '～', '—', '–']).and_then(number_in)
        {
            self.to = Some(to);
            rest = &rest[rest.len() - len..];
        }
        if let Some((word, bound)) = BEHIND.iter().find(|(w, _)| rest.ends_with(w)) {
            (self.bound, rest) = (*bound, &rest[..rest.len() - word.len()]);
            self.qualifiers.push((*word).to_owned());
        }
        self.unit = rest.to_owned();
    }
}

/// The number at the start of `words` and how many bytes it takes.
fn number(words: &str) -> Option<(f64, usize)> {
    let len =
        words.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(words.len());
    let digits: String = words[..len].chars().filter(|c| *c != ',').collect();
    Some((digits.parse().ok()?, len))
}

/// The number at the start of `words` and how many bytes are left behind it.
fn number_in(words: &str) -> Option<(f64, usize)> {
    number(words).map(|(value, len)| (value, words.len() - len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_names() {
        let value = |cell| Value::of(cell).map(|v| (v.number, v.bound, v.unit));
        assert_eq!(value("[15]"), Some((Some(15.0), Bound::Exactly, String::new())));
        assert_eq!(value("93%左右"), Some((Some(93.0), Bound::About, "%".into())));
        assert_eq!(value("≥ 1,200 万吨"), Some((Some(1200.0), Bound::AtLeast, "万吨".into())));
        assert_eq!(value("保持稳定"), Some((None, Bound::Exactly, String::new())));
        assert_eq!(value("—"), None);
        let name = Name::of("单位地区生产总值能源消耗降低（%）");
        assert_eq!(
            (name.words.as_str(), name.unit.as_deref()),
            ("单位地区生产总值能源消耗", Some("%"))
        );
        assert_eq!(name.change, Some(Change::DecreaseBy));
        assert_eq!(Name::of("细颗粒物（PM2.5）浓度（微克/立方米）").words, "细颗粒物（PM2.5）浓度");
    }
}

//! Rows of an indicator table: the columns of target years make the records, their heads the years due.

use crate::ground::{Span, half_width, is_digit};
use crate::lexicon::{Lexicon, List};
use crate::outline::table::{Column, Role, Row};
use crate::outline::{Kind, years};
use crate::tags::{Bound, Change, Context, DeadlineBasis, Target};

/// The targets of measure `at` if it is a row of a table; `None` if it is none.
pub(super) fn read(context: &Context<'_>, at: usize) -> Option<Vec<Target>> {
    let columns = context.columns(at)?;
    if !columns.has_targets() {
        return Some(Vec::new());
    }
    let row = context.row(at)?;
    // Of 规划值 and 远期目标 the name of the table tells nothing.
    let is_plain = columns.last_year().is_none() && row.of(Role::Target).count() == 1;
    let due = is_plain.then(|| named_year(context, at)).flatten();
    Some(targets(context, &row, due))
}

/// The last year that the name of the table gives, or that of the box it stands in: “十四五”时期主要指标, not “十四五”及2035年主要指标.
fn named_year(context: &Context<'_>, at: usize) -> Option<u16> {
    let nodes = &context.outline.nodes;
    let table = &nodes[context.measures[at].node as usize];
    let column = table.parent.map(|up| &nodes[up as usize]).filter(|up| up.kind == Kind::Column);
    [Some(table), column]
        .into_iter()
        .flatten()
        .find_map(|node| Some((&node.title, years(&node.title)?.1)))
        .filter(|(title, to)| !title.split(|c| !is_digit(c)).any(|year| is_later(year, *to)))
        .map(|(_, to)| to)
}

/// Whether the digits of `number` are a year behind `year`.
fn is_later(number: &str, year: u16) -> bool {
    number.len() == 4 && number.parse().is_ok_and(|number: u16| number > year)
}

/// The targets of `row`, of a table in which no column has a year and whose name gives the year `due`.
fn targets(context: &Context<'_>, row: &Row, due: Option<u16>) -> Vec<Target> {
    let text = context.text;
    let value = |span: Span| Value::of(context.lexicon, span.of(text));
    let parts: Vec<Span> = row.of(Role::Name).map(|(_, span)| span).collect();
    let Some(&start) = parts.iter().min_by_key(|s| s.start) else { return Vec::new() };
    let name = Name::of(context.lexicon, &parts.iter().map(|s| s.of(text)).collect::<String>());
    let total = row.of(Role::Total).find_map(|(_, span)| Some((span, value(span)?)));
    let base = row.of(Role::Base).next();
    let to_come = |year: Option<u16>| year.is_none_or(|y| !is_past(context, base, y));
    let cells = row.of(Role::Target).map(|(column, span)| (column.year.or(due), span));
    let cells = cells.filter(|(year, _)| to_come(*year));
    let cells = cells.filter_map(|(year, span)| {
        let own = value(span).map(|value| (span, value));
        own.or_else(|| total.clone()).map(|(span, value)| (year, span, value))
    });
    cells
        .map(|(year, span, read)| Target {
            indicator: name.words.clone(),
            indicator_id: super::indicator::id(context.lexicon, &name.words),
            change: read.change.or(name.change).unwrap_or(Change::To),
            bound: read.bound,
            value: read.number,
            value_to: read.to,
            unit: unit(context, row, &name, &read),
            qualifiers: read.qualifiers,
            deadline: year,
            deadline_basis: year.map(|_| DeadlineBasis::Inherited),
            base_year: base.and_then(|(column, _)| column.year),
            base_value: base.and_then(|(_, span)| value(span)?.number),
            attribute: attribute(text, row),
            qualitative: read.number.is_none(),
            span: start.to(span),
            rule: "target:table".into(),
        })
        .collect()
}

/// Whether `year` lies before the plan, or not after the year compared with: what stands there has been.
fn is_past(context: &Context<'_>, base: Option<(Column, Span)>, year: u16) -> bool {
    let begins = context.identity.period.map(|(from, _)| from);
    let compared = base.and_then(|(column, _)| column.year);
    begins.is_some_and(|from| year < from) || compared.is_some_and(|base| year <= base)
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
    let known = context.lexicon.table(List::Units).get(&words).map(|row| row.cell(1).to_owned());
    value.number.and(known.or(Some(words))).filter(|u| u != "—" && u != "-")
}

/// The name of an indicator without its unit and without the verb at its end, which tells the change.
struct Name {
    words: String,
    unit: Option<String>,
    change: Option<Change>,
}

impl Name {
    fn of(lexicon: &Lexicon, printed: &str) -> Self {
        let plain = plain(without_number(printed), MARKS);
        let plain = plain.trim_start_matches("其中").trim_start_matches(['：', ':']).to_owned();
        let open = plain.rfind(['（', '(']).filter(|_| plain.ends_with(['）', ')']));
        let inner = open.map(|at| plain[at..].trim_matches(['（', '）', '(', ')']).to_owned());
        let unit = inner.filter(|u| is_unit(u));
        let words = match open.filter(|_| unit.is_some()) {
            Some(at) => &plain[..at],
            None => plain.as_str(),
        };
        let words = without_note(words);
        let verb = Word::longest(lexicon, |w| words.ends_with(w) && words.len() > w.len());
        let verb = verb.filter(|v| v.change.is_some());
        Self {
            words: verb.as_ref().map_or(words, |v| &words[..words.len() - v.len]).to_owned(),
            unit,
            change: verb.and_then(|v| v.change),
        }
    }
}

/// Marks that refer to a remark below the table.
const MARKS: &str = "△▲★☆*※∗";

/// `words` in half width, without white space and `marks`; Chinese marks stay Chinese.
fn plain(words: &str, marks: &str) -> String {
    let signs = words.chars().filter(|c| !c.is_whitespace() && !marks.contains(*c));
    let half = |c| match half_width(c) {
        '(' | '（' => '（',
        ')' | '）' => '）',
        half if half.is_ascii_alphanumeric() || matches!(half, '.' | '%' | '/' | '≥' | '≤') => {
            half
        }
        _ => c,
    };
    signs.map(half).collect()
}

/// `printed` without a number in brackets at its start.
fn without_bracket(printed: &str) -> &str {
    let inside = printed.strip_prefix(['（', '(']);
    let rest = inside.map(|rest| rest.trim_start_matches(is_digit));
    let numbered = rest.filter(|rest| inside.is_some_and(|inside| rest.len() < inside.len()));
    numbered.and_then(|rest| rest.strip_prefix(['）', ')'])).unwrap_or(printed)
}

/// A name without the number of its row before it: 1.森林覆盖率, （1）森林覆盖率, 3 森林覆盖率, but 5岁以下儿童死亡率.
fn without_number(printed: &str) -> &str {
    let printed = without_bracket(printed.trim_start());
    let rest = printed.trim_start_matches(is_digit);
    let name = rest.trim_start_matches(['.', '．', '、', ' ', '\u{3000}']);
    let named = name.starts_with(|c: char| ('一'..='龥').contains(&c) || "（(“\"".contains(c));
    if rest.len() < printed.len() && name.len() < rest.len() && named { name } else { printed }
}

/// A name without the raised number of a note, which stands directly behind a Han character.
fn without_note(words: &str) -> &str {
    let bare = words.trim_end_matches(is_digit);
    let noted =
        words.len() - bare.len() == 1 && bare.ends_with(|c: char| ('一'..='龥').contains(&c));
    if noted { bare } else { words }
}

/// A word around a value or at the end of a name, and what it says.
struct Word {
    change: Option<Change>,
    bound: Option<Bound>,
    len: usize,
}

impl Word {
    /// The longest word that `fits`.
    fn longest(lexicon: &Lexicon, fits: impl Fn(&str) -> bool) -> Option<Self> {
        let rows = lexicon.table(List::TableCells).rows.iter();
        let row = rows.filter(|row| fits(row.word())).max_by_key(|row| row.word().len())?;
        let change = match row.cell(1) {
            "increase_by" => Some(Change::IncreaseBy),
            "decrease_by" => Some(Change::DecreaseBy),
            _ => None,
        };
        let bound = match row.cell(2) {
            "at_least" => Some(Bound::AtLeast),
            "at_most" => Some(Bound::AtMost),
            "about" => Some(Bound::About),
            _ => None,
        };
        Some(Self { change, bound, len: row.word().len() })
    }
}

/// Whether the words of a bracket are a unit: %, 微克/立方米, 万吨; not 一、二类 or PM2.5.
fn is_unit(words: &str) -> bool {
    let short = (1..=10).contains(&words.chars().count());
    let letters = words.chars().any(|c| is_digit(c) || "、，类".contains(c));
    short && (!letters || words.contains('/'))
}

/// The value in a cell.
#[derive(Clone, Debug)]
struct Value {
    number: Option<f64>,
    to: Option<f64>,
    bound: Bound,
    change: Option<Change>,
    qualifiers: Vec<String>,
    unit: String,
}

/// The longest cell without a number that is an outcome, in characters; a longer one is a remark.
const OUTCOME: usize = 16;

impl Value {
    /// Reads a cell; `None` if it is empty, a dash, a remark, or something that was never measured.
    fn of(lexicon: &Lexicon, cell: &str) -> Option<Self> {
        let plain = plain(without_remark(cell), "△▲★☆*※∗[]【】〔〕﹝﹞");
        let plain = plain.trim_end_matches(|c| ('①'..='⑳').contains(&c)).to_owned();
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
        value.read(lexicon, &plain);
        if value.number.is_none() {
            // The words are the value: 保持稳定.
            value.qualifiers = vec![plain.clone()];
            value.unit.clear();
        }
        let outcome = plain.chars().count() <= OUTCOME && !plain.contains(['，', '。', '；']);
        let han = plain.chars().filter(|c| ('一'..='龥').contains(c)).count() >= 2;
        (value.number.is_some() || outcome && han).then_some(value)
    }

    fn read(&mut self, lexicon: &Lexicon, plain: &str) {
        let mut rest = plain;
        while let Some(word) = Word::longest(lexicon, |w| rest.starts_with(w)) {
            self.change = self.change.or(word.change);
            rest = self.bounded(&word, &rest[..word.len], &rest[word.len..]);
        }
        let Some((number, len)) = number(rest) else { return };
        self.number = Some(number);
        rest = &rest[len..];
        if let Some((to, left)) = rest.strip_prefix(['-', '~', '～', '—', '–']).and_then(number_in)
        {
            self.to = Some(to);
            rest = &rest[rest.len() - left..];
        }
        if let Some(word) = Word::longest(lexicon, |w| rest.ends_with(w)) {
            let (before, behind) = rest.split_at(rest.len() - word.len);
            rest = self.bounded(&word, behind, before);
        }
        // 10/100/1000 is three values.
        match rest.strip_prefix('/').is_some_and(|rest| rest.starts_with(is_digit)) {
            true => self.number = None,
            false => self.unit = rest.to_owned(),
        }
    }

    /// Takes the side that `printed` means; gives back what is left.
    fn bounded<'a>(&mut self, word: &Word, printed: &str, rest: &'a str) -> &'a str {
        if let Some(bound) = word.bound {
            self.bound = bound;
            self.qualifiers.push(printed.to_owned());
        }
        rest
    }
}

/// A cell without the remark behind its value: 6485[1], 75（4个国控断面）.
fn without_remark(cell: &str) -> &str {
    let cell = cell.trim();
    let valued = cell.starts_with(|c: char| is_digit(c) || "≥≤＞＜<>约".contains(c));
    let remark = cell.find(['[', '（', '(', '【', '〔', '，', ',']).filter(|_| valued);
    let remark = remark.filter(|&at| {
        let rest = cell[at..].trim_start_matches([',', '，']);
        // 1,200 goes on.
        !cell[at..].starts_with(',') || !rest.starts_with(is_digit)
    });
    remark.map_or(cell, |at| &cell[..at])
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
        let lexicon = Lexicon::shipped();
        let value = |cell| Value::of(&lexicon, cell).map(|v| (v.number, v.bound, v.unit));
        assert_eq!(value("[15]"), Some((Some(15.0), Bound::Exactly, String::new())));
        assert_eq!(value("93%左右"), Some((Some(93.0), Bound::About, "%".into())));
        assert_eq!(value("≥ 1,200 万吨"), Some((Some(1200.0), Bound::AtLeast, "万吨".into())));
        assert_eq!(value("保持稳定"), Some((None, Bound::Exactly, String::new())));
        assert_eq!(value("Ⅲ"), None);
        let moved = Value::of(&lexicon, "新增8万个").map(|v| (v.change, v.number, v.unit));
        assert_eq!(moved, Some((Some(Change::IncreaseBy), Some(8.0), "万个".into())));
        assert_eq!(value("—"), None);
        let name = Name::of(&lexicon, "单位地区生产总值能源消耗降低（%）");
        assert_eq!(
            (name.words.as_str(), name.unit.as_deref()),
            ("单位地区生产总值能源消耗", Some("%"))
        );
        assert_eq!(name.change, Some(Change::DecreaseBy));
        assert_eq!(
            Name::of(&lexicon, "细颗粒物（PM2.5）浓度（微克/立方米）").words,
            "细颗粒物（PM2.5）浓度"
        );
    }
}

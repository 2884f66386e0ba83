//! Which known indicator a noun phrase names.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Lexicon, List};
use crate::tags::Target;

/// The id of the indicator that `name` names: an entry of the table, but for a place that covers all of the plan before it.
pub(super) fn id(lexicon: &Lexicon, name: &str) -> Option<String> {
    let plain: String = name.chars().filter_map(plain).collect();
    let table = lexicon.table(List::Indicators);
    let last = plain.chars().next_back()?;
    // A term may end in a bracket, which counts for nothing, or in a numeral that counts as a letter.
    let ends = [Some(last), Some('）'), Some(')'), (last == 'V').then_some('Ⅴ')];
    let rows = ends.into_iter().flatten().flat_map(|end| table.ending(end));
    let named = rows.filter(|row| before(&plain, row.word()).is_some_and(is_whole_place));
    named.max_by_key(|row| row.word().len()).map(|row| row.cell(1).to_owned())
}

/// What names all of the place a plan is for; nothing is one of them.
const WHOLE: [&str; 12] = [
    "",
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全域",
    "全州",
    "全自治区",
    "区域",
    "全年",
    "我国",
];

/// Whether `words` name all of the place a plan is for: 全省.
pub(super) fn is_whole(words: &str) -> bool {
    WHOLE.contains(&words)
}

impl Target {
    /// What tells whether two targets speak of one indicator: the id in the table of indicators, else the words as
    /// [`indicator_words`] gives them.
    pub fn identity(&self) -> String {
        self.indicator_id.clone().unwrap_or_else(|| indicator_words(&self.indicator))
    }
}

/// `name` without what does not tell one indicator from another: the width of characters, brackets, spaces, 全省 at the head.
pub fn indicator_words(name: &str) -> String {
    let words: String = name.nfkc().filter(|c| !c.is_whitespace()).filter_map(plain).collect();
    let whole = WHOLE.iter().filter(|whole| words.starts_with(**whole));
    let whole = whole.map(|whole| whole.len()).filter(|&len| len < words.len()).max();
    words[whole.unwrap_or(0)..].to_owned()
}

/// What stands in `name`, which is plain, before the plain `term` at its end.
fn before<'n>(name: &'n str, term: &str) -> Option<&'n str> {
    let mut rest = name.chars();
    term.chars()
        .rev()
        .filter_map(plain)
        .all(|c| rest.next_back() == Some(c))
        .then_some(rest.as_str())
}

/// Signs that do not tell one name from another: brackets go, Roman V is a letter or a numeral.
fn plain(c: char) -> Option<char> {
    match c {
        '（' | '）' | '(' | ')' => None,
        'Ⅴ' => Some('V'),
        other => Some(other),
    }
}

/// Whether `words` name no more than the place a plan is for: nothing, 全省, 全市域, 吉林省.
pub(super) fn is_whole_place(words: &str) -> bool {
    let short = words.chars().count() <= 5;
    WHOLE.contains(&words) || short && words.ends_with(['省', '市', '县', '州'])
}

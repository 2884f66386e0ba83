//! Which known indicator a noun phrase names.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Indicators, Lexicon, List, PlaceKind};
use crate::tags::Target;

/// The id of the indicator that `name` names: an entry of the table, but for a place that covers all of the plan, or a province or a prefecture,
/// before it: 四川城镇新增就业.
pub(super) fn id(lexicon: &Lexicon, name: &str) -> Option<String> {
    let plain = Indicators::plain(name);
    let places = plain.char_indices().map(|(at, _)| plain.split_at(at));
    let rows = &lexicon.table(List::Indicators).rows;
    let row = |(place, term): (&str, &str)| {
        let row = lexicon.indicators().row(term)?;
        (is_whole_place(place) || is_large(lexicon, place)).then(|| rows.at(row))
    };
    let named = places.take(LONGEST_WHOLE + 1).filter_map(row);
    named.max_by_key(|row| row.word().len()).map(|row| row.cell(1).to_owned())
}

/// Whether `words` name a province or a prefecture. The names of smaller divisions are words too: 城区.
fn is_large(lexicon: &Lexicon, words: &str) -> bool {
    let gazetteer = lexicon.gazetteer();
    let kind = gazetteer.division(words).map(|n| gazetteer.place(n).kind);
    matches!(kind, Some(PlaceKind::Province | PlaceKind::Prefecture))
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

/// How many letters the name of such a place has at most.
const LONGEST_WHOLE: usize = 5;

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
    let words: String = name.nfkc().filter(|c| !c.is_whitespace()).collect();
    let words = Indicators::plain(&words);
    let whole = WHOLE.iter().filter(|whole| words.starts_with(**whole));
    let whole = whole.map(|whole| whole.len()).filter(|&len| len < words.len()).max();
    words[whole.unwrap_or(0)..].to_owned()
}

/// Whether `words` name no more than the place a plan is for: nothing, 全省, 全市域, 吉林省.
pub(super) fn is_whole_place(words: &str) -> bool {
    let short = words.chars().count() <= LONGEST_WHOLE;
    WHOLE.contains(&words) || short && words.ends_with(['省', '市', '县', '州'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_all_of_the_plan_tells_nothing() {
        let lexicon = Lexicon::shipped();
        let known = id(&lexicon, "森林覆盖率");
        assert!(known.is_some());
        for same in ["全省森林覆盖率", "吉林省森林覆盖率", "全自治区森林覆盖率", "森林（覆盖）率"]
        {
            assert_eq!(id(&lexicon, same), known, "{same}");
        }
        for other in ["", "省", "城区森林覆盖率", "黑龙江流域省森林覆盖率", "森林覆盖率全省"]
        {
            assert_eq!(id(&lexicon, other), None, "{other}");
        }
    }
}

//! When a place name is a brand or a slogan: 长白山人参, 氢动吉林, “吉林肉牛”.

use super::candidate::{Candidate, Word};
use super::passage::Passage;
use crate::ground::Span;
use crate::lexicon::Brand;

/// The longest quotation that is read as the name of a brand, in letters.
const LONGEST_BRAND: usize = 12;

/// The rule by which `candidate` is a brand, if it is one.
pub fn rule(passage: &Passage<'_>, candidate: &Candidate) -> Option<&'static str> {
    let Word::Places { full, places } = &candidate.word else { return None };
    let division = places.iter().any(|&n| passage.gazetteer.place(n).kind.is_division());
    let full = *full && division;
    let span = candidate.span;
    let slogan = || passage.brand_words(Brand::Slogan).any(|word| word.end == span.start);
    let behind = |what| {
        let words = passage.brand_words(what).filter(|word| word.start == span.end);
        words.map(|word| word.end).max()
    };
    // 南昌大学 is called after a city, 南昌大学生 are of it.
    let product = || behind(Brand::Product) > behind(Brand::None);
    if !full && (slogan() || product()) {
        return Some("brand-word");
    }
    (!full && !candidate.nested && is_quoted_brand(passage, span)).then_some("brand-quoted")
}

/// What stands before `name` and behind it in the quotation that it is in.
fn quotation<'a>(passage: &Passage<'a>, name: Span) -> Option<(&'a str, &'a str)> {
    let (before, behind) = (passage.before(name.start), passage.after(name.end));
    let within = |open, close| Some((before.rsplit_once(open)?.1, behind.split_once(close)?.0));
    // Of marks without a side every second one closes.
    let is_open = || before.matches('"').count() % 2 == 1;
    within('“', '”').or_else(|| within('"', '"').filter(|_| is_open()))
}

/// Whether the name is a part of a short quotation that is neither a place nor a list of places nor a work.
pub fn is_quoted_brand(passage: &Passage<'_>, name: Span) -> bool {
    let Some((left, right)) = quotation(passage, name) else { return false };
    let marks = |part: &str| part.contains(['”', '“', '、', '，', '。', '—', '-', '－']);
    let letters = left.chars().count() + right.chars().count();
    let work = ["区", "圈", "群", "带", "廊", "轴", "路", "工程", "线", "港", "地", "城"];
    let work = work.iter().any(|end| right.ends_with(end));
    letters > 0 && letters <= LONGEST_BRAND && !marks(left) && !marks(right) && !work
}

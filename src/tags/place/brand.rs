//! When a place name is a brand or a slogan: 长白山人参, 氢动吉林, “吉林肉牛”.

use super::candidate::{Candidate, Word};
use super::passage::Passage;

/// The longest quotation that is read as the name of a brand, in letters.
const LONGEST_BRAND: usize = 12;

/// The rule by which `candidate` is a brand, if it is one.
pub fn rule(passage: &Passage<'_>, candidate: &Candidate) -> Option<&'static str> {
    let Word::Places { full, places } = &candidate.word else { return None };
    let division = places.iter().any(|&n| passage.gazetteer.place(n).kind.is_division());
    let full = *full && division;
    let span = candidate.span;
    let slogan = || passage.brand_words("slogan").any(|word| word.end == span.start);
    let behind = |what| {
        let words = passage.brand_words(what).filter(|word| word.start == span.end);
        words.map(|word| word.end).max()
    };
    // 南昌大学 is called after a city, 南昌大学生 are of it.
    let product = || behind("product") > behind("none");
    if !full && (slogan() || product()) {
        return Some("brand-word");
    }
    (!full && !candidate.nested && is_quoted_brand(passage, candidate)).then_some("brand-quoted")
}

/// Whether the name is a part of a short quotation that is neither a place nor a list of places nor a work.
fn is_quoted_brand(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let open = passage.before(candidate.span.start).rfind('“');
    let close = passage.after(candidate.span.end).find('”');
    let (Some(open), Some(close)) = (open, close) else { return false };
    let left = &passage.before(candidate.span.start)[open + '“'.len_utf8()..];
    let right = &passage.after(candidate.span.end)[..close];
    let marks = |part: &str| part.contains(['”', '“', '、', '，', '。', '—', '-', '－']);
    let letters = left.chars().count() + right.chars().count();
    let work = ["区", "圈", "群", "带", "廊", "轴", "路", "工程", "线", "港", "地", "城"];
    let work = work.iter().any(|end| right.ends_with(end));
    letters > 0 && letters <= LONGEST_BRAND && !marks(left) && !marks(right) && !work
}

//! Names that were read in simplified characters, as the text prints them.

use std::iter;

use super::{Identity, Outline};
use crate::ground::Span;

/// Spells the titles of `outline` and the names of `identity` as `printed` does, a text that was `read` in simplified characters, letter
/// for letter.
pub fn spell(outline: &mut Outline, identity: &mut Identity, read: &str, printed: &str) {
    for node in &mut outline.nodes {
        node.title = spelled(&node.title, node.span, read, printed);
    }
    let whole = Span::new(0, read.len());
    let based = identity.based_on.iter_mut().map(|based| &mut based.title);
    for name in iter::once(&mut identity.title).chain(&mut identity.issuers).chain(based) {
        *name = spelled(name, whole, read, printed);
    }
}

/// `words`, which were `read` at `place`, as they are `printed` there: in one piece, or else letter by letter where what stands between
/// them was left out.
pub fn spelled(words: &str, place: Span, read: &str, printed: &str) -> String {
    let (read, printed) = (place.of(read), place.of(printed));
    if let Some(at) = read.find(words) {
        return printed[at..at + words.len()].to_owned();
    }
    let mut from = 0;
    let mut spell = |letter: char| {
        let at = from + read[from..].find(letter)?;
        from = at + letter.len_utf8();
        printed[at..].chars().next()
    };
    words.chars().map(|sign| spell(sign).unwrap_or(sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_one_piece_or_letter_by_letter() {
        let (read, printed) = ("发展 规划\n纲要", "發展 規劃\n綱要");
        let all = Span::new(0, read.len());
        assert_eq!(spelled("规划", all, read, printed), "規劃");
        assert_eq!(spelled("发展规划纲要", all, read, printed), "發展規劃綱要");
        assert_eq!(spelled("发展（2035）", all, read, printed), "發展（2035）");
    }
}

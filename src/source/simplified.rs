//! A text in traditional characters → the same in simplified ones, in which all words of the tables are written.

use super::Source;
use crate::ground::is_han;
use crate::lexicon::simplified;

/// How many letters are looked at.
const SAMPLE: usize = 1000;

/// One letter in so many at least has another simplified form: in a traditional text every third has, in a simplified one next to none.
const SHARE: usize = 8;

/// Places that are written with 乾 in simplified characters too, where other words have 干.
const KEPT: [&str; 3] = ["乾安", "乾縣", "乾县"];

/// `source` as it would be in simplified characters, with all its spans the same; `None` where it is written in them already.
pub fn read(source: &Source) -> Option<Source> {
    is_traditional(&source.text).then(|| {
        let signs = source.text.char_indices();
        let kept = |at: usize| KEPT.iter().any(|name| source.text[at..].starts_with(name));
        let read = |(at, sign)| if sign == '乾' && kept(at) { sign } else { alike(sign) };
        let text = signs.map(read).collect();
        Source { text, ..source.clone() }
    })
}

fn is_traditional(text: &str) -> bool {
    let letters = text.chars().filter(|&c| is_han(c)).take(SAMPLE);
    let (all, other) =
        letters.fold((0, 0), |(all, other), c| (all + 1, other + usize::from(simplified(c) != c)));
    other * SHARE > all
}

/// The simplified form of `sign`, or the quote that stands for it, if that is as long in bytes.
fn alike(sign: char) -> char {
    let form = match sign {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        _ => simplified(sign),
    };
    if form.len_utf8() == sign.len_utf8() { form } else { sign }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::plain;

    #[test]
    fn only_traditional_texts_are_read_so() {
        let of = |text: &str| read(&plain(text.to_owned())).map(|source| source.text);
        assert_eq!(of("專欄1「綠色」發展").as_deref(), Some("专栏1“绿色”发展"));
        assert_eq!(of("乾安縣應對乾旱").as_deref(), Some("乾安县应对干旱"));
        assert_eq!(of("推进湿地保护，建设里运河文化长廊，发展後山村"), None);
        assert_eq!(of(""), None);
    }
}

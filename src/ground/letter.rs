//! Which signs are Chinese letters, and which are not.

/// Whether `c` is a Chinese letter of the blocks that plans are written in, as nearly every sign of them is: neither a mark nor a digit of
/// another script nor white space. The numerals 一 to 十 are letters too.
///
/// ```
/// use gangyao::ground::is_han;
/// assert!("吉林省第十四".chars().all(is_han));
/// assert!(!"，。2035年”".chars().next().is_some_and(is_han));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Whether `c` is a digit or another sign for a number, of any script, as [`char::is_numeric`] says; no Chinese letter is.
pub fn is_numeric(c: char) -> bool {
    !is_han(c) && c.is_numeric()
}

/// Whether `c` is a letter or a digit of any script, as [`char::is_alphanumeric`] says, but that nearly all signs of a plan, letters and
/// marks, are told without a look into its tables.
///
/// ```
/// use gangyao::ground::is_alphanumeric;
/// assert!("林〇2Ａｂ".chars().all(is_alphanumeric));
/// assert!(!"，。、“）—％ ".chars().any(is_alphanumeric));
/// ```
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '一'..='鿿' => true,
        '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' | '《' | '》' | '％'
        | '\u{3000}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The signs of `text` that are no Chinese letters, in order, each with the byte it stands at: marks, digits, letters of other
/// scripts, white space. Four signs in five of a plan are Chinese letters, which are passed over without a look at what they are.
///
/// ```
/// use gangyao::ground::signs;
/// assert_eq!(signs("到2035年。").map(|(_, sign)| sign).collect::<String>(), "2035。");
/// assert_eq!(signs("湿地，森林").next(), Some((6, '，')));
/// ```
pub fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // What begins with one of these bytes has three and stands from 䀀 to 鿿.
            while matches!(bytes.get(at), Some(0xe4..=0xe9)) {
                at += 3;
            }
            let sign = text[at..].chars().next()?;
            let here = at;
            at += sign.len_utf8();
            if !is_han(sign) {
                return Some((here, sign));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_sign_is_told_as_the_library_tells_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_chinese_letters_is_passed_over(text in "[㏿㐀䀀一鿿ꀀ𠀀，。a1 \u{10000}]{0,20}|\\PC{0,20}") {
            let expected: Vec<_> = text.char_indices().filter(|&(_, c)| !is_han(c)).collect();
            prop_assert_eq!(signs(&text).collect::<Vec<_>>(), expected);
        }
    }
}

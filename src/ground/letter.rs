//! Which signs are Chinese letters.

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

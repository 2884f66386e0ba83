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
    !is_han(c) && !is_usual_mark(c) && c.is_numeric()
}

/// Whether `c` is a digit from 0 to 9, in half or full width: plans print both.
///
/// ```
/// use gangyao::ground::is_digit;
/// assert!("2035２０３５".chars().all(is_digit) && !"二〇①½".chars().any(is_digit));
/// ```
pub fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Full-width signs in half width, and the variants of one sign as one; Chinese punctuation stays Chinese.
///
/// ```
/// use gangyao::ground::half_width;
/// assert_eq!("２０３５≧(％".chars().map(half_width).collect::<String>(), "2035≥（%");
/// ```
pub fn half_width(c: char) -> char {
    match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '．'
        | '／'
        | '＋'
        | '－'
        | '＜'
        | '＝'
        | '＞'
        | '＂'
        | '＊'
        | '［'
        | '］' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        'µ' => 'μ',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '∕' | '⁄' => '/',
        '²' => '2',
        '³' => '3',
        '(' => '（',
        ')' => '）',
        ';' => '；',
        ':' => '：',
        '﹝' => '〔',
        '﹞' => '〕',
        '「' | '『' => '“',
        '」' | '』' => '”',
        other => other,
    }
}

/// Whether `c` is one of the marks that nearly all marks of a plan are.
fn is_usual_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '“'
            | '”'
            | '（'
            | '）'
            | '《'
            | '》'
            | '％'
            | '\u{3000}'
    )
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
    matches!(c, '一'..='鿿') || !is_usual_mark(c) && c.is_alphanumeric()
}

/// The Chinese letter that stands at byte `at` of UTF-8, if it is one of those from 䀀 to 鿿, which have three bytes each: four signs in
/// five of a plan are, and this is the quick way to read them.
///
/// ```
/// use gangyao::ground::letter_at;
/// assert_eq!(letter_at("到2035年".as_bytes(), 0), Some('到'));
/// assert_eq!(letter_at("到2035年".as_bytes(), 3), None);
/// ```
#[inline]
pub fn letter_at(bytes: &[u8], at: usize) -> Option<char> {
    let &letter @ [0xe4..=0xe9, _, _] = bytes.get(at..)?.first_chunk()? else { return None };
    letter_of(letter)
}

/// The letters that stand from byte `at` of UTF-8 on, up to the first sign that [`letter_at`] gives none for.
///
/// ```
/// use gangyao::ground::letters_at;
/// assert!(letters_at("到吉林省2035年".as_bytes(), 3).eq("吉林省".chars()));
/// assert_eq!(letters_at("到2035年".as_bytes(), 3).len(), 0);
/// ```
#[inline]
pub fn letters_at(bytes: &[u8], at: usize) -> impl ExactSizeIterator<Item = char> {
    let signs = bytes.get(at..).unwrap_or_default().as_chunks::<3>().0;
    let count = signs.iter().take_while(|sign| matches!(sign, [0xe4..=0xe9, _, _])).count();
    signs[..count].iter().map(|&sign| letter_of(sign).unwrap_or_default())
}

/// The letter that three bytes of UTF-8 are.
#[inline]
fn letter_of([a, b, c]: [u8; 3]) -> Option<char> {
    char::from_u32(u32::from(a & 0xf) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f))
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
        let mut here = at;
        loop {
            // What begins with one of these bytes has three and stands from 䀀 to 鿿.
            while matches!(bytes.get(here), Some(0xe4..=0xe9)) {
                here += 3;
            }
            let sign = text[here..].chars().next()?;
            at = here + sign.len_utf8();
            if !is_han(sign) {
                return Some((here, sign));
            }
            here = at;
        }
    })
}

/// The parts of `text` between the signs that `parts`, none of which is a Chinese letter; what [`str::split`] gives, told faster.
///
/// ```
/// use gangyao::ground::parts;
/// assert_eq!(parts("湿地，森林，", |sign| sign == '，').collect::<Vec<_>>(), ["湿地", "森林", ""]);
/// ```
pub fn parts(text: &str, parts: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let marks = signs(text).filter(move |&(_, sign)| parts(sign));
    let ends = marks.map(|(at, sign)| (at, at + sign.len_utf8())).chain([(text.len(), text.len())]);
    let mut start = 0;
    ends.map(move |(end, next)| {
        let part = &text[start..end];
        start = next;
        part
    })
}

/// A set of signs that may hold some more: for passing over, without a look at each word, where none can begin.
///
/// ```
/// use gangyao::ground::SignSet;
/// const ENDS: SignSet = SignSet::of(&['。', '；']);
/// assert!(ENDS.may_hold('。') && !ENDS.may_hold('，'));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignSet([u64; SHELVES]);

/// How many numbers of 64 bits a set has: so many that of the signs that are in no set of some dozens one in twenty is taken for one.
const SHELVES: usize = 16;

impl SignSet {
    /// Those of `signs`.
    pub const fn of(signs: &[char]) -> Self {
        let (mut set, mut at) = (Self([0; SHELVES]), 0);
        while at < signs.len() {
            set = set.with(signs[at]);
            at += 1;
        }
        set
    }

    /// Those that `words` begin with.
    pub const fn of_firsts(words: &[&str]) -> Self {
        let (mut set, mut at) = (Self([0; SHELVES]), 0);
        while at < words.len() {
            if let Some((_, sign)) = sign_from(words[at].as_bytes(), 0) {
                set = set.with(sign);
            }
            at += 1;
        }
        set
    }

    /// These and those of `others`.
    pub const fn and(mut self, others: &Self) -> Self {
        let mut at = 0;
        while at < SHELVES {
            self.0[at] |= others.0[at];
            at += 1;
        }
        self
    }

    /// Adds `sign`.
    pub const fn add(&mut self, sign: char) {
        self.0[sign as usize / 64 % SHELVES] |= 1 << (sign as usize % 64);
    }

    const fn with(mut self, sign: char) -> Self {
        self.add(sign);
        self
    }

    /// Whether `sign` may be one of them; if not, it is none.
    pub const fn may_hold(&self, sign: char) -> bool {
        self.0[sign as usize / 64 % SHELVES] >> (sign as usize % 64) & 1 == 1
    }
}

/// The sign that begins at byte `at` of UTF-8, and where the next one does; what [`str::chars`] gives, for constants.
const fn sign_from(bytes: &[u8], at: usize) -> Option<(usize, char)> {
    if at >= bytes.len() {
        return None;
    }
    let first = bytes[at];
    let len = match first {
        ..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    // One byte has seven bits of the sign, the first of several has seven less as many as there are.
    let mut bits = if len == 1 { first as u32 } else { first as u32 & (0x7f >> len) };
    let mut next = at + 1;
    while next < at + len {
        bits = bits << 6 | bytes[next] as u32 & 0x3f;
        next += 1;
    }
    match char::from_u32(bits) {
        Some(sign) => Some((next, sign)),
        None => None,
    }
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
            for (at, c) in text.char_indices() {
                let letter = Some(c).filter(|c| ('\u{4000}'..='鿿').contains(c));
                prop_assert_eq!(letter_at(text.as_bytes(), at), letter);
                let run = text[at..].chars().take_while(|c| ('\u{4000}'..='\u{9fff}').contains(c));
                prop_assert!(letters_at(text.as_bytes(), at).eq(run));
                prop_assert_eq!(sign_from(text.as_bytes(), at), Some((at + c.len_utf8(), c)));
            }
            prop_assert_eq!(SignSet::of_firsts(&[&text]), text.chars().next().map_or(SignSet::default(), |c| SignSet::of(&[c])));
        }
    }
}

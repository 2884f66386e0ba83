//! Text → [`Token`]s: what two sentences are compared by.
//!
//! Width, case, traditional forms, white space and quotation marks make no difference; a number is one token whatever it is written
//! with (二〇三五 = 2035), so that no part of it is ever taken for the whole.

use unicode_normalization::UnicodeNormalization;

use crate::ground::{Span, numeral};
use crate::lexicon::simplified;

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is compared by.
    pub form: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its text.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Chinese character, or a sign that belongs to a value: %, ℃, ≥.
    Letter,
    /// A Latin word: pm2.5, km.
    Word,
    /// A number with its 万 and 亿.
    Number,
    /// A mark of punctuation.
    Mark,
}

/// What writes the size of a number after its digits.
const SCALES: &str = "十百千万亿";

/// What a single Chinese numeral stands before when it counts: 一圈四轴, 三区两屏, 五大工程.
const COUNTED: &str = "个项条章类级批年成倍分家座处所种大区县市省万亿亩公吨千百平台辆套人户名次期月日周季轮轴圈屏带廊环园村镇河湖库站点片道";

/// The tokens of `text` in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let signs = signs(text);
    let mut out: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(&(sign, span)) = signs.get(at) {
        let (token, next) = match sign {
            '0'..='9' => number(&signs, at),
            'a'..='z' => word(&signs, at),
            _ => match chinese(&signs, at) {
                Some(found) => found,
                None => (Token { form: sign.to_string(), kind: kind(sign), span }, at + 1),
            },
        };
        let repeats = token.form == "-" && out.last().is_some_and(|last| last.form == "-");
        match out.last_mut().filter(|_| repeats) {
            Some(dash) => dash.span = dash.span.to(token.span),
            None => out.push(token),
        }
        at = next;
    }
    out
}

type Signs = [(char, Span)];

/// The characters that count, each as what it is compared by, with the character it comes from.
fn signs(text: &str) -> Vec<(char, Span)> {
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let forms = std::iter::once(c).nfkc().flat_map(char::to_lowercase);
        out.extend(forms.filter(|c| !is_nothing(*c)).map(|c| (sign(c), span)));
    }
    out
}

/// Whether `c` makes no difference wherever it stands.
fn is_nothing(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "“”‘’\"'「」『』`´\u{200b}\u{feff}\u{ad}".contains(c)
}

/// What `c` is compared by.
fn sign(c: char) -> char {
    match c {
        '。' => '.',
        '—' | '–' | '―' | '‐' | '−' | '~' | '〜' => '-',
        '·' | '•' | '・' => '·',
        '〔' | '[' | '【' | '﹝' => '(',
        '〕' | ']' | '】' | '﹞' => ')',
        '○' => '〇',
        _ => simplified(c),
    }
}

fn kind(sign: char) -> Kind {
    let of_value = "%‰°+≥≤><±℃".contains(sign);
    if sign.is_alphanumeric() || of_value { Kind::Letter } else { Kind::Mark }
}

/// The number whose digits begin at `at`, and where it ends.
fn number(signs: &Signs, at: usize) -> (Token, usize) {
    let digit = |at: usize| signs.get(at).is_some_and(|(c, _)| c.is_ascii_digit());
    let mut form = String::new();
    let mut end = at;
    while digit(end) {
        form.push(signs[end].0);
        end += 1;
        let after = signs.get(end).map(|(c, _)| *c);
        if after == Some('.') && digit(end + 1) && !form.contains('.') {
            form.push('.');
            end += 1;
        } else if after == Some(',') && (1..=3).all(|n| digit(end + n)) && !digit(end + 4) {
            end += 1;
        }
    }
    if form.contains('.') {
        form = form.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    scaled(signs, at, end, form)
}

/// A number of which the digits are read, with the 万 and 亿 after them.
fn scaled(signs: &Signs, at: usize, mut end: usize, mut form: String) -> (Token, usize) {
    while let Some((c, _)) = signs.get(end).filter(|(c, _)| SCALES.contains(*c)) {
        form.push(*c);
        end += 1;
    }
    let span = signs[at].1.to(signs[end - 1].1);
    (Token { form, kind: Kind::Number, span }, end)
}

/// The Latin word that begins at `at`, with the digits in it; a single letter or a Roman numeral is a number: A级, Ⅲ类.
fn word(signs: &Signs, at: usize) -> (Token, usize) {
    let inside = |n: usize| {
        let plain = |n: usize| signs.get(n).is_some_and(|(c, _)| c.is_ascii_alphanumeric());
        plain(n) || (signs.get(n).is_some_and(|(c, _)| *c == '.') && plain(n + 1))
    };
    let end = (at..).find(|&n| !inside(n)).unwrap_or(at + 1);
    let form: String = signs[at..end].iter().map(|(c, _)| *c).collect();
    let counts = form.len() == 1 || form.chars().all(|c| "ivx".contains(c));
    let kind = if counts { Kind::Number } else { Kind::Word };
    (Token { form, kind, span: signs[at].1.to(signs[end - 1].1) }, end)
}

/// The Chinese number that begins at `at`: several numerals, or one that counts something.
fn chinese(signs: &Signs, at: usize) -> Option<(Token, usize)> {
    let is_numeral = |c: char| "〇零一二三四五六七八九十两".contains(c);
    let inside = |c: char| is_numeral(c) || SCALES.contains(c);
    signs.get(at).filter(|(c, _)| is_numeral(*c))?;
    let end = (at..).find(|&n| !signs.get(n).is_some_and(|(c, _)| inside(*c)))?;
    let counts = signs.get(end).is_some_and(|(c, _)| COUNTED.contains(*c));
    let ordinal = at > 0 && matches!(signs[at - 1].0, '第' | '之');
    if end - at < 2 && !counts && !ordinal {
        return None;
    }
    let form: String = signs[at..end].iter().map(|(c, _)| *c).collect();
    let value = numeral::parse(&form.replace('两', "二"));
    let form = value.map_or(form, |value| value.to_string());
    let span = signs[at].1.to(signs[end - 1].1);
    Some((Token { form, kind: Kind::Number, span }, end))
}

impl Token {
    /// Whether it is a mark that parts clauses, list items or brackets.
    pub fn parts(&self) -> bool {
        self.kind == Kind::Mark
            && [",", ".", ";", ":", "、", "(", ")"].contains(&self.form.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> String {
        let forms = tokens(text).into_iter().map(|t| match t.kind {
            Kind::Number => format!("<{}>", t.form),
            Kind::Word => format!("[{}]", t.form),
            _ => t.form,
        });
        forms.collect()
    }

    #[test]
    fn what_makes_no_difference() {
        assert_eq!(
            forms("到 ２０３５年，“森林” 覆蓋率４６．０％。"),
            "到<2035>年,森林覆盖率<46>%."
        );
        assert_eq!(forms("二〇三五年、二○三五年"), "<2035>年、<2035>年");
        assert_eq!(forms("2024—2027年，2024--2027年"), "<2024>-<2027>年,<2024>-<2027>年");
        assert_eq!(forms("10,944万亩"), "<10944万>亩");
    }

    #[test]
    fn numbers_stand_whole() {
        assert_eq!(forms("“十四五”末PM₂.₅为25微克／立方米"), "<十四五>末[pm2.5]为<25>微克/立方米");
        assert_eq!(forms("三区两屏、统一一批"), "<3>区<2>屏、统<11>批");
        assert_eq!(forms("进一步统筹"), "进一步统筹");
        assert_eq!(forms("5A级、Ⅲ类"), "<5><a>级、<iii>类");
    }
}

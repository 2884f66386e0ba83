//! How Word writes a number: `w:numFmt` of ECMA-376, part 1, 17.18.59 (ST_NumberFormat).

use crate::ground::numeral;

/// `n` written in `format`; in Arabic digits where the format is of another script.
pub fn written(format: &str, n: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseDigitalTenThousand"
        | "koreanCounting" => numeral::chinese(n.into()),
        "ideographDigital" | "taiwaneseDigital" => digits(n, DIGITS),
        "chineseLegalSimplified" => formal(&numeral::chinese(n.into())),
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", n),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", n),
        "ideographEnclosedCircle" => one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n),
        "decimalFullWidth" | "decimalFullWidth2" => digits(n, "０１２３４５６７８９"),
        "decimalZero" => format!("{n:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from('①', 20, n),
        "decimalEnclosedParen" => from('⑴', 20, n),
        "decimalEnclosedFullstop" => from('⒈', 20, n),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letter('A', n),
        "lowerLetter" => letter('a', n),
        _ => n.to_string(),
    }
}

const DIGITS: &str = "〇一二三四五六七八九";

fn digits(n: u32, digits: &str) -> String {
    let written = n.to_string();
    written.bytes().filter_map(|b| digits.chars().nth((b - b'0') as usize)).collect()
}

/// The characters of banknotes: 一 → 壹.
fn formal(plain: &str) -> String {
    let pairs = "一壹二贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟";
    let formal = |c| pairs.chars().skip_while(|&p| p != c).nth(1).unwrap_or(c);
    plain.chars().map(formal).collect()
}

fn one_of(row: &str, n: u32) -> String {
    let at = (n as usize).checked_sub(1);
    at.and_then(|at| row.chars().nth(at)).map_or(n.to_string(), String::from)
}

/// The `n`th of `count` characters that stand in a row in Unicode.
fn from(first: char, count: u32, n: u32) -> String {
    let c = (1..=count).contains(&n).then(|| char::from_u32(first as u32 + n - 1)).flatten();
    c.map_or(n.to_string(), String::from)
}

fn roman(n: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&n) {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (value, letters) in PARTS {
        out.push_str(&letters.repeat((left / value) as usize));
        left %= value;
    }
    out
}

/// A to Z, then AA to ZZ.
fn letter(first: char, n: u32) -> String {
    let Some(at) = n.checked_sub(1).filter(|at| *at < 26 * 20) else { return n.to_string() };
    let c = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    String::from(c).repeat((at / 26) as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_as_word_writes_them() {
        for (format, n, expected) in [
            ("decimal", 12, "12"),
            ("chineseCountingThousand", 21, "二十一"),
            ("chineseCounting", 10, "十"),
            ("ideographDigital", 20, "二〇"),
            ("chineseLegalSimplified", 12, "拾贰"),
            ("decimalFullWidth", 10, "１０"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircle", 21, "21"),
            ("upperRoman", 14, "XIV"),
            ("lowerLetter", 28, "bb"),
            ("ideographTraditional", 2, "乙"),
        ] {
            assert_eq!(written(format, n), expected, "{format}");
        }
    }
}

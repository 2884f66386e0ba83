//! Numbers of different writing made comparable: 5.3636万平方千米 is 53636平方公里.

/// `value` in `unit` as a number of the unit that [`base`] gives, to six places.
pub fn number(value: f64, unit: Option<&str>) -> f64 {
    (value * scale(unit).0 * 1e6).round() / 1e6
}

/// `unit` without 万 and 亿, which are numbers, and with one name where it has two: 千米 is 公里 (GB 3100—1993).
pub fn base(unit: Option<&str>) -> String {
    scale(unit).1.replace("千米", "公里")
}

fn scale(unit: Option<&str>) -> (f64, &str) {
    let unit = unit.unwrap_or_default();
    let scales = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)];
    let mut scaled = scales.iter().filter_map(|&(word, n)| Some((n, unit.strip_prefix(word)?)));
    scaled.next().unwrap_or((1.0, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_amount_however_written() {
        assert_eq!(number(5.3636, Some("万平方千米")), number(53636.0, Some("平方公里")));
        assert_eq!(base(Some("万平方千米")), base(Some("平方公里")));
        assert_ne!(base(Some("万亩")), base(Some("公顷")));
        assert_eq!((number(85.0, Some("%")), base(None).as_str()), (85.0, ""));
    }
}

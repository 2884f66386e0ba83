//! Numbers of different writing made comparable: 5.3636万平方千米 is 53636平方公里.

/// `value` in `unit` as a number of the unit that [`base`] gives, to six places.
pub fn number(value: f64, unit: Option<&str>) -> f64 {
    (value * scale(unit).0 * 1e6).round() / 1e6
}

/// `unit` without 万 and 亿, which are numbers, and with one name where it has two: 千米 is 公里 (GB 3100—1993).
pub fn base(unit: Option<&str>) -> String {
    scale(unit).1.replace("千米", "公里")
}

/// `value` in `unit` as a number of the unit that stands for all of its sort, and that unit: 220万米 and 2200公里, 3000万亩 and 200万公顷 are the
/// same. Areas by GB 3100—1993; 15 mu are a hectare.
pub fn comparable(value: f64, unit: Option<&str>) -> (f64, String) {
    const SORTS: [(&str, f64, &str); 6] = [
        ("公里", 1e3, "米"),
        ("平方公里", 1500.0, "亩"),
        ("公顷", 15.0, "亩"),
        ("平方米", 0.0015, "亩"),
        ("公斤", 1e-3, "吨"),
        ("个百分点", 1.0, "百分点"),
    ];
    let (number, base) = (value * scale(unit).0, base(unit));
    let sort = SORTS.iter().find(|(name, ..)| *name == base);
    let (factor, name) = sort.map_or((1.0, base.as_str()), |&(_, factor, name)| (factor, name));
    ((number * factor * 1e6).round() / 1e6, name.to_owned())
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
        assert_eq!(comparable(3000.0, Some("万亩")), comparable(200.0, Some("万公顷")));
        assert_eq!(comparable(2200.0, Some("公里")), comparable(220.0, Some("万米")));
        assert_ne!(comparable(1.0, Some("亩")), comparable(1.0, Some("公顷")));
        assert_eq!((number(85.0, Some("%")), base(None).as_str()), (85.0, ""));
    }
}

//! The province, city or county that a plan is for.

use super::basis::quotes;
use super::issuer::{names_a_body, without_number};
use super::terms::Terms;
use crate::lexicon::{DIVISION_ENDS, Gazetteer, PlaceKind};

/// The region of the plan called `title`: by its title, by who issued it, else by what its front says besides.
pub(super) fn region(
    terms: Terms<'_>,
    front: &[&str],
    title: &str,
    issuers: &[String],
    places: &Gazetteer,
) -> Option<String> {
    let issued = || issuers.iter().find_map(|issuer| body_region(issuer, places));
    let found = titled_region(title, places).or_else(issued);
    let found = found.or_else(|| front.iter().find_map(|line| noticed(line, places)));
    let found = found.or_else(|| front.iter().find_map(|line| assembled(line, places)));
    let found = found.or_else(|| of_town(terms, front, title, places));
    found.or_else(|| front.iter().find_map(|line| circumstances(line, places)))
}

/// The region that a notice opens with, whatever its body: 某市关于印发….
fn noticed(line: &str, places: &Gazetteer) -> Option<String> {
    const LONGEST: usize = 60;
    let who = without_number(&line[..line.find("印发")?]);
    let plain = who.chars().count() <= LONGEST && !who.contains(['。', '，', '：', '《']);
    plain.then(|| titled_region(who, places))?
}

/// The region whose congress a report is given to: 2024年1月18日在某县第十八届人民代表大会第三次会议上.
fn assembled(line: &str, places: &Gazetteer) -> Option<String> {
    let (before, _) = line[..line.find("人民代表大会")?].rsplit_once('第')?;
    let (_, whose) = before.rsplit_once('在')?;
    body_region(whose, places)
}

/// The county of a town whose plan names neither: that of the plans it rests on, or of a body.
fn of_town(terms: Terms<'_>, front: &[&str], title: &str, places: &Gazetteer) -> Option<String> {
    const NAME: std::ops::RangeInclusive<usize> = 2..=6;
    let signs: Vec<char> = title.chars().take(NAME.end() + 1).collect();
    // 城镇, 城乡, 乡镇 and 乡村 name no town.
    let word = |n: usize| {
        "城乡".contains(signs[n - 1]) || signs.get(n + 1).is_some_and(|&c| "镇村".contains(c))
    };
    let town = |n: usize| matches!(signs[n], '镇' | '乡') && !word(n);
    let ends = |n: usize| town(n) || signs[n - 1..=n] == ['街', '道'];
    let is_town = NAME.filter(|&n| n < signs.len()).any(ends);
    let short = |line: &&str| line.chars().count() <= 60 && names_a_body(terms, line);
    let bodies = front.iter().copied().filter(short);
    let plans = front.iter().flat_map(|line| quotes(line)).map(|(_, title, _)| title);
    let county = |words: &str| {
        let place = titled_place(words, places)?;
        let row = places.place(place);
        matches!(row.kind, PlaceKind::County | PlaceKind::District).then(|| row.name.to_string())
    };
    is_town.then(|| bodies.chain(plans).find_map(county))?
}

/// The region whose circumstances a plan follows: 结合某市实际.
fn circumstances(line: &str, places: &Gazetteer) -> Option<String> {
    let mut said = line.match_indices("结合").map(|(at, word)| &line[at + word.len()..]);
    said.find_map(|words| {
        let (place, length) = opening(words, true, places)?;
        words[length..].starts_with("实际").then(|| places.place(place).name.to_string())
    })
}

/// The longest name of a division of the state, in characters.
const LONGEST_NAME: usize = 15;

/// The province, city or county that a title names, the narrowest of those side by side: 普兰店区 of 大连市普兰店区….
///
/// A full name counts wherever it stands, the short name of a province too; that of a prefecture only at the start.
fn titled_region(title: &str, places: &Gazetteer) -> Option<String> {
    titled_place(title, places).map(|place| places.place(place).name.to_string())
}

fn titled_place(title: &str, places: &Gazetteer) -> Option<u32> {
    let mut starts = title.char_indices().map(|(at, _)| at);
    starts.find_map(|at| opening(&title[at..], at == 0, places)).map(|(place, _)| place)
}

/// The narrowest of the divisions side by side that `words` begin with, and the length of their names.
fn opening(words: &str, first: bool, places: &Gazetteer) -> Option<(u32, usize)> {
    let (mut place, mut length) = division(words, first, places)?;
    while let Some((inner, further)) = division(&words[length..], false, places)
        && places.lies_in(inner, place)
    {
        (place, length) = (inner, length + further);
    }
    Some((place, length))
}

/// The division that `words` begin with, and the length of its name.
fn division(words: &str, first: bool, places: &Gazetteer) -> Option<(u32, usize)> {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NAME);
    let mut found = None;
    for end in ends.skip(1) {
        let name = &words[..end];
        let fits = |&&place: &&u32| {
            let row = places.place(place);
            let full = row.name == name || name.ends_with(DIVISION_ENDS);
            match row.kind {
                PlaceKind::Province => true,
                PlaceKind::Prefecture => full || first,
                PlaceKind::County | PlaceKind::District => full,
                _ => false,
            }
        };
        // Of a province and its city with one short name the province comes first.
        let wide = |&&place: &&u32| places.place(place).kind;
        found =
            places.named(name).iter().filter(fits).min_by_key(wide).map(|&p| (p, end)).or(found);
    }
    found
}

/// The province, city or county of a body: 吉林省 of 吉林省人民政府. One that no table knows counts by its ending.
fn body_region(body: &str, places: &Gazetteer) -> Option<String> {
    let body = body.trim_start_matches("中共");
    if let Some((place, _)) = division(body, true, places) {
        return titled_region(body, places).or(Some(places.place(place).name.to_string()));
    }
    let ends = ["自治区", "自治州", "自治县", "省", "市", "州", "盟", "县", "区", "旗"];
    let end = ends.iter().find_map(|end| Some(body.find(end)? + end.len()))?;
    let place = &body[..end];
    let length = place.chars().count();
    let named = (3..=12).contains(&length) && place.chars().all(char::is_alphabetic);
    named.then(|| place.to_owned())
}

//! A query that found nothing, read more loosely: without the words that ask, long words taken apart, years and regions meant in
//! another way too, and at last a part left out.

use std::cmp::Reverse;

use super::Widened;
use super::query::{self, Typed, Vocabulary, YEARS};
use crate::ground::Result;
use crate::index::{Ask, Filter, Leaf, PlanRow, Reader, fold};

/// The most letters of a word that is taken apart.
const LONG: usize = 24;

/// The most plans that one region stands for.
const PLANS: usize = 256;

/// What may stand before a year where it is the time by which something is done.
const BEFORE_YEAR: [&str; 4] = ["到", "至", "在", ""];

/// What may stand behind the figures of such a year; the longer first.
const BEHIND_YEAR: [&str; 9] =
    ["年年底", "年底前", "年底", "年末前", "年末", "年以前", "年前", "年", ""];

/// What kind of division the short name of one leaves out.
const DIVISIONS: [&str; 11] =
    ["省", "市", "县", "区", "州", "盟", "旗", "地区", "新区", "林区", "特别行政区"];

/// How the names of autonomous divisions end, with or without that of a people before.
const AUTONOMOUS: [&str; 4] = ["自治区", "自治州", "自治县", "自治旗"];

/// A looser reading of a query.
pub struct Looser {
    /// What is asked, with what narrows it.
    pub ask: Ask,
    /// How many answers there are.
    pub total: usize,
    /// The words that are found nowhere, and do not stand in it, or not whole.
    pub left_out: Vec<String>,
    /// Whether it is one word without a single letter of it, so that the letter may be mistyped.
    pub is_close: bool,
    parts: Vec<Part>,
}

impl Looser {
    /// The query that it is, as it would be typed.
    pub fn words(&self) -> String {
        let word = |part: &Part| match part.is_phrase {
            true => format!("\"{}\"", part.text),
            false => part.text.clone(),
        };
        self.parts.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// The words of it that count in another way too.
    pub fn widened(&self) -> Vec<(String, Widened)> {
        let widened = |part: &Part| Some((part.text.clone(), part.widened?));
        self.parts.iter().filter_map(widened).collect()
    }
}

/// A part of a looser query.
#[derive(Clone)]
struct Part {
    text: String,
    is_phrase: bool,
    /// In what other way it counts; such a part alone says too little.
    widened: Option<Widened>,
    ask: Ask,
}

/// What finds something: its parts, and how many answers there are.
type Found = (Vec<Part>, usize);

/// What a looser reading is made with.
pub struct Loosening<'a> {
    /// The collection.
    pub reader: &'a Reader,
    /// Which words mean the same, and which ask.
    pub vocabulary: &'a Vocabulary,
    /// What narrows the answer.
    pub filters: &'a [Ask],
}

impl Loosening<'_> {
    /// The looser reading of `words`; none where none finds anything.
    pub fn of(&self, words: &[Typed]) -> Result<Option<Looser>> {
        let mut pieces = Vec::new();
        for typed in words.iter().filter(|typed| !fold::letters(&typed.text).is_empty()) {
            pieces.extend(self.pieces(typed)?);
        }
        match pieces.as_slice() {
            [] => Ok(None),
            [Typed { text, is_phrase: false }] => self.of_one(text),
            pieces => self.of_several(pieces),
        }
    }

    /// What of a word does not ask, the years in it apart. What stands somewhere stays whole, unless it does nothing but ask.
    fn pieces(&self, typed: &Typed) -> Result<Vec<Typed>> {
        let texts = self.vocabulary.questions().pieces(&typed.text);
        if typed.is_phrase || !texts.is_empty() && self.stands(&typed.text)? {
            return Ok(vec![typed.clone()]);
        }
        let mut pieces = Vec::new();
        for text in texts {
            match self.stands(&text)? {
                true => pieces.push(text),
                false => pieces.extend(Word::of(&text).beside_years()),
            }
        }
        Ok(pieces.into_iter().map(|text| Typed { text, is_phrase: false }).collect())
    }

    fn stands(&self, text: &str) -> Result<bool> {
        Ok(self.count(&[self.plain(text)])? > 0)
    }

    /// One word: itself, two halves that are found together, or else its longest part that is found.
    fn of_one(&self, text: &str) -> Result<Option<Looser>> {
        if let Some(found) = self.most([vec![self.plain(text)]])? {
            return Ok(Some(self.looser(found, Vec::new(), false)));
        }
        let word = Word::of(text);
        for halves in [word.halves(0), word.halves(1)] {
            let halves = halves.into_iter().map(|halves| self.widened_all(halves));
            if let Some(found) = self.most(halves.collect::<Result<Vec<_>>>()?)? {
                return Ok(Some(self.looser(found, Vec::new(), false)));
            }
        }
        let len = word.letters();
        for shorter in (2..len).rev() {
            let parts = word.parts(shorter).into_iter().map(|part| vec![self.plain(&part)]);
            if let Some(found) = self.most(parts)? {
                return Ok(Some(self.looser(found, vec![text.to_owned()], len - shorter < 2)));
            }
        }
        Ok(None)
    }

    /// Several words: those that are found, each whole or in two halves; all of them together, all but one, or one alone.
    fn of_several(&self, pieces: &[Typed]) -> Result<Option<Looser>> {
        let (mut parts, mut left_out) = (Vec::new(), Vec::new());
        for piece in pieces {
            let part = match piece.is_phrase {
                true => self.phrase(&piece.text),
                false => self.widened(piece.text.clone())?,
            };
            if piece.is_phrase || self.count(std::slice::from_ref(&part))? > 0 {
                parts.push(part);
            } else if let Some(halves) = self.both(&piece.text)? {
                parts.extend(halves);
            } else {
                left_out.push(piece.text.clone());
            }
        }
        let found = match left_out.is_empty() {
            true => self.most([parts.clone()])?,
            false => self.fewest(&parts, [parts.clone()])?,
        };
        let found = match found {
            Some(found) => Some(found),
            None => self.without_some(&parts)?,
        };
        Ok(found.map(|found| self.looser(found, left_out, false)))
    }

    /// All parts but one, or else one alone.
    fn without_some(&self, parts: &[Part]) -> Result<Option<Found>> {
        let without = |left_out: usize| {
            let rest = parts.iter().enumerate().filter(|&(n, _)| n != left_out);
            rest.map(|(_, part)| part.clone()).collect::<Vec<_>>()
        };
        match self.fewest(parts, (0..parts.len()).map(without))? {
            Some(found) => Ok(Some(found)),
            None => self.fewest(parts, parts.iter().map(|part| vec![part.clone()])),
        }
    }

    /// Two halves of `text` that both are found: of several those of which the rarer is found most often.
    fn both(&self, text: &str) -> Result<Option<[Part; 2]>> {
        let word = Word::of(text);
        let mut best = None::<([usize; 2], [Part; 2])>;
        for [a, b] in word.halves(0) {
            let (a, b) = (self.widened(a)?, self.widened(b)?);
            let mut found = [self.count(std::slice::from_ref(&a))?, 0];
            if found[0] > 0 {
                found[1] = self.count(std::slice::from_ref(&b))?;
            }
            found.sort_unstable();
            if found[0] > 0 && best.as_ref().is_none_or(|(most, _)| found > *most) {
                best = Some((found, [a, b]));
            }
        }
        Ok(best.map(|(_, halves)| halves))
    }

    /// Of some of `parts` each the first that find the fewest, but something. Without a phrase, or without a part that says what is
    /// looked for, they are no answer.
    fn fewest(
        &self,
        parts: &[Part],
        some: impl IntoIterator<Item = Vec<Part>>,
    ) -> Result<Option<Found>> {
        let phrases = |parts: &[Part]| parts.iter().filter(|part| part.is_phrase).count();
        let says = |some: &Vec<Part>| {
            phrases(some) == phrases(parts) && some.iter().any(|part| part.widened.is_none())
        };
        let found = self.found(some.into_iter().filter(says))?;
        Ok(found.into_iter().min_by_key(|&(_, total)| total))
    }

    /// Of several lists of parts the first that finds the most, but something.
    fn most(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Option<Found>> {
        Ok(self.found(lists)?.into_iter().min_by_key(|&(_, total)| Reverse(total)))
    }

    /// Of several lists of parts those that find something.
    fn found(&self, lists: impl IntoIterator<Item = Vec<Part>>) -> Result<Vec<Found>> {
        let mut all = Vec::new();
        for parts in lists {
            let total = self.count(&parts)?;
            if total > 0 {
                all.push((parts, total));
            }
        }
        Ok(all)
    }

    fn count(&self, parts: &[Part]) -> Result<usize> {
        Ok(self.reader.search(&self.ask(parts), 0)?.0)
    }

    fn ask(&self, parts: &[Part]) -> Ask {
        let parts = parts.iter().map(|part| part.ask.clone());
        Ask::All(parts.chain(self.filters.iter().cloned()).collect())
    }

    fn looser(&self, (parts, total): Found, left_out: Vec<String>, is_close: bool) -> Looser {
        Looser { ask: self.ask(&parts), total, left_out, is_close, parts }
    }

    /// A word that means what it says.
    fn plain(&self, text: &str) -> Part {
        let forms = self.vocabulary.synonyms().widen(fold::letters(text));
        Part {
            text: text.to_owned(),
            is_phrase: false,
            widened: None,
            ask: Ask::Leaf(Leaf { forms }),
        }
    }

    fn phrase(&self, text: &str) -> Part {
        let ask = Ask::Leaf(Leaf { forms: vec![fold::letters(text)] });
        Part { text: text.to_owned(), is_phrase: true, widened: None, ask }
    }

    fn widened_all(&self, texts: [String; 2]) -> Result<Vec<Part>> {
        texts.into_iter().map(|text| self.widened(text)).collect()
    }

    /// A word beside others: a year is a time limit too, the name of a region stands for its plans too.
    fn widened(&self, text: String) -> Result<Part> {
        let part = self.plain(&text);
        let letters = fold::letters(&text);
        let (widened, others) = match year(&letters) {
            Some(year) => (Widened::Year, vec![query::due(year, year)]),
            None => (Widened::Region, self.plans_for(&letters)?),
        };
        if others.is_empty() {
            return Ok(part);
        }
        let ask = Ask::Any([vec![part.ask], others].concat());
        Ok(Part { widened: Some(widened), ask, ..part })
    }

    /// The plans for the region called `name`.
    fn plans_for(&self, name: &str) -> Result<Vec<Ask>> {
        let is_for =
            |plan: &&PlanRow| plan.region.as_deref().is_some_and(|region| names(name, region));
        let manifest = self.reader.manifest()?;
        let plans = manifest.plans().filter(is_for).take(PLANS);
        Ok(plans.map(|plan| Ask::Filter(Filter::Plan(plan.id.clone()))).collect())
    }
}

/// The year that `letters` are, as a time by which something is done or not.
fn year(letters: &str) -> Option<u16> {
    let rest = BEFORE_YEAR.iter().find_map(|before| letters.strip_prefix(before))?;
    let digits = BEHIND_YEAR.iter().find_map(|behind| rest.strip_suffix(behind))?;
    let is_year = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|year| is_year && YEARS.contains(year))
}

/// From where to where a year is told, with its 年 and with what makes it a time limit, of which the figures begin at `at`.
fn year_at(letters: &[char], at: usize) -> Option<(usize, usize)> {
    let bare = at + "2025".len();
    if !fold::is_edge(letters, at) || letters.get(bare) != Some(&'年') {
        return None;
    }
    let is_year =
        |from: usize, to: usize| year(&letters[from..to].iter().collect::<String>()).is_some();
    let from = at - usize::from(at > 0 && is_year(at - 1, bare));
    let ends = (bare + 1..=letters.len().min(bare + "年底前".chars().count())).rev();
    ends.map(|to| (from, to)).find(|&(from, to)| is_year(from, to))
}

/// Whether `name` is that of `region`, whole or short: 海南 of 海南省, 广西 of 广西壮族自治区.
fn names(name: &str, region: &str) -> bool {
    let is_short = name.chars().nth(1).is_some();
    region.strip_prefix(name).is_some_and(|rest| {
        let is_kind = DIVISIONS.contains(&rest) || AUTONOMOUS.iter().any(|end| rest.ends_with(end));
        rest.is_empty() || is_short && is_kind
    })
}

/// A word with the places where it may be cut.
struct Word<'a> {
    text: &'a str,
    folded: fold::Folded,
    edges: Vec<usize>,
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        let folded = fold::fold(text);
        let letters: Vec<char> = folded.letters().iter().take(LONG).map(|l| l.letter).collect();
        let edges = (0..=letters.len()).filter(|&at| fold::is_edge(&letters, at)).collect();
        Self { text, folded, edges }
    }

    /// How many letters of it count.
    fn letters(&self) -> usize {
        self.edges.last().copied().unwrap_or_default()
    }

    /// Each way of cutting it in two, with so many letters `between` the halves left out; no half is of one letter.
    fn halves(&self, between: usize) -> Vec<[String; 2]> {
        let len = self.letters();
        let inner = self.edges.iter().map(|&at| (at, at + between));
        let inner = inner.filter(|(at, on)| *at >= 2 && on + 2 <= len && self.edges.contains(on));
        inner.map(|(at, on)| [self.part(0, at), self.part(on, len)]).collect()
    }

    /// Each part of it of `len` letters.
    fn parts(&self, len: usize) -> Vec<String> {
        let from = self.edges.iter().filter(|&&from| self.edges.contains(&(from + len)));
        from.map(|&from| self.part(from, from + len)).collect()
    }

    /// The years in it and what stands between them, but for single letters.
    fn beside_years(&self) -> Vec<String> {
        let letters: Vec<char> = self.folded.letters().iter().map(|l| l.letter).collect();
        let years = (0..letters.len()).filter_map(|at| year_at(&letters, at));
        let inner = years.flat_map(|(from, to)| [from, to]);
        let cuts: Vec<usize> = std::iter::once(0).chain(inner).chain([letters.len()]).collect();
        let long = cuts.windows(2).filter(|cut| cut[0] + 2 <= cut[1]);
        long.map(|cut| self.part(cut[0], cut[1])).collect()
    }

    fn part(&self, from: usize, to: usize) -> String {
        self.folded.piece(self.text, from, to).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told() {
        for words in ["2025", "2025年", "到2025年", "2025年底前", "至2025年末", "到2025年年底"]
        {
            assert_eq!(year(words), Some(2025), "{words}");
        }
        for words in ["25年", "20255", "2025年度", "9999年", "年", "到", "２０２５", "+025"]
        {
            assert_eq!(year(words), None, "{words}");
        }
    }

    #[test]
    fn regions_are_told() {
        assert!(names("海南", "海南省") && names("海南省", "海南省") && names("大同", "大同市"));
        assert!(names("广西", "广西壮族自治区") && names("延边", "延边朝鲜族自治州"));
        assert!(!names("海", "海南省") && !names("海南", "海南黎族") && !names("南", "海南省"));
        assert!(!names("海南省级", "海南省") && !names("", "省"));
    }

    #[test]
    fn words_are_cut_where_letters_may_be_parted() {
        let halves = |text: &str, between| {
            let halves = Word::of(text).halves(between);
            halves.iter().map(|[a, b]| format!("{a}|{b}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(halves("到2025年森林", 0), "到2025|年森林 到2025年|森林");
        assert_eq!(halves("河湖，的治理", 0), "河湖|的治理 河湖，的|治理");
        assert_eq!(halves("河湖的治理", 1), "河湖|治理");
        assert_eq!(halves("治理", 0), "");
        assert_eq!(Word::of("查干胡").parts(2), ["查干", "干胡"]);
        let years = |text: &str| Word::of(text).beside_years().join("|");
        assert_eq!(years("大同市到2025年底前，水体"), "大同市|到2025年底前|水体");
        assert_eq!(years("2025年2030年"), "2025年|2030年");
        assert_eq!(years("在2021—2025年的9999年和2000亩"), "在2021—2025年的9999年和2000亩");
    }
}

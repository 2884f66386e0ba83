//! [`Word`]: a word of a query, and where it may be cut; the years and regions that words name.

use crate::answers::query::{Questions, YEARS};
use crate::index::fold;
use crate::lexicon::DIVISION_KINDS;
use crate::outline;

/// The most letters of a word that is taken apart.
const LONG: usize = 24;

/// The marks at which what was typed as one word is cut into clauses.
pub const CUTS: [char; 10] = ['，', '、', '；', '：', '。', ',', ';', ':', '？', '！'];

/// What may stand before a year where it is the time by which something is done.
const BEFORE_YEAR: [&str; 4] = ["到", "至", "在", ""];

/// What may stand behind the figures of such a year; the longer first.
const BEHIND_YEAR: [&str; 11] = [
    "年底之前",
    "年年底",
    "年底前",
    "年底",
    "年末前",
    "年末",
    "年之前",
    "年以前",
    "年前",
    "年",
    "",
];

/// What else the short name of a division leaves out, and nobody says another for.
const SPECIAL: [&str; 3] = ["新区", "林区", "特别行政区"];

/// What makes the name of a five-year plan its time where it stands beside others: 十四五期间.
const ERA: [&str; 3] = ["期间", "时期", ""];

/// The first and the last year that `letters` are the time of: a year, 2025年底前, or that of a five-year plan, of which the fourteenth runs
/// from 2021 to 2025, 十四五期间, 十四五.
pub fn years(letters: &str) -> Option<(u16, u16)> {
    let era = || {
        let plan = ERA.iter().find_map(|end| letters.strip_suffix(end))?;
        let is_era = plan.starts_with('十') && plan.chars().count() == "十四五".chars().count();
        is_era.then(|| outline::years(&format!("“{plan}”"))).flatten()
    };
    year(letters).map(|year| (year, year)).or_else(era)
}

/// The year that `letters` are, as a time by which something is done or not.
pub fn year(letters: &str) -> Option<u16> {
    let rest = BEFORE_YEAR.iter().find_map(|before| letters.strip_prefix(before))?;
    let digits = BEHIND_YEAR.iter().find_map(|behind| rest.strip_suffix(behind))?;
    let is_year = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|year| is_year && YEARS.contains(year))
}

/// From where to where a year is told, with its 年 and with what makes it a time limit, of which the figures begin at `at`.
fn year_at(letters: &[char], at: usize) -> Option<(usize, usize)> {
    if letters[at] == '十' {
        let end = at + "十四五期间".chars().count();
        let era: String = letters.get(at..end)?.iter().collect();
        return years(&era).map(|_| (at, end));
    }
    let bare = at + "2025".len();
    if !fold::is_edge(letters, at) || letters.get(bare) != Some(&'年') {
        return None;
    }
    let is_year =
        |from: usize, to: usize| year(&letters[from..to].iter().collect::<String>()).is_some();
    let from = at - usize::from(at > 0 && is_year(at - 1, bare));
    let ends = (bare + 1..=letters.len().min(bare + "年底之前".chars().count())).rev();
    ends.map(|to| (from, to)).find(|&(from, to)| is_year(from, to))
}

/// Whether `name` is that of `region`, whole or short: 海南 of 海南省, 广西 of 广西壮族自治区.
pub fn names(name: &str, region: &str) -> bool {
    let is_short = name.chars().nth(1).is_some();
    region.strip_prefix(name).is_some_and(|rest| rest.is_empty() || is_short && is_kind(rest))
}

/// Whether `rest` is a kind of division, which the name of a people may stand before: 省, 壮族自治区.
fn is_kind(rest: &str) -> bool {
    let is_ending = |kind: &str| rest == kind || kind.starts_with("自治") && rest.ends_with(kind);
    DIVISION_KINDS.into_iter().any(is_ending) || SPECIAL.contains(&rest)
}

/// `text` in pieces of no more letters than a word that is taken apart has, each cut where it must be.
pub fn short(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    let letters: Vec<char> = folded.letters().iter().map(|l| l.letter).collect();
    let mut cuts = vec![0];
    while let Some(&from) = cuts.last().filter(|&&from| from < letters.len()) {
        let most = letters.len().min(from + LONG);
        let edge = (from + 1..=most).rev().find(|&at| fold::is_edge(&letters, at));
        cuts.push(edge.unwrap_or(most));
    }
    let long = cuts.windows(2).filter(|cut| cut[0] + 2 <= cut[1]);
    long.map(|cut| folded.piece(text, cut[0], cut[1]).to_owned()).collect()
}

/// Whether `text` has more letters than a word that is taken apart.
pub fn is_long(text: &str) -> bool {
    fold::letters(text).chars().nth(LONG).is_some()
}

/// A word with the places where it may be cut.
pub struct Word<'a> {
    text: &'a str,
    folded: fold::Folded,
    edges: Vec<usize>,
    questions: &'a Questions,
}

impl<'a> Word<'a> {
    /// `text`; `questions` knows the letters that join words.
    pub fn of(text: &'a str, questions: &'a Questions) -> Self {
        let folded = fold::fold(text);
        let letters: Vec<char> = folded.letters().iter().take(LONG).map(|l| l.letter).collect();
        let edges = (0..=letters.len()).filter(|&at| fold::is_edge(&letters, at)).collect();
        Self { text, folded, edges, questions }
    }

    /// How many letters of it count.
    pub fn letters(&self) -> usize {
        self.edges.last().copied().unwrap_or_default()
    }

    /// Each way of cutting it in two where it `may` be cut, with so many letters `between` the halves left out; no half is of one letter.
    pub fn halves(&self, between: usize, may: impl Fn(usize) -> bool) -> Vec<[String; 2]> {
        let len = self.letters();
        let inner = self.edges.iter().map(|&at| (at, at + between));
        let inner = inner.filter(|(at, on)| *at >= 2 && on + 2 <= len && self.edges.contains(on));
        let inner = inner.filter(|&(at, on)| may(at) && may(on));
        inner.map(|(at, on)| [self.part(0, at), self.part(on, len)]).collect()
    }

    /// The same in two that a letter joins, which is left out: 湿地 and 红树林 of 湿地和红树林.
    pub fn joined(&self) -> Vec<[String; 2]> {
        let joints = (0..self.letters()).filter(|&at| self.may_join(at) && self.joint(at) == 0);
        joints.flat_map(|joint| self.halves(1, |at| at == joint || at == joint + 1)).collect()
    }

    /// From where to where each part of it of `len` letters goes.
    pub fn parts(&self, len: usize) -> Vec<(usize, usize)> {
        let from = self.edges.iter().filter(|&&from| self.edges.contains(&(from + len)));
        from.map(|&from| (from, from + len)).collect()
    }

    /// Whether letter `at` is a digit.
    pub fn is_digit(&self, at: usize) -> bool {
        self.folded.letters().get(at).is_some_and(|l| l.letter.is_ascii_digit())
    }

    /// Whether it may be cut before letter `at`.
    pub fn is_edge(&self, at: usize) -> bool {
        self.edges.contains(&at)
    }

    /// Where a part of it may end, from `least` on, the last first.
    pub fn ends(&self, least: usize) -> impl Iterator<Item = usize> {
        self.edges.iter().rev().copied().take_while(move |&at| at >= least)
    }

    /// The end of a part that ends before letter `to`, without a letter at its end that joins it to the next, but not before `least`.
    pub fn unjoined(&self, least: usize, to: usize) -> usize {
        let last = self.folded.letters()[to - 1].letter;
        if to > least && to < self.letters() && self.questions.joins(last) { to - 1 } else { to }
    }

    /// Where it ends without a 的 that joined it to what is no more there.
    pub fn unjoined_end(&self) -> usize {
        let end = self.letters();
        end.checked_sub(1).filter(|&last| self.joint(last) > 0).unwrap_or(end)
    }

    /// How many letters from `at` on only join what follows to what is before: 的, 里的, a 中 at the end.
    pub fn joint(&self, at: usize) -> usize {
        let letter = |at: usize| self.folded.letters().get(at).map(|l| l.letter);
        let is_inside = letter(at).is_some_and(|letter| self.questions.is_inside(letter));
        match letter(at + usize::from(is_inside)) {
            Some('的') => 1 + usize::from(is_inside),
            None => usize::from(is_inside),
            _ => 0,
        }
    }

    /// Whether the letter at `at` may join two words: 和, 对; but words begin with it too.
    pub fn may_join(&self, at: usize) -> bool {
        self.folded.letters().get(at).is_some_and(|next| self.questions.joins(next.letter))
    }

    /// What stands from letter `at` on; empty where nothing does.
    pub fn rest(&self, at: usize) -> String {
        let end = self.folded.letters().len();
        if at < end { self.part(at, end) } else { String::new() }
    }

    /// The years in it and what stands between them, but for single letters.
    pub fn beside_years(&self) -> Vec<String> {
        let letters: Vec<char> = self.folded.letters().iter().map(|l| l.letter).collect();
        let told = (0..letters.len()).filter_map(|at| year_at(&letters, at));
        let inner = told.flat_map(|(from, to)| [from, to]);
        let cuts: Vec<usize> = std::iter::once(0).chain(inner).chain([letters.len()]).collect();
        let long = cuts.windows(2).filter(|cut| cut[0] + 2 <= cut[1]);
        // “十四五”期间 has a quotation mark within it, and its partner before it.
        let bare = |part: String| match years(&fold::letters(&part)) {
            Some(_) => part.replace(['”', '"'], ""),
            None => part,
        };
        long.map(|cut| bare(self.part(cut[0], cut[1]))).collect()
    }

    pub fn part(&self, from: usize, to: usize) -> String {
        self.folded.piece(self.text, from, to).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::query::Vocabulary;
    use crate::lexicon::Lexicon;

    #[test]
    fn years_are_told() {
        for words in [
            "2025",
            "2025年",
            "到2025年",
            "2025年底前",
            "至2025年末",
            "到2025年年底",
            "2025年底之前",
        ] {
            assert_eq!(year(words), Some(2025), "{words}");
        }
        assert_eq!(years("十四五期间"), Some((2021, 2025)));
        assert_eq!(
            [years("2027年底前"), years("十五五时期")],
            [Some((2027, 2027)), Some((2026, 2030))]
        );
        assert_eq!([years("十四"), years("五五期间"), years("十四五规划")], [None; 3]);
        assert_eq!(years("十四五"), years("十四五期间"));
        for words in ["25年", "20255", "2025年度", "9999年", "年", "到", "２０２５", "+025"]
        {
            assert_eq!(year(words), None, "{words}");
        }
    }

    #[test]
    fn regions_are_told() {
        assert!(names("海南", "海南省") && names("海南省", "海南省") && names("大同", "大同市"));
        assert!(names("广西", "广西壮族自治区") && names("延边", "延边朝鲜族自治州"));
        assert!(
            !names("海", "海南省")
                && !names("海南", "海南黎族")
                && names("月亮泡", "月亮泡镇")
                && !names("南", "海南省")
        );
        assert!(!names("海南省级", "海南省") && !names("", "省"));
    }

    #[test]
    fn words_are_cut_where_letters_may_be_parted() {
        let vocabulary = Vocabulary::of(&Lexicon::shipped());
        let questions = vocabulary.questions();
        let halves = |text: &str, between| {
            let halves = Word::of(text, questions).halves(between, |_| true);
            halves.iter().map(|[a, b]| format!("{a}|{b}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(halves("到2025年森林", 0), "到2025|年森林 到2025年|森林");
        assert_eq!(halves("河湖，的治理", 0), "河湖|的治理 河湖，的|治理");
        assert_eq!(halves("河湖的治理", 1), "河湖|治理");
        assert_eq!(halves("治理", 0), "");
        assert_eq!(Word::of("查干胡", questions).parts(2), [(0, 2), (1, 3)]);
        let cut = |text: &str| Word::of(text, questions).beside_years().join("|");
        let joint = |text: &str, at| Word::of(text, questions).joint(at);
        assert_eq!(
            [joint("规划的目标", 2), joint("规划里的目标", 2), joint("规划中", 2)],
            [1, 2, 1]
        );
        assert_eq!([joint("规划中小学", 2), joint("规划目标", 2), joint("规划", 2)], [0; 3]);
        assert_eq!(
            [Word::of("大同市，水体", questions).rest(3), Word::of("大同市", questions).rest(3)],
            ["水体", ""]
        );
        assert_eq!(cut("大同市到2025年底前，水体"), "大同市|到2025年底前|水体");
        assert_eq!(cut("2025年底之前水体"), "2025年底之前|水体");
        assert_eq!(cut("2025年2030年"), "2025年|2030年");
        assert_eq!(cut("大同市十四五期间水体"), "大同市|十四五期间|水体");
        assert_eq!(cut("在2021—2025年的9999年和2000亩"), "在2021—2025年的9999年和2000亩");
    }
}

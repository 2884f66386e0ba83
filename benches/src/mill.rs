//! [`Mill`]: plans of any number. The outline is that of the shipped plan; its sentences are cut at their commas and put together
//! anew, with other places and other numbers. The same number gives the same plan.

use std::fs;
use std::path::Path;

use gangyao::corpus::read_alone;
use gangyao::lexicon::Lexicon;
use gangyao::plan::Plan;

use crate::Result;

/// What stands for a place until one is chosen.
const PLACE: char = '\u{1}';

/// Signs that names of small places are made of; what is made of them is in no table.
const SIGNS: &str = "东西南北上下大小新旧前后青白红黄黑金银玉石木水火土山川河湖海林田园村桥塔寺庙堡营屯坡岭沟湾滩洲岛泉井柳杨松柏桃李梅兰竹菊龙凤虎马牛羊";

/// What sentences and plans are made of.
pub struct Mill {
    /// The text between the measures of the shipped plan.
    between: Vec<String>,
    /// The clauses of each of its measures.
    clauses: Vec<Vec<String>>,
    places: Vec<String>,
}

impl Mill {
    /// One that has read the shipped plan of the repository at `top`.
    pub fn new(top: &Path, lexicon: &Lexicon) -> Result<Self> {
        let plan = read_alone(&top.join("corpus/jilin-2024-2035.txt"), lexicon)?.remove(0);
        let (mut between, mut end) = (Vec::new(), 0);
        for measure in &plan.measures {
            between.push(plan.text[end..measure.span.start as usize].replace("吉林", "\u{1}"));
            end = measure.span.end as usize;
        }
        between.push(plan.text[end..].replace("吉林", "\u{1}"));
        let clauses = (0..plan.measures.len()).map(|at| clauses(&plan, at)).collect();
        let places = lexicon.gazetteer().places().filter(|p| p.kind.is_division());
        let places = places.map(|place| place.name.to_string()).collect();
        Ok(Self { between, clauses, places })
    }

    /// How many measures a plan has.
    pub fn measures(&self) -> u64 {
        self.clauses.len() as u64
    }

    /// Plan `number`.
    pub fn plan(&self, number: u64) -> String {
        self.begun(number, self.between.len())
    }

    /// A short plan `number`: the beginning of the whole one, with a tenth of its measures.
    pub fn short(&self, number: u64) -> String {
        self.begun(number, self.between.len() / 10)
    }

    /// The first so many sentences of plan `number`.
    fn begun(&self, number: u64, sentences: usize) -> String {
        let mut dice = Dice::new(number);
        let home = self.place(&mut dice);
        let mut text = String::new();
        for between in self.between.iter().take(sentences) {
            text.push_str(&between.replace(PLACE, &home));
            text.push_str(&self.sentence(&mut dice));
        }
        text
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let first = &self.clauses[dice.below(self.clauses.len())];
        let mut words = String::new();
        if dice.below(100) < 35 {
            words.extend(first.iter().map(String::as_str));
        } else {
            words.extend(first.iter().take(1 + dice.below(2)).map(String::as_str));
            for _ in 0..dice.below(3) {
                let other = &self.clauses[dice.below(self.clauses.len())];
                words.push_str(&other[dice.below(other.len())]);
            }
        }
        let mut sentence = self.varied(words.trim_end_matches(['，', '。', '；']), dice);
        sentence.push('。');
        sentence
    }

    /// `words` with places where they are to stand and some of the numbers changed; years stay years.
    fn varied(&self, words: &str, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(words.len());
        let mut signs = words.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                PLACE => out.push_str(&self.place(dice)),
                '0'..='9' => {
                    let mut digits = String::from(sign);
                    while let Some(digit) = signs.next_if(char::is_ascii_digit) {
                        digits.push(digit);
                    }
                    out.push_str(&number(&digits, dice));
                }
                sign => out.push(sign),
            }
        }
        out
    }

    /// A place: of the table, the first ones more often than the last; of ten, one that no table has.
    fn place(&self, dice: &mut Dice) -> String {
        if dice.below(10) == 0 {
            let signs: Vec<char> = SIGNS.chars().collect();
            let mut sign = || signs[dice.below(signs.len())];
            return [sign(), sign(), sign()].iter().collect();
        }
        let part = dice.below(1 << 20) as f64 / f64::from(1 << 20);
        let at = (self.places.len() as f64).powf(part) as usize;
        self.places[at.min(self.places.len() - 1)].clone()
    }

    /// Writes `count` plans into the corpus of `home`.
    pub fn fill(&self, home: &Path, count: u64) -> Result<()> {
        fill(home, count, |n| self.plan(n))
    }

    /// Writes `count` short plans into the corpus of `home`.
    pub fn fill_with_short(&self, home: &Path, count: u64) -> Result<()> {
        fill(home, count, |n| self.short(n))
    }
}

fn fill(home: &Path, count: u64, text: impl Fn(u64) -> String) -> Result<()> {
    let corpus = home.join("corpus");
    fs::create_dir_all(&corpus)?;
    for n in 0..count {
        fs::write(corpus.join(format!("p{n:06}.txt")), text(n))?;
    }
    Ok(())
}

/// The clauses of measure `at`; those of every other measure without the places they name.
fn clauses(plan: &Plan, at: usize) -> Vec<String> {
    let span = plan.measures[at].span;
    let mut words = span.of(&plan.text).to_owned();
    let named = plan.tags[at].places.iter().filter(|_| at % 2 == 1);
    let mut places: Vec<_> = named.map(|place| place.span).collect();
    places.sort();
    places.dedup_by(|b, a| a.overlaps(*b));
    for place in places.iter().rev() {
        let start = (place.start - span.start) as usize;
        let end = (place.end - span.start) as usize;
        words.replace_range(start..end, "\u{1}");
    }
    words.split_inclusive('，').map(str::to_owned).collect()
}

fn number(digits: &str, dice: &mut Dice) -> String {
    let year = digits.len() == 4 && digits.starts_with("20");
    match (year, dice.below(10)) {
        (true, 0..5) => (2024 + dice.below(12)).to_string(),
        (false, 0..7) => {
            let first = 1 + dice.below(9);
            let rest = digits[1..].chars().map(|_| dice.below(10).to_string());
            std::iter::once(first.to_string()).chain(rest).collect()
        }
        _ => digits.to_owned(),
    }
}

/// Numbers that look random: xorshift.
pub struct Dice(u64);

impl Dice {
    /// The row of numbers called `seed`.
    pub fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }
}

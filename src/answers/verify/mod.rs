//! Verify: whether the plans say what a sentence says they say.
//!
//! ```text
//! sentence ─ candidates: passages that share its rare letters, through the index
//!          ─ align:      how it lies in each of them
//!          ─ change:     what the differences are about: wording, number, year, unit, bound, place, negation
//!          ─ values:     whether its targets are those of the passage, whatever the words
//!          ─ judge:      the verdict
//! ```
//!
//! Doubt counts against the sentence: what differs in a number, a year or a place is never close.

mod align;
mod candidates;
mod change;
mod judge;
mod side;
mod token;
mod values;

use self::judge::{Claim, Finding};
use super::{Archive, Spot};
use crate::ground::{Result, Span, sentences};
use crate::index::PlanRow;
use crate::lexicon::Lexicon;

/// What was found of one sentence.
#[derive(Clone, Debug)]
pub struct Check {
    /// The sentence.
    pub text: String,
    /// The line it stands on, from 1.
    pub line: u32,
    /// What the plans say to it.
    pub verdict: Verdict,
    /// Where they say it or something like it, best first; empty where nothing is like it.
    pub matches: Vec<Match>,
}

/// What the plans say to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It stands there, but for width, white space and quotation marks.
    Exact,
    /// It stands there in other words of the same meaning and values.
    Close,
    /// The plans say it with another number, unit, bound, year or place, or the contrary.
    WrongValue,
    /// Nothing like it stands there.
    NotFound,
}

impl Verdict {
    /// All verdicts, best first.
    pub const ALL: [Verdict; 4] =
        [Verdict::Exact, Verdict::Close, Verdict::WrongValue, Verdict::NotFound];

    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Close => "close",
            Verdict::WrongValue => "wrong_value",
            Verdict::NotFound => "not_found",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Exact => "一致",
            Verdict::Close => "基本一致",
            Verdict::WrongValue => "与规划不符",
            Verdict::NotFound => "没有找到",
        }
    }
}

/// A passage that says a sentence, or nearly.
#[derive(Clone, Debug)]
pub struct Match {
    /// The measure or node it stands in.
    pub spot: Spot,
    /// The words of the plan that answer to the sentence.
    pub span: Span,
    /// Where the two differ, in the order of the sentence.
    pub differences: Vec<Difference>,
}

impl Match {
    /// Whether it speaks of another place.
    fn misplaces(&self) -> bool {
        self.differences.iter().any(|d| d.aspect == Aspect::Place)
    }

    /// How many of the differences are more than wording.
    fn harms(&self) -> usize {
        self.differences.iter().filter(|d| !d.aspect.is_harmless()).count()
    }
}

/// A stretch in which sentence and plan differ; one of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What it is about.
    pub aspect: Aspect,
    /// In the sentence.
    pub claim: Span,
    /// In the text of the plan.
    pub plan: Span,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// A number.
    Number,
    /// A year, or before and after it.
    Year,
    /// What a number is of.
    Indicator,
    /// A unit.
    Unit,
    /// Which side of a value is meant, or whether all or a part.
    Bound,
    /// Up or down, for or against.
    Direction,
    /// A place.
    Place,
    /// Whether it is to be or not to be.
    Negation,
    /// Only the words.
    Wording,
    /// Only marks.
    Marks,
    /// Only the order of clauses.
    Order,
}

impl Aspect {
    /// Whether a sentence with such a difference may still be close.
    pub fn is_harmless(self) -> bool {
        matches!(self, Aspect::Wording | Aspect::Marks | Aspect::Order)
    }

    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Number => "number",
            Aspect::Year => "year",
            Aspect::Indicator => "indicator",
            Aspect::Unit => "unit",
            Aspect::Bound => "bound",
            Aspect::Direction => "direction",
            Aspect::Place => "place",
            Aspect::Negation => "negation",
            Aspect::Wording => "wording",
            Aspect::Marks => "marks",
            Aspect::Order => "order",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Aspect::Number => "数值",
            Aspect::Year => "年份",
            Aspect::Indicator => "指标",
            Aspect::Unit => "单位",
            Aspect::Bound => "限度",
            Aspect::Direction => "方向",
            Aspect::Place => "地点",
            Aspect::Negation => "肯定否定",
            Aspect::Wording => "措辞",
            Aspect::Marks => "标点",
            Aspect::Order => "语序",
        }
    }
}

/// The most passages shown for one sentence.
const SHOWN: usize = 3;

impl Archive {
    /// Checks every sentence of `text` against the plans called `plans`, or against all where none is named. Lines without a letter
    /// or a digit are passed over.
    ///
    /// Errors: an unknown plan ([`Usage`](crate::ground::ErrorKind::Usage)), an index that cannot be read.
    pub fn verify(&self, text: &str, plans: &[String], lexicon: &Lexicon) -> Result<Vec<Check>> {
        for plan in plans {
            self.plan(plan)?;
        }
        let rows = if plans.is_empty() { self.entries()? } else { Vec::new() };
        let mut checks = Vec::new();
        for (n, line) in text.lines().enumerate() {
            for span in sentences(line, Span::new(0, line.len())) {
                checks.push(self.check_sentence(
                    span.of(line),
                    n as u32 + 1,
                    (plans, &rows),
                    lexicon,
                )?);
            }
        }
        Ok(checks)
    }

    fn check_sentence(
        &self,
        text: &str,
        line: u32,
        (plans, rows): (&[String], &[PlanRow]),
        lexicon: &Lexicon,
    ) -> Result<Check> {
        let mut claim = Claim::new(text, lexicon);
        // The plans for the divisions that it names.
        let named = |row: &&PlanRow| row.region.as_deref().is_some_and(|r| claim.names(r));
        let own: Vec<String> = rows.iter().filter(named).map(|row| row.id.clone()).collect();
        let mut findings: Vec<Finding> = Vec::new();
        for spot in self.candidates(&claim, plans, &own)? {
            findings.extend(claim.judge(spot));
        }
        // 海南省…: what a plan of another region says of that is no answer, but for a sentence that stands there.
        let is_own = |f: &Finding| own.is_empty() || own.contains(&f.found.spot.plan.id);
        findings.retain(|f| is_own(f) || f.verdict < Verdict::WrongValue || !f.found.misplaces());
        findings.sort_by_key(|f| {
            let rank = (f.verdict, !is_own(f), f.tells_past, f.found.harms());
            (rank, !f.agrees, std::cmp::Reverse(f.fit))
        });
        let verdict = findings.first().map_or(Verdict::NotFound, |f| f.verdict);
        // What its own region's plan answers, no other region's needs to.
        let owned = findings.first().is_some_and(is_own);
        let alike = |f: &Finding| f.verdict == verdict && is_own(f) == owned;
        let best: Vec<Finding> = findings.into_iter().filter(alike).collect();
        let matches = best.into_iter().map(|f| f.found).take(SHOWN).collect();
        Ok(Check { text: text.to_owned(), line, verdict, matches })
    }
}

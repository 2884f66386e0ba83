//! [`Claim`]: a sentence that is checked, and the verdict on it that one passage gives.

use std::collections::BTreeMap;

use super::align::{Alignment, Block, align};
use super::side::{Sense, Side};
use super::token::{Kind, Token};
use super::values::{self, Agreement};
use super::{Aspect, Difference, Match, Verdict, change};
use crate::answers::Spot;
use crate::ground::Span;
use crate::lexicon::Lexicon;
use crate::plan::{Plan, tags_of};
use crate::tags::Tags;

/// How well a sentence must fit to be close, in thousandths; to be the same with another value; to be so in other words.
const CLOSE: i32 = 600;
const WRONG: i32 = 500;
const REWORDED: i32 = 250;
/// How well each clause must fit by itself where they stand in another order.
const REORDERED: i32 = 750;

/// The fewest tokens of a clause that must be found by itself, and how many of a hundred must be.
const CLAUSE: usize = 4;
const FOUND: usize = 50;

/// A sentence that is checked.
pub struct Claim<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Its tags as a sentence of a plan for each region.
    tags: BTreeMap<Option<String>, Vec<Tags>>,
}

/// What one passage says to a sentence.
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the passage has the targets of the sentence.
    pub agrees: bool,
    /// How well the words fit, in thousandths.
    pub fit: i32,
    /// Where it stands.
    pub found: Match,
}

/// A passage that may say what a sentence says.
struct Passage<'a> {
    plan: &'a Plan,
    span: Span,
    tags: Vec<&'a Tags>,
}

impl<'a> Claim<'a> {
    /// The sentence `text`.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon, tags: BTreeMap::new() }
    }

    /// What the passage at `spot` says to it; nothing where it is about something else.
    pub fn judge(&mut self, spot: Spot) -> Option<Finding> {
        let plan = std::sync::Arc::clone(&spot.plan);
        let passage = Passage::at(&spot, self.text.len())?;
        let (text, lexicon) = (self.text, self.lexicon);
        let identity = &plan.identity;
        let tags = self
            .tags
            .entry(identity.region.clone())
            .or_insert_with(|| tags_of(text, identity, lexicon));
        let words = passage.span.of(&plan.text);
        let claim = Side::new(text, tags.iter(), 0, lexicon).without_last_mark();
        let said =
            Side::new(words, passage.tags.iter().copied(), passage.span.start as usize, lexicon);
        let values = values::compare(tags, &passage.tags);
        let targets = tags.iter().flat_map(|t| &t.targets).map(|t| t.span).collect();
        let agrees = values.agrees();
        let (verdict, fit, place, differences) =
            Comparison { claim, said, values, targets }.verdict(&passage)?;
        let offset = passage.span.start as usize;
        let span = place.shifted(offset);
        Some(Finding { verdict, agrees, fit, found: Match { spot, span, differences } })
    }
}

impl<'a> Passage<'a> {
    /// The words of `spot`: a measure, with those behind it in its node until there are as many as `length` bytes; or a heading.
    fn at(spot: &'a Spot, length: usize) -> Option<Self> {
        let plan = &*spot.plan;
        let Some(first) = spot.measure else {
            let node = &plan.outline.nodes[spot.node];
            let own = plan.measures.iter().all(|m| m.node as usize != spot.node);
            let body = node.body.iter().copied().reduce(Span::to).filter(|_| own);
            let span = node.head.or(body)?.trimmed(&plan.text);
            return Some(Self { plan, span, tags: Vec::new() });
        };
        let mut end = first + 1;
        let mut span = plan.measures[first].span;
        while let Some(next) = plan.measures.get(end).filter(|n| n.node as usize == spot.node) {
            if span.len() >= length {
                break;
            }
            span = span.to(next.span);
            end += 1;
        }
        let tags = (first..end).map(|at| &plan.tags[at]).collect();
        Some(Self { plan, span, tags })
    }

    /// Whether `year` is one by which the passage is due, whoever says so.
    fn is_due(&self, year: &str) -> bool {
        let mut deadlines = self.tags.iter().flat_map(|tags| &tags.deadlines);
        deadlines.any(|d| d.to.is_some_and(|to| to.to_string() == year))
    }
}

/// A sentence and a passage side by side.
struct Comparison<'a> {
    claim: Side<'a>,
    said: Side<'a>,
    values: Agreement,
    /// Where the targets of the claim stand.
    targets: Vec<Span>,
}

type Judged = (Verdict, i32, Span, Vec<Difference>);

impl Comparison<'_> {
    fn verdict(&self, passage: &Passage<'_>) -> Option<Judged> {
        let found = self.aligned();
        let offset = passage.span.start as usize;
        let differences = change::differences(&self.claim, &self.said, &found);
        // A number that the passage alone has: the two are laid against each other where they do not belong together.
        let astray = differences.iter().any(|d| d.aspect == Aspect::Number && d.claim.is_empty());
        let differences: Vec<_> = differences.into_iter().map(|d| self.eased(d, passage)).collect();
        let invents = self.invents(&found.same);
        let place = self.said.span(&found.place);
        let outside = |differences: Vec<Difference>| {
            let shift = |d: Difference| Difference { plan: d.plan.shifted(offset), ..d };
            differences.into_iter().map(shift).collect::<Vec<_>>()
        };
        let harmless = differences.iter().all(|d| d.aspect.is_harmless());
        if differences.is_empty() {
            return Some((Verdict::Exact, found.fit, place, Vec::new()));
        }
        if let Agreement::Differs(values) = &self.values {
            let mut all = values.clone();
            let other = [Aspect::Place, Aspect::Negation];
            all.extend(outside(differences).into_iter().filter(|d| other.contains(&d.aspect)));
            return Some((Verdict::WrongValue, found.fit, place, all));
        }
        let agreed = self.values.agrees();
        if harmless && !invents && (found.fit >= CLOSE || (agreed && found.fit >= REWORDED)) {
            let differences = match &self.values {
                // The words stand in another order, so the targets are set against each other.
                Agreement::Agrees(pairs) if astray => pairs.clone(),
                _ => outside(differences),
            };
            return Some((Verdict::Close, found.fit, place, differences));
        }
        if let Some(judged) = self.reordered(passage) {
            return Some(judged);
        }
        (!harmless && !invents && found.fit >= WRONG)
            .then(|| (Verdict::WrongValue, found.fit, place, outside(differences)))
    }

    /// How the claim lies in the passage, without marks at its ends.
    fn aligned(&self) -> Alignment {
        align(&self.claim.tokens, &self.said.tokens)
    }

    /// A difference that the tags of the two show to be none: a year that the passage is due by, a value that is the same.
    fn eased(&self, difference: Difference, passage: &Passage<'_>) -> Difference {
        let inside = |t: &&Token| difference.claim.contains(t.span);
        let numbers = self.claim.tokens.iter().filter(inside).filter(|t| t.kind == Kind::Number);
        let mut numbers = numbers.peekable();
        let said = numbers.peek().is_some();
        let eased = match difference.aspect {
            Aspect::Year => said && numbers.all(|year| passage.is_due(&year.form)),
            Aspect::Bound | Aspect::Unit | Aspect::Number => {
                self.values.agrees() && numbers.all(|n| self.holds(n))
            }
            _ => false,
        };
        Difference { aspect: if eased { Aspect::Wording } else { difference.aspect }, ..difference }
    }

    /// Whether the passage has `number` too, wherever; or it is that of a target, which was compared.
    fn holds(&self, number: &Token) -> bool {
        let same = |t: &Token| t.kind == Kind::Number && t.form == number.form;
        self.targets.iter().any(|target| target.contains(number.span))
            || self.said.tokens.iter().any(same)
    }

    /// Whether a clause of the claim has little that is `same` in the passage.
    fn invents(&self, same: &[(usize, usize)]) -> bool {
        let tokens = &self.claim.tokens;
        let mut at = 0;
        tokens.split(|t| t.parts()).any(|clause| {
            let range = at..at + clause.len();
            at = range.end + 1;
            let words = |n: &usize| matches!(tokens[*n].kind, Kind::Letter | Kind::Word);
            let all = range.clone().filter(words).count();
            let found = same.iter().map(|(n, _)| *n).filter(|n| range.contains(n)).filter(words);
            all >= CLAUSE && found.count() * 100 < all * FOUND
        })
    }

    /// The verdict on a claim whose clauses stand in the passage in another order; none where they do not.
    ///
    /// Within a clause it may pass over items of a list. A clause that bears a number must belong to the same year as before, which only tags that agree can show.
    fn reordered(&self, passage: &Passage<'_>) -> Option<Judged> {
        let tokens = &self.claim.tokens;
        let clauses: Vec<_> =
            tokens.split(|t| t.parts()).filter(|clause| !clause.is_empty()).collect();
        let bears_number = tokens.iter().any(|t| t.kind == Kind::Number);
        if clauses.len() < 2 || (bears_number && !self.values.agrees()) {
            return None;
        }
        let stands = |clause: &&[Token]| {
            let found = align(clause, &self.said.tokens);
            let passed_over = |block: &Block| {
                let turns = |s: &Sense<'_>| change::ABSOLUTE.contains(&s.sense);
                block.claim.is_empty() && !self.said.touched(&block.passage).any(turns)
            };
            (found.blocks.iter().all(passed_over) && found.fit >= REORDERED)
                .then(|| self.said.span(&found.place))
        };
        let places = clauses.iter().map(stands).collect::<Option<Vec<_>>>()?;
        let place = places.into_iter().reduce(Span::to)?;
        let whole = Span::new(0, self.claim.text.len());
        let plan = place.shifted(passage.span.start as usize);
        debug_assert!(plan.range().end <= passage.plan.text.len());
        let order = Difference { aspect: Aspect::Order, claim: whole, plan };
        Some((Verdict::Close, CLOSE, place, vec![order]))
    }
}

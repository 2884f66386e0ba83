//! [`Claim`]: a sentence that is checked, and the verdict on it that one passage gives.

use std::collections::BTreeMap;

use super::align::{Alignment, Block, align};
use super::side::{Sense, Side};
use super::token::{Kind, Token};
use super::values::{self, Agreement};
use super::{Aspect, Difference, Match, Verdict, change};
use crate::answers::Spot;
use crate::ground::Span;
use crate::lexicon::{Lexicon, List};
use crate::measures;
use crate::outline::{Identity, Kind as NodeKind, Terms};
use crate::plan::{Plan, tags_of};
use crate::tags::{Tags, Target};

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
    /// Its words.
    pub text: &'a str,
    lexicon: &'a Lexicon,
    /// Its tags as a sentence of a plan for no region.
    own: Vec<Tags>,
    /// Those as one of a plan for each region.
    tags: BTreeMap<Option<String>, Vec<Tags>>,
}

/// What one passage says to a sentence.
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the passage has the targets of the sentence.
    pub agrees: bool,
    /// Whether the passage tells how things stand or stood.
    pub tells_past: bool,
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
    /// Whether it tells how things stand or stood.
    tells_past: bool,
    /// Whether it is a row of a table.
    is_row: bool,
    /// The last year named above it in its paragraph: 到2025年，…。森林覆盖率达到46%.
    above: Option<u16>,
}

impl<'a> Claim<'a> {
    /// The sentence `text`.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let own = tags_of(text, &Identity::default(), lexicon);
        Self { text, lexicon, own, tags: BTreeMap::new() }
    }

    /// What its targets with a number are of, as marks of the index tell it.
    pub fn indicators(&self) -> Vec<String> {
        let targets = self.own.iter().flat_map(|tags| &tags.targets);
        targets.filter(|t| !t.qualitative).map(Target::identity).collect()
    }

    /// Whether it names the division called `region`.
    pub fn names(&self, region: &str) -> bool {
        let id = division(self.lexicon, region);
        let mut places = self.own.iter().flat_map(|tags| &tags.places);
        id.is_some_and(|id| places.any(|place| place.id.as_deref() == Some(&id)))
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
        let home = identity.region.as_deref().and_then(|region| division(lexicon, region));
        let claim = Side::new(text, tags.iter(), 0, lexicon).without_last_mark();
        let claim = claim.at_home(home.as_deref());
        let said =
            Side::new(words, passage.tags.iter().copied(), passage.span.start as usize, lexicon)
                .at_home(home.as_deref());
        let values = values::compare(text, tags, &passage.tags, identity, passage.year());
        let targets = tags.iter().flat_map(|t| &t.targets).cloned().collect();
        let (agrees, tells_past) = (values.agrees(), passage.tells_past);
        let (verdict, fit, place, differences) =
            Comparison { claim, said, values, targets, lexicon }.verdict(&passage)?;
        let offset = passage.span.start as usize;
        let span = place.shifted(offset);
        Some(Finding { verdict, agrees, tells_past, fit, found: Match { spot, span, differences } })
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
            return Some(Self {
                plan,
                span,
                tags: Vec::new(),
                tells_past: false,
                is_row: false,
                above: None,
            });
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
        let tells_past = plan.measures[first].kind == measures::Kind::Context;
        let is_row = plan.outline.nodes[spot.node].kind == NodeKind::Table;
        let own = (0..first).rev().take_while(|&at| plan.measures[at].node as usize == spot.node);
        let above = own.flat_map(|at| plan.tags[at].deadlines.iter().rev()).find_map(|d| d.to);
        let above = above.filter(|_| !is_row && !tells_past);
        Some(Self { plan, span, tags, tells_past, is_row, above })
    }

    /// The year of a plan for one year, where the passage names no other time: 五年内, 远期.
    fn only_year(&self) -> Option<u16> {
        let words = self.span.of(&self.plan.text);
        let counted = |at: usize| {
            words[..at]
                .ends_with(|c: char| c.is_numeric() || "一二两三四五六七八九十几".contains(c))
        };
        let timed = words.match_indices('年').any(|(at, _)| counted(at))
            || ["近期", "中期", "远期"].iter().any(|time| words.contains(time));
        self.plan.identity.only_year().filter(|_| !self.tells_past && !timed)
    }

    /// The year of what it sets without a time of its own, as a reader of the paragraph takes it.
    fn year(&self) -> Option<u16> {
        self.only_year().or(self.above)
    }

    /// Whether `year` is one by which the passage is due, whoever says so.
    fn is_due(&self, year: &str) -> bool {
        let deadlines = self.tags.iter().flat_map(|tags| &tags.deadlines).filter_map(|d| d.to);
        // A row of a table has its years in the head.
        let targets = self.tags.iter().flat_map(|tags| &tags.targets).filter_map(|t| t.deadline);
        deadlines.chain(targets).chain(self.only_year()).any(|to| to.to_string() == year)
    }
}

/// The id of the division called `region`.
fn division(lexicon: &Lexicon, region: &str) -> Option<String> {
    let gazetteer = lexicon.gazetteer();
    gazetteer.division(region).map(|n| gazetteer.place(n).id.to_string())
}

/// A sentence and a passage side by side.
struct Comparison<'a> {
    claim: Side<'a>,
    said: Side<'a>,
    values: Agreement,
    /// The targets of the claim.
    targets: Vec<Target>,
    lexicon: &'a Lexicon,
}

type Judged = (Verdict, i32, Span, Vec<Difference>);

impl Comparison<'_> {
    fn verdict(&self, passage: &Passage<'_>) -> Option<Judged> {
        // A row says nothing of a place that is neither in it nor the plan's own.
        let elsewhere = |(_, known): &(Span, String)| !self.said.knows(known);
        let has_home = self.said.home.is_some();
        if passage.is_row && has_home && self.claim.places.iter().any(elsewhere) {
            return None;
        }
        let found = self.aligned();
        let offset = passage.span.start as usize;
        let differences = change::differences(&self.claim, &self.said, &found);
        // A number that one side alone has: the two are laid against each other where they do not belong together.
        let lone = |d: &Difference| d.claim.is_empty() || d.plan.is_empty();
        let astray = differences.iter().any(|d| d.aspect == Aspect::Number && lone(d));
        let differences = differences.into_iter().map(|d| self.eased(d, passage));
        let differences: Vec<_> =
            differences.map(|d| self.renamed(d)).filter(|d| self.counts(d, passage)).collect();
        let invents = self.invents(&found.same, passage.is_row);
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
        let fits = found.fit >= CLOSE || (agreed && (found.fit >= REWORDED || passage.is_row));
        if harmless && !invents && fits {
            let differences = match &self.values {
                // The words stand in another order, so the targets are set against each other.
                Agreement::Agrees(pairs) if astray || passage.is_row => pairs.clone(),
                _ => outside(differences),
            };
            return Some((Verdict::Close, found.fit, place, differences));
        }
        if let Some(judged) = self.reordered(passage) {
            return Some(judged);
        }
        let near = found.fit >= WRONG || agreed && found.fit >= REWORDED;
        (!harmless && !invents && near)
            .then(|| (Verdict::WrongValue, found.fit, place, outside(differences)))
    }

    /// How the claim lies in the passage, without marks at its ends. Who says so need not stand there: 省政府工作报告提出，….
    fn aligned(&self) -> Alignment {
        let (claim, said) = (&self.claim.tokens, &self.said.tokens);
        let whole = align(claim, said);
        let told = self.told();
        if told == 0 || whole.blocks.is_empty() {
            return whole;
        }
        let behind = claim.len().min(told + 1);
        align(&claim[behind..], said).behind(behind)
    }

    /// A difference that the tags of the two show to be none: a year that the passage is due by, a value that is the same.
    fn eased(&self, difference: Difference, passage: &Passage<'_>) -> Difference {
        let inside = |t: &&Token| difference.claim.contains(t.span);
        let numbers = self.claim.tokens.iter().filter(inside).filter(|t| t.kind == Kind::Number);
        let mut numbers = numbers.peekable();
        let said = numbers.peek().is_some();
        // 2025年海东市 differs in the place too, but for the plan's own.
        let mut places = self.claim.places.iter();
        let alone = !places.any(|place| !self.is_home(place) && place.0.overlaps(difference.claim));
        // Targets that agree have their year from the passage, or from what stands above it.
        let above = passage.above.filter(|_| self.values.agrees());
        let is_above = |year: &Token| above.is_some_and(|above| above.to_string() == year.form);
        let (eased, lent) = match difference.aspect {
            Aspect::Year if said && alone => {
                let years: Vec<&Token> = numbers.collect();
                let own = years.iter().all(|year| passage.is_due(&year.form));
                let lent = !own && years.iter().all(|year| is_above(year));
                (own || lent, lent)
            }
            Aspect::Bound | Aspect::Unit | Aspect::Number => {
                (self.values.agrees() && numbers.all(|n| self.holds(n)), false)
            }
            _ => (false, false),
        };
        let aspect = if eased { Aspect::Wording } else { difference.aspect };
        // Nothing of the passage stands for a year that is said above it.
        let plan = difference.plan;
        let plan = if lent { Span { end: plan.start, ..plan } } else { plan };
        Difference { aspect, plan, ..difference }
    }

    /// A difference in words that makes a number one of something else: 森林蓄积量 for 活立木蓄积量.
    fn renamed(&self, difference: Difference) -> Difference {
        let claim = difference.claim.of(self.claim.text);
        let plan = difference.plan.of(self.said.text);
        let names = |t: &&Target| {
            let words = t.span.of(self.claim.text);
            let start = words.find(&t.indicator).map(|at| t.span.start + at as u32);
            let end = |start: u32| start + t.indicator.len() as u32;
            start.is_some_and(|start| Span { start, end: end(start) }.contains(difference.claim))
        };
        let counted = self.targets.iter().filter(|t| !t.qualitative);
        // 比例 for 率 is the same.
        let heads = self.lexicon.table(List::IndicatorHeads);
        let head = |words: &str| heads.rows.iter().any(|row| row.word() == words);
        // The region that the plan is for is no part of the name.
        let home = |(span, known): &(Span, String)| {
            span.contains(difference.claim) && self.claim.home.as_ref() == Some(known)
        };
        let words = difference.aspect == Aspect::Wording && !claim.is_empty() && !plan.is_empty();
        let words = words && !self.claim.places.iter().any(home);
        let replaced = words && !(head(claim) && head(plan));
        let unmatched = matches!(self.values, Agreement::None);
        let renamed = replaced && unmatched && counted.clone().any(|t| names(&t));
        let aspect = if renamed { Aspect::Indicator } else { difference.aspect };
        Difference { aspect, ..difference }
    }

    /// Whether a difference counts: of a row of a table that has the values, what the claim leaves out does not.
    fn counts(&self, difference: &Difference, passage: &Passage<'_>) -> bool {
        let row = passage.is_row && self.values.agrees();
        !row || !difference.claim.is_empty() || difference.aspect == Aspect::Negation
    }

    /// Whether the passage has `number` too, wherever; or it is that of a target, which was compared.
    fn holds(&self, number: &Token) -> bool {
        let same = |t: &Token| t.kind == Kind::Number && t.form == number.form;
        self.targets.iter().any(|target| target.span.contains(number.span))
            || self.said.tokens.iter().any(same)
    }

    /// Whether a clause of the claim has little that is `same` in the passage.
    fn invents(&self, same: &[(usize, usize)], is_row: bool) -> bool {
        let tokens = &self.claim.tokens;
        let (mut at, told) = (0, self.told());
        tokens.split(|t| t.parts()).any(|clause| {
            let range = at..at + clause.len();
            at = range.end + 1;
            if range.end == told {
                return false;
            }
            let words = |n: &usize| matches!(tokens[*n].kind, Kind::Letter | Kind::Word);
            let all = range.clone().filter(words).count();
            // The words of a target that a row has were compared.
            let compared = |n: &usize| {
                let inside = |t: &Target| t.span.contains(tokens[*n].span);
                is_row && self.values.agrees() && self.targets.iter().any(inside)
            };
            let same = |n: &usize| same.iter().any(|(claim, _)| claim == n);
            let found = range.filter(words).filter(|n| same(n) || compared(n));
            all >= CLAUSE && found.count() * 100 < all * FOUND
        })
    }

    /// How many tokens the first clause has, if it says no more than that the plan, or those it is of, say what follows: 会议提出, 省政府工作报告提出,
    /// 浙江提出 of a plan for Zhejiang. What others say is another claim.
    fn told(&self) -> usize {
        let end = self.claim.tokens.iter().position(|t| t.parts()).unwrap_or_default();
        let words = if end > 0 { self.claim.span(&(0..end)).of(self.claim.text) } else { "" };
        let tells = self.lexicon.table(List::ClauseWords).closing(words);
        let who =
            tells.filter(|row| row.does("tells")).find_map(|row| words.strip_suffix(row.word()));
        let is_own = |who: &str| {
            let home = self.claim.places.iter().filter(|place| self.is_home(place));
            let mut home = home.map(|(span, _)| span.of(self.claim.text));
            let rest = home.find_map(|name| who.strip_prefix(name)).unwrap_or(who);
            !who.is_empty() && Terms::of(self.lexicon).call_own(rest)
        };
        if who.is_some_and(is_own) { end } else { 0 }
    }

    /// Whether a place of the claim is the one that the plan is for.
    fn is_home(&self, (_, id): &(Span, String)) -> bool {
        self.said.home.as_ref() == Some(id)
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

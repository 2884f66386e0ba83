//! What a word of a looser query counts as beside what it says: a year as a time limit, the name of a region or of a plan as what its
//! plans say, that of a place as what touches it, that of a body as what it is responsible for, the name of a kind as what is of it.

use super::Loosening;
use super::part::{Part, Role, Term};
use super::word::{names, years};
use crate::answers::{Widened, place, query};
use crate::ground::Result;
use crate::index::{Ask, Filter, Key, Leaf, Mark, PlanRow, fold};
use crate::{measures, outline};

/// The most plans that one region, or one name, stands for.
const PLANS: usize = 256;

/// The fewest letters of what names a plan by a part of its title: 应急体系, but not 国家.
const NAME: usize = 4;

/// How many times as often as the place itself its name may be said.
const OTHERS: usize = 8;

/// The fewest letters of the name of a body: 水利厅, but not 各级.
const BODY: usize = 3;

/// The fewest letters of the first of two pieces that together name one: 碳达峰 of 碳达峰方案.
const TOPIC: usize = 3;

/// The same of a name that ends as titles do and stands in no plan: 物流 of 物流规划, but not 专项 of 专项规划.
const TITLE_TOPIC: usize = 2;

impl Loosening<'_> {
    /// A word beside others, with what it counts as too.
    pub(super) fn widened(&self, text: String) -> Result<Term> {
        let (term, letters) = (self.plain(&text), fold::letters(&text));
        let Some((widened, others)) = self.meant(&letters)? else { return Ok(term) };
        let is_title = widened == Widened::Plan && self.vocabulary.ends_title(&letters);
        let role = if is_title { Role::Title } else { Role::Meant(widened) };
        let ask = Ask::Any([vec![term.ask], others].concat());
        Ok(Term { role, ask, ..term })
    }

    /// `term` where it is all that is asked: the name of a kind asks for what says it then, and that of a plan for its title, not for all
    /// that is of it.
    pub(super) fn alone(&self, term: &Term) -> Result<Term> {
        let plain = || self.plain(&term.text);
        Ok(match term.widened() {
            Some(Widened::Plan) if is_number(&fold::letters(&term.text)) => {
                Term { ask: Ask::All(vec![term.ask.clone(), titles()]), ..term.clone() }
            }
            Some(Widened::Plan) if !self.stands(&term.text)? => {
                Term { ask: Ask::All(vec![term.ask.clone(), titles()]), ..plain() }
            }
            Some(Widened::Plan | Widened::Kind) => plain(),
            _ => term.clone(),
        })
    }

    /// `part`, where it is the name of a kind for what is of it alone, and not for what says it.
    pub(super) fn strictly(&self, part: &Part) -> Part {
        let kind = part.only().filter(|term| term.widened() == Some(Widened::Kind));
        let strict = |term: &Term| {
            let ask = self.kind(&fold::letters(&term.text))?;
            Some(Part::from(Term { ask, ..term.clone() }))
        };
        kind.and_then(strict).unwrap_or_else(|| part.clone())
    }

    /// In what other way a word of `letters` counts, and what it asks for then.
    fn meant(&self, letters: &str) -> Result<Option<(Widened, Vec<Ask>)>> {
        if let Some((from, to)) = years(letters) {
            let (due, planned) = (query::due(from, to), self.planned(from, to)?);
            return Ok(Some(match planned {
                Some(planned) => (Widened::Period, vec![due, planned]),
                None => (Widened::Year, vec![due]),
            }));
        }
        if let Some(kind) = self.kind(letters) {
            return Ok(Some((Widened::Kind, vec![kind])));
        }
        let plans = self.plans_for(letters)?;
        if !plans.is_empty() {
            return Ok(Some((Widened::Region, plans)));
        }
        if let Some(place) = self.place(letters)? {
            return Ok(Some((Widened::Place, vec![place])));
        }
        if let Some(body) = self.body(letters)? {
            return Ok(Some((Widened::Body, vec![body])));
        }
        let plans = self.plans_called(letters)?;
        Ok((!plans.is_empty()).then_some((Widened::Plan, plans)))
    }

    /// What touches the place called `name`; nothing where nearly all that says the name means something else: 合作, which is a city too,
    /// but 白山, which stands in 长白山 as well.
    pub(super) fn place(&self, name: &str) -> Result<Option<Ask>> {
        let marks = place::marks_of(name, self.lexicon.gazetteer());
        if marks.is_empty() {
            return Ok(None);
        }
        let marks = marks.into_iter().map(|mark| Ask::Filter(Filter::Mark(mark)));
        let ask = Ask::Any(marks.collect());
        let touched = self.total(&ask)?;
        let said = self.total(&self.plain(name).ask)?;
        Ok((touched > 0 && said <= OTHERS * touched).then_some(ask))
    }

    /// Whether `name` is that of a river, a mountain or another place that is no division.
    pub(super) fn is_landmark(&self, name: &str) -> bool {
        let gazetteer = self.lexicon.gazetteer();
        gazetteer.named(name).iter().any(|&n| !gazetteer.place(n).kind.is_division())
    }

    /// Whether `name` is that of a place, stands nowhere, and nothing touches the place: of 上海市 something is said where 上海 stands.
    pub(super) fn is_unsaid_place(&self, name: &str) -> Result<bool> {
        let is_place = !self.lexicon.gazetteer().named(name).is_empty();
        Ok(is_place && !self.stands(name)? && self.place(name)?.is_none())
    }

    /// What the body called `name` is responsible for, if it is for anything.
    pub(super) fn body(&self, name: &str) -> Result<Option<Ask>> {
        let is_short = name.chars().nth(BODY - 1).is_none();
        let ask = query::filter("department", name, self.vocabulary).ok().filter(|_| !is_short);
        let Some(ask) = ask else { return Ok(None) };
        Ok((self.total(&ask)? > 0).then_some(ask))
    }

    /// What is of the kind that is called `word`: 项目, 主要目标; for 专栏 the projects in it too, what holds a target for 指标.
    fn kind(&self, word: &str) -> Option<Ask> {
        let word = self.vocabulary.questions().kind(word)?;
        let of = |key, word| query::filter(key, word, self.vocabulary).ok();
        let kind = of("kind", word).or_else(|| of("has", word))?;
        let within = (word == outline::Kind::Column.label())
            .then(|| of("kind", outline::Kind::Project.name()))
            .flatten();
        Some(Ask::Any(std::iter::once(kind).chain(within).collect()))
    }

    /// Whether `name` is that of a province, a city or a county, whole or short.
    pub(super) fn is_division(&self, name: &str) -> bool {
        self.vocabulary.divisions(name).any(|division| names(name, division))
    }

    /// The plans for the region called `name`, and then those for regions in it. What there is of plans is not looked at for any other
    /// word.
    pub(super) fn plans_for(&self, name: &str) -> Result<Vec<Ask>> {
        if !self.is_division(name) {
            return Ok(Vec::new());
        }
        let (own, lies_within) = (self.own_plans(name)?, self.within(name));
        let within =
            self.plans_where(is_for(|region| !names(name, region) && lies_within(region)))?;
        Ok(own.into_iter().chain(within).take(PLANS).collect())
    }

    /// The plans for the region called `name` alone.
    pub(super) fn own_plans(&self, name: &str) -> Result<Vec<Ask>> {
        self.plans_where(is_for(|region| names(name, region)))
    }

    /// What the plans for just the years from `from` to `to` want to be done and reached; `None` where there is no such plan, or for one year.
    fn planned(&self, from: u16, to: u16) -> Result<Option<Ask>> {
        if from == to {
            return Ok(None);
        }
        let plans = self.plans_where(|plan| plan.period == Some((from, to)))?;
        let wanted = [measures::Kind::Action, measures::Kind::Outcome];
        let wanted = wanted.map(|kind| Mark::new(Key::Kind, kind.name()));
        let all = [Ask::Any(plans.clone()), Ask::Filter(Filter::Marks(wanted.into()))];
        Ok((!plans.is_empty()).then(|| Ask::All(all.into())))
    }

    /// The plans that are `meant`.
    fn plans_where(&self, meant: impl Fn(&PlanRow) -> bool) -> Result<Vec<Ask>> {
        let manifest = self.reader.manifest()?;
        let plans = manifest.plans().filter(|plan| meant(plan)).take(PLANS);
        Ok(plans.map(|plan| plan_is(&plan.id)).collect())
    }

    /// Whether the division of a name lies in the one called `outer`, or is it. That one is looked up once.
    pub(super) fn within(&self, outer: &str) -> impl Fn(&str) -> bool {
        let gazetteer = self.lexicon.gazetteer();
        let outer = gazetteer.division(outer);
        move |inner| {
            let both = gazetteer.division(inner).zip(outer);
            both.is_some_and(|(inner, outer)| gazetteer.lies_in(inner, outer))
        }
    }

    /// The plans that `name` is a part of the title of, whole or in two pieces that stand apart there: 应急体系规划, and 商业航天行动计划
    /// of 促进商业航天发展…行动计划; or that of which it is the document number.
    pub(super) fn plans_called(&self, name: &str) -> Result<Vec<Ask>> {
        if let Some(id) = self.plan_numbered(name)? {
            return Ok(vec![plan_is(&id)]);
        }
        let word = self.word(name);
        let least = match self.vocabulary.ends_title(name) && !self.stands(name)? {
            true => TITLE_TOPIC,
            false => TOPIC,
        };
        let topic = word.ends(least).last().filter(|_| word.letters() >= NAME);
        let Some(topic) = topic.map(|at| word.part(0, at)) else { return Ok(Vec::new()) };
        if self.titled([topic])?.is_empty() {
            return Ok(Vec::new());
        }
        // 自然资源厅生态 names no plan of that body.
        let may_part = self.vocabulary.ends_title(name);
        let halves = word.halves(0, |at| may_part && at >= least).into_iter().map(Vec::from);
        for parts in std::iter::once(vec![name.to_owned()]).chain(halves) {
            let plans = self.titled(parts)?;
            if !plans.is_empty() {
                return Ok(plans);
            }
        }
        Ok(Vec::new())
    }

    /// The plan of which `letters` are the document number. What there is of plans is not looked at for what is no number.
    pub(super) fn plan_numbered(&self, letters: &str) -> Result<Option<String>> {
        if !is_number(letters) {
            return Ok(None);
        }
        let is_its = |row: &&PlanRow| {
            row.number.as_deref().is_some_and(|number| fold::letters(number) == letters)
        };
        Ok(self.reader.manifest()?.plans().find(is_its).map(|row| row.id.clone()))
    }

    /// The plans whose titles hold all of `words`.
    fn titled(&self, words: impl IntoIterator<Item = String>) -> Result<Vec<Ask>> {
        let leaf = |word: String| Ask::Leaf(Leaf { forms: vec![fold::letters(&word)] });
        let asks = words.into_iter().map(leaf).chain([titles()]);
        let ask = Ask::All(asks.collect());
        if self.total(&ask)? == 0 {
            return Ok(Vec::new());
        }
        let (_, found) = self.reader.search(&ask, PLANS)?;
        Ok(found.iter().map(|found| plan_is(&found.plan)).collect())
    }
}

/// Whether a plan is for a region that `is_meant`.
fn is_for(is_meant: impl Fn(&str) -> bool) -> impl Fn(&PlanRow) -> bool {
    move |plan| plan.region.as_deref().is_some_and(&is_meant)
}

/// The titles of plans.
fn titles() -> Ask {
    Ask::Filter(Filter::Mark(Mark::new(Key::Kind, outline::Kind::Title.name())))
}

/// Whether `letters` are those of the number of a document, the year and the number in it: 国发〔2021〕23号.
pub(super) fn is_number(letters: &str) -> bool {
    letters.strip_suffix('号').is_some_and(|number| {
        let body = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &number[body.len()..];
        !body.is_empty() && digits.len() > "2021".len() && digits.starts_with(['1', '2'])
    })
}

/// What the plan `id` says.
pub(super) fn plan_is(id: &str) -> Ask {
    Ask::Filter(Filter::Plan(id.to_owned()))
}

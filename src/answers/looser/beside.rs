//! What a looser query leaves out, and what stands near that.

use super::part::Part;
use super::word::years;
use super::{Found, Loosening, Looser};
use crate::answers::Widened;
use crate::answers::query::{self, Questions, Typed};
use crate::ground::Result;
use crate::index::{Ask, Filter, fold};

/// The fewest letters of what is said to be left out: a single one joins.
const LEAST: usize = 2;

/// In more plans than these nothing is near.
const PLANS: usize = 256;

/// How many of the places where a word stands are looked around.
const AROUND: usize = 64;

impl Looser {
    /// What of `pieces` none of its terms stands for; `questions` knows the letters that join words.
    pub(super) fn lacks(&self, pieces: &[Typed], questions: &Questions) -> Vec<String> {
        let terms = || self.parts.iter().flat_map(Part::each).map(|term| &*term.text);
        let mut lacks: Vec<String> = Vec::new();
        for words in pieces.iter().flat_map(|piece| beside(&piece.text, terms(), questions)) {
            if !lacks.contains(&words) {
                lacks.push(words);
            }
        }
        lacks
    }
}

impl Loosening<'_> {
    /// What stands near all of `words` that stand somewhere, the nearer first: under one heading with each, and in one plan.
    pub fn near(&self, words: &[String]) -> Result<Vec<Ask>> {
        let mut asks = [Vec::new(), Vec::new()];
        for word in words {
            let ask = self.widened(word.clone())?.ask;
            asks[0].extend(self.under_one_heading(&ask)?);
            asks[1].extend(self.in_one_plan(&ask)?);
        }
        Ok(asks.into_iter().filter(|near| !near.is_empty()).map(Ask::All).collect())
    }

    /// What is around the place that the only one of `words` names, the first that is said somewhere, with how many answers it has: 图们江
    /// for 珲春河, 青岛市 for 黄岛区.
    pub fn around(&self, words: &[Typed]) -> Result<Option<(String, usize)>> {
        let [Typed { text, is_phrase: false }] = words else { return Ok(None) };
        for name in self.names_around(text) {
            let total = self.count(&self.plain(name))?;
            if total > 0 {
                return Ok(Some((name.to_owned(), total)));
            }
        }
        Ok(None)
    }

    /// `parts` beside what is around the place called `name`, the first with which they are found: 青岛市 石化 for 黄岛区.
    pub(super) fn found_around(&self, name: &str, parts: &[Part]) -> Result<Option<Found>> {
        for around in self.names_around(name).into_iter().filter(|_| !parts.is_empty()) {
            let around = Part::from(self.widened(around.to_owned())?);
            if let Some(found) = self.most([[vec![around], parts.to_vec()].concat()])? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The names of what the place called `name` flows into, the nearest first, and then of the divisions that hold it, from the smallest;
    /// of several places of that name only what is around them all.
    fn names_around(&self, name: &str) -> Vec<&str> {
        let gazetteer = self.lexicon.gazetteer();
        let around = |&n: &u32| {
            let holders = gazetteer.holders(n).into_iter();
            let divisions = holders.filter(|&holder| gazetteer.place(holder).kind.is_division());
            gazetteer.drains_into(n).into_iter().chain(divisions).collect::<Vec<u32>>()
        };
        let around = gazetteer.named(&fold::letters(name)).iter().map(around);
        let shared =
            around.reduce(|all, each| all.into_iter().filter(|n| each.contains(n)).collect());
        shared.unwrap_or_default().into_iter().map(|n| &*gazetteer.place(n).name).collect()
    }

    /// What is of the names in `looser` themselves: of a region what stands in its own plans, and not in those of what lies in it; of a
    /// place what touches it, and not what only has its letters (向海一侧); of a body what the plan names it for, and not what its field
    /// suggests; of a five-year plan what is due in its years. `None` where it names none.
    pub fn own(&self, looser: &Looser) -> Result<Option<Ask>> {
        let mut own = [const { Vec::new() }; 4];
        for (name, how) in looser.widened() {
            let letters = fold::letters(&name);
            match how {
                Widened::Region => own[0].extend(self.own_plans(&letters)?),
                Widened::Place => own[1].extend(self.place(&letters)?),
                Widened::Body => own[2].extend(query::filter("stated", &letters, self.vocabulary)),
                Widened::Period => {
                    own[3].extend(years(&letters).map(|(from, to)| query::due(from, to)));
                }
                Widened::Year | Widened::Plan | Widened::Kind => {}
            }
        }
        let own: Vec<Ask> = own.into_iter().filter(|own| !own.is_empty()).map(Ask::Any).collect();
        Ok((!own.is_empty()).then_some(Ask::All(own)))
    }

    /// Whether an answer to `some` of `parts` stands in a plan with each of the others.
    pub(super) fn is_near_others(&self, parts: &[Part], some: &[Part]) -> Result<bool> {
        let is_left = |part: &&Part| some.iter().all(|one| one.words() != part.words());
        let mut asks = vec![self.ask(some)];
        for part in parts.iter().filter(is_left) {
            asks.extend(self.in_one_plan(&part.ask())?);
        }
        Ok(self.total(&Ask::All(asks))? > 0)
    }

    /// The plans that answer `ask`; `None` where none does, or where there are too many to tell one from another.
    fn in_one_plan(&self, ask: &Ask) -> Result<Option<Ask>> {
        if let Some(plans) = self.plans.borrow().get(ask) {
            return Ok(plans.clone());
        }
        let plans = self.reader.survey(ask, 0)?.2.plans;
        let plans = plans.iter().map(|(id, _)| Ask::Filter(Filter::Plan(id.to_string())));
        let plans = (1..=PLANS).contains(&plans.len()).then(|| Ask::Any(plans.collect()));
        self.plans.borrow_mut().insert(ask.clone(), plans.clone());
        Ok(plans)
    }

    /// What stands under a heading with an answer to `ask`, a node with the nodes beside it.
    fn under_one_heading(&self, ask: &Ask) -> Result<Option<Ask>> {
        let (total, found) = self.reader.search(ask, AROUND)?;
        if !(1..=AROUND).contains(&total) {
            return Ok(None);
        }
        let headings = self.reader.cards(&found)?.into_iter().filter_map(|card| {
            let heading = Ask::Filter(Filter::Under(card.heading()?.id.clone()));
            Some(Ask::All(vec![Ask::Filter(Filter::Plan(card.plan.clone())), heading]))
        });
        let headings: Vec<Ask> = headings.collect();
        Ok((!headings.is_empty()).then_some(Ask::Any(headings)))
    }
}

/// What of `text` stands beside `words`, in pieces, without a letter that joins one to what follows.
fn beside<'w>(
    text: &str,
    words: impl Iterator<Item = &'w str>,
    questions: &Questions,
) -> Vec<String> {
    let folded = fold::fold(text);
    let letters: Vec<char> = folded.letters().iter().map(|l| l.letter).collect();
    let mut is_said = vec![false; letters.len()];
    for word in words.map(|word| fold::letters(word).chars().collect::<Vec<_>>()) {
        let ends = word.len()..=letters.len();
        for end in ends.filter(|&end| letters[..end].ends_with(&word)) {
            is_said[end - word.len()..end].fill(true);
        }
    }
    let (mut pieces, mut at) = (Vec::new(), 0);
    for run in is_said.chunk_by(|a, b| a == b) {
        let to = at + run.len();
        let joins = to < letters.len() && questions.joins(letters[to - 1]);
        let end = to - usize::from(joins);
        if !run[0] && end >= at + LEAST {
            pieces.push(folded.piece(text, at, end).to_owned());
        }
        at = to;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::beside;
    use crate::answers::query::Vocabulary;
    use crate::lexicon::Lexicon;

    #[test]
    fn what_is_left_out_is_told() {
        let vocabulary = Vocabulary::of(&Lexicon::shipped());
        let left = |text, words: &[&str]| {
            beside(text, words.iter().copied(), vocabulary.questions()).join(" ")
        };
        assert_eq!(left("御河湿地工程", &["湿地", "工程"]), "御河");
        assert_eq!(left("查干湖的治理", &["查干湖", "治理"]), "");
        assert_eq!(left("查干湖、机场", &["查干湖"]), "机场");
        assert_eq!(left("机场", &[]), "机场");
        assert_eq!(left("湿地和森林", &["森林"]), "湿地");
    }
}

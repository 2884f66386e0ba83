//! Places: which projects, tasks and measures touch a place, and how.
//!
//! ```text
//! name ─ meaning: which places bear it ─ marks ─ index: which plans ─ touch: what in them, and how
//! ```

mod listed;
mod meaning;
mod touch;

use std::collections::BTreeMap;

pub use listed::Listed;
pub use meaning::{LETTERS, Meaning};
pub(super) use touch::marks_of;
pub use touch::{Evidence, Touch, TouchRelation};

use super::Archive;
use crate::ground::{Error, Result};
use crate::index::{Ask, Filter, Mark, Reader};
use crate::lexicon::Lexicon;

/// Which places a question is about, and what is wanted of the answer.
#[derive(Clone, Debug, Default)]
pub struct PlaceQuestion {
    /// The name as typed: short or full, former, traditional, with or without 市, 县, 州.
    pub name: String,
    /// Ids of the plans that are asked; all of them where none is named.
    pub plans: Vec<String>,
    /// Whether only projects of a 专栏 are wanted.
    pub columns: bool,
    /// Whether only what prints the name of the place itself is wanted.
    pub exact: bool,
}

/// What touches the places of a name.
#[derive(Clone, Debug)]
pub struct PlaceAnswer {
    /// The name as typed.
    pub query: String,
    /// The places that are meant: those of that name which the plans speak of, or all of that name where they speak of none. None
    /// where no place is called so.
    pub meanings: Vec<Meaning>,
    /// Other places of that name, which the plans do not speak of.
    pub others: Vec<Meaning>,
    /// What touches them: projects first, then the rest in the order of the text, brands last; plan by plan.
    pub touches: Vec<Touch>,
    /// How many touches there are, those that are not wanted too.
    pub all: usize,
    /// Where no place is called so: names that look like the one typed, of places that the plans name if there are any.
    pub near: Vec<String>,
}

impl PlaceAnswer {
    /// Whether the name means more than one place.
    pub fn is_ambiguous(&self) -> bool {
        self.meanings.len() > 1
    }
}

impl Archive {
    /// Answers what touches a place. Only the plans that do are read.
    ///
    /// Errors: an empty name, one of more than [`LETTERS`] characters or without a letter, a plan that there is not
    /// ([`Usage`](crate::ground::ErrorKind::Usage)); an index that cannot be read. A place unknown or untouched is no error.
    pub fn place(&self, question: &PlaceQuestion, lexicon: &Lexicon) -> Result<PlaceAnswer> {
        let name = meaning::checked(&question.name)?;
        self.index.ask(|reader| {
            let plans = in_plans(reader, &question.plans)?;
            let meanings = meaning::of(name, lexicon, || listed::unknown(reader))?;
            let mut touched = Vec::new();
            for meaning in meanings {
                let touches = touches(reader, lexicon, &meaning, &plans)?;
                touched.push((meaning, touches));
            }
            answer(reader, lexicon, question, touched)
        })
    }

    /// What must be borne by a document that touches a place called `name`, for use as a filter.
    ///
    /// Errors: as for [`place`](Self::place), and a name that no place bears, with a hint at those that look like it.
    pub fn place_marks(&self, name: &str, lexicon: &Lexicon) -> Result<Vec<Mark>> {
        let name = meaning::checked(name)?;
        self.index.ask(|reader| {
            let meanings = meaning::of(name, lexicon, || listed::unknown(reader))?;
            if meanings.is_empty() {
                let near = near(reader, lexicon, name)?;
                return Err(Error::usage(format!("没有这个地名：{name}")).with_hint(
                    match near.is_empty() {
                        true => "用 gangyao places 看规划里有哪些地名".to_owned(),
                        false => format!("相近的地名：{}", near.join("、")),
                    },
                ));
            }
            Ok(meanings.iter().flat_map(|m| touch::marks(m, lexicon.gazetteer())).collect())
        })
    }

    /// The places that the plans called `plans` name, all plans where none is; the most often named first.
    ///
    /// Errors: a plan that there is not; an index that cannot be read.
    pub fn places(&self, plans: &[String], lexicon: &Lexicon) -> Result<Vec<Listed>> {
        self.index.ask(|reader| listed::of(reader, lexicon, &in_plans(reader, plans)?))
    }
}

/// The filters that let the plans called `ids` through; none where there is no id.
fn in_plans(reader: &Reader, ids: &[String]) -> Result<Vec<Ask>> {
    let filters = ids.iter().map(|id| {
        let ask = Ask::Filter(Filter::Plan(id.clone()));
        match reader.search(&ask, 0)?.0 {
            0 => Err(super::unknown_plan(reader, id)),
            _ => Ok(ask),
        }
    });
    let filters: Vec<Ask> = filters.collect::<Result<_>>()?;
    Ok(if filters.is_empty() { Vec::new() } else { vec![Ask::Any(filters)] })
}

/// What touches `meaning` in the plans that `plans` lets through.
fn touches(
    reader: &Reader,
    lexicon: &Lexicon,
    meaning: &Meaning,
    plans: &[Ask],
) -> Result<Vec<Touch>> {
    let marks = touch::marks(meaning, lexicon.gazetteer()).into_iter();
    let marks = Ask::Any(marks.map(|mark| Ask::Filter(Filter::Mark(mark))).collect());
    let ask = Ask::All([vec![marks], plans.to_vec()].concat());
    let found = reader.search(&ask, usize::MAX)?.1;
    let hit: BTreeMap<String, u64> = found.into_iter().map(|f| (f.plan, f.generation)).collect();
    let mut touches = Vec::new();
    for (id, generation) in hit {
        touches.extend(touch::in_plan(&reader.plan(&id, generation)?, meaning, lexicon));
    }
    Ok(touches)
}

/// The answer, from the places that may be meant and what touches each.
fn answer(
    reader: &Reader,
    lexicon: &Lexicon,
    question: &PlaceQuestion,
    touched: Vec<(Meaning, Vec<Touch>)>,
) -> Result<PlaceAnswer> {
    let best = touched.iter().map(|(_, touches)| spoken_of(touches)).max().unwrap_or(0);
    let (meant, rest): (Vec<_>, Vec<_>) =
        touched.into_iter().partition(|(_, touches)| spoken_of(touches) == best);
    let mut answer = PlaceAnswer {
        query: question.name.trim().to_owned(),
        meanings: Vec::new(),
        others: rest.into_iter().map(|(meaning, _)| meaning).collect(),
        touches: Vec::new(),
        all: meant.iter().map(|(_, touches)| touches.len()).sum(),
        near: Vec::new(),
    };
    for (n, (meaning, touches)) in meant.into_iter().enumerate() {
        answer.meanings.push(meaning);
        let wanted = touches.into_iter().filter(|touch| {
            let exact = !question.exact || touch.relation == TouchRelation::Named;
            exact && (!question.columns || touch.is_project())
        });
        answer.touches.extend(wanted.map(|touch| Touch { meaning: n, ..touch }));
    }
    answer.touches.sort_by(|a, b| a.order().cmp(&b.order()));
    if answer.meanings.is_empty() {
        answer.near = near(reader, lexicon, &answer.query)?;
    }
    Ok(answer)
}

/// How clearly the plans speak of a place: by its name or by what lies in it (2), only by its waters or brands (1), not at all.
fn spoken_of(touches: &[Touch]) -> u8 {
    let clear = |t: &Touch| t.relation <= TouchRelation::Within;
    if touches.iter().any(clear) { 2 } else { u8::from(!touches.is_empty()) }
}

/// Names that look like `name`, those that the plans print first.
fn near(reader: &Reader, lexicon: &Lexicon, name: &str) -> Result<Vec<String>> {
    Ok(meaning::near(name, &listed::of(reader, lexicon, &[])?, lexicon))
}

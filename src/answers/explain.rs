//! [`Reason`]: which rule gave a tag, and which words it rests on.

use crate::ground::Span;
use crate::tags::{DeadlineBasis, DepartmentBasis, Tags, Target};

/// Why one tag is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The list the tag is in.
    pub field: Field,
    /// Its place in that list, from 0.
    pub at: usize,
    /// The rule, by the name that the table of rules has for it: `deadline:by-year`.
    pub rule: String,
    /// The words it rests on. Empty only where a person filled it in, and for the usual strength of a sentence that has no word for it.
    pub words: Vec<Span>,
}

impl Reason {
    /// Whether one rule gave both to one list of tags.
    pub fn is_like(&self, other: &Self) -> bool {
        self.field == other.field && self.rule == other.rule
    }
}

/// The lists of tags, in the order of the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Fields of responsibility.
    Domains,
    /// Responsible bodies.
    Departments,
    /// Times.
    Deadlines,
    /// Indicators with their values.
    Targets,
    /// Places.
    Places,
    /// Who acts.
    Actors,
    /// Documents named.
    Citations,
    /// The class of commitment.
    Strength,
}

impl Field {
    /// Its name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Field::Domains => "domains",
            Field::Departments => "departments",
            Field::Deadlines => "deadlines",
            Field::Targets => "targets",
            Field::Places => "places",
            Field::Actors => "actors",
            Field::Citations => "citations",
            Field::Strength => "strength",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Field::Domains => "领域",
            Field::Departments => "部门",
            Field::Deadlines => "时限",
            Field::Targets => "指标",
            Field::Places => "地点",
            Field::Actors => "行动者",
            Field::Citations => "引用",
            Field::Strength => "力度",
        }
    }
}

/// The reasons of all `tags`, in the order of the JSON.
pub fn reasons(tags: &Tags) -> Vec<Reason> {
    let mut all = Vec::new();
    let mut list = |field, reasons: Vec<(String, Vec<Span>)>| {
        let reasons = reasons.into_iter().enumerate();
        all.extend(reasons.map(|(at, (rule, words))| Reason { field, at, rule, words }));
    };
    let domains = tags.domains.iter();
    list(Field::Domains, domains.map(|d| (d.rule.to_string(), d.evidence.to_vec())).collect());
    list(Field::Departments, departments(tags));
    list(Field::Deadlines, deadlines(tags));
    list(Field::Targets, tags.targets.iter().map(target).collect());
    let places = tags.places.iter();
    list(Field::Places, places.map(|p| (named("place", &p.rule), vec![p.span])).collect());
    let actors = tags.actors.iter();
    list(Field::Actors, actors.map(|a| (a.rule.to_string(), vec![a.span])).collect());
    let citations = tags.citations.iter();
    list(Field::Citations, citations.map(|c| (c.rule.to_string(), vec![c.span])).collect());
    list(Field::Strength, strength(tags).into_iter().collect());
    all
}

/// `rule` with the tag it gives before it, where it does not say so itself.
fn named(tag: &str, rule: &str) -> String {
    if rule.contains(':') { rule.to_owned() } else { format!("{tag}:{rule}") }
}

/// A stated body rests on its name, an inferred one on the words for its field.
fn departments(tags: &Tags) -> Vec<(String, Vec<Span>)> {
    let field = tags.domains.first().map_or_else(Vec::new, |domain| domain.evidence.to_vec());
    let reason = |department: &crate::tags::Department| match department.basis {
        DepartmentBasis::Corrected => (FILLED.to_owned(), Vec::new()),
        DepartmentBasis::Inferred => (department.rule.to_string(), field.clone()),
        DepartmentBasis::Stated => (department.rule.to_string(), Vec::from_iter(department.span)),
    };
    tags.departments.iter().map(reason).collect()
}

fn deadlines(tags: &Tags) -> Vec<(String, Vec<Span>)> {
    let reason = |deadline: &crate::tags::Deadline| match deadline.basis {
        DeadlineBasis::Corrected => (FILLED.to_owned(), Vec::new()),
        _ => (deadline.rule.to_string(), vec![deadline.span]),
    };
    tags.deadlines.iter().map(reason).collect()
}

/// The rule of what a person filled in.
const FILLED: &str = "corrected";

fn target(target: &Target) -> (String, Vec<Span>) {
    let rule = if target.rule.ends_with(":uneven") { "target:uneven" } else { &*target.rule };
    (rule.to_owned(), vec![target.span])
}

/// The word that decided, or the value that binds.
fn strength(tags: &Tags) -> Option<(String, Vec<Span>)> {
    let strength = tags.strength.as_ref()?;
    let is_goal = |span| tags.targets.iter().any(|target| target.span == span);
    let rule = match strength.span {
        None => "strength:usual",
        Some(span) if is_goal(span) => "strength:goal",
        Some(_) => "strength:word",
    };
    Some((rule.to_owned(), Vec::from_iter(strength.span)))
}

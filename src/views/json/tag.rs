//! Tags as the contract shows them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::{Chars, Reading};
use crate::lexicon::PlaceKind;
use crate::tags;

/// A field of responsibility.
#[derive(Serialize, JsonSchema)]
pub struct Domain<'a> {
    /// Its id: `water`.
    pub id: &'a str,
    /// Its name: 水环境.
    pub name: &'a str,
    /// The words that decided; empty where it is inherited.
    pub evidence: Vec<Chars>,
}

/// A responsible body.
#[derive(Serialize, JsonSchema)]
pub struct Department<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is to be.
    #[schemars(extend("enum" = ["lead", "support", "responsible"]))]
    pub role: &'static str,
    /// Whether the plan names it.
    #[schemars(extend("enum" = ["stated", "inferred", "corrected"]))]
    pub basis: &'static str,
    /// Where it is printed; `null` for an inferred one.
    pub span: Option<Chars>,
}

/// A time that bounds an action.
#[derive(Serialize, JsonSchema)]
pub struct Deadline<'a> {
    /// Its words.
    pub text: &'a str,
    /// How it bounds the action.
    #[schemars(extend("enum" = ["by", "before", "during", "every", "mid-century"]))]
    pub relation: &'static str,
    /// The first year.
    pub from: Option<u16>,
    /// The last year.
    pub to: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// Whose words it is.
    #[schemars(extend("enum" = ["stated", "inherited", "stage", "corrected"]))]
    pub basis: &'static str,
    /// Where they stand.
    pub span: Chars,
}

/// An indicator and what it is to reach.
#[derive(Serialize, JsonSchema)]
pub struct Target<'a> {
    /// The shortest faithful noun phrase.
    pub indicator: &'a str,
    /// Its id in the table of indicators.
    pub indicator_id: Option<&'a str>,
    /// Whether a level is to be reached or a change made.
    #[schemars(extend("enum" = ["to", "increase_by", "decrease_by"]))]
    pub change: &'static str,
    /// Which side of the value is meant.
    #[schemars(extend("enum" = ["exactly", "at_least", "at_most", "about"]))]
    pub bound: &'static str,
    /// The value; `null` for an outcome without a number.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// The unit, with 万 and 亿.
    pub unit: Option<&'a str>,
    /// The words that shade it.
    pub qualifiers: &'a [String],
    /// The year it is due.
    pub deadline: Option<u16>,
    /// Whose words the year is.
    #[schemars(extend("enum" = ["stated", "inherited", "stage", "corrected", null]))]
    pub deadline_basis: Option<&'static str>,
    /// The year compared with.
    pub base_year: Option<u16>,
    /// The value compared with.
    pub base_value: Option<f64>,
    /// 约束性 or 预期性.
    pub attribute: Option<&'a str>,
    /// Whether it is an outcome without a number.
    pub qualitative: bool,
    /// Indicator and value.
    pub span: Chars,
}

/// A place named, or meant.
#[derive(Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The name as printed.
    pub name: &'a str,
    /// Its id in the gazetteer; `null` for a name that it does not know.
    pub id: Option<&'a str>,
    /// Its full name in the gazetteer.
    pub canonical: Option<&'a str>,
    /// What it is.
    #[schemars(schema_with = "place_kinds")]
    pub kind: &'static str,
    /// The ids of the places that hold the whole of it, from the smallest.
    pub within: Vec<&'a str>,
    /// How it is named.
    #[schemars(extend("enum" = ["named", "abbreviation", "brand"]))]
    pub relation: &'static str,
    /// Where it is printed.
    pub span: Chars,
}

/// Somebody named as acting.
#[derive(Serialize, JsonSchema)]
pub struct Actor<'a> {
    /// The name as printed.
    pub name: &'a str,
    /// Where it stands.
    pub span: Chars,
    /// What they are to do.
    pub duty: Option<Chars>,
}

/// A document named in the text.
#[derive(Serialize, JsonSchema)]
pub struct Citation<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its number.
    pub number: Option<&'a str>,
    /// Where it is named.
    pub span: Chars,
}

impl<'a> Reading<'a> {
    pub(super) fn domain(&self, tag: &'a tags::Domain) -> Domain<'a> {
        let evidence = tag.evidence.iter().map(|&span| self.chars(span)).collect();
        Domain { id: &tag.id, name: self.lexicon.domain_name(&tag.id), evidence }
    }

    pub(super) fn department(&self, tag: &'a tags::Department) -> Department<'a> {
        Department {
            name: &tag.name,
            role: match tag.role {
                tags::Role::Lead => "lead",
                tags::Role::Support => "support",
                tags::Role::Responsible => "responsible",
            },
            basis: match tag.basis {
                tags::DepartmentBasis::Stated => "stated",
                tags::DepartmentBasis::Inferred => "inferred",
                tags::DepartmentBasis::Corrected => "corrected",
            },
            span: tag.span.map(|span| self.chars(span)),
        }
    }

    pub(super) fn deadline(&self, tag: &'a tags::Deadline) -> Deadline<'a> {
        Deadline {
            text: self.words(tag.span),
            relation: match tag.relation {
                tags::Relation::By => "by",
                tags::Relation::Before => "before",
                tags::Relation::During => "during",
                tags::Relation::Every => "every",
                tags::Relation::MidCentury => "mid-century",
            },
            from: tag.from,
            to: tag.to,
            month: tag.month,
            basis: basis(tag.basis),
            span: self.chars(tag.span),
        }
    }

    pub(super) fn target(&self, tag: &'a tags::Target) -> Target<'a> {
        Target {
            indicator: &tag.indicator,
            indicator_id: tag.indicator_id.as_deref(),
            change: change(tag.change),
            bound: bound(tag.bound),
            value: tag.value,
            value_to: tag.value_to,
            unit: tag.unit.as_deref(),
            qualifiers: &tag.qualifiers,
            deadline: tag.deadline,
            deadline_basis: tag.deadline_basis.map(basis),
            base_year: tag.base_year,
            base_value: tag.base_value,
            attribute: tag.attribute.as_deref(),
            qualitative: tag.qualitative,
            span: self.chars(tag.span),
        }
    }

    pub(super) fn place(&self, tag: &'a tags::Place) -> Place<'a> {
        let gazetteer = self.lexicon.gazetteer();
        let known = tag.id.as_ref().and_then(|id| gazetteer.by_id(id));
        let holders = known.map_or_else(Vec::new, |n| gazetteer.holders(n));
        Place {
            canonical: known.map(|n| &*gazetteer.place(n).name),
            kind: tag.kind.name(),
            within: holders.into_iter().map(|n| &*gazetteer.place(n).id).collect(),
            name: self.words(tag.span),
            id: tag.id.as_deref(),
            relation: tag.relation.name(),
            span: self.chars(tag.span),
        }
    }

    pub(super) fn actor(&self, tag: &'a tags::Actor) -> Actor<'a> {
        let duty = tag.duty.map(|span| self.chars(span));
        Actor { name: self.words(tag.span), span: self.chars(tag.span), duty }
    }

    pub(super) fn citation(&self, tag: &'a tags::Citation) -> Citation<'a> {
        let (title, number) = (tag.title.as_deref(), tag.number.as_deref());
        Citation { title, number, span: self.chars(tag.span) }
    }
}

pub(super) fn basis(basis: tags::DeadlineBasis) -> &'static str {
    match basis {
        tags::DeadlineBasis::Stated => "stated",
        tags::DeadlineBasis::Inherited => "inherited",
        tags::DeadlineBasis::Stage => "stage",
        tags::DeadlineBasis::Corrected => "corrected",
    }
}

pub(super) fn change(change: tags::Change) -> &'static str {
    match change {
        tags::Change::To => "to",
        tags::Change::IncreaseBy => "increase_by",
        tags::Change::DecreaseBy => "decrease_by",
    }
}

pub(super) fn bound(bound: tags::Bound) -> &'static str {
    match bound {
        tags::Bound::Exactly => "exactly",
        tags::Bound::AtLeast => "at_least",
        tags::Bound::AtMost => "at_most",
        tags::Bound::About => "about",
    }
}

fn place_kinds(_: &mut SchemaGenerator) -> Schema {
    let kinds: Vec<_> = PlaceKind::ALL.iter().map(|kind| kind.name()).collect();
    json_schema!({ "type": "string", "enum": kinds })
}

//! Whole plans as the contract shows them.

use std::collections::BTreeSet;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::node::{Measure, Node, Years};
use super::{FORMAT, Reading};
use crate::answers::Excerpt;
use crate::ground::Severity;
use crate::lexicon::Lexicon;
use crate::{links, outline, plan};

/// Plans with everything that was read in them: the answer of `export` and `parse`.
#[derive(Serialize, JsonSchema)]
pub struct Export<'a> {
    /// The version of this JSON.
    #[schemars(extend("const" = FORMAT))]
    pub format: &'static str,
    /// The version of the grammar that gave the addresses: one version gives one text the same addresses for ever.
    pub grammar: u32,
    /// The plans, by id.
    pub plans: Vec<Plan<'a>>,
}

/// One plan.
#[derive(Serialize, JsonSchema)]
pub struct Plan<'a> {
    /// The id it is addressed by.
    pub id: &'a str,
    /// Its title; empty where no line looks like one.
    pub title: &'a str,
    /// Who issued it.
    pub issuers: &'a [String],
    /// The province, city or county it is for.
    pub region: Option<&'a str>,
    /// The years it covers.
    pub period: Option<Years>,
    /// Its document number.
    pub number: Option<&'a str>,
    /// The documents it says it rests on.
    pub based_on: Vec<Based<'a>>,
    /// The file it was read from.
    pub source: Source<'a>,
    /// Its nodes in the order of the text.
    pub nodes: Vec<Node<'a>>,
    /// Its measures in the order of the text.
    pub measures: Vec<Measure<'a>>,
    /// What refers to what in it.
    pub links: Vec<Link<'a>>,
    /// What could be read only in part.
    pub notes: Vec<Note<'a>>,
}

/// A document that a plan rests on.
#[derive(Serialize, JsonSchema)]
pub struct Based<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its number.
    pub number: Option<&'a str>,
}

/// The file a plan was read from.
#[derive(Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Its path, from the home of the corpus or as it was typed.
    pub path: &'a str,
    /// Its form.
    pub format: &'static str,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: &'a str,
    /// How many code points its text has.
    pub chars: u32,
}

/// A reference between two nodes or measures of a plan, or from one to a cited title.
#[derive(Serialize, JsonSchema)]
pub struct Link<'a> {
    /// The address that refers.
    pub from: &'a str,
    /// The address, or the cited title, that is referred to.
    pub to: &'a str,
    /// What they share.
    #[schemars(extend("enum" = ["same_programme", "same_place", "same_target", "cites"]))]
    pub relation: &'static str,
    /// The shared words.
    pub evidence: &'a str,
}

/// A remark of the reader.
#[derive(Serialize, JsonSchema)]
pub struct Note<'a> {
    /// How much it matters.
    #[schemars(extend("enum" = ["info", "warning"]))]
    pub severity: &'static str,
    /// The line, from 1; 0 for the file.
    pub line: u32,
    /// One sentence in Chinese.
    pub message: &'a str,
}

impl<'a> Export<'a> {
    /// `plans` whole, in their order.
    pub fn of(plans: impl IntoIterator<Item = &'a plan::Plan>, lexicon: &'a Lexicon) -> Self {
        let plans = plans.into_iter().map(|plan| Reading::new(plan, lexicon).plan()).collect();
        Self { format: FORMAT, grammar: plan::GRAMMAR, plans }
    }
}

impl<'a> Export<'a> {
    /// `plans` whole, with why each tag is there.
    pub fn explained(
        plans: impl IntoIterator<Item = &'a plan::Plan>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let whole = |plan| Reading::new(plan, lexicon).explained(true).plan();
        let plans = plans.into_iter().map(whole).collect();
        Self { format: FORMAT, grammar: plan::GRAMMAR, plans }
    }

    /// Of each plan the measures that its excerpt shows, with all nodes, and the links between what is left.
    pub fn part(excerpts: &'a [Excerpt], lexicon: &'a Lexicon) -> Self {
        let plans = excerpts.iter().map(|excerpt| part(excerpt, lexicon)).collect();
        Self { format: FORMAT, grammar: plan::GRAMMAR, plans }
    }
}

fn part<'a>(excerpt: &'a Excerpt, lexicon: &'a Lexicon) -> Plan<'a> {
    let reading = Reading::new(&excerpt.plan, lexicon);
    let whole = reading.plan();
    let measures: Vec<_> = excerpt.measures.iter().map(|&at| reading.measure(at)).collect();
    let shown: BTreeSet<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
    let stays = |id: &str| !id.contains('#') || shown.contains(id);
    let links = whole.links.into_iter().filter(|link| stays(link.from) && stays(link.to));
    Plan { links: links.collect(), measures, ..whole }
}

impl<'a> Reading<'a> {
    /// The plan whole.
    pub fn plan(&self) -> Plan<'a> {
        let plan = self.plan;
        let identity = &plan.identity;
        Plan {
            id: &plan.id,
            title: &identity.title,
            issuers: &identity.issuers,
            region: identity.region.as_deref(),
            period: identity.period.map(Years::from),
            number: identity.number.as_deref(),
            based_on: identity.based_on.iter().map(based).collect(),
            source: Source {
                path: &plan.origin.path,
                format: plan.origin.format.name(),
                sha256: &plan.origin.sha256,
                chars: self.ruler.char(&plan.text, plan.text.len()),
            },
            nodes: (0..plan.outline.nodes.len()).map(|at| self.node(at)).collect(),
            measures: self.measures(),
            links: plan.links.iter().map(link).collect(),
            notes: plan.notes.iter().map(note).collect(),
        }
    }

    /// All measures: nearly all there is of a plan, and turned on all processors.
    fn measures(&self) -> Vec<Measure<'a>> {
        let each = (0..self.plan.measures.len()).into_par_iter().with_min_len(SHARE);
        each.map(|at| self.measure(at)).collect()
    }
}

/// How many measures one processor turns at least.
const SHARE: usize = 64;

fn based(based: &outline::Based) -> Based<'_> {
    Based { title: &based.title, number: based.number.as_deref() }
}

pub(super) fn link(link: &links::Link) -> Link<'_> {
    Link {
        from: &link.from,
        to: &link.to,
        relation: link.relation.name(),
        evidence: &link.evidence,
    }
}

fn note(note: &crate::ground::Note) -> Note<'_> {
    let severity = match note.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
    };
    Note { severity, line: note.line, message: &note.message }
}

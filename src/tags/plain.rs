//! [`Plain`]: the measures of a plan in plain writing, each with the times named in it. Read once and looked at by several
//! taggers, some of which look back over the measures before theirs.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use smallvec::SmallVec;

use super::deadline::expression::Mention;
use super::deadline::opening::openings;
use super::deadline::{self, Era};
use super::department;
use super::reading::Reading;
use super::target::Reviews;
use super::{Context, Department};
use crate::measures::Bracket;

/// All measures of one plan, read; nothing while its nodes are being read.
#[derive(Default)]
pub struct Plain {
    measures: Vec<(Reading, Vec<Mention>)>,
    openings: Vec<Option<u32>>,
    era: Era,
    first_leads: Range<u32>,
    /// For each measure the brackets that speak for it, by their place among the plan's.
    speaking: Vec<SmallVec<[u32; 2]>>,
    /// For each node the bodies that a heading at it or above it names.
    headed: Vec<Option<Arc<[Department]>>>,
    reviews: OnceLock<Reviews>,
}

impl Plain {
    /// Reads the measures of `context`.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let year = deadline::year_of(context);
        let read = |span| {
            let reading = Reading::bounded(context.text, span);
            let times = deadline::times(&reading, context.lexicon, year);
            (reading, times)
        };
        let measures: Vec<_> = context.measures.par_iter().map(|m| read(m.span)).collect();
        let openings = openings(context, &measures);
        let first_leads = department::first_leads(context.text, context.brackets);
        let mut speaking = vec![SmallVec::new(); measures.len()];
        for (n, bracket) in context.brackets.iter().enumerate() {
            speaking[bracket.measures.clone()].iter_mut().for_each(|own| own.push(n as u32));
        }
        let (era, reviews) = (Era::of(context), OnceLock::new());
        let headed = department::headed(context);
        Self { measures, openings, era, first_leads, speaking, headed, reviews }
    }

    /// The words of measure `at`.
    pub(super) fn reading(&self, at: usize) -> &Reading {
        &self.measures[at].0
    }

    /// The times named in measure `at`, in order.
    pub(super) fn times(&self, at: usize) -> &[Mention] {
        &self.measures[at].1
    }

    /// The measure before measure `at` whose time it may stand under.
    pub(super) fn opening(&self, at: usize) -> Option<usize> {
        self.openings[at].map(|n| n as usize)
    }

    /// The bodies that the heading of node `node`, or the nearest above it that names any, is nothing but the names of.
    pub(super) fn headed(&self, node: usize) -> Option<&Arc<[Department]>> {
        self.headed[node].as_ref()
    }

    /// Which lines of `text`, that of the plan, stand below a review; read when it is first asked for.
    pub(super) fn reviews(&self, text: &str) -> &Reviews {
        self.reviews.get_or_init(|| Reviews::of(text))
    }

    /// When the plan begins.
    pub(super) fn era(&self) -> Era {
        self.era
    }

    /// The brackets, by where they begin, whose first body leads the others.
    pub(super) fn first_leads(&self) -> Range<u32> {
        self.first_leads.clone()
    }
}

impl Context<'_> {
    /// The brackets that speak for measure `at`.
    pub(super) fn speaking(&self, at: usize) -> impl Iterator<Item = &Bracket> {
        self.plain.speaking[at].iter().map(|&n| &self.brackets[n as usize])
    }
}

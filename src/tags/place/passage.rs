//! [`Passage`]: a stretch of a plan with the words of the lexicon in it, and what stands left and right of a word.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::super::Context;
use super::list::{self, Head};
use crate::ground::{Span, is_han};
use crate::lexicon::List::{Brands, CommonNames, Phrases, PlaceEdges, PlaceSuffixes};
use crate::lexicon::{Brand, Edge, Find, Gazetteer, List, PlaceKind, Suffix};

/// The stretch of text that is read for places.
pub struct Passage<'a> {
    pub context: &'a Context<'a>,
    pub gazetteer: &'a Gazetteer,
    pub text: &'a str,
    pub span: Span,
    /// Words and phrases that plans share, and nouns that end like names; many passages have nothing to hold against them.
    phrases: OnceCell<SmallVec<[Span; 32]>>,
    edges: OnceCell<SmallVec<[(Span, Edge); 24]>>,
    /// The words that close its lists, looked for where a name can mean several places.
    heads: OnceCell<Vec<Head>>,
}

impl<'a> Passage<'a> {
    pub fn new(context: &'a Context<'a>, span: Span) -> Self {
        let gazetteer = context.lexicon.gazetteer();
        let (phrases, edges, heads) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { context, gazetteer, text: context.text, span, phrases, edges, heads }
    }

    /// Whether a word of the tables of names, or the ending of one, stands in the passage. Where none does no place is named.
    pub fn may_name(&self) -> bool {
        self.context.finds.of_places(self.span).next().is_some()
    }

    fn phrases(&self) -> &[Span] {
        self.phrases.get_or_init(|| {
            let nouns = self.edges().iter().filter(|(_, edge)| *edge == Edge::Noun);
            self.finds(Phrases).map(|f| f.span).chain(nouns.map(|(span, _)| *span)).collect()
        })
    }

    /// The words that close its lists.
    pub fn heads(&self) -> &[Head] {
        self.heads.get_or_init(|| list::heads(self))
    }

    /// The words that names begin after, are no part of or are common nouns by, each with what it does; in order.
    pub fn edges(&self) -> &[(Span, Edge)] {
        self.edges.get_or_init(|| {
            let says = self.context.lexicon.edges();
            self.finds(PlaceEdges).map(|f| (f.span, says[f.row() as usize])).collect()
        })
    }

    /// The words after which a name begins.
    pub fn openings(&self) -> impl Iterator<Item = Span> {
        self.edges().iter().filter(|(_, edge)| *edge == Edge::Opens).map(|(span, _)| *span)
    }

    /// The finds of `list` in the passage.
    pub fn finds(&self, list: List) -> impl Iterator<Item = &'a Find> {
        self.context.finds.of(list, self.span)
    }

    /// The endings of names, each with what it tells.
    pub fn suffixes(&self) -> impl Iterator<Item = (Span, Suffix)> {
        let says = self.context.lexicon.suffixes();
        self.finds(PlaceSuffixes).map(|f| (f.span, says[f.row() as usize]))
    }

    /// The endings that close a name wherever they stand: not those that do so only in a list, but 山, before which no shorter name ends.
    pub fn endings(&self) -> impl Iterator<Item = (Span, Suffix)> {
        let closes = |suffix: Suffix| !suffix.is_rare || suffix.kind == Some(PlaceKind::Mountain);
        self.suffixes().filter(move |&(_, suffix)| closes(suffix))
    }

    /// Whether the table of common names has the words of `span`.
    pub fn is_common(&self, span: Span) -> bool {
        self.context.finds.of(CommonNames, span).any(|f| f.span == span)
    }

    /// Whether the words of `span` are there as a part of any city: 古城 in 丽江古城.
    pub fn is_city_part(&self, span: Span) -> bool {
        let mut names = self.context.finds.of(CommonNames, span);
        names.any(|f| f.span == span && self.says(f) == "city")
    }

    /// The second cell of the row of a find.
    pub fn says(&self, find: &Find) -> &'a str {
        self.context.lexicon.row(find).cell(1)
    }

    /// The words of the table of brands that do `what`.
    pub fn brand_words(&self, what: Brand) -> impl Iterator<Item = Span> {
        let does = self.context.lexicon.brands();
        let words = self.finds(Brands).filter(move |find| does[find.row() as usize].hold(what));
        words.map(|find| find.span)
    }

    /// What stands in the passage before byte `at`.
    pub fn before(&self, at: u32) -> &'a str {
        &self.text[self.span.start as usize..at as usize]
    }

    /// What stands in the passage from byte `at` on.
    pub fn after(&self, at: u32) -> &'a str {
        &self.text[at as usize..self.span.end as usize]
    }

    /// Whether `word` is cut out of common words: 同 of 扩大同步 taken for 大同.
    ///
    /// A common word must reach over its left edge, and none of those that end at this edge begin as early.
    pub fn is_cut_left(&self, word: Span) -> bool {
        let over = |p: &&Span| p.start < word.start && word.start < p.end && p.end < word.end;
        let Some(from) = self.phrases().iter().filter(over).map(|p| p.start).min() else {
            return false;
        };
        let earlier = self.phrases().iter().any(|p| p.end == word.start && p.start < from);
        // 江西|南昌: what ends here is a name. 在|建平: it is a word of one sign before a name.
        let named = || self.names_end(word.start).any(|name| name.start < from);
        let set = || {
            let before = Span { start: from, end: word.start };
            let joint = ["在", "对", "至", "到", "从", "向"].contains(&before.of(self.text));
            joint && !self.is_common(word) && self.is_clear_end(word.end)
        };
        !earlier && !named() && !set()
    }

    /// The names in the tables that end at `at`.
    pub fn names_end(&self, at: u32) -> impl Iterator<Item = Span> {
        let finds = self.context.finds.of_places(self.span);
        finds.filter(move |f| f.span.end == at && self.gazetteer.of(f).is_some()).map(|f| f.span)
    }

    /// Whether a name in the tables begins at `at`.
    fn name_begins(&self, at: u32) -> bool {
        let mut finds = self.context.finds.of_places(self.span);
        finds.any(|f| f.span.start == at && self.gazetteer.of(f).is_some())
    }

    /// Whether a common word reaches over the left edge of `word` up to `at`: 推广 in 推广安徽, so that 广安 is no name.
    pub fn word_ends_inside(&self, word: Span, at: u32) -> bool {
        self.phrases().iter().any(|p| p.start < word.start && word.start < p.end && p.end == at)
    }

    /// Whether a common word reaches over the right edge of `word`: 市场 in 合作市场.
    pub fn is_cut_right(&self, word: Span) -> bool {
        self.phrases()
            .iter()
            .any(|p| word.start < p.start && p.start < word.end && word.end < p.end)
    }

    /// Whether `word` is only a part of one common word: 合作 in 合作社.
    pub fn is_part_of_word(&self, word: Span) -> bool {
        self.phrases()
            .iter()
            .any(|p| p.contains(word) && *p != word && p.of(self.text).chars().count() <= 3)
    }

    /// Whether a common word of two letters or more begins at `at`.
    pub fn word_begins(&self, at: u32) -> bool {
        self.phrases().iter().any(|p| p.start == at)
    }

    /// Whether a common word begins at the start of `word` and goes on after its end: 河道 for 河.
    pub fn word_goes_on(&self, word: Span) -> bool {
        self.phrases().iter().any(|p| p.start == word.start && p.end > word.end)
    }

    /// The end of the last common word that ends in `from..=to`, with where the longest such begins.
    pub fn last_word(&self, from: u32, to: u32) -> Option<Span> {
        let inside = self.phrases().iter().filter(|p| p.end > from && p.end <= to);
        inside.copied().max_by_key(|p| (p.end, std::cmp::Reverse(p.start)))
    }

    /// Whether another telling ending stands directly after `at`, so that the name goes on: 湾 after 嫩江.
    pub fn name_goes_on(&self, at: u32) -> bool {
        let mut endings = self.endings().map(|(ending, _)| ending).filter(|e| e.start == at);
        endings.any(|ending| {
            let one = ending.of(self.text).chars().count() == 1;
            one && !self.word_goes_on(ending) && self.is_clear_end(ending.end)
        })
    }

    /// Whether a name may end at `at`: a mark, a common word or a word that is no part of a name follows.
    pub fn is_clear_end(&self, at: u32) -> bool {
        let open = self.after(at).chars().next().is_none_or(|c| !is_han(c));
        open || self.word_begins(at) || self.openings().any(|word| word.start == at)
    }

    /// Whether nothing but a mark, or a word that a name begins after, stands before `at`.
    pub fn is_clear_edge(&self, at: u32) -> bool {
        let open = self.before(at).chars().next_back().is_none_or(|c| !is_han(c));
        open || self.openings().any(|word| word.end == at)
            || self.last_word(at - 1, at).is_some_and(|w| w.end == at)
    }

    /// Whether the ending of a town stands directly after `at`, which is only called after what the name before it means: 新开河镇.
    pub fn town_follows(&self, at: u32) -> bool {
        let town = |suffix: Suffix| suffix.kind == Some(PlaceKind::Town);
        let mut endings =
            self.endings().filter(|&(ending, suffix)| ending.start == at && town(suffix));
        endings.any(|(ending, _)| {
            // 浑河|镇子梁水库: another name begins.
            let goes_on = self.word_goes_on(ending) || self.name_begins(at);
            !goes_on && self.is_clear_end(ending.end)
        })
    }

    /// Whether the ending of a zone stands directly after `at`.
    pub fn zone_follows(&self, at: u32) -> bool {
        let zone = |suffix: Suffix| suffix.kind == Some(PlaceKind::Zone);
        self.suffixes().any(|(ending, suffix)| ending.start == at && zone(suffix))
    }
}

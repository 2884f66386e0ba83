//! What the differences between a claim and a passage mean: whether only the wording differs, or a value, a place, the sense.

use std::ops::Range;

use super::align::{Alignment, Block};
use super::side::Side;
use super::token::Kind as TokenKind;
use super::{Aspect, Difference};
use crate::ground::Span;

/// Senses in which a word on one side only is a difference.
pub const ABSOLUTE: [&str; 4] = ["bound", "negation", "restraint", "time"];

/// The differences of an alignment, in order.
pub fn differences(claim: &Side<'_>, passage: &Side<'_>, found: &Alignment) -> Vec<Difference> {
    let blocks = found.blocks.iter();
    let inner = blocks.map(|block| {
        let aspect = aspect(claim, passage, found, block);
        difference(claim, passage, block, aspect)
    });
    let (before, after) = (before(claim, passage, found), after(claim, passage, found));
    before.into_iter().chain(inner).chain(after).collect()
}

fn difference(claim: &Side<'_>, passage: &Side<'_>, block: &Block, aspect: Aspect) -> Difference {
    Difference { aspect, claim: claim.span(&block.claim), plan: passage.span(&block.passage) }
}

/// What a block is about, the gravest first.
fn aspect(claim: &Side<'_>, passage: &Side<'_>, found: &Alignment, block: &Block) -> Aspect {
    if is_left_out_whole(passage, block) {
        let moved = moves_a_year(passage, found, block);
        return if moved { Aspect::Year } else { Aspect::Wording };
    }
    let numbers = |side: &Side<'_>, range: &Range<usize>| {
        side.numbers(range).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    if numbers(claim, &block.claim) != numbers(passage, &block.passage)
        || numeral(claim, passage, block)
    {
        let year = block.claim.clone().any(|at| claim.is_year(at))
            || block.passage.clone().any(|at| passage.is_year(at));
        return if year { Aspect::Year } else { Aspect::Number };
    }
    if claim.touches_unit(&block.claim) || passage.touches_unit(&block.passage) {
        return Aspect::Unit;
    }
    let marks_only = |side: &Side<'_>, range: &Range<usize>| {
        side.tokens[range.clone()].iter().all(|t| t.kind == TokenKind::Mark)
    };
    if marks_only(claim, &block.claim) && marks_only(passage, &block.passage) {
        return Aspect::Marks;
    }
    sense(claim, passage, block).or_else(|| place(claim, passage, block)).unwrap_or(Aspect::Wording)
}

/// Whether the block only leaves out whole clauses, list items or brackets of the passage: 甲、[乙、]丙 or 甲[、乙]，丙.
fn is_left_out_whole(passage: &Side<'_>, block: &Block) -> bool {
    let Range { start, end } = block.passage;
    if !block.claim.is_empty() || start >= end {
        return false;
    }
    let parts = |at: usize| passage.tokens.get(at).is_none_or(|t| t.parts());
    let before = start == 0 || parts(start - 1);
    let bracket = passage.tokens[start].form == "(" && passage.tokens[end - 1].form == ")";
    (before && parts(end - 1)) || (parts(start) && parts(end)) || bracket
}

/// Whether leaving the block out puts what follows under another year: 到2027年达到10％，到2035年达到20％.
fn moves_a_year(passage: &Side<'_>, found: &Alignment, block: &Block) -> bool {
    let Some(left_out) = passage.last_year(block.passage.clone()) else { return false };
    let kept = passage.last_year(found.place.start..block.passage.start);
    let rest = &passage.tokens[block.passage.end..found.place.end];
    let until = rest.iter().position(|t| t.form == ";" || t.form == ".").unwrap_or(rest.len());
    let follows = rest[..until].iter().any(|t| t.kind == TokenKind::Number);
    kept.is_some_and(|kept| kept != left_out) && follows
}

/// Whether one Chinese numeral stands for another: 四北 for 三北.
fn numeral(claim: &Side<'_>, passage: &Side<'_>, block: &Block) -> bool {
    let all = |side: &Side<'_>, range: &Range<usize>| {
        let tokens = &side.tokens[range.clone()];
        let numeral = |form: &str| form.chars().all(|c| "一二两三四五六七八九十百千".contains(c));
        !tokens.is_empty() && tokens.iter().all(|t| numeral(&t.form))
    };
    all(claim, &block.claim) && all(passage, &block.passage)
}

/// The sense in which the words touched on the two sides are not the same.
fn sense(claim: &Side<'_>, passage: &Side<'_>, block: &Block) -> Option<Aspect> {
    const ALL: [(&str, Aspect); 6] = [
        ("negation", Aspect::Negation),
        ("bound", Aspect::Bound),
        ("time", Aspect::Year),
        ("extent", Aspect::Bound),
        ("direction", Aspect::Direction),
        ("restraint", Aspect::Negation),
    ];
    let differs = |&(sense, _): &(&str, Aspect)| {
        let sides = |side: &Side<'_>, range: &Range<usize>| {
            let of_sense = side.touched(range).filter(|s| s.sense == sense);
            let mut sides: Vec<_> = of_sense.map(|s| s.side.to_owned()).collect();
            sides.sort_unstable();
            sides.dedup();
            sides
        };
        let (one, other) = (sides(claim, &block.claim), sides(passage, &block.passage));
        let said = !one.is_empty() && !other.is_empty();
        one != other && (said || ABSOLUTE.contains(&sense))
    };
    ALL.into_iter().find(differs).map(|(_, aspect)| aspect)
}

/// A place that only the claim names, or one that other words stand for.
fn place(claim: &Side<'_>, passage: &Side<'_>, block: &Block) -> Option<Aspect> {
    let added = claim.places_touched(&block.claim).any(|(_, id)| !passage.knows(id));
    let replaced = !block.claim.is_empty()
        && passage.places_touched(&block.passage).any(|(_, id)| !claim.knows(id));
    (added || replaced).then_some(Aspect::Place)
}

/// What stands before the claim in its clause and turns it round: 严禁 before 新增产能, 不低于 before 46％.
fn before(claim: &Side<'_>, passage: &Side<'_>, found: &Alignment) -> Option<Difference> {
    let start = found.place.start;
    // What begins with a mark begins another clause: 严控产能[，占比下降].
    if passage.tokens.get(start).is_some_and(|t| t.parts()) {
        return None;
    }
    let clause = (0..start).rev().find(|&at| passage.tokens[at].parts()).map_or(0, |at| at + 1);
    let skipped = clause..start;
    let begins = claim.tokens.first().map(|t| t.kind);
    let turns = |s: &&super::side::Sense<'_>| match s.sense {
        "negation" | "restraint" => true,
        "bound" => begins == Some(TokenKind::Number) && ends_at(passage, s.span, start),
        _ => false,
    };
    let sense = (!skipped.is_empty()).then(|| passage.touched(&skipped).find(turns))??;
    let aspect = if sense.sense == "bound" { Aspect::Bound } else { Aspect::Negation };
    Some(Difference { aspect, claim: Span::new(0, 0), plan: sense.span })
}

/// Whether `span` ends where token `at` begins.
fn ends_at(side: &Side<'_>, span: Span, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|t| t.span.start >= span.end)
        && at > 0
        && side.tokens[at - 1].span.end == span.end
}

/// What stands right behind the claim and belongs to its last value: 以上, 微克／立方米.
fn after(claim: &Side<'_>, passage: &Side<'_>, found: &Alignment) -> Option<Difference> {
    let next = passage.tokens.get(found.place.end)?;
    let begins = |span: &Span| span.start <= next.span.start && next.span.start < span.end;
    let last = claim.tokens.last()?;
    let end = Span::new(claim.text.len(), claim.text.len());
    let unit = passage.units.iter().find(|unit| begins(unit));
    let of_value =
        last.kind == TokenKind::Number || claim.units.iter().any(|u| u.end == last.span.end);
    if let Some(unit) = unit.filter(|_| of_value) {
        return Some(Difference { aspect: Aspect::Unit, claim: end, plan: *unit });
    }
    let bound = passage.senses.iter().find(|s| begins(&s.span) && s.span.start == next.span.start);
    let bound = bound.filter(|s| (s.sense == "bound" && of_value) || s.sense == "time")?;
    let aspect = if bound.sense == "time" { Aspect::Year } else { Aspect::Bound };
    Some(Difference { aspect, claim: end, plan: bound.span })
}

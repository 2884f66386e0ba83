//! Waters, reservoirs and mountains named one after another: what stands in a list beside rivers and lakes is one too, though its name is
//! a county's (沙河), is made of common words (淡水河), holds another's (东苕溪) or ends as only some rivers do (滠水, 江山港). So it is
//! beside reservoirs (怀柔水库) and beside mountains (龙山).

use smallvec::SmallVec;

use super::candidate::{Candidate, Word};
use super::list;
use super::passage::Passage;
use super::unknown::{is_generic, is_noun, last_edge};
use crate::ground::{Span, is_han};
use crate::lexicon::{PlaceKind, Suffix};

/// How many letters such a name has.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

/// What tells the branches of a river from each other.
const BRANCHES: [&str; 5] = ["东", "西", "南", "北", "小"];

/// Adds the names of such lists. Each that is found speaks for its neighbours, so the list is gone through in both directions.
pub fn add(passage: &Passage<'_>, candidates: &mut Vec<Candidate>) {
    // What nothing can be akin to is told before the endings are looked up.
    let kinds = [PlaceKind::River, PlaceKind::Mountain];
    if !candidates.iter().any(|c| kinds.iter().any(|&kind| is_akin(passage, c, kind))) {
        return;
    }
    let mut endings: SmallVec<[Ending; 8]> = endings(passage).collect();
    // Of 运河 and 河 the longer counts.
    endings.sort_by_key(|ending| (ending.span.end, ending.span.start));
    endings.dedup_by(|later, first| later.span.end == first.span.end);
    let akin = |e: &Ending| candidates.iter().any(|c| is_akin(passage, c, e.kind));
    if !endings.iter().any(akin) {
        return;
    }
    for ending in endings.iter().chain(endings.iter().rev()) {
        let Some(name) = name(passage, candidates, ending) else { continue };
        candidates.retain(|c| !name.contains(c.span));
        let at = candidates.partition_point(|c| c.span.start < name.start);
        let word = Word::Unknown(ending.kind);
        candidates.insert(at, Candidate { rule: "list", ..Candidate::new(name, word) });
    }
}

/// The ending of such a name.
struct Ending {
    span: Span,
    kind: PlaceKind,
    /// Whether it tells a place only in a list: 水, 港.
    is_rare: bool,
}

/// Those in the passage, in order.
fn endings(passage: &Passage<'_>) -> impl Iterator<Item = Ending> {
    passage.suffixes().filter_map(|(span, Suffix { kind, is_rare })| {
        let listed = |kind: &PlaceKind| kind.is_water() || *kind == PlaceKind::Mountain;
        kind.filter(listed).map(|kind| Ending { span, kind, is_rare })
    })
}

/// Whether a candidate is, or may be, of a kind that stands in one list with `kind`.
fn is_akin(passage: &Passage<'_>, candidate: &Candidate, kind: PlaceKind) -> bool {
    let akin = |other: PlaceKind| other == kind || (other.is_water() && kind.is_water());
    match &candidate.word {
        Word::Places { places, .. } => {
            places.iter().any(|&n| akin(passage.gazetteer.place(n).kind))
        }
        Word::Unknown(kind) => akin(*kind),
        _ => false,
    }
}

/// The name that `ending` closes, where it is an item of a list of waters and no candidate yet.
fn name(passage: &Passage<'_>, candidates: &[Candidate], ending: &Ending) -> Option<Span> {
    let end = ending.span.end;
    let name = Span::new(start(passage, candidates, ending)? as usize, end as usize);
    let county = candidates.iter().any(|c| c.span == name && is_division(passage, c));
    let branch = candidates.iter().any(|c| is_branch(passage, c, name));
    let beside = beside(passage, candidates, name, ending.kind);
    let akin = beside.iter().filter(|c| is_akin(passage, c, ending.kind)).count();
    // 东溪 after 萩芦溪、 and 清河 in 凡河、清河、柴河 are names, though their words are common.
    let side = Span::new(name.start as usize, ending.span.start as usize).of(passage.text);
    let sure = county || branch || akin == 2 || (akin == 1 && BRANCHES.contains(&side));
    let divisions = beside.iter().any(|c| is_division(passage, c) && !ends_like_water(passage, c));
    let fits = LETTERS.contains(&name.of(passage.text).chars().count())
        && (branch || akin > 0)
        && !(county && divisions)
        && (!county || akin == 2 || is_minor(passage, candidates, name, ending))
        && is_closed(passage, ending, county)
        && !is_word(passage, name, ending, sure);
    let mut over = candidates.iter().filter(|c| c.span.overlaps(name));
    (fits && over.all(|c| gives_way(passage, c, name))).then_some(name)
}

/// Whether `name` is that of a county or district, and ends as many rivers do: at the end of a list 沙河 and 浠水 may be rivers, 汶川 and
/// 九江 are none.
fn is_minor(passage: &Passage<'_>, candidates: &[Candidate], name: Span, ending: &Ending) -> bool {
    let minor = |n: &u32| passage.gazetteer.place(*n).kind > PlaceKind::Prefecture;
    let own = candidates.iter().filter(|c| c.span == name);
    let mut places = own.filter_map(|c| match &c.word {
        Word::Places { places, .. } => Some(places),
        _ => None,
    });
    let usual = !ending.is_rare || ending.span.of(passage.text) == "水";
    usual && places.all(|places| places.iter().all(minor))
}

/// Whether the item ends with `ending`; before a word that may go on, the 浦 of a county is no ending: 霞浦护城河.
fn is_closed(passage: &Passage<'_>, ending: &Ending, county: bool) -> bool {
    let after = passage.after(ending.span.end);
    let mark = after.chars().next().is_none_or(|c| !is_han(c) || "等和与及".contains(c));
    mark || (!(county && ending.is_rare) && passage.is_clear_end(ending.span.end))
}

/// Where the item that `ending` closes begins: after the mark, the joint or the verb before it, and after the division it lies in.
fn start(passage: &Passage<'_>, candidates: &[Candidate], ending: &Ending) -> Option<u32> {
    let Ending { span: ending, kind, .. } = *ending;
    let letters = passage.before(ending.start).chars().rev().take_while(|c| is_han(*c)).take(9);
    let run = ending.start - letters.map(char::len_utf8).sum::<usize>() as u32;
    let joint = |c: &&Candidate| {
        let near = run <= c.span.end && c.span.end < ending.start;
        near && passage.after(c.span.end).starts_with(['和', '与', '及'])
            && is_akin(passage, c, kind)
    };
    let after = candidates.iter().filter(joint).map(|c| c.span.end + '和'.len_utf8() as u32).max();
    let from = after.filter(|&at| at < ending.end).unwrap_or(run);
    let named = candidates.iter().any(|c| c.span.start == run);
    let item = after.is_some() || named || passage.before(run).ends_with('、');
    let start = match item && !begins_with_verb(passage, from) {
        true => from,
        false => Some(last_edge(passage, from, ending.start)).filter(|&at| at > from)?,
    };
    let outer = candidates.iter().filter(|c| c.span.start == start && c.span.end < ending.start);
    let outer = outer.filter(|c| is_division(passage, c) && is_near(passage, c));
    let Some(outer) = outer.map(|c| c.span.end).max() else {
        return Some(start);
    };
    Some(if begins_with_verb(passage, outer) {
        last_edge(passage, outer, ending.start)
    } else {
        outer
    })
}

/// Whether a word of two letters or more stands at `at` that a name begins after: 推进.
fn begins_with_verb(passage: &Passage<'_>, at: u32) -> bool {
    let long = |word: Span| word.start == at && word.of(passage.text).chars().count() > 1;
    passage.openings().any(long)
}

/// Whether a candidate can be nothing but a division.
fn is_division(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    matches!(&candidate.word, Word::Places { places, .. }
        if places.iter().all(|&n| passage.gazetteer.place(n).kind.is_division()))
}

/// Whether a candidate may be a place of the plan's own province: 德惠 of 德惠新河 is none of 山东.
fn is_near(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let near = |n: &u32| passage.context.setting.is_near(passage.gazetteer, *n);
    matches!(&candidate.word, Word::Places { places, .. } if places.iter().any(near))
}

/// Whether `name` is a common word or a common noun: 地下水, 重点河.
fn is_word(passage: &Passage<'_>, name: Span, ending: &Ending, known: bool) -> bool {
    let rare = ending.is_rare;
    let word = passage.last_word(name.start, name.end).filter(|w| w.end == name.end);
    let word = word.is_some_and(|w| rare || w.start <= name.start);
    let mut edges = passage.edges().iter();
    let mut noun = || edges.any(|e| e.0.end == name.end && is_noun(passage, name, *e));
    let generic = || is_generic(passage, name.start, ending.span.start);
    (word && (rare || !known)) || (!known && (generic() || noun()))
}

/// Whether a candidate may be a part of the water `name`, or be that water under the name of a county.
fn gives_way(passage: &Passage<'_>, candidate: &Candidate, name: Span) -> bool {
    let span = candidate.span;
    let letters = |from: u32, to: u32| passage.text[from as usize..to as usize].chars().count();
    let edge = |word: Span| word.start == name.start && word.end == span.start;
    name.contains(span)
        && match &candidate.word {
            Word::Places { full, .. } if is_division(passage, candidate) => !full,
            Word::Unknown(_) => span != name && span.end == name.end,
            // 塔洋河 holds 洋河 and is none; 榕江北河 is a branch of its own.
            Word::Places { .. } if span.end == name.end => {
                let short =
                    letters(name.start, span.start) == 1 && letters(span.start, span.end) == 2;
                is_branch(passage, candidate, name) || (short && !passage.openings().any(edge))
            }
            Word::Places { .. } => span.start == name.start && letters(span.end, name.end) == 2,
            _ => false,
        }
}

/// Whether `name` is that of a known water and the letter that tells one of its branches: 东苕溪.
fn is_branch(passage: &Passage<'_>, candidate: &Candidate, name: Span) -> bool {
    let known = matches!(&candidate.word, Word::Places { .. })
        && is_akin(passage, candidate, PlaceKind::River);
    let span = candidate.span;
    let letter = || &passage.text[name.start as usize..span.start as usize];
    known && span.end == name.end && span.start > name.start && BRANCHES.contains(&letter())
}

/// What stands before and after `name` in a list.
fn beside<'c>(
    passage: &Passage<'_>,
    candidates: &'c [Candidate],
    name: Span,
    kind: PlaceKind,
) -> Vec<&'c Candidate> {
    let own = Candidate::new(name, Word::Nothing);
    let before = candidates.iter().rfind(|c| list::joined(passage, c, &own));
    let after = candidates.iter().find(|c| list::joined(passage, &own, c));
    let held = |c: &Candidate| candidates.iter().find(|d| d.span.start == c.span.end);
    // 文昌珠溪河、东方罗带河: the river after the county is what is listed.
    let named = |c| held(c).filter(|d| is_akin(passage, d, kind)).unwrap_or(c);
    before.into_iter().chain(after.map(named)).collect()
}

/// Whether a candidate has the ending of a water: 西湖.
fn ends_like_water(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    endings(passage).any(|ending| ending.span.end == candidate.span.end)
}

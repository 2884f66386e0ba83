//! Who is named as acting, and what they are to do: 各级财政部门要统筹安排专项资金; 鼓励新闻媒体进行曝光.
//!
//! A name counts only where it acts: where it opens a clause and a verb or 要 follows, or where it follows a verb that moves
//! others to act (鼓励, 引导, 督促). 企业 in 企业污水治理 is nobody acting.

use super::reading::bounded;
use super::{Actor, Context, Tags, charge, words};
use crate::ground::{CLAUSE_ENDS, Span, is_digit};
use crate::lexicon::{Find, Lexicon, List, Row, does};

does! {
    /// A name behind it is moved to act.
    Moves = "moves",
    /// It moves things as well.
    Things = "things",
    /// A name behind it does not act.
    Blocks = "blocks",
    /// A name before it acts: 要, 应当, 优先.
    Modal = "modal",
    /// What begins with it is no name of a body, but what something is done to.
    Object = "object",
    /// A longer word that begins like one of them and is none: 应急.
    #[allow(dead_code, reason = "it is there to be longer than what it begins like")]
    Part = "part",
}

/// Tells the words of the table apart by what they do.
pub(super) fn prepare(lexicon: &Lexicon) {
    lexicon.table(List::ActorWords).words(Does::NAMES);
}

/// Whether the longest word of `actor-words.tsv` that `words` begin with does `what`: 在 does in 在职责范围内, as 在职责 says, not in 在职员工.
pub(super) fn does(lexicon: &Lexicon, words: &str, what: Does) -> bool {
    let table = lexicon.table(List::ActorWords);
    let may = |first| what.words(table).firsts.may_hold(first);
    let longest = || table.opening(words).max_by_key(|row| row.word().len());
    words.starts_with(may) && longest().is_some_and(|row| row.does(what.name()))
}

/// What joins names in a list: particles, which are grammar and no vocabulary.
const JOINTS: [&str; 10] = ["、", "和", "及", "与", "以及", "等", "等各类", "，", "各类", "等有关"];
/// The longest stretch before a name that is still part of it: 各市（州）, 符合条件的绿色.
const LONGEST_BEFORE: usize = 14;

/// Tags a measure with those it names as acting, in the order of the text.
pub fn tag(context: &Context<'_>, at: usize, tags: &mut Tags) {
    let measure = bounded(context.text, context.measures[at].span);
    tags.actors.extend(charge::actors(context, at));
    let names = names(context, measure);
    let mut rest = &names[..];
    while !rest.is_empty() {
        let (group, others) = rest.split_at(list_len(context.text, rest));
        rest = others;
        let acting = acting(context, measure, group);
        let named = |a: &Actor| tags.actors.iter().any(|other| other.span.overlaps(a.span));
        let fresh: Vec<Actor> = acting.into_iter().filter(|actor| !named(actor)).collect();
        tags.actors.extend(fresh);
    }
    tags.actors.sort_by_key(|actor| actor.span);
}

/// The names in `stretch`, the longest where they overlap.
fn names(context: &Context<'_>, stretch: Span) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::new();
    // 地区生产总值 and 工业企业增加值 are measured.
    let measured = |find: &&Find| {
        let behind = &context.text[find.span.end as usize..];
        behind.starts_with("生产总值") || behind.starts_with("增加值")
    };
    for find in context.finds.of(List::Actors, stretch).filter(|find| !measured(find)) {
        match names.last_mut() {
            // 省属企业 begins before 企业单位 ends: a name that goes on is one name.
            Some(last) if find.span.start < last.end => last.end = last.end.max(find.span.end),
            _ => names.push(find.span),
        }
    }
    names
}

/// How many of `names` stand in one list: 工会、共青团、妇联等群团组织.
fn list_len(text: &str, names: &[Span]) -> usize {
    let joined = |pair: &[Span]| {
        let between = &text[pair[0].end as usize..pair[1].start as usize];
        let joint = JOINTS.iter().filter(|j| between.starts_with(*j)).map(|j| j.len()).max();
        joint.is_some_and(|len| {
            between[len..].chars().count() <= 6 && !between.contains(CLAUSE_ENDS)
        })
    };
    1 + names.windows(2).take_while(|pair| joined(pair)).count()
}

/// The actors of one list of names, if it acts.
fn acting(context: &Context<'_>, measure: Span, group: &[Span]) -> Vec<Actor> {
    let text = context.text;
    let (first, last) = (group[0], group[group.len() - 1]);
    let clause = clause_around(text, measure, first.to(last));
    let before = Span { start: clause.start, end: first.start };
    let after = Span { start: last.end, end: clause.end };
    if after.of(text).starts_with('）') {
        // 村（社区）委员会: the name goes on.
        return Vec::new();
    }
    let Some((start, rule)) =
        moved(context, before, after).or_else(|| opens(context, before, after))
    else {
        return Vec::new();
    };
    let duty = Some(duty(text, measure, after, rule)).filter(|d| !d.is_empty());
    let mut from = start;
    let mut actors = Vec::new();
    for name in group {
        let span = Span::new(from as usize, name.end as usize).trimmed(text);
        actors.push(Actor { span: without_joint(text, span), duty, rule: rule.into() });
        from = name.end;
    }
    actors
}

/// Where the name begins that follows a verb which moves it to act; `before` is what stands before it in its clause.
fn moved(context: &Context<'_>, before: Span, after: Span) -> Option<(u32, &'static str)> {
    let words = before.of(context.text);
    let (end, verb) = last_verb(context.lexicon, words)?;
    // 政府引导、企业参与的机制: each has its own verb.
    if words[end..].starts_with('、') {
        return None;
    }
    // 推动企业搬迁: where a verb moves things too, somebody has a duty of more than a word.
    if verb.does(Does::Things.name()) && after.of(context.text).chars().count() < 7 {
        return None;
    }
    let start = before.start as usize + end;
    let between = Span::new(start, before.end as usize);
    let near = between.of(context.text).chars().count() <= LONGEST_BEFORE;
    (near && no_verb(context, between) && acts(context, after))
        .then_some((start as u32, "actor:moved"))
}

/// Where the last verb in `words` ends that moves others to act, and its row.
fn last_verb<'l>(lexicon: &'l Lexicon, words: &str) -> Option<(usize, Row<'l>)> {
    let table = lexicon.table(List::ActorWords);
    let lasts = &Does::Moves.words(table).lasts;
    let ends = words.char_indices().rev().filter(|&(_, last)| lasts.may_hold(last));
    let mut ends = ends.map(|(at, last)| at + last.len_utf8());
    let moves = |row: &Row<'_>| row.does(Does::Moves.name());
    ends.find_map(|end| Some((end, table.closing(&words[..end]).find(moves)?)))
}

/// Where the name begins that opens its clause.
fn opens(context: &Context<'_>, before: Span, after: Span) -> Option<(u32, &'static str)> {
    let words = before.of(context.text);
    let near = words.chars().count() <= LONGEST_BEFORE;
    // 带动企业参与: who is moved opens nothing.
    let free = || no_verb(context, before) && last_verb(context.lexicon, words).is_none();
    let fits = near && free() && acts(context, after);
    fits.then_some((before.start, "actor:subject"))
}

/// Whether a verb or a modal opens `after`: what follows a name that acts.
fn acts(context: &Context<'_>, after: Span) -> bool {
    let words = after.of(context.text);
    let opened = words.trim_start_matches(['等', ' ']);
    let skipped = (words.len() - opened.len()) as u32;
    let verb = context.finds.of(List::Strength, after).next();
    let verb = verb.filter(|f| f.span.start == after.start + skipped);
    does(context.lexicon, opened, Does::Modal)
        || verb.is_some_and(|f| !counts(context, f.span, after))
        || opened.contains("作用")
        || moves_another(context, Span { start: after.start + skipped, end: after.end })
}

/// Whether `stretch` opens with a verb that moves another to act, who is named with what he does: 带动农户发展订单农业.
fn moves_another(context: &Context<'_>, stretch: Span) -> bool {
    let words = stretch.of(context.text);
    if !does(context.lexicon, words, Does::Moves) {
        return false;
    }
    let mut names = context.finds.of(List::Actors, stretch);
    let Some(name) = names.next().map(|find| find.span) else { return false };
    let before = &words[..(name.start - stretch.start) as usize];
    let moved = last_verb(context.lexicon, before).is_some_and(|(end, _)| end == before.len());
    moved && acts(context, Span { start: name.end, end: stretch.end })
}

/// Whether `verb` in `clause` only says how many there are to be: 规上企业达到1000家.
fn counts(context: &Context<'_>, verb: Span, clause: Span) -> bool {
    let words = &context.text[verb.end as usize..clause.end as usize];
    let number = words.trim_start_matches([' ', '约', '近', '到']);
    let says = context.lexicon.table(List::ClauseWords).get(verb.of(context.text));
    number.starts_with(is_digit) && says.is_some_and(|row| row.does(words::Does::Reaches.name()))
}

/// Whether `stretch` holds no verb, which would make the name its object.
fn no_verb(context: &Context<'_>, stretch: Span) -> bool {
    let words = stretch.of(context.text);
    let blocks = |at: usize| does(context.lexicon, &words[at..], Does::Blocks);
    !words.char_indices().any(|(at, _)| blocks(at))
        && context.finds.of(List::Strength, stretch).next().is_none()
}

/// The clause of `measure` in which `names` stand; a 、-list may not be cut, so only ，；。：end it.
fn clause_around(text: &str, measure: Span, names: Span) -> Span {
    let before = &text[measure.start as usize..names.start as usize];
    let start = before
        .rfind(CLAUSE_ENDS)
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let after = &text[names.end as usize..measure.end as usize];
    let end = names.end as usize + after.find(CLAUSE_ENDS).unwrap_or(after.len());
    Span::new(measure.start as usize + start, end)
}

/// What they are to do: for a subject all that follows in the measure, for one moved to act the rest of the clause.
fn duty(text: &str, measure: Span, after: Span, rule: &str) -> Span {
    let end = if rule == "actor:subject" { measure.end } else { after.end };
    let duty = Span { start: after.start, end };
    let words = duty.of(text).trim_end_matches(['。', '；', ';']);
    Span::new(duty.start as usize, duty.start as usize + words.len()).trimmed(text)
}

/// `name` without the 、 or 和 that joins it to the one before.
fn without_joint(text: &str, name: Span) -> Span {
    let words = name.of(text);
    let joint = JOINTS.iter().filter(|j| words.starts_with(*j)).map(|j| j.len()).max().unwrap_or(0);
    Span::new(name.start as usize + joint, name.end as usize).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_of_the_table_does_something() {
        all_do(Lexicon::shipped().table(List::ActorWords), Does::NAMES);
    }

    #[test]
    fn the_last_verb_that_moves_others() {
        let lexicon = Lexicon::shipped();
        let last = |words| last_verb(&lexicon, words).map(|(end, verb)| (end, verb.word()));
        assert_eq!(last("支持各地引导"), Some(("支持各地引导".len(), "引导")));
        assert_eq!(last("支持各类"), Some(("支持".len(), "支持")));
        assert_eq!(last("加强"), None);
        assert!(does(&lexicon, "要加强", Does::Modal) && !does(&lexicon, "加强", Does::Modal));
    }
}

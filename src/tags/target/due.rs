//! The year a target is due: the nearest time before it in its measure, or what the measure inherits.

use std::iter;
use std::ops::Range;

use super::noun::trimmed;
use super::page::{Page, Role};
use crate::tags::words::Does;
use crate::tags::{Deadline, DeadlineBasis, Relation};

/// A target's year and whose words it is; `None` where no time bounds it.
pub(super) type Due = Option<(u16, DeadlineBasis)>;

/// The year of a target whose number stands at `at`.
pub(super) fn due(page: &Page<'_>, deadlines: &[Deadline], at: usize) -> Due {
    if let Some(deadline) = before(page, deadlines, at).last() {
        return of(page, deadline, at);
    }
    if let Some(deadline) = closing(page, deadlines) {
        return Some((deadline.to?, DeadlineBasis::Inherited));
    }
    let lent = deadlines.iter().find(|d| d.to.is_some() && !is_own(page, d))?;
    let basis = match lent.basis {
        // A bracket that speaks for the measure is no clause of it.
        DeadlineBasis::Stated => DeadlineBasis::Inherited,
        basis => basis,
    };
    Some((lent.to?, basis))
}

/// The one time of the measure, where its last clause says that by then all of it is finished: 改造小区88个，2023年10月底前完工.
fn closing<'d>(page: &Page<'_>, deadlines: &'d [Deadline]) -> Option<&'d Deadline> {
    let reading = page.reading;
    let mut own = deadlines.iter().filter(|d| is_own(page, d) && d.to.is_some());
    let only = own.next().filter(|d| d.relation != Relation::Every && own.next().is_none())?;
    let (start, end) = (reading.index(only.span.start), reading.index(only.span.end));
    let clause = reading.clause(start);
    let opens = clause.start > 0 && trimmed(page, clause.start..end).is_empty();
    let last = (clause.end..reading.len()).all(|i| !reading.at(i).is_alphanumeric());
    (opens && last && finished(page, end..clause.end)).then_some(only)
}

/// Whether `range` says that all is finished, and of nothing else: 全部竣工投用, but not 高铁东站完工.
fn finished(page: &Page<'_>, range: Range<usize>) -> bool {
    const WHOLE: [&str; 7] = ["所有", "各项", "工程", "项目", "任务", "均", "并"];
    let ends = page.word_before(range.end, Does::Finishes).is_some_and(|at| at >= range.start);
    let past = |&at: &usize| {
        let way = || page.verb_at(at, |role| role == Role::Shade).map(|verb| verb.range.end);
        let whole = || page.reading.any(at, &WHOLE).map(|(_, end)| end);
        let word = page.word(at, Does::Wholly).or_else(|| page.word(at, Does::Finishes));
        word.or_else(way).or_else(whole).filter(|_| at < range.end)
    };
    ends && iter::successors(Some(range.start), past).last() == Some(range.end)
}

/// The years of several values of one indicator: 2025年、2030年、2035年分别达到…; the last `count` times, if they stand in one list.
pub(super) fn dues(
    page: &Page<'_>,
    deadlines: &[Deadline],
    at: usize,
    count: usize,
) -> Option<Vec<Due>> {
    let earlier: Vec<&Deadline> = before(page, deadlines, at).collect();
    let listed = listed(page, &earlier);
    let (_, basis) = of(page, listed.last()?, at)?;
    (listed.len() == count).then(|| listed.iter().map(|d| Some((d.to?, basis))).collect())
}

/// How many times stand in the list of times nearest before `at`.
pub(super) fn count(page: &Page<'_>, deadlines: &[Deadline], at: usize) -> usize {
    listed(page, &before(page, deadlines, at).collect::<Vec<_>>()).len()
}

/// Whether a time stands in the measure itself.
fn is_own(page: &Page<'_>, deadline: &Deadline) -> bool {
    deadline.basis == DeadlineBasis::Stated && page.span.contains(deadline.span)
}

/// The times of the measure with a last year that begin before `at`.
fn before<'d>(
    page: &'d Page<'_>,
    deadlines: &'d [Deadline],
    at: usize,
) -> impl Iterator<Item = &'d Deadline> {
    let dated =
        move |d: &&Deadline| is_own(page, d) && d.to.is_some() && d.relation != Relation::Every;
    deadlines.iter().filter(dated).filter(move |d| page.reading.index(d.span.start) < at)
}

/// The last of `times` with those that stand in one list with it: 2025年、2030年和2035年.
fn listed<'d>(page: &Page<'_>, times: &[&'d Deadline]) -> Vec<&'d Deadline> {
    let mut list: Vec<&Deadline> = Vec::new();
    for &time in times.iter().rev() {
        if list.last().is_some_and(|next| !joined(page, time, next)) {
            break;
        }
        list.push(time);
    }
    list.reverse();
    list
}

/// Whether `next` follows `time` in a list of times.
fn joined(page: &Page<'_>, time: &Deadline, next: &Deadline) -> bool {
    let end = page.reading.index(time.span.end);
    let mark = matches!(page.reading.at(end), '、' | '和' | '与' | '及');
    mark && page.reading.index(next.span.start) == end + 1
}

/// `deadline` as the year of a number at `at`: stated in its own clause, else inherited from an earlier one.
fn of(page: &Page<'_>, deadline: &Deadline, at: usize) -> Due {
    let index = |byte: u32| page.reading.index(byte);
    let (start, end) = (index(deadline.span.start), index(deadline.span.end));
    let own = page.reading.clause(at);
    let opens = page.reading.at(end) == '，' && end + 1 == own.start;
    let stated = own.contains(&start) || opens;
    let basis = if stated { DeadlineBasis::Stated } else { DeadlineBasis::Inherited };
    Some((deadline.to?, basis))
}

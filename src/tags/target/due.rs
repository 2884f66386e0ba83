//! The year a target is due: the nearest time before it in its measure, or what the measure inherits.

use super::page::Page;
use crate::tags::{Deadline, DeadlineBasis, Relation};

/// A target's year and whose words it is.
pub(super) type Due = (Option<u16>, Option<DeadlineBasis>);

/// The year of a target whose number stands at `at`.
pub(super) fn due(page: &Page<'_>, deadlines: &[Deadline], at: usize) -> Due {
    if let Some(deadline) = before(page, deadlines, at).last() {
        return of(page, deadline, at);
    }
    let lent = deadlines.iter().find(|d| d.basis != DeadlineBasis::Stated && d.to.is_some());
    (lent.and_then(|d| d.to), lent.map(|d| d.basis))
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
    (listed.len() == count).then(|| listed.iter().map(|d| of(page, d, at)).collect())
}

/// How many times stand in the list of times nearest before `at`.
pub(super) fn count(page: &Page<'_>, deadlines: &[Deadline], at: usize) -> usize {
    listed(page, &before(page, deadlines, at).collect::<Vec<_>>()).len()
}

/// The stated times with a last year that begin before `at`.
fn before<'d>(
    page: &Page<'_>,
    deadlines: &'d [Deadline],
    at: usize,
) -> impl Iterator<Item = &'d Deadline> {
    let dated = |d: &&Deadline| {
        d.basis == DeadlineBasis::Stated && d.to.is_some() && d.relation != Relation::Every
    };
    deadlines.iter().filter(dated).filter(move |d| page.reading.index(d.span.start) < at)
}

/// The last of `times` with those that stand in one list with it: 2025年、2030年和2035年.
fn listed<'d>(page: &Page<'_>, times: &[&'d Deadline]) -> Vec<&'d Deadline> {
    let mut list: Vec<&Deadline> = Vec::new();
    for &time in times.iter().rev() {
        let end = page.reading.index(time.span.end);
        let joined = list.last().is_none_or(|next| page.reading.index(next.span.start) == end + 1);
        if !joined || !list.is_empty() && !matches!(page.reading.at(end), '、' | '和' | '与' | '及')
        {
            break;
        }
        list.push(time);
    }
    list.reverse();
    list
}

/// `deadline` as the year of a number at `at`: stated in its own clause, else inherited from an earlier one.
fn of(page: &Page<'_>, deadline: &Deadline, at: usize) -> Due {
    let (start, end) =
        (page.reading.index(deadline.span.start), page.reading.index(deadline.span.end));
    let own = page.reading.clause(at);
    let opens = page.reading.at(end) == '，' && end + 1 == own.start;
    let basis = if own.contains(&start) || opens {
        DeadlineBasis::Stated
    } else {
        DeadlineBasis::Inherited
    };
    (deadline.to, Some(basis))
}

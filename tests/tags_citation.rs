//! Citations: documents named by title, by number, or both.

use crate::tagged::{each_measure, plan};

#[test]
fn citations_of_small_plans() {
    crate::cases::check("citation", |input| {
        let plan = plan(input);
        each_measure(&plan, |at| {
            let said = |c: &gangyao::tags::Citation| {
                let title = c.title.as_deref().unwrap_or("-");
                let number = c.number.as_deref().unwrap_or("-");
                format!("{title} | {number} | {}", c.span.of(&plan.text).replace('\n', "⏎"))
            };
            plan.tags[at].citations.iter().map(said).collect::<Vec<_>>().join(" ； ")
        })
    });
}

#[test]
fn a_title_that_is_never_closed_is_none() {
    let plan = plan("一、任务\n（一）落实。落实《某规划要求，推进建设。\n");
    assert!(plan.tags.iter().all(|t| t.citations.is_empty()));
}

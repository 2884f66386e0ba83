//! Deadlines: the times that bound an action, and those that do not.

use gangyao::lexicon::Lexicon;
use gangyao::plan::Plan;
use gangyao::tags::Deadline;

use crate::tags_target::{jilin, name, plan};

/// 到2035年 | by –2035 | stated
fn line(plan: &Plan, deadline: &Deadline) -> String {
    let year = |year: Option<u16>| year.map(|y| y.to_string()).unwrap_or_default();
    let month = deadline.month.map(|m| format!(" month {m}")).unwrap_or_default();
    let words = deadline.span.of(&plan.text).trim();
    let (from, to) = (year(deadline.from), year(deadline.to));
    format!("{words} | {} {from}–{to}{month} | {}", name(deadline.relation), name(deadline.basis))
}

/// The number of each measure and its deadlines; — where no measure has one.
#[test]
fn deadlines_of_sentences() {
    let lexicon = Lexicon::shipped();
    crate::cases::check("deadline", |input| {
        let plan = plan(input, &lexicon);
        let of = |at: usize| {
            let deadlines = plan.tags[at].deadlines.iter();
            let lines =
                deadlines.map(|d| format!("{} | {}", plan.measures[at].number, line(&plan, d)));
            lines.collect::<Vec<_>>()
        };
        let lines: Vec<String> = (0..plan.measures.len()).flat_map(of).collect();
        if lines.is_empty() { "—".into() } else { lines.join("\n") }
    });
}

/// Every deadline of the plan is printed where its evidence says, and names the years it gives.
#[test]
fn evidence_names_the_years() {
    let plan = jilin();
    for tags in &plan.tags {
        for deadline in &tags.deadlines {
            let words = deadline.span.of(&plan.text);
            for year in deadline.from.into_iter().chain(deadline.to) {
                let printed = words.contains(&year.to_string());
                let counted = words.contains("五”") || words.contains("世纪中叶");
                assert!(printed || counted, "{year} in {words}");
            }
            assert!(deadline.rule.starts_with("deadline:"), "{}", deadline.rule);
        }
    }
}

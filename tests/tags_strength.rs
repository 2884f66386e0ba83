//! Strength: how binding a measure is, with the word that says so.

use gangyao::measures::Kind;

use crate::tagged::{JILIN, each_measure, plan};

#[test]
fn strength_of_small_plans() {
    crate::cases::check("strength", |input| {
        let plan = plan(input);
        each_measure(&plan, |at| {
            let strength = plan.tags[at].strength.as_ref();
            let words =
                |s: &gangyao::tags::Strength| s.span.map_or("", |w| w.of(&plan.text)).to_owned();
            strength.map_or("-".into(), |s| format!("{:?} {}", s.level, words(s)))
        })
    });
}

#[test]
fn every_action_has_a_strength_and_no_context_has() {
    let plan = plan(JILIN);
    for (measure, tags) in plan.measures.iter().zip(&plan.tags) {
        let expected = measure.kind != Kind::Context;
        assert_eq!(tags.strength.is_some(), expected, "{}", measure.span.of(&plan.text));
    }
}

#[test]
fn the_words_stand_in_the_measure() {
    let plan = plan(JILIN);
    for (measure, tags) in plan.measures.iter().zip(&plan.tags) {
        if let Some(span) = tags.strength.as_ref().and_then(|s| s.span) {
            assert!(measure.span.contains(span), "{}", span.of(&plan.text));
        }
    }
}

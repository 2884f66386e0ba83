//! Actors: who is named as acting, with what they are to do.

use crate::tagged::{JILIN, each_measure, plan};

#[test]
fn actors_of_small_plans() {
    crate::cases::check("actor", |input| {
        let plan = plan(input);
        each_measure(&plan, |at| {
            let words = |span: gangyao::ground::Span| span.of(&plan.text);
            let duty = |a: &gangyao::tags::Actor| a.duty.map_or("", words);
            let actors = plan.tags[at].actors.iter();
            actors.map(|a| format!("【{}】{}", words(a.span), duty(a))).collect()
        })
    });
}

#[test]
fn actors_stand_in_their_measure() {
    let plan = plan(JILIN);
    let mut count = 0;
    for (measure, tags) in plan.measures.iter().zip(&plan.tags) {
        for actor in &tags.actors {
            let inside = actor.duty.iter().chain([&actor.span]).all(|s| measure.span.contains(*s));
            assert!(inside && !actor.span.is_empty(), "{actor:?}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

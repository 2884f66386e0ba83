//! Places: what a sentence names, abbreviates, or uses as a brand.

use gangyao::lexicon::Lexicon;
use gangyao::tags::Place;

use crate::tagged::plan_with;

/// One line a place: its words, how they name it, its full name (— without an id), its kind.
///
/// The text is a plan of 吉林省, or of the division in its first line.
#[test]
fn what_is_named() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    crate::cases::check("place", |input| {
        let (region, text) = match input.trim_end().split_once('\n') {
            Some((region, text)) => (region, text),
            None => ("吉林省", input.trim_end()),
        };
        let text = format!("{region}生态环境保护规划\n\n一、主要任务\n推进工作。{text}\n");
        let plan = plan_with(&text, &lexicon);
        let line = |place: &Place| {
            let canonical = place.id.as_ref().and_then(|id| gazetteer.by_id(id));
            let canonical = canonical.map_or("—", |n| &gazetteer.place(n).name);
            let (words, kind) = (place.span.of(&plan.text), place.kind.name());
            format!("{words} {} {canonical} {kind}", place.relation.name())
        };
        let places = plan.tags.iter().flat_map(|tags| &tags.places);
        let lines: Vec<String> = places.map(line).collect();
        if lines.is_empty() { "—".to_owned() } else { lines.join("\n") }
    });
}

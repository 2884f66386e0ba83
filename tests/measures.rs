//! The measures room: where sentences end, what they say, and that their words are the source's.

use gangyao::lexicon::Lexicon;
use gangyao::measures::{self, Kind};
use gangyao::{outline, source};

const JILIN: &str = include_str!("../corpus/jilin-2024-2035.txt");

/// One line a measure: its address, its kind, its words.
#[test]
fn sentences_of_small_plans() {
    crate::cases::check("measures", |input| {
        let source = source::plain(input.to_owned());
        let lexicon = Lexicon::shipped();
        let outline = outline::read(&source, &lexicon);
        let measures = measures::read(&source.text, &outline, &lexicon);
        let line = |m: &measures::Measure| {
            let id = &outline.nodes[m.node as usize].id;
            format!("{id}#{} {} {}\n", m.number, m.kind.name(), m.span.of(&source.text))
        };
        measures.iter().map(line).collect()
    });
}

#[test]
fn numbers_count_from_one_in_every_node() {
    let source = source::plain(JILIN.to_owned());
    let lexicon = Lexicon::shipped();
    let outline = outline::read(&source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    for (at, node) in outline.nodes.iter().enumerate() {
        let own = measures.iter().filter(|m| m.node as usize == at);
        let numbers: Vec<u32> = own.map(|m| m.number).collect();
        assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "{}", node.id);
    }
}

/// What can be said of the whole plan without a list of all its sentences: those that open with a year are outcomes, and the
/// front is context.
#[test]
fn kinds_of_the_jilin_plan() {
    let source = source::plain(JILIN.to_owned());
    let lexicon = Lexicon::shipped();
    let outline = outline::read(&source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    for measure in &measures {
        let words = measure.span.of(&source.text);
        let id = &outline.nodes[measure.node as usize].id;
        if words.starts_with("到20") || id.starts_with("1.s") {
            assert_eq!(measure.kind, Kind::Outcome, "{id} {words}");
        } else if id.starts_with("0.") {
            assert_eq!(measure.kind, Kind::Context, "{id} {words}");
        } else if id.starts_with('Z') || id.starts_with("8.o") {
            assert_eq!(measure.kind, Kind::Action, "{id} {words}");
        }
    }
}

//! The form plans are kept in: all of a plan comes back, a card says what the whole plan says, and damage is seen.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use gangyao::answers::Spot;
use gangyao::corpus::read_alone;
use gangyao::index::records;
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Book, Card, Plan, bound, unbound};
use proptest::prelude::*;

static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| {
    let file = crate::program::top().join("corpus/jilin-2024-2035.txt");
    Arc::new(read_alone(&file, &Lexicon::shipped()).unwrap().remove(0))
});

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| bound(&PLAN).unwrap());

#[test]
fn a_plan_comes_back_whole() {
    let back = unbound(&BYTES).unwrap();
    assert_eq!((&back.id, &back.identity, &back.origin), (&PLAN.id, &PLAN.identity, &PLAN.origin));
    assert_eq!((&back.text, &back.measures), (&PLAN.text, &PLAN.measures));
    assert_eq!(back.outline.nodes, PLAN.outline.nodes);
    assert!(back.tags.iter().eq(&PLAN.tags) && back.node_tags.iter().eq(&PLAN.node_tags));
    assert_eq!((&back.links, &back.notes), (&PLAN.links, &PLAN.notes));
    assert_eq!(bound(&back).unwrap(), *BYTES, "the same plan gives the same bytes");
}

#[test]
fn a_card_says_what_the_plan_says() {
    let mut book = Book::open(Cursor::new(&*BYTES)).unwrap();
    let records = records(&PLAN);
    for (ordinal, record) in records.iter().enumerate() {
        let card = book.card(ordinal).unwrap();
        assert_eq!(card, Card::of_plan(&PLAN, record.node, record.measure));
        let plan = Arc::clone(&PLAN);
        let spot = Spot { plan, node: record.node, measure: record.measure };
        assert_eq!((card.address(), card.id()), (spot.address(), spot.id()));
        assert_eq!((card.kind(), card.label()), (spot.kind(), spot.label()));
        assert_eq!((card.trail(), card.node_id()), (spot.trail(), spot.node_id()));
        assert_eq!((card.span(), card.text()), (spot.span(), spot.text()));
        assert!(card.pieces().all(|piece| card.words(piece) == piece.of(&PLAN.text)));
    }
    assert!(book.card(records.len()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Whatever byte is another, and wherever the bytes end, nothing else is read than what was bound.
    #[test]
    fn damage_is_seen(at in any::<prop::sample::Index>(), bit in 0..8u8, is_cut in any::<bool>()) {
        let mut bytes = BYTES.clone();
        let at = at.index(bytes.len());
        match is_cut {
            true => bytes.truncate(at),
            false => bytes[at] ^= 1 << bit,
        }
        prop_assert!(unbound(&bytes).is_err());
        let record = records(&PLAN)[200];
        if let Ok(card) = Book::open(Cursor::new(bytes)).and_then(|mut book| book.card(200)) {
            prop_assert_eq!(card, Card::of_plan(&PLAN, record.node, record.measure));
        }
    }
}

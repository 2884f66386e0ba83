//! The form plans are kept in: all of a plan comes back, a card says what the whole plan says, and damage is seen.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use gangyao::answers::Spot;
use gangyao::corpus::{read_alone, read_bytes};
use gangyao::index::records;
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Addressed, Book, Card, Plan, bound, unbound};
use gangyao::source::Format;
use proptest::prelude::*;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| {
    let file = crate::program::top().join("corpus/jilin-2024-2035.txt");
    Arc::new(read_alone(&file, &LEXICON).unwrap().remove(0))
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

/// Holds every card in the book of `plan` against the plan.
fn check_cards(plan: &Arc<Plan>) {
    let bytes = bound(plan).unwrap();
    let mut book = Book::open(Cursor::new(&*bytes)).unwrap();
    let records = records(plan);
    for (ordinal, record) in records.iter().enumerate() {
        let card = book.card(ordinal).unwrap();
        assert_eq!(card, Card::of_plan(plan, record.node, record.measure));
        let spot = Spot { plan: Arc::clone(plan), node: record.node, measure: record.measure };
        assert_eq!((card.address(), card.id()), (spot.address(), spot.id()));
        assert_eq!((card.kind(), card.label()), (spot.kind(), spot.label()));
        assert_eq!((card.trail(), card.node_id()), (spot.trail(), spot.node_id()));
        assert_eq!((card.span(), card.text()), (spot.span(), spot.text()));
        assert!(card.pieces().all(|piece| card.words(piece) == piece.of(&plan.text)));
        let deadlines = card.tags.deadlines.iter().map(|deadline| deadline.span.of(&plan.text));
        assert!(card.times.iter().eq(deadlines));
    }
    assert!(book.card(records.len()).is_err());
}

#[test]
fn a_card_says_what_the_plan_says() {
    check_cards(&PLAN);
}

/// What plans are made of here: headings, text behind a box, several plans, and nothing but a title.
const LINES: [&str; 12] = [
    "某省生态规划（2021—2025年）",
    "一、总体要求",
    "二、重点任务",
    "（一）治理河流。到2025年，水质达到Ⅲ类。加强巡查；",
    "（二）保护湿地",
    "推进湿地修复。建设公园。",
    "专栏1 重点工程",
    "1．造林工程。完成造林100万亩。",
    "指标\t2025年\t属性\n森林覆盖率（%）\t46\t约束性",
    "附件1",
    "（责任单位：省水利厅）",
    "某市水利规划（2021—2025年）",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn so_do_the_cards_of_any_plan(lines in prop::collection::vec(0..LINES.len(), 1..60)) {
        let text: Vec<&str> = lines.into_iter().map(|at| LINES[at]).collect();
        let read = read_bytes("a", Format::Text, text.join("\n").as_bytes(), &LEXICON).unwrap();
        read.into_iter().for_each(|plan| check_cards(&Arc::new(plan)));
    }
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

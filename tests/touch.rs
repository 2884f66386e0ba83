//! Places: what touches them in the plan of the corpus, against what was written down by reading it; how names are read.

use std::sync::LazyLock;

use gangyao::answers::place::{LETTERS, PlaceAnswer, PlaceQuestion, Touch};
use gangyao::answers::related::Uncovered;
use gangyao::answers::{Archive, Filters, Renewal, Search};
use gangyao::ground::ErrorKind;
use gangyao::plan::Addressed;

use crate::index::{LEXICON, Texts, jilin, open};

/// A plan of the neighbour, which speaks of the same river and of a programme of the same name.
const NEIGHBOUR: &str = "黑龙江省水生态规划（2021—2025年）\n\n一、主要任务\n（一）修复\n保护江河。加强松花江、嫩江治理，推进扎龙湿地补水。\n\
                         建设河湖。实施魅力碧水建设工程，治理红星水库。\n二、工作目标\n1.战略定位。江河水质保持优良。\n";

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[("jilin", &jilin()), ("heilongjiang", NEIGHBOUR)]);
    // Kept open: the folder goes when the test program has ended.
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
});

fn place(name: &str) -> PlaceAnswer {
    place_in(name, &["jilin"])
}

fn place_in(name: &str, plans: &[&str]) -> PlaceAnswer {
    let plans = plans.iter().map(ToString::to_string).collect();
    let question = PlaceQuestion { name: name.to_owned(), plans, columns: false, exact: false };
    ARCHIVE.place(&question, &LEXICON).expect("a name")
}

/// Z2.2 abbreviation 引嫩入白.
fn line(touch: &Touch) -> String {
    let words: Vec<&str> = touch.evidence.iter().map(|e| e.words.as_str()).collect();
    let node = &touch.plan.outline.nodes[touch.node].id;
    format!("{node} {} {}", touch.relation.name(), words.join("、"))
}

/// A name and options; the places that are meant, what touches them, and where nothing does the names that look like it.
#[test]
fn what_touches_a_place() {
    crate::cases::check("touch", |input| {
        let name = input.split(" --").next().unwrap_or_default().trim();
        let question = PlaceQuestion {
            name: name.to_owned(),
            plans: vec!["jilin".to_owned()],
            columns: input.contains("--columns"),
            exact: input.contains("--exact"),
        };
        let answer = ARCHIVE.place(&question, &LEXICON).expect("a name");
        let meanings = answer.meanings.iter().map(|m| format!("{} {}", m.name, m.kind.name()));
        let mut lines: Vec<String> = meanings.chain(answer.touches.iter().map(line)).collect();
        if lines.is_empty() {
            lines.push(format!("near {}", answer.near.join("、")));
        }
        lines.join("\n")
    });
}

#[test]
fn what_is_forbidden_never_touches() {
    let forbidden = [
        ("白山", ["长白山", "白山松水"]),
        ("白山市", ["长白山", "白山松水"]),
        ("吉林市", ["吉林大米", "氢动吉林"]),
        ("嫩江", ["嫩江湾", "松嫩平原"]),
        ("松花江", ["头道松花江", "松花湖滑雪场"]),
        ("长春", ["长春现代化都市圈和", "长白山"]),
    ];
    for (name, words) in forbidden {
        let answer = place(name);
        let named = answer.touches.iter().flat_map(|t| &t.evidence).filter(|e| e.by.is_none());
        for evidence in named {
            assert!(!words.contains(&evidence.words.as_str()), "{name}: {evidence:?}");
        }
    }
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let ids = |name: &str| -> Vec<Option<String>> {
        place(name).meanings.into_iter().map(|m| m.id).collect()
    };
    for name in ["白城市", " 白城 ", "白城地区"] {
        assert_eq!(ids(name), ids("白城"), "{name}");
    }
    for (name, like) in [
        ("長春", "长春"),
        ("鎮賚縣", "镇赉"),
        ("延邊州", "延边"),
        ("鴨綠江", "鸭绿江"),
        ("广西自治区", "广西"),
    ] {
        assert_eq!(ids(name), ids(like), "{name}");
    }
}

#[test]
fn a_name_of_two_places_is_ambiguous_only_where_the_plans_do_not_decide() {
    for (name, ambiguous) in
        [("吉林", true), ("朝阳", true), ("白山", false), ("嫩江", false), ("黑龙江", false)]
    {
        assert_eq!(place(name).is_ambiguous(), ambiguous, "{name}");
    }
    let others = place("嫩江").others;
    assert_eq!(others.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["嫩江市"]);
}

#[test]
fn names_that_are_none_are_refused() {
    let long = "江".repeat(LETTERS + 1);
    let longer = "白".repeat(1000);
    for name in ["", "  ", "，。", long.as_str(), longer.as_str()] {
        let question = PlaceQuestion { name: name.to_owned(), ..PlaceQuestion::default() };
        let error = ARCHIVE.place(&question, &LEXICON).expect_err("no name");
        assert_eq!(error.kind(), ErrorKind::Usage, "{name}");
        assert!(error.hint().is_some());
    }
    let question = PlaceQuestion {
        name: "白城".to_owned(),
        plans: vec!["none".to_owned()],
        ..PlaceQuestion::default()
    };
    assert_eq!(ARCHIVE.place(&question, &LEXICON).expect_err("no plan").kind(), ErrorKind::Usage);
}

#[test]
fn each_plan_answers_for_itself() {
    let plans = |answer: &PlaceAnswer| -> Vec<String> {
        let mut plans: Vec<String> = answer.touches.iter().map(|t| t.plan.id.clone()).collect();
        plans.dedup();
        plans
    };
    assert_eq!(plans(&place_in("松花江", &[])), ["heilongjiang", "jilin"]);
    assert_eq!(plans(&place_in("松花江", &["jilin"])), ["jilin"]);
    assert_eq!(plans(&place_in("扎龙", &[])), ["heilongjiang"]);
    let unknown = place_in("红星水库", &[]);
    assert_eq!(unknown.meanings[0].id, None);
    assert_eq!(unknown.touches.iter().map(line).collect::<Vec<_>>(), ["1.1.2 named 红星水库"]);
}

/// The list of places says of each how often the tags name it, and of every place that a tag names.
#[test]
fn the_list_counts_what_the_tags_name() {
    let plan = ARCHIVE.plan("jilin").unwrap();
    let listed = ARCHIVE.places(&["jilin".to_owned()], &LEXICON).unwrap();
    let find =
        |name: &str| listed.iter().find(|p| p.name == name).unwrap_or_else(|| panic!("{name}"));
    let lake = find("查干湖");
    let naming =
        plan.tags.iter().filter(|tags| tags.places.iter().any(|place| place.id == lake.id));
    assert_eq!(lake.count, naming.count());
    assert_eq!((lake.brands, lake.within[0].as_str()), (0, "前郭尔罗斯蒙古族自治县"));
    assert!(find("长白山").brands > 0);
    for place in plan.tags.iter().flat_map(|tags| &tags.places) {
        assert!(listed.iter().any(|p| p.id == place.id || place.id.is_none()), "{place:?}");
    }
    let counts: Vec<usize> = listed.iter().map(|p| p.count + p.brands).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b));
}

/// As a filter a place lets through what touches it, and no more.
#[test]
fn a_search_is_narrowed_to_a_place() {
    let places = ARCHIVE.place_marks("白城", &LEXICON).unwrap();
    let filters = Filters { places, ..Filters::default() };
    let search = Search { filters, ..Search::of("湿地", 100) };
    let found = ARCHIVE.search(&search, &LEXICON).unwrap();
    let ids: Vec<String> = found.hits.iter().map(|hit| hit.card.id()).collect();
    assert_eq!(ids, ["Z2.2#3"]);
    let error = ARCHIVE.place_marks("白诚", &LEXICON).expect_err("no such place");
    assert!(error.hint().is_some_and(|hint| hint.contains("白城")), "{error}");
}

#[test]
fn what_goes_with_a_project() {
    let answer = ARCHIVE.related("jilin/Z2.2").unwrap();
    let here: Vec<String> =
        answer.here.iter().filter_map(|h| Some(h.other.as_ref()?.id())).collect();
    assert!(["3.2.1", "3.2.2"].iter().all(|id| here.iter().any(|h| h == id)), "{here:?}");
    let other: Vec<(String, String)> =
        answer.elsewhere.iter().map(|e| (e.spot.address(), e.evidence.clone())).collect();
    assert!(
        other.contains(&("heilongjiang/1.1.2#1".to_owned(), "魅力碧水建设工程".to_owned())),
        "{other:?}"
    );
    assert!(answer.elsewhere.iter().all(|e| e.spot.plan.id != "jilin"));
}

/// 战略定位 stands in both plans; as an aim it names no programme.
#[test]
fn what_every_plan_has_goes_with_nothing() {
    for address in ["heilongjiang/2.1", "heilongjiang/1"] {
        let answer = ARCHIVE.related(address).unwrap();
        let other: Vec<String> = answer.elsewhere.iter().map(|e| e.spot.address()).collect();
        assert!(other.is_empty(), "{address}: {other:?}");
    }
}

/// Every link of a node is shown at both of its ends.
#[test]
fn links_are_shown_both_ways() {
    let plan = ARCHIVE.plan("jilin").unwrap();
    for link in plan.links.iter().filter(|link| plan.outline.find(&link.to).is_some()) {
        for end in [&link.from, &link.to] {
            let spot = ARCHIVE.locate(&format!("jilin/{end}")).unwrap();
            assert!(spot.links().any(|l| l == link), "{end}: {link:?}");
        }
    }
}

#[test]
fn what_stands_alone() {
    let plan = ARCHIVE.plan("jilin").unwrap();
    let alone = Uncovered::of(&plan).expect("it has projects");
    let ids = |nodes: &[usize]| -> Vec<&str> {
        nodes.iter().map(|&at| plan.outline.nodes[at].id.as_str()).collect()
    };
    let (tasks, projects) = (ids(&alone.tasks), ids(&alone.projects));
    assert!(tasks.contains(&"2.1.2") && !tasks.contains(&"3.2.1"), "{tasks:?}");
    assert!(!projects.contains(&"Z2.2"), "{projects:?}");
    assert_eq!(Uncovered::of(&ARCHIVE.plan("heilongjiang").unwrap()), None);
}

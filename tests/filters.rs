//! Filters and counts: each lets through just what the tags of the plan say, whatever the index is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use gangyao::answers::{Archive, Filters, Renewal, Search};
use gangyao::ground::ErrorKind;
use gangyao::index::{Key, Mark};
use gangyao::plan::{Addressed, Plan};
use gangyao::tags::{DepartmentBasis, Tags};
use serde_json::Value;

use crate::index::{LEXICON, Texts, jilin, open};
use crate::program::{home, run, stdout};

/// A plan whose brackets name who is responsible.
const CITY: &str = "某市湿地保护规划（2021—2025年）\n\n一、总体要求\n到2025年，湿地保护率达到50%，湿地书屋覆盖率达到90%。\n二、重点任务\n（一）修复湿地\n\
                    加快修复退化湿地，建成3处湿地公园。（牵头单位：市林草局；配合单位：市水利局）\n鼓励企业参与湿地碳汇项目开发，探索建立碳汇交易机制。（市生态环境局负责）\n";

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[("jilin", &jilin()), ("city", CITY)]);
    // Kept open: the folder goes when the test program has ended.
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
});

fn plans() -> Vec<std::sync::Arc<Plan>> {
    ["city", "jilin"].map(|id| ARCHIVE.plan(id).expect("it is there")).to_vec()
}

fn search(query: &str, filters: Filters) -> Search {
    Search { filters, facets: true, ..Search::of(query, usize::MAX) }
}

/// The addresses of the measures that answer.
#[track_caller]
fn answers(query: &str, filters: Filters) -> BTreeSet<String> {
    let answer = ARCHIVE.search(&search(query, filters), &LEXICON).unwrap();
    let measures = answer.hits.iter().filter(|hit| hit.card.measure.is_some());
    measures.map(|hit| hit.card.address()).collect()
}

/// The addresses of the measures whose tags pass `test`.
fn tagged(test: impl Fn(&Tags) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for plan in plans() {
        let measures = (0..plan.measures.len()).filter(|&at| test(&plan.tags[at]));
        found.extend(measures.map(|at| format!("{}/{}", plan.id, plan.measure_id(at))));
    }
    found
}

fn list(value: &str) -> Vec<String> {
    vec![value.to_owned()]
}

fn years(tags: &Tags) -> impl Iterator<Item = u16> {
    let deadlines = tags.deadlines.iter().filter_map(|d| d.to);
    deadlines.chain(tags.targets.iter().filter_map(|t| t.deadline))
}

#[test]
fn a_filter_lets_through_what_is_tagged_so() {
    let water = tagged(|t| t.domains.iter().any(|d| &*d.id == "water"));
    assert!(!water.is_empty());
    for name in ["water", "水环境"] {
        assert_eq!(answers("", Filters { domains: list(name), ..Filters::default() }), water);
        assert_eq!(answers(&format!("domain:{name}"), Filters::default()), water);
    }
    let aims = tagged(|t| !t.targets.is_empty());
    assert_eq!(answers("", Filters { has_target: true, ..Filters::default() }), aims);
    let firm = tagged(|t| t.strength.as_ref().is_some_and(|s| s.level.name() == "mandatory"));
    assert!(!firm.is_empty());
    for word in ["约束", "必须", "严格", "坚决"] {
        assert_eq!(answers("", Filters { strengths: list(word), ..Filters::default() }), firm);
    }
    let air = tagged(|t| t.targets.iter().any(|t| t.indicator_id.as_deref() == Some("pm25")));
    assert!(!air.is_empty());
    for name in ["pm25", "PM2.5浓度", "全省细颗粒物浓度"] {
        assert_eq!(answers("", Filters { indicators: list(name), ..Filters::default() }), air);
    }
}

#[test]
fn years_are_those_something_is_due_in() {
    for (from, by) in
        [(None, Some(2027)), (Some(2030), None), (Some(2026), Some(2030)), (Some(2031), Some(2034))]
    {
        let fits = |year| from.is_none_or(|f| f <= year) && by.is_none_or(|b| year <= b);
        let due = tagged(|tags| years(tags).any(fits));
        assert_eq!(
            answers("", Filters { from_year: from, by_year: by, ..Filters::default() }),
            due
        );
        let typed = [("from-year", from), ("by-year", by)];
        let typed = typed.iter().filter_map(|(key, year)| year.map(|y| format!("{key}:{y}")));
        let typed: Vec<String> = typed.collect();
        assert_eq!(answers(&typed.join(" "), Filters::default()), due);
    }
}

#[test]
fn departments_stated_and_inferred_are_never_mixed_up() {
    let forests = answers("", Filters { stated: list("林草局"), ..Filters::default() });
    assert_eq!(forests, BTreeSet::from(["city/2.1.x1#1".to_owned()]));
    for name in ["林草局", "市林草局", "省林草局"] {
        let any = answers("", Filters { departments: list(name), ..Filters::default() });
        assert!(any.is_superset(&forests) && any.len() > forests.len(), "{name}: {any:?}");
    }
    let guessed = tagged(|t| t.departments.iter().all(|d| d.basis == DepartmentBasis::Inferred));
    for name in ["林草局", "水利局", "生态环境局"] {
        let stated = answers("", Filters { stated: list(name), ..Filters::default() });
        assert!(!stated.is_empty() && stated.is_disjoint(&guessed), "{name}");
    }
}

/// The jilin plan names no body, the city's does.
#[test]
fn where_a_body_is_named_stands_before_where_it_is_guessed() {
    for query in ["", "湿地"] {
        let filters = Filters { departments: list("林草局"), ..Filters::default() };
        let hits = ARCHIVE.search(&search(query, filters), &LEXICON).unwrap().hits;
        let named = |departments: &[gangyao::tags::Department]| {
            let stated = |d: &&gangyao::tags::Department| d.basis == DepartmentBasis::Stated;
            departments.iter().filter(stated).any(|d| d.name.ends_with("林草局"))
        };
        let named: Vec<bool> = hits.iter().map(|hit| named(&hit.card.tags.departments)).collect();
        assert!(named.is_sorted_by(|a, b| a >= b) && named[0], "{query} {named:?}");
    }
}

#[test]
fn a_body_is_found_by_each_of_its_names() {
    let by = |name: &str| answers("", Filters { departments: list(name), ..Filters::default() });
    assert!(!by("林草局").is_empty());
    assert_eq!(by("市林业和草原局"), by("林草局"));
    let unknown = Filters { departments: list("住建局"), ..Filters::default() };
    assert!(
        ARCHIVE.search(&search("", unknown), &LEXICON).is_err_and(|e| e.kind() == ErrorKind::Usage)
    );
}

#[test]
fn filters_narrow_each_other_and_the_words() {
    let both = Filters { domains: list("water"), has_target: true, ..Filters::default() };
    let found = answers("水体", both);
    let tagged = tagged(|t| t.domains.iter().any(|d| &*d.id == "water") && !t.targets.is_empty());
    let words = answers("水体", Filters::default());
    assert_eq!(found, tagged.intersection(&words).cloned().collect());
    assert!(!found.is_empty());
}

/// Counted by hand over the hits themselves.
#[test]
fn facets_count_all_hits() {
    for (query, filters) in [
        ("", Filters { has_target: true, ..Filters::default() }),
        ("湿地", Filters::default()),
        ("kind:task", Filters::default()),
        ("domain:water 水体 -城市", Filters::default()),
    ] {
        let paged = Search { limit: 3, ..search(query, filters.clone()) };
        let mut facets =
            ARCHIVE.search(&paged, &LEXICON).unwrap().facets.expect("they were asked for");
        facets.plans.sort();
        let mut marks = BTreeMap::<Mark, usize>::new();
        let mut plans = BTreeMap::<String, usize>::new();
        for hit in ARCHIVE.search(&search(query, filters), &LEXICON).unwrap().hits {
            *plans.entry(hit.card.plan.clone()).or_default() += 1;
            let mut own = BTreeSet::from([Mark::new(Key::Kind, hit.card.kind())]);
            let tags = &hit.card.tags;
            own.extend(tags.domains.iter().map(|d| Mark::new(Key::Domain, &*d.id)));
            own.extend(years(tags).map(|y| Mark::new(Key::Year, y.to_string())));
            own.extend(tags.strength.iter().map(|s| Mark::new(Key::Strength, s.level.name())));
            own.extend(tags.departments.iter().map(|d| match d.basis {
                DepartmentBasis::Stated => Mark::new(Key::Stated, d.name.trim_start_matches('市')),
                _ => Mark::new(Key::Inferred, &*d.name),
            }));
            own.into_iter().for_each(|mark| *marks.entry(mark).or_default() += 1);
        }
        assert!(!marks.is_empty());
        let marks: Vec<_> = marks.into_iter().map(|(mark, n)| (Arc::new(mark), n)).collect();
        let plans: Vec<_> = plans.into_iter().map(|(id, n)| (Arc::from(id), n)).collect();
        assert_eq!((facets.marks, facets.plans), (marks, plans), "{query}");
    }
}

#[test]
fn a_selection_is_what_a_search_finds() {
    let filters = Filters { domains: list("wetland"), ..Filters::default() };
    assert!(ARCHIVE.select(&filters).is_err_and(|e| e.kind() == ErrorKind::Usage));
    let filters = Filters {
        has_target: true,
        from_year: Some(2025),
        by_year: Some(2025),
        ..Filters::default()
    };
    let excerpts = ARCHIVE.select(&filters).unwrap();
    let chosen: BTreeSet<String> = excerpts
        .iter()
        .flat_map(|e| {
            e.measures.iter().map(|&at| format!("{}/{}", e.plan.id, e.plan.measure_id(at)))
        })
        .collect();
    assert_eq!(chosen, answers("", filters));
    let ids: Vec<&str> = excerpts.iter().map(|e| e.plan.id.as_str()).collect();
    assert!(ids.contains(&"city") && ids.is_sorted(), "{ids:?}");
}

#[test]
fn what_there_is_not_is_said_with_what_looks_like_it() {
    for (wrong, like) in [
        (Filters { domains: list("水环保"), ..Filters::default() }, "water（水环境）"),
        (Filters { departments: list("林草厅"), ..Filters::default() }, "林草局"),
        (Filters { stated: list("林草厅"), ..Filters::default() }, "林草局"),
        (Filters { strengths: list("strong"), ..Filters::default() }, "mandatory（约束）"),
        (Filters { indicators: list("湿地书屋普及率"), ..Filters::default() }, "湿地书屋覆盖率"),
        (Filters { indicators: list("湿地保有率"), ..Filters::default() }, "湿地保护率"),
    ] {
        let error = ARCHIVE.select(&wrong).expect_err("there is no such value");
        assert_eq!(error.kind(), ErrorKind::Usage, "{wrong:?}");
        assert!(error.hint().is_some_and(|hint| hint.contains(like)), "{:?}", error.hint());
    }
    // A value that there can be finds nothing where nothing is tagged so.
    let never = Filters { from_year: Some(2150), ..Filters::default() };
    assert!(ARCHIVE.select(&never).unwrap().is_empty());
}

/// What `export` prints with `args`, as JSON a line.
fn exported(args: &[&str]) -> Vec<Value> {
    let output = run(home(), &[&["export", "--format", "jsonl"], args].concat());
    stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_export_is_narrowed_in_every_form() {
    let is_noise =
        |row: &&Value| row["domains"].as_array().unwrap().iter().any(|d| d["id"] == "noise");
    let all = exported(&[]);
    let noise: Vec<&Value> = all.iter().filter(is_noise).collect();
    assert!(!noise.is_empty() && noise.len() < all.len());
    let narrowed = exported(&["--domain", "噪声"]);
    assert_eq!(narrowed.iter().collect::<Vec<_>>(), noise);
    let json = run(home(), &["export", "--domain", "noise", "--format", "json"]);
    let json: Value = serde_json::from_str(&stdout(&json)).unwrap();
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(json["plans"][0]["measures"].as_array().unwrap()), ids(&narrowed));
    for what in ["measures", "targets", "projects"] {
        let whole = exported(&["--what", what]);
        let due = exported(&["--what", what, "--domain", "水环境"]);
        assert!(!due.is_empty() && due.len() < whole.len(), "{what}");
    }
    let nothing = run(home(), &["export", "--from-year", "2150", "--format", "json"]);
    assert_eq!(
        (nothing.status.code(), stdout(&nothing).contains("\"plans\": []")),
        (Some(1), true)
    );
}

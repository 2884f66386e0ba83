//! Search: the query language, what is found for it in the plan of the corpus, and in what order.

use std::fmt::Write as _;
use std::sync::LazyLock;

use gangyao::answers::query::{self, Vocabulary};
use gangyao::answers::{Archive, Filters, Hit, Renewal, Search, SearchAnswer, Widened};
use gangyao::ground::ErrorKind;
use gangyao::index::{Ask, Filter, Record};
use gangyao::plan::{Addressed, Plan};

use crate::cases;
use crate::index::{Changed, LEXICON, Texts, files, jilin, open, two_plans};

/// The plan of the corpus, indexed once for all tests.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[("jilin", &jilin())]);
    // Kept open: the folder goes when the test program has ended.
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
});

/// Small plans, for questions that name one of them.
static SHELF: LazyLock<Archive> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[
        (
            "应急",
            "某市“十五五”应急体系规划\n\n一、总体要求\n到2030年，专业救援队伍达到20支。\n\n二、重点任务\n建设物资储备库并按时组织应急演练。\n",
        ),
        (
            "装备",
            "某市促进海洋装备发展打造制造业高地行动计划（2026—2028年）\n\n一、总体要求\n到2028年，产业规模达到50亿元。\n\n二、重点任务\n建设配套码头并培养一批技能人才。\n",
        ),
        (
            "水网",
            "某市水网建设规划（2026—2030年）\n\n一、总体要求\n到2030年，供水保证率达到95%。水网抢修和救援队伍达到3支。\n\n二、重点任务\n按照应急体系规划建设物资储备库和配套码头。\n",
        ),
        (
            "大同",
            "大同市工业发展规划（2026—2030年）\n\n一、总体要求\n到2030年，研发投入强度达到3%。\n\n二、重点任务\n与朔州市共建配套车间。\n",
        ),
        (
            "朔州",
            "朔州市工业振兴规划（2026—2030年）\n\n一、总体要求\n到2030年，研发投入强度达到2%，各项举措按时见效。\n\n二、重点任务\n\n（一）整治厂房\n\n1.改造厂房。改造开发区厂房，关停平鲁区小窑。（责任单位：市工业和信息化局）\n\n2.培训工人。在怀仁市开办夜校。\n",
        ),
        (
            "山西",
            "山西省工业强省规划（2026—2030年）\n\n一、总体要求\n到2030年，新增产能100万吨。\n\n二、重点任务\n支持琉璃作坊。举办琉璃展会。\n\n三、保障措施\n会同吕梁和朔州设立原料储备库。\n",
        ),
        (
            "节能",
            "黄山市节能规划（2021—2025年）\n\n黄政办〔2021〕8号\n\n一、总体要求\n到2025年，单位GDP能耗下降14%。\n\n二、重点任务\n\n（一）绿色用能\n\n1.用好屋顶。推动整县屋顶光伏试点，分批推进。\n\n2.种养循环。鼓励种养结合。推广种养结合技术。整县推进粪污还田。优良水质比例按月公布。\n\n3.铺设管线。供热管线覆盖主城。新建供热管线300公里。近岸海域水质优良比例保持稳定。\n\n4.看护山林。屯溪区守护自然风貌。勘定水源保护区边界。\n\n5.弘扬文化。巡护国家级自然保护区。缅怀仁人。\n\n三、保障措施\n建立台账并分解2025年目标。\n",
        ),
    ]);
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
});

fn search(query: &str) -> gangyao::ground::Result<SearchAnswer> {
    ARCHIVE.search(&Search::of(query, 1000), &LEXICON)
}

/// The answer to `query`, which is one, with few hits and all counts.
pub fn jilin_search(query: &str) -> SearchAnswer {
    let search = Search { facets: true, ..Search::of(query, 3) };
    ARCHIVE.search(&search, &LEXICON).expect("a query")
}

/// What `ask` asks, in the form of the cases.
fn shown(ask: &Ask) -> String {
    let list = |parts: &[Ask]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
    match ask {
        Ask::Leaf(leaf) => leaf.forms.join("|"),
        Ask::Filter(Filter::Plan(id)) => format!("plan:{id}"),
        Ask::Filter(Filter::Mark(mark)) => format!("{}:{}", mark.key.name(), mark.value),
        Ask::Filter(Filter::Marks(marks)) => {
            let names: Vec<&str> = marks.iter().map(|mark| &*mark.value).collect();
            format!("{}:{}", marks[0].key.name(), names.join("|"))
        }
        Ask::Filter(Filter::Due(from, to)) => format!("due:{from}–{to}"),
        Ask::Filter(Filter::Under(address)) => format!("under:{address}"),
        Ask::Filter(Filter::At(address)) => format!("at:{address}"),
        Ask::All(parts) => format!("all({})", list(parts)),
        Ask::Any(parts) => format!("any({})", list(parts)),
        Ask::Not(part) => format!("not({})", shown(part)),
    }
}

/// Each line of a case is a query of its own.
#[test]
fn queries_are_read_as_written() {
    let vocabulary = Vocabulary::of(&LEXICON);
    cases::check("query", |input| {
        let mut out = String::new();
        for line in input.lines() {
            match query::read(line, &vocabulary) {
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Usage);
                    let _ = writeln!(out, "× {error}");
                }
                Ok(query) => {
                    let _ = writeln!(out, "{}", shown(&query.ask));
                    for note in &query.notes {
                        let _ = writeln!(out, "  # {note}");
                    }
                }
            }
        }
        out
    });
}

/// A case is a query and lines that say what must hold of its answer:
///
/// ```text
/// total N            so many hits
/// find A B …         these are among them
/// not A B …          these are not
/// first A            this is the first
/// order A B …        these are among them, in this order
/// mark A words …     in this one, just these words are marked
/// looser words …     as it stands the query finds nothing, and this one is answered
/// try words …        nothing is answered, and this is offered
/// without words …    these of the query do not count in the looser one
/// apart words …      beside what is found stands what these find apart from each other
/// more A B …         these are among that
/// ```
///
/// What is expected is `holds`, or what was found in place of what must.
#[test]
fn what_must_be_found_is_found() {
    cases::check("search", |input| found(&ARCHIVE, input));
    cases::check("search-several", |input| found(&SHELF, input));
}

fn found(archive: &Archive, input: &str) -> String {
    let mut lines = input.lines();
    let answer = match archive.search(&Search::of(lines.next().unwrap_or_default(), 1000), &LEXICON)
    {
        Ok(answer) => answer,
        Err(error) => return format!("× {error}"),
    };
    let wrong: Vec<String> =
        lines.filter(|line| !holds(&answer, line)).map(|line| failed(&answer, line)).collect();
    if wrong.is_empty() { "holds".to_owned() } else { wrong.join("\n") }
}

fn holds(answer: &SearchAnswer, line: &str) -> bool {
    let mut words = line.split_whitespace();
    let claim = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let is_at = |hit: &Hit, id: &str| hit.card.id() == id || hit.card.address() == id;
    let place = |id: &str| answer.hits.iter().position(|hit| is_at(hit, id));
    match claim {
        "total" => words == [answer.total.to_string()] && answer.total == answer.hits.len(),
        "find" => words.iter().all(|id| place(id).is_some()),
        "not" => words.iter().all(|id| place(id).is_none()),
        "first" => words.iter().all(|id| place(id) == Some(0)),
        "order" => {
            let places: Vec<_> = words.iter().map(|id| place(id)).collect();
            places.iter().all(Option::is_some) && places.is_sorted()
        }
        "looser" => {
            let hint = answer.hint.clone().unwrap_or_default();
            hint.looser == Some((words.join(" "), answer.total)) && hint.near.is_empty()
        }
        "try" => {
            let offered = answer.hint.as_ref().and_then(|hint| hint.looser.as_ref());
            answer.hits.is_empty() && offered.is_some_and(|(query, _)| *query == words.join(" "))
        }
        "without" => answer.hint.clone().unwrap_or_default().without == words,
        "apart" => answer.apart.as_ref().map_or("", |apart| &apart.query) == words.join(" "),
        "more" => words.iter().all(|id| {
            let hits = answer.apart.iter().flat_map(|apart| &apart.hits);
            hits.into_iter().any(|hit| is_at(hit, id)) && place(id).is_none()
        }),
        "mark" => marked(answer, words[0]) == words[1..],
        _ => panic!("no such claim: {line}"),
    }
}

fn marked(answer: &SearchAnswer, id: &str) -> Vec<String> {
    let Some(hit) = answer.hits.iter().find(|hit| hit.card.id() == id) else { return Vec::new() };
    let text: Vec<char> = hit.card.text().chars().collect();
    let word = |&(from, to): &(u32, u32)| text[from as usize..to as usize].iter().collect();
    hit.highlights.iter().map(word).collect()
}

fn failed(answer: &SearchAnswer, line: &str) -> String {
    let ids: Vec<String> = answer.hits.iter().take(12).map(|hit| hit.card.address()).collect();
    let marks = line.strip_prefix("mark ").and_then(|rest| rest.split_whitespace().next());
    let marks = marks.map(|id| marked(answer, id).join(" ")).unwrap_or_default();
    let looser = answer.hint.as_ref().and_then(|hint| hint.looser.as_ref());
    let looser = looser.map(|(words, _)| format!("for {words}")).unwrap_or_default();
    let apart = answer.apart.iter().map(|apart| {
        let ids: Vec<String> = apart.hits.iter().take(12).map(|hit| hit.card.id()).collect();
        format!("apart {}: {}", apart.query, ids.join(" "))
    });
    let (total, apart) = (answer.total, apart.collect::<String>());
    format!("does not hold: {line}\n  {total} hits {looser}: {} {marks} {apart}", ids.join(" "))
}

#[test]
fn what_finds_nothing_gets_a_hint() {
    let hint = |query: &str| {
        let answer = search(query).unwrap();
        assert_eq!((answer.total, answer.hits.len()), (0, 0), "{query}");
        answer.hint
    };
    // 查干湖 is in the plan, one letter away.
    let (looser, near) = hint("查干胡").map(|hint| (hint.looser.unwrap(), hint.near)).unwrap();
    assert_eq!((looser.0.as_str(), near), ("查干", vec!["查干湖".to_owned()]));
    // It is so beside another word, and where the word asks besides.
    for query in ["查干胡 修复", "查干胡怎么修复", "查干胡在哪里？"] {
        assert_eq!(hint(query).unwrap().near, ["查干湖"], "{query}");
    }
    // 拉林河 is in the plan, but a place that is called so is not mistyped.
    assert_eq!(hint("拉萨河").unwrap_or_default().near, [""; 0]);
    // The plan names no such year, and no part of a number is one.
    assert_eq!(hint("2099年"), None);
    assert_eq!(hint("under:Z2 查干湖 -查干湖").unwrap_or_default().near, [""; 0]);
    // What finds something gets none.
    assert_eq!(search("查干湖").unwrap().hint, None);
}

#[test]
fn a_looser_query_is_answered_where_one_finds_nothing() {
    let answered = |query: &str| {
        let answer = search(query).unwrap();
        let hint = answer.hint.unwrap();
        let (looser, found) = hint.looser.unwrap();
        assert_eq!((found, hint.near), (answer.total, Vec::new()), "{query}");
        let ids = |hits: &[Hit]| hits.iter().map(|hit| hit.card.id()).collect::<Vec<_>>();
        if hint.widened.is_empty() {
            // It is what would be found if it were typed.
            let typed = search(&looser).unwrap();
            assert_eq!((typed.total, ids(&typed.hits)), (found, ids(&answer.hits)), "{looser}");
        }
        (looser, hint.widened)
    };
    // No hit for all three; leaving out the one that is nowhere finds what the other two find.
    assert_eq!(answered("查干湖 修复 高铁").0, "查干湖 修复");
    // Written together they stand nowhere, apart they do.
    assert!(answered("查干湖修复治理").0.contains("查干湖"));
    let widened = |query: &str| answered(query).1;
    assert_eq!(widened("碳达峰 2030年底"), [("2030年底".to_owned(), Widened::Year)]);
    assert_eq!(widened("吉林省 甲烷"), [("吉林省".to_owned(), Widened::Region)]);
}

#[test]
fn a_looser_query_is_answered_page_by_page_and_counted() {
    let facets = Search { facets: true, ..Search::of("哪些任务涉及湿地？", 2) };
    let answer = ARCHIVE.search(&Search { offset: 1, ..facets.clone() }, &LEXICON).unwrap();
    let typed = ARCHIVE.search(&Search { query: "湿地".into(), ..facets }, &LEXICON).unwrap();
    assert_eq!((answer.total, answer.facets), (typed.total, typed.facets));
    assert_eq!((answer.hits.len(), answer.hits[0].card.id()), (2, typed.hits[1].card.id()));
    // Filters from outside narrow it too.
    let narrow = Filters { under: vec!["Z2".to_owned()], ..Filters::default() };
    let answer = Search { filters: narrow, ..Search::of("查干湖怎么治理", 10) };
    assert_eq!(ARCHIVE.search(&answer, &LEXICON).unwrap().total, 1);
}

#[test]
fn filters_from_outside_are_those_of_the_query() {
    let outside = |filters: Filters, query: &str| {
        let search = Search { filters, ..Search::of(query, 1000) };
        ARCHIVE
            .search(&search, &LEXICON)
            .map(|answer| answer.hits.iter().map(|h| h.card.id()).collect::<Vec<_>>())
    };
    let inside =
        |query: &str| search(query).unwrap().hits.iter().map(|h| h.card.id()).collect::<Vec<_>>();
    let list = |value: &str| vec![value.to_owned()];
    let column = Filters { columns: list("2"), ..Filters::default() };
    assert_eq!(outside(column.clone(), "治理").unwrap(), inside("column:2 治理"));
    assert!(outside(column.clone(), "").unwrap().len() > outside(column, "治理").unwrap().len());
    let kinds = Filters { kinds: vec!["outcome".into(), "任务".into()], ..Filters::default() };
    assert_eq!(outside(kinds, "湿地").unwrap(), inside("湿地 (kind:outcome OR kind:task)"));
    for wrong in [
        Filters { plans: list("nowhere"), ..Filters::default() },
        Filters { kinds: list("nonsense"), ..Filters::default() },
        Filters { columns: list("77"), ..Filters::default() },
        Filters { under: list("9.9.9"), ..Filters::default() },
    ] {
        let error = outside(wrong.clone(), "湿地").expect_err("no such value");
        assert_eq!(error.kind(), ErrorKind::Usage, "{wrong:?}");
        assert!(error.hint().is_some(), "{wrong:?}");
    }
}

#[test]
fn below_an_address_is_all_that_it_holds() {
    let plan = ARCHIVE.plan("jilin").unwrap();
    let records = gangyao::index::records(&plan);
    let below = |top: &str| {
        let holds = |record: &&Record| {
            let own = record.measure.map(|at| plan.measure_id(at));
            let mut path = plan.outline.ancestors(record.node);
            path.push(record.node);
            own.as_deref() == Some(top) || path.iter().any(|&n| plan.outline.nodes[n].id == top)
        };
        records.iter().filter(holds).count()
    };
    let nodes = plan.outline.nodes.iter().map(|node| node.id.clone());
    let measures = (0..plan.measures.len()).map(|at| plan.measure_id(at));
    for top in nodes.chain(measures) {
        assert_eq!(search(&format!("under:{top}")).unwrap().total, below(&top), "{top}");
    }
    // With a word the filter is asked where the word stands, not from the first document on.
    let found = search("under:2 湿地").unwrap().hits;
    let all = search("湿地").unwrap().hits;
    let within = all.iter().filter(|hit| hit.card.node_id().starts_with("2."));
    assert!(!found.is_empty() && found.iter().map(|h| h.card.id()).eq(within.map(|h| h.card.id())));
}

#[test]
fn what_no_address_is_names_nothing() {
    for wrong in ["=Z2.2#1", "=Z2", ">2", ">2.1#1", "=", ">", "2.", "#1"] {
        let error = search(&format!("under:{wrong}")).expect_err(wrong);
        assert_eq!(error.kind(), ErrorKind::Usage, "{wrong}");
    }
}

#[test]
fn an_address_names_one_spot() {
    let spot = ARCHIVE.locate("Z2.2#3").unwrap();
    assert!(spot.text().contains("查干湖"));
    assert_eq!((spot.address().as_str(), spot.node_id()), ("jilin/Z2.2#3", "Z2.2"));
    let task = ARCHIVE.locate("jilin/2.1.1").unwrap();
    assert_eq!((task.kind(), task.label()), ("task", "任务"));
    assert!(task.text().starts_with("强化空间布局引领。"));
    for wrong in ["Z99", "jilin/Z99", "nowhere/2.1", "", "/", "2.1.1#0"] {
        let error = ARCHIVE.locate(wrong).expect_err(wrong);
        assert_eq!((error.kind(), error.hint().is_some()), (ErrorKind::Usage, true), "{wrong}");
    }
    let folder = tempfile::tempdir().unwrap();
    let texts = Texts::of(&[("a", "一、水\n保护水。"), ("b", "一、土\n保护土。")]);
    let archive = open(folder.path(), &texts, Renewal::IfStale).unwrap();
    let error = archive.locate("1").expect_err("two plans have it");
    assert_eq!((error.kind(), error.hint()), (ErrorKind::Usage, Some("请写全地址：a/1、b/1")));
    assert_eq!(archive.locate("b/1").unwrap().plan.id, "b");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever is typed, there is an answer or an error for the user, and highlights lie within the text.
    #[test]
    fn nothing_typed_is_a_panic(query in "[查干湖水碳a5. 　\"“”()（）:：OR\\-＊%]{0,40}") {
        assert_marked_within(search(&query));
    }

    /// So it is for names of plans, kinds and years, joined in any way.
    #[test]
    fn no_question_is_a_panic(
        query in "((某市)|(应急体系)|(规划)|(海洋装备)|(行动计划)|(里的)|的|和|中| |，|(2028年)|(目标)|(主要)|(救援)|(队伍)|(码头)|哪){0,9}"
    ) {
        assert_marked_within(SHELF.search(&Search::of(&query, 10), &LEXICON));
    }
}

fn assert_marked_within(answer: gangyao::ground::Result<SearchAnswer>) {
    for hit in answer.into_iter().flat_map(|answer| answer.hits) {
        let len = hit.card.text().chars().count() as u32;
        assert!(hit.highlights.iter().all(|&(from, to)| from < to && to <= len));
        assert!(hit.highlights.is_sorted_by(|a, b| a.1 < b.0));
    }
}

/// Two plans of which the second has sections that are no more than a heading and a paragraph.
fn small_plans() -> Archive {
    let report = "2026年祁连县政府工作报告\n一、2025年工作回顾\n全县经济平稳运行。\n二、2026年工作安排\n\
                  新建公厕20座，改造管网30公里。\n";
    let pipes = "某市供水规划\n一、总体要求\n坚持节水优先。\n二、主要任务\n（一）管网漏损治理\n\
                 开展管网漏损治理，更新老旧管网。\n（二）水厂改造\n到2027年，改造水厂3座。\n";
    let folder = tempfile::tempdir().expect("a folder for the index");
    let texts = Texts::of(&[("report", report), ("pipes", pipes)]);
    open(&folder.keep(), &texts, Renewal::IfStale).expect("the index is built")
}

#[test]
fn a_bare_heading_stands_behind_what_says_more() {
    let archive = small_plans();
    let ids = |query: &str| {
        let answer = archive.search(&Search::of(query, 10), &LEXICON).unwrap();
        answer.hits.iter().map(|hit| hit.card.id()).collect::<Vec<_>>()
    };
    assert_eq!(ids("管网漏损治理"), ["2.1.x1#1", "2.1"]);
}

#[test]
fn filters_that_leave_nothing_are_said_and_plans_are_offered_by_name() {
    let kinds = Filters { kinds: vec!["outcome".to_owned()], ..Filters::default() };
    let as_option = Search { filters: kinds, ..Search::of("公厕", 10) };
    for search in [as_option, Search::of("公厕 kind:outcome", 10)] {
        let answer = small_plans().search(&search, &LEXICON).unwrap();
        assert_eq!((answer.total, answer.hint.map(|hint| hint.unfiltered)), (0, Some(1)));
    }
    let hint = |plan: &str| {
        let error = small_plans().plan(plan).expect_err("no such id");
        error.hint().unwrap_or_default().to_owned()
    };
    assert_eq!(hint("供水"), "要写编号，相近的规划：pipes（某市供水规划）");
    assert_eq!(hint("燃气"), "现有的规划：pipes、report");
}

#[test]
fn what_is_too_much_is_said() {
    let long = "水".repeat(10_000);
    let many = "水 ".repeat(400);
    let deep = format!("{}水{}", "(".repeat(200), ")".repeat(200));
    for query in
        [long.as_str(), &many, &deep, "，。！", "\"\"", "()", "-", "kind:", "kind:nonsense"]
    {
        match search(query) {
            Err(error) => assert_eq!(error.kind(), ErrorKind::Usage, "{query}"),
            // kind: without a value is a word.
            Ok(answer) => assert_eq!((query, answer.total), ("kind:", 0)),
        }
    }
}

#[test]
fn a_plan_without_a_word_is_found_by_none() {
    let folder = tempfile::tempdir().unwrap();
    let texts = two_plans();
    let wordless = Changed(&texts, "", |_: &str, plan: &mut Plan| {
        plan.text.clear();
        plan.outline.nodes.clear();
        plan.measures.clear();
        plan.links.clear();
        (plan.tags, plan.node_tags) = (Vec::new().into(), Vec::new().into());
    });
    let archive = open(folder.path(), &wordless, Renewal::IfStale).unwrap();
    assert_eq!(archive.search(&Search::of("湿地", 10), &LEXICON).unwrap().total, 0);
    let written = files(folder.path());
    assert!(!written.keys().any(|path| path.extension().is_some_and(|e| e == "idx")), "no segment");
    drop(archive);
    let archive = open(folder.path(), &texts, Renewal::Always).unwrap();
    assert!(archive.search(&Search::of("湿地", 10), &LEXICON).unwrap().total > 0);
}

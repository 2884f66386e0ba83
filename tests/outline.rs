//! The outline room: the tree of the Jilin plan, small plans as cases, and what holds for any text at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use gangyao::ground::Span;
use gangyao::lexicon::Lexicon;
use gangyao::measures::{self, Measure};
use gangyao::outline::{self, Kind, Node, Outline};
use gangyao::plan::{Origin, Plan};
use gangyao::source::{self, Format, Source};
use proptest::prelude::*;

const JILIN: &str = include_str!("../corpus/jilin-2024-2035.txt");

fn read(text: &str) -> (Source, Outline, Vec<Measure>) {
    let source = source::plain(text.to_owned());
    let lexicon = Lexicon::shipped();
    let outline = outline::read(&source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    (source, outline, measures)
}

/// One line a node: address, kind, title, and in brackets how many measures; notes at the end.
fn drawn(outline: &Outline, measures: &[Measure]) -> String {
    let mut out = String::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let own = measures.iter().filter(|m| m.node as usize == at).count();
        let _ = writeln!(out, "{} {} {} [{own}]", node.id, node.kind.name(), node.title);
    }
    for note in &outline.notes {
        let _ = writeln!(out, "! {} {}", note.line, note.message);
    }
    out
}

#[test]
fn trees_of_small_plans() {
    crate::cases::check("outline", |input| {
        let source = source::plain(input.to_owned());
        let lexicon = Lexicon::shipped();
        let plan = |(part, outline): (Source, Outline)| {
            drawn(&outline, &measures::read(&part.text, &outline, &lexicon))
        };
        let plans: Vec<_> = outline::documents(&source, &lexicon).into_iter().map(plan).collect();
        plans.join("\n")
    });
}

#[test]
fn a_plan_in_traditional_characters_is_read_as_any_and_printed_as_it_stands() {
    let text = "某市環境保護規劃（2026—2030年）\n第一章 總體要求\n堅持「綠色」發展。\n第二章 重點任務\n第一節 治 水\n\
                專欄1 水環境工程\n1. 管網建設。新建管網20公里。\n第二節 落 實\n執行《治水條例》，推進水環境工程。\n";
    let origin = Origin { path: "a.txt".to_owned(), format: Format::Text, sha256: String::new() };
    let plan = Plan::read("a", origin, source::plain(text.to_owned()), &Lexicon::shipped());
    let nodes = plan.outline.nodes.iter().map(|n| (n.id.as_str(), n.kind, n.title.as_str()));
    let expected = [
        ("0", Kind::Title, "某市環境保護規劃（2026—2030年）"),
        ("1", Kind::Chapter, "總體要求"),
        ("1.x1", Kind::Paragraph, "堅持「綠色」發展"),
        ("2", Kind::Chapter, "重點任務"),
        ("2.1", Kind::Section, "治水"),
        ("Z1", Kind::Column, "水環境工程"),
        ("Z1.1", Kind::Project, "管網建設"),
        ("2.2", Kind::Section, "落實"),
        ("2.2.x1", Kind::Paragraph, "執行《治水條例》，推進水環境工程"),
    ];
    assert_eq!(nodes.collect::<Vec<_>>(), expected);
    assert_eq!(plan.identity.title, "某市環境保護規劃（2026—2030年）");
    assert_eq!(plan.text, text);
    assert_eq!(plan.measures[1].span.of(&plan.text), "新建管網20公里。");
    let cited = plan.links.iter().map(|link| (link.to.as_str(), link.evidence.as_str()));
    assert_eq!(cited.collect::<Vec<_>>(), [("治水條例", "《治水條例》")]);
}

#[test]
fn the_jilin_plan_has_its_parts() {
    let (_, outline, measures) = read(JILIN);
    let mut kinds = BTreeMap::new();
    outline.nodes.iter().for_each(|n| *kinds.entry(n.kind).or_insert(0) += 1);
    let expected = [
        (Kind::Chapter, 8),
        (Kind::Section, 25),
        (Kind::Task, 68),
        (Kind::Column, 6),
        (Kind::Project, 30),
        (Kind::Stage, 3),
        (Kind::Principle, 4),
        (Kind::OrganisationItem, 5),
    ];
    for (kind, count) in expected {
        assert_eq!(kinds.get(&kind), Some(&count), "{kind:?}");
    }
    let under =
        |kind| measures.iter().filter(|m| outline.nodes[m.node as usize].kind == kind).count();
    assert_eq!((under(Kind::Task), under(Kind::Project)), (341, 85));
    assert_eq!(outline.notes, []);
}

#[test]
fn addresses_of_the_jilin_plan() {
    let (source, outline, measures) = read(JILIN);
    let node = |id: &str| &outline.nodes[outline.find(id).unwrap_or_else(|| panic!("{id}"))];
    for (id, title) in [
        ("0", "美丽吉林建设规划纲要（2024—2035年）"),
        ("1.s1", "第一阶段（2024—2027年）"),
        ("1.p4", "全方位畅通“两山”双向转化渠道"),
        ("2.1.1", "强化空间布局引领"),
        ("3.4.4", "建设“美丽细胞”"),
        ("Z5", "“两山”转化重大工程"),
        ("Z2.2", "魅力碧水建设工程"),
        ("8.o5", "加大宣传力度"),
    ] {
        assert_eq!(node(id).title, title, "{id}");
    }
    assert!(node("1.x3").title.starts_with("战略定位是：展望本世纪中叶"));
    assert_eq!(node("1.s2").period, Some((2028, 2030)));
    let column = outline.find("Z2").unwrap();
    assert_eq!(outline.nodes[column].parent, outline.find("3").map(|n| n as u32));
    let measure = |id: &str, number: u32| {
        let at = outline.find(id).unwrap() as u32;
        let found = measures.iter().find(|m| m.node == at && m.number == number);
        found.unwrap_or_else(|| panic!("{id}#{number}")).span.of(&source.text)
    };
    assert!(measure("3.1.2", 9).starts_with("到2035年，细颗粒物浓度下降到25微克／立方米以下"));
    assert!(measure("Z2.2", 3).contains("查干湖水生态修复与治理"));
    assert!(measure("6.1.1", 2).contains("查干湖、松花湖、哈尔淖"));
    assert!(measure("1.s1", 5).contains("森林覆盖率、湿地保护率分别达到45.8％和45.22％"));
}

#[test]
fn spans_are_those_of_the_contract() {
    let (source, outline, _) = read(JILIN);
    let ruler = gangyao::ground::Ruler::new(&source.text);
    let node = &outline.nodes[outline.find("Z2.2").unwrap()];
    assert_eq!(ruler.chars(&source.text, node.span), (10610, 10807));
    assert_eq!(node.head.map(|h| ruler.chars(&source.text, h)), Some((10610, 10620)));
    assert_eq!(node.line, 138);
}

/// The same plan written as people write Markdown: # for the title, ## and ### for headings, strong leads, numbered lists.
fn as_markdown(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let first: Vec<char> = line.chars().take(3).collect();
        let line = match first[..] {
            ['一'..='八', '、', _] => format!("## {line}"),
            ['（', '一'..='十', '）'] => format!("### {line}"),
            ['专', '栏', _] => format!("#### {line}"),
            ['1'..='9', '．', _] => line.replacen('．', ". ", 1),
            _ if line.starts_with("美丽吉林建设规划纲要（") => format!("# {line}"),
            _ => match line.split_once('。') {
                Some((lead, rest)) if lead.chars().count() < 30 && !rest.is_empty() => {
                    format!("**{lead}。**{rest}")
                }
                _ => line.to_owned(),
            },
        };
        let _ = writeln!(out, "{line}\n");
    }
    out
}

#[test]
fn markdown_gives_the_same_tree_as_text() {
    let source = source::read(as_markdown(JILIN).as_bytes(), Format::Markdown, "jilin.md").unwrap();
    let lexicon = Lexicon::shipped();
    let outline = outline::read(&source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    let (_, plain, plain_measures) = read(JILIN);
    assert_eq!(drawn(&outline, &measures), drawn(&plain, &plain_measures));
}

#[test]
fn carriage_returns_and_byte_order_marks_change_nothing() {
    let windows = format!("\u{feff}{}", JILIN.replace('\n', "\r\n"));
    let source = source::read(windows.as_bytes(), Format::Text, "jilin.txt").unwrap();
    let lexicon = Lexicon::shipped();
    let outline = outline::read(&source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    let (_, plain, plain_measures) = read(JILIN);
    assert_eq!(drawn(&outline, &measures), drawn(&plain, &plain_measures));
}

/// What must hold for any text: nothing is lost, nothing lies outside its place, every address is one node's.
fn check_any(text: &str) -> Result<(), TestCaseError> {
    let (source, outline, measures) = read(text);
    let text = &source.text;
    let mut covered = vec![0u8; text.len()];
    let mut leaves = vec![0u8; text.len()];
    let mut ids = BTreeSet::new();
    let mark =
        |bytes: &mut Vec<u8>, span: Span| bytes[span.range()].iter_mut().for_each(|b| *b += 1);
    for (at, node) in outline.nodes.iter().enumerate() {
        prop_assert!(ids.insert(node.id.clone()), "address {} twice", node.id);
        mark(
            &mut covered,
            Span::new(node.span.start as usize, node.span.end as usize).trimmed(text),
        );
        node.head.iter().for_each(|&head| mark(&mut leaves, head));
        node.body.iter().for_each(|&body| mark(&mut leaves, body));
        if let Some(parent) = node.parent {
            prop_assert!((parent as usize) < at, "parent of {} after it", node.id);
            prop_assert!(
                outline.nodes[parent as usize].span.contains(node.span),
                "{} outside its parent",
                node.id
            );
        }
        // Brackets look for their paragraph by halves.
        prop_assert!(node.body.is_sorted_by_key(|body| body.end));
        for inner in node.head.iter().chain(&node.body) {
            prop_assert!(node.span.contains(*inner), "{} holds a span outside it", node.id);
        }
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        prop_assert!(covered[at] > 0, "{c} at {at} lies in no node");
        prop_assert!(leaves[at] <= 1, "{c} at {at} lies in two leaves");
        // The mark that closes a heading is the one sign that no leaf holds; a table of contents is kept in one node.
        let loose = leaves[at] == 0 && c.is_alphanumeric();
        // So is the number of a page, in a paragraph of its own.
        let whole = |n: &Node| matches!(n.kind, Kind::Preamble | Kind::Paragraph);
        let kept = outline.nodes.iter().any(|n| whole(n) && n.span.range().contains(&at));
        prop_assert!(!loose || kept, "{c} at {at} lies in no leaf");
    }
    let mut last = None;
    for measure in &measures {
        let node = &outline.nodes[measure.node as usize];
        prop_assert!(node.body.iter().any(|b| b.contains(measure.span)));
        prop_assert!(last < Some(measure.span), "measures out of order");
        prop_assert!(!measure.span.of(text).trim().is_empty());
        last = Some(measure.span);
    }
    Ok(())
}

#[test]
fn the_jilin_plan_loses_nothing() {
    check_any(JILIN).unwrap();
}

/// Linear in the length of the text: each of these is read in seconds even without optimisation, where a square would take hours.
#[test]
fn long_texts_are_read_in_time() {
    let million = 400_000;
    let one_line = "推进建设，".repeat(million / 5);
    let short_lines = "（一）建设\n".repeat(30_000);
    let marks = "一、（一）1.①".repeat(million / 8);
    let mark_lines = "一、\n（一）\n1.\n专栏\n".repeat(million / 16);
    let brackets = "（《“".repeat(million / 6) + &"”》）".repeat(million / 6);
    let pages = "- 1 -\n".repeat(million / 6);
    let rows = "名称  2020年  85  约束性\n".repeat(million / 30);
    let cells = "甲  乙  ".repeat(million / 8);
    let lexicon = Lexicon::shipped();
    for text in [one_line, rows, cells, short_lines, marks, mark_lines, brackets, pages] {
        let source = source::plain(text);
        outline::documents(&source, &lexicon);
        let outline = outline::read(&source, &lexicon);
        measures::read(&source.text, &outline, &lexicon);
    }
}

/// Lines of every shape the grammar knows, and of none.
fn any_line() -> impl Strategy<Value = String> {
    const MARKS: [&str; 37] = [
        "表1 指标",
        "总则",
        "名词解释",
        "- 3 -",
        "12",
        "15三、",
        "425.1.3",
        "⒈",
        "㈡",
        "【专栏2】",
        "专栏3-1 ",
        "抄送：",
        "治理工程：",
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2．",
        "3、",
        "（1）",
        "①",
        "第一章",
        "第二节",
        "第三条",
        "专栏1　",
        "专栏",
        "附件2：",
        "第一阶段",
        "——",
        "一是",
        "1.1",
        "1.1.2",
        "目录",
        "",
    ];
    const WORDS: [&str; 16] = [
        "强化引领。",
        "推进“双碳；工作。",
        "到2035年，建成。",
        "规划",
        "绿色（含。）发展；",
        "\u{3000}\u{3000}",
        "……12",
        "A\t|",
        "”",
        "〔2021〕5号",
        "环境质量",
        "优良天数    85    87    约束性",
        "序号\t指标\t2025年",
        "，",
        "提升治理能力    推进设施建设与改造",
        "保护优先，预防为主。坚持源头防治，落实各方责任。",
    ];
    (
        prop::sample::select(&MARKS[..]),
        prop::collection::vec(prop::sample::select(&WORDS[..]), 0..5),
    )
        .prop_map(|(mark, words)| format!("{mark}{}", words.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_lines_are_read_whole(lines in prop::collection::vec(any_line(), 0..40)) {
        check_any(&lines.join("\n"))?;
    }

    #[test]
    fn any_text_is_read_whole(text in "(\\PC|[\r\n\t一（）。；“”]){0,200}") {
        check_any(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutilated_plans_are_read_whole(
        order in Just(JILIN.lines().collect::<Vec<_>>()).prop_shuffle(),
        cut in 0..JILIN.chars().count(),
        length in 0..6000usize,
    ) {
        check_any(&order.join("\n"))?;
        check_any(&JILIN.chars().skip(cut).take(length).collect::<String>())?;
        let torn = JILIN.chars().enumerate().filter(|(n, _)| (n + cut) % 7 != 0);
        check_any(&torn.map(|(_, c)| c).collect::<String>())?;
    }
}

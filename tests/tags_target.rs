//! Targets: what a sentence promises, and what it does not.

use gangyao::lexicon::Lexicon;
use gangyao::plan::{Origin, Plan};
use gangyao::source;
use gangyao::tags::Target;

const JILIN: &str = include_str!("../corpus/jilin-2024-2035.txt");

/// `text` as a plan; a text without a chapter is put below one, behind a lead sentence.
pub fn plan(text: &str, lexicon: &Lexicon) -> Plan {
    let text = if text.contains("一、") {
        text.to_owned()
    } else {
        format!("一、主要任务\n推进工作。{text}")
    };
    let source = source::plain(text);
    let origin = Origin { path: "plan.txt".into(), format: source.format, sha256: String::new() };
    Plan::read("plan", origin, source, lexicon)
}

/// The whole plan that the project carries.
pub fn jilin() -> Plan {
    plan(JILIN, &Lexicon::shipped())
}

/// A value as JSON names it.
pub fn name(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).expect("a plain value");
    json.as_str().unwrap_or("—").to_owned()
}

fn due(target: &Target) -> String {
    let year = target.deadline.map(|year| format!("{year} "));
    year.unwrap_or_default() + &name(target.deadline_basis)
}

/// 森林覆盖率 | to exactly 46 % | 2035 stated | base 2020
fn line(target: &Target) -> String {
    let value = match (target.value, target.value_to) {
        (None, _) => "qualitative".to_owned(),
        (Some(value), None) => value.to_string(),
        (Some(value), Some(to)) => format!("{value}–{to}"),
    };
    let unit = target.unit.as_deref().unwrap_or("");
    let (change, bound) = (name(target.change), name(target.bound));
    let promise = format!("{change} {bound} {value} {unit}");
    let words = format!("qualitative {}", target.qualifiers.join("、"));
    let promise = if target.qualitative { &words } else { promise.trim_end() };
    let mut line = format!("{} | {promise} | {}", target.indicator, due(target));
    if let Some(year) = target.base_year {
        line += &format!(" | base {year}");
    }
    if let Some(value) = target.base_value {
        line += &format!(" | from {value}");
    }
    line
}

/// One line a target, in the order of the text; — where there is none.
#[test]
fn targets_of_sentences() {
    let lexicon = Lexicon::shipped();
    crate::cases::check("target", |input| {
        let plan = plan(input, &lexicon);
        let lines: Vec<String> = plan.tags.iter().flat_map(|t| &t.targets).map(line).collect();
        if lines.is_empty() { "—".into() } else { lines.join("\n") }
    });
}

/// The numbers promised by the chapters that the gold annotation leaves out, read one by one.
#[test]
fn the_later_chapters_of_the_jilin_plan() {
    let plan = jilin();
    let numbered = |at: &usize| !plan.tags[*at].targets.iter().all(|t| t.qualitative);
    let late = |at: &usize| plan.measure_id(*at).starts_with(['4', '5', '6', '7', '8']);
    let found: Vec<String> = (0..plan.measures.len())
        .filter(late)
        .filter(numbered)
        .flat_map(|at| plan.tags[at].targets.iter().filter(|t| !t.qualitative))
        .map(line)
        .collect();
    let read = [
        "受污染耕地安全利用率 | to at_least 95 % | 2027 stated",
        "地下水国控点位Ⅰ—Ⅳ类水比例 | to at_least 80 % | 2035 stated",
        "全省自然保护地面积占国土面积比例 | to at_least 16.03 % | 2035 stated",
        "森林覆盖率 | to exactly 46 % | 2035 stated",
        "水土保持率 | to exactly 83.66 % | 2035 inherited",
    ];
    assert_eq!(found, read);
    let all = plan.tags.iter().flat_map(|t| &t.targets).filter(|t| !t.qualitative);
    assert_eq!(all.count(), 26);
}

/// Indicator and value stand within the evidence, the evidence within the measure.
#[test]
fn evidence_holds_what_it_proves() {
    let plan = jilin();
    for (measure, tags) in plan.measures.iter().zip(&plan.tags) {
        for target in &tags.targets {
            let words = target.span.of(&plan.text);
            assert!(measure.span.contains(target.span), "{words}");
            assert!(words.contains(&target.indicator), "{} in {words}", target.indicator);
            assert!(target.rule.starts_with("target:"), "{}", target.rule);
        }
    }
}

/// A year is only what the plan states: every year of a target is one of its measure's deadlines.
#[test]
fn no_year_is_made_up() {
    let plan = jilin();
    for tags in &plan.tags {
        for target in &tags.targets {
            let named = tags.deadlines.iter().any(|d| d.to == target.deadline);
            assert!(target.deadline.is_none() || named, "{}", target.indicator);
        }
    }
}

/// The names of one indicator are one indicator; another's are not.
#[test]
fn known_indicators() {
    let lexicon = Lexicon::shipped();
    let id = |sentence: &str| {
        let plan = plan(sentence, &lexicon);
        let target = plan.tags.iter().flat_map(|t| &t.targets).next().expect("a target").clone();
        target.indicator_id
    };
    let pm25 = Some("pm25".to_owned());
    assert_eq!(id("到2030年，PM2.5平均浓度降至30微克/立方米。"), pm25);
    assert_eq!(id("到2030年，全市细颗粒物（PM2.5）浓度控制在30微克／立方米以内。"), pm25);
    assert_eq!(id("到2030年，青川县森林覆盖率达到60%。"), Some("forest-cover".into()));
    assert_eq!(id("到2030年，城市绿廊覆盖率达到60%。"), None);
}

/// Linear in the length of the text: each of these is read in seconds even without optimisation, where a square would take hours.
#[test]
fn what_comes_again_and_again_is_read_in_time() {
    const TIMES: usize = 10_000;
    let head = "表1 指标\n".to_owned() + &"序号  指标  2025年  2030年\n".repeat(TIMES);
    let sentence = "新建泵站。".repeat(TIMES);
    let bracket = "（责任单位：市水利局）";
    let after_all = sentence.clone() + &bracket.repeat(TIMES);
    let after_each = format!("新建泵站。{bracket}").repeat(TIMES);
    let counts = "2023年建成泵站3座，再建成5座，".repeat(TIMES / 10);
    let lexicon = Lexicon::shipped();
    for text in [head, after_all, after_each, counts] {
        plan(&format!("一、任务\n{text}\n"), &lexicon);
    }
}

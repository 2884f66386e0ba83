//! Evidence: no tag without the words it rests on, no year the plan does not state, no stated body without its bracket.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gangyao::answers::{Field, reasons};
use gangyao::corpus::read_alone;
use gangyao::lexicon::List;
use gangyao::measures;
use gangyao::plan::Plan;
use gangyao::tags::DepartmentBasis;
use serde_json::Value;

use crate::cases::inputs;
use crate::index::LEXICON;
use crate::program::{home, run, stdout, top};
use crate::tagged::plan_with;

/// The plan of the corpus, and those outside the repository where they are there.
static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
    let mut plans = read_alone(&top().join("corpus/jilin-2024-2035.txt"), &LEXICON).unwrap();
    let shared = top().join("../shared/plans");
    if !shared.is_dir() {
        println!("skipped: {} is not there", shared.display());
        return plans;
    }
    for name in
        ["ah-rcep-opinion-2022.txt", "gx-nev-measures-2021.txt", "jl-carbon-opinion-2021.txt"]
    {
        plans.extend(read_alone(&shared.join(name), &LEXICON).unwrap());
    }
    plans
});

#[test]
fn no_tag_is_without_evidence() {
    let mut count = 0;
    for plan in PLANS.iter() {
        for (at, tags) in plan.tags.iter().enumerate() {
            for reason in reasons(tags) {
                let usual = reason.rule == "strength:usual";
                let printed = |s: &gangyao::ground::Span| !s.of(&plan.text).trim().is_empty();
                let rests = !reason.words.is_empty() && reason.words.iter().all(printed);
                assert!(usual || rests, "{}/{} {reason:?}", plan.id, plan.measure_id(at));
                count += 1;
            }
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn what_a_rule_reads_is_said() {
    let rules = LEXICON.table(List::Rules);
    let kinds = ["actor", "citation", "deadline", "department", "place", "strength", "target"];
    let cases: Vec<Plan> =
        kinds.iter().flat_map(|kind| inputs(kind)).map(|text| plan_with(&text, &LEXICON)).collect();
    let plans = PLANS.iter().chain(&cases);
    let tags = plans.flat_map(|plan| plan.tags.iter().chain(&plan.node_tags));
    let given: BTreeSet<String> = tags.flat_map(reasons).map(|reason| reason.rule).collect();
    let silent: Vec<&String> = given.iter().filter(|rule| rules.get(rule).is_none()).collect();
    assert!(silent.is_empty(), "rules.tsv does not say what these read: {silent:?}");
}

/// Whether `words` state the year, in digits of any kind or by the name of a five-year plan.
fn states(words: &str, year: u16) -> bool {
    let plain: String = words.chars().map(digit).collect();
    let digits = year.to_string();
    let eras = [("十三五", 2016), ("十四五", 2021), ("十五五", 2026), ("十六五", 2031)];
    let of_era =
        |&(name, first): &(&str, u16)| words.contains(name) && (year == first || year == first + 4);
    plain.contains(&digits)
        || plain.contains(&digits[2..]) && plain.contains(&digits[..2])
        || eras.iter().any(of_era)
        || year == 2050 && words.contains("中叶")
}

/// 二 and ２ are 2.
fn digit(c: char) -> char {
    let chinese = "〇一二三四五六七八九".chars().position(|d| d == c);
    let wide = "０１２３４５６７８９".chars().position(|d| d == c);
    let value = chinese.or(wide).and_then(|value| char::from_digit(value as u32, 10));
    value.unwrap_or(if c == '○' { '0' } else { c })
}

#[test]
fn no_year_is_made_up() {
    for plan in PLANS.iter() {
        for (at, tags) in plan.tags.iter().enumerate() {
            let place = format!("{}/{}", plan.id, plan.measure_id(at));
            for deadline in &tags.deadlines {
                // What the near and the far future are is defined elsewhere in the plan.
                let defined = deadline.rule.ends_with("horizon");
                let words = if defined { &*plan.text } else { deadline.span.of(&plan.text) };
                for year in deadline.from.iter().chain(&deadline.to) {
                    assert!(states(words, *year), "{place}: {year} is not in {words}");
                }
            }
            let own = plan.measures[at].span.of(&plan.text);
            for (target, year) in tags.targets.iter().filter_map(|t| Some((t, t.deadline?))) {
                let lent = tags.deadlines.iter().any(|d| d.to == Some(year));
                assert!(lent || states(own, year), "{place}: {} {year}", target.indicator);
            }
        }
    }
}

/// Whether the clause that goes on at `end` says what the body named before it is to do.
fn is_charged(text: &str, end: u32) -> bool {
    let clause = text[end as usize..].split(['，', '。', '；', '：']).next().unwrap_or_default();
    ["牵头", "配合", "参与", "负责"].iter().any(|word| clause.contains(word))
}

#[test]
fn no_stated_body_is_without_its_bracket_or_its_clause() {
    let mut count = 0;
    for plan in PLANS.iter() {
        let (measures, brackets) =
            measures::read_with_brackets(&plan.text, &plan.outline, &LEXICON);
        assert_eq!(measures, plan.measures);
        for (at, tags) in plan.tags.iter().enumerate() {
            for body in tags.departments.iter().filter(|d| d.basis == DepartmentBasis::Stated) {
                let place = format!("{}/{} {}", plan.id, plan.measure_id(at), body.name);
                let span = body.span.unwrap_or_else(|| panic!("{place}: nowhere printed"));
                let speaks =
                    |b: &&measures::Bracket| b.span.contains(span) && b.measures.contains(&at);
                let in_clause = body.rule == "department:clause"
                    && plan.measures[at].span.contains(span)
                    && is_charged(&plan.text, span.end);
                let in_bracket = brackets.iter().any(|b| speaks(&b));
                assert!(in_bracket || in_clause, "{place}: in no bracket");
                count += 1;
            }
        }
    }
    assert!(count > 0 || PLANS.len() == 1);
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&stdout(&run(home(), &[args, &["--format", "json"]].concat()))).unwrap()
}

/// The words of each reason are the words that its tag points at.
#[test]
fn reasons_lead_to_their_tags() {
    let explained = json(&["show", "1.s1#3", "--explain"]);
    let measure = &explained["measures"][0];
    let reasons = measure["explain"].as_array().unwrap();
    for reason in reasons {
        let field = reason["field"].as_str().unwrap();
        let tag = match field {
            "strength" => &measure["strength"],
            _ => &measure[field][reason["n"].as_u64().unwrap() as usize],
        };
        assert!(!tag.is_null(), "{reason}");
        if field == "targets" || field == "deadlines" {
            assert_eq!(reason["spans"][0], tag["span"], "{reason}");
        }
    }
    let of_field = |field: Field| reasons.iter().filter(|r| r["field"] == field.name()).count();
    assert_eq!(of_field(Field::Targets), measure["targets"].as_array().unwrap().len());
    assert!(json(&["show", "1.s1#3"])["measures"][0].get("explain").is_none());
}

#[test]
fn what_is_explained_says_the_same_of_the_plan() {
    let without = |mut value: Value| {
        for list in ["nodes", "measures"] {
            for part in value["plans"][0][list].as_array_mut().unwrap() {
                part.as_object_mut().unwrap().remove("explain");
            }
        }
        value
    };
    let file = "corpus/jilin-2024-2035.txt";
    let explained = json(&["parse", file, "--explain"]);
    assert!(explained["plans"][0]["measures"][0].get("explain").is_some());
    assert_eq!(without(explained), json(&["parse", file]));
    let hits = json(&["search", "查干湖", "--explain"]);
    assert!(hits["hits"].as_array().unwrap().iter().all(|hit| hit["explain"].is_array()));
}

//! Verify: sentences as cases, and what must hold of every sentence of a plan.

use std::sync::OnceLock;

use gangyao::answers::{Archive, Check, Renewal, Shelf, Verdict};
use gangyao::corpus::Corpus;
use gangyao::lexicon::Lexicon;
use gangyao::plan::Addressed;
use proptest::prelude::*;

use crate::program::home;
use crate::tags_target::jilin;

/// The verdicts on `text`.
fn verify(text: &str) -> Vec<Check> {
    static ARCHIVE: OnceLock<(Archive, Lexicon)> = OnceLock::new();
    let (archive, lexicon) = ARCHIVE.get_or_init(|| {
        let lexicon = Lexicon::shipped();
        let corpus = Corpus::open(home()).unwrap();
        let shelf = Shelf::new(&corpus, &lexicon);
        let archive =
            Archive::open(&home().join("index"), &shelf, &lexicon, Renewal::IfStale, &|_| ());
        (archive.unwrap(), lexicon)
    });
    archive.verify(text, &[], lexicon).unwrap()
}

/// Verdict and address, then a line a difference: what it is about, the sentence's words → the plan's.
fn told(check: &Check) -> String {
    let Some(found) = check.matches.first() else { return check.verdict.name().to_owned() };
    let mut lines = vec![format!("{} {}", check.verdict.name(), found.spot.id())];
    for d in &found.differences {
        let (claim, plan) = (d.claim.of(&check.text), d.plan.of(&found.spot.plan.text));
        lines.push(format!("{}: {claim} → {plan}", d.aspect.name()));
    }
    lines.join("\n")
}

#[test]
fn sentences_as_cases() {
    crate::cases::check("verify", |input| {
        verify(input).iter().map(told).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn every_measure_says_what_it_says() {
    let plan = jilin();
    for (at, measure) in plan.measures.iter().enumerate() {
        // A line break within a measure ends a line of the text that is checked.
        let words = measure.span.of(&plan.text).replace('\n', "");
        for check in verify(&words) {
            assert_eq!(check.verdict, Verdict::Exact, "{}: {}", plan.measure_id(at), check.text);
        }
    }
}

#[test]
fn no_number_of_the_plan_can_be_changed_unseen() {
    let plan = jilin();
    let mut changed = 0;
    for (at, measure) in plan.measures.iter().enumerate() {
        let words = measure.span.of(&plan.text);
        let first_of_number =
            |byte: &usize| !words[..*byte].ends_with(|c: char| c.is_ascii_digit());
        let digits = words.match_indices(|c: char| c.is_ascii_digit());
        for (byte, digit) in digits.filter(|(byte, _)| first_of_number(byte)) {
            let other = char::from(b'0' + (digit.as_bytes()[0] - b'0' + 1) % 10);
            let wrong = format!("{}{other}{}", &words[..byte], &words[byte + 1..]);
            for check in verify(&wrong).iter().filter(|c| !words.contains(&c.text)) {
                let id = plan.measure_id(at);
                assert_eq!(check.verdict, Verdict::WrongValue, "{id}: {}", check.text);
            }
            changed += 1;
        }
    }
    assert!(changed > 0, "the plan has numbers");
}

#[test]
fn the_program_answers_by_its_status_and_marks_what_differs() {
    let verify = |args: &[&str]| {
        let output = crate::program::run(home(), &[&["verify"], args].concat());
        (output.status.code(), crate::program::stdout(&output))
    };
    assert_eq!(verify(&["到2035年森林覆盖率达到46%"]).0, Some(0));
    let (code, out) = verify(&["到2035年森林覆盖率达到48%"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("与规划不符") && out.contains("46％") && out.contains("5.2.1#5"), "{out}");
    let (code, out) = verify(&["到2035年森林覆盖率达到48%", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let result = &json["results"][0];
    assert_eq!((code, &result["verdict"]), (Some(1), &"wrong_value".into()));
    assert_eq!(result["matches"][0]["id"], "5.2.1#5");
    assert_eq!(result["matches"][0]["differences"][0]["kind"], "number");
    let file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    std::fs::write(file.path(), "积极参与共建“一带一路”绿色发展。\n\n新建五座机场。\n").unwrap();
    let (code, out) = verify(&[&file.path().to_string_lossy()]);
    assert_eq!(code, Some(1));
    assert!(out.contains("第 1 行 一致") && out.contains("第 3 行 没有找到"), "{out}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is cut out of the plan and mixed with anything, there is one verdict a sentence, with spans inside the texts.
    #[test]
    fn anything_has_a_verdict(start in 0usize..20_000, len in 0usize..80, noise in ".{0,12}") {
        let plan = jilin();
        let cut: String = plan.text.chars().skip(start).take(len).collect();
        for check in verify(&format!("{noise}{cut}{noise}")) {
            prop_assert_eq!(check.verdict == Verdict::NotFound, check.matches.is_empty());
            for found in &check.matches {
                prop_assert!(!found.span.of(&found.spot.plan.text).is_empty());
                for d in &found.differences {
                    prop_assert!(d.claim.range().end <= check.text.len());
                }
            }
        }
    }
}

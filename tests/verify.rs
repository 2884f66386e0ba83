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

/// A home with a plan of 海南省, whose goals stand in a table, and one of 大同市.
fn two_regions() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    let hainan = "海南省“十四五”生态环境保护规划\n一、目标\n表1 主要指标\n序号\t指标\t2020年\t2025年\n\
                  1\t森林覆盖率（%）\t62.1\t62.1\n二、任务\n到2025年，全省活立木蓄积量达到1.6亿立方米。\n";
    let datong = "大同市“十四五”生态环境保护规划\n一、现状\n森林覆盖率达到21.62%。\n二、目标\n\
                  到2025年，森林覆盖率达到24.54%。\n";
    std::fs::write(corpus.join("hainan.txt"), hainan).unwrap();
    std::fs::write(corpus.join("datong.txt"), datong).unwrap();
    dir
}

/// The verdict on `text`, the plan that is shown first, and what differs there.
fn first(home: &std::path::Path, text: &str) -> String {
    let output = crate::program::run(home, &["verify", text, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let result = &told["results"][0];
    let found = &result["matches"][0];
    let differences = found["differences"].as_array().into_iter().flatten();
    let kinds = differences.map(|d| d["kind"].as_str().unwrap());
    let harmful: Vec<&str> = kinds.filter(|kind| *kind != "wording").collect();
    format!("{} {} {}", result["verdict"], found["plan"], harmful.join(" ")).replace('"', "")
}

#[test]
fn a_region_named_in_a_sentence_chooses_its_plans() {
    let home = two_regions();
    let of = |text| first(home.path(), text);
    // A row of a table has its year in the head, and its region in the title.
    assert_eq!(of("到2025年，海南省森林覆盖率达到62.1%"), "close hainan ");
    assert_eq!(of("海南省森林覆盖率达到24.54%"), "wrong_value hainan number");
    // What is to be comes before what is.
    assert_eq!(of("2025年大同市森林覆盖率达到24.54%"), "close datong ");
    assert_eq!(of("大同市森林覆盖率达到24.5%"), "wrong_value datong number");
    // 全省 is the plan's own; what a number is of is no mere word.
    assert_eq!(of("到2025年，海南省活立木蓄积量达到16000万立方米"), "close hainan ");
    assert_eq!(of("到2025年，全省森林蓄积量达到1.6亿立方米"), "wrong_value hainan indicator");
}

#[test]
fn who_says_a_short_sentence_and_whose_each_value_is() {
    let home = two_regions();
    let report = "青海省2025年工作要点\n一、重点工作\n（一）生态保护\n推进国土绿化。加强草原保护修复。\n\
                  （二）绿色出行\n西宁、海东新能源汽车渗透率分别达到30%、40%。\n\
                  （三）健康服务\n新建社区卫生服务中心5个，改造提升街道社区卫生服务中心8个。\n";
    std::fs::write(home.path().join("corpus/qinghai.txt"), report).unwrap();
    let of = |text| first(home.path(), text);
    // What stands behind 提出 is laid against the plan by itself.
    assert_eq!(of("青海省政府工作报告提出，加强草原保护修复"), "close qinghai ");
    assert!(!of("甘肃省政府工作报告提出，加强草原保护修复").starts_with("close"));
    assert!(!of("青海省政府工作报告提出，加强草原资源利用").starts_with("close"));
    // Each of the values is of its own city, in whatever order.
    assert_eq!(of("西宁、海东新能源汽车渗透率分别达到30%、40%"), "exact qinghai ");
    assert_eq!(of("西宁、海东新能源汽车渗透率分别达到40%、30%"), "wrong_value qinghai number");
    assert_eq!(of("海东、西宁新能源汽车渗透率分别达到40%、30%"), "close qinghai ");
    assert_eq!(of("海东新能源汽车渗透率达到30%"), "wrong_value qinghai number");
    // A name that is shortened is not that of other work.
    assert_eq!(of("改造提升社区卫生服务中心8个"), "close qinghai ");
}

#[test]
fn a_region_before_the_year_and_who_says_so_are_no_part_of_what_is_said() {
    let home = two_regions();
    let report = "2025年青海省政府工作报告\n一、2024年工作回顾\n经济平稳运行。\n二、2025年工作安排\n\
                  今年城镇新增就业6万人；外贸进出口增长12%；充电桩达到5万个。\n\
                  新建青年公寓2000套。\n\
                  力争五年内绿电装机达到3000万千瓦。\n";
    std::fs::write(home.path().join("corpus/qinghai.txt"), report).unwrap();
    let of = |text| first(home.path(), text);
    assert_eq!(of("2025年青海城镇新增就业6万人"), "close qinghai ");
    assert_eq!(of("2025年青海城镇新增就业7万人"), "wrong_value qinghai number");
    assert_eq!(of("会议提出，2025年青海城镇新增就业6万人"), "close qinghai ");
    // A plan for one year need not write it.
    assert_eq!(of("青海2025年外贸进出口增长12%"), "close qinghai ");
    assert_eq!(of("青海2026年外贸进出口增长12%"), "wrong_value qinghai year");
    assert_eq!(of("青海到2025年充电桩达到5万个"), "close qinghai ");
    assert_eq!(of("省政府提出，2025年青海外贸进出口增长12%"), "close qinghai ");
    assert_eq!(of("2025年青海新建青年公寓2000套"), "close qinghai ");
    // What another says is another claim, and so is what is due by another time.
    assert!(!of("国务院提出，青海2025年外贸进出口增长12%").starts_with("close"));
    assert!(!of("2025年，海东市充电桩达到5万个").starts_with("close"));
    assert_eq!(of("2025年青海绿电装机达到3000万千瓦"), "wrong_value qinghai year");
    // What a row says of the region, it does not say of a city in it.
    assert_eq!(of("海南到2025年森林覆盖率达到62.1%"), "close hainan ");
    assert!(!of("海口市到2025年森林覆盖率达到62.1%").starts_with("close"));
}

/// The year that a paragraph opens with is that of what it sets below, as a reader takes it; another year is not.
#[test]
fn a_year_said_above_in_the_paragraph_is_that_of_its_targets() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("corpus")).unwrap();
    let text = "某省绿色发展意见\n\n一、主要目标\n到2025年，绿色发展水平明显提高。森林覆盖率达到45%，森林蓄积量达到10亿立方米。\n到2030年，绿色发展水平大幅提高。森林覆盖率达到46%。严控“两高”行业产能，高耗能产业占工业比重下降2个百分点。加强绿色低碳宣传教育和专业人才队伍培养。\n二、重点任务\n（一）发展新能源。加快白城、松原“绿电”示范园区建设。\n";
    std::fs::write(dir.path().join("corpus/a.txt"), text).unwrap();
    let told = |text: &str| first(dir.path(), text);
    assert_eq!(told("到2030年，森林覆盖率达到46%"), "close a ");
    assert_eq!(told("到2025年，森林蓄积量达到10亿立方米"), "close a ");
    assert_eq!(told("到2030年，高耗能产业占工业比重下降2个百分点"), "close a ");
    assert_eq!(told("到2035年，森林覆盖率达到46%"), "wrong_value a year");
    assert!(told("到2030年，森林覆盖率达到45%").starts_with("wrong_value a"));
    assert_eq!(told("到2030年，加强绿色低碳宣传教育和专业人才队伍培养"), "wrong_value a year");
    assert_eq!(told("加快白城、四平“绿电”示范园区建设"), "wrong_value a place");
    let args = ["verify", "加快白城、四平“绿电”示范园区建设"];
    let out = crate::program::run(dir.path(), &args);
    assert!(crate::program::stdout(&out).contains("地点：“四平”"), "a name is no number");
    let args = ["verify", "省教育厅负责加强绿色低碳宣传教育和专业人才队伍培养"];
    let out = crate::program::run(dir.path(), &args);
    assert!(crate::program::stdout(&out).contains("措辞：“省教育厅负责”，规划为 （无）"));
}

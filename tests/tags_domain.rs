//! Fields of responsibility: the gold annotation of the Jilin plan, the lists themselves, and small plans.

use std::collections::{BTreeMap, BTreeSet};

use gangyao::lexicon::{Lexicon, List};
use gangyao::plan::Plan;
use gangyao::tags::Domain;

use crate::tagged::{JILIN, each_measure, plan};

/// One row of `gold/domains.tsv`: address, title, primary field, further fields.
struct Gold {
    path: &'static str,
    title: &'static str,
    primary: &'static str,
    secondary: BTreeSet<&'static str>,
}

fn gold() -> Vec<Gold> {
    let lines = include_str!("gold/domains.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let secondary = cells[3].split('、').filter(|id| !id.is_empty()).collect();
        Gold { path: cells[0], title: cells[1], primary: cells[2], secondary }
    };
    lines.map(row).collect()
}

fn domains<'a>(plan: &'a Plan, path: &str) -> &'a [Domain] {
    let at = plan.outline.find(path).unwrap_or_else(|| panic!("no node {path}"));
    &plan.node_tags[at].domains
}

#[test]
fn the_jilin_plan_has_the_fields_a_reader_gives_it() {
    let plan = plan(JILIN);
    let (mut right, mut wrong) = (0, Vec::new());
    for row in gold() {
        let node = &plan.outline.nodes[plan.outline.find(row.path).unwrap()];
        assert_eq!(node.title, row.title, "{}", row.path);
        match domains(&plan, row.path).first() {
            Some(domain) if &*domain.id == row.primary => right += 1,
            other => wrong.push((row.path, row.primary, other.map(|d| d.id.clone()))),
        }
    }
    assert_eq!(right + wrong.len(), 103);
    println!("primary field right: {right} of 103");
    assert!(right >= 98, "{wrong:?}");
}

#[test]
fn further_fields_are_counted() {
    let plan = plan(JILIN);
    let (mut both, mut given, mut found) = (0, 0, 0);
    for row in gold() {
        let besides: BTreeSet<&str> =
            domains(&plan, row.path).iter().skip(1).map(|d| &*d.id).collect();
        both += besides.intersection(&row.secondary).count();
        given += row.secondary.len();
        found += besides.len();
    }
    println!("further fields: {both} of {given} found, {found} given");
    assert!(both * 2 > found - both, "{both} of {found} are right");
}

#[test]
fn every_field_has_words() {
    let lexicon = Lexicon::shipped();
    let mut words = BTreeMap::<&str, usize>::new();
    for row in lexicon.table(List::DomainTerms).rows.iter() {
        if row.cell(1) != "-" {
            *words.entry(row.cell(1)).or_default() += 1;
        }
        let weight: u8 = row.cell(2).parse().expect("a weight");
        assert!(weight <= 5, "{}", row.word());
        assert!(row.word().chars().count() > 1, "{}: one character means too much", row.word());
    }
    let fields = &lexicon.table(List::Domains).rows;
    let ids: BTreeSet<&str> = fields.iter().map(|row| row.word()).collect();
    assert_eq!(words.keys().copied().collect::<BTreeSet<_>>(), ids);
    assert!(words.values().all(|&n| n >= 10), "{words:?}");
}

#[test]
fn every_field_rests_on_words_of_the_plan() {
    let plan = plan(JILIN);
    let lexicon = Lexicon::shipped();
    let table = lexicon.table(List::DomainTerms);
    let all = plan.node_tags.iter().chain(&plan.tags).flat_map(|tags| &tags.domains);
    let mut count = 0;
    for domain in all {
        assert!(!domain.evidence.is_empty(), "{domain:?}");
        for span in &domain.evidence {
            let word = span.of(&plan.text);
            let speaks = table.rows.iter().any(|r| r.word() == word && r.cell(1) == &*domain.id);
            assert!(speaks, "{word} does not speak for {}", domain.id);
        }
        count += 1;
    }
    assert!(count > 500, "{count}");
}

#[test]
fn a_users_word_decides() {
    let text = "一、任务\n（一）推进试验甲乙。实施试验甲乙。\n";
    assert!(domains(&plan(text), "1.1").is_empty());
    let dir = tempfile::tempdir().unwrap();
    let table = "term\tdomain\tweight\n试验甲乙\tnoise\t5\n试验\tno-field\t5\n";
    std::fs::write(dir.path().join("domain-terms.tsv"), table).unwrap();
    let (lexicon, notes) = Lexicon::with_user_tables(dir.path()).unwrap();
    assert_eq!(notes, []);
    let plan = crate::tagged::plan_with(text, &lexicon);
    assert_eq!(&*domains(&plan, "1.1")[0].id, "noise");
}

/// noise 噪声,隔声: an id and the words it rests on.
fn said(plan: &Plan, domains: &[Domain]) -> String {
    let words = |d: &Domain| {
        let words: Vec<&str> = d.evidence.iter().map(|s| s.of(&plan.text)).collect();
        format!("{} {}", d.id, words.join(","))
    };
    domains.iter().map(words).collect::<Vec<_>>().join("；")
}

#[test]
fn fields_of_small_plans() {
    crate::cases::check("domain", |input| {
        let plan = plan(input);
        let nodes = plan.outline.nodes.iter().zip(&plan.node_tags);
        let tagged = nodes.filter(|(node, _)| !node.body.is_empty());
        let lines =
            tagged.map(|(node, tags)| format!("{} {}", node.id, said(&plan, &tags.domains)));
        let nodes: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        format!(
            "{}\n{}",
            nodes.join("\n"),
            each_measure(&plan, |at| said(&plan, &plan.tags[at].domains))
        )
    });
}

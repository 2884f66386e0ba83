//! The views: the JSON keeps the contract and its own schema, pages keep to their width.

pub mod schema;

use gangyao::corpus::{read_alone, read_bytes};
use gangyao::lexicon::Lexicon;
use gangyao::plan::Plan;
use gangyao::source::Format;
use gangyao::views::Beside;
use gangyao::views::json::{self, Export};
use gangyao::views::text::{Ink, Paper, explained, outline, parsed};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::program::top;

fn jilin(lexicon: &Lexicon) -> Plan {
    read_alone(&top().join("corpus/jilin-2024-2035.txt"), lexicon).unwrap().remove(0)
}

fn export(plans: &[Plan], lexicon: &Lexicon) -> Value {
    serde_json::to_value(Export::of(plans, lexicon)).unwrap()
}

/// The code points `span` of `text`.
fn slice(text: &str, span: &Value) -> String {
    let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn spans_count_code_points() {
    let lexicon = Lexicon::shipped();
    let text = "\u{feff}某省😀规划\r\n\r\n一、目标\r\n（一）建成。𠮷林建成𠮷站；到2025年完成。\r\n";
    let plans = read_bytes("x", Format::Text, text.as_bytes(), &lexicon).unwrap();
    let export = export(&plans, &lexicon);
    let plan = &export["plans"][0];
    let text = &plans[0].text;
    assert_eq!(plan["source"]["chars"], json!(text.chars().count()));
    let measures = plan["measures"].as_array().unwrap();
    assert!(measures.len() >= 2, "{measures:?}");
    for measure in measures {
        assert_eq!(measure["text"], json!(slice(text, &measure["span"])));
    }
}

#[test]
fn every_span_of_the_jilin_plan_is_its_text() {
    let lexicon = Lexicon::shipped();
    let plan = jilin(&lexicon);
    let export = export(std::slice::from_ref(&plan), &lexicon);
    let text = &plan.text;
    for measure in export["plans"][0]["measures"].as_array().unwrap() {
        assert_eq!(measure["text"], json!(slice(text, &measure["span"])));
        for (tag, word) in [("places", "name"), ("deadlines", "text"), ("actors", "name")] {
            for tag in measure[tag].as_array().unwrap() {
                assert_eq!(tag[word], json!(slice(text, &tag["span"])), "{}", measure["id"]);
            }
        }
    }
    let project = |n: &&Value| n["id"] == "Z2.2";
    let node = export["plans"][0]["nodes"].as_array().unwrap().iter().find(project).unwrap();
    assert_eq!(slice(text, &node["head"]), "2．魅力碧水建设工程");
    assert_eq!(
        (&node["number"], &node["parent"], &node["line"]),
        (&json!("2"), &json!("Z2"), &json!(138))
    );
}

/// The example of the contract: the names and the order of its fields are what others rely on.
#[test]
fn fields_stand_as_the_contract_has_them() {
    let lexicon = Lexicon::shipped();
    let plans = [jilin(&lexicon)];
    let mut bytes = Vec::new();
    json::write(&mut bytes, &Export::of(&plans, &lexicon), 4).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let line = |id: &str| {
        text.lines().find(|l| l.trim().starts_with(&format!("{{\"id\": \"{id}\""))).unwrap()
    };
    let in_order = |line: &str, fields: &[&str]| {
        let at: Vec<_> = fields.iter().map(|f| line.find(&format!("\"{f}\":"))).collect();
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{fields:?} in {line}");
    };
    in_order(
        line("Z2.2"),
        &["id", "kind", "number", "title", "parent", "span", "head", "line", "period", "domains"],
    );
    let measure = [
        "id",
        "node",
        "kind",
        "text",
        "span",
        "trail",
        "domains",
        "departments",
        "deadlines",
        "targets",
        "actors",
        "citations",
        "strength",
    ];
    in_order(line("3.1.2#9"), &measure);
    let plan = [
        "id", "title", "issuers", "region", "period", "based_on", "source", "nodes", "measures",
        "links", "notes",
    ];
    in_order(&text, &plan);
}

#[test]
fn the_export_keeps_its_schema() {
    let lexicon = Lexicon::shipped();
    let schema = serde_json::to_value(json::schema()).unwrap();
    let export = export(&[jilin(&lexicon)], &lexicon);
    assert_eq!(schema::faults(&schema, &export), Vec::<String>::new());
    let mut small = export;
    for list in ["nodes", "measures"] {
        small["plans"][0][list].as_array_mut().unwrap().truncate(10);
    }
    let spoil = |pointer: &str, value: Value| {
        let mut spoilt = small.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        !schema::faults(&schema, &spoilt).is_empty()
    };
    assert!(spoil("/format", json!("gangyao/0")));
    assert!(spoil("/plans/0/nodes/3/kind", json!("chapters")));
    assert!(spoil("/plans/0/measures/9/span", json!([1])));
    assert!(spoil("/plans/0/measures/9/span/0", json!(-1)));
    assert!(spoil("/plans/0/measures/9/text", json!(null)));
    let mut without = small.clone();
    without["plans"][0]["measures"][0].as_object_mut().unwrap().remove("deadlines");
    assert!(!schema::faults(&schema, &without).is_empty());
}

/// As it was typed, as a looser query, and with nothing found.
#[test]
fn the_answer_to_a_search_keeps_its_schema() {
    let schema = serde_json::to_value(json::search_schema()).unwrap();
    for query in ["湿地", "吉林省2030年底前碳达峰企鹅", "查干湖水质是多少", "查干胡"]
    {
        let answer = crate::search::jilin_search(query);
        let shape = json::Search::of(&answer, &crate::index::LEXICON, Beside::default());
        let value = serde_json::to_value(shape).unwrap();
        assert_eq!(schema::faults(&schema, &value), Vec::<String>::new(), "{query}");
        let mut spoilt = value;
        spoilt["total"] = json!("3");
        assert!(!schema::faults(&schema, &spoilt).is_empty());
    }
}

/// Plans with tables, owners and attachments, which the shipped one has not.
#[test]
fn plans_of_other_forms_keep_the_schema() {
    let shared = top().join("../shared/plans");
    if !shared.is_dir() {
        println!("skipped: {} is not there", shared.display());
        return;
    }
    let lexicon = Lexicon::shipped();
    let schema = serde_json::to_value(json::schema()).unwrap();
    for name in ["hi-eco-145.txt", "ln-natres-2021-list.txt", "sc-chengdu-energy-2021.txt"] {
        let plans = read_alone(&shared.join(name), &lexicon).unwrap();
        assert_eq!(
            schema::faults(&schema, &export(&plans, &lexicon)),
            Vec::<String>::new(),
            "{name}"
        );
    }
}

#[test]
fn json_of_any_depth_is_the_same_json() {
    let value = json!({"a": [], "b": {}, "c": [[1, 2], {"d": null}], "e": "“\n”"});
    for depth in [0, 1, 2, 3, usize::MAX] {
        let mut bytes = Vec::new();
        json::write(&mut bytes, &value, depth).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), value);
        assert_eq!(bytes.iter().filter(|b| **b == b'\n').count() == 1, depth == 0);
    }
}

/// A page without its colours.
fn plain(paper: Paper) -> String {
    anstream::adapter::strip_str(&paper.into_text()).to_string()
}

/// However a table is laid out, its heading is its caption, and its cells are apart.
#[test]
fn the_cells_of_a_row_are_apart() {
    let lexicon = Lexicon::shipped();
    let row = ["1", "森林覆盖率", "26", "约束性"];
    let layouts = [
        "序号\n指标\n2030年\n属性\n1\n森林覆盖率\n26\n约束性\n2\n湿地保护率\n55\n预期性\n",
        "序号\t指标\t2030年\t属性\n1\t森林覆盖率\t26\t约束性\n2\t湿地保护率\t55\t预期性\n",
        "序号  指标  2030年  属性\n1  森林覆盖率  26  约束性\n2  湿地保护率  55  预期性\n",
        "| 序号 | 指标 | 2030年 | 属性 |\n|---|---|---|---|\n| 1 | 森林覆盖率 | 26 | 约束性 |\n| 2 | 湿地保护率 | 55 | 预期性 |\n",
    ];
    for (table, caption) in
        layouts.iter().flat_map(|table| [(table, ""), (table, "表1 主要指标\n")])
    {
        let text = format!("某省规划\n一、目标\n主要指标如下。\n{caption}{table}");
        let plans = read_bytes("x", Format::Text, text.as_bytes(), &lexicon).unwrap();
        let (mut tree, mut measures) = (Paper::new(None), Paper::new(None));
        outline(&mut tree, &plans[0]);
        explained(&mut measures, &plans[0], &lexicon);
        let heads =
            if caption.is_empty() { "序号 指标 2030年 属性" } else { caption.trim() };
        let (tree, measures) = (plain(tree), plain(measures));
        assert!(tree.contains(&format!("1.b1    {heads}  2\n")), "{tree}");
        assert!(measures.contains(&format!("1.b1#1  {}\n", row.join("  "))), "{measures}");
    }
}

#[test]
fn pages_keep_to_the_width() {
    let lexicon = Lexicon::shipped();
    let plan = jilin(&lexicon);
    for width in [20, 33, 40, 80, 100] {
        let mut paper = Paper::new(Some(width));
        outline(&mut paper, &plan);
        parsed(&mut paper, &plan);
        for line in plain(paper).lines() {
            assert!(line.width() <= width, "{} > {width}: {line}", line.width());
        }
    }
}

#[test]
fn lines_break_as_chinese_does() {
    let wrapped = |width, text: &str| {
        let mut paper = Paper::new(Some(width));
        paper.line(0, &[(Ink::Plain, text)]);
        plain(paper)
    };
    assert_eq!(
        wrapped(20, "一二三四五六七八九十，十一"),
        "一二三四五六七八九\n十，十一\n",
        "no mark at the head"
    );
    assert_eq!(
        wrapped(20, "一二三四五六七八九（十）一"),
        "一二三四五六七八九\n（十）一\n",
        "no bracket at the end"
    );
    assert_eq!(
        wrapped(20, "一二三四五六七八 gangyao 十"),
        "一二三四五六七八\ngangyao 十\n",
        "no word is cut"
    );
    assert_eq!(
        wrapped(20, "一二三\n四五\u{3000}\u{3000}六"),
        "一二三四五 六\n",
        "a line end within Chinese is no space"
    );
}

#[test]
fn without_a_width_a_text_is_one_line() {
    let long = "一二三四五六七八九十".repeat(40);
    let mut paper = Paper::new(None);
    paper.item(
        0,
        &[(Ink::Dim, "1.")],
        4,
        &[(Ink::Plain, &long), (Ink::Mark, "。\n"), (Ink::Plain, "完")],
    );
    assert_eq!(plain(paper), format!("1.  {long}。完\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Wrapping loses no character that is not white space, and no line is too wide.
    #[test]
    fn nothing_is_lost_in_wrapping(text in "[一-龥，。（）“”a-z0-9 \n\u{3000}😀]{0,200}", width in 20usize..60, indent in 0usize..10) {
        let mut paper = Paper::new(Some(width));
        paper.item(0, &[(Ink::Dim, "12.")], indent, &[(Ink::Plain, &text), (Ink::Mark, &text)]);
        let page = plain(paper);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(&page), format!("12.{}{}", letters(&text), letters(&text)));
        for line in page.lines() {
            prop_assert!(line.width() <= width, "{}", line);
        }
    }
}

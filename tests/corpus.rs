//! The corpus room: which files are plans, what the catalogue says of them, and by what a change is seen.

use std::fs;
use std::path::Path;

use gangyao::corpus::{
    Catalogue, Compare, Corpus, Glance, MANY, Manner, read_alone, read_alone_as,
};
use gangyao::ground::ErrorKind;
use gangyao::lexicon::Lexicon;
use gangyao::plan::{Depth, Plan};
use gangyao::tags::Tags;
use tempfile::TempDir;

const PLAN: &str = "某省绿色发展规划（2021—2025年）\n\n一、总体要求\n（一）目标。到2025年建成。\n二、重点任务\n推进转型。\n";

/// A home with these files in `corpus/`.
fn home(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("corpus")).unwrap();
    files.iter().for_each(|(name, text)| put(dir.path(), name, text));
    dir
}

fn put(home: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(home.join("corpus").join(name), text).unwrap();
}

fn ids(corpus: &Corpus) -> Vec<&str> {
    corpus.documents().iter().map(|d| d.id.as_str()).collect()
}

fn read(corpus: &Corpus, n: usize) -> Vec<Plan> {
    corpus.read(&corpus.documents()[n], &Lexicon::shipped()).unwrap()
}

fn only(corpus: &Corpus) -> Plan {
    let mut plans = read(corpus, 0);
    assert_eq!(plans.len(), 1);
    plans.remove(0)
}

#[test]
fn plans_are_text_and_markdown_files() {
    let home = home(&[
        ("b.txt", PLAN),
        ("a.md", PLAN),
        ("README.md", "x"),
        (".b.txt.swp", "x"),
        ("c.png", "x"),
    ]);
    fs::create_dir(home.path().join("corpus/words")).unwrap();
    fs::create_dir(home.path().join("corpus/old")).unwrap();
    let corpus = Corpus::open(home.path()).unwrap();
    assert_eq!(ids(&corpus), ["a", "b"]);
    let remarks: Vec<_> = corpus.remarks().iter().map(|r| r.path.as_str()).collect();
    assert_eq!(remarks, ["corpus/c.png", "corpus/old"]);
}

#[test]
fn two_files_of_one_name_are_one_plan_and_a_remark() {
    let home = home(&[("a.txt", PLAN), ("a.md", PLAN)]);
    let corpus = Corpus::open(home.path()).unwrap();
    assert_eq!(ids(&corpus), ["a"]);
    assert!(corpus.remarks()[0].note.message.contains("corpus/a.md"), "{:?}", corpus.remarks());
}

#[test]
fn a_plan_without_a_row_says_what_it_is() {
    let home = home(&[("a.txt", PLAN)]);
    let corpus = Corpus::open(home.path()).unwrap();
    let plan = only(&corpus);
    assert_eq!((plan.id.as_str(), plan.origin.path.as_str()), ("a", "corpus/a.txt"));
    assert_eq!(plan.identity.title, "某省绿色发展规划（2021—2025年）");
    assert_eq!(plan.identity.period, Some((2021, 2025)));
}

#[test]
fn the_catalogue_wins_where_it_says_something() {
    let rows = "id\ttitle\tissuers\tregion\tperiod\na\t另一个名字\t甲、乙\t\t2022-2030\n";
    let home = home(&[("a.txt", PLAN), ("catalog.tsv", rows)]);
    let corpus = Corpus::open(home.path()).unwrap();
    let identity = only(&corpus).identity;
    assert_eq!(identity.title, "另一个名字");
    assert_eq!(identity.issuers, ["甲", "乙"]);
    assert_eq!(identity.period, Some((2022, 2030)));
    let text =
        read_alone(&home.path().join("corpus/a.txt"), &Lexicon::shipped()).unwrap().remove(0);
    assert_eq!(identity.region, text.identity.region, "an empty cell says nothing");
}

#[test]
fn a_plan_is_read_no_further_than_is_asked() {
    let home = home(&[("a.txt", PLAN)]);
    let (file, lexicon) = (home.path().join("corpus/a.txt"), Lexicon::shipped());
    let manner = Manner { depth: Depth::Measures, ..Manner::default() };
    let read = || read_alone_as(&file, &manner, &lexicon).unwrap().remove(0);
    let whole = read_alone(&file, &lexicon).unwrap().remove(0);
    let plan = read();
    let is_empty = |plan: &Plan| plan.tags.iter().all(|tags| *tags == Tags::default());
    assert!(!is_empty(&whole) && is_empty(&plan) && plan.links.is_empty());
    assert_eq!(plan.tags.len(), plan.measures.len());
    assert_eq!((&plan.text, &plan.identity), (&whole.text, &whole.identity));
    assert_eq!((&plan.outline.nodes, &plan.measures), (&whole.outline.nodes, &whole.measures));
    // What corrections do not fit is said, for which there must be something to correct.
    fs::write(
        home.path().join("corpus/a.corrections.toml"),
        "[[correction]]\naddress = \"9#9\"\nfield = \"备注\"\nvalue = \"无\"\n",
    )
    .unwrap();
    let plan = read();
    assert!(!is_empty(&plan), "there must be something to correct");
    assert!(plan.notes.iter().any(|note| note.message.contains("9#9")), "{:?}", plan.notes);
}

/// The body suggested for the first measure of a plan that the catalogue says is of `level`, for `region`.
fn suggested(level: &str, region: &str) -> String {
    let plan = "绿色发展规划\n\n一、任务\n（一）治理散煤。推进散煤治理，改善空气质量。\n";
    let rows = format!("id\tlevel\tregion\na\t{level}\t{region}\n");
    let home = home(&[("a.txt", plan), ("catalog.tsv", &rows)]);
    let plan = only(&Corpus::open(home.path()).unwrap());
    plan.tags[0].departments.iter().map(|d| &*d.name).collect::<Vec<_>>().join("、")
}

#[test]
fn bodies_are_named_for_the_level_that_the_catalogue_says() {
    let of =
        |level, region| suggested(level, region).split('、').take(3).collect::<Vec<_>>().join("、");
    assert_eq!(of("国家", ""), "生态环境部、工业和信息化部、公安部");
    assert_eq!(of("省", "湖北省"), "生态环境厅、工业和信息化厅、公安厅");
    assert_eq!(of("省", "上海市"), "生态环境局、经济和信息化委、公安局");
    assert_eq!(of("市", "白城市"), "生态环境局、工业和信息化局、公安局");
    assert_eq!(of("县", "通榆县"), "生态环境分局、工业和信息化局、公安局");
    // 公主岭市 is a city of the level of counties.
    assert_eq!(of("", "公主岭市"), "生态环境分局、工业和信息化局、公安局");
}

#[test]
fn a_malformed_row_is_a_note_with_its_line() {
    let rows = "# head\nid\ttitle\tperiod\tsha256\nten\t十\t十年\t\nup\t倒\t2035-2024\t\nsum\t和\t\tabc\n\
                too\tmany\tcells\t\t\t\nten\t再\t\t\n\t无\t\t\n";
    let catalogue = Catalogue::read(rows);
    let lines: Vec<_> = catalogue.notes.iter().map(|n| n.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8], "{:#?}", catalogue.notes);
    assert_eq!(catalogue.entry("ten").unwrap().title.as_deref(), Some("十"));
    let home = home(&[("ten.txt", PLAN), ("catalog.tsv", rows)]);
    let corpus = Corpus::open(home.path()).unwrap();
    assert!(corpus.remarks().iter().all(|r| r.path == "corpus/catalog.tsv"));
    let without_file = corpus.remarks().iter().filter(|r| r.note.message.contains("没有")).count();
    assert_eq!(without_file, 2, "up and sum: {:#?}", corpus.remarks());
}

#[test]
fn a_wrong_checksum_is_noted() {
    let rows = format!("id\tsha256\na\t{}\n", "0".repeat(64));
    let home = home(&[("a.txt", PLAN), ("catalog.tsv", &rows)]);
    let corpus = Corpus::open(home.path()).unwrap();
    let plan = only(&corpus);
    assert!(plan.notes[0].message.contains("sha256"), "{:?}", plan.notes);
}

#[test]
fn the_shipped_corpus_has_nothing_to_remark() {
    let corpus = Corpus::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(corpus.remarks(), []);
    let entry = corpus.catalogue().entry("jilin-2024-2035").unwrap();
    let plan = only(&corpus);
    assert_eq!(entry.sha256.as_deref(), Some(plan.origin.sha256.as_str()));
    let text =
        read_alone(&corpus.home().join(&plan.origin.path), &Lexicon::shipped()).unwrap().remove(0);
    assert_eq!(plan.identity, text.identity, "the row and the text say the same");
}

#[test]
fn what_is_no_plan_is_an_error_that_names_the_file() {
    let home = home(&[("empty.txt", ""), ("blank.txt", " \r\n\u{3000}\n")]);
    put(home.path(), "binary.txt", b"PK\x03\x04\0\0");
    put(home.path(), "torn.txt", b"\x80\xff\xc3\x28\xff\xfd\x81\x20");
    let corpus = Corpus::open(home.path()).unwrap();
    for document in corpus.documents() {
        let error = corpus.read(document, &Lexicon::shipped()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains(&document.path), "{error}");
    }
    assert_eq!(corpus.documents().len(), 4);
}

#[test]
fn a_home_without_plans_is_an_error_with_a_hint() {
    let empty = tempfile::tempdir().unwrap();
    let no_plans = home(&[("README.md", "x"), ("catalog.tsv", "id\n")]);
    for dir in [&empty, &no_plans] {
        let error = Corpus::open(dir.path()).err().expect("no corpus");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.hint().is_some());
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let home = home(&[("a.txt", PLAN), ("b.txt", &format!("\u{feff}{PLAN}"))]);
    let corpus = Corpus::open(home.path()).unwrap();
    let [a, b] = [0, 1].map(|n| read(&corpus, n).remove(0));
    assert_eq!(a.text, b.text);
    assert_ne!(a.origin.sha256, b.origin.sha256);
}

#[test]
fn the_fingerprint_tells_what_has_changed() {
    let home = home(&[("a.txt", PLAN), ("b.txt", PLAN)]);
    let lexicon = Lexicon::shipped();
    let print =
        |compare| Corpus::open(home.path()).unwrap().fingerprint(&lexicon, compare).unwrap();
    let first = print(Compare::Times);
    put(home.path(), "c.png", "no plan");
    assert!(first.agrees(&print(Compare::Times)));
    put(home.path(), "catalog.tsv", "id\ttitle\nb\t名\n");
    put(home.path(), "a.txt", PLAN.to_owned() + "（二）任务。做完。\n");
    fs::remove_file(home.path().join("corpus/b.txt")).unwrap();
    let second = print(Compare::Times);
    assert_eq!(first.changed(&second), ["corpus/a.txt", "corpus/b.txt", "corpus/catalog.tsv"]);
    assert!(!first.agrees(&second));
}

#[test]
fn contents_are_compared_where_both_were_read() {
    let home = home(&[("a.txt", PLAN)]);
    let lexicon = Lexicon::shipped();
    let print =
        |compare| Corpus::open(home.path()).unwrap().fingerprint(&lexicon, compare).unwrap();
    let (times, contents) = (print(Compare::Times), print(Compare::Contents));
    assert!(times.agrees(&contents));
    let file = fs::File::options().write(true).open(home.path().join("corpus/a.txt")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert!(!times.agrees(&print(Compare::Times)));
    assert!(contents.agrees(&print(Compare::Contents)));
}

#[test]
fn a_second_plan_in_a_file_has_its_own_row() {
    let rows = "id\ttitle\na-2\t第二份\na-b\t没有\n";
    let two = format!("附件1\n\n{PLAN}\n附件2\n\n{}", PLAN.replace("绿色", "低碳"));
    let home = home(&[("a.txt", &two), ("catalog.tsv", rows)]);
    let corpus = Corpus::open(home.path()).unwrap();
    let plans = read(&corpus, 0);
    let titles: Vec<_> = plans.iter().map(|p| (p.id.as_str(), p.identity.title.as_str())).collect();
    assert_eq!(titles, [("a", "某省绿色发展规划（2021—2025年）"), ("a-2", "第二份")]);
    let lines: Vec<_> = corpus.remarks().iter().map(|r| r.note.line).collect();
    assert_eq!(lines, [3], "only a-b has no file");
}

#[test]
fn a_small_corpus_is_looked_at_file_by_file() {
    let home = home(&[("a.txt", PLAN)]);
    let file = home.path().join("index/GLANCE");
    assert!(Glance::take(&file, home.path(), &Lexicon::shipped()).is_none());
    assert!(!Glance::stands(&file, home.path(), &Lexicon::shipped()));
}

#[test]
fn a_large_corpus_is_trusted_while_its_folder_stays_as_it_was() {
    let home = home(&[("catalog.tsv", "id\ttitle\n")]);
    (1..MANY).for_each(|n| put(home.path(), &format!("p{n}.txt"), PLAN));
    let (file, lexicon) = (home.path().join("index/GLANCE"), Lexicon::shipped());
    let take = || Glance::take(&file, home.path(), &lexicon);
    let stands = || Glance::stands(&file, home.path(), &lexicon);
    assert!(take().is_none(), "a folder that changed just now may change again unseen");
    let settled = || {
        std::thread::sleep(std::time::Duration::from_millis(2100));
        take().expect("a glance to keep").keep();
        assert!(stands());
    };

    settled();
    put(home.path(), "p1.txt", PLAN.to_owned() + "改动。\n");
    assert!(stands(), "written over in place: only a look at every file sees it");
    put(home.path(), "new.txt", PLAN);
    assert!(!stands(), "a file more");

    settled();
    put(home.path(), "catalog.tsv", "id\ttitle\np1\t某规划\n");
    assert!(!stands(), "another catalogue");

    settled();
    let _ = take();
    assert!(!stands(), "what was kept before is gone until it is kept again");
}

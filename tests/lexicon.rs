//! The lists of words: their form, that each word is found, and that a user's own tables are added.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use gangyao::ground::Span;
use gangyao::lexicon::{Find, Lexicon, List, Row, Table};
use gangyao::outline::{self, Kind};
use gangyao::source;

const JILIN: &str = include_str!("../corpus/jilin-2024-2035.txt");

fn words(list: List) -> Vec<String> {
    Table::read(list.text()).rows.iter().map(|r| r.word().to_owned()).collect()
}

#[test]
fn tables_come_out_as_they_stand_in_their_files() {
    let lexicon = Lexicon::shipped();
    for &list in List::ALL {
        let (loaded, read) = (lexicon.table(list), Table::read(list.text()));
        assert_eq!((&loaded.columns, &loaded.rows), (&read.columns, &read.rows), "{}", list.file());
        assert_eq!(read.notes, [], "{}", list.file());
    }
}

#[test]
fn words_have_the_order_that_was_made_for_them() {
    let lexicon = Lexicon::shipped();
    for &list in List::ALL {
        let (loaded, read) = (lexicon.table(list), Table::read(list.text()));
        for word in words(list) {
            let first = word.chars().next().unwrap();
            let begun = |table: &Table<'_>| -> Vec<u32> {
                table.beginning(first).chain(table.get(&word)).map(|row| row.line).collect()
            };
            assert_eq!(begun(loaded), begun(&read), "{}: {word}", list.file());
        }
    }
}

#[test]
fn every_table_is_read_whole() {
    for list in List::ALL {
        let table = Table::read(list.text());
        assert_eq!(table.notes, [], "{}", list.file());
        assert!(!table.rows.is_empty(), "{}", list.file());
    }
}

#[test]
fn every_table_says_its_origin_and_date() {
    for list in List::ALL {
        let head: String = list.text().lines().take_while(|l| l.starts_with('#')).collect();
        assert!(head.contains("Origin: ") && head.contains("Date: 20"), "{}: {head}", list.file());
    }
}

#[test]
fn every_table_is_sorted_without_repeats() {
    for list in List::ALL {
        let table = Table::read(list.text());
        let key = |row: Row<'_>| (row.cell(0).to_owned(), row.cell(1).to_owned());
        for (row, next) in table.rows.iter().zip(table.rows.iter().skip(1)) {
            assert!(key(row) < key(next), "{}:{}", list.file(), next.line);
        }
    }
}

#[test]
fn every_file_of_words_is_a_list() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/words");
    let names =
        std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let tables: BTreeSet<String> = names.filter(|n| n.ends_with(".tsv")).collect();
    let known: BTreeSet<String> = List::ALL.iter().map(|l| l.file().to_owned()).collect();
    assert_eq!(tables, known);
}

/// Whoever edits words finds every table in the page that says how.
#[test]
fn every_table_stands_in_the_page_for_those_who_edit_words() {
    let page = include_str!("../src/lexicon/README.md");
    for list in List::ALL {
        let file = format!("`{}`", list.file());
        assert!(page.contains(&file), "{file} is missing");
    }
}

#[test]
fn every_word_is_found() {
    let lexicon = Lexicon::shipped();
    for &list in List::ALL.iter().filter(|l| l.is_searched()) {
        for (n, word) in words(list).iter().enumerate() {
            let text = format!("推进{word}。");
            let finds = lexicon.scan(&text);
            let whole = Span::new(6, 6 + word.len());
            let found = finds.of(list, whole).any(|f| f.span == whole && f.row() == n as u32);
            assert!(found, "{}: {word}", list.file());
        }
    }
}

#[test]
fn ids_and_words_that_ask_are_not_looked_for() {
    let lexicon = Lexicon::shipped();
    for &list in List::ALL.iter().filter(|l| !l.is_searched()) {
        let text = words(list).join("。");
        assert_eq!(
            lexicon.scan(&text).of(list, Span::new(0, text.len())).count(),
            0,
            "{}",
            list.file()
        );
    }
}

#[test]
fn overlapping_words_are_all_found() {
    let dir = folder(&[("synonyms.tsv", "term\tequals\n颗粒物\t尘\n")]);
    let (lexicon, _) = Lexicon::with_user_tables(dir.path()).unwrap();
    let text = "细颗粒物浓度";
    let finds = lexicon.scan(text);
    let found: Vec<&str> =
        finds.of(List::Synonyms, Span::new(0, text.len())).map(|f| f.span.of(text)).collect();
    assert!(found.contains(&"颗粒物"), "{found:?}");
}

#[test]
fn finds_are_in_order_list_by_list_and_places_together() {
    let dir = folder(&[("waters.tsv", "name\tkind\n松花江水\triver\n")]);
    let text = "吉林市松花江水系湿地和查干湖保护区，长春市净月潭，长白山大米";
    for lexicon in [Lexicon::shipped(), Lexicon::with_user_tables(dir.path()).unwrap().0] {
        let (finds, all) = (lexicon.scan(text), Span::new(0, text.len()));
        let key = |f: &Find| (f.span.start, Reverse(f.span.end), f.list(), f.row());
        let mut places = Vec::new();
        for &list in List::ALL {
            let found: Vec<Find> = finds.of(list, all).copied().collect();
            assert!(found.is_sorted_by_key(key), "{found:?}");
            assert!(found.iter().all(|f| f.list() == list));
            places.extend(found.into_iter().filter(|_| List::PLACES.hold(list)));
        }
        places.sort_by_key(key);
        assert!(places.len() > 10, "{places:?}");
        assert_eq!(finds.of_places(all).copied().collect::<Vec<_>>(), places);
        let inner = Span::new("吉林市".len(), "吉林市松花江".len());
        let inside: Vec<Find> = places.into_iter().filter(|f| inner.contains(f.span)).collect();
        assert_eq!(finds.of_places(inner).copied().collect::<Vec<_>>(), inside);
    }
}

#[test]
fn those_within_a_part_of_a_long_text_are_found() {
    let dir = folder(&[("waters.tsv", "name\tkind\n松花江水\triver\n生态环\triver\n")]);
    // With stretches without any word, at the beginning and before the end.
    let text = "。".repeat(500) + &JILIN[..JILIN.floor_char_boundary(12_000)];
    let text = &(text + &"，".repeat(200) + "松花江水");
    let borders = (0..=text.len()).step_by(97).map(|at| text.floor_char_boundary(at));
    let borders: Vec<usize> = borders.chain([text.len()]).collect();
    let spans = borders.windows(5).flat_map(|some| [&some[..2], some]);
    let spans: Vec<_> = spans.map(|some| Span::new(some[0], some[some.len() - 1])).collect();
    let within = |all: &[Find], span: Span| -> Vec<Find> {
        all.iter().filter(|f| span.contains(f.span)).copied().collect()
    };
    for lexicon in [Lexicon::shipped(), Lexicon::with_user_tables(dir.path()).unwrap().0] {
        let (finds, whole) = (lexicon.scan(text), Span::new(0, text.len()));
        for &list in List::ALL {
            let all: Vec<Find> = finds.of(list, whole).copied().collect();
            for &span in &spans {
                let found: Vec<Find> = finds.of(list, span).copied().collect();
                assert_eq!(found, within(&all, span), "{list:?} {span:?}");
            }
        }
        let places: Vec<Find> = finds.of_places(whole).copied().collect();
        assert_eq!(places.last().unwrap().span.end as usize, text.len());
        for &span in &spans {
            let found: Vec<Find> = finds.of_places(span).copied().collect();
            assert_eq!(found, within(&places, span), "{span:?}");
        }
    }
    let finds = Lexicon::shipped().scan(text);
    assert!(finds.of(List::Phrases, Span::new(text.len(), text.len())).next().is_none());
    assert!(Lexicon::shipped().scan("").of(List::Phrases, Span::default()).next().is_none());
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// What the one row found for the whole of `word` says in its second column.
fn second(lexicon: &Lexicon, list: List, word: &str) -> Vec<String> {
    let finds = lexicon.scan(word);
    let whole = Span::new(0, word.len());
    let rows = finds.of(list, whole).filter(|f| f.span == whole);
    rows.map(|f| lexicon.row(f).cell(1).to_owned()).collect()
}

#[test]
fn a_users_row_is_added_and_wins() {
    let text = "equals\tterm\n\u{5c18}\u{571f}\tPM2.5\n试验乙\t试验甲\n";
    let dir = folder(&[("synonyms.tsv", text), ("readme.txt", "不是词表")]);
    let (lexicon, notes) = Lexicon::with_user_tables(dir.path()).unwrap();
    assert_eq!(notes, []);
    assert_eq!(second(&lexicon, List::Synonyms, "试验甲"), ["试验乙"]);
    assert_eq!(second(&lexicon, List::Synonyms, "PM2.5"), ["尘土"]);
    assert_eq!(lexicon.table(List::Synonyms).get("PM2.5").unwrap().cell(1), "尘土");
    assert_eq!(second(&Lexicon::shipped(), List::Synonyms, "PM2.5").len(), 1);
}

#[test]
fn headings_are_read_by_a_users_words_which_win() {
    let dir = folder(&[("outline-words.tsv", "id\tdoes\n收官寄语\tchapter\n结语\tnote\n")]);
    let own = Lexicon::with_user_tables(dir.path()).unwrap().0;
    let chapters = |lexicon: &Lexicon, last: &str| -> Vec<String> {
        let text =
            format!("某县绿色发展规划\n一、总体要求\n坚持绿色发展。\n{last}\n全县上下齐心协力。");
        let nodes = outline::read(&source::plain(text), lexicon).nodes.into_iter();
        nodes.filter(|node| node.kind == Kind::Chapter).map(|node| node.title).collect()
    };
    assert_eq!(chapters(&Lexicon::shipped(), "收官寄语"), ["总体要求"]);
    assert_eq!(chapters(&own, "收官寄语"), ["总体要求", "收官寄语"]);
    assert_eq!(chapters(&Lexicon::shipped(), "结语"), ["总体要求", "结语"]);
    assert_eq!(chapters(&own, "结语"), ["总体要求"]);
}

#[test]
fn a_row_that_cannot_be_used_is_noted_and_the_rest_is_used() {
    let dir = folder(&[
        (
            "domain-terms.tsv",
            "term\tdomain\tweight\n试验词\twater\t多\n\twater\t2\n试验好词\twater\t3\n",
        ),
        ("synonyms.tsv", "term\tsense\n甲\t乙\n"),
        ("wrods.tsv", "term\n甲\n"),
    ]);
    std::fs::write(dir.path().join("strength.tsv"), [0xff, 0xfe, 0x00]).unwrap();
    let (lexicon, notes) = Lexicon::with_user_tables(dir.path()).unwrap();
    let places: Vec<(&str, u32)> =
        notes.iter().map(|n| (n.message.split('：').next().unwrap(), n.line)).collect();
    let expected = [
        ("domain-terms.tsv", 2),
        ("domain-terms.tsv", 3),
        ("strength.tsv", 1),
        ("synonyms.tsv", 1),
        ("wrods.tsv", 1),
    ];
    assert_eq!(places, expected, "{notes:?}");
    assert_eq!(second(&lexicon, List::DomainTerms, "试验好词"), ["water"]);
    assert!(second(&lexicon, List::DomainTerms, "试验词").is_empty());
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let dir = folder(&[]);
    assert!(Lexicon::with_user_tables(&dir.path().join("none")).is_err());
}

#[test]
fn the_fingerprint_follows_the_content() {
    let shipped = Lexicon::shipped();
    assert_eq!(shipped.fingerprint().len(), 64);
    let print = |files: &[(&str, &str)]| {
        let (lexicon, _) = Lexicon::with_user_tables(folder(files).path()).unwrap();
        lexicon.fingerprint().to_owned()
    };
    let one = print(&[("synonyms.tsv", "term\tequals\n甲\t乙\n")]);
    assert_eq!(one, print(&[("synonyms.tsv", "term\tequals\n甲\t乙\n")]));
    assert_ne!(one, print(&[("synonyms.tsv", "term\tequals\n甲\t丙\n")]));
    assert_ne!(one, shipped.fingerprint());
}
